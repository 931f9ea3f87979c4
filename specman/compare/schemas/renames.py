"""Types that have another name and the same place: paired by what names them, and by what they hold.

A family of schemas whose type names carry a version (`Account16`, `Account20`) is read as one by this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from specman.compare.schemas.constructs import key_of
from specman.model.schema import Component, Particle, Schema

Named = tuple[str, str]
"""A namespace and a local name."""
_NAMING_TYPES = ("type", "base", "itemType", "memberTypes")
_NAMING = (*_NAMING_TYPES, "ref", "refer", "substitutionGroup")
_VERSION = re.compile(r"[-_.]?[vV]?\d+(?:[-_.]\d+)*$")
_ALIKE = 0.5  # the share of their parts that two types of other names must have in common


def renamed_types(base: Sequence[Schema], target: Sequence[Schema]) -> Mapping[Named, Named]:
    """Types that only the base has, each with the type that only the target has and that took its place."""
    old, new = (_types(side) for side in (base, target))
    gone, come = ({name: part for name, part in a.items() if name not in b} for a, b in ((old, new), (new, old)))
    if not gone or not come:
        return {}
    found: dict[Named, Named] = {}
    waiting = [(file.namespace, part, other) for file, part, other in _in_both(base, target)]
    while True:
        votes = Counter[tuple[Named, Named]]()
        for space, one, other in waiting:
            uses = dict(_uses(one.particle, space))
            votes.update(
                (before, after)
                for key, after in _uses(other.particle, space)
                if (before := uses.get(key)) in gone and after in come and before is not None
            )
        pairs = (
            _agreed(votes, gone, come, found)
            # what is named by nothing that both sides have
            or _agreed(_by_name(gone, come, found), gone, come, found)
            or _agreed(_by_content(gone, come, found), gone, come, found)
        )
        if not pairs:
            return found
        found |= pairs
        waiting = [(before[0], gone[before], come[after]) for before, after in pairs.items()]


def _agreed(
    votes: Mapping[tuple[Named, Named], int],
    gone: Mapping[Named, Component],
    come: Mapping[Named, Component],
    found: Mapping[Named, Named],
) -> dict[Named, Named]:
    """Pairs with the most votes, no type in two of them, of types that have half of their parts in common."""
    pairs: dict[Named, Named] = {}
    taken = set(found.values())
    for (before, after), _ in sorted(votes.items(), key=lambda row: (-row[1], row[0])):
        if before in found or before in pairs or after in taken or gone[before].sort != come[after].sort:
            continue
        if _common(gone[before], come[after]) >= _ALIKE:
            pairs[before] = after
            taken.add(after)
    return pairs


def _by_name(
    gone: Mapping[Named, Component], come: Mapping[Named, Component], found: Mapping[Named, Named]
) -> Counter[tuple[Named, Named]]:
    """Types of one name but for a version behind it, where one on each side has that name."""
    return _once(gone, come, found, lambda name, _: (name[0], _VERSION.sub("", name[1])))


def _by_content(
    gone: Mapping[Named, Component], come: Mapping[Named, Component], found: Mapping[Named, Named]
) -> Counter[tuple[Named, Named]]:
    """Types that hold the same, where one on each side holds it."""
    return _once(gone, come, found, lambda name, part: (name[0], repr(part.particle.children)))


def _once(
    gone: Mapping[Named, Component],
    come: Mapping[Named, Component],
    found: Mapping[Named, Named],
    key: Callable[[Named, Component], Hashable],
) -> Counter[tuple[Named, Named]]:
    rows: tuple[dict[Hashable, list[Named]], dict[Hashable, list[Named]]] = ({}, {})
    taken = set(found.values())
    for side, held in zip(rows, (gone, come), strict=True):
        for name, part in held.items():
            if name not in found and name not in taken:
                side.setdefault(key(name, part), []).append(name)
    return Counter(
        (names[0], rows[1][said][0])
        for said, names in rows[0].items()
        if len(names) == 1 and len(rows[1].get(said, ())) == 1
    )


def _types(files: Sequence[Schema]) -> dict[Named, Component]:
    return {(file.namespace, part.name): part for file in files for part in file.components if _is_type(part)}


def _is_type(part: Component) -> bool:
    return part.sort in ("complexType", "simpleType") and not part.redefines


def _in_both(base: Sequence[Schema], target: Sequence[Schema]) -> Iterator[tuple[Schema, Component, Component]]:
    """Components of one name in base and target."""
    held = {(file.namespace, part.sort, part.name): part for file in base for part in file.components}
    for file in target:
        for part in file.components:
            old = held.get((file.namespace, part.sort, part.name))
            if old is not None and old.particle != part.particle:
                yield file, old, part


def _uses(particle: Particle, space: str, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Named]]:
    """Which types a component names, by the named constructs around the place."""
    name = particle.get("name") or particle.get("ref")
    if particle.tag in ("sequence", "choice", "all"):  # no part of the place: an element may have moved into a choice
        where = above
    else:
        where = (*above, particle.tag, name) if name and above else (*above, particle.tag)
    for key, said in particle.attributes:
        if key in _NAMING_TYPES:
            for place, word in enumerate(said.split()):
                if not word.startswith("xs:"):
                    yield (*where, key, str(place)), named(word, space)
    for child in particle.children:
        yield from _uses(child, space, where)


def _common(one: Component, other: Component) -> float:
    """The share of parts, by name, that two types have in common; 1 where neither has named parts."""
    parts = [Counter(_parts(side.particle)) for side in (one, other)]
    total = (parts[0] | parts[1]).total()
    return (parts[0] & parts[1]).total() / total if total else 1.0


def _parts(particle: Particle) -> Iterator[tuple[str, str]]:
    for child in particle.children:
        tag, name = key_of(child)
        if name:
            yield tag, name
        elif child.tag in ("restriction", "extension", "list", "union"):
            yield child.tag, child.get("base") if child.get("base").startswith("xs:") else ""
        elif child.get("value"):
            yield child.tag, ""
        yield from _parts(child)


def named(word: str, space: str) -> Named:
    """The namespace and local name that a reference in a file of this namespace means."""
    if word.startswith("{"):
        namespace, _, local = word[1:].partition("}")
        return namespace, local
    return space, word


def aligned(schema: Schema, spaces: Mapping[str, str], renames: Mapping[Named, Named]) -> Schema:
    """A schema with other names for namespaces and for types."""
    if not renames and not spaces:
        return schema
    own = schema.namespace
    components = tuple(_aligned_component(part, own, spaces, renames) for part in schema.components)
    return replace(schema, namespace=spaces.get(own, own), components=components)


def _aligned_component(
    part: Component, space: str, spaces: Mapping[str, str], renames: Mapping[Named, Named]
) -> Component:
    particle = _aligned(part.particle, space, spaces, renames)
    name = renames.get((space, part.name), ("", part.name))[1] if _is_type(part) else part.name
    if name != part.name:
        written = tuple((key, name if key == "name" else said) for key, said in particle.attributes)
        particle = replace(particle, attributes=written)
    return part if particle is part.particle else replace(part, name=name, particle=particle)


def _aligned(particle: Particle, space: str, spaces: Mapping[str, str], renames: Mapping[Named, Named]) -> Particle:
    def word_now(key: str, word: str) -> str:
        if word.startswith("xs:"):
            return word
        before = named(word, space)
        after = renames.get(before, before) if key in _NAMING_TYPES else before
        namespace = spaces.get(after[0], after[0])
        return after[1] if after[0] == space else f"{{{namespace}}}{after[1]}"

    attributes = tuple(
        (key, " ".join(word_now(key, word) for word in said.split()) if key in _NAMING else said)
        for key, said in particle.attributes
    )
    children = tuple(_aligned(child, space, spaces, renames) for child in particle.children)
    if attributes == particle.attributes and all(a is b for a, b in zip(children, particle.children, strict=True)):
        return particle
    return Particle(particle.tag, attributes, children)
