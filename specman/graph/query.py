"""Questions to the graph: what runs in circles, what everything leans on, how two provisions hang together."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

import networkx as nx

from specman.graph.build import Graph
from specman.graph.order import links_between
from specman.model.identity import Place
from specman.model.link import Link, LinkKind


def circles(graph: Graph, kinds: Iterable[LinkKind], belongs: Callable[[Place], bool]) -> list[tuple[int, list[Place]]]:
    """Groups of places that all depend on one another through links of these kinds, the largest first.

    Args:
        belongs: which places count.

    Returns:
        For each group its size and a shortest way round, the first place again at its end.
    """
    wanted = set(kinds)
    edges = [(u, v) for u, v, kind in graph.networkx.edges(keys=True) if kind in wanted and belongs(u) and belongs(v)]
    between: nx.DiGraph[Place] = nx.DiGraph(sorted(edges))
    groups = [sorted(group) for group in nx.strongly_connected_components(between) if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), group[0]))
    return [(len(group), _way_round(between.subgraph(group))) for group in groups]


def _way_round(group: nx.DiGraph[Place]) -> list[Place]:
    """A shortest circle of a group in which every place reaches every other."""
    best: list[Place] = []
    for start in sorted(group):
        for following in sorted(group.successors(start)):
            back = nx.shortest_path(group, following, start)
            if not best or len(back) + 1 < len(best):
                best = [start, *back]
            if len(best) == 3:  # two that depend on each other: it gets no shorter
                return best
    return best


def matrix(graph: Graph) -> Mapping[tuple[str, str], int]:
    """Links between works: (dependent work, work it depends on) to their number; links inside a work left out."""
    return links_between(data["link"] for _, _, data in graph.networkx.edges(data=True))


def hubs(graph: Graph, most: int) -> list[tuple[Place, int]]:
    """The places most others lean on, with the number of links into them, strongest first."""
    counts = [(place, graph.uses(place)) for place in graph.networkx.nodes()]
    return sorted((row for row in counts if row[1]), key=lambda row: (-row[1], row[0]))[:most]


def paths_between(graph: Graph, sources: Sequence[Place], targets: Sequence[Place], most: int) -> list[list[Link]]:
    """Up to `most` shortest chains of links by which one place, or a part of it, depends on another.

    Chains that pass from a holder to its part on the way are taken only where there is no other: a document that is
    cited as a whole would else lead to everything in it.

    Args:
        sources, targets: each a place and all its parts, the place first.
    """
    multi = graph.networkx
    direct: nx.DiGraph[object] = nx.DiGraph()
    direct.add_edges_from((u, v) for u, v, kind in multi.edges(keys=True) if kind != "contains")
    direct.add_edges_from(("start", place) for place in sources)
    direct.add_edges_from((place, "end") for place in targets)
    try:
        found = itertools.islice(nx.all_shortest_paths(direct, "start", "end"), most)
        ways = [[place for place in way if isinstance(place, Place)] for way in found]
    except nx.NetworkXNoPath:
        try:
            through = nx.all_shortest_paths(nx.DiGraph(multi), sources[0], targets[0])
            ways = [list(way) for way in itertools.islice(through, most)]
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return []
    chains = [[_link(graph, here, there) for here, there in itertools.pairwise(places)] for places in ways]
    return [chain for chain in chains if chain]


def _link(graph: Graph, here: Place, there: Place) -> Link:
    data = graph.networkx.get_edge_data(here, there)
    found: Link = data[min(data, key=lambda kind: (kind == "contains", kind))]["link"]
    return found
