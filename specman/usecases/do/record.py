"""One helper by which every deed is recorded: who, what, which files; one commit or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specman.errors import LibraryError
from specman.model.person import MAY, Deed, Person
from specman.store.library import Library
from specman.store.transaction import Outcome, Transaction


def record(
    root: Path, by: Person, deed: Deed, subject: str, files: Mapping[str, bytes], *, body: str = "", **trailers: str
) -> Outcome:
    """Write files and commit them in a person's name.

    Args:
        subject, body: of the commit's message.
        files: path in the library to bytes.
        trailers: more of the message, `Baseline="4.12"` as `Specman-Baseline: 4.12`; empty ones are left out.

    Raises:
        LibraryError: there is no repository, work of the person's own is in the way, or another writer came first.
    """
    said = {"Specman-Action": deed, **{f"Specman-{name}": value for name, value in trailers.items() if value}}
    return Transaction(root, subject, body, said, dict(files)).commit(by)


def allowed(library: Library, by: Person, deed: Deed) -> Person:
    """The person with the roles that the library gives; where it names nobody, everybody may do everything.

    Raises:
        LibraryError: the library names its people, and this one may not do the deed.
    """
    people = library.settings.people
    if not people:
        return by
    known = next((person for person in people if person.key == by.key), None)
    if known is None or not known.may(deed):
        what = "is not among the people of this library" if known is None else f"may not {_WORDS[deed]}"
        able = sorted(str(person) for person in people if person.may(deed))
        raise LibraryError(
            f"{by} {what}; nothing was written.",
            hint=f"Ask {' or '.join(able)}."
            if able
            else f"Give somebody one of the roles {', '.join(sorted(MAY[deed]))} under [[people]] in specman.toml.",
            slug="not-allowed",
        )
    return known


_WORDS: dict[Deed, str] = {
    "init": "begin a library",
    "import": "import documents",
    "baseline": "freeze a baseline",
    "draft": "store a draft",
    "accept-mirror": "accept a difference between mirrors",
}
