"""Paths as steps, from the reached provision to the change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from specman.model.impact import End, Step

if TYPE_CHECKING:
    from specman.impact.subject import Starts, Subject
    from specman.model.identity import Place
    from specman.model.link import Link
    from specman.model.register import Register


def steps_of(path: Sequence[Link], register: Register, subject: Subject, starts: Starts) -> tuple[Step, ...]:
    """The links of a path as steps; a path that ends in a part of a named target goes on to the target."""
    named = {direct.place for direct in subject.direct if direct.change is None}

    def end(place: Place) -> End:
        if place in named:
            return "names"
        return "changes" if place in starts.lost or place in starts.meaning - starts.parts.keys() else ""

    found = [
        Step(register.address(link.source), link.kind, register.address(link.target), link.words, end(link.target))
        for link in path
    ]
    if path and (holder := starts.parts.get(path[-1].target)) is not None:
        found.append(Step(register.address(path[-1].target), "part-of", register.address(holder), "", "names"))
    return tuple(found)
