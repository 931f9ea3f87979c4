"""Numbered Markdown: the plain form in which provisions are written by hand.

The form is described in `docs/markdown.md`. Reading is one pass over the lines; each line is a heading, a
numbered paragraph, a list item, a definition, a table row or text that belongs to what came before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from specman.errors import InputError
from specman.formats.outline import Outline, normalise_space
from specman.model.document import Document, Kind, Mark, Metadata, Status
from specman.model.finding import Finding

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{(informative|inactive|normative)\})?\s*$")
_NAMED = re.compile(r"(Use Case|SRV|Response)\s+(\S+)\s*(.*)$")
_NUMBERED_HEADING = re.compile(r"((?:[A-Z]{1,2})?\d+[A-Z]?(?:\.\d+[A-Z]?)*)\.?\s+(\S.*)$")
_CLAUSE = re.compile(r"((?:[A-Z]{1,2})?\d+[A-Z]?(?:\.\d+[A-Z]?)+)\.?\s+(\S.*)$")
_ITEM = re.compile(r"(\s*)[-*]\s+(?:(\([0-9A-Za-z]{1,6}\))\s+)?(\S.*)$")
_CAPTION = re.compile(r"Table ([A-Z]?\d[\w.]*):\s*(\S.*)$")
_TERM = re.compile(r"\*\*([^*]+)\*\*\s*$")
_RULE = re.compile(r"\|?\s*:?-{2,}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_CELL = re.compile(r"(?<!\\)\|")
_NAMED_KIND: dict[str, Kind] = {"Use Case": "use-case", "SRV": "service-request", "Response": "response"}


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "document.md") -> Document:
    """Read numbered Markdown.

    Args:
        data: UTF-8 text; a byte order mark and any line ends are accepted.
        name: what messages call the file.

    Raises:
        InputError: not UTF-8, or no provision in it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text (byte {error.start}).", hint="Save it as UTF-8.", slug="encoding"
        ) from None
    return _Reader(work, version, name).read(text.replace("\r\n", "\n").replace("\r", "\n"))


def inline(text: str, offset: int = 0) -> tuple[str, list[Mark]]:
    """Take `**bold**` out of a line; bold between quotation marks defines a term in place.

    >>> inline('(the "**Fee**") is due')
    ('(the "Fee") is due', [Mark(kind='def', start=6, end=9)])
    """
    marks: list[Mark] = []
    out: list[str] = []
    at = length = 0
    text = normalise_space(text)
    for match in _STRONG.finditer(text):
        before = text[at : match.start()]
        out.append(before)
        length += len(before)
        quoted = text[match.start() - 1 : match.start()] in ('"', "\u201c") and match.start() > 0
        out.append(match[1])
        marks.append(Mark("def" if quoted else "b", offset + length, offset + length + len(match[1])))
        length += len(match[1])
        at = match.end()
    out.append(text[at:])
    return "".join(out), marks


class _Reader:
    """State of one reading: where in the outline the next line belongs."""

    def __init__(self, work: str, version: str, name: str) -> None:
        self.outline = Outline(work, version, name)
        self.name = name
        self.title = ""
        self.notes: list[str] = []
        self.sections: list[tuple[int, str]] = [(0, "")]  # (depth of heading, eid)
        self.clauses: list[str] = []  # numbered paragraphs that may hold the next one
        self.holder = ""  # what an unnumbered paragraph continues
        self.items: list[tuple[int, str]] = []  # (indent, eid), outermost first
        self.term: tuple[str, int] | None = None
        self.caption: tuple[str, str, int] | None = None
        self.table = ""
        self.closed_by_blank = False

    def read(self, text: str) -> Document:
        fields: dict[str, str] = {}
        first_line = 1
        if match := _FRONT_MATTER.match(text):
            for row in match[1].split("\n"):
                key, colon, value = row.partition(":")
                if colon:
                    fields[key.strip().casefold()] = value.strip()
            first_line += match[0].count("\n")
            text = text[match.end() :]
        for number, line in enumerate(text.split("\n"), first_line):
            self.line(line.rstrip(), number)
        self.flush_term()
        self.flush_caption()
        aligned = tuple(part.strip() for part in fields.get("aligned-with", "").split(",") if part.strip())
        metadata = Metadata(
            title=self.title or fields.get("title", ""),
            date=fields.get("date", ""),
            notes=tuple(self.notes),
            aligned_with=aligned,
            stated_version=fields.get("version", self.outline.version),
        )
        document = self.outline.document(metadata)
        if len(document.provisions) == 1:
            raise InputError(
                f"{self.name} holds no provision that specman recognises.",
                hint="Number the headings and paragraphs as docs/markdown.md shows.",
                slug="no-provisions",
            )
        return document

    def line(self, line: str, number: int) -> None:
        if not line.strip():
            self.table = ""
            self.closed_by_blank = True
            return
        continues = not self.closed_by_blank
        self.closed_by_blank = False
        if self.term is not None and line.startswith(":"):
            self.definition(line[1:].strip())
            return
        self.flush_term()
        if line.lstrip().startswith("|"):
            self.table_line(line, number)
            return
        self.flush_caption()
        if match := _HEADING.match(line):
            self.heading(len(match[1]), match[2], match[3], number)
        elif line.startswith(">"):
            self.notes.append(normalise_space(line[1:]))
        elif match := _CAPTION.match(line):
            self.caption = (match[1], match[2], number)
        elif match := _TERM.match(line):
            self.term = (normalise_space(match[1]), number)
        elif match := _ITEM.match(line):
            self.item(len(match[1]), match[2] or "", match[3], number)
        elif match := _CLAUSE.match(line):
            self.clause(match[1], match[2], number)
        else:
            self.paragraph(line, number, continues)

    def heading(self, depth: int, text: str, status: str | None, number: int) -> None:
        self.items, self.clauses = [], []
        text = normalise_space(text)
        if depth == 1 and not self.title:
            self.title = text
            return
        while len(self.sections) > 1 and self.sections[-1][0] >= depth:
            self.sections.pop()
        parent = self.sections[-1][1]
        kind: Kind = "heading"
        num, title = "", text
        if match := _NAMED.match(text):
            kind = _NAMED_KIND[match[1]]
            num = f"SRV {match[2]}" if match[1] == "SRV" else match[2]
            title = match[3]
        elif match := _NUMBERED_HEADING.match(text):
            kind, num, title = "section", match[1], match[2]
        given: Status = "normative"
        if status in ("informative", "inactive"):
            given = "informative" if status == "informative" else "inactive"
        eid = self.outline.add(kind, parent, num=num, heading=title, status=given, line=number)
        if kind == "heading":
            self.holder = parent
        else:
            self.sections.append((depth, eid))
            self.holder = eid

    def clause(self, num: str, text: str, number: int) -> None:
        self.items = []
        while self.clauses and not num.startswith(self.outline[self.clauses[-1]].num + "."):
            self.clauses.pop()
        parent = self.clauses[-1] if self.clauses else self.sections[-1][1]
        section = self.outline[self.sections[-1][1]]
        if section.kind == "section" and not num.startswith(section.num + "."):
            self.outline.findings.append(
                Finding(
                    "numbering-parent",
                    "warning",
                    f"{num} stands in {section.num}, where a number beginning {section.num}. is expected.",
                    num,
                    self.name,
                    number,
                    "Move the paragraph or correct its number.",
                )
            )
        words, marks = inline(text)
        eid = self.outline.add("clause", parent, num=num, text=words, marks=marks, line=number)
        self.clauses.append(eid)
        self.holder = eid

    def item(self, indent: int, num: str, text: str, number: int) -> None:
        while self.items and self.items[-1][0] >= indent:
            self.items.pop()
        parent = self.items[-1][1] if self.items else self.holder
        words, marks = inline(text)
        eid = self.outline.add("item", parent, num=num, text=words, marks=marks, line=number)
        self.items.append((indent, eid))

    def definition(self, text: str) -> None:
        assert self.term is not None
        term, line = self.term
        self.term = None
        words, marks = inline(text)
        eid = self.outline.add("definition", self.holder, heading=term, text=words, marks=marks, line=line)
        self.items = [(0, eid)]

    def paragraph(self, line: str, number: int, continues: bool) -> None:
        if continues and self.items:
            target = self.items[-1][1]
            self._append(target, line, joiner=" ")
            return
        children = self.outline.parts(self.holder, "item", "definition", "table", "closing")
        if self.items and self.outline[self.items[0][1]].kind == "definition":
            self._append(self.items[0][1], line, joiner="\n")
            return
        self.items = []
        if children:
            if self.outline[children[-1]].kind == "closing":
                self._append(children[-1], line, joiner=" " if continues else "\n")
            else:
                words, marks = inline(line)
                self.outline.add("closing", self.holder, text=words, marks=marks, line=number)
        elif not self.holder and not self.title:
            self.title = normalise_space(line)
        else:
            self._append(self.holder, line, joiner=" " if continues and self.outline[self.holder].text else "\n")

    def _append(self, eid: str, line: str, joiner: str) -> None:
        provision = self.outline[eid]
        before = provision.text + joiner if provision.text else ""
        words, marks = inline(line, len(before))
        self.outline.update(eid, replace(provision, text=before + words, marks=provision.marks + tuple(marks)))

    def table_line(self, line: str, number: int) -> None:
        row = line.strip().removeprefix("|").removesuffix("|")
        cells = [normalise_space(cell.replace("\\|", "|")) for cell in _CELL.split(row)]
        if not self.table:
            num, heading, at = self.caption or ("", "", number)
            self.caption = None
            self.items = []
            self.table = self.outline.add("table", self.holder, num=num, heading=heading, cells=cells, line=at)
            return
        if _RULE.match(line.strip()):
            return
        columns = self.outline[self.table].cells
        if len(cells) != len(columns):
            self.outline.findings.append(
                Finding(
                    "table-shape",
                    "warning",
                    f"This row of {self.outline[self.table].label} has {len(cells)} cells, the header {len(columns)}.",
                    self.outline[self.table].label,
                    self.name,
                    number,
                    "Give the row as many cells as the header.",
                )
            )
            cells = (cells + [""] * len(columns))[: max(len(columns), len(cells))]
        self.outline.add("row", self.table, num=cells[0], cells=cells, line=number)

    def flush_term(self) -> None:
        if self.term is not None:
            term, number = self.term
            self.term = None
            self._lost(
                f"The term {term!r} has no meaning below it.",
                number,
                "Write the meaning on the next line, after a colon.",
            )

    def flush_caption(self) -> None:
        if self.caption is not None:
            num, _, number = self.caption
            self.caption = None
            self._lost(
                f"The caption of Table {num} has no table below it.",
                number,
                "Write the table below its caption.",
            )

    def _lost(self, message: str, number: int, advice: str) -> None:
        self.outline.findings.append(Finding("text-not-placed", "error", message, "", self.name, number, advice))


__all__ = ["inline", "parse"]
