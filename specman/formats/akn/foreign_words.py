"""Words of Akoma Ntoso that other tools wrote: which elements stand in a line of text, and every word in them.

Whether an element is text or holds paragraphs is asked of its content and not only of its name, so that an element
nobody thought of keeps its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from specman.formats.flow import Text
from specman.formats.runs import Look, Piece, join
from specman.formats.xml import local_name

QUOTED = ("quotedStructure", "embeddedStructure")
LISTS = ("blockList", "ul", "ol")
PARAGRAPHS = ("p", "block", "listIntroduction", "listWrapUp", "li", "heading", "subheading", "crossHeading", "caption")
_CUT = frozenset({*LISTS, "table", "p", "block", "tblock", "item"})  # a block inside a line of text ends the line
_TITLES = ("num", "heading", "subheading")
_BOLD: frozenset[Look] = frozenset({("b", "")})
_ITALIC: frozenset[Look] = frozenset({("i", "")})
_DEFINED: frozenset[Look] = frozenset({("def", "")})


@dataclass
class Passage:
    """Words being read, and the footnotes that are called for in them."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    _is_numbered: bool = False  # a number was read, and not yet what it numbers

    def add(self, words: str, looks: frozenset[Look]) -> None:
        """Words that come next; what follows a number stands on its line."""
        if words.strip():
            self._is_numbered = False
        self.pieces.append(Piece(" " if self._is_numbered and words == "\n" else words, looks))

    def number_read(self) -> None:
        """The last words were a number."""
        self._is_numbered = True

    def text(self, line: int) -> Text:
        """The words, spaces normalised."""
        return join(self.pieces, line)[0]


class WordReader:
    """Reads words with what is marked in them.

    Attributes:
        counted: what was left out, by name.
        note_of: the editorial note an eId of the metadata names.
        used: editorial notes that were called for.
    """

    def __init__(self, root: etree._Element) -> None:
        self.counted: Counter[str] = Counter()
        self.note_of = {
            name: note
            for note in root.iter("{*}note")
            if (name := note.get("eId") or note.get("id"))
            and any(local_name(holder) == "meta" for holder in note.iterancestors())
        }
        self.used: set[etree._Element] = set()
        self._called = 0
        self._together: dict[frozenset[Look], frozenset[Look]] = {}  # each combination of looks once

    def flat(self, element: etree._Element) -> str:
        """All words of an element on one line, those of its footnotes among them."""
        return " ".join(self.lines(element).words.split())

    def lines(self, element: etree._Element, found: Passage | None = None) -> Text:
        """All words of an element, a line for each block in it. Footnotes are words too unless `found` takes them."""
        passage = found or Passage()
        self.read(element, frozenset(), passage, keeps_notes=found is not None)
        return passage.text(element.sourceline or 0)

    def read(
        self,
        element: etree._Element,
        looks: frozenset[Look],
        found: Passage,
        at_block: Callable[[etree._Element], None] | None = None,
        *,
        keeps_notes: bool = True,
    ) -> None:
        """Add the words of an element to a passage.

        Args:
            at_block: takes a list or a table that stands inside the text; without it, it is lines of the text.
            keeps_notes: footnotes are collected; else their words stand where they are called for.
        """
        if element.text:
            found.add(_spaced(element.text), looks)
        for child in element:
            name = local_name(child)
            if not name:
                pass  # a comment, or an instruction to some program
            elif name in ("br", "eol", "eop"):
                found.add("\n" if name == "br" else " ", looks)
            elif name in ("authorialNote", "noteRef") and keeps_notes and (note := self._note(child, name)) is not None:
                key = f"note:{self._called}"
                self._called += 1
                found.notes.append((key, note))
                found.pieces.append(Piece("", frozenset({("note", key)})))
            elif name in ("del", "img", "toc"):
                self.counted[name] += 1
            elif name in QUOTED:
                self.quoted(child, looks, found, keeps_notes=keeps_notes)
            elif at_block is not None and name in _CUT:
                at_block(child)
            else:
                look = _look(child, name)
                inner = self._together.setdefault(looks | look, looks | look) if look else looks
                before, after = _around(name)
                found.add(before, looks)
                self.read(child, inner, found, at_block, keeps_notes=keeps_notes)
                found.add(after, looks)
                if name == "num":
                    found.number_read()
            if child.tail:
                found.add(_spaced(child.tail), looks)

    def quoted(
        self, element: etree._Element, looks: frozenset[Look], found: Passage, *, keeps_notes: bool = True
    ) -> None:
        """Words quoted from another text, structure and all: they are not provisions of this one."""
        self.counted["quotedStructure"] += 1
        found.add("\n" + element.get("startQuote", ""), looks)
        start = len(found.pieces)
        self.read(element, looks, found, keeps_notes=keeps_notes)
        inner = found.pieces[start:]  # the quotation marks stand at its words, not on lines of their own
        while inner and not inner[0].text.strip() and not inner[0].looks - looks:
            inner.pop(0)
        while inner and not inner[-1].text.strip() and not inner[-1].looks - looks:
            inner.pop()
        found.pieces[start:] = [*inner, Piece(element.get("endQuote", ""), looks)]

    def _note(self, element: etree._Element, name: str) -> etree._Element | None:
        """The note that is called for; None when its words are not in the file."""
        if name == "authorialNote":
            return element
        note = self.note_of.get(element.get("href", "").removeprefix("#"))
        if note is not None:
            self.used.add(note)
        return note

    def unused_notes(self) -> int:
        """How many editorial notes nothing calls for."""
        return len(set(self.note_of.values()) - self.used)


def is_text(element: etree._Element) -> bool:
    """Whether an element is a paragraph: it has words of its own, or nothing in it is a block."""
    if local_name(element) in PARAGRAPHS or any(part.strip() for part in own_words(element)):
        return True
    return not any(local_name(inner) in _BLOCKS for inner in _unquoted(element))


def own_words(element: etree._Element) -> Iterator[str]:
    """The text that stands directly in an element."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _unquoted(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if (name := local_name(child)) and name not in (*QUOTED, "authorialNote"):
            yield child
            yield from _unquoted(child)


def _look(element: etree._Element, name: str) -> frozenset[Look]:
    if name in ("b", "strong"):
        return _BOLD
    if name in ("i", "em"):
        return _ITALIC
    if name == "def":
        return _DEFINED
    if name == "term" and element.get("refersTo"):
        return frozenset({("term", element.get("refersTo", ""))})
    if name in ("ref", "a", "rref", "affectedDocument") and (target := element.get("href") or element.get("from")):
        return frozenset({("ref", target)})
    return frozenset()


def _around(name: str) -> tuple[str, str]:
    """What parts the words of an element from those before and behind it, where it is no part of a line."""
    if name == "num":
        return "\n", " "
    return ("\n", "\n") if name in _BLOCKS else ("", "")


def _spaced(text: str) -> str:
    """Characters of the file; a line end there is a space, a break in the text is an element."""
    return text.replace("\r", " ").replace("\n", " ")


_HOLDERS = """
content intro wrapUp container blockContainer div tr td th hcontainer section subsection article paragraph
subparagraph clause
subclause point indent alinea list level part chapter title book rule subrule proviso longTitle authorialNote subFlow
"""
_BLOCKS = frozenset({*_CUT, *PARAGRAPHS, *_TITLES, *_HOLDERS.split()})
