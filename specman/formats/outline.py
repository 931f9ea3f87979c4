"""How provisions get their labels and eIds, whatever format they were read from.

An eId is `{parent eid}__{prefix}_{number}`: the number as printed less outer punctuation, inner punctuation
turned to hyphens; a number that repeats among the same parent's children takes `_2` (Akoma Ntoso naming
convention, section 5).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from specman.errors import InputError
from specman.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_MARKS,
    MAX_NESTING,
    MAX_NUMBER,
    MAX_PARAGRAPHS,
    MAX_PARTS,
    MAX_PROVISIONS,
    MAX_TEXT,
    beyond,
)
from specman.model.document import OURS, THEIRS, Document, Kind, Mark, Merge, Metadata, Provision, Status
from specman.model.finding import Finding
from specman.model.schema import Schema

EID_PREFIX: dict[Kind, str] = {
    "section": "sec",
    "heading": "crossheading",
    "clause": "cl",
    "item": "para",
    "definition": "def",
    "table": "table",
    "row": "tr",
    "use-case": "usecase",
    "service-request": "srv",
    "response": "rsp",
    "closing": "wrapup",
    "note": "note",
    "footnote": "fn",
    "component": "comp",
}
ITEM_PREFIXES = ("para", "subpara", "point", "indent")

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OUTER = re.compile(r"^[\W_]+|[\W_]+$")
_INNER = re.compile(r"[^A-Za-z0-9]+")
_AROUND = '"\u201c\u201d.: '


def day(text: str, name: str, line: int = 0) -> str:
    """A document's date as it states it: ISO, "" for none.

    Raises:
        InputError: it states something else.
    """
    if not text:
        return ""
    try:
        if _ISO_DATE.fullmatch(text) and datetime.date.fromisoformat(text):
            return text
    except ValueError:
        pass
    where = f" (line {line})" if line else ""
    raise InputError(
        f"{name} gives its date as {text[:40]!r}{where}, which is not a day such as 2016-06-15.",
        hint="Write year, month and day with hyphens between them, or leave the date out.",
        slug="date",
    )


def normalise_space(text: str) -> str:
    """Every run of white space, no-break and thin spaces included, becomes one space; ends are trimmed."""
    return " ".join(text.split())


def eid_number(number: str) -> str:
    """The number part of an eId.

    >>> eid_number("6.3"), eid_number("(a)"), eid_number("Device ID")
    ('6-3', 'a', 'Device-ID')
    """
    return _INNER.sub("-", _OUTER.sub("", number)) or "n"


def label_of(kind: Kind, num: str, heading: str, parent: Provision) -> str:
    """The label a citation would give this provision, from its number and the provision that holds it."""
    if kind == "clause" and num:  # most of a document: asked first
        return f"{parent.label}{num}" if num.startswith("(") else num.strip(_AROUND) or num
    if kind == "item":
        if not num:
            return f"{parent.label} item".strip()
        cited = f"({num}" if num.endswith(")") and not num.startswith("(") else num.rstrip(".")
        above = parent.num.rstrip(".")
        if parent.kind == "item" and cited.startswith(f"{above}."):  # 2.1 under 2. is called 2.1, not 2 2.1
            return f"{parent.label.removesuffix(above).rstrip()} {cited}".strip()
        return f"{parent.label}{'' if cited.startswith('(') else ' '}{cited}".strip()
    if kind == "section" and not num:
        return heading
    if kind in ("note", "footnote"):
        return f"{parent.label} {kind} {num.removeprefix('Note').strip()}".strip()
    if kind == "definition":
        return f'{parent.label} "{heading}"'.strip()
    if kind == "heading":
        return f'{parent.label} heading "{heading}"'.strip()
    if kind == "closing":
        return f"{parent.label} closing words".strip()
    if kind == "table":
        return f"Table {num}" if num else f"{parent.label} table".strip()
    if kind == "row":
        captioned = parent.kind == "table" and parent.num
        owner = f"{parent.label} row" if captioned else parent.label.removesuffix(" table")
        return f"{owner} {num or 'row'}".strip() if parent.kind == "table" else f"row {num}"
    if num.startswith("(") and kind in ("section", "clause"):
        return f"{parent.label}{num}"
    return num.strip(_AROUND) or num


@dataclass
class _More:
    """Text that goes on after what a provision was given first: joined once, however many pieces there are."""

    length: int
    breaks: int = 0
    words: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    line: int = 0


class Outline:
    """Collects provisions in document order and gives each its label and unique eId.

    Every reader puts what it finds here, so this is where a document that is beyond a limit is refused.
    """

    def __init__(self, work: str, version: str, file: str) -> None:
        self.work = work
        self.version = version
        self.file = file
        self.findings: list[Finding] = []
        self._provisions: list[Provision] = [Provision("", "document")]
        self._at: dict[str, int] = {"": 0}
        self._labels: dict[str, int] = {}
        self._repeated_keys: dict[str, int] = {}  # rows of a table that begin as another does
        self._copies: dict[str, int] = {}  # where to look next for a free eId, so that long lists stay linear
        self._depth: dict[str, int] = {"": -1}
        self._levels: dict[str, int] = {"": 0}
        self._parts: dict[str, int] = {}  # how many are directly inside a provision
        self._more: dict[str, _More] = {}
        self._characters = self._cells = self._marks = 0
        self._last: dict[str, dict[Kind, str]] = {}  # of what is directly inside a provision, by kind

    def __getitem__(self, eid: str) -> Provision:
        """A provision as it was placed: what its text goes on with is joined by `provisions`."""
        return self._provisions[self._at[eid]]

    def has_text(self, eid: str) -> bool:
        """Whether a provision has words of its own."""
        return eid in self._more or bool(self._provisions[self._at[eid]].text)

    def extend(self, eid: str, words: str, marks: Sequence[Mark], joiner: str = "\n", line: int = 0) -> None:
        """Add words to a provision's text; the marks are spans in these words.

        Raises:
            InputError: the document is beyond a limit.
        """
        more = self._more.get(eid)
        if more is None:
            more = self._more[eid] = _More(len(self._provisions[self._at[eid]].text))
        piece = joiner + words if more.length else words
        offset = more.length + len(piece) - len(words)
        more.words.append(piece)
        more.length += len(piece)
        more.breaks += piece.count("\n")
        if more.breaks > MAX_PARAGRAPHS:
            raise beyond(self.file, "paragraphs in one provision", MAX_PARAGRAPHS, line, is_unreal=True)
        more.marks += [replace(mark, start=mark.start + offset, end=mark.end + offset) for mark in marks]
        more.line = more.line or line
        self._count(line or self._provisions[self._at[eid]].line, len(piece), len(marks), longest=more.length)

    def _settle(self, eid: str) -> None:
        """Join what a provision's text goes on with."""
        more = self._more.pop(eid)
        at = self._at[eid]
        first = self._provisions[at]
        self._provisions[at] = replace(
            first,
            text=first.text + "".join(more.words),
            marks=first.marks + tuple(more.marks),
            line=first.line or more.line,
        )

    def _count(self, line: int, characters: int, marks: int, cells: int = 0, longest: int = 0) -> None:
        """Refuse a document that is beyond what specman reads."""
        self._characters += characters
        self._marks += marks
        self._cells += cells
        if self._characters > MAX_CHARACTERS:
            raise beyond(self.file, "characters in its texts and labels", MAX_CHARACTERS, line)
        if longest > MAX_TEXT:
            raise beyond(self.file, "characters in one paragraph or section", MAX_TEXT, line, is_unreal=True)
        if self._marks > MAX_MARKS:
            raise beyond(self.file, "bold, italic or linked words", MAX_MARKS, line)
        if self._cells > MAX_CELLS:
            raise beyond(self.file, "cells in its tables", MAX_CELLS, line)

    def last_part(self, eid: str, *kinds: Kind) -> str:
        """The last of these kinds directly inside a provision, "" for none."""
        last = self._last.get(eid, {})
        return max((last[kind] for kind in kinds if kind in last), key=self._at.__getitem__, default="")

    def add(
        self,
        kind: Kind,
        parent: str,
        *,
        num: str = "",
        heading: str = "",
        text: str = "",
        status: Status = "normative",
        cells: Sequence[str] = (),
        marks: Sequence[Mark] = (),
        merges: Sequence[Merge] = (),
        line: int = 0,
        eid: str = "",
    ) -> str:
        """Append a provision and return its eId; one given in `eid` is kept when it is free.

        Raises:
            InputError: the document is beyond a limit.
        """
        holder = self._provisions[self._at[parent]]
        depth = self._levels[parent] + 1
        if depth > MAX_NESTING:
            raise beyond(self.file, "levels of provisions inside one another", MAX_NESTING, line, is_unreal=True)
        if len(self._provisions) > MAX_PROVISIONS:
            raise beyond(self.file, "provisions, rows of tables among them", MAX_PROVISIONS, line)
        if text.count("\n") > MAX_PARAGRAPHS or any(cell.count("\n") > MAX_PARAGRAPHS for cell in cells):
            raise beyond(self.file, "paragraphs in one provision", MAX_PARAGRAPHS, line, is_unreal=True)
        parts = self._parts[parent] = self._parts.get(parent, 0) + 1
        if parts > MAX_PARTS and not (kind in ("row", "component") and holder.kind == "document"):
            raise beyond(self.file, "parts directly inside one provision", MAX_PARTS, line, is_unreal=True)
        if len(cells) > MAX_COLUMNS:
            raise beyond(self.file, "columns in a table", MAX_COLUMNS, line, is_unreal=True)
        if len(num) > MAX_NUMBER and kind != "row":
            raise beyond(self.file, "characters in the number of a provision", MAX_NUMBER, line, is_unreal=True)
        label = label_of(kind, num, heading, holder)
        if status == "normative" and holder.status != "normative":
            status = holder.status
        level = -1 if kind != "item" else self._depth[parent] + 1 if holder.kind == "item" else 0
        unique = eid if eid and eid not in self._at else self._free_eid(kind, parent, num, heading, eid, level)
        if label in self._labels and kind in ("section", "clause") and num and not num.startswith(holder.num or "\0"):
            label = f"{holder.label} {label}".strip()  # numbers that begin anew in each schedule or chapter
        elif label in self._labels and kind == "section" and not num:
            label = f"{holder.label} {label}".strip()  # "Fixed Fields" of each object
        seen = self._labels.get(label, 0) + 1
        self._labels[label] = seen
        if seen > 1 and kind not in ("heading", "closing"):
            if kind == "row" and num:
                self._repeated_keys[parent] = self._repeated_keys.get(parent, 0) + 1
            elif (num and kind not in ("note", "footnote")) or kind == "definition":
                self.findings.append(
                    Finding(
                        "numbering-repeats",
                        "error",
                        f"{label} is given to more than one provision of this document.",
                        label,
                        self.file,
                        line,
                        "Number each provision once: a citation of it cannot be resolved.",
                    )
                )
            label = f"{label} {seen}"
        if OURS in text or OURS in heading or (cells and any(OURS in cell for cell in cells)):
            self.findings.append(
                Finding(
                    "merge-conflict",
                    "error",
                    f"{label} holds two readings that a merge could not put together.",
                    label,
                    self.file,
                    line,
                    f"Choose one, and take out the marks ({OURS.strip()} … {THEIRS.strip()}).",
                )
            )
        words = len(text) + sum(map(len, cells))
        self._count(line, words + len(heading) + 2 * len(label) + len(unique), len(marks), len(cells), words)
        self._at[unique] = len(self._provisions)
        self._depth[unique] = level
        self._levels[unique] = depth
        self._last.setdefault(parent, {})[kind] = unique
        self._provisions.append(
            Provision(
                unique, kind, num, label, heading, text, parent, status, tuple(cells), tuple(marks), tuple(merges), line
            )
        )
        return unique

    def _free_eid(self, kind: Kind, parent: str, num: str, heading: str, eid: str, level: int) -> str:
        """An eId nobody has: the one given, or one made of the number, with `_2` and on when it is taken."""
        prefix = ITEM_PREFIXES[min(level, 3)] if kind == "item" else EID_PREFIX[kind]
        number = eid_number(num or (heading if kind == "definition" else "")) if num or kind == "definition" else ""
        wanted = eid or "_".join(part for part in (prefix, number) if part)
        if not eid and parent:
            wanted = f"{parent}__{wanted}"
        if not number and not eid and kind in ("heading", "table", "item", "section", "note"):
            wanted += "_nn_1" if kind == "section" else "_1"
        unique, copy = wanted, self._copies.get(wanted, 1)
        while unique in self._at:
            copy += 1
            base = wanted[:-2] if wanted.endswith("_1") and not number else wanted
            unique = f"{base}_{copy}"
        self._copies[wanted] = copy
        return unique

    def provisions(self) -> tuple[Provision, ...]:
        """All of them so far, the document itself first."""
        for eid in tuple(self._more):
            self._settle(eid)
        return tuple(self._provisions)

    def update(self, eid: str, provision: Provision) -> None:
        """Put a changed copy of a provision in its place."""
        self._more.pop(eid, None)
        self._provisions[self._at[eid]] = provision

    def document(self, metadata: Metadata, schema: Schema | None = None) -> Document:
        """The finished document."""
        for table, count in self._repeated_keys.items():
            name = self[table].label or "This table"
            self.findings.append(
                Finding(
                    "row-key-repeats",
                    "note",
                    f"{name} has rows whose first cell repeats another's ({count}).",
                    self[table].label,
                    self.file,
                    self[table].line,
                    "They are told apart by their order: an inserted row may change how they are cited.",
                )
            )
        return Document(self.work, self.version, metadata, self.provisions(), schema, tuple(self.findings))
