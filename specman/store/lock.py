"""One writer at a time: a lock in git's own folder, which ends with the process that holds it."""

from __future__ import annotations

import contextlib
import datetime
import os
import time
from collections.abc import Iterator
from pathlib import Path

from specman.errors import LibraryError

NAME = "specman.lock"
ALIVE = "specman.running"
PATIENCE = 10.0  # seconds to wait for one other writer; a commit takes a fraction of one
TURN = 0.5  # seconds after which it is looked whether another writer has its turn now


@contextlib.contextmanager
def one_writer(folder: Path, *, patience: float = PATIENCE) -> Iterator[tuple[int, ...]]:
    """Hold the lock of a repository while the block runs.

    The operating system keeps the lock, so a process that dies leaves none behind. What it started may outlive it: a
    `git update-ref` moves a branch after its writer was killed. Therefore the programs that a writer starts inherit an
    open file with a lock of its own, and the next writer waits for that one too.

    Yields:
        Handles that programs started meanwhile are to inherit.

    Args:
        folder: git's own folder, which all work trees of a clone share.
        patience: seconds to wait for one other writer; where several take turns, they count anew for each.

    Raises:
        LibraryError: another writer did not finish in that time, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / NAME)
    seen, until = _turn(folder / ALIVE), time.monotonic() + patience
    while not lock.is_locked:
        try:
            lock.acquire(timeout=max(0.0, min(TURN, until - time.monotonic())))
        except Timeout:
            now = _turn(folder / ALIVE)
            if now != seen:
                seen, until = now, time.monotonic() + patience
            elif time.monotonic() >= until:
                raise _busy(patience) from None
        except OSError as error:
            raise not_writable(error, folder / NAME) from None
    try:
        with _programs_ended(folder / ALIVE, patience) as handles:
            yield handles
    finally:
        lock.release()


@contextlib.contextmanager
def _programs_ended(file: Path, patience: float) -> Iterator[tuple[int, ...]]:
    """Wait for the programs that a killed writer left, then mark those of this one."""
    try:
        import fcntl
    except ImportError:  # where there is no such lock, a program ends with its parent or is not known
        yield ()
        return
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise not_writable(error, file) from None
    try:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= until:
                    raise _busy(patience) from None
                time.sleep(0.01)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {time.monotonic_ns()}\n".encode(), 0)
        yield (handle,)
    finally:
        os.close(handle)


def _turn(file: Path) -> bytes:
    """What the last writer to have its turn noted, another for each."""
    try:
        return file.read_bytes()[:80]
    except OSError:
        return b""


def reason_of(error: OSError, file: Path | None = None) -> str:
    """What the system says, and of which file."""
    where = file or error.filename
    return (error.strerror or str(error)).rstrip(".") + (f" ({where})" if where else "")


def not_writable(error: OSError, file: Path | None = None) -> LibraryError:
    """The error for a library that cannot be written, before anything of it was.

    Args:
        file: which one, where the system does not say.
    """
    return LibraryError(
        f"The library cannot be written: {reason_of(error, file)}. Nothing was written.",
        hint="Make room, or ask for the right to write there, then run the command again.",
        slug="not-writable",
    )


def _busy(patience: float) -> LibraryError:
    return LibraryError(
        f"Another specman is changing this library and did not finish within {patience:g} seconds; nothing was "
        "written.",
        hint="Wait until it is done, then run the command again.",
        slug="library-busy",
    )


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
