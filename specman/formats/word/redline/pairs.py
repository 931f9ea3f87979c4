"""Which paragraph, row or column of the base became which of the target, in an order that both sides keep."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from specman.formats.word.redline.comparing import Comparing
from specman.formats.word.redline.elements import form, text

Places = tuple[int | None, int | None]
"""A place of the base and one of the target, None where the other side has nothing there."""
Elements = tuple[etree._Element | None, etree._Element | None]
"""An element of the base and one of the target, None where the other side has nothing there."""

LIKE = 50.0  # from which two paragraphs are one, changed
LIKE_ROW = 40.0
MOST_PAIRS = 40_000  # pairs of paragraphs in one gap that are compared with each other; larger gaps go in order


@dataclass(frozen=True)
class Pairing:
    """Pairs the paragraphs, tables and rows of two versions.

    Attributes:
        shown: of a paragraph, row or table of either side, the target eId of the provision that begins with it.
        key: what makes two elements the same.
    """

    comparing: Comparing
    shown: Mapping[etree._Element, str]
    key: Callable[[etree._Element], Hashable]

    def paired(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> Iterator[Elements]:
        """Elements of two versions side by side.

        What begins a provision meets what begins the provision it became; the rest is laid over by its words.

        Args:
            least: how alike two elements must be to be one, changed.
        """
        there = {(form(element), self.shown[element]) for element in right if element in self.shown}

        def key(element: etree._Element) -> Hashable:
            name = form(element), self.shown.get(element, "")
            return name if name in there or name[1] else self.key(element)

        keys = [[key(element) for element in side] for side in (left, right)]
        for equal, (a, b, c, d) in self.comparing.align(keys[0], keys[1]):
            if equal:
                yield from zip(left[a:b], right[c:d], strict=True)
            else:
                pairs = self._like_pairs(left[a:b], right[c:d], least)
                for i, j in filled(pairs, b - a, d - c):
                    yield (None if i is None else left[a + i]), (None if j is None else right[c + j])

    def _like_pairs(
        self, left: Sequence[etree._Element], right: Sequence[etree._Element], least: float
    ) -> list[tuple[int, int]]:
        """Pairs of like elements that keep their order, the sum of their likeness the greatest."""
        if not left or not right:
            return []
        if len(left) == len(right) == 1 and self._may_pair(left[0], right[0]):  # the one paragraph of a cell, say
            return [(0, 0)]
        if len(left) * len(right) > MOST_PAIRS:
            inner = zip(range(len(left)), range(len(right)), strict=False)
            return [(i, j) for i, j in inner if self._like(left[i], right[j]) >= least]
        return best_pairs([[self._like(old, new) for new in right] for old in left], least)

    def _like(self, old: etree._Element, new: etree._Element) -> float:
        return self.comparing.likeness(text(old), text(new)) if self._may_pair(old, new) else 0.0

    def _may_pair(self, old: etree._Element, new: etree._Element) -> bool:
        """Whether two elements may be one, changed: what is known to be of two provisions may not."""
        return form(old) == form(new) and not (old in self.shown and new in self.shown)


def moves(pairs: Sequence[Elements], key: Callable[[etree._Element], Hashable]) -> dict[etree._Element, str]:
    """Elements that one side alone has here and the other elsewhere, both ends with the name of the move.

    Args:
        key: what makes two elements the same elsewhere; None for what is too short to tell.
    """
    gone: dict[Hashable, list[etree._Element]] = {}
    for old, new in pairs:
        if old is not None and new is None and (same := key(old)):
            gone.setdefault(same, []).append(old)
    found: dict[etree._Element, str] = {}
    for old, new in pairs:
        if old is None and new is not None and (origins := gone.get(key(new))):
            name = f"move{len(found) // 2 + 1}"
            found |= {origins.pop(0): name, new: name}
    return found


def best_pairs(likeness: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Pairs that keep their order on both sides, the sum of their likeness the greatest; none is less than `least`.

    >>> best_pairs([[90, 0], [80, 60]], 50), best_pairs([[0, 90], [80, 0]], 50)
    ([(0, 0), (1, 1)], [(0, 1)])
    """
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    found = []
    i = j = 0
    while i < rows and j < columns:
        taken = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= least else -1.0
        if taken >= max(best[i + 1][j], best[i][j + 1]):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def filled(pairs: Sequence[tuple[int, int]], left: int, right: int) -> Iterator[Places]:
    """Pairs in order, and between them the places of either side that are in none.

    >>> list(filled([(1, 0)], 2, 2))
    [(0, None), (1, 0), (None, 1)]
    """
    at = [0, 0]
    for i, j in [*pairs, (left, right)]:
        yield from ((place, None) for place in range(at[0], i))
        yield from ((None, place) for place in range(at[1], j))
        if i < left and j < right:
            yield i, j
        at = [i + 1, j + 1]
