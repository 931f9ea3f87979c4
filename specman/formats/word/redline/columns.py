"""Tables whose columns differ: which column became which, and how wide the columns of both sides are."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.redline.comparing import Comparing
from specman.formats.word.redline.elements import part, text
from specman.formats.word.redline.pairs import LIKE, Places, best_pairs, filled


def width(table: etree._Element) -> int:
    """How many columns a table has."""
    return len(table.findall(f"{W}tblGrid/{W}gridCol"))


def is_even(table: etree._Element) -> bool:
    """Whether each row of a table has a cell in each column, so that a column can come and go by itself."""
    merged = any(True for _ in table.iterfind(f"{W}tr/{W}tc/{W}tcPr/*"))
    return not merged and all(len(row.findall(f"{W}tc")) == width(table) for row in table.iterfind(f"{W}tr"))


def paired_columns(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]], comparing: Comparing) -> list[Places]:
    """Which column of a table became which: by the words at its head, and then by all of its words.

    Args:
        left, right: the words of each cell, column by column.
    """
    found: list[Places] = []
    for equal, (a, b, c, d) in comparing.align([column[0] for column in left], [column[0] for column in right]):
        if equal:
            found += zip(range(a, b), range(c, d), strict=True)
            continue
        said = [["\n".join(column) for column in side] for side in (left[a:b], right[c:d])]
        likeness = [[comparing.likeness(was, now) for now in said[1]] for was in said[0]]
        found += [
            (None if i is None else a + i, None if j is None else c + j)
            for i, j in filled(best_pairs(likeness, LIKE), b - a, d - c)
        ]
    return found


def columns_of(table: etree._Element) -> list[list[str]]:
    """The words of the cells of an even table, column by column."""
    rows = [row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr")]
    return [[text(row[place]) for row in rows] for place in range(width(table))]


def grid(old: etree._Element, new: etree._Element, columns: Sequence[Places]) -> str:
    """The columns of both sides, as wide together as those of the target are; the target's where none are paired."""
    if not columns:
        return part(new, "tblGrid")
    sides = [[int(one.get(f"{W}w", "0")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")] for table in (old, new)]
    asked = [sides[1][now] if now is not None else sides[0][was or 0] for was, now in columns]
    widths = [sum(sides[1]) * one // (sum(asked) or 1) for one in asked]
    inner = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{inner}</w:tblGrid>"
