"""What words of a document look like to a reader of Markdown: words, whatever signs they hold."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from specman.formats import markdown
from specman.formats.markdown_writing import serialise
from specman.formats.outline import Outline
from specman.model.document import Document, Metadata

SIGNS = (
    "<script>", "</b>", "<!-- ", "<https://x.org>", "<br>", '<a name="x">', "[a](javascript:x)", "[a [b] c](x)", "](x)",
    "[^1]", "![p](x)", "[x]: y", "[", "]", "(", ")", "**", "*", "_", "`", "~~", "`<b>`", "`\\\\[x`", "``", "&lt;", "&#106;", "&", "\\", "|", "#",
    "https://x.org", "www.x.org", ":", "=", " #", "-->", "[w][x]", ">", "word", "w", "1.", "(a)", " ",
)  # fmt: skip
BEGINNINGS = (
    "", "# ", "> ", "- ", "* ", "+ ", "1. ", "(a) ", "a. ", "A) ", "ii. ", "---", "===", "```", "~~~", "| ", ": ", "[x]: ",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map(lambda parts: " ".join("".join(parts).split()))
LINES = st.builds(lambda begin, words: " ".join((begin + "w " + words).split()), st.sampled_from(BEGINNINGS), WORDS)
PLACED = st.builds(lambda words: " ".join(f"w {words} w".split()), WORDS)


def made(title: str, note: str, clause: str, second: str, cell: str, caption: str) -> Document:
    outline = Outline("w", "1.0", "words.md")
    section = outline.add("section", "", num="1", heading="Head")
    outline.add("clause", section, num="1.1", text=f"{clause}\n{second}")
    table = outline.add("table", section, num="1", heading=caption, cells=("Key", "Value"))
    outline.add("row", table, num="k", cells=("k", cell))
    return outline.document(Metadata(title=title, notes=(note,)))


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


@settings(max_examples=200)
@given(PLACED, PLACED, PLACED, LINES, PLACED, PLACED)
def test_no_words_of_a_document_come_alive_and_all_are_read_back(
    title: str, note: str, clause: str, second: str, cell: str, caption: str
) -> None:
    document = made(title, note, clause, second, cell, caption)
    data = serialise(document)
    found = [token.type for token in tokens(data.decode())]
    active = {"html_inline", "html_block", "link_open", "image", "em_open", "s_open", "strong_open", "hr", "fence"}
    assert active & {*found} == set()
    assert found.count("heading_open") == 2  # the title and the section
    assert found.count("blockquote_open") == 1
    assert not {"bullet_list_open", "ordered_list_open"} & {*found}
    again = markdown.parse(data, work="w", version="1.0")
    assert again.metadata.title == title
    assert again.metadata.notes == (note,)
    assert [p.words for p in again.provisions] == [p.words for p in document.provisions]
    assert [p.heading for p in again.provisions] == [p.heading for p in document.provisions]
