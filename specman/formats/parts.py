"""A schema or a table cut into the parts that two people can change apart: components and rows, byte for byte."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Literal
from xml.parsers import expat

from specman.errors import InputError
from specman.limits import text_of_file

PartKind = Literal["component", "row", "rest"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file.

    Attributes:
        key: what it is known by among the parts of its file, such as `simpleType EUI`.
        label: what a citation calls it; "" of what none names: what is before, between and after.
        data: its bytes, with the comments and the space before it.
    """

    kind: PartKind
    key: str
    label: str
    data: bytes


def parts_of(data: bytes, suffix: str) -> list[Part] | None:
    """The parts of a file in their order; joined they are the file. None where it cannot be cut without doubt.

    Args:
        data: a file that its reader has read, so that it is well-formed and within the limits.
        suffix: `.xsd` or `.csv`.

    Raises:
        InputError: a table that is not UTF-8, or not CSV.
    """
    found = _components(data) if suffix == ".xsd" else _rows(data)
    if not found or len({part.key for part in found}) < len(found) or b"".join(part.data for part in found) != data:
        return None
    return found


def _rows(data: bytes) -> list[Part]:
    """A table's notes and header, then its rows."""
    text = text_of_file(data, "table.csv", "CSV")
    lines = list(io.StringIO(data.decode("utf-8"), newline=""))
    head = 0
    while head < len(lines) and text and lines[head].lstrip("\ufeff").startswith("#"):
        head += 1
    found: list[Part] = []
    reader = csv.reader(iter(lines[head:]), strict=True)
    at = 0
    try:
        for cells in reader:
            piece = "".join(lines[head + at : head + reader.line_num]).encode()
            at = reader.line_num
            if not found:
                found.append(Part("rest", "", "", "".join(lines[:head]).encode() + piece))
            elif not any(cell.strip() for cell in cells):
                found.append(Part("rest", f"line {at}", "", piece))
            else:
                key = " ".join(cells[0].split())
                found.append(Part("row", f"row {key}", f"row {key}", piece))
    except csv.Error as error:
        raise InputError(f"The table is not CSV: {error}.", slug="csv") from None
    return found


def _components(data: bytes) -> list[Part]:
    """A schema's beginning (with its first comment, its header), its global components, and its end."""
    return _Cutter(data).parts()


class _DoctypeError(Exception):
    """A document type may declare entities: such a file is not cut."""


class _Cutter:
    """Cuts where the next thing begins after a child of the root ends: expat says where each thing begins."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.depth = 0
        self.cut_by: tuple[PartKind, str, str] | None = None  # the part that ends where the next thing begins
        self.at = 0
        self.found: list[Part] = []
        self.counts: dict[str, int] = {}
        self.last: tuple[str, str] = ("", "")
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CommentHandler = self._comment
        self.parser.CharacterDataHandler = self._other
        self.parser.ProcessingInstructionHandler = self._other
        self.parser.DefaultHandler = self._other
        self.parser.StartDoctypeDeclHandler = self._doctype

    def parts(self) -> list[Part]:
        try:
            self.parser.Parse(self.data, True)
        except (expat.ExpatError, _DoctypeError):
            return []
        self.found.append(Part("rest", "end", "", self.data[self.at :]))
        return self.found

    def _doctype(self, *_: object) -> None:
        raise _DoctypeError

    def _other(self, *_: object) -> None:
        if self.cut_by is None:
            return
        here = self.parser.CurrentByteIndex
        kind, key, label = self.cut_by
        self.found.append(Part(kind, key, label, self.data[self.at : here]))
        self.at, self.cut_by = here, None

    def _comment(self, _: str) -> None:
        self._other()
        if self.depth == 1 and len(self.found) == 1:
            self.cut_by = ("rest", "header", "")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._other()
        if self.depth == 0:
            self.cut_by = ("rest", "beginning", "")
        elif self.depth == 1:
            tag = name.rpartition(" ")[2]
            label = attributes.get("name", "")
            known = label or " ".join(attributes.get(one, "") for one in ("namespace", "schemaLocation")).strip()
            self.last = (f"{tag} {known}".strip(), label)
        self.depth += 1

    def _end(self, _: str) -> None:
        self._other()
        self.depth -= 1
        if self.depth == 1:
            key, label = self.last
            self.counts[key] = self.counts.get(key, 0) + 1
            if self.counts[key] > 1:
                key = f"{key} {self.counts[key]}"
            self.cut_by = ("component", key, label)
