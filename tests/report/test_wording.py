"""The words of values: what may be said of gaps, of what is not verified, of the end of a path."""

import pytest

from specman.impact.assess import assess
from specman.model.impact import Assessment, NoChange, Note, Severity, Step, SubjectKind
from specman.report import wording
from tests.impact.registers import Made, changed, named, subject

MADE = Made(
    ("a/cl_1", "b/cl_1", "c/def_x"), [("b/cl_1", "uses-term", "c/def_x", "Device"), ("b/cl_1", "mirrors", "a/cl_1", "")]
)


def assessed(*direct: object, kind: SubjectKind = "modification", **fields: object) -> Assessment:
    """An assessment of these provisions."""
    from dataclasses import replace

    return assess(replace(subject(*direct, **fields), kind=kind), MADE, MADE)  # type: ignore[arg-type]


def test_of_a_draft_that_is_not_held_nobody_says_that_it_has_no_gaps() -> None:
    assert wording.no_gaps_words(assessed(changed("c/def_x"), drafted=("C",))) == "None found."
    said = "No drafted text is held, so what a draft would leave out is not known."
    assert wording.no_gaps_words(assessed(named("c/def_x"))) == said
    assert wording.no_gaps_words(assessed(named("c/def_x"), drafted=("A",))) == ""


@pytest.mark.parametrize(
    ("kind", "drafted", "said"),
    [
        ("modification", ("A",), "it must stay equal to what changes, and the draft leaves it as it is"),
        ("modification", (), "it must stay equal to what changes, and no text is drafted"),
        ("baselines", (), "it must stay equal to what changes, and it was left as it is"),
        ("places", (), "it must stay equal to what changes"),
    ],
)
def test_a_gap_is_told_by_what_is_assessed(kind: SubjectKind, drafted: tuple[str, ...], said: str) -> None:
    found = assessed(changed("a/cl_1"), kind=kind, drafted=drafted)
    assert [wording.gap_words(gap, found) for gap in found.gaps] == [said]


def test_what_the_record_does_not_verify_is_never_told_as_fact() -> None:
    fields = {"declared": frozenset({"c"}), "declared_elsewhere": ("Schedule 11",)}
    sure = assessed(changed("a/cl_1"), **fields)
    unsure = assessed(changed("a/cl_1"), named("c/def_x"), unverified=frozenset({"documents", "targets"}), **fields)
    assert [wording.remark_words(work, sure) for work in sure.works] == [
        "changed, not named by the proposer", "reached, not named by the proposer", "named by the proposer, not reached",
        "named by the proposer, not held here",
    ]  # fmt: skip
    assert [wording.remark_words(work, unsure) for work in unsure.works] == [
        "changed; not verified whether named", "", "reached; not verified whether named",
        "named by the proposer (not verified), not held here",
    ]  # fmt: skip
    assert [wording.direct_words(d, unsure) for d in unsure.direct] == ["amended", "named as a target, not verified"]
    assert (
        wording.gap_words(unsure.gaps[0], unsure)
        == "it is named as a target (not verified), and no text is drafted for it"
    )
    ends = [wording.step_words(item.steps[-1], unsure) for item in unsure.reached]
    assert ends == ["B cl_1 must stay equal to A cl_1, which MOD1 changes"]


@pytest.mark.parametrize(
    ("step", "kind", "said"),
    [
        (Step("A 1", "uses-term", "B 2", "Device", "changes"), "modification", "A 1 uses 'Device', defined in B 2, which MOD1 changes"),
        (Step("A 1", "cites", "B 2", "", "changes"), "baselines", "A 1 cites B 2, which changes from A change"),
        (Step("A 1", "cites", "B 2", "", "changes"), "places", "A 1 cites B 2"),
        (Step("A 1", "cites", "B 2"), "modification", "A 1 cites B 2"),
        (Step("A 1", "part-of", "B 2", "", "names"), "modification", "A 1 is part of B 2, which MOD1 names as a target"),
        (Step("A 1", "implements", "B 2", "GCS14"), "modification", "A 1 implements B 2 (GCS14)"),
        (Step("A 1", "implements", "B 2", "B 2"), "modification", "A 1 implements B 2"),
        (Step("A 1", "borrows-meaning", "B 2"), "modification", "A 1 takes meanings from B 2"),
        (Step("A 1", "uses-type", "B 2"), "modification", "A 1 uses the type B 2"),
        (Step("A 1", "maps-to", "B 2"), "modification", "A 1 is mapped to B 2"),
        (Step("A 1", "contains", "B 2"), "modification", "A 1 contains B 2"),
    ],
)  # fmt: skip
def test_a_link_in_words(step: Step, kind: SubjectKind, said: str) -> None:
    assert wording.step_words(step, assessed(named("c/def_x"), kind=kind)) == said


def test_why_each_is_called_on() -> None:
    removed = assessed(changed("c/def_x", "removed", label="Device"))
    assert [wording.why_words(item) for item in removed.reached] == ["it uses C def_x, which is removed"]
    renamed = assessed(changed("c/def_x", label="Device", to="Meter"))
    assert [wording.why_words(item) for item in renamed.reached] == ["it uses C def_x, which has another name"]


def test_the_rule_that_gave_a_severity_stands_first() -> None:
    assert wording.severity_words(Severity("none", "nothing", 0, 0, 0, 0, 0)) == ["nothing is changed"]
    firsts = [
        wording.severity_words(found)[0]
        for found in (
            Severity("high", "must_change", 10, 1, 12, 3, 2), Severity("medium", "must_change", 1, 1, 1, 3, 2),
            Severity("medium", "works", 3, 2, 0, 3, 3), Severity("low", "works", 3, 2, 0, 1, 2),
        )
    ]  # fmt: skip
    assert firsts == [
        "at least 10 provisions must change", "at least 1 provision must change", "at least 3 documents are touched",
        "fewer than 3 documents, 1 provision to review",
    ]  # fmt: skip
    assert wording.severity_words(Severity("low", "works", 3, 1, 0, 1, 1))[1:] == [
        "1 provision changed or named", "0 provisions must change with it", "1 document changed or to be reviewed",
    ]  # fmt: skip
    assert wording.severity_words(Severity("low", "works", 3, 2, 1, 1, 1))[2] == "1 provision must change with them"


def test_no_change_is_told_with_two_samples_and_the_reason() -> None:
    assert (
        wording.no_change_words(NoChange(("1", "2", "3")))
        == "no change needed: its pattern accepts the new form (1 and 2)"
    )
    assert wording.no_change_words(NoChange(("1",), "it accepts any")).endswith("the new form (1), as it accepts any")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            Note("target not found", "SEC Q9", "no such Section"),
            "The declared target 'SEC Q9' was not found: no such Section",
        ),
        (
            Note("nothing to assess", "MOD2"),
            "MOD2 has neither drafted text nor a target that was found: nothing to assess.",
        ),
        (
            Note("collisions unknown", "MOD2", "damaged"),
            "MOD2 could not be read, so collisions with it are not known: damaged",
        ),
        (Note("unverified", "its outcome"), "The record of MOD1 does not verify its outcome."),
    ],
)
def test_notes_in_words(note: Note, said: str) -> None:
    assert wording.note_words(note, assessed(named("c/def_x"))) == said
