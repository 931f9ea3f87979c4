"""The words of one paragraph of a Word file, with what is marked in them.

Fields are read for their result; the field code says where a cross-reference points. What Word does not show
(deleted fallback content, hidden text, codes) is left out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from specman.formats.flow import Text
from specman.formats.runs import Piece, join
from specman.formats.word.package import R, Relationship, W
from specman.formats.word.read.revisions import MARKER
from specman.formats.word.read.styles import Styles, toggle
from specman.limits import MAX_FIELDS, beyond, character
from specman.model.document import MarkKind

BOOKMARK, FOOTNOTE, ENDNOTE = "bookmark:", "footnote:", "endnote:"

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_LONGEST_CODE = 4_096  # of a field; a reference is told by its first words
_INSTRUCTION = re.compile(r'\s*(\w+)(?:\s+"([^"]*)"|\s+([^\s\\]\S*))?')
_SWITCH = re.compile(r'\\l\s+"?([^"\s]+)"?')
_NUMBER_SWITCH = re.compile(r"\\[rnw]\b")
# Adobe's Symbol encoding, as Word's `sym` uses it in the private area F000-F0FF: the signs specifications use.
_SYMBOL = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
_SYMBOL |= {
    "\xa3": "≤", "\xb3": "≥", "\xb4": "×", "\xb1": "±", "\xb7": "•", "\xb0": "°", "\xb9": "≠", "\xbb": "≈",
    "\xb8": "÷", "\xa5": "∞", "\xae": "→", "\xac": "←", "\xad": "↑", "\xaf": "↓", "\xd7": "·", "\xe5": "∑",
    "\xd6": "√", "\xd5": "∏", "\xce": "∈", "\xcd": "⊆", "\xc7": "∩", "\xc8": "∪", "\xa7": "•", "\xa8": "◆",
    "\xfc": "✓", "\xfb": "✗", "\xe0": "→", "\xdf": "←",
}  # fmt: skip


@dataclass
class Field:
    """A field being read: its code, then its result."""

    code: str = ""
    in_result: bool = False
    is_contents: bool = False
    target: str = ""
    gives_number: bool = False


@dataclass
class Story:
    """What lasts from paragraph to paragraph: open fields, and counts of what was left out.

    Attributes:
        skipped: what was left out, by sort, in characters or pieces.
        numbers: cross-references that quote a number: (bookmark, the words shown).
        image: the name that the picture of a relationship is kept under.
        name: what messages call the file.
    """

    styles: Styles
    relationships: Mapping[str, Relationship]
    image: Callable[[str], str]
    name: str = "the file"
    fields: list[Field] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    numbers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """True inside a table of contents."""
        return any(one.is_contents for one in self.fields)


@dataclass(frozen=True)
class Words:
    """One paragraph read.

    Attributes:
        tab: where in the words the first tab stood, -1 without one: typed numbers end there.
        bookmarks: names that begin in it.
        revisions: numbers of the tracked changes it shows.
        boxes: text boxes anchored in it.
    """

    text: Text
    tab: int = -1
    bookmarks: tuple[str, ...] = ()
    revisions: frozenset[str] = frozenset()
    boxes: tuple[etree._Element, ...] = ()


class _Inline:
    def __init__(self, story: Story, line: int = 0) -> None:
        self.story = story
        self.line = line
        self.pieces: list[Piece] = []
        self.bookmarks: list[str] = []
        self.revisions: set[str] = set()
        self.boxes: list[etree._Element] = []
        self.links: list[str] = []
        self.number: list[tuple[str, list[str]]] = []

    def children(self, element: etree._Element) -> None:
        for child in element:
            self.node(child)

    def node(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag == f"{W}r":
            self.run(element)
        elif tag == f"{W}hyperlink":
            self.hyperlink(element)
        elif tag == f"{W}fldSimple":
            self.begin()
            self.story.fields[-1].code = element.get(f"{W}instr", "")
            self.separate()
            self.children(element)
            self.end()
        elif tag == f"{W}bookmarkStart":
            self.bookmarks.append(element.get(f"{W}name", ""))
        elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
            self.story.skipped["equation"] += tag.endswith("oMath")
            self.put(" ".join(_linear(element).split()), frozenset())
        elif tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            choice = choice if choice is not None else element.find(f"{_MC}Fallback")
            if choice is not None:
                self.children(choice)
        elif tag not in (f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}del", f"{W}moveFrom"):
            self.children(element)

    def hyperlink(self, element: etree._Element) -> None:
        anchor = element.get(f"{W}anchor", "")
        link = self.story.relationships.get(element.get(f"{R}id", ""))
        target = f"{BOOKMARK}{anchor}" if anchor and link is None else link.target if link is not None else ""
        if target:
            self.links.append(target)
        self.children(element)
        if target:
            self.links.pop()

    def run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        style = properties.find(f"{W}rStyle") if properties is not None else None
        bold, italic, hidden = self.story.styles.emphasis(style.get(f"{W}val", "") if style is not None else "")
        said = [toggle(properties, name) for name in ("b", "i", "vanish")]
        bold, italic, hidden = (
            own if own is not None else inherited for own, inherited in zip(said, (bold, italic, hidden), strict=True)
        )
        looks: set[tuple[MarkKind, str]] = set()
        if bold:
            looks.add(("b", ""))
        if italic:
            looks.add(("i", ""))
        if number := run.get(MARKER):
            self.revisions.add(number)
        for child in run:
            self.part(child, frozenset(looks), hidden)

    def part(self, element: etree._Element, looks: frozenset[tuple[MarkKind, str]], hidden: bool) -> None:
        tag = element.tag
        if tag == f"{W}t":
            text = element.text or ""
            if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                text = text.strip(" \t\r\n")
            text = text.replace("\n", " ").replace("\r", " ")
            if hidden:
                self.story.skipped["hidden text"] += len(text)
            else:
                self.put(text, looks)
        elif tag in (f"{W}tab", f"{W}ptab"):
            self.put("\t", looks)
        elif tag == f"{W}br":
            self.put("\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else " ", looks)
        elif tag == f"{W}cr":
            self.put("\n", looks)
        elif tag == f"{W}noBreakHyphen":
            self.put("-", looks)
        elif tag == f"{W}sym":
            self.put(self.symbol(element), looks)
        elif tag == f"{W}fldChar":
            {"begin": self.begin, "separate": self.separate, "end": self.end}.get(
                element.get(f"{W}fldCharType", ""), lambda: None
            )()
        elif tag == f"{W}instrText":
            if self.story.fields and not self.story.fields[-1].in_result:
                one = self.story.fields[-1]
                one.code += (element.text or "")[: _LONGEST_CODE - len(one.code)]
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = FOOTNOTE if tag.endswith("footnoteReference") else ENDNOTE
            self.put("", frozenset({("note", kind + element.get(f"{W}id", ""))}))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"):
            self.drawing(element)
        elif tag == f"{W}ruby":
            for base in element.iter(f"{W}rubyBase"):
                self.children(base)

    def symbol(self, element: etree._Element) -> str:
        sign = character(element.get(f"{W}char", ""))
        if "\uf000" <= sign <= "\uf0ff":
            sign = chr(ord(sign) - 0xF000)
            if sign not in _SYMBOL:
                self.story.skipped["symbol"] += 1
            return _SYMBOL.get(sign, "\ufffd")
        return sign

    def drawing(self, element: etree._Element) -> None:
        if element.tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            choice = choice if choice is not None else element.find(f"{_MC}Fallback")
            for child in choice if choice is not None else ():
                self.part(child, frozenset(), False)
            return
        for blip in self.drawn(element):
            name = self.story.image(blip.get(f"{R}embed") or blip.get(f"{R}id") or blip.get(f"{R}link") or "")
            if name:
                self.put("", frozenset({("img", name)}))

    def drawn(self, element: etree._Element) -> Iterator[etree._Element]:
        """Pictures of a drawing. A text box is kept with all that is in it, and read once: boxes hold boxes."""
        waiting = [element]
        while waiting:
            node = waiting.pop()
            if node.tag == f"{W}txbxContent":
                self.boxes.append(node)
            elif node.tag in (f"{_A}blip", f"{_V}imagedata"):
                yield node
            elif node.tag != f"{_MC}Fallback":
                waiting += reversed(node)

    # -- fields ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        if len(self.story.fields) >= MAX_FIELDS:
            raise beyond(self.story.name, "fields inside one another", MAX_FIELDS, self.line, is_unreal=True)
        self.story.fields.append(Field())

    def separate(self) -> None:
        if not self.story.fields:
            return
        one = self.story.fields[-1]
        one.in_result = True
        match = _INSTRUCTION.match(one.code)
        name = match[1].upper() if match else ""
        argument = (match[2] or match[3] or "") if match else ""
        if name == "TOC":
            one.is_contents = True
        elif name == "REF":
            one.target = BOOKMARK + argument
            one.gives_number = bool(_NUMBER_SWITCH.search(one.code))
        elif name == "HYPERLINK":
            inside = _SWITCH.search(one.code)
            one.target = BOOKMARK + inside[1] if inside else argument
        elif name and argument.startswith("_Ref") and "\\h" in one.code and name not in ("PAGEREF", "NOTEREF"):
            one.target = BOOKMARK + argument
        if one.gives_number:
            self.number.append((one.target.removeprefix(BOOKMARK), []))

    def end(self) -> None:
        if not self.story.fields:
            return
        one = self.story.fields.pop()
        if one.gives_number and one.in_result and self.number:
            bookmark, shown = self.number.pop()
            self.story.numbers.append((bookmark, "".join(shown).strip()))

    def put(self, text: str, looks: frozenset[tuple[MarkKind, str]]) -> None:
        if self.story.in_contents:
            self.story.skipped["contents page"] += len(text.strip())
            return
        if any(not one.in_result for one in self.story.fields):
            return
        links = self.links + [one.target for one in self.story.fields if one.target]
        if links:
            looks |= {("ref", links[-1])}
        for _, shown in self.number:
            shown.append(text)
        self.pieces.append(Piece(text, looks))


def read_words(paragraph: etree._Element, story: Story, line: int = 0) -> Words:
    """The words of a paragraph, spaces normalised, line breaks kept as line feeds, and what is marked in them."""
    reader = _Inline(story, line)
    reader.children(paragraph)
    if number := paragraph.get(MARKER):
        reader.revisions.add(number)
    text, tab = join(reader.pieces, line)
    return Words(
        text,
        tab,
        tuple(name for name in reader.bookmarks if name),
        frozenset(reader.revisions),
        tuple(reader.boxes),
    )


def _linear(element: etree._Element) -> str:
    """An equation on one line: fractions with a slash, powers and indices with ^ and _."""
    tag = element.tag
    if tag == f"{_M}t":
        return element.text or ""
    if tag == f"{_M}f":
        return f"({_of(element, 'num')})/({_of(element, 'den')})"
    if tag in (f"{_M}sSup", f"{_M}sSub"):
        sort, sign = ("sup", "^") if tag.endswith("sSup") else ("sub", "_")
        return f"{_of(element, 'e')}{sign}{_of(element, sort)}"
    if tag == f"{_M}rad":
        return f"√({_of(element, 'e')})"
    if tag == f"{_M}d":
        return "(" + ", ".join(_linear(e) for e in element.findall(f"{_M}e")) + ")"
    if tag == f"{W}t":
        return element.text or ""
    if not isinstance(tag, str) or tag in (f"{W}rPr", f"{_M}rPr", f"{_M}ctrlPr"):
        return ""
    return "".join(_linear(child) for child in element)


def _of(element: etree._Element, child: str) -> str:
    found = element.find(f"{_M}{child}")
    return _linear(found) if found is not None else ""


__all__ = ["BOOKMARK", "ENDNOTE", "FOOTNOTE", "Story", "Words", "read_words"]
