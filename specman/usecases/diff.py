"""Comparing anything with anything: baselines, versions, a modification's drafts, files on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from specman.citations.address import split_address
from specman.compare.attributes import manifest_changes
from specman.compare.changeset import Pairing, compare_states, settle
from specman.errors import InputError, UnknownNameError, UsageError
from specman.formats.reading import READABLE, read_document
from specman.model.change import ChangeSet, WorkChange
from specman.model.change import State as Side
from specman.model.document import Document
from specman.model.identity import Place, Work, WorkKind
from specman.model.modification import Modification
from specman.store.library import Library
from specman.usecases.loading import State, load_baseline, read_expression


@dataclass(frozen=True)
class Comparison:
    """A change set with the states it was made from; a state is None for files outside a library."""

    changes: ChangeSet
    pairing: Pairing
    base: State | None = None
    target: State | None = None


def diff(library: Callable[[], Library], base: str, target: str = "", *, works: tuple[str, ...] = ()) -> Comparison:
    """Compare two states by name.

    Args:
        library: opens the library; not called when both names are files.
        base, target: two baseline numbers, two versions (`GBCS@0.8.1`), two files; or one modification alone,
            which is compared with the baseline it is drafted on.
        works: restrict the comparison to these works.

    Raises:
        UsageError: the two are not of the same sort.
        InputError: a name the library does not know.
    """
    if target and Path(base).is_file() and Path(target).is_file():
        return compare_files(Path(base), Path(target))
    opened = library()
    wanted = frozenset(opened.work(name).id for name in works)
    if not target:
        return diff_modification(opened, opened.modification(base), works=wanted)
    if base in opened.baselines and target in opened.baselines:
        return diff_baselines(opened, base, target, works=wanted)
    if "@" in base and "@" in target:
        return diff_versions(opened, base, target)
    for name in (base, target):
        looks_like_file = "/" in name or PurePath(name).suffix in READABLE
        if looks_like_file and not Path(name).is_file():
            raise InputError(f"There is no file {name}.", hint="Check the path.", slug="no-file")
    for name in (base, target):
        if "@" not in name and not Path(name).is_file():
            opened.baseline(name)
    raise UsageError(
        f"{base} and {target} are not the same sort of thing.",
        hint="Compare two baselines (4.11 4.12), two versions (GBCS@0.8.1 GBCS@1.0) or two files.",
    )


def diff_baselines(library: Library, base: str, target: str, *, works: frozenset[str] = frozenset()) -> Comparison:
    """Compare two baselines. Works whose digests are equal are listed as unchanged and never opened."""
    left, right = library.baseline(base), library.baseline(target)
    differing = manifest_changes(left, right)
    pairs: list[tuple[Work, Document | None, Document | None]] = []
    unchanged: list[WorkChange] = []
    for work_id in sorted({*left.entries, *right.entries}):
        if works and work_id not in works:
            continue
        work = library.works[work_id]
        old, new = left.entries.get(work_id), right.entries.get(work_id)
        if work_id not in differing:
            version = new.version if new else ""
            unchanged.append(WorkChange(work_id, work.name, work.title, "unchanged", version, version))
            continue
        pairs.append(
            (
                work,
                read_expression(library, work, old.version, old.sha256) if old else None,
                read_expression(library, work, new.version, new.sha256) if new else None,
            )
        )
    sides = (Side("baseline", base, left.in_effect), Side("baseline", target, right.in_effect))
    changes, pairing = compare_states(*sides, pairs, unchanged)
    if not any(change.kind == "amended" and change.significance == "substantive" for change in changes.changes):
        return Comparison(changes, pairing)
    states = load_baseline(library, base), load_baseline(library, target)
    return Comparison(settle(changes, citation_keys(*states, pairing)), pairing, *states)


def diff_modification(
    library: Library, modification: Modification, *, works: frozenset[str] = frozenset()
) -> Comparison:
    """Compare the drafted text of a modification with the baseline it is drafted on."""
    if not modification.drafts:
        raise InputError(
            f"{modification.id} has no drafted text to compare; it only declares targets.",
            hint=f"specman impact {modification.id} assesses the targets.",
            slug="no-draft",
        )
    baseline = library.baseline(modification.base)
    base = load_baseline(library, str(baseline.number))
    target = load_baseline(library, str(baseline.number), drafts=modification.drafts)
    pairs = [
        (library.works[work_id], base.corpus.documents.get(work_id), target.corpus.documents[work_id])
        for work_id in sorted(modification.drafts)
        if not works or work_id in works
    ]
    sides = (
        Side("baseline", str(baseline.number), baseline.in_effect),
        Side("modification", modification.id),
    )
    changes, pairing = compare_states(*sides, pairs)
    return Comparison(settle(changes, citation_keys(base, target, pairing)), pairing, base, target)


def diff_versions(library: Library, base: str, target: str) -> Comparison:
    """Compare two versions of a work, each named WORK@VERSION."""
    documents = []
    found: list[Work] = []
    for name in (base, target):
        named = split_address(name, library.works)
        if named is None or not named.version or named.label:
            raise UnknownNameError(
                "version",
                name,
                [f"{w.name}@{v}" for w in library.works.values() for v in library.versions(w)],
            )
        if named.version not in library.versions(named.work):
            raise UnknownNameError(
                "version",
                name,
                [f"{named.work.name}@{v}" for v in library.versions(named.work)],
                slug="unknown-version",
            )
        found.append(named.work)
        documents.append(read_expression(library, named.work, named.version))
    if found[0].id != found[1].id:
        raise UsageError(f"{base} and {target} are versions of two works.", hint="Compare two versions of one work.")
    changes, pairing = compare_states(
        Side("version", base), Side("version", target), [(found[0], documents[0], documents[1])]
    )
    return Comparison(changes, pairing)


def compare_files(base: Path, target: Path) -> Comparison:
    """Compare two files of any readable format, with no library at hand. The stem of the base stands for the work."""
    stem = base.stem
    documents = [read_document(path.read_bytes(), str(path), work=stem) for path in (base, target)]
    kinds = {(d.schema is not None) for d in documents}
    if len(kinds) > 1:
        raise UsageError(
            f"{base.name} and {target.name} are a schema and a text.", hint="Compare two files of one kind."
        )
    kind: WorkKind = "schema" if documents[0].schema is not None else "appendix"
    name = _common_stem(base.stem, target.stem)
    work = Work(stem, documents[1].metadata.title or name, kind, name, name, name)
    changes, pairing = compare_states(
        Side("file", str(base)), Side("file", str(target)), [(work, documents[0], documents[1])]
    )
    return Comparison(changes, pairing)


def _common_stem(base: str, target: str) -> str:
    """The words two file names share (`DUIS Schema`), or the base's name."""
    shared = [a for a, b in zip(base.split(), target.split(), strict=False) if a == b]
    return " ".join(shared) or base


def citation_keys(base: State, target: State, pairing: Pairing) -> Callable[[str, Place], list[tuple[int, int, str]]]:
    """What each citation names, in places of the target, so that both sides can be laid over each other."""

    def keys(side: str, place: Place) -> list[tuple[int, int, str]]:
        state = base if side == "base" else target
        found = []
        for item in state.citations_at(place):
            parts = []
            for reference in item.references:
                if reference.place is None:
                    parts.append(reference.address)
                else:
                    parts.append(str(pairing.follow(reference.place) if side == "base" else reference.place))
            found.append((item.citation.start, item.citation.end, ",".join(sorted(parts))))
        return found

    return keys
