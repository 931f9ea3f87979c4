"""What changed beside the words: where links lead, which pictures stand there, emphasis, merged cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specman.compare.words import align
from specman.model.detail import Detail
from specman.model.document import Document, Mark, Provision

_SAME_PLACE = re.compile(r"^https?://(?:www\.)?|/$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that changed beside the words.

    Attributes:
        substantive: it changes what the reader is told or led to, not only how it looks.
    """

    detail: Detail
    substantive: bool


@dataclass(frozen=True)
class Links:
    """Where a link inside the base leads once the target stands.

    Attributes:
        follow: base eId to target eId, None for what has no partner.
    """

    base: Document
    target: Document
    follow: Callable[[str], str | None]

    def same(self, before: str, after: str) -> bool:
        """Whether two targets of links are one place."""
        if not before.startswith("#") or before[1:] not in self.base.by_eid:
            return before == after
        return after == f"#{self.follow(before[1:])}"

    def changed(self, left: Provision, right: Provision) -> tuple[Beside, ...]:
        """What changed between two paired provisions, their words and numbers aside."""
        if not left.marks and not right.marks:
            return () if left.merges == right.merges else (Beside(Detail("merged cells"), False),)
        found = [*self._led(left, right), *_pictured(left, right)]
        if left.words == right.words:
            looks = [_looks(provision) for provision in (left, right)]
            if looks[0] != looks[1]:
                found.append(Beside(Detail("emphasis"), False))
            notes = [[(m.start, m.target) for m in provision.marks if m.kind == "note"] for provision in (left, right)]
            more = len(notes[1]) - len(notes[0])
            if more:
                found.append(Beside(Detail("footnotes", count=more), False))
            elif not all(a[0] == b[0] and self.same(f"#{a[1]}", f"#{b[1]}") for a, b in zip(*notes, strict=True)):
                found.append(Beside(Detail("footnote places"), False))
        if left.merges != right.merges:
            found.append(Beside(Detail("merged cells"), False))
        return tuple(found)

    def _led(self, left: Provision, right: Provision) -> Iterator[Beside]:
        """Links: those on the same words that lead elsewhere, and with the same words those put in and taken out."""
        links = [[m for m in p.marks if m.kind in ("ref", "term")] for p in (left, right)]
        words = [[_on(p, m) for m in marks] for p, marks in zip((left, right), links, strict=True)]
        for equal, (a, b, c, d) in align(*words):
            if equal:
                for old, new, on in zip(links[0][a:b], links[1][c:d], words[0][a:b], strict=True):
                    if not self.same(old.target, new.target):
                        yield self._leads(on, old, new)
            elif left.words == right.words:
                for old, on in zip(links[0][a:b], words[0][a:b], strict=True):
                    yield Beside(Detail("link", on, base=_place(self.base, old.target)), False)
                for new, on in zip(links[1][c:d], words[1][c:d], strict=True):
                    yield Beside(Detail("link", on, target=_place(self.target, new.target)), False)

    def _leads(self, on: str, old: Mark, new: Mark) -> Beside:
        before = _place(self.base, old.target)
        after = _place(self.target, new.target)
        if before == after:  # two places of one name, or of none
            return Beside(Detail("link place", on), old.target[:1] == new.target[:1] == "#")
        only_form = _SAME_PLACE.sub("", old.target) == _SAME_PLACE.sub("", new.target)
        return Beside(Detail("link", on, before, after), not only_form)


def _on(provision: Provision, mark: Mark) -> str:
    source = provision.words if provision.cells else provision.text
    return source[mark.start : mark.end]


def _place(document: Document, target: str) -> str:
    """A link's target as it is told: the number of a provision, or the address."""
    provision = document.by_eid.get(target[1:]) if target.startswith("#") else None
    if provision is None:
        return target or "nowhere"
    return provision.label or provision.heading or target


def _pictured(left: Provision, right: Provision) -> Iterator[Beside]:
    before, after = (Counter(m.target for m in p.marks if m.kind == "img") for p in (left, right))
    gone, new = (before - after).total(), (after - before).total()
    if gone and gone == new:
        yield Beside(Detail("replaced pictures", count=gone), True)
    else:
        if gone:
            yield Beside(Detail("pictures", count=-gone), True)
        if new:
            yield Beside(Detail("pictures", count=new), True)


def _looks(provision: Provision) -> list[tuple[str, int, int]]:
    kinds = {"b": "b", "def": "b", "i": "i"}  # a term defined in place is set in bold
    return sorted((kinds[m.kind], m.start, m.end) for m in provision.marks if m.kind in kinds)
