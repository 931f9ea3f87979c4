"""Merges two versions of an expression or a draft with a common base."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from specman.compare.merge import merge
from specman.errors import InputError
from specman.formats import akn
from specman.formats.reading import read_document
from specman.model.release import MergeConflict
from specman.review.rebuilding import rebuilt


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> tuple[bytes, tuple[MergeConflict, ...]]:
    """The merged expression in its stored form, and what could not be put together.

    Args:
        name: what the file is called in the repository; its ending gives the format.

    Raises:
        InputError: one of them is not a stored text.
    """
    label = name if name.endswith(".xml") else f"{name}.xml"
    sides = [read_document(path.read_bytes(), label) for path in (ours, theirs)]
    data = base.read_bytes()
    # both sides added the file: what they share was there in neither
    start = read_document(data, label) if data.strip() else replace(sides[0], provisions=sides[0].provisions[:1])
    documents = [start, *sides]
    if any(document.schema is not None for document in documents):
        raise InputError(f"{name} is no text.", hint="Merge schemas by hand.", slug="not-text")
    found = merge(*documents)
    kept = sides[0]
    document = rebuilt(found, start, kept.work, kept.version, kept.metadata).document
    return akn.serialise(document), found.conflicts
