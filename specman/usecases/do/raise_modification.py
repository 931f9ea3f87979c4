"""Raising a modification: a new record at the first stage of its sort."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from specman.errors import InputError, LibraryError, UsageError, and_list
from specman.model.lifecycle import Sort, first_step
from specman.model.modification import HistoryEntry, Modification
from specman.model.person import Person
from specman.store.library import Library
from specman.store.modifications import MODIFICATION_ID, write_modification
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import changes_of, checked_date, path_of

PREFIXES: dict[Sort, str] = {"modification": "SECMP", "designation": "DES", "issue-batch": "IRPB"}
"""What ids begin with where the library has none of the sort yet."""


def raise_modification(
    library: Library, by: Person, values: Sequence[str], *, sort: Sort = "modification", number: str = "", date: str,
) -> tuple[Modification, Outcome]:  # fmt: skip
    """Record a new proposal, designation or batch, at the first stage of its sort.

    Args:
        values: `FIELD=VALUE` as for `set_fields`; a title is needed, and of a proposal its proposer.
        number: its id; else the next number of its sort.
        date: on which it was raised, ISO.

    Raises:
        UsageError: a field that there is not, or one that is needed and not given.
        LibraryError: the id is taken.
    """
    if number and not MODIFICATION_ID.fullmatch(number):
        raise InputError(
            f"{number!r} cannot be the id of a modification.", hint="It is letters and a number, such as SECMP0018.",
            slug="modification-id",
        )  # fmt: skip

    def make(committed: Library) -> Made[Modification]:
        step = first_step(sort)
        own = number or _next_id(committed, sort)
        if own in committed.modifications:
            raise LibraryError(
                f"{own} is recorded already: {committed.modifications[own].title}.",
                hint="Leave the id out to take the next number.",
                slug="modification-exists",
            )
        entry = HistoryEntry(checked_date(date), step.name, step.stage or "raised", step.status)
        blank = Modification(own, "", (entry,), sort, raised=date)
        found = replace(blank, **changes_of(committed, blank, values))
        if lacking := found.lacks(step):
            raise UsageError(
                f"A new record needs {and_list(lacking)}.",
                hint="Give them as " + " ".join(f'{name}="…"' for name in lacking) + ".",
            )
        path = path_of(own)
        return Made(
            found, f"mod: raise {own}", {path: write_modification(found)}, found.title, frozenset({path}),
            {"Modification": own},
        )  # fmt: skip

    return record(library, by, "propose", make)


def _next_id(library: Library, sort: Sort) -> str:
    """The id after the highest number of the sort, as many digits as that has."""
    held = [item.id for item in library.modifications.values() if item.sort == sort]
    parts = [match.groups() for own in held if (match := re.fullmatch(r"([A-Z]+)(\d+)[A-Z]?", own))]
    if not parts:
        return f"{PREFIXES[sort]}0001"
    prefix, digits = max(parts, key=lambda part: int(part[1]))
    return f"{prefix}{int(digits) + 1:0{len(digits)}}"
