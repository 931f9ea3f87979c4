"""Tables whose cells span others: which cells are written, and where each stands when it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specman.formats.akn.inline import ordered
from specman.model.document import Mark, Merge, Provision

MAX_SPAN = 1_000


def cover(covered: dict[tuple[int, int], bool], place: int, row: Provision) -> None:
    """Note the cells of later rows that a row's merged cells reach into."""
    for merge in row.merges:
        for below in range(1, merge.rows):
            for column in range(merge.column, merge.column + merge.columns):
                covered[place + below, column] = True


@dataclass
class GridCell:
    """A table cell as it is written: its words, and how many columns and rows it spans."""

    text: str
    marks: tuple[Mark, ...] = ()
    columns: int = 1
    rows: int = 1
    is_covered: bool = False


def spread(grid: list[list[GridCell]]) -> None:
    """Put an empty cell wherever another one reaches, so that columns line up. Changes the rows in place."""
    covered: set[tuple[int, int]] = set()
    for place, row in enumerate(grid):
        cells = list(row)
        row.clear()
        while cells or (place, len(row)) in covered:
            if (place, len(row)) in covered:
                row.append(GridCell("", is_covered=True))
                continue
            cell = cells.pop(0)
            cell.rows = min(cell.rows, len(grid) - place)
            column = len(row)
            row.append(cell)
            row += [GridCell("", is_covered=True) for _ in range(1, cell.columns)]
            covered |= {
                (place + below, column + right) for below in range(1, cell.rows) for right in range(cell.columns)
            }


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


def positive(text: str | None) -> int:
    """A span from an attribute, 1 when it is not a sane number."""
    return int(text) if text and text.isdigit() and 0 < int(text) <= MAX_SPAN else 1
