"""The folder of the index: what killed writers leave in it goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from specman.index.folder import ABANDONED, forget


def test_the_least_used_files_go_and_what_a_killed_writer_left_but_not_what_is_being_written(tmp_path: Path) -> None:
    now = time.time()
    for place, name in enumerate(("old.db", "new.db", "left.1.tmp", "fresh.2.tmp")):
        (tmp_path / name).write_bytes(b"x")
        age = ABANDONED + 60 if name in ("old.db", "left.1.tmp") else place
        os.utime(tmp_path / name, (now - age, now - age))
    forget(tmp_path, ".db", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh.2.tmp", "new.db"]
