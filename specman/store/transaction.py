"""A change to the library: all its files in one commit, or nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from specman.errors import LibraryError
from specman.model.person import Person
from specman.store.git import Repository
from specman.store.lock import one_writer


@dataclass(frozen=True)
class Outcome:
    """What a transaction did: the commit, "" when nothing was new, and the files it holds."""

    commit: str
    files: tuple[str, ...]


@dataclass
class Transaction:
    """Files to be written, and the message that records them.

    The branch moves first and the folder follows, each file by an atomic rename. Killed in between, the folder
    still holds the state before, `specman status` says so, and the same command run again completes it.
    """

    root: Path
    subject: str
    body: str = ""
    trailers: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def commit(self, by: Person) -> Outcome:
        """Record the files in a person's name and put them in the folder, while no other writer does.

        Raises:
            LibraryError: no repository, work of the user's own in the way, a concurrent change, or another writer that
                does not finish.
        """
        repository = Repository(self.root)
        try:
            with one_writer(repository.shared):
                self._refuse_users_work(repository)
                commit = repository.commit_files(self.files, self.message, by)
                for path, data in sorted(self.files.items()):
                    _write_atomically(self.root / path, data)
        finally:
            repository.close()
        return Outcome(commit or "", tuple(sorted(self.files)))

    @property
    def message(self) -> str:
        """Subject, body and trailers, as git keeps them."""
        parts = [self.subject]
        if self.body:
            parts.append(self.body)
        parts.append("\n".join(f"{key}: {value}" for key, value in self.trailers.items()))
        return "\n\n".join(part for part in parts if part) + "\n"

    def _refuse_users_work(self, repository: Repository) -> None:
        for path, data in self.files.items():
            file = self.root / path
            state = repository.pending([path])
            if file.exists() and state and file.read_bytes() != data:
                raise LibraryError(
                    f"{path} has changes of your own that are not committed; nothing was written.",
                    hint="Commit or remove them, then run the command again.",
                    slug="uncommitted-work",
                )


def _write_atomically(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    scratch.write_bytes(data)
    scratch.replace(path)
