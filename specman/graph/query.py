"""Questions to the graph: how a change spreads, what runs in circles, what everything leans on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from specman.graph.build import Graph
from specman.model.identity import Place
from specman.model.link import Link, LinkKind


@dataclass(frozen=True, slots=True)
class Reach:
    """How a place was reached from a start.

    Attributes:
        strength: 0 to 1, the product of what each link lets pass.
        path: links from the reached place back to the start, nearest the start last.
    """

    place: Place
    strength: float
    path: tuple[Link, ...]

    @property
    def distance(self) -> int:
        """Links on the path, parts of a provision not counted."""
        return max(1, sum(1 for link in self.path if link.kind != "contains"))


def spread(
    graph: Graph, starts: Iterable[Place], passes: Callable[[Link], float], *, depth: int, least: float
) -> list[Reach]:
    """Who depends on the starts, directly or through others, by the strongest path of at most `depth` links.

    Dependents are visited level by level; a place is taken up again only on a stronger path, so the work is
    bounded by depth times links, in circles too.

    Args:
        passes: how much of a change a link passes on, 0 to 1.
        least: paths weaker than this are not followed.

    Returns:
        Reached places, the starts left out, strongest first, then by place.
    """
    best: dict[Place, Reach] = {place: Reach(place, 1.0, ()) for place in starts}
    begun = set(best)
    frontier = sorted(best)
    for _ in range(depth):
        found: dict[Place, Reach] = {}
        for place in frontier:
            here = best[place]
            for link in graph.into(place):
                if link.source in begun:
                    continue
                strength = here.strength * passes(link)
                if strength < least:
                    continue
                known = found.get(link.source) or best.get(link.source)
                if known is None or strength > known.strength + 1e-9:
                    found[link.source] = Reach(link.source, strength, (link, *here.path))
        best |= found
        frontier = sorted(found)
    reached = [reach for place, reach in best.items() if place not in begun]
    return sorted(reached, key=lambda reach: (-reach.strength, reach.place))


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
