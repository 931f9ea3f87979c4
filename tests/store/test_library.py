"""What a library must refuse: each a clear error with its slug, and nothing changed on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.store.library import Library
from tests.conftest import SECTION, Door, snapshot

Damage = Callable[[Path], object]


def edit(path: str, old: str, new: str) -> Damage:
    def damage(root: Path) -> None:
        file = root / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return damage


def write(path: str, text: str) -> Damage:
    def damage(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return damage


def remove(path: str) -> Damage:
    return lambda root: (root / path).unlink()


TWICE = 'format = 1\nid = "sec-h"\ntitle = "t"\nkind = "code-section"\n'
CASES: dict[str, tuple[Damage, str]] = {
    "a work that is missing": (remove("specs/sec-h/work.toml"), "holds expressions but no work.toml"),
    "a baseline of a work nobody declares": (edit("baselines/1.0.toml", "[works]\n", '[works]\nghost = {version = "1.0", sha256 = "' + "0" * 64 + '"}\n'), "'ghost', which the library does not declare"),
    "a work declared twice": (write("specs/other/work.toml", TWICE), "declared twice"),
    "two works with one code": (write("specs/other/work.toml", TWICE.replace("sec-h", "other") + 'code = "SEC:H"\n'), "both have the code"),
    "a work id with a path in it": (edit("specs/sec-h/work.toml", 'id = "sec-h"', 'id = "../sec-h"'), "has id = '../sec-h'"),
    "a work of no known kind": (edit("specs/sec-h/work.toml", "code-section", "poem"), "has kind = 'poem'"),
    "a version that is not there": (edit("baselines/1.0.toml", 'sec-h = {version = "1.0"', 'sec-h = {version = "9.9"'), "specs/sec-h/9.9.xml is not in the library"),
    "a file that is not what was frozen": (edit("specs/sec-h/1.0.xml", "5 Working Days", "6 Working Days"), "digest does not match"),
    "two baselines with one number": (lambda root: (root / "baselines/1.0a.toml").write_text((root / "baselines/1.0.toml").read_text()), "both have the number 1.0"),
    "a manifest that is not TOML": (write("baselines/1.0.toml", "number = "), "is not valid TOML"),
    "a manifest without a format": (edit("baselines/1.0.toml", "format = 1\n", ""), "has no format number"),
    "a library of a newer format": (edit("specman.toml", "format = 1", "format = 99"), "is of format 99"),
    "a baseline with a wrong digest shape": (edit("baselines/1.0.toml", 'sha256 = "', 'sha256 = "x'), "not 64 hexadecimal digits"),
    "an expression that is no version": (write("specs/sec-h/draft.xml", "<a/>"), "is not named by a version number"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_library_with(name: str, make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    damage, words = CASES[name]
    damage(root)
    before = snapshot(root)
    command = ["status"] if "no version" in name else ["impact", "SEC H3.1"]
    status, out, err = specman(*command, library=root)
    assert (status, out) == (4, "")
    assert words in err
    assert "Traceback" not in err
    assert snapshot(root) == before


def test_a_link_is_not_followed(make_library: Callable[..., Path], specman: Door, tmp_path: Path) -> None:
    root = make_library()
    (tmp_path / "secret").write_text("secret")
    (root / "specs/sec-h/1.0.xml").unlink()
    (root / "specs/sec-h/1.0.xml").symlink_to(tmp_path / "secret")
    status, out, err = specman("show", "SEC H3.1", library=root)
    assert (status, out) == (4, "")
    assert "specs/sec-h/1.0.xml is a symbolic link: the library reads and writes only files" in err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["diff", "1.0", "1.01"], 3, "There is no baseline or git revision '1.01'"),
        (["show", "SEC H9.9"], 3, "There is no provision 'SEC H9.9'"),
        (["show", "SEC H3.11"], 3, "Did you mean SEC H3.1"),
        (["show", '"Devize ID"'], 3, "Did you mean Device ID"),
        (["show", "SEC H3.1", "--at", "7.7"], 3, "There is no baseline '7.7'"),
        (["show", "SEC H@4.4"], 3, "There is no version"),
        (["impact", "SECMP9999"], 3, "There is no modification 'SECMP9999'"),
        (["impact", "1.0..9.0"], 3, "There is no baseline '9.0'"),
        (["impact", "nonsense at all"], 3, "There is no address or defined term"),
        (["diff", "no/such/file.md", "other.md"], 3, "There is no file no/such/file.md"),
        (["diff", "1.0", "SEC H@1.0"], 2, "not the same sort of thing"),
        (["lst", "works"], 2, "Did you mean list"),
        (["list", "things"], 2, "things"),
        (["impact", "SEC H3.1", "--depth", "0"], 2, "--depth"),
        (["impact", "SEC H3.1", "-o", "report.xyz"], 2, "does not say a format"),
        (["--at", "no-such-revision", "status"], 3, "has no revision 'no-such-revision'"),
        (["schema", "dif"], 3, "Did you mean diff"),
    ],
)
def test_a_persons_mistake_gets_a_sentence_and_its_status(
    words: list[str], status: int, said: str, make_library: Callable[..., Path], specman: Door
) -> None:
    root = make_library()
    before = snapshot(root)
    found, out, err = specman(*words, library=root)
    assert (found, out) == (status, "")
    assert said in " ".join(err.split())
    assert "Traceback" not in err
    assert snapshot(root) == before


def test_outside_any_library_specman_says_how_to_name_one(
    specman: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = specman("status")
    assert (status, out) == (4, "")
    assert "specman init" in err


def test_a_library_is_found_upward_and_by_the_environment(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_library()
    monkeypatch.chdir(root / "specs" / "sec-h")
    assert specman("status")[0] == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECMAN_LIBRARY", str(root))
    assert specman("status")[0] == 0


def test_a_plain_folder_and_an_old_revision_can_be_read(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    import shutil

    root = make_library({"sec-h": {"1.0": SECTION, "2.0": SECTION.replace("5 Working", "9 Working")}}, ("1.0", "2.0"))
    plain = tmp_path / "plain"
    shutil.copytree(root, plain, ignore=shutil.ignore_patterns(".git", ".specman"))
    assert specman("diff", "1.0", "2.0", library=plain)[0] == 0
    status, out, _ = specman("--at", "HEAD~2", "list", "baselines", library=root)
    assert status == 0
    assert "2.0" not in out


def test_a_record_says_by_field_what_is_not_verified(make_library: Callable[..., Path]) -> None:
    root = make_library()
    file = root / "modifications" / "MOD0001" / "modification.toml"
    file.parent.mkdir(parents=True)
    head = 'format = 1\nid = "MOD0001"\ntitle = "T"\nstatus = "open"\n'
    file.write_text(f'{head}unverified = ["its targets"]\nunverified_fields = ["targets"]\n')
    found = Library(root).modification("MOD0001")
    assert (found.is_unverified("targets"), found.is_unverified("documents")) == (True, False)
    file.write_text(f'{head}unverified = ["something"]\n')
    assert Library(root).modification("MOD0001").is_unverified("documents")  # words alone may mean any field
    file.write_text(head)
    assert not Library(root).modification("MOD0001").is_unverified("targets")
    file.write_text(f'{head}unverified_fields = ["tragets"]\n')
    with pytest.raises(LibraryError, match="names 'tragets' among its unverified_fields"):
        _ = Library(root).modification("MOD0001")
