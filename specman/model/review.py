"""The review of a subject: what an assessment calls people to look at, what they said of it, and whether that still
holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from specman.model.impact import CallsFor, Gap, Reached

DispositionKind = Literal["no-change", "changed", "accepted", "question", "not-affected"]
"""What a person says of a suspect: it may stay as it is; it has been changed; it differs and may; it needs an answer
first; the change does not reach it."""

SuspectState = Literal["open", "stale", "no-change", "changed", "accepted", "question", "not-affected"]
DISPOSITIONS: tuple[DispositionKind, ...] = get_args(DispositionKind)
UNSETTLED: frozenset[SuspectState] = frozenset({"open", "stale", "question"})
"""States of what is still to be done."""

Stamp = tuple[str, str]
"""Digests of both ends of a path: the suspect provision, and what the subject does at the other end."""


@dataclass(frozen=True)
class Suspect:
    """A provision that somebody must look at.

    Attributes:
        work: the id of its document; `document` its name, `owner` who answers for it.
        why: what reaches it; of a gap, what the draft leaves out.
        words: what it says.
    """

    address: str
    work: str
    eid: str
    document: str
    owner: str
    calls_for: CallsFor
    why: Reached | Gap
    words: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Disposition:
    """What a person said of a suspect.

    Attributes:
        by: whose view it is. role: of the person, where the library gives roles.
        date: ISO.
        stamp: of both ends when it was said.
        answer: to a question, with who gave it and when; "" where there is none.
        question: that was asked before this was said, with who asked it and when; "" where there was none. Of a
            question itself that is its reason.
    """

    address: str
    kind: DispositionKind
    reason: str
    by: str
    role: str
    date: str
    stamp: Stamp
    answer: str = ""
    answered_by: str = ""
    answered: str = ""
    question: str = ""
    asked_by: str = ""
    asked: str = ""

    def after(self, before: Disposition | None) -> Disposition:
        """This, said where something was said before: a question and its answer are kept; the same said again of the
        same texts is what was said before."""
        if before is None:
            return self
        if (before.kind, before.reason, before.by, before.stamp) == (self.kind, self.reason, self.by, self.stamp):
            return before
        if self.kind == "question":
            return self
        question, asked_by, asked = before.question, before.asked_by, before.asked
        if before.kind == "question":
            question, asked_by, asked = before.reason, before.by, before.date
        return replace(
            self, answer=before.answer, answered_by=before.answered_by, answered=before.answered, question=question,
            asked_by=asked_by, asked=asked,
        )  # fmt: skip


@dataclass(frozen=True)
class Word:
    """What somebody says of a suspect.

    Attributes:
        kind: a disposition, or `answer` to a question that was asked of it.
        by: whose view it is; of who records it where it is empty.
        stamp: of both ends, as the person saw them; None for as they are now.
    """

    address: str
    kind: str
    reason: str
    by: str = ""
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Reviewed:
    """A suspect and what was said of it."""

    suspect: Suspect
    disposition: Disposition | None = None

    @property
    def state(self) -> SuspectState:
        """A disposition holds while both ends are as they were; a question that was answered is open again."""
        said = self.disposition
        if said is None:
            return "open"
        if said.stamp != self.suspect.stamp:
            return "stale"
        if said.kind == "question" and said.answer:
            return "open"
        return said.kind

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to do something."""
        return self.state in UNSETTLED


@dataclass(frozen=True)
class Review:
    """The suspects of a subject, in the order of documents.

    Attributes:
        orphans: what was said of provisions that are no suspects any more.
    """

    subject: str
    title: str
    baseline: str
    rows: tuple[Reviewed, ...]
    orphans: tuple[Disposition, ...] = ()

    @property
    def open(self) -> int:
        """How many suspects are not settled."""
        return sum(row.is_open for row in self.rows)

    def chosen(self, *, only_open: bool = False, owner: str = "") -> tuple[Reviewed, ...]:
        """Some of the rows.

        Args:
            owner: only of documents that this body or person answers for, letter case aside.
        """
        return tuple(
            row
            for row in self.rows
            if (row.is_open or not only_open) and (not owner or row.suspect.owner.casefold() == owner.casefold())
        )

    def by_document(self, *, only_open: bool = False, owner: str = "") -> dict[str, tuple[int, int]]:
        """Name of a document to its suspects: all, and those that are not settled. Arguments as of `chosen`."""
        found: dict[str, tuple[int, int]] = {}
        for row in self.chosen(only_open=only_open, owner=owner):
            every, unsettled = found.get(row.suspect.document, (0, 0))
            found[row.suspect.document] = (every + 1, unsettled + row.is_open)
        return found


def reviewed(
    suspects: Iterable[Suspect], said: Iterable[Disposition]
) -> tuple[tuple[Reviewed, ...], tuple[Disposition, ...]]:
    """Suspects with what was said of them, and what was said of provisions that are none."""
    held = {one.address: one for one in said}
    rows = tuple(Reviewed(suspect, held.pop(suspect.address, None)) for suspect in suspects)
    return rows, tuple(held.values())
