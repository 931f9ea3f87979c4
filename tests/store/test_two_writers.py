"""Two writers, exhaustively: every crash point of the one within every crash point of the other.

While a writer holds the lock no other does anything, so what two of them can do to each other is this: one works out its change
from a commit, the other does all of its own, or dies in the midst of it at some step, and the first goes on, or dies. Each pair of
steps is tried, for two changes of the same file and for changes of two.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from specman.store import steps
from specman.store.recovery import settle
from specman.store.transaction import Change, carry_out
from specman.store.tree import GitTree
from tests.conftest import BY, git

ID = ("-c", "user.name=t", "-c", "user.email=t@example.org")
BEFORE = ("planned", "prepared", "built", "index locked")
AFTER = ("branch moved", "index followed", "cleared")
POINTS = (*BEFORE, *AFTER, "")  # "" for a writer that is not killed


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one commit."""
    root = tmp_path_factory.mktemp("template") / "library"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "specman.toml").write_text("format = 1\n")
    for name in ("one.txt", "two.txt"):
        (root / name).write_text("begin\n")
    git(root, "add", "-A")
    git(root, *ID, "commit", "-q", "-m", "first")
    return root


def writer(
    root: Path, letter: str, file: str, meanwhile: Path | None = None, other: tuple[str, str, str] = ("", "", "")
) -> None:
    """Add a line to a file as the last commit holds it; another writer may come while that is worked out.

    Args:
        meanwhile: the library of the other; other: its letter, file, and the step at which it dies.
    """
    asked: list[str | None] = []

    def make(parent: str | None) -> Change:
        asked.append(parent)
        tree = GitTree(root, parent or "")
        held = tree.read(file) or b""
        tree.close()
        if meanwhile is not None and len(asked) == 1:
            in_child(root, other[2], lambda: writer(root, other[0], other[1]))
        return Change(BY, f"line {letter}", {file: held + f"{letter}\n".encode()})

    carry_out(root, make)


def in_child(root: Path, at: str, deed: object) -> int:
    """Do a deed in a process of its own that dies at a step: its exit status, 9 where it died."""
    child = os.fork()
    if child == 0:
        steps.watcher = lambda name: os._exit(9) if name == at else None
        try:
            deed()  # type: ignore[operator]
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("files", [("one.txt", "one.txt"), ("one.txt", "two.txt")], ids=["the same file", "two files"])
@pytest.mark.parametrize("inner", POINTS)
def test_no_line_is_lost_written_twice_or_half_written(
    template: Path, tmp_path: Path, inner: str, files: tuple[str, str]
) -> None:
    for outer in POINTS:
        root = tmp_path / f"at {outer or 'no step'}"
        shutil.copytree(template, root)
        status = in_child(root, outer, lambda root=root: writer(root, "A", files[0], root, ("B", files[1], inner)))
        settle(root)
        done = git(root, "log", "--reverse", "--format=%s").split("\n")[1:]
        letters = [subject.removeprefix("line ") for subject in done if subject]
        case = f"B died at {inner or 'no step'}, A at {outer or 'no step'}: {letters}"
        assert status == (9 if outer else 0), case
        assert letters.count("B") == (0 if inner in BEFORE else 1), case
        if inner in AFTER[:2] and outer in AFTER[1:]:  # A died at a step of ending what B had left, or of its own
            assert letters.count("A") <= 1, case
        else:
            assert letters.count("A") == (0 if outer in BEFORE else 1), case
        for name in ("one.txt", "two.txt"):
            own = [letter for letter, file in zip("AB", files, strict=True) if file == name]
            want = "begin\n" + "".join(f"{letter}\n" for letter in letters if letter in own)
            assert (root / name).read_text() == want, case
            assert git(root, "show", f"HEAD:{name}") == want, case
        assert git(root, "status", "--porcelain") == "", case
        left = [
            path.name
            for path in (root / ".git").iterdir()
            if path.name.startswith(("index.lock", "specman.index", "specman.journal"))
        ]
        assert left == [], case
