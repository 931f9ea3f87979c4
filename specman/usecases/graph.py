"""The dependency graph at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from specman.graph import query
from specman.model.identity import Place
from specman.store.library import Library
from specman.usecases.loading import load_baseline


@dataclass(frozen=True)
class Survey:
    """Counts and extremes of one baseline's graph; documents and provisions as reports print them.

    Attributes:
        matrix: (dependent document, document it depends on, links), most links first.
        circles: definitions that use one another, each group with its members sorted.
    """

    baseline: str
    provisions: int
    links: tuple[tuple[str, int], ...]
    matrix: tuple[tuple[str, str, int], ...]
    hubs: tuple[tuple[str, int], ...]
    circles: tuple[tuple[str, ...], ...]


def survey(library: Library, *, at: str = "", most_hubs: int = 15) -> Survey:
    """The graph of a baseline at a glance."""
    state = load_baseline(library, at)
    corpus = state.corpus
    graph = state.graph
    counts: dict[str, int] = {}
    for link in state.links:
        counts[link.kind] = counts.get(link.kind, 0) + 1
    names = {work_id: corpus.works[work_id].name for work_id in corpus.documents}
    matrix = [(names[a], names[b], n) for (a, b), n in query.matrix(graph).items()]
    matrix.sort(key=lambda row: (-row[2], row[0], row[1]))

    def is_definition(place: Place) -> bool:
        return corpus.provision(place).kind == "definition"

    circles = [
        tuple(corpus.address(place) for place in circle)
        for circle in query.circles(graph, ["uses-term"])
        if all(map(is_definition, circle))
    ]
    return Survey(
        corpus.name,
        sum(len(document.provisions) - 1 for document in corpus.documents.values()),
        tuple(sorted(counts.items())),
        tuple(matrix),
        tuple((corpus.address(place), count) for place, count in query.hubs(graph, most_hubs)),
        tuple(circles),
    )
