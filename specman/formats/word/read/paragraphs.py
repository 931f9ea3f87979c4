"""A paragraph of a Word file with its words, and with what its numbering, style and properties say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from specman.formats.flow import Text
from specman.formats.word.numbering import Counters, Level, Numbering, is_on, stated_in, value
from specman.formats.word.package import Package, W
from specman.formats.word.read.inline import Story, Words, read_words
from specman.formats.word.read.media import Media
from specman.formats.word.read.revisions import MARKER
from specman.formats.word.read.styles import Styles, indent_of, numbering_of
from specman.formats.word.read.tables import grid_of
from specman.model.document import Mark


@dataclass(frozen=True)
class Block:
    """A paragraph.

    Attributes:
        names: what its style and those it is based on are called, in small letters.
        outline: heading level from 0, None for body text.
        label: the number or sign that Word prints before it, None where it prints none.
        list_key, place: the list that prints the label, "" for none, and the level of that list, from 0.
        indent: how far it is set in from the left, in twips.
        runs_in: the next paragraph is printed behind it on the same line, as text behind a heading.
    """

    words: Words
    style: str = ""
    names: frozenset[str] = frozenset()
    outline: int | None = None
    label: str | None = None
    level: Level | None = None
    list_key: str = ""
    place: int = 0
    indent: int = 0
    is_bold: bool = False
    is_centred: bool = False
    runs_in: bool = False

    @property
    def text(self) -> Text:
        """Its words, with what is marked in them."""
        return self.words.text

    @property
    def is_bullet(self) -> bool:
        """Whether its label is a sign that counts nothing."""
        return self.level is not None and self.level.is_bullet


_EMPTY = Block(Words(Text("")))


class Paragraphs:
    """Reads the paragraphs of a file in reading order, so that their numbers count on.

    Attributes:
        count: paragraphs read so far, the empty ones too: the line of the last one.
        quoted: cross-references that show a number: (bookmark, the words shown, the paragraph they stand in).
    """

    def __init__(self, package: Package, main: str) -> None:
        self.styles = Styles(package.xml(package.related(main, "styles") or "word/styles.xml"))
        self.numbering = Numbering(
            package.xml(package.related(main, "numbering") or "word/numbering.xml"),
            self.styles.numbering_instances,
            self.styles.language,
            package.name,
        )
        self.media = Media(package)
        self._package, self._main = package, main
        self.story = Story(self.styles, package.relationships(main), self.media.name, package.name)
        self.count = 0
        self.quoted: list[tuple[str, str, int]] = []
        self._counters = Counters(self.numbering)
        default = self.styles.default
        self._skips_empty = not numbered_by(None, default, self.styles, self.numbering)[0]

    def read(self, paragraph: etree._Element) -> Block:
        """A paragraph's words, and the label its numbering gives it. Empty paragraphs count, as in Word."""
        self.count += 1
        if self._skips_empty and not len(paragraph) and paragraph.get(MARKER) is None:
            return _EMPTY
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.default
        instance, place = numbered_by(properties, style, self.styles, self.numbering)
        level = self.numbering.level(instance, place) if instance else None
        before = len(self.story.numbers)
        words = read_words(paragraph, self.story, self.count)
        self.quoted += [(mark, shown, self.count) for mark, shown in self.story.numbers[before:]]
        label = None
        if instance and (words.text.words or words.text.marks or not words.boxes):
            label = self._counters.next(instance, place)
            if label is None and words.text.words:
                self.story.skipped["undefined numbering"] += 1
        own = stated_in(properties, "outlineLvl", -1, 0, 9)  # 9 is body text
        outline = self.styles.outline(style) if own < 0 else own if own < 9 else None
        indent = indent_of(properties)
        if indent is None and level is not None:
            indent = level.indent
        if indent is None:
            indent = self.styles.indent(style)
        found = self.numbering.instances.get(instance)
        return Block(
            words,
            style,
            self.styles.names(style),
            outline,
            label,
            level,
            found.abstract if found and label is not None else "",
            place,
            indent or 0,
            is_all_bold(words.text) or self.styles.emphasis(style)[0],
            value(properties, "jc") == "center",
            properties is not None and is_on(properties.find(f"{W}rPr/{W}specVanish")),
        )

    def in_cell(self, holder: etree._Element) -> Iterator[Block]:
        """The paragraphs of a cell, text boxes and nested tables included, row by row."""
        for child in holder:
            if child.tag == f"{W}p":
                block = self.read(child)
                yield block
                for box in block.words.boxes:
                    yield from self.in_cell(box)
            elif child.tag == f"{W}tbl":
                self.story.skipped["nested table"] += 1
                for row in grid_of(child, self.in_cell).rows:
                    for cell in row.cells:
                        yield from cell.blocks
            elif isinstance(child.tag, str) and child.tag not in (f"{W}tcPr", f"{W}sdtPr"):
                yield from self.in_cell(child)

    def note(self, note: etree._Element) -> Text:
        """The words of a footnote or endnote. Its links and pictures are those of the part that holds the notes."""
        sort = "footnotes" if note.tag == f"{W}footnote" else "endnotes"
        self.story.relationships = self._package.relationships(self._package.related(self._main, sort))
        words = ""
        marks: list[Mark] = []
        for paragraph in note.iter(f"{W}p"):
            read = read_words(paragraph, self.story, self.count).text
            joiner = "\n" if words and read.words else ""
            marks += read.moved(len(words) + len(joiner))
            words += joiner + read.words
        self.story.relationships = self._package.relationships(self._main)
        kept = tuple(mark for mark in marks if mark.kind != "note")
        return Text(words, kept, self.count)


def numbered_by(properties: etree._Element | None, style: str, styles: Styles, numbering: Numbering) -> tuple[str, int]:
    """Instance and level of a paragraph: its own, else along its style's ancestry; "" when it has none."""
    instance, place = numbering_of(properties)
    chain = list(styles.chain(style))
    if not instance:
        instance = next((one.instance for one in chain if one.instance), "")
        if instance and place is None:
            tied = (numbering.level_of_style(instance, one.id) for one in chain)
            place = next((level for level in tied if level is not None), None)
    if instance in ("", "0"):
        return "", 0
    if place is None:
        place = next((one.place for one in chain if one.place is not None), 0)
    return instance, place


def is_all_bold(text: Text) -> bool:
    """Whether a text is bold from its first letter to its last."""
    return any(m.kind == "b" and m.start == 0 and m.end == len(text.words) for m in text.marks) and bool(text.words)
