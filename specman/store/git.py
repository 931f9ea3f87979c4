"""The one place that runs git, through GitPython, as a runner of plumbing commands.

A `Repository` is never shared between threads. A commit touches neither the user's index nor the files of
others: it is built in an index of its own, and the branch moves only if nobody moved it meanwhile.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from specman.errors import InputError, LibraryError
from specman.model.person import Person

_INHERITED = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
_NEUTRAL = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "core.fsmonitor=false")
FALLBACK_NAME, FALLBACK_EMAIL = "specman", "specman@localhost"


class Repository:
    """A git repository that holds a library, which may be a folder inside it."""

    def __init__(self, root: Path) -> None:
        git = _load_git()
        for name in _INHERITED:
            os.environ.pop(name, None)
        try:
            self._repo = git.Repo(root, search_parent_directories=True)
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

    def run(self, *words: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
        """Run one git command in the work tree and return what it printed, without the last line feed."""
        return self._execute(words, stdin, env).decode().removesuffix("\n")

    def _execute(self, words: Sequence[str], stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        command = ["git", *_SAFE, *words]
        options: dict[str, Any] = {
            "env": {**_NEUTRAL, **(env or {})},
            "stdout_as_string": False,
            "strip_newline_in_stdout": False,
        }
        if stdin is None:
            return bytes(self._repo.git.execute(command, **options))
        with tempfile.TemporaryFile() as source:
            source.write(stdin)
            source.seek(0)
            return bytes(self._repo.git.execute(command, istream=source, **options))

    def try_run(self, *words: str) -> str | None:
        """Like `run`, but None when git says no."""
        git = _load_git()
        try:
            return self.run(*words)
        except git.GitCommandError:
            return None

    def resolve(self, revision: str) -> str:
        """The commit a revision names.

        Raises:
            InputError: there is no such commit.
        """
        found = self.try_run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not found:
            raise InputError(
                f"The repository has no revision {revision!r}.",
                hint="Name a commit, a branch or a tag; git log lists them.",
                slug="unknown-revision",
            )
        return found

    def own_path(self, path: str) -> Path:
        """Where git keeps a file of its own (`hooks/pre-commit`), the person's settings respected."""
        return (self.top / str(self._repo.git.rev_parse("--git-path", path))).resolve()

    @property
    def shared(self) -> Path:
        """The folder of git's own files that every work tree of this clone shares."""
        return (self.top / str(self._repo.git.rev_parse("--git-common-dir"))).resolve()

    @property
    def head(self) -> str | None:
        """The commit checked out, None before the first."""
        return self.try_run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    def list_tree(self, commit: str) -> dict[str, str]:
        """Path to blob id of every file of a commit."""
        raw = self._execute(("ls-tree", "-r", "-z", "--full-tree", commit)).decode()
        found = {}
        for row in filter(None, raw.split("\0")):
            about, _, path = row.partition("\t")
            found[path] = about.split()[2]
        return found

    def read_blob(self, blob: str) -> bytes:
        """A file's bytes."""
        return self._execute(("cat-file", "blob", blob))

    def pending(self, paths: Sequence[str] = ()) -> list[str]:
        """Library files that differ from the last commit, as `status --porcelain` names them."""
        where = [self.prefix + path for path in paths] if paths else [self.prefix or "."]
        raw = self._execute(("status", "--porcelain", "-z", "--untracked-files=all", "--", *where)).decode()
        return [row for row in raw.split("\0") if row]

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
        git = _load_git()
        try:
            tree = self.run("write-tree", env=env)
        except git.GitCommandError:
            raise LibraryError(
                "Some files are not merged yet, so there is nothing to commit.",
                hint="git status names them.",
                slug="not-merged",
            ) from None
        parents = ["-p", self.head] if self.head else []
        return self.run("commit-tree", tree, *parents, stdin=b"staged", env=_signed(person_of(self.top)))

    def commit_files(self, files: Mapping[str, bytes], message: str, by: Person) -> str | None:
        """Record files (library path to bytes) as one commit on the branch that is checked out.

        Returns:
            The new commit, or None when the files are what the last commit already holds.

        Raises:
            LibraryError: somebody else moved the branch meanwhile; nothing is recorded.
        """
        git = _load_git()
        parent = self.head
        with tempfile.TemporaryDirectory() as scratch:
            env = {"GIT_INDEX_FILE": str(Path(scratch) / "index"), **_signed(by)}
            if parent:
                self.run("read-tree", parent, env=env)
            rows = []
            for path, data in sorted(files.items()):
                blob = self.run("hash-object", "-w", "--stdin", stdin=data)
                rows.append(f"100644 {blob}\t{self.prefix}{path}\0")
            listing = "".join(rows).encode()
            self.run("update-index", "-z", "--index-info", stdin=listing, env=env)
            tree = self.run("write-tree", env=env)
            if parent and tree == self.run("rev-parse", f"{parent}^{{tree}}"):
                self.run("update-index", "-z", "--index-info", stdin=listing)
                return None
            parents = ["-p", parent] if parent else []
            commit = self.run("commit-tree", tree, *parents, stdin=message.encode(), env=env)
        branch = self.try_run("symbolic-ref", "--quiet", "HEAD") or "HEAD"
        subject = message.partition("\n")[0]
        try:
            self.run("update-ref", "-m", f"specman: {subject}", branch, commit, parent or "0" * 40)
        except git.GitCommandError:
            raise LibraryError(
                "Somebody else changed the library at the same moment; nothing was recorded.",
                hint="Run the command again.",
                slug="concurrent-change",
            ) from None
        self.run("update-index", "-z", "--index-info", stdin=listing)
        return commit

    def close(self) -> None:
        """End the helper processes GitPython keeps."""
        self._repo.close()


def _signed(by: Person) -> dict[str, str]:
    """The environment in which git signs a commit with a person's name."""
    found = {}
    for role in ("AUTHOR", "COMMITTER"):
        found[f"GIT_{role}_NAME"], found[f"GIT_{role}_EMAIL"] = by.name, by.email
    return found


def person_of(folder: Path) -> Person:
    """Who works in a folder, as git's settings say there; `specman` where they say nobody."""
    git = _load_git()
    here = git.cmd.Git(str(folder if folder.is_dir() else Path.cwd()))

    def setting(name: str) -> str:
        return str(here.execute(["git", *_SAFE, "config", name], env=dict(_NEUTRAL), with_exceptions=False))

    name = os.environ.get("GIT_AUTHOR_NAME") or setting("user.name")
    email = os.environ.get("GIT_AUTHOR_EMAIL") or setting("user.email")
    return Person(name or FALLBACK_NAME, email or FALLBACK_EMAIL)


def init_repository(root: Path) -> None:
    """Make a folder a git repository, unless it is in one already."""
    git = _load_git()
    try:
        git.Repo(root, search_parent_directories=True).close()
    except git.InvalidGitRepositoryError:
        git.Repo.init(root, initial_branch="main").close()


def _load_git() -> Any:
    try:
        import git
    except ImportError as error:  # GitPython raises this where there is no git program
        raise LibraryError(
            "The git program was not found.", hint="Install git, then try again.", slug="no-git"
        ) from error
    return git
