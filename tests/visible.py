"""How much of a Word file's visible text ended in a document, counted without specman's own reading of it.

The words a reader sees are taken from the raw parts with every tracked change accepted: runs that are not deleted,
moved away or hidden, outside contents pages and fallback drawings, in the body and in the notes it calls for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from specman.formats.word.package import Package, W
from specman.model.document import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WORD = re.compile(r"[^\W\d_]+|\d+")  # letters or digits: an equation set on one line has signs between them
_GONE = {f"{W}del", f"{W}moveFrom", f"{_MC}Fallback"}


def coverage(package: Package, document: Document) -> tuple[int, int, list[str]]:
    """Characters of visible words that ended in the document, all of them, and the words that did not."""
    seen = Counter(word for text in _visible(package) for word in _WORD.findall(text))
    held = Counter(word for text in _said(document) for word in _WORD.findall(text))
    lost = seen - held
    total = sum(len(word) * count for word, count in seen.items())
    missing = sum(len(word) * count for word, count in lost.items())
    return total - missing, total, sorted(lost.elements())


def _said(document: Document) -> Iterator[str]:
    yield document.metadata.title
    yield from document.metadata.notes
    for provision in document.provisions:
        yield provision.num
        yield provision.words


def _visible(package: Package) -> Iterator[str]:
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    if root is None:
        return
    yield from _paragraphs(root)
    for sort in ("footnote", "endnote"):
        part = package.xml(package.related(main, f"{sort}s")) if package.related(main, f"{sort}s") else None
        called = {e.get(f"{W}id") for e in root.iter(f"{W}{sort}Reference") if not _is_gone(e)}
        for note in part.iter(f"{W}{sort}") if part is not None else ():
            if note.get(f"{W}id") in called:
                yield from _paragraphs(note)


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """Text by paragraph; a text box inside one is a paragraph of its own. Paragraphs whose mark was deleted are
    joined with the next, as Word joins them."""
    pending, contents = "", 0
    fields: list[bool] = []
    for paragraph in root.iter(f"{W}p"):
        if _is_gone(paragraph) or _in_contents(paragraph):
            continue
        out = []
        for node in paragraph.iter():
            if next(node.iterancestors(f"{W}p"), None) is not paragraph or _is_gone(node):
                continue
            if node.tag == f"{W}fldChar":
                kind = node.get(f"{W}fldCharType")
                if kind == "begin":
                    fields.append(False)
                elif kind == "end" and fields:
                    contents -= fields.pop()
            elif node.tag == f"{W}instrText" and fields and (node.text or "").strip().startswith("TOC"):
                fields[-1] = True
                contents += 1
            elif contents:
                continue
            elif node.tag in (f"{W}t", _MATH_TEXT) and not _is_hidden(node):
                out.append(node.text or "")
            elif node.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                out.append(" ")
            elif node.tag == f"{W}noBreakHyphen":
                out.append("-")
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
        pending += "".join(out)
        if mark is None:
            yield pending
            pending = ""
    yield pending


def _is_gone(node: etree._Element) -> bool:
    if any(above.tag in _GONE for above in node.iterancestors()):
        return True
    row = next(node.iterancestors(f"{W}tr"), None)
    return row is not None and row.find(f"{W}trPr/{W}del") is not None


def _is_hidden(text: etree._Element) -> bool:
    properties = text.getparent().find(f"{W}rPr")  # type: ignore[union-attr]
    vanish = properties.find(f"{W}vanish") if properties is not None else None
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _in_contents(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(f"{W}val", "").upper().startswith("TOC"):
        return True
    return any(
        "contents" in (gallery.get(f"{W}val") or "").casefold()
        for block in paragraph.iterancestors(f"{W}sdt")
        for gallery in block.iter(f"{W}docPartGallery")
    )
