"""Provisions that say the same but for the numbers in them: most of what a renumbering leaves behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from specman.model.document import Document, Provision

# A number with what it is counted in: 5, 10.5, G6.3(a)(ii), and the (a) of "paragraph (a)".
_NUMBER = re.compile(r"\b(?:[A-Z]{0,2}\d+[A-Za-z]?(?:[.:,/-]\d+[A-Za-z]?)*(?:\([a-zA-Z0-9]{1,5}\))*)|\([a-z0-9]{1,4}\)")
_LAST_LEVEL = re.compile(r"(?:\([^()]*\)|\.\d+[A-Za-z]?)$")


def shape(provision: Provision) -> tuple[str, str, str, str]:
    """What a provision says once every number is as good as another."""
    return (
        provision.kind,
        provision.status,
        _NUMBER.sub("#", provision.heading),
        _NUMBER.sub("#", "\x1f".join(provision.cells) if provision.cells else provision.text),
    )


def renumbered(base: Document, target: Document, target_of: Mapping[str, str]) -> dict[str, str]:
    """Labels of base provisions that the paired target provision has not: base label to target label."""
    found = {}
    for left, right in target_of.items():
        before, after = base.by_eid[left].label, target.by_eid[right].label
        if before != after and before:
            found[before] = after
    return found


def led(provision: Provision, now: Mapping[str, str]) -> Provision:
    """A provision whose words give the numbers that provisions have now."""
    return replace(
        provision,
        heading=followed(provision.heading, now),
        text=followed(provision.text, now),
        cells=tuple(followed(cell, now) for cell in provision.cells),
    )


def followed(text: str, now: Mapping[str, str]) -> str:
    """A text in which each number of a provision is the one it has now.

    >>> followed("as in H4.2(a) and H5", {"H4.2": "H4.3", "H5": "H6"})
    'as in H4.3(a) and H6'
    """

    def now_called(number: re.Match[str]) -> str:
        known, rest = number[0], ""
        while known and known not in now:
            level = _LAST_LEVEL.search(known)
            if level is None:
                return number[0]
            known, rest = known[: level.start()], level[0] + rest
        return now[known] + rest if known else number[0]

    return _NUMBER.sub(now_called, text)
