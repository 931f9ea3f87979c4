"""Who does something to a library, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["administrator", "analyst", "reviewer"]
ROLES: tuple[Role, ...] = ("administrator", "analyst", "reviewer")

Deed = Literal[
    "init", "import", "baseline", "draft", "accept-mirror", "propose", "describe", "step", "review", "release"
]
"""What a commit did, as its `Specman-Action` states."""

MAY: dict[Deed, frozenset[Role]] = {
    "init": frozenset({"administrator"}),
    "import": frozenset({"administrator"}),
    "baseline": frozenset({"administrator"}),
    "draft": frozenset({"administrator", "analyst"}),
    "accept-mirror": frozenset({"administrator", "analyst", "reviewer"}),
    "propose": frozenset({"administrator", "analyst"}),
    "describe": frozenset({"administrator", "analyst"}),
    "step": frozenset({"administrator"}),
    "review": frozenset({"administrator", "analyst", "reviewer"}),
    "release": frozenset({"administrator"}),
}
"""Which roles may do a deed."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does something, as git names an author.

    Attributes:
        email: by which a person is known; letter case does not matter.
        roles: those that the library gives this person.
    """

    name: str
    email: str
    roles: frozenset[Role] = frozenset()

    @property
    def key(self) -> str:
        """What the person is known by."""
        return self.email.casefold()

    def may(self, deed: Deed) -> bool:
        """Whether one of the person's roles may do a deed."""
        return bool(self.roles & MAY[deed])

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"
