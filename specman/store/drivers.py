"""specman in git's own doors: a diff driver, a merge driver and a hook, set up in one clone and taken out again.

All of it lies in `.git`: attributes in `info/attributes`, commands in the clone's own configuration, the hook beside
the hook that was there before, which still runs first.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from specman.store.git import Repository

NAME = "specman"
BEGIN, END = "# specman: begin", "# specman: end"
HOOK = "pre-commit"
_BEFORE = ".before-specman"
_CONFIGURED = ("diff.specman.textconv", "merge.specman.name", "merge.specman.driver")


def install(root: Path) -> tuple[str, ...]:
    """Set the drivers and the hook up; done twice it is the same. Returns a sentence for each thing that was set."""
    repository = Repository(root)
    try:
        said = [*_attributes(repository), *_configuration(repository), *_hook(repository)]
    finally:
        repository.close()
    return tuple(said)


def uninstall(root: Path) -> tuple[str, ...]:
    """Take them out and restore what was there before. Returns a sentence for each thing that was taken out."""
    repository = Repository(root)
    said = []
    try:
        path = repository.own_path("info/attributes")
        kept = _without_ours(path)
        if path.exists() and kept != path.read_text():
            if kept:
                path.write_text(kept)
            else:
                path.unlink()
            said.append("Attributes taken out.")
        if any(repository.try_run("config", "--local", "--get", key) is not None for key in _CONFIGURED):
            for section in ("diff.specman", "merge.specman"):
                repository.try_run("config", "--local", "--remove-section", section)
            said.append("Diff and merge drivers taken out.")
        hook = repository.own_path(f"hooks/{HOOK}")
        before = hook.with_name(HOOK + _BEFORE)
        if hook.exists() and BEGIN in hook.read_text(errors="replace"):
            hook.unlink()
            said.append("Hook taken out.")
            if before.exists():
                before.rename(hook)
                said.append("The hook that was there before is back.")
    finally:
        repository.close()
    return tuple(said)


def staged(root: Path) -> str | None:
    """What the commit that is being made would hold, as a revision; None where the folder of the library holds it."""
    index = os.environ.get("GIT_INDEX_FILE", "")  # as git tells a hook
    repository = Repository(root)
    try:
        return repository.staged(index)
    finally:
        repository.close()


def _command(*words: str) -> str:
    return " ".join(shlex.quote(word) for word in (sys.executable, "-m", "specman.cli", "git", *words))


def _attributes(repository: Repository) -> Sequence[str]:
    path = repository.own_path("info/attributes")
    root = f"/{repository.prefix}" if repository.prefix else "/"
    rows = [
        BEGIN,
        f"{root}specs/**/*.xml diff={NAME} merge={NAME}",
        f"{root}specs/**/*.xsd diff={NAME}",
        f"{root}modifications/**/*.xml diff={NAME} merge={NAME}",
        f"{root}modifications/**/*.xsd diff={NAME}",
        f"{root}modifications/**/*.docx diff={NAME}",
        END,
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_without_ours(path) + "\n".join(rows) + "\n")
    return ("git diff and git log -p show provisions.", "git merge puts expressions and drafts together by provision.")


def _without_ours(path: Path) -> str:
    if not path.exists():
        return ""
    kept: list[str] = []
    inside = False
    for line in path.read_text().splitlines(keepends=True):
        inside = inside or line.strip() == BEGIN
        if not inside:
            kept.append(line)
        if line.strip() == END:
            inside = False
    return "".join(kept)


def _configuration(repository: Repository) -> Sequence[str]:
    repository.run("config", "--local", "diff.specman.textconv", _command("textconv"))
    repository.run("config", "--local", "merge.specman.name", "specman: provision by provision")
    repository.run("config", "--local", "merge.specman.driver", _command("merge-driver") + " %O %A %B %P")
    return ()


def _hook(repository: Repository) -> Sequence[str]:
    hook = repository.own_path(f"hooks/{HOOK}")
    before = hook.with_name(HOOK + _BEFORE)
    said = []
    if not hook.is_relative_to(repository.shared):
        return (
            "The hook is not set up: core.hooksPath leads out of this clone. Call `specman git check-commit` there.",
        )
    if hook.exists() and BEGIN not in hook.read_text(errors="replace"):
        hook.rename(before)
        said.append("The hook that was there before still runs, first.")
    folder = repository.prefix or "."
    script = (
        f"#!/bin/sh\n{BEGIN}\n# Set up by `specman git install`; taken out by `specman git uninstall`.\n"
        f'before="$(dirname "$0")/{HOOK}{_BEFORE}"\n'
        'if [ -x "$before" ]; then "$before" "$@" || exit $?; fi\n'
        f"top=$(git rev-parse --show-toplevel) || exit 1\n"
        f'cd "$top"/{shlex.quote(folder)} && exec {_command("check-commit")}\n{END}\n'
    )
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_text(script)
    hook.chmod(0o755)
    return [*said, "A commit that brings a new error is refused (git commit --no-verify lets it pass)."]
