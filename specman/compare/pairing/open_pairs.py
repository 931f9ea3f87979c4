"""One pairing in the making: what was paired so far, and what is left on either side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from specman.compare.pairing.matching import Matching
from specman.model.document import Document, Provision

SAME_KEY = "same key"
SAME_CONTENTS = "holds the same provisions"
SAME_NUMBER_PART = "same number, a part of its words"
SAME_WORDS_ELSEWHERE = "same words elsewhere"
SAME_WORDS_RENUMBERED = "same words, another number"
SAME_WORDS_IN_PLACE = "same words in the same place"
SAME_WORDS_BUT_NUMBERS = "same words but for numbers"
SAME_WORDS_CITING = "same words, citing the same"
SAME_WORDS = frozenset(
    (SAME_WORDS_ELSEWHERE, SAME_WORDS_RENUMBERED, SAME_WORDS_IN_PLACE, SAME_WORDS_BUT_NUMBERS, SAME_WORDS_CITING)
)
"""Reasons of pairs that say the same under other numbers."""
Content = tuple[object, ...]
"""What a provision states, to be compared for equality."""


class OpenPairs:
    """Pairs that are being found: each rung of the ladder adds some, or undoes some."""

    def __init__(self, base: Document, target: Document) -> None:
        self.base, self.target = base, target
        self.found = Matching()
        self.found.put("", "", "the document")
        self.taken = {""}
        self._repeated: tuple[dict[str, Counter[Content]], dict[str, Counter[Content]]] = ({}, {})

    def pair(self, left: Provision, right: Provision, reason: str) -> None:
        self.found.put(left.eid, right.eid, reason)
        self.taken.add(right.eid)

    def undo(self, left: str) -> None:
        """Undo the pair of a base provision."""
        self.taken.discard(self.found.target_of.pop(left))
        del self.found.reason[left]

    def left(self) -> list[Provision]:
        """Base provisions without a partner, in document order."""
        used = self.found.target_of
        return [p for p in self.base.provisions if p.eid not in used]

    def right(self) -> list[Provision]:
        """Target provisions without a partner, in document order."""
        used = self.taken
        return [p for p in self.target.provisions if p.eid not in used]

    def holds(self, left: Provision, right: Provision) -> bool:
        """Whether what holds the one became what holds the other."""
        return self.found.target_of.get(left.parent, left.parent) == right.parent

    def share(self, left: str, right: str) -> bool:
        """Whether something that the one holds became something that the other holds."""
        inside = {child.eid for child in self.target.children(right)}
        return any(self.found.target_of.get(child.eid) in inside for child in self.base.children(left))

    def is_repeated(self, provision: Provision, side: int) -> bool:
        """Whether a sibling says the same."""
        document = self.target if side else self.base
        counts = self._repeated[side].get(provision.parent)
        if counts is None:
            counts = Counter(map(content_of, document.children(provision.parent)))
            self._repeated[side][provision.parent] = counts
        return counts[content_of(provision)] > 1


def on_both_sides(left: Sequence[Provision], right: Sequence[Provision]) -> Set[str]:
    """eIds of what is said in the very same words on both sides."""
    equal = {content_of(p) for p in left} & {content_of(p) for p in right}
    return {p.eid for p in (*left, *right) if content_of(p) in equal} if equal else frozenset()


def content_of(provision: Provision) -> Content:
    """What a provision states: all but its number and its place."""
    return provision.kind, provision.status, provision.heading, provision.text, provision.cells
