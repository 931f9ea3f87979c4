"""Where the library's files come from: a folder, or a revision of a git repository."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from specman.errors import LibraryError


class Tree(Protocol):
    """Read access to the files of a library. Paths are relative, with forward slashes."""

    def read(self, path: str) -> bytes | None:
        """The file's bytes, None when there is no such file."""

    def stamp(self, path: str) -> tuple[int, int] | None:
        """Size in bytes and nanoseconds of the last change; None when that is not known."""

    def names(self, folder: str) -> list[str]:
        """Names directly inside a folder, sorted; empty when there is no such folder."""


class FolderTree:
    """A library as it lies in a folder. Links that lead outside are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: str) -> bytes | None:
        file = self.root / path
        if not file.is_file():
            return None
        if not file.resolve().is_relative_to(self.root):
            raise LibraryError(
                f"{path} is a link that leads outside the library.",
                hint="Put the file itself into the library.",
                slug="path-outside",
            )
        return file.read_bytes()

    def stamp(self, path: str) -> tuple[int, int] | None:
        try:
            found = (self.root / path).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def names(self, folder: str) -> list[str]:
        where = self.root / folder
        if not where.is_dir():
            return []
        return sorted(item.name for item in where.iterdir())


class GitTree:
    """A library as it stood at a revision. The whole listing is read once, contents on demand."""

    def __init__(self, root: Path, revision: str) -> None:
        from specman.store.git import Repository

        self.repository = Repository(root)
        self.commit = self.repository.resolve(revision)
        prefix = self.repository.prefix
        self._blobs = {
            path.removeprefix(prefix): blob
            for path, blob in self.repository.list_tree(self.commit).items()
            if path.startswith(prefix)
        }

    def read(self, path: str) -> bytes | None:
        blob = self._blobs.get(path)
        return None if blob is None else self.repository.read_blob(blob)

    def stamp(self, path: str) -> tuple[int, int] | None:  # noqa: ARG002 - git's own names prove its contents
        return None

    def names(self, folder: str) -> list[str]:
        start = folder.rstrip("/") + "/"
        inside = (path[len(start) :] for path in self._blobs if path.startswith(start))
        return sorted({path.partition("/")[0] for path in inside})
