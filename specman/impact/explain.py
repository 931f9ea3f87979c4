"""Paths in words."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from specman.model.impact import Step

if TYPE_CHECKING:
    from specman.model.identity import Place
    from specman.model.link import Link
    from specman.model.register import Register

_VERB = {
    "cites": "cites",
    "uses-term": "uses",
    "borrows-meaning": "takes meanings from",
    "uses-type": "uses the type",
    "maps-to": "is mapped to",
    "implements": "implements",
    "mirrors": "must stay equal to",
    "contains": "contains",
}


def steps_of(path: Sequence[Link], register: Register, subject: str, starts: Set[Place]) -> tuple[Step, ...]:
    """The links of a path as steps, from the reached provision to the change."""
    found = []
    for link in path:
        source, target = register.address(link.source), register.address(link.target)
        ends = f", which {subject} changes" if link.target in starts else ""
        if link.kind == "uses-term":
            because = f"{source} uses '{link.words}', defined in {target}{ends}"
        elif link.kind == "mirrors":
            because = f"{source} must stay equal to {target}{ends}"
        elif link.kind == "implements" and link.words and link.words != target:
            because = f"{source} implements {target} ({link.words}){ends}"
        else:
            because = f"{source} {_VERB[link.kind]} {target}{ends}"
        found.append(Step(source, link.kind, target, because))
    return tuple(found)
