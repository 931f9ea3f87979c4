"""A library opened for reading: its works, baselines and modifications, and the bytes of expressions."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from specman.errors import InputError, LibraryError, UnknownNameError
from specman.model.applicability import Applicable
from specman.model.baseline import Baseline
from specman.model.identity import WORK_ID, VersionNumber, Work
from specman.model.modification import Modification
from specman.store import applicability, manifests
from specman.store.modifications import read_modification
from specman.store.tree import FolderTree, GitTree, Tree

MARKER = "specman.toml"
HOUSE_FILE = "citations.toml"
ENDINGS = (".xml", ".xsd", ".csv")


def find_library(start: Path, given: str = "") -> Path:
    """The library's folder: the one given, or the nearest folder from `start` upward with a specman.toml.

    Raises:
        LibraryError: there is none.
    """
    if given:
        root = Path(given)
        if not (root / MARKER).is_file():
            raise LibraryError(
                f"{given} is not a library: it has no {MARKER}.",
                hint="Make one there with specman init, or name another folder with -L.",
                slug="no-library",
            )
        return root
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    raise LibraryError(
        f"No library here: neither {start} nor a folder above it has a {MARKER}.",
        hint="Go to a library, name one with -L DIR, or make one with specman init.",
        slug="no-library",
    )


def committed(root: Path) -> Library:
    """A library as its last commit holds it, whatever happens to its folder meanwhile; where there is no commit, the
    folder."""
    from specman.store.git import Repository

    try:
        repository = Repository(root)
    except LibraryError as error:
        if error.slug == "no-repository":
            return Library(root)
        raise
    try:
        head = repository.head
    finally:
        repository.close()
    found = Library(root, head) if head else Library(root)
    return found if found.tree.read(MARKER) is not None else Library(root)


class Library:
    """Read access to a library, from its folder or at a git revision. Everything is read when first asked for.

    Args:
        as_of: a day (ISO) at whose end the records are seen: later baselines, and later steps of modifications, are not
            there. "" for all that is recorded.
    """

    def __init__(self, root: Path, revision: str = "", as_of: str = "") -> None:
        self.root = root.resolve()
        self.revision = revision
        self.as_of = as_of
        self.tree: Tree = GitTree(self.root, revision) if revision else FolderTree(self.root)

    @functools.cached_property
    def settings(self) -> manifests.Settings:
        """`specman.toml`."""
        data = self.tree.read(MARKER)
        if data is None:
            raise LibraryError(f"There is no {MARKER} at revision {self.revision}.", slug="no-library")
        return manifests.read_settings(data)

    @functools.cached_property
    def works(self) -> Mapping[str, Work]:
        """Every work, by id.

        Raises:
            LibraryError: a manifest that cannot be read, or two that declare the same work or name.
        """
        _ = self.settings  # a library of a newer format is refused before anything else is read
        found: dict[str, Work] = {}
        owners: dict[str, str] = {}
        for folder in self.tree.names("specs"):
            path = f"specs/{folder}/work.toml"
            data = self.tree.read(path)
            if data is None:
                if any(name.endswith(ENDINGS) for name in self.tree.names(f"specs/{folder}")):
                    raise LibraryError(
                        f"specs/{folder} holds expressions but no work.toml says what work they are of.",
                        hint="Restore the file, or import the document again.",
                        slug="work-missing",
                    )
                continue
            work = manifests.read_work(data, path)
            if work.id in found or (work.id != folder and self.tree.read(f"specs/{work.id}/work.toml") is not None):
                raise LibraryError(
                    f"The work {work.id!r} is declared twice: specs/{work.id} and specs/{folder}.",
                    hint="Give each work its own id, the name of its folder.",
                    slug="work-twice",
                )
            if work.id != folder:
                raise LibraryError(
                    f"{path} declares the work {work.id!r}, but stands in the folder {folder!r}.",
                    hint="The id of a work is the name of its folder.",
                    slug="work-misplaced",
                )
            if work.code in owners:
                raise LibraryError(
                    f"{work.id} and {owners[work.code]} both have the code {work.code!r}.",
                    hint="Citations are resolved by code: give each work its own.",
                    slug="work-twice",
                )
            owners[work.code] = work.id
            found[work.id] = work
        return found

    @functools.cached_property
    def baselines(self) -> Mapping[str, Baseline]:
        """Every baseline, by number, oldest first.

        Raises:
            LibraryError: a manifest that cannot be read, two with one number, or one that names a work the
                library does not declare.
        """
        found: dict[VersionNumber, tuple[Baseline, str]] = {}
        for name in self.tree.names("baselines"):
            if not name.endswith(".toml"):
                continue
            path = f"baselines/{name}"
            data = self.tree.read(path)
            baseline = manifests.read_baseline(data or b"", path)
            if baseline.number in found:
                raise LibraryError(
                    f"{found[baseline.number][1]} and {path} both have the number {baseline.number}.",
                    hint="A baseline's number is given once. Renumber or remove one of the files.",
                    slug="baseline-twice",
                )
            if f"{baseline.number}.toml" != name:
                raise LibraryError(
                    f"{path} has the number {baseline.number}.",
                    hint="Name the file after the number.",
                    slug="baseline-misplaced",
                )
            for work in baseline.entries:
                if work not in self.works:
                    raise LibraryError(
                        f"{path} names the work {work!r}, which the library does not declare.",
                        hint=f"Restore specs/{work}/work.toml.",
                        slug="work-missing",
                    )
            if not self.as_of or baseline.in_effect <= self.as_of:
                found[baseline.number] = (baseline, path)
        return {str(number): found[number][0] for number in sorted(found)}

    @functools.cached_property
    def modifications(self) -> Mapping[str, Modification]:
        """Every modification, by id."""
        found = {}
        for folder in self.tree.names("modifications"):
            path = f"modifications/{folder}/modification.toml"
            data = self.tree.read(path)
            if data is None:
                continue
            modification = read_modification(data, path, self.tree.names(f"modifications/{folder}"))
            if modification.id != folder:
                raise LibraryError(
                    f"{path} has the id {modification.id!r}.",
                    hint="Name the folder after the id.",
                    slug="modification-misplaced",
                )
            seen = modification.as_of(self.as_of) if self.as_of else modification
            if seen is not None:
                found[modification.id] = seen
        return found

    @functools.cached_property
    def applicability(self) -> tuple[Applicable, ...]:
        """Which versions may be installed and maintained when; empty where the library has no such table.

        Raises:
            LibraryError: it cannot be read, or names a work that the library does not declare.
        """
        data = self.tree.read(applicability.NAME)
        if data is None:
            return ()
        rows = applicability.read_applicability(data)
        for row in rows:
            for work in (row.work, *row.pairs):
                if work not in self.works:
                    raise LibraryError(
                        f"{applicability.NAME} names the work {work!r}, which the library does not declare.",
                        hint=f"Restore specs/{work}/work.toml, or write the id of another work.",
                        slug="work-missing",
                    )
        return rows

    def close(self) -> None:
        """End the helper process of git, where the library is read at a revision."""
        self.tree.close()

    def manifest_errors(self) -> list[LibraryError]:
        """Every manifest that cannot be read, each with all its faults; empty where the library can be opened."""
        found: list[LibraryError] = []

        def read(reading: Callable[..., object], *given: object) -> None:
            try:
                reading(*given)
            except LibraryError as error:
                found.append(error)

        if self.tree.read(MARKER) is None:
            read(getattr, self, "settings")
        for path in self.records():
            data = self.tree.read(path)
            if data is not None:
                read(manifests.proof_read, {path: data})
        if not found:  # each by itself can be read: what remains is between them
            for all_together in ("works", "baselines", "modifications", "applicability"):
                read(getattr, self, all_together)
        return found

    def records(self) -> Iterator[str]:
        """Paths of all manifests: settings, applicability, works, baselines, modifications, reviews."""
        yield MARKER
        yield from self._there([applicability.NAME])
        yield from self._there(f"specs/{name}/work.toml" for name in self.tree.names("specs"))
        yield from (f"baselines/{name}" for name in self.tree.names("baselines") if name.endswith(".toml"))
        yield from self._there(f"modifications/{name}/modification.toml" for name in self.tree.names("modifications"))
        yield from self._there(f"modifications/{name}/review.toml" for name in self.tree.names("modifications"))
        yield from (f"reviews/{name}" for name in self.tree.names("reviews") if name.endswith(".toml"))

    def _there(self, paths: Iterable[str]) -> Iterator[str]:
        return (path for path in paths if self.tree.stamp(path) is not None)

    def work(self, name: str) -> Work:
        """The work with this id, short name or code, letter case aside.

        Raises:
            UnknownNameError: no such work.
        """
        folded = name.casefold()
        for work in self.works.values():
            if folded in (work.id, work.name.casefold(), work.code.casefold(), work.title.casefold()):
                return work
            if folded in (alias.casefold() for alias in work.aliases):
                return work
        raise UnknownNameError("work", name, [*self.works, *(w.name for w in self.works.values())], slug="unknown-work")

    def baseline(self, number: str = "") -> Baseline:
        """The baseline with this number; the newest when it is empty.

        Raises:
            UnknownNameError: no such baseline. LibraryError: the library has none.
        """
        if not self.baselines:
            raise LibraryError(
                "This library has no baseline yet.",
                hint="Freeze one with specman baseline create NUMBER.",
                slug="no-baseline",
            )
        if not number:
            return list(self.baselines.values())[-1]
        if number not in self.baselines:
            raise UnknownNameError("baseline", number, self.baselines, slug="unknown-baseline")
        return self.baselines[number]

    def find_modification(self, name: str) -> Modification | None:
        """The modification with this id, letter case and spaces aside; None when there is none."""
        return self.modifications.get(name.upper().replace(" ", ""))

    def modification(self, name: str) -> Modification:
        """The modification with this id, letter case and spaces aside.

        Raises:
            UnknownNameError: no such modification.
        """
        found = self.find_modification(name)
        if found is None:
            raise UnknownNameError("modification", name, self.modifications, slug="unknown-modification")
        return found

    def versions(self, work: Work) -> list[str]:
        """Versions of a work that are held, oldest first."""
        found = []
        for name in self.tree.names(f"specs/{work.id}"):
            if name.endswith(work.suffix):
                try:
                    found.append(VersionNumber.parse(name.removesuffix(work.suffix)))
                except ValueError:
                    raise LibraryError(
                        f"specs/{work.id}/{name} is not named by a version number.",
                        hint=f"Name it like 1.0{work.suffix}.",
                        slug="expression-misnamed",
                    ) from None
        return [str(version) for version in sorted(found)]

    def path_of(self, work: Work, version: str) -> str:
        """Where an expression is kept, inside the library."""
        return f"specs/{work.id}/{version}{work.suffix}"

    def prove(self, path: str, work: Work, sha256: str) -> None:
        """Whether the expression kept at a path is what its digest says.

        Raises:
            LibraryError: not held, or not what the digest says.
        """
        self.read_expression(work, path.rpartition("/")[2].removesuffix(work.suffix), sha256)

    def read_expression(self, work: Work, version: str, sha256: str = "") -> bytes:
        """The bytes of an expression, proven against a digest when one is given.

        Raises:
            LibraryError: not held, or not what the digest says.
        """
        path = self.path_of(work, version)
        data = self.tree.read(path)
        if data is None:
            raise LibraryError(
                f"{path} is not in the library, though {work.name}@{version} is asked for.",
                hint=f"The versions held are {', '.join(self.versions(work)) or 'none'}.",
                slug="expression-missing",
            )
        if sha256 and digest(data) != sha256:
            raise LibraryError(
                f"{path} is not what the baseline froze: its digest does not match.",
                hint="An issued expression never changes. Restore the file; a correction is a new version.",
                slug="digest-mismatch",
            )
        return data


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal: what baselines record."""
    return hashlib.sha256(data).hexdigest()


def checked_work_id(text: str) -> str:
    """A work id from outside.

    Raises:
        InputError: it could be a path, or has another shape.
    """
    if not WORK_ID.fullmatch(text):
        raise InputError(
            f"{text!r} cannot be a work id.",
            hint="A work id is lower-case letters, digits and hyphens, such as sec-h; it is never a path.",
            slug="work-id",
        )
    return text


def checked_version(text: str) -> str:
    """A version or baseline number from outside."""
    try:
        return str(VersionNumber.parse(text))
    except ValueError as error:
        raise InputError(
            f"{error}.".replace("..", "."), hint="Numbers look like 4.12 or 5.3a.", slug="version"
        ) from None


def library_from_environment() -> str:
    """The library named by SPECMAN_LIBRARY, "" when unset."""
    return os.environ.get("SPECMAN_LIBRARY", "")
