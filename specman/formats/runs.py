"""Runs of text with the same look, joined to one text with marks: spaces normalised, offsets kept right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specman.formats.flow import Text
from specman.model.document import Mark, MarkKind

_RUN = re.compile(r"\s+|\S+")

Look = tuple[MarkKind, str]
"""A kind of mark and its target."""


@dataclass(slots=True)
class Piece:
    """A stretch of text, and what it is beside being text. A footnote's or image's place is a piece without text."""

    text: str
    looks: frozenset[Look] = frozenset()


def join(pieces: list[Piece], line: int) -> tuple[Text, int]:
    """Join pieces: each run of white space one space, around line breaks none; a tab is a space. The offset of the
    first tab comes with it, -1 when there is none."""
    out: list[str] = []
    length = 0
    open_marks: dict[Look, int] = {}
    marks: list[Mark] = []
    pending, tab = "", -1

    def close(keep: frozenset[Look], at: int) -> None:
        for look in [look for look in open_marks if look not in keep]:
            start = open_marks.pop(look)
            if at > start:
                marks.append(Mark(look[0], start, at, look[1]))

    for piece in pieces:
        point = next((look for look in piece.looks if look[0] in ("note", "img")), None)
        if point is not None:
            marks.append(Mark(point[0], length, length, point[1]))
            continue
        is_first = True
        for match in _RUN.finditer(piece.text):
            run = match[0]
            if run[0].isspace():
                if tab < 0 < length and "\t" in run:
                    tab = length
                pending = "\n" if "\n" in run or pending == "\n" else " "
                continue
            before = length
            if length and pending:
                out.append(pending)
                length += 1
            if is_first or pending == "\n":
                # A mark does not end because a space inside it has another look, but never begins or ends with one.
                close(frozenset() if pending == "\n" else piece.looks, before)
                for look in piece.looks:
                    open_marks.setdefault(look, length)
            pending, is_first = "", False
            out.append(run)
            length += len(run)
    close(frozenset(), length)
    words = "".join(out)
    return Text(words, tuple(sorted(_defining(words, marks), key=lambda m: (m.start, m.end, m.kind))), line), tab


def _defining(words: str, marks: list[Mark]) -> Iterator[Mark]:
    """Bold between quotation marks defines a term in place."""
    for mark in marks:
        quoted = words[mark.start - 1 : mark.start] in ('"', "\u201c") and mark.start > 0
        yield Mark("def", mark.start, mark.end) if mark.kind == "b" and quoted else mark
