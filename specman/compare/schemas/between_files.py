"""Components of a schema in several files that went from one file to another: one change, told as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from specman.compare.schemas.components import compare_schemas, judge
from specman.model.change import Change, WorkChange
from specman.model.document import Document
from specman.model.schema import Component, Schema


def between_files(works: Sequence[WorkChange]) -> list[WorkChange]:
    """Works in which a component taken out of one file and put into another is one move, with its verdict."""
    gone = {
        (component.sort, component.name): (change, component, work)
        for work in works
        for change in work.changes
        if change.kind == "removed" and (component := _component(change, work.base)) is not None
    }
    swaps: dict[int, Change] = {}
    for work in works:
        for change in work.changes:
            component = _component(change, work.target) if change.kind == "added" else None
            if component is None or (component.sort, component.name) not in gone:
                continue
            origin, old, there = gone[component.sort, component.name]
            if there.work != work.work:
                swaps[id(origin)] = swaps[id(change)] = _move(origin, change, old, component)
    if not swaps:
        return [*works]
    return [replace(work, changes=tuple(swaps.get(id(c), c) for c in work.changes)) for work in works]


def _component(change: Change, document: Document | None) -> Component | None:
    if document is None or document.schema is None or change.side.provision.kind != "component":
        return None
    sort, _, name = change.side.provision.eid.partition("_")
    return document.schema.by_key.get((sort, name))


def _move(origin: Change, change: Change, old: Component, new: Component) -> Change:
    sides = [Schema("", "", (component,)) for component in (old, new)]
    details = tuple(detail for found in compare_schemas(*sides) for detail in found.details)
    assert change.target is not None
    said = tuple(detail.words for detail in details)
    return replace(
        change,
        kind="moved",
        significance="substantive" if details else "editorial",
        base=origin.base,
        reason="same component in another file",
        also_amended=bool(details),
        compatibility=judge(details),
        details=(*said, f"now in {change.target.work}"),
    )
