"""Tables whose cells span others: which cells are written, and where each stands when it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from specman.formats.akn.inline import ordered
from specman.formats.xml import stated
from specman.limits import MAX_CELLS, MAX_COLUMNS, beyond
from specman.model.document import Mark, Merge, Provision


def cover(covered: dict[int, set[int]], place: int, row: Provision) -> None:
    """Note the columns of later rows, by row, that a row's merged cells reach into."""
    for merge in row.merges:
        for below in range(1, merge.rows):
            covered.setdefault(place + below, set()).update(range(merge.column, merge.column + merge.columns))


@dataclass
class GridCell:
    """A table cell as it is written: its words, and how many columns and rows it spans."""

    text: str
    marks: tuple[Mark, ...] = ()
    columns: int = 1
    rows: int = 1
    is_covered: bool = False


def spread(grid: list[list[GridCell]], name: str) -> None:
    """Put an empty cell wherever another one reaches, so that columns line up. Changes the rows in place.

    Args:
        name: what messages call the file.

    Raises:
        InputError: the cells reach over more than a table may hold.
    """
    covered: dict[int, set[int]] = {}
    count = 0
    for place, row in enumerate(grid):
        taken = covered.pop(place, set())
        found: list[GridCell] = []
        for cell in row:
            while len(found) in taken:
                found.append(GridCell("", is_covered=True))
            cell.rows = min(cell.rows, len(grid) - place)
            column = len(found)
            found.append(cell)
            found += [GridCell("", is_covered=True) for _ in range(1, cell.columns)]
            count += cell.columns * cell.rows
            if count > MAX_CELLS:
                raise beyond(name, "cells in its tables", MAX_CELLS)
            for below in range(1, cell.rows):
                covered.setdefault(place + below, set()).update(range(column, column + cell.columns))
        while len(found) in taken:
            found.append(GridCell("", is_covered=True))
        row[:] = found


def flatten(row: list[GridCell]) -> tuple[tuple[str, ...], tuple[Mark, ...], tuple[Merge, ...]]:
    """The cells of a row, its marks as spans in its words, and which of its cells span others."""
    marks: list[Mark] = []
    start = 0
    for cell in row:
        marks += [replace(m, start=m.start + start, end=m.end + start) for m in cell.marks]
        start += len(cell.text) + len(" | ")
    merges = [
        Merge(column, cell.columns, cell.rows) for column, cell in enumerate(row) if cell.columns > 1 or cell.rows > 1
    ]
    return tuple(cell.text for cell in row), ordered(marks), tuple(merges)


def span(cell: etree._Element, attribute: str) -> int:
    """How many rows or columns a cell spans by an attribute, 1 without it."""
    return max(1, stated(cell, attribute, 1, 0, MAX_COLUMNS))  # 0 is to the end of the table in HTML; nobody means it
