"""The words of one paragraph of a Word file, with what is marked in them.

Fields are read for their result; the field code says where a cross-reference points. What Word does not show
(deleted fallback content, hidden text, codes) is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from specman.formats.flow import Text
from specman.formats.runs import Piece, join
from specman.formats.word.package import R, Relationship, W
from specman.formats.word.read.fields import BOOKMARK, Field, Shown
from specman.formats.word.read.revisions import MARKER
from specman.formats.word.read.styles import Styles, toggle
from specman.formats.word.read.symbols import is_symbol_font, sign_of
from specman.limits import MAX_FIELDS, beyond, character
from specman.model.document import MarkKind

FOOTNOTE, ENDNOTE = "footnote:", "endnote:"

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_LONGEST_CODE = 4_096  # of a field; a reference is told by its first words


@dataclass
class Story:
    """What lasts from paragraph to paragraph: open fields, and counts of what was left out.

    Attributes:
        skipped: what was left out, by sort, in characters or pieces.
        numbers: cross-references that quote a number: (bookmark, the words shown).
        relationships: of the part that is being read.
        image: the name that the picture of a relationship is kept under.
        shows: what is shown for fields that hold no result.
        name: what messages call the file.
    """

    styles: Styles
    relationships: Mapping[str, Relationship]
    image: Callable[[Relationship | None], str]
    name: str = "the file"
    fields: list[Field] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    shows: Shown = field(default_factory=Shown)

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
        self.font = ""  # of the run being read, where it is one of signs

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
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        said_font = (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
        self.font = said_font if is_symbol_font(said_font) else ""
        for child in run:
            self.part(child, frozenset(looks), hidden)

    def part(self, element: etree._Element, looks: frozenset[tuple[MarkKind, str]], hidden: bool) -> None:
        tag = element.tag
        if tag == f"{W}t":
            text = element.text or ""
            if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                text = text.strip(" \t\r\n")
            text = text.replace("\n", " ").replace("\r", " ")
            if self.font or any("\uf000" <= sign <= "\uf0ff" for sign in text):
                text = "".join(self.sign(sign, self.font) for sign in text)
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
            sign = self.sign(character(element.get(f"{W}char", "")), element.get(f"{W}font", ""))
            if hidden:
                self.story.skipped["hidden text"] += len(sign)
            else:
                self.put(sign, looks)
        elif tag == f"{W}fldChar":
            {"begin": self.begin, "separate": self.separate, "end": self.end}.get(
                element.get(f"{W}fldCharType", ""), lambda: None
            )()
            form = element.find(f"{W}ffData")
            if form is not None and self.story.fields:
                self.story.fields[-1].form = form
        elif tag == f"{W}instrText":
            if self.story.fields and not self.story.fields[-1].in_result:
                one = self.story.fields[-1]
                one.code += (element.text or "")[: _LONGEST_CODE - len(one.code)]
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = FOOTNOTE if tag.endswith("footnoteReference") else ENDNOTE
            self.put("", frozenset({("note", kind + element.get(f"{W}id", ""))}))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self.drawing(element)
        elif tag == f"{W}ruby":
            for base in element.iter(f"{W}rubyBase"):
                self.children(base)

    def sign(self, sign: str, font: str) -> str:
        found, is_known = sign_of(sign, font) if sign else ("", False)
        self.story.skipped["symbol"] += not is_known
        return found

    def drawing(self, element: etree._Element) -> None:
        for blip in self.drawn(element):
            key = blip.get(f"{R}embed") or blip.get(f"{R}id") or blip.get(f"{R}link") or ""
            name = self.story.image(self.story.relationships.get(key))
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
            else:
                waiting += reversed(node)

    # -- fields ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        if len(self.story.fields) >= MAX_FIELDS:
            raise beyond(self.story.name, "fields inside one another", MAX_FIELDS, self.line, is_unreal=True)
        self.story.fields.append(Field())

    def separate(self) -> None:
        if self.story.fields:
            self.story.fields[-1].begin_result()

    def end(self) -> None:
        if not self.story.fields:
            return
        one = self.story.fields.pop()
        if "".join(one.shown).strip():
            self.story.shows.with_result(one)
        elif not any(not other.in_result for other in self.story.fields):
            said = self.story.shows.without_result(one)
            if said is None:
                self.story.skipped["field"] += 1
            elif said:
                self.put(said, frozenset())
        if one.gives_number and one.in_result:
            self.story.numbers.append((one.target.removeprefix(BOOKMARK), "".join(one.shown).strip()))

    def put(self, text: str, looks: frozenset[tuple[MarkKind, str]]) -> None:
        if self.story.in_contents:
            self.story.skipped["contents page"] += len(text.strip())
            return
        if any(not one.in_result for one in self.story.fields):
            return
        links = self.links + [one.target for one in self.story.fields if one.target]
        if links:
            looks |= {("ref", links[-1])}
        for one in self.story.fields:
            one.shown.append(text)
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
