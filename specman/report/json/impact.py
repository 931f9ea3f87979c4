"""`impact`: what a change reaches, what that calls for, and why."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from specman.model import impact as model
from specman.model.link import LinkKind
from specman.report.json import Answer, Part
from specman.report.json.diff import Change, change
from specman.report.wording import (
    TASKS,
    gap_words,
    no_change_words,
    note_words,
    remark_words,
    severity_words,
    step_words,
    why_words,
)


class Direct(Part):
    """A provision that the subject itself changes or names."""

    address: str
    work: str
    eid: str
    heading: str
    change: Annotated[Change | None, Meta(description="What is done to it; null for a target that is only named.")]


class Step(Part):
    """One link of a path, from the dependent to what it depends on."""

    source: str = field(name="from")
    link: Literal[LinkKind, "part-of"]
    target: str = field(name="to")
    because: str


class Reached(Part):
    """A provision that depends on what changes."""

    address: str
    work: str
    eid: str
    heading: str
    calls_for: model.CallsFor
    strength: Annotated[float, Meta(ge=0, le=1)]
    distance: int
    why: str
    no_change_because: str | None
    path: Annotated[tuple[Step, ...], Meta(description="The strongest path, from this provision to the change.")]


class Gap(Part):
    """A provision that a draft should have changed and did not."""

    address: str
    work: str
    reason: str
    kind: Literal["left-as-it-is", "undrafted-target"]


class Collision(Part):
    """Another open modification that touches the same provisions, or what depends on them."""

    modification: str
    title: str
    same_provisions: tuple[str, ...]
    dependent_provisions: tuple[str, ...]


class WorkImpact(Part):
    """What falls to one document."""

    work: Annotated[str | None, Meta(description="Its id; null where the library does not know it.")]
    name: str
    title: str
    direct: int
    must_change: int
    review: int
    aware: int
    declared: bool
    held: bool
    remark: str


class NotHeld(Part):
    """A part of the Code that is registered and not held, and that provisions changed, named or reached cite."""

    work: str
    name: str
    title: str
    provisions: Annotated[int, Meta(description="How many of them cite it; what they need of it is not known.")]


class Severity(Part):
    """How grave the change is, and the rule that gave the level."""

    level: Literal["high", "medium", "low", "none"]
    reasons: tuple[str, ...]


class Task(Part):
    """Hours for one sort of work."""

    what: str
    count: int
    hours_each: float


class Effort(Part):
    """Hours of drafting and review, by rule."""

    hours: float
    rows: tuple[Task, ...]


class Impact(Answer, tag="specman.impact/1"):
    """Whom a change reaches, and what that calls for."""

    subject: str
    title: str
    baseline: str
    depth: int
    notes: tuple[str, ...]
    direct: tuple[Direct, ...]
    reached: tuple[Reached, ...]
    drafted: Annotated[
        tuple[str, ...],
        Meta(
            description="Documents for which the modification holds drafted text. Where it holds none, nothing can be "
            "said of what a draft leaves out."
        ),
    ]
    unverified: Annotated[
        tuple[model.RecordField, ...], Meta(description="Fields of the record whose content no source confirms.")
    ]
    gaps: tuple[Gap, ...]
    collisions: tuple[Collision, ...]
    works: tuple[WorkImpact, ...]
    not_held: Annotated[
        tuple[NotHeld, ...],
        Meta(description="Parts of the Code that the provisions listed here cite and whose text is not held."),
    ]
    severity: Severity
    effort: Effort
    weaker_not_listed: Annotated[int, Meta(description="How many more places are reached too weakly to list.")]


def impact(assessment: model.Assessment) -> Impact:
    """The answer of `specman impact`."""
    return Impact(
        subject=assessment.subject,
        title=assessment.title,
        baseline=assessment.baseline,
        depth=assessment.depth,
        notes=tuple(note_words(note, assessment) for note in assessment.notes),
        direct=tuple(map(_direct, assessment.direct)),
        reached=tuple(reached(item, assessment) for item in assessment.reached),
        drafted=assessment.drafted,
        unverified=tuple(sorted(assessment.unverified)),
        gaps=tuple(_gap(item, assessment) for item in assessment.gaps),
        collisions=tuple(map(_collision, assessment.collisions)),
        works=tuple(_work(item, assessment) for item in assessment.works),
        not_held=tuple(
            NotHeld(work=part.work, name=part.name, title=part.title, provisions=part.provisions)
            for part in assessment.not_held
        ),
        severity=Severity(level=assessment.severity.level, reasons=tuple(severity_words(assessment.severity))),
        effort=Effort(
            hours=assessment.effort.hours,
            rows=tuple(
                Task(what=TASKS[task], count=count, hours_each=each) for task, count, each in assessment.effort.rows
            ),
        ),
        weaker_not_listed=assessment.uncounted,
    )


def _direct(item: model.Direct) -> Direct:
    return Direct(
        address=item.address, work=item.work, eid=item.place.eid, heading=item.heading,
        change=change(item.change) if item.change else None,
    )  # fmt: skip


def reached(item: model.Reached, assessment: model.Assessment) -> Reached:
    """How a provision is reached, with the path in words."""
    return Reached(
        address=item.address,
        work=item.work,
        eid=item.place.eid,
        heading=item.heading,
        calls_for=item.calls_for,
        strength=item.strength,
        distance=item.distance,
        why=why_words(item),
        no_change_because=no_change_words(item.no_change) if item.no_change else None,
        path=tuple(
            Step(source=step.source, link=step.link, target=step.target, because=step_words(step, assessment))
            for step in item.steps
        ),
    )


def _gap(item: model.Gap, assessment: model.Assessment) -> Gap:
    return Gap(
        address=item.address, work=item.work, reason=gap_words(item, assessment),
        kind="left-as-it-is" if item.reached else "undrafted-target",
    )  # fmt: skip


def _collision(item: model.Collision) -> Collision:
    return Collision(
        modification=item.modification, title=item.title, same_provisions=item.same,
        dependent_provisions=item.dependent,
    )  # fmt: skip


def _work(item: model.WorkImpact, assessment: model.Assessment) -> WorkImpact:
    return WorkImpact(
        work=item.work or None, name=item.name, title=item.title, direct=item.direct, must_change=item.must_change,
        review=item.review, aware=item.aware, declared=item.declared, held=item.held,
        remark=remark_words(item, assessment),
    )  # fmt: skip
