"""House rules as files: the one that ships for the Smart Energy Code, and a library's own `citations.toml`."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

from specman.errors import LibraryError
from specman.limits import check_toml

if TYPE_CHECKING:
    from specman.model.house import House

FORMAT = 1


@functools.cache
def shipped() -> House:
    """The house of the Smart Energy Code."""
    return read_house(resources.files(__package__).joinpath("sec.toml").read_bytes(), "sec.toml")


def read_house(data: bytes, path: str) -> House:
    """A house file, checked: its keys, its expressions, its templates.

    Raises:
        LibraryError: what does not fit, with the place in the file.
        InputError: the file is beyond a limit.
    """
    from msgspec import ValidationError, convert, toml

    from specman.citations.patterns import Patterns
    from specman.model.house import House

    check_toml(data, path)
    try:
        values = toml.decode(data)
    except (ValueError, UnicodeDecodeError, OverflowError) as error:
        raise _wrong(path, f"is not valid TOML: {error}", "Repair the file at that place.") from None
    number = values.get("format")
    if not isinstance(number, int) or isinstance(number, bool):
        raise _wrong(path, "has no format number", "Write format = 1 at its top.")
    if number > FORMAT:
        raise LibraryError(
            f"{path} is of format {number}; this specman reads up to format {FORMAT}.",
            hint="Install a newer specman.", slug="newer-format",
        )  # fmt: skip
    try:
        house = convert(values, House)
    except ValidationError as error:
        raise _wrong(path, f"does not fit: {error}") from None
    if unknown := sorted(set(house.units) - {"section", "clause", "paragraph", "table"}):
        raise _wrong(path, f"has units.{unknown[0]}, which is not section, clause, paragraph or table")
    try:
        Patterns.of(house)
    except re.error as error:
        raise _wrong(path, f"has an expression that is none: {error.pattern!r}: {error.msg}") from None
    except (KeyError, IndexError, ValueError) as error:
        raise _wrong(path, f"has a template that does not fit its expression: {error}") from None
    return house


def _wrong(path: str, what: str, hint: str = "docs/houses.md describes the file.") -> LibraryError:
    return LibraryError(f"{path} {what}.", hint=hint, slug="manifest-malformed")
