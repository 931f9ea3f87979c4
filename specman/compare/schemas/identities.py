"""What the constraints of identity of a schema look at, and which types have to do with unions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from specman.model.schema import Component, Particle

_MADE_OF = ("base", "itemType", "memberTypes")
_NAME = re.compile(r"(?:.*(?:::|[@}:]))?([^@}:]+)")


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: names of elements and attributes, and types that decide which of their values are equal.

    Attributes:
        everything: a path names any element, so nothing can be left out.
    """

    names: frozenset[str]
    types: frozenset[str]
    everything: bool

    def concerns(self, component: Component, *about: str) -> bool:
        """Whether a change is looked at: of a type, of what the names it is about stand for, or of what these hold."""
        if self.everything or (component.sort.endswith("Type") and component.name in self.types):
            return True
        return any(local(name) in self.names for name in (component.name, *about))


def looked_at(components: Sequence[Component]) -> Looked:
    """What the constraints of identity (`unique`, `key`, `keyref`) select."""
    names: set[str] = set()
    every = [particle for part in components for particle in within(part.particle)]
    for particle in every:
        if particle.tag in ("unique", "key", "keyref"):
            fields = [step for child in particle.children if child.tag == "field" for step in _ends(child)]
            if "." in fields:
                fields += [step for child in particle.children if child.tag == "selector" for step in _ends(child)]
            names |= {step for step in fields if step != "."}
            names |= {"*"} if not fields else set()
    started: set[str] = set()
    for particle in every:
        if particle.tag in ("element", "attribute") and local(particle.get("name") or particle.get("ref")) in names:
            started |= {word for inner in within(particle) for word in _types_named(inner)}
    return Looked(frozenset(names), frozenset(_closed(started, components)), "*" in names)


def in_unions(components: Sequence[Component]) -> frozenset[str]:
    """The simple types that unions are made of, that are made of them, and that have one inside."""
    started: set[str] = set()
    for part in components:
        for particle in within(part.particle):
            if particle.tag == "union":
                started |= {local(word) for word in particle.get("memberTypes").split()}
                started |= {part.name} if part.sort == "simpleType" else set()
    return frozenset(_closed(started, components))


def _closed(started: Iterable[str], components: Sequence[Component]) -> set[str]:
    """Types with those that they are made of, and those that are made of any of them."""
    below: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for part in components:
        if part.sort.endswith("Type"):
            for word in _made_of(part.particle):
                above.setdefault(part.name, set()).add(word)
                below.setdefault(word, set()).add(part.name)
    found = {local(word) for word in started}
    waiting = [*found]
    for name in waiting:  # grows while it is read
        more = {word for word in above.get(name, set()) | below.get(name, set()) if word not in found}
        more = {word for word in more if not word.startswith("xs:")}
        found |= more
        waiting += more
    return found


def _made_of(particle: Particle) -> Iterator[str]:
    """The types that a type is made of, without those of elements and attributes inside it."""
    for child in particle.children:
        if child.tag not in ("element", "attribute"):
            for key in _MADE_OF:
                yield from map(local, child.get(key).split())
            yield from _made_of(child)


def _types_named(particle: Particle) -> Iterator[str]:
    for key in ("type", *_MADE_OF):
        yield from particle.get(key).split()


def _ends(path: Particle) -> list[str]:
    """The names of the last steps of a path."""
    steps = [one.strip().rpartition("/")[2].strip() for one in path.get("xpath").split("|")]
    return [local_step(step) for step in steps]


def local_step(step: str) -> str:
    """The local name of a step: `.` for the node itself, `*` for any.

    >>> local_step("@id"), local_step("{urn:t}a"), local_step("attribute::x"), local_step("t:*"), local_step(".")
    ('id', 'a', 'x', '*', '.')
    """
    match = _NAME.fullmatch(step.replace(" ", ""))
    return match[1] if match else "*"


def local(name: str) -> str:
    """A name without its namespace; built-in types keep their prefix."""
    return name.rpartition("}")[2]


def within(particle: Particle) -> Iterator[Particle]:
    """A construct and all that it holds."""
    yield particle
    for child in particle.children:
        yield from within(child)
