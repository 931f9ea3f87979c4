"""Rungs for provisions that differ only in the numbers they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specman.compare.pairing import limits
from specman.compare.pairing.alike import (
    last_of_number,
)
from specman.compare.pairing.numbers import renumber_text, renumbered, shape, with_new_numbers
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
    """Pair short clauses ("See H4.2.") by what they cite, not by words that are equal by chance.

    Pairs of equal words under another number are removed when they cite a provision that was renumbered; those that
    find no better partner are paired again.
    """
    now = renumbered(pairs.base, pairs.target, pairs.found.target_of)
    loose = {
        p.eid: (pairs.found.target_of[p.eid], reason)
        for p in (pairs.base.provisions[1:] if now else ())
        if (reason := pairs.found.reason.get(p.eid, "")) in SAME_WORDS and renumber_text(p.words, now) != p.words
    }
    for base in loose:
        pairs.unpair(base)
    if loose:
        as_cited(pairs, pairs.unpaired_base(), pairs.unpaired_target(), now)
    for base, (target, reason) in loose.items():
        if base not in pairs.found.target_of and target not in pairs.taken:
            pairs.pair(pairs.base.by_eid[base], pairs.target.by_eid[target], reason)


def as_cited(pairs: OpenPairs, base: Sequence[Provision], target: Sequence[Provision], now: Mapping[str, str]) -> None:
    """Pair provisions whose words are equal once renumbered citations are replaced by the new numbers."""
    alike: dict[tuple[str, Content], tuple[list[Provision], list[Provision]]] = {}
    for provision in base:
        holder = pairs.found.target_of.get(provision.parent, provision.parent)
        alike.setdefault((holder, content_of(with_new_numbers(provision, now))), ([], []))[0].append(provision)
    for provision in target:
        alike.setdefault((provision.parent, content_of(provision)), ([], []))[1].append(provision)
    for bases, targets in alike.values():
        if len(bases) == len(targets):
            for a, b in zip(bases, targets, strict=True):
                pairs.pair(a, b, SAME_WORDS_CITING)


def but_for_numbers(pairs: OpenPairs) -> None:
    """Pair words that are equal except for numbers, and unique under their parent: most are renumbered citations."""
    base, target = pairs.unpaired_base(), pairs.unpaired_target()
    elsewhere = on_both_sides(base, target)
    alike: dict[tuple[str, tuple[str, ...]], tuple[list[Provision], list[Provision]]] = {}
    for side, provisions in enumerate((base, target)):
        for provision in provisions:
            holder = provision.parent if side else pairs.found.target_of.get(provision.parent, provision.parent)
            alike.setdefault((holder, shape(provision)), ([], []))[side].append(provision)
    several: tuple[list[Provision], list[Provision]] = ([], [])
    for bases, targets in alike.values():
        if not (bases and targets):
            continue
        a, b = bases[0], targets[0]
        if len(bases) + len(targets) > 2:
            several[0].extend(bases)
            several[1].extend(targets)
        elif (len(a.words) >= limits.SHORT or last_of_number(a) == last_of_number(b)) and not {
            a.eid,
            b.eid,
        } & elsewhere:
            pairs.pair(a, b, SAME_WORDS_BUT_NUMBERS)
    if several[0]:
        as_cited(pairs, *several, renumbered(pairs.base, pairs.target, pairs.found.target_of))
