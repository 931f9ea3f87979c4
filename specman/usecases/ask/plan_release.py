"""What a release would make: drafts merged onto a baseline, numbers given anew, citations that follow; nothing is
written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from specman.errors import LibraryError, UsageError, and_list
from specman.formats import akn
from specman.formats.reading import read_document
from specman.intake.stored_form import read_draft
from specman.model.applicability import in_force
from specman.model.baseline import Baseline
from specman.model.corpus import Corpus
from specman.model.document import OURS, THEIRS, Document
from specman.model.identity import VersionNumber, Work
from specman.model.modification import Modification
from specman.model.release import Conflict, Consequence, Release, ReleasedWork
from specman.review.citing import as_base_cites
from specman.review.following import Sources, follow, unlike_drafts
from specman.review.kept_files import merge_kept
from specman.review.merging import Between, Trace, merge_drafts, relabelled
from specman.state.derived import State, load_baseline
from specman.state.drafting import with_drafts
from specman.state.next_baseline import frozen
from specman.state.progress import tell
from specman.store.library import Library, checked_version, digest


@dataclass(frozen=True)
class ReleasePlan:
    """A release before it is done.

    Attributes:
        files: library path to the bytes of each new expression.
        baseline: what would be frozen; None where there are conflicts.
        proposals: the records, by id.
    """

    release: Release
    files: Mapping[str, bytes]
    baseline: Baseline | None
    proposals: tuple[Modification, ...]


def plan_release(
    library: Library, number: str, base: str, modifications: Sequence[str], *, in_effect: str = "",
    versions: Sequence[str] = (), consequential: bool = True,
) -> ReleasePlan:  # fmt: skip
    """Merge the drafts of proposals onto a baseline.

    Args:
        number, base: of the new baseline, and of the one it is made from.
        versions: `WORK=VERSION` where a work does not take the version of its own rule.
        consequential: change the words of citations that follow their targets; else they are listed and left.

    Raises:
        LibraryError: the number is taken, the base is not the newest baseline, or a proposal cannot be released: it has
            no draft, has ended, or is drafted on another baseline. UsageError: none is named, a version is not one, or
            the number is before that of the base.
    """
    number = checked_version(number)
    if number in library.baselines:
        raise LibraryError(
            f"Baseline {number} exists; a baseline is never changed.", hint="Give the new one another number.",
            slug="baseline-exists",
        )  # fmt: skip
    before = library.baseline(base)
    proposals = _proposals(library, modifications, before)
    _refuse_out_of_turn(library, number, before)
    state = load_baseline(library, str(before.number))
    drafted = _drafted(library, proposals, before)
    corpora = {
        own: with_drafts(state, own, {work: document for work, (document, _) in works.items()})
        for own, works in drafted.items()
    }
    traces, raw, found = _merged(library, state, drafted, corpora)
    conflicts = tuple(
        Conflict(library.works[work].address(one.label), pair, one.kind, (one.ours, one.theirs))
        for work, (pair, one) in found
    )
    chosen = _chosen(library, versions)
    if conflicts:
        ids = tuple(item.id for item in proposals)
        refused = Release(number, str(before.number), ids, conflicts=conflicts, in_effect=in_effect)
        return ReleasePlan(refused, {}, None, proposals)
    documents, consequences = _followed(library, state, corpora, traces, consequential=consequential)
    files: dict[str, bytes] = {}
    fresh: dict[str, tuple[str, bytes]] = {}
    rows: list[ReleasedWork] = []
    for work_id in sorted({*documents, *raw}):
        work = library.works[work_id]
        version = chosen.pop(work_id, "") or next_version(library, work, number)
        data = raw[work_id] if work_id in raw else _stored(work, documents[work_id], version, in_effect)
        path = library.path_of(work, version)
        if library.tree.read(path) is not None:
            raise LibraryError(
                f"{work.name}@{version} is held already, and an issued expression never changes.",
                hint=f"Give it another version: --set {work_id}=VERSION.",
                slug="version-exists",
            )
        files[path], fresh[work_id] = data, (version, data)
        entry = before.entries.get(work_id)
        names = tuple(sorted(name for name, works in drafted.items() if work_id in works))
        rows.append(ReleasedWork(work_id, work.name, entry.version if entry else "", version, digest(data), names))
    if chosen:
        raise UsageError(
            f"{and_list([library.works[name].name for name in chosen])} is not changed by this release.",
            hint="Leave its --set out.",
        )
    kept = {work_id: entry.version for work_id, entry in before.entries.items() if work_id not in fresh}
    works = {work_id: library.works[work_id] for work_id in {*kept, *fresh}}
    baseline = frozen(
        library, number, works, fresh=fresh, chosen=kept, in_effect=in_effect, source="modification",
        basis=f"Released with {and_list([item.id for item in proposals])}.", previous=str(before.number),
    )  # fmt: skip
    release = Release(
        number, str(before.number), tuple(item.id for item in proposals), tuple(rows), (), tuple(consequences),
        in_effect=in_effect, standing=_standing(library, rows, in_effect),
    )  # fmt: skip
    return ReleasePlan(release, files, baseline, proposals)


def _refuse_out_of_turn(library: Library, number: str, before: Baseline) -> None:
    """A release from an old baseline would leave out, unsaid, what was released since."""
    newest = str(library.baseline().number)
    if str(before.number) != newest:
        raise LibraryError(
            f"{before.number} is not the newest baseline: what {newest} changed would be left out.",
            hint=f"Release from {newest}; specman mod rebase ID --onto {newest} carries a draft over.",
            slug="not-newest",
        )
    if VersionNumber.parse(number) < before.number:
        raise UsageError(
            f"{number} is before {before.number}, which it would be made from.", hint="Give it a later number."
        )


def _standing(library: Library, rows: Sequence[ReleasedWork], day: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of each changed work the versions that may stay in use beside the new one."""
    found = []
    for row in rows:
        held = in_force(library.applicability, row.work, day, "maintain") if day else ()
        versions = tuple(dict.fromkeys(one.version for one in held if one.version != row.target_version))
        if versions:
            found.append((row.name, versions))
    return tuple(found)


def _proposals(library: Library, names: Sequence[str], base: Baseline) -> tuple[Modification, ...]:
    """The proposals named, each once, by id; refused together with every reason."""
    if not names:
        raise UsageError("No proposal is named.", hint="Write it like specman mod release 4.13 --from 4.12 SECMP0017.")
    items = {item.id: item for item in map(library.modification, names)}
    reasons = []
    for item in items.values():
        drawn_on = str(library.baseline(item.base).number)
        if not item.is_open:
            reasons.append(f"{item.id} is {item.status}")
        elif not item.drafts:
            reasons.append(f"{item.id} has no drafted text")
        elif drawn_on != str(base.number):
            reasons.append(f"{item.id} is drafted on {drawn_on} (specman mod rebase {item.id} --onto {base.number})")
    if reasons:
        raise LibraryError(
            f"Nothing can be released: {'; '.join(reasons)}.", hint="Leave it out, or mend it first.",
            slug="not-releasable",
        )  # fmt: skip
    return tuple(items[own] for own in sorted(items))


Drafted = Mapping[str, Mapping[str, tuple[Document, bytes]]]
"""Id of a proposal to work id to its draft, parsed and as bytes."""


def _drafted(library: Library, proposals: Sequence[Modification], base: Baseline) -> Drafted:
    found: dict[str, dict[str, tuple[Document, bytes]]] = {}
    for item in proposals:
        for work_id, path in sorted(item.drafts.items()):
            work = library.works[work_id]
            data = library.tree.read(path) or b""
            document = read_draft(library, work, path)
            marked = [p.label for p in document.provisions if OURS in p.text or THEIRS in p.text]
            if marked:
                raise LibraryError(
                    f"The draft of {work.name} for {item.id} still holds two readings of {and_list(marked[:4])}.",
                    hint="Choose one of them and store the draft again.",
                    slug="draft-unsettled",
                )
            if work_id not in base.entries:
                raise LibraryError(
                    f"{item.id} drafts {work.name}, which {base.number} does not hold.",
                    hint="Import the document, and release from a baseline that holds it.",
                    slug="not-releasable",
                )
            found.setdefault(item.id, {})[work_id] = (document, data)
    return found


def _merged(
    library: Library, state: State, drafted: Drafted, corpora: Mapping[str, Corpus]
) -> tuple[dict[str, Trace], dict[str, bytes], list[tuple[str, Between]]]:
    """Merged texts, merged files that are kept as they are, and conflicts with their works."""
    traces: dict[str, Trace] = {}
    raw: dict[str, bytes] = {}
    found: list[tuple[str, Between]] = []
    works = sorted({work_id for held in drafted.values() for work_id in held})
    for place, work_id in enumerate(works):
        work = library.works[work_id]
        tell(f"Merging {work.name}", place, len(works))
        held = [(own, *works[work_id]) for own, works in drafted.items() if work_id in works]
        if work.suffix == ".xml":
            texts = [(own, as_base_cites(work_id, corpora[own], state.corpus, state.names)) for own, _, _ in held]
            traces[work_id], between = merge_drafts(state.corpus.documents[work_id], texts)
        else:
            base = library.tree.read(state.corpus.files[work_id]) or b""
            raw[work_id], between = merge_kept(work.suffix, base, [(own, data) for own, _, data in held])
            if not between:  # two good halves may be a bad whole
                read_document(raw[work_id], state.corpus.files[work_id], work=work_id)
        found += [(work_id, one) for one in between]
    return traces, raw, found


def _followed(
    library: Library, state: State, corpora: Mapping[str, Corpus], traces: Mapping[str, Trace], *, consequential: bool
) -> tuple[dict[str, Document], list[Consequence]]:
    sources = Sources(state.corpus, lambda work: state.extracts.get(work, []), corpora, traces)
    texts = [work for work in state.corpus.documents if library.works[work].suffix == ".xml"] if consequential else []
    documents, found = follow(sources, state.names, texts)
    if not consequential:
        found = [replace(one, what="left") if one.what == "not text" else one for one in found]
    return documents, unlike_drafts(found, documents, sources)


def _stored(work: Work, document: Document, version: str, in_effect: str) -> bytes:
    """The bytes of a new expression; read again, they are the document."""
    made = relabelled(document, version, in_effect)
    data = akn.serialise(made)
    again = read_document(data, f"{work.id}.xml", work=work.id, version=version)
    if again.provisions != made.provisions:
        raise LibraryError(
            f"The merged text of {work.name} cannot be kept as it is.",
            hint="Release the proposals one after another, and report what you released.",
            slug="merged-text",
        )
    return data


def _chosen(library: Library, versions: Sequence[str]) -> dict[str, str]:
    chosen = {}
    for pair in versions:
        name, equals, version = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not WORK=VERSION.", hint="For example --set gbcs=0.8.2.")
        chosen[library.work(name).id] = checked_version(version)
    return chosen


def next_version(library: Library, work: Work, number: str) -> str:
    """The version that a work takes in a new baseline, by its rule.

    Where its `work.toml` states none: the number of the baseline, where every version it has is the number of a
    baseline; else its own last version counted up by one.
    """
    held = library.versions(work)
    rule = work.versions or ("baseline" if all(version in library.baselines for version in held) else "counter")
    if rule == "baseline" or not held:
        return number
    return str(VersionNumber.parse(held[-1]).following())
