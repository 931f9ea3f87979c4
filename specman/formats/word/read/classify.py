"""What a paragraph of a Word file is: a heading, a numbered paragraph, an item, a definition, a note, or plain text.

Pure functions: a paragraph, and what is known of its place, give a value. Placing it is the reader's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from specman.formats.flow import Text, named_heading, note_start, stated_status
from specman.formats.word import house
from specman.formats.word.read.labels import Label, computed, typed
from specman.formats.word.read.paragraphs import Block, is_all_bold
from specman.limits import whole
from specman.model.document import Kind, Status
from specman.model.enumeration import worded

_MEANS = re.compile(
    '["\u201c]?([^"\u201c\u201d:;.]{1,100}?)["\u201d]?\\s+'
    "(?=(?:shall\\s+)?means?\\b|(?:shall\\s+)?ha(?:s|ve)\\s+the\\s+(?:same\\s+)?meanings?\\b)"
)
_BY_STYLE = frozenset({house.CONTINUED, house.CLOSING, house.FIRST_PAGE, house.ALIGNED, house.DATED})


@dataclass(frozen=True)
class Heading:
    """A heading; `depth` counts from 1."""

    depth: int
    text: Text
    num: str = ""
    kind: Kind = "section"
    status: Status = "normative"


@dataclass(frozen=True)
class Clause:
    """A numbered paragraph.

    Attributes:
        list_key: the list of Word's that numbers it, "" where its style alone decided.
        depth: of a heading in its place, 0 where its style gives none: it stands beside the headings of this depth.
    """

    num: str
    text: Text
    list_key: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Item:
    """An item of a list; `depth` is None where its list and its indent decide."""

    num: str
    text: Text
    depth: int | None = None


@dataclass(frozen=True)
class Definition:
    """A defined term with its meaning."""

    term: str
    meaning: Text


@dataclass(frozen=True)
class Note:
    """An informative note, with what it is called: `Note 2`."""

    name: str
    text: Text


@dataclass(frozen=True)
class More:
    """Further words of the open list item whose eId is `item`."""

    item: str
    text: Text


@dataclass(frozen=True)
class Title:
    """The title of the document."""

    words: str


@dataclass(frozen=True)
class Styled:
    """What one of specman's own styles alone says it is: closing words, a line of the first page."""

    style: str
    text: Text


@dataclass(frozen=True)
class Plain:
    """Text without a number."""

    text: Text


Classified = Heading | Clause | Item | Definition | Note | More | Title | Styled | Plain


@dataclass(frozen=True)
class Here:
    """The place where a paragraph is.

    Attributes:
        expected: numbers of the open sections and paragraphs, outermost first.
        depth: depth of the innermost open section.
        goes_on: its list is one of items here.
        heads_clauses: its list, or the numbers typed behind it, go on to numbers below its own.
        item: the open item it is set in as far as, "" for none.
        is_first: nothing was read before it, and the document has no title yet.
    """

    expected: tuple[str, ...] = ()
    depth: int = 0
    goes_on: bool = False
    heads_clauses: bool = False
    item: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Labelled:
    """A paragraph's label, and its words without it; `typed_too` is a number typed behind the one that Word prints.

    A typed number is left out where it repeats the printed one before a tab; `1.1 metres` under 1.1 keeps its words.
    """

    label: Label | None
    text: Text
    typed_too: str = ""


def labelled(block: Block, expected: tuple[str, ...]) -> Labelled:
    """The label of a paragraph, whether Word computes it or a person typed it.

    Args:
        expected: numbers of the open sections and paragraphs, outermost first.
    """
    text, typed_too = block.text, ""
    label = computed(block.label or "", is_bullet=block.is_bullet)
    found = typed(text.words, block.words.tab, expected, is_heading=block.outline is not None)
    if label is None:
        label = found
    elif found is not None and label.shape == found.shape and 0 <= block.words.tab <= found.length:
        if found.num == label.num:
            label = replace(label, length=found.length)
            typed_too = found.num
        elif label.shape == "dotted":
            typed_too = found.num
    if label is not None and label.length:
        text = _after(text, label.length)
    return Labelled(label, text, typed_too)


def classify(block: Block, known: Labelled, here: Here) -> Classified:
    """What a paragraph of any file is."""
    if known.label is None:
        return _unnumbered(block, known.text, here)
    is_annex = known.label.num.rstrip(".").isupper() and block.outline is not None and looks_like_heading(known.text)
    if known.label.shape in ("bullet", "bracket") or (known.label.shape == "letter" and not is_annex):
        return Item(known.label.num, known.text)
    return _numbered(block, known.label, known.text, here)


def in_own_style(block: Block) -> Classified | None:
    """What a paragraph is in one of the styles that specman writes; None where its style does not decide."""
    style = block.style
    if not (style.startswith("Specman") or block.outline is not None):
        return None
    if style in _BY_STYLE:
        return Styled(style, block.text)
    if style == house.NOTE:
        name, start = note_start(block.text.words) or ("Note", 0)
        return Note(name, _after(block.text, start))
    text, num = block.text, (block.label or "").strip()
    if not num and block.words.tab > 0:
        num, text = text.words[: block.words.tab], _after(text, block.words.tab)
    if style == house.CLAUSE and num:
        return Clause(num, text)
    if style.startswith(house.ITEM) and (depth := whole(style[len(house.ITEM) :], 0, 1)):
        return Item("" if block.is_bullet else num, text, depth)
    if block.outline is not None:
        title, status = stated_status(text.words)
        found = named_heading(title) if not num else None
        kind, num, title = found or ("section", num, title)
        return Heading(block.outline + 1, replace(text, words=title), num, kind, status)
    return None


def in_meaning(block: Block, item: str) -> Classified:
    """What a paragraph is in the cell of a definition that holds its meaning.

    Args:
        item: the open item it is set in as far as, "" for none.
    """
    label = computed(block.label or "", is_bullet=block.is_bullet)
    label = label or typed(block.text.words, block.words.tab, (), is_heading=False)
    if label is not None:
        return Item(label.num, _after(block.text, label.length) if label.length else block.text)
    return More(item, block.text) if item else Plain(block.text)


def _numbered(block: Block, label: Label, text: Text, here: Here) -> Classified:
    if label.shape == "worded":
        title, status = stated_status(text.words)
        return Heading((block.outline or 0) + 1, replace(text, words=title), label.num, status=status)
    if here.goes_on:
        return Item((block.label or label.num).strip(), text)
    is_heading = block.outline is not None
    if (is_heading and block.runs_in) or (looks_like_heading(text) and (is_heading or block.is_bold)):
        depth = block.outline + 1 if block.outline is not None else label.parts
        title, status = stated_status(text.words)
        return Heading(depth, replace(text, words=title), label.num, status=status)
    if label.parts == 1 and label.num.isdigit() and not (is_heading or here.heads_clauses):
        return Item(block.label.strip() if block.label else label.num + ".", text)
    return Clause(label.num, text, block.list_key, 0 if block.outline is None else block.outline + 1)


def _unnumbered(block: Block, text: Text, here: Here) -> Classified:
    if block.outline is not None:
        title, status = stated_status(text.words.replace("\n", " "))
        kind, num, words = named_heading(title) or ("section", "", title)
        return Heading(block.outline + 1, replace(text, words=words), num, kind, status)
    part = worded(text.words)
    if part and part[1] == len(text.words) and (block.is_centred or block.is_bold):
        return Heading(1, replace(text, words="", marks=()), part[0])
    if note := note_start(text.words):
        return Note(note[0], text.cut(note[1]))
    if meaning := definition_of(text):
        return meaning
    if block.is_bold and looks_like_heading(text) and here.expected and len(text.words) <= 80:
        return Heading(here.depth + 1, text)
    if here.item and "closing words" not in block.names:
        return More(here.item, text)
    if here.is_first and looks_like_heading(text) and (block.is_bold or "subtitle" in block.names):
        return Title(text.words)  # of a file without a Title style
    return Plain(text)


def definition_of(text: Text) -> Definition | None:
    """Term and meaning of `"X" means …`, where quotation marks or bold type set the term apart."""
    match = _MEANS.match(text.words)
    if match is None:
        return None
    start, end = match.span(1)
    in_quotes = text.words[:1] in ('"', "\u201c")
    in_bold = any(m.kind in ("b", "def") and m.start <= start and m.end >= end for m in text.marks)
    if not (in_quotes or (in_bold and not is_all_bold(text))):
        return None
    return Definition(match[1], text.cut(match.end()))


def looks_like_heading(text: Text) -> bool:
    """Whether words are short enough, and end and begin as the words of a heading do."""
    words = text.words
    return (
        0 < len(words) <= 120
        and "\n" not in words
        and words[-1] not in ".;:,"
        and not words[0].islower()
        and len(words.split()) <= 16
    )


def _after(text: Text, length: int) -> Text:
    """A text without the number typed before it."""
    while length < len(text.words) and text.words[length].isspace():
        length += 1
    return text.cut(length)
