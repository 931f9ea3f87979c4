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

    A lead-in that a sibling repeats ("The Panel shall:") is left for `structure`, which pairs it by its children.
    """
    by_eid, taken = pairs.target.by_eid, pairs.taken
    for base in pairs.base.provisions[1:]:
        target = by_eid.get(base.eid)
        if target is None or target.eid in taken or not target.has_same_content(base):
            continue
        holds = pairs.base.children(base.eid) and pairs.target.children(target.eid)
        if not holds or not (pairs.is_repeated(base, 0) or pairs.is_repeated(target, 1)):
            pairs.pair(base, target, "same number and words")


def same_words(pairs: OpenPairs) -> None:
    """Equal words under another number: under the same parent first, then anywhere if they are long enough or unique.

    Words that siblings repeat are left for `repeated`, which pairs them by their order.
    """
    target = pairs.unpaired_target()
    inside: dict[tuple[str, str], list[Provision]] = {}
    for provision in target:
        inside.setdefault((provision.digest, provision.parent), []).append(provision)
    rest: list[Provision] = []
    for provision in pairs.unpaired_base():
        parent = pairs.found.target_of.get(provision.parent, provision.parent)
        candidates = inside.get((provision.digest, parent))
        if not candidates:
            rest.append(provision)
        elif not (pairs.is_repeated(provision, 0) or pairs.is_repeated(candidates[0], 1)):
            pairs.pair(provision, candidates.pop(0), SAME_WORDS_RENUMBERED)
    anywhere: dict[str, list[Provision]] = {}
    for provision in target:
        if provision.eid not in pairs.taken and not pairs.is_repeated(provision, 1):
            anywhere.setdefault(provision.digest, []).append(provision)
    once = Counter(provision.digest for provision in rest)
    for provision in rest:
        candidates = anywhere.get(provision.digest)
        if not candidates:
            continue
        alone = once[provision.digest] == len(candidates) == 1
        if not alone and pairs.base.children(provision.eid):
            continue  # a lead-in that others repeat: `structure` pairs it by its children
        if alone or len(provision.words) >= limits.SHORT:
            pairs.pair(provision, candidates.pop(0), SAME_WORDS_ELSEWHERE)


def repeated(pairs: OpenPairs) -> None:
    """Words that siblings repeat, in their order among the siblings already paired."""
    waiting = {(p.parent, content_of(p)) for p in pairs.unpaired_target()}
    parents = {
        p.parent
        for p in pairs.unpaired_base()
        if p.parent in pairs.found.target_of
        and (pairs.is_repeated(p, 0) or (pairs.found.target_of[p.parent], content_of(p)) in waiting)
    }
    for parent in sorted(parents, key=pairs.base.position.__getitem__):
        for child in pairs.base.children(parent):
            partner = pairs.found.target_of.get(child.eid)
            if (
                partner is not None
                and pairs.is_repeated(child, 0)
                and child.has_same_content(pairs.target.by_eid[partner])
                and not pairs.are_children_paired(child.eid, partner)
            ):
                pairs.unpair(child.eid)
        siblings(pairs, parent)


def siblings(pairs: OpenPairs, parent: str) -> None:
    """Pair the equal children of a paired parent, in their order."""
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
            for base, target in zip(sides[0][a:b], sides[1][c:d], strict=True):
                if base.eid not in pairs.found.target_of:
                    pairs.pair(base, target, SAME_WORDS_IN_PLACE)
