"""Texts that are alike but for the numbers in them, and numbers that follow what they name."""

from __future__ import annotations

import pytest

from specman.compare.pairing.numbers import renumber_text, renumbered, shape, with_new_numbers
from tests.compare.pairing.trees import one, tree


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("within 5 days", "within # days"),
        ("a share of 10.5 in 2016-17", "a share of # in #"),
        ("see G6.3(a)(ii) of it", "see # of it"),
        ("see AB12 and ABC12", "see # and ABC12"),
        ("under paragraph (a) and (iv)", "under paragraph # and #"),
        ("the (first) of them", "the (first) of them"),
        ("item 4B: 1/2", "item #: #"),
        ("G6.3(abcdef)", "#(abcdef)"),
        ("no number", "no number"),
    ],
)
def test_in_the_shape_of_a_text_each_number_is_as_good_as_another(text: str, said: str) -> None:
    assert shape(one("a", text, heading=text)) == ("clause", "normative", said, said)


def test_the_shape_of_a_row_is_that_of_its_cells() -> None:
    row = one("t.1", "E1 | within 5 days", "row")
    assert shape(row) == ("row", "normative", "", "#\x1fwithin # days")


def test_provisions_of_another_kind_or_status_have_another_shape() -> None:
    said = {
        shape(one("a", "See 5.", kind, status=status))
        for kind in ("clause", "item")
        for status in ("normative", "inactive")
    }
    assert len(said) == 4


def test_renumbered_are_those_whose_label_is_another_and_none_without_a_label() -> None:
    base = tree(one("a"), one("b"), one("c", label=""), one("d"))
    target = tree(one("a"), one("c"), one("d", label=""))
    assert renumbered(base, target, {"": "", "a": "a", "b": "c", "c": "c", "d": "d"}) == {"b": "c", "d": ""}


NOW = {"H4.2": "H4.3", "H5": "H6", "H4.2(b)": "H7", "4": "5"}


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("as in H4.2(a) and H5", "as in H4.3(a) and H6"),
        ("as in H4.2(a)(ii)", "as in H4.3(a)(ii)"),
        ("as in H4.2(b) and H4.2(b)(i)", "as in H7 and H7(i)"),
        ("as in H5.1", "as in H6.1"),
        ("as in H5.1A(c)", "as in H6.1A(c)"),
        ("as in H4 and H4.1 and H50", "as in H4 and H4.1 and H50"),
        ("within 4 days and 4.5 hours of (4)", "within 5 days and 5.5 hours of (4)"),
        ("as in paragraph (a)", "as in paragraph (a)"),
        ("", ""),
    ],
)
def test_a_number_follows_the_longest_part_of_it_that_is_called_otherwise(text: str, now: str) -> None:
    assert renumber_text(text, NOW) == now


def test_nothing_follows_where_nothing_is_called_otherwise() -> None:
    assert renumber_text("as in H4.2(a)", {}) == "as in H4.2(a)"


def test_all_that_a_provision_says_follows_but_its_own_number() -> None:
    clause = with_new_numbers(one("H5", "See H5.", heading="Of H5"), NOW)
    assert (clause.num, clause.label, clause.heading, clause.text) == ("H5", "H5", "Of H6", "See H6.")
    assert with_new_numbers(one("t.H5", "H5 | see H4.2", "row"), NOW).cells == ("H6", "see H4.3")
