"""What can be read of a state of the library without opening its documents: provisions, and which depend on which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from specman.model.identity import Place, Work
from specman.model.value import value

if TYPE_CHECKING:
    from specman.model.document import Kind, Provision
    from specman.model.link import Link

OPENING = 70  # characters of a provision's words that a list shows


@value(frozen=True, slots=True)
class Entry:
    """One provision as a list names it.

    Attributes:
        opening: its first words, cut at a space.
        line: 1-based line in the source it was read from, 0 when unknown.
    """

    place: Place
    kind: Kind
    label: str
    heading: str
    opening: str
    line: int = 0

    @classmethod
    def of(cls, work: str, provision: Provision) -> Entry:
        """The entry of a provision that has been read."""
        return cls(
            Place(work, provision.eid), provision.kind, provision.label, provision.heading,
            opening(provision.text), provision.line,
        )  # fmt: skip

    @property
    def caption(self) -> str:
        """What a list shows next to an address: the heading, or the opening words; for a definition always those."""
        return self.heading if self.heading and self.kind != "definition" else self.opening


def opening(text: str) -> str:
    """The first words of a text, at most `OPENING` characters of its first line."""
    words = text.partition("\n")[0]
    return words if len(words) <= OPENING else words[: OPENING - 3].rsplit(" ", 1)[0] + " …"


class Register(Protocol):
    """Names and places of one state: a `Corpus` answers from its documents, the index from its rows."""

    @property
    def name(self) -> str:
        """The baseline's number, or what else the state is called."""

    @property
    def works(self) -> Mapping[str, Work]:
        """Every work the library declares, by id, in this state or not."""

    def holds(self, work: str) -> bool:
        """Whether the work is part of this state."""

    def entry(self, place: Place) -> Entry | None:
        """The provision at a place, None when there is none."""

    def address(self, place: Place) -> str:
        """What reports print for a place."""

    def inside(self, place: Place) -> list[Place]:
        """Every provision within a place, in document order."""

    def labelled(self, label: str, work: str = "") -> list[Place]:
        """Where a label is given, letter case aside: in one work, or one place for each work that gives it."""

    def defined(self, term: str, work: str = "") -> list[tuple[str, Place]]:
        """Where a term is defined, letter case aside, in one work or in all, with the term as written there."""

    def labels(self, work: str) -> list[str]:
        """Every label of a work, in document order."""

    def terms(self) -> list[str]:
        """Every defined term."""


class Dependents(Protocol):
    """Who depends on whom in one state, by the batch."""

    def into(self, places: Sequence[Place]) -> Mapping[Place, list[Link]]:
        """Links of those that depend on each place, holders of a part included, in a stable order."""

    def uses(self, place: Place) -> int:
        """How many provisions use or cite a place, parts and holders apart."""
