"""Tables for a Word file: which cells are written, and how wide the columns are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specman.formats.word.write.tables import Slot, slots_of, widths_of
from specman.model.document import Merge, Provision


def row(*cells: str, merges: tuple[Merge, ...] = ()) -> Provision:
    return Provision("r", "row", cells=cells, merges=merges)


def test_a_cell_that_spans_columns_leaves_none_behind_it_and_one_that_spans_rows_is_continued_below() -> None:
    rows = [row("a", "", "c", merges=(Merge(0, 2, 2),)), row("", "", "f"), row("g", "h", "i")]
    assert list(slots_of(rows, 3)) == [
        [Slot(0, 2, "begins"), Slot(2)],
        [Slot(0, 2, "continues"), Slot(2)],
        [Slot(0), Slot(1), Slot(2)],
    ]


def test_word_is_told_of_a_span_and_of_nothing_else() -> None:
    assert Slot(0).properties == ""
    assert Slot(0, 2, "begins").properties == '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    assert Slot(0, 1, "continues").properties == "<w:vMerge/>"


def test_a_column_is_as_wide_as_its_words_ask_and_columns_fill_the_page() -> None:
    assert widths_of([row("a", "b")], 2) == [4650, 4650]
    narrow, wide = widths_of([row("Id", "The words that say at length what the thing is")], 2)
    assert narrow < wide
    assert narrow + wide <= 9300


def test_columns_whose_longest_words_do_not_fit_share_the_page_in_proportion() -> None:
    assert widths_of([row(*["w" * 24] * 3, "a", "b")], 5) == [2741] * 3 + [537] * 2


@given(st.lists(st.lists(st.text("ab \n", max_size=80), min_size=1, max_size=12), min_size=1, max_size=5))
def test_columns_never_ask_for_more_than_the_page(cells: list[list[str]]) -> None:
    width = max(map(len, cells))
    found = widths_of([row(*line) for line in cells], width)
    assert len(found) == width
    assert sum(found) <= 9300
    assert all(found)
