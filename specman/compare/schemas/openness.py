"""What the rest of a schema does to a verdict: wildcards that took what is now named, types that stand for others.

A rule looks at one construct. It holds only where nothing else of the schema has a say in the same documents; where
something may, what a rule called safe is undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from specman.model.change import Verdict
from specman.model.schema import Component, Particle, Schema

Sort = Literal["", "attribute added", "attribute removed", "wildcard added", "wildcard removed", "value", "free"]
_OWN = frozenset({"", "##any", "##local", "##targetNamespace"})
_CONSTRAINTS = ("unique", "key", "keyref")


@dataclass(frozen=True, slots=True)
class SchemaDetail:
    """One thing that changed inside a component, in words, with its two verdicts.

    Attributes:
        sort: what else of a schema may have a say: an attribute or a wildcard for attributes that came or went, a value
            that documents need not write, content that is checked no more.
        types: the names of two types that decide, once it is known what they are made of.
    """

    words: str
    senders: Verdict
    receivers: Verdict
    sort: Sort = ""
    types: tuple[str, str] | None = None

    def doubted(self, *, senders: bool = False, receivers: bool = False) -> SchemaDetail:
        """The same, undecided where it was safe."""
        return replace(
            self,
            senders="unknown" if senders and self.senders == "safe" else self.senders,
            receivers="unknown" if receivers and self.receivers == "safe" else self.receivers,
        )


@dataclass(frozen=True, slots=True)
class Openness:
    """What two schemas let in beside what they name.

    Attributes:
        lax: a wildcard, or an element of no type, takes what it does not know, and checks what it knows inside of that.
        attributes: a wildcard takes attributes beside those that a type names.
        known_attributes: a wildcard takes those of the schema's global attributes that it knows.
        any_type: an element of no type takes whatever a type allows that `xsi:type` names.
        wildcards: how many wildcards for attributes the base and the target have.
        restricted: attributes that a group brings may be those of a restriction.
        constrained: values must be unique or be found elsewhere, those that documents do not write included.
        references: values refer to identifiers, which are known only where content is checked.
    """

    lax: bool
    attributes: bool
    known_attributes: bool
    any_type: bool
    wildcards: tuple[int, int]
    restricted: bool
    constrained: bool
    references: bool

    @classmethod
    def of(cls, base: Schema, target: Schema) -> Openness:
        """Look through both schemas once."""
        sides = [[*_every(side)] for side in (base, target)]
        every = [*sides[0], *sides[1]]
        free = [p for p in every if p.tag == "anyAttribute" and set(p.get("namespace").split() or [""]) & _OWN]
        any_type = any(map(_is_any_type, every))
        lax = any_type or any(p.tag == "any" and p.get("processContents") == "lax" for p in every)
        return cls(
            lax,
            bool(free) or any(p.tag == "extension" and p.get("base") == "xs:anyType" for p in every),
            lax or any(p.get("processContents") != "skip" for p in free),
            any_type,
            (_count(sides[0], "anyAttribute"), _count(sides[1], "anyAttribute")),
            any(p.tag == "restriction" and _count(p.children, "attributeGroup") for p in every),
            any(p.tag in _CONSTRAINTS for p in every),
            any("xs:ID" in value for p in every for key, value in p.attributes if key in ("type", "base", "itemType")),
        )

    def told(self, detail: SchemaDetail, component: Component) -> SchemaDetail:
        """A detail of a component, undecided where something else may have a say."""
        added, removed = detail.sort == "attribute added", detail.sort == "attribute removed"
        if (added or removed) and self.attributes:
            detail = detail.doubted(senders=added, receivers=removed)
        if (added or removed) and self.restricted and component.sort == "attributeGroup":
            detail = detail.doubted(senders=True, receivers=True)
        if detail.sort == "wildcard added":
            detail = detail.doubted(senders=bool(self.wildcards[0]))
        if detail.sort == "wildcard removed":
            detail = detail.doubted(receivers=bool(self.wildcards[1]))
        if detail.sort == "free" and self.references:
            detail = detail.doubted(senders=True, receivers=True)
        if self.constrained and (detail.sort == "value" or component.sort == "simpleType"):
            detail = detail.doubted(senders=True, receivers=True)
        return detail

    def came(self, component: Component, schema: Schema) -> SchemaDetail:
        """What a component means that only one of two schemas has, told as an addition to the other."""
        words = f"{component.sort} {component.name} added"
        if component.redefines:
            return SchemaDetail(words.replace(" added", " redefined added"), "unknown", "unknown")
        if component.sort == "element":
            return SchemaDetail(words, "unknown" if self.lax else "safe", "breaks")
        if component.sort == "attribute":
            senders: Verdict = "unknown" if self.lax or self.attributes else "safe"
            return SchemaDetail(words, senders, "breaks" if self.known_attributes else "safe")
        if component.sort in ("complexType", "simpleType"):
            types = {part.name for part in schema.components if part.sort in ("complexType", "simpleType")}
            above = derived_from(component)
            if above in types:
                said = f"{component.sort} {component.name}, which may stand for {above}, added"
                return SchemaDetail(said, "safe", "breaks")
            return SchemaDetail(words, "safe", "breaks" if self.any_type else "safe")
        return SchemaDetail(words, "safe", "safe")


def derived_from(component: Component) -> str:
    """The type that a named type extends or restricts: `xsi:type` may put it in that one's place."""
    for particle in component.particle.children:
        inner = particle
        while inner.tag in ("simpleContent", "complexContent") and inner.children:
            inner = inner.children[0]
        if inner.tag in ("extension", "restriction"):
            return inner.get("base")
    return ""


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
