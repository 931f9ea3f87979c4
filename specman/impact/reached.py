"""What a change reaches, and what each reached provision is called on to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specman.graph.spread import Reach, spread
from specman.impact.explain import Paths
from specman.impact.strength import LEAST_COUNTED, REVIEW, passes
from specman.impact.subject import Starts, Subject
from specman.model.identity import Place
from specman.model.impact import CALLS, CallsFor, Reached, Step, Why
from specman.model.link import Link, LinkKind
from specman.model.register import Dependents, Register

BY_NUMBER: frozenset[LinkKind] = frozenset({"cites", "maps-to", "implements", "borrows-meaning"})
"""Links made by naming a number or an address."""
BY_NAME: Mapping[Why, frozenset[LinkKind]] = {
    "removed": BY_NUMBER | {"uses-term", "uses-type", "mirrors"},
    "renamed": BY_NUMBER | {"uses-term", "uses-type"},
    "renumbered": BY_NUMBER,
    "moved": BY_NUMBER,
}
"""By what became of a provision: the links of those who must change with it, since they name what is not there."""


def reached(
    subject: Subject,
    starts: Starts,
    register: Register,
    dependents: Dependents,
    strength: Mapping[str, float],
    depth: int,
    least: float = LEAST_COUNTED,
) -> list[Reached]:
    """Every provision a subject reaches and does not itself change or name, those that must change first.

    Args:
        least: paths weaker than this are not followed.
    """
    own = subject.own
    share = passes(dependents, register, strength)
    reaches = spread(dependents, starts.meaning, share, depth=depth, least=least)
    paths = Paths(starts, register)
    found = {part: _part(part, paths, subject) for part in starts.parts}
    for reach in reaches:
        if reach.place not in own and (item := _reached(reach, paths, subject)) is not None:
            found[reach.place] = item
    for place, links in dependents.into(sorted(starts.lost)).items():
        why = starts.lost[place]
        for link in links:
            if link.kind in BY_NAME[why] and link.source not in own:
                found[link.source] = _must(link, why, paths, subject)
    in_order = {part: place for place, part in enumerate(starts.parts)}

    def rank(item: Reached) -> tuple[int, float, int, str]:
        return CALLS.index(item.calls_for), -item.strength, in_order.get(item.place, len(in_order)), item.address

    return sorted(found.values(), key=rank)


def _part(part: Place, paths: Paths, subject: Subject) -> Reached:
    return _item(part, "review", 1.0, 0, (paths.step_in(part),), "part of a target", paths, subject)


def _reached(reach: Reach, paths: Paths, subject: Subject) -> Reached | None:
    entry = paths.register.entry(reach.place)
    is_holder = not reach.place.eid or all(link.kind == "contains" for link in reach.path)
    if is_holder or entry is None or entry.kind == "heading":
        return None
    calls_for, why = called_on(reach)
    if calls_for == "must-change" and reach.place in subject.no_change:
        calls_for = "review"
    steps = paths.steps(reach.path)
    return _item(reach.place, calls_for, round(reach.strength, 3), reach.distance, steps, why, paths, subject)


def called_on(reach: Reach) -> tuple[CallsFor, Why]:
    """What a place is called on to do by the path on which the change reaches it, and why."""
    if reach.distance > 1:
        return "aware", "indirect"
    if reach.path[0].kind == "contains":
        return "aware", "holds a dependent"
    kind = reach.path[0].kind
    is_own_change = reach.path[-1].kind != "contains"  # not only of something that what changes is part of
    if kind in ("mirrors", "implements") and is_own_change:
        return "must-change", kind
    return ("review", "direct") if reach.strength >= REVIEW else ("aware", "common")


def _must(link: Link, why: Why, paths: Paths, subject: Subject) -> Reached:
    """One who names what is not there any more."""
    item = _item(link.source, "must-change", 1.0, 1, paths.steps((link,)), why, paths, subject)
    return replace(item, about=paths.register.address(link.target))


def _item(
    place: Place, calls_for: CallsFor, strength: float, distance: int, steps: tuple[Step, ...], why: Why,
    paths: Paths, subject: Subject,
) -> Reached:  # fmt: skip
    entry = paths.register.entry(place)
    return Reached(
        place, paths.register.address(place), place.work, entry.caption if entry else "", calls_for, strength, distance,
        steps, why, "", subject.no_change.get(place),
    )  # fmt: skip
