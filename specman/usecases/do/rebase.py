"""Carrying the drafts of a proposal over to another baseline, three ways, in one commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from specman.compare.merge import merge
from specman.compare.pairing.ladder import pair_provisions
from specman.errors import InputError, LibraryError
from specman.formats import akn
from specman.formats.reading import read_document
from specman.intake.stored_form import read_draft
from specman.model.document import Document
from specman.model.modification import Modification
from specman.model.person import Person
from specman.model.release import Consequence, MergeConflict, Rebase
from specman.review.citing import as_base_cites
from specman.review.following import Sources, follow, unlike_drafts
from specman.review.kept_files import merge_kept
from specman.review.merging import Trace
from specman.review.rebuilding import rebuilt
from specman.state.derived import State, load_baseline
from specman.state.drafting import with_drafts
from specman.store.library import Library
from specman.store.modifications import change_modification
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import path_of


@dataclass(frozen=True)
class _Carried:
    """Drafts on the new baseline, by work, and what came of carrying them over."""

    documents: Mapping[str, Document]
    raw: Mapping[str, bytes]
    conflicts: tuple[tuple[str, MergeConflict], ...]
    consequences: tuple[Consequence, ...]


def rebase(library: Library, by: Person, modification: str, onto: str) -> Rebase:
    """Carry a proposal's drafts over to a baseline.

    What the proposal and the new baseline both changed is a conflict: the draft has both readings between markers,
    and a release refuses it until one is chosen. Citations in drafted words follow what the new baseline numbered
    anew.

    Raises:
        InputError: it has no drafted text. LibraryError: it has ended; a schema or table was changed on both sides.
    """

    def make(committed: Library) -> Made[Rebase]:
        held = committed.modification(modification)
        if not held.drafts:
            raise InputError(
                f"{held.id} has no drafted text to carry over.", hint="specman mod draft stores one.", slug="no-draft"
            )
        if not held.is_open:
            raise LibraryError(f"{held.id} is {held.status}; its drafts stay as they are.", slug="ended")
        old, new = (load_baseline(committed, number) for number in (held.base, onto))
        found = _carried(committed, held, old, new)
        files: dict[str, bytes] = dict(found.raw)
        for work, document in found.documents.items():
            files[held.drafts[work]] = akn.serialise(document)
        files = {path: data for path, data in files.items() if data != committed.tree.read(path)}
        path = path_of(held.id)
        record_data = committed.tree.read(path) or b""
        if held.base != new.corpus.name:
            files[path] = change_modification(record_data, held, {"base": new.corpus.name})
        value = Rebase(
            held.id, old.corpus.name, new.corpus.name, tuple(sorted(held.drafts)),
            tuple((committed.works[work].address(one.label), one) for work, one in found.conflicts), found.consequences,
        )  # fmt: skip
        subject = f"mod: rebase {held.id} onto {new.corpus.name}"
        return Made(value, subject, files, trailers={"Modification": held.id, "Baseline": new.corpus.name})

    value, outcome = record(library, by, "draft", make)
    return replace(value, commit=outcome.commit)


def _carried(library: Library, held: Modification, old: State, new: State) -> _Carried:
    traces: dict[str, Trace] = {}
    raw: dict[str, bytes] = {}
    conflicts: list[tuple[str, MergeConflict]] = []
    drafts: dict[str, Document] = {}
    for work_id, path in sorted(held.drafts.items()):
        work = library.works[work_id]
        for state in (old, new):
            if work_id not in state.corpus.documents:
                raise LibraryError(
                    f"{state.corpus.name} does not hold {work.name}, so the draft cannot be carried over.",
                    hint="Choose a baseline that holds it.", slug="work-missing",
                )  # fmt: skip
        draft = drafts[work_id] = read_draft(library, work, path)
        if old.digests[work_id] == new.digests[work_id]:
            continue
        if work.suffix == ".xml":
            base = old.corpus.documents[work_id]
            around = with_drafts(old, held.id, {**drafts, work_id: draft})
            mine = as_base_cites(work_id, around, old.corpus, old.names)
            newer = as_base_cites(work_id, new.corpus, old.corpus, old.names)
            merged = merge(base, mine, newer, renumber=True)
            made = rebuilt(merged, base, work_id, "draft", draft.metadata)
            traces[work_id] = Trace(made.document, made.base, {held.id: made.ours, new.corpus.name: made.theirs})
            conflicts += [(work_id, one) for one in merged.conflicts]
        else:
            texts = [
                (held.id, library.tree.read(path) or b""),
                (new.corpus.name, library.tree.read(new.corpus.files[work_id]) or b""),
            ]
            raw[path], between = merge_kept(work.suffix, library.tree.read(old.corpus.files[work_id]) or b"", texts)
            if between:
                raise LibraryError(
                    f"{held.id} and {new.corpus.name} changed the same lines of {work.name}; nothing was written.",
                    hint=f"Draft it anew on {work.name}@{new.corpus.documents[work_id].version}, and store that.",
                    slug="rebase-conflict",
                )
            read_document(raw[path], path, work=work_id)
    documents, consequences = _following(held, old, new, traces, drafts, library)
    return _Carried(documents, raw, tuple(conflicts), tuple(consequences))


def _following(
    held: Modification, old: State, new: State, traces: Mapping[str, Trace], drafts: Mapping[str, Document],
    library: Library,
) -> tuple[dict[str, Document], list[Consequence]]:  # fmt: skip
    """The carried documents with citations that follow what the new baseline numbered anew in any document."""
    every = dict(traces)
    for work, document in new.corpus.documents.items():
        if work in old.corpus.documents and work not in every and old.digests[work] != new.digests[work]:
            if work in drafts:
                continue
            places = {"": "", **pair_provisions(old.corpus.documents[work], document).target_of}
            every[work] = Trace(document, places, {new.corpus.name: {p.eid: p.eid for p in document.provisions}})
    for work, draft in drafts.items():
        if work not in every and library.works[work].suffix == ".xml":
            kept = {"": "", **pair_provisions(old.corpus.documents[work], draft).target_of}
            same = {p.eid: p.eid for p in draft.provisions}
            every[work] = Trace(draft, kept, {held.id: same, new.corpus.name: kept})
    if not any(old.digests.get(work) != digest for work, digest in new.digests.items()):
        return {}, []
    corpora = {
        held.id: with_drafts(old, held.id, drafts),
        new.corpus.name: new.corpus,
    }
    sources = Sources(old.corpus, lambda _: (), corpora, every)
    texts = [work for work in drafts if library.works[work].suffix == ".xml"]
    documents, consequences = follow(sources, new.names, texts, only=texts)
    return documents, unlike_drafts(consequences, documents, sources)
