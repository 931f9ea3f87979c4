"""Storing the drafted text of a modification, and proving what its redline was drawn on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specman.compare.documents import compare_documents
from specman.errors import LibraryError, NotHeldError
from specman.formats.reading import read_document
from specman.intake.recognise import matches
from specman.intake.stored_form import read_expression, stored_form
from specman.model.document import Document
from specman.model.identity import Work
from specman.model.modification import Modification
from specman.model.person import Person
from specman.store.library import Library
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import with_base

MOST_NAMED = 8


@dataclass(frozen=True)
class Proof:
    """Whether a redline's text, with every change rejected, is that of the version it should be drawn on.

    Attributes:
        base: the version it is held against (`SEC H@4.11`).
        differing: labels of the provisions that are not the same; empty when it is proven.
        reads_like: another held version that it is, "" when there is none.
        editorial: provisions that differ in spaces, quotation marks or emphasis only.
    """

    base: str
    differing: tuple[str, ...] = ()
    reads_like: str = ""
    editorial: int = 0


@dataclass(frozen=True)
class Drafted:
    """A stored draft. `proof` is None when the file has no tracked changes."""

    path: str
    document: Document
    outcome: Outcome
    proof: Proof | None


def draft(
    library: Library, by: Person, modification: str, file: Path, work: str = "", *, unproven: bool = False
) -> Drafted:
    """Store the drafted text of a whole document with a modification, in one commit.

    Of a redline, the text with all changes accepted is the draft; the text with all of them rejected must be the base
    expression. The redline itself is kept beside the draft. A proposal that names no baseline is drafted on the
    newest from now on.

    Args:
        work: the work it drafts; else told by the file's folder, name, title or content.
        unproven: store it although the redline was drawn on another text.

    Raises:
        InputError: the file cannot be read, or is of another kind than the work. NotHeldError: the work is registered,
            and there is no text that a draft would change.
        LibraryError: the redline was drawn on another version; nothing is stored.
    """
    data = file.read_bytes()
    document = read_document(data, str(file), version="draft")

    def make(committed: Library) -> Made[tuple[str, Document, Proof | None]]:
        return _drafted(committed, modification, file, data, document, work, unproven=unproven)

    (path, document, proof), outcome = record(library, by, "draft", make)
    return Drafted(path, document, outcome, proof)


def _drafted(
    library: Library, modification: str, file: Path, data: bytes, document: Document, work: str, *, unproven: bool
) -> Made[tuple[str, Document, Proof | None]]:
    found = library.modification(modification)
    owner = _work_of(library, file, document, work)
    if not owner.held:  # beside nothing, every word of it would be told as added
        raise NotHeldError(owner.name, owner.id)
    document = Document(
        owner.id, "draft", document.metadata, document.provisions, document.schema, document.findings,
        document.revisions, document.images,
    )  # fmt: skip
    proof = None
    if document.revisions:
        before = read_document(data, str(file), work=owner.id, revisions="reject")
        proof = prove(library, found, owner, before)
        if proof.differing and not unproven:
            raise _drawn_on_another(file, proof)
    folder = f"modifications/{found.id}"
    path = f"{folder}/{owner.id}{owner.suffix}"
    files = {path: stored_form(document, str(file), data)}
    if document.revisions:
        files[f"{folder}/{owner.id}.redline{file.suffix.lower()}"] = data
    files |= {f"{folder}/images/{image.name}": image.data for image in document.images}
    files |= with_base(library, found)
    subject = f"mod: draft of {owner.name} for {found.id}"
    return Made((path, document, proof), subject, files, _said(proof), trailers={"Modification": found.id})


def prove(library: Library, modification: Modification, work: Work, before: Document) -> Proof:
    """Hold the text before a redline's changes against the base of its modification."""
    baseline = library.baseline(modification.base)
    entry = baseline.entries.get(work.id)
    if entry is None:
        held = library.versions(work)
        return Proof(f"{work.name}, which {baseline.number} does not hold", ("all of it",) if held else ())
    base = read_expression(library, work, entry.version)
    differing, editorial = _differences(work, base, before)
    reads_like = ""
    if differing:
        for version in reversed(library.versions(work)):
            if version != entry.version and not _differences(work, read_expression(library, work, version), before)[0]:
                reads_like = f"{work.name}@{version}"
                break
    return Proof(f"{work.name}@{entry.version}", tuple(differing), reads_like, editorial)


def _differences(work: Work, base: Document, before: Document) -> tuple[list[str], int]:
    """Labels of provisions that differ, and how many differ in nothing a reader would notice."""
    change, _ = compare_documents(work, base, before)
    named: list[str] = []
    editorial = 0
    for one in change.changes:
        if one.significance == "editorial":
            editorial += 1
            continue
        side = one.side
        named.append(side.provision.label or "the opening words")
    return named, editorial


def _drawn_on_another(file: Path, proof: Proof) -> LibraryError:
    count = len(proof.differing)
    names = ", ".join(proof.differing[:MOST_NAMED]) + (f" and {count - MOST_NAMED} more" if count > MOST_NAMED else "")
    if proof.reads_like:
        hint = f"It reads like {proof.reads_like}: draw the changes on {proof.base} instead, or add --unproven."
    else:
        hint = "Draw the changes on the base version, or add --unproven to store the draft all the same."
    return LibraryError(
        f"{file.name} was not drawn on {proof.base}: with its tracked changes rejected, {count} "
        f"{'provision is' if count == 1 else 'provisions are'} not the same ({names}). Nothing was stored.",
        hint=hint,
        slug="redline-base",
    )


def _said(proof: Proof | None) -> str:
    if proof is None:
        return ""
    if proof.differing:
        return f"Not proven: {len(proof.differing)} provisions differ from {proof.base} before the changes."
    return f"Proven: with its changes rejected the redline reads as {proof.base}."


def _work_of(library: Library, file: Path, document: Document, name: str) -> Work:
    """The work a draft is of: the one named, else told by folder or name, else by title or content."""
    if name:
        return library.work(name)
    for guess in (file.parent.name, file.stem):
        if guess in library.works:
            return library.works[guess]

    def newest(work: Work) -> Document | None:
        versions = library.versions(work)
        return read_expression(library, work, versions[-1]) if versions else None

    suffix = {".xsd": ".xsd", ".csv": ".csv", ".xlsx": ".csv"}.get(file.suffix.lower(), ".xml")
    fitting = [work for work in library.works.values() if work.suffix == suffix]
    found = matches(file.name, document, fitting, newest)
    if found and (len(found) == 1 or found[0].score > found[1].score):
        return library.works[found[0].work]
    return library.work(file.stem)
