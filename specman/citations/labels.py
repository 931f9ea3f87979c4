"""Reading labels behind an anchor: sub-levels, ranges, lists, titles. Nothing here knows documents."""

from __future__ import annotations

import re
from collections.abc import Callable

from specman.citations.patterns import (
    GOES_ON,
    NUMBERED,
    NUMBERED_END,
    RANGE,
    SEPARATOR,
    SPACE,
    SUB,
    TITLE,
    Patterns,
    Reading,
    fold,
    spaced,
)
from specman.citations.ranges import Label, expand, names_between
from specman.model.value import value

MOST_LABELS = 60


@value(frozen=True, slots=True)
class Listed:
    """Labels that one unit word announces, where the last of them or its title ends, and a title in brackets."""

    labels: list[Label]
    end: int
    heading: str = ""


def title_of(match: re.Match[str]) -> str:
    """The words of a title, without its brackets or quotation marks."""
    return next(group for group in match.groups() if group)


def read_labels(text: str, at: int, unit: Reading, patterns: Patterns, *, letters_alone: bool) -> Listed:
    """Labels, listed and in ranges (`4.1, 4.2(a) and (b), and 5 to 7`); an empty list when there is none.

    Args:
        letters_alone: a letter alone is a label here (`Sections F5, H and L3`).
    """
    found: list[Label] = []
    end, heading = at, ""
    previous = ""
    while len(found) < MOST_LABELS:
        label = _label(text, at, unit, patterns, previous, letters_alone=letters_alone)
        if label is None:
            break
        found.append(label)
        previous = label.label
        end = label.end
        if not GOES_ON.match(text, end):
            break
        title = TITLE.match(text, end)
        if title and not SUB.match(text, end):
            heading, end = title_of(title), title.end()
        end, more = _range(text, label, end, unit, patterns)
        found += more
        if more:
            previous = more[-1].label
        separator = SEPARATOR.match(text, end)
        if not separator:
            break
        at = _past_unit(text, separator.end(), unit, patterns)
    return Listed(found, end, heading)


def deepened(text: str, label: str, at: int) -> tuple[str, int]:
    """A label with the sub-levels that follow it (`(a)(ii)`), and where they end."""
    while deeper := SUB.match(text, at):
        label, at = f"{label}({deeper[1]})", deeper.end()
    return label, at


def _label(
    text: str, at: int, unit: Reading, patterns: Patterns, previous: str, *, letters_alone: bool
) -> Label | None:
    sub = SUB.match(text, at) if text[at : at + 1] == "(" else None
    if sub:
        if not previous and unit not in ("paragraph", "clause"):
            return None
        stem = re.sub(r"(\([^()]*\))$", "", previous) if previous.endswith(")") else previous
        label, end = f"{stem}({sub[1]})", sub.end()
    else:
        match = patterns.label_at(text, at)
        if not match:
            return None
        if match[0].isalpha() and (unit != "section" or not letters_alone):
            return None
        label, end = match[0], match.end()
    while deeper := SUB.match(text, end):
        if text[end] != "(" and deeper[0].strip("() \u00a0").isalpha() and unit == "table":
            break
        label, end = f"{label}({deeper[1]})", deeper.end()
    return Label(label, end)


def _past_unit(text: str, at: int, unit: Reading, patterns: Patterns) -> int:
    """Behind the unit word, where it is repeated before the next label (`Section 5.14 to Section 5.19`)."""
    again = patterns.inner_unit.match(text, at)
    is_same = again and patterns.units[fold(again[1])] == unit and patterns.label_at(text, again.end())
    return again.end() if again and is_same else at


def _range(text: str, first: Label, end: int, unit: Reading, patterns: Patterns) -> tuple[int, list[Label]]:
    ranged = RANGE.match(text, end)
    if not ranged:
        return end, []
    at = _past_unit(text, ranged.end(), unit, patterns)
    sub = SUB.match(text, at)
    if sub and text[at] == "(" and first.label.endswith(")"):
        return sub.end(), expand(first, Label(f"({sub[1]})", sub.end()))
    number = patterns.label_at(text, at)
    if number and (not number[0].isalpha() or first.label.isalpha()):
        label, close = number[0], number.end()
        if first.label.endswith(")"):
            label, close = deepened(text, label, close)
        return close, expand(first, Label(label, close))
    return end, []


def read_numbers(text: str, at: int) -> Listed:
    """Decimal numbers, listed and in ranges (`4.1.1 (Read) and 4.1.3 to 5`); an empty list when there is none."""
    return _read(
        text, at, lambda place: NUMBERED.match(text, place), lambda place: NUMBERED_END.match(text, place), expand
    )


def _read(
    text: str,
    at: int,
    one: Callable[[int], re.Match[str] | None],
    last: Callable[[int], re.Match[str] | None],
    opened: Callable[[Label, Label], list[Label]],
    past: Callable[[int], int] = lambda place: place,
) -> Listed:
    found: list[Label] = []
    end, heading = at, ""
    while len(found) < MOST_LABELS and (match := one(at)):
        found.append(Label(match[0], match.end()))
        end = match.end()
        if title := TITLE.match(text, end):
            heading, end = title_of(title), title.end()
        if (ranged := RANGE.match(text, end)) and (right := last(ranged.end())):
            found += opened(found[-1], Label(right[0], right.end()))
            end = right.end()
        separator = SEPARATOR.match(text, end)
        if not separator:
            break
        at = past(separator.end())
    return Listed(found, end, heading if len(found) == 1 else "")


def read_part_names(text: str, at: int, names: str, unit: str) -> Listed:
    """Names of Appendices or Schedules: `AD`, `B, AQ and AR`, `8, 9 and 10`, `H to P`.

    Args:
        names: whether they are `letters` or `numbers`.
        unit: the word that may be repeated before each.
    """
    shape = re.compile(r"[A-Z]{1,2}(?![\w'’])" if names == "letters" else r"\d{1,2}(?!\w|\.\w)")
    repeated = re.compile(rf"(?i:{spaced(unit)}){SPACE}")

    def past(place: int) -> int:
        match = repeated.match(text, place)
        return match.end() if match else place

    def opened(first: Label, last: Label) -> list[Label]:
        return [Label(name, last.end, name != last.label) for name in names_between(first.label, last.label)]

    return _read(text, at, lambda place: shape.match(text, place), lambda place: shape.match(text, place), opened, past)
