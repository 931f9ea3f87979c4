"""Documents written row by row, and two of them being paired: what a rung of the ladder is tried on."""

from __future__ import annotations

from dataclasses import replace

from specman.compare.pairing.open_pairs import OpenPairs
from specman.model.document import Document, Kind, Metadata, Provision, Status


def one(
    eid: str,
    text: str = "",
    kind: Kind = "clause",
    *,
    heading: str = "",
    num: str | None = None,
    label: str | None = None,
    status: Status = "normative",
) -> Provision:
    """A provision: `a.1` stands in `a` under the number 1. Signs between bars are the cells of a row."""
    parent, _, last = eid.rpartition(".")
    cells = tuple(cell.strip() for cell in text.split("|")) if kind in ("row", "table") else ()
    number = last if num is None else num
    name = eid if label is None else label
    return Provision(eid, kind, number, name, heading, "" if cells else text, parent, status, cells)


def tree(*rows: Provision) -> Document:
    """A document of these provisions."""
    return Document("t", "1", Metadata(), (Provision("", "document"), *rows))


def opened(base: Document, target: Document, given: str = "") -> OpenPairs:
    """Two documents of which some provisions were paired before: `a b` pairs a of the base with b of the target."""
    pairs = OpenPairs(base, target)
    for row in filter(None, given.split(",")):
        left, right, *reason = row.split(maxsplit=2)
        pairs.pair(pairs.base.by_eid[left], pairs.target.by_eid[right], *(reason or ["given"]))
    return pairs


def found(pairs: OpenPairs) -> list[str]:
    """`a b` of each pair that was not given, in the order in which they were found."""
    return [f"{left} {right}" for left, right in pairs.found.target_of.items() if pairs.found.reason[left] != "given"][
        1:
    ]


def reasons(pairs: OpenPairs) -> dict[str, str]:
    """Base eId to the reason of its pair, of those that were not given."""
    return {left: reason for left, reason in pairs.found.reason.items() if left and reason != "given"}


def under(provision: Provision, number: str) -> Provision:
    """The same provision under another number."""
    return replace(provision, num=number, label=f"{provision.parent}.{number}")
