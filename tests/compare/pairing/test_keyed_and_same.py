"""Rungs for keys and for equal words: what each pairs, and what it leaves to others."""

from __future__ import annotations

import pytest

from specman.compare.pairing import keyed, same
from specman.compare.pairing.open_pairs import OpenPairs
from tests.compare.pairing.trees import found, one, opened, reasons, tree

LONG = "These are four and twenty."  # as many letters as tell a provision, and two
NOT_USED = "Not used."


def row(eid: str, num: str, text: str = "x"):  # type: ignore[no-untyped-def]
    return one(eid, f"{num} | {text}", "row", num=num)


def term(eid: str, heading: str, text: str = "means x."):  # type: ignore[no-untyped-def]
    return one(eid, text, "definition", heading=heading, num="")


# -- rows and terms by name ------------------------------------------------------------------------------------------


def by_name(pairs: OpenPairs) -> list[str]:
    keyed.named(pairs)
    return found(pairs)


def test_rows_are_known_by_name_in_what_their_table_became() -> None:
    base = tree(one("t", "", "table"), row("t.1", "Budget"), row("t.2", "Chair"))
    target = tree(one("u", "", "table"), row("u.1", "Chair", "y"), row("u.2", "Budget", "z"))
    pairs = opened(base, target, "t u")
    assert by_name(pairs) == ["t.1 u.2", "t.2 u.1"]
    assert set(reasons(pairs).values()) == {"same key"}
    assert by_name(opened(base, target)) == []


def test_rows_are_known_by_name_in_a_table_of_the_same_place_that_nothing_became() -> None:
    base = tree(one("t", "", "table"), row("t.1", "Budget"), one("u", "", "table"))
    target = tree(one("t", "", "table"), row("t.1", "Budget", "y"))
    assert by_name(opened(base, target)) == ["t.1 t.1"]
    assert by_name(opened(base, target, "t t")) == ["t.1 t.1"]
    assert by_name(opened(base, target, "u t")) == []


def test_a_table_without_a_partner_does_not_hide_the_next() -> None:
    base = tree(one("s", "", "table"), row("s.1", "Budget"), one("t", "", "table"), row("t.1", "Budget"))
    target = tree(one("t", "", "table"), row("t.1", "Budget", "y"))
    assert by_name(opened(base, target)) == ["t.1 t.1"]


def test_what_has_a_partner_is_not_paired_by_name() -> None:
    base = tree(one("t", "", "table"), row("t.1", "Budget"), row("t.2", "Chair"), row("t.3", "Panel"))
    target = tree(one("t", "", "table"), row("t.1", "Budget"), row("t.2", "Chair"), row("t.3", "Panel"))
    assert by_name(opened(base, target, "t.1 t.2")) == ["t.3 t.3"]


def test_a_term_is_no_row_and_a_clause_is_neither() -> None:
    base = tree(one("t"), row("t.1", "Budget"), one("t.2", num="Chair"), term("t.3", "Panel"))
    target = tree(one("t"), term("t.1", "Budget"), one("t.2", num="Chair"), term("t.3", "Panel", "means y."))
    assert by_name(opened(base, target, "t t")) == ["t.3 t.3"]


# -- by key alone ----------------------------------------------------------------------------------------------------


def by_key(pairs: OpenPairs) -> list[str]:
    keyed.same_key(pairs)
    return found(pairs)


@pytest.mark.parametrize("kind", ["row", "definition", "table", "use-case", "service-request", "response", "component"])
def test_what_has_a_key_keeps_it_wherever_it_is(kind) -> None:  # type: ignore[no-untyped-def]
    base, target = tree(one("c"), one("a.1", "x", kind, label="K")), tree(one("c"), one("b.2", "y", kind, label="K"))
    assert by_key(opened(base, target)) == ["a.1 b.2"]
    assert by_key(opened(base, target, "c b.2")) == []
    more = one("a.2", "z", kind, label="L")
    assert by_key(opened(tree(*base.provisions[1:], more), tree(*target.provisions[1:], more))) == [
        "a.1 b.2",
        "a.2 a.2",
    ]
    other = tree(one("b.2", "y", "clause", label="K"))
    assert by_key(opened(base, other)) == []
    assert by_key(opened(other, base)) == []


def test_a_renamed_term_is_known_by_its_meaning_in_what_its_list_became() -> None:
    base = tree(one("a"), term("a.1", "Device"), term("a.2", "User", "means z."))
    target = tree(one("b"), term("b.1", "Equipment"), one("c"), term("c.1", "Equipment 2"))
    pairs = opened(base, target, "a b")
    for eid in ("a.1", "a.2"):
        assert pairs.base.by_eid[eid].label != pairs.target.by_eid["b.1"].label
    assert by_key(pairs) == ["a.1 b.1"]
    assert reasons(pairs) == {"a.1": "same meaning of another term"}
    assert by_key(opened(base, target, "a c")) == ["a.1 c.1"]
    assert by_key(opened(base, target)) == []


def test_of_two_terms_of_one_meaning_the_one_that_is_left_is_it() -> None:
    base = tree(one("a"), term("a.0", "Gone", "means y."), term("a.1", "Device"))
    target = tree(one("a"), term("a.3", "Plant"), term("a.4", "Meter"))
    assert by_key(opened(base, target, "a a")) == []
    assert by_key(opened(base, target, "a a,a.0 a.3")) == ["a.1 a.4"]


def test_a_meaning_is_that_of_a_term_and_not_none() -> None:
    base = tree(one("a"), term("a.1", "Device"), term("a.2", "Plant", ""))
    assert by_key(opened(base, tree(one("a"), one("a.3", "means x.")), "a a")) == []
    assert by_key(opened(base, tree(one("a"), term("a.3", "Meter", "")), "a a")) == []


# -- the same place and words ----------------------------------------------------------------------------------------


def in_place(pairs: OpenPairs) -> list[str]:
    same.same_place(pairs)
    return found(pairs)


def test_the_same_words_in_the_same_place_are_one() -> None:
    base = tree(one("a", "x"), one("b", "y"), one("c", "z"), one("d", "w"))
    target = tree(one("a", "x"), one("b", "other"), one("d", "w"), one("c", "z"))
    pairs = opened(base, target, "b d")
    assert in_place(pairs) == ["a a", "c c"]
    assert reasons(pairs) == {"a": "same number and words", "c": "same number and words"}


def test_a_lead_in_that_a_sibling_repeats_is_left_to_what_it_holds() -> None:
    once = (one("a", "It shall:"), one("a.1", "x"))
    twice = (*once, one("b", "It shall:"), one("b.1", "y"))
    assert in_place(opened(tree(*once), tree(*once))) == ["a a", "a.1 a.1"]
    assert in_place(opened(tree(*twice), tree(*once))) == ["a.1 a.1"]
    assert in_place(opened(tree(*once), tree(*twice))) == ["a.1 a.1"]
    bare = (one("a", "It shall:"), one("b", "It shall:"))
    assert in_place(opened(tree(*twice), tree(*bare))) == ["a a", "b b"]
    assert in_place(opened(tree(*bare), tree(*twice))) == ["a a", "b b"]


# -- the same words under another number -----------------------------------------------------------------------------


def by_words(pairs: OpenPairs) -> dict[str, str]:
    same.same_words(pairs)
    return {row: reasons(pairs)[row.split()[0]].removeprefix("same words") for row in found(pairs)}


def test_the_same_words_under_one_parent_are_renumbered() -> None:
    base, target = tree(one("a"), one("a.1", "x")), tree(one("a"), one("a.2", "x"), one("b"), one("b.2", "x"))
    assert by_words(opened(base, target, "a a")) == {"a.1 a.2": ", another number"}
    assert by_words(opened(base, target, "a b")) == {"a.1 b.2": ", another number"}
    other_words = tree(one("b", "B"), one("b.2", "x"), one("a", "A"), one("a.2", "x"))
    assert by_words(opened(base, other_words)) == {"a.1 a.2": ", another number"}


def test_words_that_a_sibling_repeats_are_left_to_their_order() -> None:
    once, twice = (one("a"), one("a.1", LONG)), (one("a"), one("a.2", LONG), one("a.3", LONG))
    assert by_words(opened(tree(*once), tree(*twice), "a a")) == {}
    assert by_words(opened(tree(*twice), tree(*once), "a a")) == {}
    assert by_words(opened(tree(*once), tree(one("b"), one("b.2", LONG), one("b.3", LONG)))) == {
        "a b": ", another number"
    }


def test_the_same_words_elsewhere_are_one_where_no_others_are_such() -> None:
    base = tree(one("a", "A"), one("a.1", "x"), one("b", "B"), one("b.1", "y"))
    target = tree(one("c", "C"), one("c.1", "y"), one("d", "D"), one("d.1", "x"))
    assert by_words(opened(base, target)) == {"a.1 d.1": " elsewhere", "b.1 c.1": " elsewhere"}
    assert by_words(opened(base, target, "b d.1")) == {"b.1 c.1": " elsewhere"}


@pytest.mark.parametrize(("words", "told"), [("x" * (23), False), ("x" * 24, True)])
def test_words_that_several_say_must_be_long_to_tell_which_is_which(words: str, told: bool) -> None:
    base = tree(one("a", "A"), one("a.1", words), one("b", "B"), one("b.1", words))
    target = tree(one("c", "C"), one("c.1", words), one("d", "D"), one("d.1", words))
    both = {"a.1 c.1": " elsewhere", "b.1 d.1": " elsewhere"}
    assert by_words(opened(base, target)) == (both if told else {})
    assert by_words(opened(base, tree(*target.provisions[1:3]))) == ({"a.1 c.1": " elsewhere"} if told else {})
    assert by_words(opened(tree(*base.provisions[1:3]), target)) == ({"a.1 c.1": " elsewhere"} if told else {})


def test_a_long_lead_in_that_others_repeat_is_known_by_what_it_holds() -> None:
    base = tree(one("a", "A"), one("a.1", LONG), one("a.1.1", "p"), one("b", "B"), one("b.1", LONG))
    target = tree(one("c", "C"), one("c.1", LONG), one("d", "D"), one("d.1", LONG))
    assert by_words(opened(base, target)) == {"b.1 c.1": " elsewhere"}
    assert by_words(opened(tree(*base.provisions[1:4]), tree(*target.provisions[1:3]))) == {"a.1 c.1": " elsewhere"}


# -- repeated words --------------------------------------------------------------------------------------------------


def in_turn(pairs: OpenPairs) -> list[str]:
    same.repeated(pairs)
    return found(pairs)


def many(parent: str, *texts: str):  # type: ignore[no-untyped-def]
    return (one(parent, parent), *(one(f"{parent}.{n}", text) for n, text in enumerate(texts, 1)))


def test_equal_siblings_are_paired_in_their_order() -> None:
    base, target = tree(*many("a", "x", "x")), tree(*many("b", "x", "x", "x"))
    pairs = opened(base, target, "a b")
    assert in_turn(pairs) == ["a.1 b.1", "a.2 b.2"]
    assert set(reasons(pairs).values()) == {"same words in the same place"}
    assert in_turn(opened(base, target)) == []


def test_what_is_known_between_them_tells_equal_siblings_apart() -> None:
    base, target = tree(*many("a", "x", "K", "x", "x")), tree(*many("a", "L", "x", "x"))
    assert in_turn(opened(base, target, "a a,a.2 a.1")) == ["a.3 a.2", "a.4 a.3"]


def test_equal_siblings_that_were_paired_crosswise_are_paired_anew_where_one_is_left() -> None:
    base = tree(*many("a", "x", "x"))
    assert in_turn(opened(base, base, "a a,a.1 a.2")) == ["a.1 a.1", "a.2 a.2"]
    assert in_turn(opened(base, base, "a a,a.1 a.2,a.2 a.1")) == []


def test_of_equal_siblings_the_first_stays_where_one_went() -> None:
    base, target = tree(*many("a", "x", "x")), tree(*many("b", "x"))
    assert in_turn(opened(base, target, "a b,a.2 b.1")) == ["a.1 b.1"]


def test_equal_siblings_that_share_what_they_hold_stay_paired() -> None:
    base = tree(*many("a", "x", "x"), one("a.1.1", "p"), one("a.2.1", "q"))
    assert in_turn(opened(base, base, "a a,a.1 a.2,a.1.1 a.2.1")) == []
    assert in_turn(opened(base, base, "a a,a.1 a.2")) == ["a.1 a.1", "a.2 a.2"]


def test_a_sibling_that_became_other_words_stays_paired() -> None:
    base, target = tree(*many("a", "x", "x")), tree(*many("a", "y", "x"))
    pairs = opened(base, target, "a a,a.2 a.1")
    assert in_turn(pairs) == ["a.1 a.2"]
    assert pairs.found.target_of["a.2"] == "a.1"
    assert in_turn(opened(base, target, "a a,a.1 a.1")) == ["a.2 a.2"]


def test_words_said_once_are_paired_where_they_wait_in_the_same_parent() -> None:
    base, target = tree(*many("a", "x", "K"), *many("b", "z")), tree(*many("a", "K", "x"), *many("c", "z"))
    assert in_turn(opened(base, target, "a a,a.2 a.1")) == ["a.1 a.2"]
    assert in_turn(opened(base, target, "a a,b a.1")) == ["a.1 a.2"]
    assert in_turn(opened(base, target, "a c,b a")) == []


def test_what_is_taken_is_not_paired_in_its_order() -> None:
    base, target = tree(*many("a", "x", "x"), one("b", "y")), tree(*many("a", "x", "x"))
    assert in_turn(opened(base, target, "a a,b a.1")) == ["a.2 a.2"]
    assert in_turn(opened(base, target, "a a,b a.2")) == ["a.1 a.1"]
