"""Where paragraphs belong that a person numbered by hand, and headings that are numbered by letters or run in."""

from __future__ import annotations

import pytest

from specman.formats.word.read import parse
from specman.model.document import Document
from tests.wordfiles import abstract, docx, instance, lvl, p, r, tbl, tr


def read(body: str, **more: str) -> Document:
    return parse(docx(body, **more), name="t.docx")


def shape(document: Document) -> list[tuple[str, str]]:
    return [(q.kind, q.label) for q in document.provisions[1:]]


def typed(number: str, words: str) -> str:
    return p(f"<w:r><w:t>{number}</w:t><w:tab/><w:t>{words}</w:t></w:r>")


@pytest.mark.parametrize("dot", ["", "."])
def test_numbers_typed_in_plain_type_head_those_that_go_on_below_them(dot: str) -> None:
    body = (
        typed(f"1{dot}", "MEANINGS")
        + typed("1.1", "These apply:")
        + typed("(a)", "one;")
        + typed(f"2{dot}", "NO PARAGRAPHS OF ITS OWN")
        + typed(f"3{dot}", "FEES")
        + typed("3.1", "They are due.")
    )
    assert shape(read(body)) == [
        ("clause", "1"), ("clause", "1.1"), ("item", "1.1(a)"), ("clause", "2"), ("clause", "3"), ("clause", "3.1"),
    ]  # fmt: skip


def test_a_plain_list_of_typed_numbers_stays_a_list() -> None:
    body = p("Steps", style="H1") + p("Do this:") + typed("1.", "open;") + typed("2.", "close.")
    assert [kind for kind, _ in shape(read(body))] == ["section", "item", "item"]


def test_a_schedule_whose_number_stands_alone_in_the_middle_is_a_section() -> None:
    body = typed("1.", "A") + typed("1.1", "Text.") + p("SCHEDULE 1", properties='<w:jc w:val="center"/>') + p("Words.")
    document = read(body)
    assert shape(document)[2:] == [("section", "SCHEDULE 1")]
    assert document.provisions[-1].text == "Words."
    assert [f.slug for f in document.findings] == []


def test_typed_numbers_go_on_below_a_heading_without_a_number() -> None:
    body = (
        p("<w:r><w:t>B1</w:t><w:tab/><w:t>Accession</w:t></w:r>", style="H1")
        + p("B1.1 A person may accede.")
        + p("Fees", style="H1")
        + p("B1.2 A fee is due.")
    )
    assert [label for _, label in shape(read(body))] == ["B1", "B1.1", "Fees", "B1.2"]


@pytest.mark.parametrize("text", ["Annex %1", "%1"])
def test_headings_numbered_by_letters_are_sections(text: str) -> None:
    numbering = (
        abstract(0, lvl(0, "%1."), lvl(1, "%1.%2")) + abstract(1, lvl(0, text, "upperLetter"), lvl(1, "%1.%2"))
        + instance(1, 0) + instance(2, 1)
    )  # fmt: skip
    body = (
        p("Scope", style="H1", num="1")
        + p("Details", style="H2", num="1", level=1)
        + p("Forms", style="H1", num="2")
        + p("Form one", style="H2", num="2", level=1)
        + p("Its text.")
        + p("Tables", style="H1", num="2")
        + p("Table one", style="H2", num="2", level=1)
    )
    document = read(body, numbering=numbering)
    a, b = (text.replace("%1", letter) for letter in "AB")
    assert shape(document) == [("section", num) for num in ("1", "1.1", a, "A.1", b, "B.1")]
    assert [q.text for q in document.provisions if q.text] == ["Its text."]
    assert document.findings == ()


RUN_IN = "<w:vanish/><w:specVanish/>"


@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("mark", ["", RUN_IN])
def test_headings_of_one_style_and_level_are_siblings_whether_or_not_a_stop_ends_them(stop: str, mark: str) -> None:
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2")) + instance(1, 0)
    body = (
        p("Promises", style="H1", num="1")
        + p(f"Standing{stop}", style="H2", num="1", level=1, mark=mark)
        + p("It stands.")
        + p("Capital.", style="H2", num="1", level=1, mark=mark)
        + p("It has some.")
    )
    document = read(body, numbering=numbering)
    assert [(q.label, q.parent) for q in document.provisions[2:]] == [("1.1", "sec_1"), ("1.2", "sec_1")]
    assert document.findings == ()


def test_a_plain_table_whose_rows_all_say_what_a_term_means_lists_definitions() -> None:
    plain = p("1 A", style="H1") + tbl(tr("Fee", "means a sum."), tr("Device", "has the meaning given in 2."))
    assert [kind for kind, _ in shape(read(plain))][1:] == ["definition", "definition"]
    other = p("1 A", style="H1") + tbl(tr("Fee", "means a sum."), tr("Device", "a thing."))
    assert "definition" not in [kind for kind, _ in shape(read(other))]


def test_a_cell_ends_with_the_grid_whatever_it_says_it_spans() -> None:
    def table(span: int) -> str:
        wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p("wide")}</w:tc>'
        grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        return tbl(grid, tr("a", "b"), tr(wide), tr("c", "d"))

    cells = [[(q.cells, q.merges) for q in read(p(r("Text.")) + table(span)).provisions] for span in (2, 9)]
    assert cells[0] == cells[1]
