"""Where a library's index lies: `<library>/.specman`, out of git's sight, safe to delete."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x53504543  # "SPEC": SQLite files of ours carry it
FOLDER = ".specman"


def ignored_folder(root: Path) -> Path:
    """The folder of a library's index, made when it is not there."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n")
    return folder
