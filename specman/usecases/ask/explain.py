"""Why an assessment lists a provision, or why it does not."""

from __future__ import annotations

from collections.abc import Sequence

from specman.citations.address import find_places
from specman.impact.assess import DEFAULT_DEPTH
from specman.impact.strength import LEAST
from specman.model.identity import Place
from specman.model.impact import Assessment, Direct, Explanation, Reached
from specman.state.derived import load_baseline
from specman.store.library import Library
from specman.usecases.ask.impact import impact

FARTHEST = 10


def explain(
    library: Library, targets: Sequence[str], address: str, *, depth: int = DEFAULT_DEPTH, at: str = ""
) -> Explanation:
    """What an assessment of some targets makes of one provision.

    Args:
        targets, depth, at: as of the assessment.
        address: of the provision, or a defined term.

    Raises:
        InputError: the address names nothing.
    """
    found = impact(library, targets, depth=depth, at=at)
    rows = load_baseline(library, found.baseline).rows
    place = find_places(address, rows)[0]
    name = rows.address(place)
    direct = _direct(found, place)
    if direct is not None:
        return Explanation(found.subject, found.baseline, name, "changed", depth, LEAST, found, direct)
    if (item := _reached(found, place)) is not None:
        of = len(found.calling_for(item.calls_for))
        return Explanation(
            found.subject, found.baseline, name, "listed", depth, LEAST, found, None, item, found.rank(item), of
        )
    if (item := _reached(impact(library, targets, depth=depth, at=at, least=0.0), place)) is not None:
        return Explanation(found.subject, found.baseline, name, "weak", depth, LEAST, found, None, item)
    if (item := _reached(impact(library, targets, depth=FARTHEST, at=at, least=0.0), place)) is not None:
        return Explanation(found.subject, found.baseline, name, "far", depth, LEAST, found, None, item)
    needed = dict.fromkeys(rows.address(link.target) for link in rows.out_of([place]).get(place, ()))
    return Explanation(
        found.subject, found.baseline, name, "not reached", depth, LEAST, found, depends_on=tuple(needed)
    )


def _direct(found: Assessment, place: Place) -> Direct | None:
    return next((one for one in found.direct if one.place == place and not one.is_new), None)


def _reached(found: Assessment, place: Place) -> Reached | None:
    return next((one for one in found.reached if one.place == place), None)
