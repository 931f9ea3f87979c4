"""Which pairs kept their order: the longest run, and of such runs the one that weighs most."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest

from specman.compare.pairing.document_pairing import DocumentPairing, inverted
from specman.compare.pairing.order import in_order, moved
from specman.model.document import Document, Provision
from tests.compare.pairing.trees import one, tree, under


def runs(pairs: list[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """Every choice of pairs whose targets rise, by trying them all."""
    every = (chosen for size in range(len(pairs) + 1) for chosen in combinations(sorted(pairs), size))
    return [chosen for chosen in every if all(a[1] < b[1] for a, b in pairwise(chosen))]


@pytest.mark.parametrize("size", range(6))
def test_the_run_that_is_kept_is_the_longest_there_is(size: int) -> None:
    for targets in permutations(range(size)):
        pairs = [(3 + 2 * base, 10 * target) for base, target in enumerate(targets)]
        kept = in_order(list(reversed(pairs)))
        chosen = tuple(pair for pair in pairs if pair[0] in kept)
        assert chosen in runs(pairs)
        assert len(chosen) == len(kept) == max(map(len, runs(pairs)))


@pytest.mark.parametrize("weights", [{1: 5}, {0: 1, 1: 2, 2: 4, 3: 8, 4: 16}, {4: 7, 0: 6}, {0: 3, 1: 3, 3: 5}])
def test_of_runs_of_one_length_the_heaviest_is_kept(weights: dict[int, int]) -> None:
    for targets in permutations(range(5)):
        pairs = list(enumerate(targets))
        kept = in_order(pairs, weights)
        worth = [(len(run), sum(weights.get(base, 0) for base, _ in run)) for run in runs(pairs)]
        assert (len(kept), sum(weights.get(base, 0) for base in kept)) == max(worth)


def test_of_runs_that_nothing_tells_apart_the_last_is_kept() -> None:
    assert in_order([(0, 1), (1, 0)]) == {1}
    assert in_order([(0, 1), (1, 0), (2, 3), (3, 2)]) == {1, 3}


def matched(base: Document, target: Document, pairs: str) -> set[str]:
    pairing = DocumentPairing()
    pairing.put("", "", "the document")
    for row in pairs.split(","):
        left, right = row.split()
        pairing.put(left, right, "given")
    return moved(base, target, pairing)


def section(*eids: str) -> Document:
    parents = dict.fromkeys(eid.rpartition(".")[0] for eid in eids if "." in eid)
    rows = [
        one(eid, "words") for parent in parents for eid in (parent, *(e for e in eids if e.startswith(f"{parent}.")))
    ]
    return tree(*rows)


def test_what_kept_its_order_under_its_parent_has_not_moved() -> None:
    assert matched(section("a.1", "a.2"), section("b.1", "b.2", "b.3"), "a b,a.1 b.1,a.2 b.3") == set()


def test_what_is_under_another_parent_moved_and_nothing_else_did() -> None:
    base, target = section("a.1", "a.2", "b.1"), section("a.1", "b.1", "b.2")
    assert matched(base, target, "a a,b b,a.1 a.1,a.2 b.1,b.1 b.2") == {"a.2"}


def test_what_is_under_the_same_eid_that_became_another_parent_moved() -> None:
    base, target = section("a.1", "b.1"), section("a.1", "b.1")
    assert matched(base, target, "a b,b a,a.1 a.1,b.1 b.1") == {"a", "a.1", "b.1"}
    assert matched(base, target, "b b,a.1 a.1,b.1 b.1") == {"a.1"}


def test_each_parent_has_an_order_of_its_own() -> None:
    base = section("a.1", "a.2", "b.1", "b.2", "b.3")
    pairs = "a a,b b,a.1 a.1,a.2 a.2,b.1 b.2,b.2 b.3,b.3 b.1"
    assert matched(base, base, pairs) == {"b.3"}
    assert matched(base, base, "a a,b b,a.1 a.2,a.2 a.1,b.1 b.2,b.2 b.1") == {"a.1", "b.1"}


def test_what_two_sections_hold_kept_its_order_though_they_changed_places() -> None:
    base, target = section("a.1", "a.2", "b.1", "b.2"), section("b.1", "b.2", "a.1", "a.2")
    assert matched(base, target, "a a,b b,a.1 a.1,a.2 a.2,b.1 b.1,b.2 b.2") == {"a"}


def exchanged(first: Provision, second: Provision, after: tuple[str, str], *inside: Provision) -> set[str]:
    """What moved where two provisions of a section changed places, the second first now, with these numbers then."""
    base = tree(one("a"), first, second, *inside)
    target = tree(one("a"), under(second, after[0]), under(first, after[1]))
    return matched(base, target, f"a a,{first.eid} {first.eid},{second.eid} {second.eid}")


def test_of_two_that_changed_places_the_one_with_more_words_stayed() -> None:
    short, long = "Ten words.", "Eleven words."
    assert exchanged(one("a.1", long), one("a.2", short), ("1", "2")) == {"a.2"}
    assert exchanged(one("a.1", short), one("a.2", long), ("1", "2")) == {"a.1"}


@pytest.mark.parametrize(("words", "went"), [(99, "a.2"), (101, "a.1")])
def test_of_two_that_changed_places_a_child_counts_as_much_as_a_hundred_letters(words: int, went: str) -> None:
    assert exchanged(one("a.1"), one("a.2", "x" * words), ("1", "2"), one("a.1.1", "A child.")) == {went}


@pytest.mark.parametrize(("more", "went"), [(-1, "a.1"), (1, "a.2")])
def test_of_two_that_changed_places_a_kept_number_counts_as_much_as_a_million_letters(more: int, went: str) -> None:
    long = "x" * (1_000_000 + more)
    first = exchanged(one("a.1", long), one("a.2"), ("2", "3"))
    second = exchanged(one("a.1"), one("a.2", long), ("0", "1"))
    assert (first, second) == ({went}, {"a.1", "a.2"} - {went})


def test_a_matching_inverted_leads_from_the_target_to_the_base() -> None:
    pairing = DocumentPairing()
    pairing.put("a", "b", "why")
    assert (inverted(pairing), pairing.reason) == ({"b": "a"}, {"a": "why"})
