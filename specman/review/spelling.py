"""A provision with a span of its words replaced, and a document with some provisions replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from specman.model.document import Document, Mark, Provision


def with_provisions(document: Document, changed: Mapping[str, Provision]) -> Document:
    """The document with other content at some eIds."""
    if not changed:
        return document
    return replace(document, provisions=tuple(changed.get(p.eid, p) for p in document.provisions))


def respelled(provision: Provision, start: int, end: int, words: str) -> Provision:
    """A provision with a span of its words replaced; marks stay on the words they were on."""
    if provision.kind == "row":
        return _respelled_cell(provision, start, end, words)
    offset = len(provision.words) - len(provision.text)
    if end <= offset:
        return replace(provision, heading=provision.heading[:start] + words + provision.heading[end:])
    a, b = start - offset, end - offset
    text = provision.text[:a] + words + provision.text[b:]
    return replace(provision, text=text, marks=_shifted(provision.marks, a, b, len(words)))


def _respelled_cell(provision: Provision, start: int, end: int, words: str) -> Provision:
    cells, at = list(provision.cells), 0
    for place, cell in enumerate(cells):
        if at <= start and end <= at + len(cell):
            cells[place] = cell[: start - at] + words + cell[end - at :]
            return replace(provision, cells=tuple(cells), marks=_shifted(provision.marks, start, end, len(words)))
        at += len(cell) + len(" | ")
    return provision


def _shifted(marks: Sequence[Mark], start: int, end: int, length: int) -> tuple[Mark, ...]:
    def now(place: int, *, is_end: bool) -> int:
        if place >= end:
            return place + length - (end - start)
        return place if place <= start else start + (length if is_end else 0)

    return tuple(replace(mark, start=now(mark.start, is_end=False), end=now(mark.end, is_end=True)) for mark in marks)
