"""Two bodies as one: paragraphs, tables, rows and cells of both versions, with what changed tracked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.redline.atoms import Atom, Atoms, laid_over, split
from specman.formats.word.redline.columns import columns_of, grid, is_even, paired_columns, width
from specman.formats.word.redline.comparing import Align
from specman.formats.word.redline.elements import anchors, content, part, plain
from specman.formats.word.redline.pairs import LIKE, LIKE_ROW, Elements, Pairing, Places, moves
from specman.formats.word.redline.tracked import Tracked


class Overlay:
    """Lays two bodies over each other.

    Args:
        atoms: cuts paragraphs into words.
        pairing: tells which element became which.
        tracked: writes what changed.
    """

    def __init__(self, atoms: Atoms, pairing: Pairing, tracked: Tracked) -> None:
        self._atoms = atoms
        self._pairing = pairing
        self._tracked = tracked
        self._align: Align = pairing.comparing.align
        self._out: list[str] = []
        self._moves: dict[etree._Element, str] = {}

    def body(self, left: Sequence[etree._Element], right: Sequence[etree._Element]) -> str:
        """The whole text: paragraphs that one side alone has here and the other elsewhere are moves."""
        pairs = list(self._pairing.paired(left, right, LIKE))
        self._moves = moves(pairs, self._atoms.key_of_words)
        self._side_by_side(pairs)
        return "".join(self._out)

    def note(self, left: Sequence[etree._Element], right: Sequence[etree._Element]) -> str:
        """The paragraphs of a footnote that both sides have."""
        self._out = []
        self._side_by_side(self._pairing.paired(left, right, LIKE))
        return "".join(self._out)

    def _side_by_side(self, pairs: Iterable[Elements]) -> None:
        for old, new in pairs:
            if old is not None and new is not None:
                if old.tag == f"{W}tbl":
                    self._table(old, new)
                else:
                    self._paragraph(old, new)
            elif old is not None:
                self._whole(old, "del")
            elif new is not None:
                self._whole(new, "ins")

    def _whole(self, element: etree._Element, sort: str) -> None:
        """A paragraph or table that one side alone has."""
        if element.tag == f"{W}tbl":
            self._out.append("<w:tbl>" + part(element, "tblPr") + part(element, "tblGrid"))
            for row in element.iterfind(f"{W}tr"):
                self._row(row, sort)
            self._out.append("</w:tbl>")
            return
        tracked = self._tracked
        head, marks = "", anchors(element) if sort == "ins" else ""
        if name := self._moves.get(element):
            number, words = split(self._atoms.of(element))
            head, sort = tracked.words([(sort, number)]), "moveFrom" if sort == "del" else "moveTo"
            inner = tracked.moved(words, sort, name)
        else:
            inner = tracked.words([(sort, self._atoms.of(element))])
        self._out.append(f"<w:p>{tracked.properties(element, sort)}{marks}{head}{inner}</w:p>")

    def _paragraph(self, old: etree._Element, new: etree._Element) -> None:
        """A paragraph that both sides have."""
        if self._atoms.key(old) == self._atoms.key(new):
            self._out.append(plain(new))
            return
        left, right = self._atoms.of(old), self._atoms.of(new)
        parts: list[tuple[str, Sequence[Atom]]] = []
        for equal, (a, b, c, d) in laid_over(left, right, self._align):
            parts += [("", right[c:d])] if equal else [("del", left[a:b]), ("ins", right[c:d])]
        properties = self._tracked.properties(new, "")
        self._out.append(f"<w:p>{properties}{anchors(new)}{self._tracked.words(parts)}</w:p>")

    # -- tables ------------------------------------------------------------------------------------------------

    def _table(self, old: etree._Element, new: etree._Element) -> None:
        """A table that both sides have, row by row and cell by cell."""
        columns: list[Places] = []  # none: the cells of a row meet in their places
        if width(old) != width(new):
            if not (is_even(old) and is_even(new)):
                self._whole(old, "del")
                self._whole(new, "ins")
                return
            columns = paired_columns(columns_of(old), columns_of(new), self._pairing.comparing)
        self._out.append("<w:tbl>" + part(new, "tblPr") + grid(old, new, columns))
        for left, right in self._pairing.paired(old.findall(f"{W}tr"), new.findall(f"{W}tr"), LIKE_ROW):
            if left is not None and right is not None and (columns or _shape(left) == _shape(right)):
                self._out.append("<w:tr>" + part(right, "trPr"))
                cells = left.findall(f"{W}tc"), right.findall(f"{W}tc")
                for was, now in columns or zip(range(len(cells[0])), range(len(cells[1])), strict=True):
                    self._cell(None if was is None else cells[0][was], None if now is None else cells[1][now])
                self._out.append("</w:tr>")
                continue
            if left is not None:
                self._row(left, "del", [was for was, _ in columns])
            if right is not None:
                self._row(right, "ins", [now for _, now in columns])
        self._out.append("</w:tbl>")

    def _cell(self, was: etree._Element | None, now: etree._Element | None) -> None:
        """A cell of a row that both sides have; of a column that one side alone has, the cell of that side."""
        if was is not None and now is not None:
            self._out.append("<w:tc>" + part(now, "tcPr"))
            self._side_by_side(self._pairing.paired(content(was), content(now), LIKE))
            self._out.append("</w:tc>")
        elif was is not None:
            self._lone_cell(was, "del", "cellDel")
        elif now is not None:
            self._lone_cell(now, "ins", "cellIns")

    def _lone_cell(self, cell: etree._Element, sort: str, mark: str = "") -> None:
        """A cell that only one side has, because its row is new or gone, or its column.

        Args:
            mark: the change of the cell itself, where only its column is new or gone.
        """
        inner = "".join(plain(child) for child in cell.iterfind(f"{W}tcPr/*"))
        self._out.append(f"<w:tc><w:tcPr>{inner}{f'{self._tracked.tag(mark)}/>' if mark else ''}</w:tcPr>")
        for block in content(cell):
            self._whole(block, sort)
        self._out.append("</w:tc>")

    def _row(self, row: etree._Element, sort: str, columns: Sequence[int | None] = ()) -> None:
        """A row that one side alone has.

        Args:
            columns: those of both sides, None for one of the other side: Word wants a cell there, which goes whichever
                way the changes are taken.
        """
        inner = "".join(plain(child) for child in row.iterfind(f"{W}trPr/*"))
        self._out.append(f"<w:tr><w:trPr>{inner}{self._tracked.tag(sort)}/></w:trPr>")
        cells = row.findall(f"{W}tc")
        for place in columns or range(len(cells)):
            if place is None:
                mark = "cellIns" if sort == "del" else "cellDel"
                self._out.append(f"<w:tc><w:tcPr>{self._tracked.tag(mark)}/></w:tcPr><w:p/></w:tc>")
            else:
                self._lone_cell(cells[place], sort)
        self._out.append("</w:tr>")


def _shape(row: etree._Element) -> list[str]:
    """Which columns and rows the cells of a row span."""
    return [part(cell, "tcPr") for cell in row.iterfind(f"{W}tc")]
