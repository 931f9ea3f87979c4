"""Where the library's files come from: a folder, or a revision of a git repository."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from specman.store.places import lies_at


class Tree(Protocol):
    """Read access to the files of a library. Paths are relative, with forward slashes.

    Attributes:
        stamped_by: what stamps of this tree are made of; they say nothing of those of another.
    """

    stamped_by: str

    def read(self, path: str) -> bytes | None:
        """The file's bytes, None when there is no such file."""

    def stamp(self, path: str) -> tuple[int, int] | None:
        """Two numbers that change with the file: its size and time, or what git calls its content; None for no file."""

    def names(self, folder: str) -> list[str]:
        """Names directly inside a folder, sorted; empty when there is no such folder."""

    def close(self) -> None:
        """Let go of what reading needed."""


class FolderTree:
    """A library as it lies in a folder. Links, pipes and devices in it are refused."""

    stamped_by = "time"

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: str) -> bytes | None:
        sort, _ = lies_at(self.root, path)
        return (self.root / path).read_bytes() if sort == "file" else None

    def stamp(self, path: str) -> tuple[int, int] | None:
        sort, found = lies_at(self.root, path)
        return (found.st_size, found.st_mtime_ns) if found is not None and sort == "file" else None

    def names(self, folder: str) -> list[str]:
        if lies_at(self.root, folder)[0] != "folder":
            return []
        return sorted(item.name for item in (self.root / folder).iterdir())

    def close(self) -> None:
        pass


class GitTree:
    """A library as it stood at a revision. The whole listing is read once, contents on demand."""

    stamped_by = "content"

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

    def stamp(self, path: str) -> tuple[int, int] | None:
        blob = self._blobs.get(path)
        return None if blob is None else (int(blob[:14], 16), int(blob[14:28], 16))

    def close(self) -> None:
        """End git's helper process."""
        self.repository.close()

    def names(self, folder: str) -> list[str]:
        start = folder.rstrip("/") + "/"
        inside = (path[len(start) :] for path in self._blobs if path.startswith(start))
        return sorted({path.partition("/")[0] for path in inside})
