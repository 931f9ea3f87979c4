"""An XML schema as components, free of prefixes, line ends and attribute order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

XS = "http://www.w3.org/2001/XMLSchema"


@dataclass(frozen=True, slots=True)
class Particle:
    """One schema construct: its local name (`element`, `sequence`, `pattern` …), attributes and children.

    Attribute values that name a component are written `{namespace}local`; attributes are sorted; default
    occurrence (`minOccurs="1"`) is left out.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Particle, ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """Value of an attribute."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default


@dataclass(frozen=True, slots=True)
class Component:
    """One global component.

    Attributes:
        sort: `element`, `complexType`, `simpleType`, `group`, `attributeGroup`, `attribute`.
        documentation: words of `xs:documentation`, normalised.
        comments: XML comments in and just before it: not part of the schema's meaning, but they name
            the service request a response answers.
        defaults: occurrences and other attributes that the file writes although they are the default, as
            `construct name="value"`; they mean nothing, but a file that drops one was edited.
        redefines: it takes the place of a component of the same name in an included file.
        uses: qualified names of the components it refers to, sorted, each once, built-in types left out.
        line: 1-based line in the file.
    """

    sort: str
    name: str
    particle: Particle
    documentation: str = ""
    comments: str = ""
    uses: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    redefines: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Schema:
    """The global components of one schema document, in document order.

    Attributes:
        imports: namespace and file of each other schema that it draws in; the namespace of an include is "", that of
            an import without one `##local`.
        forms: settings for all components that are not the default: attributes of the root that end in `Default`, and
            what XSD 1.1 adds to every type.
    """

    namespace: str
    version: str
    components: tuple[Component, ...]
    imports: tuple[tuple[str, str], ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()

    @property
    def by_key(self) -> Mapping[tuple[str, str], Component]:
        """Components by (sort, name): XSD has a symbol space for each sort."""
        return {(component.sort, component.name): component for component in self.components}


def symbol_of(component: Component) -> str:
    """The set of names that a component is in."""
    return symbol_of_sort(component.sort)


def symbol_of_sort(sort: str) -> str:
    """The set of names for a sort of components: simple and complex types share one."""
    return "type" if sort.endswith("Type") else sort
