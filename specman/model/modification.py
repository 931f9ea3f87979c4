"""A proposal to change the documents: what is recorded of it, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import takewhile
from typing import Literal, get_args

from specman.model.lifecycle import LIVE, Sort, Stage, Status, Step, steps_from

Level = Literal["high", "medium", "low", ""]
LinkKind = Literal["alternative to", "consequence of", "split from", "depends on", "supersedes", "related to"]
LEVELS: tuple[Level, ...] = ("high", "medium", "low")
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
CATEGORIES = (
    "Large Suppliers", "Small Suppliers", "Electricity Network Parties", "Gas Network Parties", "Other SEC Parties",
    "DCC",
)  # fmt: skip
"""Party categories that a proposal is said to impact; other words are allowed beside them."""


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


@dataclass(frozen=True, slots=True)
class Impacted:
    """Who is impacted, and how much; `level` is "" where that is not said."""

    category: str
    level: Level = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A vote or decision on a proposal.

    Attributes:
        outcome: what was decided (`approve`, `reject`, `recommend` …), the step that it was taken with.
        votes: for, against, abstained; None where there was no vote, or it is not recorded.
    """

    date: str
    by: str
    outcome: str
    votes: tuple[int, int, int] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a proposal stands to one of the committee's principles; `by` is who says so."""

    principle: str
    answer: Literal["yes", "no", "comment"]
    comment: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours that were spent on a proposal: in a month (`2016-06`), by a role, on a document ("" for none)."""

    month: str
    role: str
    hours: float
    document: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation on a proposal; `respondents` is None where it is not recorded."""

    opened: str
    closed: str
    what: str
    respondents: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """How a proposal hangs together with another."""

    kind: LinkKind
    to: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date that is planned or known; `date` is "" where it is in the words.

    Attributes:
        known: the day from which it was known, where that is not the date itself (a plan is known before).
    """

    date: str
    what: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step in the history of a record, and where the record stood after it.

    Attributes:
        date: ISO; "" where no source gives it: the entry then holds from the one before it on.
        step: of `lifecycle.STEPS`, or `recorded` where only the outcome is known.
        by: the body or person who took the step.
        baseline: that holds the change, where the step freezes one.
        unverified: no source confirms it.
    """

    date: str
    step: str
    stage: Stage
    status: Status
    by: str = ""
    note: str = ""
    baseline: str = ""
    unverified: bool = False


@dataclass(frozen=True)
class Modification:
    """What is recorded of one Modification Proposal, designation, or batch of Issue Resolution Proposals.

    Attributes:
        history: its steps, in the order in which they happened; never empty.
        path: `Path 1` to `Path 3`, "" where it is not decided or not known.
        self_governance, fast_track, urgent: None where it is not decided or not known.
        impacted: who is impacted, by party category.
        costs: pounds, by who has them (`DCC`, `SECAS`).
        consequences: what follows if it is not approved.
        answers: to the committee's principles. hours: spent on it.
        targets: addresses the proposer says are changed, where there is no drafted text.
        documents: work ids the proposer says are affected; names of documents not held stay as given.
        drafts: work id to path of the drafted text of the whole document.
        base: number of the baseline it is drafted on, "" for the newest.
        outcome: what became of it, in words, where no entry of the history says so.
        unverified: facts in this record that no source confirms, in words.
        unverified_fields: names of the fields whose content no source confirms (`targets`, `documents`, `history` …).
    """

    id: str
    title: str
    history: tuple[HistoryEntry, ...]
    sort: Sort = "modification"
    proposer: str = ""
    organisation: str = ""
    alternate: str = ""
    raised: str = ""
    path: str = ""
    path_reason: str = ""
    self_governance: bool | None = None
    fast_track: bool | None = None
    urgent: bool | None = None
    working_group: str = ""
    lead_analyst: str = ""
    base: str = ""
    summary: str = ""
    issue: str = ""
    solution: str = ""
    alternatives: tuple[str, ...] = ()
    impacted: tuple[Impacted, ...] = ()
    documents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    implementation_date: str = ""
    implementation_approach: str = ""
    costs: Mapping[str, float] = field(default_factory=dict)
    links: tuple[Tie, ...] = ()
    decisions: tuple[Decision, ...] = ()
    timetable: tuple[Milestone, ...] = ()
    outcome: str = ""
    drafts: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[Sample, ...] = ()
    unverified: tuple[str, ...] = ()
    unverified_fields: frozenset[str] = frozenset()
    consequences: str = ""
    answers: tuple[Answer, ...] = ()
    hours: tuple[Hours, ...] = ()
    consultations: tuple[Consultation, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where in its process it stands."""
        return self.history[-1].stage

    @property
    def status(self) -> Status:
        """What has become of it."""
        return self.history[-1].status

    @property
    def is_open(self) -> bool:
        """True while the proposal can still change the documents."""
        return self.status in LIVE

    @property
    def steps(self) -> tuple[Step, ...]:
        """The legal steps from here."""
        return steps_from(self.sort, self.stage, self.status, self.path)

    def lacks(self, step: Step) -> tuple[str, ...]:
        """Fields that a step needs and that are not filled in; a path that the step is not of is one of them."""
        needed = dict.fromkeys((*step.needs, *(("path",) if step.paths else ())))
        return tuple(name for name in needed if not getattr(self, name))

    def is_unverified(self, name: str) -> bool:
        """Whether no source confirms what a field of this record says.

        A record that says in words alone what is not verified may mean any of its fields. Stage and status are what
        the last entry of the history says.
        """
        if name in ("stage", "status") and self.history[-1].unverified:
            return True
        return name in self.unverified_fields or bool(self.unverified and not self.unverified_fields)

    def as_of(self, date: str) -> Modification | None:
        """The record as it was known at the end of a day: what came later is left out; None where it was not raised.

        Args:
            date: ISO.
        """
        known = tuple(takewhile(lambda entry: entry.date <= date, self.history))  # "" is before every date
        if not known or (self.raised and self.raised > date):
            return None
        return replace(
            self,
            history=known,
            decisions=tuple(decision for decision in self.decisions if decision.date <= date),
            timetable=tuple(one for one in self.timetable if (one.known or one.date) <= date),
            hours=tuple(one for one in self.hours if one.month <= date[:7]),
            consultations=tuple(one for one in self.consultations if one.opened <= date),
            outcome=self.outcome if len(known) == len(self.history) else "",
        )


FIELDS: frozenset[str] = frozenset(one.name for one in fields(Modification)) - {
    "unverified", "unverified_fields", "drafts",
}  # fmt: skip
"""Fields that a record may call unverified."""
