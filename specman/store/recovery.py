"""What a change leaves when it is cut off: ended when the branch had moved, else undone. Every step can be repeated."""

from __future__ import annotations

import contextlib
from pathlib import Path

from specman.errors import LibraryError
from specman.store.git import Repository, blob_id
from specman.store.journal import NAME, Ids, Journal, is_left, sync_folder
from specman.store.lock import one_writer, reason_of
from specman.store.steps import reached


def settle(root: Path) -> str:
    """End or undo the change that a killed command left; asked before a library is read.

    Returns:
        One sentence on what was done, "" when nothing was left.
    """
    if not is_left(root):
        return ""
    try:
        repository = Repository(root)
        try:
            with one_writer(repository.shared) as repository.inherited:
                return finish(root.resolve(), repository)
        finally:
            repository.close()
    except LibraryError as error:
        return f"A change that was cut off could not be ended: {error.message}"


def finish(root: Path, repository: Repository) -> str:
    """The same, for one who holds the writer's lock.

    Raises:
        LibraryError: it cannot be done, for want of room or rights.
    """
    try:
        return _finish(root, repository)
    except OSError as error:
        raise LibraryError(
            f"A change that was cut off cannot be ended: {reason_of(error)}.",
            hint="Make room, or give the right to write there; the next specman command tries again.",
            slug="folder-behind",
        ) from None


def _finish(root: Path, repository: Repository) -> str:
    file, index = repository.own_path(NAME), repository.own_path("index")
    journal = Journal.read(file)
    if journal is None:
        for scratch in file.parent.glob(f"{NAME}.*"):  # cut off before anything was planned
            scratch.unlink(missing_ok=True)
        return ""
    if not journal.commit or not repository.holds(journal.commit, journal.branch):
        clear_away(root, journal, file, index)
        return f"A change by {journal.by} that was cut off was undone: {journal.subject}."
    if repository.branch != journal.branch:  # the person is on another branch: its folder is not this change's
        clear_away(root, journal, file, index)
        return f"The change by {journal.by} that was cut off is recorded on {journal.branch}: {journal.subject}."
    reached("found")
    _make_again(root, journal, repository)
    put_in_place(root, journal)
    followed(journal, index, index.with_name("index.lock"))
    _follow_index(journal, repository)
    reached("index followed")
    clear_away(root, journal, file, index)
    return f"The change by {journal.by} that was cut off was ended: {journal.subject} ({journal.commit[:12]})."


def put_in_place(root: Path, journal: Journal) -> None:
    """Give each file its new content, unless somebody gave it another meanwhile."""
    for path, ids in journal.paths.items():
        target = root / path
        waiting = journal.beside(target)
        if waiting.exists():
            if _is_behind(target, ids):
                waiting.replace(target)
            else:
                waiting.unlink()
        reached(f"{path} in place")
    for folder in {(root / path).parent for path in journal.paths}:
        sync_folder(folder)


def followed(journal: Journal, index: Path, lock: Path) -> None:
    """Let the index that waits in git's lock take its place."""
    waiting = journal.index_beside(index)
    if _is_ours(lock, waiting):
        lock.replace(index)
        waiting.unlink(missing_ok=True)


def clear_away(root: Path, journal: Journal, file: Path, index: Path) -> None:
    """Remove whatever a change made beside other files, and its plan last."""
    waiting, lock = journal.index_beside(index), index.with_name("index.lock")
    with contextlib.suppress(OSError):
        if _is_ours(lock, waiting):
            lock.unlink()
        waiting.unlink(missing_ok=True)
        waiting.with_name(f"{waiting.name}.lock").unlink(missing_ok=True)
    for path in journal.paths:
        with contextlib.suppress(OSError):
            journal.beside(root / path).unlink(missing_ok=True)
    for folder in reversed(journal.folders):
        with contextlib.suppress(OSError):
            (root / folder).rmdir()  # only an empty one goes
    with contextlib.suppress(OSError):
        file.with_name(f"{file.name}.{journal.id}").unlink(missing_ok=True)
        file.unlink(missing_ok=True)


def _make_again(root: Path, journal: Journal, repository: Repository) -> None:
    """Write again the content that waits beside a file which has the old one; a killed writer may have lost it."""
    for path, ids in journal.paths.items():
        target = root / path
        waiting = journal.beside(target)
        if _is_behind(target, ids) and not waiting.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(repository.read_blob(ids.new))


def _is_ours(lock: Path, waiting: Path) -> bool:
    """Whether git's lock is the index that waits: another name of the same file."""
    return waiting.exists() and lock.exists() and waiting.samefile(lock)


def _is_behind(target: Path, ids: Ids) -> bool:
    """Whether a file is absent or still has the content from before the change; what is no file is not."""
    if target.is_symlink() or (target.exists() and not target.is_file()):
        return False
    there = blob_id(target.read_bytes(), ids.new) if target.exists() else ""
    return there != ids.new and there in ("", ids.there)


def _follow_index(journal: Journal, repository: Repository) -> None:
    """Where git's lock was taken away by hand: entries of the index that are still the old ones become the new."""
    prefix = repository.prefix
    entries = repository.index_entries([prefix + path for path in journal.paths])
    behind = {
        prefix + path: ids.new
        for path, ids in journal.paths.items()
        if ids.new != ids.committed
        and (entries[prefix + path].blob if prefix + path in entries else "") == ids.committed
    }
    if behind:
        repository.write_index(repository.own_path("index"), behind)
