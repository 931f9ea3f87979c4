"""The pieces of a redline by themselves: pairs in order, moves, columns, and words as tracked runs."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from specman.compare.words import align, likeness, tokens
from specman.formats.word.redline.atoms import Atom, Atoms, laid_over, split
from specman.formats.word.redline.columns import paired_columns
from specman.formats.word.redline.comparing import Comparing
from specman.formats.word.redline.pairs import best_pairs, filled, moves
from specman.formats.word.redline.tracked import Author, Tracked, runs
from tests.wordfiles import NS, p, r

COMPARING = Comparing(align, likeness)
ATOMS = Atoms(tokens, ())
scores = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 100), min_size=width, max_size=width), min_size=1, max_size=4)
)


def paragraph(words: str) -> etree._Element:
    return etree.fromstring(f"<w:body {NS}>{p(words)}</w:body>")[0]


def atom(text: str, *, other: str = "") -> Atom:
    return Atom("", text, other=other)


@given(scores)
def test_the_best_pairs_are_as_alike_together_as_any_that_keep_the_order(likeness: list[list[int]]) -> None:
    found = best_pairs(likeness, 50)
    assert found == sorted(set(found))
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert all(likeness[i][j] >= 50 for i, j in found)
    rows, columns = range(len(likeness)), range(len(likeness[0]))
    every = (
        list(zip(left, right, strict=True))
        for size in range(min(len(rows), len(columns)) + 1)
        for left, right in product(combinations(rows, size), combinations(columns, size))
    )
    best = max(sum(likeness[i][j] for i, j in pairs) for pairs in every if all(likeness[i][j] >= 50 for i, j in pairs))
    assert sum(likeness[i][j] for i, j in found) == best


@given(st.integers(0, 5), st.integers(0, 5), st.data())
def test_filled_pairs_name_every_place_of_both_sides_once_and_in_order(
    left: int, right: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(0, min(left, right)))
    pairs = list(
        zip(
            sorted(data.draw(st.permutations(range(left)))[:size]),
            sorted(data.draw(st.permutations(range(right)))[:size]),
            strict=True,
        )
    )
    found = list(filled(pairs, left, right))
    assert [i for i, _ in found if i is not None] == list(range(left))
    assert [j for _, j in found if j is not None] == list(range(right))
    assert [pair for pair in found if None not in pair] == pairs


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([["Id", "1"], ["Name", "a"]], [["Id", "1"], ["Unit", "kW"], ["Name", "a"]], [(0, 0), (None, 1), (1, 2)]),
        ([["Id", "1"], ["Name", "a"]], [["Id", "1"]], [(0, 0), (1, None)]),
        # another head over the same words is the same column, renamed
        ([["Id", "1"], ["Name", "long words"]], [["Id", "1"], ["Names", "long words"], ["Unit", "kW"]], [(0, 0), (1, 1), (None, 2)]),
    ],
)  # fmt: skip
def test_columns_pair_by_their_heads_and_then_by_their_words(
    left: list[list[str]], right: list[list[str]], expected: list[tuple[int | None, int | None]]
) -> None:
    assert paired_columns(left, right, COMPARING) == expected


def test_a_paragraph_gone_here_and_new_there_in_the_same_words_is_one_move_and_each_origin_moves_once() -> None:
    words = "The Panel shall act at once and without delay."
    old, new, again = paragraph(words), paragraph(words), paragraph(words)
    found = moves([(old, None), (None, new), (None, again)], ATOMS.key_of_words)
    assert found == {old: "move1", new: "move1"}


def test_words_too_short_to_tell_and_words_that_differ_are_no_move() -> None:
    pairs = [
        (paragraph("Not used."), None),
        (None, paragraph("Not used.")),
        (paragraph("The Panel shall act at once and without delay."), None),
        (None, paragraph("The Panel shall act at leisure and with delay.")),
    ]
    assert moves(pairs, ATOMS.key_of_words) == {}


def test_a_typed_number_is_what_ends_with_the_first_tab() -> None:
    tab, number, word = atom("<w:tab/>", other="<w:r><w:tab/></w:r>"), atom("4.1"), atom("acts")
    assert split([number, tab, word]) == ([number, tab], [word])
    assert split([word]) == ([], [word])


def test_a_space_between_two_edits_is_drawn_into_them_and_one_behind_them_or_a_picture_is_not() -> None:
    space, picture = atom(" "), atom("pictures", other="<w:r/>")
    assert laid_over([atom("a"), space, atom("b")], [atom("x"), space, atom("y")], align) == [(False, (0, 3, 0, 3))]
    last = laid_over([atom("a"), space], [atom("x"), space], align)
    assert [equal for equal, _ in last] == [False, True]
    apart = laid_over([atom("a"), picture, atom("b")], [atom("x"), picture, atom("y")], align)
    assert [equal for equal, _ in apart] == [False, True, False]


def test_runs_of_one_look_are_one_and_deleted_words_are_marked_as_such() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    atoms = [atom("a "), atom("& b"), Atom(bold, "c")]
    assert runs(atoms) == (
        f'<w:r><w:t xml:space="preserve">a &amp; b</w:t></w:r><w:r>{bold}<w:t xml:space="preserve">c</w:t></w:r>'
    )
    assert runs([atom("a")], is_deleted=True) == '<w:r><w:delText xml:space="preserve">a</w:delText></w:r>'


def test_changes_are_numbered_behind_the_bookmarks_and_stand_inside_a_link() -> None:
    tracked = Tracked(Author("A & B", "2026-01-01T00:00:00Z"), 7)
    link = '<w:hyperlink r:id="rIdLink1">'
    written = tracked.words([("", [Atom("", "see ", link=link)]), ("ins", [Atom("", "this", link=link)])])
    assert written.startswith(f"{link}<w:r>")
    assert '<w:ins w:id="8" w:author="A &amp; B" w:date="2026-01-01T00:00:00Z">' in written
    assert written.endswith("</w:ins></w:hyperlink>")


def test_both_signs_of_a_move_have_one_number() -> None:
    written = Tracked(Author("A", "2026-01-01T00:00:00Z"), 0).moved([atom("words")], "moveTo", "move1")
    assert '<w:moveToRangeStart w:id="1" ' in written
    assert written.endswith('</w:moveTo><w:moveToRangeEnd w:id="1"/>')


def test_a_key_leaves_the_typed_number_out_only_where_it_is_asked_to() -> None:
    tab = "<w:r><w:tab/></w:r>"
    words = "The Panel shall act at once and without delay."
    one, other = (paragraph(r(number) + tab + r(words)) for number in ("4.1", "4.2"))
    assert ATOMS.key(one) != ATOMS.key(other)
    assert ATOMS.key_of_words(one) == ATOMS.key_of_words(other) is not None
