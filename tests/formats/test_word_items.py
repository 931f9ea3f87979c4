"""How deep a list item of a Word file is: by its list, by counting on, by its indent, in this order."""

from __future__ import annotations

import pytest

from specman.formats.word.read.items import Listed, Open, depth_of, item_holding

HELD: Open = (0, "definition", None)  # what holds items and is none
A: Open = (1, "a", Listed("7", 0, "(a)", 500))
I: Open = (2, "i", Listed("7", 1, "(i)", 1000))  # noqa: E741
TYPED_A: Open = (1, "a", Listed("", 0, "(a)", 500))
TYPED_I: Open = (2, "i", Listed("", 0, "(i)", 500))


@pytest.mark.parametrize(
    ("item", "items", "depth"),
    [
        (Listed("7", 0, "(a)", 500), [], 1),
        (Listed("7", 0, "(a)", 500), [HELD], 1),
        # its own list says it, wherever it is set
        (Listed("7", 0, "(b)", 0), [A, I], 1),
        (Listed("7", 1, "(ii)", 0), [A, I], 2),
        (Listed("7", 2, "(A)", 0), [A, I], 3),
        # typed, or of another list: the item it counts on from, unless it is set in farther
        (Listed("", 0, "(b)", 500), [TYPED_A, TYPED_I], 1),
        (Listed("", 0, "(ii)", 500), [TYPED_A, TYPED_I], 2),
        (Listed("", 0, "(b)", 560), [TYPED_A], 1),
        (Listed("", 0, "(b)", 561), [TYPED_A], 2),
        # counts on from none: by the indent, and at the same indent a new count is deeper
        (Listed("", 0, "", 900), [TYPED_A], 2),
        (Listed("", 0, "", 500), [TYPED_A], 1),
        (Listed("", 0, "(i)", 500), [TYPED_A], 2),
        (Listed("", 0, "(x)", 100), [A, I], 1),
    ],
)
def test_an_item_is_as_deep_as_its_list_its_number_and_its_indent_say(
    item: Listed, items: list[Open], depth: int
) -> None:
    assert depth_of(item, items) == depth


def test_a_paragraph_goes_on_with_the_innermost_item_that_is_set_in_no_farther() -> None:
    items = [HELD, A, I]
    assert [item_holding(indent, items) for indent in (0, 499, 500, 999, 1000, 2000)] == ["", "", "a", "a", "i", "i"]
    assert item_holding(500, [(1, "x", Listed("", 0, "(a)", 0))]) == ""
