"""Comparing anything with anything: baselines, versions, a modification's drafts, revisions, files on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from specman.errors import UnknownNameError, UsageError
from specman.model.change import ChangeSet
from specman.state.changes import (
    diff_baselines,
    diff_file_and_expression,
    diff_modification,
    diff_versions,
    only,
    with_variants,
)
from specman.state.file_changes import compare_files, compare_tracked, refuse_missing
from specman.state.holdings import diff_holdings, holding_of
from specman.state.records import record_changes
from specman.state.subjects import (
    BaselineAt,
    Comparable,
    DraftAt,
    ExpressionAt,
    FileAt,
    RevisionAt,
    file_named,
    side_named,
    split_range,
    split_revision,
)
from specman.store.library import Library


def diff(
    library: Callable[[], Library],
    base: str,
    target: str | None = None,
    *,
    works: tuple[str, ...] = (),
    whole: bool = True,
) -> ChangeSet:
    """Compare two states by name.

    Args:
        library: opens the library; not called when both names are files.
        base, target: two baseline numbers, two versions (`GBCS@0.8.1`), two files, a baseline and a modification; or
            one modification alone, which is compared with the baseline it is drafted on, or one Word file, whose
            tracked changes are compared. A git revision is the newest version of every work
            at that commit, `REVISION:4.12` a baseline at that commit; either may be compared with a baseline.
        works: show only these works; all are compared, since a move or a consequence may begin in another.
        whole: whether each changed work must bring both its documents. Without them the comparison of two baselines
            is taken from the index when it was made before.

    Raises:
        UsageError: the two are not of the same sort.
        InputError: a name the library does not know.
    """
    for name in (base, *(() if target is None else (target,))):
        if not name.strip():
            raise UsageError("A side of the comparison has no name.", hint="Is a variable of your shell empty?")
    files = file_named(base), file_named(target) if target is not None else None
    if target is None:
        if files[0] is not None:
            return compare_tracked(files[0].path)
        return diff_held(library(), base, works=works, whole=whole)
    refuse_missing(base, target)
    if files[0] is not None and files[1] is not None:
        if works:
            raise UsageError("--work chooses among the documents of a library; two files are compared whole.")
        return compare_files(files[0].path, files[1].path)
    opened = library()
    return _between(opened, base, target, works, whole=whole, outside=True)


def diff_held(
    library: Library, base: str, target: str | None = None, *, works: tuple[str, ...] = (), whole: bool = True
) -> ChangeSet:
    """Compare what a library holds, by name, as `diff` does; no file on disk and no git revision is looked at.

    Raises:
        UsageError: the two are not of the same sort.
        InputError: a name the library does not know.
    """
    if target is None:
        modification = library.find_modification(base)
        if modification is None:
            raise _alone(library, base)
        wanted = frozenset(library.work(name).id for name in works)
        return with_variants(library, only(diff_modification(library, modification), wanted), modification.base)
    return _between(library, base, target, works, whole=whole, outside=False)


def _between(
    library: Library, base: str, target: str, works: tuple[str, ...], *, whole: bool, outside: bool
) -> ChangeSet:
    """Compare the subjects of two names."""
    sides = [side_named(library, name, outside=outside) for name in (base, target)]
    wanted = frozenset(library.work(name).id for name in works)
    match sides:
        case [BaselineAt(), BaselineAt()]:
            return with_variants(library, only(diff_baselines(library, base, target, whole=whole), wanted), target)
        case [BaselineAt(), DraftAt() as draft]:
            return with_variants(library, only(diff_modification(library, draft.modification, base), wanted), base)
        case [ExpressionAt() as left, ExpressionAt() as right]:
            return diff_versions(library, left, right)
        case [(FileAt() | ExpressionAt()) as left, (FileAt() | ExpressionAt()) as right]:
            return diff_file_and_expression(library, left, right)
        case [(BaselineAt() | RevisionAt()) as left, (BaselineAt() | RevisionAt()) as right]:
            found = only(diff_holdings(holding_of(library, left), holding_of(library, right), whole=whole), wanted)
            if wanted:
                return found
            at = [side.library if isinstance(side, RevisionAt) else library for side in (left, right)]
            return replace(found, records=record_changes(*at))
    raise _not_comparable(library, base, target, sides)


def _alone(library: Library, name: str) -> Exception:
    """Why one name alone is nothing to compare, and what to type instead."""
    if (ends := split_range(name)) is not None:
        first, second = ends
        return UsageError(f"{name} is a range.", hint=f"specman diff {first} {second.lstrip('.')}")
    if name in library.baselines:
        newest = [number for number in library.baselines if number != name][-1:] or ["ANOTHER"]
        return UsageError(f"{name} is a baseline: name a second one.", hint=f"specman diff {name} {newest[0]}")
    if "@" in name:
        return UsageError(
            f"{name} is a version: name a second one.", hint=f"specman diff {name} {name.partition('@')[0]}@ANOTHER"
        )
    return UnknownNameError("modification", name, list(library.modifications), slug="unknown-modification")


def _not_comparable(library: Library, base: str, target: str, sides: Sequence[Comparable | None]) -> Exception:
    """Why two names are not two sides of a comparison, and what to type instead."""
    for name in (base, target):
        work = next((w for w in library.works.values() if name in (w.id, w.name)), None)
        if work is not None and (held := library.versions(work)):
            return UsageError(f"{name} is a document; say which version of it.", hint=f"For example {name}@{held[-1]}.")
    if isinstance(sides[0], DraftAt):
        return UsageError(
            f"{base} is a modification: it is the target of a comparison.",
            hint=f"specman diff {base} compares it with its base, specman diff 4.12 {base} with a baseline.",
        )
    for name, side, other in ((base, sides[0], target), (target, sides[1], base)):
        if side is not None and not isinstance(side, RevisionAt):
            continue
        _, number = split_revision(name)
        if number in library.baselines and library.find_modification(other) is not None:
            return UsageError(
                f"{name} is a baseline as it stood, and a modification is compared with one as it stands.",
                hint=f"specman diff {number} {other}",
            )
        if side is None:
            return UnknownNameError("baseline or git revision", name, list(library.baselines), slug="unknown-baseline")
        return UsageError(
            f"{name} is a git revision, and a revision is compared with a revision or a baseline.",
            hint=f"For example specman diff {name} {next(reversed(list(library.baselines)), 'HEAD')}",
        )
    return UsageError(
        f"{base} and {target} are not the same sort of thing.",
        hint="Compare two baselines (4.11 4.12), two versions (DUIS@1.0 DUIS@1.1), two files, a file and a version, or "
        "git revisions.",
    )
