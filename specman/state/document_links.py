"""What the words of a document lead to: its citations as links, its terms with their meaning."""

from __future__ import annotations

from collections.abc import Callable

from specman.model.corpus import Corpus
from specman.model.identity import Place, Work
from specman.model.link import Citation, Reference, TermUse
from specman.report.document import Tie
from specman.state.derived import State, load_state
from specman.store.library import Library

Href = Callable[[Work, str, str], str]
MEANING = 400  # characters of a definition that are shown
_STATUS = {
    "dangling": "leads nowhere: {} is not there",
    "ambiguous": "ambiguous: {} is given more than once",
    "placeholder": "a placeholder",
    "external": "outside this library: {}",
}


def state_holding(library: Library, work: Work, version: str) -> State | None:
    """The newest baseline that holds a version of a work, None when none does."""
    for baseline in reversed(list(library.baselines.values())):
        if work.id in baseline.entries and baseline.entries[work.id].version == version:
            return load_state(library, baseline)
    return None


def ties_of(state: State, work: Work, href: Href) -> dict[str, list[Tie]]:
    """Every citation and term use of a document: eId to ties in order, spans in the provision's words.

    Args:
        href: a link from a work, its version and an eId.
    """
    corpus = state.corpus
    resolved: dict[tuple[str, Citation], tuple[Reference, ...]] = {
        (item.source.eid, item.citation): item.references for item in state.resolved_of(work.id)
    }
    found: dict[str, list[Tie]] = {}
    for row in state.extracts[work.id]:
        ties = [_citation_tie(corpus, work, c, resolved[row.eid, c], href) for c in row.citations]
        ties += [_term_tie(corpus, use, state.meanings[use.owner, use.term]) for use in row.terms]
        found[row.eid] = sorted(ties, key=lambda tie: (tie.start, -tie.end))
    return found


def _citation_tie(corpus: Corpus, work: Work, citation: Citation, references: tuple[Reference, ...], href: Href) -> Tie:
    """A link to the first target that exists; the text shown on hover names all targets."""
    captions = []
    for reference in references:
        if reference.place is not None:
            entry = corpus.entry(reference.place)
            caption = f" ({entry.heading})" if entry and entry.heading and entry.kind != "definition" else ""
            captions.append(f"{reference.address}{caption}")
        elif not reference.target.interior:
            captions.append(_STATUS[reference.status].format(reference.address))
    place = next((reference.place for reference in references if reference.place is not None), None)
    if place is None:
        look = "outside" if all(reference.status == "external" for reference in references) else "dangling"
        return Tie(citation.start, citation.end, look, "; ".join(captions))
    other = corpus.works[place.work]
    leads = f"#{place.eid}" if other.id == work.id else href(other, corpus.documents[other.id].version, place.eid)
    return Tie(citation.start, citation.end, "cites", "; ".join(captions), leads)


def _term_tie(corpus: Corpus, use: TermUse, place: Place) -> Tie:
    document = corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    meaning = " ".join([provision.text, *(child.text for child in document.children(place.eid))]).replace("\n", " ")
    if len(meaning) > MEANING:
        meaning = meaning[:MEANING].rsplit(" ", 1)[0] + " …"
    return Tie(use.start, use.end, "meaning", f"{use.term}: {meaning} [{corpus.address(place)}]")
