"""Tables as a reader sees them: what parts their cells, how a workbook shows its numbers, and what is told beside."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.formats import table, workbook
from specman.formats.number_formats import shown
from specman.formats.reading import read_document
from specman.formats.separators import delimiter_of


def cells(text: str) -> list[tuple[str, ...]]:
    return [part.cells for part in table.parse(text.encode()).provisions]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found_out(sign: str) -> None:
    rows = [["Code", "Meaning", "Rate"], ["A1", "one, and only; or two", "1.5"], ["A2", "a | b", "2"]]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sign).writerows(rows)
    assert cells(buffer.getvalue()) == [tuple(row) for row in rows]


def test_a_table_that_is_not_written_as_most_says_so() -> None:
    def told(text: str) -> list[str]:
        return [finding.message for finding in table.parse(text.encode()).findings]

    assert told("A;B\nx;1,5\n") == ["Cells are parted by semicolons, and decimals are written behind a comma."]
    assert told("A\tB\nx\t1.5\n") == ["Cells are parted by tabs."]
    assert told('A,B\nx,"2,75"\n') == ["Cells are parted by commas, and decimals are written behind a comma."]
    assert told('A,B\nx,"2,750"\n') == []
    assert told("A,B\nx,1.5\n") == []


def test_a_file_may_state_what_parts_its_cells() -> None:
    assert cells("# Note\nsep=|\nA|B\nx,y,z|1\n") == [("A", "B"), ("x,y,z", "1")]


words = st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S")), min_size=1, max_size=6)


@given(
    st.lists(st.lists(words, min_size=2, max_size=2), min_size=2, max_size=6).filter(lambda rows: rows[0][0][0] != "#")
)
def test_what_was_written_is_read_again(rows: list[list[str]]) -> None:
    data = table.serialise(rows)
    if not delimiter_of(data.decode())[1]:
        assert delimiter_of(data.decode())[0] == ","
    assert [list(part.cells) for part in table.parse(data).provisions] == rows


def test_cells_beyond_the_header_are_kept_and_named() -> None:
    document = table.parse(b"A,B\nx,1,lost,also\ny,2,\n")
    assert [part.cells for part in document.provisions[1:]] == [("x", "1", "lost", "also"), ("y", "2")]
    [finding] = document.findings
    assert finding.message == "Row 'x' has 4 cells, the header 2. Beyond it: 'lost | also'."


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("7", "0000", "0007"),
        ("0.05", "0%", "5%"),
        ("0.125", "0.00%", "12.50%"),
        ("1234567.891", "#,##0", "1,234,568"),
        ("2.5", "0", "3"),
        ("0.5", "#.##", ".5"),
        ("-3.456", '"\u00a3"#,##0.00', "-\u00a33.46"),
        ("-2", "0;(0)", "(2)"),
        ("0", '0;-0;"nil"', "nil"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("1500000", '0.0,,"M"', "1.5M"),
        ("5", '[Red]0" kWh"', "5 kWh"),
        ("1234567", "000-0000", "123-4567"),
        ("12", "[$\u20ac-407] #,##0.00", "\u20ac 12.00"),
        ("45365", "dd/mm/yyyy", "14/03/2024"),
        ("45365", "[$-F800]dddd, mmmm dd, yyyy", "14 March 2024"),
        ("45365.75", "ddd d-mmm-yy h:mm AM/PM", "Thu 14-Mar-24 6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "# ?/?", "0.5"),
        ("5", "[>=10]0.0;0", "5"),
        ("0.30000000000000004", "General", "0.3"),
    ],
)
def test_a_number_is_shown_by_its_format(number: str, code: str, text: str) -> None:
    assert shown(Decimal(number), code) == text


@given(
    st.decimals(-(10**12), 10**12, places=4),
    st.sampled_from(["0", "#,##0.00", "0.0%", "0000-00", "#", "0.##", "0.0E+0", "yyyy"]),
)
def test_any_number_is_shown(number: Decimal, code: str) -> None:
    assert isinstance(shown(number, code), str)


@given(st.integers(0, 10**15))
def test_thousands_are_parted_as_python_parts_them(number: int) -> None:
    assert shown(Decimal(number), "#,##0") == f"{number:,}"


def made(*sheets: list[list[object]], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for place, rows in enumerate(sheets):
        sheet = book.active if place == 0 else book.create_sheet()
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        for where, code in (formats or {}).items():
            sheet[where].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_the_cells_of_a_workbook_are_those_of_the_sheet_as_it_is_shown() -> None:
    data = made(
        [["Code", "From", "Share", "Band"], ["A1", 45365, 0.125, 7], ["A2", 45366, 0.05, True]],
        formats={"B2": "dd/mm/yyyy", "B3": "mm-dd-yy", "C2": "0.00%", "C3": "0%", "D2": "0000"},
    )
    document = workbook.parse(data)
    assert [part.cells for part in document.provisions[1:]] == [
        ("A1", "14/03/2024", "12.50%", "0007"), ("A2", "15/03/2024", "5%", "TRUE"),
    ]  # fmt: skip
    assert document.findings == ()
    stored = read_document(workbook.as_csv(data, "a.xlsx"), "a.csv")
    assert [part.cells for part in stored.provisions] == [part.cells for part in document.provisions]


def test_what_a_table_of_a_workbook_does_not_show_is_told() -> None:
    data = made([["A", "B"], ["x", "=1+1", "more"], ["y", 1.2345]], [["C", "D"], ["z", 1]], formats={"B3": "0.0"})
    document = workbook.parse(data, name="a.xlsx")
    assert [part.cells for part in document.provisions] == [("A", "B"), ("x", "", "more"), ("y", "1.2")]
    assert [(finding.slug, finding.message) for finding in document.findings] == [
        ("left-out", "Only the sheet 'Sheet' was read, not 'Sheet1'."),
        ("left-out", "Formulas whose results the file does not hold were left out (1)."),
        ("cells-rounded", "Cells hold more decimals than they show (1)."),
        ("table-shape", "Row 'x' has 3 cells, the header 2. Beyond it: 'more'."),
    ]
