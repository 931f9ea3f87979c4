"""One writer at a time: a lock in git's own folder, which ends with the process that holds it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path

from specman.errors import LibraryError

NAME = "specman.lock"
PATIENCE = 10.0  # seconds to wait for another writer; a commit takes a fraction of one


@contextlib.contextmanager
def one_writer(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a repository while the block runs.

    The operating system keeps the lock, so a process that dies leaves none behind.

    Args:
        folder: git's own folder, which all work trees of a clone share.
        patience: seconds to wait for another writer.

    Raises:
        LibraryError: another writer did not finish in that time, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / NAME, timeout=patience)
    try:
        lock.acquire()
    except OSError as error:
        if not isinstance(error, Timeout):
            raise LibraryError(
                f"The library cannot be written: {error.strerror or error} ({folder / NAME}). Nothing was written.",
                hint="Make room, or ask for the right to write there, then run the command again.",
                slug="not-writable",
            ) from None
        raise LibraryError(
            f"Another specman is changing this library and did not finish within {patience:g} seconds; nothing was "
            "written.",
            hint="Wait until it is done, then run the command again.",
            slug="library-busy",
        ) from None
    try:
        yield
    finally:
        lock.release()


def holder_of(file: Path) -> str:
    """Who has a file open, as far as this machine says, else since when it is there."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(link.resolve() == file for link in (process / "fd").iterdir()):
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
        except OSError:  # another user's process, or one that has ended
            continue
    try:
        since = datetime.datetime.fromtimestamp(file.stat().st_mtime).strftime("%Y-%m-%d %H:%M:%S")
    except OSError:
        return "another git program"
    return f"another git program, since {since}"
