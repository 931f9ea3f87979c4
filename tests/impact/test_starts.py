"""Where a change starts: what is changed, what a named target holds, whose name leads nowhere afterwards."""

import pytest

from specman.impact.subject import starts_of
from specman.model.change import ChangeKind, Significance
from specman.model.impact import Why
from tests.impact.registers import Made, changed, moved, named, place, subject

SECTION = ("h/", "h/sec_1", "h/sec_1__cl_1", "h/sec_1__cl_1__it_a", "h/sec_1__h_x", "h/sec_2", "h/sec_2__cl_1")


def test_a_named_target_stands_for_everything_that_it_holds_but_headings() -> None:
    starts = starts_of(subject(named("h/sec_1")), Made(SECTION))
    assert starts.meaning == {place("h/sec_1"), place("h/sec_1__cl_1"), place("h/sec_1__cl_1__it_a")}
    assert dict(starts.parts) == {place(n): place("h/sec_1") for n in ("h/sec_1__cl_1", "h/sec_1__cl_1__it_a")}
    assert not starts.lost


def test_a_named_document_stands_for_all_of_it() -> None:
    assert len(starts_of(subject(named("h/")), Made(SECTION)).parts) == 5


def test_a_part_that_is_changed_or_named_itself_is_no_part_of_the_target() -> None:
    starts = starts_of(subject(named("h/sec_1"), changed("h/sec_1__cl_1")), Made(SECTION))
    assert set(starts.parts) == {place("h/sec_1__cl_1__it_a")}


def test_of_two_nested_targets_a_part_belongs_to_the_first_named() -> None:
    starts = starts_of(subject(named("h/sec_1"), named("h/sec_1__cl_1")), Made(SECTION))
    assert starts.parts[place("h/sec_1__cl_1__it_a")] == place("h/sec_1")


def test_a_changed_provision_does_not_stand_for_what_it_holds() -> None:
    starts = starts_of(subject(changed("h/sec_1")), Made(SECTION))
    assert starts.meaning == {place("h/sec_1")}
    assert not starts.parts


@pytest.mark.parametrize(
    ("kind", "significance", "has_meaning", "lost"),
    [
        ("amended", "substantive", True, None),
        ("amended", "consequential", False, None),
        ("amended", "editorial", False, None),
        ("renumbered", "consequential", False, "renumbered"),
        ("renumbered", "substantive", True, "renumbered"),
        ("renumbered", "editorial", False, None),
        ("moved", "substantive", True, "moved"),
        ("moved", "consequential", False, "moved"),
        ("removed", "substantive", True, "removed"),
        ("removed", "editorial", False, None),
    ],
)  # fmt: skip
def test_every_kind_of_change_by_its_significance(
    kind: ChangeKind, significance: Significance, has_meaning: bool, lost: Why | None
) -> None:
    starts = starts_of(subject(changed("h/sec_1__cl_1", kind, significance)), Made(SECTION))
    assert (place("h/sec_1__cl_1") in starts.meaning) is has_meaning
    assert starts.lost.get(place("h/sec_1__cl_1")) == lost


def test_an_amended_provision_with_another_address_has_lost_its_number() -> None:
    starts = starts_of(subject(changed("h/sec_1__cl_1", label="1.1", to="1.2")), Made(SECTION))
    assert dict(starts.lost) == {place("h/sec_1__cl_1"): "renumbered"}


def test_something_added_starts_in_what_holds_it() -> None:
    starts = starts_of(subject(changed("h/sec_2__cl_9__it_a", "added")), Made(SECTION))
    assert starts.meaning == {place("h/sec_2")}
    assert not starts.lost


def test_something_added_where_another_provision_is_starts_in_what_holds_it() -> None:
    """What is there now is put elsewhere by a change of its own, which counts too."""
    pushed = changed("h/sec_1__cl_1", "renumbered", "consequential", label="1.1", to="1.2")
    starts = starts_of(subject(changed("h/sec_1__cl_1", "added"), pushed), Made(SECTION))
    assert starts.meaning == {place("h/sec_1")}
    assert dict(starts.lost) == {place("h/sec_1__cl_1"): "renumbered"}


def test_something_added_to_what_got_another_number_starts_where_that_is_in_the_base() -> None:
    pushed = moved("h/sec_1__cl_1", "h/sec_1__cl_2")
    starts = starts_of(subject(pushed, changed("h/sec_1__cl_2__it_b", "added")), Made(SECTION))
    assert place("h/sec_1__cl_1") in starts.meaning and place("h/sec_1__cl_2") not in starts.meaning


def test_something_added_that_nothing_here_holds_starts_nowhere() -> None:
    assert not starts_of(subject(changed("x/sec_9", "added")), Made(SECTION)).meaning


def test_an_editorial_addition_starts_nowhere() -> None:
    assert not starts_of(subject(changed("h/sec_2__cl_9", "added", "editorial")), Made(SECTION)).meaning


def test_a_term_that_goes_and_is_defined_nowhere_is_removed() -> None:
    starts = starts_of(subject(changed("a/def_x", "removed", label="Device")), Made(("a/def_x",)))
    assert dict(starts.lost) == {place("a/def_x"): "removed"}


def test_a_term_that_goes_and_is_defined_elsewhere_has_moved() -> None:
    new = changed("b/def_y", "added", label="Device")
    starts = starts_of(subject(changed("a/def_x", "removed", label="Device"), new), Made(("a/def_x", "b/")))
    assert starts.lost[place("a/def_x")] == "moved"


def test_another_term_defined_elsewhere_does_not_keep_the_one_that_goes() -> None:
    new = changed("b/def_y", "added", label="Meter")
    starts = starts_of(subject(changed("a/def_x", "removed", label="Device"), new), Made(("a/def_x", "b/")))
    assert starts.lost[place("a/def_x")] == "removed"


def test_a_clause_that_goes_is_not_kept_by_a_term_of_its_name() -> None:
    new = changed("b/def_y", "added", label="cl_1")
    starts = starts_of(subject(changed("h/sec_1__cl_1", "removed"), new), Made(SECTION))
    assert starts.lost[place("h/sec_1__cl_1")] == "removed"


def test_a_term_that_is_called_otherwise_is_renamed() -> None:
    starts = starts_of(subject(changed("a/def_x", label="Device", to="Equipment")), Made(("a/def_x",)))
    assert dict(starts.lost) == {place("a/def_x"): "renamed"}


def test_a_renamed_term_whose_old_name_is_defined_elsewhere_has_moved() -> None:
    new = changed("b/def_y", "added", label="Device")
    starts = starts_of(subject(changed("a/def_x", label="Device", to="Equipment"), new), Made(("a/def_x", "b/")))
    assert starts.lost[place("a/def_x")] == "moved"
