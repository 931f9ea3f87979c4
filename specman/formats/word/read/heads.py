"""Paragraphs that a person numbered 1, 2, 3 as heads of those numbered 1.1, 1.2 behind them, in any type."""

from __future__ import annotations

import re

from lxml import etree

from specman.formats.word.package import W

_NUMBER = re.compile(r"\s*(\d{1,4}(?:\.\d{1,4})*)\.?\t")


def typed_heads(body: etree._Element) -> frozenset[etree._Element]:
    """The paragraphs of whose typed numbers the next one goes on below: 2 before 2.1.

    One between two of them is one too, as the clause 3 without paragraphs of its own between 2.1 and 4.
    """
    numbered = [(found[1], each) for each in body.iter(f"{W}p") if (found := _NUMBER.match(_start(each)))]
    numbers = [number for number, _ in numbered]
    heads: set[etree._Element] = set()
    last = 0
    for place, (number, paragraph) in enumerate(numbered):
        if not number.isdecimal():
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else ""
        goes_on = int(number) == last + 1 and numbers[place - 1].partition(".")[0] == str(last) if last else False
        if following == f"{number}.1" or goes_on:
            heads.add(paragraph)
            last = int(number)
    return frozenset(heads)


def _start(paragraph: etree._Element) -> str:
    """The first characters of a paragraph, its tabs as such."""
    out = ""
    for node in paragraph.iter(f"{W}t", f"{W}tab"):
        holder = node.getparent()
        if holder is not None and holder.tag == f"{W}r":
            out += (node.text or "") if node.tag == f"{W}t" else "\t"
        if len(out) > 20:
            break
    return out


__all__ = ["typed_heads"]
