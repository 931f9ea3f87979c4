"""A proposal to change the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OPEN_STATUSES = frozenset({"open", "initial consideration", "refinement", "report phase", "change board", "decision"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A value in the form the proposal asks for, and the schema type that must carry it.

    specman tests it against the type's facets, so that "the schema needs no change" is shown, not claimed.

    Attributes:
        because: why the type accepts such values, in words that a report repeats ("it accepts any EUI-64").
    """

    type: str
    value: str
    because: str = ""


@dataclass(frozen=True)
class Modification:
    """What is recorded of one Modification Proposal.

    Attributes:
        targets: addresses the proposer says are changed, where there is no drafted text.
        documents: work ids the proposer says are affected; names of documents not held stay as given.
        drafts: work id to path of the drafted text of the whole document.
        base: number of the baseline it is drafted on, "" for the newest.
        unverified: facts in this record that no source confirms, in words.
        unverified_fields: names of the fields whose content no source confirms (`targets`, `documents`, `status` …).
    """

    id: str
    title: str
    status: str
    stage: str = ""
    path: str = ""
    proposer: str = ""
    raised: str = ""
    working_group: str = ""
    base: str = ""
    summary: str = ""
    outcome: str = ""
    targets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[Sample, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    unverified: tuple[str, ...] = ()
    unverified_fields: frozenset[str] = frozenset()

    def is_unverified(self, name: str) -> bool:
        """Whether no source confirms what a field of this record says.

        A record that says in words alone what is not verified may mean any of its fields.
        """
        return name in self.unverified_fields or bool(self.unverified and not self.unverified_fields)

    @property
    def is_open(self) -> bool:
        """True while the proposal can still change the documents."""
        return self.status.casefold() in OPEN_STATUSES
