"""Rows as CSV that no spreadsheet will run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_table(rows: Iterable[Sequence[str]]) -> str:
    """CSV text; a cell that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> csv_table([["=SUM(A1)", "-"]])
    "'=SUM(A1),-\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([f"'{cell}" if len(cell) > 1 and cell[0] in "=+-@\t\r" else cell for cell in row])
    return out.getvalue()
