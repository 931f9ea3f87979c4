"""Provisions that were split in two or joined into one: told on the changes that the comparison found.

The kinds stay what they are (one amended, one added or removed), so that a change set still applies; what is said of
them is where the words went, or came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from specman.model.change import Change

LEAST = 40  # characters that moved: fewer prove nothing
LIKE = 88.0  # percent of likeness of the words that left one provision and those of the other
_NO_WORD = re.compile(r"[\W_]+")


def tell_splits(changes: Sequence[Change]) -> list[Change]:
    """The changes, in their order, with what was split and what was joined said in their details."""
    found = list(changes)
    _tell(found, "added", "delete", "split", "split from {}", "its words from here on are now {}")
    _tell(found, "removed", "insert", "joined", "joined to {}", "takes in the words of {}")
    return found


def _tell(found: list[Change], kind: str, edit: str, reason: str, of_part: str, of_whole: str) -> None:
    parts: dict[str, list[int]] = {}
    for place, change in enumerate(found):
        if change.kind == kind and len(change.side.provision.words) >= LEAST:
            parts.setdefault(_bare(change.side.provision.words), []).append(place)
    if not parts:
        return
    for place, change in enumerate(found):
        if change.kind not in ("amended", "moved") or not change.edits:
            continue
        left = " ".join(text for sort, text in change.edits if sort == edit)
        if len(left) < LEAST:
            continue
        partner = _partner(found, place, kind, left, parts)
        if partner is None:
            continue
        part = found[partner]
        whole, piece = change.side.address, part.side.address
        found[place] = replace(change, details=(*change.details, of_whole.format(piece)))
        found[partner] = replace(part, reason=reason, details=(*part.details, of_part.format(whole)))
        parts.get(_bare(part.side.provision.words), []).clear()


def _partner(found: Sequence[Change], place: int, kind: str, left: str, parts: dict[str, list[int]]) -> int | None:
    exact = parts.get(_bare(left))
    if exact:
        return exact[0]
    for near in range(max(0, place - 2), min(len(found), place + 3)):
        other = found[near]
        if (
            other.kind == kind
            and other.reason not in ("split", "joined")
            and len(other.side.provision.words) >= LEAST
            and fuzz.ratio(_bare(left), _bare(other.side.provision.words)) >= LIKE
        ):
            return near
    return None


def _bare(text: str) -> str:
    return _NO_WORD.sub(" ", text.casefold()).strip()
