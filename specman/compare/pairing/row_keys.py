"""Keys of rows and definitions: the first cell of a row, or the defined term.

A name or a code identifies a row, whatever its other cells. A running number does not: an inserted row changes the
numbers of all rows after it, so these are paired by their words; only where the words are a date or a figure is the
number used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from specman.compare.pairing import limits
from specman.model.document import Provision

_COUNT = re.compile(r"(.*?)(\d+)[^\w]*")
_CODE = re.compile(r"0x[0-9A-Fa-f]+")
_NAME = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def same_keys(base: Sequence[Provision], target: Sequence[Provision]) -> Iterator[tuple[Provision, Provision]]:
    """Pairs of rows of one table, or definitions of one list, with the same identifying key.

    >>> def rows(*texts):
    ...     return [Provision(text, "row", text.split("|")[0], cells=tuple(text.split("|"))) for text in texts]
    >>> [b.num for a, b in same_keys(rows("M1|1 March", "M2|1 June"), rows("M1|1 June", "M2|1 July"))]
    ['M1', 'M2']
    >>> list(same_keys(rows("1|Tell the Panel at once", "2|Stop"), rows("1|Stop the work", "2|Tell the Panel")))
    []
    """
    groups: dict[str, tuple[list[Provision], list[Provision]]] = {}
    for place, side in enumerate((base, target)):
        for provision in side:
            groups.setdefault(key_of(provision), ([], []))[place].append(provision)
    are_counts = any(is_count(list(map(key_of, side))) for side in (base, target))
    all_there = all(len(bases) == len(targets) for bases, targets in groups.values())
    for key, (bases, targets) in groups.items():
        if len(bases) != len(targets):
            continue
        tells = not are_counts and (len(bases) == 1 or _CODE.fullmatch(key)) and is_name(key)
        if tells or (all_there and len(bases) == 1 and all(map(_is_figure, (*bases, *targets)))):
            yield from zip(bases, targets, strict=True)


def _is_figure(row: Provision) -> bool:
    """Whether the cells after a row's key are only a date, an amount or the like."""
    others = " ".join(row.cells[1:])
    return any(map(str.isdigit, others)) and len(_WORD.findall(others)) < limits.FEW


def key_of(provision: Provision) -> str:
    """The key of a row or a definition."""
    return provision.heading if provision.kind == "definition" else provision.num


def is_name(key: str) -> bool:
    """Whether a key names something: it has letters of a word, or is a code.

    >>> is_name("Budget"), is_name("0x8001"), is_name("ECS17b"), is_name("4.1"), is_name("(a)")
    (True, True, True, False, False)
    """
    return bool(_NAME.search(key) or _CODE.fullmatch(key))


def is_count(keys: Sequence[str]) -> bool:
    """Whether keys are running numbers: the same words, with numbers from 0 or 1 without a gap.

    >>> is_count(["Stage 1", "Stage 2", "Stage 3"]), is_count(["0x8001", "0x8002"]), is_count(["User", "Party"])
    (True, False, False)
    """
    found = [_COUNT.fullmatch(key) for key in keys]
    counted = [(match[1], int(match[2])) for match in found if match is not None]
    if not counted or len(counted) < len(keys):
        return False
    first = counted[0][1]
    return first <= 1 and counted == [(counted[0][0], first + place) for place in range(len(keys))]
