"""One writer at a time: the lock of a library."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.store.git import Repository
from specman.store.lock import ALIVE, NAME, one_writer
from specman.store.transaction import Change, carry_out
from tests.conftest import BY, git


def test_a_second_writer_waits_and_is_told_who_is_in_the_way(tmp_path: Path) -> None:
    with (
        one_writer(tmp_path),
        pytest.raises(LibraryError, match=r"did not finish within 0 seconds; nothing was written") as raised,
        one_writer(tmp_path, patience=0),
    ):
        pass
    assert (raised.value.slug, raised.value.hint) == (
        "library-busy",
        "Wait until it is done, then run the command again.",
    )
    with one_writer(tmp_path, patience=0):
        pass


def test_each_writer_notes_its_turn(tmp_path: Path) -> None:
    turns = []
    for _ in range(2):
        with one_writer(tmp_path):
            turns.append((tmp_path / ALIVE).read_bytes())
    assert turns[0] != turns[1] and all(turns)


def test_who_waits_counts_anew_while_others_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def turn(file: Path) -> bytes:
        looked.append(len(looked))
        return str(min(len(looked), 4)).encode()

    monkeypatch.setattr("specman.store.lock._turn", turn)
    monkeypatch.setattr("specman.store.lock.TURN", 0.0)
    with one_writer(tmp_path), pytest.raises(LibraryError, match="did not finish"), one_writer(tmp_path, patience=0):
        pass
    assert len(looked) == 1 + 1 + 2 + 1  # the first writer; who waits; two turns of others, and one that was the same


def test_a_process_that_died_keeps_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, pathlib; from specman.store.lock import one_writer\n"
        f"with one_writer(pathlib.Path({str(tmp_path)!r})): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert (tmp_path / NAME).exists()
    with one_writer(tmp_path, patience=0):
        pass


def test_a_transaction_waits_for_the_lock_and_writes_nothing_without_it(
    make_library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_library()
    head = git(root, "rev-parse", "HEAD")
    monkeypatch.setattr("specman.store.transaction.one_writer", lambda folder: one_writer(folder, patience=0))
    with one_writer(root / ".git"), pytest.raises(LibraryError, match="Another specman"):
        carry_out(root, lambda _: Change(BY, "x", {"specs/x.txt": b"x"}))
    assert git(root, "rev-parse", "HEAD") == head
    assert not (root / "specs" / "x.txt").exists()


def test_a_program_that_outlives_its_writer_is_waited_for(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, subprocess, sys; from specman.store.lock import one_writer\n"
        f"with one_writer(pathlib.Path({str(tmp_path)!r})) as handles:\n"
        "    program = subprocess.Popen([sys.executable, '-c', 'import sys; sys.stdin.read()'], pass_fds=handles)\n"
        "    print(program.pid, flush=True)\n"
        "    os._exit(9)"
    )
    reading, writing = os.pipe()
    writer = subprocess.Popen([sys.executable, "-c", code], stdin=reading, stdout=subprocess.PIPE, text=True)
    os.close(reading)
    assert writer.wait() == 9
    with pytest.raises(LibraryError, match="Another specman is changing"), one_writer(tmp_path, patience=0):
        pass
    os.close(writing)  # the program ends
    with one_writer(tmp_path, patience=5):
        pass


def test_git_commands_of_a_writer_inherit_its_lock(make_library: Callable[..., Path]) -> None:
    repository = Repository(make_library())
    with one_writer(repository.shared) as repository.inherited:
        (handle,) = repository.inherited
        assert repository.run("-c", f"alias.seen=!ls -l /proc/self/fd/{handle}", "seen").endswith("specman.running")
    repository.close()
