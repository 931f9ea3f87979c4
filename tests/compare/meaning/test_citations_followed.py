"""Words that only follow what they cite."""

from __future__ import annotations

import pytest

from specman.compare.meaning.consequences import texts_agree_but_for_citations
from specman.compare.meaning.list_ends import Lists
from specman.model.change import Change, Side
from specman.model.document import Provision
from specman.model.identity import Place
from tests.compare.pairing.trees import one, tree

Keys = list[tuple[int, int, str]]


def agree(left: Provision, right: Provision, cited: Keys, now: Keys, lists: Lists | None = None) -> bool:
    """Whether two texts agree, of which these spans cite what has these keys."""

    def keys(side: str, place: Place) -> Keys:
        return {("base", Place("v", left.eid)): cited, ("target", Place("w", right.eid)): now}[side, place]

    change = Change("amended", "substantive", Side("v", left.label, left), Side("w", right.label, right))
    return texts_agree_but_for_citations(change, keys, lists)


@pytest.mark.parametrize(
    ("before", "after", "cited", "now", "same"),
    [
        ("See A1.1 now.", "See A1.2 now.", [(4, 8, "k")], [(4, 8, "k")], True),
        ("See A1.1 now.", "See A1.2 now.", [(4, 8, "k")], [(4, 8, "l")], False),
        ("See A1.1 now.", "See A1.2 now.", [], [(4, 8, "k")], False),
        ("See A1.1 now.", "See A1.1 now.", [], [], False),
        ("See A1.1 now.", "See A1.2 soon.", [(4, 8, "k")], [(4, 8, "k")], False),
        ("See A1.1 now.", "Sea A1.2 now.", [(4, 8, "k")], [(4, 8, "k")], False),
        ("See A1.1 now.", "see A1.2, now;", [(4, 8, "k")], [(4, 8, "k")], True),
        ("See A1.1 and A2.", "See A1.2 and A3.", [(13, 15, "m"), (4, 8, "k")], [(4, 8, "k"), (13, 15, "m")], True),
        ("See A1.1 and A2.", "See A1.2 and A3.", [(4, 8, "k"), (13, 15, "m")], [(4, 8, "m"), (13, 15, "k")], False),
        ("See A1.1 but A2.", "See A1.2 and A3.", [(4, 8, "k"), (13, 15, "m")], [(4, 8, "k"), (13, 15, "m")], False),
        ("A1.1", "A1.2", [(0, 4, "k")], [(0, 4, "k")], True),
        ("See A1.1", "See k", [(4, 8, "k")], [], True),
    ],
)
def test_two_texts_agree_that_cite_the_same_in_the_same_words(
    before: str, after: str, cited: Keys, now: Keys, same: bool
) -> None:
    assert agree(one("a", before), one("b", after), cited, now) is same


def test_another_status_is_another_thing() -> None:
    left, right = one("a", "See A1."), one("a", "See A2.", status="inactive")
    assert not agree(left, right, [(4, 6, "k")], [(4, 6, "k")])


def test_an_item_of_a_list_that_grew_may_end_in_another_way_too() -> None:
    base = tree(one("c"), one("c.1", "in A1.", "item"))
    target = tree(one("c"), one("c.1", "in A2; and", "item"), one("c.2", "it.", "item"))
    added = Change("added", "substantive", None, Side("t", "T c.2", target.by_eid["c.2"]))
    grown = Lists([added], base, target)
    left, right = base.by_eid["c.1"], target.by_eid["c.1"]
    change = Change("amended", "substantive", Side("t", "T c.1", left), Side("t", "T c.1", right))

    def keys(side: str, place: Place) -> Keys:
        return [(3, 5, "k")]

    assert texts_agree_but_for_citations(change, keys, grown)
    assert not texts_agree_but_for_citations(change, keys, Lists([], base, target))
    assert not texts_agree_but_for_citations(change, keys, None)
