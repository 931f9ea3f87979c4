"""Tables kept in workbooks (.xlsx): the first sheet that holds a table, read as the CSV it becomes."""

from __future__ import annotations

import io

from specman.errors import InputError, MissingExtraError
from specman.formats import table
from specman.formats.outline import normalise_space
from specman.formats.word.package import open_zip
from specman.model.document import Document

_OLD = b"\xd0\xcf\x11\xe0"


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "table.xlsx") -> Document:
    """Read a workbook. Rows above the header are notes on the table; merged cells keep their text in the first.

    Raises:
        InputError: no workbook, damaged, protected, or without a table in it.
        MissingExtraError: the reader of workbooks is not installed.
    """
    return table.parse(as_csv(data, name), work=work, version=version, name=name)


def as_csv(data: bytes, name: str) -> bytes:
    """The table of a workbook in the form the library keeps: notes as `#` lines, a header row, a line a row."""
    rows = _rows(data, name)
    head = next((place for place, row in enumerate(rows) if sum(map(bool, row)) > 1), None)
    if head is None:
        raise InputError(
            f"{name} holds no table: no sheet has a row of two cells or more.",
            hint="The table's header is the first row with two cells or more.",
            slug="no-provisions",
        )
    width = max(len(row) for row in rows[head:])
    while width > 1 and not any(row[width - 1] for row in rows[head:] if len(row) >= width):
        width -= 1
    notes = [next(cell for cell in row if cell) for row in rows[:head] if any(row)]
    return table.serialise([(row + [""] * width)[:width] for row in rows[head:] if any(row)], notes)


def _rows(data: bytes, name: str) -> list[list[str]]:
    if data.startswith(_OLD):
        raise InputError(
            f"{name} is encrypted, or in the old binary format of Excel 97 to 2003.",
            hint="Open it in Excel and save it without a password as .xlsx.",
            slug="old-excel",
        )
    archive = open_zip(data, name)
    if any(member.casefold().endswith("vbaproject.bin") for member in archive.namelist()):
        raise InputError(
            f"{name} carries macros, which specman does not take into a library.",
            hint="Save it as a workbook without macros (.xlsx).",
            slug="macros",
        )
    try:
        import python_calamine
    except ImportError:
        raise MissingExtraError(
            "Reading workbooks needs the extra [xlsx], which is not installed.",
            hint="Install it with pip install 'specman[xlsx]', or save the sheet as CSV.",
        ) from None
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        for sheet in workbook.sheet_names:
            rows = [[_text(cell) for cell in row] for row in workbook.get_sheet_by_name(sheet).to_python()]
            if any(sum(map(bool, row)) > 1 for row in rows):
                return rows
    except Exception as error:  # calamine's errors have no common base but CalamineError, and panics differ
        raise InputError(
            f"{name} cannot be read as a workbook: {error}.",
            hint="Open it in Excel and save it anew as .xlsx.",
            slug="damaged",
        ) from None
    return []


def _text(cell: object) -> str:
    """A cell as it is shown: whole numbers without a decimal point, dates as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())
    return normalise_space(str(cell))
