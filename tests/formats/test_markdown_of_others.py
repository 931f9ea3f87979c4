"""Markdown as others write it: lists of letters and of any number, headings underlined, and no word lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specman.errors import InputError
from specman.formats import markdown


def read(text: str) -> list[tuple[str, str]]:
    return [(part.label, part.text) for part in markdown.parse(text.encode(), work="w").provisions[1:]]


def test_letters_in_a_row_are_items_and_hold_numbers_and_letters() -> None:
    assert read("## 2 Scope\n\na. **Grant.**\n   1. The owner grants:\n      A. to copy; and\n      B. to hire.\n   2. The rest stays.\nb. See above.\n") == [
        ("2", ""), ("2 a", "Grant."), ("2 a 1", "The owner grants:"), ("2 a 1 A", "to copy; and"),
        ("2 a 1 B", "to hire."), ("2 a 2", "The rest stays."), ("2 b", "See above."),
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [("10.", "11."), ("3)", "4)"), ("i.", "ii."), ("c.", "d.")])
def test_numbers_in_a_row_set_in_are_items_whatever_they_begin_with(first: str, second: str) -> None:
    found = read(f"## 1 A\n\n1. a guest, who\n   {first} signs the book; and\n   {second} pays\n2. a child.\n")
    assert [text for _, text in found[1:]] == ["a guest, who", "signs the book; and", "pays", "a child."]
    assert [label.startswith("1 1") for label, _ in found[1:]] == [True, True, True, False]


def test_a_lone_letter_begins_a_name_and_a_wrapped_number_no_item() -> None:
    assert read("## 1 A\n\nA. Smith wrote this in\n12. It was long.\n\na. One item.\n") == [
        ("1", "A. Smith wrote this in 12. It was long."), ("1 a", "One item."),
    ]  # fmt: skip


def test_a_list_goes_on_behind_the_lists_inside_it() -> None:
    assert [label for label, _ in read("## 1 A\n\n1. First:\n   + plus\n   * star\n2. Second\n")] == [
        "1", "1 1", "1 1 item", "1 1 item 2", "1 2",
    ]  # fmt: skip


def test_headings_underlined_rules_and_comments_are_what_they_are_elsewhere() -> None:
    text = (
        "The Rules\n=========\n\n1 Part\n------\n\n1.1 Words.\n\n* * *\n\n<!-- a\nlong note -->\n1.2 More <!-- no --> words.\n\n"
        "## 2 Last ##\n\n2.1 End.\n"
    )
    document = markdown.parse(text.encode(), work="w")
    assert document.metadata.title == "The Rules"
    assert [(part.label, part.text) for part in document.provisions[1:]] == [
        ("1", ""), ("1.1", "Words."), ("1.2", "More words."), ("2", ""), ("2.1", "End."),
    ]  # fmt: skip
    assert document.provisions[4].heading == "Last"
    assert [finding.message for finding in document.findings] == ["Comments were left out (2)."]


def test_code_holds_no_provisions() -> None:
    text = "## 1 A\n\n1.1 So:\n\n~~~~ yaml\n1. not an item\n~~~\n# nor a heading\n~~~~\n\nAnd:\n\n    2. nor this\n\n1.2 End.\n"
    assert [label for label, _ in read(text)] == ["1", "1.1", "1.2"]
    assert "nor this" in read(text)[1][1]


def test_links_pictures_and_entities_are_read() -> None:
    text = '## 1 A\n\n1.1 See [it][one], [two][], ![a plan](p.png "Plan"), <https://x.org/a> &amp; `&amp;`.\n\n[one]: https://x.org/1\n[Two]: <#2-b>\n\n## 2 B\n\n2.1 End.\n'
    document = markdown.parse(text.encode(), work="w")
    clause = document.provisions[2]
    assert clause.text == "See it, two, a plan, https://x.org/a & `&amp;`."
    assert [(clause.text[m.start : m.end], m.target) for m in clause.marks] == [
        ("it", "https://x.org/1"), ("two", f"#{document.provisions[3].eid}"), ("a plan", "p.png"), ("https://x.org/a", "https://x.org/a"),
    ]  # fmt: skip


lines = st.sampled_from(
    ["# W", "## W", "W W", "1. W", "2. W", "10. W", "a. W", "b. W", "- W", "+ W", "* W", "(a) W", "W\n===", "W\n---", "***", "> W", "```\nW\n```",
     "~~~\nW\n~~~", "| W | W |\n|---|---|\n| W | W |", "**W**", "W *W* W", "`W`", "[W](x)", "<!-- X -->", "", "", "1.1 W", "Note: W"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(["", "", "  ", "   ", "      "]), lines), min_size=1, max_size=14))
def test_every_word_that_a_commonmark_parser_sees_is_read(blocks: list[tuple[str, str]]) -> None:
    text = "\n".join(indent + line.replace("\n", f"\n{indent}") for indent, line in blocks)
    for place in range(text.count("W")):
        text = text.replace("W", f"w{place}", 1)
    try:
        document = markdown.parse(text.encode(), work="w")
    except InputError:
        return
    wanted = Counter(
        word
        for token in MarkdownIt("commonmark").enable("table").parse(text)
        if token.type in ("inline", "fence", "code_block")
        for word in re.findall(r"w\d+", token.content)
    )
    parts = [document.metadata.title, *document.metadata.notes]
    for part in document.provisions:
        parts += [part.num if part.kind == "note" else "", part.heading, part.text, *part.cells]
    parts += [finding.message for finding in document.findings]
    assert not wanted - Counter(re.findall(r"w\d+", " ".join(parts)))


def test_an_item_of_a_list_is_found_by_the_label_that_citations_give_it() -> None:
    text = "## Section 2 \u2013 Scope\n\na. **Grant.**\n   1. The owner grants:\n      A. to copy; and\n      B. to hire.\n\n## Section 6 \u2013 Term\n\na. Ten years.\n"
    document = markdown.parse(text.encode(), work="w")
    found = [document.labelled(label) for label in ("2(a)(1)(B)", "6(a)", "2(b)")]
    assert [part and part.text for part in found] == ["to hire.", "Ten years.", None]


def test_a_sub_paragraph_set_in_is_no_code_and_a_backslash_at_the_end_breaks_the_line() -> None:
    assert read("## 1 A\n\n1.1 It shall\\\nmeet:\n\n    (a) now; and\n\n    (b) then.\n") == [
        ("1", ""), ("1.1", "It shall meet:"), ("1.1(a)", "now; and"), ("1.1(b)", "then."),
    ]  # fmt: skip
