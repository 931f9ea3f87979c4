"""What two subjects hang together by: the least through which every dependency of one on the other passes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import networkx as nx

from specman.model.identity import Place
from specman.model.link import Link

_START, _END = "start", "end"


@dataclass(frozen=True, slots=True)
class Separation:
    """What has to go so that no source depends on a target.

    Attributes:
        direct: links from a source straight to a target: each must go.
        gates: the fewest other places through which all other ways lead, each with the links of a shortest
            way that leads through it and no other of them.
    """

    direct: tuple[Link, ...]
    gates: tuple[tuple[Place, tuple[Link, ...]], ...]


def separation(links: Iterable[Link], sources: Collection[Place], targets: Collection[Place]) -> Separation:
    """The least that keeps sources from targets: links between them, and places that are neither.

    A way may pass from a provision to its part, but not from a document to what is in it: one that is cited as a whole
    would else lead to everything. Of several sets of gates that are equally few, the one nearest to the targets is
    given, which is the same whatever order the links come in.
    """
    begins, ends = set(sources), set(targets)
    direct: set[Link] = set()
    steps: dict[tuple[object, object], Link] = {}
    for link in sorted(links, key=_rank):
        if link.kind == "contains" and not link.source.eid:
            continue
        here = _START if link.source in begins else _END if link.source in ends else link.source
        there = _START if link.target in begins else _END if link.target in ends else link.target
        if here == _END or there in (_START, here):
            continue
        if (here, there) == (_START, _END):
            direct.add(link)
        else:
            steps.setdefault((here, there), link)
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from((_START, _END))
    graph.add_edges_from(steps)
    between = nx.descendants(graph, _START) & nx.ancestors(graph, _END)
    if not between:
        return Separation(tuple(sorted(direct, key=_rank)), ())
    between |= {_START, _END}
    passable: nx.DiGraph[object] = nx.DiGraph()
    passable.add_edges_from(pair for pair in steps if between.issuperset(pair))
    found = {place for place in nx.minimum_node_cut(passable, _START, _END) if isinstance(place, Place)}
    gates = []
    for gate in sorted(found):
        alone = nx.restricted_view(passable, found - {gate}, [])
        way = [*nx.shortest_path(alone, _START, gate), *nx.shortest_path(alone, gate, _END)[1:]]
        gates.append((gate, tuple(steps[pair] for pair in itertools.pairwise(way))))
    return Separation(tuple(sorted(direct, key=_rank)), tuple(gates))


def _rank(link: Link) -> tuple[bool, Place, Place, str, str]:
    """An order of links in which one that is no more than a part comes last."""
    return (link.kind == "contains", link.source, link.target, link.kind, link.words)
