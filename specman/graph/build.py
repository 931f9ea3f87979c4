"""From links to a graph, once for each corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from specman.model.identity import Place
from specman.model.link import Link


class Graph:
    """Provisions and their links.

    Nodes are places; each edge carries its `Link` under its kind. References run in circles: nothing here
    assumes otherwise. `contains` edges run from a parent to each of its parts.
    """

    def __init__(self, links: Iterable[Link]) -> None:
        self._graph: nx.MultiDiGraph[Place] = nx.MultiDiGraph()
        for link in links:
            self._graph.add_edge(link.source, link.target, link.kind, link=link)

    @property
    def networkx(self) -> nx.MultiDiGraph[Place]:
        """The graph itself, for `specman.graph.query`."""
        return self._graph

    def into(self, places: Sequence[Place]) -> Mapping[Place, list[Link]]:
        """Links of those that depend on each place, holders of a part included, in a stable order."""
        return {place: self._into(place) for place in places}

    def _into(self, place: Place) -> list[Link]:
        if place not in self._graph:
            return []
        links = [data["link"] for _, _, data in self._graph.in_edges(place, data=True)]
        return sorted(links, key=lambda link: (link.source, link.kind, link.target))

    def uses(self, place: Place) -> int:
        """How many provisions use or cite a place, parts and holders apart."""
        return sum(1 for link in self._into(place) if link.kind != "contains")
