"""What is leant on: shares that keep the equation of PageRank, bridges counted way by way."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.graph.leaning import PASSED_ON, Ranks, leaned_on
from tests.graph.test_order import Counts, counts, reach
from tests.graph.test_small_graphs import links, place

THINGS = "abcdef"


@given(counts)
def test_shares_together_are_one_and_keep_the_equation_of_pagerank(found: Counts) -> None:
    ranks = Ranks(THINGS, found)
    share = {thing: ranks.share(thing) for thing in THINGS}
    assert math.fsum(share.values()) == pytest.approx(1, abs=1e-12)
    out = {thing: sum(n for (a, _), n in found.items() if a == thing) for thing in THINGS}
    idle = sum(share[thing] for thing in THINGS if not out[thing])
    for thing in THINGS:
        rests = sum(PASSED_ON * share[a] * n / out[a] for (a, b), n in found.items() if b == thing)
        assert share[thing] == pytest.approx((1 - PASSED_ON + PASSED_ON * idle) / 6 + rests, abs=1e-8)


@given(counts, st.randoms())
def test_no_answer_depends_on_the_order_of_things_and_links(found: Counts, chance: object) -> None:
    rows = list(found.items())
    chance.shuffle(rows)  # type: ignore[attr-defined]
    one, other = Ranks(THINGS, found), Ranks(reversed(THINGS), dict(rows))
    assert [one.share(thing) for thing in THINGS] == [other.share(thing) for thing in THINGS]
    assert one.strongest(THINGS, 6) == other.strongest(reversed(THINGS), 6)
    assert one.bridges(THINGS, 6) == other.bridges(THINGS[::-1], 6)
    assert [one.through(thing, 6) for thing in THINGS] == [other.through(thing, 6) for thing in THINGS]


@given(counts)
def test_dependents_are_all_others_that_reach_a_thing(found: Counts) -> None:
    ranks, pairs = Ranks(THINGS, found), reach(found)
    for thing in THINGS:
        assert ranks.dependents(thing) == len({a for a, b in pairs if b == thing} - {thing})


@given(counts)
def test_what_comes_through_others_is_no_more_than_a_thing_has(found: Counts) -> None:
    ranks = Ranks(THINGS, found)
    for thing in THINGS:
        parts = ranks.through(thing, 6)
        assert {other for other, _ in parts} == {a for a, b in found if b == thing}
        assert sum(part for _, part in parts) < 1
        assert [part for _, part in parts] == sorted((part for _, part in parts), reverse=True)
    assert all(len(ranks.through(thing, 1)) <= 1 for thing in THINGS)


def ways_over(found: Counts, over: str) -> float:
    """The part of all pairs of others whose shortest ways lead over a thing, each way by each way."""
    others = [thing for thing in THINGS if thing != over]
    passed = 0.0
    for start in others:
        ways = [[start]]
        seen = {start}
        while ways:
            for end in {way[-1] for way in ways} - {start, over}:
                ending = [way for way in ways if way[-1] == end]
                passed += sum(over in way for way in ending) / len(ending)
            ways = [[*way, b] for way in ways for a, b in found if a == way[-1] and b not in seen]
            seen |= {way[-1] for way in ways}
    return passed / (len(others) * (len(others) - 1))


@given(counts)
def test_a_bridge_is_what_shortest_ways_lead_over(found: Counts) -> None:
    ranks = Ranks(THINGS, found)
    found_bridges = dict(ranks.bridges(THINGS, 6))
    for thing in THINGS:
        assert found_bridges.get(thing, 0.0) == pytest.approx(ways_over(found, thing))
    assert ranks.sample == 6


def test_what_is_on_the_ways_from_one_start_only_is_no_bridge() -> None:
    many = [f"{number:03}" for number in range(200)]
    chain = dict.fromkeys(itertools.pairwise(many), 1)
    ranks = Ranks(many, chain)
    assert ranks.sample == 50
    # of a chain the middle is on a quarter of all pairs (half of them are linked one way, half of those lead over it)
    (middle, pairs) = ranks.bridges(many, 1)[0]
    assert 80 <= int(middle) <= 120 and 0.2 < pairs < 0.3
    assert Ranks(many, chain).bridges(many, 200) == ranks.bridges(many, 200)
    assert all(pairs > 1 / 50 for _, pairs in ranks.bridges(many, 200))
    loops = {(a, b): 1 for a, b in zip(many, [*many[1:], many[0]], strict=True) if int(a) % 4 < 3}
    assert Ranks(many, loops).bridges(many, 200) == []


def test_who_is_leant_on_through_others_goes_before_who_is_leant_on_directly_by_as_many() -> None:
    ranks = Ranks("abcdmn", {("a", "m"): 1, ("b", "m"): 1, ("m", "n"): 1, ("c", "d"): 1})
    assert ranks.strongest("dmn", 2) == ["n", "m"]
    assert ranks.through("n", 3) == [("m", pytest.approx(PASSED_ON * ranks.share("m") / ranks.share("n")))]
    assert (ranks.dependents("n"), ranks.dependents("m"), ranks.dependents("a")) == (3, 2, 0)


def test_a_thing_leans_by_weight_and_equals_go_by_name() -> None:
    ranks = Ranks("abc", {("a", "b"): 1, ("a", "c"): 3})
    assert ranks.strongest("abc", 3) == ["c", "b", "a"]
    assert ranks.through("c", 1) == [("a", pytest.approx(PASSED_ON * 3 / 4 * ranks.share("a") / ranks.share("c")))]
    assert Ranks("cba", {}).strongest("cba", 3) == ["a", "b", "c"]
    assert Ranks("ab", {("a", "b"): 1, ("b", "a"): 1}).strongest("ba", 1) == ["a"]


def test_a_provision_leans_on_its_parts_and_a_document_does_not() -> None:
    found = links("w/ a contains", "a a1 contains", "a1 b", "a1 b uses-term", "b b", "c w/")
    assert set(leaned_on(found)) == {(place(x), place(y)) for x, y in (("a", "a1"), ("a1", "b"), ("c", "w/"))}
