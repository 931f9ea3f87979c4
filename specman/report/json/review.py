"""`review`: the suspects of a subject, and what was said of each."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from specman.model import review as model
from specman.report.json import Answer, Part
from specman.report.review import because


class Suspect(Part):
    """A provision that somebody must look at."""

    address: str
    work: str
    eid: str
    calls_for: str
    because: Annotated[str, Meta(description="Why, in words.")]
    state: Annotated[str, Meta(description="open, stale, question, no-change, changed, accepted or not-affected.")]
    by: str | None
    role: str | None
    date: str | None
    reason: str | None
    question: Annotated[str | None, Meta(description="Asked before this was said.")]
    answer: Annotated[str | None, Meta(description="To a question.")]
    document: str
    owner: Annotated[str, Meta(description="Who answers for the document.")]
    stamp: Annotated[
        tuple[str, str],
        Meta(description="Digests of the provision and of what the subject does to what it depends on."),
    ]


class Document(Part):
    """How many suspects a document has."""

    document: str
    suspects: int
    open: int


class Review(Answer, tag="specman.review/1"):
    """What an assessment calls people to look at, and what they said of it."""

    subject: str
    baseline: str
    suspects: tuple[Suspect, ...]
    documents: tuple[Document, ...]
    open: Annotated[int, Meta(description="How many are open, stale or a question.")]


def review(item: model.Review, *, only_open: bool = False, owner: str = "", by_document: bool = False) -> Review:
    """The answer of `specman review`; it counts by document whether asked to or not."""
    del by_document
    counts = item.by_document(only_open=only_open, owner=owner)
    return Review(
        documents=tuple(Document(document=name, suspects=n, open=left) for name, (n, left) in counts.items()),
        subject=item.subject,
        baseline=item.baseline,
        open=item.open,
        suspects=tuple(map(_suspect, item.chosen(only_open=only_open, owner=owner))),
    )


def _suspect(row: model.Reviewed) -> Suspect:
    suspect, said = row.suspect, row.disposition

    def of(name: str) -> str | None:
        return getattr(said, name, "") or None

    return Suspect(
        address=suspect.address, work=suspect.work, eid=suspect.eid, calls_for=suspect.calls_for,
        because=because(suspect), state=row.state, by=of("by"), role=of("role"), date=of("date"), reason=of("reason"),
        question=of("question"), answer=of("answer"), document=suspect.document, owner=suspect.owner,
        stamp=suspect.stamp,
    )  # fmt: skip
