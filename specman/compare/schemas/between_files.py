"""Components that moved from one file of a schema to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from specman.compare.schemas.components import component_details, judge
from specman.compare.schemas.family import Families, Family
from specman.compare.schemas.openness import SchemaDetail
from specman.model.change import Change, WorkChange
from specman.model.detail import Detail, SchemaPart
from specman.model.document import Document
from specman.model.identity import Place
from specman.model.schema import Component, Schema, symbol_of

_SAID_OF_THE_FILE = frozenset({"documentation", "default written", "default unwritten", "name"})


def between_files(works: Sequence[WorkChange], families: Families) -> tuple[list[WorkChange], Mapping[Place, Place]]:
    """Works in which a component removed from one file and added to another is one move with its verdict; the moves.

    A file without a namespace takes that of the schema that includes it, so components may move to and from it.
    """
    held = {
        work.work: (work.base.schema if work.base else None, work.target.schema if work.target else None)
        for work in works
    }
    components = _Components()
    gone: dict[tuple[str, str], list[tuple[Change, Component, str]]] = {}
    for work in works:
        for change in work.changes:
            if change.kind == "removed" and (component := components.of(change, work.base)) is not None:
                before = held[work.work][0]
                assert before is not None
                symbol = families.of(work.work).name_now(before, component)
                gone.setdefault(symbol, []).append((change, component, work.work))
    swaps: dict[object, Change] = {}
    moves: dict[Place, Place] = {}
    for work in works:
        for change in work.changes:
            component = components.of(change, work.target) if change.kind == "added" else None
            after = held[work.work][1]
            if component is None or after is None:
                continue
            symbol = (symbol_of(component), component.name)
            candidates = [
                (before.namespace != after.namespace, place, before)
                for place, (_, _, there) in enumerate(gone.get(symbol, ()))
                if there != work.work and (before := held[there][0]) is not None
                if before.namespace == after.namespace or "" in (before.namespace, after.namespace)
            ]
            if not candidates:
                continue
            _, place, before = min(candidates, key=lambda row: row[:2])
            origin, old, there = gone[symbol].pop(place)
            details = _details(families.of(there, work.work), before, old, after, component)
            swaps[origin.key] = swaps[change.key] = _move(origin, change, details)
            assert origin.base is not None and change.target is not None
            moves[Place(there, origin.base.provision.eid)] = Place(work.work, change.target.provision.eid)
    if not swaps:
        return [*works], {}
    return [replace(work, changes=tuple(swaps.get(c.key, c) for c in work.changes)) for work in works], moves


class _Components:
    """The components that changes are about; those of each file are put in order once."""

    def __init__(self) -> None:
        self._held: dict[int, Mapping[tuple[str, str], Component]] = {}

    def of(self, change: Change, document: Document | None) -> Component | None:
        if document is None or document.schema is None or change.side.provision.kind != "component":
            return None
        if id(document) not in self._held:
            self._held[id(document)] = document.schema.by_key
        sort, _, name = change.side.provision.eid.partition("_")
        return self._held[id(document)].get((sort, name))


def _details(family: Family, base: Schema, old: Component, target: Schema, new: Component) -> list[SchemaDetail]:
    """What changed in a component that moved to another file, including the defaults of the file."""
    forms = dict(base.forms), dict(target.forms)
    found = [
        SchemaDetail(
            SchemaPart("file form", name, base=forms[0].get(name, ""), target=forms[1].get(name, "")),
            "unknown",
            "unknown",
        )
        for name in sorted({*forms[0], *forms[1]})
        if forms[0].get(name) != forms[1].get(name)
    ]
    before = family.before(base)
    if before.namespace != target.namespace:
        part = SchemaPart("file namespace", base=before.namespace, target=target.namespace)
        found.append(SchemaDetail(part, "unknown", "unknown"))
    now = family.component_now(base, old)
    return [*found, *component_details(family, (old, now, before), (new, target))]


def _move(origin: Change, change: Change, details: Sequence[SchemaDetail]) -> Change:
    assert change.target is not None
    assert origin.base is not None
    parts = tuple(detail.judged for detail in details)
    return replace(
        change,
        kind="moved",
        significance="substantive" if any(part.rule not in _SAID_OF_THE_FILE for part in parts) else "editorial",
        base=origin.base,
        reason="same component in another file",
        also_amended=bool(details),
        compatibility=judge(parts),
        parts=parts,
        details=(Detail("file", base=origin.base.work, target=change.target.work),),
    )
