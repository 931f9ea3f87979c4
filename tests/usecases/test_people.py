"""Every deed has a person: who signs a commit, and who may do what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError
from specman.model.person import MAY, ROLES, Deed, Person
from specman.store.git import person_of
from specman.store.library import Library
from specman.usecases.do.freeze_baseline import create_baseline
from specman.usecases.do.record import Made, allowed, record
from tests.conftest import BY, Door, git

PEOPLE = """
[[people]]
name = "Ada"
email = "ada@example.org"
roles = ["administrator"]

[[people]]
name = "Rob"
email = "Rob@example.org"
roles = ["reviewer"]
"""
ADA, ROB = Person("Ada", "ADA@example.org"), Person("Rob", "rob@example.org")


@pytest.fixture
def library(make_library: Callable[..., Path]) -> Library:
    root = make_library()
    settings = root / "specman.toml"
    settings.write_text(settings.read_text() + PEOPLE)
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-am", "people")
    return Library(root)


def test_a_deed_is_a_commit_in_the_persons_name_with_what_was_done(library: Library) -> None:
    made = Made("given back", "a subject", {"x/y.txt": b"y"}, "A body.", trailers={"Modification": "MOD1", "Empty": ""})
    value, outcome = record(library, ADA, "draft", lambda _: made)
    assert value == "given back"
    shown = git(library.root, "show", "-s", "--format=%an <%ae>|%cn <%ce>|%B", outcome.commit)
    assert shown.strip() == (
        "Ada <ada@example.org>|Ada <ada@example.org>|a subject\n\nA body.\n\nSpecman-Action: draft\nSpecman-Modification: MOD1"
    )
    assert (library.root / "x" / "y.txt").read_bytes() == b"y"


def test_where_a_library_names_nobody_everybody_may_do_everything(make_library: Callable[..., Path]) -> None:
    library = Library(make_library())
    assert all(allowed(library, BY, deed) == BY for deed in MAY)


@pytest.mark.parametrize(
    ("deed", "roles"),
    [
        ("init", {"administrator"}), ("import", {"administrator"}), ("baseline", {"administrator"}),
        ("draft", {"administrator", "analyst"}), ("accept-mirror", {"administrator", "analyst", "reviewer"}),
    ],
)  # fmt: skip
def test_which_roles_may_do_a_deed(deed: Deed, roles: set[str]) -> None:
    assert {role for role in ROLES if Person("A", "a@b", frozenset({role})).may(deed)} == roles
    assert not Person("A", "a@b").may(deed)


def test_a_person_is_known_by_the_email_and_has_the_roles_of_the_library(library: Library) -> None:
    assert allowed(library, ADA, "baseline") == Person("Ada", "ada@example.org", frozenset({"administrator"}))
    assert allowed(library, ROB, "accept-mirror").roles == {"reviewer"}


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (ROB, "Rob <rob@example.org> may not freeze a baseline; nothing was written."),
        (BY, "Tester <tester@example.org> is not among the people of this library; nothing was written."),
    ],
)
def test_who_may_not_do_a_deed_is_told_whom_to_ask(library: Library, by: Person, said: str) -> None:
    with pytest.raises(LibraryError) as raised:
        create_baseline(library, by, "2.0")
    assert (raised.value.message, raised.value.hint) == (said, "Ask Ada <ada@example.org>.")
    assert not (library.root / "baselines" / "2.0.toml").exists()
    assert create_baseline(library, ADA, "2.0")[1].commit


def test_where_nobody_may_the_role_that_may_is_named(library: Library) -> None:
    settings = library.root / "specman.toml"
    settings.write_text(settings.read_text().replace('"administrator"', '"reviewer"'))
    with pytest.raises(LibraryError) as raised:
        allowed(Library(library.root), ROB, "draft")
    assert (
        raised.value.hint == "Give somebody one of the roles administrator, analyst under [[people]] in specman.toml."
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('name = "A"', "has one of [[people]] without a name and an email"),
        ('name = " "\nemail = "a@b"', "has one of [[people]] without a name and an email"),
        ('name = "A"\nemail = "nowhere"', "has one of [[people]] without a name and an email"),
        ('name = "A"\nemail = "a@b"\nroles = ["king"]', "gives A the roles ['king']"),
        ('name = "A"\nemail = "a@b"\nroles = "reviewer"', "gives A the roles 'reviewer'"),
        ('name = "A"\nemail = "ada@EXAMPLE.org"', "names ada@EXAMPLE.org twice among its people"),
    ],
)
def test_people_that_cannot_be_are_refused(library: Library, row: str, said: str) -> None:
    settings = library.root / "specman.toml"
    settings.write_text(f"{settings.read_text()}\n[[people]]\n{row}\n")
    with pytest.raises(LibraryError) as raised:
        _ = Library(library.root).settings
    assert said in raised.value.message


def test_on_the_command_line_the_person_is_gits(
    library: Library, specman: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(library.root, "config", "user.name", "Rob")
    git(library.root, "config", "user.email", "rob@example.org")
    assert person_of(library.root) == Person("Rob", "rob@example.org")
    status, _, error = specman("baseline", "create", "2.0", library=library.root)
    assert (status, "may not freeze a baseline" in error) == (4, True)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ada@example.org")
    assert specman("baseline", "create", "2.0", library=library.root)[0] == 0
    assert git(library.root, "show", "-s", "--format=%an <%ae>").strip() == "Ada <ada@example.org>"


def test_where_git_names_nobody_specman_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the tests may run in a repository that names somebody
    assert person_of(tmp_path / "not there") == person_of(tmp_path) == Person("specman", "specman@localhost")
