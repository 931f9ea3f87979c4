"""An order to draft documents in: each after those it depends on, and how a circle is broken most cheaply."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from specman.graph import order
from tests.graph.test_small_graphs import links

Counts = dict[tuple[str, str], int]

names = st.sampled_from("abcdef")
counts = st.dictionaries(st.tuples(names, names), st.integers(1, 4), max_size=16).map(
    lambda found: {pair: count for pair, count in found.items() if pair[0] != pair[1]}
)


def reach(found: Counts) -> set[tuple[str, str]]:
    """Who depends on whom, directly or through others."""
    pairs = set(found)
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= more
    return pairs


def ahead(ordered: list[str], found: Counts) -> int:
    """Links that lead to a later one."""
    return sum(found.get(pair, 0) for pair in itertools.combinations(ordered, 2))


# -- steps -----------------------------------------------------------------------------------------------------------


@given(counts)
def test_each_group_comes_as_early_as_what_it_depends_on_lets_it(found: Counts) -> None:
    steps = order.drafting_steps("abcdef", found)
    when = {work: number for number, step in enumerate(steps) for group in step for work in group}
    assert sorted(when) == list("abcdef")
    for number, step in enumerate(steps):
        for group in step:
            needs = [when[b] for a, b in found if a in group and b not in group]
            assert number == max(needs, default=-1) + 1


@given(counts)
def test_a_group_is_what_depends_on_one_another_and_nothing_else(found: Counts) -> None:
    pairs = reach(found)
    for step in order.drafting_steps("abcdef", found):
        for group in step:
            around = {other for other in "abcdef" if {(group[0], other), (other, group[0])} <= pairs}
            assert set(group) == around | {group[0]}


@given(counts, st.randoms())
def test_the_order_in_which_links_are_given_does_not_matter(found: Counts, chance: object) -> None:
    rows = list(found.items())
    chance.shuffle(rows)  # type: ignore[attr-defined]
    steps = order.drafting_steps("abcdef", found)
    assert order.drafting_steps("fedcba", dict(rows)) == steps
    for group in (group for step in steps for group in step if len(group) > 1):
        assert order.few_ahead(reversed(group), dict(rows)) == order.few_ahead(group, found)
        assert order.weakest(reversed(group), dict(rows)) == order.weakest(group, found)


def test_a_chain_is_drafted_from_its_end_and_what_is_linked_to_nothing_at_once() -> None:
    assert order.drafting_steps("abcz", {("a", "b"): 1, ("b", "c"): 5}) == [[["c"], ["z"]], [["b"]], [["a"]]]


def test_a_circle_is_one_group_before_what_depends_on_it() -> None:
    found = {("a", "b"): 1, ("b", "c"): 1, ("c", "b"): 1, ("c", "d"): 1}
    assert order.drafting_steps("abcd", found) == [[["d"]], [["b", "c"]], [["a"]]]


def test_links_between_works_are_counted_and_links_inside_a_work_are_not() -> None:
    found = links("z/a y/a", "z/a y/b", "z/b y/a uses-term", "y/a x/a", "y/a y/b")
    assert list(order.links_between(found).items()) == [(("y", "x"), 1), (("z", "y"), 3)]


# -- inside a circle -------------------------------------------------------------------------------------------------


@given(counts)
def test_at_most_half_of_the_links_lead_ahead_and_none_where_there_is_no_circle(found: Counts) -> None:
    ordered = order.few_ahead("abcdef", found)
    assert sorted(ordered) == list("abcdef")
    assert 2 * ahead(ordered, found) <= sum(found.values())
    if not any((work, work) in reach(found) for work in "abcdef"):
        assert ahead(ordered, found) == 0


def test_the_light_link_of_a_circle_is_the_one_that_leads_ahead() -> None:
    assert order.few_ahead("abc", {("a", "b"): 5, ("b", "c"): 5, ("c", "a"): 1}) == ["c", "b", "a"]
    assert order.few_ahead("abc", {("a", "b"): 5, ("b", "c"): 1, ("c", "a"): 5}) == ["b", "a", "c"]


def test_what_a_circle_hangs_from_goes_first_and_what_hangs_from_it_last() -> None:
    found = {("b", "c"): 1, ("c", "b"): 2, ("b", "a"): 9, ("e", "c"): 1, ("d", "e"): 1}
    assert order.few_ahead("abcde", found) == ["a", "b", "c", "e", "d"]
    assert order.few_ahead("dcba", {}) == ["a", "b", "c", "d"]
    ties = {("b", "c"): 1, ("c", "b"): 2, ("d", "b"): 1, ("e", "b"): 1}
    assert order.few_ahead("bcde", {**ties, ("b", "c"): 9, ("f", "g"): 1}) == ["c", "b", "d", "e"]


@given(counts)
def test_no_circle_is_broken_with_fewer_links(found: Counts) -> None:
    for group in (group for step in order.drafting_steps("abcdef", found) for group in step if len(group) > 1):
        broken = order.weakest(group, found)
        assert sorted((*broken.first, *broken.then)) == group
        assert broken.first and broken.then
        across = {pair: n for pair, n in found.items() if pair[0] in broken.first and pair[1] in broken.then}
        assert (set(broken.pairs), broken.links) == (set(across), sum(across.values()))
        least = min(
            sum(n for (a, b), n in found.items() if a in side and b in group and b not in side)
            for size in range(1, len(group))
            for side in itertools.combinations(group, size)
        )
        assert broken.links == least


def test_two_circles_that_hang_together_by_one_link_each_way_fall_apart_there() -> None:
    left, right = {("a", "b"): 4, ("b", "a"): 4}, {("c", "d"): 4, ("d", "c"): 4}
    broken = order.weakest("abcd", {**left, **right, ("b", "c"): 1, ("d", "a"): 2})
    assert broken == order.Weakest(("a", "b"), ("c", "d"), (("b", "c"),), 1)
    broken = order.weakest("abcd", {**left, **right, ("b", "c"): 2, ("d", "a"): 1})
    assert broken == order.Weakest(("c", "d"), ("a", "b"), (("d", "a"),), 1)


def test_of_equally_cheap_breaks_the_first_work_alone_is_taken() -> None:
    broken = order.weakest("abc", {("a", "b"): 1, ("b", "c"): 1, ("c", "a"): 1})
    assert broken == order.Weakest(("a",), ("b", "c"), (("a", "b"),), 1)
    ring = dict.fromkeys(itertools.pairwise("abcdefa"), 1)
    assert order.weakest("abcdef", ring) == order.Weakest(("a",), tuple("bcdef"), (("a", "b"),), 1)
