"""Compares two states of many documents: finds moves between works and consequential changes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from specman.compare.documents import compare_documents, pair_change, whole_work
from specman.compare.meaning.consequences import CitationKeys, texts_agree_but_for_citations
from specman.compare.meaning.force import changed_force, force_of
from specman.compare.meaning.list_ends import DETAIL, Lists
from specman.compare.pairing.document_pairing import DocumentPairing, inverted
from specman.compare.pairing.splits import Parts
from specman.compare.schemas.between_files import between_files
from specman.compare.schemas.family import Families
from specman.compare.tables import Tables
from specman.model.change import Change, ChangeSet, StateName, WorkChange
from specman.model.document import Document, Provision
from specman.model.identity import Place, Work

CROSS_WORK_WORDS = 60  # characters a provision must have for equal words in another work to be a move


@dataclass
class StatePairing:
    """The paired places of two states, over all works that were opened.

    Attributes:
        inside: work id to the pairs inside that work.
        between: moves from one work to another, base place to target place.
    """

    inside: dict[str, DocumentPairing] = field(default_factory=dict)
    between: dict[Place, Place] = field(default_factory=dict)

    def follow(self, place: Place) -> Place:
        """The target place of a base place, or the place its words were joined to; unchanged in an unopened work."""
        pairs_of_work = self.inside.get(place.work)
        if place in self.between or pairs_of_work is None:
            return self.between.get(place, place)
        eid = pairs_of_work.target_of.get(place.eid, pairs_of_work.joined.get(place.eid, place.eid))
        return place if eid == place.eid else Place(place.work, eid)

    def origin(self, place: Place) -> Place | None:
        """The base place of a target place; None when it is new or in an unopened work."""
        if place in self._came_from:
            return self._came_from[place]
        eid = self._base_of(place.work).get(place.eid)
        return None if eid is None else Place(place.work, eid)

    def is_joined(self, place: Place) -> bool:
        """Whether another base place was joined to this target place."""
        return place.work in self.inside and place.eid in self.inside[place.work].joined.values()

    @functools.cached_property
    def _came_from(self) -> Mapping[Place, Place]:
        return {new: old for old, new in self.between.items()}

    def _base_of(self, work: str) -> Mapping[str, str]:
        if work not in self._inverted:
            self._inverted[work] = inverted(self.inside[work]) if work in self.inside else {}
        return self._inverted[work]

    _inverted: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False, compare=False)


def compare_states(
    base: StateName,
    target: StateName,
    pairs: Sequence[tuple[Work, Document | None, Document | None]],
    unchanged: Sequence[WorkChange] = (),
    same: Sequence[Document] = (),
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[ChangeSet, StatePairing]:
    """Compare the works that differ.

    Args:
        unchanged: works whose digests are equal, listed but not opened.
        same: schemas that are equal on both sides; the verdicts on other schemas may depend on them.
        progress: called before each work is compared: what is done, how many were, how many there are.
    """
    works: list[WorkChange] = list(unchanged)
    pairing = StatePairing()
    schemas = [(work.id, old.schema if old else None, new.schema if new else None) for work, old, new in pairs]
    families = Families(schemas, [(document.work, document.schema) for document in same if document.schema])
    for place, (work, old, new) in enumerate(pairs):
        if progress is not None:
            progress(f"Comparing {work.name}", place, len(pairs))
        if old is None or new is None:
            document = old or new
            assert document is not None
            works.append(whole_work(work, document, added=old is None))
            continue
        result, pairs_of_work = compare_documents(work, old, new, families.of(work.id) if new.schema else None)
        tables = Tables(old, new)
        result = replace(result, changes=tuple(map(tables.detailed, result.changes)))
        works.append(result)
        pairing.inside[work.id] = pairs_of_work
    works = _moves_between_works(works, pairing)
    works, of_components = between_files(works, families)
    pairing.between |= of_components
    return ChangeSet(base, target, tuple(sorted(works, key=lambda work: work.work))), pairing


def settle(changes: ChangeSet, pairing: StatePairing, keys: CitationKeys) -> ChangeSet:
    """Mark consequential amendments, whose words differ only in citations of targets that moved or were renumbered.

    The other amendments get their changes of force; for a provision that was split or joined, all its parts are read
    as one text.
    """

    def settled(change: Change, lists: Lists | None, parts: Parts) -> Change:
        if (
            change.kind == "amended"
            and change.significance == "substantive"
            and change.compatibility is None
            and not change.beyond_words
            and texts_agree_but_for_citations(change, keys, lists)
        ):
            return replace(change, significance="consequential")
        if change.significance == "substantive" and change.edits and change.compatibility is None:
            silent = DETAIL in change.details or _has_no_force(change)
            force = () if silent else changed_force(parts.edits(change))
            return replace(change, force=force)
        if change.kind in ("added", "removed") and change.significance == "substantive" and _says_something(change):
            provision = change.side.provision
            text = "\n".join((provision.text, *provision.cells))
            return replace(change, force=force_of(text, has_come=change.kind == "added"))
        return change

    works = []
    for work in changes.works:
        lists = Lists(work.changes, work.base, work.target) if work.base and work.target else None
        parts = Parts(work.base, work.target, pairing.inside.get(work.work, DocumentPairing()))
        works.append(replace(work, changes=tuple(settled(change, lists, parts) for change in work.changes)))
    return replace(changes, works=tuple(works))


_ELSEWHERE = frozenset({"part", "joined", "split", "taken in"})


def _says_something(change: Change) -> bool:
    """Whether what came or went says something of its own, and its words do not stand elsewhere on the other side."""
    provision = change.side.provision
    return provision.kind not in ("component", "heading", "table") and not any(
        detail.kind in _ELSEWHERE for detail in change.details
    )


def _has_no_force(change: Change) -> bool:
    """Whether only a heading or the names of a table's columns changed: neither obliges anybody."""
    assert change.base and change.target
    base, target = change.base.provision, change.target.provision
    return "table" in (base.kind, target.kind) or (base.text == target.text and base.cells == target.cells)


def _moves_between_works(works: list[WorkChange], pairing: StatePairing) -> list[WorkChange]:
    gone: dict[str, list[Change]] = {}
    for work in works:
        for change in work.changes:
            if change.kind != "removed" or change.base is None or change.base.provision.kind == "component":
                continue  # a component of a schema is known by its name, not by its documentation
            if len(change.base.provision.words) >= CROSS_WORK_WORDS:
                gone.setdefault(change.base.provision.digest, []).append(change)
    swaps: dict[object, Change] = {}
    for work in works:
        for change in work.changes:
            if change.kind != "added" or change.target is None or change.target.provision.kind == "component":
                continue
            candidates = gone.get(change.target.provision.digest)
            if not candidates:
                continue
            origin = candidates.pop(0)
            assert origin.base is not None
            move = pair_change(
                origin.base, change.target, "same words in another document", has_moved=True, renumbered=True
            )
            assert move is not None
            swaps[change.key] = swaps[origin.key] = move
            pairing.between[Place(origin.base.work, origin.base.provision.eid)] = Place(
                change.target.work, change.target.provision.eid
            )
    if not swaps:
        return works
    return [replace(work, changes=tuple(swaps.get(c.key, c) for c in work.changes)) for work in works]


def apply(document: Document, change: WorkChange) -> Document:
    """Apply a change to its base document: the result has the target's provisions. This is a law the tests check.

    Unchanged provisions come from `document`, changed ones from the change, the order from the target.

    Raises:
        ValueError: the document is not the base of this change.
    """
    assert change.base is not None and change.target is not None
    if document.provisions != change.base.provisions:
        raise ValueError(f"this is not the document that {change.name} was compared from")
    inside = [c for c in change.changes if change.work in {side.work for side in (c.base, c.target) if side}]
    outgoing = {c.base.provision.eid for c in inside if c.base and c.base.work == change.work}
    incoming = {c.target.provision.eid: c.target.provision for c in inside if c.target and c.target.work == change.work}
    now = change.partners()
    labels = {after.eid: after.label for _, after in change.shifted}
    kept = {
        (eid := now.get(p.eid, p.eid)): replace(
            p,
            eid=eid,
            label=labels.get(eid, p.label),
            parent=now.get(p.parent, p.parent),
            marks=tuple(replace(m, target=_retargeted(m.target, now)) for m in p.marks),
        )
        for p in document.provisions
        if p.eid not in outgoing
    }
    order = [p.eid for p in change.target.provisions]
    merged: list[Provision] = [incoming[eid] if eid in incoming else kept[eid] for eid in order]
    return replace(document, version=change.target.version, metadata=change.target.metadata, provisions=tuple(merged))


def _retargeted(target: str, now: Mapping[str, str]) -> str:
    return f"#{now.get(target[1:], target[1:])}" if target.startswith("#") else target


def invert(changes: ChangeSet) -> ChangeSet:
    """The change set from target to base."""
    status = {"added": "removed", "removed": "added"}
    works = tuple(
        replace(
            work,
            status=status.get(work.status, work.status),  # type: ignore[arg-type]
            base_version=work.target_version,
            target_version=work.base_version,
            changes=tuple(change.inverted() for change in work.changes),
            shifted=tuple((after, before) for before, after in work.shifted),
            base=work.target,
            target=work.base,
        )
        for work in changes.works
    )
    return ChangeSet(changes.target, changes.base, works)
