"""What a draft left out, and who else is drafting there."""

from __future__ import annotations

from collections.abc import Sequence

from specman.impact.subject import Subject
from specman.model.identity import Place
from specman.model.impact import Collision, Gap, Reached
from specman.model.register import Register


def gaps(subject: Subject, reached: Sequence[Reached], register: Register) -> list[Gap]:
    """What must change and was left as it is, and targets of a modification for which no text is drafted."""
    undrafted = [
        Gap(direct.address, register.works[direct.work].name)
        for direct in subject.direct
        if subject.kind == "modification" and direct.change is None
    ]
    left = [
        Gap(item.address, register.works[item.work].name, item) for item in reached if item.calls_for == "must-change"
    ]
    return [*undrafted, *left]


def collisions(
    subject: Subject, reached: Sequence[Reached], parts: Sequence[Place], register: Register
) -> list[Collision]:
    """Other open modifications that change or name the same provisions, or provisions that depend on this change.

    A named target includes all its parts, in either modification.

    Args:
        parts: the parts of the subject's named targets.
    """
    own = subject.own | set(parts)
    new = {direct.place for direct in subject.direct if direct.is_new}
    close = {item.place: item.address for item in reached if item.calls_for in ("must-change", "review")}
    found = []
    for mod_id, title, directs in subject.others:
        same: set[str] = set()
        dependent: set[str] = set()
        for direct in directs:
            if direct.is_new:
                if direct.place in new:  # both put something there
                    same.add(direct.address)
                continue
            touched = {direct.place, *(register.inside(direct.place) if direct.change is None else ())}
            if touched & own:
                same.add(direct.address)
            dependent |= {close[place] for place in touched & close.keys() - own}
        if same or dependent:
            found.append(Collision(mod_id, title, tuple(sorted(same)), tuple(sorted(dependent))))
    return found
