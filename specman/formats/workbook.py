"""Tables kept in workbooks (.xlsx): the first sheet that holds a table, read as the CSV it becomes."""

from __future__ import annotations

import io
import re

from lxml import etree

from specman.errors import InputError, MissingExtraError
from specman.formats import table
from specman.formats.outline import normalise_space
from specman.formats.word.package import Package, open_zip
from specman.formats.xml import local_name
from specman.limits import MAX_CHARACTERS, MAX_DIGITS, MAX_SHEET_AREA, beyond, whole
from specman.model.document import Document

_OTHER_SORTS = ("content.xml", "xl/workbook.bin")  # OpenDocument and binary workbooks, which calamine reads too
_BOM = b"\xef\xbb\xbf\xff\xfe\0"
_PLACE = re.compile(rf"\$?([A-Za-z]{{1,4}})\$?([0-9]{{1,{MAX_DIGITS}}})")
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
    package = Package(open_zip(data, name), name)
    if any(member.casefold().endswith("vbaproject.bin") for member in package.members):
        raise InputError(
            f"{name} carries macros, which specman does not take into a library.",
            hint="Save it as a workbook without macros (.xlsx).",
            slug="macros",
        )
    check_sheets(package)
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
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # calamine's errors have no common base, and a panic of it is no Exception
        raise InputError(
            f"{name} cannot be read as a workbook: {error}.",
            hint="Open it in Excel and save it anew as .xlsx.",
            slug="damaged",
        ) from None
    return []


def check_sheets(package: Package) -> None:
    """Look at where the cells of every sheet are before the reader lays them out: one far away would ask for gigabytes.

    Raises:
        InputError: it is no .xlsx, or a sheet is too large, or the texts of its cells together are.
    """
    is_workbook = not any(member.casefold() in _OTHER_SORTS for member in package.members)
    has_book = False
    strings: list[int] = []
    sheets: list[tuple[str, etree._Element]] = []
    for member in package.members:
        root = package.xml(member) if package.starts(member).lstrip(_BOM + b" \t\r\n")[:1] == b"<" else None
        if root is not None and local_name(root) == "worksheet":
            sheets.append((member, root))
        elif root is not None and local_name(root) == "workbook":
            has_book = True
        elif root is not None and local_name(root) == "sst":
            strings += [sum(len(text.text or "") for text in item.iter("{*}t")) for item in root]
    if not (is_workbook and has_book):
        raise InputError(
            f"{package.name} is a zip file, but no workbook that Excel saves as .xlsx.",
            hint="Open it in Excel and save it as .xlsx.",
            slug="wrong-format",
        )
    for member, root in sheets:
        where = f"{package.name} ({member})"
        characters = 0
        rows, columns = _Reach(), _Reach()
        row = 0
        for line in root.iter("{*}row"):
            row = whole(line.get("r"), row + 1, least=1)
            column = 0
            for cell in line.iter("{*}c"):
                if found := _PLACE.fullmatch(cell.get("r", "")):
                    column, row = _column(found[1]), int(found[2])
                else:
                    column += 1
                value = next(cell.iter("{*}v", "{*}t"), None)
                if value is None:
                    continue
                rows.take(row)
                columns.take(column)
                if cell.get("t") == "s" and 0 <= (at := whole(value.text, -1)) < len(strings):
                    characters += strings[at]
        if rows.length * columns.length > MAX_SHEET_AREA:
            raise beyond(where, "cells between its first and its last", MAX_SHEET_AREA, is_unreal=True)
        if characters > MAX_CHARACTERS:
            raise beyond(where, "characters in its cells", MAX_CHARACTERS)


class _Reach:
    """From the first to the last row, or column, that something is written in."""

    def __init__(self) -> None:
        self.first = self.last = 0

    def take(self, place: int) -> None:
        self.first = min(self.first or place, place)
        self.last = max(self.last, place)

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def _column(letters: str) -> int:
    """The number of a column: A is 1, XFD the last."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(cell: object) -> str:
    """A cell as it is shown: whole numbers without a decimal point, dates as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())
    return normalise_space(str(cell))
