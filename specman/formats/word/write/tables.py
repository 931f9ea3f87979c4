"""Tables for a Word file: how wide their columns are, and which cells span columns or rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from specman.formats.word import house
from specman.model.document import Merge, Provision

_PAGE, _LETTER, _MARGINS = 9300, 118, 230  # twentieths of a point; a letter of the table's type


@dataclass(frozen=True)
class Slot:
    """A cell to be written: its first column, how many it spans, and whether it begins or continues a cell above."""

    column: int
    columns: int = 1
    rows: Literal["", "begins", "continues"] = ""

    @property
    def properties(self) -> str:
        """Its properties as Word writes them."""
        across = f'<w:gridSpan w:val="{self.columns}"/>' if self.columns > 1 else ""
        down = {"": "", "begins": '<w:vMerge w:val="restart"/>', "continues": "<w:vMerge/>"}[self.rows]
        return across + down


def slots_of(rows: Sequence[Provision], width: int) -> Iterator[list[Slot]]:
    """The cells to be written for each row of a table.

    Args:
        width: number of columns.
    """
    open_above: dict[int, tuple[int, int]] = {}  # column: (rows left, columns)
    for row in rows:
        merges = {merge.column: merge for merge in row.merges}
        slots: list[Slot] = []
        column = 0
        while column < width:
            left, columns = open_above.get(column, (0, 0))
            merge = merges.get(column, Merge(column))
            if left > 0:
                open_above[column] = (left - 1, columns)
                slots.append(Slot(column, columns, "continues"))
            else:
                columns = max(1, merge.columns)
                if merge.rows > 1:
                    open_above[column] = (merge.rows - 1, columns)
                slots.append(Slot(column, columns, "begins" if merge.rows > 1 else ""))
            column += columns
        yield slots


def table_start(style: str, widths: Sequence[int]) -> str:
    """The opening of a table, with the widths of its columns."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = "04A0" if style == house.TABLE else "0480"  # with and without a first row of its own look
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def widths_of(rows: Sequence[Provision], width: int) -> list[int]:
    """Columns as wide as their longest words ask, within the page, and no narrower than their longest word."""
    longest, needed = [1] * width, [600] * width
    for row in rows:
        for column, cell in enumerate(row.cells):
            longest[column] = max(longest[column], min(60, max(map(len, cell.split("\n")))))
            word = max(map(len, cell.split()), default=0)
            needed[column] = max(needed[column], min(word, 24) * _LETTER + _MARGINS)
    if sum(needed) >= _PAGE:
        return [_PAGE * one // sum(needed) for one in needed]
    spare = _PAGE - sum(needed)
    asked = [max(0, one * _LETTER + _MARGINS - least) for one, least in zip(longest, needed, strict=True)]
    total = sum(asked) or width
    return [least + spare * (one if sum(asked) else 1) // total for one, least in zip(asked, needed, strict=True)]
