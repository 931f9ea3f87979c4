"""Comparing anything with anything: baselines, versions, a modification's drafts, files on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from specman.errors import InputError, UnknownNameError, UsageError
from specman.intake.stored_form import read_draft, read_expression
from specman.model.change import Change, ChangeSet, Significance
from specman.model.change import State as Side
from specman.model.detail import Detail
from specman.model.identity import Place, Work
from specman.model.modification import Modification
from specman.state.comparison import Pair, compare
from specman.state.derived import load_baseline
from specman.state.file_changes import compare_files, compare_tracked, refuse_missing, refuse_two_kinds, tracked
from specman.state.holdings import diff_holdings, holding_named, of_baseline
from specman.store.library import Library

if TYPE_CHECKING:
    from specman.model.document import Document

# What reads and compares is imported where it is used: an answer that the index keeps needs none of it.

MOST_VARIANTS = 8  # named one by one; the rest is counted


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
            at that commit, `REVISION:4.12` a baseline as it stood there; either may be compared with a baseline.
        works: show only these works; all are compared, since a move or a consequence begins in another.
        whole: whether each changed work must bring both its documents. Without them the comparison of two baselines
            is taken from the index when it was made before.

    Raises:
        UsageError: the two are not of the same sort.
        InputError: a name the library does not know.
    """
    for name in (base, *(() if target is None else (target,))):
        if not name.strip():
            raise UsageError("A side of the comparison has no name.", hint="Is a variable of your shell empty?")
    if target is None:
        if Path(base).is_file():
            return compare_tracked(Path(base))
        return diff_held(library(), base, works=works, whole=whole)
    refuse_missing(base, target)
    if Path(base).is_file() and Path(target).is_file():
        if works:
            raise UsageError("--work chooses among the documents of a library; two files are compared whole.")
        return compare_files(Path(base), Path(target))
    opened = library()
    if "@" in base + target and any(Path(name).is_file() for name in (base, target)):
        return _diff_file_and_version(opened, base, target)
    if not _are_held(opened, base, target):
        held = [holding_named(opened, name) for name in (base, target)]
        if held[0] is not None and held[1] is not None:
            return only(diff_holdings(held[0], held[1], whole=whole), frozenset(opened.work(name).id for name in works))
    return diff_held(opened, base, target, works=works, whole=whole)


def diff_held(
    library: Library, base: str, target: str | None = None, *, works: tuple[str, ...] = (), whole: bool = True
) -> ChangeSet:
    """Compare what a library holds, by name, as `diff` does; no file on disk and no git revision is looked at.

    Raises:
        UsageError: the two are not of the same sort.
        InputError: a name the library does not know.
    """
    wanted = frozenset(library.work(name).id for name in works)
    if target is None:
        if base not in library.modifications:
            raise _alone(library, base)
        modification = library.modification(base)
        return with_variants(library, only(diff_modification(library, modification), wanted), modification.base)
    if not _are_held(library, base, target):
        raise _not_comparable(library, base, target)
    if "@" in base:
        return diff_versions(library, base, target)
    if target in library.modifications:
        found = diff_modification(library, library.modification(target), base)
        return with_variants(library, only(found, wanted), base)
    return with_variants(library, only(diff_baselines(library, base, target, whole=whole), wanted), target)


def _alone(library: Library, name: str) -> Exception:
    """Why one name alone is nothing to compare, and what to type instead."""
    first, dots, second = name.partition("..")
    if dots and first and second and "/" not in name:
        return UsageError(f"{name} is a range.", hint=f"specman diff {first} {second.lstrip('.')}")
    if name in library.baselines:
        newest = [number for number in library.baselines if number != name][-1:] or ["ANOTHER"]
        return UsageError(f"{name} is a baseline: name a second one.", hint=f"specman diff {name} {newest[0]}")
    if "@" in name:
        return UsageError(
            f"{name} is a version: name a second one.", hint=f"specman diff {name} {name.partition('@')[0]}@ANOTHER"
        )
    return UnknownNameError("modification", name, list(library.modifications), slug="unknown-modification")


def _are_held(library: Library, base: str, target: str) -> bool:
    """Whether two names are two baselines, a baseline and a modification, or two versions."""
    if base in library.baselines:
        return target in library.baselines or target in library.modifications
    return "@" in base and "@" in target


def _not_comparable(library: Library, base: str, target: str) -> Exception:
    """Why two names are not two sides of a comparison, and what to type instead."""
    for name in (base, target):
        work = next((w for w in library.works.values() if name in (w.id, w.name)), None)
        if work is not None and (held := library.versions(work)):
            return UsageError(f"{name} is a document; say which version of it.", hint=f"For example {name}@{held[-1]}.")
    if base in library.modifications:
        return UsageError(
            f"{base} is a modification: it is the target of a comparison.",
            hint=f"specman diff {base} compares it with its base, specman diff 4.12 {base} with a baseline.",
        )
    known = [name in library.baselines or Path(name).is_file() or "@" in name for name in (base, target)]
    if not all(known):
        unknown = base if not known[0] else target
        drafted = {base, target} & set(library.modifications)
        if drafted and unknown.rpartition(":")[2] in library.baselines:
            return UsageError(
                f"{unknown} is a baseline as it stood, and a modification is compared with one as it stands.",
                hint=f"specman diff {unknown.rpartition(':')[2]} {target if unknown == base else base}",
            )
        if holding_named(library, unknown) is not None:
            return UsageError(
                f"{unknown} is a git revision, and a revision is compared with a revision or a baseline.",
                hint=f"For example specman diff {unknown} {next(reversed(list(library.baselines)), 'HEAD')}",
            )
        return UnknownNameError("baseline or git revision", unknown, list(library.baselines), slug="unknown-baseline")
    return UsageError(
        f"{base} and {target} are not the same sort of thing.",
        hint="Compare two baselines (4.11 4.12), two versions (DUIS@1.0 DUIS@1.1), two files, a file and a version, or "
        "git revisions.",
    )


def only(changes: ChangeSet, works: frozenset[str]) -> ChangeSet:
    """The change set with only these works; all of them when none are named."""
    if not works:
        return changes
    return replace(changes, works=tuple(work for work in changes.works if work.work in works))


def of_significance(changes: ChangeSet, wanted: Collection[Significance]) -> ChangeSet:
    """The change set with only changes of these significances; what is left out is counted."""
    if not wanted:
        return changes
    every = {change.key: change for change in changes.changes}.values()  # a move between works is one change in two
    gone = Counter(c.significance for c in every if c.significance not in wanted)
    works = tuple(
        replace(work, changes=tuple(change for change in work.changes if change.significance in wanted))
        for work in changes.works
    )
    return replace(changes, works=works, left_out=tuple(sorted(gone.items())))


def diff_baselines(library: Library, base: str, target: str, *, whole: bool = True) -> ChangeSet:
    """Compare two baselines. Works whose digests are equal are listed as unchanged and never opened."""
    left, right = (of_baseline(library, library.baseline(n), Side("baseline", n)) for n in (base, target))
    return diff_holdings(left, right, whole=whole)


def diff_modification(library: Library, modification: Modification, against: str = "") -> ChangeSet:
    """Compare the drafted text of a modification with a baseline, the one it is drafted on when none is named."""
    if not modification.drafts:
        raise InputError(
            f"{modification.id} has no drafted text to compare; it only declares targets.",
            hint=f"specman impact {modification.id} assesses the targets.",
            slug="no-draft",
        )
    baseline = library.baseline(against or modification.base)
    pairs: list[Pair] = []
    for work_id, path in sorted(modification.drafts.items()):
        work = library.works[work_id]
        entry = baseline.entries.get(work_id)
        held = read_expression(library, work, entry.version, entry.sha256) if entry else None
        pairs.append((work, held, read_draft(library, work, path)))
    sides = (Side("baseline", str(baseline.number), baseline.in_effect), Side("modification", modification.id))

    def same() -> list[Document]:
        names = (name for name in baseline.entries if name not in modification.drafts)
        held = ((library.works[name], baseline.entries[name]) for name in names)
        return [read_expression(library, w, e.version, e.sha256) for w, e in held if w.kind == "schema"]

    return compare(*sides, pairs, library.works, same=same)


def _version(library: Library, name: str) -> tuple[Work, str]:
    """The work and the version that `WORK@VERSION` names."""
    from specman.citations.address import split_address

    named = split_address(name, library.works)
    if named is None or not named.version or named.label:
        raise UnknownNameError(
            "version", name, [f"{w.name}@{v}" for w in library.works.values() for v in library.versions(w)]
        )
    if named.version not in library.versions(named.work):
        raise UnknownNameError(
            "version", name, [f"{named.work.name}@{v}" for v in library.versions(named.work)], slug="unknown-version"
        )
    return named.work, named.version


def _diff_file_and_version(library: Library, base: str, target: str) -> ChangeSet:
    """Compare a file on disk with a version of a work that the library holds, in either order."""
    from specman.formats.reading import read_document

    is_file = Path(base).is_file()
    file, name = (base, target) if is_file else (target, base)
    work, version = _version(library, name)
    held = read_expression(library, work, version)
    document = read_document(Path(file).read_bytes(), file, work=work.id)
    refuse_two_kinds(document, held, file, name)
    pair = (work, document, held) if is_file else (work, held, document)
    sides = [Side("file" if Path(n).is_file() else "version", n) for n in (base, target)]
    return replace(compare(sides[0], sides[1], [pair], library.works), notes=tracked(Path(file), document))


def diff_versions(library: Library, base: str, target: str) -> ChangeSet:
    """Compare two versions of a work, each named WORK@VERSION.

    Where two baselines hold them, the work is compared as it is between those: what cites another document is followed
    there, and what came from another is a move.
    """
    (work, old), (other, new) = (_version(library, name) for name in (base, target))
    if work.id != other.id:
        raise UsageError(f"{base} and {target} are versions of two works.", hint="Compare two versions of one work.")
    sides = Side("version", base), Side("version", target)
    around = _baselines_of(library, work, old, new)
    if around is not None and old != new:
        found = only(diff_baselines(library, *around), frozenset({work.id}))
        return with_variants(library, replace(found, base=sides[0], target=sides[1]), around[1])
    pair = (work, read_expression(library, work, old), read_expression(library, work, new))
    found = compare(*sides, [pair], library.works)
    if found.is_empty or not library.baselines:
        return found
    note = "No two baselines hold these versions, so the numbers that they cite in other documents are only words."
    return replace(found, notes=(note,))


def _baselines_of(library: Library, work: Work, base: str, target: str) -> tuple[str, str] | None:
    """The two baselines nearest to each other of which one holds one version of a work and one the other."""
    held = [(number, library.baseline(number).entries.get(work.id)) for number in library.baselines]
    places = [
        [place for place, (_, entry) in enumerate(held) if entry is not None and entry.version == version]
        for version in (base, target)
    ]
    pairs = [(abs(a - b), a, b) for a in places[0] for b in places[1]]
    if not pairs:
        return None
    _, a, b = min(pairs)
    return held[a][0], held[b][0]


def with_variants(library: Library, changes: ChangeSet, at: str = "") -> ChangeSet:
    """The change set, in which each changed schema component names the service request variants it serves.

    Found through the graph of a baseline: who is built from the component, and what those are mapped to.
    """
    if not any(c.compatibility is not None for c in changes.changes) or not library.baselines:
        return changes
    rows = load_baseline(library, at).rows

    def variants(place: Place) -> list[str]:
        seen, frontier = {place}, [place]
        while frontier:
            found = {
                link.source for links in rows.into(frontier).values() for link in links if link.kind == "uses-type"
            } - seen
            seen |= found
            frontier = sorted(found)
        named = {
            link.target for links in rows.out_of(sorted(seen)).values() for link in links if link.kind == "maps-to"
        }
        kept = [p for p in named if (entry := rows.entry(p)) is not None and entry.kind == "service-request"]
        return [rows.address(p) for p in sorted(kept, key=rows.position)]

    def told(change: Change) -> Change:
        if change.compatibility is None or change.side.provision.kind != "component":
            return change
        found = variants(Place(change.side.work, change.side.provision.eid))
        if not found:
            return change
        more = max(0, len(found) - MOST_VARIANTS)
        return replace(
            change, details=(*change.details, Detail("serves", names=tuple(found[:MOST_VARIANTS]), more=more))
        )

    works = tuple(replace(work, changes=tuple(map(told, work.changes))) for work in changes.works)
    return replace(changes, works=works)
