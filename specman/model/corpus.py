"""The documents of one state of the library, side by side: what citations resolve against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specman.model.identity import Place, Work
from specman.model.register import Entry

if TYPE_CHECKING:
    from specman.model.document import Document, Provision


@dataclass(frozen=True)
class Corpus:
    """Works and their documents at one baseline, or with a draft in the place of one. It is a `Register`.

    Attributes:
        works: every work the library declares, by id, in the corpus or not.
        documents: the documents of this state, by work id; they may be read at first use.
        files: work id to the path its document was read from.
    """

    name: str
    works: Mapping[str, Work]
    documents: Mapping[str, Document]
    files: Mapping[str, str] = field(default_factory=dict)

    def provision(self, place: Place) -> Provision:
        """The provision at a place of this corpus."""
        return self.documents[place.work].by_eid[place.eid]

    def holds(self, work: str) -> bool:
        """Whether the work is part of this state."""
        return work in self.documents

    def entry(self, place: Place) -> Entry | None:
        """The provision at a place, None when there is none."""
        if place.work not in self.documents:
            return None
        provision = self.documents[place.work].by_eid.get(place.eid)
        return None if provision is None else Entry.of(place.work, provision)

    def address(self, place: Place, *, version: bool = False) -> str:
        """What reports print for a place."""
        label = self.provision(place).label
        at = self.documents[place.work].version if version else ""
        return self.works[place.work].address(label, at)

    def inside(self, place: Place) -> list[Place]:
        """Every provision within a place, in document order."""
        return [Place(place.work, part.eid) for _, part in self.documents[place.work].inside(place.eid)]

    def labelled(self, label: str, work: str = "") -> list[Place]:
        """Where a label is given, letter case aside: in one work, or one place for each work that gives it."""
        return [
            Place(work_id, found.eid)
            for work_id, document in self._documents(work)
            if (found := document.labelled(label)) is not None
        ]

    def defined(self, term: str, work: str = "") -> list[tuple[str, Place]]:
        """Where a term is defined, letter case aside, in one work or in all, with the term as written there."""
        folded = term.casefold()
        return [
            (term_here, Place(work_id, provision.eid))
            for work_id, document in self._documents(work)
            for term_here, provision, _ in document.defined()
            if term_here.casefold() == folded
        ]

    def labels(self, work: str) -> list[str]:
        """Every label of a work, in document order."""
        return [p.label for p in self.documents[work].provisions[1:] if p.kind != "heading"]

    def terms(self) -> list[str]:
        """Every defined term."""
        return [term for _, document in self._documents("") for term, _, _ in document.defined()]

    def _documents(self, work: str) -> Iterator[tuple[str, Document]]:
        if not work:
            yield from self.documents.items()
        elif work in self.documents:
            yield work, self.documents[work]
