"""Schemas that depend on one another: their files on both sides, and what is looked up in all of them, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from specman.compare.schemas.content.definitions import Definitions
from specman.compare.schemas.content.models import Models
from specman.compare.schemas.openness import Openness
from specman.compare.schemas.renames import aligned, renamed_types
from specman.compare.schemas.types import Types
from specman.model.schema import Component, Schema, symbol_of


class Family:
    """The files of both sides that the same documents must be valid for.

    Types that were renamed, and a namespace that was, have the new name in the base too, so that what is left differs.
    """

    def __init__(
        self,
        base: Sequence[Schema],
        target: Sequence[Schema],
        spaces: Mapping[str, str] | None = None,
        told: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    ) -> None:
        """Gather the files.

        Args:
            spaces: namespaces that one file has in the base, by the one it has in the target, where they differ.
            told: for each side, names of files and namespaces that no schema outside these had on the other side.
        """
        self._told = told
        self.target = list(target)
        left, came = ({file.namespace for file in side} for side in (base, target))
        moved = {old: new for old, new in (spaces or {}).items() if old and new and old not in came and new not in left}
        self._before = {id(file): (file, aligned(file, moved, {})) for file in base}
        self.renames = renamed_types([file for _, file in self._before.values()], self.target)
        if self.renames:
            self._before = {key: (file, aligned(now, {}, self.renames)) for key, (file, now) in self._before.items()}
        self.base = [now for _, now in self._before.values()]
        self._types: dict[tuple[str, str], Types] = {}
        self._now: dict[int, dict[int, Component]] = {}

    def tells(self, side: int, name: str) -> bool:
        """Whether the components of a file that is included, or of a namespace that is imported, are compared here."""
        return (_stem(name) if name.casefold().endswith(".xsd") else name) in self._told[side]

    def before(self, schema: Schema) -> Schema:
        """A file of the base, with the names of the target."""
        return self._before[id(schema)][1] if id(schema) in self._before else schema

    def component_now(self, schema: Schema, component: Component) -> Component:
        """A component of a file of the base, with the names of the target."""
        now = self.before(schema)
        if now is schema:
            return component
        if id(schema) not in self._now:
            pairs = zip(schema.components, now.components, strict=True)
            self._now[id(schema)] = {id(old): new for old, new in pairs}
        return self._now[id(schema)][id(component)]

    def name_now(self, schema: Schema, component: Component) -> tuple[str, str]:
        """The set of names that a component of a file of the base is in, and the name it has in the target."""
        return symbol_of(component), self.component_now(schema, component).name

    @cached_property
    def openness(self) -> Openness:
        """What the files allow without naming it."""
        return Openness.of(self.base, self.target)

    @cached_property
    def models(self) -> Models:
        """The content models of the files."""
        return Models(Definitions(self.base), Definitions(self.target))

    @cached_property
    def names_of_types(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of the types of each side, whichever file each is in."""
        base, target = (
            frozenset(part.name for file in side for part in file.components if part.sort.endswith("Type"))
            for side in (self.base, self.target)
        )
        return base, target

    def types(self, base: Schema, target: Schema) -> Types:
        """The simple types that two files may name."""
        key = (base.namespace, target.namespace)
        if key not in self._types:
            self._types[key] = Types(self.base, self.target, key)
        return self._types[key]


Row = tuple[str, Schema | None, Schema | None]


class Families:
    """The families of many schemas.

    Which file an include names is not known here: it may be any schema with the same namespace, or with none.
    """

    def __init__(self, sides: Iterable[Row], same: Sequence[tuple[str, Schema]] = ()) -> None:
        """Find which files depend on one another, on each side.

        Args:
            sides: name, and the schema in base and target.
            same: name and schema of those that are equal on both sides, which may be among the others.
        """
        rows = [*sides, *((f"{name}#{place}", schema, schema) for place, (name, schema) in enumerate(same))]
        self._held = (
            {name: old for name, old, _ in rows if old is not None},
            {name: new for name, _, new in rows if new is not None},
        )
        self._groups = [_groups(held) for held in self._held]
        self._made: dict[tuple[str, str], Family] = {}

    def of(self, base: str, target: str | None = None) -> Family:
        """The family of a schema, by name; or what one has in the base and another in the target."""
        target = base if target is None else target
        sides = [groups.get(name, (name, [])) for groups, name in zip(self._groups, (base, target), strict=True)]
        key = (sides[0][0], sides[1][0])
        if key not in self._made:
            old, new = self._held
            spaces = {
                old[name].namespace: new[name].namespace
                for name in sides[0][1]
                if name in new and old[name].namespace != new[name].namespace
            }
            told = self._told(sides[0][1], new, old, 0), self._told(sides[1][1], old, new, 1)
            files = [old[name] for name in sides[0][1]], [new[name] for name in sides[1][1]]
            self._made[key] = Family(*files, spaces, told)
        return self._made[key]

    def _told(
        self, names: Sequence[str], others: Mapping[str, Schema], held: Mapping[str, Schema], side: int
    ) -> frozenset[str]:
        """Names and namespaces of the files of a group that the other side has in the same group, or not at all."""
        groups = self._groups[1 - side]
        together = {other for name in names for other in groups.get(name, ("", []))[1]}
        here = [name for name in names if name in together or name not in others]
        spaces = {held[name].namespace for name in names} - {held[name].namespace for name in {*names} - {*here}}
        return frozenset({*map(_stem, here), *spaces})


def _stem(name: str) -> str:
    """The name of a schema without its folder, its ending, and what tells equal names apart."""
    return PurePosixPath(name.partition("#")[0]).name.removesuffix(".xsd").removesuffix("-xsd")


def _groups(held: Mapping[str, Schema]) -> dict[str, tuple[str, list[str]]]:
    """For each file its group: the name of one, and the names of all.

    Files meet at the namespaces that any of them draws in: it takes no look at pairs of files.
    """
    above: dict[tuple[bool, str], tuple[bool, str]] = {}

    def top(node: tuple[bool, str]) -> tuple[bool, str]:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    drawn = {name: set(_drawn(file)) for name, file in held.items()}
    every = set().union(*drawn.values())
    for name, file in held.items():
        for space in drawn[name] | ({file.namespace} & every):
            above[top((True, name))] = top((False, space))
    groups: dict[tuple[bool, str], list[str]] = {}
    for name in held:
        groups.setdefault(top((True, name)), []).append(name)
    return {name: (names[0], names) for names in groups.values() for name in names}


def _drawn(file: Schema) -> Iterable[str]:
    """The namespaces that a file may take others from."""
    for space, _ in file.imports:
        yield from ("" if space == "##local" else space,) if space else ("", file.namespace)
