"""What changed beside the words: where links lead, which pictures stand there, emphasis, merged cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specman.compare.words import align
from specman.model.document import Document, Mark, Provision

_SAME_PLACE = re.compile(r"^https?://(?:www\.)?|/$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that changed beside the words.

    Attributes:
        substantive: it changes what the reader is told or led to, not only how it looks.
    """

    said: str
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
            return () if left.merges == right.merges else (Beside("merged cells changed", False),)
        found = [*self._led(left, right), *_pictured(left, right)]
        if left.words == right.words:
            looks = [_looks(provision) for provision in (left, right)]
            if looks[0] != looks[1]:
                found.append(Beside("emphasis changed", False))
            notes = [[(m.start, m.target) for m in provision.marks if m.kind == "note"] for provision in (left, right)]
            more = len(notes[1]) - len(notes[0])
            if more:
                count = "a footnote" if abs(more) == 1 else f"{abs(more)} footnotes"
                found.append(Beside(f"{count} {'put in' if more > 0 else 'taken out'}", False))
            elif not all(a[0] == b[0] and self.same(f"#{a[1]}", f"#{b[1]}") for a, b in zip(*notes, strict=True)):
                found.append(Beside("footnotes in other places", False))
        if left.merges != right.merges:
            found.append(Beside("merged cells changed", False))
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
                yield from (Beside(f"no link on “{on}” any more", False) for on in words[0][a:b])
                yield from (Beside(f"a link on “{on}” is new", False) for on in words[1][c:d])

    def _leads(self, on: str, old: Mark, new: Mark) -> Beside:
        before = _place(self.base, old.target)
        after = _place(self.target, new.target)
        if before == after:  # two places of one name, or of none
            return Beside(f"the link on “{on}” leads elsewhere", old.target[:1] == new.target[:1] == "#")
        only_form = _SAME_PLACE.sub("", old.target) == _SAME_PLACE.sub("", new.target)
        return Beside(f"link on “{on}”: {before} → {after}", not only_form)


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
        yield Beside("a picture was replaced" if gone == 1 else f"{gone} pictures were replaced", True)
    else:
        if gone:
            yield Beside("a picture was removed" if gone == 1 else f"{gone} pictures were removed", True)
        if new:
            yield Beside("a picture was added" if new == 1 else f"{new} pictures were added", True)


def _looks(provision: Provision) -> list[tuple[str, int, int]]:
    kinds = {"b": "b", "def": "b", "i": "i"}  # a term defined in place is set in bold
    return sorted((kinds[m.kind], m.start, m.end) for m in provision.marks if m.kind in kinds)
