"""Words and their marks as inline elements of Akoma Ntoso, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from specman.formats.outline import normalise_space
from specman.formats.xml import local_name
from specman.model.document import Mark, MarkKind

_ADDRESS = "-._~:/?#@!$&'()*+,;="  # beside letters and digits
_URI = re.compile(r"[\w.:/?#@!$&'()*+,;=~-]*", re.ASCII)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ORDER: tuple[MarkKind, ...] = ("i", "b", "def", "term", "ref")  # nested from the inside out


def paragraphs(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[str]:
    """A stretch of text as `p` elements, one for each of its lines, with what is marked in them."""
    waiting = sorted((m for m in marks if m.end >= start and m.start <= end), key=lambda m: m.start)
    going_on: list[Mark] = []
    at = 0
    while True:
        stop = text.find("\n", start, end)
        line_end = end if stop < 0 else stop
        while at < len(waiting) and waiting[at].start <= line_end:
            going_on.append(waiting[at])
            at += 1
        inside = [
            replace(m, start=max(m.start, start), end=min(m.end, line_end))
            for m in going_on
            if (m.start < line_end and m.end > start) or start <= m.start == m.end <= line_end
        ]
        yield f"<p>{inline(text, inside, start, line_end)}</p>"
        if stop < 0:
            return
        start = stop + 1
        going_on = [m for m in going_on if m.end >= start]


def inline(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """Words with their marks as elements. Where marks overlap, each piece is nested in a fixed order."""
    if not marks:
        return escape(text[start:end])
    points = sorted({start, end, *(m.start for m in marks), *(m.end for m in marks)})
    begin: dict[int, list[Mark]] = {}
    empty: dict[int, list[Mark]] = {}
    for mark in marks:
        (empty if mark.start == mark.end else begin).setdefault(mark.start, []).append(mark)
    out: list[str] = []
    open_now: list[Mark] = []
    for place, at in enumerate(points):
        wanted = sorted([*(m for m in open_now if m.end > at), *begin.get(at, ())], key=_nesting)
        kept = 0
        while kept < min(len(open_now), len(wanted)) and open_now[kept] is wanted[kept]:
            kept += 1
        out += [f"</{mark.kind}>" for mark in reversed(open_now[kept:])]
        out += [_point(m) for m in empty.get(at, ())]
        out += [_opening(mark) for mark in wanted[kept:]]
        open_now = wanted
        if place + 1 < len(points):
            out.append(escape(text[at : points[place + 1]]))
    return "".join(out)


def _nesting(mark: Mark) -> tuple[int, int, int]:
    return (-_ORDER.index(mark.kind), mark.start, -mark.end)


def _opening(mark: Mark) -> str:
    if mark.kind in ("ref", "term"):
        attribute = "href" if mark.kind == "ref" else "refersTo"
        return f"<{mark.kind} {attribute}={quoteattr(_uri(mark.target))}>"
    return f"<{mark.kind}>"


def _uri(target: str) -> str:
    """An address as XML lets one be written: signs that no address holds, and percent signs that say nothing, escaped.

    >>> _uri("#sec_1"), _uri("a b%20c%zz")
    ('#sec_1', 'a%20b%20c%25zz')
    """
    return target if _URI.fullmatch(target) else _PERCENT.sub("%25", quote(target, safe=_ADDRESS + "%"))


def _point(mark: Mark) -> str:
    if mark.kind == "note":
        return f"<noteRef href={quoteattr(_uri('#' + mark.target))}/>"
    return f"<img src={quoteattr(_uri('images/' + mark.target))}/>" if mark.kind == "img" else ""


def read(element: etree._Element, pieces: list[str], length: int, marks: list[Mark]) -> int:
    """Add an element's words to the pieces of a text so long, and what is marked in them to `marks`.

    Returns:
        How long the text is then.
    """
    if element.text:
        pieces.append(element.text)
        length += len(element.text)
    for child in element:
        tag = local_name(child)
        start = length
        length = read(child, pieces, length, marks) if tag else length
        found = _mark(child, tag, start, length)
        if found is not None:
            marks.append(found)
        if child.tail:
            pieces.append(child.tail)
            length += len(child.tail)
    return length


def _mark(element: etree._Element, tag: str, start: int, end: int) -> Mark | None:
    if tag == "ref":
        return Mark("ref", start, end, element.get("href", ""))
    if tag == "term":
        return Mark("term", start, end, element.get("refersTo", ""))
    if tag == "noteRef":
        return Mark("note", start, end, element.get("href", "").removeprefix("#"))
    if tag == "img":
        return Mark("img", start, end, element.get("src", "").removeprefix("images/"))
    kinds: dict[str, MarkKind] = {"b": "b", "i": "i", "def": "def"}
    return Mark(kinds[tag], start, end) if tag in kinds else None


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in the order of the text; pieces of one emphasis that elements cut are one again."""
    found: list[Mark] = []
    ends: dict[tuple[MarkKind, int], int] = {}  # where in `found` the last of a kind that ends at an offset is
    for mark in sorted(marks, key=lambda m: (m.start, m.end, m.kind)):
        before = ends.get((mark.kind, mark.start))
        if before is not None and mark.kind in ("b", "i", "def") and mark.end > mark.start:
            found[before] = Mark(mark.kind, found[before].start, mark.end)
            ends[mark.kind, mark.end] = before
        else:
            ends[mark.kind, mark.end] = len(found)
            found.append(mark)
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind)))


def flat(element: etree._Element) -> str:
    """All words of an element, spaces normalised."""
    if not len(element):
        return normalise_space(element.text or "")
    return normalise_space("".join(element.itertext(with_tail=False)))
