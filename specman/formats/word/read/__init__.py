"""A Word file to a document, in either view of its tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from specman.formats.word.package import Package, W, damaged, open_package
from specman.formats.word.read.alternatives import settle
from specman.formats.word.read.anchors import REVISION
from specman.formats.word.read.reader import Reader
from specman.formats.word.read.revisions import survey, view
from specman.model.document import Document, Revision, RevisionView


def parse(
    data: bytes, *, work: str = "", version: str = "", name: str = "document.docx", revisions: RevisionView = "accept"
) -> Document:
    """Read a Word file (.docx).

    Headings, automatic and typed numbers, definitions, tables, notes and cross-references become provisions, marks
    and findings. Headers, footers and contents pages are left out.

    Args:
        revisions: whether tracked changes are accepted or rejected; they are listed in `Document.revisions`.

    Raises:
        InputError: no Word file, damaged, encrypted, with macros, or unpacking to too much.
    """
    package = open_package(data, name)
    source = _Source(package)
    document, anchors = _read(source, revisions, work, version, name)
    if not source.revisions:
        return document
    other, other_anchors = _read(source, "reject" if revisions == "accept" else "accept", work, version, name)
    views = ((document, anchors), (other, other_anchors))
    if revisions == "reject":
        views = (views[1], views[0])
    return replace(document, revisions=tuple(_placed(source.revisions, views)))


@dataclass(frozen=True)
class _Source:
    """The parts of a file, parsed once for both views."""

    package: Package
    main: str = field(init=False)
    body: etree._Element = field(init=False)
    notes: dict[str, etree._Element] = field(init=False)
    revisions: tuple[Revision, ...] = field(init=False)

    def __post_init__(self) -> None:
        package = self.package
        main = package.related("", "officeDocument") or "word/document.xml"
        root = package.xml(main)
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise damaged(package.name, f"its main part {main} holds no text")
        settle(root)
        found = survey(root, name=package.name)
        notes = {}
        for sort in ("footnotes", "endnotes"):
            part = package.xml(package.related(main, sort)) if package.related(main, sort) else None
            if part is not None:
                settle(part)
                notes[sort] = part
                found += survey(part, len(found), name=package.name, is_note=True)
        object.__setattr__(self, "main", main)
        object.__setattr__(self, "body", root)
        object.__setattr__(self, "notes", notes)
        object.__setattr__(self, "revisions", tuple(found))


def _read(
    source: _Source, revisions: RevisionView, work: str, version: str, name: str
) -> tuple[Document, dict[str, str]]:
    has_changes = bool(source.revisions) or next(source.body.iter(f"{W}pPrChange", f"{W}rPrChange"), None) is not None
    root = view(source.body, revisions) if has_changes else source.body
    notes = {sort: view(part, revisions) if has_changes else part for sort, part in source.notes.items()}
    reader = Reader(source.package, source.main, notes, work, version, name)
    body = root.find(f"{W}body")
    document = reader.read(body if body is not None else root)
    return document, reader.flow.anchors


def _placed(revisions: Sequence[Revision], views: Sequence[tuple[Document, dict[str, str]]]) -> Iterator[Revision]:
    """Each revision with the label of the provision it stands in: as it will be, else as it was."""
    for number, revision in enumerate(revisions):
        was_removed = revision.kind in ("deletion", "move from")
        for document, anchors in reversed(views) if was_removed else views:
            eid = anchors.get(f"{REVISION}{number}")
            if eid is not None:
                yield replace(revision, label=document.by_eid[eid].label)
                break
        else:
            yield revision
