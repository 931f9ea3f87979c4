"""The table of legal steps: what holds of the whole of it, and what a record says of a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.model.lifecycle import LIVE, ORDER, PATHS, SORTS, STATUSES, STEPS, Sort, first_step, steps_from
from specman.model.modification import Decision, HistoryEntry, Milestone, Modification


@pytest.mark.parametrize("sort", SORTS)
def test_every_stage_is_reached_and_led_out_of_and_nothing_leads_out_of_the_last(sort: Sort) -> None:
    steps = [step for step in STEPS if step.sort == sort]
    assert first_step(sort).stage == ORDER[sort][0]
    assert {step.stage for step in steps if step.stage} == {*ORDER[sort]}
    assert {stage for step in steps for stage in step.stages} == {*ORDER[sort][:-1]}
    for path in ("", *PATHS):
        assert all(not steps_from(sort, "closed", status, path) for status in STATUSES)


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_closed_is_not_live_and_all_else_is(sort: Sort) -> None:
    for step in (step for step in STEPS if step.sort == sort):
        assert (step.stage == "closed") == (step.status not in LIVE), step.name


def test_no_two_steps_of_one_name_are_legal_at_once() -> None:
    for sort in SORTS:
        for stage in ORDER[sort]:
            for status in STATUSES:
                for path in PATHS:
                    names = [step.name for step in steps_from(sort, stage, status, path)]
                    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("stage", "status", "path", "names"),
    [
        ("raised", "open", "", ["consider", "hold", "ask-withdrawal"]),
        ("initial consideration", "open", "Path 3", ["refine", "report", "fast-track", "hold", "ask-withdrawal"]),
        ("initial consideration", "open", "Path 1", ["refine", "report", "hold", "ask-withdrawal"]),
        ("refinement", "open", "Path 2", ["report", "hold", "ask-withdrawal"]),
        ("refinement", "on hold", "Path 2", ["resume", "ask-withdrawal"]),
        ("refinement", "withdrawal asked", "Path 2", ["adopt", "withdraw"]),
        ("report phase", "open", "Path 2", ["put-to-vote", "hold", "ask-withdrawal"]),
        ("change board", "open", "Path 2", ["recommend", "hold", "ask-withdrawal"]),
        ("change board", "open", "Path 3", ["approve", "reject", "hold", "ask-withdrawal"]),
        ("decision", "open", "Path 1", ["approve", "reject", "send-back", "hold"]),
        ("decision", "open", "Path 3", ["hold"]),
        ("implementation", "open", "Path 3", ["implement", "hold"]),
    ],
)
def test_the_steps_of_section_d(stage: str, status: str, path: str, names: list[str]) -> None:
    assert [step.name for step in steps_from("modification", stage, status, path)] == names  # type: ignore[arg-type]


def test_a_path_that_a_step_is_not_of_is_lacking() -> None:
    item = Modification("M01", "T", (HistoryEntry("2016-01-01", "recorded", "change board", "open"),))
    approve = next(step for step in item.steps if step.name == "approve")
    assert item.lacks(approve) == ("path",)


# -- a day ---------------------------------------------------------------------------------------------------------

DAYS = [f"2016-0{month}-01" for month in range(1, 8)]
HISTORY = (
    HistoryEntry("2016-02-01", "raise", "raised", "open"),
    HistoryEntry("", "recorded", "initial consideration", "open"),
    HistoryEntry("2016-04-01", "recorded", "refinement", "open"),
    HistoryEntry("", "recorded", "closed", "withdrawn"),
)
ITEM = Modification(
    "M01", "T", HISTORY, raised="2016-02-01", outcome="It was withdrawn.",
    decisions=(Decision("2016-03-01", "B", "approve"), Decision("2016-05-01", "B", "reject")),
    timetable=(Milestone("2016-06-01", "planned", "2016-02-01"), Milestone("2016-03-01", "known when it came")),
)  # fmt: skip


def test_a_record_as_of_a_day_holds_what_was_known_at_its_end() -> None:
    assert ITEM.as_of("2016-01-31") is None
    first = ITEM.as_of("2016-02-01")
    assert first is not None and (first.stage, first.status, first.outcome) == ("initial consideration", "open", "")
    assert [row.what for row in first.timetable] == ["planned"] and first.decisions == ()
    third = ITEM.as_of("2016-03-31")
    assert third is not None and third.history == HISTORY[:2] and len(third.decisions) == 1
    assert [row.what for row in third.timetable] == ["planned", "known when it came"]
    last = ITEM.as_of("2016-07-01")
    assert last == ITEM


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_what_is_seen_of_a_day_within_what_is_seen_of_a_later_one_is_the_same(day: str, later: str) -> None:
    day, later = min(day, later), max(day, later)
    seen = ITEM.as_of(later)
    assert (seen.as_of(day) if seen else None) == ITEM.as_of(day)
