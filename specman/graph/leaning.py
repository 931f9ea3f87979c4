"""What everything leans on: PageRank over the links, and who depends on whom through others.

`networkx.pagerank` asks for numpy and scipy, a hundred megabytes for this one question, so its rounds are made here.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterable, Mapping
from typing import Generic, TypeVar

import networkx as nx

from specman.model.identity import Place
from specman.model.link import Link

Thing = TypeVar("Thing", str, Place)

PASSED_ON = 0.85  # the part of what is leant on a thing that it leans on others in turn; the usual one of PageRank
CLOSE = 1e-10  # rounds end when all shares together change by less
ROUNDS = 500
SAMPLE = 50  # starts from which shortest ways are followed for bridges: all of them would take a minute, or an hour
SEED = 1  # of the sample, so that the same library gets the same answer
PLACES = 9  # decimal places to which shares are compared, so that equals are equal


def leaned_on(links: Iterable[Link]) -> dict[tuple[Place, Place], int]:
    """Which provision leans on which, each pair with the weight 1.

    A provision leans on its parts, so what they cite bears it too. A document does not: one that is cited as a whole
    would else lead to everything in it.
    """
    return {(x.source, x.target): 1 for x in links if x.source != x.target and (x.kind != "contains" or x.source.eid)}


class Ranks(Generic[Thing]):
    """What part of all that is leant rests on each thing, directly and through others; together 1.

    Each thing has the same to lean with. It leans on what it is linked to, by weight, and passes on `PASSED_ON` of what
    is leant on it; the rest, and all of a thing that is linked to nothing, is spread over all alike. The answers do not
    depend on the order in which things and links are given.
    """

    def __init__(self, things: Iterable[Thing], weights: Mapping[tuple[Thing, Thing], int]) -> None:
        """Things, and how much one leans on another: (dependent, what it depends on) to a weight."""
        self._things: list[Thing] = sorted(set(things))
        self._number: dict[Thing, int] = {thing: number for number, thing in enumerate(self._things)}
        number = self._number
        self._graph: nx.DiGraph[int] = nx.DiGraph()
        self._graph.add_nodes_from(range(len(self._things)))
        self._graph.add_weighted_edges_from(
            sorted((number[source], number[target], weight) for (source, target), weight in weights.items())
        )
        self._total = [weight for _, weight in self._graph.out_degree(weight="weight")]

    @functools.cached_property
    def _shares(self) -> list[float]:
        total = self._total
        into = [[(source, data["weight"]) for source, data in self._graph.pred[here].items()] for here in self._graph]
        idle = [place for place, weight in enumerate(total) if not weight]
        share = [1 / len(total)] * len(total)
        for _ in range(ROUNDS):
            passed = [PASSED_ON * held / weight if weight else 0.0 for held, weight in zip(share, total, strict=True)]
            rest = (1 - PASSED_ON + PASSED_ON * math.fsum(share[place] for place in idle)) / len(total)
            after = [rest + sum([passed[source] * weight for source, weight in row]) for row in into]
            change = math.fsum(abs(a - b) for a, b in zip(after, share, strict=True))
            share = after
            if change < CLOSE:
                break
        return share

    def share(self, thing: Thing) -> float:
        """The part of all that is leant that rests on a thing."""
        return self._shares[self._number[thing]]

    def strongest(self, among: Iterable[Thing], most: int) -> list[Thing]:
        """Those of some things on which most rests, the strongest first."""
        return sorted(among, key=lambda thing: (-round(self.share(thing), PLACES), thing))[:most]

    def through(self, thing: Thing, most: int) -> list[tuple[Thing, float]]:
        """What leans on a thing most, with the part of the thing's share that comes from it; the largest first."""
        share, here = self._shares, self._number[thing]
        rows = [
            (self._things[source], PASSED_ON * share[source] * data["weight"] / self._total[source] / share[here])
            for source, data in self._graph.pred[here].items()
        ]
        return sorted(rows, key=lambda row: (-round(row[1], PLACES), row[0]))[:most]

    @property
    def sample(self) -> int:
        """From how many things ways are followed to find bridges."""
        return min(SAMPLE, len(self._things))

    def bridges(self, among: Collection[Thing], most: int) -> list[tuple[Thing, float]]:
        """Those of some things that most ways lead over, most first, with the part of pairs whose shortest way does.

        Where a pair has several shortest ways, each counts in part. Ways are followed from `SAMPLE` things
        taken at random, the same ones each time. What is on the ways from one of these only may be there by chance, and
        is left out: it is on no more than one part in `SAMPLE`.
        """
        passing = nx.betweenness_centrality(self._graph, k=self.sample, seed=SEED)
        rows = [(thing, passing[self._number[thing]]) for thing in among]
        rows.sort(key=lambda row: (-round(row[1], PLACES), row[0]))
        least = 1 / self.sample if self.sample < len(self._things) else 0.0
        return [row for row in rows[:most] if row[1] > least]

    def dependents(self, thing: Thing) -> int:
        """How many others depend on a thing, directly or through others."""
        return len(nx.ancestors(self._graph, self._number[thing]))
