"""Rungs for words that differ in the numbers they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specman.compare.pairing import limits
from specman.compare.pairing.alike import (
    last_of_number,
)
from specman.compare.pairing.numbers import followed, led, renumbered, shape
from specman.compare.pairing.open_pairs import (
    SAME_WORDS,
    SAME_WORDS_BUT_NUMBERS,
    SAME_WORDS_CITING,
    Content,
    OpenPairs,
    content_of,
    on_both_sides,
)
from specman.model.document import Provision


def follow_citations(pairs: OpenPairs) -> None:
    """Clauses that differ in what they cite ("See H4.2.") go with it, not with words that happen to be equal now.

    Undone are pairs of equal words under other numbers that cite what is called otherwise; what finds nothing
    better is paired again.
    """
    now = renumbered(pairs.base, pairs.target, pairs.found.target_of)
    loose = {
        p.eid: (pairs.found.target_of[p.eid], reason)
        for p in (pairs.base.provisions[1:] if now else ())
        if (reason := pairs.found.reason.get(p.eid, "")) in SAME_WORDS and followed(p.words, now) != p.words
    }
    for left in loose:
        pairs.undo(left)
    if loose:
        as_cited(pairs, pairs.left(), pairs.right(), now)
    for left, (right, reason) in loose.items():
        if left not in pairs.found.target_of and right not in pairs.taken:
            pairs.pair(pairs.base.by_eid[left], pairs.target.by_eid[right], reason)


def as_cited(pairs: OpenPairs, left: Sequence[Provision], right: Sequence[Provision], now: Mapping[str, str]) -> None:
    """Pair what says the same once its numbers are those that provisions have now."""
    alike: dict[tuple[str, Content], tuple[list[Provision], list[Provision]]] = {}
    for provision in left:
        holder = pairs.found.target_of.get(provision.parent, provision.parent)
        alike.setdefault((holder, content_of(led(provision, now))), ([], []))[0].append(provision)
    for provision in right:
        alike.setdefault((provision.parent, content_of(provision)), ([], []))[1].append(provision)
    for lefts, rights in alike.values():
        if len(lefts) == len(rights):
            for a, b in zip(lefts, rights, strict=True):
                pairs.pair(a, b, SAME_WORDS_CITING)


def but_for_numbers(pairs: OpenPairs) -> None:
    """The same words but for numbers, once on each side of what holds them: most are citations that followed."""
    left, right = pairs.left(), pairs.right()
    elsewhere = on_both_sides(left, right)
    alike: dict[tuple[str, tuple[str, ...]], tuple[list[Provision], list[Provision]]] = {}
    for side, provisions in enumerate((left, right)):
        for provision in provisions:
            holder = provision.parent if side else pairs.found.target_of.get(provision.parent, provision.parent)
            alike.setdefault((holder, shape(provision)), ([], []))[side].append(provision)
    several: tuple[list[Provision], list[Provision]] = ([], [])
    for lefts, rights in alike.values():
        if not (lefts and rights):
            continue
        a, b = lefts[0], rights[0]
        if len(lefts) + len(rights) > 2:
            several[0].extend(lefts)
            several[1].extend(rights)
        elif (len(a.words) >= limits.SHORT or last_of_number(a) == last_of_number(b)) and not {
            a.eid,
            b.eid,
        } & elsewhere:
            pairs.pair(a, b, SAME_WORDS_BUT_NUMBERS)
    if several[0]:
        as_cited(pairs, *several, renumbered(pairs.base, pairs.target, pairs.found.target_of))
