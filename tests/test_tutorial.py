"""The tutorial is true: every command of it is run, in its order, and says what the page shows."""

from __future__ import annotations

import csv
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BY, ROOT, Door

BLOCKS = re.findall(r"(?ms)^```console\n(.*?)^```$", (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))


def settle_all(sheet: Path) -> None:
    """Fill in the sheet of a review as the tutorial's reviewer does."""
    with sheet.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]) if rows else ["address", "disposition", "reason", "by", "stamp"])
        writer.writeheader()
        writer.writerows(
            {**row, "disposition": "no-change", "reason": "It says nothing of who chairs."} for row in rows
        )


def test_the_tutorial_carries_a_proposal_from_raising_to_a_baseline(
    shipped_repository: Path, specman: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", BY.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BY.email)
    monkeypatch.chdir(shipped_repository)
    commands = 0
    for block in BLOCKS:
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            line, _, shown = part.partition("\n")
            words = shlex.split(line)
            if words[0] == "settle-all":
                settle_all(shipped_repository / words[2])
                continue
            if words[0] == "git":
                subprocess.run(words, check=True, capture_output=True)
                continue
            assert words[0] == "specman"
            status, out, err = specman(*words[1:])
            assert status == 0, f"{line}\n{out}\n{err}"
            for fragment in filter(None, shown.split("\n")):
                assert fragment in out, f"{line}\n{out}"
            commands += 1
    assert commands >= 25
    git = subprocess.run(["git", "tag"], check=True, capture_output=True, text=True)
    assert git.stdout == "sec-4.13\n"
