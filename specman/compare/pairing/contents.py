"""Rungs for what holds a provision and what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from specman.compare.pairing import limits
from specman.compare.pairing.open_pairs import (
    SAME_CONTENTS,
    SAME_WORDS_IN_PLACE,
    Content,
    OpenPairs,
    content_of,
)
from specman.compare.pairing.same import siblings
from specman.model.document import Document, Provision


def structure(pairs: OpenPairs) -> None:
    """Parents whose children were paired with each other are one provision, whatever their own words."""
    left = pairs.left()
    numbered = {(p.kind, p.label): p for p in left}
    for provision in reversed(left):
        best, votes = named_by_children(pairs, provision)
        if not votes or best in pairs.taken:
            continue
        other = pairs.target.by_eid[best]
        if other.label != provision.label:
            held, holds = len(pairs.base.children(provision.eid)), len(pairs.target.children(best))
            if votes * 2 < held or (votes * 2 == held and votes * 2 <= holds):  # half is enough if it is most there
                continue
            rival = numbered.get((other.kind, other.label))
            same, as_many = named_by_children(pairs, rival) if rival is not None else ("", 0)
            if same == best and as_many >= votes:
                continue  # two were joined: the one that keeps its number goes on
        if other.kind == provision.kind:
            pairs.pair(provision, other, SAME_CONTENTS)


def named_by_children(pairs: OpenPairs, provision: Provision) -> tuple[str, int]:
    """The target eId that holds most of what a base provision held, and how much of it; "" and 0 for none."""
    votes: Counter[str] = Counter()
    for child in pairs.base.children(provision.eid):
        partner = pairs.found.target_of.get(child.eid)
        if partner is not None:
            votes[pairs.target.by_eid[partner].parent] += 1
    best = max(sorted(votes), key=votes.__getitem__, default="")
    return best, votes[best]


def same_contents(pairs: OpenPairs) -> None:
    """Parents most of whose children say the same, short as they may be, are one; and so are those children."""
    holders: dict[Content, list[str]] = {}
    for provision in pairs.right():
        for child in pairs.target.children(provision.eid):
            holders.setdefault(content_of(child), []).append(provision.eid)
    if not holders:
        return
    for provision in pairs.left():
        children = pairs.base.children(provision.eid)
        votes = Counter(
            eid for child in children for eid in holders.get(content_of(child), ())[: limits.HOLDERS_OF_CHILD]
        )
        for eid, count in sorted(votes.items(), key=lambda item: (-item[1], pairs.target.position[item[0]])):
            other = pairs.target.by_eid[eid]
            most = max(len(children), len(pairs.target.children(eid)))
            if eid not in pairs.taken and other.kind == provision.kind and count * 2 > most:
                pairs.pair(provision, other, SAME_CONTENTS)
                siblings(pairs, provision.eid)
                break


def stay_with_parents(pairs: OpenPairs) -> None:
    """Words that a document repeats ("Not used", "Fixed Fields") belong to what holds them, not to their number.

    A section taken out shifts all that are counted behind it, and equal words meet the wrong ones. Such pairs are
    undone where what holds them became something else, and made anew inside of that.
    """
    found, by_eid = pairs.found, pairs.target.by_eid
    loose: dict[str, str] = {}
    says: Counter[Content] | None = None
    for provision in pairs.base.provisions[1:]:  # what holds a provision comes before it
        right = found.target_of.get(provision.eid)
        if right is None:
            continue
        holder = None if provision.parent in loose else found.target_of.get(provision.parent)
        if holder == by_eid[right].parent:
            continue
        if says is None:
            says = Counter(map(content_of, pairs.base.provisions))
            for said, count in Counter(map(content_of, pairs.target.provisions)).items():
                says[said] = max(says[said], count)
        if says[content_of(provision)] > 1 and found.reason[provision.eid] != SAME_CONTENTS:
            loose[provision.eid] = right
    if not loose:
        return
    reasons = {left: found.reason[left] for left in loose}
    for left in loose:
        pairs.undo(left)
    inside: dict[tuple[str, Content], list[Provision]] = {}
    for provision in pairs.right():
        inside.setdefault((provision.parent, content_of(provision)), []).append(provision)
    for provision in pairs.left():
        candidates = inside.get((found.target_of.get(provision.parent, "no partner"), content_of(provision)), [])
        if candidates:
            partner = min(candidates, key=lambda one: one.label != provision.label)
            candidates.remove(partner)
            pairs.pair(provision, partner, SAME_WORDS_IN_PLACE)
    for left, right in loose.items():
        provision, holders = pairs.base.by_eid[left], (pairs.base.by_eid[left].parent, by_eid[right].parent)
        settled = holders[0] in found.target_of or holders[1] in pairs.taken
        if (
            left not in found.target_of
            and right not in pairs.taken
            and (not settled or len(provision.words) >= limits.SHORT)
        ):
            pairs.pair(provision, by_eid[right], reasons[left])


def headings(pairs: OpenPairs) -> None:
    """Unnumbered headings that stand over the same provisions."""
    heads = {following: p.eid for p, following in _followed(pairs.target) if p.eid not in pairs.taken}
    for heading, following in _followed(pairs.base):
        partner = heads.get(pairs.found.target_of.get(following, "no partner"))
        if heading.eid not in pairs.found.target_of and partner is not None and partner not in pairs.taken:
            pairs.pair(heading, pairs.target.by_eid[partner], "stands over the same provisions")


def _followed(document: Document) -> Iterator[tuple[Provision, str]]:
    """Unnumbered headings that stand over a provision, each with the eId of the sibling that follows it."""
    for holder in document.provisions:
        for heading, following in pairwise(document.children(holder.eid)):
            if heading.kind == "heading" and following.kind != "heading":
                yield heading, following.eid
