"""The plan of a change, written down before anything moves, so that a change that was cut off can be ended or undone.

One file in git's own folder of the work tree. It is there only while a change is under way: who finds it, and holds the
writer's lock, knows that its writer died.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from specman.errors import LibraryError

NAME = "specman.journal"
FORMAT = 1


@dataclass(frozen=True)
class Ids:
    """Ids that git gives to the content of a file, "" where there is none.

    Attributes:
        committed: in the commit before.
        there: in the folder when the change was planned.
        new: after the change.
    """

    committed: str
    there: str
    new: str


@dataclass(frozen=True)
class Journal:
    """A change under way. Paths are those of the library, with forward slashes.

    Attributes:
        id: part of the names of all files that the change makes beside others.
        branch: the reference that moves, to `commit` ("" until it is made).
        paths: every file of the change, to the ids of its content.
        folders: folders that the change makes, the outermost first.
    """

    id: str
    subject: str
    by: str
    branch: str
    paths: Mapping[str, Ids]
    folders: tuple[str, ...] = ()
    commit: str = ""
    format: int = field(default=FORMAT)

    def write(self, file: Path) -> None:
        """Put it where the next command finds it, on the disk before this returns."""
        scratch = file.with_name(f"{file.name}.{self.id}")
        with scratch.open("w", encoding="utf-8") as stream:
            json.dump(asdict(self), stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(file)
        sync_folder(file.parent)

    @classmethod
    def read(cls, file: Path) -> Journal | None:
        """The journal, None when there is none.

        Raises:
            LibraryError: it is damaged, or of a newer format.
        """
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            if found["format"] != FORMAT:
                raise ValueError(f"format {found['format']!r}")
            paths = {path: Ids(**ids) for path, ids in found["paths"].items()}
            return cls(**{**found, "paths": paths, "folders": tuple(found["folders"])})
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise LibraryError(
                f"{file} is not a plan of a change that this specman reads.",
                hint="A newer specman may have written it: use that one. Else remove the file and look at git status.",
                slug="journal-malformed",
            ) from None

    def beside(self, target: Path) -> Path:
        """Where the new content of a file waits, in the same folder."""
        return target.with_name(f".{target.name}.{self.id}.tmp")

    def index_beside(self, index: Path) -> Path:
        """Where the new index waits."""
        return index.with_name(f"specman.index.{self.id}")


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    if os.name == "nt":  # there a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_left(root: Path) -> bool:
    """Whether the clone of a library has a journal, or a piece of one, now; found without asking git."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_file():  # a further work tree, or a submodule
            _, _, named = git.read_text(errors="surrogateescape").partition("gitdir:")
            git = folder / named.strip()
        if git.is_dir():
            return any(file.name.startswith(NAME) for file in git.iterdir())
    return False
