"""In what order documents can be drafted: each after those it depends on, circles together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
from networkx.algorithms.flow import build_residual_network, edmonds_karp

from specman.model.link import Link

Pair = tuple[str, str]
"""(dependent, what it depends on)"""


@dataclass(frozen=True, slots=True)
class Weakest:
    """The two sides into which a circle of documents falls most cheaply.

    Attributes:
        pairs: what has to go for it: every link from a document of `first` to one of `then`.
        links: how many these are.
    """

    first: tuple[str, ...]
    then: tuple[str, ...]
    pairs: tuple[Pair, ...]
    links: int


def links_between(links: Iterable[Link]) -> dict[Pair, int]:
    """How many links each work has to each other work, in the order of the works; links inside a work left out."""
    counts: dict[Pair, int] = {}
    for link in links:
        if link.source.work != link.target.work:
            pair = (link.source.work, link.target.work)
            counts[pair] = counts.get(pair, 0) + 1
    return dict(sorted(counts.items()))


def drafting_steps(works: Iterable[str], counts: Mapping[Pair, int]) -> list[list[list[str]]]:
    """Groups of works in steps: what a group depends on is in the group itself or in an earlier step.

    Args:
        works: all of them, linked or not.
        counts: how many links a work has to another.

    Returns:
        For each step its groups, for each group its works; both in order of name.
    """
    condensed = nx.condensation(_between(works, counts))
    steps = nx.topological_generations(condensed.reverse())
    return [sorted(sorted(condensed.nodes[group]["members"]) for group in step) for step in steps]


def few_ahead(group: Iterable[str], counts: Mapping[Pair, int]) -> list[str]:
    """Works of a circle in an order in which few of their links lead to a later one.

    The fewest would take trying every order. This is the rule of Eades, Lin and Smyth: what depends on nothing that is
    left goes first, what nothing left depends on goes last, and else the one that others depend on most beyond what it
    depends on itself goes first.
    """
    left = set(group)
    own = {pair: count for pair, count in counts.items() if pair[0] in left and pair[1] in left}
    needs, needed = dict.fromkeys(left, 0), dict.fromkeys(left, 0)
    for (source, target), count in own.items():
        needs[source] += count
        needed[target] += count
    front: list[str] = []
    back: list[str] = []
    while left:
        free = [work for work in left if not needs[work]]
        idle = [work for work in left if not needed[work]]
        if free:
            following = min(free)
        elif idle:
            following = max(idle)
        else:
            following = min(left, key=lambda work: (needs[work] - needed[work], work))
        (back if idle and not free else front).append(following)
        left.remove(following)
        for other in left:
            needed[other] -= own.get((following, other), 0)
            needs[other] -= own.get((other, following), 0)
    return [*front, *reversed(back)]


def weakest(group: Iterable[str], counts: Mapping[Pair, int]) -> Weakest:
    """How a circle of at least two works is broken with the fewest links.

    A circle is broken when some of its works depend on none of the others: at the least cut between one work and each
    other, both ways round. One work against all others is looked at first, and a flow is followed only where it may
    turn out less than what is known. Of several that are equally cheap, one work alone goes before several, then the
    first by name.
    """
    works = sorted(group)
    graph = _between(works, {pair: n for pair, n in counts.items() if pair[0] in works and pair[1] in works})
    sides = [side for work in works for side in ((graph.out_degree(work, "capacity"), work, False),
                                                 (graph.in_degree(work, "capacity"), work, True))]  # fmt: skip
    least, alone, is_then = min(sides)
    first = [work for work in works if (work == alone) != is_then]
    residual = build_residual_network(graph, "capacity")
    start = max(works, key=lambda work: (graph.degree(work, "capacity"), work))
    for other in works:
        for a, b in ((start, other), (other, start)):
            if other == start or _at_least(graph, a, b) >= least:
                continue
            flow = nx.maximum_flow_value(graph, a, b, flow_func=edmonds_karp, residual=residual, cutoff=least)
            if flow < least:
                _, (side, _) = nx.minimum_cut(graph, a, b)
                least, first = int(flow), sorted(side)
    then = [work for work in works if work not in first]
    pairs = tuple((a, b) for a in first for b in then if graph.has_edge(a, b))
    return Weakest(tuple(first), tuple(then), pairs, least)


def _at_least(graph: nx.DiGraph[str], a: str, b: str) -> int:
    """What flows from one work to another straight and through one third: the least cut is no less."""
    there = graph.pred[b]
    flow = sum(min(data["capacity"], there[c]["capacity"]) for c, data in graph.adj[a].items() if c in there)
    return int(flow + (graph[a][b]["capacity"] if graph.has_edge(a, b) else 0))


def _between(works: Iterable[str], counts: Mapping[Pair, int]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(works))
    graph.add_edges_from((source, target, {"capacity": count}) for (source, target), count in sorted(counts.items()))
    return graph
