"""From two documents to instructions: as few and as fine as a lawyer would write, and the second document when
applied."""

from __future__ import annotations

from collections.abc import Sequence

from specman.amending.tree import own_of
from specman.compare.pairing.ladder import pair_provisions
from specman.compare.words import edit_words, tokens
from specman.model.document import Document, Provision
from specman.model.instruction import (
    At,
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
    return _Deriver(base, draft).derived()


def place_of(provision: Provision, document: Document) -> At:
    """How a provision of the base is named."""
    label = provision.label
    plain = provision.kind != "heading" and label and document.by_label.get(label.casefold()) is provision
    return At(label if (plain and not label.startswith("#")) or not provision.eid else f"#{provision.eid}")


class _Deriver:
    def __init__(self, base: Document, draft: Document) -> None:
        self.base, self.draft = base, draft
        self.now = pair_provisions(base, draft).target_of
        self.now = {**self.now, "": ""}
        self.back = {now: eid for eid, now in self.now.items()}
        self.fresh = self._fresh()
        self.keys = {
            p.eid: self.back[p.eid] if p.eid in self.back else f"+{self.fresh[p.eid]}" for p in draft.provisions
        }

    def _fresh(self) -> dict[str, str]:
        """Draft eId of what is new to the label by which it is named, each another one."""
        found: dict[str, str] = {}
        for provision in self.draft.provisions:
            if provision.eid not in self.back:
                label = provision.label
                usable = (
                    provision.kind != "heading" and label and not label.startswith("#") and label not in found.values()
                )
                found[provision.eid] = label if usable else f"#{provision.eid}"
        return found

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
        kept = self._kept()
        for new in self.draft.provisions[1:]:
            if new.eid in kept:
                continue
            before = self.draft.sibling(new, -1)
            after = self._at(before.eid) if before is not None else None
            inside = None if before is not None else self._at(new.parent)
            if new.eid in self.fresh:
                found.append(Insert(self.fresh[new.eid], after, inside, own_of(new, self.keys)))
            else:
                found.append(Move(self._at(new.eid), after, inside))
        return found

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
        at, before, after = place_of(old, self.base), own_of(old), own_of(new, self.keys)
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
    return Words(at, part, "", new, anchor, _nth(text, anchor, place - len(anchor)) if anchor else 1, cell)


def _nth(text: str, words: str, start: int) -> int:
    """In which place words that begin somewhere occur."""
    count, at = 0, text.find(words)
    while at != -1 and at <= start:
        count += 1
        at = text.find(words, at + 1)
    return count


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
