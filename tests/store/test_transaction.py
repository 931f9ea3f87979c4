"""A change to the library is one commit or nothing, and the user's own work is never touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.store.library import Library
from specman.store.transaction import Change, carry_out
from specman.usecases.do.freeze_baseline import create_baseline
from tests.conftest import BY, SECTION, Door, git, snapshot


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    file = tmp_path / "new" / "sec-h" / "2.0.md"
    file.parent.mkdir(parents=True)
    file.write_text(SECTION.replace("5 Working", "10 Working"))
    return file


def test_an_import_is_one_commit_with_a_message_and_trailers(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    before = git(root, "rev-list", "--count", "HEAD")
    status, out, _ = specman("import", str(manuscript), library=root)
    assert status == 0, out
    assert int(git(root, "rev-list", "--count", "HEAD")) == int(before) + 1
    message = git(root, "log", "-1", "--format=%B")
    assert message.startswith("import: sec-h@2.0\n")
    assert "Specman-Action: import" in message
    assert git(root, "status", "--porcelain") == ""
    assert (root / "specs/sec-h/2.0.xml").is_file()


def test_without_any_git_identity_a_change_is_still_recorded(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    specman("import", str(manuscript), library=root)
    assert git(root, "log", "-1", "--format=%an <%ae>").strip() == "specman <specman@localhost>"


def test_importing_the_same_file_again_changes_nothing(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    specman("import", str(manuscript), library=root)
    head = git(root, "rev-parse", "HEAD")
    status, out, _ = specman("import", str(manuscript), library=root)
    assert status == 0
    assert "unchanged" in out
    assert git(root, "rev-parse", "HEAD") == head


def test_an_issued_expression_never_changes(make_library: Callable[..., Path], manuscript: Path, specman: Door) -> None:
    root = make_library()
    before = snapshot(root)
    status, out, err = specman("import", str(manuscript), "--work", "sec-h", "--version", "1.0", library=root)
    assert (status, out) == (4, "")
    assert "an issued expression never changes" in err
    assert snapshot(root) == before


def test_one_bad_file_of_several_stops_all_and_is_named(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    bad = manuscript.with_name("3.0.md")
    bad.write_text("no provision at all\n")
    before, head = snapshot(root), git(root, "rev-parse", "HEAD")
    status, out, err = specman("import", str(manuscript), str(bad), library=root)
    assert (status, out) == (3, "")
    assert "3.0.md" in err
    assert (snapshot(root), git(root, "rev-parse", "HEAD")) == (before, head)


@pytest.mark.parametrize("work", ["../evil", "a/b", "-x", "A B", "", "." * 3])
def test_a_work_id_is_never_a_path(
    work: str, make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    before = snapshot(root)
    words = ["import", str(manuscript), f"--work={work}", "--version", "2.0"]
    if not work:
        manuscript = manuscript.rename(manuscript.parent.parent / "2.0.md")
        manuscript.parent.rename(manuscript.parent.with_name("Not An Id"))
        words[1] = str(manuscript.parent.with_name("Not An Id") / "2.0.md")
    status, out, err = specman(*words, library=root)
    assert (status, out) == (3, "")
    assert "cannot be a work id" in err
    assert snapshot(root) == before


def test_staged_and_unstaged_work_of_the_user_is_left_alone(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    (root / "notes.txt").write_text("staged")
    git(root, "add", "notes.txt")
    (root / "specman.toml").write_text((root / "specman.toml").read_text() + "\n# mine\n")
    assert specman("import", str(manuscript), library=root)[0] == 0
    assert git(root, "status", "--porcelain").splitlines() == ["A  notes.txt", " M specman.toml"] or sorted(
        git(root, "status", "--porcelain").splitlines()
    ) == [" M specman.toml", "A  notes.txt"]
    assert "notes.txt" not in git(root, "show", "--name-only", "HEAD")


def test_uncommitted_work_in_the_way_is_not_overwritten(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    root = make_library()
    (root / "baselines/2.0.toml").write_text("mine")
    with pytest.raises(LibraryError) as caught:
        carry_out(root, lambda _: Change(BY, "x", {"baselines/2.0.toml": b"theirs"}))
    assert caught.value.slug == "uncommitted-work"
    assert (root / "baselines/2.0.toml").read_text() == "mine"


def test_a_baseline_is_created_once(make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    before = snapshot(root)
    status, _, err = specman("baseline", "create", "1.0", library=root)
    assert status == 4
    assert "exists" in err
    assert snapshot(root) == before
    baseline, outcome = create_baseline(Library(root), BY, "1.1", in_effect="2016-06-15", versions=["sec-h=1.0"])
    assert baseline.previous == "1.0"
    assert outcome.commit


@pytest.mark.parametrize("number", ["../x", "4.12 ", "v1", "-1"])
def test_a_baseline_number_is_a_number(number: str, make_library: Callable[..., Path], specman: Door) -> None:
    root = make_library()
    before = snapshot(root)
    assert specman("baseline", "create", "--", number, library=root)[0] == 3
    assert snapshot(root) == before


def test_init_makes_a_library_and_does_not_make_it_twice(tmp_path: Path, specman: Door) -> None:
    root = tmp_path / "new"
    assert specman("init", str(root), "--title", "Mine")[0] == 0
    assert git(root, "status", "--porcelain") == ""
    assert specman("status", library=root)[1].startswith("Mine\n")
    assert specman("init", str(root))[0] == 4


def test_a_folder_without_git_is_read_but_not_changed(
    make_library: Callable[..., Path], manuscript: Path, specman: Door
) -> None:
    import shutil

    root = make_library()
    shutil.rmtree(root / ".git")
    before = snapshot(root)
    status, _, err = specman("import", str(manuscript), library=root)
    assert status == 4
    assert "git init" in err
    assert snapshot(root) == before
    assert specman("show", "SEC H3.1", library=root)[0] == 0


def test_a_section_of_the_code_that_is_new_is_cited_by_its_letter_at_once(tmp_path: Path, specman: Door) -> None:
    """What docs/getting-started.md does, step by step."""
    root = tmp_path / "my-code"
    specman("init", str(root))
    file = tmp_path / "section-h.md"
    file.write_text(SECTION)
    assert specman("import", str(file), "--work", "sec-h", "--version", "1.0", library=root)[0] == 0
    assert specman("baseline", "create", "1.0", library=root)[0] == 0
    status, out, _ = specman("check", library=root)
    assert (status, out) == (0, "baseline 1.0: 0 errors, 0 warnings, 0 notes; 6 provisions and 2 citations\nchecked.\n")
    assert specman("impact", "SEC H3.2", library=root)[1].startswith("Impact of SEC H3.2")
