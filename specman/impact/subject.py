"""What is assessed, and where its change starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from specman.model.change import Change
from specman.model.identity import Place
from specman.model.impact import Direct, NoChange, Note, RecordField, SubjectKind, Why
from specman.model.register import Register


@dataclass(frozen=True)
class Subject:
    """What is assessed.

    Attributes:
        name: `SECMP0014`, an address, a term or `4.11..4.12`.
        direct: provisions it changes or names.
        declared: work ids the proposer named, None where nobody named any.
        declared_elsewhere: documents the proposer named that the library does not hold.
        others: other open modifications: (id, title, their direct provisions).
        no_change: place to the reason for which specman could show that it can stay as it is.
        drafted: names of the documents for which there is drafted text.
        unverified: fields of its record whose content no source confirms.
    """

    name: str
    title: str
    baseline: str
    direct: Sequence[Direct]
    kind: SubjectKind = "places"
    declared: frozenset[str] | None = None
    declared_elsewhere: Sequence[str] = ()
    others: Sequence[tuple[str, str, Sequence[Direct]]] = ()
    no_change: Mapping[Place, NoChange] = field(default_factory=dict)
    drafted: tuple[str, ...] = ()
    unverified: frozenset[RecordField] = frozenset()
    notes: Sequence[Note] = ()

    @property
    def own(self) -> frozenset[Place]:
        """Places of the base that it changes or names."""
        return frozenset(direct.place for direct in self.direct if not direct.is_new)


@dataclass(frozen=True)
class Starts:
    """Where a change starts to spread.

    Attributes:
        meaning: places whose meaning changes, named targets and their parts included.
        named: places that are only named as targets.
        parts: each part of a named target to that target.
        lost: places whose name leads nowhere, or elsewhere, once the change is made, and why.
    """

    meaning: frozenset[Place]
    named: frozenset[Place]
    parts: Mapping[Place, Place]
    lost: Mapping[Place, Why]


def starts_of(subject: Subject, register: Register) -> Starts:
    """Where the change of a subject starts.

    A named target includes all its parts. An editorial change starts nothing; an added provision starts at its parent.
    """
    meaning: set[Place] = set()
    parts: dict[Place, Place] = {}
    lost: dict[Place, Why] = {}
    named = dict.fromkeys(direct.place for direct in subject.direct if direct.change is None)
    own = subject.own
    kept_terms = _terms_after(subject)
    added = {direct.place for direct in subject.direct if direct.is_new}
    before = _places_before(subject)
    for place in named:
        for part in register.inside(place):
            if part not in own and _is_provision(part, register):
                parts.setdefault(part, place)
    meaning |= named.keys() | parts.keys()
    for direct in subject.direct:
        change = direct.change
        if change is None or change.significance == "editorial":
            continue
        if change.base is None:
            holder = _holder(direct, added, before, register)
            if holder.eid:
                meaning.add(holder)
            continue
        if why := _lost(change, kept_terms):
            lost[direct.place] = why
        if change.significance == "substantive":
            meaning.add(direct.place)
    return Starts(frozenset(meaning), frozenset(named), parts, lost)


def _places_before(subject: Subject) -> dict[Place, Place]:
    """Where the subject puts provisions of the base, to where they are in it."""
    found = {}
    for direct in subject.direct:
        if direct.change is not None and direct.change.base is not None and direct.change.target is not None:
            found[Place(direct.change.target.work, direct.change.target.provision.eid)] = direct.place
    return found


def _holder(direct: Direct, added: Set[Place], before: Mapping[Place, Place], register: Register) -> Place:
    """The provision of the base that holds something added; the document itself where no other does."""
    assert direct.change is not None and direct.change.target is not None
    holder = Place(direct.work, direct.change.target.provision.parent)
    while holder.eid:
        if holder in before:
            return before[holder]
        if holder not in added and register.entry(holder) is not None:
            return holder
        holder = Place(holder.work, holder.eid.rpartition("__")[0])
    return holder


def _is_provision(place: Place, register: Register) -> bool:
    entry = register.entry(place)
    return entry is not None and entry.kind != "heading"


def _terms_after(subject: Subject) -> set[str]:
    """Terms that are defined on the target side of a change."""
    ends = [direct.change.target for direct in subject.direct if direct.change and direct.change.target]
    return {end.provision.label for end in ends if end.provision.kind == "definition"}


def _lost(change: Change, kept_terms: set[str]) -> Why | None:
    """Why the name of a provision no longer leads to it; None where it does, or is none that others use.

    A term that is removed from one document and defined in another is still defined: it only moved.
    """
    base, target = change.base, change.target
    assert base is not None
    if target is None:
        is_kept = base.provision.kind == "definition" and base.provision.label in kept_terms
        return "moved" if is_kept else "removed"
    if base.provision.kind == "definition" and base.provision.label != target.provision.label:
        return "moved" if base.provision.label in kept_terms else "renamed"
    if change.kind in ("renumbered", "moved"):
        return change.kind
    return "renumbered" if base.address != target.address else None
