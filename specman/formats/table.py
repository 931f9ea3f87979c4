"""Tables kept as CSV: the GBCS Mapping Table and its like. The first column is the row's key."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from specman.errors import InputError
from specman.formats.outline import Outline, normalise_space
from specman.formats.separators import delimiter_of, has_decimal_commas, name_of
from specman.limits import MAX_COLUMNS, MAX_PROVISIONS, beyond, text_of_file
from specman.model.document import Document, Metadata
from specman.model.finding import Finding


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "table.csv", delimiter: str = "") -> Document:
    """Read a CSV file with a header row.

    A line that begins with `#` before the header is a note on the table. Cells are kept as they are written.

    Args:
        delimiter: what parts the cells; found out when it is not said.

    Raises:
        InputError: not UTF-8, not CSV, no header or no row.
    """
    text = text_of_file(data, name, "CSV")
    notes: list[str] = []
    start = 0
    while text.startswith("#", start):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        notes.append(normalise_space(text[start + 1 : end]))
        start = end + 1
    skipped = len(notes)
    if skipped > MAX_PROVISIONS:
        raise beyond(name, "notes above the header", MAX_PROVISIONS)
    sign, stated = (delimiter, 0) if delimiter else delimiter_of(text[start:])
    if stated:
        start, skipped = start + stated, skipped + 1
    try:
        reader = csv.reader(io.StringIO(text[start:], newline=""), strict=True, delimiter=sign)
        first = next(reader, [])
        if len(first) > MAX_COLUMNS:
            raise beyond(name, "columns in a table", MAX_COLUMNS, skipped + 1, is_unreal=True)
        header = [normalise_space(cell) for cell in first]
        outline = Outline(work, version, name)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > MAX_COLUMNS:
                raise beyond(name, "columns in a table", MAX_COLUMNS, reader.line_num + skipped, is_unreal=True)
            row = [normalise_space(cell) for cell in cells]
            while len(row) > len(header) and not row[-1]:
                row.pop()
            if len(row) != len(header):
                outline.findings.append(
                    Finding(
                        "table-shape",
                        "warning",
                        f"Row {row[0]!r} has {len(row)} cells, the header {len(header)}."
                        + (f" Beyond it: {_shortened(row[len(header) :])}." if len(row) > len(header) else ""),
                        f"row {row[0]}",
                        name,
                        reader.line_num + skipped,
                        "Give the row as many cells as the header.",
                    )
                )
                row += [""] * (len(header) - len(row))
            outline.add("row", "", num=row[0], cells=row, line=reader.line_num + skipped)
    except csv.Error as error:
        raise InputError(
            f"{name} is not a CSV table: {error} (line {reader.line_num + skipped}).", slug="csv"
        ) from None
    outline.update("", replace(outline[""], cells=tuple(header)))
    cells = [cell for provision in outline.provisions()[1:] for cell in provision.cells]
    outline.findings += _read_as(sign, cells, name)
    document = outline.document(Metadata(title="", notes=tuple(notes)))
    if len(document.provisions) == 1:
        raise InputError(
            f"{name} holds no rows.",
            hint="The first line is the header; rows follow it.",
            slug="no-provisions",
        )
    return document


def _read_as(sign: str, cells: Sequence[str], name: str) -> list[Finding]:
    """How a table was read that is not written as most are."""
    has_commas = has_decimal_commas(cells)
    if sign == "," and not has_commas:
        return []
    parted = f"Cells are parted by {name_of(sign)}"
    decimals = ", and decimals are written behind a comma" if has_commas else ""
    return [
        Finding(
            "table-form", "note", f"{parted}{decimals}.", "", name, 0,
            "Cells are kept as they are written: compare only with tables written alike.",
        )
    ]  # fmt: skip


def _shortened(cells: Sequence[str]) -> str:
    words = " | ".join(cells)
    return repr(words if len(words) <= 80 else f"{words[:79]}…")


def serialise(rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> bytes:
    """Rows, header first, as CSV: UTF-8, line feeds, quotes only where they are needed.

    Where a reader would take something else for the sign that parts the cells, a line says that it is a comma.
    """
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    text = buffer.getvalue()
    stated = "" if delimiter_of(text)[0] == "," else "sep=,\n"
    return ("".join(f"# {note}\n" for note in notes) + stated + text).encode()
