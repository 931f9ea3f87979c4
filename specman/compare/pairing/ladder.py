"""Pairing the provisions of two documents: a ladder from certain to likely.

1. same eId and same words; 2. same words elsewhere; 3. a section that holds the same provisions; 4. rows and terms
whose key tells which they are, and the same words but for numbers; 5. like words, scored, best first; 6. what is left
of words that siblings repeat, in their order; 7. headings over the same provisions, and provisions that hold a part of
each other's words. What finds no partner was added or removed. A pair outside the longest run that keeps its order, or
under another parent, has moved.

The ladder matters: comparing everything with everything took 41 s for 7,000 provisions, the ladder 0.1 s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from specman.compare.pairing.alike import (
    LIKE_WORDS,
    SHORT,
    ended,
    is_cut,
    is_part,
    last_of_number,
    like_of_another_kind,
    like_pairs,
    part_pairs,
    would_be_known_elsewhere,
)
from specman.compare.pairing.matching import Matching
from specman.compare.pairing.numbers import followed, led, renumbered, shape
from specman.compare.pairing.order import in_order
from specman.compare.pairing.row_keys import same_keys
from specman.compare.words import align
from specman.model.document import Document, Provision

KEYED = ("row", "definition", "table", "use-case", "service-request", "response", "component")
NAMED = ("row", "definition")
WORDED = ("clause", "item", "closing")
SAME_KEY = "same key"
SAME_CONTENTS = "holds the same provisions"
SAME_NUMBER_PART = "same number, a part of its words"
SAME_WORDS_ELSEWHERE = "same words elsewhere"
SAME_WORDS_RENUMBERED = "same words, another number"
SAME_WORDS_IN_PLACE = "same words in the same place"
SAME_WORDS_BUT_NUMBERS = "same words but for numbers"
SAME_WORDS_CITING = "same words, citing the same"
SAME_WORDS = frozenset(
    (SAME_WORDS_ELSEWHERE, SAME_WORDS_RENUMBERED, SAME_WORDS_IN_PLACE, SAME_WORDS_BUT_NUMBERS, SAME_WORDS_CITING)
)
"""Reasons of pairs that say the same under other numbers."""
Said = tuple[object, ...]


def match(base: Document, target: Document) -> Matching:
    """Pair the provisions of two documents. Deterministic; each provision is in one pair at most."""
    ladder = _Ladder(base, target)
    ladder.same_place()
    ladder.same_words()
    ladder.structure()
    ladder.same_contents()
    ladder.stay_with_parents()
    ladder.follow_citations()
    ladder.named()
    ladder.but_for_numbers()
    ladder.cut_in_two()
    ladder.like_words()
    ladder.structure()  # once more: a section whose heading was rewritten is known by its provisions, amended ones too
    ladder.same_key()
    ladder.repeated()
    ladder.headings()
    ladder.same_number_parts()
    ladder.of_another_kind()
    ladder.parts()
    return ladder.found


class _Ladder:
    """One pairing in the making."""

    def __init__(self, base: Document, target: Document) -> None:
        self.base, self.target = base, target
        self.found = Matching()
        self.found.put("", "", "the document")
        self.taken = {""}
        self._repeated: tuple[dict[str, Counter[Said]], dict[str, Counter[Said]]] = ({}, {})

    def pair(self, left: Provision, right: Provision, reason: str) -> None:
        self.found.put(left.eid, right.eid, reason)
        self.taken.add(right.eid)

    def part(self, left: str) -> None:
        """Undo the pair of a base provision."""
        self.taken.discard(self.found.target_of.pop(left))
        del self.found.reason[left]

    def left(self) -> list[Provision]:
        """Base provisions without a partner, in document order."""
        used = self.found.target_of
        return [p for p in self.base.provisions if p.eid not in used]

    def right(self) -> list[Provision]:
        """Target provisions without a partner, in document order."""
        used = self.taken
        return [p for p in self.target.provisions if p.eid not in used]

    def holds(self, left: Provision, right: Provision) -> bool:
        """Whether what holds the one became what holds the other."""
        return self.found.target_of.get(left.parent, left.parent) == right.parent

    def share(self, left: str, right: str) -> bool:
        """Whether something that the one holds became something that the other holds."""
        inside = {child.eid for child in self.target.children(right)}
        return any(self.found.target_of.get(child.eid) in inside for child in self.base.children(left))

    # -- certain ---------------------------------------------------------------------------------------------------

    def same_place(self) -> None:
        """Same eId and same words.

        A lead-in that a sibling repeats ("The Panel shall:") is left for `structure`: what it holds tells which it is.
        """
        by_eid, taken = self.target.by_eid, self.taken
        for left in self.base.provisions[1:]:
            right = by_eid.get(left.eid)
            if right is None or right.eid in taken or not right.says_as(left):
                continue
            holds = self.base.children(left.eid) and self.target.children(right.eid)
            if not holds or not (self.is_repeated(left, 0) or self.is_repeated(right, 1)):
                self.pair(left, right, "same number and words")

    def same_words(self) -> None:
        """Equal words under another number: under the same parent first, then anywhere if they say enough.

        Words that siblings repeat are left for `repeated`: which of them is which, only their order tells.
        """
        right = self.right()
        inside: dict[tuple[str, str], list[Provision]] = {}
        for provision in right:
            inside.setdefault((provision.digest, provision.parent), []).append(provision)
        rest: list[Provision] = []
        for provision in self.left():
            parent = self.found.target_of.get(provision.parent, provision.parent)
            candidates = inside.get((provision.digest, parent))
            if not candidates:
                rest.append(provision)
            elif not (self.is_repeated(provision, 0) or self.is_repeated(candidates[0], 1)):
                self.pair(provision, candidates.pop(0), SAME_WORDS_RENUMBERED)
        anywhere: dict[str, list[Provision]] = {}
        for provision in right:
            if provision.eid not in self.taken and not self.is_repeated(provision, 1):
                anywhere.setdefault(provision.digest, []).append(provision)
        once = Counter(provision.digest for provision in rest)
        for provision in rest:
            candidates = anywhere.get(provision.digest)
            if not candidates:
                continue
            alone = once[provision.digest] == len(candidates) == 1
            if not alone and self.base.children(provision.eid):
                continue  # a lead-in that others repeat: what it holds tells which of them it is
            if alone or len(provision.words) >= SHORT:
                self.pair(provision, candidates.pop(0), SAME_WORDS_ELSEWHERE)

    def is_repeated(self, provision: Provision, side: int) -> bool:
        """Whether a sibling says the same."""
        document = self.target if side else self.base
        counts = self._repeated[side].get(provision.parent)
        if counts is None:
            counts = Counter(map(_said, document.children(provision.parent)))
            self._repeated[side][provision.parent] = counts
        return counts[_said(provision)] > 1

    # -- by what holds them, and what they hold --------------------------------------------------------------------

    def structure(self) -> None:
        """Parents whose children were paired with each other are one provision, whatever their own words."""
        left = self.left()
        numbered = {(p.kind, p.label): p for p in left}
        for provision in reversed(left):
            best, votes = self.named_by_children(provision)
            if not votes or best in self.taken:
                continue
            other = self.target.by_eid[best]
            if other.label != provision.label:
                held, holds = len(self.base.children(provision.eid)), len(self.target.children(best))
                if votes * 2 < held or (votes * 2 == held and votes * 2 <= holds):  # half is enough if it is most there
                    continue
                rival = numbered.get((other.kind, other.label))
                same, as_many = self.named_by_children(rival) if rival is not None else ("", 0)
                if same == best and as_many >= votes:
                    continue  # two were joined: the one that keeps its number goes on
            if other.kind == provision.kind:
                self.pair(provision, other, SAME_CONTENTS)

    def named_by_children(self, provision: Provision) -> tuple[str, int]:
        """The target eId that holds most of what a base provision held, and how much of it; "" and 0 for none."""
        votes: Counter[str] = Counter()
        for child in self.base.children(provision.eid):
            partner = self.found.target_of.get(child.eid)
            if partner is not None:
                votes[self.target.by_eid[partner].parent] += 1
        best = max(sorted(votes), key=votes.__getitem__, default="")
        return best, votes[best]

    def same_contents(self) -> None:
        """Parents most of whose children say the same, short as they may be, are one; and so are those children."""
        holders: dict[Said, list[str]] = {}
        for provision in self.right():
            for child in self.target.children(provision.eid):
                holders.setdefault(_said(child), []).append(provision.eid)
        if not holders:
            return
        for provision in self.left():
            children = self.base.children(provision.eid)
            votes = Counter(eid for child in children for eid in holders.get(_said(child), ())[:200])
            for eid, count in sorted(votes.items(), key=lambda item: (-item[1], self.target.position[item[0]])):
                other = self.target.by_eid[eid]
                most = max(len(children), len(self.target.children(eid)))
                if eid not in self.taken and other.kind == provision.kind and count * 2 > most:
                    self.pair(provision, other, SAME_CONTENTS)
                    self.siblings(provision.eid)
                    break

    def siblings(self, parent: str) -> None:
        """Children of a paired parent that say the same, in their order."""
        other = self.found.target_of[parent]
        sides = (self.base.children(parent), self.target.children(other))
        keys = [
            [
                ("pair", self.found.target_of.get(p.eid)) if p.eid in self.found.target_of else _said(p)
                for p in sides[0]
            ],
            [("pair", p.eid) if p.eid in self.taken else _said(p) for p in sides[1]],
        ]
        for equal, (a, b, c, d) in align(*keys):
            if equal:
                for left, right in zip(sides[0][a:b], sides[1][c:d], strict=True):
                    if left.eid not in self.found.target_of:
                        self.pair(left, right, SAME_WORDS_IN_PLACE)

    def stay_with_parents(self) -> None:
        """Words that a document repeats ("Not used", "Fixed Fields") belong to what holds them, not to their number.

        A section taken out shifts all that are counted behind it, and equal words meet the wrong ones. Such pairs are
        undone where what holds them became something else, and made anew inside of that.
        """
        found, by_eid = self.found, self.target.by_eid
        loose: dict[str, str] = {}
        says: Counter[Said] | None = None
        for provision in self.base.provisions[1:]:  # what holds a provision comes before it
            right = found.target_of.get(provision.eid)
            if right is None:
                continue
            holder = None if provision.parent in loose else found.target_of.get(provision.parent)
            if holder == by_eid[right].parent:
                continue
            if says is None:
                says = Counter(map(_said, self.base.provisions))
                for said, count in Counter(map(_said, self.target.provisions)).items():
                    says[said] = max(says[said], count)
            if says[_said(provision)] > 1 and found.reason[provision.eid] != SAME_CONTENTS:
                loose[provision.eid] = right
        if not loose:
            return
        reasons = {left: found.reason[left] for left in loose}
        for left in loose:
            self.part(left)
        inside: dict[tuple[str, Said], list[Provision]] = {}
        for provision in self.right():
            inside.setdefault((provision.parent, _said(provision)), []).append(provision)
        for provision in self.left():
            candidates = inside.get((found.target_of.get(provision.parent, "no partner"), _said(provision)), [])
            if candidates:
                partner = min(candidates, key=lambda one: one.label != provision.label)
                candidates.remove(partner)
                self.pair(provision, partner, SAME_WORDS_IN_PLACE)
        for left, right in loose.items():
            provision, holders = self.base.by_eid[left], (self.base.by_eid[left].parent, by_eid[right].parent)
            settled = holders[0] in found.target_of or holders[1] in self.taken
            if (
                left not in found.target_of
                and right not in self.taken
                and (not settled or len(provision.words) >= SHORT)
            ):
                self.pair(provision, by_eid[right], reasons[left])

    def follow_citations(self) -> None:
        """Clauses that differ in what they cite ("See H4.2.") go with it, not with words that happen to be equal now.

        Undone are pairs of equal words under other numbers that cite what is called otherwise; what finds nothing
        better is paired again.
        """
        now = renumbered(self.base, self.target, self.found.target_of)
        loose = {
            p.eid: (self.found.target_of[p.eid], reason)
            for p in (self.base.provisions[1:] if now else ())
            if (reason := self.found.reason.get(p.eid, "")) in SAME_WORDS and followed(p.words, now) != p.words
        }
        for left in loose:
            self.part(left)
        if loose:
            self.as_cited(self.left(), self.right(), now)
        for left, (right, reason) in loose.items():
            if left not in self.found.target_of and right not in self.taken:
                self.pair(self.base.by_eid[left], self.target.by_eid[right], reason)

    def as_cited(self, left: Sequence[Provision], right: Sequence[Provision], now: Mapping[str, str]) -> None:
        """Pair what says the same once its numbers are those that provisions have now."""
        alike: dict[tuple[str, Said], tuple[list[Provision], list[Provision]]] = {}
        for provision in left:
            holder = self.found.target_of.get(provision.parent, provision.parent)
            alike.setdefault((holder, _said(led(provision, now))), ([], []))[0].append(provision)
        for provision in right:
            alike.setdefault((provision.parent, _said(provision)), ([], []))[1].append(provision)
        for lefts, rights in alike.values():
            if len(lefts) == len(rights):
                for a, b in zip(lefts, rights, strict=True):
                    self.pair(a, b, SAME_WORDS_CITING)

    def named(self) -> None:
        """Rows of a table, and definitions of a list, whose keys tell which is which, whatever stands beside them."""
        for holder in dict.fromkeys(p.parent for p in self.left() if p.kind in NAMED):
            partner = self.found.target_of.get(holder, holder)
            if partner not in self.target.by_eid or (partner in self.taken and holder not in self.found.target_of):
                continue
            sides = [
                [p for p in document.children(eid) if p.kind in NAMED]
                for document, eid in ((self.base, holder), (self.target, partner))
            ]
            for left, right in same_keys(*sides):
                if left.kind == right.kind and left.eid not in self.found.target_of and right.eid not in self.taken:
                    self.pair(left, right, SAME_KEY)

    # -- likely ----------------------------------------------------------------------------------------------------

    def but_for_numbers(self) -> None:
        """The same words but for numbers, once on each side of what holds them: most are citations that followed."""
        left, right = self.left(), self.right()
        elsewhere = _on_both_sides(left, right)
        alike: dict[tuple[str, tuple[str, ...]], tuple[list[Provision], list[Provision]]] = {}
        for side, provisions in enumerate((left, right)):
            for provision in provisions:
                holder = provision.parent if side else self.found.target_of.get(provision.parent, provision.parent)
                alike.setdefault((holder, shape(provision)), ([], []))[side].append(provision)
        several: tuple[list[Provision], list[Provision]] = ([], [])
        for lefts, rights in alike.values():
            if not (lefts and rights):
                continue
            a, b = lefts[0], rights[0]
            if len(lefts) + len(rights) > 2:
                several[0].extend(lefts)
                several[1].extend(rights)
            elif (len(a.words) >= SHORT or last_of_number(a) == last_of_number(b)) and not {a.eid, b.eid} & elsewhere:
                self.pair(a, b, SAME_WORDS_BUT_NUMBERS)
        if several[0]:
            self.as_cited(*several, renumbered(self.base, self.target, self.found.target_of))

    def cut_in_two(self) -> None:
        """Of a provision cut in two, or of two made one, that goes on which keeps the number, small as it may be."""
        numbered = {(p.parent, p.kind, last_of_number(p)): p for p in reversed(self.right()) if p.num}
        for left in self.left():
            holder = self.found.target_of.get(left.parent, "no partner")
            right = numbered.get((holder, left.kind, last_of_number(left))) if left.num else None
            if right is None or right.eid in self.taken:
                continue
            after, before = self.target.beside(right, 1), self.base.beside(left, 1)
            is_split = after is not None and after.eid not in self.taken and is_cut(left, (right, after))
            is_joined = before is not None and before.eid not in self.found.target_of and is_cut(right, (left, before))
            if is_split or is_joined:
                self.pair(left, right, SAME_NUMBER_PART)

    def like_words(self) -> None:
        """Like words, best first; what stands elsewhere in the very same words is left to them."""
        left, right = self.left(), self.right()
        leads: list[tuple[Provision, Provision, str]] = []
        weak: dict[str, list[str]] = {}
        for a, b, reason in like_pairs(left, right, self.holds, _on_both_sides(left, right)):
            self.pair(a, b, reason)
            if reason == LIKE_WORDS and self.holds(a, b) and not would_be_known_elsewhere(a, b):
                weak.setdefault(a.parent, []).append(a.eid)
            if self.base.children(a.eid) or self.target.children(b.eid):
                leads.append((a, b, reason))
        for a, b, reason in leads:
            both = bool(self.base.children(a.eid) and self.target.children(b.eid))
            went_elsewhere = self.named_by_children(a)[0] not in ("", b.eid)
            if (went_elsewhere or (both and reason == LIKE_WORDS)) and not self.share(a.eid, b.eid):
                self.part(a.eid)  # drafters re-use their lead-ins
        for parent, eids in weak.items():
            self.stay_in_order(parent, eids)

    def stay_in_order(self, parent: str, weak: Sequence[str]) -> None:
        """Undo pairs alike enough to be one where they stand, and not enough to have moved among their siblings too."""
        holder = self.found.target_of.get(parent, parent)
        rows = [
            (self.base.position[child.eid], self.target.position[partner])
            for child in self.base.children(parent)
            if (partner := self.found.target_of.get(child.eid)) is not None
            and self.target.by_eid[partner].parent == holder
        ]
        places = {self.base.position[eid]: eid for eid in weak if eid in self.found.target_of}
        kept = in_order(rows, {position: position not in places for position, _ in rows})
        for position, eid in places.items():
            if position not in kept:
                self.part(eid)

    def same_key(self) -> None:
        """A row or a definition keeps its identity by its key alone; a term is the same when its meaning is."""
        right = self.right()
        by_label = {p.label: p for p in right}
        meanings: dict[tuple[str, str], list[Provision]] = {}
        for provision in right:
            if provision.kind == "definition" and provision.text:
                meanings.setdefault((provision.parent, provision.text), []).append(provision)
        for provision in self.left():
            if provision.kind not in KEYED:
                continue
            other = by_label.get(provision.label)
            if other is not None and other.kind == provision.kind and other.eid not in self.taken:
                self.pair(provision, other, SAME_KEY)
                continue
            parent = self.found.target_of.get(provision.parent, "")
            same = [p for p in meanings.get((parent, provision.text), ()) if p.eid not in self.taken]
            if provision.kind == "definition" and len(same) == 1:
                self.pair(provision, same[0], "same meaning of another term")

    def repeated(self) -> None:
        """Words that siblings repeat, as they stand in order among what is known."""
        waiting = {(p.parent, _said(p)) for p in self.right()}
        parents = {
            p.parent
            for p in self.left()
            if p.parent in self.found.target_of
            and (self.is_repeated(p, 0) or (self.found.target_of[p.parent], _said(p)) in waiting)
        }
        for parent in sorted(parents, key=self.base.position.__getitem__):
            for child in self.base.children(parent):
                partner = self.found.target_of.get(child.eid)
                if (
                    partner is not None
                    and self.is_repeated(child, 0)
                    and child.says_as(self.target.by_eid[partner])
                    and not self.share(child.eid, partner)
                ):
                    self.part(child.eid)
            self.siblings(parent)

    def headings(self) -> None:
        """Unnumbered headings that stand over the same provisions."""
        heads = {following: p.eid for p, following in _followed(self.target) if p.eid not in self.taken}
        for heading, following in _followed(self.base):
            partner = heads.get(self.found.target_of.get(following, "no partner"))
            if heading.eid not in self.found.target_of and partner is not None and partner not in self.taken:
                self.pair(heading, self.target.by_eid[partner], "stands over the same provisions")

    def of_another_kind(self) -> None:
        """Clauses that became items of a list, or the other way round: the same words but for their end, or like."""
        left, right = ([p for p in side if p.kind in WORDED and p.text] for side in (self.left(), self.right()))
        if not left or not right:
            return
        said: dict[str, list[Provision]] = {}
        for provision in right:
            said.setdefault(ended(provision.text).casefold(), []).append(provision)
        for provision in left:
            candidates = said.get(ended(provision.text).casefold(), [])
            if len(candidates) == 1 and len(provision.text) >= SHORT and candidates[0].kind != provision.kind:
                self.pair(provision, candidates.pop(), "same words of another kind")
        rest = ([p for p in left if p.eid not in self.found.target_of], [p for p in right if p.eid not in self.taken])
        for a, b in like_of_another_kind(*rest):
            self.pair(a, b, "like words of another kind")

    def same_number_parts(self) -> None:
        """What was split or joined: a provision goes on under its number."""
        waiting = {(p.parent, p.kind, last_of_number(p)): p for p in reversed(self.right()) if p.num}
        for left in self.left():
            parent = self.found.target_of.get(left.parent, "no partner")
            right = waiting.get((parent, left.kind, last_of_number(left))) if left.num else None
            if right is not None and right.eid not in self.taken and is_part(left, right):
                self.pair(left, right, SAME_NUMBER_PART)

    def parts(self) -> None:
        """What was split or joined and has another number: a provision goes on in what holds most of its words."""
        for left, right in part_pairs(self.left(), self.right()):
            self.pair(left, right, "holds a part of its words")


def _followed(document: Document) -> Iterator[tuple[Provision, str]]:
    """Unnumbered headings that stand over a provision, each with the eId of the sibling that follows it."""
    for holder in document.provisions:
        for heading, following in pairwise(document.children(holder.eid)):
            if heading.kind == "heading" and following.kind != "heading":
                yield heading, following.eid


def _on_both_sides(left: Sequence[Provision], right: Sequence[Provision]) -> Set[str]:
    """eIds of what is said in the very same words on both sides."""
    equal = {_said(p) for p in left} & {_said(p) for p in right}
    return {p.eid for p in (*left, *right) if _said(p) in equal} if equal else frozenset()


def _said(provision: Provision) -> Said:
    return provision.kind, provision.status, provision.heading, provision.text, provision.cells
