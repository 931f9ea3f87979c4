"""The pictures that documents name: those a file brought with it, and those the library keeps."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.document import Document
from specman.store.library import Library


def pictures_of(documents: Sequence[Document], library: Library | None = None, *folders: str) -> dict[str, bytes]:
    """Pictures by name, which is a digest of the content; a missing picture is left out.

    Args:
        folders: of the library, those that keep the documents.
    """
    found = {image.name: image.data for document in documents for image in document.images}
    names = {
        mark.target for document in documents for p in document.provisions for mark in p.marks if mark.kind == "img"
    }
    for name in sorted(names - found.keys()):
        for folder in folders if library is not None and "/" not in name else ():
            assert library is not None
            if name not in found and (data := library.tree.read(f"{folder}/images/{name}")) is not None:
                found[name] = data
    return found
