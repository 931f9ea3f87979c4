"""The footnotes of a redline: numbered as the text refers to them, with edits tracked inside those of both sides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.redline.overlay import Overlay
from specman.formats.word.write.parts import ROOT

_REFERENCE = re.compile(r'(<w:footnoteReference w:id=")(\d+)(")')
_OPENING = re.compile(r'^<w:footnote w:id="\d+">')


def same_notes(base: Mapping[int, str], target: Mapping[int, str], partners: Mapping[str, str]) -> dict[int, str]:
    """Names of the footnotes that both versions have, by the numbers of either, one name for the two of them.

    Args:
        base, target: eIds by number.
        partners: base eId to target eId of provisions that became one another.
    """
    there = {eid: number for number, eid in target.items()}
    found: dict[int, str] = {}
    for number, eid in base.items():
        became = partners.get(eid, "")
        if became in there:
            found |= {number: f"note {became}", there[became]: f"note {became}"}
    return found


def settled(body: str, notes: Sequence[str], became: Mapping[int, str], overlay: Overlay) -> tuple[str, list[str]]:
    """The text and its footnotes, both numbered in the order in which the text refers to them.

    Args:
        body: refers to the notes by the numbers they were given at first.
        notes: those of both versions, the first numbered 1.
        became: as `same_notes` gives it.
    """
    order = list(dict.fromkeys(int(match[2]) for match in _REFERENCE.finditer(body)))
    sides: dict[str, list[int]] = {}
    for number in sorted(became):  # the base was written first, so its number is the lower one
        sides.setdefault(became[number], []).append(number)
    out = []
    for place, number in enumerate(order, 1):
        first, last = sides.get(became.get(number, ""), [number])[0], number
        if first != last and first not in order:
            inner = overlay.note(_paragraphs(notes[first - 1]), _paragraphs(notes[last - 1]))
        else:
            inner = _OPENING.sub("", notes[number - 1]).removesuffix("</w:footnote>")
        out.append(f'<w:footnote w:id="{place}">{inner}</w:footnote>')
    numbers = {number: place for place, number in enumerate(order, 1)}
    return _REFERENCE.sub(lambda match: f"{match[1]}{numbers[int(match[2])]}{match[3]}", body), out


def _paragraphs(note: str) -> list[etree._Element]:
    holder = etree.fromstring(f"<w:footnotes {ROOT}>{note}</w:footnotes>")
    return list(holder.iter(f"{W}p"))


__all__ = ["same_notes", "settled"]
