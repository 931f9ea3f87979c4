"""Changing a library: a new one, imported documents, frozen baselines, drafted text. Each is one commit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from specman.errors import InputError, LibraryError, UsageError
from specman.formats import akn
from specman.formats.reading import READABLE, read_document
from specman.model.baseline import Baseline, Entry
from specman.model.document import Document
from specman.model.finding import Finding
from specman.model.identity import VersionNumber, WorkKind
from specman.store.git import init_repository
from specman.store.library import MARKER, Library, checked_version, checked_work_id, digest
from specman.store.manifests import read_work, write_baseline, write_table
from specman.store.transaction import Outcome, Transaction

_TEXT_ENDINGS = (".md", ".xml")
_CODE_SECTION = re.compile(r"sec-([a-z])")


@dataclass(frozen=True)
class Planned:
    """One file of an import: what it becomes.

    Attributes:
        status: `new work`, `new version` or `unchanged` (the library already holds these bytes).
        manifest: the `work.toml` of a new work, empty otherwise.
    """

    file: str
    work: str
    version: str
    status: str
    path: str
    data: bytes
    document: Document
    manifest: bytes = b""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reader was unsure of."""
        return self.document.findings


def init_library(folder: Path, title: str) -> Outcome:
    """Make a library in a folder: settings, a git repository where there is none, one commit.

    Raises:
        LibraryError: the folder is a library already.
    """
    if (folder / MARKER).exists():
        raise LibraryError(
            f"{folder} is a library already.",
            hint="specman status says what it holds.",
            slug="library-exists",
        )
    folder.mkdir(parents=True, exist_ok=True)
    init_repository(folder)
    transaction = Transaction(folder, "specman: begin library", trailers={"Specman-Action": "init"})
    transaction.write(MARKER, write_table({"title": title}))
    transaction.write(".gitattributes", b"*.xsd -text\n*.csv -text\n*.xml text eol=lf\n")
    return transaction.commit()


def plan_import(
    library: Library,
    files: Sequence[Path],
    work: str = "",
    version: str = "",
    *,
    title: str = "",
    kind: str = "",
) -> list[Planned]:
    """What importing these files would do; nothing is written.

    A file's work and version are those given, or told by its path: `sec-h/4.12.md` is work sec-h, version 4.12.

    Raises:
        InputError: a file that cannot be read, or names that cannot be. LibraryError: the version is held with
            other bytes: an issued expression never changes.
    """
    if (work or version) and len(files) > 1:
        raise UsageError(
            "--work and --version name one file, but several are given.",
            hint="Import them one by one, or from folders named by work.",
        )
    planned = []
    taken: dict[str, str] = {}
    for file in files:
        item = _plan(library, file, work, version, title, kind)
        if item.path in taken:
            raise InputError(
                f"{taken[item.path]} and {file} would both be {item.path}.",
                hint="Import one of them.",
                slug="import-twice",
            )
        taken[item.path] = str(file)
        planned.append(item)
    return planned


def _plan(library: Library, file: Path, work: str, version: str, title: str, kind: str) -> Planned:
    if not file.is_file():
        raise InputError(f"There is no file {file}.", hint="Check the path.", slug="no-file")
    if file.suffix.lower() not in READABLE:
        raise InputError(
            f"specman does not import {file.suffix or 'files without an ending'} ({file}).",
            hint=f"It imports {', '.join(READABLE)}.",
            slug="unknown-format",
        )
    work_id = checked_work_id(work or file.parent.name)
    number = checked_version(version or file.stem)
    document = read_document(file.read_bytes(), str(file), work=work_id, version=number)
    known = library.works.get(work_id)
    manifest = b"" if known else _new_manifest(work_id, document, file, title, kind)
    owner = known or read_work(manifest, f"specs/{work_id}/work.toml")
    data = stored_form(document, file)
    if (owner.suffix == ".xml") != (file.suffix.lower() in _TEXT_ENDINGS) or (
        owner.suffix != ".xml" and owner.suffix != file.suffix.lower()
    ):
        raise InputError(
            f"{file} cannot be a version of {owner.name}, which is a {owner.kind} kept as {owner.suffix}.",
            hint="Name another work with --work.",
            slug="wrong-kind",
        )
    path = library.path_of(owner, number)
    held = library.tree.read(path)
    if held is not None and held != data:
        raise LibraryError(
            f"{owner.name}@{number} is in the library with other content; an issued expression never changes.",
            hint="Give the corrected document a new version number.",
            slug="expression-exists",
        )
    status = "unchanged" if held is not None else "new version" if known else "new work"
    return Planned(str(file), work_id, number, status, path, data, document, manifest)


def stored_form(document: Document, file: Path) -> bytes:
    """The bytes the library keeps: Akoma Ntoso in the profile for text; schemas and tables byte for byte.

    Raises:
        InputError: the text cannot be kept in the profile.
    """
    if file.suffix.lower() not in _TEXT_ENDINGS:
        return file.read_bytes()
    data = akn.serialise(document)
    faults = akn.validate(data, str(file))
    if faults:
        raise InputError(
            f"{file} cannot be kept as Akoma Ntoso: {faults[0][1]} (line {faults[0][0]} of the stored form).",
            hint="Please report this file: specman should read it.",
            slug="akn-profile",
        )
    return data


def _new_manifest(work_id: str, document: Document, file: Path, title: str, kind: str) -> bytes:
    """The `work.toml` of a work the library does not know yet; its owner edits it from there."""
    suffix = file.suffix.lower()
    section = _CODE_SECTION.fullmatch(work_id)
    guessed: WorkKind = "schema" if suffix == ".xsd" else "table" if suffix == ".csv" else "specification"
    if section and suffix in _TEXT_ENDINGS:
        guessed = "code-section"
    values: dict[str, object] = {
        "id": work_id,
        "title": title or document.metadata.title or work_id,
        "kind": kind or guessed,
        "name": work_id.upper(),
    }
    own_units = ["section", "clause", "paragraph", "table"]
    if section and values["kind"] == "code-section":
        letter = section[1].upper()
        values |= {"name": f"SEC {letter}", "prefix": "SEC", "code": f"SEC:{letter}", "aliases": [f"Section {letter}"]}
        own_units.remove("section")  # in the Code a Section is always cited with its letter
    values["citations"] = {"own_units": own_units, "terms_from": ["sec-a"] if section else []}
    return write_table(values)


def import_files(library: Library, planned: Sequence[Planned]) -> Outcome:
    """Carry out a plan: all its files in one commit, or nothing.

    Raises:
        LibraryError: there is no repository, or work of the user's own is in the way.
    """
    fresh = [item for item in planned if item.status != "unchanged"]
    if not fresh:
        return Outcome("", ())
    names = ", ".join(f"{item.work}@{item.version}" for item in fresh[:6]) + (" …" if len(fresh) > 6 else "")
    subject = f"import: {names}" if len(fresh) < 7 else f"import: {len(fresh)} expressions"
    transaction = Transaction(
        library.root, subject, "\n".join(f"{item.work} {item.version} from {Path(item.file).name}" for item in fresh),
        {"Specman-Action": "import"},
    )  # fmt: skip
    for item in fresh:
        transaction.write(item.path, item.data)
        if item.manifest:
            transaction.write(f"specs/{item.work}/work.toml", item.manifest)
    return transaction.commit()


def create_baseline(
    library: Library,
    number: str,
    *,
    in_effect: str = "",
    basis: str = "",
    source: str = "",
    title: str = "",
    previous: str = "",
    versions: Sequence[str] = (),
    without: Sequence[str] = (),
) -> tuple[Baseline, Outcome]:
    """Freeze a set: the newest version of every work, or the version named.

    Args:
        versions: `WORK=VERSION` for works that take another than their newest version.
        without: works that are not part of it.

    Raises:
        InputError: the number or a version cannot be. LibraryError: the number is taken, or holds nothing.
    """
    checked_version(number)
    if number in library.baselines:
        raise LibraryError(
            f"Baseline {number} exists; a baseline is never changed.",
            hint="Give the new one another number.",
            slug="baseline-exists",
        )
    chosen: dict[str, str] = {}
    for pair in versions:
        name, equals, version = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not WORK=VERSION.", hint="For example --set gbcs=0.8.1.")
        chosen[library.work(name).id] = checked_version(version)
    left_out = {library.work(name).id for name in without}
    entries: dict[str, Entry] = {}
    for work in library.works.values():
        held = library.versions(work)
        if work.id in left_out or not held:
            continue
        version = chosen.get(work.id, held[-1])
        entries[work.id] = Entry(version, digest(library.read_expression(work, version)))
    if not entries:
        raise LibraryError(
            "The library holds no expression to freeze.",
            hint="Import documents first.",
            slug="nothing-to-freeze",
        )
    numbers = [n for n in library.baselines if VersionNumber.parse(n) < VersionNumber.parse(number)]
    baseline = Baseline(
        VersionNumber.parse(number),
        entries,
        in_effect,
        basis,
        source,
        "",
        previous or (numbers[-1] if numbers else ""),
        title,
    )
    transaction = Transaction(
        library.root, f"baseline: freeze {number}", f"{len(entries)} works.",
        {"Specman-Action": "baseline", "Specman-Baseline": number},
    )  # fmt: skip
    transaction.write(f"baselines/{number}.toml", write_baseline(baseline))
    return baseline, transaction.commit()


def draft(library: Library, modification: str, file: Path, work: str = "") -> tuple[str, Document, Outcome]:
    """Store the drafted text of a whole document with a modification.

    Args:
        work: the work it drafts; the file's folder, or its stem, when empty.

    Raises:
        InputError: the file cannot be read, or is of another kind than the work.
    """
    found = library.modification(modification)
    guess = work or (file.parent.name if file.parent.name in library.works else file.stem)
    owner = library.work(guess)
    document = read_document(file.read_bytes(), str(file), work=owner.id, version="draft")
    data = stored_form(document, file)
    path = f"modifications/{found.id}/{owner.id}{owner.suffix}"
    transaction = Transaction(
        library.root, f"mod: draft of {owner.name} for {found.id}",
        trailers={"Specman-Action": "draft", "Specman-Modification": found.id},
    )  # fmt: skip
    transaction.write(path, data)
    return path, document, transaction.commit()


@dataclass(frozen=True)
class Status:
    """What a library holds and what is left over.

    Attributes:
        pending: files that differ from the last commit; None without a repository.
    """

    root: str
    title: str
    notice: str
    works: int
    expressions: int
    baselines: tuple[Baseline, ...]
    open_modifications: int
    modifications: int
    revision: str
    pending: tuple[str, ...] | None


def status(library: Library) -> Status:
    """The library at a glance."""
    from specman.store.git import Repository

    revision, pending = library.revision, None
    if not revision:
        try:
            repository = Repository(library.root)
            revision = (repository.head or "")[:12]
            pending = tuple(repository.pending(["specs", "baselines", "modifications", MARKER]))
            repository.close()
        except LibraryError:
            revision = ""
    return Status(
        str(library.root),
        library.settings.title,
        library.settings.notice,
        len(library.works),
        sum(len(library.versions(work)) for work in library.works.values()),
        tuple(library.baselines.values()),
        sum(1 for m in library.modifications.values() if m.is_open),
        len(library.modifications),
        revision,
        pending,
    )
