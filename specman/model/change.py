"""What changed between two states of a document or a library, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from specman.model.document import Document, Provision
from specman.model.value import value

ChangeKind = Literal["added", "removed", "amended", "renumbered", "moved"]
Significance = Literal["substantive", "consequential", "editorial"]
Verdict = Literal["safe", "breaks", "unknown"]
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
    """What a schema change does to those who send documents and those who receive them."""

    senders: Verdict
    receivers: Verdict
    reason: str


@value(frozen=True, slots=True)
class Side:
    """One end of a change: a provision as it stands in one work at one version, and its address."""

    work: str
    address: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a row that reads otherwise, by the name of its column, with word-level edits as in `Change`."""

    column: str
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        before, after = side_words(self.edits, "base"), side_words(self.edits, "target")
        return f"{self.column}: {before or 'empty'} → {after or 'empty'}"


@value(frozen=True, slots=True)
class Change:
    """One provision's change.

    Attributes:
        reason: why the two sides were paired (`same number and words`, `same words elsewhere` …).
        edits: word-level edits of heading and text; joined equal+delete is the base, equal+insert the target.
        also_amended: a moved or renumbered provision whose words changed too.
        beyond_words: a change of substance lies beside the words: where a link leads, or a picture.
        cells: of a row, the cells that changed.
        details: sentences on what changed inside (schema parts, table columns, links, emphasis).
        force: sentences on changes of force: shall and may, not, and and or, amounts, dates.
    """

    kind: ChangeKind
    significance: Significance
    base: Side | None
    target: Side | None
    reason: str = ""
    edits: tuple[Edit, ...] = ()
    also_amended: bool = False
    compatibility: Compatibility | None = None
    details: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()
    beyond_words: bool = False

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
            force=tuple(map(_force_back, self.force)),
            cells=tuple(replace(cell, edits=_edits_back(cell.edits)) for cell in self.cells),
        )


def _edits_back(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    swap = {"delete": "insert", "insert": "delete", "equal": "equal"}
    return tuple((swap[sort], text) for sort, text in edits)  # type: ignore[misc]


def _force_back(said: str) -> str:
    """A sentence of force, of the change that runs back."""
    old, became, new = said.partition(" became ")
    if became:
        return f"{new} became {old}"
    if said.endswith("was put in"):
        return said.removesuffix("put in") + "taken out"
    return said.removesuffix("taken out") + "put in"


PARTED, TOOK_IN = "some of its words are now in", "takes in the words of what was"
"""What the details of a change begin with, of a provision that was split and of one that others were joined to."""


@value(frozen=True, slots=True)
class Name:
    """What specman calls a provision: its eId and its label."""

    eid: str
    label: str


@dataclass(frozen=True)
class WorkChange:
    """All changes of one work, in target document order with removals where they stood.

    Attributes:
        metadata: sentences on what the document says of itself and how that changed.
        shifted: base and target name of provisions that read the same under the same printed number, and are called
            otherwise because one that is counted before them came or went; no change that anyone sees.
        base, target: the parsed documents, None where the work is absent on that side.
    """

    work: str
    name: str
    title: str
    status: WorkStatus
    base_version: str = ""
    target_version: str = ""
    changes: tuple[Change, ...] = ()
    metadata: tuple[str, ...] = ()
    shifted: tuple[tuple[Name, Name], ...] = ()
    base: Document | None = None
    target: Document | None = None

    def partners(self) -> dict[str, str]:
        """Base eId to target eId of the provisions that became one another, unchanged ones included.

        What was removed, or went to another work, has none.
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
class State:
    """One side of a comparison, by name: a baseline, a version, a draft or a file."""

    kind: str
    name: str
    date: str = ""


@dataclass(frozen=True)
class ChangeSet:
    """What runs from `base` to `target`, work by work.

    Attributes:
        left_out: changes that were filtered out, by significance.
        notes: sentences on what belongs to the sides and was not compared.
    """

    base: State
    target: State
    works: tuple[WorkChange, ...]
    left_out: tuple[tuple[Significance, int], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, work after work."""
        return tuple(change for work in self.works for change in work.changes)

    @property
    def shown(self) -> tuple[WorkChange, ...]:
        """The works to tell of: those that changed, and of a filtered set those of which something is left."""
        differing = (work for work in self.works if work.status != "unchanged")
        return tuple(work for work in differing if work.changes or not self.left_out)

    @property
    def is_empty(self) -> bool:
        """True when nothing differs, not even what documents say of themselves."""
        return all(work.status == "unchanged" for work in self.works)

    def summary(self) -> Mapping[str, int]:
        """Counts of works by status, and of changes by kind and by significance; a move between works counts once."""
        counts = dict.fromkeys(
            ("works_added", "works_removed", "works_changed", "works_unchanged", "added", "removed", "amended",
             "renumbered", "moved", "substantive", "consequential", "editorial", "force"), 0
        )  # fmt: skip
        seen: set[int] = set()
        for work in self.works:
            counts[f"works_{work.status}"] += 1
            for change in work.changes:
                if id(change) not in seen:
                    seen.add(id(change))
                    counts[change.kind] += 1
                    counts[change.significance] += 1
                    counts["force"] += bool(change.force)
        return counts
