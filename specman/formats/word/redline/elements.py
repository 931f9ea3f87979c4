"""Paragraphs and tables as lxml holds them: their words, their parts, and how they stood in the file."""

from __future__ import annotations

import re

from lxml import etree

from specman.formats.word.package import W

_SPACING = re.compile(r"<w:spacing [^>]*/>")
_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')


def form(element: etree._Element) -> tuple[str, str]:
    """What two elements must share to be one: a paragraph its style and bullet, a table its style."""
    style = element.find(f"{W}tblPr/{W}tblStyle")
    if style is not None:
        return str(element.tag), style.get(f"{W}val", "")
    return str(element.tag), _SPACING.sub("", part(element, "pPr"))  # what stands before it says nothing of it


def content(cell: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of a cell."""
    return [child for child in cell if child.tag in (f"{W}p", f"{W}tbl")]


def text(element: etree._Element) -> str:
    """All words of an element."""
    return "".join(element.itertext())


def part(element: etree._Element, name: str) -> str:
    """A child of an element as it stood in the file, its properties, say; nothing where there is none."""
    child = element.find(f"{W}{name}")
    return plain(child) if child is not None else ""


def anchors(paragraph: etree._Element) -> str:
    """The bookmarks of a paragraph."""
    return "".join(plain(mark) for mark in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))


def plain(element: etree._Element) -> str:
    """An element as it stood in the file: the names it declares are declared at the root."""
    tail, element.tail = element.tail, None
    head, end, rest = etree.tostring(element).decode().partition(">")
    element.tail = tail
    return _DECLARED.sub("", head) + end + rest  # further in there may be such words in the text
