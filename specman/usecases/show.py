"""Looking things up: a provision, a document, a term, a file; lists; what a passage cites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from specman.citations.address import QUOTES, find_places, split_address
from specman.citations.extract import Extract, borrow_in
from specman.citations.grammar import Context, find_citations
from specman.citations.resolve import notation, resolve
from specman.errors import InputError, UnknownNameError
from specman.formats.reading import Side, read_document
from specman.model.baseline import Baseline
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.identity import Place, Work, WorkKind
from specman.model.link import Citation, Link, Reference, TermUse
from specman.model.modification import Modification
from specman.store.library import Library
from specman.usecases.loading import State, load_baseline, read_expression


@dataclass(frozen=True)
class Neighbour:
    """A provision linked with the one shown: how, and by what words."""

    address: str
    heading: str
    kind: str
    words: str


@dataclass(frozen=True)
class ProvisionView:
    """One provision with its parts and what it is linked with.

    Attributes:
        parts: provisions inside it, in document order, with their depth below it.
        earlier: baselines in which it says the same, and those in which it differs or is absent.
    """

    address: str
    baseline: str
    work: Work
    version: str
    provision: Provision
    parts: tuple[tuple[int, Provision], ...]
    depends_on: tuple[Neighbour, ...]
    used_by: tuple[Neighbour, ...]
    structure: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentView:
    """One expression as a whole."""

    work: Work
    document: Document
    baselines: tuple[str, ...]
    file: str


@dataclass(frozen=True)
class TermView:
    """A defined term: where and how it is defined, who uses it, who cites its definition."""

    term: str
    baseline: str
    definitions: tuple[ProvisionView, ...]
    uses: tuple[Neighbour, ...]
    citers: tuple[Neighbour, ...]


View = ProvisionView | DocumentView | TermView


def show(library: Library, address: str, *, at: str = "") -> list[View]:
    """What an address names: a provision, a document at a version, or a defined term.

    Args:
        at: the baseline to look in, the newest when empty; `@version` in the address goes before it.
    """
    quoted = address.strip()[:1] in "\"'\u201c\u2018"
    named = None if quoted else split_address(address, library.works)
    if named is not None and named.version:
        held = library.versions(named.work)
        if named.version not in held:
            raise UnknownNameError(
                "version",
                f"{named.work.name}@{named.version}",
                [f"{named.work.name}@{v}" for v in held],
                slug="unknown-version",
            )
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
    parts: list[tuple[int, Provision]] = []

    def walk(eid: str, depth: int) -> None:
        for child in document.children(eid):
            parts.append((depth, child))
            walk(child.eid, depth + 1)

    walk(place.eid, 1)
    out, into = _neighbours(place, state)
    structure: tuple[str, ...] = ()
    if document.schema is not None and provision.kind == "component":
        from specman.compare.schemas.components import render

        sort, _, name = provision.eid.partition("_")
        structure = tuple(render(document.schema.by_key[sort, name]))
    return ProvisionView(
        corpus.address(place), corpus.name, corpus.works[place.work], document.version, provision,
        tuple(parts), out, into, structure,
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


def read_file(path: Path, revisions: Side = "accept") -> Document:
    """How a file is read, with no library at hand.

    Args:
        revisions: which side of a Word file's tracked changes is read; both are listed.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path}.", hint="Check the path.", slug="no-file")
    return read_document(path.read_bytes(), str(path), revisions=revisions)


# -- lists ---------------------------------------------------------------------------------------------------


def list_works(library: Library, at: str = "") -> list[tuple[Work, str]]:
    """Works with the version a baseline holds, "" for those it lacks; by id."""
    entries = library.baseline(at).entries if library.baselines else {}
    return [(work, entries[work.id].version if work.id in entries else "") for work in library.works.values()]


def list_baselines(library: Library) -> list[Baseline]:
    """Baselines, oldest first."""
    return list(library.baselines.values())


def list_modifications(library: Library) -> list[Modification]:
    """Modifications by id."""
    return list(library.modifications.values())


def list_terms(library: Library, at: str = "") -> list[tuple[str, str, int]]:
    """Defined terms of a baseline: (term, address of its definition, number of uses), by term."""
    rows = load_baseline(library, at).rows
    found = [(term, rows.address(place), uses) for term, place, uses in rows.defined_terms()]
    return sorted(found, key=lambda row: (row[0].casefold(), row[1]))


def baseline_map(library: Library) -> tuple[list[str], list[tuple[Work, list[str]]]]:
    """The version-control mapping: baseline numbers, and for each work its version in each, "" when absent."""
    numbers = list(library.baselines)
    rows = []
    for work in library.works.values():
        versions = [entry.version if (entry := library.baselines[n].entries.get(work.id)) else "" for n in numbers]
        rows.append((work, versions))
    return numbers, rows


# -- what a passage cites --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Passage:
    """What a text cites and which terms it uses, looked up in a baseline."""

    text: str
    citations: tuple[tuple[Citation, tuple[tuple[Reference, str, str], ...]], ...]
    terms: tuple[tuple[TermUse, str, str], ...]


def resolve_text(library: Library, text: str, *, within: str = "", at: str = "") -> Passage:
    """What a passage cites and which terms it uses.

    Args:
        within: address of the provision the passage stands in; Section A of the Code when empty.

    Returns:
        Citations with references, each with document and provision in the notation of citation targets.
    """
    state = load_baseline(library, at)
    corpus = state.corpus
    context = _context(within, corpus)
    citations = []
    for citation in find_citations(text, context, state.names):
        rows = []
        for target in citation.targets:
            reference = resolve(target, corpus)
            rows.append((reference, target.document, target.provision))
        citations.append((citation, tuple(rows)))
    terms = []
    vocabulary = state.vocabularies.get(context.work.id)
    found = Extract("", tuple(c for c, _ in citations), tuple(vocabulary.find(text) if vocabulary else ()))
    for use in borrow_in(found, text, corpus).terms:
        owner = corpus.documents[use.owner]
        words = notation(owner.by_eid[state.meanings[use.owner, use.term].eid], owner)
        terms.append((use, corpus.works[use.owner].code, words))
    return Passage(text, tuple(citations), tuple(terms))


def _context(within: str, corpus: Corpus) -> Context:
    """Where a passage stands: an address, or a place in the notation of citation targets (`SEC:B B1.4`). A document
    that is not held still says what its own words mean."""
    if not within:
        definitions = corpus.by_code.get("SEC:A")
        held = definitions is not None and definitions.id in corpus.documents
        place = Place(definitions.id if definitions is not None and held else next(iter(corpus.documents)), "")
    else:
        code, _, label = within.strip().partition(" ")
        work = corpus.by_code.get(code)
        if work is None and re.fullmatch(r"SEC:(?:[A-Z]|APP-[A-Z]{1,2}|SCH\d{1,2})", code):
            kind: WorkKind = "code-section" if len(code) == len("SEC:A") else "appendix"
            return Context(Work(code.casefold().replace(":", "-"), code, kind, code, code, code))
        if work is None or work.id not in corpus.documents:
            place = find_places(within, corpus)[0]
        else:
            found = corpus.documents[work.id].labelled(label) if label else None
            if label and found is None and ":" not in code:
                place = find_places(within, corpus)[0]
            else:
                place = Place(work.id, found.eid if found else "")
    work, document = corpus.works[place.work], corpus.documents[place.work]
    return Context(work, document, document.by_eid[place.eid], is_question=not within)


def search(library: Library, words: str, *, at: str = "", most: int = 50) -> list[tuple[str, str, str]]:
    """Provisions that hold all the words: (address, heading, an excerpt around the first hit)."""
    state = load_baseline(library, at)
    wanted = [word.casefold() for word in re.findall(r"\S+", words)]
    if not wanted:
        raise InputError("Nothing to search for.", hint="Give one or more words.", slug="empty-search")
    found = []
    for work_id, document in state.corpus.documents.items():
        for provision in document.provisions[1:]:
            folded = provision.words.casefold()
            if all(word in folded for word in wanted):
                at_char = folded.index(wanted[0])
                excerpt = provision.words[max(0, at_char - 40) : at_char + 80].replace("\n", " ")
                found.append((state.corpus.address(Place(work_id, provision.eid)), provision.heading, excerpt))
    return found[:most]
