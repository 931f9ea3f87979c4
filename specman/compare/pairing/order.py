"""Finds the pairs that kept their order, and those that moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from specman.compare.pairing import limits
from specman.compare.pairing.document_pairing import DocumentPairing
from specman.model.document import Document


def in_order(pairs: Sequence[tuple[int, int]], weights: Mapping[int, int] | None = None) -> set[int]:
    """Base positions of the longest run of pairs whose target positions rise (n log n).

    Args:
        weights: base position to weight; of runs of equal length the heaviest is taken.

    >>> sorted(in_order([(0, 5), (1, 1), (2, 2), (3, 3)]))
    [1, 2, 3]
    >>> in_order([(0, 2), (1, 1), (2, 0)], {1: 5})
    {1}
    """
    ordered = sorted(pairs)
    rank = {target: at for at, target in enumerate(sorted(target for _, target in ordered), 1)}
    best = [(0, 0, -1)] * (len(ordered) + 1)  # a tree of maxima over ranks: length, weight, last of the run
    before = []
    for place, (position, target) in enumerate(ordered):
        longest, at = (0, 0, -1), rank[target] - 1
        while at:
            longest = max(longest, best[at])
            at -= at & -at
        before.append(longest[2])
        weight = weights.get(position, 0) if weights else 0
        run = (longest[0] + 1, longest[1] + weight, place)
        at = rank[target]
        while at <= len(ordered):
            best[at] = max(best[at], run)
            at += at & -at
    kept, at = set(), len(ordered)
    longest = (0, 0, -1)
    while at:
        longest = max(longest, best[at])
        at -= at & -at
    last = longest[2]
    while last >= 0:
        kept.add(ordered[last][0])
        last = before[last]
    return kept


def moved(base: Document, target: Document, pairing: DocumentPairing) -> set[str]:
    """Base eIds of paired provisions that moved: to another parent, or out of order under their own."""
    elsewhere: set[str] = set()
    groups: dict[str, list[tuple[int, int, str]]] = {}
    for old, new in pairing.target_of.items():
        if not old:
            continue
        parent = base.by_eid[old].parent
        if pairing.target_of.get(parent) != target.by_eid[new].parent:
            elsewhere.add(old)
        else:
            groups.setdefault(parent, []).append((base.position[old], target.position[new], old))
    for rows in groups.values():
        if all(one[1] < following[1] for one, following in pairwise(sorted(rows))):
            continue  # most groups are in order
        kept = in_order([(a, b) for a, b, _ in rows], {a: _weight(base, target, a, b) for a, b, _ in rows})
        elsewhere |= {eid for position, _, eid in rows if position not in kept}
    return elsewhere


def _weight(base: Document, target: Document, old: int, new: int) -> int:
    """Weight of a pair as one that stayed while others moved: highest when it kept its number, then by its size."""
    before = base.provisions[old]
    kept = before.label == target.provisions[new].label
    return kept * limits.KEPT_NUMBER + len(before.words) + limits.CHILD * len(base.children(before.eid))
