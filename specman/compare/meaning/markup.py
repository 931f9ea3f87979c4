"""Changes of a provision's markup: link targets, pictures, emphasis, footnotes, merged cells."""

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
class MarkupChange:
    """One change of markup.

    Attributes:
        substantive: it changes what the text means or cites, not only how it looks.
    """

    detail: Detail
    substantive: bool


@dataclass(frozen=True)
class Links:
    """Compares the links of two documents: a link follows its target when that is renumbered or moved.

    Attributes:
        follow: base eId to target eId; None for a provision without a partner.
    """

    base: Document
    target: Document
    follow: Callable[[str], str | None]

    def same(self, before: str, after: str) -> bool:
        """Whether two link targets are the same place."""
        if not before.startswith("#") or before[1:] not in self.base.by_eid:
            return before == after
        return after == f"#{self.follow(before[1:])}"

    def changed(self, base: Provision, target: Provision) -> tuple[MarkupChange, ...]:
        """The changes of markup between two paired provisions."""
        if not base.marks and not target.marks:
            return () if base.merges == target.merges else (MarkupChange(Detail("merged cells"), False),)
        found = [*self._link_changes(base, target), *_picture_changes(base, target)]
        if base.words == target.words:
            looks = [_emphasis(provision) for provision in (base, target)]
            if looks[0] != looks[1]:
                found.append(MarkupChange(Detail("emphasis"), False))
            notes = [[(m.start, m.target) for m in provision.marks if m.kind == "note"] for provision in (base, target)]
            more = len(notes[1]) - len(notes[0])
            if more:
                found.append(MarkupChange(Detail("footnotes", count=more), False))
            elif not all(a[0] == b[0] and self.same(f"#{a[1]}", f"#{b[1]}") for a, b in zip(*notes, strict=True)):
                found.append(MarkupChange(Detail("footnote places"), False))
        if base.merges != target.merges:
            found.append(MarkupChange(Detail("merged cells"), False))
        return tuple(found)

    def _link_changes(self, base: Provision, target: Provision) -> Iterator[MarkupChange]:
        """Links with the same words and another target; where no words changed, also inserted and deleted links."""
        links = [[m for m in p.marks if m.kind in ("ref", "term")] for p in (base, target)]
        words = [[_linked_words(p, m) for m in marks] for p, marks in zip((base, target), links, strict=True)]
        for equal, (a, b, c, d) in align(*words):
            if equal:
                for old, new, on in zip(links[0][a:b], links[1][c:d], words[0][a:b], strict=True):
                    if not self.same(old.target, new.target):
                        yield self._link_change(on, old, new)
            elif base.words == target.words:
                for old, on in zip(links[0][a:b], words[0][a:b], strict=True):
                    yield MarkupChange(Detail("link", on, base=_place_name(self.base, old.target)), False)
                for new, on in zip(links[1][c:d], words[1][c:d], strict=True):
                    yield MarkupChange(Detail("link", on, target=_place_name(self.target, new.target)), False)

    def _link_change(self, on: str, old: Mark, new: Mark) -> MarkupChange:
        before = _place_name(self.base, old.target)
        after = _place_name(self.target, new.target)
        if before == after:  # two places with the same name, or without one
            return MarkupChange(Detail("link place", on), old.target[:1] == new.target[:1] == "#")
        only_form = _SAME_PLACE.sub("", old.target) == _SAME_PLACE.sub("", new.target)
        return MarkupChange(Detail("link", on, before, after), not only_form)


def _linked_words(provision: Provision, mark: Mark) -> str:
    source = provision.words if provision.cells else provision.text
    return source[mark.start : mark.end]


def _place_name(document: Document, target: str) -> str:
    """How a report names a link's target: the number of the provision, or the address."""
    provision = document.by_eid.get(target[1:]) if target.startswith("#") else None
    if provision is None:
        return target or "nowhere"
    return provision.label or provision.heading or target


def _picture_changes(base: Provision, target: Provision) -> Iterator[MarkupChange]:
    before, after = (Counter(m.target for m in p.marks if m.kind == "img") for p in (base, target))
    gone, new = (before - after).total(), (after - before).total()
    if gone and gone == new:
        yield MarkupChange(Detail("replaced pictures", count=gone), True)
    else:
        if gone:
            yield MarkupChange(Detail("pictures", count=-gone), True)
        if new:
            yield MarkupChange(Detail("pictures", count=new), True)


def _emphasis(provision: Provision) -> list[tuple[str, int, int]]:
    kinds = {"b": "b", "def": "b", "i": "i"}  # a term defined in place is set in bold
    return sorted((kinds[m.kind], m.start, m.end) for m in provision.marks if m.kind in kinds)
