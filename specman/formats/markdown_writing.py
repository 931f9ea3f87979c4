"""A document as numbered Markdown, in the form that `markdown` reads back to the same provisions.

Markdown has no place for italics inside a word or within other emphasis, for emphasis in table cells, merged cells and
references to other documents: their words are kept, what they are marked as is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from specman.formats.markdown_lines import CODE
from specman.model.document import Document, Kind, Mark, Provision

_HEADED: tuple[Kind, ...] = ("section", "use-case", "service-request", "response", "heading")
_WORD_OF: dict[Kind, str] = {"use-case": "Use Case ", "response": "Response "}
_SIGNS = {"b": "**", "def": "**", "i": "*"}
_COUNTED = re.compile(
    r"^(\s*\d{1,3}(?=[.)](?:\s|[0-9A-Za-z]))|\s*(?:[A-Za-z]|[ivxlIVXL]{2,6})(?=[.)]\s)|\s*(?=\([0-9A-Za-z]{1,6}\)\s))([.)(])"
)
# Asterisks and underscores of emphasis; a backslash before a sign; tags and comments; links, footnotes and what they
# lead to; entities; words struck out; addresses that some readers make links of.
_SIGN = re.compile(
    r"(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])|\\(?=[!-/:-@\[-`{-~]|\n|$)|<(?=[A-Za-z/!?])|(?<=\])[(:\[]|(?<=\[)\^"
    r"|&(?=#?\w+;)|~(?=~)|(?<=\w:)/(?=/)|(?<=\bwww)\."
)
_SIGN_OR_TICK = re.compile(rf"{_SIGN.pattern}|`")
# At the start of a line: a heading, a quotation, an item, a rule, a row, a meaning.
_OPENS = re.compile(r"\s*(?=(?:#{1,6}|[-+*])(?:\s|$)|>|[-=]+\s*$|\||:)")
_FENCE = re.compile(r"^\s*```", re.MULTILINE)


def serialise(document: Document) -> bytes:
    """The document as Markdown: UTF-8, line feeds."""
    return _Writer(document).write().encode()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.out: list[str] = []
        self.footnotes: list[str] = []
        self.noted = {m.target for p in document.provisions for m in p.marks if m.kind == "note"}

    def write(self) -> str:
        meta = self.document.metadata
        front = [f"date: {meta.date}"] if meta.date else []
        front += [f"aligned-with: {', '.join(meta.aligned_with)}"] if meta.aligned_with else []
        if front:
            self.block("\n".join(["---", *front, "---"]))
        if meta.title:
            self.block(f"# {_unclosed(_escaped(meta.title))}")
        for note in meta.notes:
            self.block(f"> {_escaped(note)}")
        root = self.document.provisions[0]
        self.paragraphs(self.lines(root))
        self.children(root, 0)
        for note in self.footnotes:
            self.block(note)
        return "\n\n".join(self.out) + "\n"

    def block(self, text: str) -> None:
        """A block; a blank line parts it from the next."""
        self.out.append(text)

    def paragraphs(self, lines: Sequence[str], indent: str = "") -> None:
        for line in lines:
            self.block(indent + line)

    def children(self, holder: Provision, depth: int) -> None:
        parts = self.document.children(holder.eid)
        place = 0
        while place < len(parts):
            part = parts[place]
            if part.kind == "item":
                items = []
                while place < len(parts) and parts[place].kind in ("item", "footnote"):
                    items += list(self.item(parts[place], "")) if parts[place].kind == "item" else []
                    place += 1
                self.block("\n".join(items))
                continue
            if part.kind != "footnote":
                self.provision(part, depth)
            place += 1

    def provision(self, provision: Provision, depth: int) -> None:
        kind = provision.kind
        lines = self.lines(provision)
        if kind in _HEADED:
            self.heading(provision, depth)
            self.paragraphs(lines)
            self.children(provision, depth + 1)
        elif kind == "clause":
            head = f"**{_escaped(provision.heading)}.** " if provision.heading else ""
            self.paragraphs([f"{provision.num} {head}{lines[0] if lines else ''}".rstrip(), *lines[1:]])
            self.children(provision, depth + 1)
        elif kind == "definition":
            self.definition(provision, lines)
        elif kind == "note":
            self.paragraphs([f"{provision.num}: {lines[0] if lines else ''}", *lines[1:]])
        elif kind == "table":
            self.table(provision)
        elif kind == "row":
            self.rows((), [provision])
        else:
            self.paragraphs(lines)

    def heading(self, provision: Provision, depth: int) -> None:
        title = f"{provision.num} {provision.heading}".strip()
        title = _WORD_OF.get(provision.kind, "") + title
        if provision.status != self.document.by_eid[provision.parent].status and provision.kind != "heading":
            title += f" {{{provision.status}}}"
        self.block(f"{'#' * min(depth + 2, 6)} {_unclosed(_escaped(title))}")

    def item(self, item: Provision, indent: str) -> Iterator[str]:
        lines = self.lines(item) or [""]
        head = f"**{_escaped(item.heading)}.** " if item.heading else ""
        yield f"{indent}- {item.num}{' ' if item.num else ''}{head}{lines[0]}"
        for line in lines[1:]:
            yield ""
            yield f"{indent}  {line}"
        if len(lines) > 1:
            yield ""
        for part in self.document.children(item.eid):
            if part.kind == "item":
                yield from self.item(part, indent + "  ")
            elif part.kind not in ("footnote", "table"):
                for line in self.lines(part):
                    yield ""
                    yield f"{indent}  {line}"

    def definition(self, provision: Provision, lines: Sequence[str]) -> None:
        self.block(f"**{_escaped(provision.heading)}**\n: {lines[0] if lines else ''}".rstrip(" "))
        self.paragraphs(lines[1:])
        items = [
            line
            for part in self.document.children(provision.eid)
            if part.kind == "item"
            for line in self.item(part, "  ")
        ]
        if items and len(lines) < 2:
            self.out[-1] += "\n" + "\n".join(items)
        elif items:
            self.block("\n".join(items))
        for part in self.document.children(provision.eid):
            if part.kind in ("table", "closing"):
                self.provision(part, 0)

    def table(self, table: Provision) -> None:
        if table.num:
            self.block(f"Table {table.num}: {_escaped(table.heading)}")
        elif table.heading:
            self.block(f"**Table: {_escaped(table.heading)}**.")
        self.rows(table.cells, [row for row in self.document.children(table.eid) if row.kind == "row"])

    def rows(self, header: Sequence[str], rows: Sequence[Provision]) -> None:
        width = max([len(header), *(len(row.cells) for row in rows)], default=1)
        head = list(header) or [""] * width
        lines = [_row(head), "|" + " --- |" * len(head), *(_row(row.cells) for row in rows)]
        self.block("\n".join(lines))

    def lines(self, provision: Provision) -> list[str]:
        """The paragraphs of a provision's own text, with what Markdown can mark."""
        if not provision.text and not provision.marks:
            return []
        text, marks = provision.text, [m for m in provision.marks if m.kind in ("b", "i", "def", "note", "ref")]
        signs: list[tuple[int, int, str]] = []
        for order, mark in enumerate(marks):
            if mark.kind == "note":
                signs.append((mark.start, order, self.footnote(mark)))
            elif mark.kind in _SIGNS and _can_be_marked(mark, text, marks):
                signs += [(mark.start, order, _SIGNS[mark.kind]), (mark.end, -order - 1, _SIGNS[mark.kind])]
        out, last = "", 0
        for at, _, sign in sorted(signs):
            out += _escaped(text, last, at) + sign
            last = at
        return [_uncounted(line) for line in (out + _escaped(text, last)).split("\n")]

    def footnote(self, mark: Mark) -> str:
        note = self.document.by_eid.get(mark.target)
        key = note.num if note is not None else str(len(self.footnotes) + 1)
        words = "<br>".join(map(_escaped, note.text.split("\n"))) if note is not None else ""
        self.footnotes.append(f"[^{key}]: {words}")
        return f"[^{key}]"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_escaped(cell).replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def _can_be_marked(mark: Mark, text: str, marks: Sequence[Mark]) -> bool:
    """Whether Markdown has signs for a mark where it stands: within a line, and italics alone, around whole words."""
    words = text[mark.start : mark.end]
    if "\n" in words:
        return False
    if mark.kind != "i":
        return True
    alone = not any(m is not mark and m.kind != "note" and m.start < mark.end and m.end > mark.start for m in marks)
    around = text[max(0, mark.start - 1) : mark.start] + text[mark.end : mark.end + 1]
    return alone and bool(words) and words == words.strip(" *") and not re.search(r"[\w*\\]", around)


def _uncounted(line: str) -> str:
    """A line that begins like an item of a list, or another block, and is none."""
    return _COUNTED.sub(r"\1\\\2", _OPENS.sub(r"\g<0>\\", line, count=1) if _OPENS.match(line) else line)


def _unclosed(title: str) -> str:
    """A heading whose last signs do not close it, and so stay."""
    return re.sub(r"(?<=\s)(?=#+$)", r"\\", title)


def _escaped(text: str, start: int = 0, end: int | None = None) -> str:
    """A part of a text in which no sign is taken for more than a sign: no emphasis, link or tag comes of it.

    In code Markdown takes nothing for a sign.
    """
    code = [(span.start(), span.end()) for span in CODE.finditer(text)] if "`" in text else []
    signs = _SIGN
    if _FENCE.search(text):  # what would be a fence is broken by escapes, and so is all code beside it
        code, signs = [], _SIGN_OR_TICK

    def kept(match: re.Match[str]) -> str:
        at = start + match.start()
        if any(opens <= at < closes for opens, closes in code):
            return match[0]
        return f"\\{match[0]}"

    return signs.sub(kept, text[start:end])
