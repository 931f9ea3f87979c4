"""Modifications for a terminal: a list, one record, a board by stage, the steps that are legal from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from specman.errors import and_list
from specman.model.lifecycle import ORDER, RECORDED, SORTS, Sort, Stage
from specman.report.terminal import styled
from specman.report.text import columns, wrap
from specman.report.wording import field_words, plural, step_line

if TYPE_CHECKING:
    from specman.model.modification import Decision, HistoryEntry, Modification

SORT_TITLES: dict[Sort, str] = {
    "modification": "Modification Proposals", "designation": "Designations by the Secretary of State",
    "issue-batch": "Batches of Issue Resolution Proposals",
}  # fmt: skip
_YES = {True: "Yes", False: "No", None: ""}


def several(rows: Sequence[Modification]) -> str:
    """A list of modifications."""
    if not rows:
        return "No modification is recorded.\n"
    table = [["Id", "Stage", "Status", "Path", "Text", "Title"]]
    table += [
        [m.id, m.stage, m.status, m.path or "-", "draft" if m.drafts else "targets" if m.targets else "-", m.title]
        for m in rows
    ]
    return "\n".join(columns(table)) + "\n"


def one(item: Modification) -> str:
    """One modification's record."""
    lines = [styled(f"{item.id}  {item.title}", "title"), ""]
    lines += [wrap(f"{name}: {value}", "    ", "  ") for name, value in facts(item)]
    for heading, rows in sections(item):
        lines += ["", styled(heading, "heading"), *(wrap(row, "      ", "  ") for row in rows)]
    if item.unverified:
        lines += ["", wrap(f"Not verified: {'; '.join(item.unverified)}.", "  ")]
    if item.steps:
        lines += ["", styled("Steps from here", "heading"), *steps(item)]
    return "\n".join(lines) + "\n"


def facts(item: Modification) -> list[tuple[str, str]]:
    """What is filled in of a record, by what it is called, stage and status first."""
    found = [("Stage", f"{item.stage}{_doubt(item)}"), ("Status", item.status)]
    for name in _ROWS:
        if value := _value(item, name):
            unsure = " (not verified)" if name in item.unverified_fields else ""
            found.append((field_words(name), f"{value}{unsure}"))
    return found


def sections(item: Modification) -> list[tuple[str, list[str]]]:
    """The lists of a record, and what it says in paragraphs; those that are filled in."""
    impacted = [
        f"{r.category}{f': {r.level}' if r.level else ''}{f' ({r.note})' if r.note else ''}" for r in item.impacted
    ]
    answers = [
        f"{r.principle}: {r.answer}{f'. {r.comment}' if r.comment else ''}{f' ({r.by})' if r.by else ''}"
        for r in item.answers
    ]
    consultations = [
        f"{r.opened} to {r.closed or 'now'}  {r.what}"
        + ("" if r.respondents is None else f", {plural(r.respondents, 'respondent')}")
        for r in item.consultations
    ]
    found = [
        ("Who is impacted", impacted),
        ("Timetable", [f"{r.date}  {r.what}".strip() for r in item.timetable]),
        ("Decisions", list(map(decision_words, item.decisions))),
        ("Consultations", consultations), ("Principles", answers),
        ("Hours", [f"{r.month}  {r.role}{f' on {r.document}' if r.document else ''}: {r.hours:g}" for r in item.hours]),
        ("History", list(map(entry_words, item.history))),
        ("Issue", [item.issue]), ("Solution", [item.solution]), ("Summary", [item.summary]),
    ]  # fmt: skip
    return [(heading, [row for row in rows if row]) for heading, rows in found if any(rows)]


_ROWS = (
    "path", "path_reason", "self_governance", "fast_track", "urgent", "proposer", "organisation", "alternate", "raised",
    "working_group", "lead_analyst", "base", "documents", "targets", "drafts", "alternatives", "links",
    "implementation_date", "implementation_approach", "costs", "consequences", "outcome",
)  # fmt: skip


def _value(item: Modification, name: str) -> str:
    value = getattr(item, name)
    if isinstance(value, bool) or value is None:
        return _YES[value]
    if name == "links":
        return "; ".join(f"{tie.kind} {tie.to}" for tie in value)
    if name == "costs":
        return "; ".join(f"{who} £{pounds:,.0f}" for who, pounds in value.items())
    if isinstance(value, str):
        return value
    return ("; " if name in ("targets", "alternatives") else ", ").join(value)


def _doubt(item: Modification) -> str:
    unsure = "stage" in item.unverified_fields or item.history[-1].unverified
    return " (not verified)" if unsure else ""


def entry_words(entry: HistoryEntry) -> str:
    """One step of a history, in a line."""
    stood = entry.stage if entry.status == "open" or entry.stage == "closed" else f"{entry.stage}, {entry.status}"
    if entry.stage == "closed":
        stood = entry.status
    step = "" if entry.step == RECORDED else f"{entry.step}: "
    more = [f"by {entry.by}" if entry.by else "", f"in baseline {entry.baseline}" if entry.baseline else "", entry.note]
    said = "; ".join(filter(None, more))
    doubt = " (not verified)" if entry.unverified else ""
    return f"{entry.date or 'no date   '}  {step}{stood}{f'; {said}' if said else ''}{doubt}"


def decision_words(row: Decision) -> str:
    """A vote or decision, in a line."""
    votes = "" if row.votes is None else f" ({row.votes[0]} for, {row.votes[1]} against, {row.votes[2]} abstained)"
    return f"{row.date}  {row.by}: {row.outcome}{votes}{f'; {row.note}' if row.note else ''}"


def steps(item: Modification) -> list[str]:
    """The legal steps from where a record stands, each with what it still needs."""
    return [wrap(f"{styled(name, 'address')}  {said}", "      ", "  ") for name, said in next_steps(item)]


def next_steps(item: Modification) -> list[tuple[str, str]]:
    """Names of the legal steps, and what each is and still needs."""
    found = []
    for step in item.steps:
        lacking = item.lacks(step)
        needs = f" It needs {and_list(list(map(field_words, lacking))).lower()}." if lacking else ""
        found.append((step.name, f"{step_line(step)}.{needs}"))
    return found


def board(rows: Sequence[Modification]) -> str:
    """Open modifications by stage, in the order of the process, then what has ended."""
    lines: list[str] = []
    for sort in SORTS:
        of_sort = [item for item in rows if item.sort == sort]
        if not of_sort:
            continue
        lines += ["", styled(f"{SORT_TITLES[sort]} ({len(of_sort)})", "title")]
        for stage in ORDER[sort]:
            lines += _stage(stage, [item for item in of_sort if item.stage == stage])
    said = f"{plural(len(rows), 'record')}, {sum(item.is_open for item in rows)} open"
    return "\n".join([*lines, "", said]).lstrip("\n") + "\n"


def _stage(stage: Stage, rows: Iterable[Modification]) -> list[str]:
    held = list(rows)
    if not held:
        return []
    lines = ["", styled(f"{stage[0].upper()}{stage[1:]} ({len(held)})", "heading")]
    for item in held:
        last = item.history[-1]
        since = f"{'there on' if last.step == RECORDED else 'since'} {last.date}" if last.date else "date not recorded"
        status = "" if item.status == "open" else f" [{item.status}]"
        group = f", {item.working_group}" if item.working_group else ""
        lines.append(wrap(f"{styled(item.id, 'address')}  {item.title}{status}", "             ", "  "))
        lines.append(wrap(f"{item.path or 'path not recorded'}{group}, {since}{_doubt(item)}", "             "))
    return lines
