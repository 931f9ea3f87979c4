"""`resolve`: what a passage cites and which terms it uses."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from specman.model import link as model
from specman.model.views import Passage
from specman.report.json import Answer, Part


class Target(Part):
    """One provision that a citation names, in the notation of the domain. docs/json.md describes it."""

    document: str
    provision: str
    version: str | None
    address: Annotated[str, Meta(description="As reports print it.")]
    status: model.TargetStatus


class Citation(Part):
    """Words that name provisions, from code point `start` of the passage to `end`."""

    text: str
    start: int
    end: int
    kind: str
    targets: tuple[Target, ...]


class TermUse(Part):
    """A defined term in the passage, and where it is defined."""

    text: str
    start: int
    end: int
    document: str
    provision: str


class Citations(Answer, tag="specman.citations/1"):
    """What a passage cites and which terms it uses."""

    citations: tuple[Citation, ...]
    terms: tuple[TermUse, ...]


def passage(found: Passage) -> Citations:
    """The answer of `specman resolve`."""
    return Citations(
        citations=tuple(
            Citation(
                text=one.text, start=one.start, end=one.end, kind=one.kind,
                targets=tuple(_target(*row) for row in rows),
            )
            for one, rows in found.citations
        ),
        terms=tuple(
            TermUse(text=use.text, start=use.start, end=use.end, document=document, provision=provision)
            for use, document, provision in found.terms
        ),
    )  # fmt: skip


def _target(reference: model.Reference, document: str, provision: str) -> Target:
    return Target(
        document=document, provision=provision, version=reference.target.version or None, address=reference.address,
        status=reference.status,
    )  # fmt: skip
