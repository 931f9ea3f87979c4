"""When the key of a row or of a term says which it is."""

from __future__ import annotations

import pytest

from specman.compare.pairing.row_keys import is_count, is_name, key_of, same_keys
from specman.model.document import Provision
from tests.compare.pairing.trees import one


def rows(*said: str) -> list[Provision]:
    return [one(f"t.{place}", text, "row", num=text.partition("|")[0].strip()) for place, text in enumerate(said)]


def paired(base: tuple[str, ...], target: tuple[str, ...]) -> list[str]:
    return [f"{a.eid[2:]} {b.eid[2:]}" for a, b in same_keys(rows(*base), rows(*target))]


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("Budget", True),
        ("ab", True),
        ("a", False),
        ("a1b", False),
        ("1ab", True),
        ("a_b", False),
        ("éé", True),
        ("0x8001", True),
        ("0xfF", True),
        ("0x8001g", False),
        ("0x", False),
        ("4.1", False),
        ("(a)", False),
        ("", False),
    ],
)
def test_a_key_with_two_letters_in_a_row_or_a_code_is_a_name(key: str, names: bool) -> None:
    assert is_name(key) is names


@pytest.mark.parametrize(
    ("keys", "counts"),
    [
        (["1", "2", "3"], True),
        (["0", "1"], True),
        (["1"], True),
        (["2", "3"], False),
        (["-1", "-2"], True),
        (["1", "3"], False),
        (["2", "1"], False),
        (["1", "1"], False),
        (["Stage 1", "Stage 2"], True),
        (["Stage 1", "Step 2"], False),
        (["Stage 1", "Stage"], False),
        (["Stage", "Stage 1"], False),
        (["1.", "2)", "3"], True),
        (["1a", "2a"], False),
        (["User"], False),
        ([], False),
    ],
)
def test_keys_count_that_go_up_by_one_from_nought_or_one_behind_the_same_words(keys: list[str], counts: bool) -> None:
    assert is_count(keys) is counts


def test_a_term_is_known_by_its_heading_and_a_row_by_its_number() -> None:
    assert key_of(one("a.1", "means x.", "definition", heading="Term")) == "Term"
    assert key_of(one("t.1", "E1 | x", "row", heading="no")) == "1"


def test_a_name_tells_a_row_whatever_stands_beside_it() -> None:
    assert paired(("Budget|a", "Chair|b"), ("Chair|a", "Budget|b", "Panel|c")) == ["0 1", "1 0"]


def test_a_name_that_several_rows_have_tells_none_of_them() -> None:
    assert paired(("Budget|a", "Budget|b"), ("Budget|a", "Budget|b")) == []
    assert paired(("Budget|a", "Chair|x"), ("Budget|a", "Budget|b", "Chair|y")) == ["1 2"]
    assert paired(("Budget|a", "Budget|b", "Chair|x"), ("Budget|a", "Chair|y")) == ["2 1"]


def test_a_code_that_as_many_rows_have_on_either_side_tells_them_by_their_order() -> None:
    assert paired(("0x10|a", "0x10|b", "0x20|c"), ("0x10|d", "0x20|e", "0x10|f")) == ["0 0", "1 2", "2 1"]
    assert paired(("0x10|a", "0x10|b", "0x20|c"), ("0x10|d", "0x20|e")) == ["2 1"]


def test_a_key_without_letters_tells_nothing_where_it_does_not_count() -> None:
    assert paired(("(a)|first", "(b)|second"), ("(a)|third", "(b)|fourth")) == []
    assert paired(("|first",), ("|first",)) == []


def test_a_count_on_either_side_tells_nothing_where_words_stand_beside_it() -> None:
    assert paired(("Stage 1|Tell the Panel at once", "Stage 2|Stop"), ("Stage 1|Stop", "Stage 2|Tell")) == []
    assert paired(("Stage 1|a", "Stage 2|b"), ("Stage 1|a", "Stage 3|b")) == []
    assert paired(("Stage 1|a", "Stage 3|b"), ("Stage 1|a", "Stage 2|b")) == []
    assert paired(("Stage 1|a", "Stage 3|b"), ("Stage 1|a", "Stage 3|c")) == ["0 0", "1 1"]


def test_a_count_tells_rows_that_hold_a_date_or_a_figure_where_all_are_on_both_sides() -> None:
    assert paired(("1|1 March", "2|1 June"), ("1|1 June", "2|1 July")) == ["0 0", "1 1"]
    assert paired(("1|1 March", "2|1 June"), ("1|1 June", "2|1 July", "3|1 May")) == []
    assert paired(("1|1 March", "2|1 June", "3|1 May"), ("1|1 June", "2|1 July")) == []
    assert paired(("1|1 March", "2|no figure"), ("1|1 June", "2|no figure")) == ["0 0"]
    assert paired(("1|1 March", "2|1 June"), ("1|March", "2|1 July")) == ["1 1"]
    assert paired(("1|1 March", "1|1 June"), ("1|1 June", "1|1 July")) == []


def test_beside_a_figure_two_words_are_few_and_three_are_not() -> None:
    assert paired(("1|5 Working Days of it",), ("1|6 Working Days of it",)) == ["0 0"]
    assert paired(("1|5 of|Working Days",), ("1|6 Working Days",)) == ["0 0"]
    assert paired(("1|5 whole Working Days",), ("1|6 Working Days",)) == []
    assert paired(("1|5 Working|Days each",), ("1|6 Working Days",)) == []
    assert paired(("1|Working Days",), ("1|6 Working Days",)) == []
    assert paired(("1 2 3",), ("1 2 3",)) == []


def test_terms_are_known_by_their_headings() -> None:
    base = [
        one("a.1", "means x.", "definition", heading="Device"),
        one("a.2", "means y.", "definition", heading="User"),
    ]
    target = [
        one("a.1", "means z.", "definition", heading="User"),
        one("a.2", "means x.", "definition", heading="Device"),
    ]
    assert [(a.eid, b.eid) for a, b in same_keys(base, target)] == [("a.1", "a.2"), ("a.2", "a.1")]
