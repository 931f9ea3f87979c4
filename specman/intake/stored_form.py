"""The form in which the library keeps a document: written for an import or a draft, read for every question."""

from __future__ import annotations

from pathlib import Path

from specman.errors import InputError
from specman.formats import akn
from specman.formats.reading import read_document
from specman.formats.workbook import as_csv
from specman.model.document import Document
from specman.model.identity import Work
from specman.store.library import Library

TEXT_ENDINGS = (".md", ".xml", ".docx", ".dotx")
TABLE_ENDINGS = (".csv", ".xlsx", ".xltx")


def stored_form(document: Document, name: str, data: bytes) -> bytes:
    """The bytes the library keeps: Akoma Ntoso in the profile for text, CSV for tables, schemas byte for byte.

    Args:
        name: the file the document was read from; its ending says which it is.
        data: that file's bytes.

    Raises:
        InputError: the text cannot be kept in the profile, or there is none.
    """
    ending = Path(name).suffix.lower()
    if ending in TABLE_ENDINGS[1:]:
        return as_csv(data, name)
    if ending not in TEXT_ENDINGS:
        return data
    if len(document.provisions) == 1 and not document.provisions[0].text:
        raise InputError(f"{name} holds no text.", hint="Check that this is the file you meant.", slug="no-provisions")
    stored = akn.serialise(document)
    faults = akn.validate(stored, name)
    if faults:
        raise InputError(
            f"{name} cannot be kept as Akoma Ntoso: {faults[0][1]} (line {faults[0][0]} of the stored form).",
            hint="Please report this file: specman should read it.",
            slug="akn-profile",
        )
    return stored


def read_expression(library: Library, work: Work, version: str, sha256: str = "") -> Document:
    """One expression, parsed; proven against its digest when one is given."""

    data = library.read_expression(work, version, sha256)
    return read_document(data, library.path_of(work, version), work=work.id, version=version)


def read_draft(library: Library, work: Work, path: str) -> Document:
    """The drafted text of a work, parsed."""

    return read_document(library.tree.read(path) or b"", path, work=work.id, version="draft")
