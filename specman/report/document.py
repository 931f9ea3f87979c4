"""A document as a page: its provisions nested, its words with their marks, ready for the template."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from specman.model.document import Document, Mark, Merge, Provision

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
_TAGS = {"b": "b", "i": "i", "def": "dfn", "term": "span"}
_SAFE = ("http://", "https://", "#")


@dataclass(frozen=True)
class Cell:
    """A table cell that is written, and how far it reaches."""

    words: Markup
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Part:
    """A provision as the page shows it."""

    eid: str
    kind: str
    num: str
    heading: str
    status: str
    says_status: bool
    paragraphs: tuple[Markup, ...]
    cells: tuple[Cell, ...]
    parts: tuple[Part, ...]


def parts_of(document: Document, images: Mapping[str, bytes], holder: str = "") -> tuple[Part, ...]:
    """What stands directly in a provision, each with all that is in it."""
    above: dict[int, int] = {}
    found = []
    for provision in document.children(holder):
        if provision.kind == "table":
            above = {}
        cells = _cells(provision, images, above if provision.kind == "row" else {})
        found.append(
            Part(
                provision.eid,
                provision.kind,
                provision.num,
                provision.heading,
                provision.status,
                provision.status != document.by_eid[provision.parent].status and provision.kind != "note",
                paragraphs(provision.text, provision.marks, images),
                cells,
                parts_of(document, images, provision.eid),
            )
        )
    return tuple(found)


def paragraphs(text: str, marks: Sequence[Mark], images: Mapping[str, bytes]) -> tuple[Markup, ...]:
    """The paragraphs of a text, marked up and escaped."""
    if not text and not marks:
        return ()
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_words(text, marks, start, start + len(line), images))
        start += len(line) + 1
    return tuple(found)


def _cells(row: Provision, images: Mapping[str, bytes], above: dict[int, int]) -> tuple[Cell, ...]:
    """The cells of a row that no other one covers; `above` counts the rows that cells before it still reach."""
    if not row.cells:
        return ()
    merges = {merge.column: merge for merge in row.merges}
    found: list[Cell] = []
    start, skip = 0, 0
    for column, cell in enumerate(row.cells):
        end = start + len(cell)
        covered = skip > 0 or above.get(column, 0) > 0
        skip -= skip > 0
        if above.get(column, 0):
            above[column] -= 1
        if not covered:
            merge = merges.get(column, Merge(column))
            skip = merge.columns - 1
            for right in range(column, column + merge.columns):
                above[right] = merge.rows - 1
            found.append(Cell(_words(row.words, row.marks, start, end, images), merge.columns, merge.rows))
        start = end + len(" | ")
    return tuple(found)


def _words(text: str, marks: Sequence[Mark], start: int, end: int, images: Mapping[str, bytes]) -> Markup:
    inside = [m for m in marks if (m.start < end and m.end > start) or start <= m.start == m.end <= end]
    points = sorted({start, end, *(min(max(p, start), end) for m in inside for p in (m.start, m.end))})
    out = []
    for place, at in enumerate(points):
        out += [_point(m, images) for m in inside if m.start == m.end == at]
        if place + 1 == len(points):
            break
        words: Markup = escape(text[at : points[place + 1]])
        for mark in (m for m in inside if m.start <= at < m.end):
            if mark.kind == "ref":
                words = Markup('<a href="{}">{}</a>').format(mark.target, words) if _is_safe(mark.target) else words
            elif mark.kind in _TAGS:
                words = Markup(f"<{_TAGS[mark.kind]}>{{}}</{_TAGS[mark.kind]}>").format(words)
        out.append(words)
    return Markup("").join(out)


def _point(mark: Mark, images: Mapping[str, bytes]) -> Markup:
    if mark.kind == "note":
        return Markup('<sup><a href="#{}">{}</a></sup>').format(mark.target, "note")
    data = images.get(mark.target)
    media = _TYPES.get(mark.target.rpartition(".")[2])
    if data is None or media is None:
        return Markup("")
    return Markup('<img alt="" src="data:{};base64,{}">').format(media, base64.b64encode(data).decode())


def _is_safe(target: str) -> bool:
    """Only links that lead to a page or a place on this one; never `javascript:`."""
    return target.startswith(_SAFE)
