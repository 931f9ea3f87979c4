"""One helper by which every deed is recorded: who, what, which files; one commit or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from specman.errors import LibraryError, SpecmanError, UsageError
from specman.model.person import MAY, Deed, Person
from specman.store.applicability import NAME as APPLICABILITY
from specman.store.git import Repository
from specman.store.library import HOUSE_FILE, MARKER, Library
from specman.store.manifests import proof_read
from specman.store.transaction import Change, Outcome, carry_out

_WORDS: dict[Deed, str] = {
    "init": "begin a library",
    "import": "import documents",
    "baseline": "freeze a baseline",
    "draft": "store a draft",
    "accept-mirror": "accept a difference between mirrors",
    "propose": "raise a modification",
    "describe": "change the record of a modification",
    "step": "take a modification to its next step",
    "review": "settle what a review asks",
    "release": "release a baseline",
}

T = TypeVar("T")


@dataclass(frozen=True)
class Made(Generic[T]):
    """What a deed does to the library as a commit holds it.

    Attributes:
        value: what the deed gives back to who asked for it.
        subject, body: of the commit's message.
        files: path in the library to bytes; none where nothing is new.
        created: paths that must not be there before.
        trailers: more of the message, `Baseline="4.12"` as `Specman-Baseline: 4.12`; empty ones are left out.
    """

    value: T
    subject: str
    files: Mapping[str, bytes]
    body: str = ""
    created: frozenset[str] = frozenset()
    trailers: Mapping[str, str] = field(default_factory=dict)


def record(library: Library, by: Person, deed: Deed, make: Callable[[Library], Made[T]]) -> tuple[T, Outcome]:
    """Do a deed in a person's name, on the library as the last commit holds it.

    Args:
        make: gives what the deed does to a state of the library. It reads that state only, and is asked again when
            another writer came first.

    Raises:
        LibraryError: no repository, the person may not, the person's own work is in the way, `make` refuses, or
            a manifest would be written that could not be read.
    """
    if library.as_of:
        raise UsageError(
            f"The library is read as of {library.as_of}; nothing is changed in the past.",
            hint="Leave --as-of out; a step says its own --date.",
        )
    made: list[Made[T]] = []

    def change(parent: str | None) -> Change:
        committed = Library(library.root, parent) if parent else library
        try:
            who = by if deed == "init" else allowed(committed, by, deed)
            made[:] = [make(committed)]
        except SpecmanError as error:
            if unseen := _not_committed(library):
                error.hint = f"{error.hint} Not committed, and so not seen: {unseen}.".strip()
            raise
        finally:
            if committed is not library:
                committed.close()
        found = made[0]
        proof_read(found.files)
        trailers = {f"Specman-{name}": value for name, value in found.trailers.items() if value}
        return Change(who, found.subject, found.files, found.body, {"Specman-Action": deed, **trailers}, found.created)

    outcome = carry_out(library.root, change)
    return made[0].value, outcome


def _not_committed(library: Library) -> str:
    """Files of a library that the folder holds otherwise than the last commit, the first few by name."""
    repository = Repository(library.root)
    try:
        rows = repository.pending(("specs", "baselines", "modifications", "reviews", APPLICABILITY, MARKER, HOUSE_FILE))
    finally:
        repository.close()
    names = [row[3:].removeprefix(repository.prefix) for row in rows]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


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
