"""Suspects: the provisions that an assessment calls somebody to look at, each stamped with both ends of its path."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from specman.model.document import Provision
from specman.model.identity import Place, Work
from specman.model.impact import Assessment, Direct, Gap, Reached
from specman.model.review import Stamp, Suspect


def suspects_of(
    assessment: Assessment, works: Mapping[str, Work], provision: Callable[[Place], Provision | None],
    place: Callable[[str], Place | None], instead: Callable[[Direct], Provision | None],
) -> list[Suspect]:  # fmt: skip
    """What must change or should be reviewed, and what a draft leaves out, in the order of documents and provisions
    found.

    Args:
        provision: what stands at a place of the baseline.
        place: where an address is.
        instead: what a draft puts in the place of something it takes out.
    """
    directs = {direct.address: direct for direct in assessment.direct}
    found: dict[str, Suspect] = {}
    for gap in assessment.gaps:
        if gap.reached is not None:
            found[gap.address] = _suspect(gap.reached, gap, works, provision, directs, instead)
        elif (where := place(gap.address)) is not None:
            held = provision(where)
            own = held.digest if held is not None else ""
            found[gap.address] = Suspect(
                gap.address, where.work, where.eid, works[where.work].name, works[where.work].owner, "must-change", gap,
                held.words if held is not None else "", (own, "named"),
            )  # fmt: skip
    for item in assessment.reached:
        if item.calls_for in ("must-change", "review") and item.address not in found:
            found[item.address] = _suspect(item, item, works, provision, directs, instead)
    order = list(works)
    return sorted(found.values(), key=lambda suspect: (order.index(suspect.work), suspect.calls_for != "must-change"))


def _suspect(
    item: Reached, why: Reached | Gap, works: Mapping[str, Work], provision: Callable[[Place], Provision | None],
    directs: Mapping[str, Direct], instead: Callable[[Direct], Provision | None],
) -> Suspect:  # fmt: skip
    work = works[item.place.work]
    held = provision(item.place)
    stamp: Stamp = (held.digest if held is not None else "", _other_end(item, directs, provision, instead))
    words = held.words if held is not None else ""
    return Suspect(item.address, work.id, item.place.eid, work.name, work.owner, item.calls_for, why, words, stamp)


def _other_end(
    item: Reached, directs: Mapping[str, Direct], provision: Callable[[Place], Provision | None],
    instead: Callable[[Direct], Provision | None],
) -> str:  # fmt: skip
    """A digest of what the subject does where the path ends: the words it gives there, or those it names."""
    direct = directs.get(item.steps[-1].target) if item.steps else None
    if direct is None:
        return ""
    if direct.change is None:
        held = provision(direct.place)
        return f"named {held.digest}" if held is not None else "named"
    target = direct.change.target.provision if direct.change.target is not None else instead(direct)
    if target is None:
        return "removed"
    content = f"{direct.change.kind}\x1f{target.label}\x1f{target.digest}"
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
