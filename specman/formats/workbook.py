"""Tables kept in workbooks (.xlsx): the first sheet that holds a table, read as the CSV it becomes."""

from __future__ import annotations

from dataclasses import replace

from specman.errors import InputError
from specman.formats import table
from specman.formats.sheets import Sheet, read_sheets
from specman.formats.word.package import Package, open_zip
from specman.model.document import Document
from specman.model.finding import Finding

_OLD = b"\xd0\xcf\x11\xe0"


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "table.xlsx") -> Document:
    """Read a workbook. Rows above the header are notes on the table; merged cells keep their text in the first.

    Raises:
        InputError: no workbook, damaged, protected, or without a table in it.
    """
    sheets = _sheets(data, name)
    chosen = _with_table(sheets, name)
    document = table.parse(_csv_of(chosen), work=work, version=version, name=name, delimiter=",")
    return replace(document, findings=(*_told(chosen, sheets, name), *document.findings))


def as_csv(data: bytes, name: str) -> bytes:
    """The table of a workbook in the form the library keeps: notes as `#` lines, a header row, a line a row."""
    return _csv_of(_with_table(_sheets(data, name), name))


def _sheets(data: bytes, name: str) -> list[Sheet]:
    if data.startswith(_OLD):
        raise InputError(
            f"{name} is encrypted, or in the old binary format of Excel 97 to 2003.",
            hint="Open it in Excel and save it without a password as .xlsx.",
            slug="old-excel",
        )
    package = Package(open_zip(data, name), name)
    if any(member.casefold().endswith("vbaproject.bin") for member in package.members):
        raise InputError(
            f"{name} carries macros, which specman does not take into a library.",
            hint="Save it as a workbook without macros (.xlsx).",
            slug="macros",
        )
    return read_sheets(package)


def _with_table(sheets: list[Sheet], name: str) -> Sheet:
    found = next((sheet for sheet in sheets if sheet.has_table), None)
    if found is None:
        raise InputError(
            f"{name} holds no table: no sheet has a row of two cells or more.",
            hint="The table's header is the first row with two cells or more.",
            slug="no-provisions",
        )
    return found


def _csv_of(sheet: Sheet) -> bytes:
    """The header ends with its last cell that is filled: a row that is longer keeps its cells, and is told."""
    head = next(place for place, row in enumerate(sheet.rows) if sum(map(bool, row)) > 1)
    width = _length(sheet.rows[head])
    notes = [cell for row in sheet.rows[:head] for cell in row if cell]
    rows = [row[: max(width, _length(row))] for row in sheet.rows[head:] if any(row)]
    return table.serialise(rows, notes)


def _length(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def _told(chosen: Sheet, sheets: list[Sheet], name: str) -> list[Finding]:
    """What the table does not show of the workbook."""
    found = []
    others = [sheet.name for sheet in sheets if sheet is not chosen]
    if others:
        named = ", ".join(repr(other) for other in others[:5]) + (" and more" if len(others) > 5 else "")
        found.append(
            Finding(
                "left-out", "warning", f"Only the sheet {chosen.name!r} was read, not {named}.", "", name, 0,
                "Save each sheet as a file of its own.",
            )
        )  # fmt: skip
    if chosen.unfinished:
        found.append(
            Finding(
                "left-out", "warning",
                f"Formulas whose results the file does not hold were left out ({chosen.unfinished}).", "", name, 0,
                "Open the workbook in Excel and save it.",
            )
        )  # fmt: skip
    if chosen.rounded:
        found.append(
            Finding(
                "cells-rounded", "note", f"Cells hold more decimals than they show ({chosen.rounded}).", "", name, 0,
                "What is shown was read: a difference behind it is not seen.",
            )
        )  # fmt: skip
    return found
