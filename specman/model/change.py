"""What changed between two states of a document or a library, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from specman.model.detail import AttributeChange, Detail, Force, SchemaPart, Verdict
from specman.model.document import Document, Provision
from specman.model.identity import Place
from specman.model.value import value

ChangeKind = Literal["added", "removed", "amended", "renumbered", "moved"]
Significance = Literal["substantive", "consequential", "editorial"]
WorkStatus = Literal["added", "removed", "changed", "unchanged"]
Edit = tuple[Literal["equal", "delete", "insert"], str]


def side_words(edits: Sequence[Edit], side: Literal["base", "target"]) -> str:
    """One side of word edits joined again."""
    keep = "delete" if side == "base" else "insert"
    return "".join(text for sort, text in edits if sort in ("equal", keep))


INVERSE: dict[ChangeKind, ChangeKind] = {
    "added": "removed",
    "removed": "added",
    "amended": "amended",
    "renumbered": "renumbered",
    "moved": "moved",
}


@dataclass(frozen=True, slots=True)
class Compatibility:
    """What a schema change does to those who send documents and those who receive them: the worst of its parts."""

    senders: Verdict
    receivers: Verdict


@value(frozen=True, slots=True)
class Side:
    """One end of a change: a provision of one work at one version, and its address."""

    work: str
    address: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a row that differs, by the name of its column, with word-level edits as in `Change`."""

    column: str
    edits: tuple[Edit, ...]


@value(frozen=True, slots=True)
class Change:
    """One provision's change.

    Attributes:
        reason: why the two sides were paired (`same number and words`, `same words elsewhere` …).
        edits: word-level edits of heading and text; joined equal+delete is the base, equal+insert the target.
        also_amended: a moved or renumbered provision whose words changed too.
        beyond_words: the markup changed in substance: the target of a link, or a picture.
        cells: of a row, the cells that changed.
        parts: of a component of a schema, what changed inside it.
        details: what changed apart from the words: number, heading, table columns, links, emphasis.
        force: changes of force: shall and may, not, and and or, amounts, dates.
    """

    kind: ChangeKind
    significance: Significance
    base: Side | None
    target: Side | None
    reason: str = ""
    edits: tuple[Edit, ...] = ()
    also_amended: bool = False
    compatibility: Compatibility | None = None
    details: tuple[Detail, ...] = ()
    force: tuple[Force, ...] = ()
    cells: tuple[CellChange, ...] = ()
    beyond_words: bool = False
    parts: tuple[SchemaPart, ...] = ()

    @property
    def key(self) -> tuple[Place | None, Place | None]:
        """The identity of a change: its base and its target place.

        A move between works is listed in both works and is one change.
        """
        ends = (self.base, self.target)
        before, after = (Place(end.work, end.provision.eid) if end is not None else None for end in ends)
        return before, after

    @property
    def side(self) -> Side:
        """The side to show: the target, or the base of something removed."""
        side = self.target or self.base
        assert side is not None, "a change has at least one side"
        return side

    def inverted(self) -> Change:
        """The change that undoes this one."""
        compatibility = None
        if self.compatibility:
            compatibility = replace(
                self.compatibility, senders=self.compatibility.receivers, receivers=self.compatibility.senders
            )
        return replace(
            self,
            kind=INVERSE[self.kind],
            base=self.target,
            target=self.base,
            edits=_edits_back(self.edits),
            compatibility=compatibility,
            details=tuple(detail.inverted() for detail in self.details),
            force=tuple(one.inverted() for one in self.force),
            parts=tuple(part.inverted() for part in self.parts),
            cells=tuple(replace(cell, edits=_edits_back(cell.edits)) for cell in self.cells),
        )


def _edits_back(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    swap = {"delete": "insert", "insert": "delete", "equal": "equal"}
    return tuple((swap[sort], text) for sort, text in edits)  # type: ignore[misc]


@value(frozen=True, slots=True)
class Name:
    """What specman calls a provision: its eId and its label."""

    eid: str
    label: str


@dataclass(frozen=True)
class WorkChange:
    """All changes of one work, in target document order, with removals after the provision they followed.

    Attributes:
        metadata: changes of what the document states of itself.
        shifted: base and target name of provisions with the same words and printed number, whose eId or label changed
            because an unnumbered one before them was added or removed; a reader sees no change.
        base, target: the parsed documents, None where the work is absent on that side.
    """

    work: str
    name: str
    title: str
    status: WorkStatus
    base_version: str = ""
    target_version: str = ""
    changes: tuple[Change, ...] = ()
    metadata: tuple[AttributeChange, ...] = ()
    shifted: tuple[tuple[Name, Name], ...] = ()
    base: Document | None = None
    target: Document | None = None

    def partners(self) -> dict[str, str]:
        """Base eId to target eId of paired provisions, including unchanged ones.

        A provision that was removed, or moved to another work, is left out.
        """
        assert self.base is not None
        shifted = {before.eid: after.eid for before, after in self.shifted}
        found = {provision.eid: shifted.get(provision.eid, provision.eid) for provision in self.base.provisions}
        for change in self.changes:
            if change.base is None or change.base.work != self.work:
                continue
            if change.target is not None and change.target.work == self.work:
                found[change.base.provision.eid] = change.target.provision.eid
            else:
                del found[change.base.provision.eid]
        return found


@dataclass(frozen=True, slots=True)
class StateName:
    """One side of a comparison, by name: a baseline, a version, a draft or a file.

    Attributes:
        date, basis: of a baseline, from when it has effect, and how sure its date and content are; "" where not said.
    """

    kind: str
    name: str
    date: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record of the library that was added, removed or changed: settings, a work, a baseline, a modification.

    Attributes:
        path: in the library.
        values: of a changed record, what differs.
    """

    path: str
    status: Literal["added", "removed", "changed"]
    values: tuple[AttributeChange, ...] = ()


@dataclass(frozen=True)
class ChangeSet:
    """The changes from `base` to `target`, work by work.

    Attributes:
        left_out: changes that were filtered out, by significance.
        records: of two revisions, the library's records that differ.
        notes: sentences on parts of the sides that were not compared.
        unread: sentences on what the readers of the sides left out: a difference may hide there.
    """

    base: StateName
    target: StateName
    works: tuple[WorkChange, ...]
    left_out: tuple[tuple[Significance, int], ...] = ()
    notes: tuple[str, ...] = ()
    records: tuple[RecordChange, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, work after work."""
        return tuple(change for work in self.works for change in work.changes)

    @property
    def shown(self) -> tuple[WorkChange, ...]:
        """The works to report: those that changed; of a filtered set, those with changes that remain."""
        differing = (work for work in self.works if work.status != "unchanged")
        return tuple(work for work in differing if work.changes or not self.left_out)

    @property
    def is_empty(self) -> bool:
        """True when nothing differs, including metadata and records."""
        return not self.records and all(work.status == "unchanged" for work in self.works)

    def summary(self) -> Mapping[str, int]:
        """Counts of works by status, and of changes by kind and by significance; a move between works counts once."""
        counts = dict.fromkeys(
            ("works_added", "works_removed", "works_changed", "works_unchanged", "added", "removed", "amended",
             "renumbered", "moved", "substantive", "consequential", "editorial", "force"), 0
        )  # fmt: skip
        seen: set[tuple[Place | None, Place | None]] = set()
        for work in self.works:
            counts[f"works_{work.status}"] += 1
            for change in work.changes:
                if change.key not in seen:
                    seen.add(change.key)
                    counts[change.kind] += 1
                    counts[change.significance] += 1
                    counts["force"] += bool(change.force)
        return counts
