"""Merges two versions of an expression or a draft with a common base."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from specman.compare.merge import Merged, merge
from specman.errors import InputError
from specman.formats import akn
from specman.formats.outline import Outline
from specman.formats.reading import read_document
from specman.model.document import Document, Mark


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> tuple[bytes, tuple[str, ...]]:
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
    return akn.serialise(rebuilt(documents[1], found)), found.conflicts


def rebuilt(ours: Document, found: Merged) -> Document:
    """A document of merged provisions: labels and eIds given anew, references led to where their targets are now."""
    outline = Outline(ours.work, ours.version, "merge")
    eids = {"": ""}
    outline.update("", replace(found.provisions[0], eid="", parent=""))
    for provision in found.provisions[1:]:
        eids[provision.eid] = outline.add(
            provision.kind, eids[provision.parent], num=provision.num, heading=provision.heading, text=provision.text,
            status=provision.status, cells=provision.cells, marks=provision.marks, merges=provision.merges,
        )  # fmt: skip
    leads = {eid: eids[name] for name, sides in found.sides.items() for eid in sides}
    for provision in list(outline.provisions()):
        if any(mark.target.startswith("#") for mark in provision.marks):
            marks = tuple(_led(mark, leads) for mark in provision.marks)
            outline.update(provision.eid, replace(provision, marks=marks))
    return outline.document(ours.metadata)


def _led(mark: Mark, leads: dict[str, str]) -> Mark:
    if not mark.target.startswith("#"):
        return mark
    return replace(mark, target=f"#{leads.get(mark.target[1:], mark.target[1:])}")
