"""What two hang together by: nothing leads past a cut, and no smaller one would do."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from specman.graph.cut import separation
from specman.model.identity import Place
from specman.model.link import Link, LinkKind
from tests.graph.test_small_graphs import links

# two sources, two targets, five between; a place of no eid is a document
SOURCES = [Place("a", "1"), Place("a", "2")]
TARGETS = [Place("z", "1"), Place("z", "2")]
OTHERS = [Place("m", ""), Place("m", "1"), Place("m", "2"), Place("n", "1"), Place("n", "2")]
places = st.sampled_from([*SOURCES, *TARGETS, *OTHERS, *OTHERS])
kinds: st.SearchStrategy[LinkKind] = st.sampled_from(["cites", "uses-term", "contains"])
webs = st.lists(st.builds(Link, places, places, kinds, st.sampled_from("xy")), max_size=30).map(
    lambda found: [link for link in found if link.source != link.target]
)


def leads(found: Collection[Link], without: Collection[Place] = ()) -> bool:
    """Whether a source reaches a target over links that do not touch some places."""
    reached = set(SOURCES)
    while True:
        more = {
            link.target
            for link in found
            if link.source in reached
            and not {link.source, link.target} & set(without)
            and (link.kind != "contains" or link.source.eid)
        } - reached
        if not more:
            return bool(reached & set(TARGETS))
        reached |= more


def straight(link: Link) -> bool:
    return link.source in SOURCES and link.target in TARGETS and (link.kind != "contains" or bool(link.source.eid))


@given(webs)
def test_nothing_leads_past_a_cut_and_no_smaller_one_would_do(found: list[Link]) -> None:
    cut = separation(found, SOURCES, TARGETS)
    gates = [gate for gate, _ in cut.gates]
    assert set(gates) <= set(OTHERS)
    assert set(cut.direct) == set(filter(straight, found))
    rest = [link for link in found if not straight(link)]
    assert not leads(rest, gates)
    for fewer in itertools.combinations(OTHERS, max(0, len(gates) - 1)):
        assert not gates or leads(rest, fewer)


@given(webs)
def test_through_each_gate_leads_a_way_that_passes_no_other(found: list[Link]) -> None:
    cut = separation(found, SOURCES, TARGETS)
    gates = {gate for gate, _ in cut.gates}
    for gate, way in cut.gates:
        assert set(way) <= set(found)
        assert all(a.target == b.source for a, b in itertools.pairwise(way))
        assert (way[0].source in SOURCES, way[-1].target in TARGETS) == (True, True)
        assert {link.target for link in way} & gates == {gate}
        assert not {link.target for link in way[:-1]} & {*SOURCES, *TARGETS}


@given(webs, st.randoms())
def test_the_order_in_which_links_are_given_does_not_matter(found: list[Link], chance: object) -> None:
    cut = separation(found, SOURCES, TARGETS)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert separation(found, SOURCES[::-1], TARGETS[::-1]) == cut


def cut_of(found: list[Link]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Direct links and gates from the work s to the work t, links by the words they were made of."""
    here, there = (
        {p for link in found for p in (link.source, link.target) if p.work == work} | {Place(work, "")} for work in "st"
    )
    cut = separation(found, here, there)
    return [link.words for link in cut.direct], [(g.eid, [x.words for x in way]) for g, way in cut.gates]


def test_where_nothing_leads_there_is_nothing_to_cut() -> None:
    assert cut_of(links("s/a b", "t/a b", "c t/a")) == ([], [])
    assert cut_of([]) == ([], [])


def test_a_link_from_one_straight_to_the_other_is_its_own_cut() -> None:
    assert cut_of(links("s/a t/a", "s/a b", "b s/b", "t/a c")) == (["s/a t/a"], [])
    assert cut_of(links("s/a t/a", "s/a t/a uses-term", "s/b b", "b t/b")) == (
        ["s/a t/a", "s/a t/a uses-term"],
        [("b", ["s/b b", "b t/b"])],
    )


def test_of_a_chain_the_place_nearest_to_the_target_is_the_gate() -> None:
    assert cut_of(links("s/a b", "b c", "c t/a")) == ([], [("c", ["s/a b", "b c", "c t/a"])])


def test_a_place_where_ways_meet_is_the_gate_even_far_from_the_target() -> None:
    _, gates = cut_of(links("s/a b", "s/b b", "b c", "b d", "c t/a", "d t/b"))
    assert gates == [("b", ["s/a b", "b c", "c t/a"])]


def test_a_way_is_shown_that_needs_its_gate_though_a_shorter_one_leads_through_two() -> None:
    found = links("s/a b", "b c", "c t/a", "b d", "d e", "e t/a", "b f", "f g", "g t/a", "s/b c")
    assert cut_of(found)[1] == [("b", ["s/a b", "b d", "d e", "e t/a"]), ("c", ["s/b c", "c t/a"])]


def test_a_way_passes_from_a_provision_to_its_part_and_not_from_a_document() -> None:
    assert cut_of(links("s/a b", "b b1 contains", "b1 t/a")) == (
        [],
        [("b1", ["s/a b", "b b1 contains", "b1 t/a"])],
    )
    assert cut_of([*links("s/a v/", "v/a t/a"), Link(Place("v", ""), Place("v", "a"), "contains")]) == ([], [])


def test_a_citation_goes_before_a_part() -> None:
    found = links("s/a b contains", "s/a b", "b t/a contains", "b t/a uses-term")
    assert cut_of(found) == ([], [("b", ["s/a b", "b t/a uses-term"])])
