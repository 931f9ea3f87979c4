"""Fields of a Word file: what their codes say, and what Word shows for those that hold no result.

Word keeps the result of most fields in the file. Some it works out anew whenever it shows them: numbers that count
(`SEQ`, `AUTONUM`), boxes that are ticked, the choice from a list, a sign of a font.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from specman.formats.word.numbering import format_number, is_on, stated_in, value
from specman.formats.word.package import W
from specman.formats.word.read.symbols import sign_of

BOOKMARK = "bookmark:"
_INSTRUCTION = re.compile(r'\s*(\w+)(?:\s+"([^"]*)"|\s+([^\s\\]\S*))?')
_SWITCH = re.compile(r'\\l\s+"?([^"\s]+)"?')
_NUMBER_SWITCH = re.compile(r"\\[rnw]\b")
_RESET = re.compile(r"\\r\s*(\d{1,6})")
_FORM = re.compile(r"\\\*\s*(\w+)")
_FONT = re.compile(r'\\f\s+"?([^"\\]+?)"?\s*(?:\\|$)')
_BUTTON = re.compile(r"\s*\w+\s+\S+\s+(.*)", re.DOTALL)
_FORMS = {
    "ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter", "ROMAN": "upperRoman", "roman": "lowerRoman",
    "Ordinal": "ordinal", "CardText": "cardinalText", "OrdText": "ordinalText",
}  # fmt: skip
# Fields that show nothing of themselves, or nothing until someone fills them in.
_SILENT = frozenset(
    ("ADVANCE", "ASK", "BIDIOUTLINE", "DATA", "FILLIN", "FORMTEXT", "HYPERLINK", "INDEX", "NEXT", "NEXTIF", "PRINT",
     "PRIVATE", "RD", "SET", "SKIPIF", "TA", "TC", "TOC", "XE")
)  # fmt: skip


@dataclass
class Field:
    """A field being read: its code, then its result.

    Attributes:
        form: what a form field says of itself (`w:ffData`).
        shown: the words of its result so far.
    """

    code: str = ""
    in_result: bool = False
    is_contents: bool = False
    target: str = ""
    gives_number: bool = False
    form: etree._Element | None = None
    shown: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What sort of field it is: `REF`, `SEQ`."""
        match = _INSTRUCTION.match(self.code)
        return match[1].upper() if match else ""

    @property
    def argument(self) -> str:
        """The first word, or quoted words, behind its name."""
        match = _INSTRUCTION.match(self.code)
        return (match[2] or match[3] or "") if match else ""

    def begin_result(self) -> None:
        """Its code is read to the end: tell what it is for."""
        self.in_result = True
        name, argument = self.name, self.argument
        if name == "TOC":
            self.is_contents = True
        elif name == "REF":
            self.target = BOOKMARK + argument
            self.gives_number = bool(_NUMBER_SWITCH.search(self.code))
        elif name == "HYPERLINK":
            inside = _SWITCH.search(self.code)
            self.target = BOOKMARK + inside[1] if inside else argument
        elif name and argument.startswith("_Ref") and "\\h" in self.code and name not in ("PAGEREF", "NOTEREF"):
            self.target = BOOKMARK + argument


class Shown:
    """What Word shows for fields, counted through a document."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def without_result(self, one: Field) -> str | None:
        """What a field shows that holds no result, None where that is not known."""
        name, argument = one.name, one.argument
        if name == "SEQ" and argument:
            return self._sequence(one)
        if name == "AUTONUM":
            return self._paragraph_number(one)
        if name == "FORMCHECKBOX" and one.form is not None:
            return _box(one.form)
        if name == "FORMDROPDOWN" and one.form is not None:
            return _choice(one.form)
        if name == "SYMBOL" and argument:
            return _sign(one)
        if name in ("MACROBUTTON", "GOTOBUTTON"):
            match = _BUTTON.match(one.code)
            return match[1].strip() if match else ""
        # With a place for a result that is empty, nothing is what Word shows.
        is_counted = name in ("AUTONUMLGL", "AUTONUMOUT", "LISTNUM")
        return "" if name in _SILENT or not name or (one.in_result and not is_counted) else None

    def with_result(self, one: Field) -> None:
        """A field that holds its result: a number that others count on from."""
        said = "".join(one.shown).strip()
        if one.name == "SEQ" and said.isdecimal() and len(said) <= 6:
            self._counts[f"SEQ {one.argument}"] = int(said)

    def _sequence(self, one: Field) -> str:
        key = f"SEQ {one.argument}"
        if reset := _RESET.search(one.code):
            self._counts[key] = int(reset[1])
        elif not re.search(r"\\c\b", one.code):
            self._counts[key] += 1
        return "" if re.search(r"\\h\b", one.code) else _formatted(self._counts[key], one.code)

    def _paragraph_number(self, one: Field) -> str:
        self._counts["AUTONUM"] += 1
        number = _formatted(self._counts["AUTONUM"], one.code)
        return number if re.search(r"\\e\b", one.code) else f"{number}."


def _formatted(number: int, code: str) -> str:
    match = _FORM.search(code)
    return format_number(number, _FORMS.get(match[1], "decimal") if match else "decimal")


def _box(form: etree._Element) -> str:
    box = form.find(f"{W}checkBox")
    if box is None:
        return ""
    said = box.find(f"{W}checked")
    return "\u2612" if is_on(said if said is not None else box.find(f"{W}default")) else "\u2610"


def _choice(form: etree._Element) -> str:
    entries = form.find(f"{W}ddList")
    if entries is None:
        return ""
    name = "result" if value(entries, "result") else "default"
    chosen = stated_in(entries, name, 0, 0, 10_000)
    said = [entry.get(f"{W}val", "") for entry in entries.iterfind(f"{W}listEntry")]
    return said[chosen] if chosen < len(said) else ""


def _sign(one: Field) -> str | None:
    said = one.argument
    code = int(said, 16) if re.fullmatch(r"0x[0-9a-fA-F]{1,4}", said) else int(said) if said.isdecimal() else 0
    if not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return None
    font = _FONT.search(one.code)
    return sign_of(chr(code), font[1] if font else "")[0]


__all__ = ["BOOKMARK", "Field", "Shown"]
