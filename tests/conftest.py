"""What the suite stands on: a neutral environment, small libraries built on the spot, and the shipped one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from specman.cli.main import run
from specman.model.person import Person
from specman.store.library import Library
from specman.usecases.ask.import_plan import plan_import
from specman.usecases.do.begin_library import init_library
from specman.usecases.do.freeze_baseline import create_baseline
from specman.usecases.do.import_documents import import_files

BY = Person("Tester", "tester@example.org")
ROOT = Path(__file__).parent.parent
LIBRARY_PARTS = ("specman.toml", "applicability.toml", "specs", "baselines", "modifications")

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--refresh-golden`: write the golden answers anew, to be read by eye before they are committed."""
    parser.addoption("--refresh-golden", action="store_true", help="write the golden answers anew; read them by eye")


@pytest.fixture(autouse=True)
def neutral_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No git settings of the person or the machine, no library named, fixed name and dates."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "SPECMAN_")):
            monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2016-06-17T10:00:00Z")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2016-06-17T10:00:00Z")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library that ships, as a plain folder without history."""
    root = tmp_path_factory.mktemp("shipped")
    for part in LIBRARY_PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        else:
            shutil.copy(source, root / part)
    return root


@pytest.fixture
def shipped_repository(shipped: Path, tmp_path: Path) -> Path:
    """A copy of the library that ships, in a git repository of its own with one commit."""
    root = tmp_path / "shipped"
    shutil.copytree(shipped, root)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", BY.name)
    git(root, "config", "user.email", BY.email)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "as shipped")
    return root


SECTION = """# Section H: DCC Services

> Illustrative.

## H3 DCC User Interface

H3.1 The DCC shall provide the interface to each User.

H3.2 A User shall, within 5 Working Days, notify each Device ID:

- (a) to the DCC; and
- (b) where Section H3.1 applies, to the Panel.

H3.3 The DCC shall keep a record of what it is notified under Section H3.2(a).
"""

DEFINITIONS = """# Section A: Definitions and Interpretation

> Illustrative.

## A1 Definitions

A1.1 In this Code:

**Device**
: means an item of equipment that is part of a Smart Metering System.

**Device ID**
: means, of a Device, the number by which it is identified.

**Smart Metering System**
: means equipment at one set of premises.

**User**
: means a person that has completed entry.

**Working Day**
: means a day on which banks are open.
"""

WORKS = {
    "sec-a": 'title = "Section A: Definitions"\nkind = "code-section"\nname = "SEC A"\nprefix = "SEC"\ncode = "SEC:A"\n',
    "sec-h": 'title = "Section H: DCC Services"\nkind = "code-section"\nname = "SEC H"\nprefix = "SEC"\ncode = "SEC:H"\n',
}


def work_toml(work: str, extra: str = "") -> str:
    """The manifest of a work of a test library: `sec-f` is Section F of the Code, another a specification."""
    known = WORKS.get(work, f'title = "{work}"\nkind = "specification"\nname = "{work.upper()}"\n')
    if work not in WORKS and work.startswith("sec-"):
        letter = work.removeprefix("sec-").upper()
        known = (
            f'title = "Section {letter}"\nkind = "code-section"\nname = "SEC {letter}"\n'
            f'prefix = "SEC"\ncode = "SEC:{letter}"\n'
        )
    return f'format = 1\nid = "{work}"\n{known}{extra}\n[citations]\nterms_from = ["sec-a"]\n'


@pytest.fixture
def make_library(tmp_path: Path) -> Callable[..., Path]:
    """Builds a library in a git repository: `make(works={id: {version: text}}, baselines=[...])`."""

    def make(works: Mapping[str, Mapping[str, str]] | None = None, baselines: tuple[str, ...] = ("1.0",)) -> Path:
        root = tmp_path / "library"
        init_library(root, BY, "A test library")
        texts = works or {"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": SECTION}}
        for work in texts:
            (root / "specs" / work).mkdir(parents=True)
            (root / "specs" / work / "work.toml").write_text(work_toml(work))
        git(root, "add", "-A")
        git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "works")
        for number in baselines:
            files = []
            for work, versions in texts.items():
                for version, text in versions.items():
                    if version == number:
                        file = tmp_path / "in" / work / f"{version}.md"
                        file.parent.mkdir(parents=True, exist_ok=True)
                        file.write_text(text)
                        files.append(file)
            library = Library(root)
            import_files(library, BY, plan_import(library, files))
            create_baseline(Library(root), BY, number)
        return root

    return make


def git(root: Path, *words: str) -> str:
    """Run git in a folder."""
    return subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True).stdout


class Door:
    """The command line, called as a person would, in a folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def __call__(self, *words: str, library: Path | None = None) -> tuple[int, str, str]:
        """(exit status, standard output, standard error)."""
        before = ["-L", str(library)] if library else []
        self.capsys.readouterr()
        status = run([*before, *words])
        out, err = self.capsys.readouterr()
        return status, out, err


@pytest.fixture
def specman(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Door:
    """The command line."""
    return Door(capsys, monkeypatch)


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a library but git's and the index, to prove that nothing changed."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git/" not in str(path) and ".specman/" not in str(path)
    }
