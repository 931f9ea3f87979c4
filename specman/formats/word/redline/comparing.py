"""What the comparison of words hands to a redline: how two sequences lie over each other, and how alike texts are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

Span = tuple[int, int, int, int]
Align = Callable[[Sequence[Hashable], Sequence[Hashable]], Sequence[tuple[bool, Span]]]
"""Lays two sequences over each other: whether they are equal there, and base start and end, target start and end."""
Likeness = Callable[[str, str], float]
"""How alike two texts are, 0 to 100."""
Tokens = Callable[[str], Sequence[str]]
"""Cuts a text into the words that change whole."""


@dataclass(frozen=True)
class Comparing:
    """The measures of one comparison."""

    align: Align
    likeness: Likeness
