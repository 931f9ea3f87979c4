"""What specman does with a person's repository, and what it leaves alone: hooks, index, branch, files of others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from specman.errors import InputError, LibraryError
from specman.model.person import Person
from specman.store.git import Repository, init_repository, person_of
from specman.store.transaction import Change, Outcome, carry_out
from tests.conftest import BY, git


def write(root: Path, subject: str, files: dict[str, bytes], by: Person = BY) -> Outcome:
    """Record files as one change."""
    return carry_out(root, lambda _: Change(by, subject, files))


ID = ("-c", "user.name=t", "-c", "user.email=t@example.org")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository with one commit, of a library in its folder `lib` and of a file of somebody else."""
    root = tmp_path / "repository"
    (root / "lib").mkdir(parents=True)
    git(root, "init", "-q", "-b", "trunk")
    (root / "lib/specman.toml").write_text("format = 1\n")
    (root / "lib/names with ü.txt").write_bytes(b"one\r\n\n\n")
    (root / "other.txt").write_text("not of the library\n")
    git(root, "add", "-A")
    git(root, *ID, "commit", "-q", "-m", "first")
    return root


@pytest.fixture
def repository(top: Path) -> Iterator[Repository]:
    found = Repository(top / "lib")
    yield found
    found.close()


def tripwire(path: Path, mark: Path) -> None:
    """A program that leaves a mark when it is run."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    path.chmod(0o755)


def trees(root: Path, revision: str = "HEAD") -> list[str]:
    return git(root, "ls-tree", "-r", "-z", "--name-only", revision).rstrip("\0").split("\0")


# -- programs of the person ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hook", ["reference-transaction", "post-index-change"])
def test_a_persons_hooks_do_not_run_when_specman_commits(hook: str, top: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    tripwire(top / ".git/hooks" / hook, mark)
    write(top / "lib", "new", {"a.txt": b"a"})
    assert not mark.exists()
    git(top, *ID, "commit", "-q", "--allow-empty", "-m", "by hand")
    (top / "other.txt").write_text("more\n")
    git(top, "add", "other.txt")
    assert mark.exists(), "the hook would have run"


def test_a_file_monitor_that_the_repository_names_is_not_run(top: Path, repository: Repository, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    tripwire(tmp_path / "monitor", mark)
    git(top, "config", "core.fsmonitor", str(tmp_path / "monitor"))
    assert repository.pending() == []
    assert not mark.exists()
    subprocess.run(["git", "-C", str(top), "status"], capture_output=True, check=False)
    assert mark.exists(), "the monitor would have run"


def test_looking_writes_nothing_not_even_the_index(top: Path, repository: Repository) -> None:
    index = top / ".git/index"
    before = index.read_bytes()
    os.utime(top / "other.txt", (1, 1))
    os.utime(top / "lib/specman.toml", (1, 1))
    assert repository.pending() == []
    assert index.read_bytes() == before


def test_a_repository_that_the_environment_names_is_not_taken(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "strange"
    git(tmp_path, "init", "-q", str(strange))
    head = git(top, "rev-parse", "HEAD").strip()
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(strange / ".git"))
        patch.setenv("GIT_INDEX_FILE", str(strange / "index"))
        patch.setenv("GIT_WORK_TREE", str(strange))
        patch.setenv("GIT_OBJECT_DIRECTORY", str(strange / ".git/objects"))
        found = Repository(top / "lib")
        assert (found.top, found.prefix, found.head, found.pending()) == (top, "lib/", head, [])
        assert found.staged() is None
        found.close()


# -- which repository ------------------------------------------------------------------------------------------------


def test_a_library_is_the_repository_or_a_folder_in_it(top: Path) -> None:
    (top / "lib/deep").mkdir()
    for folder, prefix in ((top, ""), (top / "lib", "lib/"), (top / "lib/deep", "lib/deep/")):
        found = Repository(folder)
        assert (found.top, found.prefix) == (top, prefix)
        found.close()


def test_a_folder_without_history_says_what_can_be_done(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "not there"):
        with pytest.raises(LibraryError) as caught:
            Repository(folder)
        assert caught.value.message == f"{folder} is not in a git repository, so its history cannot be read or changed."
        assert caught.value.hint == "A library that is only a folder can be read. Run git init in it to record changes."
        assert caught.value.slug == "no-repository"


def test_without_the_git_program_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "git", None)  # what importing GitPython comes to where there is no git
    with pytest.raises(LibraryError) as caught:
        init_repository(tmp_path)
    assert caught.value.message == "The git program was not found."
    assert (caught.value.hint, caught.value.slug) == ("Install git, then try again.", "no-git")


def test_a_bare_repository_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", str(tmp_path / "bare.git"))
    with pytest.raises(LibraryError) as caught:
        Repository(tmp_path / "bare.git")
    assert caught.value.message == f"{tmp_path / 'bare.git'} is a bare repository."
    assert (caught.value.hint, caught.value.slug) == ("Clone it and work in the clone.", "bare")


def test_a_new_library_gets_a_repository_unless_it_stands_in_one(tmp_path: Path, top: Path) -> None:
    (tmp_path / "new").mkdir()
    init_repository(tmp_path / "new")
    assert (tmp_path / "new/.git/HEAD").read_text() == "ref: refs/heads/main\n"
    for folder in (top, top / "lib"):
        init_repository(folder)
    assert not (top / "lib/.git").exists()
    assert git(top, "symbolic-ref", "HEAD") == "refs/heads/trunk\n"


def test_gits_own_files_are_found_from_a_work_tree_too(top: Path, repository: Repository, tmp_path: Path) -> None:
    assert repository.shared == top / ".git"
    assert repository.own_path("hooks/pre-commit") == top / ".git/hooks/pre-commit"
    git(top, "worktree", "add", "-q", "--detach", str(tmp_path / "tree"))
    other = Repository(tmp_path / "tree/lib")
    assert other.shared == top / ".git"
    assert other.own_path("hooks/pre-commit") == top / ".git/hooks/pre-commit"
    assert other.own_path("index") == top / ".git/worktrees/tree/index"
    other.close()


# -- reading ---------------------------------------------------------------------------------------------------------


def test_a_revision_is_a_commit_and_never_an_option(top: Path, repository: Repository) -> None:
    head = git(top, "rev-parse", "HEAD").strip()
    git(top, *ID, "tag", "-a", "-m", "t", "v1")
    assert [repository.resolve(said) for said in ("HEAD", "trunk", "v1", head[:10])] == [head] * 4
    for said in ("nothing", "--all", "HEAD:other.txt", "HEAD^{tree}", ""):
        with pytest.raises(InputError) as caught:
            repository.resolve(said)
        assert caught.value.message == f"The repository has no revision {said!r}."
        assert caught.value.hint == "Name a commit, a branch or a tag; git log lists them."
        assert caught.value.slug == "unknown-revision"


def test_files_of_a_commit_are_read_to_the_last_byte(top: Path, repository: Repository) -> None:
    listed = repository.list_tree("HEAD")
    assert sorted(listed) == ["lib/names with ü.txt", "lib/specman.toml", "other.txt"]
    assert repository.read_blob(listed["lib/names with ü.txt"]) == b"one\r\n\n\n"
    assert listed["other.txt"] == git(top, "rev-parse", "HEAD:other.txt").strip()


def test_what_git_prints_loses_one_line_feed_and_a_refusal_is_none(repository: Repository) -> None:
    assert repository.run("cat-file", "blob", "HEAD:lib/names with ü.txt") == "one\r\n\n"
    assert repository.run("hash-object", "--stdin", stdin=b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert repository.run("hash-object", "--stdin", stdin=b"a\n") == "78981922613b2afb6025042ff6bd878ac1994e85"
    assert repository.run("var", "GIT_EDITOR", env={"GIT_EDITOR": "mine"}) == "mine"
    assert repository.try_run("rev-parse", "--verify", "nothing") is None
    assert repository.try_run("rev-parse", "--show-prefix") == ""


def test_pending_are_the_librarys_files_that_differ_one_by_one(top: Path, repository: Repository) -> None:
    assert repository.pending() == []
    (top / "other.txt").write_text("changed\n")
    (top / "lib/new").mkdir()
    for name in ("ä.txt", "b.txt"):
        (top / "lib/new" / name).write_text("new")
    (top / "lib/specman.toml").write_text("format = 1\n\n")
    changed, new = " M lib/specman.toml", ["?? lib/new/b.txt", "?? lib/new/ä.txt"]
    assert repository.pending() == [changed, *new]
    assert repository.pending(["new"]) == new
    assert repository.pending(["specman.toml", "new/b.txt"]) == [changed, new[0]]
    whole = Repository(top)
    assert whole.pending() == [changed, " M other.txt", *new]
    whole.close()


# -- what the next commit would hold ---------------------------------------------------------------------------------


def test_where_the_folder_is_what_is_committed_nothing_is_staged(top: Path, repository: Repository) -> None:
    assert repository.staged() is None
    (top / "other.txt").write_text("changed, but not of the library\n")
    (top / "new.txt").write_text("new, but not of the library\n")
    (top / "lib/made.tmp").write_text("ignored")
    (top / ".git/info").mkdir(exist_ok=True)
    (top / ".git/info/exclude").write_text("*.tmp\n")
    assert repository.staged() is None
    (top / "lib/specman.toml").write_text("format = 1\n# added\n")
    git(top, "add", "lib/specman.toml")
    assert repository.staged() is None


@pytest.mark.parametrize("beside", ["a file that is not added", "an edit that is not added"])
def test_what_is_staged_is_a_commit_on_no_branch(beside: str, top: Path, repository: Repository) -> None:
    head = git(top, "rev-parse", "HEAD").strip()
    (top / "lib/specman.toml").write_text("format = 1\n# added\n")
    git(top, "add", "lib/specman.toml")
    file = top / "lib" / ("strange.txt" if beside.startswith("a file") else "specman.toml")
    file.write_text("format = 1\n# added\n# later\n")
    found = repository.staged()
    assert found is not None
    assert git(top, "show", f"{found}:lib/specman.toml") == "format = 1\n# added\n"
    assert trees(top, found) == trees(top, "HEAD")
    assert git(top, "log", "-1", "--format=%P|%s|%an", found) == f"{head}|staged|specman\n"
    assert git(top, "rev-parse", "HEAD").strip() == head
    whole = Repository(top)
    assert whole.staged() is not None
    whole.close()


def test_another_index_is_read_where_git_names_one(top: Path, repository: Repository, tmp_path: Path) -> None:
    index = tmp_path / "index"
    index.write_bytes((top / ".git/index").read_bytes())
    (top / "lib/specman.toml").write_text("format = 1\n# of the other index\n")
    subprocess.run(
        ["git", "-C", str(top), "add", "lib/specman.toml"], env={**os.environ, "GIT_INDEX_FILE": str(index)}, check=True
    )
    assert repository.staged(str(index)) is None
    assert repository.staged() is not None
    (top / "lib/specman.toml").write_text("later\n")
    found = repository.staged(str(index))
    assert git(top, "show", f"{found}:lib/specman.toml") == "format = 1\n# of the other index\n"


def test_before_the_first_commit_what_is_staged_has_no_parent(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("a")
    git(tmp_path, "add", "a.txt")
    (tmp_path / "b.txt").write_text("b")
    found = Repository(tmp_path)
    commit = found.staged()
    assert commit is not None
    assert git(tmp_path, "log", "--format=%P|%s", commit) == "|staged\n"
    assert trees(tmp_path, commit) == ["a.txt"]
    found.close()


def test_a_merge_that_is_not_settled_cannot_be_staged(top: Path, repository: Repository) -> None:
    for branch, words in (("theirs", "a\n"), ("trunk", "b\n")):
        git(top, "checkout", "-q", *(["-b"] if branch == "theirs" else []), branch)
        (top / "lib/specman.toml").write_text(words)
        git(top, *ID, "commit", "-qam", branch)
    subprocess.run(["git", "-C", str(top), *ID, "merge", "theirs"], capture_output=True, check=False)
    with pytest.raises(LibraryError) as caught:
        repository.staged()
    assert caught.value.message == "Some files are not merged yet, so there is nothing to commit."
    assert (caught.value.hint, caught.value.slug) == ("git status names them.", "not-merged")


# -- recording -------------------------------------------------------------------------------------------------------


def test_files_are_one_commit_beside_everything_else(top: Path, repository: Repository) -> None:
    head = git(top, "rev-parse", "HEAD").strip()
    (top / "other.txt").write_text("staged by the person\n")
    git(top, "add", "other.txt")
    files = {"z.txt": b"z\n\n", "a/ü.bin": b"\x00\xff\r\n"}
    outcome = carry_out(top / "lib", lambda _: Change(BY, "Subject", files, "Body"))
    assert outcome.commit == git(top, "rev-parse", "trunk").strip()
    assert git(top, "log", "-1", "--format=%P%n%B") == f"{head}\nSubject\n\nBody\n\n"
    assert trees(top) == ["lib/a/ü.bin", "lib/names with ü.txt", "lib/specman.toml", "lib/z.txt", "other.txt"]
    assert git(top, "show", "HEAD:other.txt") == "not of the library\n"
    assert git(top, "show", "HEAD:lib/z.txt") == "z\n\n"
    assert repository.read_blob(repository.list_tree("HEAD")["lib/a/ü.bin"]) == b"\x00\xff\r\n"
    assert "100644 blob" in git(top, "ls-tree", "HEAD", "lib/z.txt")
    assert git(top, "reflog", "-1", "--format=%gs", "trunk") == "specman: Subject\n"
    staged = git(top, "diff", "--cached", "--name-only").split()
    assert staged == ["other.txt"], "what the person had staged still is, and what was recorded is not"


def test_what_the_person_has_staged_of_a_file_is_never_replaced(top: Path) -> None:
    head = git(top, "rev-parse", "HEAD")
    (top / "lib/specman.toml").write_text("mine\n")
    git(top, "add", "lib/specman.toml")
    (top / "lib/specman.toml").write_bytes(b"format = 1\n")
    for data in (b"format = 1\n", b"theirs\n"):
        with pytest.raises(LibraryError, match="changes of your own"):
            write(top / "lib", "same", {"specman.toml": data})
    assert git(top, "rev-parse", "HEAD") == head
    assert git(top, "show", ":lib/specman.toml") == "mine\n"


def test_a_transaction_that_changes_nothing_has_no_commit(top: Path) -> None:
    same = write(top / "lib", "same", {"specman.toml": b"format = 1\n"})
    assert same == Outcome("", ("specman.toml",))
    done = write(top / "lib", "new", {"b.txt": b"b", "a.txt": b"a"}, Person("N", "n@x"))
    assert done == Outcome(git(top, "rev-parse", "HEAD").strip(), ("a.txt", "b.txt"))
    assert git(top, "log", "-1", "--format=%an %ae %cn %ce") == "N n@x N n@x\n"
    assert git(top, "status", "--porcelain") == ""


def test_the_first_commit_of_a_repository_and_one_on_no_branch_are_recorded(tmp_path: Path, top: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "trunk", str(tmp_path / "new"))
    commit = write(tmp_path / "new", "first", {"a.txt": b"a"}).commit
    assert git(tmp_path / "new", "log", "--format=%H|%P|%s", "trunk") == f"{commit}||first\n"
    assert git(tmp_path / "new", "status", "--porcelain") == ""
    git(top, "checkout", "-q", "--detach")
    trunk = git(top, "rev-parse", "trunk")
    write(top / "lib", "on no branch", {"a.txt": b"a"})
    assert git(top, "log", "-1", "--format=%s", "HEAD") == "on no branch\n"
    assert git(top, "rev-parse", "trunk") == trunk


def test_a_branch_is_moved_from_the_commit_it_was_expected_at_and_from_no_other(
    top: Path, repository: Repository
) -> None:
    old = git(top, "rev-parse", "HEAD").strip()
    git(top, *ID, "commit", "-q", "--allow-empty", "-m", "other")
    new = git(top, *ID, "commit-tree", "HEAD^{tree}", "-p", old, "-m", "x").strip()
    assert not repository.move_branch("refs/heads/trunk", new, old, "mine")
    assert not repository.move_branch("refs/heads/trunk", new, None, "mine")
    assert git(top, "log", "-1", "--format=%s") == "other\n"
    assert repository.move_branch("refs/heads/trunk", new, git(top, "rev-parse", "HEAD").strip(), "mine")
    assert git(top, "rev-parse", "HEAD").strip() == new


@pytest.mark.parametrize(
    ("given", "environment", "configured", "wanted"),
    [
        (Person("G", "g@x"), True, True, "G <g@x>"),
        (None, True, True, "E <e@x>"),
        (None, False, True, "C <c@x>"),
        (None, False, False, "specman <specman@localhost>"),
    ],
)
def test_who_recorded_is_the_one_given_else_the_environments_else_gits(
    given: Person | None,
    environment: bool,
    configured: bool,
    wanted: str,
    top: Path,
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if environment:
        monkeypatch.setenv("GIT_AUTHOR_NAME", "E")
        monkeypatch.setenv("GIT_AUTHOR_EMAIL", "e@x")
    if configured:
        git(top, "config", "user.name", "C")
        git(top, "config", "user.email", "c@x")
    write(top / "lib", "s", {"a.txt": b"a"}, given or person_of(top))
    assert git(top, "log", "-1", "--format=%an <%ae>|%cn <%ce>") == f"{wanted}|{wanted}\n"


# -- the message, and the folder that follows ------------------------------------------------------------------------


def test_a_message_is_subject_body_and_trailers() -> None:
    assert Change(BY, "S", {}).message == "S\n"
    assert Change(BY, "S", {}, "B").message == "S\n\nB\n"
    assert Change(BY, "S", {}, trailers={"A": "1", "B": "2"}).message == "S\n\nA: 1\nB: 2\n"
    assert Change(BY, "S", {}, "B", {"A": "1"}).message == "S\n\nB\n\nA: 1\n"


def test_the_persons_own_work_is_in_the_way_only_where_it_differs(top: Path) -> None:
    (top / "lib/mine.txt").write_text("mine")
    with pytest.raises(LibraryError) as caught:
        write(top / "lib", "x", {"mine.txt": b"theirs"})
    assert caught.value.message == "mine.txt has changes of your own that are not committed; nothing was written."
    assert caught.value.hint == "Commit or remove them, then run the command again."
    assert caught.value.slug == "uncommitted-work"
    write(top / "lib", "x", {"mine.txt": b"mine", "specman.toml": b"format = 1\n\n"})
    assert git(top, "status", "--porcelain") == ""
    assert (top / "lib/specman.toml").read_bytes() == b"format = 1\n\n"


def test_a_file_that_is_as_it_should_be_is_not_written_again_and_no_scratch_is_left(top: Path) -> None:
    file = top / "lib/specman.toml"
    os.utime(file, (1, 1))
    write(top / "lib", "x", {"specman.toml": b"format = 1\n", "deep/er/a.txt": b"a"})
    assert file.stat().st_mtime == 1
    assert sorted(path.name for path in (top / "lib").rglob("*") if path.is_file()) == [
        "a.txt", "names with ü.txt", "specman.toml",
    ]  # fmt: skip
