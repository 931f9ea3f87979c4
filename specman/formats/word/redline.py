"""Two versions of a document as one Word file with tracked changes: accepted it is the target, rejected the base.

Both versions are written as Word would hold them, with their numbers typed, and the paragraphs, rows and words of the
two are laid over each other. What only the base has is a deletion, what only the target has an insertion, each with the
author and date given. How two sequences are best laid over each other is the comparison's business: it is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from specman.formats.word.lists import TypedNumbers
from specman.formats.word.package import W
from specman.formats.word.writing import ROOT, Writer
from specman.model.document import Document, Mark

Span = tuple[int, int, int, int]
Align = Callable[[Sequence[Hashable], Sequence[Hashable]], Sequence[tuple[bool, Span]]]
"""Lays two sequences over each other: whether they are equal there, and base start and end, target start and end."""
Likeness = Callable[[str, str], float]
"""How alike two texts are, 0 to 100."""

LIKE = 50.0  # from which two paragraphs are one, changed
LIKE_ROW = 40.0
MOST_PAIRS = 40_000  # pairs of paragraphs in one gap that are compared with each other; larger gaps go in order
_DROPPED = ("bookmarkStart", "bookmarkEnd")
_NUMBERED = re.compile(r'w:id="\d+"')
_SMALL = re.compile(r"[\s,.;:'\"()-]{0,3}")


@dataclass(frozen=True)
class Author:
    """Who is said to have made the changes, and when (ISO 8601 with time and zone)."""

    name: str
    date: str


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word of a paragraph with its look, or something that is no word (a tab, a note, a picture).

    Attributes:
        text: what it is compared by; of a note, the words of the note.
        other: the run itself, of what is no word.
    """

    look: str
    text: str
    other: str = field(default="", compare=False)


def redline(
    base: Document,
    target: Document,
    author: Author,
    *,
    align: Align,
    likeness: Likeness,
    tokens: Callable[[str], Sequence[str]],
    name: str = "",
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx whose tracked changes run from one version of a document to another.

    Args:
        tokens: cuts a text into the words that change whole.
        images: the pictures that the two texts name.
    """
    left = _Side(base, name, images or {}, None)
    right = _Side(target, name, images or {}, left)
    old, new = left.blocks(), right.blocks()
    both = _Overlay(author, align, likeness, tokens, right.footnotes)
    both.blocks(old, new)
    return right.packed("".join(both.out))


class _Side(Writer):
    """One of the two versions; links are left out, since an end of theirs may be on the other side."""

    def __init__(self, document: Document, name: str, images: Mapping[str, bytes], other: _Side | None) -> None:
        super().__init__(document, name or document.work, images, TypedNumbers())
        if other is not None:  # parts outside the text are shared, so that each has one name
            self.footnotes, self.media, self.links, self.drawn = other.footnotes, other.media, other.links, other.drawn

    def blocks(self) -> list[etree._Element]:
        """The paragraphs and tables of the body."""
        return list(etree.fromstring(f"<w:body {ROOT}>{self.body()}</w:body>"))

    def link(self, mark: Mark) -> str:
        del mark
        return "<w:hyperlink>"


class _Overlay:
    def __init__(
        self,
        author: Author,
        align: Align,
        likeness: Likeness,
        tokens: Callable[[str], Sequence[str]],
        notes: Sequence[str],
    ) -> None:
        self.author = author
        self.align = align
        self.likeness = likeness
        self.tokens = tokens
        self.notes = notes
        self.out: list[str] = []
        self.number = 0

    # -- paragraphs and tables ---------------------------------------------------------------------------------

    def blocks(self, left: Sequence[etree._Element], right: Sequence[etree._Element]) -> None:
        """Paragraphs and tables of two versions as one."""
        for old, new in self.paired(left, right, LIKE):
            if old is not None and new is not None:
                if old.tag == f"{W}tbl":
                    self.table(old, new)
                else:
                    self.paragraph(old, new)
            elif old is not None:
                self.whole(old, "del")
            elif new is not None:
                self.whole(new, "ins")

    def paired(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """Elements of two versions side by side, in an order that both sides keep."""
        keys = [[self.key(element) for element in side] for side in (left, right)]
        for equal, (a, b, c, d) in self.align(keys[0], keys[1]):
            if equal:
                yield from zip(left[a:b], right[c:d], strict=True)
            else:
                yield from self.gap(left[a:b], right[c:d], least)

    def gap(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        pairs = self.like_pairs(left, right, least)
        at = [0, 0]
        for i, j in [*pairs, (len(left), len(right))]:
            yield from ((old, None) for old in left[at[0] : i])
            yield from ((None, new) for new in right[at[1] : j])
            if i < len(left) and j < len(right):
                yield left[i], right[j]
            at = [i + 1, j + 1]

    def like_pairs(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> list[tuple[int, int]]:
        """Pairs of like elements that keep their order, the sum of their likeness the greatest."""
        if not left or not right:
            return []
        if len(left) * len(right) > MOST_PAIRS:
            inner = zip(range(len(left)), range(len(right)), strict=False)
            return [(i, j) for i, j in inner if self.like(left[i], right[j]) >= least]
        best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
        scores = [[self.like(old, new) for new in right] for old in left]
        for i in range(len(left) - 1, -1, -1):
            for j in range(len(right) - 1, -1, -1):
                taken = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= least else 0.0
                best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
        found = []
        i = j = 0
        while i < len(left) and j < len(right):
            taken = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= least else -1.0
            if taken >= max(best[i + 1][j], best[i][j + 1]):
                found.append((i, j))
                i, j = i + 1, j + 1
            elif best[i + 1][j] >= best[i][j + 1]:
                i += 1
            else:
                j += 1
        return found

    def like(self, old: etree._Element, new: etree._Element) -> float:
        if old.tag != new.tag or _style(old) != _style(new):
            return 0.0
        if old.tag == f"{W}tbl" and _columns(old) != _columns(new):
            return 0.0
        return self.likeness(_text(old), _text(new))

    def whole(self, element: etree._Element, sort: str) -> None:
        """A paragraph or table that one side alone has."""
        if element.tag == f"{W}tbl":
            self.out.append(_table_head(element))
            for row in element.iterfind(f"{W}tr"):
                self.row(row, sort)
            self.out.append("</w:tbl>")
        else:
            self.out.append(f"<w:p>{self.properties(element, sort)}{self.runs(self.atoms(element), sort)}</w:p>")

    def paragraph(self, old: etree._Element, new: etree._Element) -> None:
        """A paragraph that both sides have."""
        if self.key(old) == self.key(new):
            self.out.append(_plain(new))
            return
        left, right = self.atoms(old), self.atoms(new)
        out = [self.properties(new, "")]
        for equal, (a, b, c, d) in self.joined(left, right):
            if equal:
                out.append(self.runs(right[c:d], ""))
            else:
                out.append(self.runs(left[a:b], "del"))
                out.append(self.runs(right[c:d], "ins"))
        self.out.append(f"<w:p>{''.join(out)}</w:p>")

    def joined(self, left: Sequence[_Atom], right: Sequence[_Atom]) -> list[tuple[bool, Span]]:
        """How two paragraphs lie over each other; a space or comma between two edits is drawn into them."""
        found: list[tuple[bool, Span]] = []
        spans = list(self.align(left, right))
        for place, (equal, span) in enumerate(spans):
            words = "".join(atom.text if not atom.other else "\0" for atom in left[span[0] : span[1]])
            if equal and 0 < place < len(spans) - 1 and _SMALL.fullmatch(words):
                equal = False
            if found and found[-1][0] == equal:
                last = found[-1][1]
                found[-1] = (equal, (last[0], span[1], last[2], span[3]))
            else:
                found.append((equal, span))
        return found

    # -- tables ------------------------------------------------------------------------------------------------

    def table(self, old: etree._Element, new: etree._Element) -> None:
        """A table that both sides have, row by row and cell by cell."""
        self.out.append(_table_head(new))
        for left, right in self.paired(old.findall(f"{W}tr"), new.findall(f"{W}tr"), LIKE_ROW):
            if left is not None and right is not None and _shape(left) == _shape(right):
                self.out.append("<w:tr>" + _part(right, "trPr"))
                for was, now in zip(left.iterfind(f"{W}tc"), right.iterfind(f"{W}tc"), strict=True):
                    self.out.append("<w:tc>" + _part(now, "tcPr"))
                    self.blocks(_content(was), _content(now))
                    self.out.append("</w:tc>")
                self.out.append("</w:tr>")
                continue
            if left is not None:
                self.row(left, "del")
            if right is not None:
                self.row(right, "ins")
        self.out.append("</w:tbl>")

    def row(self, row: etree._Element, sort: str) -> None:
        """A row that one side alone has."""
        inner = "".join(_plain(child) for child in row.iterfind(f"{W}trPr/*"))
        self.out.append(f"<w:tr><w:trPr>{inner}{self.tag(sort)}/></w:trPr>")
        for cell in row.iterfind(f"{W}tc"):
            self.out.append("<w:tc>" + _part(cell, "tcPr"))
            for paragraph in _content(cell):
                self.whole(paragraph, sort)
            self.out.append("</w:tc>")
        self.out.append("</w:tr>")

    # -- what is compared --------------------------------------------------------------------------------------

    def key(self, element: etree._Element) -> Hashable:
        """What makes two paragraphs or tables the same: style, words with their looks, and words of notes."""
        if element.tag == f"{W}p":
            return "p", _part(element, "pPr"), tuple(self.atoms(element))
        inner = tuple(self.key(child) for child in element if child.tag in (f"{W}tr", f"{W}tc", f"{W}p", f"{W}tbl"))
        return str(element.tag), _part(element, "tcPr"), inner

    def atoms(self, paragraph: etree._Element) -> list[_Atom]:
        """The words of a paragraph, and what stands between them."""
        found: list[_Atom] = []
        for run in paragraph.iter(f"{W}r"):
            look = _part(run, "rPr").replace('<w:rStyle w:val="Hyperlink"/>', "").replace("<w:rPr></w:rPr>", "")
            texts = run.findall(f"{W}t")
            note = run.find(f"{W}footnoteReference")
            if texts and len(run) - (run.find(f"{W}rPr") is not None) == len(texts):
                found += [_Atom(look, token) for token in self.tokens("".join(text.text or "" for text in texts))]
            elif note is not None:
                said = _NUMBERED.sub("", self.notes[int(note.get(f"{W}id", "1")) - 1])
                found.append(_Atom(look, f"note: {said}", _plain(run)))
            else:
                found.append(_Atom(look, _plain(run), _plain(run)))
        return found

    # -- words -------------------------------------------------------------------------------------------------

    def properties(self, paragraph: etree._Element, sort: str) -> str:
        inner = "".join(_plain(child) for child in paragraph.iterfind(f"{W}pPr/*"))
        mark = f"<w:rPr>{self.tag(sort)}/></w:rPr>" if sort else ""
        return f"<w:pPr>{inner}{mark}</w:pPr>"

    def runs(self, atoms: Sequence[_Atom], sort: str) -> str:
        if not atoms:
            return ""
        out: list[str] = []
        kind = "delText" if sort == "del" else "t"
        at = 0
        while at < len(atoms):
            atom = atoms[at]
            if atom.other:
                out.append(atom.other)
                at += 1
                continue
            words = []
            while at < len(atoms) and not atoms[at].other and atoms[at].look == atom.look:
                words.append(atoms[at].text)
                at += 1
            said = escape("".join(words))
            out.append(f'<w:r>{atom.look}<w:{kind} xml:space="preserve">{said}</w:{kind}></w:r>')
        inner = "".join(out)
        return f"{self.tag(sort)}>{inner}</w:{sort}>" if sort else inner

    def tag(self, sort: str) -> str:
        """The opening of an insertion or deletion, not closed."""
        self.number += 1
        return (
            f'<w:{sort} w:id="{self.number}" w:author={quoteattr(self.author.name)} '
            f"w:date={quoteattr(self.author.date)}"
        )


def _style(element: etree._Element) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _columns(table: etree._Element) -> int:
    return len(table.findall(f"{W}tblGrid/{W}gridCol"))


def _shape(row: etree._Element) -> list[str]:
    return [_part(cell, "tcPr") for cell in row.iterfind(f"{W}tc")]


def _content(cell: etree._Element) -> list[etree._Element]:
    return [child for child in cell if child.tag in (f"{W}p", f"{W}tbl")]


def _text(element: etree._Element) -> str:
    return "".join(element.itertext())


def _part(element: etree._Element, name: str) -> str:
    part = element.find(f"{W}{name}")
    return _plain(part) if part is not None else ""


def _table_head(table: etree._Element) -> str:
    return "<w:tbl>" + _part(table, "tblPr") + _part(table, "tblGrid")


_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')


def _plain(element: etree._Element) -> str:
    """An element as it stood in the file: the names it declares are declared at the root."""
    tail, element.tail = element.tail, None
    text = _DECLARED.sub("", etree.tostring(element).decode())
    element.tail = tail
    for name in _DROPPED:
        text = re.sub(rf"<w:{name}[^>]*/>", "", text)
    return text.replace("<w:hyperlink>", "").replace("</w:hyperlink>", "")
