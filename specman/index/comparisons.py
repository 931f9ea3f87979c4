"""What comparing two sets of expressions found, kept by the digests of both. Safe to delete.

A file is named by everything the comparison follows from, is written whole and never changed. The parsed documents
are not kept: an answer that shows them whole reads them again.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import DecodeError, msgpack

from specman.citations import EXTRACTOR
from specman.index.folder import Stamp, forget, identity_of, index_folder, mark_used, whole_file
from specman.model.change import Change, WorkChange, WorkStatus
from specman.model.detail import AttributeChange
from specman.model.identity import Work

FORMAT = 3
KEPT = 8  # comparisons; the longest unused go first
_ENDING = ".msgpack"

Held = Mapping[str, tuple[str, str]]  # work id to version and SHA-256


@dataclass(frozen=True, slots=True)
class Remembered:
    """Works with their changes, without their documents; and the files they were read from, with their stamps."""

    works: tuple[WorkChange, ...]
    stamps: Mapping[str, Stamp]


@dataclass(frozen=True, slots=True)
class _Work:
    """A work with the places of its changes among all changes: a move between works is one change in two."""

    work: str
    name: str
    title: str
    status: WorkStatus
    base_version: str
    target_version: str
    changes: tuple[int, ...]
    metadata: tuple[AttributeChange, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file of the index."""

    stamps: dict[str, Stamp]
    changes: tuple[Change, ...]
    works: tuple[_Work, ...]


def comparison_key(
    comparer: int, works: Iterable[Work], base: Held, target: Held, house: bytes, stamped_by: str
) -> str:
    """The digest of everything a comparison depends on.

    Args:
        comparer: number of the way in which specman compares.
        works: every work of both sides: their names decide what citations mean.
        house: the library's own file of house rules.
        stamped_by: how the stamps of its files are computed.
    """
    digest = hashlib.blake2b(f"{FORMAT} {comparer} {EXTRACTOR}".encode(), digest_size=16)
    digest.update(hashlib.blake2b(house).digest() + stamped_by.encode())
    for work in sorted(works, key=lambda work: work.id):
        parts = (identity_of(work), *base.get(work.id, ("", "")), *target.get(work.id, ("", "")))
        digest.update("\x1f".join(parts).encode() + b"\x1e")
    return digest.hexdigest()


def remember(root: Path, key: str, works: Sequence[WorkChange], stamps: Mapping[str, Stamp]) -> None:
    """Keep what a comparison found; a failure to write is no failure of the answer."""
    changes = tuple({change.key: change for work in works for change in work.changes}.values())
    place = {change.key: number for number, change in enumerate(changes)}
    rows = tuple(
        _Work(
            work.work,
            work.name,
            work.title,
            work.status,
            work.base_version,
            work.target_version,
            tuple(place[change.key] for change in work.changes),
            work.metadata,
        )
        for work in works
    )
    with contextlib.suppress(OSError):
        path = _path(root, key)
        with whole_file(root, path) as draft:
            draft.write_bytes(msgpack.encode(_Kept(dict(stamps), changes, rows)))
        mark_used(path)
        forget(path.parent, _ENDING, KEPT)


def recall(root: Path, key: str) -> Remembered | None:
    """What was kept under a key. A file that cannot be used is as good as none."""
    try:
        path = _path(root, key)
        kept = msgpack.decode(path.read_bytes(), type=_Kept)
        works = tuple(_whole(row, kept.changes) for row in kept.works)
    except (OSError, DecodeError, IndexError):
        return None
    mark_used(path)
    return Remembered(works, kept.stamps)


def _path(root: Path, key: str) -> Path:
    return index_folder(root, "comparisons") / f"{key}{_ENDING}"


def _whole(row: _Work, changes: Sequence[Change]) -> WorkChange:
    found = tuple(changes[place] for place in row.changes)
    return WorkChange(
        row.work, row.name, row.title, row.status, row.base_version, row.target_version, found, row.metadata
    )
