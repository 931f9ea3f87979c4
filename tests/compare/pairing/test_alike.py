"""How alike two provisions must be to be one, each limit from both sides, and which of several is taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from specman.compare.pairing import alike, limits
from specman.compare.pairing.alike import (
    is_cut,
    is_part,
    last_of_number,
    like_of_another_kind,
    like_pairs,
    part_pairs,
    without_ending,
    would_be_known_elsewhere,
)
from specman.model.document import Provision
from tests.compare.pairing.trees import one

PLAIN = "abc def ghi jkl mno " * 10  # two hundred letters, and no word that tells


def but(letters: int, sign: str = ";", text: str = PLAIN) -> str:
    """The text with other letters at its end."""
    return text[: len(text) - letters] + sign * letters


def telling(same: int, other: int, score: float, length: int = 200) -> tuple[str, str]:
    """Two texts that are so alike, with so many telling words in common and so many of their own."""
    common = round(length * score / 100)
    left, right = ((f"{sign}7" * other).ljust(length - common, sign) for sign in ".;")
    shared = ("1 " * same + "ab " * length)[: common - 1] + " "
    right = right.replace("7", "8")
    assert len(left) == length - common
    assert fuzz.ratio(shared + left, shared + right) == score
    return shared + left, shared + right


def pairs(
    left: list[Provision], right: list[Provision], apart: Collection[str] = (), deferred: Collection[str] = ()
) -> list[tuple[str, str, str]]:
    """Pairs of like provisions; what stands in the parents `apart` is held by nothing that the other is held by."""

    def holds(a: Provision, b: Provision) -> bool:
        return a.parent == b.parent and a.parent not in apart

    return [(a.eid, b.eid, reason) for a, b, reason in like_pairs(left, right, holds, deferred)]


def is_pair(left: Provision, right: Provision) -> bool:
    return bool(pairs([left], [right]))


def taken(left: Provision, *right: Provision) -> str:
    """The one of several that a provision is paired with."""
    return pairs([left], list(right))[0][1]


# -- enough to be one ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("score", "known"), [(79.5, False), (80, True)])
def test_very_like_words_are_one_wherever_they_stand(score: float, known: bool) -> None:
    left, right = telling(0, 20, score)
    assert is_pair(one("a.1", left), one("b.2", right)) is known
    assert would_be_known_elsewhere(one("a", left), one("b", right)) is known


@pytest.mark.parametrize(
    ("same", "other", "score", "known"),
    [
        (20, 0, 62, True),
        (20, 0, 61.5, False),
        (7, 13, 62, True),
        (6, 12, 62, False),
        (7, 13, 79.5, True),
        (0, 0, 62, True),
    ],
)
def test_like_words_in_one_parent_are_one_that_share_telling_words(
    same: int, other: int, score: float, known: bool
) -> None:
    left, right = telling(same, other, score)
    assert is_pair(one("a.1", left), one("a.2", right)) is known
    assert not is_pair(one("a.1", left), one("b.2", right))


@pytest.mark.parametrize(
    ("same", "other", "score", "known"),
    [(20, 0, 40, True), (20, 0, 39.5, False), (7, 13, 40, True), (6, 12, 40, False)],
)
def test_words_under_one_number_or_heading_are_one_that_are_less_alike(
    same: int, other: int, score: float, known: bool
) -> None:
    left, right = telling(same, other, score)
    assert is_pair(one("a.1", left), one("a.1", right)) is known
    assert is_pair(one("a.1", left, label="L"), one("b.2", right, label="L")) is known
    assert not is_pair(one("a.1", left), one("b.1", right))
    headed = one("a.1", left, heading="H"), one("b.2", right, heading="H")
    if score != 39.5:  # the heading is one of the words that are alike
        assert is_pair(*headed) is known
    assert not is_pair(replace(headed[0], heading=""), replace(headed[1], heading=""))
    assert not is_pair(headed[0], replace(headed[1], heading="I"))


def test_a_table_needs_no_telling_words() -> None:
    left, right = telling(0, 13, 62)
    assert is_pair(one("a.1", left, "table"), one("a.2", right, "table"))
    assert not is_pair(one("a.1", left), one("a.2", right))


SHORT = 20


@pytest.mark.parametrize(
    ("same", "other", "score", "known"), [(3, 2, 70, True), (3, 2, 65, False), (4, 3, 70, False), (0, 0, 70, True)]
)
def test_short_words_are_one_in_one_parent_that_share_most_of_what_tells(
    same: int, other: int, score: float, known: bool
) -> None:
    left, right = telling(same, other, score, SHORT)
    assert is_pair(one("a.1", left), one("a.2", right)) is known
    assert not is_pair(one("a.1", left), one("b.2", right))


@pytest.mark.parametrize(("length", "known"), [(23, False), (24, True)])
def test_short_words_alone_prove_nothing_elsewhere(length: int, known: bool) -> None:
    words = "ab " * 8
    assert is_pair(one("a.1", words[:length]), one("b.2", words[:length])) is known
    assert is_pair(one("a.1", words[:length]), one("b.2", words + "ab.")) is known


def test_short_items_need_no_telling_words_and_short_rows_some_but_for_one_key() -> None:
    left, right = telling(0, 3, 70, SHORT)
    assert is_pair(one("a.1", left, "item"), one("a.2", right, "item"))
    assert not is_pair(one("a.1", left), one("a.2", right))
    some, others = telling(2, 3, 70, SHORT)
    few, fewer = telling(1, 2, 70, SHORT)
    assert is_pair(one("a.1", some, "row"), one("a.2", others, "row"))
    assert not is_pair(one("a.1", few, "row"), one("a.2", fewer, "row"))
    assert is_pair(
        one("a.1", f"K | {left}", "row", num="K", label="x"),
        one("a.2", f"K | {left[:-4]}5 6.", "row", num="K", label="y"),
    )


@pytest.mark.parametrize(("num", "known"), [("K", False), ("J", True)])
def test_of_rows_of_one_key_what_stands_beside_it_tells(num: str, known: bool) -> None:
    key = "1 " * 20
    left, right = (one("a.1", f"{key} | {text}", "row", num="K") for text in telling(0, 13, 62))
    assert is_pair(replace(left, label="x"), replace(right, label="y", num=num)) is known
    assert is_pair(replace(left, kind="clause"), replace(right, kind="clause"))
    assert is_pair(left, replace(left, cells=(key, left.cells[1][:-13])))


def test_kinds_are_not_mixed() -> None:
    assert not is_pair(one("a.1", PLAIN), one("a.1", PLAIN, "item"))
    rows = [one("a.1", PLAIN), one("a.2", PLAIN, "item")]
    assert pairs(rows, rows[::-1]) == [
        ("a.1", "a.1", "same number, like words"),
        ("a.2", "a.2", "same number, like words"),
    ]


@pytest.mark.parametrize(
    ("word", "tells"),
    [("word", True), ("wor", False), ("1", True), ("2016", True), ("with", False), ("With", False), ("withy", True)],
)  # fmt: skip
def test_words_tell_that_are_numbers_or_long_and_not_in_every_rule(word: str, tells: bool) -> None:
    assert is_part(one("a", word), one("b", f"{word} abc")) is tells


# -- in its place ----------------------------------------------------------------------------------------------------

SAME, LIKE = "same number, like words", "like words"


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (one("a.1", PLAIN), one("a.1", PLAIN), SAME),
        (one("a.1", PLAIN), one("a.2", PLAIN), LIKE),
        (one("a.1", PLAIN, num="A1.2(b)"), one("a.2", PLAIN, num="B7(b)"), SAME),
        (one("a.1", PLAIN, num=""), one("a.2", PLAIN, num=""), LIKE),
        (one("a.1", PLAIN, "closing", num=""), one("a.2", PLAIN, "closing", num=""), LIKE),
        (one("a.1", PLAIN, label="L"), one("b.1", PLAIN, label="L"), SAME),
        (one("a.1", PLAIN), one("b.1", PLAIN), LIKE),
        (one("a.1", PLAIN, label="L", num=""), one("b.1", PLAIN, label="L", num=""), LIKE),
    ],
)
def test_the_reason_is_the_number_where_that_is_the_same(left: Provision, right: Provision, reason: str) -> None:
    assert pairs([left], [right]) == [(left.eid, right.eid, reason)]


@pytest.mark.parametrize(
    ("num", "last"), [("A1.2(b)", "b"), ("4.10", "10"), ("(a)", "a"), ("", ""), ("§", "§"), ("A_2", "2"), ("7", "7")]
)
def test_the_last_part_of_a_number_tells_it_from_its_siblings(num: str, last: str) -> None:
    assert last_of_number(one("a", num=num)) == last


def test_short_closing_words_are_known_by_what_they_close() -> None:
    left, right = (one(f"a.{n}", words, "closing", num="") for n, words in enumerate(telling(7, 13, 40)))
    assert is_pair(left, right)
    assert not is_pair(replace(left, kind="note"), replace(right, kind="note"))


def test_what_is_said_elsewhere_in_the_very_same_words_is_paired_in_its_place_alone() -> None:
    for eid in ("a.1", "a.2"):
        assert pairs([one("a.1", PLAIN)], [one("a.2", PLAIN)], deferred={eid}) == []
    assert pairs([one("a.1", PLAIN)], [one("a.1", PLAIN)], deferred={"a.1"}) == [("a.1", "a.1", SAME)]
    both = pairs(
        [one("a.1", PLAIN), one("a.3", PLAIN)], [one("a.2", PLAIN), one("a.3", PLAIN)], deferred={"a.1", "a.2"}
    )
    assert both == [("a.3", "a.3", SAME)]


# -- the best of several ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("more", "best"), [(5.5, "a.2"), (6.5, "b.3")])
def test_the_same_parent_is_worth_six_percent(more: float, best: str) -> None:
    right = one("a.2", but(30)), one("b.3", but(30 - round(2 * more)))
    assert taken(one("a.1", PLAIN), *right) == taken(one("a.1", PLAIN), *reversed(right)) == best


@pytest.mark.parametrize(("more", "best"), [(2.5, "a.1"), (3.5, "a.3")])
def test_the_same_number_is_worth_three_percent(more: float, best: str) -> None:
    right = one("a.1", but(30)), one("a.3", but(30 - round(2 * more)))
    assert taken(one("a.1", PLAIN), *right) == taken(one("a.1", PLAIN), *reversed(right)) == best


@pytest.mark.parametrize(("more", "best"), [(11.5, "b.2"), (12.5, "b.3")])
def test_the_same_heading_is_worth_twelve_percent(more: float, best: str) -> None:
    length = 198  # and a heading of one letter, and a line feed
    left = one("a.1", PLAIN[:length], heading="H")
    right = [replace(one("b.2", but(30, text=PLAIN[:length])), heading="H"), one("b.3", "")]
    for letters in range(60):
        other = replace(right[1], text=but(letters, text=left.words))
        score, headed = fuzz.ratio(left.words, other.words), fuzz.ratio(left.words, right[0].words)
        if score - headed == more:
            assert taken(left, right[0], other) == taken(left, other, right[0]) == best
            return
    raise AssertionError("no text is so alike")


def shared_in(same: int, other: int, worse: int) -> Provision:
    """Words that share so many of twenty telling ones with `TWENTY`, and are so much less like them otherwise."""
    text = "1 " * same + "2 " * other
    return one("b.2", but(worse, text=text + PLAIN), num=f"{same}")


TWENTY = one("a.1", "1 " * 20 + PLAIN)


@pytest.mark.parametrize(("worse", "best"), [(32, "b.2"), (36, "b.3")])
def test_telling_words_are_worth_twenty_percent_by_their_share(worse: int, best: str) -> None:
    right = shared_in(20, 0, worse), replace(shared_in(10, 10, 0), eid="b.3")
    scores = [fuzz.ratio(TWENTY.words, p.words) for p in right]
    assert (scores[1] - scores[0] < 10) is (best == "b.2")
    assert 8.5 < scores[1] - scores[0] < 11.5
    assert pairs([TWENTY], list(right)) == [("a.1", best, LIKE)]


@pytest.mark.parametrize(("more", "best"), [(3.5, ["a.3", "a.4"]), (4.5, ["a.4", "a.3"])])
def test_the_same_place_among_as_many_is_worth_four_percent(more: float, best: list[str]) -> None:
    worse = round(2 * more)
    left = [one("a.1", PLAIN), one("a.2", but(60, "!"))]
    right = [one("a.3", but(worse)), one("a.4", PLAIN)]
    assert pairs(left, right)[0][1] == best[0]
    assert pairs(left[:1], right)[0][1] == "a.4"


def test_of_equal_worth_the_first_are_taken() -> None:
    left, right = [one("a.1", PLAIN), one("a.2", PLAIN)], [one("b.3", PLAIN), one("b.4", PLAIN), one("b.5", PLAIN)]
    assert pairs(left, right) == [("a.1", "b.3", LIKE), ("a.2", "b.4", LIKE)]


def test_each_is_in_one_pair_and_the_best_pairs_come_first() -> None:
    left = [one("a.1", but(20)), one("a.2", but(2)), one("a.3", but(10))]
    right = [one("b.4", PLAIN), one("b.5", but(4, "!")), one("b.6", but(3, "?")), one("b.7", "?")]
    assert pairs(left, right) == [("a.2", "b.4", LIKE), ("a.3", "b.5", LIKE), ("a.1", "b.6", LIKE)]


@pytest.mark.parametrize(
    ("sure", "rival", "best"),
    [(20, 36, "a.1"), (20, 35, "b.2"), (30, 46, "a.1"), (31, 47, "b.2"), (0, 16, "a.1"), (0, 14, "b.2")],
)
def test_where_the_same_number_is_clear_no_rival_is_looked_at(sure: int, rival: int, best: str) -> None:
    """Else the rival would be taken, whose heading weighs more than a number."""
    text = f"H\n{PLAIN[:198]}"
    left = one("a.1", PLAIN[:198], heading="H")
    same = replace(left, heading="", text=but(sure, text=text))
    other = replace(left, eid="b.2", label="B", text=but(rival, text=PLAIN[:198]))
    assert pairs([left], [same, other], apart={"a"})[0][1] == best


def test_a_rival_alone_is_clear_of_nothing() -> None:
    left = [one("a.1", PLAIN), one("a.2", but(8))]
    assert pairs(left, [one("a.9", but(1))]) == [("a.1", "a.9", LIKE)]
    assert pairs(left, [one("a.1", but(8))]) == [("a.2", "a.1", LIKE)]
    assert pairs(left, [one("a.1", but(5))]) == [("a.1", "a.1", SAME)]


# -- which pairs are looked at ---------------------------------------------------------------------------------------


def looked_at(left: list[str], right: list[str], sure: list[int | None] | None = None) -> list[tuple[int, int, float]]:
    return list(alike._scores(left, right, sure or [None] * len(left)))


def test_of_few_texts_every_pair_is_looked_at_that_is_a_little_alike() -> None:
    text = "x" * 100
    assert looked_at([text], ["x" * 40 + "y" * 60, "x" * 39 + "y" * 61, text]) == [(0, 2, 100.0), (0, 0, 40.0)]
    assert looked_at([text, "z"], [text, "z"]) == [(0, 0, 100.0), (1, 1, 100.0)]
    assert looked_at([], [text]) == looked_at([text], []) == []


@pytest.mark.parametrize("limit", [limits.DENSE_LIMIT, 0])
def test_of_one_text_eight_others_are_looked_at(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DENSE_LIMIT", limit)
    assert [j for _, j, _ in looked_at(["text"], ["text"] * 9)] == list(range(8))
    assert [j for _, j, _ in looked_at(["text"], ["text"] * 9, [3])] == list(range(8))
    if not limit:
        assert [j for _, j, _ in looked_at(["text"], ["text"] * 9, [8])] == [8, *range(8)]


@pytest.fixture
def sparse(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the documents were too large to compare all with all."""
    monkeypatch.setattr(limits, "DENSE_LIMIT", 0)


@pytest.mark.parametrize(("count", "score"), [(1, 25.0), (2, 25.0)])
def test_as_many_pairs_as_the_limit_are_compared_all_with_all(
    count: int, score: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DENSE_LIMIT", count)
    found = looked_at(["abc"], ["abd", "abc"][:count] if count == 1 else ["abd", "abc"])
    assert [j for _, j, _ in found] == ([0] if count == 1 else [1, 0])


@pytest.mark.usefixtures("sparse")
@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (["abcd e"], ["x abcd"], [(0, 0)]),
        (["abc e"], ["x abc"], []),
        (["5 e"], ["x 5"], [(0, 0)]),
        (["a5 e"], ["x a5"], []),
        (["5.5 e"], ["x 5.5"], [(0, 0)]),
        (["abcd e"], ["x", "abcd"], [(0, 1)]),
        (["abcd", "efgh"], ["efgh", "abcd"], [(0, 1), (1, 0)]),
        (["abcd efgh"], ["abcd", "abcd", "efgh"], [(0, 2), (0, 0), (0, 1)]),
        (["abcd efgh"], ["abcd", "abcd efgh", "efgh", "efgh"], [(0, 1), (0, 0), (0, 2), (0, 3)]),
    ],
)
def test_of_many_texts_those_are_looked_at_that_share_rare_words(
    left: list[str], right: list[str], found: list[tuple[int, int]]
) -> None:
    assert [(i, j) for i, j, _ in looked_at(left, right)] == found
    assert all(score == fuzz.ratio(left[i], right[j]) for i, j, score in looked_at(left, right))


@pytest.mark.usefixtures("sparse")
def test_of_many_texts_that_of_the_same_number_is_always_looked_at() -> None:
    assert [j for _, j, _ in looked_at(["abcd"], ["x", "abcd"], [0])] == [0, 1]
    assert [j for _, j, _ in looked_at(["abcd"], ["x", "abcd"], [1])] == [1]
    assert [(i, j) for i, j, _ in looked_at(["x", "y"], ["p", "q"], [None, 1])] == [(1, 1)]
    assert pairs([one("a.1", PLAIN)], [one("a.2", PLAIN), one("a.1", PLAIN)]) == [("a.1", "a.1", SAME)]
    assert pairs([one("a.1", PLAIN)], [one("a.2", PLAIN)]) == []


@pytest.mark.usefixtures("sparse")
@pytest.mark.parametrize(("words", "found"), [(12, [0, 1]), (13, [0])])
def test_of_many_texts_the_twelve_rarest_words_are_looked_for(words: int, found: list[int]) -> None:
    rare = [f"rare{chr(97 + n)}" for n in range(words)]
    assert [j for _, j, _ in looked_at([" ".join(rare)], [" ".join(rare[:-1]), rare[-1]])] == found
    assert [j for _, j, _ in looked_at([" ".join(["aaaa", *rare[:12]])], [" ".join(rare[:12]), "aaaa", "aaaa"])] == [0]


@pytest.mark.usefixtures("sparse")
@pytest.mark.parametrize(("holders", "first"), [(200, "often once"), (201, "once")])
def test_of_many_texts_the_first_two_hundred_that_hold_a_word_are_looked_at(holders: int, first: str) -> None:
    right = [*(f"often x{n}" for n in range(holders - 1)), "once", "often once"]
    assert right[looked_at(["often once"], right)[0][1]] == first


# -- other kinds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep it safe; and", "keep it safe"),
        ("keep it safe, or,", "keep it safe"),
        ("keep it safe.", "keep it safe"),
        ("keep it safe and:", "keep it safe"),
        ("keep its land", "keep its land"),
        ("and", ""),
        ("", ""),
        ("keep; it", "keep; it"),
    ],
)
def test_a_text_without_its_end(text: str, said: str) -> None:
    assert without_ending(text) == said


def other_kinds(left: list[Provision], right: list[Provision]) -> list[tuple[str, str]]:
    return [(a.eid, b.eid) for a, b in like_of_another_kind(left, right)]


def test_very_like_words_of_another_kind_are_one() -> None:
    clause, item = one("a", PLAIN), one("b", but(40), "item")
    assert other_kinds([clause], [item]) == [("a", "b")]
    assert other_kinds([item], [clause]) == [("b", "a")]
    assert other_kinds([clause], [one("b", PLAIN)]) == []
    worse = one("b", but(45, "!") + "; and", "item")
    assert fuzz.ratio(without_ending(clause.text), without_ending(worse.text)) < 80
    assert other_kinds([clause], [worse]) == []


@pytest.mark.parametrize(("length", "known"), [(39, False), (40, True)])
def test_of_another_kind_both_texts_must_be_long(length: int, known: bool) -> None:
    short, long = one("a", PLAIN[: length - 1] + "x"), one("b", PLAIN[:45], "item")
    assert other_kinds([short], [long]) == ([("a", "b")] if known else [])
    assert other_kinds([long], [short]) == ([("b", "a")] if known else [])


def test_of_another_kind_the_most_alike_are_taken_first_and_each_once() -> None:
    left = [one("a", but(20)), one("b", PLAIN), one("c", but(10), "note")]
    right = [one("d", PLAIN, "item"), one("e", but(12), "item"), one("f", PLAIN)]
    assert other_kinds(left, right) == [("b", "d"), ("c", "e")]
    ended_alike = [one("a", PLAIN + "so; and")], [one("b", PLAIN + "so.", "item")]
    assert other_kinds(*ended_alike) == [("a", "b")]


# -- parts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "part"),
    [
        ("1 2 3 4 5", "1 2 3 4 6", True),
        ("1 2 3 4", "1 2 3 5", False),
        ("1 2 3 4 5", "1 2 3 4 6 7 8 9 0", True),
        ("1 2 3 4 6 7 8 9 0", "1 2 3 4 5", True),
        ("1 1 1 1 1", "1 1 1 1", True),
        ("1 1 1 1 1", "1 2 3 4 5", False),
        ("ab", "ab", False),
        ("ab", "1", False),
        ("Alpha 1", "alpha 1", True),
    ],
)
def test_a_part_has_nearly_all_its_telling_words_in_the_whole(left: str, right: str, part: bool) -> None:
    assert is_part(one("a", left), one("b", right)) is part


def cut(whole: str, first: str, rest: str) -> bool:
    return is_cut(one("a", whole), (one("b", first), one("c", rest)))


REST = "s" * 50


@pytest.mark.parametrize(
    ("whole", "first", "rest", "is_so"),
    [
        (f"one two three four {REST}", "One two three four.", REST, True),
        (f"one two three {REST}", "One two three.", REST, False),
        (f"one two three four and or but {REST}", "One two three four", REST, True),
        (f"one two three four {REST}", "One two three five", REST, False),
        (f"one two three four {REST}", "One two three four", "s" * 36 + "t" * 14, True),
        (f"one two three four {REST}", "One two three four", "s" * 35 + "t" * 15, False),
        (f"one two three four {'s' * 24}", "One two three four", "s" * 24, True),
        (f"one two three four {'s' * 23}", "One two three four", "s" * 23, False),
        ("one two three four", "One two three four", "", False),
        ("one two three four and", "One two three four", "and", False),
        (f"one two. Three four: {REST}", "One two three four", REST, True),
    ],
)
def test_a_provision_is_cut_whose_first_part_it_began_with_and_whose_second_is_like_the_rest(
    whole: str, first: str, rest: str, is_so: bool
) -> None:
    assert cut(whole, first, rest) is is_so
    assert not cut(whole, rest, first)


def sentence(letter: str, length: int = 40) -> str:
    return f"{letter * length}."


@pytest.mark.parametrize(
    ("first", "rest", "is_so"),
    [
        ([sentence("a")], [sentence("b")], True),
        ([sentence("b")], [sentence("a")], True),
        ([sentence("a"), sentence("x", 39)], [sentence("b"), sentence("y", 39)], True),
        ([sentence("x", 40), sentence("a")], [sentence("b")], False),
        ([sentence("a")], [sentence("x", 40), sentence("b")], False),
        ([sentence("x"), sentence("b")], [sentence("x"), sentence("a"), sentence("b")], False),
        ([sentence("y")], [sentence("b")], False),
        ([], [sentence("b")], False),
    ],
)
def test_a_provision_is_cut_whose_parts_each_hold_sentences_of_it(
    first: list[str], rest: list[str], is_so: bool
) -> None:
    assert cut(f"{sentence('a')} {sentence('b')}", " ".join(first), " ".join(rest)) is is_so


@pytest.mark.parametrize(("length", "is_so"), [(39, False), (40, True)])
def test_the_sentences_that_a_part_holds_must_be_long(length: int, is_so: bool) -> None:
    one_, other = sentence("a", length), sentence("b", length)
    assert cut(f"{one_} {other}", other, one_) is is_so
    assert cut(f"{sentence('a')} {other}", other, sentence("a")) is is_so


def test_sentences_are_told_by_their_words_alone() -> None:
    whole = (
        "Alpha beta gamma delta epsilon zeta eta theta, iota: Kappa lambda mu nu xi omicron pi rho sigma tau upsilon!"
    )
    parts = (
        "KAPPA, lambda mu nu xi omicron pi rho - sigma tau upsilon",
        "alpha beta gamma delta epsilon zeta eta theta iota",
    )
    assert cut(whole, *parts)
    assert cut(whole.replace(": ", "\n"), *parts)
    assert cut(whole.replace(": ", "; "), *parts)
    assert not cut(whole.replace(": ", ", "), *parts)


def shares(left: list[list[str]], right: list[list[str]]) -> list[tuple[int, int]]:
    sides = [[one(f"{n}", " ".join(texts)) for n, texts in enumerate(side)] for side in (left, right)]
    return [(int(a.eid), int(b.eid)) for a, b in part_pairs(*sides)]


A, B, C, D = (sentence(letter) for letter in "abcd")


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ([[A, B]], [[A]], [(0, 0)]),
        ([[A]], [[A, B]], [(0, 0)]),
        ([[A, sentence("x", 39)]], [[A, B]], [(0, 0)]),
        ([[A, sentence("x", 40)]], [[A, B]], []),
        ([[A, B, C]], [[A], [B, C]], [(0, 1)]),
        ([[A, D], [A, B]], [[A, B]], [(1, 0)]),
        ([[A], [B]], [[B], [A]], [(0, 1), (1, 0)]),
        ([[sentence("a", 39)]], [[sentence("a", 39)]], []),
        ([["x", "y"]], [["x"]], []),
    ],
)
def test_provisions_that_share_whole_sentences_are_parts_the_largest_first(
    left: list[list[str]], right: list[list[str]], found: list[tuple[int, int]]
) -> None:
    assert shares(left, right) == found


@pytest.mark.parametrize(("before", "found"), [(19, [(0, 19)]), (20, [(0, 0)])])
def test_a_sentence_of_very_many_is_looked_for_in_the_first_twenty(before: int, found: list[tuple[int, int]]) -> None:
    assert shares([[A, B]], [*[[A]] * before, [A, B], [A]]) == found


def test_rows_hold_no_sentences() -> None:
    row = one("a", f"{A} | {B}", "row")
    assert list(part_pairs([row], [row])) == []
    assert not is_cut(row, (row, row))
