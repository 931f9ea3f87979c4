"""What lies at a path of the library. Links, pipes and devices are refused alike, whatever they lead to."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Literal

from specman.errors import LibraryError

Sort = Literal["nothing", "file", "folder"]


def lies_at(root: Path, path: str) -> tuple[Sort, os.stat_result | None]:
    """What lies at a path below a library's folder, and what the file system says of it.

    Raises:
        LibraryError: a symbolic link, a pipe or a device lies there or on the way.
    """
    parts = path.split("/")
    found = None
    for count in range(1, len(parts) + 1):
        name = "/".join(parts[:count])
        try:
            found = (root / name).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return "nothing", None
        mode = found.st_mode
        if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
            what = "a symbolic link" if stat.S_ISLNK(mode) else "a device or pipe"
            raise LibraryError(
                f"{name} is {what}: the library reads and writes only files and folders of its own.",
                hint="Put the file or folder itself into the library.",
                slug="path-outside",
            )
        if stat.S_ISREG(mode) and count < len(parts):
            return "nothing", None
    return ("folder" if found is not None and stat.S_ISDIR(found.st_mode) else "file"), found
