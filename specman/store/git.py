"""The one place that runs git, through GitPython, as a runner of plumbing commands.

A `Repository` is never shared between threads. A commit touches neither the user's index nor the files of
others: it is built in an index of its own, and the branch moves only if nobody moved it meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specman.errors import InputError, LibraryError
from specman.model.person import Person

_INHERITED = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
_NEUTRAL = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
_SAFE = (
    "--literal-pathspecs", "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never",
    "-c", "core.fsmonitor=false",
)  # fmt: skip
FALLBACK_NAME, FALLBACK_EMAIL = "specman", "specman@localhost"
_UNDER_WAY = {
    "MERGE_HEAD": "merge", "rebase-merge": "rebase", "rebase-apply": "rebase", "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}  # fmt: skip
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
# What git says on its error stream, to what a person can do about it. In this order.
_AGAIN = "then run the command again."
_REASONS = (
    ("dubious ownership", "not-owner", "The folder belongs to another user, so git does not trust it.",
     "If you trust it: git config --global --add safe.directory FOLDER"),
    ("No space left on device", "disk-full", "The disk is full.", f"Make room, {_AGAIN}"),
    ("Disk quota exceeded", "disk-full", "The disk quota is used up.", f"Make room, {_AGAIN}"),
    ("Read-only file system", "not-writable", "git's folder is on a file system that is read-only.",
     "Work in a clone that can be written."),
    ("ermission denied", "not-writable", "git's folder cannot be written.", f"Ask for the right to write, {_AGAIN}"),
    ("nsufficient permission", "not-writable", "git's folder cannot be written.",
     f"Ask for the right to write, {_AGAIN}"),
    ("index.lock", "index-locked", "Another git program is at work in this folder.", f"Let it finish, {_AGAIN}"),
)  # fmt: skip


def _in(folder: Path) -> tuple[str, ...]:
    """The words that begin a git command in a folder. GitPython's own working folder takes a `$` in its name for a
    variable, and then runs git somewhere else."""
    return ("-C", str(folder.absolute()), *_SAFE)


class GitError(LibraryError):
    """git refused a command. `stderr` is what it said."""

    def __init__(self, command: str, stderr: str) -> None:
        self.stderr = stderr
        for mark, slug, message, hint in _REASONS:
            if mark in stderr:
                super().__init__(message, hint=hint, slug=slug)
                return
        said = next((line for line in stderr.splitlines() if line.strip()), "it gave no reason").strip()
        super().__init__(f"git {command} failed: {said.removeprefix('fatal: ')}.", slug="git-failed")


@dataclass(frozen=True, slots=True)
class Staged:
    """What the index holds for a path.

    Attributes:
        blob: id of its content, "" for none.
        is_settled: it is not in the middle of a merge.
        is_watched: git looks at the file in the folder (no `skip-worktree`, no `assume-unchanged`).
    """

    blob: str
    is_settled: bool = True
    is_watched: bool = True


class Repository:
    """A git repository that holds a library, which may be a folder inside it.

    Attributes:
        inherited: handles that git commands inherit, by which the next writer knows that they still run.
    """

    inherited: tuple[int, ...] = ()

    def __init__(self, root: Path) -> None:
        git = _load_git()
        for name in _INHERITED:
            os.environ.pop(name, None)
        try:
            self._repo = git.Repo(root, search_parent_directories=True, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError):
            raise LibraryError(
                f"{root} is not in a git repository, so its history cannot be read or changed.",
                hint="A library that is only a folder can be read. Run git init in it to record changes.",
                slug="no-repository",
            ) from None
        if self._repo.working_tree_dir is None:
            raise LibraryError(f"{root} is a bare repository.", hint="Clone it and work in the clone.", slug="bare")
        self.top = Path(self._repo.working_tree_dir).resolve()
        relative = root.resolve().relative_to(self.top).as_posix()
        self.prefix = "" if relative == "." else f"{relative}/"
        self._here = here = git.cmd.Git()
        here._working_dir = str(self.top)  # as it is: GitPython would take a `$` in its name for a variable
        self._objects = git.db.GitCmdObjectDB(str(self._repo.common_dir), here)

    def run(self, *words: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
        """Run one git command in the work tree and return what it printed, without the last line feed.

        Raises:
            GitError: git refused.
        """
        return os.fsdecode(self._execute(words, stdin, env)).removesuffix("\n")

    def _execute(self, words: Sequence[str], stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        git = _load_git()
        command = ["git", *_in(self.top), *words]
        options: dict[str, Any] = {
            "env": {**_NEUTRAL, **(env or {})},
            "stdout_as_string": False,
            "strip_newline_in_stdout": False,
        }
        if self.inherited:
            options["pass_fds"] = self.inherited
        try:
            if stdin is None:
                return bytes(git.cmd.Git().execute(command, **options))
            with tempfile.TemporaryFile() as source:
                source.write(stdin)
                source.seek(0)
                return bytes(git.cmd.Git().execute(command, istream=source, **options))
        except git.GitCommandError as error:
            said = str(error.stderr or "").strip()
            said = said.removeprefix("stderr: ").strip("'").strip()
            raise GitError(words[0], said) from None
        except OSError as error:
            raise GitError(words[0], f"{error.strerror or error}") from None

    def try_run(self, *words: str) -> str | None:
        """Like `run`, but None when git says no.

        Raises:
            GitError: git does not trust the folder at all.
        """
        try:
            return self.run(*words)
        except GitError as error:
            if error.slug == "not-owner":
                raise
            return None

    def resolve(self, revision: str) -> str:
        """The commit a revision names.

        Raises:
            InputError: there is no such commit.
        """
        found = None
        if revision.isprintable():
            found = self.try_run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not found or not _COMMIT.fullmatch(found):
            raise InputError(
                f"The repository has no revision {revision!r}.",
                hint="Name a commit, a branch or a tag; git log lists them.",
                slug="unknown-revision",
            )
        return found

    def own_path(self, path: str) -> Path:
        """Where git keeps a file of its own (`hooks/pre-commit`), the person's settings respected."""
        return (self.top / self._own("--git-path", path)).resolve()

    @property
    def shared(self) -> Path:
        """The folder of git's own files that every work tree of this clone shares."""
        return (self.top / self._own("--git-common-dir")).resolve()

    def _own(self, *words: str) -> str:
        """A place of git's own; asked without `_SAFE`, which sets another folder for hooks."""
        git = _load_git()
        return str(git.cmd.Git().execute(["git", "-C", str(self.top.absolute()), "rev-parse", *words]))

    @property
    def head(self) -> str | None:
        """The commit checked out, None before the first."""
        return self.try_run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @property
    def branch(self) -> str:
        """The reference that a commit moves: the branch checked out, or HEAD itself on none."""
        return self.try_run("symbolic-ref", "--quiet", "HEAD") or "HEAD"

    def tag(self, name: str, commit: str, message: str, by: Person) -> bool:
        """Name a commit by an annotated tag; False where git does not, or another commit has the name."""
        who = {"GIT_COMMITTER_NAME": by.name, "GIT_COMMITTER_EMAIL": by.email}
        try:
            self.run("tag", "--annotate", "--no-sign", "--message", message, "--", name, commit, env=who)
        except GitError:
            return self.try_run("rev-parse", "--verify", "--quiet", f"refs/tags/{name}^{{commit}}") == commit
        return True

    def list_tree(self, commit: str, paths: Sequence[str] = ()) -> dict[str, str]:
        """Path to blob id of every file of a commit, or of some. Links and submodules are no files."""
        where = ("--", *paths) if paths else ()
        raw = os.fsdecode(self._execute(("ls-tree", "-r", "-z", "--full-tree", commit, *where)))
        found = {}
        for row in filter(None, raw.split("\0")):
            about, _, path = row.partition("\t")
            mode, _, blob = about.split()
            if mode in ("100644", "100755"):
                found[path] = blob
        return found

    def read_blob(self, blob: str) -> bytes:
        """A file's bytes. One `git cat-file --batch`, which GitPython keeps running, reads them all."""
        return bytes(self._objects.stream(bytes.fromhex(blob)).read())

    def pending(self, paths: Sequence[str] = ()) -> list[str]:
        """Library files that differ from the last commit, as `status --porcelain` names them."""
        where = [self.prefix + path for path in paths] if paths else [self.prefix or "."]
        raw = self._execute(("status", "--porcelain", "-z", "--untracked-files=all", "--", *where))
        shown = raw.decode("utf-8", "backslashreplace")  # a name that is no text is shown, not followed
        return [row for row in shown.split("\0") if row]

    def staged(self, index: str = "") -> str | None:
        """A commit, on no branch, of what the next commit would hold; None where the folder holds just that.

        Args:
            index: git's index, where it is not the usual one (`git commit FILE` makes one of its own).

        Raises:
            LibraryError: a merge is not settled.
        """
        env = {"GIT_INDEX_FILE": index} if index else {}
        where = self.prefix or "."
        others = self.run("ls-files", "--others", "--exclude-standard", "--", where, env=env)
        if not others and not self.run("diff", "--name-only", "--", where, env=env):
            return None
        try:
            tree = self.run("write-tree", env=env)
        except GitError:
            raise LibraryError(
                "Some files are not merged yet, so there is nothing to commit.",
                hint="git status names them.",
                slug="not-merged",
            ) from None
        parents = ["-p", self.head] if self.head else []
        return self.run("commit-tree", tree, *parents, stdin=b"staged", env=_signed(person_of(self.top)))

    def under_way(self) -> str:
        """What the person is in the middle of: a merge, a rebase; "" for nothing."""
        folder = self.own_path("HEAD").parent
        return next((what for name, what in _UNDER_WAY.items() if (folder / name).exists()), "")

    def index_entries(self, paths: Sequence[str]) -> dict[str, Staged]:
        """What the index holds for paths of the repository; those it does not hold are left out."""
        found: dict[str, Staged] = {}
        raw = os.fsdecode(self._execute(("ls-files", "-z", "-s", "-v", "--full-name", "--", *self._from_top(paths))))
        for row in filter(None, raw.split("\0")):
            about, _, path = row.partition("\t")
            tag, _, blob, stage = about.split()
            found[path] = Staged(blob, stage == "0", tag == "H")
        return found

    def is_as_committed(self, path: str) -> bool:
        """Whether a path of the repository is, in folder and index, what the last commit holds, filters applied."""
        where = self._from_top([path])
        words = ("status", "--porcelain", "-z", "--untracked-files=all", "--ignored=matching", "--", *where)
        return not self._execute(words)

    def _from_top(self, paths: Sequence[str]) -> list[str]:
        return [str(self.top / path) for path in paths]

    def store_blobs(self, files: Sequence[Path]) -> list[str]:
        """Put the contents of files into git's store, as they are; their ids."""
        plain = [str(file) for file in files]
        if any("\n" in name for name in plain):
            return [self.run("hash-object", "-w", "--no-filters", "--", name) for name in plain]
        listed = "".join(f"{name}\n" for name in plain)
        said = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=os.fsencode(listed))
        return said.split("\n") if said else []

    def build_commit(self, parent: str | None, blobs: Mapping[str, str], message: str, by: Person) -> str | None:
        """A commit, on no branch yet, of a parent's files and these (path to blob id); None when it would hold nothing
        new."""
        with tempfile.TemporaryDirectory() as scratch:
            env = {"GIT_INDEX_FILE": str(Path(scratch) / "index"), **_signed(by)}
            if parent:
                self.run("read-tree", parent, env=env)
            self._put(blobs, env)
            tree = self.run("write-tree", env=env)
            if parent and tree == self.run("rev-parse", f"{parent}^{{tree}}"):
                return None
            parents = ["-p", parent] if parent else []
            return self.run("commit-tree", tree, *parents, stdin=message.encode(), env=env)

    def write_index(self, file: Path, blobs: Mapping[str, str]) -> None:
        """Make a file the index with these entries (path to blob id): what the file holds of others stays."""
        self._put(blobs, {"GIT_INDEX_FILE": str(file)})

    def _put(self, blobs: Mapping[str, str], env: Mapping[str, str]) -> None:
        rows = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(blobs.items()))
        self.run("update-index", "-z", "--index-info", stdin=os.fsencode(rows), env=env)

    def move_branch(self, branch: str, commit: str, parent: str | None, reason: str) -> bool:
        """Move a branch from a commit to another; False when somebody else moved it first."""
        try:
            self.run("update-ref", "-m", reason, branch, commit, parent or "0" * 40)
        except GitError as error:
            if ("cannot lock ref" in error.stderr and "is at" in error.stderr) or "already exists" in error.stderr:
                return False
            raise
        return True

    def holds(self, commit: str, branch: str) -> bool:
        """Whether a commit is in the history of a branch."""
        return self.try_run("merge-base", "--is-ancestor", commit, branch) is not None

    def last_change(self) -> str:
        """Who changed the branch last, and how, in one line."""
        return self.try_run("log", "-1", "--format=%an: %s (%h)") or ""

    def close(self) -> None:
        """End the helper processes GitPython keeps."""
        self._here.clear_cache()
        self._repo.close()


def blob_id(data: bytes, like: str) -> str:
    """The id git gives to content, by the algorithm that another id was made with."""
    said = hashlib.sha256() if len(like) == 64 else hashlib.sha1(usedforsecurity=False)
    said.update(b"blob %d\0" % len(data))
    said.update(data)
    return said.hexdigest()


def _signed(by: Person) -> dict[str, str]:
    """The environment in which git signs a commit with a person's name."""
    found = {}
    name, email = _ident(by.name) or _ident(by.email) or FALLBACK_NAME, _ident(by.email) or FALLBACK_EMAIL
    for role in ("AUTHOR", "COMMITTER"):
        found[f"GIT_{role}_NAME"], found[f"GIT_{role}_EMAIL"] = name, email
    return found


def _ident(text: str) -> str:
    """A name as git keeps one: without the signs that it refuses or strips, "" when nothing is left."""
    return re.sub(r"[<>\n\0]", "", text).strip(" .,:;\"'\\\t")


def person_of(folder: Path) -> Person:
    """Who works in a folder, as git's settings say there; `specman` where they say nobody."""
    git = _load_git()
    where = _in(folder if folder.is_dir() else Path.cwd())

    def setting(name: str) -> str:
        return str(git.cmd.Git().execute(["git", *where, "config", name], env=dict(_NEUTRAL), with_exceptions=False))

    name = os.environ.get("GIT_AUTHOR_NAME") or setting("user.name")
    email = os.environ.get("GIT_AUTHOR_EMAIL") or setting("user.email")
    return Person(name or FALLBACK_NAME, email or FALLBACK_EMAIL)


def init_repository(root: Path) -> None:
    """Make a folder a git repository, unless it is in one already."""
    git = _load_git()
    try:
        git.Repo(root, search_parent_directories=True, expand_vars=False).close()
    except git.InvalidGitRepositoryError:
        git.cmd.Git().execute(["git", *_in(root), "init", "-q", "-b", "main"], env=dict(_NEUTRAL))


def _load_git() -> Any:
    try:
        import git
    except ImportError as error:  # GitPython raises this where there is no git program
        raise LibraryError(
            "The git program was not found.", hint="Install git, then try again.", slug="no-git"
        ) from error
    return git
