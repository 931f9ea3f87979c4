"""Rungs for like words, and for provisions that were split, joined or became another kind."""

from __future__ import annotations

from collections.abc import Sequence

from specman.compare.pairing import limits
from specman.compare.pairing.alike import (
    LIKE_WORDS,
    is_cut,
    is_part,
    last_of_number,
    like_of_another_kind,
    like_pairs,
    part_pairs,
    without_ending,
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
    """A provision cut in two, or two joined into one: the part that keeps the number is its partner, however short."""
    numbered = {(p.parent, p.kind, last_of_number(p)): p for p in reversed(pairs.unpaired_target()) if p.num}
    for base in pairs.unpaired_base():
        holder = pairs.found.target_of.get(base.parent, "no partner")
        target = numbered.get((holder, base.kind, last_of_number(base)))
        if target is None or target.eid in pairs.taken:
            continue
        after, before = pairs.target.sibling(target, 1), pairs.base.sibling(base, 1)
        is_split = after is not None and after.eid not in pairs.taken and is_cut(base, (target, after))
        is_joined = before is not None and before.eid not in pairs.found.target_of and is_cut(target, (base, before))
        if is_split or is_joined:
            pairs.pair(base, target, SAME_NUMBER_PART)


def like_words(pairs: OpenPairs) -> None:
    """Like words, best first; a provision with equal words elsewhere is not paired with merely like ones there."""
    base, target = pairs.unpaired_base(), pairs.unpaired_target()
    leads: list[tuple[Provision, Provision, str]] = []
    weak: dict[str, list[str]] = {}
    for a, b, reason in like_pairs(base, target, pairs.are_parents_paired, on_both_sides(base, target)):
        pairs.pair(a, b, reason)
        if reason == LIKE_WORDS and pairs.are_parents_paired(a, b) and not would_be_known_elsewhere(a, b):
            weak.setdefault(a.parent, []).append(a.eid)
        if pairs.base.children(a.eid):
            leads.append((a, b, reason))
    for a, b, reason in leads:
        both = bool(pairs.base.children(a.eid) and pairs.target.children(b.eid))
        went_elsewhere = named_by_children(pairs, a)[0] not in ("", b.eid)
        if (went_elsewhere or (both and reason == LIKE_WORDS)) and not pairs.are_children_paired(a.eid, b.eid):
            pairs.unpair(a.eid)  # drafters re-use their lead-ins
    for parent, eids in weak.items():
        stay_in_order(pairs, parent, eids)


def stay_in_order(pairs: OpenPairs, parent: str, weak: Sequence[str]) -> None:
    """Remove pairs that are alike enough in one place, but not enough to have also moved among their siblings."""
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
            pairs.unpair(eid)


def same_number_parts(pairs: OpenPairs) -> None:
    """Provisions that were split or joined, where one part keeps the number."""
    waiting = {(p.parent, p.kind, last_of_number(p)): p for p in reversed(pairs.unpaired_target()) if p.num}
    for base in pairs.unpaired_base():
        parent = pairs.found.target_of.get(base.parent, "no partner")
        target = waiting.get((parent, base.kind, last_of_number(base)))
        if target is not None and target.eid not in pairs.taken and is_part(base, target):
            pairs.pair(base, target, SAME_NUMBER_PART)


def of_another_kind(pairs: OpenPairs) -> None:
    """Clauses that became items of a list, or the reverse: the same words except for their end, or like words."""
    base, target = (
        [p for p in side if p.kind in WORDED and p.text] for side in (pairs.unpaired_base(), pairs.unpaired_target())
    )
    if not base or not target:
        return
    by_text: dict[str, list[Provision]] = {}
    for provision in target:
        by_text.setdefault(without_ending(provision.text).casefold(), []).append(provision)
    for provision in base:
        candidates = by_text.get(without_ending(provision.text).casefold(), [])
        if len(candidates) == 1 and len(provision.text) >= limits.SHORT and candidates[0].kind != provision.kind:
            pairs.pair(provision, candidates.pop(), "same words of another kind")
    rest = ([p for p in base if p.eid not in pairs.found.target_of], [p for p in target if p.eid not in pairs.taken])
    for a, b in like_of_another_kind(*rest):
        pairs.pair(a, b, "like words of another kind")


def parts(pairs: OpenPairs) -> None:
    """Provisions that were split or joined under another number: paired with the part that has most of the words."""
    for base, target in part_pairs(pairs.unpaired_base(), pairs.unpaired_target()):
        pairs.pair(base, target, "holds a part of its words")
