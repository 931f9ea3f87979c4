"""The record of a modification: `modification.toml`, read strictly.

Format 2 states a history, of which the last entry gives stage and status. Format 1 stated one word, `status`, and is
still read: it becomes a history of one entry. docs/library-format.md describes both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, TypeVar, cast

from specman.model.identity import WORK_ID
from specman.model.lifecycle import ORDER, PATHS, RECORDED, SORTS, STATUSES, STEPS, Sort, Stage, Status, first_step
from specman.model.modification import (
    FIELDS,
    LEVELS,
    LINK_KINDS,
    Answer,
    Consultation,
    Decision,
    HistoryEntry,
    Hours,
    Impacted,
    Level,
    LinkKind,
    Milestone,
    Modification,
    Sample,
    Tie,
)
from specman.store.manifests import Table, is_date
from specman.store.rows import Row, rows

FORMAT = 2
MODIFICATION_ID = re.compile(r"[A-Z]{2,8}\d{2,6}[A-Z]?")

# What format 1 called `status` is a stage; what had ended was not told from what it had ended in.
_STAGES: dict[str, tuple[Stage, Status]] = {
    "open": ("raised", "open"),
    "initial consideration": ("initial consideration", "open"),
    "refinement": ("refinement", "open"),
    "report phase": ("report phase", "open"),
    "change board": ("change board", "open"),
    "decision": ("decision", "open"),
    "implemented": ("closed", "implemented"),
    "withdrawn": ("closed", "withdrawn"),
    "rejected": ("closed", "rejected"),
    "closed": ("closed", "not known"),
}
TEXTS = (
    "title", "proposer", "organisation", "alternate", "path", "path_reason", "working_group", "lead_analyst", "base",
    "summary", "issue", "solution", "implementation_approach", "consequences", "outcome",
)  # fmt: skip
DATES = ("raised", "implementation_date")
LISTS = ("alternatives", "documents", "targets", "unverified")
TRUTHS = ("self_governance", "fast_track", "urgent")

T = TypeVar("T")


def read_modification(data: bytes, path: str, files: Sequence[str]) -> Modification:
    """Read a `modification.toml`; `files` are the names beside it, of which drafts are `<work>.<ending>`."""
    table = Table(data, path, FORMAT)
    mod_id = table.text("id", required=True)
    if mod_id and not MODIFICATION_ID.fullmatch(mod_id):
        table.wrong(f"has id = {mod_id!r}", "A modification id is letters and a number, such as SECMP0014.", key="id")
    folder = path.rpartition("/")[0]
    drafts = {}
    for name in files:
        stem, _, ending = name.rpartition(".")
        if ending in ("xml", "xsd", "csv") and WORK_ID.fullmatch(stem):
            drafts[stem] = f"{folder}/{name}"
    texts = {key: table.text(key, required=key == "title") for key in TEXTS}
    if texts["path"] and texts["path"] not in PATHS:
        table.wrong(f"has path = {texts['path']!r}", f"The paths are {', '.join(PATHS)}.", key="path")
    dates = {key: table.date(key) for key in DATES}
    first = table.values["format"] == 1
    sort = cast(Sort, _one_of(table, "sort", SORTS, "modification"))
    history = _first_history(table, dates["raised"]) if first else _history(table, sort)
    plain: dict[str, Any] = {**texts, **dates}
    plain |= {key: table.texts(key) for key in LISTS} | {key: _truth(table, key) for key in TRUTHS}
    found = Modification(
        id=mod_id,
        history=history or (HistoryEntry("", RECORDED, ORDER[sort][0], "not known"),),  # only where a fault is noted
        sort=sort,
        **plain,
        impacted=rows(table, "impacted", _impacted),
        costs=table.numbers("costs"),
        links=rows(table, "links", _tie),
        decisions=rows(table, "decisions", _decision),
        timetable=_first_timetable(table) if first else rows(table, "timetable", _milestone),
        answers=rows(table, "answers", _answer),
        hours=rows(table, "hours", _hours),
        consultations=rows(table, "consultations", _consultation),
        drafts=drafts,
        samples=tuple(
            Sample(str(row.get("type", "")), str(row.get("value", "")), str(row.get("because", "")))
            for row in table.tables("samples")
        ),
        unverified_fields=_doubtful(table),
    )
    table.settle()
    return found


def _one_of(table: Table, key: str, known: Sequence[str], absent: str) -> str:
    said = table.text(key) or absent
    if said not in known:
        table.wrong(f"has {key} = {said!r}", f"Known are {', '.join(known)}.", key=key)
        return absent
    return said


def _truth(table: Table, key: str) -> bool | None:
    said = table.values.get(key)
    if said is not None and not isinstance(said, bool):
        table.wrong(f"has {key} = {said!r}, where true or false is expected", key=key)
        return None
    return said


def _doubtful(table: Table) -> frozenset[str]:
    names = table.texts("unverified_fields")
    for name in names:
        if name not in FIELDS | {"stage", "status", "dates"}:
            table.wrong(
                f"names {name!r} among its unverified_fields, which is no field of a modification",
                f"The fields are {', '.join(sorted(FIELDS))}.",
            )
    return frozenset(names)


def _impacted(row: Row) -> Impacted:
    level = cast(Level, row.one_of("level", LEVELS, required=False))
    return Impacted(row.text("category", required=True), level, row.text("note"))


def _tie(row: Row) -> Tie:
    to = row.text("to", required=True)
    if to and not MODIFICATION_ID.fullmatch(to):
        row.wrong(f"to = {to!r}", "A modification id is letters and a number, such as SECMP0014.")
    return Tie(cast(LinkKind, row.one_of("kind", LINK_KINDS)), to)


def _milestone(row: Row) -> Milestone:
    return Milestone(row.date("date"), row.text("what", required=True), row.date("known"))


def _answer(row: Row) -> Answer:
    said = cast(Literal["yes", "no", "comment"], row.one_of("answer", ("yes", "no", "comment")))
    return Answer(row.text("principle", required=True), said, row.text("comment"), row.text("by"))


def _hours(row: Row) -> Hours:
    month, hours = row.text("month", required=True), row.values.get("hours")
    if month and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        row.wrong(f"month = {month!r}", "Write it as 2016-06.")
    if not isinstance(hours, int | float) or isinstance(hours, bool) or not 0 < hours < 100_000:
        row.wrong(f"hours = {hours!r}, where a number of hours is expected")
        hours = 0
    return Hours(month, row.text("role", required=True), float(hours), row.text("document"))


def _consultation(row: Row) -> Consultation:
    count = row.values.get("respondents")
    if count is not None and (not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 100_000):
        row.wrong(f"respondents = {count!r}, where a number is expected")
        count = None
    return Consultation(row.date("opened", required=True), row.date("closed"), row.text("what", required=True), count)


def _decision(row: Row) -> Decision:
    votes = row.values.get("votes")
    if votes is not None and not (
        isinstance(votes, list) and len(votes) == 3 and all(type(n) is int and 0 <= n < 10_000 for n in votes)
    ):
        row.wrong(f"votes = {votes!r}", "Write how many were for, against and abstained: votes = [7, 1, 0].")
        votes = None
    counted = None if votes is None else (votes[0], votes[1], votes[2])
    outcome = row.text("outcome", required=True)
    return Decision(row.date("date", required=True), row.text("by", required=True), outcome, counted, row.text("note"))


def _history(table: Table, sort: Sort) -> tuple[HistoryEntry, ...]:
    """The history, each step of it legal from where the record stood.

    An entry that says where a record stood without the step that led there may stand anywhere.
    """
    names = (RECORDED, *dict.fromkeys(step.name for step in STEPS if step.sort == sort))
    found: list[HistoryEntry] = []
    for place, values in enumerate(table.tables("history"), 1):
        row = Row(table, "history", place, values)
        entry = HistoryEntry(
            row.date("date"), row.one_of("step", names), cast(Stage, row.one_of("stage", ORDER[sort])),
            cast(Status, row.one_of("status", STATUSES)), row.text("by"), row.text("note"), row.text("baseline"),
            values.get("unverified") is True,
        )  # fmt: skip
        last = next((one.date for one in reversed(found) if one.date), "")
        if entry.date and entry.date < last:
            row.wrong(f"the date {entry.date}, before {last} of an entry above it", "Entries stand in order of time.")
        if entry.step != RECORDED and not _follows(entry, found[-1] if found else None, sort):
            stood = f"{found[-1].stage}, {found[-1].status}" if found else "the beginning"
            row.wrong(
                f"the step {entry.step} to {entry.stage}, {entry.status}, which does not lead there from {stood}",
                f'Write step = "{RECORDED}" where the step that led there is not known.',
            )
        found.append(entry)
    if not found:
        table.wrong("has no [[history]]", f'Write at least one entry, with step = "{first_step(sort).name}".')
    return tuple(found)


def _follows(entry: HistoryEntry, before: HistoryEntry | None, sort: Sort) -> bool:
    for step in STEPS:
        if step.sort != sort or step.name != entry.step or step.status != entry.status:
            continue
        if before is None:
            if not step.stages and step.stage == entry.stage:
                return True
        elif (
            before.stage in step.stages
            and before.status in step.statuses
            and entry.stage == (step.stage or before.stage)
        ):
            return True
    return False


def _first_history(table: Table, raised: str) -> tuple[HistoryEntry, ...]:
    """What format 1 says of the stage, as a history of one entry; the date is that of raising, the only one it has."""
    said = table.text("status", required=True)
    stage, status = _STAGES.get(said.casefold(), ("closed", "not known"))
    note = table.text("stage")
    words = note if said.casefold() in _STAGES else "; ".join(filter(None, (said, note)))
    return (HistoryEntry(raised, RECORDED, stage, status, note=words),)


def _first_timetable(table: Table) -> tuple[Milestone, ...]:
    """The dates of format 1: name to date, or to other words, which then are part of the name."""
    rows = [(str(key), str(value)) for key, value in table.table("dates").items()]
    return tuple(Milestone(value, key) if is_date(value) else Milestone("", f"{key}: {value}") for key, value in rows)
