"""Lists that grow or shrink: the "; and" that wanders from one item to another says nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from specman.compare.words import is_editorial
from specman.model.change import Change
from specman.model.document import Document, Provision

_END = re.compile(r"[\s,;.:]*(?:\b(and/or|and|or))?[\s,;.:]*$")
DETAIL = "only where the list ends"


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
        ends = (_END.search(left), _END.search(right))
        assert ends[0] and ends[1]  # it matches nothing at all, too
        if len({end[1] for end in ends if end and end[1]}) > 1 or not self._is_beside(change):
            return False
        heads = left[: ends[0].start()], right[: ends[1].start()]
        return heads[0] == heads[1] or is_editorial(*heads)

    def _is_beside(self, change: Change) -> bool:
        return any(
            side is not None
            and not side.provision.cells
            and side.work == document.work
            and _ends_an_item(side.provision, document, grown)
            for side, document, grown in zip((change.base, change.target), self._sides, self._grown, strict=True)
        )


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
    if not lists.end_differs_only(change, left.text, right.text):
        return change
    significance = change.significance if change.kind == "moved" else "consequential"
    return replace(change, significance=significance, details=(*change.details, DETAIL))
