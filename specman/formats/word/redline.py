"""Two versions of a document as one Word file with tracked changes: accepted it is the target, rejected the base.

Both versions are written as Word would hold them, with their numbers typed, and the paragraphs, rows and words of the
two are laid over each other. What only the base has is a deletion, what only the target has an insertion, and a
paragraph that stands elsewhere in the same words a move, each with the author and date given. Which provision became
which, and how two sequences are best laid over each other, is the comparison's business: it is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.write.body import Writer
from specman.formats.word.write.lists import TypedNumbers
from specman.formats.word.write.parts import ROOT, Attached, packed
from specman.formats.word.write.runs import LINK_STYLE, Runs, bookmarks_of
from specman.model.document import Document, Mark, Provision

Span = tuple[int, int, int, int]
Align = Callable[[Sequence[Hashable], Sequence[Hashable]], Sequence[tuple[bool, Span]]]
"""Lays two sequences over each other: whether they are equal there, and base start and end, target start and end."""
Pair = tuple[int | None, int | None]
"""A place of the base and one of the target, None where the other side has nothing there."""
Likeness = Callable[[str, str], float]
"""How alike two texts are, 0 to 100."""

LIKE = 50.0  # from which two paragraphs are one, changed
LIKE_ROW = 40.0
MOST_PAIRS = 40_000  # pairs of paragraphs in one gap that are compared with each other; larger gaps go in order
MOVED = 24  # characters that a paragraph must have for equal words elsewhere to be a move
_SIGN = "provision"  # set where a provision begins, and taken out again
_SHOWN_BY = {"row": f"{W}tr", "definition": f"{W}tr", "table": f"{W}tbl"}
_NO_LINK = "<w:hyperlink>"
_NUMBERED = re.compile(r'w:id="\d+"')
_SPACING = re.compile(r"<w:spacing [^>]*/>")
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
        leads: the relationship of a link to an address outside; inside the text both sides count anew.
        other: the run itself, of what is no word.
        link: the opening of the link it is part of.
    """

    look: str
    text: str
    leads: str = ""
    other: str = field(default="", compare=False)
    link: str = field(default="", compare=False)


def redline(
    base: Document,
    target: Document,
    author: Author,
    *,
    align: Align,
    likeness: Likeness,
    tokens: Callable[[str], Sequence[str]],
    partners: Mapping[str, str],
    name: str = "",
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx whose tracked changes run from one version of a document to another.

    Args:
        tokens: cuts a text into the words that change whole.
        partners: base eId to target eId of provisions that became one another; others are put in or taken out.
        images: the pictures that the two texts name.
    """
    attached, bookmarks = Attached(), bookmarks_of(target)
    left = _Version(base, images or {}, attached, {})
    right = _Version(target, images or {}, attached, bookmarks)
    old, new = left.blocks(), right.blocks()
    names = {element: partners.get(eid) or f"gone {eid}" for element, eid in left.shown.items()}
    both = _Overlay(author, align, likeness, tokens, attached.footnotes, len(bookmarks), names | right.shown)
    both.body(old, new)
    return packed("".join(both.out), target, name or target.work, attached, TypedNumbers().xml(), images or {})


class _Version:
    """One of the two versions, written as Word would hold it.

    Args:
        attached: takes what the text refers to in other parts; both versions have the same, so that each has one name.
        bookmarks: provisions that links lead to. They are the target's alone, since a name may mark one place only.
    """

    def __init__(
        self, document: Document, images: Mapping[str, bytes], attached: Attached, bookmarks: Mapping[str, str]
    ) -> None:
        self._document = document
        self._runs = _SignedRuns(document, bookmarks, images, attached)
        self.shown: dict[etree._Element, str] = {}  # a paragraph, row or table to the provision that begins with it

    def blocks(self) -> list[etree._Element]:
        """The paragraphs and tables of the body."""
        body = Writer(self._document, TypedNumbers(), self._runs).body()
        found = list(etree.fromstring(f"<w:body {ROOT}>{body}</w:body>"))
        for sign in [sign for block in found for sign in block.iter(_SIGN)]:
            eid = sign.get("eid", "")
            holder = next(sign.iterancestors(_SHOWN_BY.get(self._document.by_eid[eid].kind, f"{W}p")))
            self.shown.setdefault(holder, eid)
            if (paragraph := sign.getparent()) is not None:
                paragraph.remove(sign)
        return found


class _SignedRuns(Runs):
    """Words as runs, with a sign where each provision begins; a link to one without a bookmark leads nowhere."""

    def at(self, provision: Provision) -> str:
        return f"{super().at(provision)}<{_SIGN} eid={quoteattr(provision.eid)}/>"

    def link(self, mark: Mark) -> str:
        if mark.target.startswith("#") and mark.target[1:] not in self.bookmarks:
            return _NO_LINK
        return super().link(mark)


class _Overlay:
    def __init__(
        self,
        author: Author,
        align: Align,
        likeness: Likeness,
        tokens: Callable[[str], Sequence[str]],
        notes: Sequence[str],
        first: int,
        shown: Mapping[etree._Element, str],
    ) -> None:
        self.author = author
        self.align = align
        self.likeness = likeness
        self.tokens = tokens
        self.notes = notes
        self.out: list[str] = []
        self.number = first  # bookmarks have the numbers before
        self.shown = shown  # of a paragraph, row or table of either side: the target eId of the provision it begins
        self.moves: dict[int, str] = {}  # of an element that moved: the name of the move

    # -- paragraphs and tables ---------------------------------------------------------------------------------

    def body(self, left: Sequence[etree._Element], right: Sequence[etree._Element]) -> None:
        """The whole text: paragraphs that one side alone has here and the other elsewhere are moves."""
        pairs = list(self.paired(left, right, LIKE))
        gone: dict[Hashable, list[etree._Element]] = {}
        for old, new in pairs:
            if old is not None and new is None and (key := self.words_key(old)):
                gone.setdefault(key, []).append(old)
        for old, new in pairs:
            if old is None and new is not None and (origins := gone.get(self.words_key(new))):
                name = f"move{len(self.moves) // 2 + 1}"
                self.moves |= {id(origins.pop(0)): name, id(new): name}
        self.laid(pairs)

    def words_key(self, paragraph: etree._Element) -> Hashable:
        """What makes two paragraphs the same but for their typed numbers; None of what is too short to tell."""
        if paragraph.tag != f"{W}p":
            return None
        words = self.split(self.atoms(paragraph))[1]
        return (_form(paragraph), *words) if sum(len(atom.text) for atom in words) >= MOVED else None

    def split(self, atoms: Sequence[_Atom]) -> tuple[Sequence[_Atom], Sequence[_Atom]]:
        """A paragraph's typed number with the tab behind it, and its words."""
        tab = next((place for place, atom in enumerate(atoms, 1) if "<w:tab/>" in atom.other), 0)
        return atoms[:tab], atoms[tab:]

    def blocks(self, left: Sequence[etree._Element], right: Sequence[etree._Element]) -> None:
        """Paragraphs and tables of two versions as one."""
        self.laid(self.paired(left, right, LIKE))

    def laid(self, pairs: Iterable[tuple[etree._Element | None, etree._Element | None]]) -> None:
        """Elements side by side as one text."""
        for old, new in pairs:
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
        """Elements of two versions side by side, in an order that both sides keep.

        What begins a provision meets what begins the provision it became; the rest is laid over by its words.
        """
        there = {(_form(element), self.shown[element]) for element in right if element in self.shown}

        def key(element: etree._Element) -> Hashable:
            name = _form(element), self.shown.get(element, "")
            return name if name in there or name[1] else self.key(element)

        keys = [[key(element) for element in side] for side in (left, right)]
        for equal, (a, b, c, d) in self.align(keys[0], keys[1]):
            if equal:
                yield from zip(left[a:b], right[c:d], strict=True)
            else:
                yield from self.gap(left[a:b], right[c:d], least)

    def gap(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        for i, j in _filled(self.like_pairs(left, right, least), len(left), len(right)):
            yield (None if i is None else left[i]), (None if j is None else right[j])

    def like_pairs(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> list[tuple[int, int]]:
        """Pairs of like elements that keep their order, the sum of their likeness the greatest."""
        if not left or not right:
            return []
        if len(left) == len(right) == 1 and self.may_pair(left[0], right[0]):  # the one paragraph of a cell, say
            return [(0, 0)]
        if len(left) * len(right) > MOST_PAIRS:
            inner = zip(range(len(left)), range(len(right)), strict=False)
            return [(i, j) for i, j in inner if self.like(left[i], right[j]) >= least]
        return _best_pairs([[self.like(old, new) for new in right] for old in left], least)

    def like(self, old: etree._Element, new: etree._Element) -> float:
        return self.likeness(_text(old), _text(new)) if self.may_pair(old, new) else 0.0

    def may_pair(self, old: etree._Element, new: etree._Element) -> bool:
        """Whether two elements may be one, changed: what is known to be of two provisions may not."""
        return _form(old) == _form(new) and not (old in self.shown and new in self.shown)

    def whole(self, element: etree._Element, sort: str) -> None:
        """A paragraph or table that one side alone has."""
        if element.tag == f"{W}tbl":
            self.out.append(_table_head(element))
            for row in element.iterfind(f"{W}tr"):
                self.row(row, sort)
            self.out.append("</w:tbl>")
            return
        head, anchors = "", _anchors(element) if sort == "ins" else ""
        if name := self.moves.get(id(element)):
            number, words = self.split(self.atoms(element))
            head, sort = self.words([(sort, number)]), "moveFrom" if sort == "del" else "moveTo"
            range_ = f'{self.tag(f"{sort}RangeStart")} w:name="{name}"/>'
            inner = f'{range_}{self.words([(sort, words)])}<w:{sort}RangeEnd w:id="{self.number_of(range_)}"/>'
        else:
            inner = self.words([(sort, self.atoms(element))])
        self.out.append(f"<w:p>{self.properties(element, sort)}{anchors}{head}{inner}</w:p>")

    def paragraph(self, old: etree._Element, new: etree._Element) -> None:
        """A paragraph that both sides have."""
        if self.key(old) == self.key(new):
            self.out.append(_plain(new))
            return
        left, right = self.atoms(old), self.atoms(new)
        told: list[tuple[str, Sequence[_Atom]]] = []
        for equal, (a, b, c, d) in self.joined(left, right):
            told += [("", right[c:d])] if equal else [("del", left[a:b]), ("ins", right[c:d])]
        self.out.append(f"<w:p>{self.properties(new, '')}{_anchors(new)}{self.words(told)}</w:p>")

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
        columns: list[Pair] = []  # none: the cells of a row meet in their places
        if _width(old) != _width(new):
            if not (_is_even(old) and _is_even(new)):
                self.whole(old, "del")
                self.whole(new, "ins")
                return
            columns = self.columns(old, new)
        self.out.append("<w:tbl>" + _part(new, "tblPr") + _grid(old, new, columns))
        for left, right in self.paired(old.findall(f"{W}tr"), new.findall(f"{W}tr"), LIKE_ROW):
            if left is not None and right is not None and (columns or _shape(left) == _shape(right)):
                self.out.append("<w:tr>" + _part(right, "trPr"))
                cells = left.findall(f"{W}tc"), right.findall(f"{W}tc")
                for was, now in columns or zip(range(len(cells[0])), range(len(cells[1])), strict=True):
                    self.cell(None if was is None else cells[0][was], None if now is None else cells[1][now])
                self.out.append("</w:tr>")
                continue
            if left is not None:
                self.row(left, "del", [was for was, _ in columns])
            if right is not None:
                self.row(right, "ins", [now for _, now in columns])
        self.out.append("</w:tbl>")

    def columns(self, old: etree._Element, new: etree._Element) -> list[Pair]:
        """Which column of a table became which: by what stands at its head, and then by all that stands in it."""
        sides = [[list(map(_text, column)) for column in _columns(table)] for table in (old, new)]
        found: list[Pair] = []
        for equal, (a, b, c, d) in self.align(*([column[0] for column in side] for side in sides)):
            if equal:
                found += zip(range(a, b), range(c, d), strict=True)
                continue
            said = [["\n".join(column) for column in side] for side in (sides[0][a:b], sides[1][c:d])]
            likeness = [[self.likeness(was, now) for now in said[1]] for was in said[0]]
            found += [
                (None if i is None else a + i, None if j is None else c + j)
                for i, j in _filled(_best_pairs(likeness, LIKE), b - a, d - c)
            ]
        return found

    def cell(self, was: etree._Element | None, now: etree._Element | None) -> None:
        """A cell of a row that both sides have; of a column that one side alone has, the cell of that side."""
        if was is not None and now is not None:
            self.out.append("<w:tc>" + _part(now, "tcPr"))
            self.blocks(_content(was), _content(now))
            self.out.append("</w:tc>")
        elif was is not None:
            self.lone_cell(was, "del", "cellDel")
        elif now is not None:
            self.lone_cell(now, "ins", "cellIns")

    def lone_cell(self, cell: etree._Element, sort: str, mark: str = "") -> None:
        """A cell that one side alone has, with its row or, marked for itself, with its column."""
        inner = "".join(_plain(child) for child in cell.iterfind(f"{W}tcPr/*"))
        self.out.append(f"<w:tc><w:tcPr>{inner}{f'{self.tag(mark)}/>' if mark else ''}</w:tcPr>")
        for block in _content(cell):
            self.whole(block, sort)
        self.out.append("</w:tc>")

    def row(self, row: etree._Element, sort: str, columns: Sequence[int | None] = ()) -> None:
        """A row that one side alone has.

        Args:
            columns: those of both sides, None for one of the other side: Word wants a cell there, which goes whichever
                way the changes are taken.
        """
        inner = "".join(_plain(child) for child in row.iterfind(f"{W}trPr/*"))
        self.out.append(f"<w:tr><w:trPr>{inner}{self.tag(sort)}/></w:trPr>")
        cells = row.findall(f"{W}tc")
        for place in columns or range(len(cells)):
            if place is None:
                mark = "cellIns" if sort == "del" else "cellDel"
                self.out.append(f"<w:tc><w:tcPr>{self.tag(mark)}/></w:tcPr><w:p/></w:tc>")
            else:
                self.lone_cell(cells[place], sort)
        self.out.append("</w:tr>")

    # -- what is compared --------------------------------------------------------------------------------------

    def key(self, element: etree._Element) -> Hashable:
        """What makes two paragraphs or tables the same: style, words with their looks, and words of notes."""
        if element.tag == f"{W}p":
            return *_form(element), *self.atoms(element)
        inner = tuple(self.key(child) for child in element if child.tag in (f"{W}tr", f"{W}tc", f"{W}p", f"{W}tbl"))
        return str(element.tag), _part(element, "tcPr"), inner

    def atoms(self, paragraph: etree._Element) -> list[_Atom]:
        """The words of a paragraph, and what stands between them."""
        found: list[_Atom] = []
        for run in paragraph.iter(f"{W}r"):
            look = _part(run, "rPr").replace(LINK_STYLE, "").replace("<w:rPr></w:rPr>", "")
            link, leads = _link_over(run)
            texts = run.findall(f"{W}t")
            note = run.find(f"{W}footnoteReference")
            if texts and len(run) - (run.find(f"{W}rPr") is not None) == len(texts):
                said = "".join(text.text or "" for text in texts)
                found += [_Atom(look, token, leads, link=link) for token in self.tokens(said)]
            elif note is not None:
                said = _NUMBERED.sub("", self.notes[int(note.get(f"{W}id", "1")) - 1])
                found.append(_Atom(look, f"note: {said}", leads, _plain(run), link))
            elif pictures := run.xpath(".//*[local-name()='blip']/@*[local-name()='embed']"):
                found.append(_Atom(look, f"pictures: {pictures}", leads, _plain(run), link))
            else:
                found.append(_Atom(look, _plain(run), leads, _plain(run), link))
        return found

    # -- words -------------------------------------------------------------------------------------------------

    def properties(self, paragraph: etree._Element, sort: str) -> str:
        inner = "".join(_plain(child) for child in paragraph.iterfind(f"{W}pPr/*"))
        mark = f"<w:rPr>{self.tag(sort)}/></w:rPr>" if sort else ""
        return f"<w:pPr>{inner}{mark}</w:pPr>"

    def words(self, told: Sequence[tuple[str, Sequence[_Atom]]]) -> str:
        """Words as runs. A link holds the changes inside it: Word does not allow it the other way round."""
        out = []
        every = [(sort, atom) for sort, atoms in told for atom in atoms]
        for link, linked in groupby(every, key=lambda pair: pair[1].link):
            parts = groupby(linked, key=lambda pair: pair[0])
            inner = "".join(self.runs([atom for _, atom in part], sort) for sort, part in parts)
            out.append(f"{link}{inner}</w:hyperlink>" if link else inner)
        return "".join(out)

    def runs(self, atoms: Sequence[_Atom], sort: str) -> str:
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
            inside = atom.look.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
            look = f"<w:rPr>{LINK_STYLE}{inside}</w:rPr>" if atom.link else atom.look
            out.append(f'<w:r>{look}<w:{kind} xml:space="preserve">{said}</w:{kind}></w:r>')
        inner = "".join(out)
        return f"{self.tag(sort)}>{inner}</w:{sort}>" if sort else inner

    def tag(self, sort: str) -> str:
        """The opening of an insertion or deletion, not closed."""
        self.number += 1
        return (
            f'<w:{sort} w:id="{self.number}" w:author={quoteattr(self.author.name)} '
            f"w:date={quoteattr(self.author.date)}"
        )

    def number_of(self, opening: str) -> str:
        """The number that an opening carries."""
        return opening.partition('w:id="')[2].partition('"')[0]


def _form(element: etree._Element) -> tuple[str, str]:
    """What two elements must share to be one: a paragraph its style and bullet, a table its style."""
    style = element.find(f"{W}tblPr/{W}tblStyle")
    if style is not None:
        return str(element.tag), style.get(f"{W}val", "")
    return str(element.tag), _SPACING.sub("", _part(element, "pPr"))  # what stands before it says nothing of it


def _width(table: etree._Element) -> int:
    return len(table.findall(f"{W}tblGrid/{W}gridCol"))


def _is_even(table: etree._Element) -> bool:
    """Whether each row of a table has a cell in each column, so that a column can come and go by itself."""
    merged = any(True for _ in table.iterfind(f"{W}tr/{W}tc/{W}tcPr/*"))
    return not merged and all(len(row.findall(f"{W}tc")) == _width(table) for row in table.iterfind(f"{W}tr"))


def _columns(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of an even table, column by column."""
    rows = [row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr")]
    return [[row[place] for row in rows] for place in range(_width(table))]


def _grid(old: etree._Element, new: etree._Element, columns: Sequence[Pair]) -> str:
    """The columns of both sides, as wide together as those of the target are."""
    if not columns:
        return _part(new, "tblGrid")
    sides = [[int(one.get(f"{W}w", "0")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")] for table in (old, new)]
    asked = [sides[1][now] if now is not None else sides[0][was or 0] for was, now in columns]
    widths = [sum(sides[1]) * one // (sum(asked) or 1) for one in asked]
    inner = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{inner}</w:tblGrid>"


def _best_pairs(likeness: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Pairs that keep their order on both sides, the sum of their likeness the greatest; none is less than `least`."""
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    found = []
    i = j = 0
    while i < rows and j < columns:
        taken = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= least else -1.0
        if taken >= max(best[i + 1][j], best[i][j + 1]):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _filled(pairs: Sequence[tuple[int, int]], left: int, right: int) -> Iterator[Pair]:
    """Pairs in order, and between them the places of either side that are in none."""
    at = [0, 0]
    for i, j in [*pairs, (left, right)]:
        yield from ((place, None) for place in range(at[0], i))
        yield from ((None, place) for place in range(at[1], j))
        if i < left and j < right:
            yield i, j
        at = [i + 1, j + 1]


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


def _link_over(run: etree._Element) -> tuple[str, str]:
    """The opening of the link that a run is part of, and the relationship by which it leads out of the file."""
    holder = run.getparent()
    if holder is None or holder.tag != f"{W}hyperlink" or not holder.attrib:
        return "", ""
    opening = _plain(holder).partition(">")[0] + ">"
    return opening, next((str(said) for name, said in holder.attrib.items() if not str(name).startswith(W)), "")


def _anchors(paragraph: etree._Element) -> str:
    """The bookmarks of a paragraph."""
    return "".join(_plain(mark) for mark in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))


_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')


def _plain(element: etree._Element) -> str:
    """An element as it stood in the file: the names it declares are declared at the root."""
    tail, element.tail = element.tail, None
    head, end, rest = etree.tostring(element).decode().partition(">")
    element.tail = tail
    return _DECLARED.sub("", head) + end + rest  # further in there may be such words in the text
