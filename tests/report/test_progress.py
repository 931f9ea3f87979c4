"""How far long work is: drawn when it lasts, in words that no terminal obeys."""

from __future__ import annotations

import os
import pty
import sys

import pytest

from specman.report import progress
from specman.state.progress import listening, tell
from tests.report.test_terminal import obeyed


def drawn(monkeypatch: pytest.MonkeyPatch, patience: float, *words: str) -> str:
    """What a terminal was sent while these steps were told."""
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress.shown(colour=False) as step, listening(step):
            for place, word in enumerate(words):
                tell(word, place, len(words))
        terminal.flush()
        terminal.write("end")
        terminal.flush()
        sent = b""
        while not sent.endswith(b"end"):
            sent += os.read(ours, 65536)
    os.close(ours)
    return sent.decode().removesuffix("end")


def test_short_work_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, 60, "Reading A", "Reading B") == ""


def test_long_work_says_what_is_done_and_how_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = drawn(monkeypatch, 0, "Reading A", "Reading B")
    assert "Reading B" in sent
    assert "1/2" in sent


def test_names_of_files_bring_nothing_that_a_terminal_obeys(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = drawn(monkeypatch, 0, "Reading [bold]a\x1b]0;x\x07\u202e\udcff")
    assert "Reading [bold]a␛]0;x␇<U+202E><0xFF>" in sent
    bare = sent.replace("\r", "")
    for sign in ("\x1b[?25l", "\x1b[?25h", "\x1b[2K", "\x1b[1A"):  # rich hides the cursor and clears the line
        bare = bare.replace(sign, "")
    assert obeyed(bare) == []


def test_nobody_need_listen() -> None:
    tell("Reading A", 0, 1)
