"""What a label before a paragraph is, whether Word computed it or a person typed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from specman.model.enumeration import WORDED, worded

Shape = Literal["dotted", "bracket", "letter", "worded", "bullet"]
"""`4.2.1` or `H3`; `(a)` or `a)`; `a.`; `Schedule 1`; a sign."""

_DOTTED = r"(?:[A-Z]{0,3}\s?\d+[A-Z]?|[A-Z](?=\.\d))(?:[.\-]\d+[A-Za-z]?)*"
_ENUMERATOR = r"(?:[a-z]{1,2}|[ivxlcdm]{1,6}|[A-Z]{1,2}|[IVXLCDM]{1,6}|\d{1,3}[A-Z]?)"
_BRACKET = rf"\(?{_ENUMERATOR}\)"
_LETTER = r"(?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]{1,2}|[IVX]{1,5})\."
_SIGNS = "•·▪◦●○–—‣➢*\uf0b7\uf0a7\u00b7"  # not \u2713, \u25a0, \u25a1: a ticked box and an empty one say something

_WHOLE: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("bracket", re.compile(_BRACKET)),
    ("letter", re.compile(_LETTER)),
    ("dotted", re.compile(rf"{_DOTTED}\.?\)?")),
    ("worded", re.compile(rf"{WORDED}[.:]?")),
)
_TYPED_DOTTED = re.compile(rf"({_DOTTED})\.?(?=\s)")
_TYPED_BRACKET = re.compile(rf"({_BRACKET})(?=\s)")
_TYPED_SIGN = re.compile(rf"([{re.escape(_SIGNS)}])\s+")


@dataclass(frozen=True)
class Label:
    """A number as printed, with what it is and how much of the paragraph's words it takes (0 when computed)."""

    shape: Shape
    num: str
    length: int = 0

    @property
    def parts(self) -> int:
        """How many numbers a dotted label is made of."""
        return len(re.findall(r"\d+|^[A-Z]+(?=\.)", self.num))


def computed(label: str, *, is_bullet: bool = False) -> Label | None:
    """What Word's own label is; None for an empty one."""
    label = label.strip()
    if not label:
        return None
    if is_bullet or not any(c.isalnum() for c in label):
        return Label("bullet", "")
    for shape, pattern in _WHOLE:
        if pattern.fullmatch(label):
            return Label(shape, _printed(shape, label))
    return Label("worded" if any(c.isspace() for c in label) else "letter", label)


def typed(words: str, tab: int, expected: tuple[str, ...], *, is_heading: bool) -> Label | None:
    """A label a person typed at the start of a paragraph.

    A number is one when a tab or a heading style says so, or when it has several parts and continues a section or
    paragraph that is open: `3.5 kW is the most` has a number that is none of these.

    Args:
        tab: offset of the first tab of the paragraph, -1 without one.
        expected: numbers of the open sections and paragraphs.
    """
    if match := _TYPED_SIGN.match(words):
        if match[1] in "–—*" and tab != match.end(1):
            return None
        return Label("bullet", "", match.end())
    if match := _TYPED_BRACKET.match(words):
        return Label("bracket", match[1], match.end())
    if is_heading and (found := worded(words)):
        return Label("worded", *found)
    match = _TYPED_DOTTED.match(words)
    if match is None:
        return None
    num = _printed("dotted", match[1])
    has_tab = tab in (match.end(), match.end(1))
    continues = "." in num and any(_holds(one, num) for one in expected)
    if has_tab or is_heading or continues:
        return Label("dotted", num, match.end())
    return None


def _holds(open_number: str, num: str) -> bool:
    stem = open_number.rstrip(".")
    return num.startswith(stem + ".") or num.rpartition(".")[0] == stem.rpartition(".")[0] != ""


def _printed(shape: Shape, label: str) -> str:
    if shape == "dotted":
        return re.sub(r"\s+", "", label).rstrip(".")
    return label.rstrip(".: ") if shape == "worded" else label
