"""The assessment: starts, spread, what each reached provision is called on to do, gaps, collisions, severity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from specman.graph.spread import Reach, spread
from specman.impact.explain import steps_of
from specman.impact.strength import LEAST, LEAST_COUNTED, REVIEW, passes
from specman.model.identity import Place
from specman.model.impact import (
    Assessment,
    CallsFor,
    Collision,
    Direct,
    Effort,
    Gap,
    Reached,
    Severity,
    WorkImpact,
)
from specman.model.register import Dependents, Register

DEFAULT_DEPTH = 3
DEFAULT_SEVERITY = {"high_must_change": 10, "high_works": 8, "medium_must_change": 1, "medium_works": 3}
DEFAULT_EFFORT = {"direct": 2.0, "must_change": 1.0, "review": 0.25, "aware": 0.0, "collision": 2.0}


@dataclass(frozen=True)
class Subject:
    """What is assessed.

    Attributes:
        name: `SECMP0014`, an address, a term or `4.11..4.12`.
        direct: provisions it changes or names.
        declared: work ids the proposer named, None where nobody named any.
        declared_elsewhere: documents the proposer named that the library does not hold.
        others: other open modifications: (id, title, their direct provisions).
        no_change: place to the reason for which specman could show that it can stay as it is.
    """

    name: str
    title: str
    baseline: str
    direct: Sequence[Direct]
    declared: frozenset[str] | None = None
    declared_elsewhere: Sequence[str] = ()
    others: Sequence[tuple[str, str, Sequence[Direct]]] = ()
    no_change: Mapping[Place, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


def assess(
    subject: Subject,
    register: Register,
    dependents: Dependents,
    *,
    depth: int = DEFAULT_DEPTH,
    strength: Mapping[str, float] | None = None,
    severity: Mapping[str, int] | None = None,
    effort: Mapping[str, float] | None = None,
) -> Assessment:
    """Assess a subject against one state of the library.

    Editorial changes reach nobody; a renumbering reaches those who cite the old number and nobody further.
    """
    share = passes(dependents, register, strength or {})
    own = {direct.place for direct in subject.direct}
    meaning, numbers = _starts(subject, register)
    reaches = spread(dependents, meaning, share, depth=depth, least=LEAST_COUNTED)
    reached = _reached(reaches, subject, register, own, meaning)
    reached = _citers_of_moved(numbers, reached, subject, register, dependents, own)
    reached.sort(key=lambda item: (_rank(item.calls_for), -item.strength, item.address))
    listed = [item for item in reached if item.strength >= LEAST or item.calls_for == "must-change"]
    gaps = _gaps(listed, register)
    collisions = _collisions(subject, listed, own)
    works = _works(subject, listed, register)
    assessment = Assessment(
        subject=subject.name,
        title=subject.title,
        baseline=subject.baseline,
        depth=depth,
        direct=tuple(subject.direct),
        reached=tuple(listed),
        gaps=tuple(gaps),
        collisions=tuple(collisions),
        works=tuple(works),
        severity=Severity("none", ()),
        effort=Effort(0, ()),
        uncounted=len(reached) - len(listed),
        notes=tuple(subject.notes),
    )
    return replace(
        assessment,
        severity=rate(assessment, severity or {}),
        effort=estimate(assessment, effort or {}),
    )


def _rank(calls_for: CallsFor) -> int:
    return ("must-change", "review", "aware").index(calls_for)


def _starts(subject: Subject, register: Register) -> tuple[set[Place], set[Place]]:
    """Places whose meaning changes, and places whose number or existence does."""
    meaning: set[Place] = set()
    numbers: set[Place] = set()
    for direct in subject.direct:
        change = direct.change
        if change is None:
            meaning.add(direct.place)
            continue
        if change.significance == "editorial":
            continue
        if change.base is None:
            holder = direct.place
            while holder.eid and register.entry(holder) is None:
                holder = Place(holder.work, holder.eid.rpartition("__")[0])
            if holder.eid:
                meaning.add(holder)
            continue
        if change.kind in ("removed", "renumbered", "moved") or _number_changed(direct):
            numbers.add(direct.place)
        if change.significance == "substantive":
            meaning.add(direct.place)
    return meaning, numbers


def _number_changed(direct: Direct) -> bool:
    change = direct.change
    return bool(change and change.base and change.target and change.base.address != change.target.address)


def _reached(
    reaches: Sequence[Reach], subject: Subject, register: Register, own: set[Place], meaning: set[Place]
) -> list[Reached]:
    found = []
    for reach in reaches:
        if reach.place in own or not reach.place.eid or all(link.kind == "contains" for link in reach.path):
            continue
        entry = register.entry(reach.place)
        if entry is None or entry.kind == "heading":
            continue
        calls_for, why = _calls_for(reach)
        no_change = subject.no_change.get(reach.place, "")
        if no_change and calls_for == "must-change":
            calls_for = "review"
        found.append(
            Reached(
                reach.place,
                register.address(reach.place),
                reach.place.work,
                entry.caption,
                calls_for,
                round(reach.strength, 3),
                reach.distance,
                steps_of(reach.path, register, subject.name, meaning),
                why,
                no_change,
            )
        )
    return found


def _calls_for(reach: Reach) -> tuple[CallsFor, str]:
    if reach.distance == 1:
        kind = next(link.kind for link in reach.path if link.kind != "contains")
        own_change = reach.path[-1].kind != "contains"
        if reach.path[0].kind == "contains":
            return "aware", "it holds a provision that depends on what changes"
        if kind == "mirrors" and own_change:
            return "must-change", "it must stay equal to what changes"
        if kind == "implements" and own_change:
            return "must-change", "it implements what changes"
        if reach.strength >= REVIEW:
            return "review", "it depends directly on what changes"
        return "aware", "it depends on what changes, as many others do"
    return "aware", f"it is {reach.distance} steps away"


def _citers_of_moved(
    numbers: set[Place],
    reached: list[Reached],
    subject: Subject,
    register: Register,
    dependents: Dependents,
    own: set[Place],
) -> list[Reached]:
    """Those who cite, by number, what is removed, renumbered or moved: their words no longer lead there."""
    kinds = {direct.place: direct.change.kind for direct in subject.direct if direct.change}
    by_place = {item.place: item for item in reached}
    for place, links in dependents.into(sorted(numbers)).items():
        for link in links:
            if link.kind not in ("cites", "maps-to", "implements", "borrows-meaning") or link.source in own:
                continue
            kind = kinds.get(place, "renumbered")
            said = {"removed": "removed", "moved": "moved"}.get(kind, "renumbered")
            why = f"it cites {register.address(place)}, which is {said}"
            entry = register.entry(link.source)
            by_place[link.source] = Reached(
                link.source,
                register.address(link.source),
                link.source.work,
                entry.caption if entry else "",
                "must-change",
                1.0,
                1,
                steps_of((link,), register, subject.name, numbers),
                why,
                subject.no_change.get(link.source, ""),
            )
    return list(by_place.values())


def _gaps(reached: Sequence[Reached], register: Register) -> list[Gap]:
    found = []
    for item in reached:
        name = register.works[item.work].name
        if item.calls_for == "must-change":
            found.append(Gap(item.address, name, f"{item.why}, and the draft leaves it as it is"))
    return found


def _collisions(subject: Subject, reached: Sequence[Reached], own: set[Place]) -> list[Collision]:
    close = {item.place: item.address for item in reached if item.calls_for in ("must-change", "review")}
    found = []
    for mod_id, title, directs in subject.others:
        same = sorted({direct.address for direct in directs if direct.place in own})
        dependent = sorted({close[direct.place] for direct in directs if direct.place in close})
        if same or dependent:
            found.append(Collision(mod_id, title, tuple(same), tuple(dependent)))
    return found


def _works(subject: Subject, reached: Sequence[Reached], register: Register) -> list[WorkImpact]:
    rows: dict[str, dict[str, int]] = {}
    for direct in subject.direct:
        rows.setdefault(direct.work, dict.fromkeys(("direct", "must-change", "review", "aware"), 0))["direct"] += 1
    for item in reached:
        rows.setdefault(item.work, dict.fromkeys(("direct", "must-change", "review", "aware"), 0))[item.calls_for] += 1
    declared = subject.declared
    for name in sorted(declared or ()):
        rows.setdefault(name, dict.fromkeys(("direct", "must-change", "review", "aware"), 0))
    found = []
    for work_id, row in rows.items():
        work = register.works[work_id]
        named = declared is not None and work_id in declared
        remark = ""
        if named and not any(row.values()):
            remark = "named by the proposer, not reached"
        elif declared is not None and not named and row["direct"] == 0 and (row["must-change"] or row["review"]):
            remark = "reached, not named by the proposer"
        elif declared is not None and not named and row["direct"]:
            remark = "changed, not named by the proposer"
        found.append(
            WorkImpact(
                work_id, work.name, work.title, row["direct"], row["must-change"], row["review"], row["aware"], named,
                register.holds(work_id), remark,
            )
        )  # fmt: skip
    found.sort(key=lambda w: (-w.direct, -w.must_change, -w.review, -w.aware, w.name))
    for name in subject.declared_elsewhere:
        found.append(
            WorkImpact(
                "",
                name,
                name,
                0,
                0,
                0,
                0,
                True,
                False,
                "named by the proposer, not held here",
            )
        )
    return found


def rate(assessment: Assessment, rule: Mapping[str, int]) -> Severity:
    """High, medium, low or none, by counts set in `specman.toml` under [severity], with the reasons."""
    table = {**DEFAULT_SEVERITY, **rule}
    must = len(assessment.calling_for("must-change"))
    review = len(assessment.calling_for("review"))
    works = sum(1 for work in assessment.works if work.direct or work.must_change or work.review)
    facts = [
        f"{_count(len(assessment.direct), 'provision')} changed or named",
        f"{_count(must, 'provision')} must change with {'it' if len(assessment.direct) == 1 else 'them'}",
        f"{_count(works, 'document')} changed or to be reviewed",
    ]
    if not assessment.direct:
        return Severity("none", ("nothing is changed",))
    if must >= table["high_must_change"]:
        return Severity("high", (f"at least {table['high_must_change']} provisions must change", *facts))
    if works >= table["high_works"]:
        return Severity("high", (f"at least {table['high_works']} documents are touched", *facts))
    if must >= table["medium_must_change"]:
        return Severity("medium", (f"at least {_count(table['medium_must_change'], 'provision')} must change", *facts))
    if works >= table["medium_works"]:
        return Severity("medium", (f"at least {table['medium_works']} documents are touched", *facts))
    return Severity(
        "low",
        (f"fewer than {table['medium_works']} documents, {_count(review, 'provision')} to review", *facts),
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def estimate(assessment: Assessment, rule: Mapping[str, float]) -> Effort:
    """Hours of drafting and review by the rates of `specman.toml` under [effort]: a rule, not a forecast."""
    table = {**DEFAULT_EFFORT, **rule}
    rows = [
        ("provisions drafted or named", len(assessment.direct), table["direct"]),
        ("provisions that must change", len(assessment.calling_for("must-change")), table["must_change"]),
        ("provisions to review", len(assessment.calling_for("review")), table["review"]),
        ("collisions to settle", len(assessment.collisions), table["collision"]),
    ]
    return Effort(round(sum(count * hours for _, count, hours in rows), 2), tuple(rows))
