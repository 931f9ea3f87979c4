"""Drafts of a schema or a table merged: files that are kept byte for byte, part by part.

Two proposals may change different components of a schema, and different rows of a table. What no proposal touches keeps
its bytes. Where the parts have no names to tell them by, running numbers for one, lines are merged instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from specman.compare.pairing.row_keys import is_count
from specman.formats.parts import Part, parts_of
from specman.model.release import MergeConflict
from specman.review.merging import Between, merge_lines


def merge_kept(suffix: str, base: bytes, drafts: Sequence[tuple[str, bytes]]) -> tuple[bytes, list[Between]]:
    """The drafts of a file merged onto its base, in the order of their ids.

    Args:
        suffix: of the file, `.xsd` or `.csv`.

    Returns:
        The bytes, which only count where there is no conflict; and the conflicts, between each two drafts by
        themselves.
    """
    ordered = sorted(drafts)
    if len(ordered) == 1:
        return ordered[0][1], []
    old = parts_of(_ended(base, suffix), suffix)
    cut = [parts_of(_ended(data, suffix), suffix) for _, data in ordered]
    if old is None or None in cut or any(map(_counts, (old, *cut))):
        return merge_lines(base, drafts)
    sides = [(own, parts) for (own, _), parts in zip(ordered, cut, strict=True) if parts is not None]
    found: list[Between] = []
    for (one, first), (other, second) in combinations(sides, 2):
        found += [((one, other), conflict) for conflict in _merged(old, first, second)[1]]
    own, current = sides[0]
    for other, parts in sides[1:]:
        current, conflicts = _merged(old, current, parts)
        if conflicts and not found:
            found += [((own, other), conflict) for conflict in conflicts]
    return b"".join(part.data for part in current), found


def _ended(data: bytes, suffix: str) -> bytes:
    """A table whose last row has a line end, so that rows can follow it."""
    if suffix == ".xsd" or data.endswith((b"\n", b"\r")):
        return data
    return data + (b"\r\n" if b"\r\n" in data else b"\n")


def _counts(parts: Sequence[Part] | None) -> bool:
    """Whether rows are numbered one after another, so that a number says nothing of which row it is."""
    rows = [part.label.removeprefix("row ") for part in parts or () if part.kind == "row"]
    return bool(rows) and is_count(rows)


def _merged(
    base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part]
) -> tuple[list[Part], list[MergeConflict]]:
    """Three cuts of a file merged; where there are conflicts, ours is kept."""
    old, mine, other = ({part.key: part for part in side} for side in (base, ours, theirs))
    kept: dict[str, Part] = {}
    conflicts: list[MergeConflict] = []
    for key in dict.fromkeys([*old, *mine, *other]):
        was, left, right = (side[key].data if key in side else None for side in (old, mine, other))
        if left == right or right == was:
            chosen = mine.get(key)
        elif left == was:
            chosen = other.get(key)
        else:
            chosen = mine.get(key) or other.get(key)
            conflicts.append(_conflict(key, old, mine, other))
        if chosen is not None:
            kept[key] = chosen
    order = _order(list(old), list(mine), list(other))
    if order is None:
        moved = next(iter(key for key in old if mine.get(key) and other.get(key)), "")
        conflicts.append(MergeConflict("rows", old[moved].label if moved else ""))
        order = list(dict.fromkeys([*mine, *other]))
    return [kept[key] for key in order if key in kept], conflicts


def _conflict(key: str, old: Mapping[str, Part], mine: Mapping[str, Part], other: Mapping[str, Part]) -> MergeConflict:
    sides = [side.get(key) for side in (mine, other)]
    texts = [part.data.decode(errors="replace").strip() if part else "" for part in sides]
    label = next(part.label for part in sides if part is not None)
    if key not in old:
        return MergeConflict("number twice", label, *texts)
    return MergeConflict("removed" if None in sides else "lines", label, *texts)


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """The keys of both sides in order; None where both put the parts of the base in another order."""
    was, mine, other = ([key for key in side if key in base] for side in (base, ours, theirs))

    def is_moved(side: list[str]) -> bool:
        return side != [key for key in was if key in side]

    if is_moved(mine) and is_moved(other) and mine != other:
        return None
    first, second = (ours, theirs) if is_moved(mine) or not is_moved(other) else (theirs, ours)
    found = list(first)
    fresh = set(second) - set(base) - set(first)
    before = ""
    for key in second:
        if key in fresh:
            place = found.index(before) + 1 if before in found else 0
            while first is ours and place < len(found) and found[place] not in base and found[place] not in second:
                place += 1  # what the other proposal put at the same place stands first, being the first by its id
            found.insert(place, key)
        if key in found:
            before = key
    return found
