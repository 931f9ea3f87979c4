"""Provisions that must stay equal, and the differences somebody has accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MirrorRule:
    """Two provisions, by address, that must stay equal, or may differ for a stated reason.

    Attributes:
        accepted: why they may differ, "" when they may not.
        digests: of the two contents when the difference was accepted, in the order of `a` and `b`: the acceptance ends
            when either side moves. Empty for an acceptance written by hand, which never ends.
    """

    a: str
    b: str
    accepted: str = ""
    digests: tuple[str, ...] = ()

    def concerns(self, a: str, b: str) -> bool:
        """Whether it is about these two addresses, in either order, letter case aside."""
        return {self.a.casefold(), self.b.casefold()} == {a.casefold(), b.casefold()}

    def still_holds(self, digests: Iterable[str]) -> bool:
        """Whether both are unchanged since the difference was accepted."""
        return not self.digests or sorted(self.digests) == sorted(digests)


MirrorState = Literal["equal", "differs", "accepted", "changed since accepted"]


@dataclass(frozen=True)
class Mirror:
    """Two provisions whose content should be equal.

    Attributes:
        because: why they are held to be mirrors.
        accepted: the reason for which they may differ, "" when it was not accepted.
    """

    a: str
    b: str
    because: str
    state: MirrorState
    accepted: str = ""
