"""Annexes of an assessment: what is further away, and how it was all computed."""

from __future__ import annotations

from collections.abc import Iterator

from specman.model.impact import Assessment
from specman.model.paper import Block, Section
from specman.model.papers import ImpactPaper
from specman.report.papers.phrases import bullets, counted, para, several, table
from specman.report.wording import NOT_HELD, TASKS, not_held_words, note_words, plural, why_words


def annexes(item: ImpactPaper, assessment: Assessment) -> Iterator[Section]:
    """What a committee may skip."""
    yield _aware(assessment)
    yield _computed(item, assessment)


def _aware(assessment: Assessment) -> Section:
    rows = assessment.calling_for("aware")
    if not rows:
        return Section("Indirect effects", "aware", (para("Nothing is reached indirectly."),), is_annex=True)
    names = {work.work: work.name for work in assessment.works}
    held = []
    for work in dict.fromkeys(row.work for row in rows):
        group = [row for row in rows if row.work == work]
        reasons = "; ".join(f"{why} ({count})" for why, count in counted(why_words(row) for row in group))
        held.append((names[work], str(len(group)), reasons, several([row.address for row in group], 10)))
    blocks: list[Block] = [
        para(
            f"{plural(len(rows), 'provision')} that the change reaches through others, or that are among "
            "so many dependants that the link says little. The strongest are named."
        ),
        table(("Document", "How many", "Why", "Among them"), held, 14, 10, 36, 40),
    ]
    if assessment.uncounted:
        blocks.append(
            para(
                f"{plural(assessment.uncounted, 'more place')} {'is' if assessment.uncounted == 1 else 'are'} "
                f"reached too weakly to be listed."
            )
        )
    return Section("Indirect effects", "aware", tuple(blocks), is_annex=True)


def _computed(item: ImpactPaper, assessment: Assessment) -> Section:
    effort = [
        (TASKS[task].capitalize(), str(count), f"{each:g}", f"{count * each:g}")
        for task, count, each in assessment.effort.rows
    ]
    blocks: list[Block] = [
        para(
            f"The documents of {assessment.baseline} were read, their citations, defined terms, mapping tables "
            f"and schema types "
            f"taken as links, and the change followed over {plural(assessment.depth, 'link')}. A provision must "
            f"change where "
            "it names something that is removed, renumbered, moved or renamed, mirrors what changes, or "
            "implements it. It "
            "should be read again where it depends on the change directly and strongly enough."
        ),
        para(
            "What is not written as a citation, a term, a table row or a schema type is not seen: what a system "
            "does, what a "
            "contract says elsewhere, what two provisions mean together. That a document is not listed means "
            "that no link "
            "was found, not that there is none."
        ),
        table(("Hours are reckoned for", "How many", "Hours each", "Hours"), effort, 55, 15, 15, 15),
    ]
    if item.calibration.rows:
        rows = [(own, f"{ruled:g}", f"{spent:g}") for own, ruled, spent in item.calibration.rows]
        blocks.append(
            table(
                ("Proposal", "Hours by rule", "Hours recorded"),
                rows,
                40,
                30,
                30,
                caption="The rule against what was recorded",
            )
        )
    notes = [
        note_words(note, assessment)
        for note in assessment.notes
        if note.kind in ("unverified", "collisions unknown", "nothing to assess")
    ]
    if notes:
        blocks.append(bullets(notes))
    if assessment.not_held:
        blocks += [para(f"{NOT_HELD}:"), bullets([f"{not_held_words(part)}." for part in assessment.not_held])]
    if item.basis:
        blocks.append(para(f"Of {assessment.baseline} the library says: {item.basis}"))
    return Section("How it was computed, and what it cannot see", "computed", tuple(blocks), is_annex=True)
