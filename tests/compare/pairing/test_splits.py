"""What was split or joined, told on changes written by hand: where the words of a part went, or came from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specman.compare.pairing.document_pairing import DocumentPairing
from specman.compare.pairing.splits import Parts, mark_splits
from specman.compare.words import edit_words
from specman.model.change import Change, ChangeKind, Edit, Side
from specman.model.detail import Detail
from specman.model.document import Provision
from tests.compare.pairing.trees import one, tree


def end(provision: Provision) -> Side:
    return Side("t", f"T {provision.label}", provision)


def amended(
    left: Provision, right: Provision, kind: ChangeKind = "amended", edits: tuple[Edit, ...] | None = None
) -> Change:
    return Change(
        kind,
        "substantive",
        end(left),
        end(right),
        "why",
        edit_words(left.words, right.words) if edits is None else edits,
    )


def added(provision: Provision) -> Change:
    return Change("added", "substantive", None, end(provision), "no partner")


def split_of(*changes: Change) -> dict[str, str]:
    """Target eId of each part that was split off to the base eId of its whole; and the same backwards, as joined."""
    _, split, joined = mark_splits(changes)
    _, none, back = mark_splits([change.inverted() for change in changes])
    assert joined == none == {}
    assert split == back
    return split


def numbered(first: int, last: int) -> str:
    """Words that are all other words: `word7a word8a`."""
    return " ".join(f"word{n}a" for n in range(first, last + 1))


REST = "and what is left of it stands here for ever"


def source(gone: str, rest: str = REST, eid: str = "s.1", kind: ChangeKind = "amended") -> Change:
    """A provision out of which these words were taken."""
    edits: tuple[Edit, ...] = (("delete", f"{gone} "), ("equal", rest))
    return amended(one(eid, f"{gone} {rest}"), one(eid, rest), kind, edits)


# -- followed by their words, wherever they went ---------------------------------------------------------------------


def test_a_part_far_away_is_known_by_its_words() -> None:
    whole, part = source(numbered(1, 12)), added(one("u.1", numbered(1, 12)))
    assert split_of(whole, part) == split_of(part, whole) == {"u.1": "s.1"}
    assert split_of(source(numbered(1, 12), kind="moved"), part) == {"u.1": "s.1"}
    assert split_of(source(numbered(1, 12), kind="renumbered"), part) == {}
    assert split_of(source(numbered(21, 32)), part) == {}
    assert split_of(whole) == split_of(part) == split_of() == {}


def test_the_changes_say_what_went_where() -> None:
    whole, part, other = source(numbered(1, 12)), added(one("u.1", numbered(1, 12))), added(one("u.2", "Else."))
    whole = replace(whole, details=(Detail("heading"),))
    part = replace(part, details=(Detail("status"),))
    found, split, joined = mark_splits([part, other, whole])
    assert (split, joined) == ({"u.1": "s.1"}, {})
    assert found == [
        replace(part, reason="split", details=(Detail("status"), Detail("part", base="T s.1"))),
        other,
        replace(whole, details=(Detail("heading"), Detail("split", names=("T u.1",)))),
    ]
    back, split, joined = mark_splits([change.inverted() for change in (part, other, whole)])
    assert (split, joined) == ({}, {"u.1": "s.1"})
    assert back == [
        replace(part.inverted(), reason="joined", details=(Detail("status"), Detail("joined", target="T s.1"))),
        other.inverted(),
        replace(whole.inverted(), details=(Detail("heading"), Detail("taken in", names=("T u.1",)))),
    ]


def test_a_part_names_the_number_that_its_whole_had() -> None:
    part = added(one("u.1", numbered(1, 12)))
    edits: tuple[Edit, ...] = (("delete", f"{numbered(1, 12)} "), ("equal", REST))
    whole = amended(one("s.1", f"{numbered(1, 12)} {REST}"), one("s.4", REST), edits=edits)
    assert split_of(whole, part) == {"u.1": "s.1"}
    found, _, _ = mark_splits([whole, part])
    assert found[1].details == (Detail("part", base="T s.1"),)
    back, _, _ = mark_splits([whole.inverted(), part.inverted()])
    assert back[1].details == (Detail("joined", target="T s.1"),)


def test_one_change_may_split_a_provision_and_another_join_two() -> None:
    whole, part = source(numbered(1, 12)), added(one("u.1", numbered(1, 12)))
    took, gone = source(numbered(31, 42), eid="v.1").inverted(), added(one("w.1", numbered(31, 42))).inverted()
    _, split, joined = mark_splits([whole, part, took, gone])
    assert (split, joined) == ({"u.1": "s.1"}, {"w.1": "v.1"})


@pytest.mark.parametrize(("parts", "named", "more"), [(2, 2, 0), (8, 8, 0), (9, 8, 1), (11, 8, 3)])
def test_of_very_many_parts_eight_are_named_and_the_rest_is_counted(parts: int, named: int, more: int) -> None:
    spans = [(20 * n + 1, 20 * n + 12) for n in range(parts)]
    whole = source(" ".join(numbered(*span) for span in spans))
    found, split, _ = mark_splits([whole, *(added(one(f"u.{n}", numbered(*span))) for n, span in enumerate(spans))])
    assert len(split) == parts
    assert found[0].details == (Detail("split", names=tuple(f"T u.{n}" for n in range(named)), more=more),)


@pytest.mark.parametrize(
    ("kind", "text", "is_part"),
    [
        ("clause", numbered(1, 12), True),
        ("item", numbered(1, 12), True),
        ("component", numbered(1, 12), False),
        ("clause", "a b c d e f g h i j k l m n o p q r s tu", True),
        ("clause", "a b c d e f g h i j k l m n o p q r s t", False),
    ],
)
def test_a_part_says_something_of_its_own(kind, text: str, is_part: bool) -> None:  # type: ignore[no-untyped-def]
    assert (len(text) >= 40) is (text[-1] != "t")
    assert bool(split_of(source(text), added(one("u.1", text, kind)))) is is_part


def test_a_row_is_no_part() -> None:
    assert split_of(source(numbered(1, 12)), added(one("u.1", f"{numbered(1, 12)} | x", "row"))) == {}


@pytest.mark.parametrize(
    ("held", "gone", "is_part"),
    [(10, 8, True), (9, 9, False), (10, 7, False), (14, 8, True), (14, 7, False), (10, 10, True)],
)
def test_most_of_the_words_of_a_part_come_from_one_place_and_some_were_taken_out_there(
    held: int, gone: int, is_part: bool
) -> None:
    """A part of fourteen words has ten runs of five: six must be held by the whole, and four have gone from it."""
    part = f"{numbered(1, held)} {numbered(100, 113 - held)}".strip() if held < 14 else numbered(1, 14)
    left = f"{numbered(gone + 1, held)} {REST}" if held > gone else REST
    assert split_of(source(numbered(1, gone), left), added(one("u.1", part))) == ({"u.1": "s.1"} if is_part else {})


def test_the_place_where_most_of_the_words_went_is_the_whole_and_of_those_the_first() -> None:
    part = added(one("u.1", numbered(1, 14)))
    first, more = source(numbered(1, 7), numbered(8, 14), "s.1"), source(numbered(5, 14), numbered(1, 4), "s.2")
    assert split_of(first, more, part) == {"u.1": "s.2"}
    assert split_of(source(numbered(1, 14), eid="s.1"), source(numbered(1, 14), eid="s.2"), part) == {"u.1": "s.1"}
    equal = source(numbered(1, 9), numbered(10, 14), "s.1"), source(numbered(6, 14), numbered(1, 5), "s.2")
    assert split_of(*equal, part) == {"u.1": "s.1"}
    turned = source(numbered(6, 14), numbered(1, 5), "s.1"), source(numbered(1, 9), numbered(10, 14), "s.2")
    assert split_of(*turned, part) == {"u.1": "s.1"}


def test_seven_runs_of_twenty_are_enough_that_were_taken_out() -> None:
    whole = source(numbered(1, 11), f"{numbered(12, 16)} {REST}")
    assert split_of(whole, added(one("u.1", f"{numbered(1, 16)} {numbered(100, 107)}"))) == {"u.1": "s.1"}
    assert split_of(whole, added(one("u.1", f"{numbered(1, 16)} {numbered(100, 108)}"))) == {}


def test_numbers_and_case_and_signs_are_as_good_as_others() -> None:
    said = "Within 5 days the Panel shall tell each of them; (a) at once."
    now = "within 10 Days, the panel shall tell each of them (a) at once"
    assert split_of(source(said), added(one("u.1", now))) == {"u.1": "s.1"}
    assert split_of(source(said), added(one("u.1", now.replace("10", "ten")))) == {"u.1": "s.1"}


@pytest.mark.parametrize(("words", "is_part"), [(5, True), (4, False)])
def test_words_are_followed_in_runs_of_five(words: int, is_part: bool) -> None:
    text = " ".join(f"word{n}anditsend" for n in range(words))
    assert len(text) >= 40
    assert bool(split_of(source(text), added(one("u.1", text)))) is is_part


def test_five_letters_are_a_run_too() -> None:
    long = "x" * 40
    edits: tuple[Edit, ...] = (("delete", "a b c d e"), ("equal", f" {long} {REST}"))
    whole = amended(one("s.1", f"a b c d e {long} {REST}"), one("s.1", f"{long} {REST}"), edits=edits)
    assert split_of(whole, added(one("u.1", f"a b c d e {long}"))) == {"u.1": "s.1"}
    assert split_of(whole, added(one("u.1", f"a b c d e {long} y z {long}"))) == {}


# -- beside what they were cut from ----------------------------------------------------------------------------------


def beside(part: str, gone: str, *between: Change, eid: str = "s.2", kind: ChangeKind = "amended") -> dict[str, str]:
    """What is split where a part stands behind a provision out of which something was taken."""
    return split_of(source(gone, kind=kind), *between, added(one(eid, part)))


def test_a_short_part_beside_what_it_was_cut_from_is_known_by_being_all_there() -> None:
    assert beside("tell the Panel;", "tell the Panel") == {"s.2": "s.1"}
    assert beside("Tell the Panel; and", "and tell the Panel of it") == {"s.2": "s.1"}
    assert beside("Tell the Panel, or", "and tell the Panel of it") == {"s.2": "s.1"}
    assert beside("tell 5 Users", "to tell 10 Users") == {"s.2": "s.1"}
    assert beside("tell the Authority", "tell the Panel") == {}
    assert beside("tell the Pan", "tell the Panel") == {}
    assert beside("ell the Panel", "tell the Panel") == {}
    assert beside("tell", "tell the Panel") == {}
    assert beside("tell and", "tell the Panel") == {}
    assert beside("tell the", "tell the Panel") == {"s.2": "s.1"}
    assert beside("; - ;", "tell the Panel") == {}
    assert split_of(source("tell the Panel"), added(one("u.2", "tell the Panel"))) == {}


def test_what_stands_inside_of_a_provision_is_beside_it() -> None:
    assert beside("tell the Panel;", "tell the Panel", eid="s.1.a") == {"s.1.a": "s.1"}
    assert beside("tell the Panel;", "tell the Panel", kind="moved") == {"s.2": "s.1"}
    assert beside("tell the Panel;", "tell the Panel", kind="renumbered") == {}


def test_between_a_part_and_what_it_was_cut_from_parts_may_stand_and_what_is_elsewhere() -> None:
    gone = "tell the Panel of it, and ask the User"
    removed = Change("removed", "substantive", end(one("s.9", "x")), None, "no partner")
    elsewhere = amended(one("v.1", "x"), one("v.1", "y"))
    inside = added(one("s.1.a", "of no use"))
    for between in (removed, elsewhere, inside, added(one("s.1b", "of no use"))):
        assert beside("ask the User;", gone, between) == {"s.2": "s.1"}
    assert beside("ask the User;", gone, added(one("s.1b", "tell the Panel"))) == {"s.1b": "s.1", "s.2": "s.1"}
    stays = amended(one("s.1b", "x"), one("s.1b", "x"), "renumbered")
    assert beside("ask the User;", gone, stays) == {}
    assert beside("ask the User;", gone, amended(one("s.1b", "x"), one("s.1b", "y"))) == {}


def test_what_was_cut_from_is_looked_for_in_what_came_before_alone() -> None:
    assert split_of(added(one("s.0", "tell the Panel")), source("tell the Panel")) == {}
    assert split_of(added(one("s.0", "tell the Panel")), source("tell the Panel"), added(one("s.2", "x"))) == {}


@pytest.mark.parametrize(("between", "known"), [(48, True), (49, False)])
def test_what_was_cut_from_is_looked_for_among_the_last_changes(between: int, known: bool) -> None:
    others = [amended(one(f"v.{n}", "x"), one(f"v.{n}", "y")) for n in range(between)]
    assert bool(beside("tell the Panel;", "tell the Panel", *others)) is known


def test_what_follows_a_part_that_came_from_elsewhere_came_from_there_too() -> None:
    far = source(f"{numbered(1, 12)} and tell the Panel", eid="v.1")
    first, then = added(one("s.1", numbered(1, 12))), added(one("s.2", "tell the Panel"))
    assert split_of(far, first, then) == {"s.1": "v.1", "s.2": "v.1"}
    assert split_of(far, added(one("s.1", "Else.")), then) == {}


@pytest.mark.parametrize(("same", "known"), [(12, True), (11, False)])
def test_a_part_beside_what_it_was_cut_from_may_be_in_like_words(same: int, known: bool) -> None:
    """Of twenty-eight words and the spaces between them; no five words in a row are the same."""
    words = [f"word{n}a" for n in range(28)]
    other = [f"else{n}a" if n % 2 or n // 2 >= same else word for n, word in enumerate(words)]
    assert bool(beside(" ".join(other), " ".join(words))) is known


@pytest.mark.parametrize(("length", "known"), [(52, True), (53, False)])
def test_what_was_taken_out_is_no_more_than_twice_a_part_in_like_words(length: int, known: bool) -> None:
    words = [f"wo{n}a" for n in range(10)]
    gone = [*words[:4], "x" * length, *words[5:]]
    assert (len(" ".join([*gone, ""])) <= 2 * len(" ".join(words))) is known
    assert bool(beside(" ".join(words), " ".join(gone))) is known


@pytest.mark.parametrize(("length", "known"), [(39, False), (40, True)])
def test_like_words_must_be_many(length: int, known: bool) -> None:
    """Of nine words seven are the same, and no five in a row."""
    part = "one two thre four five six seven eight ".ljust(length, "x")
    assert (len(part) >= 40) is known
    assert bool(beside(part, "one two thre four nine six seven eight nine")) is known


def test_all_that_was_taken_out_is_looked_at_together() -> None:
    edits: tuple[Edit, ...] = (
        ("delete", "tell "),
        ("equal", "it "),
        ("insert", "never "),
        ("delete", "the Panel"),
        ("equal", "."),
    )
    whole = amended(one("s.1", "tell it the Panel."), one("s.1", "it never ."), edits=edits)
    _, split, _ = mark_splits([whole, added(one("s.2", "tell the Panel"))])
    assert split == {"s.2": "s.1"}
    _, split, _ = mark_splits([whole, added(one("s.2", "never tell"))])
    assert split == {}


def test_what_has_no_text_is_no_part_and_hides_none() -> None:
    empty = added(one("s.1b", heading="tell the Panel"))
    assert beside("ask the User;", "tell the Panel, ask the User", empty) == {"s.2": "s.1"}
    assert split_of(source("tell the Panel"), empty) == {}


def test_a_part_that_is_not_beside_does_not_hide_the_next() -> None:
    part = added(one("u.9", numbered(1, 12)))
    assert split_of(source(numbered(1, 12)), added(one("u.7", "x")), added(one("u.8", numbered(50, 62))), part) == {
        "u.9": "s.1"
    }


# -- the words of a whole with all its parts -------------------------------------------------------------------------


def pairing(split: str = "", joined: str = "") -> DocumentPairing:
    found = DocumentPairing()
    for rows, pairs in ((split, found.split), (joined, found.joined)):
        for row in filter(None, rows.split(",")):
            part, whole = row.split()
            pairs[part] = whole
    return found


WHOLE = one("s.1", "Keep it safe. Send it on. Ask for it.")
BASE = tree(one("s"), WHOLE, one("s.5", "End."))
FIRST, SECOND, THIRD = one("s.1", "Keep it safe."), one("s.2", "Send it on."), one("s.3", "Ask for it.")
TARGET = tree(one("s"), FIRST, SECOND, THIRD, one("s.5", "End."))


def test_the_words_of_a_provision_are_those_of_all_its_parts() -> None:
    parts = Parts(BASE, TARGET, pairing("s.3 s.1,s.2 s.1"))
    assert parts.edits(amended(WHOLE, FIRST)) == edit_words(WHOLE.text, WHOLE.text)
    back = Parts(TARGET, BASE, pairing("", "s.3 s.1,s.2 s.1"))
    assert back.edits(amended(FIRST, WHOLE)) == edit_words(WHOLE.text, WHOLE.text)
    some = Parts(BASE, TARGET, pairing("s.3 s.1"))
    assert some.edits(amended(WHOLE, FIRST)) == edit_words(WHOLE.text, "Keep it safe. Ask for it.")


def test_what_has_no_parts_has_the_edits_that_it_has() -> None:
    change = amended(one("s.5", "End."), one("s.5", "Ends."))
    assert Parts(BASE, TARGET, pairing("s.3 s.1", "s.7 s.1")).edits(change) == change.edits
    assert Parts(None, None, pairing()).edits(change) == change.edits


def test_parts_are_laid_in_the_order_in_which_the_whole_says_them() -> None:
    turned = tree(one("s"), THIRD, SECOND, FIRST)
    said = edit_words(WHOLE.text, WHOLE.text)
    assert Parts(BASE, turned, pairing("s.3 s.1,s.2 s.1")).edits(amended(WHOLE, FIRST)) == said
    assert Parts(turned, BASE, pairing("", "s.3 s.1,s.2 s.1")).edits(amended(FIRST, WHOLE)) == said
    other = tree(one("s"), one("s.3", "Never ask."), SECOND, FIRST)
    assert Parts(BASE, other, pairing("s.3 s.1,s.2 s.1")).edits(amended(WHOLE, FIRST)) == edit_words(
        WHOLE.text, "Never ask. Send it on. Keep it safe."
    )


def test_what_was_both_split_and_joined_is_laid_as_it_stands() -> None:
    base = tree(one("s"), one("s.1", "A b."), one("s.2", "C d."))
    target = tree(one("s"), one("s.1", "C d."), one("s.3", "A b."))
    both = Parts(base, target, pairing("s.3 s.1", "s.2 s.1"))
    assert both.edits(amended(base.by_eid["s.1"], target.by_eid["s.1"])) == edit_words("A b. C d.", "C d. A b.")


def test_where_both_sides_are_in_parts_none_is_laid_otherwise() -> None:
    base = tree(one("s"), one("s.1", "X y."), one("s.2", "A b."))
    target = tree(one("s"), one("s.1", "A b. X y."), one("s.3", "Q."))
    both = Parts(base, target, pairing("s.3 s.1", "s.2 s.1"))
    assert both.edits(amended(base.by_eid["s.1"], target.by_eid["s.1"])) == edit_words("X y. A b.", "A b. X y. Q.")


def test_parts_are_laid_where_their_words_first_stand_and_in_their_order_where_that_is_one_place() -> None:
    whole, first = one("s.1", "A b. C d. A b."), one("s.1", "A b.")
    twice = tree(one("s"), first, one("s.2", "C d. A b."))
    assert Parts(tree(one("s"), whole), twice, pairing("s.2 s.1")).edits(amended(whole, first)) == edit_words(
        whole.text, whole.text
    )
    same = tree(one("s"), first, one("s.2", "A b."))
    assert Parts(tree(one("s"), whole), same, pairing("s.2 s.1")).edits(amended(whole, first)) == edit_words(
        whole.text, "A b. A b."
    )


def test_parts_are_found_by_the_first_five_of_their_words() -> None:
    whole = one("s.1", "One two three four five six. Seven eight nine ten eleven 12.")
    first, second = one("s.1", "Seven eight nine ten eleven 13."), one("s.2", "One two three four five not six.")
    base, target = tree(one("s"), whole), tree(one("s"), first, second)
    laid = Parts(base, target, pairing("s.2 s.1")).edits(amended(whole, first))
    assert laid == edit_words(whole.text, f"{second.text} {first.text}")
    early = one("s.2", "One two three four not five six.")
    kept = Parts(base, tree(one("s"), first, early), pairing("s.2 s.1")).edits(amended(whole, first))
    assert kept == edit_words(whole.text, f"{first.text} {early.text}")


def test_a_clause_that_became_an_item_is_read_behind_the_words_that_lead_to_it() -> None:
    base = tree(one("s"), one("s.1", "The Party shall keep it."))
    target = tree(one("s"), one("s.1", "The Party shall:"), one("s.1.a", "keep it; and", "item"))
    parts = Parts(base, target, pairing())
    left, right = base.by_eid["s.1"], target.by_eid["s.1.a"]
    assert parts.edits(amended(left, right)) == edit_words("The Party shall keep it.", "The Party shall keep it.")
    back = Parts(target, base, pairing())
    assert back.edits(amended(right, left)) == edit_words("The Party shall keep it.", "The Party shall keep it.")
    bare = tree(one("s"), one("s.1", "It holds."), one("s.1.a", "keep it; and", "item"))
    assert Parts(base, bare, pairing()).edits(amended(left, right)) == edit_words(left.text, "keep it; and")
    closing = replace(right, kind="closing")
    assert parts.edits(amended(left, closing)) == edit_words(left.text, "keep it; and")
    assert Parts(None, None, pairing()).edits(amended(left, right)) == edit_words(left.text, "keep it; and")
    assert parts.edits(amended(left, one("u.v.w", "keep it; and", "item"))) == edit_words(left.text, "keep it; and")
