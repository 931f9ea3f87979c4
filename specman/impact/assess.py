"""The assessment: where a change starts, whom it reaches, what was left out, who collides, how grave it is."""

from __future__ import annotations

from collections.abc import Mapping

from specman.impact.by_work import by_work
from specman.impact.gaps import collisions, gaps
from specman.impact.reached import reached
from specman.impact.strength import LEAST, LEAST_COUNTED
from specman.impact.subject import Subject, starts_of
from specman.impact.weight import estimate, rate
from specman.model.impact import Assessment
from specman.model.register import Dependents, Register

DEFAULT_DEPTH = 3


def assess(
    subject: Subject,
    register: Register,
    dependents: Dependents,
    *,
    depth: int = DEFAULT_DEPTH,
    strength: Mapping[str, float] | None = None,
    severity: Mapping[str, int] | None = None,
    effort: Mapping[str, float] | None = None,
    least: float = LEAST,
) -> Assessment:
    """Assess a subject against one state of the library.

    Editorial changes reach nobody; a renumbering reaches those who cite the old number and nobody further.

    Args:
        depth: how many links a change is followed.
        strength, severity, effort: rules of the library; defaults for what they do not set.
        least: strength from which a provision is listed.
    """
    starts = starts_of(subject, register)
    every = reached(subject, starts, register, dependents, strength or {}, depth, min(least, LEAST_COUNTED))
    listed = [item for item in every if item.strength >= least or item.calls_for == "must-change"]
    colliding = collisions(subject, listed, list(starts.parts), register)
    works = by_work(subject, listed, register)
    return Assessment(
        subject=subject.name,
        title=subject.title,
        baseline=subject.baseline,
        depth=depth,
        kind=subject.kind,
        direct=tuple(subject.direct),
        reached=tuple(listed),
        gaps=tuple(gaps(subject, listed, register)),
        collisions=tuple(colliding),
        works=tuple(works),
        severity=rate(subject.direct, listed, works, severity or {}),
        effort=estimate(subject.direct, listed, colliding, effort or {}),
        uncounted=len(every) - len(listed),
        drafted=subject.drafted,
        unverified=subject.unverified,
        notes=tuple(subject.notes),
    )
