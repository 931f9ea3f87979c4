"""Stamps: digests of both ends of what makes a provision suspect, so that what was said of it holds for these alone.

One end is the suspect with all it holds. The other is what the subject makes of everything that the suspect depends on:
of a clause the whole clause, since words are read together, of a row or a definition that alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from specman.compare.pairing.ladder import pair_provisions
from specman.model.document import Document, Kind, Provision
from specman.model.identity import Place
from specman.model.review import Stamp

_PART: frozenset[Kind] = frozenset({"item", "closing", "note", "footnote"})
"""Kinds that are read with what holds them."""


@dataclass(frozen=True)
class Ends:
    """The texts before and after a subject, and what depends on what in them.

    Attributes:
        base: every document of the baseline, by work.
        after: the documents that the subject changes, as it makes them, by work.
        depends_on: the places that each of some places depends on itself.
    """

    base: Mapping[str, Document]
    after: Mapping[str, Document]
    depends_on: Callable[[Sequence[Place]], Mapping[Place, Sequence[Place]]]
    _pairs: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def held(self, place: Place) -> Provision | None:
        """What stands at a place before the subject."""
        document = self.base.get(place.work)
        return document.by_eid.get(place.eid) if document is not None else None

    def stamp(self, suspect: Place, changed: Iterable[Place], needed: Iterable[Place]) -> Stamp:
        """The stamp of a suspect.

        Args:
            changed: where the path to it ends: what the subject changes or names.
            needed: what the suspect depends on itself.
        """
        document = self.base.get(suspect.work)
        own = _digest(_content(document, suspect.eid)) if document is not None else ""
        units = dict.fromkeys(self._unit(place) for place in changed)
        for place in needed:
            unit = self._unit(place)
            if unit.work in self.after and self._made(unit) != self._before(unit):
                units.setdefault(unit)
        rows = [f"{unit}\x1e{self._made(unit)}" for unit in sorted(units)]
        return own, _digest(rows) if rows else "named"

    def _unit(self, place: Place) -> Place:
        """The provision that a place is read with."""
        documents = [side[place.work] for side in (self.base, self.after) if place.work in side]
        document = next((one for one in documents if place.eid in one.by_eid), None)
        while document is not None and place.eid and document.by_eid[place.eid].kind in _PART:
            place = Place(place.work, document.by_eid[place.eid].parent)
        return place

    def _before(self, unit: Place) -> str:
        return "\x1d".join(_content(self.base[unit.work], unit.eid)) if unit.work in self.base else ""

    def _made(self, unit: Place) -> str:
        """What the subject makes of a unit: its words, or those it puts in its place."""
        after, base = self.after.get(unit.work), self.base.get(unit.work)
        if after is None:
            return self._before(unit)
        if base is None or unit.eid not in base.by_eid:
            return "\x1d".join(_content(after, unit.eid))
        if unit.work not in self._pairs:
            self._pairs[unit.work] = pair_provisions(base, after).target_of
        eid = self._pairs[unit.work].get(unit.eid)
        if eid is None:
            instead = after.labelled(base.by_eid[unit.eid].label)
            return "removed" + ("\x1d".join(_content(after, instead.eid)) if instead is not None else "")
        return "\x1d".join(_content(after, eid))


def _content(document: Document, eid: str) -> list[str]:
    """A provision and all it holds, by labels and digests; of a component what it accepts as well."""
    top = document.by_eid.get(eid)
    if top is None:
        return []
    rows = [f"{p.label}\x1f{p.digest}" for p in (top, *(held for _, held in document.inside(eid)))]
    if document.schema is not None:
        rows += [repr(replace(one, line=0)) for one in document.schema.components if f"{one.sort}_{one.name}" == eid]
    return rows


def _digest(rows: Sequence[str]) -> str:
    return hashlib.blake2b("\x1c".join(rows).encode(), digest_size=16).hexdigest() if rows else ""
