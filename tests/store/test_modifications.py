"""The record of a modification on disk: read strictly, changed in place, the old format still read."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.errors import LibraryError
from specman.model.lifecycle import STEPS, first_step, steps_from
from specman.model.modification import Decision, HistoryEntry, Impacted, Milestone, Modification, Sample, Tie
from specman.store.modifications import change_modification, read_modification, write_modification

PATH = "modifications/SECMP0014/modification.toml"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
DATES = st.dates().map(lambda day: day.isoformat())


@st.composite
def histories(draw: st.DrawFn) -> tuple[HistoryEntry, ...]:
    """A walk through the table of legal steps."""
    step = first_step("modification")
    found = [HistoryEntry(draw(DATES), step.name, "raised", "open", draw(WORDS | st.just("")))]
    for _ in range(draw(st.integers(0, 8))):
        legal = steps_from("modification", found[-1].stage, found[-1].status)
        if not legal:
            break
        step = draw(st.sampled_from(legal))
        note = draw(WORDS | st.just(""))
        found.append(HistoryEntry(found[-1].date, step.name, step.stage or found[-1].stage, step.status, note=note))
    return tuple(found)


RECORDS = st.builds(
    Modification,
    id=st.just("SECMP0014"), title=WORDS, history=histories(), proposer=WORDS | st.just(""), raised=DATES | st.just(""),
    path=st.sampled_from(["", "Path 1", "Path 2", "Path 3"]), self_governance=st.sampled_from([None, True, False]),
    urgent=st.sampled_from([None, True, False]), issue=WORDS | st.just(""), documents=st.lists(WORDS).map(tuple),
    impacted=st.lists(st.builds(Impacted, WORDS, st.sampled_from(["", "high", "low"]), WORDS | st.just(""))).map(tuple),
    costs=st.dictionaries(st.sampled_from(["DCC", "SECAS"]), st.integers(0, 10**6).map(float)),
    links=st.lists(st.builds(Tie, st.just("related to"), st.just("SECMP0015"))).map(tuple),
    decisions=st.lists(
        st.builds(Decision, DATES, WORDS, WORDS, st.none() | st.tuples(*[st.integers(0, 99)] * 3), WORDS | st.just(""))
    ).map(tuple),
    timetable=st.lists(st.builds(Milestone, DATES, WORDS)).map(tuple),
    unverified_fields=st.frozensets(st.sampled_from(["targets", "documents", "stage"])),
)  # fmt: skip


@given(RECORDS)
def test_what_is_written_is_read_back_the_same(item: Modification) -> None:
    assert read_modification(write_modification(item), PATH, []) == item


@given(RECORDS, WORDS, st.data())
def test_a_change_changes_what_it_names_and_nothing_else(item: Modification, words: str, data: st.DataObject) -> None:
    legal = item.steps
    entry = None
    if legal:
        step = data.draw(st.sampled_from(legal))
        entry = HistoryEntry(item.history[-1].date, step.name, step.stage or item.stage, step.status)
    changes = {"issue": words, "documents": (), "urgent": False, "costs": {"DCC": 2.5}}
    written = change_modification(write_modification(item), item, changes, entry)
    history = (*item.history, entry) if entry else item.history
    assert read_modification(written, PATH, []) == replace(item, **changes, history=history)  # type: ignore[arg-type]


def test_comments_and_order_stay_where_a_record_is_changed() -> None:
    text = '# Kept.\nformat = 2\nid = "SECMP0014"\ntitle = "T"  # kept too\n\n# On the samples.\n[[samples]]\ntype = "EUI"\n'
    text += '\n[[history]]\nstep = "raise"\nstage = "raised"\nstatus = "open"\n'
    item = read_modification(text.encode(), PATH, [])
    entry = HistoryEntry("2016-06-17", "consider", "initial consideration", "open", "Panel")
    written = change_modification(text.encode(), item, {"path": "Path 3"}, entry).decode()
    assert written.startswith('# Kept.\nformat = 2\nid = "SECMP0014"\ntitle = "T"  # kept too\n')
    assert "# On the samples.\n[[samples]]" in written
    values = tomllib.loads(written)
    assert values["path"] == "Path 3" and values["samples"] == [{"type": "EUI"}]
    assert values["history"][1] == {
        "date": "2016-06-17", "step": "consider", "stage": "initial consideration", "status": "open", "by": "Panel",
    }  # fmt: skip


OLD = """format = 1
id = "SECMP0014"
title = "T"
status = "Refinement"
stage = "Refinement Process"
raised = "2016-05-27"

[dates]
"Raised" = "2016-05-27"
"Panel" = "about June"
"""


@pytest.mark.parametrize(
    ("said", "stage", "status"),
    [("Refinement", "refinement", "open"), ("OPEN", "raised", "open"), ("Withdrawn", "closed", "withdrawn"),
     ("Implemented", "closed", "implemented"), ("asleep", "closed", "not known")],
)  # fmt: skip
def test_the_word_of_an_old_record_becomes_stage_and_status(said: str, stage: str, status: str) -> None:
    item = read_modification(OLD.replace('"Refinement"', f'"{said}"').encode(), PATH, [])
    assert (item.stage, item.status, item.history[0].date) == (stage, status, "2016-05-27")
    assert item.is_open == (status == "open")
    assert item.history[0].note == ("asleep; Refinement Process" if said == "asleep" else "Refinement Process")


def test_an_old_record_that_is_changed_becomes_a_new_one_that_says_the_same() -> None:
    item = read_modification(OLD.encode(), PATH, [])
    assert item.timetable == (Milestone("2016-05-27", "Raised"), Milestone("", "Panel: about June"))
    written = change_modification(OLD.encode(), item, {"solution": "S"})
    assert tomllib.loads(written.decode()).keys().isdisjoint({"status", "stage", "dates"})
    assert b"format = 2" in written
    assert read_modification(written, PATH, []) == replace(item, solution="S")


GOOD = 'format = 2\nid = "MP01"\ntitle = "T"\n'
RAISED = '[[history]]\ndate = "2016-02-01"\nstep = "raise"\nstage = "raised"\nstatus = "open"\n'


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        (GOOD, "has no [[history]]", 'step = "raise"'),
        (GOOD + RAISED.replace("raise\"\nstage", "vault\"\nstage"), "has in [[history]] 1 step = 'vault'", "recorded, raise"),
        (GOOD + RAISED.replace('stage = "raised"', 'stage = "asleep"'), "has in [[history]] 1 stage = 'asleep'", "raised"),
        (GOOD + RAISED.replace('stage = "raised"', 'stage = "decision"'), "1 the step raise to decision, open, which does not lead there from the beginning", "recorded"),
        (GOOD + RAISED + RAISED, "2 the step raise to raised, open, which does not lead there from raised, open", "recorded"),
        (GOOD + RAISED + RAISED.replace("2016-02", "2016-01").replace('"raise"', '"hold"').replace('"open"', '"on hold"'), "2 the date 2016-01-01, before 2016-02-01", "order of time"),
        (GOOD + RAISED.replace("2016-02-01", "soon"), "1 date = 'soon', which is not a date", "library-format"),
        (GOOD + 'path = "Path 9"\n' + RAISED, "has path = 'Path 9'", "Path 1, Path 2, Path 3"),
        (GOOD + 'sort = "wish"\n' + RAISED, "has sort = 'wish'", "designation"),
        (GOOD + "urgent = 1\n" + RAISED, "has urgent = 1, where true or false is expected", "library-format"),
        (GOOD + RAISED + '[[impacted]]\ncategory = "DCC"\nlevel = "huge"\n', "[[impacted]] 1 level = 'huge'", "high, medium, low"),
        (GOOD + RAISED + '[[impacted]]\nlevel = "high"\n', "[[impacted]] 1 no category", ""),
        (GOOD + RAISED + '[[links]]\nkind = "likes"\nto = "MP02"\n', "[[links]] 1 kind = 'likes'", "alternative to"),
        (GOOD + RAISED + '[[links]]\nkind = "related to"\nto = "m 2"\n', "[[links]] 1 to = 'm 2'", "letters and a number"),
        (GOOD + RAISED + '[[decisions]]\ndate = "2016-01-01"\nby = "B"\noutcome = "approve"\nvotes = [1, -2, 3]\n', "votes = [1, -2, 3]", "for, against and abstained"),
        (GOOD + RAISED + '[[timetable]]\nknown = "2016-01-01"\n', "[[timetable]] 1 no what", ""),
        (GOOD + RAISED + "[costs]\nDCC = -1\n", "has costs.DCC = -1", ""),
        (GOOD + 'unverified_fields = ["mood"]\n' + RAISED, "names 'mood' among its unverified_fields", "The fields are"),
    ],
)  # fmt: skip
def test_a_record_that_does_not_fit_is_refused_with_what_and_what_to_do(text: str, what: str, hint: str) -> None:
    with pytest.raises(LibraryError) as caught:
        read_modification(text.encode(), PATH, [])
    assert what in caught.value.message and hint in caught.value.hint


def test_a_record_of_a_newer_format_is_left_alone() -> None:
    with pytest.raises(LibraryError, match=r"is of format 3; this specman reads up to format 2"):
        read_modification(GOOD.replace("format = 2", "format = 3").encode(), PATH, [])


def test_a_state_that_is_recorded_may_stand_anywhere() -> None:
    text = GOOD + RAISED + RAISED.replace('"raise"', '"recorded"').replace('"raised"', '"decision"')
    assert read_modification(text.encode(), PATH, []).stage == "decision"
    assert read_modification((GOOD + RAISED.replace('"raise"', '"recorded"')).encode(), PATH, []).stage == "raised"


def test_samples_are_written_too() -> None:
    item = Modification(
        "MP01", "T", (HistoryEntry("", "recorded", "raised", "open"),), samples=(Sample("EUI", "1", "b"),)
    )
    assert read_modification(write_modification(item), PATH, []) == item


def test_every_step_of_every_sort_can_be_read(
    sorts: tuple[str, ...] = ("modification", "designation", "issue-batch"),
) -> None:
    for sort in sorts:
        for step in (step for step in STEPS if step.sort == sort and step.stages):
            stood = step.stages[0]
            text = (
                GOOD + f'sort = "{sort}"\n' + RAISED.replace('"raise"', '"recorded"').replace('"raised"', f'"{stood}"')
            )
            text = text.replace('"open"', f'"{step.statuses[0]}"')
            text += f'[[history]]\nstep = "{step.name}"\nstage = "{step.stage or stood}"\nstatus = "{step.status}"\n'
            assert read_modification(text.encode(), PATH, []).history[-1].step == step.name
