"""A hand-made state of a library: provisions and links by name, to assess subjects against without any document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from specman.impact.subject import Subject
from specman.model.change import Change, ChangeKind, Side, Significance
from specman.model.document import Kind, Provision
from specman.model.identity import Place, Work
from specman.model.impact import Direct
from specman.model.link import Link, LinkKind
from specman.model.register import Entry

KINDS: dict[str, Kind] = {
    "sec": "section",
    "cl": "clause",
    "it": "item",
    "def": "definition",
    "row": "row",
    "h": "heading",
}


def place(name: str) -> Place:
    """`h/cl_1` is the provision `cl_1` of the work `h`; `h/` is the document itself."""
    work, _, eid = name.partition("/")
    return Place(work, eid)


@dataclass
class Made:
    """Provisions and links as they were written down; a `Register` and its `Dependents` in one.

    Attributes:
        links: (source, kind, target, words).
        crowd: place to how many provisions use it, where that is not what the links say.
    """

    names: Sequence[str]
    made: Sequence[tuple[str, LinkKind, str, str]] = ()
    crowd: Mapping[str, int] = field(default_factory=dict)
    name: str = "1.0"
    absent: frozenset[str] = frozenset()

    @property
    def works(self) -> Mapping[str, Work]:
        ids = dict.fromkeys(place(name).work for name in self.names) | dict.fromkeys(self.absent)
        return {
            work: Work(work, f"Title of {work}", "specification", work.upper(), work.upper(), work.upper())
            for work in ids
        }

    def holds(self, work: str) -> bool:
        return work not in self.absent

    def entry(self, at: Place) -> Entry | None:
        if f"{at.work}/{at.eid}" not in self.names:
            return None
        return Entry(
            at, KINDS.get(at.eid.rpartition("__")[2].partition("_")[0], "clause"), at.eid, f"Heading {at.eid}", ""
        )

    def address(self, at: Place) -> str:
        return f"{at.work.upper()} {at.eid}"

    def inside(self, at: Place) -> list[Place]:
        every = [place(name) for name in self.names]
        return [
            p
            for p in every
            if p.work == at.work and p.eid != at.eid and p.eid.startswith(f"{at.eid}__" if at.eid else "")
        ]

    def into(self, places: Sequence[Place]) -> Mapping[Place, list[Link]]:
        found: dict[Place, list[Link]] = {at: [] for at in places}
        for source, kind, target, words in self.made:
            if place(target) in found:
                found[place(target)].append(Link(place(source), place(target), kind, words))
        for at in places:
            holder = Place(at.work, at.eid.rpartition("__")[0])
            if at.eid and f"{holder.work}/{holder.eid}" in self.names:
                found[at].append(Link(holder, at, "contains"))
        return found

    def uses(self, at: Place) -> int:
        written = f"{at.work}/{at.eid}"
        return self.crowd.get(written, sum(1 for _, _, target, _ in self.made if target == written))

    def labelled(self, label: str, work: str = "") -> list[Place]:
        raise NotImplementedError

    def defined(self, term: str, work: str = "") -> list[tuple[str, Place]]:
        raise NotImplementedError

    def labels(self, work: str) -> list[str]:
        raise NotImplementedError

    def terms(self) -> list[str]:
        raise NotImplementedError


def end(name: str, label: str = "") -> Side:
    """One end of a change, called by its label."""
    at = place(name)
    kind = KINDS.get(at.eid.rpartition("__")[2].partition("_")[0], "clause")
    said = label or at.eid
    parent = at.eid.rpartition("__")[0]
    return Side(at.work, f"{at.work.upper()} {said}", Provision(at.eid, kind, said, said, "", "words", parent))


def changed(
    name: str,
    kind: ChangeKind = "amended",
    significance: Significance = "substantive",
    *,
    label: str = "",
    to: str = "",
) -> Direct:
    """A provision that a draft changes.

    Args:
        label, to: what it is called before and after, its eId when empty.
    """
    before = None if kind == "added" else end(name, label)
    after = None if kind == "removed" else end(name, to or label)
    at = place(name)
    return Direct(at, f"{at.work.upper()} {at.eid}", at.work, "", Change(kind, significance, before, after))


def moved(name: str, to: str) -> Direct:
    """A provision that a draft puts at another eId, and gives other words."""
    at = place(name)
    return Direct(at, f"{at.work.upper()} {at.eid}", at.work, "", Change("moved", "substantive", end(name), end(to)))


def named(name: str) -> Direct:
    """A provision that is only named as a target."""
    at = place(name)
    return Direct(at, f"{at.work.upper()} {at.eid}", at.work, "")


def subject(*direct: Direct, **fields: object) -> Subject:
    """A modification that changes or names these."""
    return Subject("MOD1", "A change", "1.0", direct, "modification", **fields)  # type: ignore[arg-type]
