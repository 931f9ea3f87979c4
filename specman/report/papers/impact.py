"""The impact assessment for the Technical Sub-Committee: page one is the decision."""

from __future__ import annotations

from specman.errors import and_list
from specman.model.impact import Assessment, Reached
from specman.model.paper import Block, Paper, Para, Section, Words, blank, place, words
from specman.model.papers import ImpactPaper
from specman.report.naming import named
from specman.report.papers.impact_annexes import annexes
from specman.report.papers.impact_decision import decisions
from specman.report.papers.impact_sides import sides
from specman.report.papers.phrases import (
    address_cell,
    bullets,
    cut,
    day_words,
    or_blank,
    para,
    path_words,
    records_shown,
    redline,
    replaced_words,
    several,
    table,
)
from specman.report.picture import impact_figure
from specman.report.wording import direct_words, gap_words, no_change_words, no_gaps_words, note_words, plural


def impact(item: ImpactPaper, *, library: str = "") -> Paper:
    """The paper.

    Args:
        library: what the library calls its baselines by.
    """
    assessment = named(item.assessment, library)
    modification = item.modification
    name = modification.id if modification is not None else assessment.subject
    return Paper(
        kind="impact",
        title=f"Impact assessment: {name}",
        subtitle=assessment.title if assessment.title != name else "",
        facts=_facts(item, assessment),
        opening=_opening(item, assessment),
        sections=tuple(_sections(item, assessment)),
        made=item.made,
    )


def _facts(item: ImpactPaper, assessment: Assessment) -> tuple[tuple[str, Words], ...]:
    record = item.modification
    rows: list[tuple[str, Words]] = []
    if record is not None:
        who = ", ".join(filter(None, (record.proposer, record.organisation)))
        rows += [
            ("Proposal", words(f"{record.id} {record.title}")),
            ("Proposer", or_blank(who)),
            ("Raised", or_blank(day_words(record.raised))),
            ("Stage and status", words(f"{record.stage}, {record.status}")),
            ("Path", or_blank(record.path)),
            ("Working Group", or_blank(record.working_group)),
        ]
    changed = [direct.address for direct in assessment.direct]
    close = {item.work for item in assessment.reached if item.calls_for != "aware" and item.no_change is None}
    others = [work.name for work in assessment.works if not work.direct and work.work in close]
    rows += [
        ("Records shown", words(records_shown(item.made))),
        ("Assessed against", words(assessment.baseline)),
        ("Clauses affected", words(several(changed))),
        ("Other documents affected", words(f"Yes: {several(others, 12)}" if others else "No")),
        ("Severity", words(_severity(item, assessment))),
        ("Effort", words(_effort(item, assessment))),
    ]
    if record is not None:
        rows.append(("Consequences if not approved", or_blank(record.consequences)))
    return tuple(rows)


def _severity(item: ImpactPaper, assessment: Assessment) -> str:
    found, rule = assessment.severity, item.thresholds
    if found.rule == "nothing":
        return "None: nothing is changed."
    said = {
        "must_change": f"{plural(found.must_change, 'provision')} must change with it",
        "works": f"{plural(found.works, 'document')} {'is' if found.works == 1 else 'are'} changed or to be reviewed",
    }[found.rule]
    limits = [
        f"{level} from {plural(rule[must], 'provision')} that must change or {plural(rule[works], 'document')}"
        for level in ("high", "medium")
        for must, works in [(f"{level}_must_change", f"{level}_works")]
        if must in rule and works in rule
    ]
    rule_words = f" The rule: {'; '.join(limits)}; low below that." if limits else ""
    return f"{found.level.capitalize()}, since {said}.{rule_words}"


def _effort(item: ImpactPaper, assessment: Assessment) -> str:
    hours, factor = assessment.effort.hours, item.calibration.factor
    if factor is None:
        low, high = hours / 2, hours * 2
        return (
            f"About {_round(hours)} hours of reading and drafting for SECAS, somewhere between {_round(low)} and "
            f"{_round(high)}: by rule, and no proposal has recorded hours yet to hold the rule against."
        )
    spread = max(item.calibration.error or 0.0, 0.1)
    likely = hours * factor
    return (
        f"About {_round(likely)} hours of reading and drafting for SECAS, somewhere between "
        f"{_round(likely * (1 - min(spread, 0.9)))} and {_round(likely * (1 + spread))}: by rule, corrected by what "
        f"{plural(len(item.calibration.rows), 'other proposal')} took."
    )


def _round(hours: float) -> int:
    return max(1, round(hours)) if hours < 10 else round(hours / 5) * 5


def _opening(item: ImpactPaper, assessment: Assessment) -> tuple[Block, ...]:
    record = item.modification
    found: list[Block] = []
    if record is not None:
        said = record.summary or record.solution or record.issue
        found.append(Para(words(said) if said else words("What is proposed: ", blank("no summary is recorded"), ".")))
    found.append(para(_touches(assessment)))
    found += [
        para(f"{note_words(note, assessment)}")
        for note in assessment.notes
        if note.kind in ("ended", "target not found")
    ]
    if asked := decisions(item, assessment):
        found += [para("The committee is asked to decide or to ask:"), bullets(asked, is_numbered=True)]
    if (picture := impact_figure(assessment)) is not None:
        found.append(picture)
    return tuple(found)


def _touches(assessment: Assessment) -> str:
    must, aware = (len(assessment.calling_for(what)) for what in ("must-change", "aware"))
    review = [item for item in assessment.calling_for("review") if item.no_change is None]
    works = [work for work in assessment.works if work.direct]
    changed = (
        f"It changes or names {plural(len(assessment.direct), 'provision')} of {several([w.name for w in works])}."
    )
    follow = (
        f"{plural(must, 'provision')} must change with it"
        if must
        else "No provision was found that must change with it by its number, its name or as a mirror; what the words "
        "mean together was not tested"
    )
    close = len({item.work for item in review})
    read = (
        f"{plural(len(review), 'provision')} of {plural(close, 'document')} should be read again"
        if review
        else "Nothing need be read again"
    )
    return (
        f"{changed} {follow}. {read}. {plural(aware, 'more provision').capitalize()} are reached indirectly (Annex A)."
    )


def _sections(item: ImpactPaper, assessment: Assessment) -> list[Section]:
    found = [_proposal(item)] if item.modification is not None else []
    found += [_text(item, assessment), _must(item, assessment), _review(item, assessment), _gaps(assessment)]
    found += [_not_named(assessment), _no_impact(assessment), *sides(item, assessment), *annexes(item, assessment)]
    return [section for section in found if section.blocks or section.sections]


def _proposal(item: ImpactPaper) -> Section:
    record = item.modification
    assert record is not None
    rows: list[tuple[str, Words]] = [
        ("Issue", or_blank(record.issue)),
        ("Solution", or_blank(record.solution or record.summary)),
        ("Alternatives", or_blank("; ".join(record.alternatives), "none recorded")),
        ("Documents named by the proposer", or_blank(_documents(item))),
    ]
    return Section("The proposal", "proposal", (table(("What", "As recorded"), rows, 25, 75),))


def _documents(item: ImpactPaper) -> str:
    record = item.modification
    assert record is not None
    names = [item.works[name].name if name in item.works else name for name in record.documents]
    doubt = " (not verified)" if record.is_unverified("documents") and names else ""
    return f"{and_list(names)}{doubt}" if names else ""


def _text(item: ImpactPaper, assessment: Assessment) -> Section:
    return Section("Legal text", "text", legal_text(item, assessment))


def legal_text(item: ImpactPaper, assessment: Assessment) -> tuple[Block, ...]:
    """What is changed, as a redline; of what is only named, its words."""
    rows = []
    for direct in assessment.direct:
        said = redline(direct.change) if direct.change is not None else words(cut(item.texts.get(direct.address, "")))
        rows.append((address_cell(direct.address, direct.heading), words(direct_words(direct, assessment)), said))
    blocks: list[Block] = [table(("Provision", "Effect", "Words"), rows, 20, 18, 62)] if rows else []
    if item.changes is not None:
        blocks[:0] = reversed(replaced_words(item.changes))
    if undrafted := _undrafted(assessment):
        blocks.append(para(f"No text is drafted for {several(undrafted)}; the words above are those of today."))
    return tuple(blocks) or (para("Nothing is changed or named."),)


def _undrafted(assessment: Assessment) -> list[str]:
    if assessment.kind != "modification":
        return []
    return [direct.address for direct in assessment.direct if direct.change is None]


def _listed(item: ImpactPaper, assessment: Assessment, rows: tuple[Reached, ...] | list[Reached]) -> Block:
    said = [
        (
            address_cell(row.address),
            words(cut(item.texts.get(row.address, row.heading))),
            words(path_words(row, assessment)),
        )
        for row in rows
    ]
    return table(("Provision", "What it says", "How it is reached"), said, 18, 46, 36)


def _must(item: ImpactPaper, assessment: Assessment) -> Section:
    rows = assessment.calling_for("must-change")
    blocks: tuple[Block, ...] = (
        para("Nothing was found that must change with it by its number, its name or as a mirror."),
    )
    if rows:
        blocks = (_listed(item, assessment, rows),)
    return Section("What must change with it", "must", blocks)


def _review(item: ImpactPaper, assessment: Assessment) -> Section:
    parts = []
    for count, group in enumerate(item.groups, 1):
        rows = [row for row in group.rows if row.no_change is None]
        if not rows:
            continue
        question = group.question
        works = {work.work: work.name for work in assessment.works}
        held = several(list(dict.fromkeys(works[row.work] for row in rows)))
        said = f"{question.asks} " if question is not None else "These raise none of the questions above. "
        parts.append(
            Section(
                f"{question.name if question is not None else 'Other provisions'} ({len(rows)})", f"review-{count}",
                (para(f"{said}{plural(len(rows), 'provision')} of {held}."), _listed(item, assessment, rows)),
            )
        )  # fmt: skip
    blocks: tuple[Block, ...] = ()
    if not parts:
        blocks = (para("Nothing was found that should be read again."),)
    return Section("What should be read again, by the question it raises", "review", blocks, tuple(parts))


def _gaps(assessment: Assessment) -> Section:
    rows = [
        (
            address_cell(gap.address),
            gap.work,
            f"{gap_words(gap, assessment)}.".capitalize()[:1] + f"{gap_words(gap, assessment)}."[1:],
        )
        for gap in assessment.gaps
    ]
    blocks: list[Block] = [table(("Provision", "Document", "Why it is missed"), rows, 22, 18, 60)] if rows else []
    if said := no_gaps_words(assessment):
        blocks.append(para(said))
    for collision in assessment.collisions:
        same = f" Both change {several(list(collision.same))}." if collision.same else ""
        near = (
            f" It changes what depends on this proposal: {several(list(collision.dependent))}."
            if collision.dependent
            else ""
        )
        blocks.append(para(place(collision.modification), f" {collision.title} meets this one.{same}{near}"))
    if not assessment.collisions and assessment.kind == "modification":
        blocks.append(para("No other open proposal changes the same provisions, or what depends on them."))
    return Section("What the draft leaves out, and other proposals", "gaps", tuple(blocks))


def _not_named(assessment: Assessment) -> Section:
    unsure = "documents" in assessment.unverified
    found = [w for w in assessment.works if w.remark in ("reached, not named", "changed, not named")]
    blocks: list[Block] = []
    if found:
        rows = [(w.name, w.title, _counts(w.direct, w.must_change, w.review)) for w in found]
        blocks.append(table(("Document", "Title", "What falls to it"), rows, 20, 50, 30))
        if unsure:
            blocks.append(para("Which documents the proposer named is not verified."))
    beyond = [w for w in assessment.works if w.remark == "named, not reached"]
    if beyond:
        names = several([w.name for w in beyond])
        blocks.append(
            para(
                f"The proposer named {names}, where nothing was found. Either the proposal does not need them, or what "
                "links them is not written as a citation, a term or a table row."
            )
        )
    return Section("What the proposer did not name", "not-named", tuple(blocks))


def _counts(direct: int, must: int, review: int) -> str:
    parts = (
        [f"{direct} changed"] * bool(direct)
        + [f"{must} must change"] * bool(must)
        + [f"{review} to read again"] * bool(review)
    )
    return ", ".join(parts) or "further away only"


def _no_impact(assessment: Assessment) -> Section:
    rows = [
        (address_cell(row.address), f"{no_change_words(row.no_change)}")
        for row in assessment.reached
        if row.no_change is not None
    ]
    blocks: list[Block] = [table(("Provision", "Why it can stay as it is"), rows, 25, 75)] if rows else []
    works = [w.name for w in assessment.works if w.work and w.held and not (w.direct or w.must_change or w.review)]
    if works:
        blocks.append(
            para(
                f"Of {several(works, 12)}, no provision cites or uses what changes, directly; what is reached through "
                "others is in Annex A."
            )
        )
    return Section("No impact, and why", "no-impact", tuple(blocks))
