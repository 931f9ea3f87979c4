"""What `specman git install` leaves in a clone, word for word, and that taking it out leaves what was there before."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.store import drivers
from tests.conftest import git

INSTALLED = (
    "git diff and git log -p show provisions.",
    "git merge puts expressions and drafts together by provision.",
    "A commit that brings a new error is refused (git commit --no-verify lets it pass).",
)
KEPT = "The hook that was there before still runs, first."
PYTHON = shlex.quote(sys.executable)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository with a library in its folder `my lib`."""
    root = tmp_path / "clone"
    (root / "my lib").mkdir(parents=True)
    git(root, "init", "-q")
    (root / "my lib/specman.toml").write_text("format = 1\n")
    git(root, "add", "-A")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first")
    return root


def attributes(root: str) -> str:
    return (
        "# specman: begin\n"
        f"{root}specs/**/*.xml diff=specman merge=specman\n"
        f"{root}specs/**/*.xsd diff=specman\n"
        f"{root}modifications/**/*.xml diff=specman merge=specman\n"
        f"{root}modifications/**/*.xsd diff=specman\n"
        f"{root}modifications/**/*.docx diff=specman\n"
        "# specman: end\n"
    )


def config(root: Path) -> dict[str, str]:
    """What the clone's own configuration says of specman."""
    rows = git(root, "config", "--local", "--list", "-z").split("\0")
    return {key: said for key, _, said in (row.partition("\n") for row in rows) if "specman" in key}


@pytest.mark.parametrize(("folder", "prefix", "where"), [("", "/", "."), ("my lib", "/my lib/", "'my lib/'")])
def test_attributes_commands_and_hook_are_set_for_the_library(folder: str, prefix: str, where: str, top: Path) -> None:
    assert drivers.install(top / folder) == INSTALLED
    assert (top / ".git/info/attributes").read_text() == attributes(prefix)
    assert config(top) == {
        "diff.specman.textconv": f"{PYTHON} -m specman.cli git textconv",
        "merge.specman.name": "specman: provision by provision",
        "merge.specman.driver": f"{PYTHON} -m specman.cli git merge-driver %O %A %B %P",
    }
    hook = top / ".git/hooks/pre-commit"
    assert hook.read_text() == (
        "#!/bin/sh\n# specman: begin\n# Set up by `specman git install`; taken out by `specman git uninstall`.\n"
        'before="$(dirname "$0")/pre-commit.before-specman"\n'
        'if [ -x "$before" ]; then "$before" "$@" || exit $?; fi\n'
        "top=$(git rev-parse --show-toplevel) || exit 1\n"
        f'cd "$top"/{where} && exec {PYTHON} -m specman.cli git check-commit\n# specman: end\n'
    )
    assert hook.stat().st_mode & 0o777 == 0o755


def test_done_twice_it_is_the_same(top: Path) -> None:
    drivers.install(top)
    before = {path: (top / ".git" / path).read_text() for path in ("info/attributes", "config", "hooks/pre-commit")}
    assert drivers.install(top) == INSTALLED
    assert {path: (top / ".git" / path).read_text() for path in before} == before
    assert not (top / ".git/hooks/pre-commit.before-specman").exists()


def test_taken_out_nothing_of_it_is_left_and_a_second_time_nothing_is_told(top: Path) -> None:
    before = (top / ".git/config").read_text()
    drivers.install(top / "my lib")
    assert drivers.uninstall(top / "my lib") == (
        "Attributes taken out.", "Diff and merge drivers taken out.", "Hook taken out.",
    )  # fmt: skip
    assert not (top / ".git/info/attributes").exists()
    assert not (top / ".git/hooks/pre-commit").exists()
    assert (top / ".git/config").read_text() == before
    assert drivers.uninstall(top / "my lib") == ()


@pytest.mark.parametrize("key", ["diff.specman.textconv", "merge.specman.name", "merge.specman.driver"])
def test_a_part_of_the_configuration_is_taken_out_too(key: str, top: Path) -> None:
    git(top, "config", key, "said")
    assert drivers.uninstall(top) == ("Diff and merge drivers taken out.",)
    assert config(top) == {}


def test_settings_of_the_person_alone_are_not_the_clones(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    git(top, "config", "--global", "diff.specman.textconv", "mine")
    assert drivers.uninstall(top) == ()
    assert git(top, "config", "--global", "diff.specman.textconv") == "mine\n"


def test_lines_and_hooks_of_others_stay_where_they_were(top: Path) -> None:
    path = top / ".git/info/attributes"
    path.parent.mkdir(exist_ok=True)
    path.write_text("*.png binary\n  # specman: begin\nold\n# specman: end\n*.gif binary\n")
    hook = top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_bytes(b"#!/bin/sh\n# \xff\nexit 0\n")
    assert drivers.install(top) == (*INSTALLED[:2], KEPT, INSTALLED[2])
    assert path.read_text() == "*.png binary\n*.gif binary\n" + attributes("/")
    assert hook.with_name("pre-commit.before-specman").read_bytes() == b"#!/bin/sh\n# \xff\nexit 0\n"
    assert drivers.uninstall(top)[2:] == ("Hook taken out.", "The hook that was there before is back.")
    assert path.read_text() == "*.png binary\n*.gif binary\n"
    assert hook.read_bytes() == b"#!/bin/sh\n# \xff\nexit 0\n"
    assert drivers.uninstall(top) == ()
    assert hook.exists()


def test_a_hook_that_was_there_before_may_refuse_and_ours_is_then_not_asked(top: Path) -> None:
    hook = top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho refused >&2\nexit 7\n")
    hook.chmod(0o755)
    drivers.install(top)
    done = subprocess.run([str(hook)], cwd=top, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (7, "refused\n")


def test_a_folder_of_hooks_that_others_share_is_left_alone(top: Path, tmp_path: Path) -> None:
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/pre-commit").write_text("theirs")
    git(top, "config", "core.hooksPath", str(tmp_path / "hooks"))
    assert drivers.install(top) == (
        *INSTALLED[:2],
        "The hook is not set up: core.hooksPath leads out of this clone. Call `specman git check-commit` there.",
    )
    assert [path.name for path in (tmp_path / "hooks").iterdir()] == ["pre-commit"]
    assert (tmp_path / "hooks/pre-commit").read_text() == "theirs"


def test_what_is_staged_is_read_from_the_index_that_git_names(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = top / ".git/next-index"
    index.write_bytes((top / ".git/index").read_bytes())
    assert drivers.staged(top) is None
    (top / "my lib/specman.toml").write_text("format = 1\n# added\n")
    git(top, "add", "-A")
    assert drivers.staged(top / "my lib") is None
    monkeypatch.setenv("GIT_INDEX_FILE", str(index))
    found = drivers.staged(top / "my lib")
    assert found is not None
    assert git(top, "show", f"{found}:my lib/specman.toml") == "format = 1\n"


def test_without_a_repository_nothing_is_set_up(tmp_path: Path) -> None:
    for job in (drivers.install, drivers.uninstall, drivers.staged):
        with pytest.raises(LibraryError) as caught:
            job(tmp_path)
        assert caught.value.slug == "no-repository"
