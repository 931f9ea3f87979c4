"""Whom a change reaches and why, what was left out, who collides, how grave it is: over a hand-made register."""

import pytest

from specman.impact.assess import assess
from specman.impact.subject import Subject
from specman.impact.weight import DEFAULT_EFFORT, DEFAULT_SEVERITY, estimate, rate
from specman.model.change import ChangeKind
from specman.model.impact import Assessment, Collision, NoChange, Reached, Step, Why, WorkImpact
from specman.model.link import LinkKind
from tests.impact.registers import Made, changed, named, place, subject

ALL_KINDS: tuple[LinkKind, ...] = (
    "cites",
    "uses-term",
    "borrows-meaning",
    "uses-type",
    "maps-to",
    "implements",
    "mirrors",
)


def calls(found: Assessment) -> dict[str, tuple[str, str]]:
    """Address to what it is called on to do and why."""
    return {item.address: (item.calls_for, item.why) for item in found.reached}


def each_kind(target: str) -> Made:
    """A register in which one provision of each kind of link depends on a target; its work is called by the kind."""
    works = [f"{kind}/cl_1" for kind in ALL_KINDS]
    return Made((target, *works), [(f"{kind}/cl_1", kind, target, "words") for kind in ALL_KINDS])


MUST_BY_KIND: dict[str, set[str]] = {
    "amended": {"implements", "mirrors"},
    "renumbered": {"cites", "borrows-meaning", "maps-to", "implements", "mirrors"},
    "moved": {"cites", "borrows-meaning", "maps-to", "implements", "mirrors"},
    "removed": set(ALL_KINDS),
}


@pytest.mark.parametrize("kind", ["amended", "renumbered", "moved", "removed"])
def test_who_must_change_by_kind_of_change_and_of_link(kind: ChangeKind) -> None:
    made = each_kind("h/cl_1")
    found = assess(subject(changed("h/cl_1", kind)), made, made)
    must = {item.work for item in found.calling_for("must-change")}
    assert must == MUST_BY_KIND[kind]
    assert {item.work for item in found.calling_for("review")} == set(ALL_KINDS) - must


def test_a_renumbering_alone_reaches_those_who_cite_the_number_and_nobody_further() -> None:
    made = each_kind("h/cl_1")
    more = Made((*made.names, "far/cl_1"), [*made.made, ("far/cl_1", "cites", "cites/cl_1", "")])
    found = assess(subject(changed("h/cl_1", "renumbered", "consequential")), more, more)
    assert calls(found) == {
        f"{kind.upper()} cl_1": ("must-change", "renumbered")
        for kind in ("cites", "borrows-meaning", "maps-to", "implements")
    }


@pytest.mark.parametrize("kind", ["amended", "renumbered", "moved", "removed", "added"])
def test_an_editorial_change_reaches_nobody(kind: ChangeKind) -> None:
    made = each_kind("h/cl_1")
    found = assess(subject(changed("h/cl_1", kind, "editorial")), made, made)
    assert not found.reached
    assert not found.gaps


def test_who_uses_a_term_that_was_removed_must_change_however_common_it_was() -> None:
    made = Made(("a/def_x", "h/cl_1"), [("h/cl_1", "uses-term", "a/def_x", "Device")], crowd={"a/def_x": 5000})
    found = assess(subject(changed("a/def_x", "removed", label="Device")), made, made)
    [item] = found.reached
    assert (item.calls_for, item.why, item.about, item.strength, item.distance) == (
        "must-change",
        "removed",
        "A def_x",
        1.0,
        1,
    )
    assert item.steps == (Step("H cl_1", "uses-term", "A def_x", "Device", "changes"),)


def test_who_uses_a_term_that_has_another_name_must_change() -> None:
    made = Made(("a/def_x", "h/cl_1"), [("h/cl_1", "uses-term", "a/def_x", "Device")])
    found = assess(
        subject(changed("a/def_x", "renumbered", "consequential", label="Device", to="Equipment")), made, made
    )
    assert calls(found) == {"H cl_1": ("must-change", "renamed")}


def test_who_uses_a_term_that_only_moved_need_not_change() -> None:
    made = Made(("a/def_x", "b/", "h/cl_1"), [("h/cl_1", "uses-term", "a/def_x", "Device")])
    found = assess(
        subject(changed("a/def_x", "removed", label="Device"), changed("b/def_y", "added", label="Device")), made, made
    )
    assert calls(found) == {"H cl_1": ("review", "direct")}


def test_what_the_subject_changes_or_names_itself_is_not_reached() -> None:
    made = Made(("a/cl_1", "b/cl_1", "c/cl_1"), [("b/cl_1", "cites", "a/cl_1", ""), ("c/cl_1", "cites", "a/cl_1", "")])
    found = assess(subject(changed("a/cl_1", "removed"), changed("b/cl_1"), named("c/cl_1")), made, made)
    assert not found.reached


def test_a_part_of_a_named_target_is_reviewed_and_stands_first() -> None:
    made = Made(("a/sec_1", "a/sec_1__cl_1", "a/sec_1__cl_2", "b/cl_1"), [("b/cl_1", "cites", "a/sec_1__cl_2", "")])
    found = assess(subject(named("a/sec_1")), made, made)
    assert [(i.address, i.calls_for, i.why, i.strength, i.distance) for i in found.reached] == [
        ("A sec_1__cl_1", "review", "part of a target", 1.0, 0),
        ("A sec_1__cl_2", "review", "part of a target", 1.0, 0),
        ("B cl_1", "review", "direct", 0.7, 1),
    ]
    assert found.reached[0].steps == (Step("A sec_1__cl_1", "part-of", "A sec_1", "", "names"),)
    assert found.reached[2].steps == (
        Step("B cl_1", "cites", "A sec_1__cl_2"), Step("A sec_1__cl_2", "part-of", "A sec_1", "", "names"),
    )  # fmt: skip
    assert found.reached[2].heading == "Heading cl_1"


def test_a_whole_target_reaches_all_that_one_paragraph_of_it_reaches() -> None:
    made = Made(
        ("a/sec_1", "a/sec_1__cl_1", "b/cl_1", "c/cl_1"),
        [("b/cl_1", "cites", "a/sec_1__cl_1", ""), ("c/cl_1", "cites", "b/cl_1", "")],
    )
    whole, part = (assess(subject(named(name)), made, made) for name in ("a/sec_1", "a/sec_1__cl_1"))
    assert {i.address: i.strength for i in part.reached}.items() <= {
        i.address: i.strength for i in whole.reached
    }.items()


def test_steps_say_what_the_subject_does_at_the_end_of_the_path_only() -> None:
    made = Made(
        ("a/cl_1", "b/cl_1", "c/cl_1"), [("b/cl_1", "cites", "a/cl_1", ""), ("c/cl_1", "uses-term", "b/cl_1", "T")]
    )
    found = assess(subject(changed("a/cl_1")), made, made)
    far = next(item for item in found.reached if item.work == "c")
    assert far.steps == (Step("C cl_1", "uses-term", "B cl_1", "T"), Step("B cl_1", "cites", "A cl_1", "", "changes"))
    assert (far.calls_for, far.why, far.strength, far.distance) == ("aware", "indirect", 0.56, 2)


def test_holders_of_the_change_alone_and_headings_are_not_reached() -> None:
    made = Made(("a/", "a/sec_1", "a/sec_1__cl_1", "b/h_1"), [("b/h_1", "cites", "a/sec_1__cl_1", "")])
    assert not assess(subject(changed("a/sec_1__cl_1")), made, made).reached


def test_a_document_is_not_reached_though_a_part_of_it_is() -> None:
    made = Made(("a/cl_1", "b/", "b/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", "")])
    assert calls(assess(subject(changed("a/cl_1")), made, made)) == {"B cl_1": ("must-change", "mirrors")}


def test_what_holds_a_dependent_is_aware() -> None:
    made = Made(("a/cl_1", "b/cl_1", "b/cl_1__it_a"), [("b/cl_1__it_a", "mirrors", "a/cl_1", "")])
    assert calls(assess(subject(changed("a/cl_1")), made, made))["B cl_1"] == ("aware", "holds a dependent")


def test_what_depends_on_an_addition_depends_on_what_holds_it() -> None:
    made = Made(("a/", "a/sec_1", "b/cl_1"), [("b/cl_1", "cites", "a/sec_1", "")])
    assert calls(assess(subject(changed("a/sec_1__cl_9", "added")), made, made)) == {"B cl_1": ("review", "direct")}


@pytest.mark.parametrize(("share", "listed", "uncounted"), [(0.1, 1, 0), (0.099, 0, 1), (0.03, 0, 1), (0.0299, 0, 0)])
def test_weak_paths_are_counted_and_weaker_ones_not_followed(share: float, listed: int, uncounted: int) -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "maps-to", "a/cl_1", "")])
    found = assess(subject(changed("a/cl_1")), made, made, strength={"maps-to": share})
    assert (len(found.reached), found.uncounted) == (listed, uncounted)


def test_what_must_change_is_listed_however_weak() -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", "")])
    found = assess(subject(changed("a/cl_1")), made, made, strength={"mirrors": 0.05})
    assert calls(found) == {"B cl_1": ("must-change", "mirrors")}


def test_reached_provisions_stand_by_call_then_strength_then_address() -> None:
    made = Made(
        ("a/cl_1", "b/cl_1", "c/cl_1", "d/cl_1", "e/cl_1"),
        [
            ("e/cl_1", "implements", "a/cl_1", ""), ("d/cl_1", "cites", "a/cl_1", ""), ("c/cl_1", "uses-term", "a/cl_1", ""),
            ("b/cl_1", "cites", "a/cl_1", ""),
        ],
    )  # fmt: skip
    assert [item.work for item in assess(subject(changed("a/cl_1")), made, made).reached] == ["e", "c", "b", "d"]


def test_depth_and_names_are_those_asked_for() -> None:
    made = Made(("a/cl_1", "b/cl_1", "c/cl_1"), [("b/cl_1", "cites", "a/cl_1", ""), ("c/cl_1", "cites", "b/cl_1", "")])
    found = assess(subject(changed("a/cl_1"), drafted=("A",), unverified=frozenset({"targets"})), made, made, depth=1)
    assert [item.work for item in found.reached] == ["b"]
    assert (found.subject, found.title, found.baseline, found.depth, found.kind) == (
        "MOD1",
        "A change",
        "1.0",
        1,
        "modification",
    )
    assert (found.drafted, found.unverified) == (("A",), {"targets"})
    assert assess(subject(changed("a/cl_1")), made, made).depth == 3


# -- no change ----------------------------------------------------------------------------------------------------------------


def test_what_was_shown_to_need_no_change_is_reviewed_with_the_reason() -> None:
    made = Made(
        ("a/cl_1", "b/cl_1", "c/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", ""), ("c/cl_1", "cites", "a/cl_1", "")]
    )
    reason = NoChange(("00-1B",))
    found = assess(subject(changed("a/cl_1"), no_change={place("b/cl_1"): reason}), made, made)
    assert [(i.address, i.calls_for, i.no_change) for i in found.reached] == [
        ("B cl_1", "review", reason),
        ("C cl_1", "review", None),
    ]


def test_a_part_of_a_target_keeps_the_reason_why_it_needs_no_change() -> None:
    made = Made(("a/sec_1", "a/sec_1__cl_1"))
    reason = NoChange(("x",))
    assert (
        assess(subject(named("a/sec_1"), no_change={place("a/sec_1__cl_1"): reason}), made, made).reached[0].no_change
        == reason
    )


def test_who_cites_what_is_gone_must_change_and_keeps_its_reason() -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "cites", "a/cl_1", "")])
    reason = NoChange(("x",))
    [item] = assess(subject(changed("a/cl_1", "removed"), no_change={place("b/cl_1"): reason}), made, made).reached
    assert (item.calls_for, item.no_change, item.heading, item.work) == ("must-change", reason, "Heading cl_1", "b")


# -- gaps and collisions ------------------------------------------------------------------------------------------------------


def test_what_must_change_is_a_gap_and_so_is_a_target_without_drafted_text() -> None:
    made = Made(
        ("a/cl_1", "b/cl_1", "c/cl_1", "d/cl_1"),
        [("b/cl_1", "mirrors", "a/cl_1", ""), ("d/cl_1", "cites", "a/cl_1", "")],
    )
    found = assess(subject(changed("a/cl_1"), named("c/cl_1"), drafted=("A",)), made, made)
    assert [(gap.address, gap.work, gap.reached.why if gap.reached else None) for gap in found.gaps] == [
        ("C cl_1", "C", None),
        ("B cl_1", "B", "mirrors"),
    ]


def test_a_provision_named_by_a_person_is_no_gap() -> None:
    made = Made(("a/cl_1",))
    assert not assess(Subject("A cl_1", "", "1.0", [named("a/cl_1")]), made, made).gaps


NEAR = Made(
    ("a/sec_1", "a/sec_1__cl_1", "b/cl_1", "c/cl_1", "d/cl_1", "e/cl_1"),
    [
        ("b/cl_1", "cites", "a/sec_1__cl_1", ""),
        ("c/cl_1", "mirrors", "a/sec_1__cl_1", ""),
        ("d/cl_1", "cites", "b/cl_1", ""),
    ],
)


@pytest.mark.parametrize(
    ("own", "other", "same", "dependent"),
    [
        ([changed("a/sec_1__cl_1")], [changed("a/sec_1__cl_1")], ("A sec_1__cl_1",), ()),
        ([changed("a/sec_1__cl_1")], [changed("b/cl_1")], (), ("B cl_1",)),
        ([changed("a/sec_1__cl_1")], [changed("c/cl_1"), changed("b/cl_1")], (), ("B cl_1", "C cl_1")),
        ([changed("a/sec_1__cl_1")], [changed("d/cl_1")], None, None),
        ([changed("a/sec_1__cl_1")], [changed("e/cl_1")], None, None),
        ([changed("a/sec_1__cl_1")], [named("a/sec_1")], ("A sec_1",), ()),
        ([named("a/sec_1")], [changed("a/sec_1__cl_1")], ("A sec_1__cl_1",), ()),
        ([changed("a/sec_1")], [changed("a/sec_1__cl_1")], None, None),
        ([named("a/sec_1")], [changed("b/cl_1"), named("a/sec_1")], ("A sec_1",), ("B cl_1",)),
    ],
)  # fmt: skip
def test_collisions_on_the_same_and_on_dependent_provisions(own, other, same, dependent) -> None:  # type: ignore[no-untyped-def]
    found = assess(subject(*own, others=[("MOD2", "Another", other)]), NEAR, NEAR)
    wanted = () if same is None else (Collision("MOD2", "Another", same, dependent),)
    assert found.collisions == wanted


# -- documents ----------------------------------------------------------------------------------------------------------------


def test_documents_stand_by_what_falls_to_them_with_the_remark_that_fits() -> None:
    made = Made(
        ("a/cl_1", "b/cl_1", "c/cl_1", "d/cl_1", "e/cl_1", "f/cl_1", "z/"),
        [
            ("b/cl_1", "mirrors", "a/cl_1", ""), ("c/cl_1", "cites", "a/cl_1", ""), ("d/cl_1", "cites", "c/cl_1", ""),
            ("f/cl_1", "cites", "a/cl_1", ""),
        ],
        absent=frozenset({"z"}),
    )  # fmt: skip
    found = assess(
        subject(changed("a/cl_1"), declared=frozenset({"f", "e", "z"}), declared_elsewhere=("Schedule 11",)), made, made
    )
    assert found.works == (
        WorkImpact("a", "A", "Title of a", 1, 0, 0, 0, False, True, "changed, not named"),
        WorkImpact("b", "B", "Title of b", 0, 1, 0, 0, False, True, "reached, not named"),
        WorkImpact("c", "C", "Title of c", 0, 0, 1, 0, False, True, "reached, not named"),
        WorkImpact("f", "F", "Title of f", 0, 0, 1, 0, True, True, ""),
        WorkImpact("d", "D", "Title of d", 0, 0, 0, 1, False, True, ""),
        WorkImpact("e", "E", "Title of e", 0, 0, 0, 0, True, True, "named, not reached"),
        WorkImpact("z", "Z", "Title of z", 0, 0, 0, 0, True, False, "named, not held"),
        WorkImpact("", "Schedule 11", "Schedule 11", 0, 0, 0, 0, True, False, "named, not held"),
    )


def test_where_nobody_named_documents_there_is_no_remark() -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", "")])
    found = assess(subject(changed("a/cl_1")), made, made)
    assert [(w.work, w.remark, w.declared) for w in found.works] == [("a", "", False), ("b", "", False)]


# -- severity and effort ------------------------------------------------------------------------------------------------------


def items(must: int, review: int, aware: int = 0) -> list[Reached]:
    """So many reached provisions of each class."""
    why: Why = "direct"
    calls_for = ["must-change"] * must + ["review"] * review + ["aware"] * aware
    return [Reached(place(f"w/{n}"), "", "w", "", call, 1.0, 1, (), why) for n, call in enumerate(calls_for)]  # type: ignore[arg-type]


def documents(touched: int, aware: int = 0) -> list[WorkImpact]:
    """So many documents to review, and so many that should only be aware."""
    return [WorkImpact(str(n), "", "", 0, 0, int(n < touched), 1, False) for n in range(touched + aware)]


@pytest.mark.parametrize(
    ("must", "touched", "level", "rule", "least"),
    [
        (10, 1, "high", "must_change", 10), (9, 1, "medium", "must_change", 1), (0, 8, "high", "works", 8),
        (9, 8, "high", "works", 8), (1, 7, "medium", "must_change", 1), (0, 7, "medium", "works", 3),
        (0, 3, "medium", "works", 3), (0, 2, "low", "works", 3),
    ],
)  # fmt: skip
def test_severity_at_each_threshold_from_both_sides(must: int, touched: int, level: str, rule: str, least: int) -> None:
    found = rate([named("a/cl_1")], items(must, 4, 5), documents(touched, 9), {})
    assert (found.level, found.rule, found.least) == (level, rule, least)
    assert (found.direct, found.must_change, found.review, found.works) == (1, must, 4, touched)


def test_severity_by_the_rule_of_the_library() -> None:
    rule = {"high_must_change": 2, "high_works": 5, "medium_must_change": 2, "medium_works": 4}
    levels = [
        rate([named("a/cl_1")], items(m, 0), documents(w), rule).level for m, w in ((2, 0), (1, 3), (1, 4), (1, 5))
    ]
    assert levels == ["high", "low", "medium", "high"]
    assert DEFAULT_SEVERITY == {"high_must_change": 10, "high_works": 8, "medium_must_change": 1, "medium_works": 3}


def test_where_nothing_is_changed_there_is_no_severity() -> None:
    assert (rate([], [], documents(9), {}).level, rate([], [], [], {}).rule) == ("none", "nothing")


@pytest.mark.parametrize("field", ["direct", "must_change", "review"])
def test_a_document_is_touched_by_a_change_a_must_or_a_review(field: str) -> None:
    counts = dict.fromkeys(("direct", "must_change", "review"), 0) | {field: 1}
    work = WorkImpact("a", "", "", counts["direct"], counts["must_change"], counts["review"], 0, False)
    assert rate([named("a/cl_1")], [], [work], {}).works == 1


def test_effort_is_the_sum_of_what_each_task_takes() -> None:
    found = estimate([named("a/1"), named("a/2")], items(3, 5, 7), [Collision("M", "", (), ())], {})
    assert found.rows == (("direct", 2, 2.0), ("must_change", 3, 1.0), ("review", 5, 0.25), ("collision", 1, 2.0))
    assert found.hours == 2 * 2.0 + 3 * 1.0 + 5 * 0.25 + 1 * 2.0
    assert DEFAULT_EFFORT == {"direct": 2.0, "must_change": 1.0, "review": 0.25, "collision": 2.0}


def test_effort_by_the_rates_of_the_library_in_hundredths() -> None:
    assert estimate([named("a/1")], items(0, 3), [], {"direct": 1.0, "review": 0.111}).hours == 1.33


def test_an_assessment_is_rated_by_the_rules_it_is_given() -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", "")])
    found = assess(
        subject(changed("a/cl_1")), made, made, severity={"high_must_change": 1}, effort={"must_change": 5.0}
    )
    assert (found.severity.level, found.effort.hours) == ("high", 7.0)
    assert assess(subject(changed("a/cl_1")), made, made).effort.hours == 3.0
