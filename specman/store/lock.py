"""One writer at a time: a lock in git's own folder, which ends with the process that holds it."""

from __future__ import annotations

import contextlib
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

    try:
        with FileLock(folder / NAME, timeout=patience):
            yield
    except Timeout:
        raise LibraryError(
            f"Another specman is changing this library and did not finish within {patience:g} seconds; nothing was "
            "written.",
            hint="Wait until it is done, then run the command again.",
            slug="library-busy",
        ) from None
