"""Lists that grow or shrink: the "; and" that wanders from one item to another says nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from specman.model.change import Change

_END = re.compile(r"[\s,;.:]*(?:\b(and/or|and|or))?[\s,;.:]*$")
DETAIL = "only where the list ends"


def settle_ends(changes: Sequence[Change]) -> list[Change]:
    """The changes, in which items that differ in their last sign or "and" alone, beside one put in or taken out, are
    consequential. An "and" that became "or" is not."""
    grown = {
        (side.work, side.provision.parent)
        for change in changes
        if change.kind in ("added", "removed", "moved")
        for side in (change.base, change.target)
        if side is not None
    }
    return [_settled(change) if grown and _is_beside(change, grown) else change for change in changes]


def _is_beside(change: Change, grown: set[tuple[str, str]]) -> bool:
    sides = [(side.work, side.provision.parent) for side in (change.base, change.target) if side is not None]
    return change.kind == "amended" and change.significance == "substantive" and any(side in grown for side in sides)


def _settled(change: Change) -> Change:
    assert change.base and change.target
    left, right = change.base.provision, change.target.provision
    if left.cells or right.cells or left.heading != right.heading or left.status != right.status or change.beyond_words:
        return change
    ends = [_END.search(text) for text in (left.text, right.text)]
    assert ends[0] and ends[1]
    same = left.text[: ends[0].start()] == right.text[: ends[1].start()]
    joined = {end[1] for end in ends if end and end[1]}
    if not same or len(joined) > 1:
        return change
    return replace(change, significance="consequential", details=(*change.details, DETAIL))
