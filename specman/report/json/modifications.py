"""`mod`: what is recorded of modifications, several or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from msgspec import Meta

from specman.model import modification as proposal
from specman.report.json import Answer, Part


class Impacted(Part):
    """Who is impacted, and how much."""

    category: str
    level: Annotated[str | None, Meta(description="high, medium or low; null where it is not said.")]
    note: str


class Decision(Part):
    """A vote or decision."""

    date: str
    by: str
    outcome: Annotated[str, Meta(description="The step that it was taken with.")]
    votes: Annotated[tuple[int, int, int] | None, Meta(description="For, against, abstained; null without a count.")]
    note: str


class Tie(Part):
    """How a proposal hangs together with another."""

    kind: str
    to: str


class Milestone(Part):
    """A date that is planned or known."""

    date: str | None
    what: str


class HistoryEntry(Part):
    """One step in the history of a record, and where the record stood after it."""

    date: Annotated[str | None, Meta(description="Null where no source gives it.")]
    step: Annotated[str, Meta(description="`recorded` where only the outcome is known.")]
    stage: str
    status: str
    by: str
    note: str
    baseline: Annotated[str | None, Meta(description="That holds the change, where the step freezes one.")]
    unverified: bool


class Answered(Part):
    """How a proposal stands to one of the committee's principles."""

    principle: str
    answer: Annotated[str, Meta(description="yes, no or comment.")]
    comment: str
    by: str


class Hours(Part):
    """Hours that were spent on a proposal."""

    month: Annotated[str, Meta(description="As 2016-06.")]
    role: str
    document: str
    hours: float


class Consultation(Part):
    """A consultation on a proposal."""

    opened: str
    closed: str | None
    what: str
    respondents: Annotated[int | None, Meta(description="Null where it is not recorded.")]


class NextStep(Part):
    """A legal step from where a record stands."""

    step: str
    stage: Annotated[str, Meta(description="Where it leads.")]
    status: str
    clause: Annotated[str, Meta(description="The part of Section D that it rests on.")]
    needs: Annotated[tuple[str, ...], Meta(description="Fields that it needs and that are not filled in.")]


class Modification(Part):
    """What is recorded of a proposal to change the documents, a designation, or a batch of issue resolutions."""

    id: str
    sort: str
    title: str
    stage: Annotated[str, Meta(description="Where in its process it stands.")]
    status: Annotated[str, Meta(description="What has become of it.")]
    path: str
    path_reason: str
    self_governance: bool | None
    fast_track: bool | None
    urgent: bool | None
    proposer: str
    organisation: str
    alternate: Annotated[str, Meta(description="The other person to ask.")]
    raised: str | None
    working_group: str
    lead_analyst: str
    base: Annotated[str | None, Meta(description="The baseline it is drafted on; null for the newest.")]
    summary: str
    issue: str
    solution: str
    alternatives: tuple[str, ...]
    impacted: tuple[Impacted, ...]
    outcome: str
    targets: Annotated[tuple[str, ...], Meta(description="Addresses that the proposer says are changed.")]
    documents: Annotated[tuple[str, ...], Meta(description="Documents that the proposer says are affected.")]
    drafts: Annotated[dict[str, str], Meta(description="Paths of drafted texts, by the id of their work.")]
    implementation_date: str | None
    implementation_approach: str
    costs: Annotated[dict[str, float], Meta(description="Pounds, by who has them.")]
    links: tuple[Tie, ...]
    decisions: tuple[Decision, ...]
    timetable: tuple[Milestone, ...]
    consequences: Annotated[str, Meta(description="What follows if it is not approved.")]
    answers: tuple[Answered, ...]
    hours: tuple[Hours, ...]
    consultations: tuple[Consultation, ...]
    history: tuple[HistoryEntry, ...]
    next_steps: tuple[NextStep, ...]
    unverified: Annotated[tuple[str, ...], Meta(description="Facts in its record that no source confirms.")]
    unverified_fields: Annotated[
        tuple[str, ...], Meta(description="Names of the fields whose content no source confirms.")
    ]


class OneModification(Modification, Answer, tag="specman.modification/2"):
    """What is recorded of a proposal to change the documents, a designation, or a batch of issue resolutions."""


class Modifications(Answer, tag="specman.modifications/2"):
    """The modifications that a library records."""

    modifications: tuple[Modification, ...]


M = TypeVar("M", bound=Modification)


def modification(item: proposal.Modification) -> OneModification:
    """The answer of `specman mod show`."""
    return _modification(OneModification, item)


def modifications(items: Sequence[proposal.Modification]) -> Modifications:
    """The answer of `specman list modifications`."""
    return Modifications(modifications=tuple(_modification(Modification, item) for item in items))


def _modification(sort: type[M], item: proposal.Modification) -> M:
    return sort(
        id=item.id, sort=item.sort, title=item.title, stage=item.stage, status=item.status, path=item.path,
        path_reason=item.path_reason, self_governance=item.self_governance, fast_track=item.fast_track,
        urgent=item.urgent, proposer=item.proposer, organisation=item.organisation, alternate=item.alternate,
        raised=item.raised or None, working_group=item.working_group, lead_analyst=item.lead_analyst,
        base=item.base or None, summary=item.summary, issue=item.issue, solution=item.solution,
        alternatives=item.alternatives,
        impacted=tuple(Impacted(category=r.category, level=r.level or None, note=r.note) for r in item.impacted),
        outcome=item.outcome, targets=item.targets, documents=item.documents, drafts=dict(item.drafts),
        implementation_date=item.implementation_date or None, implementation_approach=item.implementation_approach,
        costs=dict(item.costs), links=tuple(Tie(kind=tie.kind, to=tie.to) for tie in item.links),
        decisions=tuple(
            Decision(date=r.date, by=r.by, outcome=r.outcome, votes=r.votes, note=r.note) for r in item.decisions
        ),
        timetable=tuple(Milestone(date=r.date or None, what=r.what) for r in item.timetable),
        consequences=item.consequences,
        answers=tuple(
            Answered(principle=r.principle, answer=r.answer, comment=r.comment, by=r.by) for r in item.answers
        ),
        hours=tuple(Hours(month=r.month, role=r.role, document=r.document, hours=r.hours) for r in item.hours),
        consultations=tuple(
            Consultation(opened=r.opened, closed=r.closed or None, what=r.what, respondents=r.respondents)
            for r in item.consultations
        ),
        history=tuple(
            HistoryEntry(
                date=r.date or None, step=r.step, stage=r.stage, status=r.status, by=r.by, note=r.note,
                baseline=r.baseline or None, unverified=r.unverified,
            )
            for r in item.history
        ),
        next_steps=tuple(
            NextStep(
                step=step.name, stage=step.stage or item.stage, status=step.status, clause=step.clause,
                needs=item.lacks(step),
            )
            for step in item.steps
        ),
        unverified=item.unverified, unverified_fields=tuple(sorted(item.unverified_fields)),
    )  # fmt: skip
