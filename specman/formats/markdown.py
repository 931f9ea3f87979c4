"""Numbered Markdown: the plain form in which provisions are written by hand.

The form is described in `docs/markdown.md`. Reading is one pass over the lines; each line is a heading, a
numbered paragraph, a list item, a definition, a table row or text that belongs to what came before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from specman.errors import InputError
from specman.formats.flow import Flow, Text, named_heading, note_start, stated_status
from specman.formats.markdown_lines import CODE, KEPT, Lines
from specman.formats.outline import day, normalise_space
from specman.limits import MAX_COLUMNS, MAX_LINES, MAX_TEXT, beyond, text_of_file
from specman.model.document import Document, Mark, Metadata
from specman.model.enumeration import begins, follows, ordinals, worded
from specman.model.finding import Finding

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*)$")  # of a line without spaces at its end
_NUMBERED_HEADING = re.compile(r"((?:[A-Z]{1,2})?\d+[A-Z]?(?:\.\d+[A-Z]?)*)\.?\s+(\S.*)$")
_CLAUSE = re.compile(r"((?:[A-Z]{1,2})?\d+[A-Z]?(?:\.\d+[A-Z]?)+)\.?\s+(\S.*)$")
_ITEM = re.compile(r"(\s*)[-+*]\s+(?:(\([0-9A-Za-z]{1,6}\)|(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{2,6})[.)])\s+)?(\S.*)$")
# An item without a sign before it: 1. or 1) of an ordered list, a. in one of letters, (a) at the start of a paragraph.
_COUNTED = re.compile(r"(\s*)((?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{2,6})[.)]|\([0-9A-Za-z]{1,6}\))\s+(\S.*)$")
# A Part or a Chapter may head paragraphs that count on.
_HOLDS_PARTS = re.compile(r"Schedule|Annex|Appendix|(?:Section|Article|Rule|Clause) \d")
_LEADS_ON = re.compile(r"(?:[:;,.]|\b(?:and|or))$")
_LEVELS = 8  # of lists whose numbers alone tell how deep they are, within one indentation
_CAPTION = re.compile(r"Table ([A-Z]?\d[\w.]*):\s*(\S.*)$")
_TERM = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*\s*$")
_BARE_RULE = re.compile(r":?-{2,}:?(?:\s*\|\s*:?-{2,}:?)+\s*\|?$")  # of a line without spaces around it
_RULE = re.compile(r"\|?\s*:?-{2,}")
_MARKUP = re.compile(
    rf"(\\.|{CODE.pattern})|" + r"\*\*(.+?)\*\*|\[\^(\w+)\]"
    r"|!?\[([^\[\]]+)\]\(<?([^()<>\s]+)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|<((?:https?://|mailto:)[^\s<>]+)>"
    r"|(?<![\w*\\])\*(?=[^\s*])([^*]*?[^\s*\\])\*(?![\w*])|(?<![\w\\])_(?=[^\s_])([^_]*?[^\s_\\])_(?!\w)"
)
# CommonMark 0.31, sections 2.4 and 2.5.
_ESCAPED = re.compile(rf"(?P<code>{CODE.pattern})|\\(?P<sign>[!-/:-@\[-`{{-~])|(?P<entity>&#?\w{{1,31}};)")
_CELL = re.compile(r"(?<!\\)\|")
_FOOTNOTE = re.compile(r"\[\^(\w+)\]:\s+(.*)$")
_ANCHOR = re.compile(KEPT + r"|<a\s+(?:name|id)=\"(?P<name>[^\"]+)\"\s*>\s*(?:</a>)?", re.IGNORECASE)
_BREAK = re.compile(KEPT + r"|<br\s*/?>", re.IGNORECASE)


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "document.md") -> Document:
    """Read numbered Markdown.

    Args:
        data: UTF-8 text; a byte order mark and any line ends are accepted.
        name: what messages call the file.

    Raises:
        InputError: not UTF-8, no provision in it, or beyond a limit.
    """
    return _Reader(work, version, name).read(text_of_file(data, name, "Markdown"))


def inline(text: str) -> tuple[str, list[Mark]]:
    """Take `**bold**`, `*italics*`, `[links](#to)` and footnote marks `[^1]` out of a line; bold between quotation
    marks defines a term in place.

    >>> inline('(the "**Fee**") is due')
    ('(the "Fee") is due', [Mark(kind='def', start=6, end=9, target='')])
    """
    marks: list[Mark] = []
    out = ""
    at = 0
    text = normalise_space(text)
    for match in _MARKUP.finditer(text):
        out += _plain(text[at : match.start()])
        at = match.end()
        kept, _, bold, note, words, target, address, starred, underlined = match.groups()
        if kept:
            out += _plain(kept)
        elif emphasised := starred or underlined:
            emphasised = _plain(emphasised)
            marks.append(Mark("i", len(out), len(out) + len(emphasised)))
            out += emphasised
        elif bold:
            bold = _plain(bold)
            quoted = text[match.start() - 1 : match.start()] in ('"', "\u201c") and match.start() > 0
            marks.append(Mark("def" if quoted else "b", len(out), len(out) + len(bold)))
            out += bold
        elif note:
            marks.append(Mark("note", len(out), len(out), f"{_NOTE}{note}"))
        else:  # a picture is what its words say, and a link to it
            words, target = (_plain(words), target) if words else (address, address)
            marks.append(Mark("ref", len(out), len(out) + len(words), target))
            out += words
    return out + _plain(text[at:]), marks


def _plain(words: str) -> str:
    """Words in which a sign behind a backslash is itself; code is as it stands."""
    if "\\" not in words and "&" not in words:
        return words
    return _ESCAPED.sub(lambda found: found["code"] or found["sign"] or unescape(found["entity"]), words)


def _without_anchors(line: str) -> str:
    """A line without the names that links lead to."""
    return _ANCHOR.sub(lambda found: found["kept"] or "", line)


def _parted(line: str) -> list[str]:
    """What `<br>` parts within a line."""
    return _BREAK.sub(lambda found: found["kept"] or "\n", line).split("\n")


_NOTE = "note:"


class _Reader:
    """State of one reading: the flow, and what a line of the text may still belong to."""

    def __init__(self, work: str, version: str, name: str) -> None:
        self.flow = Flow(work, version, name)
        self.term: tuple[str, int] | None = None
        self.caption: tuple[str, str, int] | None = None
        self.table = ""
        self.closed_by_blank = True
        self.listed: set[int] = set()  # lines whose number is one of several in a row
        self.leads_on = False  # the last line of text ends as one before a list does
        self.table_lines: set[int] = set()  # lines of tables written without a bar at their start
        self.footnotes: dict[str, Text] = {}
        self.noted: dict[str, str] = {}

    def read(self, text: str) -> Document:
        flow = self.flow
        fields: dict[str, str] = {}
        first_line = 1
        if match := _FRONT_MATTER.match(text):
            for number, row in enumerate(match[1].split("\n"), 2):
                key, colon, value = row.partition(":")
                if colon:
                    fields[key.strip().casefold()] = value.strip()
                if key.strip().casefold() == "date":
                    day(value.strip(), flow.name, number)
            first_line += match[0].count("\n")
            text = text[match.end() :]
        if text.count("\n") > MAX_LINES:
            raise beyond(flow.name, "lines", MAX_LINES)
        lines = Lines.of(text.split("\n"))
        self.listed = {first_line + place for place in lines.listed}
        self.look_ahead(lines, first_line)
        for place, line in enumerate(lines.texts):
            self.line(line, first_line + place, is_code=place in lines.code)
        self.flush_term()
        self.flush_caption()
        flow.finish()
        self.tie()
        self.told(lines)
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

    def told(self, lines: Lines) -> None:
        """What was left out."""
        if lines.comments:
            words = f"Comments were left out ({lines.comments})."
            self.flow.outline.findings.append(
                Finding("left-out", "note", words, "", self.flow.name, 0, "No reader of the text sees them.")
            )

    def look_ahead(self, lines: Lines, first: int) -> None:
        """Footnote texts, which stand at the end, and tables that only the rule under their header shows."""
        last = -1
        for place, line in enumerate(lines.texts):
            if place in lines.code:
                continue
            if match := _FOOTNOTE.match(line):
                words = "\n".join(_plain(normalise_space(part)) for part in _parted(match[2]))
                self.footnotes[match[1]] = Text(words, line=first + place)
            if place <= last or "|" not in line or line.lstrip().startswith("|"):
                continue
            if place and _BARE_RULE.match(line.strip()):
                last = place
                while last + 1 < len(lines.texts) and "|" in lines.texts[last + 1]:
                    last += 1
                if "|" in lines.texts[place - 1]:
                    self.table_lines.update(range(first + place - 1, first + last + 1))

    def line(self, line: str, number: int, *, is_code: bool = False) -> None:
        if len(line) > MAX_TEXT:
            raise beyond(self.flow.name, "characters in one paragraph or section", MAX_TEXT, number, is_unreal=True)
        if is_code:
            self.flow.paragraph(Text(line, line=number), same_line=False)
            return
        if not line.strip():
            self.table = ""
            self.closed_by_blank = True
            return
        continues = not self.closed_by_blank
        self.closed_by_blank = False
        if self.term is not None and line.startswith(":"):
            term, at = self.term
            self.term = None
            text = text_of(line[1:], at)
            self.flow.definition(term, text)
            self.notes_of(text)
            return
        self.flush_term()
        if line.lstrip().startswith("|") or number in self.table_lines:
            self.table_line(line, number)
            return
        self.flush_caption()
        if match := _HEADING.match(line):
            self.heading(len(match[1]), match[2], number)
        elif line.startswith(">"):
            self.flow.notes.append(_plain(normalise_space(line[1:])))
        elif _FOOTNOTE.match(line):
            return
        elif match := _CAPTION.match(line):
            self.caption = (match[1], _plain(match[2]), number)
        elif match := _TERM.match(line):
            self.term = (_plain(normalise_space(match[1])), number)
        elif (
            self.flow.is_empty
            and not self.flow.title
            and not any(form.match(line) for form in (_ITEM, _COUNTED, _CLAUSE))
        ):
            self.flow.title = _plain(normalise_space(line))
        else:
            self.words(line, number, continues)
            self.leads_on = bool(_LEADS_ON.search(line))

    def words(self, line: str, number: int, continues: bool) -> None:
        """A line that is text: an item, a numbered paragraph, a note, or more of what came before."""
        flow = self.flow
        if match := _ITEM.match(line):
            text = text_of(match[3], number)
            flow.item(len(match[1]) * _LEVELS, match[2] or "", text)
        elif (match := _COUNTED.match(line)) and self.counts(match, number, continues):
            text = text_of(match[3], number)
            flow.item(*self.seat(len(match[1]), match[2]), text)
        elif match := _CLAUSE.match(line):
            text = text_of(match[2], number)
            flow.clause(match[1], text)
        elif not continues and (found := note_start(line)):
            text = text_of(line[found[1] :], number)
            flow.note(found[0], text)
        elif not continues and line.startswith("  ") and (holder := self.item_at(len(line) - len(line.lstrip()))):
            text = text_of(line, number)
            flow.append(holder, text)
        else:
            text = text_of(line, number)
            flow.paragraph(text, same_line=continues)
        self.notes_of(text)

    def item_at(self, indent: int) -> str:
        """The item that a paragraph set in this far continues; "" when there is none."""
        kinds = self.flow.outline
        inside = [eid for depth, eid in self.flow.items if depth < indent * _LEVELS and kinds[eid].kind == "item"]
        return inside[-1] if inside else ""

    def counts(self, match: re.Match[str], number: int, continues: bool) -> bool:
        """Whether what looks like a number at the start of a line is one, and not words of a line that was wrapped."""
        num = match[2]
        if not ordinals(num.strip("().")):
            return False
        if num[0] != "(" and (num[0].isalpha() or match[1]) and number in self.listed:
            return True  # a. and b., or 10. and 11. set in equally far
        if num[0].isalpha():  # a lone A. may begin a name
            return num.islower() and not continues and begins(num)
        if not continues or self.leads_on:
            return True
        depth = len(match[1])
        beside = [self.flow.outline[eid].num for at, eid in self.flow.items if at // _LEVELS == depth]
        return num[0] != "(" and (num[:-1] == "1" or any(before and follows(before, num) for before in beside))

    def seat(self, indent: int, num: str) -> tuple[int, str]:
        """How deep a counted item is, by how far it is set in and by what it counts on from, and its number.

        A list may write 1. before each of its items, as Markdown allows; they count.
        """
        open_items = [(depth, self.flow.outline[eid].num) for depth, eid in self.flow.items]
        here = [(depth, before) for depth, before in reversed(open_items) if depth // _LEVELS == indent and before]
        for depth, before in here:
            if follows(before, num):
                return depth, num
        if here and num[-1] in ".)" and num[:-1].isdigit() and here[0][1][-1] == num[-1]:
            last = here[0][1][:-1]
            if num[:-1] == "1" and last.isdigit():
                return here[0][0], f"{int(last) + 1}{num[-1]}"
        if here:
            return here[0][0] + begins(num), num
        return indent * _LEVELS, num

    def notes_of(self, text: Text) -> None:
        """Footnotes that a text calls for."""
        owner = self.flow.last
        for mark in text.marks:
            if mark.kind == "note":
                key = mark.target.removeprefix(_NOTE)
                words = self.footnotes.get(key, Text(""))
                self.noted[mark.target] = self.flow.footnote(owner, key, words)

    def heading(self, depth: int, line: str, number: int) -> None:
        anchors = [found["name"] for found in _ANCHOR.finditer(line) if found["name"]]
        title, status = stated_status(normalise_space(_without_anchors(line)))
        if depth == 1 and not self.flow.title:
            self.flow.title = _plain(title)
            return
        words, _ = inline(title)
        if named := named_heading(words):
            kind, num, words = named
            self.flow.heading(depth, Text(words, line=number), num, kind, status)
        elif (found := worded(words)) and _HOLDS_PARTS.match(words) and not words[found[1] : found[1] + 1].islower():
            self.flow.heading(depth, Text(words[found[1] :], line=number), found[0], status=status)
        elif match := _NUMBERED_HEADING.match(words):
            self.flow.heading(depth, Text(match[2], line=number), match[1], status=status)
        else:
            self.flow.heading(depth, Text(words, line=number), status=status)
        for name in (*anchors, _slug(title)):
            self.flow.anchor(f"#{name}")
        self.closed_by_blank = True  # what follows is a paragraph of its own

    def tie(self) -> None:
        """Links inside the document lead to provisions, footnote marks to their notes."""
        outline, lost = self.flow.outline, 0
        for provision in outline.provisions():
            marks = []
            for mark in provision.marks:
                if mark.kind == "note":
                    marks.append(replace(mark, target=self.noted.get(mark.target, "")))
                elif mark.kind == "ref" and mark.target.startswith("#"):
                    eid = self.flow.anchors.get(mark.target, "")
                    lost += not eid
                    if eid:
                        marks.append(replace(mark, target=f"#{eid}"))
                else:
                    marks.append(mark)
            if tuple(marks) != provision.marks:
                outline.update(provision.eid, replace(provision, marks=tuple(marks)))
        if lost:
            outline.findings.append(
                Finding(
                    "reference-untied",
                    "note",
                    f"Links lead to headings that are not in the text ({lost}).",
                    "",
                    self.flow.name,
                    0,
                    "Their words are kept, and read as citations.",
                )
            )

    def table_line(self, line: str, number: int) -> None:
        row = line.strip().removeprefix("|").removesuffix("|")
        texts = _CELL.split(row)
        if len(texts) > MAX_COLUMNS:
            raise beyond(self.flow.name, "columns in a table", MAX_COLUMNS, number, is_unreal=True)
        cells, marks = _cells(texts)
        if not self.table:
            num, heading, at = self.caption or ("", "", number)
            self.caption = None
            self.table = self.flow.table(cells, at, num=num, title=heading, marks=marks)
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
        self.flow.row(self.table, cells, number, marks)

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


def _cells(texts: list[str]) -> tuple[list[str], list[Mark]]:
    """The cells of a row, and what is marked in them as spans in the row's words."""
    cells: list[str] = []
    marks: list[Mark] = []
    start = 0
    for text in texts:
        cell = ""
        for part in _parted(_without_anchors(text).replace("\\|", "|")):
            words, found = inline(part)
            cell += "\n" if cell else ""
            offset = start + len(cell)
            marks += [replace(m, start=m.start + offset, end=m.end + offset) for m in found if m.kind != "note"]
            cell += words
        cells.append(cell)
        start += len(cell) + len(" | ")
    return cells, marks


def _slug(title: str) -> str:
    """The anchor that renderers give a heading: small letters, digits and hyphens."""
    return re.sub(r"[^\w\- ]", "", title.casefold()).strip().replace(" ", "-")


def text_of(line: str, number: int) -> Text:
    """A line's words with the marks its asterisks made."""
    words, marks = inline(line)
    return Text(words, tuple(marks), number)


__all__ = ["inline", "parse"]
