"""Numbering anew: siblings that every document numbers one after another stay numbered so when texts are merged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from specman.model.document import Document, Provision
from specman.model.enumeration import counted, ordinals

_PARTS = re.compile(r"(.*?)([0-9]+|[A-Za-z]+)(\W*)", re.DOTALL)
_NUMBERED = ("section", "clause", "item")

Named = tuple[Document, Mapping[str, str]]
"""A document, and the merged names of its provisions by their eIds."""


def numbered_anew(
    order: Sequence[str], kept: Mapping[str, Provision], documents: Sequence[Named]
) -> dict[str, Provision]:
    """Merged provisions, with consecutive numbers where every document counts the siblings so.

    A number that begins with its parent's follows that parent. Siblings that some document does not count one after
    another (a gap, a letter between numbers) keep the numbers they have.

    Args:
        order: merged names in document order. kept: the provisions by merged name, parents by merged name.
        documents: base and sides.
    """
    found = dict(kept)
    children: dict[str, list[str]] = {}
    for name in order:
        if name:
            children.setdefault(kept[name].parent, []).append(name)
    for parent in order:  # parents stand before their children
        for kind in _NUMBERED:
            names = [name for name in children.get(parent, ()) if kept[name].kind == kind and kept[name].num]
            if not names:
                continue
            sequences = [_nums(parent, kind, document, merged) for document, merged in documents]
            counting = _counting([numbers for numbers in sequences if numbers])
            if counting is None:
                continue
            before, way, first, after = counting
            stem = _stem(parent, before, kept, found)
            for place, name in enumerate(names):
                number = counted(way, first + place)
                found[name] = replace(found[name], num=f"{stem}{number}{after}")
    return found


def _stem(parent: str, before: str, kept: Mapping[str, Provision], found: Mapping[str, Provision]) -> str:
    """What stands before the counted part: the parent's number anew where it began with that."""
    for held in (kept, found):
        num = held[parent].num if parent in held else ""
        if num and before.rstrip(".") == num:
            return found[parent].num + before[len(num) :]
    return before


def _nums(parent: str, kind: str, document: Document, merged: Mapping[str, str]) -> list[str]:
    """The numbers of siblings in one document."""
    holder = next((eid for eid, name in merged.items() if name == parent), None)
    if holder is None:
        return []
    return [p.num for p in document.children(holder) if p.kind == kind and p.num]


def _counting(sequences: Sequence[Sequence[str]]) -> tuple[str, str, int, str] | None:
    """What all sequences count by: words before, way, first number, words after; None where one is irregular."""
    ways: set[tuple[str, str, int]] | None = None
    stems: list[str] = []
    for numbers in sequences:
        parts = [_PARTS.fullmatch(number) for number in numbers]
        if not all(parts):
            return None
        before, after = {part[1] for part in parts if part}, {part[3] for part in parts if part}
        if len(before) != 1 or len(after) != 1:
            return None
        fitting: set[tuple[str, str, int]] | None = None
        for place, part in enumerate(parts):
            assert part is not None
            here = {(way, part[3], number - place) for way, number in ordinals(part[2])}
            fitting = here if fitting is None else fitting & here
        ways = fitting if ways is None else ways & (fitting or set())
        stems += before
    if not ways or not stems:
        return None
    way, after_it, first = sorted(ways)[0]
    return stems[0], way, first, after_it
