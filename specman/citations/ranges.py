"""Ranges of labels, opened: `F4.2(a) to (c)`, `K7.8-7.11`, `11.3-4`, `Appendices H to P`."""

from __future__ import annotations

import re

from specman.limits import whole as whole_number
from specman.model.value import value

MOST_EXPANDED = 100
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@value(frozen=True, slots=True)
class Label:
    """A label read from a text.

    Attributes:
        end: where it ends there.
        interior: it lies inside a range and is not written out.
    """

    label: str
    end: int
    interior: bool = False


def expand(first: Label, last: Label) -> list[Label]:
    """The members of a range after its first, the last one last; a shortened last label takes what it lacks.

    >>> [label.label for label in expand(Label("F4.2(a)", 0), Label("(c)", 0))]
    ['F4.2(b)', 'F4.2(c)']
    >>> [label.label for label in expand(Label("K7.8", 0), Label("7.11", 0))]
    ['K7.9', 'K7.10', 'K7.11']
    >>> [label.label for label in expand(Label("11.3", 0), Label("4", 0))]
    ['11.4']
    """

    def member(label: str, is_last: bool) -> Label:
        return Label(label, last.end, interior=not is_last)

    if last.label.endswith(")"):
        stem, _, low = first.label.rpartition("(")
        over, _, high = last.label.rpartition("(")
        if over not in ("", stem):
            return [member(last.label, True)]
        names = _between(low.rstrip(")"), high.rstrip(")"))
        return [member(f"{stem}({name})", name == names[-1]) for name in names]
    ending = re.match(r"(.*?)(\d+|[A-Z])$", first.label)
    stem, low = (ending[1], ending[2]) if ending else ("", "")
    number = re.search(r"(\d+|[A-Z])$", last.label)
    if not low or not number:
        return [member(last.label, True)]
    whole = last.label
    if ("." in stem and "." not in whole) or (stem[:1].isalpha() and not whole[:1].isalpha()):
        whole = stem + number[1]
    if whole != stem + number[1] or low.isdigit() != number[1].isdigit():
        return [member(whole, True)]
    names = _between(low, number[1])
    return [member(stem + name, name == names[-1]) for name in names]


def _between(low: str, high: str) -> list[str]:
    """Names after `low` up to and including `high`, at most MOST_EXPANDED."""
    if low.isdigit() and high.isdigit():
        first, last = whole_number(low, 0), whole_number(high, 0)  # numbers of thousands of digits count nothing
        return [str(n) for n in range(first + 1, last + 1)[:MOST_EXPANDED]] or [high]
    if low in _ROMAN and high in _ROMAN and (len(low) > 1 or len(high) > 1 or low == "i"):
        return list(_ROMAN[_ROMAN.index(low) + 1 : _ROMAN.index(high) + 1]) or [high]
    if len(low) == len(high) == 1:
        return [chr(c) for c in range(ord(low) + 1, ord(high) + 1)] or [high]
    return [high]


def names_between(low: str, high: str) -> list[str]:
    """Spreadsheet letters (or numbers) after `low` up to `high`.

    >>> names_between("Y", "AB"), names_between("8", "10")
    (['Z', 'AA', 'AB'], ['9', '10'])
    """

    def number(name: str) -> int:
        if name.isdigit():
            return whole_number(name, 0)
        value = 0
        for letter in name:
            value = value * 26 + ord(letter) - 64
        return value

    def name_of(value: int) -> str:
        if low.isdigit():
            return str(value)
        name = ""
        while value:
            value, rest = divmod(value - 1, 26)
            name = chr(65 + rest) + name
        return name

    return [name_of(n) for n in range(number(low) + 1, number(high) + 1)[:MOST_EXPANDED]]
