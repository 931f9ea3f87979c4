"""Rungs that pair parents by their children, and children by their parents."""

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
    """Pair parents whose children are paired with each other, whatever their own words."""
    base = pairs.unpaired_base()
    numbered = {(p.kind, p.label): p for p in base}
    for provision in reversed(base):
        best, votes = named_by_children(pairs, provision)
        if not votes or best in pairs.taken:
            continue
        other = pairs.target.by_eid[best]
        if other.label != provision.label:
            held, holds = len(pairs.base.children(provision.eid)), len(pairs.target.children(best))
            if votes * 2 < held or (
                votes * 2 == held and votes * 2 <= holds
            ):  # half is enough if it is most of the children there
                continue
            rival = numbered.get((other.kind, other.label))
            same, as_many = named_by_children(pairs, rival) if rival is not None else ("", 0)
            if same == best and as_many >= votes:
                continue  # two were joined: the one that keeps its number is the partner
        if other.kind == provision.kind:
            pairs.pair(provision, other, SAME_CONTENTS)


def named_by_children(pairs: OpenPairs, provision: Provision) -> tuple[str, int]:
    """The target parent of most children of a base provision, and of how many; "" and 0 for none."""
    votes: Counter[str] = Counter()
    for child in pairs.base.children(provision.eid):
        partner = pairs.found.target_of.get(child.eid)
        if partner is not None:
            votes[pairs.target.by_eid[partner].parent] += 1
    best = max(sorted(votes), key=votes.__getitem__, default="")
    return best, votes[best]


def same_contents(pairs: OpenPairs) -> None:
    """Pair parents most of whose children are equal, however short, and pair those children."""
    holders: dict[Content, list[str]] = {}
    for provision in pairs.unpaired_target():
        for child in pairs.target.children(provision.eid):
            holders.setdefault(content_of(child), []).append(provision.eid)
    if not holders:
        return
    for provision in pairs.unpaired_base():
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
    """Pair words that a document repeats ("Not used", "Fixed Fields") under their own parent, not by their number.

    A deleted section changes the numbers of all that follow it, and earlier rungs pair repeated words of different
    sections. Such pairs are removed where their parents are not paired with each other, and looked for again under
    the paired parent.
    """
    found, by_eid = pairs.found, pairs.target.by_eid
    loose: dict[str, str] = {}
    counts: Counter[Content] | None = None
    for provision in pairs.base.provisions[1:]:  # parents come before children
        target = found.target_of.get(provision.eid)
        if target is None:
            continue
        holder = None if provision.parent in loose else found.target_of.get(provision.parent)
        if holder == by_eid[target].parent:
            continue
        if counts is None:
            counts = Counter(map(content_of, pairs.base.provisions))
            for content, count in Counter(map(content_of, pairs.target.provisions)).items():
                counts[content] = max(counts[content], count)
        if counts[content_of(provision)] > 1 and found.reason[provision.eid] != SAME_CONTENTS:
            loose[provision.eid] = target
    if not loose:
        return
    reasons = {base: found.reason[base] for base in loose}
    for base in loose:
        pairs.unpair(base)
    inside: dict[tuple[str, Content], list[Provision]] = {}
    for provision in pairs.unpaired_target():
        inside.setdefault((provision.parent, content_of(provision)), []).append(provision)
    for provision in pairs.unpaired_base():
        candidates = inside.get((found.target_of.get(provision.parent, "no partner"), content_of(provision)), [])
        if candidates:
            partner = min(candidates, key=lambda one: one.label != provision.label)
            candidates.remove(partner)
            pairs.pair(provision, partner, SAME_WORDS_IN_PLACE)
    for base, target in loose.items():
        provision, holders = pairs.base.by_eid[base], (pairs.base.by_eid[base].parent, by_eid[target].parent)
        settled = holders[0] in found.target_of or holders[1] in pairs.taken
        if (
            base not in found.target_of
            and target not in pairs.taken
            and (not settled or len(provision.words) >= limits.SHORT)
        ):
            pairs.pair(provision, by_eid[target], reasons[base])


def headings(pairs: OpenPairs) -> None:
    """Unnumbered headings above the same provisions."""
    heads = {following: p.eid for p, following in _headings(pairs.target) if p.eid not in pairs.taken}
    for heading, following in _headings(pairs.base):
        partner = heads.get(pairs.found.target_of.get(following, "no partner"))
        if heading.eid not in pairs.found.target_of and partner is not None and partner not in pairs.taken:
            pairs.pair(heading, pairs.target.by_eid[partner], "stands over the same provisions")


def _headings(document: Document) -> Iterator[tuple[Provision, str]]:
    """Unnumbered headings directly above a provision, each with that provision's eId."""
    for holder in document.provisions:
        for heading, following in pairwise(document.children(holder.eid)):
            if heading.kind == "heading" and following.kind != "heading":
                yield heading, following.eid
