"""Tables of a Word file as grids: where each cell stands, what it spans, whether the table lists definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from lxml import etree

from specman.formats.flow import Text
from specman.formats.word.numbering import is_on, stated_in, value
from specman.formats.word.package import W
from specman.formats.word.read.inline import Words
from specman.formats.word.read.revisions import MARKER
from specman.formats.word.read.styles import Styles
from specman.limits import MAX_COLUMNS
from specman.model.document import Mark, Merge

_MEANING = re.compile(r"(?:shall\s+)?means?\b|(?:shall\s+)?ha(?:s|ve)\s+the\b|in relation to\b|is\b|:", re.IGNORECASE)
_MEANS = re.compile(r"(?:shall\s+)?(?:means?\b|ha(?:s|ve)\s+the\s+(?:same\s+)?meanings?\b)", re.IGNORECASE)
LONGEST_TERM = 120  # characters
_TERM_HEADS = {"term", "defined term", "expression", "defined expression", "word or expression", "definition term"}
_MEANING_HEADS = {"meaning", "definition", "meaning or interpretation", "description"}
_QUOTES = "\"\u201c\u201d'\u2018\u2019"


class Paragraph(Protocol):
    """What a table needs to know of a paragraph."""

    @property
    def words(self) -> Words:
        """Its words, and what is anchored in them."""

    @property
    def text(self) -> Text:
        """Its words alone."""

    @property
    def label(self) -> str | None:
        """The number or sign that Word prints before it."""


P = TypeVar("P", bound=Paragraph)


@dataclass
class Cell(Generic[P]):
    """A cell at its column of the grid; one that continues a cell above has no text of its own."""

    column: int
    columns: int
    blocks: list[P]
    continues: bool = False
    rows: int = 1


@dataclass
class Row(Generic[P]):
    """The cells of a row in order; `revision` is the tracked change that made it, "" for none."""

    cells: list[Cell[P]]
    is_header: bool = False
    revision: str = ""


@dataclass
class Grid(Generic[P]):
    """A table. `header` is how many rows at the top head it."""

    rows: list[Row[P]]
    style: str = ""
    header: int = field(init=False, default=0)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.columns for row in self.rows for cell in row.cells), default=0)

    @property
    def has_text(self) -> bool:
        """False for a table without a word or picture in it."""
        return any(b.text.words or b.text.marks for row in self.rows for cell in row.cells for b in cell.blocks)

    def merges_of(self, place: int) -> tuple[Merge, ...]:
        """Cells of a row that span others."""
        return tuple(
            Merge(cell.column, cell.columns, cell.rows)
            for cell in self.rows[place].cells
            if not cell.continues and (cell.columns > 1 or cell.rows > 1)
        )


def grid_of(table: etree._Element, blocks: Callable[[etree._Element], Iterator[P]]) -> Grid[P]:
    """Lay a table out.

    Args:
        blocks: reads the paragraphs of a cell; called once for each cell, in document order.
    """
    rows: list[Row[P]] = []
    open_above: dict[int, Cell[P]] = {}
    stated = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for element in _rows(table):
        properties = element.find(f"{W}trPr")
        column = stated_in(properties, "gridBefore", 0, 0, MAX_COLUMNS)
        cells: list[Cell[P]] = []
        above: dict[int, Cell[P]] = {}
        for holder in _cells(element):
            said = holder.find(f"{W}tcPr")
            columns = max(1, stated_in(said, "gridSpan", 1, 0, MAX_COLUMNS))
            if stated:  # a cell ends with the grid, whatever it says it spans
                columns = max(1, min(columns, stated - column))
            merge = said.find(f"{W}vMerge") if said is not None else None
            goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            cell = Cell(column, columns, list(blocks(holder)), goes_on)
            first = open_above.get(column)
            if goes_on and first is not None and not any(b.text.words for b in cell.blocks):
                first.rows += 1
                above[column] = first
            else:
                cell.continues = False
                if merge is not None:
                    above[column] = cell
            cells.append(cell)
            column += columns
            if column > MAX_COLUMNS:
                break
        open_above = above
        is_header = properties is not None and is_on(properties.find(f"{W}tblHeader"))
        rows.append(Row(cells, is_header, element.get(MARKER, "")))
    grid = Grid(rows, value(table.find(f"{W}tblPr"), "tblStyle"))
    grid.header = 1 if len(rows) > 1 else 0
    return grid


def joined(cells: Sequence[Cell[P]], width: int) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    """The cells of a row as its words, and marks as spans in the row's words."""
    texts = [""] * width
    marks: list[tuple[int, Mark]] = []
    for cell in cells:
        words = ""
        for block in cell.blocks:
            label = (block.label or "").strip()
            lead = f"{label} " if label and any(c.isalnum() for c in label) else ""
            if not block.text.words and not block.text.marks:
                continue
            joiner = "\n" if words else ""
            offset = len(words) + len(joiner) + len(lead)
            marks += [(cell.column, mark) for mark in block.text.moved(offset)]
            words += joiner + lead + block.text.words
        texts[cell.column] = words
    starts = [0]
    for words in texts:
        starts.append(starts[-1] + len(words) + len(" | "))
    moved = (replace(m, start=m.start + starts[at], end=m.end + starts[at]) for at, m in marks)
    return tuple(texts), tuple(sorted(moved, key=lambda m: (m.start, m.end, m.kind)))


def is_definitions(grid: Grid[P], styles: Styles) -> bool:
    """True for a table of two columns, terms and their meanings; a heading row is set aside."""
    if any(len(row.cells) != 2 for row in grid.rows) or grid.width != 2:
        return False
    if "specman definitions" in styles.names(grid.style):
        grid.header = sum(row.is_header for row in grid.rows)
        return True
    heads = [_plain(cell.blocks) for cell in grid.rows[0].cells]
    headed = heads[0].casefold() in _TERM_HEADS and heads[1].casefold() in _MEANING_HEADS
    rows = grid.rows[1:] if headed else grid.rows
    terms = [row for row in rows if _plain(row.cells[0].blocks)]
    if not terms:
        return False
    set_apart = sum(_is_term(row.cells[0].blocks) for row in terms)
    explained = sum(bool(_MEANING.match(_plain(row.cells[1].blocks))) for row in terms)
    said = sum(bool(_MEANS.match(_plain(row.cells[1].blocks))) for row in terms)
    short = all(len(_plain(row.cells[0].blocks)) <= LONGEST_TERM for row in terms)
    all_explained = said == len(terms) > 1 and short
    found = headed or all_explained or (set_apart > 0.8 * len(terms) and explained > 0.5 * len(terms))
    if found:
        grid.header = int(headed)
    return found


def term_of(blocks: Sequence[Paragraph], *, as_it_stands: bool = False) -> str:
    """The term in the first cell of a definition, without its quotation marks unless it is wanted as it stands."""
    return _plain(blocks) if as_it_stands else _plain(blocks).strip(_QUOTES + ": ")


def _plain(blocks: Iterable[Paragraph]) -> str:
    return " ".join(block.text.words.replace("\n", " ") for block in blocks if block.text.words).strip()


def _is_term(blocks: Sequence[Paragraph]) -> bool:
    words = _plain(blocks)
    if len(words) > LONGEST_TERM:
        return False
    bold = all(
        any(m.kind in ("b", "def") and m.end - m.start >= len(b.text.words) - 2 for m in b.text.marks)
        for b in blocks
        if b.text.words
    )
    return bold or (words[:1] in _QUOTES and words[-1:] in _QUOTES)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)
