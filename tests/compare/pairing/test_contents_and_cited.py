"""Rungs for what provisions hold, for what they stand over, and for the numbers they cite."""

from __future__ import annotations

import pytest

from specman.compare.pairing import cited, contents
from specman.compare.pairing.open_pairs import SAME_CONTENTS, SAME_WORDS, OpenPairs
from specman.model.document import Document, Kind
from tests.compare.pairing.trees import found, one, opened, reasons, tree

NOT_USED = "Not used."


def holding(**count: int) -> Document:
    """Provisions that hold so many: the first of `a` is `a.1`, and says its own eId."""
    rows = []
    for eid, many in count.items():
        rows += [one(eid), *(one(f"{eid}.{n}", f"{eid}.{n}") for n in range(1, many + 1))]
    return tree(*rows)


# -- parents by the children that they have in common ----------------------------------------------------------------


def by_structure(pairs: OpenPairs) -> list[str]:
    contents.structure(pairs)
    return found(pairs)


def became(eids: str, other: str) -> str:
    """`a.1 b.1` and so on, for `a.1 a.2` and `b`."""
    return ",".join(f"{eid} {other}.{n}" for n, eid in enumerate(eids.split(), 1))


def test_a_child_in_common_is_enough_under_the_same_number() -> None:
    pairs = opened(holding(a=3), holding(a=5), "a.3 a.5")
    assert by_structure(pairs) == ["a a"]
    assert reasons(pairs) == {"a": SAME_CONTENTS}
    assert by_structure(opened(holding(a=3), holding(a=5))) == []


def test_a_parent_that_is_not_known_by_its_children_does_not_hide_another() -> None:
    assert by_structure(opened(holding(c=1, a=3), holding(d=1, b=3), "a.1 b.1,c.1 d.1")) == ["c d"]


@pytest.mark.parametrize(
    ("held", "holds", "votes", "is_one"),
    [
        (3, 1, 1, False),
        (3, 5, 2, True),
        (2, 1, 1, True),
        (2, 2, 1, False),
        (2, 3, 1, False),
        (4, 3, 2, True),
        (4, 4, 2, False),
        (1, 9, 1, True),
        (5, 2, 2, False),
    ],
)
def test_under_another_number_most_of_the_children_must_be_in_common(
    held: int, holds: int, votes: int, is_one: bool
) -> None:
    given = became(" ".join(f"a.{n}" for n in range(1, votes + 1)), "b")
    assert by_structure(opened(holding(a=held), holding(b=holds), given)) == (["a b"] if is_one else [])


def test_what_is_taken_or_of_another_kind_is_not_paired_by_its_children() -> None:
    base, target = holding(a=1, c=1), holding(b=1)
    assert by_structure(opened(base, target, "a.1 b.1,c b")) == []
    item = tree(one("b", kind="item"), one("b.1"))
    assert by_structure(opened(base, item, "a.1 b.1")) == []
    assert by_structure(opened(base, tree(one("a", kind="item"), one("a.1")), "a.1 a.1")) == []


def test_parents_of_parents_are_known_by_them() -> None:
    base = tree(one("s"), one("s.a"), one("s.a.1"))
    target = tree(one("t"), one("t.b"), one("t.b.1"))
    assert by_structure(opened(base, target, "s.a.1 t.b.1")) == ["s.a t.b", "s t"]


def test_of_two_that_were_joined_the_one_with_the_number_goes_on_unless_the_other_brought_more() -> None:
    brought = "b.1 a.3,b.2 a.4"
    assert by_structure(opened(holding(a=2, b=2), holding(a=5), f"a.1 a.1,a.2 a.2,{brought}")) == ["a a"]
    assert by_structure(opened(holding(a=2, b=2), holding(a=5), f"a.1 a.1,{brought}")) == ["b a"]
    elsewhere = opened(holding(a=2, b=2), holding(a=5, c=3), f"a.1 c.1,a.2 c.2,{brought}")
    assert by_structure(elsewhere) == ["b a", "a c"]
    assert by_structure(opened(holding(b=2), holding(a=5), brought)) == ["b a"]
    other_kind = tree(one("a", kind="section"), one("a.1"), one("a.2"), one("b"), one("b.1"), one("b.2"))
    assert by_structure(opened(other_kind, holding(a=5), f"a.1 a.1,a.2 a.2,{brought}")) == ["b a"]


def test_the_target_that_holds_most_is_named_by_the_children_and_how_many_they_are() -> None:
    base, target = holding(a=5, c=1), holding(x=3, y=3)
    pairs = opened(base, target, "a.1 y.1,a.2 x.1,a.3 y.2")
    assert contents.named_by_children(pairs, base.by_eid["a"]) == ("y", 2)
    pairs = opened(base, target, "a.1 y.1,a.2 x.1")
    assert contents.named_by_children(pairs, base.by_eid["a"]) == ("x", 1)
    assert contents.named_by_children(pairs, base.by_eid["c"]) == ("", 0)


# -- parents by children that say the same ---------------------------------------------------------------------------


def saying(**texts: str) -> Document:
    """Provisions that hold children of one letter each."""
    rows = []
    for eid, letters in texts.items():
        rows += [one(eid, f"Lead {eid}:"), *(one(f"{eid}.{n}", letter) for n, letter in enumerate(letters, 1))]
    return tree(*rows)


def by_contents(pairs: OpenPairs) -> list[str]:
    contents.same_contents(pairs)
    return found(pairs)


def test_parents_most_of_whose_children_say_the_same_are_one_and_so_are_these() -> None:
    pairs = opened(saying(a="xyz"), saying(b="xqy"))
    assert by_contents(pairs) == ["a b", "a.1 b.1", "a.2 b.3"]
    assert reasons(pairs)["a"] == SAME_CONTENTS
    assert reasons(pairs)["a.1"] == "same words in the same place"


@pytest.mark.parametrize(
    ("base", "target", "is_one"),
    [("xy", "xq", False), ("xy", "xyq", True), ("xyz", "xypq", False), ("xypq", "xyz", False), ("x", "x", True),
     ("xyz", "xyzpq", True), ("xyz", "xyzpqr", False)],
)  # fmt: skip
def test_more_than_half_of_the_children_of_the_larger_must_say_the_same(base: str, target: str, is_one: bool) -> None:
    assert ("a b" in by_contents(opened(saying(a=base), saying(b=target)))) is is_one


def test_the_one_that_says_most_is_taken_and_of_those_the_first() -> None:
    assert by_contents(opened(saying(a="xyz"), saying(b="xyq", c="xyz")))[0] == "a c"
    assert by_contents(opened(saying(a="xyz"), saying(c="xyq", b="xyp")))[0] == "a c"
    assert by_contents(opened(saying(a="xyz"), saying(c="xyz", b="xyp"), "a.1 b.3"))[0] == "a c"


def test_what_is_taken_or_of_another_kind_is_not_paired_by_what_it_holds() -> None:
    assert by_contents(opened(saying(a="xy", d="q"), saying(b="xy", c="xy"), "d b")) == ["a c", "a.1 c.1", "a.2 c.2"]
    assert by_contents(opened(saying(a="xy"), saying(b="xy"), "a b")) == []
    item = tree(one("b", "Lead b:", "item"), one("b.1", "x"), one("b.2", "y"))
    assert by_contents(opened(saying(a="xy"), item)) == []
    both = tree(*item.provisions[1:], *saying(c="xyz").provisions[1:])
    assert by_contents(opened(saying(a="xy"), both))[0] == "a c"


def test_each_parent_is_in_one_pair() -> None:
    assert by_contents(opened(saying(a="xy", b="xy"), saying(c="xy", d="xy"))) == [
        "a c", "a.1 c.1", "a.2 c.2", "b d", "b.1 d.1", "b.2 d.2",
    ]  # fmt: skip
    assert by_contents(opened(saying(a="xy", b="xy"), saying(c="xy"))) == ["a c", "a.1 c.1", "a.2 c.2"]


def test_what_holds_nothing_or_nothing_alike_is_left() -> None:
    assert by_contents(opened(saying(a="", b="xy"), saying(c="xy"))) == ["b c", "b.1 c.1", "b.2 c.2"]
    assert by_contents(opened(saying(a="xy"), saying(c=""))) == []


@pytest.mark.parametrize(("before", "is_found"), [(199, True), (200, False)])
def test_of_very_many_that_hold_the_same_the_first_two_hundred_are_looked_at(before: int, is_found: bool) -> None:
    others = [one("c")]
    for n in range(before):
        others += [one(f"c.{n}"), one(f"c.{n}.1", "x"), one(f"c.{n}.2", "p"), one(f"c.{n}.3", "q")]
    target = tree(*others, *saying(b="xyq").provisions[1:])
    assert ("a b" in by_contents(opened(saying(a="xyz"), target))) is is_found


# -- repeated words stay with what holds them ------------------------------------------------------------------------


def stayed(pairs: OpenPairs) -> list[str]:
    contents.stay_with_parents(pairs)
    return sorted(f"{a} {b}" for a, b in pairs.found.target_of.items() if a)


UNUSED = tree(one("a", "A"), one("a.1", NOT_USED), one("b", "B"), one("b.1", NOT_USED))


def test_words_that_are_repeated_go_with_what_holds_them() -> None:
    target = tree(one("a", "B"), one("a.1", NOT_USED))
    pairs = opened(UNUSED, target, "b a,a.1 a.1 same number and words")
    assert stayed(pairs) == ["b a", "b.1 a.1"]
    assert pairs.found.reason["b.1"] == "same words in the same place"


def test_words_that_are_repeated_at_the_top_stay_at_the_top() -> None:
    base = tree(one("a", NOT_USED), one("b", NOT_USED))
    target = tree(one("c", NOT_USED), one("d", "D"), one("d.1", NOT_USED))
    assert stayed(opened(base, target, "a d.1")) == ["a c"]


def test_words_said_once_on_either_side_stay_where_they_are() -> None:
    base = tree(one("a", "A"), one("a.1", "Once."), one("b", "B"))
    once, twice = (one("a", "B"), one("a.1", "Once.")), (one("c", "C"), one("c.1", "Once."))
    assert stayed(opened(base, tree(*once), "b a,a.1 a.1")) == ["a.1 a.1", "b a"]
    assert stayed(opened(base, tree(*once, *twice), "b a,a.1 a.1")) == ["b a"]
    assert stayed(opened(base, tree(*once, *twice), "b a,a c,a.1 a.1")) == ["a c", "a.1 c.1", "b a"]


def test_what_was_paired_by_what_it_holds_stays() -> None:
    target = tree(one("a", "B"), one("a.1", NOT_USED))
    assert stayed(opened(UNUSED, target, f"b a,a.1 a.1 {SAME_CONTENTS}")) == ["a.1 a.1", "b a"]


def test_what_is_under_its_parent_still_is_not_looked_at() -> None:
    target = tree(one("c", "A"), one("c.1", NOT_USED), one("c.2", NOT_USED))
    assert stayed(opened(UNUSED, target, "a c,a.1 c.2")) == ["a c", "a.1 c.2"]


def test_of_several_places_the_one_of_the_same_number_is_taken_and_then_the_first() -> None:
    base = tree(one("a", "A"), one("a.2", NOT_USED), one("b", "B"), one("b.1", NOT_USED))
    target = tree(one("a", "A"), one("a.1", NOT_USED), one("a.2", NOT_USED), one("c", "C"), one("c.1", NOT_USED))
    assert stayed(opened(base, target, "a a,a.2 c.1")) == ["a a", "a.2 a.2"]
    base = tree(one("a", "A"), one("a.3", NOT_USED), one("b", "B"), one("b.1", NOT_USED))
    assert stayed(opened(base, target, "a a,a.3 c.1")) == ["a a", "a.3 a.1"]


@pytest.mark.parametrize(
    ("words", "given", "stays"),
    [
        (NOT_USED, "", True),
        (NOT_USED, "a d,", False),
        (NOT_USED, "e c,", False),
        ("x" * 24, "a d,", True),
        ("x" * 24, "e c,", True),
        ("x" * (23), "a d,", False),
    ],
)
def test_what_finds_nothing_better_stays_where_nothing_says_that_it_went(words: str, given: str, stays: bool) -> None:
    base = tree(one("a", "A"), one("a.1", words), one("b", "B"), one("b.1", words), one("e", "E"))
    target = tree(one("c", "C"), one("c.1", words), one("d", "D"))
    pairs = opened(base, target, f"{given}a.1 c.1 the reason")
    assert ("a.1 c.1" in stayed(pairs)) is stays
    if stays:
        assert pairs.found.reason["a.1"] == "the reason"


def test_what_is_held_by_what_did_not_stay_does_not_stay_either() -> None:
    rows = ("a", "A"), ("a.1", "Lead:"), ("a.1.1", NOT_USED), ("b", "B"), ("b.1", "Lead:"), ("b.1.1", NOT_USED)
    base = tree(*(one(*row) for row in rows))
    target = tree(one("a", "B"), one("a.1", "Lead:"), one("a.1.1", NOT_USED))
    assert stayed(opened(base, target, "b a,a.1 a.1,a.1.1 a.1.1")) == ["b a", "b.1 a.1", "b.1.1 a.1.1"]


# -- headings --------------------------------------------------------------------------------------------------------


def heads(pairs: OpenPairs) -> list[str]:
    contents.headings(pairs)
    return found(pairs)


def headed(*names: str) -> Document:
    """A section of headings, whose names begin with h, and clauses."""
    kinds: dict[bool, Kind] = {True: "heading", False: "clause"}
    return tree(one("s"), *(one(f"s.{name}", name, kinds[name.startswith("h")]) for name in names))


def test_a_heading_over_what_became_what_another_is_over_is_that() -> None:
    pairs = opened(headed("h1", "1", "h2", "2"), headed("h3", "3", "h4", "4"), "s.1 s.4,s.2 s.3")
    assert heads(pairs) == ["s.h1 s.h4", "s.h2 s.h3"]
    assert set(reasons(pairs).values()) == {"stands over the same provisions"}


def test_a_heading_that_has_a_partner_keeps_it() -> None:
    base, target = headed("h1", "1", "h2", "2"), headed("h3", "3", "h4", "4")
    assert heads(opened(base, target, "s.1 s.3,s.2 s.4,s.h1 s.h4")) == []
    assert heads(opened(base, target, "s.1 s.3,s.2 s.4,s.h2 s.h4")) == ["s.h1 s.h3"]


def test_a_heading_over_nothing_or_over_another_heading_is_over_no_provision() -> None:
    assert heads(opened(headed("h1", "h2", "1", "h3"), headed("h4", "h5", "4", "h6"), "s.1 s.4")) == ["s.h2 s.h5"]
    assert heads(opened(headed("h1", "h2", "1"), headed("h4", "h5", "4"), "s.h2 s.h5")) == []
    assert heads(opened(headed("1", "2"), headed("3", "4"), "s.2 s.4")) == []
    assert heads(opened(headed("h1", "1"), headed("h4", "4"))) == []
    assert heads(opened(headed("h1", "1"), headed("4", "h4", "5"), "s.1 s.4")) == []
    assert heads(opened(headed("1", "2"), headed("3", "4"), "s.1 s.3,s.2 s.4")) == []


# -- what is cited ---------------------------------------------------------------------------------------------------


def following(pairs: OpenPairs) -> list[str]:
    cited.follow_citations(pairs)
    return sorted(
        f"{a} {b}" for a, b in pairs.found.target_of.items() if pairs.found.reason[a] not in ("given", "the document")
    )


MOVED = "H1 H2,s s,"
CITES = tree(one("H1", "x"), one("s"), one("s.1", "See H1."))


@pytest.mark.parametrize("reason", sorted(SAME_WORDS))
def test_what_cites_a_provision_goes_with_it_and_not_with_equal_words(reason: str) -> None:
    target = tree(one("H2", "x"), one("s"), one("s.1", "See H2."), one("s.2", "See H1."))
    pairs = opened(CITES, target, f"{MOVED}s.1 s.2")
    pairs.found.reason["s.1"] = reason
    assert following(pairs) == ["s.1 s.1"]
    assert pairs.found.reason["s.1"] == "same words, citing the same"


def test_the_first_of_all_follows_what_it_cites_too() -> None:
    base, target = (
        tree(one("a", "See H1."), one("H1", "x")),
        tree(one("b", "See H2."), one("H2", "x"), one("c", "See H1.")),
    )
    pairs = opened(base, target, "H1 H2,a c")
    pairs.found.reason["a"] = "same words elsewhere"
    assert following(pairs) == ["a b"]


def test_what_is_the_same_in_the_same_place_does_not_follow() -> None:
    target = tree(one("H2", "x"), one("s"), one("s.1", "See H1."), one("s.2", "See H2."))
    assert following(opened(CITES, target, f"{MOVED}s.1 s.1 same number and words")) == ["s.1 s.1"]


def test_what_finds_nothing_that_cites_the_same_is_paired_again() -> None:
    target = tree(one("H2", "x"), one("s"), one("s.1", "See H3."), one("s.2", "See H1."))
    pairs = opened(CITES, target, f"{MOVED}s.1 s.2 same words elsewhere")
    assert following(pairs) == ["s.1 s.2"]
    assert pairs.found.reason["s.1"] == "same words elsewhere"


def test_what_cites_nothing_that_moved_is_not_looked_at() -> None:
    target = tree(one("H1", "x"), one("s"), one("s.1", "See H2."), one("s.2", "See H1."))
    pairs = opened(CITES, target, "H1 H1,s s,s.1 s.2 same words elsewhere")
    assert following(pairs) == ["s.1 s.2"]


def test_two_that_exchange_what_they_cite_are_exchanged() -> None:
    base = tree(one("H1", "x"), one("H2", "y"), one("s"), one("s.1", "See H1."), one("s.2", "See H2."))
    given = "H1 H2,H2 H1,s s,s.1 s.1 same words elsewhere,s.2 s.2 same words elsewhere"
    assert following(opened(base, base, given)) == ["s.1 s.2", "s.2 s.1"]


def test_one_that_is_outdone_by_another_is_left() -> None:
    base = tree(one("H1", "x"), one("H2", "y"), one("s"), one("s.1", "See H1."), one("s.2", "See H2."))
    target = tree(one("H2", "x"), one("H3", "y"), one("s"), one("s.1", "See H2."))
    assert following(opened(base, target, "H1 H2,H2 H3,s s,s.2 s.1 same words elsewhere")) == ["s.1 s.1"]


def test_what_cites_the_same_is_paired_in_order_where_as_many_are_on_either_side() -> None:
    base = tree(one("s"), one("s.1", "See H1."), one("s.2", "See H1."), one("t"), one("t.1", "See H1."))
    target = tree(one("u"), one("u.1", "See H2."), one("u.2", "See H2."), one("t"), one("t.1", "See H2."))
    pairs = opened(base, target, "s u")
    cited.as_cited(pairs, pairs.unpaired_base(), pairs.unpaired_target(), {"H1": "H2"})
    assert found(pairs) == ["s.1 u.1", "s.2 u.2", "t t", "t.1 t.1"]
    assert set(reasons(pairs).values()) == {"same words, citing the same"}
    pairs = opened(base, tree(*target.provisions[1:3], one("t"), one("t.1", "See H2.")), "s u,t t")
    cited.as_cited(pairs, pairs.unpaired_base(), pairs.unpaired_target(), {"H1": "H2"})
    assert found(pairs) == ["t.1 t.1"]


# -- the same but for numbers ----------------------------------------------------------------------------------------


def but_for_numbers(pairs: OpenPairs) -> list[str]:
    cited.but_for_numbers(pairs)
    return found(pairs)


SIGNS = "It is as Section 1 says"  # one letter less than tells a provision


def test_the_same_words_but_for_numbers_are_one_under_the_same_last_number() -> None:
    base, target = (
        tree(one("s"), one("s.1", "See 5.")),
        tree(one("t"), one("t.1", "See 6."), one("s"), one("s.1", "See 7.")),
    )
    pairs = opened(base, target, "s t")
    assert but_for_numbers(pairs) == ["s.1 t.1"]
    assert reasons(pairs) == {"s.1": "same words but for numbers"}
    assert but_for_numbers(opened(base, tree(one("s", "S"), one("s.1", "See 6.")))) == ["s.1 s.1"]
    assert but_for_numbers(opened(base, tree(one("s"), one("s.2", "See 6.")), "s s")) == []
    assert but_for_numbers(opened(base, tree(one("s"), one("s.1", "Sees 6.")), "s s")) == []


@pytest.mark.parametrize(("sign", "is_one"), [("", False), (".", True)])
def test_long_words_but_for_numbers_are_one_under_any_number(sign: str, is_one: bool) -> None:
    assert len(SIGNS) + 1 == 24
    base = tree(one("s"), one("s.1", SIGNS + sign))
    target = tree(one("s"), one("s.2", SIGNS.replace("1", "2345") + sign))
    assert but_for_numbers(opened(base, target, "s s")) == (["s.1 s.2"] if is_one else [])


def test_what_is_said_in_the_very_same_words_elsewhere_is_left_to_them() -> None:
    base = tree(one("s"), one("s.1", "See 5."), one("t"), one("t.1", "See 6."))
    target = tree(one("s"), one("s.1", "See 6."), one("u"), one("u.1", "See 7."))
    assert but_for_numbers(opened(base, target, "s s,t u")) == ["t.1 u.1"][:0]
    assert but_for_numbers(opened(base, tree(one("s"), one("s.1", "See 7.")), "s s")) == ["s.1 s.1"]
    back = tree(one("s"), one("s.1", "See 9."), one("u"), one("u.1", "See 5."))
    assert but_for_numbers(opened(base, back, "s s")) == []


def test_of_several_that_are_alike_each_goes_with_what_it_cites() -> None:
    base = tree(one("H1", "x"), one("H2", "y"), one("s"), one("s.1", "See H1."), one("s.2", "See H2."))
    target = tree(one("H3", "x"), one("H4", "y"), one("s"), one("s.1", "See H4."), one("s.2", "See H3."))
    pairs = opened(base, target, "H1 H3,H2 H4,s s")
    assert but_for_numbers(pairs) == ["s.1 s.2", "s.2 s.1"]
    assert set(reasons(pairs).values()) == {"same words, citing the same"}
    assert but_for_numbers(opened(base, target, "H1 H3,s s")) == ["s.1 s.2"]
    assert but_for_numbers(opened(base, target, "s s")) == []
    single = tree(one("H3", "x"), one("s"), one("s.1", "See H3."))
    assert but_for_numbers(opened(base, single, "H1 H3,s s")) == ["s.1 s.1"]
    assert but_for_numbers(opened(tree(*base.provisions[1:5]), target, "H1 H3,s s")) == ["s.1 s.2"]
    assert but_for_numbers(opened(base, tree(one("s")), "s s")) == []
