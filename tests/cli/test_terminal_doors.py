"""Every answer in words, on a library whose titles and documents hold what a terminal obeys."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.cli.main import COMMANDS
from tests.conftest import DEFINITIONS, ROOT, SECTION, Door, git
from tests.report.test_terminal import obeyed

C1 = "\x9b31m\u202e\x9d0;pwned\u2066"
LOUD = (
    SECTION.replace("Section H: DCC Services", f"Section H: {C1}")
    .replace("DCC User Interface", f"DCC {C1} Interface")
    .replace("keep a record", f"keep {C1} record")
    + f"\nH3.4 The {C1} may see Section H9.9{C1} and the Device ID.\n\nTable 1: {C1}\n\n| Key | {C1} |\n| --- | --- |\n| {C1} | x |\n"
)
TERMS = (
    DEFINITIONS.replace("**User**", f"**User{C1}**")
    .replace("**Device ID**\n", "**Device ID**\n")
    .replace("means a day", f"means {C1}")
)
ANSWERS = [
    ["status"], ["list", "works"], ["list", "baselines"], ["list", "modifications"], ["list", "terms"], ["show", "SEC H"],
    ["show", "SEC H3.4"], ["show", "Device ID"], ["show", f"User{C1}"], ["show", f"User\x1b[31m{C1}"], ["search", "keep"],
    ["resolve", f"{C1} under Section H3.2 the Device ID\x1b[2J"], ["diff", "1.0", "2.0"], ["diff", "1.0", "2.0", "--stat"],
    ["diff", "1.0", f"\x1b[31m{C1}"], ["impact", "1.0..2.0"], ["impact", "SEC H3.4"], ["impact", f"\x1b]0;x\x07{C1}"], ["check"],
    ["mirrors"], ["mirrors", "accept", "SEC H3.4", f"SEC\x1b[31m{C1}", "--reason", "x"], ["baseline", "show", "2.0"],
    ["baseline", "verify", "2.0"], ["baseline", "map"], ["baseline", "create", f"\x1b[31m{C1}"], ["mod", "show", f"\x1b[31m{C1}"],
    ["graph"], ["graph", "SEC H3.4"], ["graph", "SEC H3.4", "SEC A1.1"], ["graph", "--order"], ["graph", "--leaned-on"],
    ["graph", "--level", "works"], ["graph", "SEC H", "SEC A", "--cut"], ["git", "uninstall"], ["schema", f"\x1b[31m{C1}"],
    ["export", f"\x1b[31m{C1}", "-o", "x.md"], ["report", "release-note", f"\x1b{C1}", "2.0"], ["import", f"\x1b[31m{C1}.md"],
    ["git", "textconv", "specs/sec-h/2.0.xml"], ["review", "1.0..2.0"], ["review", f"\x1b[31m{C1}"], ["mod", "list"], ["mod", "board"],
    ["mod", "new", f"title=\x1b[31m{C1}"], ["mod", "advance", f"\x1b[31m{C1}", "x"], ["mod", "conflicts", f"\x1b[31m{C1}"],
    ["mod", "instructions", "SEC H@1.0", "SEC H@2.0"], ["mod", "release", "3.0", f"\x1b[31m{C1}"], [f"\x1b[31m{C1}"], ["show", "x", f"--\x1b[31m{C1}"], ["init", f"specman.toml/\x1b{C1}"],
]  # fmt: skip


@pytest.fixture
def loud(make_library: Callable[..., Path]) -> Path:
    """A library in which titles and words hold signs that a terminal obeys."""
    root = make_library({"sec-a": {"1.0": TERMS}, "sec-h": {"1.0": SECTION, "2.0": LOUD}}, ("1.0", "2.0"))
    settings = root / "specman.toml"
    settings.write_text(re.sub(r'title = ".*"', r'title = "\\u001b]0;x\\u0007\\u009b\\u202e"', settings.read_text()))
    work = root / "specs" / "sec-h" / "work.toml"
    work.write_text(re.sub(r'title = ".*"', r'title = "\\u001b[31m\\u009b\\u202e"', work.read_text()))
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qam", "titles")
    return root


def test_no_answer_or_error_sends_the_terminal_what_it_obeys(
    loud: Path, specman: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specman.cli.common.use_colour", lambda **_: True)
    monkeypatch.chdir(loud)
    seen = ""
    for words in ANSWERS:
        status, out, err = specman(*words, library=loud)
        assert status in (0, 1, 2, 3, 4), words
        assert (words, obeyed(out), obeyed(err)) == (words, [], [])
        seen += out
    assert "<U+009B>" in seen
    assert "␛" in seen
    assert "\x1b[36m" in seen
    tried = {words[0] for words in ANSWERS}
    assert set(COMMANDS) - tried == {"serve"}


def test_commands_speak_through_one_door_only() -> None:
    for file in sorted((ROOT / "specman" / "cli").rglob("*.py")):
        if file.name != "common.py":
            said = re.findall(
                r"click\.s?echo\w*|\bprint\(|\bstd(?:out|err)\.(?:write|buffer)|\.show\(\)", file.read_text()
            )
            assert (file.name, said) == (file.name, [])


def test_a_file_whose_name_is_no_utf_8_is_imported_and_shown(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    root = make_library()
    name = os.fsdecode(b"na\xff\x1b[31me.md")
    (tmp_path / name).write_text(SECTION)
    status, out, err = specman("show", str(tmp_path / name))
    assert (status, obeyed(out), err) == (0, [], "")
    assert "na<0xFF>␛[31me.md" in out
    words = ["import", str(tmp_path / name), "--work", "sec-h", "--version", "3.0", "--yes"]
    status, out, err = specman(*words, "--dry-run", "--format", "json", library=root)
    assert (status, err) == (0, "")
    assert r"na\udcff\u001b[31me.md" in out
    status, out, err = specman(*words, library=root)
    assert (status, err) == (0, "")
    assert obeyed(out) == []
    assert "na<0xFF>␛[31me.md" in git(root, "log", "-1", "--format=%B")


def test_what_is_for_another_program_is_left_as_it_is_but_not_on_a_terminal(loud: Path) -> None:
    call = [sys.executable, "-m", "specman.cli", "-L", str(loud), "show", "SEC H3.4", "--format", "json"]
    piped = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert C1 in piped
    ours, theirs = pty.openpty()
    done = subprocess.run(call, stdout=theirs, check=True, cwd=ROOT, env={**os.environ, "PAGER": "cat"})
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert done.returncode == 0
    assert obeyed(shown.decode().replace("\r\n", "\n")) == []
    assert "<U+009B>31m<U+202E>" in shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody writes any more
        return b""
