"""Looking things up: a provision, a document at a version, a defined term, a file on disk."""

from __future__ import annotations

from pathlib import Path

from specman.citations.address import QUOTES, find_places, split_address
from specman.errors import InputError
from specman.formats.reading import read_document
from specman.intake.stored_form import read_expression
from specman.model.corpus import Corpus
from specman.model.document import Document, RevisionView
from specman.model.identity import Place, Work
from specman.model.link import Link
from specman.model.views import DocumentView, Neighbour, ProvisionView, TermView, View
from specman.state.derived import State, load_baseline
from specman.state.subjects import refuse_unheld
from specman.store.library import Library


def show(library: Library, address: str, *, at: str = "") -> list[View]:
    """What an address names: a provision, a document at a version, or a defined term.

    Args:
        at: the baseline to look in, the newest when empty; `@version` in the address goes before it.
    """
    quoted = address.strip()[:1] in "\"'\u201c\u2018"
    named = None if quoted else split_address(address, library.works)
    if named is not None and named.version:
        refuse_unheld(library, named.work, named.version, f"{named.work.name}@{named.version}")
        document = read_expression(library, named.work, named.version)
        if not named.label:
            return [document_view(library, named.work, document)]
        corpus = Corpus(f"{named.work.name}@{named.version}", library.works, {named.work.id: document})
        [place] = find_places(address, corpus)
        return [_provision_view(place, corpus, None)]
    state = load_baseline(library, at)
    if named is not None and not named.label:
        [place] = find_places(address, state.corpus)
        return [document_view(library, named.work, state.corpus.documents[named.work.id])]
    places = find_places(address, state.corpus)
    if named is None and (terms := [term for term, _ in state.corpus.defined(address.strip(QUOTES + " "))]):
        return [_term_view(state, terms[0], places)]
    return [_provision_view(place, state.corpus, state) for place in places]


def document_view(library: Library, work: Work, document: Document) -> DocumentView:
    """A document with the baselines that hold it."""
    holding = [
        number
        for number, baseline in library.baselines.items()
        if work.id in baseline.entries and baseline.entries[work.id].version == document.version
    ]
    return DocumentView(work, document, tuple(holding), library.path_of(work, document.version))


def _provision_view(place: Place, corpus: Corpus, state: State | None) -> ProvisionView:
    document = corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    out, into = _neighbours(place, state)
    structure: tuple[str, ...] = ()
    if document.schema is not None and provision.kind == "component":
        from specman.compare.schemas.constructs import render

        sort, _, name = provision.eid.partition("_")
        structure = tuple(render(document.schema.by_key[sort, name]))
    return ProvisionView(
        corpus.address(place), corpus.name, corpus.works[place.work], document.version, provision,
        tuple(document.inside(place.eid)), out, into, structure,
    )  # fmt: skip


def _neighbours(place: Place, state: State | None) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    if state is None:
        return (), ()
    out = state.rows.out_of([place])[place]
    into = [link for link in state.rows.into([place])[place] if link.kind != "contains"]
    return (
        tuple(_neighbour(link, link.target, state) for link in sorted(out, key=lambda x: (x.kind, x.target))),
        tuple(_neighbour(link, link.source, state) for link in sorted(into, key=lambda x: (x.kind, x.source))),
    )


def _neighbour(link: Link, place: Place, state: State) -> Neighbour:
    entry = state.rows.entry(place)
    return Neighbour(state.rows.address(place), entry.heading if entry else "", link.kind, link.words)


def _term_view(state: State, term: str, places: list[Place]) -> TermView:
    views = tuple(_provision_view(place, state.corpus, state) for place in places)
    uses: list[Neighbour] = []
    citers: list[Neighbour] = []
    for view in views:
        uses += [n for n in view.used_by if n.kind == "uses-term" and n.words == term]
        citers += [n for n in view.used_by if n.kind not in ("uses-term", "mirrors")]
    return TermView(term, state.corpus.name, views, tuple(uses), tuple(citers))


def read_file(path: Path, revisions: RevisionView = "accept") -> Document:
    """How a file is read, with no library at hand.

    Args:
        revisions: which side of a Word file's tracked changes is read; both are listed.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path}.", hint="Check the path.", slug="no-file")
    return read_document(path.read_bytes(), str(path), revisions=revisions)
