"""How a change spreads: level by level over the links, from whatever holds them, and no library is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from specman.model.identity import Place
from specman.model.link import Link
from specman.model.register import Dependents


@dataclass(frozen=True, slots=True)
class Reach:
    """How a place was reached from a start.

    Attributes:
        strength: 0 to 1, the product of what each link lets pass.
        path: links from the reached place back to the start, nearest the start last.
    """

    place: Place
    strength: float
    path: tuple[Link, ...]

    @property
    def distance(self) -> int:
        """Links on the path, parts of a provision not counted."""
        return max(1, sum(1 for link in self.path if link.kind != "contains"))


def spread(
    dependents: Dependents, starts: Iterable[Place], passes: Callable[[Link], float], *, depth: int, least: float
) -> list[Reach]:
    """Who depends on the starts, directly or through others, by the strongest path of at most `depth` links.

    Dependents are visited level by level; a place is taken up again only on a stronger path, so the work is
    bounded by depth times links, in circles too.

    Args:
        passes: how much of a change a link passes on, 0 to 1.
        least: paths weaker than this are not followed.

    Returns:
        Reached places, the starts left out, strongest first, then by place.
    """
    best: dict[Place, Reach] = {place: Reach(place, 1.0, ()) for place in starts}
    begun = set(best)
    frontier = sorted(best)
    for _ in range(depth):
        found: dict[Place, Reach] = {}
        links = dependents.into(frontier)
        for place in frontier:
            here = best[place]
            for link in links[place]:
                if link.source in begun:
                    continue
                strength = here.strength * passes(link)
                if strength < least:
                    continue
                known = found.get(link.source) or best.get(link.source)
                if known is None or strength > known.strength + 1e-9:
                    found[link.source] = Reach(link.source, strength, (link, *here.path))
        best |= found
        frontier = sorted(found)
    reached = [reach for place, reach in best.items() if place not in begun]
    return sorted(reached, key=lambda reach: (-reach.strength, reach.place))
