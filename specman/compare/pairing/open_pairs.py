"""A pairing while it is made: the pairs so far, and the provisions without a partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from specman.compare.pairing.document_pairing import DocumentPairing
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
"""Reasons of pairs with the same words under another number."""
Content = tuple[object, ...]
"""The content of a provision, to be compared for equality."""


class OpenPairs:
    """The pairs found so far: each rung of the ladder adds pairs, or removes some."""

    def __init__(self, base: Document, target: Document) -> None:
        self.base, self.target = base, target
        self.found = DocumentPairing()
        self.found.put("", "", "the document")
        self.taken = {""}
        self._repeated: tuple[dict[str, Counter[Content]], dict[str, Counter[Content]]] = ({}, {})

    def pair(self, base: Provision, target: Provision, reason: str) -> None:
        self.found.put(base.eid, target.eid, reason)
        self.taken.add(target.eid)

    def unpair(self, base: str) -> None:
        """Remove the pair of a base provision."""
        self.taken.discard(self.found.target_of.pop(base))
        del self.found.reason[base]

    def unpaired_base(self) -> list[Provision]:
        """Base provisions without a partner, in document order."""
        used = self.found.target_of
        return [p for p in self.base.provisions if p.eid not in used]

    def unpaired_target(self) -> list[Provision]:
        """Target provisions without a partner, in document order."""
        used = self.taken
        return [p for p in self.target.provisions if p.eid not in used]

    def are_parents_paired(self, base: Provision, target: Provision) -> bool:
        """Whether the parents are paired, or, where the base one is not, have one eId."""
        return self.found.target_of.get(base.parent, base.parent) == target.parent

    def are_children_paired(self, base: str, target: str) -> bool:
        """Whether a child of the base provision is paired with a child of the target provision."""
        inside = {child.eid for child in self.target.children(target)}
        return any(self.found.target_of.get(child.eid) in inside for child in self.base.children(base))

    def is_repeated(self, provision: Provision, side: int) -> bool:
        """Whether a sibling has the same content; `side` is 0 for base and 1 for target."""
        document = self.target if side else self.base
        counts = self._repeated[side].get(provision.parent)
        if counts is None:
            counts = Counter(map(content_of, document.children(provision.parent)))
            self._repeated[side][provision.parent] = counts
        return counts[content_of(provision)] > 1


def on_both_sides(base: Sequence[Provision], target: Sequence[Provision]) -> Set[str]:
    """eIds of provisions whose content is also on the other side."""
    equal = {content_of(p) for p in base} & {content_of(p) for p in target}
    return {p.eid for p in (*base, *target) if content_of(p) in equal} if equal else frozenset()


def content_of(provision: Provision) -> Content:
    """The content of a provision: all but its number and its place."""
    return provision.kind, provision.status, provision.heading, provision.text, provision.cells
