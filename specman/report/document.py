"""A document as a page: its provisions nested, its words with their marks, ready for the template."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from specman.model.document import Document, Mark, Merge, Provision
from specman.model.leading import is_harmless

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
_TAGS = {"b": "b", "i": "i", "def": "dfn", "term": "span"}


@dataclass(frozen=True, slots=True)
class Tie:
    """Words of a provision that lead somewhere or mean something: a citation, a use of a defined term.

    Attributes:
        start, end: half-open span of code points in the provision's words (heading, line feed, text; cells joined).
        look: `cites`, `dangling`, `outside` or `meaning`: the class the page gives it.
        title: what is shown on hover.
        href: where it leads, "" when nowhere.
    """

    start: int
    end: int
    look: str
    title: str
    href: str = ""

    def moved(self, by: int) -> Tie:
        """The same words counted from another place."""
        return replace(self, start=self.start + by, end=self.end + by)


Ties = Mapping[str, Sequence[Tie]]


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
    heading: Markup
    status: str
    says_status: bool
    paragraphs: tuple[Markup, ...]
    cells: tuple[Cell, ...]
    parts: tuple[Part, ...]


def parts_of(document: Document, images: Mapping[str, bytes], ties: Ties, holder: str = "") -> tuple[Part, ...]:
    """What stands directly in a provision, each with all that is in it.

    Args:
        ties: eId to what its words lead to, in order.
    """
    above: dict[int, int] = {}
    found = []
    for provision in document.children(holder):
        if provision.kind == "table":
            above = {}
        tied = ties.get(provision.eid, ())
        cells = _cells(provision, images, above if provision.kind == "row" else {}, tied)
        before = 0 if provision.cells else len(provision.words) - len(provision.text)
        found.append(
            Part(
                provision.eid,
                provision.kind,
                provision.num,
                _words(provision.heading, (), 0, len(provision.heading), images, tied),
                provision.status,
                provision.status != document.by_eid[provision.parent].status and provision.kind != "note",
                paragraphs(provision.text, provision.marks, images, [tie.moved(-before) for tie in tied]),
                cells,
                parts_of(document, images, ties, provision.eid),
            )
        )
    return tuple(found)


def paragraphs(
    text: str, marks: Sequence[Mark], images: Mapping[str, bytes], ties: Sequence[Tie] = ()
) -> tuple[Markup, ...]:
    """The paragraphs of a text, marked up and escaped; ties are counted from the start of the text."""
    if not text and not marks:
        return ()
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_words(text, marks, start, start + len(line), images, ties))
        start += len(line) + 1
    return tuple(found)


def _cells(row: Provision, images: Mapping[str, bytes], above: dict[int, int], ties: Sequence[Tie]) -> tuple[Cell, ...]:
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
            found.append(Cell(_words(row.words, row.marks, start, end, images, ties), merge.columns, merge.rows))
        start = end + len(" | ")
    return tuple(found)


def _words(
    text: str, marks: Sequence[Mark], start: int, end: int, images: Mapping[str, bytes], ties: Sequence[Tie] = ()
) -> Markup:
    inside = [m for m in marks if (m.start < end and m.end > start) or start <= m.start == m.end <= end]
    tied = [tie for tie in ties if tie.start < end and tie.end > start]
    edges: list[Mark | Tie] = [*inside, *tied]
    points = sorted({start, end, *(min(max(p, start), end) for m in edges for p in (m.start, m.end))})
    out: list[Markup] = []
    held: list[Markup] = []  # the pieces of the citation that is open
    for place, at in enumerate(points):
        ends = place + 1 == len(points)
        if place and (open_tie := _citation(tied, points[place - 1])) and (ends or open_tie != _citation(tied, at)):
            out.append(_tied(open_tie, Markup("").join(held)))
            held = []
        into = out if ends or not _citation(tied, at) else held
        into += [_point(m, images) for m in inside if m.start == m.end == at]
        if ends:
            break
        words: Markup = escape(text[at : points[place + 1]])
        for tie in (tie for tie in tied if tie.look == "meaning" and tie.start <= at < tie.end):
            words = _tied(tie, words)
        for mark in (m for m in inside if m.start <= at < m.end):
            if mark.kind == "ref" and not _citation(tied, at):
                words = Markup('<a href="{}">{}</a>').format(mark.target, words) if is_harmless(mark.target) else words
            elif mark.kind in _TAGS:
                words = Markup(f"<{_TAGS[mark.kind]}>{{}}</{_TAGS[mark.kind]}>").format(words)
        into.append(words)
    return Markup("").join(out)


def _citation(ties: Sequence[Tie], at: int) -> Tie | None:
    return next((tie for tie in ties if tie.look != "meaning" and tie.start <= at < tie.end), None)


def _tied(tie: Tie, words: Markup) -> Markup:
    if tie.look == "meaning":
        return Markup('<abbr title="{}">{}</abbr>').format(tie.title, words)
    if tie.href:
        return Markup('<a class="{}" title="{}" href="{}">{}</a>').format(tie.look, tie.title, tie.href, words)
    return Markup('<span class="{}" title="{}">{}</span>').format(tie.look, tie.title, words)


def _point(mark: Mark, images: Mapping[str, bytes]) -> Markup:
    if mark.kind == "note":
        return Markup('<sup><a href="#{}">{}</a></sup>').format(mark.target, "note")
    data = images.get(mark.target)
    media = _TYPES.get(mark.target.rpartition(".")[2])
    if data is None or media is None:
        return Markup("")
    return Markup('<img alt="" src="data:{};base64,{}">').format(media, base64.b64encode(data).decode())
