"""Which column of one table is which of another: by name, by order among columns of one name, then by its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

SAME_IN_PLACE = (
    0.5  # share of the rows in which two columns in the same position must be equal to be one renamed column
)
SAME_VALUES = 0.8  # the same share, for two columns anywhere
_MOST_ALIKE = 8  # columns of one name that are told apart by their cells

Rows = Mapping[str, Sequence[str]]
"""The cells of a table by key of the row."""


@dataclass(frozen=True)
class Columns:
    """The columns of two tables, by place.

    Attributes:
        pairs: place in the base, place in the target, in the order of the base.
    """

    base: Sequence[str]
    target: Sequence[str]
    pairs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, base: Sequence[str], target: Sequence[str], base_rows: Rows, target_rows: Rows) -> Columns:
        """Pair columns.

        >>> columns = Columns.of(("K", "V", "V"), ("K", "V"), {"a": ("a", "1", "2")}, {"a": ("a", "2")})
        >>> columns.pairs, columns.removed, columns.base_name(1)
        (((0, 0), (2, 1)), (1,), 'V (column 2)')
        """
        pairs: list[tuple[int, int]] = []
        for name in dict.fromkeys(base):
            here = [place for place, other in enumerate(base) if other == name]
            there = [place for place, other in enumerate(target) if other == name]
            pairs += _same_name(here, there, base_rows, target_rows)
        gone = [i for i in range(len(base)) if i not in {i for i, _ in pairs}]
        come = [j for j in range(len(target)) if j not in {j for _, j in pairs}]
        pairs += _renamed(gone, come, base_rows, target_rows)
        return cls(base, target, tuple(sorted(pairs)))

    @property
    def in_target_order(self) -> list[tuple[int, int]]:
        """The pairs in the order of the target."""
        return sorted(self.pairs, key=lambda pair: pair[1])

    @property
    def are_reordered(self) -> bool:
        """Whether columns of both tables stand in another order."""
        return [j for _, j in self.pairs] != sorted(j for _, j in self.pairs)

    @property
    def added(self) -> tuple[int, ...]:
        """Columns that only the target has."""
        return tuple(j for j in range(len(self.target)) if j not in {j for _, j in self.pairs})

    @property
    def removed(self) -> tuple[int, ...]:
        """Columns that only the base has."""
        return tuple(i for i in range(len(self.base)) if i not in {i for i, _ in self.pairs})

    def base_name(self, place: int) -> str:
        """What a column of the base is called; with its place where others are called so."""
        return _name(self.base, place)

    def target_name(self, place: int) -> str:
        """What a column of the target is called; with its place where others are called so."""
        return _name(self.target, place)


def _name(names: Sequence[str], place: int) -> str:
    name = flat(names[place])
    if not name:
        return f"column {place + 1}"
    return name if list(names).count(names[place]) == 1 else f"{name} (column {place + 1})"


def flat(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())


def _same_name(here: list[int], there: list[int], base: Rows, target: Rows) -> list[tuple[int, int]]:
    """Columns of one name in their order; where there are more on one side, those whose cells agree most."""
    if len(here) == len(there) or not here or not there:
        return list(zip(here, there, strict=False))
    fewer, more = sorted((here, there), key=len)
    if len(more) > _MOST_ALIKE:
        return list(zip(here, there, strict=False))
    is_swapped = fewer is there

    def agreement(chosen: tuple[int, ...]) -> float:
        pairs = zip(chosen, fewer, strict=True) if is_swapped else zip(fewer, chosen, strict=True)
        return sum(_alike(base, target, i, j) for i, j in pairs)

    best = max(combinations(more, len(fewer)), key=agreement)
    return list(zip(best, fewer, strict=True)) if is_swapped else list(zip(fewer, best, strict=True))


def _renamed(gone: list[int], come: list[int], base: Rows, target: Rows) -> list[tuple[int, int]]:
    """Columns of different names whose cells are equal in nearly every row."""
    found: list[tuple[int, int]] = []
    for i in gone:
        open_places = [j for j in come if j not in {taken for _, taken in found}]
        alike = {j: _alike(base, target, i, j) for j in open_places}
        like = [j for j, share in alike.items() if share >= (SAME_IN_PLACE if i == j else SAME_VALUES)]
        if like:
            found.append((i, max(like, key=lambda j: (i == j, alike[j]))))
    return found


def _alike(base: Rows, target: Rows, place: int, other: int) -> float:
    """Share of the rows of both tables in which two columns are equal."""
    pairs = [(_cell(row, place), _cell(target[key], other)) for key, row in base.items() if key in target]
    filled = [(a, b) for a, b in pairs if a or b]
    return sum(a == b for a, b in filled) / len(filled) if filled else 0.0


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
