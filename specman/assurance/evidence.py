"""What the checks look at: one state of the library with everything derived from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from specman.citations.extract import Extract, Resolved
from specman.citations.terms import Definition, Vocabulary
from specman.model.corpus import Corpus
from specman.model.document import Provision
from specman.model.identity import Place, Work
from specman.model.link import Link
from specman.model.mirror import MirrorRule


@dataclass(frozen=True)
class Evidence:
    """One state, derived.

    Attributes:
        by_code: works by the notation of citation targets.
        extracts, definitions, vocabularies: by work id.
        before: the baseline it follows, "" when there is none; `terms_before` the terms that one defines, each with
            the works that define it there.
        types_before: names of schema types that were equal in two schemas in that baseline, as pairs of places.
    """

    corpus: Corpus
    by_code: Mapping[str, Work]
    extracts: Mapping[str, Sequence[Extract]]
    definitions: Mapping[str, Sequence[Definition]]
    vocabularies: Mapping[str, Vocabulary]
    resolved: Sequence[Resolved]
    links: Sequence[Link]
    mirrors: Sequence[MirrorRule] = ()
    before: str = ""
    terms_before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    types_before: frozenset[tuple[Place, Place]] = frozenset()

    def where(self, place: Place) -> tuple[str, str, int]:
        """Address, file and line of a place: what every finding ends with."""
        corpus = self.corpus
        return corpus.address(place), corpus.files.get(place.work, ""), corpus.provision(place).line

    def provisions(self) -> Iterator[tuple[Place, Provision]]:
        """Every provision but the documents themselves."""
        for work_id, document in self.corpus.documents.items():
            for provision in document.provisions[1:]:
                yield Place(work_id, provision.eid), provision
