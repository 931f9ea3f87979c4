"""A schema in several files: what they have to say in each other's verdicts, and what went from one to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from specman.compare.schemas.components import compare_schemas, judge
from specman.compare.schemas.openness import SchemaDetail
from specman.model.change import Change, WorkChange
from specman.model.document import Document
from specman.model.schema import Component, Schema

Beside = tuple[Sequence[Schema], Sequence[Schema]]
"""Of base and target the other files that a schema is made of, or is used with."""


def beside(sides: Sequence[tuple[str, Schema | None, Schema | None]]) -> Mapping[str, Beside]:
    """For each schema, by its name, the others that it draws in or that draw it in, directly or through others.

    Which file an include names is not known here: every schema of the namespace may be meant, or one of none.

    Args:
        sides: name, and the schema in base and target.
    """
    found: dict[str, tuple[list[Schema], list[Schema]]] = {name: ([], []) for name, _, _ in sides}
    for place in (1, 2):
        held = {row[0]: schema for row in sides if isinstance(schema := row[place], Schema)}
        for name in held:
            waiting = [name]
            for here in waiting:  # grows while it is read
                waiting += [
                    other
                    for other, schema in held.items()
                    if other not in waiting and (_draws(held[here], schema) or _draws(schema, held[here]))
                ]
            found[name][place - 1].extend(held[other] for other in waiting[1:])
    return found


def _draws(one: Schema, other: Schema) -> bool:
    """Whether a schema may include another, or imports its namespace."""
    own = ("", one.namespace)
    return any(
        other.namespace == ("" if said == "##local" else said) if said else other.namespace in own
        for said, _ in one.imports
    )


def between_files(works: Sequence[WorkChange]) -> list[WorkChange]:
    """Works in which a component taken out of one file and put into another of its namespace is one move."""
    schemas = [
        (work.work, work.base.schema if work.base else None, work.target.schema if work.target else None)
        for work in works
    ]
    held, around = {name: (old, new) for name, old, new in schemas}, beside(schemas)
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
            before, after = held[there.work][0], held[work.work][1]
            if there.work == work.work or before is None or after is None or before.namespace != after.namespace:
                continue
            others = (around[there.work][0], around[work.work][1])
            details = _details(replace(before, components=(old,)), replace(after, components=(component,)), others)
            swaps[id(origin)] = swaps[id(change)] = _move(origin, change, details)
    if not swaps:
        return [*works]
    return [replace(work, changes=tuple(swaps.get(id(c), c) for c in work.changes)) for work in works]


def _component(change: Change, document: Document | None) -> Component | None:
    if document is None or document.schema is None or change.side.provision.kind != "component":
        return None
    sort, _, name = change.side.provision.eid.partition("_")
    return document.schema.by_key.get((sort, name))


def _details(base: Schema, target: Schema, others: Beside) -> list[SchemaDetail]:
    """What changed in a component that went to another file, what holds for all that stand in that file included."""
    left, right = dict(base.forms), dict(target.forms)
    found = [
        SchemaDetail(f"{name} of the file: {left.get(name, 'none')} → {right.get(name, 'none')}", "unknown", "unknown")
        for name in sorted({*left, *right})
        if left.get(name) != right.get(name)
    ]
    return found + [detail for change in compare_schemas(base, target, others) for detail in change.details]


def _move(origin: Change, change: Change, details: Sequence[SchemaDetail]) -> Change:
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
