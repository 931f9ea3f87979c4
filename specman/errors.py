"""The failures specman reports: one base class, a stable slug each, a sentence and what to do next.

A flaw in a *document* is a :class:`specman.model.finding.Finding`, which is data. An error here means
that the job asked for could not be done.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


class SpecmanError(Exception):
    """Base of every failure specman raises on purpose.

    Args:
        message: a whole sentence: what is wrong and where.
        hint: what to try next, a whole sentence or empty.
        slug: a stable name for programs; the class gives a default.
    """

    slug = "error"

    def __init__(self, message: str, *, hint: str = "", slug: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if slug is not None:
            self.slug = slug


class UsageError(SpecmanError):
    """The words of the command do not fit together."""

    slug = "usage"


class InputError(SpecmanError):
    """What was given cannot be understood: a file, an address, a number."""

    slug = "input"


class UnknownNameError(InputError):
    """A name that the library does not hold; the hint gives the nearest ones."""

    slug = "unknown-name"

    def __init__(self, what: str, name: str, known: Iterable[str], *, slug: str | None = None) -> None:
        self.nearest = nearest_names(name, known)
        hint = f"Did you mean {or_list(self.nearest)}?" if self.nearest else ""
        super().__init__(f"There is no {what} {name!r} here.", hint=hint, slug=slug)


class NotHeldError(InputError):
    """A document that the library registers and whose text it does not hold."""

    slug = "not-held"

    def __init__(self, name: str, work: str) -> None:
        super().__init__(
            f"{name} is registered and its text is not held.",
            hint=f"specman import FILE --work {work} brings it in, if it is under control here.",
        )


class LibraryError(SpecmanError):
    """The library as it stands does not allow what was asked."""

    slug = "library"


class MissingExtraError(SpecmanError):
    """A part of specman that is installed separately is not there."""

    slug = "missing-extra"


def nearest_names(name: str, known: Iterable[str], most: int = 4) -> list[str]:
    """The known names most like `name`, best first, at most `most`, letter case aside."""
    by_folded: dict[str, str] = {}
    for item in known:
        by_folded.setdefault(item.casefold(), item)
    hits = difflib.get_close_matches(name.casefold(), list(by_folded), n=most, cutoff=0.55)
    return [by_folded[hit] for hit in hits]


def or_list(items: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return _joined(items, "or")


def and_list(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return _joined(items, "and")


def _joined(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
