"""Tables kept as CSV: the GBCS Mapping Table and its like. The first column is the row's key."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from specman.errors import InputError
from specman.formats.outline import Outline, normalise_space
from specman.limits import MAX_COLUMNS, MAX_PROVISIONS, beyond, text_of_file
from specman.model.document import Document, Metadata
from specman.model.finding import Finding


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "table.csv") -> Document:
    """Read a CSV file with a header row.

    A line that begins with `#` before the header is a note on the table.

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
    try:
        reader = csv.reader(io.StringIO(text[start:], newline=""), strict=True)
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
            if len(row) != len(header):
                outline.findings.append(
                    Finding(
                        "table-shape",
                        "warning",
                        f"Row {row[0]!r} has {len(row)} cells, the header {len(header)}.",
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
    document = outline.document(Metadata(title="", notes=tuple(notes)))
    if len(document.provisions) == 1:
        raise InputError(
            f"{name} holds no rows.",
            hint="The first line is the header; rows follow it.",
            slug="no-provisions",
        )
    return document


def serialise(rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> bytes:
    """Rows, header first, as CSV: UTF-8, line feeds, quotes only where they are needed."""
    buffer = io.StringIO(newline="")
    for note in notes:
        buffer.write(f"# {note}\n")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()
