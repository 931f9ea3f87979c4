"""Circles, hubs, chains: laws over graphs made up by hypothesis, checked by brute force."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from specman.graph import query
from specman.graph.build import Graph
from specman.graph.spread import spread
from specman.model.identity import Place
from specman.model.link import Link, LinkKind

places = st.integers(0, 7).map(lambda number: Place("w", f"p{number}"))
kinds: st.SearchStrategy[LinkKind] = st.sampled_from(["cites", "uses-term", "contains"])
links = st.lists(st.builds(Link, places, places, kinds), max_size=24).map(
    lambda found: [link for link in found if link.source != link.target]
)


def closure(found: list[Link]) -> set[tuple[Place, Place]]:
    """Who reaches whom, by repetition until nothing is added."""
    pairs = {(link.source, link.target) for link in found}
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return pairs
        pairs |= more


@given(links)
def test_circles_are_the_groups_in_which_all_reach_all(found: list[Link]) -> None:
    terms = [link for link in found if link.kind == "uses-term"]
    reach = closure(terms)
    groups = query.circles(Graph(found), ["uses-term"], lambda _: True)
    members = {place for place in itertools.chain.from_iterable(reach) if (place, place) in reach}
    assert sum(size for size, _ in groups) == len(members)
    direct = {(link.source, link.target) for link in terms}
    for size, way in groups:
        assert way[0] == way[-1] and 2 <= len(way) - 1 <= size
        assert all(step in direct for step in itertools.pairwise(way))


@given(links, places, places)
def test_a_way_is_found_exactly_where_there_is_one_and_none_is_shorter(
    found: list[Link], source: Place, target: Place
) -> None:
    if source == target:
        return
    ways = query.paths_between(Graph(found), [source], [target], 4)
    direct = [link for link in found if link.kind != "contains"]
    assert bool(ways) == ((source, target) in closure(found))
    for way in ways:
        assert (way[0].source, way[-1].target) == (source, target)
        assert all(a.target == b.source for a, b in itertools.pairwise(way))
    if (source, target) in closure(direct):
        assert all(link.kind != "contains" for way in ways for link in way)
        step, reached = 0, {source}
        while target not in reached:
            reached |= {link.target for link in direct if link.source in reached}
            step += 1
        assert {len(way) for way in ways} == {step}


@given(links)
def test_hubs_and_matrix_count_links(found: list[Link]) -> None:
    graph = Graph(found)
    unique = {(link.source, link.target, link.kind) for link in found if link.kind != "contains"}
    assert sum(count for _, count in query.hubs(graph, 100)) == len(unique)
    assert query.matrix(graph) == {}


@given(links, places, st.integers(1, 4))
def test_a_change_spreads_by_the_strongest_way_of_at_most_so_many_links(
    found: list[Link], start: Place, depth: int
) -> None:
    share = {"cites": 0.7, "uses-term": 0.8, "contains": 0.6}
    best: dict[Place, float] = {start: 1.0}
    level = {start: 1.0}
    for _ in range(depth):
        following: dict[Place, float] = {}
        for link in found:
            if link.target in level and link.source != start:
                strength = level[link.target] * share[link.kind]
                following[link.source] = max(following.get(link.source, 0.0), strength)
        for place, strength in following.items():
            best[place] = max(best.get(place, 0.0), strength)
        level = following
    reached = spread(Graph(found), [start], lambda link: share[link.kind], depth=depth, least=0.0)
    assert {reach.place: round(reach.strength, 9) for reach in reached} == {
        place: round(strength, 9) for place, strength in best.items() if place != start
    }
