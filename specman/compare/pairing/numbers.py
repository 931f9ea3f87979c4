"""Provisions whose words are equal except for numbers: most are amended only because something was renumbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from specman.model.document import Document, Provision

# A number with its prefix and sub-levels: 5, 10.5, G6.3(a)(ii), and the (a) of "paragraph (a)".
_NUMBER = re.compile(r"\b(?:[A-Z]{0,2}\d+[A-Za-z]?(?:[.:,/-]\d+[A-Za-z]?)*(?:\([a-zA-Z0-9]{1,5}\))*)|\([a-z0-9]{1,4}\)")
_LAST_LEVEL = re.compile(r"(?:\([^()]*\)|\.\d+[A-Za-z]?)$")


def shape(provision: Provision) -> tuple[str, str, str, str]:
    """The content of a provision with every number replaced by the same sign."""
    return (
        provision.kind,
        provision.status,
        _NUMBER.sub("#", provision.heading),
        _NUMBER.sub("#", "\x1f".join(provision.cells) if provision.cells else provision.text),
    )


def renumbered(base: Document, target: Document, target_of: Mapping[str, str]) -> dict[str, str]:
    """Base label to target label of each paired provision whose label changed."""
    found = {}
    for old, new in target_of.items():
        before, after = base.by_eid[old].label, target.by_eid[new].label
        if before != after and before:
            found[before] = after
    return found


def with_new_numbers(provision: Provision, now: Mapping[str, str]) -> Provision:
    """A provision in whose words each cited number is replaced by the new one."""
    return replace(
        provision,
        heading=renumber_text(provision.heading, now),
        text=renumber_text(provision.text, now),
        cells=tuple(renumber_text(cell, now) for cell in provision.cells),
    )


def renumber_text(text: str, now: Mapping[str, str]) -> str:
    """A text in which each old number of a provision is replaced by the new one.

    >>> renumber_text("as in H4.2(a) and H5", {"H4.2": "H4.3", "H5": "H6"})
    'as in H4.3(a) and H6'
    """

    def new_number(number: re.Match[str]) -> str:
        known, rest = number[0], ""
        while known and known not in now:
            level = _LAST_LEVEL.search(known)
            if level is None:
                return number[0]
            known, rest = known[: level.start()], level[0] + rest
        return now[known] + rest if known else number[0]

    return _NUMBER.sub(new_number, text)
