"""What reaches a terminal: words, line feeds and specman's own colours, in lines that fit."""

from __future__ import annotations

import re
import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare.changeset import compare_states
from specman.formats.outline import Outline
from specman.model.change import ChangeSet, StateName
from specman.model.document import Document, Metadata
from specman.model.identity import Work
from specman.model.views import DocumentView
from specman.report.diff_text import diff, diff_stat
from specman.report.show import document_view, file_view
from specman.report.terminal import WIDTH, cells, cut, folded, padded, printed, set_width, styled, visible, width
from specman.report.text import columns, wrap

OWN = re.compile("\x1b\\[(?:0|1|31|32|33|34|35|36|31;1)m")
SIGNS = "\x00\x07\x08\t\r\x1b\x7f\x85\x9b\x9d\u061c\u200e\u2028\u202e\u2066\ud800\ud805\udbff\udc1b\udcff\ufffe"
HOSTILE = st.lists(
    st.sampled_from(["\x1b[31m", "\x1b]52;c;eHg=\x07", "\x9b2J", "\u202e", "\r", "word", "日本", "e\u0301", " ", *SIGNS]),
    min_size=1,
    max_size=12,
).map("".join)  # fmt: skip
TEXTS = st.text(st.characters(), max_size=40) | HOSTILE
WORDS = TEXTS.map(lambda words: re.sub("[\ud800-\udfff]", "", words))  # no document can hold a surrogate
WIDE = st.text(st.sampled_from("ab 日本語é\u0301-“” "), max_size=60)


def obeyed(text: str) -> list[str]:
    """Signs of a text, specman's own colours apart, that a terminal would obey."""
    bare = OWN.sub("", text)
    return [
        sign
        for sign in bare
        if sign != "\n"
        and (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(sign) in BIDI)
    ]


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(TEXTS, TEXTS)
def test_whatever_a_text_holds_only_line_feeds_and_own_colours_are_printed(words: str, other: str) -> None:
    text = f"{styled(words, 'title')}\n{other}"
    assert obeyed(printed(text)) == []
    assert obeyed(printed(text, colour=True)) == []
    assert "\x1b" not in printed(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"])))
def test_what_no_terminal_obeys_stays_as_it_is(words: str) -> None:
    assert visible(words) == words
    assert printed(styled(words, "error")) == words


@given(TEXTS)
def test_what_was_made_visible_is_made_so_once(words: str) -> None:
    assert visible(visible(words)) == visible(words)


def test_a_document_cannot_bring_a_colour() -> None:
    assert printed(styled("a\x1b[31mb", "address"), colour=True) == "\x1b[36ma␛[31mb\x1b[0m"


def test_a_look_is_begun_anew_on_each_line_and_after_one_within_it() -> None:
    text = styled(f"a\n{styled('b', 'delete')}c", "title")
    assert printed(text, colour=True) == "\x1b[1ma\x1b[0m\n\x1b[1m\x1b[31mb\x1b[0m\x1b[1mc\x1b[0m"


def made(words: str) -> Document:
    outline = Outline("w", "1.0", words)
    section = outline.add("section", "", num="1", heading=words)
    outline.add("clause", section, num="1.1", text=words)
    outline.add("clause", section, num="1.2", text=f"The {words} shall pay £6.", heading=words)
    table = outline.add("table", section, num="1", heading=words, cells=("Key", words))
    outline.add("row", table, num="k", cells=("k", words))
    return outline.document(Metadata(title=words, notes=(words,)))


def compared(words: str, other: str) -> ChangeSet:
    work = Work("w", words, "specification", words, words, "W")
    sides = StateName("file", words), StateName("file", other)
    return compare_states(*sides, [(work, made(words), made(other))])[0]


@given(WORDS, WORDS)
def test_reports_on_hostile_documents_hold_nothing_that_a_terminal_obeys(words: str, other: str) -> None:
    changes = compared(words, other)
    work = Work("w", words, "specification", words, words, "W")
    for text in (
        diff(changes), diff_stat(changes), file_view(made(words), words),
        document_view(DocumentView(work, made(words), (words,), words)), "\n".join(columns([["a", "b"], [words, other]])),
    ):  # fmt: skip
        assert obeyed(printed(text, colour=True)) == []


@pytest.mark.parametrize(
    ("text", "size"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), (styled("日", "title"), 2), ("“…”", 3), ("", 0)],
)
def test_a_text_is_measured_in_cells(text: str, size: int) -> None:
    assert cells(text) == size


@given(
    st.text(st.sampled_from("abc  -.\n\t"), max_size=60), st.integers(6, 30), st.sampled_from(["", "  "]),
    st.sampled_from(["", "    "]),
)  # fmt: skip
def test_narrow_letters_are_folded_as_the_standard_library_folds_them(
    text: str, most: int, first: str, indent: str
) -> None:
    bare = text.replace("\t", " ")
    expected = textwrap.wrap(
        bare, most, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    assert folded(text, most, first, indent) == expected


@given(WIDE, st.integers(4, 30))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(text: str, most: int) -> None:
    lines = folded(text, most, breaks=True)
    assert all(cells(line) <= most for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.lists(WIDE, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(-1, 2))
def test_a_table_is_as_wide_as_the_terminal_at_most(rows: list[list[str]], flexible: int) -> None:
    set_width(60)
    try:
        lines = columns(rows, flexible=flexible)
    finally:
        set_width(WIDTH)
    assert all(cells(line) <= 60 for line in lines)


@given(WIDE, st.integers(6, 40))
def test_a_text_that_is_cut_says_so_and_fits(text: str, most: int) -> None:
    said = cut(text, most)
    assert cells(said) <= most
    assert said == text or said.endswith(" …")


def test_columns_stand_under_one_another_whatever_is_in_them() -> None:
    lines = columns([["Name", "Title"], ["日本", "a"], ["e\u0301", "b"], ["x\x1by", "c"]])
    assert lines == [
        "Name  Title",
        "----  -----",
        "日本  a",
        "e\u0301     b",
        "x␛y   c",
    ]
    assert padded("日", 4) == "日  "


def test_a_terminal_is_used_as_wide_as_it_is_within_what_can_be_read() -> None:
    try:
        for columns_, expected in ((20, 40), (100, 100), (400, 120)):
            set_width(columns_)
            assert width() == expected
            assert max(map(len, wrap("word " * 90).split("\n"))) > expected - 5
    finally:
        set_width(WIDTH)
