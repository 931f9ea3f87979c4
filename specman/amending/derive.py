"""From two documents to instructions: few and fine, as a lawyer would write, and applied they give the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specman.amending.content import places_of
from specman.amending.tree import OwnOf, default_label, own_of, source_own
from specman.compare.pairing.ladder import pair_provisions
from specman.compare.words import edit_words, tokens
from specman.model.document import Document, Provision
from specman.model.instruction import (
    ONLY,
    At,
    Held,
    Insert,
    Instruction,
    Move,
    Omit,
    Part,
    Renumber,
    Restate,
    Substitute,
    Whole,
    Words,
)

MOST_EDITS = 8  # in one text; beyond, or where more than half of it goes, it is replaced whole
ANCHOR = 5  # tokens before an insertion that are quoted, at most


def derive(base: Document, draft: Document) -> list[Instruction]:
    """The instructions that turn the base into the draft, content first, then what is omitted, inserted and moved."""
    return _Deriver(base, draft, pair_provisions(base, draft).target_of, own_of).derived()


def derive_from_source(base: Document, draft: Document) -> list[Instruction]:
    """The same of a schema or table, both as parts (`amending.source`): by their names, nothing else says that a
    component is the same."""
    return _Deriver(base, draft, {eid: eid for eid in base.by_eid if eid in draft.by_eid}, source_own).derived()


def place_of(provision: Provision, document: Document) -> At:
    """How a provision of the base is named."""
    label = provision.label
    plain = provision.kind != "heading" and label and document.by_label.get(label.casefold()) is provision
    return At(label if (plain and not label.startswith("#")) or not provision.eid else f"#{provision.eid}")


class _Deriver:
    def __init__(self, base: Document, draft: Document, pairs: Mapping[str, str], own: OwnOf) -> None:
        self.base, self.draft, self.own = base, draft, own
        self.now = {**pairs, "": ""}
        self.back = {now: eid for eid, now in self.now.items()}
        self.placed = self._placed()
        self.fresh = self._fresh()
        self.keys = {
            p.eid: self.back[p.eid] if p.eid in self.back else f"+{self.fresh[p.eid]}" for p in draft.provisions
        }

    def _placed(self) -> list[tuple[Provision, Provision | None]]:
        """What is inserted by itself or moved, each with the sibling before it; what is new within something new is
        inserted with it."""
        kept = self._kept()
        return [
            (new, self.draft.sibling(new, -1))
            for new in self.draft.provisions[1:]
            if new.eid not in kept and (new.eid in self.back or new.parent in self.back)
        ]

    def _fresh(self) -> dict[str, str]:
        """Draft eId of what is new to the label by which it is named, each another one."""
        named = {before.eid if before is not None else new.parent for new, before in self.placed}
        named |= {mark.target[1:] for p in self.draft.provisions for mark in p.marks if mark.target.startswith("#")}
        found: dict[str, str] = {}
        taken: set[str] = set()
        for provision in self.draft.provisions:
            if provision.eid not in self.back:
                label = provision.label
                usable = provision.kind != "heading" and label and not label.startswith("#") and label not in taken
                found[provision.eid] = label if usable else f"#{provision.eid}"
                taken.add(found[provision.eid])
        for provision in self.draft.provisions:
            eid = provision.eid
            if found.get(eid, "").startswith("#") and eid not in named:
                plain = self._unnamed(provision, found.get(provision.parent))
                found[eid] = plain if plain not in taken else found[eid]
        return found

    def _unnamed(self, provision: Provision, parent: str | None) -> str:
        """The label that nobody need say, of something new that nothing else names."""
        own = self.own(provision)
        if parent is None:
            return own.num or own.heading
        above = self.own(self.draft.by_eid[provision.parent])
        return default_label(Held(parent, above), own)

    def _at(self, eid: str) -> At:
        """How a provision of the draft is named."""
        if eid in self.fresh:
            return At(self.fresh[eid], is_new=True)
        return place_of(self.base.by_eid[self.back[eid]], self.base)

    def derived(self) -> list[Instruction]:
        found: list[Instruction] = []
        for old in self.base.provisions:
            if old.eid in self.now:
                found += self._content(old, self.draft.by_eid[self.now[old.eid]])
        found += [
            Omit(place_of(old, self.base))
            for old in self.base.provisions
            if old.eid not in self.now and old.parent in self.now
        ]
        for new, before in self.placed:
            after = self._at(before.eid) if before is not None else None
            inside = None if before is not None else self._at(new.parent)
            if new.eid in self.fresh:
                found.append(Insert(self.fresh[new.eid], after, inside, self.own(new, self.keys), self._holds(new.eid)))
            else:
                found.append(Move(self._at(new.eid), after, inside))
        return found

    def _holds(self, eid: str) -> tuple[Held, ...]:
        return tuple(
            Held(self.fresh[child.eid], self.own(child, self.keys), self._holds(child.eid))
            for child in self.draft.children(eid)
            if child.eid in self.fresh
        )

    def _kept(self) -> set[str]:
        """Draft eIds of what stays where it is: under each parent the longest run of children in their old order."""
        found: set[str] = set()
        for parent in self.draft.provisions:
            if parent.eid not in self.back:
                continue
            children = [
                child.eid
                for child in self.draft.children(parent.eid)
                if child.eid in self.back and self.base.by_eid[self.back[child.eid]].parent == self.back[parent.eid]
                and self.back[child.eid]
            ]  # fmt: skip
            found |= {children[place] for place in _longest([self.base.position[self.back[eid]] for eid in children])}
        return found

    def _content(self, old: Provision, new: Provision) -> list[Instruction]:
        at, before, after = place_of(old, self.base), self.own(old), self.own(new, self.keys)
        if before == after:
            return []
        if (before.kind, before.merges, len(before.cells)) != (after.kind, after.merges, len(after.cells)):
            return [Substitute(at, after)]
        found: list[Instruction] = []
        if before.num != after.num:
            found.append(Renumber(at, after.num))
        if before.status != after.status:
            found.append(Restate(at, after.status))
        found += words_of(at, "heading", before.heading, after.heading)
        found += words_of(at, "text", before.text, after.text)
        for place, (cell, then) in enumerate(zip(before.cells, after.cells, strict=True)):
            found += words_of(at, "cell", cell, then, place)
        return found


def words_of(at: At, part: Part, old: str, new: str, cell: int = 0) -> list[Instruction]:
    """The edits of one text, each anchored in the words of the base."""
    if old == new:
        return []
    edits = edit_words(old, new)
    gone = sum(len(words) for sort, words in edits if sort == "delete")
    if not old or not new or len(edits) > 3 * MOST_EDITS or gone * 2 > len(old):
        return [Whole(at, part, new, cell)]
    found: list[Instruction] = []
    place = 0
    pending = ""
    for sort, words in [*edits, ("equal", "")]:
        if sort == "delete":
            pending = words
            place += len(words)
            continue
        if sort == "insert":
            if pending:
                found.append(_replaced(at, part, cell, old, place - len(pending), pending, words))
                pending = ""
            else:
                found.append(_inserted(at, part, cell, old, place, words))
            continue
        if pending:
            found.append(_replaced(at, part, cell, old, place - len(pending), pending, ""))
            pending = ""
        place += len(words)
    return found


def _replaced(at: At, part: Part, cell: int, text: str, start: int, old: str, new: str) -> Words:
    return Words(at, part, old, new, "", _nth(text, old, start), cell)


def _inserted(at: At, part: Part, cell: int, text: str, place: int, new: str) -> Words:
    before = tokens(text[:place])
    size = 1
    while size < min(ANCHOR, len(before)) and (
        not any(sign.isalnum() for sign in "".join(before[-size:])) or text.count("".join(before[-size:])) > 1
    ):
        size += 1
    anchor = "".join(before[-size:]) if before else ""
    return Words(at, part, "", new, anchor, _nth(text, anchor, place - len(anchor)) if anchor else ONLY, cell)


def _nth(text: str, words: str, start: int) -> int:
    """In which place words that begin somewhere occur."""
    places = list(places_of(text, words))
    return places.index(start) + 1 if len(places) > 1 else ONLY


def _longest(places: Sequence[int]) -> list[int]:
    """Indexes of a longest run of numbers that grow."""
    best: list[tuple[int, int]] = []  # length of the best run that ends here, and what is before it
    for here, place in enumerate(places):
        length, before = max(((best[k][0], k) for k in range(here) if places[k] < place), default=(0, -1))
        best.append((length + 1, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda k: best[k][0])
    found = []
    while at != -1:
        found.append(at)
        at = best[at][1]
    return found[::-1]
