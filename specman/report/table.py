"""Rows as CSV that no spreadsheet will run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specman.model.identity import Work

_BEGINS_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")  # the last four are wide forms of the first


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula; a sign alone it takes for text."""
    return len(cell) > 1 and cell.startswith(_BEGINS_FORMULA)


def csv_table(rows: Iterable[Sequence[str]]) -> str:
    """CSV text; a cell that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> csv_table([["=SUM(A1)", "-"]])
    "'=SUM(A1),-\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([f"'{cell}" if is_formula(cell) else cell for cell in row])
    return out.getvalue()


def version_map(numbers: Sequence[str], rows: Iterable[tuple[Work, Sequence[str]]]) -> str:
    """Documents by baselines as CSV."""
    return csv_table([["work", "title", *numbers], *([work.id, work.title, *held] for work, held in rows)])
