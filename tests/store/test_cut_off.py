"""A change that is killed at any step, or meets a full disk, another writer, the person's own git: before or after."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from specman.errors import InputError, LibraryError
from specman.model.person import Person
from specman.store import steps, transaction
from specman.store.git import Repository
from specman.store.journal import NAME, is_left
from specman.store.recovery import settle
from specman.store.transaction import Change, Outcome, carry_out
from tests.conftest import BY, git

ID = ("-c", "user.name=t", "-c", "user.email=t@example.org")
FILES = {"amended.txt": b"after\n", "new/deep/added.txt": b"added\n", "same.txt": b"same\n"}
BEFORE = ("planned", "prepared", "built", "index locked")
AFTER = ("branch moved", "amended.txt in place", "new/deep/added.txt in place", "index followed", "cleared")
OWN = {"A  staged.txt", " M unstaged.txt", "?? untracked.txt"}


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A library in a folder of a repository, in which the person has work of all sorts."""
    top = tmp_path / "repository"
    root = top / "lib"
    root.mkdir(parents=True)
    git(top, "init", "-q", "-b", "trunk")
    for name in ("amended.txt", "same.txt", "unstaged.txt"):
        (root / name).write_text(f"{name.partition('.')[0] if name == 'same.txt' else 'before'}\n")
    (root / "specman.toml").write_text("format = 1\n")
    git(top, "add", "-A")
    git(top, *ID, "commit", "-q", "-m", "first")
    for name in ("staged.txt", "unstaged.txt", "untracked.txt"):
        (root / name).write_text("mine\n")
    git(top, "add", "lib/staged.txt")
    yield root
    steps.watcher = steps._pass_by


def change(files: dict[str, bytes] = FILES, subject: str = "a change", by: Person = BY) -> Change:
    return Change(by, subject, files)


def killed(root: Path, at: str, deed: Callable[[], object]) -> bool:
    """Do a deed in a process of its own that dies at a step, as by a kill: nothing of it runs any more."""
    child = os.fork()
    if child == 0:
        steps.watcher = lambda name: os._exit(9) if name == at else None
        try:
            deed()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def state(root: Path) -> tuple[str, set[str], dict[str, bytes], list[str]]:
    """The last subject, what git says of the folder, its files, and what is left over of a change."""
    status = set(filter(None, git(root, "status", "--porcelain", ".").replace("lib/", "").split("\n")))
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
    left = [p.name for p in root.parent.rglob("*") if p.suffix == ".tmp" or p.name == "index.lock"]
    left += [p.name for p in (root.parent / ".git").iterdir() if p.name.startswith(("specman.index", NAME))]
    left += [p.name for p in root.rglob("*") if p.is_dir() and not any(p.iterdir())]
    return git(root, "log", "-1", "--format=%s").strip(), status, files, left


def is_before(root: Path) -> bool:
    subject, status, files, left = state(root)
    same = files["amended.txt"] == b"before\n" and "new/deep/added.txt" not in files
    return (subject, status, left) == ("first", OWN, []) and same


def is_after(root: Path, subject: str = "a change") -> bool:
    last, status, files, left = state(root)
    return (last, status, left) == (subject, OWN, []) and all(files[path] == data for path, data in FILES.items())


# -- killed ----------------------------------------------------------------------------------------------------------


def test_the_steps_of_a_change_are_these_in_this_order(root: Path) -> None:
    seen: list[str] = []
    steps.watcher = seen.append
    carry_out(root, lambda _: change())
    assert [name for name in seen if name != "same.txt in place"] == [*BEFORE, *AFTER]
    assert is_after(root)


@pytest.mark.parametrize("step", [*BEFORE, *AFTER])
def test_killed_at_any_step_the_next_command_leaves_the_state_before_or_after(step: str, root: Path) -> None:
    assert is_before(root)
    assert killed(root, step, lambda: carry_out(root, lambda _: change()))
    said = settle(root)
    if step in BEFORE:
        assert is_before(root)
        assert said == "A change by Tester <tester@example.org> that was cut off was undone: a change."
    else:
        assert is_after(root)
        commit = git(root, "rev-parse", "HEAD")[:12]
        ended = f"The change by Tester <tester@example.org> that was cut off was ended: a change ({commit})."
        assert said == (ended if step != "cleared" else "")
    assert (is_left(root), settle(root)) == (False, "")


@pytest.mark.parametrize("again", ["found", "amended.txt in place", "new/deep/added.txt in place", "index followed"])
@pytest.mark.parametrize("step", AFTER[:-1])
def test_killed_again_while_it_is_ended_it_is_ended_by_the_next(step: str, again: str, root: Path) -> None:
    assert killed(root, step, lambda: carry_out(root, lambda _: change()))
    assert killed(root, again, lambda: settle(root))
    settle(root)
    assert is_after(root)


@pytest.mark.parametrize("step", [*BEFORE, *AFTER])
def test_the_next_writer_ends_or_undoes_it_before_its_own_change(step: str, root: Path) -> None:
    killed(root, step, lambda: carry_out(root, lambda _: change()))
    other = change({"other.txt": b"other\n"}, "another change")
    assert carry_out(root, lambda _: other).commit
    subject, status, files, left = state(root)
    assert (subject, status, left) == ("another change", OWN, [])
    assert (files["other.txt"], files["amended.txt"]) == (b"other\n", b"before\n" if step in BEFORE else b"after\n")
    assert git(root, "log", "--format=%s").split("\n")[1:-1] == (["first"] if step in BEFORE else ["a change", "first"])


@pytest.mark.parametrize("step", ["index locked", "branch moved", "amended.txt in place"])
def test_until_then_no_commit_of_the_person_can_take_the_change_back(step: str, root: Path) -> None:
    killed(root, step, lambda: carry_out(root, lambda _: change()))
    done = subprocess.run(["git", "-C", str(root), *ID, "commit", "-qam", "mine"], capture_output=True, check=False)
    assert done.returncode and b"index.lock" in done.stderr
    settle(root)
    assert is_before(root) if step in BEFORE else is_after(root)
    git(root, *ID, "commit", "-qam", "mine")
    assert (root / "amended.txt").read_bytes() == (b"before\n" if step in BEFORE else b"after\n")
    assert git(root, "diff", "HEAD~1", "--stat", "--", "amended.txt", "new") == ""


def test_a_lock_that_was_removed_by_hand_does_not_leave_the_index_behind(root: Path) -> None:
    killed(root, "branch moved", lambda: carry_out(root, lambda _: change()))
    (root.parent / ".git/index.lock").unlink()
    settle(root)
    assert is_after(root)


def test_content_that_waited_and_was_lost_is_taken_from_git(root: Path) -> None:
    killed(root, "branch moved", lambda: carry_out(root, lambda _: change()))
    for waiting in root.rglob(".*.tmp"):
        waiting.unlink()
    settle(root)
    assert is_after(root)


def test_an_interrupt_that_comes_while_git_moves_the_branch_leaves_the_plan(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Repository.move_branch

    def interrupted(self: Repository, *given: str) -> bool:
        move(self, *given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Repository, "move_branch", interrupted)
        with pytest.raises(KeyboardInterrupt):
            carry_out(root, lambda _: change())
    assert is_left(root)
    assert "was ended" in settle(root)
    assert is_after(root)


def test_what_the_person_wrote_meanwhile_is_not_gone_over(root: Path) -> None:
    killed(root, "branch moved", lambda: carry_out(root, lambda _: change()))
    (root / "amended.txt").write_text("mine\n")
    settle(root)
    assert (root / "amended.txt").read_text() == "mine\n"
    assert state(root)[1] == {*OWN, " M amended.txt"}


def test_on_another_branch_the_folder_is_left_as_it_is(root: Path) -> None:
    git(root, "stash", "-q", "--include-untracked")
    git(root, "branch", "other")
    killed(root, "branch moved", lambda: carry_out(root, lambda _: change()))
    (root.parent / ".git/index.lock").unlink()
    git(root, "checkout", "-q", "-f", "other")
    assert settle(root).startswith(
        "The change by Tester <tester@example.org> that was cut off is recorded on refs/heads/trunk"
    )
    assert (state(root)[0], state(root)[1]) == ("first", set())
    assert (root / "amended.txt").read_bytes() == b"before\n"


def test_a_plan_that_was_half_written_is_removed(root: Path) -> None:
    (root.parent / ".git" / f"{NAME}.0123").write_text("{")
    assert is_left(root)
    assert settle(root) == ""
    assert is_before(root)


def test_a_plan_nobody_can_read_is_named_and_nothing_is_touched(root: Path) -> None:
    (root.parent / ".git" / NAME).write_text("{")
    assert "specman.journal is not a plan of a change that this specman reads" in settle(root)
    with pytest.raises(LibraryError, match="is not a plan of a change"):
        carry_out(root, lambda _: change())
    (root.parent / ".git" / NAME).unlink()
    assert is_before(root)


def test_a_plan_of_a_later_format_is_not_followed(root: Path) -> None:
    killed(root, "branch moved", lambda: carry_out(root, lambda _: change()))
    file = root.parent / ".git" / NAME
    plan = file.read_text()
    file.write_text(plan.replace('"format": 1', '"format": 2'))
    assert "is not a plan of a change that this specman reads" in settle(root)
    file.write_text(plan)
    settle(root)
    assert is_after(root)


def test_a_work_tree_of_its_own_has_a_plan_of_its_own(root: Path) -> None:
    git(root, "stash", "-q", "--include-untracked")
    git(root, "worktree", "add", "-q", "-b", "side", str(root.parent.parent / "side"))
    side = root.parent.parent / "side/lib"
    killed(side, "branch moved", lambda: carry_out(side, lambda _: change()))
    assert (is_left(root), is_left(side)) == (False, True)
    settle(side)
    assert git(side, "status", "--porcelain") == ""
    assert (side / "amended.txt").read_bytes() == b"after\n"
    assert (root / "amended.txt").read_bytes() == b"before\n"


# -- no room, no rights ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", BEFORE)
def test_a_full_disk_before_the_branch_moved_leaves_the_state_before(step: str, root: Path) -> None:
    def full(name: str) -> None:
        if name == step:
            raise OSError(errno.ENOSPC, "No space left on device", "/x")

    steps.watcher = full
    with pytest.raises(LibraryError) as caught:
        carry_out(root, lambda _: change())
    assert caught.value.message == "The library cannot be written: No space left on device (/x). Nothing was written."
    assert is_before(root)


@pytest.mark.parametrize("step", AFTER[:-1])
def test_after_the_branch_moved_the_next_command_ends_it_when_there_is_room(step: str, root: Path) -> None:
    def full(name: str) -> None:
        if name == step:
            raise OSError(errno.EROFS, "Read-only file system")

    steps.watcher = full
    with pytest.raises(LibraryError) as caught:
        carry_out(root, lambda _: change())
    commit = git(root, "rev-parse", "HEAD")[:12]
    assert caught.value.slug == "folder-behind"
    assert caught.value.message.startswith(f"The change is recorded as {commit}, but the folder could not follow it: ")
    if step in AFTER[:3]:
        assert settle(root).startswith("A change that was cut off could not be ended: ") or is_after(root)
    steps.watcher = steps._pass_by
    settle(root)
    assert is_after(root)


# -- others at the same time -----------------------------------------------------------------------------------------


def test_a_writer_that_came_first_is_followed_and_nothing_is_lost(root: Path) -> None:
    asked: list[str | None] = []

    def late(parent: str | None) -> Change:
        asked.append(parent)
        if len(asked) == 1:
            carry_out(root, lambda _: change({"first.txt": b"first\n"}, "came first"))
        return change()

    carry_out(root, late)
    assert git(root, "log", "--format=%s").split("\n")[:-1] == ["a change", "came first", "first"]
    assert asked == git(root, "log", "--format=%H").split("\n")[2:0:-1]
    assert is_after(root)


def test_a_refusal_while_another_writer_is_at_work_is_no_refusal(root: Path) -> None:
    asked: list[str | None] = []

    def doubtful(parent: str | None) -> Change:
        asked.append(parent)
        if len(asked) == 1:
            raise InputError("The folder is not as it should be.")
        return change()

    assert carry_out(root, doubtful).commit
    assert is_after(root)


def test_who_is_too_late_is_told_who_changed_the_library(root: Path) -> None:
    other = Person("Ada", "ada@example.org")

    def late(parent: str | None) -> Change:
        if parent != first:
            raise InputError("It is taken.", hint="Take another.")
        carry_out(root, lambda _: change({"first.txt": b"first\n"}, "came first", other))
        return change()

    first = git(root, "rev-parse", "HEAD").strip()
    with pytest.raises(InputError) as caught:
        carry_out(root, late)
    commit = git(root, "log", "-1", "--format=%h").strip()
    hint = f"The library was changed meanwhile by Ada: came first ({commit}). Take another."
    assert (caught.value.message, caught.value.hint) == ("It is taken.", hint)


@pytest.mark.parametrize("step", ["planned", "prepared", "built"])
def test_a_commit_of_the_persons_own_in_between_is_kept(step: str, root: Path) -> None:
    done: list[str] = []

    def person(name: str) -> None:
        if name == step and not done:
            done.append(git(root, *ID, "commit", "-q", "-m", "mine"))

    steps.watcher = person
    carry_out(root, lambda _: change())
    assert git(root, "log", "--format=%s").split("\n")[:-1] == ["a change", "mine", "first"]
    assert state(root)[1] == OWN - {"A  staged.txt"}


@pytest.mark.parametrize("step", ["planned", "prepared", "built"])
def test_what_the_person_stages_in_between_stays_staged(step: str, root: Path) -> None:
    steps.watcher = lambda name: git(root, "add", "unstaged.txt") and None if name == step else None
    carry_out(root, lambda _: change())
    assert state(root)[1] == {"A  staged.txt", "M  unstaged.txt", "?? untracked.txt"}


def test_a_file_that_the_person_changes_in_between_stops_the_change(root: Path) -> None:
    def person(name: str) -> None:
        if name == "index locked":
            (root / "amended.txt").write_text("mine\n")

    steps.watcher = person
    with pytest.raises(LibraryError, match=r"amended\.txt has changes of your own"):
        carry_out(root, lambda _: change())
    assert (root / "amended.txt").read_text() == "mine\n"
    (root / "amended.txt").write_text("before\n")
    assert is_before(root)


def test_what_was_created_meanwhile_is_never_replaced(root: Path) -> None:
    new = Change(BY, "create", {"amended.txt": b"other\n"}, created=frozenset({"amended.txt"}))
    with pytest.raises(LibraryError) as caught:
        carry_out(root, lambda _: new)
    assert (caught.value.slug, is_before(root)) == ("created-meanwhile", True)
    same = Change(BY, "create", {"amended.txt": b"before\n"}, created=frozenset({"amended.txt"}))
    assert carry_out(root, lambda _: same) == Outcome("", ("amended.txt",))


def test_a_writer_that_is_always_overtaken_gives_up_and_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "ATTEMPTS", 2)
    steps.watcher = lambda name: (
        git(root, *ID, "commit", "-q", "--allow-empty", "-m", "mine") and None if name == "built" else None
    )
    with pytest.raises(LibraryError) as caught:
        carry_out(root, lambda _: change())
    assert caught.value.slug == "concurrent-change"
    assert git(root, "log", "--format=%s").split("\n")[:-1] == ["mine", "mine", "first"]
    assert state(root)[3] == []


def test_an_index_that_somebody_locked_is_refused_before_anything_moves(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "PATIENCE_INDEX", 0.0)
    lock = root.parent / ".git/index.lock"
    code = f"import sys, time\nwith open({str(lock)!r}, 'x'): print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as editor:
        assert editor.stdout and editor.stdin
        editor.stdout.readline()
        with pytest.raises(LibraryError) as caught:
            carry_out(root, lambda _: change())
        assert f"(process {editor.pid}); nothing was written." in caught.value.message
        editor.stdin.close()
    with pytest.raises(LibraryError, match=r"git's index is locked by another git program, since \d{4}-"):
        carry_out(root, lambda _: change())
    assert caught.value.slug == "index-locked"
    lock.unlink()
    assert is_before(root)


# -- what the person has in the way ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("MERGE_HEAD", "merge"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
        ("rebase-merge/x", "rebase"),
    ],
)
def test_in_the_middle_of_a_merge_nothing_is_recorded(name: str, what: str, root: Path) -> None:
    file = root.parent / ".git" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(git(root, "rev-parse", "HEAD"))
    with pytest.raises(LibraryError, match=f"in the middle of a {what}; nothing was written"):
        carry_out(root, lambda _: change())
    assert git(root, "log", "-1", "--format=%s") == "first\n"


@pytest.mark.parametrize("flag", ["--skip-worktree", "--assume-unchanged"])
def test_a_file_that_git_does_not_watch_is_not_written(flag: str, root: Path) -> None:
    git(root, "update-index", flag, "amended.txt")
    (root / "amended.txt").write_text("mine, and git does not know\n")
    with pytest.raises(LibraryError, match="git was told not to look at amended"):
        carry_out(root, lambda _: change())
    assert (root / "amended.txt").read_text() == "mine, and git does not know\n"


def test_an_ignored_file_in_the_way_is_not_written_over(root: Path) -> None:
    (root.parent / ".git/info").mkdir(exist_ok=True)
    (root.parent / ".git/info/exclude").write_text("new/\n")
    (root / "new/deep").mkdir(parents=True)
    (root / "new/deep/added.txt").write_text("mine\n")
    with pytest.raises(LibraryError, match=r"new/deep/added\.txt has changes of your own"):
        carry_out(root, lambda _: change())
    assert (root / "new/deep/added.txt").read_text() == "mine\n"


def test_a_file_whose_line_ends_git_changes_is_no_work_of_the_persons(root: Path) -> None:
    (root.parent / ".git/info").mkdir(exist_ok=True)
    (root.parent / ".git/info/attributes").write_text("*.txt text eol=crlf\n")
    (root / "amended.txt").write_bytes(b"before\r\n")
    git(root, "add", "amended.txt")
    assert git(root, "diff", "--cached", "--name-only", "--", "amended.txt") == ""
    carry_out(root, lambda _: change())
    assert (root / "amended.txt").read_bytes() == b"after\n"


def test_nothing_is_written_through_a_link_or_into_a_device(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "new").symlink_to(outside)
    with pytest.raises(LibraryError, match="new is a symbolic link: the library reads and writes only files"):
        carry_out(root, lambda _: change())
    (root / "new").unlink()
    (root / "amended.txt").unlink()
    (root / "amended.txt").symlink_to(root / "specman.toml")
    with pytest.raises(LibraryError, match=r"amended\.txt is a symbolic link"):
        carry_out(root, lambda _: change())
    (root / "amended.txt").unlink()
    os.mkfifo(root / "amended.txt")
    with pytest.raises(LibraryError, match=r"amended\.txt is a device or pipe"):
        carry_out(root, lambda _: change())
    assert list(outside.iterdir()) == [] and (root / "specman.toml").read_text() == "format = 1\n"


@pytest.mark.parametrize("name", ["<>", "", " . ", "A <b>\n"])
def test_a_name_that_git_refuses_is_signed_as_well_as_can_be(name: str, root: Path) -> None:
    carry_out(root, lambda _: change(by=Person(name, "a@b")))
    assert git(root, "log", "-1", "--format=%an <%ae>") == f"{'A b' if 'A' in name else 'a@b'} <a@b>\n"
