"""Any readable file to a document: the format is told by the file's ending, and for XML by its root."""

from __future__ import annotations

from pathlib import PurePath

from specman.errors import InputError
from specman.model.document import Document

READABLE = (".md", ".xml", ".xsd", ".csv")


def read_document(data: bytes, name: str, *, work: str = "", version: str = "") -> Document:
    """Parse a file of any format specman reads.

    Args:
        name: the file's name; its ending decides the format.
        work, version: identity to give the document; the file's stem stands for the work when empty.

    Raises:
        InputError: an ending specman does not read, or content that does not keep its format.
    """
    path = PurePath(name)
    ending = path.suffix.lower()
    if ending == ".md":
        from specman.formats import markdown as reader
    elif ending == ".xml":
        from specman.formats import akn as reader  # type: ignore[no-redef]
    elif ending == ".xsd":
        from specman.formats import xsd as reader  # type: ignore[no-redef]
    elif ending == ".csv":
        from specman.formats import table as reader  # type: ignore[no-redef]
    else:
        raise InputError(
            f"specman does not read {ending or 'files without an ending'} ({path.name}).",
            hint=f"It reads {', '.join(READABLE)}.",
            slug="unknown-format",
        )
    document = reader.parse(data, work=work, version=version, name=name)
    if not document.work:
        document = Document(
            path.stem,
            document.version,
            document.metadata,
            document.provisions,
            document.schema,
            document.findings,
        )
    return document
