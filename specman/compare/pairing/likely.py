"""Rungs for like words, and for what was split, joined or turned into another kind."""

from __future__ import annotations

from collections.abc import Sequence

from specman.compare.pairing import limits
from specman.compare.pairing.alike import (
    LIKE_WORDS,
    ended,
    is_cut,
    is_part,
    last_of_number,
    like_of_another_kind,
    like_pairs,
    part_pairs,
    would_be_known_elsewhere,
)
from specman.compare.pairing.contents import named_by_children
from specman.compare.pairing.open_pairs import (
    SAME_NUMBER_PART,
    OpenPairs,
    on_both_sides,
)
from specman.compare.pairing.order import in_order
from specman.model.document import Provision

WORDED = ("clause", "item", "closing")


def cut_in_two(pairs: OpenPairs) -> None:
    """Of a provision cut in two, or of two made one, that goes on which keeps the number, small as it may be."""
    numbered = {(p.parent, p.kind, last_of_number(p)): p for p in reversed(pairs.right()) if p.num}
    for left in pairs.left():
        holder = pairs.found.target_of.get(left.parent, "no partner")
        right = numbered.get((holder, left.kind, last_of_number(left)))
        if right is None or right.eid in pairs.taken:
            continue
        after, before = pairs.target.beside(right, 1), pairs.base.beside(left, 1)
        is_split = after is not None and after.eid not in pairs.taken and is_cut(left, (right, after))
        is_joined = before is not None and before.eid not in pairs.found.target_of and is_cut(right, (left, before))
        if is_split or is_joined:
            pairs.pair(left, right, SAME_NUMBER_PART)


def like_words(pairs: OpenPairs) -> None:
    """Like words, best first; what stands elsewhere in the very same words is left to them."""
    left, right = pairs.left(), pairs.right()
    leads: list[tuple[Provision, Provision, str]] = []
    weak: dict[str, list[str]] = {}
    for a, b, reason in like_pairs(left, right, pairs.holds, on_both_sides(left, right)):
        pairs.pair(a, b, reason)
        if reason == LIKE_WORDS and pairs.holds(a, b) and not would_be_known_elsewhere(a, b):
            weak.setdefault(a.parent, []).append(a.eid)
        if pairs.base.children(a.eid):
            leads.append((a, b, reason))
    for a, b, reason in leads:
        both = bool(pairs.base.children(a.eid) and pairs.target.children(b.eid))
        went_elsewhere = named_by_children(pairs, a)[0] not in ("", b.eid)
        if (went_elsewhere or (both and reason == LIKE_WORDS)) and not pairs.share(a.eid, b.eid):
            pairs.undo(a.eid)  # drafters re-use their lead-ins
    for parent, eids in weak.items():
        stay_in_order(pairs, parent, eids)


def stay_in_order(pairs: OpenPairs, parent: str, weak: Sequence[str]) -> None:
    """Undo pairs alike enough to be one where they stand, and not enough to have moved among their siblings too."""
    holder = pairs.found.target_of.get(parent, parent)
    rows = [
        (pairs.base.position[child.eid], pairs.target.position[partner])
        for child in pairs.base.children(parent)
        if (partner := pairs.found.target_of.get(child.eid)) is not None
        and pairs.target.by_eid[partner].parent == holder
    ]
    places = {pairs.base.position[eid]: eid for eid in weak if eid in pairs.found.target_of}
    kept = in_order(rows, {position: position not in places for position, _ in rows})
    for position, eid in places.items():
        if position not in kept:
            pairs.undo(eid)


def same_number_parts(pairs: OpenPairs) -> None:
    """What was split or joined: a provision goes on under its number."""
    waiting = {(p.parent, p.kind, last_of_number(p)): p for p in reversed(pairs.right()) if p.num}
    for left in pairs.left():
        parent = pairs.found.target_of.get(left.parent, "no partner")
        right = waiting.get((parent, left.kind, last_of_number(left)))
        if right is not None and right.eid not in pairs.taken and is_part(left, right):
            pairs.pair(left, right, SAME_NUMBER_PART)


def of_another_kind(pairs: OpenPairs) -> None:
    """Clauses that became items of a list, or the other way round: the same words but for their end, or like."""
    left, right = ([p for p in side if p.kind in WORDED and p.text] for side in (pairs.left(), pairs.right()))
    if not left or not right:
        return
    said: dict[str, list[Provision]] = {}
    for provision in right:
        said.setdefault(ended(provision.text).casefold(), []).append(provision)
    for provision in left:
        candidates = said.get(ended(provision.text).casefold(), [])
        if len(candidates) == 1 and len(provision.text) >= limits.SHORT and candidates[0].kind != provision.kind:
            pairs.pair(provision, candidates.pop(), "same words of another kind")
    rest = ([p for p in left if p.eid not in pairs.found.target_of], [p for p in right if p.eid not in pairs.taken])
    for a, b in like_of_another_kind(*rest):
        pairs.pair(a, b, "like words of another kind")


def parts(pairs: OpenPairs) -> None:
    """What was split or joined and has another number: a provision goes on in what holds most of its words."""
    for left, right in part_pairs(pairs.left(), pairs.right()):
        pairs.pair(left, right, "holds a part of its words")
