from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.model.identity import VersionNumber

numbers = st.builds(
    lambda parts, letter: ".".join(map(str, parts)) + letter,
    st.lists(st.integers(0, 99), min_size=1, max_size=4),
    st.sampled_from(["", "a", "b"]),
)


@given(numbers, numbers)
def test_numbers_compare_as_tuples_of_integers_then_letter(a: str, b: str) -> None:
    left, right = VersionNumber.parse(a), VersionNumber.parse(b)
    assert (left < right) == (left.key < right.key)
    assert str(left) == a


def test_the_numbers_of_the_code_are_in_order() -> None:
    texts = ["4.0", "4.2", "4.9", "4.10", "4.11", "4.12", "5.3", "5.3a", "5.14", "27.0"]
    assert [str(v) for v in sorted(map(VersionNumber.parse, reversed(texts)))] == texts


@pytest.mark.parametrize("text", ["", "4.", "v4", "4.12-draft", "../4", "4..1", "1.2.3.4.5.6.7", "９.1x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a version number"):
        VersionNumber.parse(text)
