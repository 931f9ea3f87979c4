"""Ends of lists: an "and" that wanders because an item came or went, and one that says something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specman.compare.meaning.list_ends import DETAIL, Lists, settle_ends, without_end
from specman.model.change import Change, ChangeKind, Side
from specman.model.document import Document, Provision
from tests.compare.pairing.trees import one, tree


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("its address; and", ("its address", "and")),
        ("its address, or", ("its address", "or")),
        ("its address; and/or", ("its address", "and/or")),
        ("its address; and: ", ("its address", "and")),
        ("its address.\u00a0", ("its address", "")),
        ("its address;\n\tor\n", ("its address", "or")),
        ("its land", ("its land", "")),
        ("and", ("", "and")),
        ("and it", ("and it", "")),
        ("", ("", "")),
        ("a or and", ("a or", "and")),
        ("; .,:", ("", "")),
    ],
)
def test_an_item_without_its_end_and_the_word_that_joins_the_next(text: str, said: tuple[str, str]) -> None:
    assert without_end(text) == said


def end(provision: Provision, work: str = "t") -> Side:
    return Side(work, f"T {provision.label}", provision)


def amended(left: Provision, right: Provision, kind: ChangeKind = "amended") -> Change:
    edits = (("delete", left.text), ("insert", right.text))
    return Change(kind, "substantive", end(left), end(right), "why", edits)  # type: ignore[arg-type]


def came(provision: Provision, work: str = "t") -> Change:
    return Change("added", "substantive", None, end(provision, work), "no partner")


def went(provision: Provision, work: str = "t") -> Change:
    return Change("removed", "substantive", end(provision, work), None, "no partner")


def listed(*texts: str) -> Document:
    """A clause with these items; the last letter of what begins with a dash is an item inside of the one before."""
    rows, last = [one("c", "It holds:")], ""
    for place, text in enumerate(texts):
        name = f"{last}.{place}" if text.startswith("-") else f"c.{place}"
        rows.append(one(name, text.removeprefix("-"), "item"))
        last = last if text.startswith("-") else name
    return tree(*rows)


GROWN = (listed("name; and", "role."), listed("name;", "role; and", "date."))


def lists(base: Document, target: Document, *more: Change) -> Lists:
    """The lists of two documents, in which what only one of them has came or went."""
    gone = [went(p) for p in base.provisions if p.eid not in target.by_eid]
    come = [came(p) for p in target.provisions if p.eid not in base.by_eid]
    return Lists([*gone, *come, *more], base, target)


def differs_only(base: Document, target: Document, eid: str, other: str = "", kind: ChangeKind = "amended") -> bool:
    left, right = base.by_eid[eid], target.by_eid[other or eid]
    change = amended(left, right, kind)
    return lists(base, target).end_differs_only(change, left.text, right.text)


def test_beside_an_item_that_came_or_went_one_may_end_in_another_way() -> None:
    base, target = GROWN
    for eid in ("c.0", "c.1"):
        assert differs_only(base, target, eid)
        assert differs_only(target, base, eid)


def test_where_nothing_came_or_went_another_end_is_another_word() -> None:
    assert not differs_only(listed("name; and", "role."), listed("name;", "role."), "c.0")


def test_other_words_are_no_other_end() -> None:
    base, target = listed("name; and", "role."), listed("names;", "role; and", "date.")
    assert not differs_only(base, target, "c.0")
    assert differs_only(base, target, "c.1")


def test_another_joining_word_is_another_thing() -> None:
    base = listed("name; and", "role.")
    assert not differs_only(base, listed("name; or", "role; and", "date."), "c.0")
    assert not differs_only(base, listed("name;", "role; or", "date."), "c.0")
    assert not differs_only(base, listed("name; and", "role; or", "date."), "c.0")
    assert differs_only(listed("name;", "role."), listed("name;", "role; or", "date."), "c.1")
    assert differs_only(listed("name; and", "role; or", "x."), listed("name; or", "role; and", "x.", "y."), "c.2")
    assert not differs_only(listed("name; and", "role; or", "x."), listed("name; or", "role; and", "x.", "y."), "c.0")


def test_an_item_of_a_list_inside_of_an_item_may_end_as_the_item_does() -> None:
    base = listed("name:", "-first;", "-last.")
    target = listed("name:", "-first;", "-last; and", "role.")
    assert differs_only(base, target, "c.0.2")
    assert not differs_only(listed("name:", "-first and", "-last."), target, "c.0.1")


def test_the_last_item_of_a_clause_ends_the_clause_and_nothing_that_holds_it() -> None:
    base = tree(one("s"), one("s.1", "It is:"), one("s.1.1", "so.", "item"))
    more = (one("s"), one("s.1", "It is:"), one("s.1.1", "so; and", "item"))
    assert differs_only(base, tree(*more, one("s.2", "Next.")), "s.1.1")
    assert not differs_only(base, tree(*more, one("u", "Next.")), "s.1.1")


def test_a_row_ends_no_list() -> None:
    base = tree(one("t", "K | V", "table"), one("t.1", "a | and", "row"))
    target = tree(one("t", "K | V", "table"), one("t.1", "a |", "row"), one("t.2", "b | c", "row"))
    left, right = base.by_eid["t.1"], target.by_eid["t.1"]
    assert not lists(base, target).end_differs_only(amended(left, right), "a; and", "a")


def test_what_came_or_went_in_another_document_makes_no_list_grow() -> None:
    base, target = listed("name; and", "role."), listed("name;", "role.")
    change = amended(base.by_eid["c.0"], target.by_eid["c.0"])
    foreign = [went(base.by_eid["c.1"], "u"), came(target.by_eid["c.1"], "u")]
    assert not Lists(foreign, base, target).end_differs_only(change, "name; and", "name;")
    for own in (went(base.by_eid["c.1"]), came(target.by_eid["c.1"])):
        assert Lists([own], base, target).end_differs_only(change, "name; and", "name;")


def test_a_side_of_another_document_stands_beside_nothing_here() -> None:
    base, target = GROWN
    left, right = base.by_eid["c.0"], target.by_eid["c.0"]
    change = amended(left, right)
    elsewhere = replace(change, target=end(right, "u"))
    only_added = Lists([came(target.by_eid["c.2"])], base, target)
    assert only_added.end_differs_only(change, left.text, right.text)
    assert not only_added.end_differs_only(elsewhere, left.text, right.text)
    assert not only_added.end_differs_only(
        replace(change, base=end(left, "u"), target=end(right, "u")), left.text, right.text
    )


def test_what_moved_makes_its_lists_grow_on_both_sides() -> None:
    base = tree(
        one("a", "A:"), one("a.1", "x; and", "item"), one("a.2", "y", "item"), one("b", "B:"), one("b.1", "z.", "item")
    )
    target = tree(
        one("a", "A:"), one("a.1", "x", "item"), one("b", "B:"), one("b.1", "z;", "item"), one("b.2", "y.", "item")
    )
    moved = amended(base.by_eid["a.2"], target.by_eid["b.2"], "moved")
    grown = Lists([moved], base, target)
    for eid in ("a.1", "b.1"):
        assert grown.end_differs_only(
            amended(base.by_eid[eid], target.by_eid[eid]), base.by_eid[eid].text, target.by_eid[eid].text
        )
    unmoved = Lists([replace(moved, kind="amended")], base, target)
    assert not unmoved.end_differs_only(amended(base.by_eid["a.1"], target.by_eid["a.1"]), "x; and", "x")


def settled(base: Document, target: Document, eid: str, **other: object) -> tuple[str, tuple[object, ...]]:
    change = replace(amended(base.by_eid[eid], target.by_eid[eid]), **other)  # type: ignore[arg-type]
    gone = [went(p) for p in base.provisions if p.eid not in target.by_eid]
    come = [came(p) for p in target.provisions if p.eid not in base.by_eid]
    *rest, found = settle_ends([*gone, *come, change], base, target)
    assert rest == [*gone, *come]
    return found.significance, found.details


def test_an_item_that_differs_only_in_its_end_is_consequential_and_says_so() -> None:
    base, target = GROWN
    assert settled(base, target, "c.0") == ("consequential", (DETAIL,))
    assert settled(target, base, "c.0") == ("consequential", (DETAIL,))
    assert settled(base, target, "c.0", details=(DETAIL,)) == ("consequential", (DETAIL, DETAIL))


def test_what_moved_stays_a_change_of_substance_and_says_so() -> None:
    base, target = GROWN
    assert settled(base, target, "c.0", kind="moved") == ("substantive", (DETAIL,))


def test_what_changed_otherwise_too_is_left_as_it_is() -> None:
    base, target = GROWN
    assert settled(base, target, "c.0", edits=()) == ("substantive", ())
    assert settled(base, target, "c.0", significance="editorial") == ("editorial", ())
    assert settled(base, target, "c.0", beyond_words=True) == ("substantive", ())
    for field, value in (("heading", "Other"), ("status", "inactive")):
        other = tree(*(replace(p, **{field: value}) if p.eid == "c.0" else p for p in target.provisions[1:]))  # type: ignore[arg-type]
        assert settled(base, other, "c.0") == ("substantive", ())


def test_another_case_alone_is_no_other_end() -> None:
    base, target = listed("Name; and", "role."), listed("name; and", "role; and", "date.")
    assert settled(base, target, "c.0") == ("substantive", ())
    both = listed("name;", "role; and", "date.")
    assert settled(base, both, "c.0") == ("consequential", (DETAIL,))
    assert settled(listed("name", "role."), listed("name;", "role;", "date."), "c.0") == ("consequential", (DETAIL,))
