"""A content model as an expression: groups, bases and substitution groups looked up and put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from specman.compare.schemas.content.definitions import Definitions, Found, Scope
from specman.compare.schemas.content.expressions import Expressions, Node
from specman.model.schema import Particle

MODELS = ("sequence", "choice", "all", "group")
_OF_ITS_USE = frozenset({"minOccurs", "maxOccurs", "substitutionGroup", "abstract", "final", "form"})
_BEYOND = frozenset({"openContent", "assert", "alternative"})  # XSD 1.1: not an expression of children alone
_NEGATIONS = frozenset({"notNamespace", "notQName"})
ELSEWHERE = "elsewhere"  # stands for the namespaces that no schema here names


class UndecidedError(Exception):
    """A content model has something that an expression does not say."""


@dataclass(frozen=True)
class Declaration:
    """How an element is declared where a model takes it; two that are equal take the same content."""

    particle: Particle
    namespace: str


@dataclass(frozen=True)
class Leaf:
    """What takes one child: elements by name, a wildcard, or (opaque) a part of a model that is not at hand.

    Attributes:
        elements: each name it takes (`{namespace}local`), with its declaration.
        process: of a wildcard, how what it takes is checked: `strict`, `lax` or `skip`.
        spaces: of a wildcard, its `namespace` by words.
        target: of a wildcard, the namespace of its schema.
    """

    elements: tuple[tuple[str, Declaration], ...] = ()
    process: str = ""
    spaces: tuple[str, ...] = ()
    target: str = ""
    opaque: str = ""

    def takes(self, child: str) -> bool:
        """Whether it takes a child of this name; the local name of any child of a namespace is `*`."""
        if self.opaque or not self.process:
            return child == self.opaque or any(child == name for name, _ in self.elements)
        if child.startswith("#"):
            return False
        namespace = child[1:].partition("}")[0]
        return any(
            word == "##any"
            or (word == "##other" and namespace not in ("", self.target))
            or namespace == {"##targetNamespace": self.target, "##local": ""}.get(word, word)
            for word in self.spaces
        )


class Models:
    """Reads content models of both sides of a comparison into the expressions of one.

    What both sides define is read as the base defines it: a change of that is told of that component, and a model that
    uses it accepts more (or less) with it. So each model is compared for its own changes alone.
    """

    def __init__(self, base: Definitions, target: Definitions) -> None:
        self.sides = (base, target)
        self.made = Expressions()
        self.leaves: list[Leaf] = []
        self._numbers: dict[Leaf, int] = {}

    def find(self, sort: str, name: str, scope: Scope) -> Found | None:
        """The component that a reference means, as the base has it, or else the target."""
        base, target = self.sides
        namespace, local = scope.named(name)
        return (base if base.has(sort, namespace, local) else target).find(sort, name, scope)

    def type_model(self, kind: Particle, scope: Scope, above: tuple[tuple[str, str], ...] = ()) -> Node:
        """The children that a complex type accepts.

        Raises:
            UndecidedError: of simple content, or of XSD 1.1.
        """
        parts = []
        for child in kind.children:
            if child.tag in _BEYOND or child.tag == "simpleContent":
                raise UndecidedError(child.tag)
            if child.tag in MODELS:
                parts.append(self.model(child, scope, above))
            elif child.tag == "complexContent":
                for inner in child.children:
                    if inner.tag == "extension":
                        parts.append(self._base(inner.get("base"), scope, above))
                    parts.append(self.type_model(inner, scope, above))
        return self.made.seq(parts)

    def _base(self, name: str, scope: Scope, above: tuple[tuple[str, str], ...]) -> Node:
        if name == "xs:anyType":
            return self.made.repeat(self._leaf(Leaf(process="lax", spaces=("##any",))), 0, None)
        found = self.find("complexType", name, scope)
        key = scope.named(name)
        if found is None or key in above:
            return self._leaf(Leaf(opaque=f"#type {name}"))
        component, there = found
        if component.sort == "simpleType":
            raise UndecidedError(name)
        return self.type_model(component.particle, there, (*above, key))

    def model(self, part: Particle, scope: Scope, above: tuple[tuple[str, str], ...] = ()) -> Node:
        """The children that a part of a content model accepts."""
        made = self.made
        low, high = _count(part.get("minOccurs", "1")), _count(part.get("maxOccurs", "1"))
        if low is None or (high is not None and high < low):
            raise UndecidedError(f"occurrence of {part.tag}")
        inside = [child for child in part.children if child.tag in (*MODELS, "element", "any")]
        if part.tag == "element":
            one = self._leaf(self._element(part, scope))
        elif part.tag == "any":
            one = self._leaf(_wildcard(part, scope))
        elif part.tag == "group" and part.get("ref"):
            one = self._group(part.get("ref"), scope, above)
        elif part.tag == "choice":
            inside = [child for child in inside if child.get("maxOccurs") != "0"]
            one = made.choice([self.model(child, scope, above) for child in inside])
        elif part.tag == "all":
            one = made.every([self.model(child, scope, above) for child in inside])
        else:
            one = made.seq([self.model(child, scope, above) for child in inside])
        return made.repeat(one, low, high)

    def _group(self, name: str, scope: Scope, above: tuple[tuple[str, str], ...]) -> Node:
        found = self.find("group", name, scope)
        key = ("group", "}".join(scope.named(name)))
        if found is None or key in above:
            return self._leaf(Leaf(opaque=f"#group {name}"))
        component, there = found
        return self.model(component.particle, there, (*above, key))

    def _element(self, part: Particle, scope: Scope) -> Leaf:
        if not part.get("ref"):
            space = scope.namespace if scope.qualifies(dict(part.attributes)) else ""
            return Leaf(((f"{{{space}}}{part.get('name')}", Declaration(stripped(part), scope.namespace)),))
        head = scope.named(part.get("ref"))
        members = [head]
        for side in self.sides:
            if side.has("element", *head):
                members += side.stand_ins(*head)
                break
        rows = []
        for space, local in dict.fromkeys(members):
            name = f"{{{space}}}{local}"
            found = self.find("element", name, scope)
            if found is None or found[0].particle.get("abstract") != "true":
                rows.append((name, Declaration(Particle("element", (("ref", name),)), space)))
        return Leaf(tuple(rows))

    def resolved(self, declared: Declaration, scope: Scope) -> Declaration:
        """A declaration, of a reference that of the element it names."""
        found = self.find("element", name, scope) if (name := declared.particle.get("ref")) else None
        return declared if found is None else Declaration(stripped(found[0].particle), found[1].namespace)

    def _leaf(self, leaf: Leaf) -> Node:
        number = self._numbers.setdefault(leaf, len(self.leaves))
        if number == len(self.leaves):
            self.leaves.append(leaf)
        return self.made.leaf(number)

    def children(self, numbers: Iterable[int]) -> Mapping[str, frozenset[int]]:
        """A child of each kind that these leaves tell apart, with the leaves that take it."""
        leaves = {number: self.leaves[number] for number in numbers}
        named = {name for leaf in leaves.values() for name, _ in leaf.elements}
        spaces = {name[1:].partition("}")[0] for name in named}
        wild = [leaf for leaf in leaves.values() if leaf.process]
        for leaf in wild:
            spaces |= {leaf.target, "", ELSEWHERE} | {word for word in leaf.spaces if not word.startswith("##")}
        unnamed = [f"{{{space}}}*" for space in sorted(spaces)] if wild else []
        by_name: dict[str, set[int]] = {}
        for number, leaf in leaves.items():
            for name in [leaf.opaque] if leaf.opaque else [name for name, _ in leaf.elements]:
                by_name.setdefault(name, set()).add(number)
        found: dict[frozenset[int], str] = {}
        for child in [*sorted(by_name), *unnamed]:
            taking = frozenset(
                by_name.get(child, set()) | {n for n, leaf in leaves.items() if leaf.process and leaf.takes(child)}
            )
            if taking:
                found.setdefault(taking, child)
        return {child: taking for taking, child in found.items()}


def stripped(element: Particle) -> Particle:
    """An element without what concerns only its place in a model."""
    kept = tuple(pair for pair in element.attributes if pair[0] not in _OF_ITS_USE)
    return replace(element, attributes=kept)


def _wildcard(part: Particle, scope: Scope) -> Leaf:
    if any(key in _NEGATIONS for key, _ in part.attributes):
        raise UndecidedError("a wildcard with negation")
    written = dict(part.attributes)
    spaces = tuple(written.get("namespace", "##any").split())
    return Leaf(process=written.get("processContents", "strict"), spaces=spaces, target=scope.namespace)


def _count(text: str) -> int | None:
    """A number of occurrences; None for no bound."""
    if text == "unbounded":
        return None
    if not text.isdecimal():
        raise UndecidedError(f"occurrence {text}")
    return int(text)
