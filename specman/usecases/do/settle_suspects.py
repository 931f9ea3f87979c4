"""Settling suspects of a review: what a person says of each, stamped with both ends, in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from specman.errors import InputError, LibraryError, UnknownNameError, UsageError, and_list, or_list
from specman.model.person import Person
from specman.model.review import DISPOSITIONS, Disposition, DispositionKind, Review, Reviewed, Word
from specman.store.library import Library
from specman.store.manifests import is_date
from specman.store.reviews import write_review
from specman.store.transaction import Outcome
from specman.usecases.ask.review import path_of_review, review
from specman.usecases.do.record import Made, allowed, record


def settle_suspects(
    library: Library, by: Person, subject: str, words: Sequence[Word], *, date: str, at: str = ""
) -> tuple[Review, Outcome]:
    """Record what was said of suspects, all of it or nothing.

    Raises:
        UnknownNameError: addresses that are no suspects of the subject.
        UsageError: no reason is given, or a word that is no disposition.
        LibraryError: a provision or what reaches it was changed since the person saw it; an answer to no question.
    """
    if not is_date(date):
        raise InputError(f"{date!r} is not a date.", hint="Write it as 2016-06-15.", slug="date")
    if not words:
        raise UsageError("Nothing is said of any provision.", hint="Name an address and a --disposition.")
    for word in words:
        if word.kind not in (*DISPOSITIONS, "answer"):
            raise UsageError(f"{word.kind!r} is no disposition.", hint=f"It is {or_list(DISPOSITIONS)}.")
        if not word.reason.strip():
            raise UsageError(
                f"No reason is given for {word.address}.", hint="Add --reason TEXT: who reads it later was not there."
            )

    def make(committed: Library) -> Made[Review]:
        found = review(committed, subject, at=at)
        who = allowed(committed, by, "review")
        held = {one.address: one for row in found.rows if (one := row.disposition) is not None}
        held |= {one.address: one for one in found.orphans}
        rows = {row.suspect.address.casefold(): row for row in found.rows}
        if unknown := [word.address for word in words if word.address.casefold() not in rows]:
            raise _no_suspects(found, unknown)
        moved = []
        for word in words:
            row = rows[word.address.casefold()]
            if word.stamp is not None and word.stamp != row.suspect.stamp:
                moved.append(row.suspect.address)
                continue
            said = _said(row, word, who, date)
            held[said.address] = said.after(held.get(said.address)) if word.kind != "answer" else said
        if moved:
            raise LibraryError(
                f"{and_list(moved[:6])}{f' and {len(moved) - 6} more' if len(moved) > 6 else ''} changed since this "
                "was written, or what reaches them did; nothing was recorded.",
                hint="Look at them again: specman review writes a new sheet.",
                slug="review-moved",
            )
        path = path_of_review(committed, subject)
        data = write_review(found.subject, list(held.values()))
        files = {} if committed.tree.read(path) == data else {path: data}
        first = f"{words[0].kind} {words[0].address}" if len(words) == 1 else f"{len(words)} suspects settled"
        trailers = (
            {"Modification": found.subject} if committed.find_modification(subject) else {"Subject": found.subject}
        )
        after = replace(found, rows=tuple(Reviewed(row.suspect, held.get(row.suspect.address)) for row in found.rows))
        return Made(after, f"review: {found.subject}: {first}", files, trailers=trailers)

    return record(library, by, "review", make)


def _said(row: Reviewed, word: Word, who: Person, date: str) -> Disposition:
    name, role = word.by or who.name, "" if word.by and word.by != who.name else ", ".join(sorted(who.roles))
    if word.kind == "answer":
        asked = row.disposition
        if asked is None or asked.kind != "question":
            raise LibraryError(
                f"Nobody has asked anything about {row.suspect.address}.",
                hint="A question is a --disposition question with its words as the --reason.",
                slug="no-question",
            )
        return replace(asked, answer=word.reason, answered_by=name, answered=date)
    kind = cast(DispositionKind, word.kind)
    return Disposition(row.suspect.address, kind, word.reason, name, role, date, row.suspect.stamp)


def _no_suspects(found: Review, addresses: Sequence[str]) -> UnknownNameError:
    known = [row.suspect.address for row in found.rows]
    error = UnknownNameError("suspect", addresses[0], known, slug="unknown-suspect")
    said = {one.address.casefold() for one in found.orphans}
    if gone := [address for address in addresses if address.casefold() in said]:
        error.hint = f"Nothing of {found.subject} reaches {and_list(gone)} any more. {error.hint}".strip()
    if len(addresses) > 1:
        error.hint = (
            f"Nor are there {and_list(addresses[1:7])}{' and others' if len(addresses) > 7 else ''}. {error.hint}"
        )
    error.hint = f"A suspect is what specman review {found.subject} lists. {error.hint}".strip()
    return error
