"""`mod instructions`: amending instructions, as values and as sentences."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from specman.model import instruction as model
from specman.report.json import Answer, Part


class Place(Part):
    """A provision of the base, or one that an instruction inserts."""

    label: str
    is_new: bool


class Instruction(Part):
    """One amending instruction."""

    kind: Annotated[str, Meta(description="words, whole, substitute, insert, omit, move, renumber or restate.")]
    sentence: str
    at: Annotated[Place | None, Meta(description="What is changed; null for an insertion.")]
    part: Annotated[str | None, Meta(description="text, heading or cell, where words are changed.")]
    cell: int | None
    old: str | None
    new: str | None
    anchor: Annotated[str | None, Meta(description="Words after which others are inserted.")]
    nth: Annotated[int | None, Meta(description="In which place the words occur: 0 their only place, -1 each.")]
    after: Annotated[Place | None, Meta(description="The sibling behind which it is put.")]
    inside: Annotated[Place | None, Meta(description="What it is put at the beginning of.")]


class Document(Part):
    """The instructions for one document."""

    work: str
    version: str
    instructions: tuple[Instruction, ...]


class Instructions(Answer, tag="specman.instructions/1"):
    """The drafts of a proposal, or two versions of a document, as amending instructions."""

    subject: str
    documents: tuple[Document, ...]
    left_out: Annotated[tuple[str, ...], Meta(description="Drafted documents that the baseline does not hold.")]


def instructions(found: model.Instructions) -> Instructions:
    """The answer of `specman mod instructions`."""
    return Instructions(
        subject=found.subject, left_out=found.left_out,
        documents=tuple(
            Document(work=one.work, version=one.version, instructions=tuple(_instruction(*row) for row in one.rows))
            for one in found.works
        ),
    )  # fmt: skip


def _instruction(one: model.Instruction, sentence: str) -> Instruction:
    after = getattr(one, "after", None)
    new = next((getattr(one, name) for name in ("new", "num", "status", "label") if hasattr(one, name)), None)
    return Instruction(
        kind=type(one).__name__.lower(), sentence=sentence, at=_place(getattr(one, "at", None)),
        part=getattr(one, "part", None), cell=getattr(one, "cell", None), old=getattr(one, "old", None), new=new,
        anchor=after if isinstance(after, str) else None, nth=getattr(one, "nth", None),
        after=_place(after), inside=_place(getattr(one, "inside", None)),
    )  # fmt: skip


def _place(at: object) -> Place | None:
    return Place(label=at.label, is_new=at.is_new) if isinstance(at, model.At) else None
