"""What a passage cites, and which terms it uses."""

from __future__ import annotations

from specman.citations.address import find_places
from specman.citations.extract import Extract, borrow_in
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.resolve import notation, resolve
from specman.citations.scanner import find_citations
from specman.model.corpus import Corpus
from specman.model.identity import Place, Work, WorkKind
from specman.model.views import Passage
from specman.state.derived import load_baseline
from specman.store.library import Library


def resolve_text(library: Library, text: str, *, within: str = "", at: str = "") -> Passage:
    """What a passage cites and which terms it uses.

    Args:
        within: address of the provision the passage is in; the definitions of the Code when empty.

    Returns:
        Citations with references, each with document and provision in the notation of citation targets.
    """
    state = load_baseline(library, at)
    corpus = state.corpus
    context = _context(within, corpus, state.names)
    citations = []
    for citation in find_citations(text, context, state.names):
        rows = []
        for target in citation.targets:
            reference = resolve(target, corpus, state.names)
            rows.append((reference, target.document, target.provision))
        citations.append((citation, tuple(rows)))
    terms = []
    vocabulary = state.vocabularies.get(context.work.id)
    found = Extract("", tuple(c for c, _ in citations), tuple(vocabulary.find(text) if vocabulary else ()))
    for use in borrow_in(found, text, corpus, state.names).terms:
        owner = corpus.documents[use.owner]
        words = notation(owner.by_eid[state.meanings[use.owner, use.term].eid], owner, state.names)
        terms.append((use, corpus.works[use.owner].code, words))
    return Passage(text, tuple(citations), tuple(terms))


def _context(within: str, corpus: Corpus, names: Names) -> Context:
    """The context of a passage, from an address or a place in the notation of citation targets (`SEC:B B1.4`). The
    document need not be held: its code alone decides how some words are read."""
    if not within:
        definitions = names.house.definitions
        place = Place(definitions if definitions in corpus.documents else next(iter(corpus.documents)), "")
    else:
        code, _, label = within.strip().partition(" ")
        work = names.by_code.get(code)
        house = names.house
        if work is None and (house.is_section(code) or house.is_part(code)):
            kind: WorkKind = "code-section" if house.is_section(code) else "appendix"
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
