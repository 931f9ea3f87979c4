"""Odd names, odd owners, odd revisions: a sentence and a status of its own, never a fault of specman."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Door, git
from tests.store.test_cut_off import killed

SECOND = "# Section H\n\n## H1 Hours\n\nH1.1 Working days.\n"


@pytest.mark.parametrize("name", ["a $HOME folder", "~", "ünï cödé", "a\nb", "-L", "a'b\"c", "%41", "*[x]?", ":(top)x"])
def test_a_library_may_lie_in_a_folder_of_any_name(name: str, tmp_path: Path, specman: Door) -> None:
    root = tmp_path / name
    assert specman("init", "--", str(root))[0] == 0
    (tmp_path / "Section H v1.0.md").write_text(SECOND)
    status, _, err = specman("import", str(tmp_path / "Section H v1.0.md"), "--yes", library=root)
    assert (status, err) == (0, "")
    assert specman("baseline", "create", "1.0", library=root)[0] == 0
    assert specman("baseline", "verify", "1.0", library=root)[0] == 0
    assert specman("--at", "HEAD", "list", "works", library=root)[0] == 0
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "revision",
    ["^HEAD", "HEAD..HEAD", "-x", "--all", "HEAD:specman.toml", "@{-9}", "a\nb", "\x1b[31m", "HEAD^{tree}", ":/x"],
)
def test_a_revision_that_names_no_commit_is_refused(
    revision: str, make_library: Callable[..., Path], specman: Door
) -> None:
    status, _, err = specman("--at", revision, "list", "works", library=make_library())
    assert status == 3
    assert "The repository has no revision" in err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_somebody_else_is_not_trusted_and_the_remedy_is_named(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    root = make_library()
    (tmp_path / "Section H v2.0.md").write_text(SECOND)
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)
    for words in (("baseline", "create", "2.0"), ("--at", "HEAD", "status")):
        status, _, err = specman(*words, library=root)
        assert status == 4, err
        assert "The folder belongs to another user, so git does not trust it." in err
        assert "safe.directory" in err
    assert specman("status", library=root)[0] == 0


@pytest.mark.parametrize("name", ["<>", ".", "A\x01B"])
def test_any_name_of_a_person_is_signed(
    name: str, make_library: Callable[..., Path], specman: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_library()
    monkeypatch.setenv("GIT_AUTHOR_NAME", name)
    status, _, err = specman("baseline", "create", "2.0", library=root)
    assert (status, err) == (0, "")


def test_names_that_are_no_text_are_listed_and_in_nobodys_way(make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    (root / os.fsdecode(b"specs/sec-h/\xff\xfe.txt")).write_bytes(b"x")
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    git(root, "-c", "user.name=t", "-c", "user.email=t@x", "commit", "-q", "-m", "odd")
    (root / os.fsdecode(b"specs/\xff")).write_bytes(b"x")
    for words in (("--at", "HEAD", "list", "works"), ("status",), ("check",), ("baseline", "create", "2.0")):
        status, _, err = specman(*words, library=root)
        assert status in (0, 1), err


def test_what_a_kill_left_is_ended_by_the_next_command_and_told_in_a_line(
    make_library: Callable[..., Path], specman: Door
) -> None:
    from specman.store.library import Library
    from specman.usecases.do.freeze_baseline import create_baseline
    from tests.conftest import BY

    root = make_library()
    assert killed(root, "branch moved", lambda: create_baseline(Library(root), BY, "2.0"))
    assert not (root / "baselines/2.0.toml").exists()
    status, out, err = specman("list", "baselines", library=root)
    assert (status, "2.0" in out) == (0, True)
    assert err.startswith(
        "The change by Tester <tester@example.org> that was cut off was ended: baseline: freeze 2.0 ("
    )
    assert specman("list", "baselines", library=root)[2] == ""
    assert git(root, "status", "--porcelain") == ""


def test_a_baseline_freezes_only_what_is_committed(make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    (root / "specs/sec-h/3.0.xml").write_bytes((root / "specs/sec-h/1.0.xml").read_bytes())
    status, _, err = specman("baseline", "create", "2.0", library=root)
    assert status == 4
    assert "specs/sec-h/3.0.xml is not committed as the folder has it" in err
    (root / "specs/sec-h/3.0.xml").unlink()
    assert specman("baseline", "create", "2.0", library=root)[0] == 0


def test_a_baseline_verifies_in_a_fresh_clone(make_library: Callable[..., Path], specman: Door, tmp_path: Path) -> None:
    root = make_library()
    assert specman("baseline", "create", "2.0", library=root)[0] == 0
    git(tmp_path, "clone", "-q", str(root), "fresh")
    for number in ("1.0", "2.0"):
        assert specman("baseline", "verify", number, library=tmp_path / "fresh")[0] == 0


def test_a_modification_that_is_not_committed_is_named_where_it_is_missed(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    root = make_library()
    (root / "modifications/MOD1").mkdir(parents=True)
    (root / "modifications/MOD1/modification.toml").write_text('format = 1\nid = "MOD1"\ntitle = "x"\nbase = "1.0"\n')
    draft = tmp_path / "sec-h.md"
    draft.write_text(SECOND)
    status, _, err = specman("mod", "draft", "MOD1", str(draft), "--work", "sec-h", library=root)
    assert status == 3
    assert "Not committed, and so not seen: modifications/MOD1/modification.toml." in err


@pytest.mark.parametrize("date", ["20160615", "2016-6-15", "2016-02-30", "2016-W24-3", "15/06/2016"])
def test_a_date_that_would_be_refused_when_read_is_refused_when_typed(
    date: str, make_library: Callable[..., Path], specman: Door
) -> None:
    root = make_library()
    status, _, err = specman("baseline", "create", "2.0", "--in-effect", date, library=root)
    assert (status, "is not a date" in err) == (3, True)
    assert specman("status", library=root)[0] == 0


def test_check_names_every_fault_of_every_manifest(make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    (root / "specman.toml").write_text("format = 1\ntitle = 1\nname = 2\n")
    (root / "specs/sec-h/work.toml").write_text("format = 1\n")
    (root / "baselines/1.0.toml").write_text("format = 1\nnumber = 1\n")
    status, out, _ = specman("check", "--format", "json", library=root)
    found = [(f["file"], f["line"], f["message"].partition(" has ")[2]) for f in json.loads(out)["findings"]]
    assert (status, found) == (
        1,
        [
            ("specman.toml", 2, "title = 1, where text is expected."),
            ("specman.toml", 3, "name = 2, where text is expected."),
            ("specs/sec-h/work.toml", 0, "no id."),
            ("specs/sec-h/work.toml", 0, "no kind."),
            ("specs/sec-h/work.toml", 0, "no title."),
            ("baselines/1.0.toml", 2, "number = 1, where text is expected."),
        ],
    )
    status, _, err = specman("status", library=root)
    assert (status, err.startswith("specman: specman.toml has 2 faults:\n  line 2: it has title = 1")) == (4, True)


def test_an_index_behind_a_link_is_neither_read_nor_written(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    root = make_library()
    (tmp_path / "elsewhere").mkdir()
    (root / ".specman").rename(tmp_path / "kept") if (root / ".specman").exists() else None
    (root / ".specman").symlink_to(tmp_path / "elsewhere")
    for words in (("impact", "SEC H3.1"), ("diff", "1.0", "1.0"), ("check",), ("graph",)):
        status, _, err = specman(*words, library=root)
        assert status in (0, 1), (words, err)
    assert list((tmp_path / "elsewhere").iterdir()) == []
