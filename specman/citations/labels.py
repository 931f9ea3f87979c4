"""Reading labels behind an anchor: sub-levels, ranges, lists, titles. Nothing here knows documents."""

from __future__ import annotations

import re
from collections.abc import Callable

from specman.citations.patterns import (
    DOTTED,
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
from specman.model.enumeration import begins, follows, ordinals
from specman.model.value import value

MOST_LABELS = 60
_LEVEL = re.compile(r"\([^()]*\)")

Shape = Callable[[str, int], tuple[str, int] | None]
"""Reads one label at a place of a text: the label, and where it ends."""


@value(frozen=True, slots=True)
class Listed:
    """Labels that one unit word announces, where the last of them or its title ends, and a title in brackets."""

    labels: list[Label]
    end: int
    heading: str = ""


def title_of(match: re.Match[str]) -> str:
    """The words of a title, without its brackets or quotation marks."""
    return next(group for group in match.groups() if group)


def read_labels(
    text: str,
    at: int,
    unit: Reading,
    patterns: Patterns,
    *,
    letters_alone: bool,
    shape: Shape | None = None,
    ends: Callable[[int], bool] | None = None,
) -> Listed:
    """Labels, listed and in ranges (`4.1, 4.2(a) and (b), and 5 to 7`); an empty list when there is none.

    Args:
        letters_alone: a letter alone is a label here (`Sections F5, H and L3`).
        shape: how labels look, when not as those of the house do.
        ends: whether the label behind a repeated unit word belongs to something else (`Section H3 and Section 5 of
            the Gas Act`).
    """
    shape = shape or patterns.label_at
    found: list[Label] = []
    end, heading = at, ""
    previous = ""
    while len(found) < MOST_LABELS:
        label = _label(text, at, unit, shape, previous, letters_alone=letters_alone)
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
        end, more = _range(text, label, end, unit, patterns, shape)
        found += more
        if more:
            previous = more[-1].label
        if separator := SEPARATOR.match(text, end):
            at = _past_unit(text, separator.end(), unit, patterns)
            if ends and at != separator.end() and ends(at):
                break
        elif previous.endswith(")") and (apart := SUB.match(text, end)) and apart[0][0] != "(":
            at = end + 1  # `(b) (c)`: a comma was forgotten
        else:
            break
    return Listed(found, end, heading)


def deepened(text: str, label: str, at: int) -> tuple[str, int]:
    """A label with the sub-levels that follow it (`(a)(ii)`), and where they end.

    Behind a space what counts on from the level before is its sibling, not its part: `(b) (c)`, and not `(a) (i)`.
    """
    while deeper := SUB.match(text, at):
        levels = _LEVEL.findall(label)
        name = f"({deeper[1]})"
        if deeper[0][0] != "(" and levels and follows(levels[-1], name) and not begins(name):
            break
        label, at = label + name, deeper.end()
    return label, at


def beside(previous: str, name: str) -> str:
    """A label that is only `(b)`, made whole from the one listed before it: it stands where it counts on.

    >>> beside("D6.3(a)(ii)(A)", "(b)"), beside("D6.3(a)(ii)", "(iii)"), beside("D6.3(c)(ii)", "(d)")
    ('D6.3(b)', 'D6.3(a)(iii)', 'D6.3(d)')
    """
    levels = list(_LEVEL.finditer(previous))
    if not levels or levels[-1].end() < len(previous):
        return previous + name
    wanted = ordinals(name.strip("()"))
    best, nearest = levels[-1], 0
    for level in reversed(levels):
        counted = dict(ordinals(level[0].strip("()")))
        gap = min((n - counted[way] for way, n in wanted if n > counted.get(way, n)), default=0)
        if gap and (not nearest or gap < nearest):
            best, nearest = level, gap
    return previous[: best.start()] + name


def _label(text: str, at: int, unit: Reading, shape: Shape, previous: str, *, letters_alone: bool) -> Label | None:
    sub = SUB.match(text, at) if text[at : at + 1] == "(" else None
    dotted = DOTTED.match(text, at) if previous else None
    if sub:
        if not previous and unit not in ("paragraph", "clause"):
            return None
        label, end = beside(previous, f"({sub[1]})"), sub.end()
    elif dotted and "." in previous:
        label, end = f"{previous.partition('(')[0].rpartition('.')[0]}.{dotted[1]}", dotted.end()
    else:
        found = shape(text, at)
        if not found:
            return None
        label, end = found
        if label.isalpha() and (unit != "section" or not letters_alone):
            return None
    if unit == "table" and (deeper := SUB.match(text, end)) and deeper[0][0] != "(" and deeper[1].isalpha():
        return Label(label, end)  # `Table 4 (a) …` goes on with a list
    return Label(*deepened(text, label, end))


def _past_unit(text: str, at: int, unit: Reading, patterns: Patterns) -> int:
    """Behind the unit word, where it is repeated before the next label (`Section 5.14 to Section 5.19`)."""
    again = patterns.inner_unit.match(text, at)
    is_same = again and patterns.units[fold(again[1])] == unit and patterns.label_at(text, again.end())
    return again.end() if again and is_same else at


def _range(
    text: str, first: Label, end: int, unit: Reading, patterns: Patterns, shape: Shape
) -> tuple[int, list[Label]]:
    ranged = RANGE.match(text, end)
    if not ranged:
        return end, []
    at = _past_unit(text, ranged.end(), unit, patterns)
    sub = SUB.match(text, at)
    if sub and text[at] == "(" and first.label.endswith(")"):
        return sub.end(), expand(first, Label(f"({sub[1]})", sub.end()))
    if (dotted := DOTTED.match(text, at)) and "." in first.label:
        return dotted.end(), expand(first, Label(dotted[1], dotted.end()))
    number = shape(text, at)
    if number and (not number[0].isalpha() or first.label.isalpha()):
        label, close = number
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
