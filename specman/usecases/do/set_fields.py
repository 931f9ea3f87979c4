"""Filling in the record of a modification."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from specman.errors import InputError, UnknownNameError, UsageError, or_list
from specman.model.lifecycle import PATHS
from specman.model.modification import (
    LEVELS,
    LINK_KINDS,
    Answer,
    Consultation,
    Decision,
    HistoryEntry,
    Hours,
    Impacted,
    Milestone,
    Modification,
    Tie,
)
from specman.model.person import Person
from specman.store.library import Library
from specman.store.manifests import is_date
from specman.store.modifications import change_modification
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record

TEXTS = (
    "title", "proposer", "organisation", "alternate", "path_reason", "working_group", "lead_analyst", "base", "summary",
    "issue", "solution", "implementation_approach", "consequences",
)  # fmt: skip
DATES = ("raised", "implementation_date")
LISTS = ("alternatives", "documents", "targets", "unverified")
TRUTHS = ("self_governance", "fast_track", "urgent")
ROWS = ("impacted", "links", "timetable", "costs", "answers", "hours", "consultations")
SETTABLE = tuple(sorted((*TEXTS, *DATES, *LISTS, *TRUTHS, *ROWS, "path")))
"""Fields that a person sets; the history and its decisions are written by steps."""


def path_of(modification: str) -> str:
    """Where the record of a modification is kept, inside the library."""
    return f"modifications/{modification}/modification.toml"


def with_base(library: Library, item: Modification) -> dict[str, bytes]:
    """The record with the newest baseline as the one that is drafted on, where it names none: tomorrow the newest is
    another one."""
    if item.base:
        return {}
    path = path_of(item.id)
    number = str(library.baseline().number)
    return {path: change_modification(library.tree.read(path) or b"", item, {"base": number})}


def set_fields(library: Library, by: Person, modification: str, values: Sequence[str]) -> tuple[Modification, Outcome]:
    """Fill in fields of a record, in one commit.

    Args:
        values: `FIELD=VALUE`; `FIELD=` empties it; of a list `FIELD+=VALUE` adds and `FIELD-=VALUE` takes out.
    """
    if not values:
        raise UsageError("Nothing to set is named.", hint=f"Write FIELD=VALUE; the fields are {', '.join(SETTABLE)}.")

    def make(committed: Library) -> Made[Modification]:
        held = committed.modification(modification)
        changes = changes_of(committed, held, values)
        named = ", ".join(changes)
        return made(committed, held, changes, f"mod: {held.id}: {named}")

    return record(library, by, "describe", make)


def changes_of(library: Library, held: Modification, values: Sequence[str]) -> dict[str, Any]:
    """Fields of a record and their new values.

    Args:
        values: `FIELD=VALUE`, `FIELD+=VALUE`, `FIELD-=VALUE`.
    """
    changes: dict[str, Any] = {}
    for name, sign, value in map(_parted, values):
        changes[name] = _value(library, name, sign, value, changes.get(name, getattr(held, name)))
    return changes


def names_of(values: Sequence[str]) -> list[str]:
    """Names of the fields that are set, each once."""
    return list(dict.fromkeys(name for name, _, _ in map(_parted, values)))


def _parted(pair: str) -> tuple[str, str, str]:
    """Name, sign and value of a pair as typed."""
    match = re.fullmatch(r"\s*([a-zA-Z_\- ]+?)\s*([+-]?=)(.*)", pair, re.DOTALL)
    if match is None:
        raise UsageError(f"{pair!r} is not FIELD=VALUE.", hint='For example path="Path 3".')
    name, sign, value = match[1].casefold().replace("-", "_").replace(" ", "_"), match[2], match[3].strip()
    if name not in SETTABLE:
        raise UnknownNameError("field of a modification", name, SETTABLE, slug="unknown-field")
    return name, sign, value


def _value(library: Library, name: str, sign: str, value: str, before: Any) -> Any:
    """The new value of a field.

    Raises:
        UsageError, InputError: it cannot be one.
    """
    if name in LISTS or name in ROWS:
        return _several(library, name, sign, value, before)
    if sign != "=":
        raise UsageError(f"{name} is no list.", hint=f"Write {name}=VALUE.")
    if name in TRUTHS:
        said = {"": None, "yes": True, "true": True, "no": False, "false": False}
        if value.casefold() not in said:
            raise InputError(f"{name} is {value!r}; it is yes or no.", slug="field-value")
        return said[value.casefold()]
    if name in DATES:
        return checked_date(value) if value else ""
    if name == "path" and value:
        wanted = f"Path {value.casefold().removeprefix('path').strip()}"
        if wanted not in PATHS:
            raise InputError(f"{value!r} is no path.", hint=f"The paths are {or_list(PATHS)}.", slug="field-value")
        return wanted
    if name == "base" and value:
        return str(library.baseline(value).number)
    return value


def _several(library: Library, name: str, sign: str, value: str, before: Any) -> Any:
    if name == "costs":
        return _costs(sign, value, before)
    reading: Mapping[str, Callable[[str], Any]] = {
        "impacted": _impacted, "links": _tie, "timetable": _milestone, "answers": _answer, "hours": _hours,
        "consultations": _consultation,
    }  # fmt: skip
    given = tuple(reading.get(name, str)(part.strip()) for part in value.split(";") if part.strip())
    if name == "links":
        for tie in given:
            library.modification(tie.to)
    if sign == "=":
        return given
    if sign == "+=":
        return (*before, *(one for one in given if one not in before))
    missing = [one for one in given if one not in before]
    if missing:
        raise InputError(
            f"{value!r} is not among the {name}.", hint=f"They are {'; '.join(map(str, before)) or 'none'}.",
            slug="field-value",
        )  # fmt: skip
    return tuple(one for one in before if one not in given)


def _costs(sign: str, value: str, before: Mapping[str, float]) -> dict[str, float]:
    found = {} if sign == "=" else dict(before)
    for part in filter(None, (part.strip() for part in value.split(";"))):
        who, colon, pounds = part.rpartition(":")
        amount = pounds.strip().removeprefix("£").replace(",", "")
        if not colon or not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", amount):
            raise InputError(
                f"{part!r} is no cost.", hint='Write who: pounds, like costs="DCC: 120000".', slug="field-value"
            )
        if sign == "-=":
            found.pop(who.strip(), None)
        else:
            found[who.strip()] = float(amount)
    return found


def _impacted(part: str) -> Impacted:
    category, _, level = part.partition(":")
    said = level.strip().casefold()
    if said and said not in LEVELS:
        raise InputError(
            f"{level.strip()!r} is no level.", hint=f"The levels are {or_list(LEVELS)}.", slug="field-value"
        )
    return Impacted(category.strip(), said)


def _tie(part: str) -> Tie:
    for kind in LINK_KINDS:
        if part.casefold().startswith(kind):
            return Tie(kind, part[len(kind) :].strip().upper())
    raise InputError(
        f"{part!r} is no link between proposals.", hint=f"Begin it with {or_list(LINK_KINDS)}.", slug="field-value"
    )


def _milestone(part: str) -> Milestone:
    date, _, what = part.partition(" ")
    if not what.strip():
        raise InputError(
            f"{part!r} says no date and what happens.",
            hint="Write it like 2016-07-15 Consultation ends.",
            slug="field-value",
        )
    return Milestone(checked_date(date), what.strip())


def _answer(part: str) -> Answer:
    principle, _, said = part.partition(":")
    answer, _, comment = said.strip().partition(" ")
    if answer.casefold() not in ("yes", "no", "comment"):
        raise InputError(
            f"{part!r} answers no principle.", hint="Write it like P1: yes It names every version.", slug="field-value"
        )
    return Answer(principle.strip(), answer.casefold(), comment.strip())  # type: ignore[arg-type]


def _hours(part: str) -> Hours:
    match = re.fullmatch(r"(\d{4}-(?:0[1-9]|1[0-2])) ([^:]+?)(?: on ([^:]+))?: (\d{1,5}(?:\.\d+)?)", part)
    if match is None:
        raise InputError(
            f"{part!r} says no hours.", hint="Write it like 2016-06 SECAS analyst on GBCS: 3.5", slug="field-value"
        )
    return Hours(match[1], match[2], float(match[4]), match[3] or "")


def _consultation(part: str) -> Consultation:
    match = re.fullmatch(r"(\S+) to (\S+) (.+?)(?:, (\d{1,5}) respondents?)?", part)
    if match is None:
        raise InputError(
            f"{part!r} is no consultation.", slug="field-value",
            hint="Write it like 2016-07-01 to 2016-07-21 Modification Report Consultation, 8 respondents",
        )  # fmt: skip
    return Consultation(checked_date(match[1]), checked_date(match[2]), match[3], int(match[4]) if match[4] else None)


def checked_date(text: str) -> str:
    """A day as typed.

    Raises:
        InputError: it is none.
    """
    if not is_date(text):
        raise InputError(f"{text!r} is not a date.", hint="Write it as 2016-06-15.", slug="date")
    return text


def made(
    committed: Library, held: Modification, changes: Mapping[str, Any], subject: str, entry: HistoryEntry | None = None,
    decision: Decision | None = None,
) -> Made[Modification]:  # fmt: skip
    """The record with its changes, as what a deed makes; what a person fills in is no longer called unverified."""
    filled = held.unverified_fields & {*changes}
    if filled:
        changes = {**changes, "unverified_fields": held.unverified_fields - filled}
    path = path_of(held.id)
    data = committed.tree.read(path)
    assert data is not None  # it was read from there
    written = change_modification(data, held, changes, entry, decision)
    files = {} if written == data else {path: written}
    return Made(replace(held, **changes), subject, files, trailers={"Modification": held.id})
