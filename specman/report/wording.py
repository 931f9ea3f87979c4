"""The words of the model's values: each is made here, once, for every form of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specman.model.impact import Assessment, Direct, Gap, NoChange, Note, Reached, Severity, Step, Task, WorkImpact


def plural(number: int, what: str) -> str:
    """`1 provision`, `2 provisions`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def and_list(names: tuple[str, ...]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


# -- impact -----------------------------------------------------------------------------------------------------------

_VERB = {
    "cites": "cites",
    "uses-term": "uses",
    "borrows-meaning": "takes meanings from",
    "uses-type": "uses the type",
    "maps-to": "is mapped to",
    "implements": "implements",
    "mirrors": "must stay equal to",
    "contains": "contains",
    "part-of": "is part of",
}
_UNVERIFIED = " (not verified)"


def step_words(step: Step, assessment: Assessment) -> str:
    """One link of a path, and at its end what the subject does there."""
    if step.link == "uses-term":
        said = f"{step.source} uses '{step.words}', defined in {step.target}"
    elif step.link == "implements" and step.words and step.words != step.target:
        said = f"{step.source} implements {step.target} ({step.words})"
    else:
        said = f"{step.source} {_VERB[step.link]} {step.target}"
    return f"{said}{_end_words(step, assessment)}"


def _end_words(step: Step, assessment: Assessment) -> str:
    if not step.end or assessment.kind == "places":  # a person who names a provision knows that it is the one
        return ""
    if assessment.kind == "baselines":
        return f", which changes from {assessment.title}"
    if step.end == "names":
        doubt = _UNVERIFIED if "targets" in assessment.unverified else ""
        return f", which {assessment.subject} names as a target{doubt}"
    return f", which {assessment.subject} changes"


_LOST = {
    "removed": "is removed",
    "renumbered": "is renumbered",
    "moved": "is moved",
    "renamed": "has another name",
}


def why_words(item: Reached) -> str:
    """Why a provision is called on."""
    if item.why in _LOST:
        return f"it {_VERB[item.steps[0].link]} {item.about}, which {_LOST[item.why]}"
    return {
        "part of a target": "it is part of what is named as a target",
        "mirrors": "it must stay equal to what changes",
        "implements": "it implements what changes",
        "direct": "it depends directly on what changes",
        "common": "it depends on what changes, as many others do",
        "holds a dependent": "it holds a provision that depends on what changes",
        "indirect": f"it is {item.distance} steps away",
    }[item.why]


def no_change_words(reason: NoChange) -> str:
    """Why a schema type can stay as it is."""
    because = f", as {reason.because}" if reason.because else ""
    return f"no change needed: its pattern accepts the new form ({and_list(reason.samples[:2])}){because}"


def direct_words(direct: Direct, assessment: Assessment) -> str:
    """What the subject does to a provision: the kind of its change, or that it is only named."""
    if direct.change is None:
        doubt = ", not verified" if "targets" in assessment.unverified else ""
        return "named" if assessment.kind == "places" else f"named as a target{doubt}"
    change = direct.change
    return change.kind if change.significance == "substantive" else f"{change.kind}, {change.significance}"


def gaps_title(assessment: Assessment) -> str:
    """What a list of gaps is called, by what is assessed."""
    return {
        "modification": "Gaps in the draft",
        "baselines": "Not followed up",
        "places": "What would have to follow",
    }[assessment.kind]


def gap_words(gap: Gap, assessment: Assessment) -> str:
    """Why a provision is a gap."""
    if gap.reached is None:
        doubt = _UNVERIFIED if "targets" in assessment.unverified else ""
        return f"it is named as a target{doubt}, and no text is drafted for it"
    why = why_words(gap.reached)
    if assessment.kind == "baselines":
        return f"{why}, and it was left as it is"
    if assessment.kind == "places":
        return why
    return f"{why}, and {'the draft leaves it as it is' if assessment.drafted else 'no text is drafted'}"


def no_gaps_words(assessment: Assessment) -> str:
    """What may be said of gaps beside those listed: of a draft that is not there, nothing can be said."""
    if assessment.kind == "modification" and not assessment.drafted:
        return "No drafted text is held, so what a draft would leave out is not known."
    return "" if assessment.gaps else "None found."


def remark_words(work: WorkImpact, assessment: Assessment) -> str:
    """How what the proposer named compares with what was found."""
    if not work.remark:
        return ""
    if "documents" not in assessment.unverified:
        return {
            "named, not reached": "named by the proposer, not reached",
            "reached, not named": "reached, not named by the proposer",
            "changed, not named": "changed, not named by the proposer",
            "named, not held": "named by the proposer, not held here",
        }[work.remark]
    return {
        "named, not reached": "named by the proposer (not verified), not reached",
        "reached, not named": "reached; not verified whether named",
        "changed, not named": "changed; not verified whether named",
        "named, not held": "named by the proposer (not verified), not held here",
    }[work.remark]


def severity_words(severity: Severity) -> list[str]:
    """The rule that gave a severity, and the counts it looked at."""
    if severity.rule == "nothing":
        return ["nothing is changed"]
    if severity.level == "low":
        rule = f"fewer than {plural(severity.least, 'document')}, {plural(severity.review, 'provision')} to review"
    elif severity.rule == "must_change":
        rule = f"at least {plural(severity.least, 'provision')} must change"
    else:
        rule = f"at least {plural(severity.least, 'document')} are touched"
    return [
        rule,
        f"{plural(severity.direct, 'provision')} changed or named",
        f"{plural(severity.must_change, 'provision')} must change with {'it' if severity.direct == 1 else 'them'}",
        f"{plural(severity.works, 'document')} changed or to be reviewed",
    ]


TASKS: dict[Task, str] = {
    "direct": "provisions drafted or named",
    "must_change": "provisions that must change",
    "review": "provisions to review",
    "collision": "collisions to settle",
}
"""What hours are reckoned for, in words."""


def note_words(note: Note, assessment: Assessment) -> str:
    """Something a reader must know of the subject first."""
    return {
        "target not found": f"The declared target {note.name!r} was not found: {note.detail}",
        "nothing to assess": f"{note.name} has neither drafted text nor a target that was found: nothing to assess.",
        "collisions unknown": f"{note.name} could not be read, so collisions with it are not known: {note.detail}",
        "unverified": f"The record of {assessment.subject} does not verify {note.name}.",
    }[note.kind]
