"""One pairing in the making: what is paired, what is left, and what is repeated."""

from __future__ import annotations

from specman.compare.pairing.open_pairs import OpenPairs, content_of, on_both_sides
from tests.compare.pairing.trees import one, opened, tree


def eids(pairs: OpenPairs) -> tuple[list[str], list[str]]:
    return [p.eid for p in pairs.unpaired_base()], [p.eid for p in pairs.unpaired_target()]


def test_the_documents_are_a_pair_from_the_beginning_and_all_else_is_left() -> None:
    pairs = opened(tree(one("a"), one("b")), tree(one("c")))
    assert pairs.found.target_of == {"": ""}
    assert pairs.found.reason == {"": "the document"}
    assert pairs.taken == {""}
    assert eids(pairs) == (["a", "b"], ["c"])


def test_a_pair_takes_both_and_undone_it_leaves_both() -> None:
    pairs = opened(tree(one("a"), one("b")), tree(one("c"), one("d")))
    pairs.pair(pairs.base.by_eid["b"], pairs.target.by_eid["c"], "why")
    assert eids(pairs) == (["a"], ["d"])
    assert (pairs.found.target_of["b"], pairs.found.reason["b"]) == ("c", "why")
    pairs.unpair("b")
    assert eids(pairs) == (["a", "b"], ["c", "d"])
    assert pairs.found.reason == {"": "the document"}


def test_what_holds_the_one_became_what_holds_the_other() -> None:
    base, target = tree(one("a"), one("a.1"), one("b"), one("b.1")), tree(one("c"), one("c.1"), one("b"), one("b.1"))
    pairs = opened(base, target, "a c")
    assert pairs.are_parents_paired(base.by_eid["a.1"], target.by_eid["c.1"])
    assert not pairs.are_parents_paired(base.by_eid["a.1"], target.by_eid["b.1"])
    assert pairs.are_parents_paired(base.by_eid["b.1"], target.by_eid["b.1"])  # not paired yet, and of one eId
    assert not pairs.are_parents_paired(base.by_eid["b.1"], target.by_eid["c.1"])
    assert pairs.are_parents_paired(base.by_eid["a"], target.by_eid["c"])


def test_two_share_something_where_a_child_of_one_became_a_child_of_the_other() -> None:
    base = tree(one("a"), one("a.1"), one("a.2"), one("b"))
    target = tree(one("c"), one("c.1"), one("d"), one("d.1"))
    pairs = opened(base, target, "a.2 c.1")
    assert pairs.are_children_paired("a", "c")
    assert not pairs.are_children_paired("a", "d")
    assert not pairs.are_children_paired("b", "c")
    assert not opened(base, target).are_children_paired("a", "c")


def test_words_are_repeated_that_a_sibling_says_too() -> None:
    base = tree(one("a"), one("a.1", "Same."), one("a.2", "Same."), one("a.3", "Other."), one("b"), one("b.1", "Same."))
    target = tree(one("a"), one("a.1", "Same."), one("a.2", "Other."), one("a.3", "Other."))
    pairs = opened(base, target)
    assert [eid for eid in ("a.1", "a.2", "a.3", "b.1") if pairs.is_repeated(base.by_eid[eid], 0)] == ["a.1", "a.2"]
    assert [eid for eid in ("a.1", "a.2", "a.3") if pairs.is_repeated(target.by_eid[eid], 1)] == ["a.2", "a.3"]


def test_said_on_both_sides_is_what_is_equal_but_for_its_number_and_place() -> None:
    left, right = [one("a", "Same."), one("b", "Other.")], [one("c.1", "Same."), one("d", "Else.")]
    assert on_both_sides(left, right) == {"a", "c.1"}
    assert on_both_sides(left[1:], right) == set()
    assert on_both_sides([], []) == set()


def test_a_provision_states_its_kind_its_status_its_heading_its_text_and_its_cells() -> None:
    said = [
        one("a", "Same."),
        one("a", "Same.", "item"),
        one("a", "Same.", status="inactive"),
        one("a", "Same.", heading="H"),
        one("a", "Other."),
        one("a", "x|y", "row"),
        one("a", "x|z", "row"),
    ]
    assert len(set(map(content_of, said))) == len(said)
    assert content_of(one("a", "Same.")) == content_of(one("b.2", "Same.", label="B"))
