"""Values: records that are made by the hundred thousand and never changed afterwards.

`@value(frozen=True, slots=True)` is `@dataclass(frozen=True, slots=True)` to a reader and to the type checker, which
refuses every assignment. At run time nothing guards the fields: guarding them makes a record six times as dear to make
(1.6 against 0.2 microseconds for a provision), and a library has half a million.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen, slots, order=False):
        """A data class that compares and hashes by its fields, as a frozen one does."""
        return dataclass(slots=slots, unsafe_hash=frozen, order=order)


__all__ = ["value"]
