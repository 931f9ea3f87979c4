"""How the rest of a schema changes a verdict: wildcards that already allowed a part, types that replace others.

A rule in `verdicts` reads one construct. Where another part of the schema may also decide whether the same documents
are valid, a verdict of safe becomes unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from specman.compare.schemas.builtin import built_in_above
from specman.compare.schemas.identities import Looked, in_unions, looked_at, within
from specman.model.detail import SchemaPart, Verdict
from specman.model.schema import Component, Particle, Schema

Sort = Literal[
    "", "attribute added", "attribute removed", "foreign attribute added", "foreign attribute removed",
    "wildcard added", "wildcard removed", "value", "free", "nil", "built in", "derived from", "content",
]  # fmt: skip
_ATTRIBUTE_ADDED: frozenset[Sort] = frozenset({"attribute added", "foreign attribute added"})
_ATTRIBUTE_REMOVED: frozenset[Sort] = frozenset({"attribute removed", "foreign attribute removed"})
_CAME_OR_WENT: frozenset[Sort] = _ATTRIBUTE_ADDED | _ATTRIBUTE_REMOVED | {"wildcard added", "wildcard removed"}
_OWN = frozenset({"", "##any", "##local", "##targetNamespace"})
_CONSTRAINTS = ("unique", "key", "keyref")
_TYPED = ("type", "base", "itemType", "memberTypes")


@dataclass(frozen=True, slots=True)
class SchemaDetail:
    """One change inside a component, with its two verdicts, while they may still become unknown.

    Attributes:
        sort: the kinds of change that other parts of a schema matter for: an attribute, of this namespace or another,
            or a wildcard for attributes, added or removed; a value that documents need not write; content that is no
            longer checked; an element that may be nil; a built-in type that is replaced, or that a type is derived
            from.
        built_in: the built-in type that it is about, where there is one.
        types: the names of the base and target types, where the types they are derived from decide.
    """

    part: SchemaPart
    senders: Verdict
    receivers: Verdict
    sort: Sort = ""
    types: tuple[str, str] | None = None
    built_in: str = ""

    @property
    def judged(self) -> SchemaPart:
        """What changed, with the current verdicts."""
        return replace(self.part, senders=self.senders, receivers=self.receivers)

    def doubted(self, *, senders: bool = False, receivers: bool = False) -> SchemaDetail:
        """The same detail, with verdicts of safe changed to unknown for the sides named."""
        return replace(
            self,
            senders="unknown" if senders and self.senders == "safe" else self.senders,
            receivers="unknown" if receivers and self.receivers == "safe" else self.receivers,
        )


@dataclass(frozen=True, slots=True)
class Openness:
    """What two schemas, each with its other files, allow without naming it, and what else affects verdicts.

    Attributes:
        lax: a wildcard, or an element without a type, allows unknown content, and checks the known content inside it.
        attributes: a wildcard allows attributes of this namespace that a type does not name.
        foreign_attributes: a wildcard allows attributes of some namespace.
        known_attributes: a wildcard allows the schema's global attributes, and checks them.
        any_type: an element without a type allows what any type allows that `xsi:type` names.
        wildcards: how many wildcards for attributes the base and the target have.
        restricted: an attribute group is used in a restriction.
        looked: what the constraints of identity look at, None where there are none. They also look at defaults that
            documents do not write.
        references: values refer to identifiers, which are known only where content is checked.
        ordered_groups: attribute groups have wildcards, of which the first one decides.
        elements: the built-in types that elements have, or that are members of a union.
        over_built_in: the built-in types from which complex types are derived, also indirectly: `xsi:type` may replace
            the built-in type by them.
        blocked: a `block` or `blockDefault` limits which types or elements may replace others.
        fixed: an element or attribute declared elsewhere gets a fixed value where it is used.
        in_unions: the types of which a value may be of one member type or another, where values are checked: against
            a list of values, or as an identifier.
        valued: a global attribute has a default or fixed value.
    """

    lax: bool
    attributes: bool
    foreign_attributes: bool
    known_attributes: bool
    any_type: bool
    wildcards: tuple[int, int]
    restricted: bool
    looked: Looked | None
    references: bool
    ordered_groups: bool
    elements: frozenset[str]
    over_built_in: frozenset[str]
    blocked: bool
    fixed: bool
    in_unions: frozenset[str]
    valued: bool

    @property
    def constrained(self) -> bool:
        """Whether there are constraints of identity."""
        return self.looked is not None

    @classmethod
    def of(cls, base: Sequence[Schema], target: Sequence[Schema]) -> Openness:
        """Read all files of both sides once."""
        sides = [[particle for file in side for particle in _every(file)] for side in (base, target)]
        every = [*sides[0], *sides[1]]
        spaces = {file.namespace for file in (*base, *target)}
        own = _OWN | spaces | ({"##other"} if len(spaces - {""}) > 1 else set())
        wild = [p for p in every if p.tag == "anyAttribute"]
        free = [p for p in wild if set(p.get("namespace").split() or [""]) & own]
        components = [component for file in (*base, *target) for component in file.components]
        extended = any(p.tag == "extension" and p.get("base") == "xs:anyType" for p in every)
        any_type = any(map(_is_any_type, every))
        # what a wildcard allows is checked where it is known, or names its type (XSD Part 1, even with strict)
        lax = any_type or any(p.tag == "any" and p.get("processContents") != "skip" for p in every)
        return cls(
            lax=lax,
            attributes=bool(free) or extended,
            foreign_attributes=bool(wild) or extended,
            # the wildcard of an extension decides how strict the one of its base is
            known_attributes=lax or (bool(free) and any(p.get("processContents") != "skip" for p in wild)),
            any_type=any_type,
            wildcards=(_count(sides[0], "anyAttribute"), _count(sides[1], "anyAttribute")),
            restricted=any(p.tag == "restriction" and _count(p.children, "attributeGroup") for p in every),
            looked=looked_at(components) if any(p.tag in _CONSTRAINTS for p in every) else None,
            references=any("xs:ID" in value for p in every for key, value in p.attributes if key in _TYPED),
            ordered_groups=any(
                p.tag == "anyAttribute" for c in components if c.sort == "attributeGroup" for p in within(c.particle)
            ),
            elements=frozenset(_built_in_of_elements(every)),
            over_built_in=frozenset(_built_in_of_types(components)),
            blocked=blocks_by_default((*base, *target))
            or any(key == "block" for p in every for key, _ in p.attributes),
            fixed=any(p.get("fixed") and (p.get("ref") or (p.tag == "element" and is_untyped(p))) for p in every),
            in_unions=in_unions(components) if any(map(_is_checked, every)) else frozenset(),
            valued=any(
                c.sort == "attribute" and bool(c.particle.get("default") or c.particle.get("fixed")) for c in components
            ),
        )

    def weighed(self, detail: SchemaDetail, component: Component) -> SchemaDetail:
        """A detail of a component, with verdicts changed to unknown where another part of the schema may decide."""
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
        if detail.sort in ("value", "built in", "derived from") and self.over_built_in and concerned:
            detail = detail.doubted(senders=True, receivers=True)
        if (detail.sort == "built in" and self.blocked) or (detail.types is not None and self.fixed):
            detail = detail.doubted(senders=True, receivers=True)
        if self.valued and (self.constrained or self.references) and detail.sort in _CAME_OR_WENT:
            detail = detail.doubted(senders=True, receivers=True)
        if component.sort == "simpleType" and component.name in self.in_unions:
            detail = detail.doubted(senders=True, receivers=True)
        # which values are equal depends on the type, and in a union on the first member that allows them
        part, held = detail.part, [*within(component.particle)]
        about = [part.what.partition(" ")[2], part.where]
        with_union = any(particle.tag == "union" for particle in held)
        if with_union:
            about += [particle.get("name") for particle in held]
        in_doubt = detail.sort in ("value", "nil") or component.sort == "simpleType" or with_union
        if self.looked is not None and in_doubt and self.looked.concerns(component, *about):
            detail = detail.doubted(senders=True, receivers=True)
        if self.constrained and detail.sort == "free":
            detail = detail.doubted(senders=True, receivers=True)
        return detail

    def added(self, component: Component, types: Set[str]) -> SchemaDetail:
        """The verdict on a component that only one of two schemas has, as an addition to the other schema.

        Args:
            types: names of the types of the schema that has it, and of its other files.
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
    """Whether a file has a `blockDefault`, which limits which types or elements may replace others."""
    return any("blockDefault" in dict(file.forms) for file in files)


def derived_from(component: Component) -> str:
    """The type that a named type extends or restricts: `xsi:type` may replace that type by the named one."""
    for particle in component.particle.children:
        inner = particle
        while inner.tag in ("simpleContent", "complexContent") and inner.children:
            inner = inner.children[0]
        if inner.tag in ("extension", "restriction"):
            return inner.get("base")
    return ""


def _built_in_of_elements(every: Iterable[Particle]) -> Iterator[str]:
    for particle in every:
        named = particle.get("type") if particle.tag == "element" else particle.get("memberTypes")
        yield from (name for name in named.split() if name.startswith("xs:"))


def _built_in_of_types(components: Sequence[Component]) -> Iterator[str]:
    """Built-in types from which a complex type is derived, directly or through other types of these files."""
    above: dict[str, set[str]] = {}
    for component in components:
        above.setdefault(component.name, set()).add(derived_from(component).rpartition("}")[2])
    for component in components:
        waiting = [derived_from(component).rpartition("}")[2]] if component.sort == "complexType" else []
        for name in waiting:  # grows while it is read
            yield from built_in_above(name)
            waiting += [more for more in above.get(name, ()) if more not in waiting]


def _is_checked(particle: Particle) -> bool:
    """Whether a construct lists the allowed values, fixes one, or makes them identifiers."""
    listed = particle.tag == "restriction" and not particle.get("base").startswith("xs:")
    return (
        (listed and any(child.tag == "enumeration" for child in particle.children))
        or bool(particle.get("fixed"))
        or any("xs:ID" in particle.get(key) for key in _TYPED)
    )


def is_untyped(element: Particle) -> bool:
    """Whether an element has no named type and no type inside it."""
    inside = any(child.tag in ("simpleType", "complexType") for child in element.children)
    return not (element.get("type") or element.get("ref") or inside)


def _is_any_type(particle: Particle) -> bool:
    if particle.tag == "element":
        return particle.get("type") == "xs:anyType" or (is_untyped(particle) and not particle.get("substitutionGroup"))
    return particle.tag == "extension" and particle.get("base") == "xs:anyType"


def _every(schema: Schema) -> Iterator[Particle]:
    for component in schema.components:
        yield from within(component.particle)


def _count(particles: Iterable[Particle], tag: str) -> int:
    return sum(particle.tag == tag for particle in particles)
