"""A sheet of a review that was filled in: what it says of each suspect."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from specman.errors import InputError, or_list
from specman.formats.workbook import as_csv
from specman.model.review import DISPOSITIONS, Word

NEEDED = ("address", "disposition", "reason", "by", "stamp")


def read_sheet(data: bytes, name: str, by: str = "") -> list[Word]:
    """What a filled-in sheet says; rows without a disposition say nothing.

    Args:
        by: whose view a row is that names nobody.

    Raises:
        InputError: other columns, a word that is no disposition, a row without reason or stamp: all faults at once,
            each with its row as the sheet numbers it.
    """
    rows = _rows(data, name)
    if not rows:
        raise InputError(
            f"{name} is empty.", hint="specman review SUBJECT -o sheet.csv writes one.", slug="review-sheet"
        )
    (_, names), *filled = rows
    header = [cell.strip().casefold() for cell in names]
    if missing := [column for column in NEEDED if column not in header]:
        raise InputError(
            f"{name} has no column {or_list(missing)}; its columns are {', '.join(names)}.",
            hint="Fill in the sheet that specman review SUBJECT -o sheet.csv writes, and leave its columns.",
            slug="review-sheet",
        )
    found: dict[str, Word] = {}
    faults: list[str] = []
    for place, row in filled:
        cells = dict(zip(header, (cell.strip().removeprefix("'") for cell in row), strict=False))
        kind = cells.get("disposition", "").casefold()
        if not kind:
            continue
        address = cells.get("address", "")
        stamp = cells.get("stamp", "").split(" ", 1)
        if kind not in DISPOSITIONS:
            faults.append(f"row {place}: {cells['disposition']!r} is no disposition")
        elif not address or len(stamp) != 2:
            faults.append(f"row {place}: the address or the stamp was changed")
        elif not cells.get("reason"):
            faults.append(f"row {place}: no reason is given for {address}")
        elif address in found:
            faults.append(f"row {place}: {address} stands there twice")
        else:
            found[address] = Word(address, kind, cells["reason"], cells.get("by") or by, _stamp(stamp))
    if faults:
        more = f"\n  and {len(faults) - 12} more" if len(faults) > 12 else ""
        raise InputError(
            f"{name} cannot be taken; nothing was recorded:\n  " + "\n  ".join(faults[:12]) + more,
            hint=f"A disposition is {or_list(DISPOSITIONS)}.",
            slug="review-sheet",
        )
    return list(found.values())


def _stamp(ends: list[str]) -> tuple[str, str]:
    """Both ends as a sheet writes them: `-` for none, `_` for a space."""
    own, other = ("" if end == "-" else end.replace("_", " ") for end in ends)
    return own, other


def _rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Rows that hold something, each with its number in the sheet."""
    if Path(name).suffix.casefold() in (".xlsx", ".xltx"):
        data = as_csv(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not in UTF-8.", hint="Save it as CSV UTF-8.", slug="encoding") from None
    dialect = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = enumerate(csv.reader(io.StringIO(text), delimiter=dialect), 1)
    return [(place, row) for place, row in rows if any(row) and not row[0].startswith("# ")]
