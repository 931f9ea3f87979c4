"""Three-way merge: what two people changed in one document, merged provision by provision.

Provisions of both sides are paired with the base as in a comparison, so that one side may renumber what the other
amends. Number, heading, words, cells, status and place are merged separately; words that both sides changed are
merged word by word, with their emphasis, where their changes do not touch. What cannot be merged is a conflict: both
readings are kept in the text between markers, and reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from specman.compare.numbering import numbered_anew
from specman.compare.pairing.ladder import pair_provisions
from specman.compare.words import align, tokens
from specman.model.document import BETWEEN, OURS, THEIRS, Document, Mark, Provision, Status
from specman.model.release import ConflictKind, MergeConflict


@dataclass(frozen=True)
class Merged:
    """The merged provisions in document order. Their eIds and parents are only valid here: the caller makes new eIds.

    Attributes:
        sides: merged eId to the eId of the provision on each side, None where that side has it not, so that references
            to it can be changed. The merged eId of a provision of the base is its eId there.
    """

    provisions: tuple[Provision, ...]
    conflicts: tuple[MergeConflict, ...]
    sides: Mapping[str, tuple[str | None, str | None]]


def merge(base: Document, ours: Document, theirs: Document, *, renumber: bool = False) -> Merged:
    """Merge the changes of `ours` and `theirs` to their common base.

    Args:
        renumber: number siblings anew that every document numbers one after another. The caller sees to what cites
        them.
    """
    return _Merger(base, ours, theirs, renumber=renumber).merged()


def merge_sequence(
    base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]
) -> list[Hashable] | None:
    """Three sequences merged; None when both sides changed the same place differently.

    >>> merge_sequence("abcde", "aXcde", "abcdY")
    ['a', 'X', 'c', 'd', 'Y']
    >>> merge_sequence("abc", "aXc", "aYc") is None
    True
    """
    if ours == theirs or base == theirs:
        return list(ours)
    if base == ours:
        return list(theirs)
    hunks = sorted(
        (a, b, [*side[c:d]]) for side in (ours, theirs) for equal, (a, b, c, d) in align(base, side) if not equal
    )
    found: list[Hashable] = []
    at, last = 0, None
    for start, end, new in hunks:
        if last is not None and (start, end, new) == last:
            continue
        if last is not None and start <= last[1]:
            return None
        found += [*base[at:start], *new]
        at, last = end, (start, end, new)
    return [*found, *base[at:]]


class _Merger:
    def __init__(self, base: Document, ours: Document, theirs: Document, *, renumber: bool) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.renumber = renumber
        self.conflicts: list[MergeConflict] = []
        # name of a provision: its base eId, or the side that added it and the eId there
        self.names: list[dict[str, str]] = []
        self.eids: list[dict[str, str]] = []
        self.added: list[set[str]] = []  # the names of the provisions that each side added
        for side, other in (("ours", ours), ("theirs", theirs)):
            back = {target: source for source, target in pair_provisions(base, other).target_of.items()}
            names = {p.eid: back.get(p.eid, f"{side}:{p.eid}") for p in other.provisions}
            self.names.append(names)
            self.added.append({name for eid, name in names.items() if eid not in back})
            self.eids.append({name: eid for eid, name in names.items()})
        self._same_additions()

    def _same_additions(self) -> None:
        """Give one name to a provision that both sides added with equal words."""
        ours: dict[tuple[str, str, str], list[str]] = {}
        for provision in self.ours.provisions:
            name = self.names[0][provision.eid]
            if name in self.added[0]:
                ours.setdefault((self._parent(0, provision), provision.num, provision.digest), []).append(name)
        for provision in self.theirs.provisions:
            name = self.names[1][provision.eid]
            if name in self.added[1]:
                alike = ours.get((self._parent(1, provision), provision.num, provision.digest))
                if alike:
                    same = alike.pop(0)
                    self.names[1][provision.eid] = same
                    del self.eids[1][name]
                    self.eids[1][same] = provision.eid

    def _parent(self, side: int, provision: Provision) -> str:
        return self.names[side][provision.parent] if provision.eid else ""

    def _at(self, side: int, name: str) -> Provision | None:
        eid = self.eids[side].get(name)
        return None if eid is None else (self.ours, self.theirs)[side].by_eid[eid]

    def merged(self) -> Merged:
        kept: dict[str, Provision] = {}
        for name in self._all_names():
            provision = self._provision(name)
            if provision is not None:
                kept[name] = provision
        for name, provision in list(kept.items()):  # a provision cannot keep a parent that was removed
            if name and provision.parent not in kept:
                self.conflicts.append(MergeConflict("holder removed", provision.label, provision.words))
                kept[name] = replace(provision, parent="")
        order = self._order(kept)
        if self.renumber:
            documents = (
                (self.base, {p.eid: p.eid for p in self.base.provisions}),
                (self.ours, self.names[0]),
                (self.theirs, self.names[1]),
            )
            kept = numbered_anew(order, kept, documents)
        self._numbers_given_twice([kept[name] for name in order])
        sides = {name: (self.eids[0].get(name), self.eids[1].get(name)) for name in order}
        return Merged(tuple(kept[name] for name in order), tuple(self.conflicts), sides)

    def _all_names(self) -> list[str]:
        found = dict.fromkeys(p.eid for p in self.base.provisions)
        for names in self.names:
            found |= dict.fromkeys(names.values())
        return list(found)

    def _provision(self, name: str) -> Provision | None:
        old = self.base.by_eid.get(name)
        ours, theirs = self._at(0, name), self._at(1, name)
        if old is None:
            new = ours or theirs
            assert new is not None
            side = 0 if ours is not None else 1
            return replace(new, eid=name, parent=self._parent(side, new))
        if ours is None and theirs is None:
            return None
        if ours is None or theirs is None:
            kept = ours or theirs
            assert kept is not None
            side = 0 if ours is not None else 1
            if kept.digest == old.digest:
                return None
            texts = (kept.words, "") if side == 0 else ("", kept.words)
            self.conflicts.append(MergeConflict("removed", kept.label or old.label, *texts))
            return replace(kept, eid=name, parent=self._parent(side, kept))
        return self._fields(name, old, ours, theirs)

    def _fields(self, name: str, old: Provision, ours: Provision, theirs: Provision) -> Provision:
        label = ours.label or name
        num = self._number(label, old, ours, theirs)
        heading = self._words(old.heading, ours.heading, theirs.heading, "heading", label)
        parent = self._one(old.parent, self._parent(0, ours), self._parent(1, theirs), "place", label)
        status = cast("Status", self._one(old.status, ours.status, theirs.status, "status", label))
        if (theirs.text, theirs.cells, theirs.marks, theirs.merges) == (old.text, old.cells, old.marks, old.merges):
            content = ours
        elif (ours.text, ours.cells, ours.marks, ours.merges) == (old.text, old.cells, old.marks, old.merges):
            content = theirs
        elif (ours.text, ours.cells, ours.marks) == (theirs.text, theirs.cells, theirs.marks):
            content = ours
        else:
            content = self._both(label, old, ours, theirs)
        return replace(
            content,
            eid=name,
            parent=parent,
            num=num,
            heading=heading,
            status=status,
            label=label,
        )

    def _both(self, label: str, old: Provision, ours: Provision, theirs: Provision) -> Provision:
        """Merge words that both sides changed, each with its emphasis and references."""
        if len({len(p.cells) for p in (old, ours, theirs)}) > 1:
            self.conflicts.append(MergeConflict("columns", label, ours.words, theirs.words))
            return ours
        if ours.cells:
            if ours.marks or theirs.marks:
                self.conflicts.append(MergeConflict("emphasis", label, ours.words, theirs.words))
                return replace(ours, marks=())
            pairs = zip(old.cells, ours.cells, theirs.cells, strict=True)
            return replace(ours, cells=tuple(self._words(*cells, "cell", label) for cells in pairs))
        found = merge_sequence(*(_marked_tokens(one) for one in (old, ours, theirs)))
        if found is not None:
            text, marks = _unmarked(cast("list[_Token]", found))
            return replace(ours, text=text, marks=marks)
        kind: ConflictKind = "emphasis" if _same_words(old, ours, theirs) else "words"
        self.conflicts.append(MergeConflict(kind, label, ours.text, theirs.text))
        return replace(ours, text=f"{OURS}{ours.text}{BETWEEN}{theirs.text}{THEIRS}", marks=())

    def _number(self, label: str, old: Provision, ours: Provision, theirs: Provision) -> str:
        """The number; one that both sides gave differently is no conflict where siblings are numbered anew."""
        if self.renumber and len({old.num, ours.num, theirs.num}) == 3:
            return ours.num
        return self._one(old.num, ours.num, theirs.num, "number", label)

    def _one(self, old: str, ours: str, theirs: str, kind: ConflictKind, label: str) -> str:
        if old == theirs or ours == theirs:
            return ours
        if old != ours:
            self.conflicts.append(MergeConflict(kind, label, ours, theirs))
            return ours
        return theirs

    def _words(self, old: str, ours: str, theirs: str, kind: ConflictKind, label: str) -> str:
        found = merge_sequence(tokens(old), tokens(ours), tokens(theirs))
        if found is not None:
            return "".join(map(str, found))
        self.conflicts.append(MergeConflict(kind, label, ours, theirs))
        return f"{OURS}{ours}{BETWEEN}{theirs}{THEIRS}"

    def _order(self, kept: Mapping[str, Provision]) -> list[str]:
        """Document order: under each parent the order of the side that changed it, with the other's insertions."""
        sequences: list[dict[str, list[str]]] = []
        parents: list[dict[str, str]] = [
            {p.eid: p.parent for p in self.base.provisions[1:]},
            *(
                {self.names[side][p.eid]: self._parent(side, p) for p in document.provisions[1:]}
                for side, document in enumerate((self.ours, self.theirs))
            ),
        ]
        for side in parents:  # dicts keep document order
            children: dict[str, list[str]] = {}
            for name, parent in side.items():
                if name in kept:
                    now = kept[name].parent
                    if parent == now or all(other.get(name) != now for other in parents):
                        children.setdefault(now, []).append(name)
            sequences.append(children)
        found: list[str] = []

        def walk(name: str) -> None:
            found.append(name)
            base, ours, theirs = (children.get(name, []) for children in sequences)
            children, disputed = _merged_order(base, ours, theirs)
            for child in disputed:
                self.conflicts.append(MergeConflict("place", kept[child].label, kept[child].words, kept[child].words))
            for child in children:
                walk(child)

        walk("")
        return found

    def _numbers_given_twice(self, provisions: Sequence[Provision]) -> None:
        """Report numbers that two children of one parent have, when neither side has them twice."""
        counts: Counter[tuple[str, str, str]] = Counter()
        for provision in provisions:
            counts[provision.parent, provision.kind, provision.num] += 1
        known: list[Counter[tuple[str, str, str]]] = [
            Counter((self._parent(side, p), p.kind, p.num) for p in document.provisions)
            for side, document in enumerate((self.ours, self.theirs))
        ]
        for key, count in counts.items():
            _, kind, num = key
            if num and kind in ("section", "clause", "item") and count > max(1, known[0][key], known[1][key]):
                self.conflicts.append(MergeConflict("number twice", num))


_Token = tuple[str, tuple[tuple[str, str, bool], ...]]
"""Words, and the marks over them: kind, target, and whether it ends with these words."""


def _marked_tokens(provision: Provision) -> list[_Token]:
    """The text in tokens that begin and end where marks do; an empty mark (a footnote, a picture) is a token of its
    own."""
    text, cuts = provision.text, {0, len(provision.text)}
    at = 0
    for token in tokens(text):
        at += len(str(token))
        cuts.add(at)
    for mark in provision.marks:
        cuts |= {mark.start, mark.end}
    edges = sorted(cuts)
    found: list[_Token] = []
    for start, end in pairwise([*edges, len(text)]):
        found += [("", ((m.kind, m.target, True),)) for m in provision.marks if m.start == m.end == start]
        if start < end:
            over = [m for m in provision.marks if m.start <= start and end <= m.end and m.start < m.end]
            found.append((text[start:end], tuple((m.kind, m.target, m.end == end) for m in over)))
    return found


def _unmarked(found: Sequence[_Token]) -> tuple[str, tuple[Mark, ...]]:
    """The text of tokens, and their marks, one for each run that does not end before."""
    text = ""
    marks: list[Mark] = []
    begun: dict[tuple[str, str], int] = {}
    for words, over in found:
        if not words:
            marks += [Mark(kind, len(text), len(text), target) for kind, target, _ in over]  # type: ignore[arg-type]
            continue
        named = {(kind, target) for kind, target, _ in over}
        for key in [key for key in begun if key not in named]:
            marks.append(Mark(key[0], begun.pop(key), len(text), key[1]))  # type: ignore[arg-type]
        for kind, target, _ in over:
            begun.setdefault((kind, target), len(text))
        text += words
        for kind, target, ends in over:
            if ends and (kind, target) in begun:
                marks.append(Mark(kind, begun.pop((kind, target)), len(text), target))  # type: ignore[arg-type]
    marks += [Mark(kind, start, len(text), target) for (kind, target), start in begun.items()]  # type: ignore[arg-type]
    return text, tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _same_words(*sides: Provision) -> bool:
    """Whether the sides could be merged but for their marks."""
    return merge_sequence(*(tokens(side.text) for side in sides)) is not None


def _merged_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The children of one parent: what either side put somewhere stands after the sibling that it follows there.

    Returns:
        The order, in which what ours put at a place stands before what theirs put there; and the names that were there
        before and that both sides put at different places, which stand where ours has them.

    >>> _merged_order("abcd", "acdb", "abXcd")
    (['a', 'c', 'd', 'b', 'X'], [])
    >>> _merged_order("abcd", "bacd", "abdc")
    (['b', 'a', 'd', 'c'], [])
    >>> _merged_order("abcd", "bcda", "bcad")
    (['b', 'c', 'd', 'a'], ['a'])
    """
    if list(ours) == list(theirs):
        return list(ours), []
    mine, other = _placed(base, ours), _placed(base, theirs)
    settled = [_after_what(side, mine | other) for side in (ours, theirs)]
    both = [name for name in ours if name in mine and name in other and not name.startswith("ours:")]
    disputed = [name for name in both if settled[0][name] != settled[1][name]]
    found = [name for name in ours if name in mine or name not in other]
    before = anchor = ""  # the sibling before, and the last one that ours did not move
    for name in theirs:
        if name not in found:
            after = anchor if name in base else before  # an insertion goes with the sibling it follows, a move does not
            place = found.index(after) + 1 if after else 0
            while place < len(found) and found[place] in mine and found[place] not in other:
                place += 1  # ours first, where both put something at one place
            found.insert(place, name)
        before = name
        anchor = anchor if name in mine else name
    return found, disputed


def _placed(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """What a side put where it is: inserted, or moved to there."""
    stay = {side[c + step] for equal, (a, b, c, _) in align(base, side) if equal for step in range(b - a)}
    return {name for name in side if name not in stay}


def _after_what(side: Sequence[str], placed: Collection[str]) -> dict[str, str]:
    """The last sibling before each that neither side put anywhere, "" where there is none."""
    found, last = {}, ""
    for name in side:
        found[name] = last
        last = last if name in placed else name
    return found
