"""Suspects: the provisions that an assessment calls somebody to look at, each stamped with both ends of its path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from specman.model.identity import Place, Work
from specman.model.impact import Assessment, Gap, Reached
from specman.model.review import Suspect
from specman.review.stamps import Ends


def suspects_of(
    assessment: Assessment, works: Mapping[str, Work], ends: Ends, place: Callable[[str], Place | None]
) -> list[Suspect]:
    """What must change or should be reviewed, and what a draft leaves out, in the order of documents.

    Args:
        ends: the texts before and after the subject.
        place: where an address is.
    """
    asked: dict[str, tuple[Reached, Reached | Gap]] = {}
    found: dict[str, Suspect] = {}
    for gap in assessment.gaps:
        if gap.reached is not None:
            asked[gap.address] = gap.reached, gap
        elif (where := place(gap.address)) is not None:
            found[gap.address] = _suspect(gap, where, works, ends, [], [])
    for item in assessment.reached:
        if item.calls_for in ("must-change", "review"):
            asked.setdefault(item.address, (item, item))
    needed = ends.depends_on([item.place for item, _ in asked.values()])
    directs = {direct.address: direct.place for direct in assessment.direct}
    for address, (item, why) in asked.items():
        last = item.steps[-1].target if item.steps else ""
        changed = directs.get(last) or place(last)
        rows = [changed] if changed is not None else []
        found[address] = _suspect(why, item.place, works, ends, rows, needed.get(item.place, ()), item)
    order = list(works)
    return sorted(found.values(), key=lambda suspect: (order.index(suspect.work), suspect.calls_for != "must-change"))


def _suspect(
    why: Reached | Gap, where: Place, works: Mapping[str, Work], ends: Ends, changed: Sequence[Place],
    needed: Sequence[Place], item: Reached | None = None,
) -> Suspect:  # fmt: skip
    work, held = works[where.work], ends.held(where)
    return Suspect(
        why.address, work.id, where.eid, work.name, work.owner, item.calls_for if item is not None else "must-change",
        why, held.words if held is not None else "", ends.stamp(where, changed, needed),
    )  # fmt: skip
