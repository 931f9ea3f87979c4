"""Changes of force, told from the edits themselves."""

from __future__ import annotations

import pytest

from specman.compare.meaning.force import FAR, changed_force, force_of
from specman.compare.words import edit_words
from specman.model.change import Edit
from specman.model.detail import Force


def told(*edits: Edit) -> list[tuple[str, str, str]]:
    return [(one.kind, one.gone, one.come) for one in changed_force(edits)]


def between(base: str, target: str) -> list[tuple[str, str, str]]:
    return told(*edit_words(base, target))


def replaced(old: str, new: str) -> list[tuple[str, str, str]]:
    """What changed where these words, between others, became those."""
    return told(("equal", "It "), ("delete", old), ("insert", new), ("equal", " so."))


@pytest.mark.parametrize("word", ["shall", "must", "should", "may", "will", "can", "obliged", "required", "entitled",
                                  "permitted", "prohibited"])  # fmt: skip
def test_a_verb_that_obliges_or_allows_is_told_wherever_it_comes_or_goes(word: str) -> None:
    assert replaced(word, "") == [("modal", word, "")]
    assert replaced("", word.upper()) == [("modal", "", word)]
    other = "may" if word != "may" else "shall"
    assert replaced(word, other) == [("modal", word, other)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("denial", ("not", "no", "never", "cannot", "without", "neither", "nor", "none")),
        ("exception", ("unless", "except", "only", "subject to", "notwithstanding", "provided that", "other than", "save")),
    ],
)  # fmt: skip
def test_denials_and_exceptions_are_told_where_they_come_or_go(kind: str, words: tuple[str, ...]) -> None:
    for word in words:
        tail = " where" if word == "save" else ""
        assert replaced(word + tail, "") == [(kind, word, "")]
        assert replaced("", word + tail) == [(kind, "", word)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("least", "most"), ("before", "after"), ("later", "earlier"), ("more", "less"), ("less", "fewer"), ("minimum", "maximum"),
     ("above", "below"), ("best", "reasonable"), ("hourly", "annually"), ("yes", "no"), ("all", "none"), ("true", "false"),
     ("enabled", "disabled"), ("valid", "invalid")],
)  # fmt: skip
def test_a_word_in_the_place_of_its_opposite_is_told_once(old: str, new: str) -> None:
    assert replaced(old, new) == [("opposite", old, new)]
    assert replaced(new, old) == [("opposite", new, old)]
    assert replaced(old, "thing") == ([("denial", "none", "")] if old == "none" else [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("shall or must", "may", [("modal", "shall", ""), ("modal", "must", ""), ("modal", "", "may")]),
        ("shall before", "may after", [("modal", "shall", "may"), ("opposite", "before", "after")]),
        ("none before", "all after", [("opposite", "none", "all"), ("opposite", "before", "after")]),
        ("shall shall", "shall", [("modal", "shall", "")]),
        ("shall", "shall shall", [("modal", "", "shall")]),
        ("may not", "not may", []),
        ("can't", "", [("denial", "cannot", "")]),
        ("won’t", "", [("modal", "will", ""), ("denial", "not", "")]),
        ("shan't", "", [("modal", "shall", ""), ("denial", "not", "")]),
        ("mustn’t", "", [("modal", "must", ""), ("denial", "not", "")]),
        ("doesn't", "", [("denial", "not", "")]),
        ("5 May", "5 June", [("date", "5 May", "5 June")]),
        ("Shall", "May it", [("modal", "shall", "")]),
        ("save the file", "", []),
        ("save as stated", "", [("exception", "save", "")]),
        ("savings", "", []),
        ("a hundred and five days", "a hundred days", [("amount", "hundred and five days", "hundred days")]),
        ("a dozen and five", "a dozen", []),
        ("no one's", "", [("denial", "no", "")]),
        ("its no's", "its", []),
    ],
)  # fmt: skip
def test_words_of_force_are_counted_as_they_are_said(old: str, new: str, said: list[tuple[str, str, str]]) -> None:
    assert sorted(replaced(old, new)) == sorted(said)


def test_a_joining_word_that_both_sides_have_as_often_is_settled() -> None:
    assert told(("delete", "and it"), ("equal", " or "), ("insert", "and it")) == []
    assert told(("delete", "and it"), ("equal", " or that and so "), ("insert", "it")) == []
    assert told(("equal", "x "), ("delete", "unless"), ("equal", " y "), ("insert", "unless")) == []


def test_a_denial_that_moved_to_another_place_is_told_twice() -> None:
    edits: tuple[Edit, ...] = (("delete", "not"), ("equal", " this but "), ("insert", "not"), ("equal", " that"))
    assert told(*edits) == [("denial", "not", ""), ("denial", "", "not")]


def test_what_is_told_in_several_edits_is_told_once() -> None:
    edits: tuple[Edit, ...] = (
        ("delete", "shall"),
        ("insert", "may"),
        ("equal", " a "),
        ("delete", "shall"),
        ("insert", "may"),
    )
    assert told(*edits) == [("modal", "shall", "may")]


def test_each_edit_is_looked_at_by_itself() -> None:
    edits: tuple[Edit, ...] = (
        ("delete", "shall"), ("equal", " x "), ("insert", "may"), ("equal", " y "), ("insert", "not "), ("delete", "only "),
    )  # fmt: skip
    assert told(*edits) == [
        ("modal", "shall", ""),
        ("modal", "", "may"),
        ("exception", "only", ""),
        ("denial", "", "not"),
    ]


def test_dates_come_first_then_words_then_amounts() -> None:
    assert between("It shall pay 5 days before 3 May 2024", "It may pay 6 days before 4 May 2024") == [
        ("date", "3 May 2024", "4 May 2024"), ("modal", "shall", "may"), ("amount", "5 days", "6 days"),
    ]  # fmt: skip


def test_a_date_that_came_or_went_is_told() -> None:
    assert between("It ends on 3 May 2024.", "It ends.") == [("date", "3 May 2024", "")]
    assert between("It ends.", "It ends on 3 May 2024.") == [("date", "", "3 May 2024")]


def test_what_only_counts_things_comes_and_goes_with_them() -> None:
    assert between("It has rules.", "It has rules for 5 Users.") == []
    assert between("It has rules for 5 Users.", "It has rules.") == []
    assert between("It has rules for 5 Users.", "It has rules for 6 Users.") == [("amount", "5 Users", "6 Users")]
    assert between("It has rules.", "It has rules for 5 days.") == [("amount", "", "5 days")]
    assert between("It has rules for 5 days.", "It has rules.") == [("amount", "5 days", "")]


@pytest.mark.parametrize("far", [FAR - 10, FAR + 10])
def test_an_amount_that_reaches_into_what_stayed_is_told_whole(far: int) -> None:
    assert told(("equal", "x" * far + " within "), ("delete", "5"), ("insert", "6"), ("equal", " Working Days " + "x" * far)) == [
        ("amount", "5 Working Days", "6 Working Days")
    ]  # fmt: skip
    assert told(("equal", "x" * far + " within 5 "), ("delete", "days"), ("insert", "weeks")) == [
        ("amount", "5 days", "5 weeks")
    ]
    assert told(("insert", "6"), ("delete", "5"), ("equal", " days" + " x" * far)) == [("amount", "5 days", "6 days")]


def test_what_moved_far_away_is_not_told_where_it_joins() -> None:
    middle = " x" * FAR
    edits: tuple[Edit, ...] = (
        ("delete", "or "), ("equal", f"a {middle} a"), ("insert", " or"), ("equal", f" {middle} "), ("insert", "b")
    )  # fmt: skip
    assert told(*edits) == []


def test_no_edit_has_no_force() -> None:
    assert changed_force(()) == ()
    assert changed_force((("equal", "It shall not."),)) == ()
    assert changed_force((("delete", "It shall."),)) == (Force("modal", "shall", ""),)


def test_a_joining_word_is_told_where_another_takes_its_place() -> None:
    assert replaced("a and b", "a or b") == [("joining", "and", ""), ("joining", "", "or")]
    assert replaced("and", "") == replaced("", "or b") == []


def test_a_provision_that_comes_or_goes_brings_its_duties_powers_amounts_and_dates() -> None:
    text = "The DCC shall, not before 1 April 2016 and within 5 Working Days, tell each User, which may object unless it has."
    assert [(one.kind, one.come) for one in force_of(text, has_come=True)] == [
        ("date", "1 April 2016"), ("modal", "shall"), ("modal", "may"), ("amount", "5 Working Days"),
    ]  # fmt: skip
    assert {(one.gone, one.come) for one in force_of(text, has_come=False)} == {
        (one.come, one.gone) for one in force_of(text, has_come=True)
    }
    assert force_of("The DCC, and any User, as in Section H3.2 or Table 5.", has_come=True) == ()
