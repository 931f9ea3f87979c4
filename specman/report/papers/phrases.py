"""Phrases and tables that several papers have."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from specman.errors import and_list
from specman.model.change import Change, ChangeSet
from specman.model.impact import Assessment, Reached
from specman.model.paper import Bullets, Grid, Made, Para, Span, Words, blank, place, words
from specman.report.wording import plural, step_words

MOST_NAMED = 8
LONGEST = 420


def day_words(date: str) -> str:
    """A date as it is written in a paper.

    >>> day_words("2016-06-17"), day_words("")
    ('17 June 2016', '')
    """
    if not date:
        return ""
    day = datetime.date.fromisoformat(date)
    return f"{day.day} {day:%B %Y}"


def records_shown(made: Made) -> str:
    """Which records of proposals a paper shows."""
    return f"As known on {day_words(made.as_of)}" if made.as_of else f"All that are recorded on {day_words(made.date)}"


def or_blank(said: str, what: str = "not recorded") -> Words:
    """What is recorded, or a marked blank."""
    return words(said) if said else words(blank(what))


def several(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Names in a sentence; of many the first, and how many more.

    >>> several(["a", "b", "c"], 2), several([])
    ('a, b and 1 more', 'none')
    """
    if not names:
        return "none"
    if len(names) <= most:
        return and_list(list(names))
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def cut(text: str, most: int = LONGEST) -> str:
    """A text in one line, cut at a word where it is long."""
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[: most - 2].rsplit(' ', 1)[0]} …"


def table(header: Sequence[str], rows: Iterable[Sequence[str | Words]], *shares: int, caption: str = "") -> Grid:
    """A table; cells are plain texts or words."""
    made = tuple(tuple(words(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return Grid(tuple(header), made, caption, tuple(shares))


def bullets(items: Iterable[str | Words], *, is_numbered: bool = False) -> Bullets:
    """A list of plain texts or words."""
    return Bullets(tuple(words(item) if isinstance(item, str) else item for item in items), is_numbered)


def para(*parts: str | Span) -> Para:
    """A paragraph."""
    return Para(words(*parts))


def path_words(item: Reached, assessment: Assessment) -> str:
    """How a change reaches a provision, as one sentence."""
    said = "; ".join(step_words(step, assessment) for step in item.steps)
    return f"{said}." if said else ""


def redline(change: Change) -> Words:
    """The words of a provision with what is taken out and put in."""
    if change.edits:
        look = {"delete": "deleted", "insert": "inserted", "equal": ""}
        return tuple(Span(text, look[sort]) for sort, text in change.edits if text)  # type: ignore[arg-type]
    if change.cells:
        found: list[Span] = []
        for cell in change.cells:
            found.append(Span(f"{'; ' if found else ''}{cell.column}: "))
            look = {"delete": "deleted", "insert": "inserted", "equal": ""}
            found += [Span(text, look[sort]) for sort, text in cell.edits if text]  # type: ignore[arg-type]
        return tuple(found)
    said = change.side.provision.words
    if change.kind == "added":
        return (Span(said, "inserted"),) if said else ()
    if change.kind == "removed":
        return (Span(said, "deleted"),) if said else ()
    return words(said)


def replaced_throughout(changes: ChangeSet, least: int = 4) -> list[tuple[str, str, list[str]]]:
    """Words that are replaced by the same others in several provisions: both, and the addresses, the most first."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes.changes:
        for pair in dict.fromkeys(_pairs(change)):
            found.setdefault(pair, []).append(change.side.address)
    rows = [(old, new, held) for (old, new), held in found.items() if len(held) >= least]
    return sorted(rows, key=lambda row: -len(row[2]))


def _pairs(change: Change) -> list[tuple[str, str]]:
    pairs = []
    edits = [*change.edits, *(edit for cell in change.cells for edit in cell.edits)]
    for (sort, old), (then, new) in pairwise(edits):
        if sort == "delete" and then == "insert" and any(sign.isalpha() for sign in old):
            pairs.append((old.strip(), new.strip()))
    return pairs


def counted(names: Iterable[str]) -> list[tuple[str, int]]:
    """Names with how often each comes, the most first."""
    return sorted(Counter(names).items(), key=lambda row: (-row[1], row[0]))


def address_cell(address: str, heading: str = "") -> Words:
    """An address, and what stands there."""
    return words(place(address), f"\n{heading}" if heading else "")


def replaced_words(changes: ChangeSet) -> list[Para]:
    """What was replaced throughout, each as one sentence."""
    return [
        para(
            f"Replaced throughout: “{old}” by “{new}”, in {plural(len(addresses), 'provision')} ({several(addresses)})."
        )
        for old, new, addresses in replaced_throughout(changes)
    ]
