"""What a typed name stands for: one name, one thing, at every door."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import InputError, SpecmanError, UnknownNameError, UsageError
from specman.state import subjects
from specman.state.subjects import BaselineAt, DraftAt, ExpressionAt, FileAt, RangeAt, RevisionAt
from specman.store.library import Library
from tests.conftest import git


@pytest.fixture
def library(make_library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Library:
    root = make_library()
    folder = root / "modifications" / "MOD0001"
    folder.mkdir(parents=True)
    (folder / "modification.toml").write_text('format = 1\nid = "MOD0001"\ntitle = "T"\nstatus = "open"\n')
    monkeypatch.chdir(root)
    return Library(root)


def test_each_sort_of_name_is_told_once(library: Library) -> None:
    (library.root / "a.md").write_text("# A\n")
    assert subjects.side_named(library, "1.0") == BaselineAt("1.0")
    assert subjects.side_named(library, "a.md") == FileAt("a.md")
    assert subjects.side_named(library, "SEC H@1.0") == ExpressionAt("SEC H@1.0", library.works["sec-h"], "1.0")
    draft = subjects.side_named(library, "mod 0001")
    assert isinstance(draft, DraftAt) and draft.modification.id == "MOD0001"
    revision = subjects.side_named(library, "HEAD")
    assert isinstance(revision, RevisionAt) and (revision.library.revision, revision.number) == ("HEAD", "")
    stood = subjects.side_named(library, "HEAD:1.0")
    assert isinstance(stood, RevisionAt) and (stood.library.revision, stood.number) == ("HEAD", "1.0")
    assert subjects.side_named(library, "nothing") is None


def test_a_name_of_the_library_goes_before_a_file_and_a_file_before_a_revision(library: Library) -> None:
    (library.root / "1.0").write_text("a file")
    (library.root / "HEAD").write_text("a file")
    assert subjects.side_named(library, "1.0") == BaselineAt("1.0")
    assert subjects.side_named(library, "HEAD") == FileAt("HEAD")


def test_inside_of_the_library_no_file_and_no_revision_is_looked_at(library: Library) -> None:
    (library.root / "a.md").write_text("# A\n")
    assert [subjects.side_named(library, name, outside=False) for name in ("a.md", "HEAD", "1.0")] == [
        None, None, BaselineAt("1.0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "slug"),
    [("SEC H@9.9", "unknown-version"), ("Nothing@1.0", "unknown-name"), ("SEC H3.1@1.0", "unknown-name")],
)
def test_a_version_that_is_not_held_is_an_error_with_those_that_are(library: Library, name: str, slug: str) -> None:
    with pytest.raises(UnknownNameError) as raised:
        subjects.expression_named(library, name)
    assert raised.value.slug == slug


def test_a_document_is_its_newest_version_unless_one_is_said(library: Library) -> None:
    assert subjects.document_named(library, "SEC H").version == "1.0"
    assert subjects.document_named(library, "sec-h@1.0").version == "1.0"
    with pytest.raises(UsageError, match=r"SEC H3.1 is a provision; a whole document is exported"):
        subjects.document_named(library, "SEC H3.1")
    with pytest.raises(InputError, match=r"SEC H@9.9 is not in the library"):
        subjects.document_named(library, "SEC H@9.9")


def test_a_range_is_one_of_two_baselines(library: Library) -> None:
    assert subjects.range_named(library, "1.0..1.0") == RangeAt("1.0..1.0", "1.0", "1.0")
    assert [subjects.range_named(library, name) for name in ("1.0", "..1.0", "1.0..", "a..b", "../x")] == [None] * 5
    for name in ("1.0..9.9", "9.9..1.0", "9.9..9.8"):
        with pytest.raises(UnknownNameError, match=r"no baseline '9.9'"):
            subjects.range_named(library, name)


def test_a_revision_whose_library_is_damaged_is_no_unknown_name(library: Library) -> None:
    (library.root / "baselines" / "1.0.toml").write_text("format = [")
    git(library.root, "add", "-A")
    git(library.root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "damaged")
    revision = subjects.revision_named(library, "HEAD:1.0")
    assert revision is not None
    with pytest.raises(SpecmanError, match="not valid TOML"):
        _ = revision.library.baselines


@pytest.mark.parametrize(
    ("name", "parts"), [("HEAD~3:4.12", ("HEAD~3", "4.12")), ("HEAD", ("HEAD", "")), ("a:b:1", ("a:b", "1"))]
)
def test_a_revision_and_its_baseline_are_parted_at_the_last_colon(name: str, parts: tuple[str, str]) -> None:
    assert subjects.split_revision(name) == parts


@pytest.mark.parametrize(
    ("name", "is_file"), [("a.docx", True), ("a.XSD", True), ("x/a.md", True), ("a@1.md", False), ("4.12", False)]
)
def test_some_names_can_only_be_files(name: str, is_file: bool) -> None:
    assert subjects.must_be_file(name) is is_file


def test_names_to_choose_from(library: Library) -> None:
    assert subjects.side_names(library) == ["1.0", "MOD0001"]
    assert subjects.subject_names(library) == ["MOD0001", "sec-a", "sec-h"]
