"""The words of the model's values: each is made here, once, for every form of a report."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from specman.errors import and_list
from specman.model.change import side_words
from specman.model.detail import WORST_FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specman.model.change import CellChange, Change, RecordChange
    from specman.model.detail import AttributeChange, Detail, DetailKind, Force, SchemaPart, Verdict
    from specman.model.impact import (
        Assessment,
        Direct,
        Gap,
        NoChange,
        Note,
        NotHeld,
        Reached,
        Severity,
        Step,
        Task,
        WorkImpact,
    )
    from specman.model.lifecycle import Step as LegalStep
    from specman.model.release import Consequence, MergeConflict

LONG_VALUE = 80  # letters; of longer values of a schema only what differs is told


def plural(number: int, what: str) -> str:
    """`1 provision`, `2 provisions`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


# -- what changed inside a provision -----------------------------------------------------------------------------------


def detail_words(detail: Detail) -> str:
    """One thing that changed inside a provision, beside its words."""
    about, base, target, count = detail.about, detail.base, detail.target, detail.count
    names = _named(detail.names, detail.more)
    match detail.kind:
        case "number":
            return f"number {base} → {target}"
        case "heading":
            return f"heading: {base or 'none'} → {target or 'none'}"
        case "status":
            return f"{base} → {target}"
        case "place":
            return f"now after {target}" if target else "now first"
        case "split":
            return f"some of its words are now in {names}"
        case "part":
            return f"split from what was {base}"
        case "joined":
            return f"joined to what is now {target}"
        case "taken in":
            return f"takes in the words of what was {names}"
        case "list end":
            return "only where the list ends"
        case "link":
            if base and target:
                return f"link on “{about}”: {base} → {target}"
            return f"no link on “{about}” any more" if base else f"a link on “{about}” is new"
        case "link place":
            return f"the link on “{about}” leads elsewhere"
        case "merged cells":
            return "merged cells changed"
        case "emphasis":
            return "emphasis changed"
        case "footnotes":
            return f"{_several(abs(count), 'footnote')} {'put in' if count > 0 else 'taken out'}"
        case "footnote places":
            return "footnotes in other places"
        case "pictures":
            verb = "was" if abs(count) == 1 else "were"
            return f"{_several(abs(count), 'picture')} {verb} {'added' if count > 0 else 'removed'}"
        case "replaced pictures":
            return f"{_several(count, 'picture')} {'was' if count == 1 else 'were'} replaced"
        case "renamed column":
            return f"column '{base}' is now called '{target}'"
        case "added column":
            return f"column '{target}' added"
        case "removed column":
            return f"column '{base}' removed"
        case "column order":
            return f"columns in another order: {target}"
        case "new column":
            return f"{about} (new column): {target}"
        case "lost column":
            return f"{about} (column gone): {base}"
        case "only columns":
            return "only the columns changed"
        case "only column order":
            return "only the order of the columns changed"
        case "file":
            return f"now in {target}"
        case "serves":
            return f"serves {', '.join(detail.names)}{f' and {detail.more} more' if detail.more else ''}"


def _named(names: tuple[str, ...], more: int) -> str:
    return and_list((*names, f"{more} more") if more else names)


def _several(number: int, what: str) -> str:
    return f"a {what}" if number == 1 else f"{number} {what}s"


def part_words(part: SchemaPart) -> str:
    """One thing that changed inside a component of a schema."""
    inside = f" in {part.where}" if part.where else ""
    ways = _ways(part.base, part.target)
    match part.rule:
        case "version":
            return f"version of the schema: {ways}"
        case "namespace":
            return f"target namespace: {ways}"
        case "name":
            return f"{part.what.split()[0]} renamed: {ways}"
        case "form":
            return f"{part.what}: {ways}"
        case "imports" | "includes":
            return f"now {part.rule} {part.target}" if part.target else f"no longer {part.rule} {part.base}"
        case "file form":
            return f"{part.what} of the file: {ways}"
        case "file namespace":
            return f"namespace of the file: {ways}"
        case "otherwise":
            return "written otherwise, in a way that was not decided"
        case "documentation":
            return "documentation reworded"
        case "default unwritten":
            return f"{part.what} is now left to its default, which is the same"
        case "default written":
            return f"{part.what} is now written out; it was the default"
        case "anonymous type":
            named = part.base or part.target
            said = f"type of {part.what}: an anonymous type that extends {named}, and {named} itself"
            return f"{said}, one in the other's place"
        case "named type":
            if part.target:
                return f"the anonymous type of {part.what}{inside} is now named {part.target}"
            return f"the type {part.base} of {part.what}{inside} is now anonymous"
        case "added" | "removed":
            if part.need == "redefined":
                return f"{part.what} redefined {part.rule}{inside}"
            stands = f", which may stand for {part.stands_for}," if part.stands_for else ""
            return f"{part.need} {part.what}{stands} {part.rule}{inside}".lstrip()
        case "order":
            return f"{part.what} stands elsewhere{inside}"
        case "became":
            return f"{part.base} became {part.target}{inside}"
        case "use":
            return f"{part.what}{inside} is now {part.target} (was {part.base})"
        case "bound":
            return f"{part.what}{inside}: {ways}"
        case "same bound":
            return f"{part.what}{inside}: {part.base} → {part.target}, which is the same"
        case "value":
            return f"{part.what} changed{inside}: {ways}"
        case "occurrence" | "attribute":
            return f"{part.attribute} of {part.what}{inside}: {ways}"


def _ways(base: str, target: str) -> str:
    """From one value to another; of two long ones only the words that differ."""
    if min(len(base), len(target)) <= LONG_VALUE:
        return f"{base or 'none'} → {target or 'none'}"
    old, new = base.split(), target.split()
    gone: list[str] = []
    come: list[str] = []
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            gone += old[i1:i2]
            come += new[j1:j2]
    said = [_cut(" ".join(words).strip("| ")) or "nothing" for words in (gone, come)]
    return f"{' → '.join(said)}, and the rest of it is the same"


def _cut(words: str) -> str:
    return words if len(words) <= 2 * LONG_VALUE else f"{words[:LONG_VALUE]} … {words[-LONG_VALUE // 2 :]}"


_BECAUSE = {
    ("senders", "breaks"): "documents valid before may no longer be: ",
    ("senders", "unknown"): "not decided for senders: ",
    ("receivers", "breaks"): "a receiver may meet what it did not know: ",
    ("receivers", "unknown"): "not decided for receivers: ",
}


def reason_words(parts: Sequence[SchemaPart]) -> str:
    """Why a schema change is safe, breaking or undecided, for each direction: the parts that decide."""
    senders, because_s = _deciding([(part.senders, _with(part, part.was_valid, "was valid")) for part in parts])
    receivers, because_r = _deciding([(part.receivers, _with(part, part.now_valid, "is valid now")) for part in parts])
    if senders == receivers == "unknown" and because_s == because_r:
        return f"not decided: {because_s}"
    reasons = [_BECAUSE["senders", senders] + because_s] if senders != "safe" else []
    reasons += [_BECAUSE["receivers", receivers] + because_r] if receivers != "safe" else []
    return "; ".join(reasons) or "the same documents are valid before and after"


def _with(part: SchemaPart, example: str, said: str) -> str:
    """One thing that changed, with the shortest element that shows it."""
    return f"{part_words(part)} ({example} {said})" if example else part_words(part)


def _deciding(rows: list[tuple[Verdict, str]]) -> tuple[Verdict, str]:
    """The worst verdict of some parts, and the words of those that give it."""
    for verdict in WORST_FIRST:
        if words := [said for found, said in rows if found == verdict]:
            more = f" (and {len(words) - 2} more)" if len(words) > 2 else ""
            return verdict, ", ".join(words[:2]) + more
    return "safe", ""


def details_words(change: Change, *, without: tuple[DetailKind, ...] = ()) -> list[str]:
    """What changed inside a provision, beside its words; parts of a schema first.

    Args:
        without: kinds of details that are shown in another way.
    """
    details = [detail_words(detail) for detail in change.details if detail.kind not in without]
    return [*map(part_words, change.parts), *details]


def force_words(force: Force) -> str:
    """A change of force."""
    if force.gone and force.come:
        return f"'{force.gone}' became '{force.come}'"
    return f"'{force.gone}' was taken out" if force.gone else f"'{force.come}' was put in"


def cell_words(cell: CellChange) -> str:
    """A changed cell of a row: what it was and what it is."""
    before, after = side_words(cell.edits, "base"), side_words(cell.edits, "target")
    return f"{cell.column}: {before or 'empty'} → {after or 'empty'}"


def record_words(change: RecordChange) -> str:
    """What became of a record of the library, before its values."""
    return {"added": f"{change.path} is new", "removed": f"{change.path} is gone", "changed": change.path}[
        change.status
    ]


def metadata_words(change: AttributeChange, *, short: bool = False) -> str:
    """What a document states of itself, where that differs.

    Args:
        short: leave out that a value stands in the header of a schema.
    """
    name = " ".join(change.path[1:] if short and change.path[0] == "header" else change.path)
    if change.base is None:
        return f"{name}: {change.target} (new)"
    if change.target is None:
        return f"{name}: {change.base} (gone)"
    return f"{name}: {change.base} → {change.target}"


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


def link_words(step: Step) -> str:
    """What one end of a link has to do with the other: `cites GBCS 10.4.2`."""
    if step.link == "uses-term":
        return f"uses '{step.words}', defined in {step.target}"
    if step.link == "implements" and step.words and step.words != step.target:
        return f"implements {step.target} ({step.words})"
    return f"{_VERB[step.link]} {step.target}"


def step_words(step: Step, assessment: Assessment) -> str:
    """One link of a path, and at its end what the subject does there."""
    return f"{step.source} {link_words(step)}{_end_words(step, assessment)}"


def _end_words(step: Step, assessment: Assessment) -> str:
    if not step.end or assessment.kind == "places":  # a person who names a provision knows that it is the one
        return ""
    if assessment.kind == "baselines":
        return f", which changes from {assessment.title}"
    if step.end == "names":
        return f", which {assessment.subject} names as a target{_doubt(assessment)}"
    return f", which {assessment.subject} changes"


def _doubt(assessment: Assessment) -> str:
    """That no source confirms which targets the subject names, where none does."""
    return " (not verified)" if "targets" in assessment.unverified else ""


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
        return f"it is named as a target{_doubt(assessment)}, and no text is drafted for it"
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
    if work.remark == "named, not held" and work.work:
        doubt = " (not verified)" if "documents" in assessment.unverified else ""
        return f"named by the proposer{doubt}, registered and not held here"
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


NOT_HELD = "Cited and not held, so what they need of it is not known"


def not_held_words(part: NotHeld) -> str:
    """How many of the provisions listed cite a part that is not held."""
    return f"{part.name} ({part.title}): cited by {plural(part.provisions, 'provision')} listed here"


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
        "ended": f"{note.name} has ended: {note.detail}.",
        "in force": f"The change lands in {note.name}. Beside it {note.detail} may stay in use, untouched: the "
        "proposal does not say whether that is to change too.",
    }[note.kind]


FIELD_WORDS = {
    "title": "Title", "proposer": "Proposer", "organisation": "Proposer's organisation",
    "alternate": "Alternate contact", "path": "Path", "path_reason": "Reason for the path",
    "self_governance": "Self-Governance", "fast_track": "Fast-Track", "urgent": "Urgent", "raised": "Raised",
    "working_group": "Working Group", "lead_analyst": "Lead analyst", "base": "Drafted on",
    "documents": "Documents named", "targets": "Targets", "drafts": "Drafted text", "alternatives": "Alternatives",
    "links": "Other proposals", "implementation_date": "Implementation date",
    "implementation_approach": "Implementation approach", "costs": "Costs", "outcome": "Outcome", "issue": "Issue",
    "solution": "Solution", "summary": "Summary",
}  # fmt: skip


def field_words(name: str) -> str:
    """What a field of a modification's record is called."""
    return FIELD_WORDS.get(name, name.replace("_", " ").capitalize())


def step_line(step: LegalStep) -> str:
    """What a step of the life cycle is, and the part of the Code it rests on."""
    clause = "" if not step.clause else f" (Section {step.clause})"
    return f"{step.words}{clause}"


def merge_conflict_words(conflict: MergeConflict) -> str:
    """What two sides of a merge did that cannot both be, and what was kept."""
    label = conflict.label
    if conflict.kind == "removed":
        who = "ours" if not conflict.ours else "theirs"
        return f"{label}: {who} removed it, the other side changed it; it is kept"
    if conflict.kind in ("number", "place", "status"):
        both = f"{conflict.ours!r} and {conflict.theirs!r}"
        return f"{label}: {conflict.kind} was changed on both sides: {both}; ours is kept"
    if conflict.kind == "number twice":
        return f"{label} is now given twice: number one of them anew"
    return f"{label}: {_BOTH[conflict.kind]}"


_BOTH = {
    "words": "the same words were changed on both sides",
    "cell": "the same words of a cell were changed on both sides",
    "heading": "the same words of the heading were changed on both sides",
    "emphasis": "emphasis or references of the same words were changed on both sides",
    "columns": "the columns were changed on both sides; ours are kept",
    "holder removed": "one side changed it, the other removed what holds it",
    "rows": "the same rows were changed on both sides",
    "lines": "the same lines were changed on both sides",
}


def clash_words(what: str) -> str:
    """How two proposals meet at one place."""
    return _CLASHES.get(what) or _BOTH[what].replace("were changed on both sides", "are changed by both").replace(
        "; ours are kept", ""
    )


_CLASHES = {
    "removed": "one removes it, the other changes it",
    "holder removed": "one changes it, the other removes what holds it",
    "number": "both give it another number",
    "place": "both move it elsewhere",
    "status": "both make it something else: normative, informative or inactive",
    "number twice": "both give this number to something of their own",
    "same provision": "both change it, in different words",
    "cited": "one changes it, the other's draft cites it",
    "same new number": "both insert it under one number; the second is numbered anew when they are released",
}


def consequence_words(one: Consequence) -> str:
    """What became of a citation whose target a release changed."""
    before, after = one.words
    if one.what == "rewritten":
        return f"“{before}” becomes “{after}”, since {one.target[0]} is now {one.target[1]}"
    if one.what == "removed":
        return f"“{before}”, and {one.target[0]} was removed"
    return f"“{before}”, and {one.target[0]} is now {one.target[1]}"
