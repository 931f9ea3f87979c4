"""One construct of a schema: its key, its name in a report, its text, and which of its children are ordered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specman.model.schema import Component, Particle

IN_ANY_ORDER = ("restriction", "choice", "all", "union")
UNORDERED = ("attribute", "attributeGroup", "anyAttribute")
ALTERNATIVES = ("enumeration", "pattern")  # a value need only be one of several


def key_of(particle: Particle) -> tuple[str, str]:
    """The key of a construct among its siblings: its tag, and its name, reference or value."""
    name = (
        particle.get("name") or particle.get("ref") or (particle.get("value") if particle.tag == "enumeration" else "")
    )
    return (particle.tag, name)


def name_of(particle: Particle) -> str:
    """The name of a construct in a report: `element Code`, `sequence`."""
    tag, name = key_of(particle)
    return f"{tag} {name}" if name else tag


def canonical(particle: Particle, ordered_groups: bool) -> Particle:
    """A construct with its unordered children sorted, so that equal constructs compare equal.

    Args:
        ordered_groups: whether the order of attribute groups matters, since they have wildcards.
    """
    children = [canonical(child, ordered_groups) for child in particle.children]
    fixed: list[Particle] = []
    loose: list[Particle] = []
    for child in children:
        any_order = particle.tag in IN_ANY_ORDER or child.tag in UNORDERED
        (loose if any_order and not (ordered_groups and child.tag == "attributeGroup") else fixed).append(child)
    return replace(particle, children=(*fixed, *sorted(loose, key=repr)))


def may_be_empty(particle: Particle) -> bool:
    """Whether empty content is valid."""
    if particle.get("minOccurs") == "0":
        return True
    if particle.tag in ("sequence", "all"):
        return all(map(may_be_empty, particle.children))
    branches = [child for child in particle.children if child.get("maxOccurs") != "0"]  # maxOccurs=0 is no branch
    return particle.tag == "choice" and any(map(may_be_empty, branches))


def render(component: Component) -> list[str]:
    """A component as indented lines for reading and for word comparison: one construct a line, no prefixes."""
    return list(_lines(component.particle, 0))


def _lines(particle: Particle, depth: int) -> Iterator[str]:
    attributes = " ".join(f"{key}={value}" for key, value in particle.attributes)
    yield "  " * depth + f"{particle.tag} {attributes}".rstrip()
    for child in particle.children:
        yield from _lines(child, depth + 1)
