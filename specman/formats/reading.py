"""Any readable file to a document: the format is told by the file's ending, and for XML by its root."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from specman.errors import InputError
from specman.model.document import Document, RevisionView


class Parser(Protocol):
    """What every reader of a format offers."""

    def __call__(self, data: bytes, *, work: str = "", version: str = "", name: str = "") -> Document:
        """Bytes to a document."""


READABLE = (".docx", ".md", ".xml", ".xsd", ".csv", ".xlsx")
# Endings of files that are Word's or Excel's, but not in a form specman reads: opened to say so in a sentence.
_WORD = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".rtf")
_EXCEL = (".xlsx", ".xlsm", ".xltx", ".xls")
TRIED = (*READABLE, *_WORD[1:], *_EXCEL[1:])


def read_document(
    data: bytes, name: str, *, work: str = "", version: str = "", revisions: RevisionView = "accept"
) -> Document:
    """Parse a file of any format specman reads.

    Args:
        name: the file's name; its ending decides the format.
        work, version: identity to give the document; the file's stem stands for the work when empty.
        revisions: whether the tracked changes of a Word file are accepted or rejected.

    Raises:
        InputError: an ending specman does not read, or content that does not keep its format.
    """
    path = PurePath(name)
    ending = path.suffix.lower()
    if ending in _WORD:
        from specman.formats.word.read import parse as parse_word

        document = parse_word(data, work=work, version=version, name=name, revisions=revisions)
    else:
        document = _parser(ending, path.name)(data, work=work, version=version, name=name)
    return document if document.work else replace(document, work=path.stem)


def _parser(ending: str, name: str) -> Parser:
    if ending == ".md":
        from specman.formats import markdown as reader
    elif ending == ".xml":
        from specman.formats import akn as reader  # type: ignore[no-redef]
    elif ending == ".xsd":
        from specman.formats import xsd as reader  # type: ignore[no-redef]
    elif ending == ".csv":
        from specman.formats import table as reader  # type: ignore[no-redef]
    elif ending in _EXCEL:
        from specman.formats import workbook as reader  # type: ignore[no-redef]
    else:
        raise InputError(
            f"specman does not read {ending or 'files without an ending'} ({name}).",
            hint=f"It reads {', '.join(READABLE)}.",
            slug="unknown-format",
        )
    return reader.parse
