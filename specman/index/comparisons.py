"""What comparing two sets of expressions found, kept by the digests of both. Safe to delete.

A file is named by everything the comparison follows from, is written whole and never changed. The parsed documents
are not kept: an answer that shows them whole reads them again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specman.citations import EXTRACTOR
from specman.index.folder import FOLDER, Stamp, forget, identity_of, mark_used, whole_file
from specman.model.change import CellChange, Change, Compatibility, Side, WorkChange
from specman.model.document import Mark, Merge, Provision
from specman.model.identity import Work

FORMAT = 1
KEPT = 8  # comparisons; the longest unused go first
_ENDING = ".json"

Held = Mapping[str, tuple[str, str]]  # work id to version and SHA-256


@dataclass(frozen=True, slots=True)
class Remembered:
    """Works with their changes, without their documents; and the files they came from, as they were then."""

    works: tuple[WorkChange, ...]
    stamps: Mapping[str, Stamp]


def comparison_key(comparer: int, works: Iterable[Work], base: Held, target: Held) -> str:
    """The digest of all that a comparison follows from.

    Args:
        comparer: number of the way in which specman compares.
        works: every work of both sides: their names decide what citations mean.
    """
    said = hashlib.blake2b(f"{FORMAT} {comparer} {EXTRACTOR}".encode(), digest_size=16)
    for work in sorted(works, key=lambda work: work.id):
        parts = (identity_of(work), *base.get(work.id, ("", "")), *target.get(work.id, ("", "")))
        said.update("\x1f".join(parts).encode() + b"\x1e")
    return said.hexdigest()


def remember(root: Path, key: str, works: Sequence[WorkChange], stamps: Mapping[str, Stamp]) -> None:
    """Keep what a comparison found; a failure to write is no failure of the answer."""
    changes = list({id(change): change for work in works for change in work.changes}.values())
    place = {id(change): number for number, change in enumerate(changes)}  # a move between works is one change in two
    kept = {
        "stamps": stamps,
        "changes": [_packed(change) for change in changes],
        "works": [
            [w.work, w.name, w.title, w.status, w.base_version, w.target_version, [place[id(c)] for c in w.changes],
             w.metadata] for w in works
        ],
    }  # fmt: skip
    path = _path(root, key)
    with contextlib.suppress(OSError):
        with whole_file(root, path) as draft:
            draft.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        mark_used(path)
        forget(path.parent, _ENDING, KEPT)


def recall(root: Path, key: str) -> Remembered | None:
    """What was kept under a key. A file that cannot be used is as good as none."""
    path = _path(root, key)
    try:
        kept = json.loads(path.read_bytes())
        changes = [_unpacked(row) for row in kept["changes"]]
        works = tuple(_unpacked_work(row, changes) for row in kept["works"])
        stamps = {name: (size, changed) for name, (size, changed) in kept["stamps"].items()}
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    mark_used(path)
    return Remembered(works, stamps)


def _path(root: Path, key: str) -> Path:
    return root / FOLDER / "comparisons" / f"{key}{_ENDING}"


def _packed(change: Change) -> list[Any]:
    found = change.compatibility
    return [
        change.kind, change.significance, _packed_side(change.base), _packed_side(change.target), change.reason,
        change.edits, change.also_amended, found and [found.senders, found.receivers, found.reason], change.details,
        change.force, [[cell.column, cell.edits] for cell in change.cells],
        change.beyond_words,
    ]  # fmt: skip


def _unpacked_work(row: Sequence[Any], changes: Sequence[Change]) -> WorkChange:
    work, name, title, status, base_version, target_version, numbers, metadata = row
    found = tuple(changes[number] for number in numbers)
    return WorkChange(work, name, title, status, base_version, target_version, found, tuple(metadata))


def _packed_side(side: Side | None) -> list[Any] | None:
    if side is None:
        return None
    p = side.provision
    marks = [[mark.kind, mark.start, mark.end, mark.target] for mark in p.marks]
    merges = [[merge.column, merge.columns, merge.rows] for merge in p.merges]
    provision = [p.eid, p.kind, p.num, p.label, p.heading, p.text, p.parent, p.status, p.cells, marks, merges, p.line]
    return [side.work, side.address, provision]


def _unpacked(row: Sequence[Any]) -> Change:
    kind, significance, base, target, reason, edits, also_amended, compatibility, details, force, cells, beyond = row
    return Change(
        kind, significance, _unpacked_side(base), _unpacked_side(target), reason, tuple(map(tuple, edits)),
        also_amended, Compatibility(*compatibility) if compatibility else None, tuple(details), tuple(force),
        tuple([CellChange(column, tuple(map(tuple, told))) for column, told in cells]) if cells else (),
        beyond,
    )  # fmt: skip


def _unpacked_side(row: Sequence[Any] | None) -> Side | None:
    if row is None:
        return None
    work, address, told = row
    eid, kind, num, label, heading, text, parent, status, cells, marks, merges, line = told
    provision = Provision(
        eid, kind, num, label, heading, text, parent, status, tuple(cells),
        tuple([Mark(*mark) for mark in marks]) if marks else (),  # most have none, and there are thousands
        tuple([Merge(*merge) for merge in merges]) if merges else (), line,
    )  # fmt: skip
    return Side(work, address, provision)
