"""Lists of tables in a manifest: one row after another, whose faults are those of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from specman.store.manifests import Table, is_date

T = TypeVar("T")


class Row:
    """One row of a list of tables, whose faults are those of the file."""

    def __init__(self, table: Table, key: str, place: int, values: Mapping[str, Any]) -> None:
        self.table, self.values = table, values
        self.name = f"[[{key}]] {place}"

    def wrong(self, what: str, hint: str = "") -> None:
        """Note what does not fit; after the row's name it is a part of a sentence (`no date`)."""
        self.table.wrong(f"has in {self.name} {what}", hint)

    def text(self, key: str, *, required: bool = False) -> str:
        """A string value, "" when absent."""
        value = self.values.get(key, "")
        if hasattr(value, "isoformat"):
            value = str(value.isoformat())
        if not isinstance(value, str):
            self.wrong(f"{key} = {value!r}, where text is expected")
            return ""
        if required and not value:
            self.wrong(f"no {key}")
        return str(value)

    def date(self, key: str, *, required: bool = False) -> str:
        """An ISO calendar date, "" when absent."""
        value = self.text(key, required=required)
        if value and not is_date(value):
            self.wrong(f"{key} = {value!r}, which is not a date such as 2016-06-15")
            return ""
        return value

    def one_of(self, key: str, known: Sequence[str], *, required: bool = True) -> str:
        """One of some words, the first of them where it is none; "" when absent and not required."""
        value = self.text(key, required=required)
        if value and value not in known:
            self.wrong(f"{key} = {value!r}", f"Known are {', '.join(known)}.")
            return known[0]
        return value or (known[0] if required else "")


def rows(table: Table, key: str, read: Callable[[Row], T]) -> tuple[T, ...]:
    """What each row of a list says, in the order of the file."""
    return tuple(read(Row(table, key, place, values)) for place, values in enumerate(table.tables(key), 1))
