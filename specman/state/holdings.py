"""Sets of expressions by name, a baseline or what a git revision holds, compared with each other or recalled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specman.intake.stored_form import read_expression
from specman.model.baseline import Baseline
from specman.model.change import ChangeSet, StateName, WorkChange
from specman.model.identity import Work
from specman.state.comparison import Pair, compare
from specman.state.derived import house_file, house_of, prove_files, stamps_of
from specman.state.progress import tell
from specman.state.subjects import BaselineAt, RevisionAt
from specman.store.library import Library, digest

if TYPE_CHECKING:
    from specman.model.document import Document

# What compares is imported where it is used: a comparison that the index keeps needs none of it.


@dataclass(frozen=True)
class Holding:
    """Expressions by name: a baseline, or what a git revision holds. `held` is work id to version and digest."""

    side: StateName
    library: Library
    held: Mapping[str, tuple[str, str]]

    def read(self, work: str) -> Document | None:
        if work not in self.held:
            return None
        version, sha256 = self.held[work]
        return read_expression(self.library, self.library.works[work], version, sha256)

    def frozen_unlike(self, other: Holding) -> dict[str, tuple[str, str]]:
        """Expressions that the other does not hold: path to work id and SHA-256."""
        return {
            self.library.path_of(self.library.works[work], version): (work, sha256)
            for work, (version, sha256) in self.held.items()
            if other.held.get(work) != (version, sha256)
        }


def holding_of(library: Library, side: BaselineAt | RevisionAt) -> Holding:
    """What a baseline or a git revision holds; of a revision alone the newest version of every work."""
    if isinstance(side, BaselineAt):
        return of_baseline(library, library.baseline(side.name), StateName("baseline", side.name))
    at = side.library
    if side.number:
        return of_baseline(at, at.baseline(side.number), StateName("revision", side.name))
    held = {}
    for work in at.works.values():
        versions = at.versions(work)
        if versions:
            held[work.id] = (versions[-1], digest(at.read_expression(work, versions[-1])))
    return Holding(StateName("revision", side.name), at, held)


def of_baseline(library: Library, baseline: Baseline, side: StateName) -> Holding:
    held = {work: (entry.version, entry.sha256) for work, entry in baseline.entries.items()}
    return Holding(replace(side, date=baseline.in_effect, basis=baseline.basis), library, held)


def diff_holdings(base: Holding, target: Holding, *, whole: bool) -> ChangeSet:
    from specman.compare import COMPARER
    from specman.index.comparisons import comparison_key, recall, remember

    works = {**base.library.works, **target.library.works}
    stamped_by = target.library.tree.stamped_by
    key = comparison_key(COMPARER, works.values(), base.held, target.held, house_file(target.library), stamped_by)
    one_library = base.library is target.library  # of two revisions the stamps would be mixed
    root = target.library.root if one_library else None
    if root is not None and not whole and (kept := recall(root, key)) is not None:
        for side, other in ((base, target), (target, base)):
            prove_files(side.library, side.frozen_unlike(other), kept.stamps)
        return ChangeSet(base.side, target.side, kept.works)
    files = {**base.frozen_unlike(target), **target.frozen_unlike(base)}
    stamps = {} if root is None else stamps_of(target.library, files)
    found = _compare_holdings(base, target, works)
    if root is not None:
        remember(root, key, found.works, stamps)
    return found


def _compare_holdings(base: Holding, target: Holding, works: Mapping[str, Work]) -> ChangeSet:
    from specman.compare.attributes import manifest_changes

    differing = manifest_changes(base.held, target.held)
    pairs: list[Pair] = []
    unchanged: list[WorkChange] = []
    every = sorted({*base.held, *target.held})
    for place, work_id in enumerate(every):
        work = works[work_id]
        if work_id in differing:
            tell(f"Reading {work.name}", place, len(every))
            pairs.append((work, base.read(work_id), target.read(work_id)))
        else:
            version = target.held[work_id][0]
            unchanged.append(WorkChange(work_id, work.name, work.title, "unchanged", version, version))

    def same() -> list[Document]:
        schemas = (work_id for work_id in target.held if work_id not in differing and works[work_id].kind == "schema")
        return [document for work_id in schemas if (document := target.read(work_id)) is not None]

    return compare(base.side, target.side, pairs, works, house_of(target.library), unchanged, same)
