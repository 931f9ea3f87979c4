"""A schema in several files: the files its verdicts depend on, and components that moved from file to file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from specman.compare.schemas.components import compare_schemas, judge
from specman.compare.schemas.openness import SchemaDetail
from specman.model.change import Change, WorkChange
from specman.model.detail import Detail, SchemaPart
from specman.model.document import Document
from specman.model.schema import Component, Schema

OtherFiles = tuple[Sequence[Schema], Sequence[Schema]]
"""For base and target, the other files that a schema includes or imports, or that include or import it."""


def other_files(
    sides: Sequence[tuple[str, Schema | None, Schema | None]], same: Sequence[Schema] = ()
) -> Mapping[str, OtherFiles]:
    """For each schema, by name, the schemas it includes or imports and those that do so with it, also indirectly.

    Which file an include names is not known here: it may be any schema with the same namespace, or with none.

    Args:
        sides: name, and the schema in base and target.
        same: schemas that are equal on both sides, which may be among the others.
    """
    sides = [*sides, *((f"same {place}", schema, schema) for place, schema in enumerate(same))]
    found: dict[str, tuple[list[Schema], list[Schema]]] = {name: ([], []) for name, _, _ in sides}
    for place in (1, 2):
        held = {row[0]: schema for row in sides if isinstance(schema := row[place], Schema)}
        ungrouped = dict.fromkeys(held)
        while ungrouped:
            together = [next(iter(ungrouped))]
            ungrouped.pop(together[0])
            for here in together:  # grows while it is read
                more = [n for n in ungrouped if _may_include(held[here], held[n]) or _may_include(held[n], held[here])]
                for name in more:
                    ungrouped.pop(name)
                together += more
            for name in together:
                found[name][place - 1].extend(held[other] for other in together if other != name)
    return found


def _may_include(one: Schema, other: Schema) -> bool:
    """Whether a schema may include another, or imports its namespace."""
    own = ("", one.namespace)
    return any(
        other.namespace == ("" if name == "##local" else name) if name else other.namespace in own
        for name, _ in one.imports
    )


def between_files(works: Sequence[WorkChange], same: Sequence[Schema] = ()) -> list[WorkChange]:
    """Works in which a component removed from one file and added to another is one move, with its verdict.

    A file without a namespace takes that of the schema that includes it, so components may move to and from it.

    Args:
        same: files that are equal on both sides; the verdicts may depend on them.
    """
    schemas = [
        (work.work, work.base.schema if work.base else None, work.target.schema if work.target else None)
        for work in works
    ]
    held = {name: (old, new) for name, old, new in schemas}
    around = other_files(schemas, same)
    gone: dict[tuple[str, str], list[tuple[Change, Component, str]]] = {}
    for work in works:
        for change in work.changes:
            if change.kind == "removed" and (component := _component(change, work.base)) is not None:
                gone.setdefault(_symbol(component), []).append((change, component, work.work))
    swaps: dict[object, Change] = {}
    for work in works:
        for change in work.changes:
            component = _component(change, work.target) if change.kind == "added" else None
            after = held[work.work][1]
            if component is None or after is None:
                continue
            candidates = [
                (before.namespace != after.namespace, place, before)
                for place, (_, _, there) in enumerate(gone.get(_symbol(component), ()))
                if there != work.work and (before := held[there][0]) is not None
                if before.namespace == after.namespace or "" in (before.namespace, after.namespace)
            ]
            if not candidates:
                continue
            _, place, before = min(candidates, key=lambda row: row[:2])
            origin, old, there = gone[_symbol(component)].pop(place)
            others = (
                [*around[there][0], _without(before, old)], [*around[work.work][1], _without(after, component)],
            )  # fmt: skip
            details = _details(replace(before, components=(old,)), replace(after, components=(component,)), others)
            swaps[origin.key] = swaps[change.key] = _move(origin, change, details)
    if not swaps:
        return [*works]
    return [replace(work, changes=tuple(swaps.get(c.key, c) for c in work.changes)) for work in works]


def _symbol(component: Component) -> tuple[str, str]:
    """The key of a component: simple and complex types share one set of names."""
    return "type" if component.sort.endswith("Type") else component.sort, component.name


def _without(schema: Schema, component: Component) -> Schema:
    return replace(schema, components=tuple(other for other in schema.components if other is not component))


def _component(change: Change, document: Document | None) -> Component | None:
    if document is None or document.schema is None or change.side.provision.kind != "component":
        return None
    sort, _, name = change.side.provision.eid.partition("_")
    return document.schema.by_key.get((sort, name))


def _details(base: Schema, target: Schema, others: OtherFiles) -> list[SchemaDetail]:
    """What changed in a component that moved to another file, including the defaults of the file."""
    old, new = dict(base.forms), dict(target.forms)
    found = [
        SchemaDetail(
            SchemaPart("file form", name, base=old.get(name, ""), target=new.get(name, "")), "unknown", "unknown"
        )
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    if base.namespace != target.namespace:
        part = SchemaPart("file namespace", base=base.namespace, target=target.namespace)
        found.append(SchemaDetail(part, "unknown", "unknown"))
    return found + [detail for change in compare_schemas(base, target, others) for detail in change.details]


def _move(origin: Change, change: Change, details: Sequence[SchemaDetail]) -> Change:
    assert change.target is not None
    assert origin.base is not None
    parts = tuple(detail.judged for detail in details)
    return replace(
        change,
        kind="moved",
        significance="substantive" if details else "editorial",
        base=origin.base,
        reason="same component in another file",
        also_amended=bool(details),
        compatibility=judge(parts),
        parts=parts,
        details=(Detail("file", base=origin.base.work, target=change.target.work),),
    )
