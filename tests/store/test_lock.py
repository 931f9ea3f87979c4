"""One writer at a time: the lock of a library."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.store.git import Repository
from specman.store.lock import NAME, one_writer
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
