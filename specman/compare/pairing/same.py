"""Rungs for equal words: in their place, under another number, and repeated among siblings."""

from __future__ import annotations

from collections import Counter

from specman.compare.pairing import limits
from specman.compare.pairing.open_pairs import (
    SAME_WORDS_ELSEWHERE,
    SAME_WORDS_IN_PLACE,
    SAME_WORDS_RENUMBERED,
    OpenPairs,
    content_of,
)
from specman.compare.words import align
from specman.model.document import Provision


def same_place(pairs: OpenPairs) -> None:
    """Same eId and same words.

    A lead-in that a sibling repeats ("The Panel shall:") is left for `structure`: what it holds tells which it is.
    """
    by_eid, taken = pairs.target.by_eid, pairs.taken
    for left in pairs.base.provisions[1:]:
        right = by_eid.get(left.eid)
        if right is None or right.eid in taken or not right.says_as(left):
            continue
        holds = pairs.base.children(left.eid) and pairs.target.children(right.eid)
        if not holds or not (pairs.is_repeated(left, 0) or pairs.is_repeated(right, 1)):
            pairs.pair(left, right, "same number and words")


def same_words(pairs: OpenPairs) -> None:
    """Equal words under another number: under the same parent first, then anywhere if they say enough.

    Words that siblings repeat are left for `repeated`: which of them is which, only their order tells.
    """
    right = pairs.right()
    inside: dict[tuple[str, str], list[Provision]] = {}
    for provision in right:
        inside.setdefault((provision.digest, provision.parent), []).append(provision)
    rest: list[Provision] = []
    for provision in pairs.left():
        parent = pairs.found.target_of.get(provision.parent, provision.parent)
        candidates = inside.get((provision.digest, parent))
        if not candidates:
            rest.append(provision)
        elif not (pairs.is_repeated(provision, 0) or pairs.is_repeated(candidates[0], 1)):
            pairs.pair(provision, candidates.pop(0), SAME_WORDS_RENUMBERED)
    anywhere: dict[str, list[Provision]] = {}
    for provision in right:
        if provision.eid not in pairs.taken and not pairs.is_repeated(provision, 1):
            anywhere.setdefault(provision.digest, []).append(provision)
    once = Counter(provision.digest for provision in rest)
    for provision in rest:
        candidates = anywhere.get(provision.digest)
        if not candidates:
            continue
        alone = once[provision.digest] == len(candidates) == 1
        if not alone and pairs.base.children(provision.eid):
            continue  # a lead-in that others repeat: what it holds tells which of them it is
        if alone or len(provision.words) >= limits.SHORT:
            pairs.pair(provision, candidates.pop(0), SAME_WORDS_ELSEWHERE)


def repeated(pairs: OpenPairs) -> None:
    """Words that siblings repeat, as they stand in order among what is known."""
    waiting = {(p.parent, content_of(p)) for p in pairs.right()}
    parents = {
        p.parent
        for p in pairs.left()
        if p.parent in pairs.found.target_of
        and (pairs.is_repeated(p, 0) or (pairs.found.target_of[p.parent], content_of(p)) in waiting)
    }
    for parent in sorted(parents, key=pairs.base.position.__getitem__):
        for child in pairs.base.children(parent):
            partner = pairs.found.target_of.get(child.eid)
            if (
                partner is not None
                and pairs.is_repeated(child, 0)
                and child.says_as(pairs.target.by_eid[partner])
                and not pairs.share(child.eid, partner)
            ):
                pairs.undo(child.eid)
        siblings(pairs, parent)


def siblings(pairs: OpenPairs, parent: str) -> None:
    """Children of a paired parent that say the same, in their order."""
    other = pairs.found.target_of[parent]
    sides = (pairs.base.children(parent), pairs.target.children(other))
    keys = [
        [
            ("pair", pairs.found.target_of.get(p.eid)) if p.eid in pairs.found.target_of else content_of(p)
            for p in sides[0]
        ],
        [("pair", p.eid) if p.eid in pairs.taken else content_of(p) for p in sides[1]],
    ]
    for equal, (a, b, c, d) in align(*keys):
        if equal:
            for left, right in zip(sides[0][a:b], sides[1][c:d], strict=True):
                if left.eid not in pairs.found.target_of:
                    pairs.pair(left, right, SAME_WORDS_IN_PLACE)
