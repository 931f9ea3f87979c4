"""Where a library's index lies: `<library>/.specman`, out of git's sight, safe to delete."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from specman.model.identity import Work

APPLICATION_ID = 0x53504543  # "SPEC": SQLite files of ours carry it
FOLDER = ".specman"
ABANDONED = 3600.0  # seconds after which a file that is being written belongs to a writer that died

Stamp = tuple[int, int]  # bytes, nanoseconds of the last change


def ignored_folder(root: Path) -> Path:
    """The folder of a library's index, made when it is not there.

    Raises:
        OSError: it cannot be made, or is a link: what is derived stays in the library.
    """
    folder = index_folder(root)
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n")
    return folder


def index_folder(root: Path, *names: str) -> Path:
    """A folder of a library's index.

    Raises:
        OSError: it is, or lies behind, a symbolic link.
    """
    folder = root
    for name in (FOLDER, *names):
        folder = folder / name
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "a symbolic link", str(folder))
    return folder


def identity_of(work: Work) -> str:
    """What of a work decides how it is cited and what its citations mean, as one string."""
    house = work.house
    return "\x1f".join(
        (
            work.id, work.title, work.kind, work.name, work.prefix, work.code, *work.aliases, "",
            *sorted(house.own_units), house.own_document, *house.terms_from, repr(house.columns), str(house.by_heading),
            str(work.held),
        )
    )  # fmt: skip


@contextlib.contextmanager
def whole_file(root: Path, path: Path) -> Iterator[Path]:
    """Where to write a file of the index; complete, it replaces the old one. Of two writers the later wins."""
    ignored_folder(root)
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def mark_used(path: Path) -> None:
    """Record that a file of the index was used."""
    with contextlib.suppress(OSError):
        path.with_suffix(".used").touch()


def forget(folder: Path, ending: str, kept: int) -> None:
    """Delete all but the most recently used files, and what killed writers left.

    A reader that has a deleted file open can still read it.
    """

    def used(path: Path) -> float:
        mark = path.with_suffix(".used")
        return (mark if mark.exists() else path).stat().st_mtime

    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"*{ending}"), key=used, reverse=True)[kept:]:
            path.unlink(missing_ok=True)
            path.with_suffix(".used").unlink(missing_ok=True)
        for left in folder.glob("*.tmp"):  # of a writer that was killed
            if left.stat().st_mtime < time.time() - ABANDONED:
                left.unlink(missing_ok=True)
