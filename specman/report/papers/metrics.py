"""Figures of a quarter for the regulator: those of the Code Governance Review, zeros shown as zeros."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from specman.model.modification import HistoryEntry, Modification
from specman.model.paper import Paper, Section, Span, Words, blank, words
from specman.model.papers import MetricsPaper
from specman.report.papers.phrases import day_words, para, several, table
from specman.report.table import csv_table

Row = tuple[str, str | None, str]
"""What is counted, the figure (None where the library does not record what it would be counted from), and of what."""


def metrics(item: MetricsPaper) -> Paper:
    """The figures as a paper."""
    rows = [(what, _figure(value), of) for what, value, of in figures(item)]
    return Paper(
        kind="metrics",
        title="Governance metrics",
        subtitle=f"{item.quarter}: {day_words(item.first)} to {day_words(item.last)}",
        facts=(),
        opening=(
            para(
                "Counted from the records of the library. A zero is a zero; “n/a” is an average of no cases; where the "
                "library does not record what is needed, that is said."
            ),
        ),
        sections=(Section("Figures", "figures", (table(("What", "Figure", "Which"), rows, 52, 14, 34),)),),
        made=item.made,
    )


def metrics_csv(item: MetricsPaper) -> str:
    """The figures for the regulator's form."""
    return csv_table(
        [
            ["quarter", "measure", "figure", "of"],
            *([item.quarter, what, value or "", of] for what, value, of in figures(item)),
        ]
    )


def _figure(value: str | None) -> Words:
    return words(value) if value is not None else (Span(blank().text, "blank"),)


def figures(item: MetricsPaper) -> list[Row]:
    """Every figure, in the order of the regulator's form."""
    proposals = [one for one in item.modifications if one.sort == "modification"]

    def within(date: str) -> bool:
        return bool(date) and item.first <= date <= item.last

    def taken(*steps: str) -> list[tuple[Modification, HistoryEntry]]:
        return [
            (one, entry) for one in proposals for entry in one.history if entry.step in steps and within(entry.date)
        ]

    raised = [one for one in proposals if within(one.raised)]
    back, reported = taken("send-back"), taken("put-to-vote")
    decided, done = taken("approve", "reject"), taken("implement")
    decisions = [(one, row) for one in proposals for row in one.decisions if within(row.date)]
    opened = [(one, row) for one in proposals for row in one.consultations if within(row.closed)]
    counted = [row.respondents for _, row in opened if row.respondents is not None]
    agreed = _agreed([one for one, row in decisions if row.by == "Authority"])
    rows: list[Row] = [
        ("Modification Proposals raised", str(len(raised)), _raised(proposals, raised)),
        ("Modification Reports submitted for a vote", str(len(reported)), _ids(reported)),
        ("Reports sent back by the Authority", str(len(back)), _ids(back)),
        (
            "Decisions of the Authority",
            str(sum(row.by == "Authority" for _, row in decisions)),
            _ids_of(decisions, "Authority"),
        ),
        ("Of these, in line with the recommendation", agreed, ""),
        (
            "Decisions by Self-Governance",
            str(sum(row.by == "Change Board" and row.outcome != "recommend" for _, row in decisions)),
            "",
        ),
        ("Proposals approved or rejected", str(len(decided)), _ids(decided)),
        ("Proposals implemented", str(len(done)), _ids(done)),
        ("Consultations closed", str(len(opened)), _ids([(one, None) for one, _ in opened])),
        (
            "Average number of respondents",
            f"{sum(counted) / len(counted):.1f}" if counted else ("n/a" if not opened else None),
            "",
        ),
        ("Share of papers published late", None, ""),
        ("Reports submitted in time", None, ""),
        ("Extensions of a timetable", None, ""),
    ]
    spans: list[tuple[str, Sequence[tuple[Modification, HistoryEntry]], str]] = [
        ("Average days from raising to submission", reported, "raised"),
        ("Average days from submission to decision", decided, "put-to-vote"),
        ("Average days from decision to implementation", done, "approve"),
    ]
    for what, ended, start in spans:
        rows.append((what, *_average(ended, start)))
    costed = [one for one in proposals if one in [m for m, _ in reported]]
    rows.append(("Reports without an estimate of cost", str(sum(not one.costs for one in costed)), ""))
    rows.append(("Estimated against actual cost", None, ""))
    return rows


def _raised(proposals: Sequence[Modification], raised: Sequence[Modification]) -> str:
    unknown = sum(not one.raised for one in proposals)
    more = f"; of {unknown} the day is not recorded" if unknown else ""
    return f"{several([one.id for one in raised])}{more}"


def _ids(rows: Sequence[tuple[Modification, object]]) -> str:
    return several(list(dict.fromkeys(one.id for one, _ in rows)))


def _ids_of(rows: Sequence[tuple[Modification, object]], by: str) -> str:
    return several(list(dict.fromkeys(one.id for one, row in rows if getattr(row, "by", "") == by)))


def _agreed(decided: Sequence[Modification]) -> str | None:
    if not decided:
        return "0"
    same = 0
    for one in decided:
        recommended = next((row.note or row.outcome for row in one.decisions if row.outcome == "recommend"), "")
        if not recommended:
            return None
        same += one.decisions[-1].outcome in recommended
    return str(same)


def _average(ended: Sequence[tuple[Modification, HistoryEntry]], start: str) -> tuple[str | None, str]:
    days = []
    for one, entry in ended:
        begun = (
            one.raised if start == "raised" else next((e.date for e in one.history if e.step == start and e.date), "")
        )
        if begun:
            days.append((datetime.date.fromisoformat(entry.date) - datetime.date.fromisoformat(begun)).days)
    if not ended:
        return "n/a", "no cases"
    return (f"{sum(days) / len(days):.0f}", f"{len(days)} counted") if days else (None, "")
