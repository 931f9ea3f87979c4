"""git itself, with specman's drivers and hook: diff, log, merge, commit; and all of it taken out again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DEFINITIONS, SECTION, Door, git

Make = Callable[..., Path]
ID = ("-c", "user.name=t", "-c", "user.email=t@example.org")


@pytest.fixture
def drafted(make_library: Make, specman: Door) -> Path:
    """A library with a draft of Section H, and the drivers set up."""
    root = make_library()
    folder = root / "modifications" / "SECMP0001"
    folder.mkdir(parents=True)
    (folder / "modification.toml").write_text(
        'format = 1\nid = "SECMP0001"\ntitle = "T"\nstatus = "open"\nbase = "1.0"\n'
    )
    (folder / "sec-h.xml").write_bytes((root / "specs/sec-h/1.0.xml").read_bytes())
    git(root, "add", "-A")
    git(root, *ID, "commit", "-q", "-m", "draft")
    status, out, _ = specman("git", "install", library=root)
    assert (status, "provisions" in out) == (0, True)
    return root


def change(root: Path, old: str, new: str) -> None:
    path = root / "modifications/SECMP0001/sec-h.xml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def attempt(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git where it may be refused."""
    return subprocess.run(["git", "-C", str(root), *ID, *words], capture_output=True, text=True)


def part_ways(root: Path, theirs: Callable[[], object], ours: Callable[[], object]) -> None:
    """Commit one edit on a branch `other`, and another edit on the branch that it left, which is the one that stays."""
    git(root, "checkout", "-q", "-b", "other")
    theirs()
    git(root, "add", "-A")
    git(root, *ID, "commit", "-qm", "theirs")
    git(root, "checkout", "-q", "-")
    ours()
    git(root, "add", "-A")
    git(root, *ID, "commit", "-qm", "ours")


def change_the_same(root: Path) -> None:
    """Two branches in which the same words say two things."""
    part_ways(
        root,
        lambda: change(root, "5 Working Days", "7 Working Days"),
        lambda: change(root, "5 Working Days", "10 Working Days"),
    )


def test_git_diff_shows_the_provision_and_no_markup(drafted: Path) -> None:
    change(drafted, "5 Working Days", "10 Working Days")
    lines = [line for line in git(drafted, "diff").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert lines == [
        "-H3.2  A User shall, within 5 Working Days, notify each Device ID:",
        "+H3.2  A User shall, within 10 Working Days, notify each Device ID:",
    ]


def test_a_merge_puts_both_changes_together(drafted: Path) -> None:
    part_ways(
        drafted,
        lambda: change(drafted, "each Device ID", "every Device ID"),
        lambda: change(drafted, "5 Working Days", "10 Working Days"),
    )
    git(drafted, *ID, "merge", "-q", "-m", "both", "other")
    text = (drafted / "modifications/SECMP0001/sec-h.xml").read_text()
    assert "within 10 Working Days, notify every Device ID" in text
    assert git(drafted, "status", "--porcelain") == ""


def test_a_conflict_stops_the_merge_is_named_and_cannot_be_committed(drafted: Path, specman: Door) -> None:
    change_the_same(drafted)
    done = attempt(drafted, "merge", "other")
    assert done.returncode == 1
    assert "H3.2: the same words were changed on both sides" in done.stdout + done.stderr
    path = drafted / "modifications/SECMP0001/sec-h.xml"
    assert "&lt;&lt;&lt;&lt;&lt;&lt;&lt; ours" in path.read_text()
    done = attempt(drafted, "commit", "-qam", "x")
    assert (done.returncode, "merge-conflict" in done.stderr, "H3.2" in done.stderr) == (1, True, True)
    status, out, _ = specman("show", str(path))
    assert (status, "merge-conflict" in out) == (0, True)


def test_a_draft_that_both_sides_added_differently_keeps_both_readings(drafted: Path) -> None:
    git(drafted, *ID, "rm", "-q", "modifications/SECMP0001/sec-h.xml")
    git(drafted, *ID, "commit", "-qm", "without")
    text = (drafted / "specs/sec-h/1.0.xml").read_text()
    path = drafted / "modifications/SECMP0001/sec-h.xml"
    part_ways(
        drafted,
        lambda: path.write_text(text.replace("5 Working Days", "7 Working Days")),
        lambda: path.write_text(text),
    )
    done = attempt(drafted, "merge", "other")
    assert (done.returncode, "H3.2 is now given twice" in done.stdout + done.stderr) == (1, True)
    merged = path.read_text()
    assert "5 Working Days" in merged and "7 Working Days" in merged
    assert merged.count("The DCC shall provide the interface") == 1


def test_the_hook_refuses_a_new_error_and_lets_known_ones_pass(make_library: Make, specman: Door) -> None:
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": SECTION + "\nH3.4 See Section H9.9.\n"}})
    specman("git", "install", library=root)
    (root / "note.txt").write_text("x")
    git(root, "add", "-A")
    git(root, *ID, "commit", "-q", "-m", "the error is known")
    path = root / "specs/sec-h/1.0.xml"
    path.write_bytes(path.read_bytes().replace(b"provide", b"deliver"))
    done = attempt(root, "commit", "-qam", "bad")
    assert (done.returncode, "digest-mismatch" in done.stderr) == (1, True)


def test_the_hook_looks_at_what_is_committed_and_not_at_the_folder(drafted: Path, specman: Door) -> None:
    path = drafted / "modifications/SECMP0001/sec-h.xml"
    good = path.read_text()
    marked = good.replace(
        "5 Working Days", "&lt;&lt;&lt;&lt;&lt;&lt;&lt; ours 5 ======= 7 &gt;&gt;&gt;&gt;&gt;&gt;&gt; theirs"
    )

    def commit(*words: str) -> int:
        return attempt(drafted, "commit", "-qm", "x", *words).returncode

    path.write_text(marked)
    git(drafted, "add", "-A")
    path.write_text(good)
    assert commit() == 1
    git(drafted, "add", "-A")
    path.write_text(marked)
    (drafted / "note.txt").write_text("x")
    git(drafted, "add", "note.txt")
    assert commit() == 0
    (drafted / "note.txt").write_text("y")
    assert commit("note.txt") == 0  # git makes an index for this commit alone
    assert commit("-a") == 1
    assert "merge-conflict" in specman("check", library=drafted)[1]


def test_a_merge_that_is_not_settled_is_said_and_half_settled_drafts_are_findings(drafted: Path, specman: Door) -> None:
    change_the_same(drafted)
    attempt(drafted, "merge", "other")
    status, _, error = specman("git", "check-commit", library=drafted)
    assert (status, "not merged yet" in error) == (4, True)
    path = drafted / "modifications/SECMP0001/sec-h.xml"
    path.write_text(path.read_text().replace("</body>", "</bod>"))
    status, out, _ = specman("check", library=drafted)
    assert (status, "not well-formed" in " ".join(out.split())) == (1, True)


def test_a_work_tree_has_the_hook_of_its_clone(drafted: Path, specman: Door, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(drafted, "worktree", "add", "-q", str(tree))
    status, out, _ = specman("git", "install", library=tree)
    assert (status, "is refused" in out) == (0, True)
    path = tree / "modifications/SECMP0001/sec-h.xml"
    path.write_text(path.read_text().replace("5 Working Days", "&lt;&lt;&lt;&lt;&lt;&lt;&lt; ours 5"))
    done = attempt(tree, "commit", "-qam", "x")
    assert (done.returncode, "merge-conflict" in done.stderr) == (1, True)


def test_what_was_there_before_still_runs_and_comes_back(make_library: Make, specman: Door) -> None:
    root = make_library()
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho ran > ran.txt\n")
    hook.chmod(0o755)
    attributes = root / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.png binary\n")
    config = (root / ".git/config").read_text()
    for _ in range(2):
        assert specman("git", "install", library=root)[0] == 0
    assert attributes.read_text().count("specs/**/*.xml") == 1
    git(root, *ID, "commit", "-q", "--allow-empty", "-m", "x")
    assert (root / "ran.txt").exists()
    assert specman("git", "uninstall", library=root)[0] == 0
    assert hook.read_text() == "#!/bin/sh\necho ran > ran.txt\n"
    assert attributes.read_text() == "*.png binary\n"
    assert (root / ".git/config").read_text() == config
    assert specman("git", "uninstall", library=root)[1] == "Nothing was set up here.\n"


def test_hooks_that_other_repositories_share_are_left_alone(make_library: Make, specman: Door, tmp_path: Path) -> None:
    root = make_library()
    shared = tmp_path / "shared-hooks"
    shared.mkdir()
    git(root, "config", "core.hooksPath", str(shared))
    status, out, _ = specman("git", "install", library=root)
    assert (status, "core.hooksPath leads out" in out, list(shared.iterdir())) == (0, True, [])


def test_a_file_that_cannot_be_read_is_still_shown(tmp_path: Path, specman: Door) -> None:
    file = tmp_path / "broken.xml"
    file.write_text("<a><b></a>")
    status, out, _ = specman("git", "textconv", str(file))
    assert (status, "not well-formed" in out, "<a><b></a>" in out) == (0, True, True)


def test_without_a_repository_it_is_told(tmp_path: Path, specman: Door) -> None:
    (tmp_path / "specman.toml").write_text('format = 1\ntitle = "T"\n')
    assert specman("git", "install", library=tmp_path)[0] == 4


def test_revisions_are_compared_with_each_other_and_with_baselines(drafted: Path, specman: Door) -> None:
    file = drafted.parent / "sec-h" / "2.0.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(SECTION.replace("5 Working", "10 Working"))
    assert specman("import", str(file), "--work", "sec-h", "--baseline", "2.0", "--yes", library=drafted)[0] == 0
    status, out, _ = specman("diff", "HEAD~1", "HEAD", library=drafted)
    assert (status, "[-5-]{+10+}" in out, "'5 Working Days' became '10 Working Days'" in out) == (0, True, True)
    assert "Nothing differs" in specman("diff", "HEAD:1.0", "1.0", library=drafted)[1]
    assert "Nothing differs" in specman("diff", "HEAD", "2.0", library=drafted)[1]
    assert specman("diff", "no-such-revision", "1.0", library=drafted)[0] == 3
    assert specman("diff", "--", "--output=x", "1.0", library=drafted)[0] == 3
