"""What the rest of a schema does to a verdict: wildcards that took what is now named, types that stand for others.

A rule looks at one construct. It holds only where nothing else of the schema has a say in the same documents; where
something may, what a rule called safe is undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from specman.compare.schemas.builtin import built_in_above
from specman.model.detail import SchemaPart, Verdict
from specman.model.schema import Component, Particle, Schema

Sort = Literal[
    "", "attribute added", "attribute removed", "foreign attribute added", "foreign attribute removed",
    "wildcard added", "wildcard removed", "value", "free", "nil", "built in", "made of",
]  # fmt: skip
_ATTRIBUTE_ADDED: frozenset[Sort] = frozenset({"attribute added", "foreign attribute added"})
_ATTRIBUTE_REMOVED: frozenset[Sort] = frozenset({"attribute removed", "foreign attribute removed"})
_CAME_OR_WENT: frozenset[Sort] = _ATTRIBUTE_ADDED | _ATTRIBUTE_REMOVED | {"wildcard added", "wildcard removed"}
_OWN = frozenset({"", "##any", "##local", "##targetNamespace"})
_CONSTRAINTS = ("unique", "key", "keyref")
_TYPED = ("type", "base", "itemType", "memberTypes")


@dataclass(frozen=True, slots=True)
class SchemaDetail:
    """One thing that changed inside a component, with its two verdicts, while they are being weighed.

    Attributes:
        sort: what else of a schema may have a say: an attribute, of this namespace or another, or a wildcard for
            attributes that came or went, a value that documents need not write, content that is checked no more, an
            element that may be nil, a built-in type that another one takes the place of, or that a type is made of.
        built_in: the built-in type that it is about, where there is one.
        types: the names of two types that decide, once it is known what they are made of.
    """

    part: SchemaPart
    senders: Verdict
    receivers: Verdict
    sort: Sort = ""
    types: tuple[str, str] | None = None
    built_in: str = ""

    @property
    def judged(self) -> SchemaPart:
        """What changed, with the verdicts as they stand."""
        return replace(self.part, senders=self.senders, receivers=self.receivers)

    def doubted(self, *, senders: bool = False, receivers: bool = False) -> SchemaDetail:
        """The same, undecided where it was safe."""
        return replace(
            self,
            senders="unknown" if senders and self.senders == "safe" else self.senders,
            receivers="unknown" if receivers and self.receivers == "safe" else self.receivers,
        )


@dataclass(frozen=True, slots=True)
class Openness:
    """What two schemas, each with the files it is made of or made with, let in beside what they name.

    Attributes:
        lax: a wildcard, or an element of no type, takes what it does not know, and checks what it knows inside of that.
        attributes: a wildcard takes attributes beside those that a type names.
        foreign_attributes: a wildcard takes attributes of some namespace.
        known_attributes: a wildcard takes those of the schema's global attributes that it knows.
        any_type: an element of no type takes whatever a type allows that `xsi:type` names.
        wildcards: how many wildcards for attributes the base and the target have.
        restricted: attributes that a group brings may be those of a restriction.
        constrained: values must be unique or be found elsewhere, those that documents do not write included.
        references: values refer to identifiers, which are known only where content is checked.
        ordered_groups: groups of attributes have wildcards, of which the first one decides.
        elements: the built-in types that elements have, or that are members of a union.
        over_built_in: the built-in types of which complex types are made, directly or through others: `xsi:type` may
            put them in those ones' place.
        blocked: somewhere it is said which types or elements may not stand for others.
        fixed: an element or attribute declared elsewhere gets a value where it is used.
        unions: a value may be that of one member or of another, and is looked at: in a list of values, or as an
            identifier.
        valued: an attribute that is declared for all has a value where a document writes none.
    """

    lax: bool
    attributes: bool
    foreign_attributes: bool
    known_attributes: bool
    any_type: bool
    wildcards: tuple[int, int]
    restricted: bool
    constrained: bool
    references: bool
    ordered_groups: bool
    elements: frozenset[str]
    over_built_in: frozenset[str]
    blocked: bool
    fixed: bool
    unions: bool
    valued: bool

    @classmethod
    def of(cls, base: Sequence[Schema], target: Sequence[Schema]) -> Openness:
        """Look through all files of both sides once."""
        sides = [[particle for file in side for particle in _every(file)] for side in (base, target)]
        every = [*sides[0], *sides[1]]
        spaces = {file.namespace for file in (*base, *target)}
        own = _OWN | spaces | ({"##other"} if len(spaces - {""}) > 1 else set())
        wild = [p for p in every if p.tag == "anyAttribute"]
        free = [p for p in wild if set(p.get("namespace").split() or [""]) & own]
        components = [component for file in (*base, *target) for component in file.components]
        extended = any(p.tag == "extension" and p.get("base") == "xs:anyType" for p in every)
        any_type = any(map(_is_any_type, every))
        # what a wildcard takes is checked where it is known, or says its type (XSD Part 1, even where it must be known)
        lax = any_type or any(p.tag == "any" and p.get("processContents") != "skip" for p in every)
        return cls(
            lax=lax,
            attributes=bool(free) or extended,
            foreign_attributes=bool(wild) or extended,
            # the wildcard of an extension says how strict the one of its base is
            known_attributes=lax or (bool(free) and any(p.get("processContents") != "skip" for p in wild)),
            any_type=any_type,
            wildcards=(_count(sides[0], "anyAttribute"), _count(sides[1], "anyAttribute")),
            restricted=any(p.tag == "restriction" and _count(p.children, "attributeGroup") for p in every),
            constrained=any(p.tag in _CONSTRAINTS for p in every),
            references=any("xs:ID" in value for p in every for key, value in p.attributes if key in _TYPED),
            ordered_groups=any(
                p.tag == "anyAttribute" for c in components if c.sort == "attributeGroup" for p in _within(c.particle)
            ),
            elements=frozenset(_built_in_of_elements(every)),
            over_built_in=frozenset(_built_in_of_types(components)),
            blocked=blocks_by_default((*base, *target))
            or any(key == "block" for p in every for key, _ in p.attributes),
            fixed=any(p.get("fixed") and (p.get("ref") or (p.tag == "element" and is_untyped(p))) for p in every),
            unions=any(p.tag == "union" for p in every) and any(map(_is_checked, every)),
            valued=any(
                c.sort == "attribute" and bool(c.particle.get("default") or c.particle.get("fixed")) for c in components
            ),
        )

    def weighed(self, detail: SchemaDetail, component: Component) -> SchemaDetail:
        """A detail of a component, undecided where something else may have a say."""
        foreign = detail.sort in ("foreign attribute added", "foreign attribute removed")
        added, removed = detail.sort in _ATTRIBUTE_ADDED, detail.sort in _ATTRIBUTE_REMOVED
        if (added or removed) and (self.foreign_attributes if foreign else self.attributes):
            detail = detail.doubted(senders=added, receivers=removed)
        if (added or removed) and self.restricted and component.sort == "attributeGroup":
            detail = detail.doubted(senders=True, receivers=True)
        if detail.sort == "wildcard added":
            detail = detail.doubted(senders=bool(self.wildcards[0]))
        if detail.sort == "wildcard removed":
            detail = detail.doubted(receivers=bool(self.wildcards[1]))
        if detail.sort == "free" and self.references:
            detail = detail.doubted(senders=True, receivers=True)
        concerned = not detail.built_in or detail.built_in in self.over_built_in
        if detail.sort in ("value", "built in", "made of") and self.over_built_in and concerned:
            detail = detail.doubted(senders=True, receivers=True)
        if (detail.sort == "built in" and self.blocked) or (detail.types is not None and self.fixed):
            detail = detail.doubted(senders=True, receivers=True)
        if self.valued and (self.constrained or self.references) and detail.sort in _CAME_OR_WENT:
            detail = detail.doubted(senders=True, receivers=True)
        if self.unions and component.sort == "simpleType":
            detail = detail.doubted(senders=True, receivers=True)
        # which values are equal is for the type to say, and for a union its first member that takes them
        in_doubt = detail.sort in ("value", "free", "nil") or component.sort == "simpleType"
        if self.constrained and (in_doubt or any(p.tag == "union" for p in _within(component.particle))):
            detail = detail.doubted(senders=True, receivers=True)
        return detail

    def added(self, component: Component, types: Set[str]) -> SchemaDetail:
        """What a component means that only one of two schemas has, told as an addition to the other.

        Args:
            types: names of the types of the schema that has it, and of the files around it.
        """
        part = SchemaPart("added", f"{component.sort} {component.name}")
        if component.redefines:
            return SchemaDetail(replace(part, need="redefined"), "unknown", "unknown")
        if component.sort == "element":
            return SchemaDetail(part, "unknown" if self.lax else "safe", "breaks")
        if component.sort == "attribute":
            senders: Verdict = "unknown" if self.lax or self.attributes else "safe"
            return SchemaDetail(part, senders, "breaks" if self.known_attributes else "safe")
        if component.sort in ("complexType", "simpleType"):
            above = derived_from(component)
            stands_for = above.rpartition("}")[2] in types and not above.startswith("xs:")
            if stands_for or (component.sort == "complexType" and built_in_above(above) & self.elements):
                return SchemaDetail(replace(part, stands_for=above), "safe", "breaks")
            return SchemaDetail(part, "safe", "breaks" if self.any_type else "unknown" if self.lax else "safe")
        return SchemaDetail(part, "safe", "safe")


def blocks_by_default(files: Iterable[Schema]) -> bool:
    """Whether a file says for all it declares which types or elements may not stand for others."""
    return any("blockDefault" in dict(file.forms) for file in files)


def derived_from(component: Component) -> str:
    """The type that a named type extends or restricts: `xsi:type` may put it in that one's place."""
    for particle in component.particle.children:
        inner = particle
        while inner.tag in ("simpleContent", "complexContent") and inner.children:
            inner = inner.children[0]
        if inner.tag in ("extension", "restriction"):
            return inner.get("base")
    return ""


def names_of_types(files: Sequence[Schema]) -> Set[str]:
    """The types of a schema and of the files around it, by their names alone: which file is meant need not be known."""
    return {part.name for file in files for part in file.components if part.sort in ("complexType", "simpleType")}


def _built_in_of_elements(every: Iterable[Particle]) -> Iterator[str]:
    for particle in every:
        named = particle.get("type") if particle.tag == "element" else particle.get("memberTypes")
        yield from (name for name in named.split() if name.startswith("xs:"))


def _built_in_of_types(components: Sequence[Component]) -> Iterator[str]:
    """Built-in types that a complex type is made of, through as many types of these files as it takes."""
    above: dict[str, set[str]] = {}
    for component in components:
        above.setdefault(component.name, set()).add(derived_from(component).rpartition("}")[2])
    for component in components:
        waiting = [derived_from(component).rpartition("}")[2]] if component.sort == "complexType" else []
        for name in waiting:  # grows while it is read
            yield from built_in_above(name)
            waiting += [more for more in above.get(name, ()) if more not in waiting]


def _is_checked(particle: Particle) -> bool:
    """Whether a construct says which values there may be, or what they refer to."""
    listed = particle.tag == "restriction" and not particle.get("base").startswith("xs:")
    return (
        (listed and any(child.tag == "enumeration" for child in particle.children))
        or bool(particle.get("fixed"))
        or any("xs:ID" in particle.get(key) for key in _TYPED)
    )


def is_untyped(element: Particle) -> bool:
    """Whether an element names no type and holds none."""
    inside = any(child.tag in ("simpleType", "complexType") for child in element.children)
    return not (element.get("type") or element.get("ref") or inside)


def _is_any_type(particle: Particle) -> bool:
    if particle.tag == "element":
        return particle.get("type") == "xs:anyType" or (is_untyped(particle) and not particle.get("substitutionGroup"))
    return particle.tag == "extension" and particle.get("base") == "xs:anyType"


def _every(schema: Schema) -> Iterator[Particle]:
    for component in schema.components:
        yield from _within(component.particle)


def _within(particle: Particle) -> Iterator[Particle]:
    yield particle
    for child in particle.children:
        yield from _within(child)


def _count(particles: Iterable[Particle], tag: str) -> int:
    return sum(particle.tag == tag for particle in particles)
