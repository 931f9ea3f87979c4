"""A change to the library: all its files in one commit, or nothing.

A plan is written down first (`journal.py`), then everything that needs room on the disk is made beside what it will
replace: contents, git's objects, the new index. Then git's index is locked, as `git commit` does, so that no commit of
the person comes between; the branch moves, if nobody moved it; the files take their places; the index follows; the plan
goes. Each step can be repeated. Cut off before the branch moved, the change is undone by the next command; cut off
after, it is ended (`recovery.py`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specman.errors import LibraryError, SpecmanError
from specman.model.person import Person
from specman.store.git import Repository, blob_id
from specman.store.journal import NAME, Ids, Journal
from specman.store.lock import holder_of, not_writable, one_writer, reason_of
from specman.store.places import lies_at
from specman.store.recovery import clear_away, finish, followed, put_in_place
from specman.store.steps import reached

ATTEMPTS = 20
PATIENCE_INDEX = 2.0  # seconds to wait for git's index: `git status` of an editor holds it for less


@dataclass(frozen=True)
class Outcome:
    """What a change did: the commit, "" when nothing was new, and the files it holds."""

    commit: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Files to be written (library path to bytes), who writes them, and the message that records them.

    Attributes:
        created: paths that must not be there before: issued expressions, frozen baselines.
    """

    by: Person
    subject: str
    files: Mapping[str, bytes]
    body: str = ""
    trailers: Mapping[str, str] = field(default_factory=dict)
    created: frozenset[str] = frozenset()

    @property
    def message(self) -> str:
        """Subject, body and trailers, as git keeps them."""
        parts = [self.subject]
        if self.body:
            parts.append(self.body)
        parts.append("\n".join(f"{key}: {value}" for key, value in self.trailers.items()))
        return "\n\n".join(part for part in parts if part) + "\n"


class _OvertakenError(Exception):
    """Somebody moved the branch, or changed the index, while a change was being made."""


def carry_out(root: Path, make: Callable[[str | None], Change]) -> Outcome:
    """Make a change and record it, while no other writer does.

    Args:
        make: gives the change that is right after a commit (None before the first). It is asked first without the lock,
            since it may take long, and again under it when somebody came in between.

    Raises:
        LibraryError: no repository, work of the person's own in the way, another writer that does not finish, or, from
            `make`, a change that is no longer possible: then it says who changed the library meanwhile.
    """
    repository = Repository(root)
    try:
        parent = repository.head
        change: Change | None = None
        with contextlib.suppress(SpecmanError):  # another writer may be at work: a refusal counts under the lock alone
            change = make(parent)
        with one_writer(repository.shared) as repository.inherited:
            finish(root, repository)
            for _ in range(ATTEMPTS):
                if change is None and repository.head == parent:
                    change = make(parent)
                elif change is None or repository.head != parent:
                    parent = repository.head
                    change = _made_again(make, parent, repository)
                with contextlib.suppress(_OvertakenError):
                    return _Writing(root, repository, change, parent).run()
            raise LibraryError(
                "Somebody else changed the library again and again at the same moment; nothing was written.",
                hint="Run the command again.",
                slug="concurrent-change",
            )
    finally:
        repository.close()


def _made_again(make: Callable[[str | None], Change], parent: str | None, repository: Repository) -> Change:
    try:
        return make(parent)
    except SpecmanError as error:
        error.hint = f"The library was changed meanwhile by {repository.last_change()}. {error.hint}".strip()
        raise


class _Writing:
    """One attempt to record a change after a commit."""

    def __init__(self, root: Path, repository: Repository, change: Change, parent: str | None) -> None:
        self.root = root.resolve()
        self.repository = repository
        self.change = change
        self.parent = parent
        self.file = repository.own_path(NAME)
        self.index = repository.own_path("index")
        self.lock = self.index.with_name("index.lock")

    def run(self) -> Outcome:
        done = Outcome("", tuple(sorted(self.change.files)))
        journal = self._plan()
        has_moved = False
        try:
            journal.write(self.file)
            reached("planned")
            self._prepare(journal)
            reached("prepared")
            journal = self._build(journal)
            if journal.commit:
                reached("built")
                self._lock_index(journal)
                reached("index locked")
                self._refuse_own_work(journal)
                reason = f"specman: {self.change.subject}"
                if not self.repository.move_branch(journal.branch, journal.commit, self.parent, reason):
                    raise _OvertakenError
                has_moved = True
                reached("branch moved")
                put_in_place(self.root, journal)
                followed(journal, self.index, self.lock)
                reached("index followed")
                done = replace(done, commit=journal.commit)
            clear_away(self.root, journal, self.file, self.index)
            reached("cleared")
        except (Exception, KeyboardInterrupt) as error:
            # an interrupt reaches git too, which may have moved the branch all the same: then the plan stays
            has_moved = has_moved or self._has_moved(journal)
            if not has_moved:
                clear_away(self.root, journal, self.file, self.index)
            if isinstance(error, OSError):
                raise _as_ours(error, journal.commit if has_moved else "") from None
            raise
        return done

    def _has_moved(self, journal: Journal) -> bool:
        return bool(journal.commit) and self.repository.holds(journal.commit, journal.branch)

    def _plan(self) -> Journal:
        """What will be done; refused where it would go over what others made."""
        if under_way := self.repository.under_way():
            raise LibraryError(
                f"You are in the middle of a {under_way}; nothing was written.",
                hint="Finish or abort it (git status says how), then run the command again.",
                slug="merge-under-way",
            )
        repository, prefix = self.repository, self.repository.prefix
        where = [prefix + path for path in self.change.files]
        before = repository.list_tree(self.parent, where) if self.parent else {}
        paths: dict[str, Ids] = {}
        folders: dict[str, None] = {}
        for path, data in sorted(self.change.files.items()):
            old = before.get(prefix + path, "")
            new = blob_id(data, old or self.parent or "")
            if path in self.change.created and old not in ("", new):
                raise LibraryError(
                    f"{path} was made meanwhile with other content; nothing was written.",
                    hint="What is issued or frozen never changes. Take another number.",
                    slug="created-meanwhile",
                )
            target = self.root / path
            there = blob_id(target.read_bytes(), new) if lies_at(self.root, path)[0] == "file" else ""
            paths[path] = Ids(old, there, new)
            folders.update(dict.fromkeys(self._missing_folders(path)))
        who = str(self.change.by)
        journal = Journal(secrets.token_hex(4), self.change.subject, who, repository.branch, paths, tuple(folders))
        self._refuse_own_work(journal)
        return journal

    def _missing_folders(self, path: str) -> Iterator[str]:
        """Folders above a path that are not there, the outermost first.

        Raises:
            LibraryError: something above it is no folder: a link could lead out of the library.
        """
        parts = path.split("/")[:-1]
        for count in range(1, len(parts) + 1):
            name = "/".join(parts[:count])
            sort, _ = lies_at(self.root, name)
            if sort == "nothing":
                yield name
            elif sort == "file":
                raise _in_the_way(name, "a file, not a folder")

    def _refuse_own_work(self, journal: Journal) -> None:
        """Raises LibraryError where the person has work of their own in a file of the change."""
        prefix = self.repository.prefix
        entries = self.repository.index_entries([prefix + path for path in journal.paths])
        for path, ids in journal.paths.items():
            target, old, new = self.root / path, ids.committed, ids.new
            sort, _ = lies_at(self.root, path)
            if sort == "folder":
                raise _in_the_way(path, "a folder, not a file")
            entry = entries.get(prefix + path)
            if entry is not None and not entry.is_watched:
                raise LibraryError(
                    f"git was told not to look at {path} (skip-worktree or assume-unchanged); nothing was written.",
                    hint=f"git update-index --no-skip-worktree --no-assume-unchanged {prefix}{path}",
                    slug="uncommitted-work",
                )
            is_staged = (entry.blob if entry else "") not in (old, new) or (entry is not None and not entry.is_settled)
            content = target.read_bytes() if sort == "file" else None
            is_own = (
                content is not None
                and blob_id(content, new) not in (old, new)
                and not (old and self.repository.is_as_committed(prefix + path))
            )
            if is_staged or is_own:
                raise LibraryError(
                    f"{path} has changes of your own that are not committed; nothing was written.",
                    hint="Commit or remove them, then run the command again.",
                    slug="uncommitted-work",
                )

    def _prepare(self, journal: Journal) -> None:
        """Write the new contents beside what they will replace: from here on nothing needs room on the disk."""
        for folder in journal.folders:
            (self.root / folder).mkdir(exist_ok=True)
        for path in journal.paths:
            waiting = journal.beside(self.root / path)
            with waiting.open("xb") as stream:
                stream.write(self.change.files[path])
                stream.flush()
                os.fsync(stream.fileno())

    def _build(self, journal: Journal) -> Journal:
        """Make git's objects and the new index, and write down what they are called."""
        files = [journal.beside(self.root / path) for path in journal.paths]
        blobs = self.repository.store_blobs(files)
        paths = {path: replace(ids, new=blob) for (path, ids), blob in zip(journal.paths.items(), blobs, strict=True)}
        made = replace(journal, paths=paths)
        commit = self.repository.build_commit(self.parent, self._blobs(made), self.change.message, self.change.by)
        if commit is None:
            return journal
        made = replace(made, commit=commit)
        made.write(self.file)
        return made

    def _blobs(self, journal: Journal) -> dict[str, str]:
        """Path in the repository to the id of the new content."""
        return {self.repository.prefix + path: ids.new for path, ids in journal.paths.items()}

    def _lock_index(self, journal: Journal) -> None:
        """Take git's own lock of the index, the new index in it."""
        waiting = journal.index_beside(self.index)
        patience = time.monotonic() + PATIENCE_INDEX
        blobs = self._blobs(journal)
        while True:
            now = self.index.read_bytes() if self.index.exists() else b""
            waiting.unlink(missing_ok=True)
            if now:
                waiting.write_bytes(now)
            self.repository.write_index(waiting, blobs)
            with waiting.open("rb") as stream:
                os.fsync(stream.fileno())
            try:
                os.link(waiting, self.lock)  # as git does it: only where no other lock is
            except FileExistsError:
                if time.monotonic() > patience:
                    raise _index_locked(self.lock) from None
                time.sleep(0.05)
                continue
            if now != (self.index.read_bytes() if self.index.exists() else b""):
                self.lock.unlink()
                continue
            return


def _as_ours(error: OSError, commit: str) -> LibraryError:
    if not commit:
        return not_writable(error)
    return LibraryError(
        f"The change is recorded as {commit[:12]}, but the folder could not follow it: {reason_of(error)}.",
        hint="Make room, or give the right to write there; the next specman command brings the folder in line.",
        slug="folder-behind",
    )


def _in_the_way(path: str, what: str) -> LibraryError:
    return LibraryError(
        f"{path} is {what}; nothing was written.", hint="Move it away, then run the command again.", slug="path-outside"
    )


def _index_locked(lock: Path) -> LibraryError:
    return LibraryError(
        f"git's index is locked by {holder_of(lock)}; nothing was written.",
        hint=f"Let it finish, then run the command again. If nothing runs any more, remove {lock}.",
        slug="index-locked",
    )
