"""Lists that grow or shrink: the "; and" that wanders from one item to another says nothing by itself."""

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
LONGEST = 8  # characters that hold the longest joining word and what parts it from others
DETAIL = Detail("list end")


class Lists:
    """The lists of two paired documents in which something came or went."""

    def __init__(self, changes: Sequence[Change], base: Document, target: Document) -> None:
        self._sides = (base, target)
        parted = [change for change in changes if change.kind in ("added", "removed", "moved")]
        self._grown = tuple(
            {side.provision.parent for side in sides if side is not None and side.work == document.work}
            for document, sides in (
                (base, [change.base for change in parted]),
                (target, [change.target for change in parted]),
            )
        )

    def end_differs_only(self, change: Change, left: str, right: str) -> bool:
        """Whether an item beside one that came or went says the same but for its last sign or "and".

        An "and" that became "or" is another thing.

        Args:
            left, right: its words in base and target, in which citations may have been made equal before.
        """
        if not self._is_beside(change) or self._joins_otherwise(change):
            return False
        (before, joined), (after, now_joined) = without_end(left), without_end(right)
        return not (joined and now_joined and joined != now_joined) and is_editorial(before, after)

    def ends_elsewhere(self, change: Change) -> bool:
        """Whether an item is joined to the next on one side alone, because its list grew, shrank or is another now."""
        assert change.base and change.target
        if change.target.provision.kind != "item" or self._joins_otherwise(change):
            return False
        joined = [bool(without_end(side.provision.text)[1]) for side in (change.base, change.target)]
        return joined[0] != joined[1] and (change.kind == "moved" or self._is_beside(change))

    def _joins_otherwise(self, change: Change) -> bool:
        """Whether the words that join the items of a list on one side are others than those of the other side."""
        assert change.base and change.target
        words = [
            {joined for part in document.children(side.provision.parent) if (joined := without_end(part.text)[1])}
            for side, document in zip((change.base, change.target), self._sides, strict=True)
            if side.work == document.work
        ]
        return len(words) == 2 and bool(words[0] and words[1]) and words[0] != words[1]

    def _is_beside(self, change: Change) -> bool:
        return any(
            side is not None
            and not side.provision.cells
            and side.work == document.work
            and _ends_an_item(side.provision, document, grown)
            for side, document, grown in zip((change.base, change.target), self._sides, self._grown, strict=True)
        )


def without_end(text: str) -> tuple[str, str]:
    """An item without its last signs and the word that joins the next one, and that word.

    >>> without_end("its address; and")
    ('its address', 'and')
    """
    text = text.rstrip(_SIGNS)
    joining = _JOINING.search(text, max(0, len(text) - LONGEST))
    return (text[: joining.start()].rstrip(_SIGNS), joining[0]) if joining else (text, "")


def _ends_an_item(provision: Provision, document: Document, grown: set[str]) -> bool:
    """Whether a provision stands in one of these lists, or is where an item of one ends."""
    while provision.parent not in grown:
        if provision.kind != "item" or document.children(provision.parent)[-1].eid != provision.eid:
            return False
        provision = document.by_eid[provision.parent]
    return True


def settle_ends(changes: Sequence[Change], base: Document, target: Document) -> list[Change]:
    """The changes, in which items that differ only in the end that their list gives them are consequential."""
    lists = Lists(changes, base, target)
    return [_settled(change, lists) for change in changes]


def _settled(change: Change, lists: Lists) -> Change:
    if not change.edits or change.significance != "substantive" or change.beyond_words:
        return change
    assert change.base and change.target
    left, right = change.base.provision, change.target.provision
    if left.heading != right.heading or left.status != right.status:
        return change
    other_case = without_end(left.text)[0] != without_end(right.text)[0] and is_editorial(left.text, right.text)
    if other_case or not lists.end_differs_only(change, left.text, right.text):
        return change
    significance = change.significance if change.kind == "moved" else "consequential"
    return replace(change, significance=significance, details=(*change.details, DETAIL))
