"""A library opened: found, listed in order, asked by name; and each refusal with its sentence, hint and slug."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import InputError, LibraryError, SpecmanError, UnknownNameError
from specman.store.git import blob_id
from specman.store.library import (
    Library,
    checked_version,
    checked_work_id,
    digest,
    find_library,
    library_from_environment,
)
from specman.store.tree import FolderTree, GitTree
from tests.conftest import git

A = "<a/>"


def work(name: str, more: str = "", kind: str = "appendix") -> str:
    return f'format = 1\nid = "{name}"\ntitle = "Title of {name}"\nkind = "{kind}"\n{more}'


def baseline(number: str, works: str = "") -> str:
    return f'format = 1\nnumber = "{number}"\n\n[works]\n{works}'


def modification(name: str) -> str:
    return f'format = 1\nid = "{name}"\ntitle = "T"\nstatus = "open"\n'


FILES = {
    "specman.toml": 'format = 1\ntitle = "T"\n',
    "specs/a/work.toml": work("a", 'name = "Alpha"\ncode = "AL"\naliases = ["The First"]\n'),
    "specs/a/1.10.xml": A,
    "specs/a/1.9.xml": "<b/>",
    "specs/a/notes.txt": "no expression",
    "specs/s/work.toml": work("s", kind="schema"),
    "specs/s/1.0.xsd": A,
    "specs/s/1.1.xml": A,
    "specs/empty/readme.txt": "no work",
    "baselines/1.9.toml": baseline("1.9"),
    "baselines/1.10.toml": baseline("1.10", f'a = {{version = "1.10", sha256 = "{"0" * 64}"}}\n'),
    "baselines/notes.txt": "no baseline",
    "modifications/MP001/modification.toml": modification("MP001"),
    "modifications/MP001/a.xml": A,
    "modifications/nothing/readme.txt": "",
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Library]:
    """A library of the files above; others are put in, and None takes one away."""

    def of(more: dict[str, str | None] | None = None) -> Library:
        root = tmp_path / "library"
        for name, text in {**FILES, **(more or {})}.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
        return Library(root)

    return of


Make = Callable[..., Library]


def told(job: Callable[[], object]) -> tuple[type[SpecmanError], str, str, str]:
    """What a refusal says."""
    with pytest.raises(SpecmanError) as caught:
        job()
    return type(caught.value), caught.value.message, caught.value.hint, caught.value.slug


# -- what is held ----------------------------------------------------------------------------------------------------


def test_what_is_held_is_listed_by_id_and_numbers_by_size(make: Make) -> None:
    library = make()
    assert list(library.works) == ["a", "s"]
    assert list(library.baselines) == ["1.9", "1.10"]
    assert list(library.modifications) == ["MP001"]
    assert library.modifications["MP001"].drafts == {"a": "modifications/MP001/a.xml"}
    assert library.versions(library.works["a"]) == ["1.9", "1.10"]
    assert library.versions(library.works["s"]) == ["1.0"]
    assert library.path_of(library.works["s"], "1.0") == "specs/s/1.0.xsd"
    assert library.settings.title == "T"


@pytest.mark.parametrize("name", ["a", "A", "ALPHA", "alpha", "al", "title OF a", "the first"])
def test_a_work_is_known_by_each_of_its_names_letter_case_aside(name: str, make: Make) -> None:
    assert make().work(name).id == "a"


def test_the_newest_baseline_is_meant_where_none_is_named(make: Make) -> None:
    library = make()
    assert str(library.baseline().number) == "1.10"
    assert str(library.baseline("1.9").number) == "1.9"
    assert [library.modification(name).id for name in ("MP001", "mp001", "Mp 001")] == ["MP001"] * 3


def test_bytes_are_proven_where_a_digest_is_given(make: Make) -> None:
    library = make()
    alpha = library.works["a"]
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert library.read_expression(alpha, "1.10") == b"<a/>"
    assert library.read_expression(alpha, "1.10", digest(b"<a/>")) == b"<a/>"
    library.prove("specs/a/1.10.xml", alpha, digest(b"<a/>"))
    wrong = (
        LibraryError,
        "specs/a/1.10.xml is not what the baseline froze: its digest does not match.",
        "An issued expression never changes. Restore the file; a correction is a new version.",
        "digest-mismatch",
    )
    assert told(lambda: library.read_expression(alpha, "1.10", digest(b""))) == wrong
    assert told(lambda: library.prove("specs/a/1.10.xml", alpha, digest(b""))) == wrong


# -- refusals --------------------------------------------------------------------------------------------------------


def test_a_name_that_is_not_held_gets_the_nearest(make: Make) -> None:
    library = make()
    here = "There is no {} here."
    assert told(lambda: library.work("alpa")) == (
        UnknownNameError, here.format("work 'alpa'"), "Did you mean Alpha?", "unknown-work",
    )  # fmt: skip
    assert told(lambda: library.baseline("1.99")) == (
        UnknownNameError, here.format("baseline '1.99'"), "Did you mean 1.9?", "unknown-baseline",
    )  # fmt: skip
    assert told(lambda: library.modification("MP002")) == (
        UnknownNameError, here.format("modification 'MP002'"), "Did you mean MP001?", "unknown-modification",
    )  # fmt: skip


def test_an_expression_that_is_not_held_is_told_with_those_that_are(make: Make) -> None:
    library = make({"specs/s/1.0.xsd": None})
    assert told(lambda: library.read_expression(library.works["a"], "2.0")) == (
        LibraryError,
        "specs/a/2.0.xml is not in the library, though Alpha@2.0 is asked for.",
        "The versions held are 1.9, 1.10.",
        "expression-missing",
    )
    assert told(lambda: library.read_expression(library.works["s"], "1.0"))[2] == "The versions held are none."


Ask = Callable[[Library], object]
FAULTS: dict[str, tuple[dict[str, str | None], Ask, str, str, str]] = {
    "no manifest of a work": (
        {"specs/a/work.toml": None}, lambda library: library.works,
        "specs/a holds expressions but no work.toml says what work they are of.",
        "Restore the file, or import the document again.", "work-missing",
    ),
    "a work of two folders": (
        {"specs/b/work.toml": work("a")}, lambda library: library.works,
        "The work 'a' is declared twice: specs/a and specs/b.",
        "Give each work its own id, the name of its folder.", "work-twice",
    ),
    "a work of two folders, the other first": (
        {"specs/a0/work.toml": work("s")}, lambda library: library.works,
        "The work 's' is declared twice: specs/s and specs/a0.",
        "Give each work its own id, the name of its folder.", "work-twice",
    ),
    "a work in the wrong folder": (
        {"specs/b/work.toml": work("c")}, lambda library: library.works,
        "specs/b/work.toml declares the work 'c', but stands in the folder 'b'.",
        "The id of a work is the name of its folder.", "work-misplaced",
    ),
    "one code of two works": (
        {"specs/b/work.toml": work("b", 'code = "AL"\n')}, lambda library: library.works,
        "b and a both have the code 'AL'.",
        "Citations are resolved by code: give each work its own.", "work-twice",
    ),
    "one number of two baselines": (
        {"baselines/1.9a.toml": baseline("1.9")}, lambda library: library.baselines,
        "baselines/1.9.toml and baselines/1.9a.toml both have the number 1.9.",
        "A baseline's number is given once. Renumber or remove one of the files.", "baseline-twice",
    ),
    "a baseline under another name": (
        {"baselines/x.toml": baseline("2.0")}, lambda library: library.baselines,
        "baselines/x.toml has the number 2.0.", "Name the file after the number.", "baseline-misplaced",
    ),
    "a baseline of a strange work": (
        {"baselines/2.0.toml": baseline("2.0", f'z = {{version = "1", sha256 = "{"0" * 64}"}}\n')},
        lambda library: library.baselines,
        "baselines/2.0.toml names the work 'z', which the library does not declare.",
        "Restore specs/z/work.toml.", "work-missing",
    ),
    "a modification in the wrong folder": (
        {"modifications/x/modification.toml": modification("MP009")}, lambda library: library.modifications,
        "modifications/x/modification.toml has the id 'MP009'.", "Name the folder after the id.", "modification-misplaced",
    ),
    "an expression that is no version": (
        {"specs/a/draft.xml": A}, lambda library: library.versions(library.works["a"]),
        "specs/a/draft.xml is not named by a version number.", "Name it like 1.0.xml.", "expression-misnamed",
    ),
    "no baseline": (
        {"baselines/1.9.toml": None, "baselines/1.10.toml": None}, lambda library: library.baseline(),
        "This library has no baseline yet.", "Freeze one with specman baseline create NUMBER.", "no-baseline",
    ),
    "a newer format": (
        {"specman.toml": "format = 2\n", "specs/a/work.toml": "not read"}, lambda library: library.works,
        "specman.toml is of format 2; this specman reads up to format 1.", "Install a newer specman.", "newer-format",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_library_is_told_with_what_to_do(name: str, make: Make) -> None:
    more, ask, message, hint, slug = FAULTS[name]
    library = make(more)
    assert told(lambda: ask(library)) == (LibraryError, message, hint, slug)


# -- where it is -----------------------------------------------------------------------------------------------------


def test_a_library_is_the_one_given_or_the_nearest_upward(make: Make, tmp_path: Path) -> None:
    root = make().root
    assert find_library(root / "specs/a") == root
    assert find_library(root) == root
    assert find_library(tmp_path, str(root)) == root
    assert told(lambda: find_library(tmp_path, str(root / "specs"))) == (
        LibraryError,
        f"{root / 'specs'} is not a library: it has no specman.toml.",
        "Make one there with specman init, or name another folder with -L.",
        "no-library",
    )
    assert told(lambda: find_library(tmp_path)) == (
        LibraryError,
        f"No library here: neither {tmp_path} nor a folder above it has a specman.toml.",
        "Go to a library, name one with -L DIR, or make one with specman init.",
        "no-library",
    )


def test_the_environment_may_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert library_from_environment() == ""
    monkeypatch.setenv("SPECMAN_LIBRARY", "/some/where")
    assert library_from_environment() == "/some/where"


def test_ids_and_numbers_from_outside_are_looked_at() -> None:
    assert (checked_work_id("sec-h"), checked_version("5.3a")) == ("sec-h", "5.3a")
    assert told(lambda: checked_work_id("../x")) == (
        InputError,
        "'../x' cannot be a work id.",
        "A work id is lower-case letters, digits and hyphens, such as sec-h; it is never a path.",
        "work-id",
    )
    assert told(lambda: checked_version("v1")) == (
        InputError,
        "'v1' is not a version number such as 4.12 or 5.3a.",
        "Numbers look like 4.12 or 5.3a.",
        "version",
    )


# -- trees -----------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_and_stamped_and_its_names_are_in_order(make: Make, tmp_path: Path) -> None:
    root = make().root
    tree = FolderTree(root)
    assert tree.read("specs/a/1.10.xml") == b"<a/>"
    assert tree.read("specs/a") is None
    assert tree.read("nothing") is None
    found = (root / "specs/a/1.10.xml").stat()
    assert tree.stamp("specs/a/1.10.xml") == (4, found.st_mtime_ns)
    assert tree.stamp("nothing") is None
    assert tree.names("specs/a") == ["1.10.xml", "1.9.xml", "notes.txt", "work.toml"]
    assert tree.names("specs/a/1.10.xml") == tree.names("nothing") == []


def test_no_link_is_followed_and_no_pipe_is_read(make: Make, tmp_path: Path) -> None:
    root = make().root
    (root / "inside").symlink_to(root / "specs/a/1.9.xml")
    (tmp_path / "secret").write_text("secret")
    (root / "outside").symlink_to(tmp_path / "secret")
    (tmp_path / "door").symlink_to(root)
    tree = FolderTree(tmp_path / "door")
    os.mkfifo(root / "pipe")
    (root / "specs/away").symlink_to(tmp_path)
    for path, what in (
        ("inside", "inside is a symbolic link"), ("outside", "outside is a symbolic link"), ("pipe", "pipe is a device or pipe"),
        ("specs/away", "specs/away is a symbolic link"), ("specs/away/secret", "specs/away is a symbolic link"),
    ):  # fmt: skip
        for ask in (tree.read, tree.stamp, tree.names):
            assert told(lambda ask=ask, path=path: ask(path)) == (
                LibraryError,
                f"{what}: the library reads and writes only files and folders of its own.",
                "Put the file or folder itself into the library.",
                "path-outside",
            )


@pytest.mark.parametrize("folder", ["", "library"])
def test_a_revision_is_read_as_it_stood(folder: str, make: Make, tmp_path: Path) -> None:
    root = make().root
    top = tmp_path if folder else root
    git(top, "init", "-q")
    git(top, "add", "-A")
    git(top, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first")
    (root / "specs/a/1.9.xml").write_text("changed")
    (root / "specs/a/1.11.xml").write_text("new")
    tree = GitTree(root, "HEAD")
    assert tree.commit == git(top, "rev-parse", "HEAD").strip()
    assert tree.read("specs/a/1.9.xml") == b"<b/>"
    assert tree.read("specs/a/1.11.xml") is None
    assert tree.stamp("specs/a/1.9.xml") == tuple(int(blob_id(b"<b/>", "")[a:b], 16) for a, b in ((0, 14), (14, 28)))
    assert tree.stamp("specs/a/1.9.xml") != tree.stamp("specs/a/1.10.xml")
    assert tree.stamp("nothing") is None
    assert tree.names("specs/a") == tree.names("specs/a/") == ["1.10.xml", "1.9.xml", "notes.txt", "work.toml"]
    assert tree.names("specs") == ["a", "empty", "s"]
    assert tree.names("spec") == []
    library = Library(root, "HEAD")
    assert (library.revision, list(library.works), list(library.baselines)) == ("HEAD", ["a", "s"], ["1.9", "1.10"])
    assert library.versions(library.works["a"]) == ["1.9", "1.10"]


def test_a_revision_before_the_library_is_told(make: Make) -> None:
    root = make({"specman.toml": None}).root
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first")
    told_of = told(lambda: Library(root, "HEAD").settings)
    assert told_of == (LibraryError, "There is no specman.toml at revision HEAD.", "", "no-library")
