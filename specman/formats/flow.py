"""From blocks in reading order to an outline: what every reader of prose shares.

A reader (Markdown, Word) tells its blocks apart: headings, numbered paragraphs, list items, definitions, tables,
notes, plain paragraphs. Where each belongs is decided here, once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from specman.formats.outline import Outline
from specman.model.document import Kind, Mark, Merge, Status
from specman.model.finding import Finding, Severity

_NAMED = re.compile(r"(?:(Use Case)\s+([A-Z]{2,}\d\w*)|(SRV)\s+(\d[\w.]*)|(Response)\s+(\w+Rsp))\b\s*(.*)$", re.DOTALL)
_STATUS = re.compile(r"\s*[{\[](informative|inactive|normative)[}\]]\s*$", re.IGNORECASE)
_NOTE = re.compile(r"(note(?:\s+\d+)?)\s*[:\u2013\u2014-]\s+(?=\S)", re.IGNORECASE)
_CAPTION = re.compile(r"Table ([A-Z]?\d[\w.\-]*?)\s*(?:[:\u2013\u2014]|\.\s|-\s)\s*(\S.*)$", re.DOTALL)
_STYLED_CAPTION = re.compile(r"Table ([A-Z]?\d[\w.\-]*?)[.:]?(?:\s+[:\u2013\u2014-])?(?:\s+(.*))?$", re.DOTALL)


def styled_caption(words: str) -> tuple[str, str]:
    """Number and title of a paragraph that its style says is a caption, however it is written.

    >>> styled_caption("Table 4.1 Codes"), styled_caption("Table 7"), styled_caption("Codes in use")
    (('4.1', 'Codes'), ('7', ''), ('', 'Codes in use'))
    """
    match = _STYLED_CAPTION.match(words)
    return (match[1], match[2] or "") if match else ("", words)


@dataclass(frozen=True)
class Text:
    """Words of a block with what is marked in them, and the line of the source they stand in."""

    words: str
    marks: tuple[Mark, ...] = ()
    line: int = 0

    def cut(self, start: int) -> Text:
        """The text from an offset on; marks before it are lost, one across it is shortened."""
        marks = [replace(m, start=max(m.start - start, 0), end=m.end - start) for m in self.marks if m.end >= start]
        kept = tuple(m for m in marks if m.end > m.start or m.kind in ("note", "img"))
        return Text(self.words[start:], kept, self.line)

    def moved(self, offset: int) -> tuple[Mark, ...]:
        """The marks as they stand when the words begin at this offset."""
        return tuple(replace(m, start=m.start + offset, end=m.end + offset) for m in self.marks)


def named_heading(title: str) -> tuple[Kind, str, str] | None:
    """Kind, number and title of a heading that begins with what it is: `Use Case ECS17b Read registers`."""
    match = _NAMED.match(title)
    if match is None:
        return None
    use_case, code, variant, number, _, response, title = match.groups()
    if use_case:
        return "use-case", code, title
    return ("service-request", f"SRV {number}", title) if variant else ("response", response, title)


def stated_status(title: str) -> tuple[str, Status]:
    """A heading without its closing `{informative}` or `{inactive}`, and the status that says.

    >>> stated_status("Overview {informative}")
    ('Overview', 'informative')
    """
    match = _STATUS.search(title)
    if match is None:
        return title, "normative"
    word = match[1].casefold()
    status: Status = "informative" if word == "informative" else "normative"
    return title[: match.start()], "inactive" if word == "inactive" else status


def note_start(words: str) -> tuple[str, int] | None:
    """What a note is called, and where its words begin, when a paragraph is one: `Note 2: …`."""
    match = _NOTE.match(words)
    return (match[1], match.end()) if match else None


def caption(words: str) -> tuple[str, str] | None:
    """Number and title of a table's caption."""
    match = _CAPTION.match(words)
    return (match[1], match[2]) if match else None


def stem(num: str) -> str:
    """What the numbers inside a numbered part begin with; some houses print 2.0 for the part that holds 2.1.

    >>> stem("H1"), stem("2.0"), stem("3.")
    ('H1.', '2.', '3.')
    """
    return num.rstrip(".").removesuffix(".0") + "."


class Flow:
    """Takes blocks in reading order and puts each where it belongs.

    Attributes:
        aligned, date: what the first page says of other documents' versions and of its own date.
        items: list items that may hold the next one, outermost first, each with its depth.
        anchors: names given to places of the source, and the eIds they fell on.
        last: the provision that took the last block.
        last_number: of the last numbered paragraph, "" before any.
    """

    def __init__(self, work: str, version: str, name: str) -> None:
        self.outline = Outline(work, version, name)
        self.name = name
        self.title = ""
        self.notes: list[str] = []
        self.aligned: list[str] = []
        self.date = ""
        self.items: list[tuple[int, str]] = []
        self.last = ""
        self.last_number = ""
        self._sections: list[tuple[int, str]] = [(0, "")]  # (depth of heading, eid)
        self._clauses: list[str] = []  # numbered paragraphs that may hold the next one
        self._holder = ""  # what an unnumbered paragraph continues
        self._unnumbered: tuple[int, Text, Status] | None = None  # a heading that waits to see what it heads
        self._waiting: list[str] = []  # anchors of that heading
        self.anchors: dict[str, str] = {}

    # -- blocks ------------------------------------------------------------------------------------------------

    def heading(
        self, depth: int, title: Text, num: str = "", kind: Kind = "section", status: Status = "normative"
    ) -> None:
        """A heading. One without a number heads the numbered paragraphs that follow (a cross-heading), or, when
        text without a number follows, is a section of its own."""
        if self._unnumbered is not None:
            self._settle(is_section=depth > self._unnumbered[0])
        self.items, self._clauses = [], []
        while len(self._sections) > 1 and self._sections[-1][0] >= depth:
            self._sections.pop()
        if not num:
            self._unnumbered = (depth, title, status)
            return
        eid = self.outline.add(
            kind, self._sections[-1][1], num=num, heading=title.words, status=status, line=title.line
        )
        self._sections.append((depth, eid))
        self._holder = self.last = eid

    def clause(self, num: str, text: Text, depth: int = 0) -> None:
        """A numbered paragraph; it belongs to the paragraph, else the section, whose number its own begins with.

        Args:
            depth: of a heading in its place: it is inside no heading of this depth but one that its number begins with.
        """
        self._settle(is_section=False)
        self.items = []
        self.last_number = num
        while depth and len(self._sections) > 1 and self._sections[-1][0] >= depth:
            found = self.outline[self._sections[-1][1]].num
            if not found or num.startswith(stem(found)):
                break
            self._sections.pop()
        while self._clauses and not num.startswith(stem(self.outline[self._clauses[-1]].num)):
            self._clauses.pop()
        self._leave_unnumbered_sections(num)
        parent = self._clauses[-1] if self._clauses else self._sections[-1][1]
        section = self.outline[self._sections[-1][1]]
        counted = section.kind == "section" and section.num and " " not in section.num  # not Schedule 1
        if counted and not num.startswith(stem(section.num)):
            self._find(
                "numbering-parent", "warning",
                f"{num} stands in {section.num}, where a number beginning {stem(section.num)} is expected.",
                num, text.line, "Move the paragraph or correct its number.",
            )  # fmt: skip
        eid = self.outline.add("clause", parent, num=num, text=text.words, marks=text.marks, line=text.line)
        self._clauses.append(eid)
        self._holder = self.last = eid

    def item(self, depth: int, num: str, text: Text) -> None:
        """An item of a list; it belongs to the nearest item before it that is less deep."""
        self._settle(is_section=True)
        while self.items and self.items[-1][0] >= depth:
            self.items.pop()
        parent = self.items[-1][1] if self.items else self._holder
        eid = self.outline.add("item", parent, num=num, text=text.words, marks=text.marks, line=text.line)
        self.items.append((depth, eid))
        self.last = eid

    def definition(self, term: str, meaning: Text) -> None:
        """A defined term with its meaning; the items that follow are the meaning's."""
        self._settle(is_section=False)
        eid = self.outline.add(
            "definition", self._holder, heading=term, text=meaning.words, marks=meaning.marks, line=meaning.line
        )
        self.items = [(0, eid)]
        self.last = eid

    def paragraph(self, text: Text, *, same_line: bool = False) -> None:
        """Text without a number: it continues its section or paragraph, or closes it after a list.

        Args:
            same_line: the text follows the last block without a break, as wrapped lines of Markdown do.
        """
        if same_line and self.items:
            self.append(self.items[-1][1], text, joiner=" ")
            return
        self._settle(is_section=True)
        part = self.outline.last_part(self._holder, "item", "definition", "table", "closing")
        if self.items and self.outline[self.items[0][1]].kind == "definition":
            self.append(self.items[0][1], text)
            return
        self.items = []
        if part:
            if self.outline[part].kind == "closing":
                self.append(part, text, joiner=" " if same_line else "\n")
            else:
                self.last = self.outline.add("closing", self._holder, text=text.words, marks=text.marks, line=text.line)
        else:
            joiner = " " if same_line and self.outline.has_text(self._holder) else "\n"
            self.append(self._holder, text, joiner)

    def continued(self, text: Text) -> None:
        """One more paragraph of whatever took the last block."""
        self._settle(is_section=True)
        if self.last and self.outline[self.last].kind in ("row", "table", "heading"):
            self.paragraph(text)
        else:
            self.append(self.last, text)

    def closing(self, text: Text) -> None:
        """Words after a list that belong to the paragraph that holds it."""
        self._settle(is_section=True)
        self.items = []
        self.last = self.outline.add("closing", self._holder, text=text.words, marks=text.marks, line=text.line)

    def note(self, name: str, text: Text) -> None:
        """An informative note on what stands before it."""
        self._settle(is_section=True)
        self.last = self.outline.add(
            "note", self._holder, num=name, text=text.words, marks=text.marks, status="informative", line=text.line
        )

    def table(
        self,
        header: Sequence[str],
        line: int,
        *,
        num: str = "",
        title: str = "",
        marks: Sequence[Mark] = (),
        merges: Sequence[Merge] = (),
    ) -> str:
        """A table under its header; its rows follow by `row`."""
        self._settle(is_section=True)
        self.items = []
        self.last = self.outline.add(
            "table", self._holder, num=num, heading=title, cells=header, marks=marks, merges=merges, line=line
        )
        return self.last

    def row(
        self, table: str, cells: Sequence[str], line: int, marks: Sequence[Mark] = (), merges: Sequence[Merge] = ()
    ) -> str:
        """A row; its first cell is its key."""
        key = cells[0].partition("\n")[0] if cells else ""
        return self.outline.add("row", table, num=key, cells=cells, line=line, marks=marks, merges=merges)

    def footnote(self, owner: str, marker: str, text: Text) -> str:
        """A footnote of a provision; of what cannot hold one, of the provision that holds it."""
        while self.outline[owner].kind in ("row", "table", "heading", "closing", "footnote"):
            owner = self.outline[owner].parent
        return self.outline.add("footnote", owner, num=marker, text=text.words, marks=text.marks, line=text.line)

    def anchor(self, name: str) -> None:
        """Remember where the block just placed stands, under a name of the source's (a bookmark, say)."""
        if self._unnumbered is not None:
            self._waiting.append(name)
        else:
            self.anchors.setdefault(name, self.last)

    # -- what a reader may ask ---------------------------------------------------------------------------------

    @property
    def holder(self) -> str:
        """What an unnumbered paragraph would continue."""
        return self._holder

    @property
    def expected(self) -> tuple[str, ...]:
        """Numbers of the sections and paragraphs that are open, outermost first."""
        eids = [eid for _, eid in self._sections] + self._clauses
        return tuple(self.outline[eid].num for eid in eids if self.outline[eid].num)

    @property
    def depth(self) -> int:
        """Depth of the innermost open section."""
        return self._sections[-1][0]

    @property
    def is_empty(self) -> bool:
        """True until the first block that is not of the first page."""
        return len(self._sections) == 1 and not self._clauses and self._unnumbered is None and not self.last

    def append(self, eid: str, text: Text, joiner: str = "\n") -> None:
        """Add words to a provision that is there."""
        self.outline.extend(eid, text.words, text.marks, joiner, text.line)
        self.last = eid

    def lost(self, message: str, line: int, advice: str) -> None:
        """A piece of the source that has no place: an error, because text of the document would be missing."""
        self._find("text-not-placed", "error", message, "", line, advice)

    def finish(self) -> None:
        """No more blocks will come."""
        self._settle(is_section=False)

    # -- inside ------------------------------------------------------------------------------------------------

    def _settle(self, *, is_section: bool) -> None:
        """Decide what the heading that waits is."""
        if self._unnumbered is None:
            return
        depth, title, status = self._unnumbered
        self._unnumbered = None
        parent = self._sections[-1][1]
        if is_section or not parent:  # at the top there is nothing whose paragraphs a cross-heading could head
            eid = self.outline.add("section", parent, heading=title.words, status=status, line=title.line)
            self._sections.append((depth, eid))
            self._holder = self.last = eid
        else:
            self.last = self.outline.add("heading", parent, heading=title.words, line=title.line)
            self._holder = parent
        for name in self._waiting:
            self.anchors.setdefault(name, self.last)
        self._waiting = []

    def _leave_unnumbered_sections(self, num: str) -> None:
        """A numbered paragraph after an unnumbered section goes back to the section its number names."""
        for place in range(len(self._sections) - 1, 0, -1):
            found = self.outline[self._sections[place][1]].num
            if found and num.startswith(stem(found)):
                del self._sections[place + 1 :]
                return
            if found:
                return

    def _find(self, slug: str, severity: Severity, message: str, address: str, line: int, advice: str) -> None:
        self.outline.findings.append(Finding(slug, severity, message, address, self.name, line, advice))
