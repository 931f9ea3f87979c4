"""What specman writes, it reads back: Word and Markdown, every expression that ships and documents made up."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from specman.formats import akn, markdown
from specman.formats.flow import Flow, Text
from specman.formats.markdown_writing import serialise as write_markdown
from specman.formats.reading import read_document
from specman.formats.word.read import parse
from specman.formats.word.write import serialise
from specman.model.document import Document, Mark, Merge, Metadata
from tests.conftest import ROOT
from tests.formats.test_markdown_and_akn import official_schema

EXPRESSIONS = sorted((ROOT / "specs").glob("*/*.xml"))
words = st.text("abcdefghijklmnopqrstuvwxyz &<>'é", min_size=1, max_size=12).map(lambda t: " ".join(t.split()) or "a")


@pytest.mark.parametrize("file", EXPRESSIONS, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_every_expression_that_ships_comes_back_from_word_and_from_markdown(file: Path) -> None:
    document = read_document(file.read_bytes(), str(file), work=file.parent.name, version=file.stem)
    back = parse(serialise(document, name="X"), work=document.work, version=document.version)
    assert back.provisions == document.provisions
    assert back.metadata == document.metadata
    again = markdown.parse(write_markdown(document), work=document.work, version=document.version)
    assert again.provisions == document.provisions


def marked(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """At most one mark of emphasis, not over the whole text and not around it."""
    if len(text) < 6 or not draw(st.booleans()):
        return ()
    start = draw(st.integers(1, len(text) - 3))
    end = draw(st.integers(start + 1, len(text) - 2))
    if text[start].isspace() or text[end - 1].isspace() or "\n" in text[start:end]:
        return ()
    return (Mark(draw(st.sampled_from(["b", "i"])), start, end),)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of every kind of block, built as a reader builds them."""
    flow, notes = Flow("w", "1.0", "w.docx"), 0

    def text() -> Text:
        lines = draw(st.lists(words, min_size=1, max_size=2))
        joined = "\n".join(lines)
        return Text(joined, marked(draw, joined))

    for section in range(1, draw(st.integers(1, 3)) + 1):
        number = f"{draw(st.sampled_from(['', 'H']))}{section + draw(st.integers(0, 2))}"
        status = draw(st.sampled_from(["normative", "normative", "informative"]))
        flow.heading(1, Text(draw(words)), number, status=status)
        if draw(st.booleans()):
            flow.paragraph(text())
        for clause in range(1, draw(st.integers(0, 3)) + 1):
            if draw(st.booleans()):
                flow.heading(2, Text(draw(words)))
            flow.clause(f"{number}.{clause}", text())
            if draw(st.booleans()):
                notes += 1
                owner = flow.outline[flow.last]
                eid = flow.footnote(owner.eid, str(notes), Text(draw(words)))
                marks = (*owner.marks, Mark("note", len(owner.text), len(owner.text), eid))
                marks = tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind)))
                flow.outline.update(owner.eid, dataclasses.replace(owner, marks=marks))
            for place in range(draw(st.integers(0, 3))):
                flow.item(1, draw(st.sampled_from([f"({'abc'[place]})", ""])), text())
                if draw(st.booleans()):
                    flow.item(2, "(i)", text())
            if draw(st.booleans()) and flow.items:
                flow.closing(text())
            sort = draw(st.sampled_from(["none", "table", "definitions", "note"]))
            if sort == "definitions":
                for term in draw(st.lists(words, min_size=1, max_size=2, unique=True)):
                    flow.definition(term, text())
                    if draw(st.booleans()):
                        flow.item(1, "(a)", text())
                flow.items = []
            elif sort == "table":
                table = flow.table(("A", "B", "C"), 0, num=f"{section}.{clause}", title="T")
                flow.row(table, (draw(words), draw(words), ""), 0, merges=(Merge(1, 2, 1),))
                flow.row(table, (f"{draw(words)}\nb", draw(words), "x"), 0)
            elif sort == "note":
                flow.note("Note 1", text())
    flow.finish()
    return flow.outline.document(
        Metadata(title="A title", date="2016-06-15", notes=("Illustrative.",), stated_version="1.0")
    )


@given(documents())
def test_a_document_comes_back_from_word_the_same(document: Document) -> None:
    back = parse(serialise(document), work="w", version="1.0")
    assert back.provisions == document.provisions
    assert back.metadata == document.metadata


@given(documents())
def test_the_stored_form_of_any_document_keeps_the_profile_and_comes_back(document: Document) -> None:
    data = akn.serialise(document)
    assert akn.validate(data, "w.xml") == []
    assert official_schema().validate(etree.fromstring(data)), official_schema().error_log
    assert akn.parse(data, work="w", version="1.0").provisions == document.provisions


def test_the_same_document_gives_the_same_bytes_and_every_part_is_xml() -> None:
    file = ROOT / "specs/sec-h/4.12.xml"
    document = read_document(file.read_bytes(), str(file))
    one, two = serialise(document), serialise(document)
    assert one == two
    archive = zipfile.ZipFile(io.BytesIO(one))
    assert archive.testzip() is None
    for name in archive.namelist():
        etree.fromstring(archive.read(name))


def test_numbers_are_words_own_wherever_a_list_can_print_them() -> None:
    file = ROOT / "specs/sec-h/4.12.xml"
    document = read_document(file.read_bytes(), str(file))
    body = zipfile.ZipFile(io.BytesIO(serialise(document))).read("word/document.xml").decode()
    numbered = [q for q in document.provisions if q.kind in ("section", "clause", "item") and q.num]
    assert body.count("<w:numPr>") == len(numbered)


def test_links_bookmarks_footnotes_and_pictures_survive() -> None:
    flow = Flow("w", "1.0", "w.docx")
    flow.heading(1, Text("A"), "1")
    flow.clause(
        "1.1",
        Text("See 1.2 and the site.", (Mark("ref", 4, 7, "#cl_1-2"), Mark("ref", 16, 20, "https://example.org/a"))),
    )
    flow.clause("1.2", Text("Here ", (Mark("img", 4, 4, "0" * 32 + ".png"),)))
    flow.outline.update("sec_1__cl_1-2", flow.outline["sec_1__cl_1-2"])
    document = flow.outline.document(Metadata(title="T"))
    first = dataclasses.replace(
        document.provisions[2],
        marks=(Mark("ref", 4, 7, "#sec_1__cl_1-2"), Mark("ref", 16, 20, "https://example.org/a")),
    )
    second = dataclasses.replace(document.provisions[3], text="Here")
    document = dataclasses.replace(document, provisions=(*document.provisions[:2], first, second))
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x02\0\0\0\x02" + b"\x08\x02\0\0\0"
    back = parse(serialise(document, images={"0" * 32 + ".png": png}), name="x.docx")
    assert back.provisions[2].marks == first.marks
    assert [m.kind for m in back.provisions[3].marks] == ["img"]
    assert back.images[0].data == png


@given(st.lists(st.text("ab *_", min_size=1, max_size=14), min_size=1, max_size=3), st.data())
def test_markdown_keeps_asterisks_underscores_and_italics(texts: list[str], data: st.DataObject) -> None:
    flow = Flow("w", "1", "t")
    flow.heading(1, Text("A"), "1")
    for place, said in enumerate(texts, 1):
        text = " ".join(f"x {said} x".split())
        whole = [m.span() for m in re.finditer(r"(?<!\S)[ab]+(?: [ab]+)*(?!\S)", text)]
        spans = data.draw(st.lists(st.sampled_from(whole), max_size=1)) if whole else []
        flow.clause(f"1.{place}", Text(text, tuple(Mark("i", *span) for span in spans)))
    flow.finish()
    document = flow.outline.document(Metadata(title="T"))
    assert markdown.parse(write_markdown(document), work="w", version="1").provisions == document.provisions


def test_markdown_keeps_counted_items_and_lines_that_only_begin_like_them() -> None:
    flow = Flow("w", "1", "t")
    flow.heading(1, Text("A"), "1")
    flow.clause("1.1", Text("It says:\n(a) no item\n1. nor this\n12) nor that\n1.1 kW is no clause"))
    flow.item(0, "1.", Text("one;"))
    flow.item(0, "2.", Text("two."))
    flow.finish()
    document = flow.outline.document(Metadata(title="T"))
    back = markdown.parse(write_markdown(document), work="w", version="1")
    assert [(p.label, p.text) for p in back.provisions] == [(p.label, p.text) for p in document.provisions]


def test_an_item_directly_under_a_heading_is_an_item() -> None:
    found = markdown.parse(b"# T\n\n## 1 X\n(a) one;\n(b) two\n", work="w").provisions[2:]
    assert [(p.label, p.text) for p in found] == [("1(a)", "one;"), ("1(b)", "two")]
