"""Reads what a person typed as a name: a file, an expression, a baseline, a draft, a revision, a range.

Provisions and terms are read by `citations.address`.

All commands and pages read names here, so that one name has one meaning everywhere. A name of the library is preferred
to a file of that name, and a file to a git revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specman.citations.address import split_address
from specman.errors import InputError, LibraryError, NotHeldError, UnknownNameError, UsageError
from specman.model.identity import VERSION, Work
from specman.model.modification import Modification
from specman.store.library import Library


@dataclass(frozen=True, slots=True)
class FileAt:
    """A file on disk."""

    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.name)


@dataclass(frozen=True, slots=True)
class BaselineAt:
    """A baseline of the library, by its number."""

    name: str


@dataclass(frozen=True, slots=True)
class DraftAt:
    """A modification of the library, with or without drafted text."""

    name: str
    modification: Modification


@dataclass(frozen=True, slots=True)
class ExpressionAt:
    """A work at a version, `WORK@VERSION`; `version` is "" where only the work is named."""

    name: str
    work: Work
    version: str


@dataclass(frozen=True, slots=True)
class RevisionAt:
    """A git revision, or a baseline at that revision (`REVISION:4.12`): the library as it was; `number` may be ""."""

    name: str
    library: Library
    number: str


@dataclass(frozen=True, slots=True)
class RangeAt:
    """What lies between two baselines, `4.11..4.12`."""

    name: str
    base: str
    target: str


Comparable = FileAt | BaselineAt | DraftAt | ExpressionAt | RevisionAt
"""What can be a side of a comparison."""


def file_named(name: str) -> FileAt | None:
    """The file on disk that a name is the path of, None where there is none."""
    return FileAt(name) if Path(name).is_file() else None


def must_be_file(name: str) -> bool:
    """Whether a name, by its ending, can only be that of a file."""
    from specman.formats.reading import TRIED

    return Path(name).suffix.lower() in TRIED and "@" not in name


def side_named(library: Library, name: str, *, outside: bool = True) -> Comparable | None:
    """The subject of a name, as a side of a comparison; None where there is none.

    Args:
        outside: look for files on disk and git revisions too.

    Raises:
        UnknownNameError: `WORK@VERSION` of a work or version that is not held.
        InputError, LibraryError: a revision whose library cannot be read.
    """
    if name in library.baselines:
        return BaselineAt(name)
    if (found := library.find_modification(name)) is not None:
        return DraftAt(name, found)
    if outside and (file := file_named(name)) is not None:
        return file
    if "@" in name:
        return expression_named(library, name)
    return revision_named(library, name) if outside else None


def expression_named(library: Library, name: str) -> ExpressionAt:
    """The work and the version that `WORK@VERSION` names.

    Raises:
        UnknownNameError: no such work, or no such version of it.
    """
    named = split_address(name, library.works)
    if named is None or not named.version or named.label:
        every = [f"{work.name}@{version}" for work in library.works.values() for version in library.versions(work)]
        raise UnknownNameError("version", name, every)
    refuse_unheld(library, named.work, named.version, name)
    return ExpressionAt(name, named.work, named.version)


def refuse_unheld(library: Library, work: Work, version: str, name: str) -> None:
    """Raise an error when a version of a work is not held.

    Args:
        name: what the person typed for it.

    Raises:
        UnknownNameError: it is not; the hint gives those that are. NotHeldError: none is, and its record says so.
    """
    held = library.versions(work)
    if not held and not work.held:
        raise NotHeldError(work.name, work.id)
    if version not in held:
        every = [f"{work.name}@{other}" for other in held]
        raise UnknownNameError("version", name, every, slug="unknown-version")


def work_called(library: Library, name: str) -> Work | None:
    """The work that a document's name means, as a person writes it, None where it means none.

    A letter and a title may stand together: `Appendix E DCC User Interface Services Schedule`.
    """
    try:
        return library.work(name)
    except UnknownNameError:
        named = split_address(name, library.works)
    if named is None or named.version:
        return None
    said = named.label.strip(" :()").casefold()
    return named.work if said in ("", named.work.title.rpartition(": ")[2].casefold()) else None


def document_named(library: Library, name: str) -> ExpressionAt:
    """The document that `WORK` (its newest version) or `WORK@VERSION` names.

    Raises:
        UnknownNameError: no such work. UsageError: a provision is named. InputError: no such version.
        NotHeldError: no version at all, and the work's record says so.
    """
    named = split_address(name, library.works)
    work = named.work if named is not None else library.work(name.partition("@")[0])
    if named is not None and named.label:
        raise UsageError(
            f"{name} is a provision; a whole document is exported.", hint=f"Say {work.name}, or {work.name}@VERSION."
        )
    held = library.versions(work)
    if not held and not work.held:
        raise NotHeldError(work.name, work.id)
    version = named.version if named is not None and named.version else (held[-1] if held else "")
    if version not in held:
        raise InputError(
            f"{work.name}@{version} is not in the library.",
            hint=f"The versions held are {', '.join(held) or 'none'}.",
            slug="unknown-version",
        )
    return ExpressionAt(name, work, version)


def revision_named(library: Library, name: str) -> RevisionAt | None:
    """The git revision, or the baseline at it, that a name means; None where git knows no such revision.

    Raises:
        InputError, LibraryError: the revision is there, and its library cannot be read or lacks the baseline.
    """
    revision, number = split_revision(name)
    try:
        at = Library(library.root, revision)
    except (InputError, LibraryError) as error:
        if error.slug in ("unknown-revision", "no-repository", "bare"):
            return None
        raise
    return RevisionAt(name, at, number)


def split_revision(name: str) -> tuple[str, str]:
    """The revision and the number of the baseline in `REVISION:4.12`; "" for the number where none is named."""
    revision, colon, number = name.rpartition(":")
    return (revision, number) if colon else (name, "")


def split_range(name: str) -> tuple[str, str] | None:
    """Both ends of `BASE..TARGET`, None for what is not written so; a path with `..` in it is none."""
    base, dots, target = name.partition("..")
    return (base, target) if dots and base and target and "/" not in name else None


def range_named(library: Library, name: str) -> RangeAt | None:
    """The range of two baselines that a name means, None where it is none.

    Raises:
        UnknownNameError: it is a range, one end of which is no baseline.
    """
    ends = split_range(name)
    if ends is None:
        return None
    base, target = ends
    if not any(end in library.baselines or VERSION.fullmatch(end) for end in (base, target)):
        return None
    for number in (base, target):
        library.baseline(number)
    return RangeAt(name, base, target)


# -- names to choose from ------------------------------------------------------------------------------------------


def side_names(library: Library) -> list[str]:
    """Names that can be a side of a comparison: baselines and modifications."""
    return [*library.baselines, *library.modifications]


def subject_names(library: Library) -> list[str]:
    """Names that can be assessed: modifications and works that are held."""
    return [*library.modifications, *work_names(library)]


def work_names(library: Library) -> list[str]:
    """Ids of works whose text can be read."""
    return [work.id for work in library.works.values() if work.held]
