"""A document of merged provisions: labels and eIds given anew, references led to where their targets are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from specman.compare.merge import Merged
from specman.formats.outline import Outline
from specman.model.document import Document, Mark, Metadata


@dataclass(frozen=True)
class Rebuilt:
    """A merged document, and where the provisions of each document before it are in it.

    Attributes:
        base, ours, theirs: eId before to eId now; what is gone is left out.
    """

    document: Document
    base: Mapping[str, str]
    ours: Mapping[str, str]
    theirs: Mapping[str, str]


def rebuilt(found: Merged, base: Document, work: str, version: str, metadata: Metadata) -> Rebuilt:
    """Make the document of a merge.

    Args:
        base: that was merged from.
        work, version, metadata: of the new document.
    """
    outline = Outline(work, version, "merge")
    eids = {"": ""}
    outline.update("", replace(found.provisions[0], eid="", parent=""))
    for provision in found.provisions[1:]:
        eids[provision.eid] = outline.add(
            provision.kind, eids[provision.parent], num=provision.num, heading=provision.heading, text=provision.text,
            status=provision.status, cells=provision.cells, marks=provision.marks, merges=provision.merges,
        )  # fmt: skip
    sides = [
        {eid: eids[name] for name, pair in found.sides.items() if (eid := pair[side]) is not None} for side in (0, 1)
    ]
    of_base = {name: eids[name] for name in found.sides if name in base.by_eid}
    leads = {**of_base, **sides[1], **sides[0]}
    for provision in list(outline.provisions()):
        if any(mark.target.startswith("#") for mark in provision.marks):
            marks = tuple(_led(mark, leads) for mark in provision.marks)
            outline.update(provision.eid, replace(provision, marks=marks))
    return Rebuilt(outline.document(metadata), of_base, sides[0], sides[1])


def _led(mark: Mark, leads: Mapping[str, str]) -> Mark:
    if not mark.target.startswith("#"):
        return mark
    return replace(mark, target=f"#{leads.get(mark.target[1:], mark.target[1:])}")
