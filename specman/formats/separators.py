"""What parts the cells of a table kept as text, and which mark its decimals have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

_TRIED = (",", ";", "\t", "|")
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_STATED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # Excel writes and obeys it
_LOOKED_AT = 100  # rows
_LONGEST = 100_000  # characters
_COMMA = re.compile(r"[+-]?\d{1,3}(?:[. \u00a0\u202f']?\d{3})*,\d+ ?%?")
_POINT = re.compile(r"[+-]?\d[\d,']*\.\d+ ?%?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+")


def delimiter_of(text: str) -> tuple[str, int]:
    """The sign that parts the cells, and how many characters at the start state it.

    It is the one by which the header has several cells and most rows as many; a comma where nothing speaks for another.

    >>> delimiter_of("Code;Rate\\nA;1,5\\nB;2,75\\n"), delimiter_of("sep=|\\nA|B\\n"), delimiter_of("A,B\\n1;2;3,x\\n")
    ((';', 0), ('|', 6), (',', 0))
    """
    if stated := _STATED.match(text):
        return stated[1], stated.end()
    best, most = ",", (0.0, 0)
    for sign in _TRIED:
        lengths = [len(row) for row in _rows(text, sign)]
        if len(lengths) < 1 or lengths[0] < 2:
            continue
        score = sum(length == lengths[0] for length in lengths) / len(lengths), lengths[0]
        if score[0] > most[0] or (score[0] == most[0] and best != "," and score[1] > most[1]):
            best, most = sign, score
    return best, 0


def _rows(text: str, sign: str) -> Iterable[Sequence[str]]:
    found: list[Sequence[str]] = []
    try:
        for row in csv.reader(text[:_LONGEST].splitlines(keepends=True)[: 4 * _LOOKED_AT], delimiter=sign):
            if any(cell.strip() for cell in row):
                found.append(row)
            if len(found) == _LOOKED_AT:
                break
    except csv.Error:
        return found
    return found


def name_of(sign: str) -> str:
    """What a delimiter is called."""
    return _NAMES[sign]


def has_decimal_commas(cells: Iterable[str]) -> bool:
    """Whether the figures of a table write their decimals behind a comma.

    >>> has_decimal_commas(["1,5", "2,75"]), has_decimal_commas(["1,500", "2,750"]), has_decimal_commas(["1.5", "2,75"])
    (True, False, False)
    """
    commas = points = False
    for cell in cells:
        if _POINT.fullmatch(cell):
            points = True
        elif _COMMA.fullmatch(cell) and not _THOUSANDS.fullmatch(cell):
            commas = True
    return commas and not points
