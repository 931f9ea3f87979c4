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
    answer: Annotated[str | None, Meta(description="To a question.")]
    document: str
    owner: Annotated[str, Meta(description="Who answers for the document.")]
    stamp: Annotated[
        tuple[str, str],
        Meta(description="Digests of the provision and of what the subject does to what it depends on."),
    ]


class Review(Answer, tag="specman.review/1"):
    """What an assessment calls people to look at, and what they said of it."""

    subject: str
    baseline: str
    suspects: tuple[Suspect, ...]
    open: Annotated[int, Meta(description="How many are open, stale or a question.")]


def review(item: model.Review, *, only_open: bool = False, owner: str = "", by_document: bool = False) -> Review:
    """The answer of `specman review`."""
    del by_document
    return Review(
        subject=item.subject, baseline=item.baseline, open=item.open,
        suspects=tuple(
            Suspect(
                address=row.suspect.address, work=row.suspect.work, eid=row.suspect.eid,
                calls_for=row.suspect.calls_for, because=because(row.suspect), state=row.state,
                by=said.by if said else None, role=(said.role or None) if said else None,
                date=said.date if said else None, reason=said.reason if said else None,
                answer=(said.answer or None) if said else None, document=row.suspect.document,
                owner=row.suspect.owner, stamp=row.suspect.stamp,
            )
            for row in item.chosen(only_open=only_open, owner=owner)
            for said in (row.disposition,)
        ),
    )  # fmt: skip
