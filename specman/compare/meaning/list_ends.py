"""Lists that grow or shrink: when the "; and" goes from one item to another, that alone changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from specman.compare.words import is_editorial
from specman.model.change import Change
from specman.model.detail import Detail
from specman.model.document import Document, Provision

_SIGNS = ",;.: \t\n\u00a0"
_JOINING = re.compile(r"\b(?:and/or|and|or)\Z")
LONGEST = 8  # characters that are enough for the longest joining word and the space before it
DETAIL = Detail("list end")


class Lists:
    """The lists of two paired documents in which items were inserted, deleted or moved."""

    def __init__(self, changes: Sequence[Change], base: Document, target: Document) -> None:
        self._sides = (base, target)
        changed = [change for change in changes if change.kind in ("added", "removed", "moved")]
        self._changed_lists = tuple(
            {side.provision.parent for side in sides if side is not None and side.work == document.work}
            for document, sides in (
                (base, [change.base for change in changed]),
                (target, [change.target for change in changed]),
            )
        )

    def end_differs_only(self, change: Change, base: str, target: str) -> bool:
        """Whether an item of such a list differs only in its last sign or "and".

        An "and" that became "or" is a change of substance.

        Args:
            base, target: its words on both sides; their citations may have been made equal before.
        """
        if not self._is_in_changed_list(change) or self._is_joined_differently(change):
            return False
        (before, joined), (after, now_joined) = without_end(base), without_end(target)
        return not (joined and now_joined and joined != now_joined) and is_editorial(before, after)

    def _is_joined_differently(self, change: Change) -> bool:
        """Whether the joining words of a list differ between base and target."""
        assert change.base and change.target
        words = [
            {joined for part in document.children(side.provision.parent) if (joined := without_end(part.text)[1])}
            for side, document in zip((change.base, change.target), self._sides, strict=True)
            if side.work == document.work
        ]
        return len(words) == 2 and bool(words[0] and words[1]) and words[0] != words[1]

    def _is_in_changed_list(self, change: Change) -> bool:
        return any(
            side is not None
            and not side.provision.cells
            and side.work == document.work
            and _ends_an_item(side.provision, document, grown)
            for side, document, grown in zip(
                (change.base, change.target), self._sides, self._changed_lists, strict=True
            )
        )


def without_end(text: str) -> tuple[str, str]:
    """An item without its last signs and the word that joins it to the next one, and that word.

    >>> without_end("its address; and")
    ('its address', 'and')
    """
    text = text.rstrip(_SIGNS)
    joining = _JOINING.search(text, max(0, len(text) - LONGEST))
    return (text[: joining.start()].rstrip(_SIGNS), joining[0]) if joining else (text, "")


def _ends_an_item(provision: Provision, document: Document, grown: set[str]) -> bool:
    """Whether a provision is an item of one of these lists, or the last descendant of such an item."""
    while provision.parent not in grown:
        if provision.kind != "item" or document.children(provision.parent)[-1].eid != provision.eid:
            return False
        provision = document.by_eid[provision.parent]
    return True


def settle_ends(changes: Sequence[Change], base: Document, target: Document) -> list[Change]:
    """The changes, with those items marked consequential that differ only in their last sign or joining word."""
    lists = Lists(changes, base, target)
    return [_settled(change, lists) for change in changes]


def _settled(change: Change, lists: Lists) -> Change:
    if not change.edits or change.significance != "substantive" or change.beyond_words:
        return change
    assert change.base and change.target
    base, target = change.base.provision, change.target.provision
    if base.heading != target.heading or base.status != target.status:
        return change
    other_case = without_end(base.text)[0] != without_end(target.text)[0] and is_editorial(base.text, target.text)
    if other_case or not lists.end_differs_only(change, base.text, target.text):
        return change
    significance = change.significance if change.kind == "moved" else "consequential"
    return replace(change, significance=significance, details=(*change.details, DETAIL))
