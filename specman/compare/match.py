"""Pairing the provisions of two documents: a ladder from certain to likely.

1. same eId and same words; 2. same words elsewhere; 3. like words, scored, best first. What finds no partner was
added or removed. A pair outside the longest run that keeps its order, or under another parent, has moved.

The ladder matters: comparing everything with everything took 41 s for 7,000 provisions, the ladder 0.1 s.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from specman.compare.words import tokens
from specman.model.document import Document, Provision

LIKE = 62.0  # percent of likeness from which two provisions of the same kind may be one
LIKE_ELSEWHERE = 80.0  # and more where nothing else speaks for it: drafters re-use their sentences
LIKE_SAME_NUMBER = 40.0  # the same number is evidence of its own
SHORT = 24  # below this many characters words alone prove nothing
DENSE_LIMIT = 4_000_000  # pairs compared at most by all-against-all
KEYED = ("row", "definition", "table", "use-case", "service-request", "response", "component")
Pair = Callable[[Provision, Provision, str], None]


@dataclass
class Matching:
    """Pairs of eIds, each with its reason, and what is left on either side in document order."""

    target_of: dict[str, str] = field(default_factory=dict)
    reason: dict[str, str] = field(default_factory=dict)

    def put(self, base: str, target: str, reason: str) -> None:
        """Record a pair."""
        self.target_of[base] = target
        self.reason[base] = reason


def match(base: Document, target: Document) -> Matching:
    """Pair the provisions of two documents. Deterministic; each provision is in one pair at most."""
    found = Matching()
    found.put("", "", "the document")
    taken: set[str] = {""}

    def free(document: Document, done: Iterable[str]) -> list[Provision]:
        used = set(done)
        return [p for p in document.provisions if p.eid not in used]

    def pair(left: Provision, right: Provision, reason: str) -> None:
        found.put(left.eid, right.eid, reason)
        taken.add(right.eid)

    for left in base.provisions[1:]:
        right = target.by_eid.get(left.eid)
        if right is not None and right.eid not in taken and right.says_as(left):
            pair(left, right, "same number and words")
    _same_words(free(base, found.target_of), free(target, taken), base, target, found, pair)
    _structure(free(base, found.target_of), free(target, taken), base, target, found, pair)
    _stay_with_parents(base, target, found, taken)
    _like_words(free(base, found.target_of), free(target, taken), found, pair)
    # once more: a section whose heading was rewritten is known by its provisions, amended ones included
    _structure(free(base, found.target_of), free(target, taken), base, target, found, pair)
    return found


def _same_words(
    left: Sequence[Provision],
    right: Sequence[Provision],
    base: Document,
    target: Document,
    found: Matching,
    pair: Pair,
) -> None:
    """Equal words under another number: under the same parent first, then anywhere if they say enough."""
    by_digest: dict[tuple[str, str], list[Provision]] = {}
    for provision in right:
        by_digest.setdefault((provision.digest, provision.parent), []).append(provision)
    rest: list[Provision] = []
    for provision in left:
        parent = found.target_of.get(provision.parent, provision.parent)
        candidates = by_digest.get((provision.digest, parent))
        if candidates:
            pair(provision, candidates.pop(0), "same words, another number")
        else:
            rest.append(provision)
    anywhere: dict[str, list[Provision]] = {}
    for (digest, _), provisions in by_digest.items():
        anywhere.setdefault(digest, []).extend(provisions)
    order = target.position
    for provisions in anywhere.values():
        provisions.sort(key=lambda provision: order[provision.eid])
    del base
    for provision in rest:
        candidates = anywhere.get(provision.digest)
        if candidates and (len(provision.words) >= SHORT):
            pair(provision, candidates.pop(0), "same words elsewhere")


def _structure(
    left: Sequence[Provision],
    right: Sequence[Provision],
    base: Document,
    target: Document,
    found: Matching,
    pair: Pair,
) -> None:
    """Parents whose children were paired with each other are one provision, whatever their own words."""
    free_right = {provision.eid for provision in right}
    for provision in reversed(left):
        votes: dict[str, int] = {}
        children = base.children(provision.eid)
        for child in children:
            partner = found.target_of.get(child.eid)
            if partner is not None:
                parent = target.by_eid[partner].parent
                votes[parent] = votes.get(parent, 0) + 1
        if not votes:
            continue
        best = max(sorted(votes), key=lambda eid: votes[eid])
        same_number = target.by_eid[best].label == provision.label
        if (
            best in free_right
            and target.by_eid[best].kind == provision.kind
            and (votes[best] * 2 > len(children) or same_number)
        ):
            pair(provision, target.by_eid[best], "holds the same provisions")
            free_right.discard(best)


def _stay_with_parents(base: Document, target: Document, found: Matching, taken: set[str]) -> None:
    """Words that a document repeats ("Not used", "Fixed Fields") belong to what holds them, not to their number.

    A section taken out shifts all that are counted behind it, and equal words meet the wrong ones. Such pairs are
    undone where what holds them became something else, and made anew inside of that.
    """
    loose: dict[str, str] = {}
    says: Counter[tuple[object, ...]] | None = None
    for provision in base.provisions[1:]:  # what holds a provision comes before it
        right = found.target_of.get(provision.eid)
        if right is None:
            continue
        holder = None if provision.parent in loose else found.target_of.get(provision.parent)
        if holder == target.by_eid[right].parent:
            continue
        if says is None:
            says = Counter(map(_said, base.provisions))
            for said, count in Counter(map(_said, target.provisions)).items():
                says[said] = max(says[said], count)
        if says[_said(provision)] > 1:
            loose[provision.eid] = right
    if not loose:
        return
    reasons = {left: found.reason[left] for left in loose}
    for left, right in loose.items():
        del found.target_of[left], found.reason[left]
        taken.discard(right)
    inside: dict[tuple[str, tuple[object, ...]], list[Provision]] = {}
    for provision in target.provisions:
        if provision.eid not in taken:
            inside.setdefault((provision.parent, _said(provision)), []).append(provision)
    for provision in base.provisions:
        if provision.eid in found.target_of:
            continue
        candidates = inside.get((found.target_of.get(provision.parent, "no partner"), _said(provision)), [])
        if candidates:
            partner = min(candidates, key=lambda one: one.label != provision.label)
            candidates.remove(partner)
            found.put(provision.eid, partner.eid, "same words in the same place")
            taken.add(partner.eid)
    for left, right in loose.items():
        provision, holders = base.by_eid[left], (base.by_eid[left].parent, target.by_eid[right].parent)
        settled = holders[0] in found.target_of or holders[1] in taken
        if left not in found.target_of and right not in taken and (not settled or len(provision.words) >= SHORT):
            found.put(left, right, reasons[left])
            taken.add(right)


def _said(provision: Provision) -> tuple[object, ...]:
    return provision.kind, provision.status, provision.heading, provision.text, provision.cells


def _like_words(left: Sequence[Provision], right: Sequence[Provision], found: Matching, pair: Pair) -> None:
    scored: list[tuple[float, int, int]] = []
    by_kind: dict[str, tuple[list[int], list[int]]] = {}
    for place, provision in enumerate(left):
        by_kind.setdefault(provision.kind, ([], []))[0].append(place)
    for place, provision in enumerate(right):
        by_kind.setdefault(provision.kind, ([], []))[1].append(place)
    for lefts, rights in by_kind.values():
        numbered = {right[j].label: place for place, j in enumerate(rights)}
        sure = [numbered.get(left[i].label) for i in lefts]
        for i, j, score in _scores([left[i].words for i in lefts], [right[j].words for j in rights], sure):
            a, b = left[lefts[i]], right[rights[j]]
            same_number = a.label == b.label
            same_heading = bool(a.heading) and a.heading == b.heading
            if min(len(a.words), len(b.words)) < SHORT and not (same_number or same_heading):
                continue
            same_parent = found.target_of.get(a.parent, a.parent) == b.parent
            named = same_number or same_heading
            enough = LIKE_SAME_NUMBER if named else LIKE if same_parent else LIKE_ELSEWHERE
            if score >= enough:
                bonus = 12 * same_number + 12 * same_heading + 6 * same_parent
                scored.append((score + bonus, lefts[i], rights[j]))
    scored.sort(key=lambda row: (-row[0], row[1], row[2]))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, j in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            reason = "same number, like words" if left[i].label == right[j].label else "like words"
            pair(left[i], right[j], reason)
    by_label = {right[j].label: j for j in range(len(right)) if j not in used_right}
    for i, provision in enumerate(left):  # a row or a definition keeps its identity by its key alone
        if i not in used_left and provision.kind in KEYED:
            other = by_label.get(provision.label)
            if other is not None and right[other].kind == provision.kind:
                pair(provision, right[other], "same key")


def _scores(left: Sequence[str], right: Sequence[str], sure: Sequence[int | None]) -> Iterable[tuple[int, int, float]]:
    """Likeness of all pairs worth a look: every pair of a small residue, pairs that share rare words of a large one.

    Args:
        sure: for each left text, the right one of the same number, which is always looked at.
    """
    if not left or not right:
        return
    if len(left) * len(right) <= DENSE_LIMIT:
        for i, words in enumerate(left):
            hits = process.extract(words, right, scorer=fuzz.ratio, score_cutoff=LIKE_SAME_NUMBER, limit=8)
            yield from ((i, int(j), float(score)) for _, score, j in hits)
        return
    holders: dict[str, list[int]] = {}
    for j, words in enumerate(right):
        for token in set(tokens(words)):
            if len(token) > 3 or token[:1].isdigit():
                holders.setdefault(token, []).append(j)
    for i, words in enumerate(left):
        votes: dict[int, int] = {}
        rare = sorted({t for t in tokens(words) if t in holders}, key=lambda t: (len(holders[t]), t))[:12]
        for token in rare:
            for j in holders[token][:200]:
                votes[j] = votes.get(j, 0) + 1
        best = sorted(votes, key=lambda j: (-votes[j], j))[:8]
        same = sure[i]
        for j in best if same is None or same in best else [same, *best]:
            yield i, j, fuzz.ratio(words, right[j])


def in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Base positions of the longest run of pairs whose target positions rise (patience sorting, n log n).

    >>> sorted(in_order([(0, 5), (1, 1), (2, 2), (3, 3)]))
    [1, 2, 3]
    """
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs)
    for place, (_, target) in enumerate(ordered):
        spot = bisect.bisect_left(tails, target)
        before.append(tail_at[spot - 1] if spot else -1)
        if spot == len(tails):
            tails.append(target)
            tail_at.append(place)
        else:
            tails[spot] = target
            tail_at[spot] = place
    kept = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        kept.add(ordered[at][0])
        at = before[at]
    return kept


def moved(base: Document, target: Document, matching: Matching) -> set[str]:
    """Base eIds of paired provisions that stand elsewhere: under another parent, or out of order in their own."""
    elsewhere: set[str] = set()
    groups: dict[str, list[tuple[int, int, str]]] = {}
    for left, right in matching.target_of.items():
        if not left:
            continue
        parent = base.by_eid[left].parent
        if matching.target_of.get(parent) != target.by_eid[right].parent:
            elsewhere.add(left)
        else:
            groups.setdefault(parent, []).append((base.position[left], target.position[right], left))
    for rows in groups.values():
        kept = in_order([(a, b) for a, b, _ in rows])
        elsewhere |= {eid for position, _, eid in rows if position not in kept}
    return elsewhere


def inverted(matching: Matching) -> Mapping[str, str]:
    """Target eId to base eId."""
    return {target: base for base, target in matching.target_of.items()}
