"""An assessment for a terminal: what is touched, why, and what the draft forgot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from specman.model.impact import CALLS, Assessment, Reached
from specman.report.diff_text import what_changed
from specman.report.terminal import cells, styled, width
from specman.report.text import columns, wrap
from specman.report.wording import (
    NOT_HELD,
    direct_words,
    gap_words,
    gaps_title,
    no_change_words,
    no_gaps_words,
    not_held_words,
    note_words,
    plural,
    remark_words,
    severity_words,
    step_words,
)

MOST_OF = {"must-change": 20, "review": 4, "aware": 1}  # provisions shown for each document; HTML and JSON have all
CALL_TITLE = {
    "must-change": "Must change with it",
    "review": "To be reviewed",
    "aware": "Be aware",
}


def impact(assessment: Assessment) -> str:
    """An assessment for the terminal: what is changed, what must follow, what to review, by document."""
    title = f"Impact of {assessment.subject}"
    lines = [styled(title, "title"), styled("=" * min(cells(title), width()), "title")]
    if assessment.title and assessment.title != assessment.subject:
        lines.append(wrap(assessment.title))
    lines.append(f"Against {assessment.baseline}, followed {assessment.depth} links deep.")
    level = styled(assessment.severity.level, "severity")
    lines += ["", wrap(f"Severity: {level} ({'; '.join(severity_words(assessment.severity))}).", "  ", "")]
    lines.append(f"Effort by rule: {assessment.effort.hours:g} hours.")
    lines += [wrap(note_words(note, assessment), "  ", "! ") for note in assessment.notes]
    lines += ["", styled("By document", "heading")]
    rows = [["Document", "Changed", "Must", "Review", "Aware", "Remark"]]
    rows += [
        [w.name, *(str(n or "-") for n in (w.direct, w.must_change, w.review, w.aware)), remark_words(w, assessment)]
        for w in assessment.works
    ]
    lines += columns(rows, flexible=5, most=26)
    lines += ["", styled(f"Changed or named directly ({len(assessment.direct)})", "heading")]
    for direct in assessment.direct[:30]:
        kind = direct_words(direct, assessment)
        lines.append(
            wrap(
                f"{styled(direct.address, 'address')}  {direct.heading}  ({kind})".replace("    ", "  "),
                "    ",
                "  ",
            )
        )
        if direct.change:
            lines += what_changed(direct.change)
    if len(assessment.direct) > 30:
        lines.append(f"  … and {len(assessment.direct) - 30} more")
    for calls_for in CALLS:
        items = assessment.calling_for(calls_for)
        lines += ["", styled(f"{CALL_TITLE[calls_for]} ({len(items)})", "heading")]
        lines += _by_document(assessment, items, MOST_OF[calls_for]) if items else ["  none found"]
    lines += ["", styled(f"{gaps_title(assessment)} ({len(assessment.gaps)})", "heading")]
    lines += [wrap(f"{gap.address}: {gap_words(gap, assessment)}.", "    ", "  ") for gap in assessment.gaps[:20]]
    if len(assessment.gaps) > 20:
        lines.append(f"  … and {len(assessment.gaps) - 20} more")
    if said := no_gaps_words(assessment):
        lines.append(wrap(said, "  ", "  "))
    lines += [
        "",
        styled(f"Collisions with other open modifications ({len(assessment.collisions)})", "heading"),
    ]
    for collision in assessment.collisions:
        lines.append(wrap(f"{collision.modification} {collision.title}", "    ", "  "))
        if collision.same:
            lines.append(wrap(f"changes the same: {', '.join(collision.same[:8])}", "      ", "    "))
        if collision.dependent:
            lines.append(wrap(f"changes what depends on this: {', '.join(collision.dependent[:8])}", "      ", "    "))
    if not assessment.collisions:
        lines.append("  none found")
    if assessment.not_held:
        lines += ["", styled(f"{NOT_HELD} ({len(assessment.not_held)})", "heading")]
        lines += [wrap(f"{not_held_words(part)}.", "    ", "  ") for part in assessment.not_held]
    if assessment.uncounted:
        lines += ["", wrap(f"{plural(assessment.uncounted, 'more place')} reached too weakly to list.")]
    if _is_shortened(assessment):
        lines += ["", "Lists are shortened here: -o impact.html has all of it, --format json too."]
    return "\n".join(lines) + "\n"


def _is_shortened(assessment: Assessment) -> bool:
    counts = Counter((item.calls_for, item.work) for item in assessment.reached if not item.no_change)
    return any(count > MOST_OF[calls_for] for (calls_for, _), count in counts.items())


def _by_document(assessment: Assessment, items: Sequence[Reached], most: int) -> Iterable[str]:
    """Reached provisions under their documents, the strongest of each; what needs no change is never left out."""
    names = {work.work: work.name for work in assessment.works}
    for work in dict.fromkeys(item.work for item in items):
        group = [item for item in items if item.work == work]
        shown = [item for place, item in enumerate(group) if place < most or item.no_change]
        yield f"  {styled(names[work], 'heading')} ({len(group)})"
        for item in shown:
            yield wrap(f"{styled(item.address, 'address')}  {item.heading}".rstrip(), "      ", "    ")
            for number, step in enumerate(item.steps):
                yield wrap(step_words(step, assessment), "        ", "      because " if number == 0 else "      and ")
            if item.no_change:
                yield wrap(no_change_words(item.no_change), "        ", "      ")
        if len(group) > len(shown):
            yield f"    … and {len(group) - len(shown)} more"
