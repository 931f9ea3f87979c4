"""Paths as steps, from the reached provision to the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specman.model.impact import End, Step

if TYPE_CHECKING:
    from specman.impact.subject import Starts
    from specman.model.identity import Place
    from specman.model.link import Link
    from specman.model.register import Register


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths to the change of one subject."""

    starts: Starts
    register: Register

    def steps(self, path: Sequence[Link]) -> tuple[Step, ...]:
        """The links of a path as steps; a path that ends in a part of a named target goes on to the target."""
        address = self.register.address
        found = [
            Step(address(link.source), link.kind, address(link.target), link.words, self._end(link.target))
            for link in path
        ]
        if path and path[-1].target in self.starts.parts:
            found.append(self.step_in(path[-1].target))
        return tuple(found)

    def step_in(self, part: Place) -> Step:
        """From a part of a named target to that target."""
        target = self.starts.parts[part]
        return Step(self.register.address(part), "part-of", self.register.address(target), "", "names")

    def _end(self, place: Place) -> End:
        if place in self.starts.named:
            return "names"
        if place in self.starts.parts:
            return ""
        return "changes" if place in self.starts.lost or place in self.starts.meaning else ""
