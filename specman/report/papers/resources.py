"""The Resourcing profile: hours of the open proposals by rule, beside what was recorded, and how long a group needs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from specman.model.paper import Block, Figure, Paper, Section, blank
from specman.model.papers import Resources, ResourcesPaper
from specman.report.drawing import Bar, bars
from specman.report.papers.phrases import para, table
from specman.report.wording import plural


def resources(item: ResourcesPaper) -> Paper:
    """The profile."""
    total = sum(row.hours for row in item.rows)
    opening: list[Block] = [para(_summary(item, total))]
    if (figure := _figure(item.rows)) is not None:
        opening.append(figure)
    return Paper(
        kind="resources", title="Resourcing profile", subtitle="Open proposals with text or targets", facts=(),
        opening=tuple(opening),
        sections=(
            Section("By proposal", "proposals", (_by_proposal(item.rows),)),
            Section("By document", "documents", (_by_document(item.rows),)),
            Section("Recorded hours", "recorded", _recorded(item.rows)),
            Section("How good the rule is", "calibration", _calibration(item)),
            Section("How long a group needs", "capacity", _capacity(item, total)),
        ),
        made=item.made,
    )  # fmt: skip


def _summary(item: ResourcesPaper, total: float) -> str:
    return (
        f"{plural(len(item.rows), 'open proposal')} with drafted text or named targets, {total:g} hours by "
        f"rule. The rule "
        "reckons hours of drafting and reading for SECAS; meetings, the DCC's own assessment and consultation "
        "are not in it."
    )


def _figure(rows: Sequence[Resources]) -> Figure | None:
    works: dict[str, float] = defaultdict(float)
    for row in rows:
        for work, hours in row.by_document:
            works[work] += hours
    shown = sorted(works, key=lambda work: -works[work])[:5]
    if not shown:
        return None
    held = [
        Bar(row.modification.id, (*(dict(row.by_document).get(w, 0.0) for w in shown), _rest(row, shown)))
        for row in rows
    ]
    says = "; ".join(f"{row.modification.id}: {row.hours:g} hours" for row in rows)
    svg = bars(held, [*shown, "others"], title="Hours by rule", says=says, unit="h")
    return Figure(svg, says, "Hours by rule, by proposal and document.")


def _rest(row: Resources, shown: Sequence[str]) -> float:
    return sum(hours for work, hours in row.by_document if work not in shown)


def _by_proposal(rows: Sequence[Resources]) -> Block:
    if not rows:
        return para("No open proposal has text or targets.")
    said = []
    for row in rows:
        spent = sum(one.hours for one in row.modification.hours)
        said.append(
            (row.modification.id, row.modification.title, f"{row.hours:g}", f"{spent:g}" if spent else "none recorded")
        )
    return table(("Proposal", "Title", "Hours by rule", "Hours recorded"), said, 16, 48, 17, 19)


def _by_document(rows: Sequence[Resources]) -> Block:
    held: dict[str, float] = defaultdict(float)
    for row in rows:
        for work, hours in row.by_document:
            held[work] += hours
    said = [(work, f"{hours:g}") for work, hours in sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))]
    return table(("Document", "Hours by rule"), said, 70, 30) if said else para("No document is touched.")


def _recorded(rows: Sequence[Resources]) -> tuple[Block, ...]:
    said = [
        (row.modification.id, one.month, one.role, one.document or "-", f"{one.hours:g}")
        for row in rows
        for one in row.modification.hours
    ]
    if not said:
        return (para(blank("no hours are recorded")),)
    return (table(("Proposal", "Month", "Role", "Document", "Hours"), said, 20, 16, 30, 18, 16),)


def _calibration(item: ResourcesPaper) -> tuple[Block, ...]:
    found = item.calibration
    if not found.rows or found.factor is None or found.error is None:
        return (para("No proposal has recorded hours, so nothing is known of how far the rule is off."),)
    rows = [
        (own, f"{ruled:g}", f"{spent:g}", f"{spent / ruled:.2f}" if ruled else "-") for own, ruled, spent in found.rows
    ]
    return (
        table(("Proposal", "By rule", "Recorded", "Recorded for each hour by rule"), rows, 25, 22, 22, 31),
        para(
            f"Over {plural(len(found.rows), 'proposal')} {found.factor:.2f} hours were recorded for each hour "
            f"by rule; on "
            f"average the rule was off by {found.error:.0%} of what was recorded."
        ),
    )


def _capacity(item: ResourcesPaper, total: float) -> tuple[Block, ...]:
    factor = item.calibration.factor or 1.0
    needed = total * factor
    rows = []
    for share in (0.5, 1.0, 1.5, 2.0):
        hours = item.capacity * share
        rows.append((f"{hours:g}", plural(math.ceil(needed / hours) if hours else 0, "month")))
    said = "corrected by what was recorded" if item.calibration.factor else "by rule alone"
    return (
        para(f"All of it takes {needed:.0f} hours, {said}. With so many hours of a Working Group a month:"),
        table(("Hours a month", "Until all is done"), rows, 50, 50),
    )


def resources_rows(item: ResourcesPaper) -> list[list[str]]:
    """The profile as a sheet: hours by rule by document, and recorded hours by month and role."""
    out = [["proposal", "title", "kind", "document", "month", "role", "hours"]]
    for row in item.rows:
        record = row.modification
        out += [[record.id, record.title, "by rule", work, "", "", f"{hours:g}"] for work, hours in row.by_document]
        out += [
            [record.id, record.title, "recorded", one.document, one.month, one.role, f"{one.hours:g}"]
            for one in record.hours
        ]
    return out
