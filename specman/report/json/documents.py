"""`show FILE`: a document as it is read; other answers hold it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from specman.model import document as model
from specman.report.json import Answer, Part
from specman.report.json.findings import Finding, finding


class Provision(Part):
    """One provision. The text of a row or table is all its words."""

    eid: str
    num: Annotated[str, Meta(description="The number as printed.")]
    label: Annotated[str, Meta(description="The number as a citation gives it, whole.")]
    heading: str
    kind: str
    text: str
    parent: Annotated[str, Meta(description="The eId of what holds it.")]
    status: model.Status
    line: Annotated[int, Meta(description="In the source, counted from 1; 0 when unknown.")]
    cells: Annotated[
        tuple[str, ...] | UnsetType, Meta(description="Of a row, its cells; of a table, its column names.")
    ] = UNSET


class Revision(Part):
    """One tracked change of a Word file."""

    kind: model.RevisionKind
    scope: Annotated[
        Literal["words", "paragraph mark", "row", "cell", "note"],
        Meta(description="A number that a paragraph got or lost is a change of its paragraph mark, which holds it."),
    ]
    author: str
    date: str
    label: str
    text: str


class Revisions(Part):
    """Tracked changes: runs of words inserted, deleted and moved are counted, and every change is listed."""

    insertions: int
    deletions: int
    moves: int
    authors: tuple[str, ...]
    changes: tuple[Revision, ...]


class Document(Answer, tag="specman.document/1"):
    """A document as it is read."""

    work: str
    version: str
    title: str
    date: str | None
    notes: tuple[str, ...]
    aligned_with: tuple[str, ...]
    provisions: tuple[Provision, ...]
    revisions: Revisions
    findings: tuple[Finding, ...]


def document(item: model.Document) -> Document:
    """The answer of `specman show FILE`."""
    return Document(
        work=item.work,
        version=item.version,
        title=item.metadata.title,
        date=item.metadata.date or None,
        notes=item.metadata.notes,
        aligned_with=item.metadata.aligned_with,
        provisions=tuple(provision(one) for one in item.provisions if one.eid or one.text),
        revisions=_revisions(item.revisions),
        findings=tuple(map(finding, item.findings)),
    )


def provision(item: model.Provision) -> Provision:
    """One provision."""
    return Provision(
        eid=item.eid,
        num=item.num,
        label=item.label,
        heading=item.heading,
        kind=item.kind,
        text=item.words if item.kind in ("row", "table") else item.text,
        parent=item.parent,
        status=item.status,
        line=item.line,
        cells=item.cells or UNSET,
    )


def _revisions(found: Sequence[model.Revision]) -> Revisions:
    words = [one.kind for one in found if one.scope == "words"]
    return Revisions(
        insertions=words.count("insertion"),
        deletions=words.count("deletion"),
        moves=words.count("move from") + words.count("move to"),
        authors=tuple(sorted({one.author for one in found if one.author})),
        changes=tuple(
            Revision(
                kind=one.kind,
                scope="paragraph mark" if one.scope == "numbering" else one.scope,
                author=one.author,
                date=one.date,
                label=one.label,
                text=one.text,
            )
            for one in found
        ),
    )
