"""What the library's own records say at two revisions, in every form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.model.change import RecordChange
from specman.model.detail import AttributeChange
from specman.state.records import record_changes
from specman.store.library import Library
from tests.conftest import Door, git

ID = ("-c", "user.name=t", "-c", "user.email=t@example.org")


@pytest.fixture
def root(make_library: Callable[..., Path]) -> Path:
    """A library whose records changed in the last commit: one came, one went, one differs; a document did not."""
    root = make_library()
    (root / "modifications/MP001").mkdir(parents=True)
    (root / "modifications/MP001/modification.toml").write_text(
        'format = 1\nid = "MP001"\ntitle = "T"\nstatus = "open"\n'
    )
    (root / "modifications/MP002").mkdir()
    (root / "modifications/MP002/modification.toml").write_text(
        'format = 1\nid = "MP002"\ntitle = "U"\nstatus = "open"\n'
    )
    git(root, "add", "-A")
    git(root, *ID, "commit", "-q", "-m", "two")
    settings = root / "specman.toml"
    settings.write_text(
        settings.read_text() + '\n[[people]]\nname = "Ada"\nemail = "a@b"\n\n[severity]\nhigh_works = 9\n'
    )
    record = root / "modifications/MP001/modification.toml"
    record.write_text(record.read_text().replace("open", "closed") + 'targets = ["SEC H3.1", "SEC H3.2"]\n')
    (root / "modifications/MP002/modification.toml").unlink()
    (root / "baselines/1.1.toml").write_text((root / "baselines/1.0.toml").read_text().replace('"1.0"\n', '"1.1"\n', 1))
    git(root, "add", "-A")
    git(root, *ID, "commit", "-q", "-m", "records")
    return root


def test_records_are_compared_value_by_value(root: Path) -> None:
    found = record_changes(Library(root, "HEAD~1"), Library(root, "HEAD"))
    assert found == (
        RecordChange("baselines/1.1.toml", "added"),
        RecordChange(
            "modifications/MP001/modification.toml",
            "changed",
            (AttributeChange(("status",), "open", "closed"), AttributeChange(("targets",), None, "SEC H3.1, SEC H3.2")),
        ),
        RecordChange("modifications/MP002/modification.toml", "removed"),
        RecordChange(
            "specman.toml",
            "changed",
            (
                AttributeChange(("people",), None, "name Ada, email a@b"),
                AttributeChange(("severity",), None, "high_works 9"),
            ),
        ),
    )
    back = record_changes(Library(root, "HEAD"), Library(root, "HEAD~1"))
    assert [(r.path, r.status) for r in back] == [
        (r.path, {"added": "removed", "removed": "added"}.get(r.status, r.status)) for r in found
    ]
    assert record_changes(Library(root, "HEAD"), Library(root, "HEAD")) == ()


def test_every_form_of_a_comparison_of_revisions_tells_them(root: Path, specman: Door) -> None:
    status, out, _ = specman("diff", "HEAD~1", "HEAD", library=root)
    assert status == 0
    assert "  baselines/1.1.toml is new\n" in out
    assert "  modifications/MP001/modification.toml\n    ~ status: open → closed\n" in out
    assert "modifications/MP002/modification.toml is gone" in out
    found = json.loads(specman("diff", "HEAD~1", "HEAD", "--format", "json", library=root)[1])["records"]
    assert [(r["path"], r["status"], len(r["values"])) for r in found] == [
        ("baselines/1.1.toml", "added", 0),
        ("modifications/MP001/modification.toml", "changed", 2),
        ("modifications/MP002/modification.toml", "removed", 0),
        ("specman.toml", "changed", 2),
    ]
    assert (
        "- modifications/MP001/modification.toml"
        in specman("diff", "HEAD~1", "HEAD", "--format", "md", library=root)[1]
    )
    assert "status: open → closed" in specman("diff", "HEAD~1", "HEAD", "--format", "html", library=root)[1]
    assert specman("diff", "HEAD~1", "HEAD", "--exit-code", library=root)[0] == 1
    assert specman("diff", "HEAD", "HEAD", "--exit-code", library=root)[0] == 0


def test_baselines_and_a_choice_of_works_have_no_records(root: Path, specman: Door) -> None:
    for words in (("1.0", "1.1"), ("HEAD~1", "HEAD", "--work", "SEC H")):
        answer = json.loads(specman("diff", *words, "--format", "json", library=root)[1])
        assert answer["records"] == []
