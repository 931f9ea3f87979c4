"""Exact answers on graphs small enough to see: which circle is shown, who comes first, which way is taken."""

from __future__ import annotations

import itertools
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from specman.graph import query
from specman.graph.build import Graph
from specman.graph.spread import Reach, spread
from specman.model.identity import Place
from specman.model.link import Link, LinkKind
from tests.graph.test_queries import closure


def place(name: str) -> Place:
    """`a` is a provision of the work w; `v/a` one of the work v."""
    work, _, eid = name.rpartition("/")
    return Place(work or "w", eid)


def links(*rows: str) -> list[Link]:
    """`a b` is a citation of b by a; a third word is another kind."""
    found = []
    for row in rows:
        source, target, *kind = row.split()
        found.append(Link(place(source), place(target), cast(LinkKind, kind[0] if kind else "cites"), row))
    return found


def circles(*rows: str, without: str = "") -> list[tuple[int, str]]:
    """Size and way of each circle of citations."""
    found = query.circles(Graph(links(*rows)), ["cites"], lambda place: place.eid != without)
    return [(size, " ".join(place.eid for place in way)) for size, way in found]


# -- circles ---------------------------------------------------------------------------------------------------------


def test_two_that_cite_each_other_are_a_circle() -> None:
    assert circles("a b", "b a", "b c") == [(2, "a b a")]


def test_a_circle_of_other_links_is_none() -> None:
    assert circles("a b", "b a uses-term", "b c contains", "c a") == []


def test_a_circle_through_a_place_that_does_not_count_is_none() -> None:
    assert circles("a b", "b a", without="a") == []
    assert circles("a b", "b a", without="b") == []
    assert circles("a b", "b a", without="c") == [(2, "a b a")]


def test_the_largest_group_is_first_and_equals_are_in_order_of_their_first_place() -> None:
    assert circles("b c", "c b", "a d", "d a", "p q", "q r", "r p") == [(3, "p q r p"), (2, "a d a"), (2, "b c b")]


def test_the_way_shown_is_the_first_of_the_shortest() -> None:
    assert circles("c a", "a b", "b c") == [(3, "a b c a")]
    assert circles("a b", "b c", "c d", "d a", "d b") == [(4, "b c d b")]
    assert circles("a b", "b c", "c a", "c d", "d c") == [(4, "c d c")]
    assert circles("a c", "c a", "a b", "b a") == [(3, "a b a")]


dense = st.lists(
    st.builds(Link, *[st.integers(0, 4).map(lambda number: Place("w", f"p{number}"))] * 2, st.just("cites")),
    min_size=8,
    max_size=20,
).map(lambda found: [link for link in found if link.source != link.target])


def steps_back(steps: set[tuple[Place, Place]], start: Place) -> int:
    """Links on the shortest circle through a place that is on one."""
    here, count = {start}, 0
    while not (count and start in here):
        here, count = {target for source, target in steps if source in here}, count + 1
    return count


@given(dense)
def test_no_circle_of_a_group_is_shorter_than_the_one_shown(found: list[Link]) -> None:
    steps = {(link.source, link.target) for link in found}
    reach = closure(found)
    for size, way in query.circles(Graph(found), ["cites"], lambda _: True):
        group = [place for place in {a for a, _ in steps} if {(way[0], place), (place, way[0])} <= reach]
        assert size == len(group)
        assert all(step in steps for step in itertools.pairwise(way))
        assert len(way) - 1 == min(steps_back(steps, place) for place in group)


# -- counts ----------------------------------------------------------------------------------------------------------


def test_the_matrix_counts_links_between_works_in_order_of_the_works() -> None:
    graph = Graph(links("z/a y/a", "z/a y/b", "z/b y/a uses-term", "y/a x/a", "y/a y/b"))
    assert list(query.matrix(graph).items()) == [(("y", "x"), 1), (("z", "y"), 3)]


def test_the_strongest_hub_is_first_equals_go_by_place_and_no_more_are_told_than_asked() -> None:
    graph = Graph(links("a m", "b m", "a n", "c l", "c l contains", "d k contains"))
    assert query.hubs(graph, 10) == [(place("m"), 2), (place("l"), 1), (place("n"), 1)]
    assert query.hubs(graph, 2) == [(place("m"), 2), (place("l"), 1)]


def test_links_into_a_place_are_in_order_of_source_and_kind_and_a_strange_place_has_none() -> None:
    graph = Graph(links("c m", "a m uses-term", "b m contains", "a m"))
    found = graph.into([place("m"), place("nowhere")])
    assert [link.words for link in found[place("m")]] == ["a m", "a m uses-term", "b m contains", "c m"]
    assert found[place("nowhere")] == []
    assert graph.uses(place("m")) == 3


# -- ways ------------------------------------------------------------------------------------------------------------


def ways(graph: list[Link], sources: str, targets: str, most: int = 9) -> list[str]:
    """Each way as its links, said by the words they were made of."""
    found = query.paths_between(
        Graph(graph), [place(name) for name in sources.split()], [place(name) for name in targets.split()], most
    )
    return sorted(", ".join(link.words for link in way) for way in found)


def test_a_longer_way_of_citations_goes_before_a_shorter_one_through_a_part() -> None:
    found = links("a b", "b c", "a c contains")
    assert ways(found, "a", "c") == ["a b, b c"]


def test_a_way_through_a_part_is_taken_where_there_is_no_other() -> None:
    assert ways(links("a b", "b c contains", "c d"), "a", "d") == ["a b, b c contains, c d"]


def test_a_way_may_begin_and_end_at_a_part() -> None:
    found = links("a a1 contains", "c c1 contains", "a1 b", "b c1")
    assert ways(found, "a a1", "c c1") == ["a1 b, b c1"]


def test_no_more_ways_are_told_than_asked_for() -> None:
    direct = links("a b1", "a b2", "a b3", "b1 c", "b2 c", "b3 c")
    assert ways(direct, "a", "c") == ["a b1, b1 c", "a b2, b2 c", "a b3, b3 c"]
    assert len(ways(direct, "a", "c", 2)) == 2
    held = links(*(f"a b{n} contains" for n in "123"), *(f"b{n} c" for n in "123"))
    assert len(ways(held, "a", "c")) == 3
    assert len(ways(held, "a", "c", 2)) == 2


def test_where_nothing_leads_there_is_no_way() -> None:
    assert ways(links("a b", "c b"), "a", "c") == []
    assert ways(links("a b"), "a", "strange") == []
    assert ways(links("a b"), "a", "a") == []


def test_of_several_links_between_two_a_citation_is_told_before_a_part() -> None:
    assert ways(links("a b contains", "a b uses-term"), "a", "b") == ["a b uses-term"]
    assert ways(links("a b uses-term", "a b"), "a", "b") == ["a b"]


# -- how a change spreads --------------------------------------------------------------------------------------------


def reached(graph: list[Link], share: dict[str, float], depth: int = 3, least: float = 0.0) -> list[Reach]:
    """From the place s; a link passes what is said of its words."""
    return spread(Graph(graph), [place("s")], lambda link: share[link.words], depth=depth, least=least)


def test_the_strongest_is_told_first_and_equals_by_place() -> None:
    found = reached(links("a s", "b s", "c s"), {"a s": 0.5, "b s": 0.9, "c s": 0.5})
    assert [(reach.place.eid, reach.strength) for reach in found] == [("b", 0.9), ("a", 0.5), ("c", 0.5)]


def test_a_path_leads_back_to_the_start_and_parts_are_no_distance() -> None:
    found = reached(links("a s", "b a contains", "c b"), {"a s": 0.5, "b a contains": 1.0, "c b": 0.5})
    told = {reach.place.eid: ([link.words for link in reach.path], reach.distance) for reach in found}
    assert told == {"a": (["a s"], 1), "b": (["b a contains", "a s"], 1), "c": (["c b", "b a contains", "a s"], 2)}


def test_a_path_just_strong_enough_is_followed_and_a_weak_one_stops_no_other() -> None:
    found = reached(links("a s", "b s", "c s"), {"a s": 0.25, "b s": 0.5, "c s": 0.75}, least=0.5)
    assert [reach.place.eid for reach in found] == ["c", "b"]


def test_a_weaker_path_of_the_same_level_does_not_take_the_place_of_a_stronger() -> None:
    share = {"a s": 1.0, "b s": 1.0, "x a": 0.75, "x b": 0.5}
    strongest = {reach.place.eid: reach for reach in reached(links("a s", "b s", "x a", "x b"), share)}["x"]
    assert (strongest.strength, [link.words for link in strongest.path]) == (0.75, ["x a", "a s"])


def test_of_two_equal_paths_the_first_is_kept() -> None:
    share = {"a s": 1.0, "b s": 1.0, "x a": 0.5, "x b": 0.5}
    kept = {reach.place.eid: reach for reach in reached(links("b s", "a s", "x b", "x a"), share)}["x"]
    assert [link.words for link in kept.path] == ["x a", "a s"]


def test_a_stronger_path_found_later_takes_the_place_of_a_weaker() -> None:
    share = {"x s": 0.25, "a s": 1.0, "x a": 0.75}
    found = {reach.place.eid: reach for reach in reached(links("x s", "a s", "x a"), share)}
    assert (found["x"].strength, found["x"].distance) == (0.75, 2)
    assert {reach.place.eid: reach.strength for reach in reached(links("x s", "a s", "x a"), share, 1)}["x"] == 0.25
