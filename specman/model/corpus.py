"""The documents of one state of the library, side by side: what citations resolve against."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from specman.model.document import Document, Provision
from specman.model.identity import Place, Work

_PART = re.compile(r"(?:SEC )?(Appendix|Schedule) ([A-Z]{1,2}|\d{1,2})")


@dataclass(frozen=True)
class Corpus:
    """Works and their parsed documents at one baseline, or with a draft in the place of one.

    Attributes:
        works: every work the library declares, by id, in the corpus or not.
        documents: the documents of this state, by work id.
        files: work id to the path its document was read from.
    """

    name: str
    works: Mapping[str, Work]
    documents: Mapping[str, Document]
    files: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def by_code(self) -> Mapping[str, Work]:
        """Works by the notation of citation targets: their own, and that of the Appendix or Schedule they are."""
        found = {}
        for work in self.works.values():
            for alias in work.aliases:
                if match := _PART.fullmatch(alias):
                    found[f"SEC:APP-{match[2]}" if match[1] == "Appendix" else f"SEC:SCH{match[2]}"] = work
        return found | {work.code: work for work in self.works.values()}

    def provision(self, place: Place) -> Provision:
        """The provision at a place of this corpus."""
        return self.documents[place.work].by_eid[place.eid]

    def address(self, place: Place, *, version: bool = False) -> str:
        """What reports print for a place."""
        label = self.provision(place).label
        at = self.documents[place.work].version if version else ""
        return self.works[place.work].address(label, at)
