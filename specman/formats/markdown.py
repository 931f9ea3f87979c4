"""Numbered Markdown: the plain form in which provisions are written by hand.

The form is described in `docs/markdown.md`. Reading is one pass over the lines; each line is a heading, a
numbered paragraph, a list item, a definition, a table row or text that belongs to what came before.
"""

from __future__ import annotations

import re

from specman.errors import InputError
from specman.formats.flow import Flow, Text, named_heading, note_start, stated_status
from specman.formats.outline import normalise_space
from specman.model.document import Document, Mark, Metadata
from specman.model.finding import Finding

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*$")
_NUMBERED_HEADING = re.compile(r"((?:[A-Z]{1,2})?\d+[A-Z]?(?:\.\d+[A-Z]?)*)\.?\s+(\S.*)$")
_CLAUSE = re.compile(r"((?:[A-Z]{1,2})?\d+[A-Z]?(?:\.\d+[A-Z]?)+)\.?\s+(\S.*)$")
_ITEM = re.compile(r"(\s*)[-*]\s+(?:(\([0-9A-Za-z]{1,6}\))\s+)?(\S.*)$")
_CAPTION = re.compile(r"Table ([A-Z]?\d[\w.]*):\s*(\S.*)$")
_TERM = re.compile(r"\*\*([^*]+)\*\*\s*$")
_RULE = re.compile(r"\|?\s*:?-{2,}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_CELL = re.compile(r"(?<!\\)\|")


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


def inline(text: str) -> tuple[str, list[Mark]]:
    """Take `**bold**` out of a line; bold between quotation marks defines a term in place.

    >>> inline('(the "**Fee**") is due')
    ('(the "Fee") is due', [Mark(kind='def', start=6, end=9, target='')])
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
        marks.append(Mark("def" if quoted else "b", length, length + len(match[1])))
        length += len(match[1])
        at = match.end()
    out.append(text[at:])
    return "".join(out), marks


class _Reader:
    """State of one reading: the flow, and what a line of the text may still belong to."""

    def __init__(self, work: str, version: str, name: str) -> None:
        self.flow = Flow(work, version, name)
        self.term: tuple[str, int] | None = None
        self.caption: tuple[str, str, int] | None = None
        self.table = ""
        self.closed_by_blank = False

    def read(self, text: str) -> Document:
        flow = self.flow
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
        flow.finish()
        aligned = tuple(part.strip() for part in fields.get("aligned-with", "").split(",") if part.strip())
        metadata = Metadata(
            title=flow.title or fields.get("title", ""),
            date=fields.get("date", ""),
            notes=tuple(flow.notes),
            aligned_with=aligned,
            stated_version=fields.get("version", flow.outline.version),
        )
        document = flow.outline.document(metadata)
        if len(document.provisions) == 1:
            raise InputError(
                f"{flow.name} holds no provision that specman recognises.",
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
            term, at = self.term
            self.term = None
            self.flow.definition(term, text_of(line[1:], at))
            return
        self.flush_term()
        if line.lstrip().startswith("|"):
            self.table_line(line, number)
            return
        self.flush_caption()
        if match := _HEADING.match(line):
            self.heading(len(match[1]), match[2], number)
        elif line.startswith(">"):
            self.flow.notes.append(normalise_space(line[1:]))
        elif match := _CAPTION.match(line):
            self.caption = (match[1], match[2], number)
        elif match := _TERM.match(line):
            self.term = (normalise_space(match[1]), number)
        elif match := _ITEM.match(line):
            self.flow.item(len(match[1]), match[2] or "", text_of(match[3], number))
        elif match := _CLAUSE.match(line):
            self.flow.clause(match[1], text_of(match[2], number))
        elif not continues and (found := note_start(line)):
            self.flow.note(found[0], text_of(line[found[1] :], number))
        elif self.flow.is_empty and not self.flow.title:
            self.flow.title = normalise_space(line)
        else:
            self.flow.paragraph(text_of(line, number), same_line=continues)

    def heading(self, depth: int, line: str, number: int) -> None:
        title, status = stated_status(normalise_space(line))
        if depth == 1 and not self.flow.title:
            self.flow.title = title
        elif named := named_heading(title):
            kind, num, words = named
            self.flow.heading(depth, Text(words, line=number), num, kind, status)
        elif match := _NUMBERED_HEADING.match(title):
            self.flow.heading(depth, Text(match[2], line=number), match[1], status=status)
        else:
            self.flow.heading(depth, Text(title, line=number), status=status)

    def table_line(self, line: str, number: int) -> None:
        row = line.strip().removeprefix("|").removesuffix("|")
        cells = [normalise_space(cell.replace("\\|", "|")) for cell in _CELL.split(row)]
        if not self.table:
            num, heading, at = self.caption or ("", "", number)
            self.caption = None
            self.table = self.flow.table(cells, at, num=num, title=heading)
            return
        if _RULE.match(line.strip()):
            return
        table = self.flow.outline[self.table]
        if len(cells) != len(table.cells):
            self.flow.outline.findings.append(
                Finding(
                    "table-shape",
                    "warning",
                    f"This row of {table.label} has {len(cells)} cells, the header {len(table.cells)}.",
                    table.label,
                    self.flow.name,
                    number,
                    "Give the row as many cells as the header.",
                )
            )
            cells = (cells + [""] * len(table.cells))[: max(len(table.cells), len(cells))]
        self.flow.row(self.table, cells, number)

    def flush_term(self) -> None:
        if self.term is not None:
            term, number = self.term
            self.term = None
            self.flow.lost(
                f"The term {term!r} has no meaning below it.",
                number,
                "Write the meaning on the next line, after a colon.",
            )

    def flush_caption(self) -> None:
        if self.caption is not None:
            num, _, number = self.caption
            self.caption = None
            self.flow.lost(
                f"The caption of Table {num} has no table below it.",
                number,
                "Write the table below its caption.",
            )


def text_of(line: str, number: int) -> Text:
    """A line's words with the marks its asterisks made."""
    words, marks = inline(line)
    return Text(words, tuple(marks), number)


__all__ = ["inline", "parse"]
