"""The sheets of a workbook (.xlsx), cell by cell as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from posixpath import basename

from lxml import etree

from specman.errors import InputError
from specman.formats.number_formats import BUILT_IN, is_rounded, plain, shown
from specman.formats.outline import normalise_space
from specman.formats.word.package import Package
from specman.formats.xml import local_name
from specman.limits import MAX_CHARACTERS, MAX_DIGITS, MAX_SHEET_AREA, beyond, whole

_OTHER_SORTS = ("content.xml", "xl/workbook.bin")  # OpenDocument and binary workbooks
_BOM = b"\xef\xbb\xbf\xff\xfe\0"
_PLACE = re.compile(rf"\$?([A-Za-z]{{1,4}})\$?([0-9]{{1,{MAX_DIGITS}}})")
_PARTS = ("workbook", "sst", "styleSheet", "worksheet")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Sheet:
    """One sheet.

    Attributes:
        rows: its cells as texts, from the first row and column that hold one.
        rounded: cells that hold more decimals than they show.
        unfinished: cells with a formula whose result the file does not hold.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    rounded: int = 0
    unfinished: int = 0

    @property
    def has_table(self) -> bool:
        """Whether a row of it has two cells or more."""
        return any(sum(map(bool, row)) > 1 for row in self.rows)


def read_sheets(package: Package) -> list[Sheet]:
    """Every sheet that holds something, in the order of the workbook.

    Raises:
        InputError: it is no .xlsx, or a sheet is too large, or the texts of its cells together are.
    """
    parts = {
        member: root
        for member in package.members
        if (root := _xml(package, member)) is not None and local_name(root) in _PARTS
    }
    book = next((root for root in parts.values() if local_name(root) == "workbook"), None)
    if book is None or any(member.casefold() in _OTHER_SORTS for member in package.members):
        raise InputError(
            f"{package.name} is a zip file, but no workbook that Excel saves as .xlsx.",
            hint="Open it in Excel and save it as .xlsx.",
            slug="wrong-format",
        )
    strings = [_string(item) for root in parts.values() if local_name(root) == "sst" for item in root]
    formats = next((_formats(root) for root in parts.values() if local_name(root) == "styleSheet"), [])
    from_1904 = any(stated.get("date1904") in ("1", "true") for stated in book.iter("{*}workbookPr"))
    names = _names(package, book)
    found = []
    for member, root in parts.items():
        if local_name(root) == "worksheet":
            reader = _SheetReader(f"{package.name} ({member})", strings, formats, from_1904=from_1904)
            order, name = names.get(member, (len(names), basename(member)))
            found.append((order, reader.read(root, name)))
    return [sheet for _, sheet in sorted(found, key=lambda pair: pair[0]) if sheet.rows]


def _xml(package: Package, member: str) -> etree._Element | None:
    if package.starts(member).lstrip(_BOM + b" \t\r\n")[:1] != b"<":
        return None
    return package.xml(member)


def _names(package: Package, book: etree._Element) -> dict[str, tuple[int, str]]:
    """Member of the zip to the place and the name of the sheet that it is."""
    member = next((m for m in package.members if m.casefold().endswith("workbook.xml")), "")
    ties = package.relationships(member)
    found = {}
    for place, sheet in enumerate(book.iter("{*}sheet")):
        key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        if key in ties:
            found[ties[str(key)].target] = (place, sheet.get("name", ""))
    return found


def _formats(styles: etree._Element) -> list[str]:
    """The format code of each style that a cell can have."""
    own = {whole(one.get("numFmtId"), -1): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    found = []
    for holder in styles.iter("{*}cellXfs"):
        for style in holder:
            number = whole(style.get("numFmtId"), 0)
            found.append(own.get(number) or BUILT_IN.get(number, "General"))
    return found


def _string(item: etree._Element) -> str:
    """A text with its runs, without the readings that stand above them."""
    words = [
        text.text or ""
        for text in item.iter("{*}t")
        if not any(local_name(holder) == "rPh" for holder in text.iterancestors())
    ]
    return normalise_space(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(words)))


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, where: str, strings: list[str], formats: list[str], *, from_1904: bool) -> None:
        self.where = where
        self.strings = strings
        self.formats = formats
        self.from_1904 = from_1904
        self.sheet = Sheet("")

    def read(self, root: etree._Element, name: str) -> Sheet:
        self.sheet.name = name
        cells: dict[tuple[int, int], str] = {}
        characters = 0
        for row, column, cell in self.placed(root):
            if text := self.text(cell):
                cells[row, column] = text
                characters += len(text)
            if characters > MAX_CHARACTERS:
                raise beyond(self.where, "characters in its cells", MAX_CHARACTERS)
        if not cells:
            return self.sheet
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        first_row, first, last = min(rows), min(columns), max(columns)
        if (max(rows) - first_row + 1) * (last - first + 1) > MAX_SHEET_AREA:
            raise beyond(self.where, "cells between its first and its last", MAX_SHEET_AREA, is_unreal=True)
        self.sheet.rows = [
            [cells.get((row, column), "") for column in range(first, last + 1)]
            for row in range(first_row, max(rows) + 1)
        ]
        return self.sheet

    def placed(self, root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
        """The cells with their rows and columns, which a file may leave out where they count on."""
        row = 0
        for line in root.iter("{*}row"):
            row = whole(line.get("r"), row + 1, least=1)
            column = 0
            for cell in line.iter("{*}c"):
                if found := _PLACE.fullmatch(cell.get("r", "")):
                    column, row = _column(found[1]), int(found[2])
                else:
                    column += 1
                yield row, column, cell

    def text(self, cell: etree._Element) -> str:
        sort = cell.get("t", "n")
        if sort == "inlineStr":
            return _string(cell)
        value = next((found.text or "" for found in cell.iter("{*}v")), "")
        if not value:
            self.sheet.unfinished += any(True for _ in cell.iter("{*}f"))
            return ""
        if sort == "s":
            place = whole(value, -1)
            return self.strings[place] if 0 <= place < len(self.strings) else ""
        if sort == "b":
            return "TRUE" if value == "1" else "FALSE"
        if sort != "n":  # a text that a formula gave, an error, or a day as ISO writes it
            return normalise_space(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))
        return self.number(value, whole(cell.get("s"), 0))

    def number(self, value: str, style: int) -> str:
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            return normalise_space(value)
        if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS * 40:
            return normalise_space(value)
        code = self.formats[style] if 0 <= style < len(self.formats) else "General"
        if code == "General":
            return plain(number)
        self.sheet.rounded += is_rounded(number, code)
        return shown(number, code, from_1904=self.from_1904)


def _column(letters: str) -> int:
    """The number of a column: A is 1, XFD the last."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
