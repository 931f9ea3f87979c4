"""Where the names in a schema lead: the components of a family of files, for each side of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from specman.model.schema import Component, Schema, symbol_of, symbol_of_sort


@dataclass(frozen=True)
class Scope:
    """The file that a construct stands in, and the namespace it has there: that of what includes it, if any."""

    schema: Schema
    namespace: str

    def named(self, name: str) -> tuple[str, str]:
        """The namespace and local name that a reference means."""
        if name.startswith("{"):
            namespace, _, local = name[1:].partition("}")
            return namespace, local
        return self.namespace, name

    def qualifies(self, element: Mapping[str, str]) -> bool:
        """Whether a local element has its namespace in documents."""
        return (element.get("form") or dict(self.schema.forms).get("elementFormDefault")) == "qualified"


Found = tuple[Component, Scope]


class Definitions:
    """The components of the files of one side, by name."""

    def __init__(self, files: Sequence[Schema]) -> None:
        self.files = files

    @cached_property
    def _held(self) -> Mapping[tuple[str, str, str], list[tuple[Component, Schema]]]:
        found: dict[tuple[str, str, str], list[tuple[Component, Schema]]] = {}
        for file in self.files:
            for part in file.components:
                found.setdefault((symbol_of(part), file.namespace, part.name), []).append((part, file))
        return found

    @cached_property
    def _members(self) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
        """The elements that name a head, by the head."""
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for file in self.files:
            scope = Scope(file, file.namespace)
            for part in file.components:
                if part.sort == "element":
                    for head in part.particle.get("substitutionGroup").split():
                        found.setdefault(scope.named(head), []).append((file.namespace, part.name))
        return {head: tuple(dict.fromkeys(members)) for head, members in found.items()}

    def find(self, sort: str, name: str, scope: Scope) -> Found | None:
        """The component that a reference means; None where there is none, or where several files differ on it."""
        namespace, local = scope.named(name)
        for space in dict.fromkeys((namespace, "")):
            rows = self._held.get((symbol_of_sort(sort), space, local), [])
            own = [row for row in rows if row[1] is scope.schema]
            rows = own or rows
            if rows and not any(row[0].redefines or row[0].particle != rows[0][0].particle for row in rows):
                return rows[0][0], Scope(rows[0][1], namespace)
            if rows:
                return None
        return None

    def has(self, sort: str, namespace: str, local: str) -> bool:
        """Whether any file has a component of this name, in the namespace or in none."""
        return any((symbol_of_sort(sort), space, local) in self._held for space in (namespace, ""))

    def stand_ins(self, namespace: str, local: str) -> Iterator[tuple[str, str]]:
        """The elements that may stand for a head, also indirectly; without the head."""
        waiting = [(namespace, local)]
        for head in waiting:  # grows while it is read
            for member in self._members.get(head, ()):
                if member not in waiting:
                    waiting.append(member)
                    yield member
