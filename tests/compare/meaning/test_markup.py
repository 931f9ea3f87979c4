"""What changed beside the words, of two provisions that were paired."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specman.compare.meaning.markup import Links, MarkupChange
from specman.model.detail import Detail
from specman.model.document import Mark, Merge
from tests.compare.pairing.trees import one, tree

TEXT = "See the rules and the list of it."
HERE = one("x", TEXT)
TREE = tree(
    HERE,
    one("r", "Rules."),
    one("s", "More."),
    one("h", "H.", heading="Head", label=""),
    one("rules"),
    one("n", "N.", label=""),
)


def links(**became: str | None) -> Links:
    """Links between two copies of one document, of which these provisions became others."""
    names = {p.eid: p.eid for p in TREE.provisions} | became
    return Links(TREE, TREE, names.get)


def ref(target: str, start: int = 4, end: int = 13, kind: str = "ref") -> Mark:
    return Mark(kind, start, end, target)  # type: ignore[arg-type]


def told(before: list[Mark], after: list[Mark], text: str = TEXT, **became: str | None) -> list[tuple[Detail, bool]]:
    left, right = replace(HERE, marks=tuple(before)), replace(HERE, marks=tuple(after), text=text)
    return [(one.detail, one.substantive) for one in links(**became).changed(left, right)]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("#r", "#r", True),
        ("#r", "#s", False),
        ("#s", "#n", True),
        ("#s", "#s", False),
        ("#rules", "#r", True),
        ("#rules", "#rules", False),
        ("#gone", "#gone", True),
        ("#gone", "#r", False),
        ("https://a.org", "https://a.org", True),
        ("https://a.org", "https://b.org", False),
        ("s", "s", True),
        ("xs", "#n", False),
    ],
)
def test_two_targets_are_one_place_where_the_one_became_the_other(before: str, after: str, same: bool) -> None:
    assert links(s="n", rules="r").same(before, after) is same


def test_what_became_nothing_is_no_place() -> None:
    assert not links(r=None).same("#r", "#r")


def test_a_link_on_the_same_words_that_leads_elsewhere_is_of_substance() -> None:
    assert told([ref("#r")], [ref("#r")]) == []
    assert told([ref("#r")], [ref("#s")]) == [(Detail("link", "the rules", "r", "s"), True)]
    assert told([ref("#r")], [ref("#h")]) == [(Detail("link", "the rules", "r", "Head"), True)]
    assert told([ref("#r")], [ref("#n")]) == [(Detail("link", "the rules", "r", "#n"), True)]
    assert told([ref("#r")], [ref("")]) == [(Detail("link", "the rules", "r", "nowhere"), True)]
    assert told([ref("#q")], [ref("#s")]) == [(Detail("link", "the rules", "#q", "s"), True)]
    assert told([ref("#r", kind="term")], [ref("#s", kind="term")]) == [(Detail("link", "the rules", "r", "s"), True)]


def test_a_link_that_followed_what_it_leads_to_is_no_change() -> None:
    assert told([ref("#r")], [ref("#s")], r="s") == []
    assert told([ref("#r")], [ref("#r")], r="s") == [(Detail("link place", "the rules"), True)]


def test_another_place_of_the_same_name_is_of_substance_inside_a_document() -> None:
    same = tree(HERE, one("r", label="R"), one("s", label="R"))
    left, right = replace(HERE, marks=(ref("#r"),)), replace(HERE, marks=(ref("#s"),))
    (found,) = Links(same, same, {p.eid: p.eid for p in same.provisions}.get).changed(left, right)
    assert found == MarkupChange(Detail("link place", "the rules"), True)
    outside = tree(HERE, one("r", label="R"))
    (found,) = Links(same, outside, dict[str, str]().get).changed(left, replace(HERE, marks=(ref("R"),)))
    assert found == MarkupChange(Detail("link place", "the rules"), False)


@pytest.mark.parametrize(
    ("before", "after", "substantive"),
    [
        ("http://a.org/x/", "https://www.a.org/x", False),
        ("HTTP://a.org/x", "https://A.org/x", True),
        ("HTTP://WWW.a.org/x", "a.org/x", False),
        ("https://a.org/1.0", "https://a.org/2.0", True),
        ("https://a.org/x", "https://a.org/x/y", True),
        ("ahttp://a.org", "a.org", True),
    ],
)
def test_an_address_in_another_form_is_no_other_place(before: str, after: str, substantive: bool) -> None:
    assert told([ref(before)], [ref(after)]) == [(Detail("link", "the rules", before, after), substantive)]


def test_links_put_in_and_taken_out_on_the_same_words_are_told() -> None:
    bold = Mark("b", 0, 3)
    assert told([ref("#r")], []) == [(Detail("link", "the rules", base="r"), False)]
    assert told([], [ref("#r")]) == [(Detail("link", "the rules", target="r"), False)]
    assert told([ref("#r"), bold], [ref("#s", 18, 26), bold]) == [
        (Detail("link", "the rules", base="r"), False), (Detail("link", "the list", target="s"), False),
    ]  # fmt: skip
    two = [ref("#r"), ref("#s", 18, 26)]
    assert told(two, [ref("#r"), ref("#r", 18, 26)]) == [(Detail("link", "the list", "s", "r"), True)]
    assert told(two, two[1:]) == [(Detail("link", "the rules", base="r"), False)]
    assert told(two[:1], two) == [(Detail("link", "the list", target="s"), False)]
    assert told([], two) == [
        (Detail("link", "the rules", target="r"), False), (Detail("link", "the list", target="s"), False),
    ]  # fmt: skip
    assert told([ref("#r")], [ref("#s")], text="See the rules.") == [(Detail("link", "the rules", "r", "s"), True)]


def test_links_put_in_and_taken_out_with_other_words_are_told_as_words() -> None:
    assert told([ref("#r")], [ref("#r", 0, 3)], text="See it.") == []
    assert told([], [ref("#r", 0, 3)], text="See it.") == []


def test_the_words_of_a_link_in_a_row_are_those_of_its_cells() -> None:
    row = one("t.1", "E1 | the rules", "row")
    left, right = (replace(row, marks=(ref(target, 5, 14),)) for target in ("#r", "#s"))
    (found,) = links().changed(left, right)
    assert found.detail == Detail("link", "the rules", "r", "s")


def test_the_words_of_a_link_are_counted_in_the_text_behind_the_heading() -> None:
    headed = one("x", TEXT, heading="A heading")
    left, right = (replace(headed, marks=(ref(target),)) for target in ("#r", "#s"))
    (found,) = links().changed(left, right)
    assert found.detail == Detail("link", "the rules", "r", "s")


def pictures(*names: str) -> list[Mark]:
    return [Mark("img", 3, 3, name) for name in names]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("a", "a", []),
        ("a", "b", [(Detail("replaced pictures", count=1), True)]),
        ("ab", "cd", [(Detail("replaced pictures", count=2), True)]),
        ("", "ab", [(Detail("pictures", count=2), True)]),
        ("ab", "", [(Detail("pictures", count=-2), True)]),
        ("abc", "d", [(Detail("pictures", count=-3), True), (Detail("pictures", count=1), True)]),
        ("aa", "a", [(Detail("pictures", count=-1), True)]),
        ("ab", "ba", []),
    ],
)
def test_pictures_that_came_went_or_were_replaced_are_counted(before: str, after: str, found: list[object]) -> None:
    assert told(pictures(*before), pictures(*after)) == found
    assert told(pictures(*before), pictures(*after), text="Other.") == found


EMPHASIS = [(Detail("emphasis"), False)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([Mark("b", 0, 3)], [Mark("b", 0, 3)], []),
        ([Mark("b", 0, 3)], [Mark("def", 0, 3)], []),
        ([Mark("b", 0, 3)], [Mark("i", 0, 3)], EMPHASIS),
        ([Mark("b", 0, 3)], [Mark("b", 1, 3)], EMPHASIS),
        ([Mark("b", 0, 3)], [Mark("b", 0, 2)], EMPHASIS),
        ([Mark("b", 0, 3)], [], EMPHASIS),
        ([Mark("i", 0, 3)], [], EMPHASIS),
        ([Mark("b", 0, 3), Mark("i", 4, 5)], [Mark("i", 4, 5), Mark("b", 0, 3)], []),
    ],
)
def test_emphasis_is_looked_at_where_the_words_are_the_same(
    before: list[Mark], after: list[Mark], found: list[object]
) -> None:
    assert told(before, after) == found
    assert told(before, after, text="See it.") == []


def notes(*places: str) -> list[Mark]:
    return [Mark("note", int(at), int(at), name) for at, name in (place.split() for place in places)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["3 r"], ["3 r"], []),
        (["3 s"], ["3 n"], []),
        (["3 r"], ["3 n"], [(Detail("footnote places"), False)]),
        (["3 r"], ["8 r"], [(Detail("footnote places"), False)]),
        (["3 r", "8 s"], ["3 r", "9 n"], [(Detail("footnote places"), False)]),
        (["3 r"], [], [(Detail("footnotes", count=-1), False)]),
        (["3 r"], ["3 r", "8 n", "9 h"], [(Detail("footnotes", count=2), False)]),
    ],
)  # fmt: skip
def test_footnotes_are_counted_and_then_placed(before: list[str], after: list[str], found: list[object]) -> None:
    assert told(notes(*before), notes(*after), s="n") == found
    assert told(notes(*before), notes(*after), text="See it.", s="n") == []


def test_cells_merged_otherwise_are_told_with_marks_and_without() -> None:
    merged = replace(HERE, merges=(Merge(0, 2),))
    said = (MarkupChange(Detail("merged cells"), False),)
    bold = (Mark("b", 0, 3),)
    assert links().changed(HERE, merged) == said
    assert links().changed(merged, merged) == links().changed(HERE, HERE) == ()
    assert links().changed(replace(HERE, marks=bold), replace(merged, marks=bold)) == said
    assert links().changed(replace(merged, marks=bold), replace(merged, marks=bold)) == ()
    assert links().changed(HERE, replace(merged, marks=bold)) == (MarkupChange(Detail("emphasis"), False), *said)
    assert links().changed(replace(merged, marks=bold), HERE) == (MarkupChange(Detail("emphasis"), False), *said)
