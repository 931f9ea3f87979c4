"""Rungs for like words, and for what was cut, joined or turned into another kind."""

from __future__ import annotations

import pytest

from specman.compare.pairing import likely
from specman.compare.pairing.open_pairs import OpenPairs
from specman.model.document import Document, Provision
from tests.compare.pairing.trees import found, one, opened, reasons, tree

KEEP = "The Panel shall keep a register of Parties and publish it."
SEND = "The Secretariat shall send a copy of it to every one of them."
PART = "same number, a part of its words"


# -- cut in two ------------------------------------------------------------------------------------------------------


def was_cut(base: Document, target: Document, given: str = "s t") -> list[str]:
    pairs = opened(base, target, given)
    likely.cut_in_two(pairs)
    assert set(reasons(pairs).values()) <= {PART}
    return found(pairs)


WHOLE, PARTS = (one("s"), one("s.1", f"{KEEP} {SEND}")), (one("t"), one("t.1", KEEP), one("t.2", SEND))
JOINED = (one("s"), one("s.1", KEEP), one("s.2", SEND))
TAKEN_IN = (one("t"), one("t.1", f"{KEEP} {SEND}"))


def test_of_a_provision_cut_in_two_the_part_with_its_number_goes_on() -> None:
    assert was_cut(tree(*WHOLE), tree(*PARTS)) == ["s.1 t.1"]
    assert was_cut(tree(*WHOLE), tree(*PARTS), "") == []
    assert was_cut(tree(*WHOLE), tree(*PARTS[:2])) == []
    assert (
        was_cut(tree(*WHOLE), tree(*PARTS[:2], one("t.2", "It is another rule of the Panel, on other things."))) == []
    )


def test_of_two_made_one_that_with_its_number_goes_on() -> None:
    assert was_cut(tree(*JOINED), tree(*TAKEN_IN)) == ["s.1 t.1"]
    assert was_cut(tree(*JOINED[:2]), tree(*TAKEN_IN)) == []
    assert was_cut(tree(*JOINED), tree(*TAKEN_IN), "") == []


def test_what_has_a_partner_is_no_part() -> None:
    more = (one("x"), one("y"))
    assert was_cut(tree(*WHOLE, *more), tree(*PARTS), "s t,x t.2") == []
    assert was_cut(tree(*WHOLE, *more), tree(*PARTS), "s t,x t.1") == []
    assert was_cut(tree(*JOINED), tree(*TAKEN_IN, *more), "s t,s.2 x") == []
    assert was_cut(tree(*JOINED), tree(*TAKEN_IN, *more), "s t,s.1 x") == []


def test_what_is_cut_keeps_its_kind_and_the_last_part_of_its_number() -> None:
    item = one("t.1", KEEP, "item")
    assert was_cut(tree(*WHOLE), tree(PARTS[0], item, PARTS[2])) == []
    renumbered = one("t.1", KEEP, num="9.1"), one("t.1", KEEP, num="9.3")
    assert was_cut(tree(*WHOLE), tree(PARTS[0], renumbered[0], PARTS[2])) == ["s.1 t.1"]
    assert was_cut(tree(*WHOLE), tree(PARTS[0], renumbered[1], PARTS[2])) == []
    unnumbered = one("s.1", WHOLE[1].text, num=""), one("t.1", KEEP, num="")
    assert was_cut(tree(WHOLE[0], unnumbered[0]), tree(PARTS[0], unnumbered[1], PARTS[2])) == []


def test_the_first_of_one_number_is_it_and_what_is_not_cut_hides_nothing() -> None:
    twice = (one("t"), one("t.1", KEEP), one("t.2", SEND), one("t.1b", "Else.", num="1"))
    assert was_cut(tree(*WHOLE), tree(*twice)) == ["s.1 t.1"]
    base = tree(one("s"), one("s.0", "First of all."), WHOLE[1])
    assert was_cut(base, tree(*PARTS)) == ["s.1 t.1"]


# -- like words ------------------------------------------------------------------------------------------------------

PLAIN = "abc def ghi jkl mno " * 10  # two hundred letters, and no word that tells


def but(letters: int, sign: str = ";") -> str:
    """The plain words with other letters at their end: half a percent less alike for each."""
    return PLAIN[: len(PLAIN) - letters] + sign * letters


def by_likeness(pairs: OpenPairs) -> list[str]:
    likely.like_words(pairs)
    return sorted(found(pairs))


def test_like_words_are_paired_for_the_reason_they_are_alike() -> None:
    pairs = opened(
        tree(one("s"), one("s.1", PLAIN), one("s.2", "!" * 90)),
        tree(one("t"), one("t.1", but(9)), one("t.3", "!" * 80)),
        "s t",
    )
    assert by_likeness(pairs) == ["s.1 t.1", "s.2 t.3"]
    assert reasons(pairs) == {"s.1": "same number, like words", "s.2": "like words"}


def test_what_is_said_elsewhere_in_the_very_same_words_is_left() -> None:
    base, target = tree(one("s"), one("s.1", PLAIN)), tree(one("t"), one("t.2", PLAIN), one("t.3", but(30)))
    assert by_likeness(opened(base, target, "s t")) == []
    assert by_likeness(opened(base, target, "s t")) == by_likeness(opened(target, base, "t s")) == []


@pytest.mark.parametrize(("letters", "stays"), [(40, True), (41, False)])
def test_words_that_are_only_like_enough_where_they_stand_do_not_move(letters: int, stays: bool) -> None:
    base = tree(one("s"), one("s.1", PLAIN), one("s.2", "K"))
    target = tree(one("t"), one("t.3", "K"), one("t.4", but(letters)))
    assert by_likeness(opened(base, target, "s t,s.2 t.3")) == (["s.1 t.4"] if stays else [])
    in_order = tree(one("t"), one("t.4", but(letters)), one("t.5", "K"))
    assert by_likeness(opened(base, in_order, "s t,s.2 t.5")) == ["s.1 t.4"]


def test_words_under_their_number_may_move() -> None:
    base = tree(one("s"), one("s.1", PLAIN), one("s.2", "K"))
    target = tree(one("t"), one("t.3", "K"), one("t.1", but(60)))
    assert by_likeness(opened(base, target, "s t,s.2 t.3")) == ["s.1 t.1"]


def test_words_under_another_parent_are_not_out_of_order() -> None:
    base = tree(one("s"), one("s.1", PLAIN), one("s.2", "K"))
    target = tree(one("t"), one("t.3", "K"), one("u"), one("u.4", but(30)))
    assert by_likeness(opened(base, target, "s t,s.2 t.3")) == ["s.1 u.4"]


LEAD = {"i": "p", "ii": "q"}


def leads(
    base: str, target: str, number: str = "1", *, base_holds: bool = True, holds: bool = True, given: str = ""
) -> list[str]:
    """Two provisions of these words, each over two others."""
    rows = [one("s", "s"), one("s.1", base)], [one("t", "s"), one(f"t.{number}", target)]
    if base_holds:
        rows[0].extend(one(f"s.1.{eid}", text) for eid, text in LEAD.items())
    if holds:
        rows[1].extend(one(f"t.{number}.{eid}", text) for eid, text in LEAD.items())
    elsewhere = one("t.9", "?", "note"), one("t.9.i", "p")
    pairs = opened(tree(*rows[0]), tree(*rows[1], *elsewhere), "s t" + given)
    return [row for row in by_likeness(pairs) if row.startswith("s.1 ")]


def test_a_lead_in_used_again_over_other_provisions_is_another() -> None:
    assert leads(PLAIN, but(9), "2") == []
    assert leads(PLAIN, but(9)) == ["s.1 t.1"]
    assert leads(PLAIN, but(9), "2", given=",s.1.i t.2.ii") == ["s.1 t.2"]
    assert leads(PLAIN, but(9), "2", base_holds=False) == ["s.1 t.2"]
    assert leads(PLAIN, but(9), "2", holds=False) == ["s.1 t.2"]


def test_a_lead_in_whose_provisions_went_elsewhere_went_with_them() -> None:
    assert leads(PLAIN, but(9), given=",s.1.i t.9.i") == []
    assert leads(PLAIN, but(9), given=",s.1.i t.9.i", holds=False) == []
    assert leads(PLAIN, but(9), given=",s.1.i t.9.i,s.1.ii t.1.i") == ["s.1 t.1"]


# -- kept in order ---------------------------------------------------------------------------------------------------


def kept(order: str, weak: str, given: str = "s t") -> list[str]:
    """Which of the children a, b, c and so on stay paired that stand in this order now, some of them for weak reasons."""
    base = tree(one("s"), *(one(f"s.{name}") for name in sorted(order)))
    target = tree(one("t"), *(one(f"t.{name}") for name in order), one("u"), one("u.x"))
    pairs = opened(base, target, ",".join([given, *(f"s.{name} t.{name} given" for name in order)]))
    likely.stay_in_order(pairs, "s", [f"s.{name}" for name in weak])
    return sorted(eid[2:] for eid in pairs.found.target_of if eid.startswith("s."))


@pytest.mark.parametrize(
    ("order", "weak", "stay"),
    [
        ("abc", "abc", "abc"),
        ("bac", "a", "bc"),
        ("bac", "b", "ac"),
        ("bac", "", "abc"),
        ("cab", "c", "ab"),
        ("cab", "ab", "abc"),
        ("cabd", "abd", "abcd"),
        ("bcda", "a", "bcd"),
        ("ba", "ab", "b"),
    ],
)  # fmt: skip
def test_of_pairs_out_of_order_the_weak_ones_are_undone(order: str, weak: str, stay: str) -> None:
    assert "".join(kept(order, weak)) == stay


def test_order_is_kept_in_a_parent_of_the_same_place_that_nothing_became() -> None:
    base = tree(one("s"), one("s.a"), one("s.b"), one("s.c"))
    target = tree(one("s"), one("s.c"), one("s.a"), one("s.b"))
    pairs = opened(base, target, "s.a s.a,s.b s.b,s.c s.c")
    likely.stay_in_order(pairs, "s", ["s.c"])
    assert list(pairs.found.target_of) == ["", "s.a", "s.b"]


def test_what_is_paired_with_something_elsewhere_has_no_order_here() -> None:
    base = tree(one("s"), one("s.a"), one("s.b"), one("s.c"))
    target = tree(one("t"), one("t.b"), one("t.a"), one("u"), one("u.c"))
    pairs = opened(base, target, "s t,s.a u.c,s.b t.b,s.c t.a")
    likely.stay_in_order(pairs, "s", ["s.b"])
    assert list(pairs.found.target_of) == ["", "s", "s.a", "s.b", "s.c"]
    pairs = opened(base, target, "s t,s.b t.a,s.c t.b")
    likely.stay_in_order(pairs, "s", ["s.a", "s.c"])
    assert list(pairs.found.target_of) == ["", "s", "s.b"]


# -- parts under their number ----------------------------------------------------------------------------------------


def number_parts(base: Document, target: Document, given: str = "s t") -> list[str]:
    pairs = opened(base, target, given)
    likely.same_number_parts(pairs)
    assert set(reasons(pairs).values()) <= {PART}
    return found(pairs)


def test_what_says_a_part_goes_on_under_its_number() -> None:
    base = tree(one("s"), one("s.0", "9"), one("s.1", "1 2 3 4 5 6 7 8"))
    assert number_parts(base, tree(one("t"), one("t.1", "1 2 3"))) == ["s.1 t.1"]
    assert number_parts(base, tree(one("t"), one("t.1", "1 2 3")), "") == []
    assert number_parts(base, tree(one("t"), one("t.1", "1 2 3 9 9"))) == []
    assert number_parts(base, tree(one("t"), one("t.2", "1 2 3"))) == []
    assert number_parts(base, tree(one("t"), one("t.1", "1 2 3", "item"))) == []
    assert number_parts(base, tree(one("t"), one("t.1", "1 2 3", num="x.1"))) == ["s.1 t.1"]
    assert number_parts(base, tree(one("t"), one("t.1", "1 2 3"), one("t.1b", "9 9", num="1"))) == ["s.1 t.1"]
    assert number_parts(tree(one("s"), one("s.1", "1", num="")), tree(one("t"), one("t.1", "1", num=""))) == []
    twice = tree(one("s"), one("s.1", "1 2 3"), one("s.1b", "1 2 3", num="1"))
    assert number_parts(twice, tree(one("t"), one("t.1", "1 2 3"))) == ["s.1 t.1"]
    assert number_parts(twice, tree(one("t"), one("t.1", "1 2 3")), "s t,s.1b t.1") == []


# -- other kinds -----------------------------------------------------------------------------------------------------


def other_kinds(*sides: tuple[Provision, ...], given: str = "") -> dict[str, str]:
    pairs = opened(tree(*sides[0]), tree(*sides[1]), given)
    likely.of_another_kind(pairs)
    return {row: reasons(pairs)[row.split()[0]].removesuffix(" of another kind") for row in found(pairs)}


@pytest.mark.parametrize(("length", "known"), [(23, False), (24, True)])
def test_the_same_words_of_another_kind_are_one_that_say_enough(length: int, known: bool) -> None:
    words = PLAIN[: length - 2] + "x."
    assert other_kinds((one("a", words),), (one("b", words[:-1] + "; and", "item"),)) == (
        {"a b": "same words"} if known else {}
    )


def test_of_another_kind_are_clauses_items_and_closing_words_that_say_something() -> None:
    clause, item, closing = (one(kind, PLAIN.upper() + "X.", kind) for kind in ("clause", "item", "closing"))
    for left in (clause, item, closing):
        for right in (clause, item, closing):
            said = {f"{left.eid} {right.eid}": "same words"}
            assert other_kinds((left,), (right,)) == ({} if left is right else said)
        assert other_kinds((left,), (one("note", left.text, "note"),)) == {}
        assert other_kinds((one("note", left.text, "note"),), (left,)) == {}
    assert other_kinds((clause,), (one("item", item.text.casefold(), "item"),)) == {"clause item": "same words"}


def test_words_that_several_of_another_kind_say_tell_none_of_them() -> None:
    clause, item = one("a", PLAIN + "x."), one("b", PLAIN + "x;", "item")
    assert other_kinds((clause,), (item, one("c", PLAIN + "x.", "item"))) == {"a b": "like words"}
    assert other_kinds((clause, one("d", PLAIN + "x,")), (item,)) == {"a b": "same words"}
    assert other_kinds((clause, one("d", PLAIN + "x,"), one("e", "x" * 50)), (item, one("f", "x" * 50, "item"))) == {
        "a b": "same words", "e f": "same words",
    }  # fmt: skip


def test_like_words_of_another_kind_are_one_where_no_same_ones_are() -> None:
    rows = (
        (one("a", PLAIN + "x."), one("b", PLAIN[:-20] + "x" * 20)),
        (one("c", PLAIN + "x;", "item"), one("d", PLAIN[:-30] + "x" * 30, "item")),
    )
    assert other_kinds(*rows) == {"a c": "same words", "b d": "like words"}
    assert other_kinds(*rows, given="a c") == {"b d": "like words"}
    assert other_kinds(*rows, given="a c,b d") == {}
    assert other_kinds(rows[0], ()) == other_kinds((), rows[1]) == {}


# -- parts of one another --------------------------------------------------------------------------------------------


def test_what_shares_most_of_its_sentences_is_one_under_any_number() -> None:
    pairs = opened(tree(one("a", f"{KEEP} {SEND}"), one("b", "Else.")), tree(one("c", SEND), one("d", KEEP)))
    likely.parts(pairs)
    assert found(pairs) == ["a c"]
    assert reasons(pairs) == {"a": "holds a part of its words"}
    pairs = opened(tree(one("a", f"{KEEP} {SEND}"), one("b", "Else.")), tree(one("c", SEND), one("d", KEEP)), "b c")
    likely.parts(pairs)
    assert found(pairs) == ["a d"]
