"""Questions to the graph: what runs in circles, what everything leans on, how two provisions hang together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import networkx as nx

from specman.graph.build import Graph
from specman.model.identity import Place
from specman.model.link import Link, LinkKind


def circles(graph: Graph, kinds: Iterable[LinkKind]) -> list[list[Place]]:
    """Groups of places that depend on one another through links of these kinds, each sorted, largest first."""
    wanted = set(kinds)
    edges = [(u, v) for u, v, kind in graph.networkx.edges(keys=True) if kind in wanted]
    between: nx.DiGraph[Place] = nx.DiGraph(edges)
    groups = nx.strongly_connected_components(between)
    return sorted((sorted(group) for group in groups if len(group) > 1), key=lambda group: (-len(group), group[0]))


def matrix(graph: Graph) -> Mapping[tuple[str, str], int]:
    """Links between works: (dependent work, work it depends on) to their number; links inside a work left out."""
    counts: dict[tuple[str, str], int] = {}
    for source, target in graph.networkx.edges():
        if source.work != target.work:
            key = (source.work, target.work)
            counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))


def hubs(graph: Graph, most: int) -> list[tuple[Place, int]]:
    """The places most others lean on, with the number of links into them, strongest first."""
    counts = [(place, graph.uses(place)) for place in graph.networkx.nodes()]
    return sorted((row for row in counts if row[1]), key=lambda row: (-row[1], row[0]))[:most]


def path_between(graph: Graph, source: Place, target: Place) -> list[Link] | None:
    """A shortest chain of links by which `source` depends on `target`; None when it does not."""
    try:
        nodes = nx.shortest_path(graph.networkx, source, target)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None
    links = []
    for here, there in itertools.pairwise(nodes):
        data = graph.networkx.get_edge_data(here, there)
        kind = min(data, key=lambda name: (name == "contains", name))
        links.append(data[kind]["link"])
    return links
