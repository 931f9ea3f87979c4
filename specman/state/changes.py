"""What lies between two states of a library: baselines, versions, drafts; and a choice of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from specman.errors import InputError, UsageError
from specman.intake.stored_form import read_draft, read_expression
from specman.model.change import Change, ChangeSet, Significance, StateName
from specman.model.detail import Detail
from specman.model.finding import unread
from specman.model.identity import Place, Work
from specman.model.modification import Modification
from specman.state.comparison import Pair, compare
from specman.state.derived import house_of, load_baseline
from specman.state.file_changes import refuse_two_kinds, tracked
from specman.state.holdings import diff_holdings, of_baseline
from specman.state.subjects import ExpressionAt, FileAt
from specman.store.library import Library

if TYPE_CHECKING:
    from specman.model.document import Document

# What reads and compares is imported where it is used: an answer that the index keeps needs none of it.

MOST_VARIANTS = 8  # named one by one; the rest is counted


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
    old, new = (of_baseline(library, library.baseline(n), StateName("baseline", n)) for n in (base, target))
    return diff_holdings(old, new, whole=whole)


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
    sides = (
        StateName("baseline", str(baseline.number), baseline.in_effect, baseline.basis),
        StateName("modification", modification.id),
    )

    def same() -> list[Document]:
        names = (name for name in baseline.entries if name not in modification.drafts)
        held = ((library.works[name], baseline.entries[name]) for name in names)
        return [read_expression(library, w, e.version, e.sha256) for w, e in held if w.kind == "schema"]

    return compare(*sides, pairs, library.works, house_of(library), same=same)


def diff_file_and_expression(library: Library, base: FileAt | ExpressionAt, target: FileAt | ExpressionAt) -> ChangeSet:
    """Compare a file on disk with a version of a work that the library holds, in either order."""
    from specman.formats.reading import read_document

    file, held = (base, target) if isinstance(base, FileAt) else (target, base)
    assert isinstance(file, FileAt) and isinstance(held, ExpressionAt)
    kept = read_expression(library, held.work, held.version)
    document = read_document(file.path.read_bytes(), file.name, work=held.work.id)
    refuse_two_kinds(document, kept, file.name, held.name)
    pair = (held.work, document, kept) if file is base else (held.work, kept, document)
    sides = [StateName("file" if isinstance(side, FileAt) else "version", side.name) for side in (base, target)]
    return replace(
        compare(sides[0], sides[1], [pair], library.works, house_of(library)),
        notes=tracked(file.path, document),
        unread=tuple(unread(document.findings, file.path.name)),
    )


def diff_versions(library: Library, base: ExpressionAt, target: ExpressionAt) -> ChangeSet:
    """Compare two versions of a work.

    Where two baselines hold them, the work is compared as it is between those: what cites another document is followed
    there, and what came from another is a move.

    Raises:
        UsageError: they are versions of two works.
    """
    work = base.work
    if work.id != target.work.id:
        raise UsageError(
            f"{base.name} and {target.name} are versions of two works.", hint="Compare two versions of one work."
        )
    sides = StateName("version", base.name), StateName("version", target.name)
    around = _baselines_of(library, work, base.version, target.version)
    if around is not None and base.version != target.version:
        found = only(diff_baselines(library, *around), frozenset({work.id}))
        return with_variants(library, replace(found, base=sides[0], target=sides[1]), around[1])
    pair = (work, read_expression(library, work, base.version), read_expression(library, work, target.version))
    found = compare(*sides, [pair], library.works, house_of(library))
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

    def with_variants_of(change: Change) -> Change:
        if change.compatibility is None or change.side.provision.kind != "component":
            return change
        found = variants(Place(change.side.work, change.side.provision.eid))
        if not found:
            return change
        more = max(0, len(found) - MOST_VARIANTS)
        return replace(
            change, details=(*change.details, Detail("serves", names=tuple(found[:MOST_VARIANTS]), more=more))
        )

    works = tuple(replace(work, changes=tuple(map(with_variants_of, work.changes))) for work in changes.works)
    return replace(changes, works=works)
