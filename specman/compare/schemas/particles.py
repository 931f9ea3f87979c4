"""Differences between two constructs: pairs their parts, and finds those added, removed or changed.

What a complex type or a group accepts as children is decided by its whole content model (`content`); the parts that
differ are named, and get the verdict of the model. Elements that both models have are compared by name, wherever they
stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from specman.compare.schemas.constructs import ALTERNATIVES, IN_ANY_ORDER, UNORDERED, key_of, name_of
from specman.compare.schemas.content.definitions import Scope
from specman.compare.schemas.content.judgement import ContentVerdict, judge_models
from specman.compare.schemas.content.models import MODELS, stripped
from specman.compare.schemas.openness import SchemaDetail, Sort
from specman.compare.schemas.verdicts import addition, alternatives, attributes, removal
from specman.model.detail import SchemaPart, Verdict
from specman.model.schema import Component, Particle

if TYPE_CHECKING:
    from specman.compare.schemas.family import Family

_OF_A_MODEL = frozenset({*MODELS, "element", "any"})
_HOLDS_ELEMENTS = (*MODELS, "complexContent", "extension", "restriction")
_WHERE = frozenset({"minOccurs", "maxOccurs", "form"})


class Differences:
    """The differences of one component."""

    def __init__(self, family: Family, scopes: tuple[Scope, Scope]) -> None:
        self._models = family.models
        openness = family.openness
        self._checked_elsewhere = openness.references or openness.constrained
        self._scopes = scopes
        self._root = ""

    def component(self, base: Component, target: Component) -> Iterator[SchemaDetail]:
        """Differences between two components of one name."""
        self._root = target.name
        if base.sort == target.sort == "group":
            yield from self._model(base.particle, target.particle, "")
        else:
            yield from self.between(base.particle, target.particle, "")

    def between(self, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
        """Differences between two paired constructs.

        Args:
            where: the name of the nearest named construct above them, "" for none.
        """
        if base.tag == target.tag == "complexType":
            yield from self._model(base, target, where)
            return
        inlined = self._inlined(base, target)
        if inlined is not None:
            names, old, new = inlined
            part = SchemaPart("named type", name_of(base), where, base=names[0], target=names[1])
            yield SchemaDetail(part, "safe", "safe")
            yield from self._parts(old, new, where)
            return
        for there, back in ((base, target), (target, base)):
            extension = _extension_of(there, back)
            if extension is not None and extension.children:
                named = extension.get("base")  # documents may name it or a type derived from it; it may be abstract
                verdict: Verdict = "safe" if named.startswith("xs:") else "unknown"
                sort: Sort = "built in" if named.startswith("xs:") else ""
                yield SchemaDetail(
                    SchemaPart("anonymous type", name_of(base), base=named), verdict, verdict, sort, built_in=named
                )
                come = list(extension.children)
                gone, come = ([], come) if there is base else (come, [])
                yield from self._exchange(gone, come, extension.tag, base.get("name") or where)
                return
        yield from self._parts(base, target, where)

    def _inlined(self, base: Particle, target: Particle) -> tuple[tuple[str, str], Particle, Particle] | None:
        """Two elements of which one has a type of its own and the other a named type that the other schema does not
        have: the name on its side, and both with the type inside."""
        sides = [base, target]
        named = [side.get("type") if not side.children else "" for side in sides]
        inner = [any(child.tag in ("complexType", "simpleType") for child in side.children) for side in sides]
        for place in (0, 1):
            name, scope = named[place], self._scopes[place]
            if not name or name.startswith("xs:") or not inner[1 - place]:
                continue
            if self._models.sides[1 - place].has("complexType", *scope.named(name)):
                continue
            found = self._models.sides[place].find("complexType", name, scope)
            if found is None or found[1].namespace != scope.namespace or found[1].schema.forms != scope.schema.forms:
                continue
            component = found[0].particle
            if any(key in ("abstract", "block") for key, _ in component.attributes):
                continue
            held = tuple(pair for pair in component.attributes if pair[0] not in ("name", "final"))
            kept = tuple(pair for pair in sides[place].attributes if pair[0] != "type")
            sides[place] = replace(sides[place], attributes=kept, children=(replace(component, attributes=held),))
            return (name if place == 0 else "", name if place == 1 else ""), sides[0], sides[1]
        return None

    def _parts(self, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
        yield from attributes(base, target, where)
        here = base.get("name") or where
        if base.tag in IN_ANY_ORDER or target.tag == "restriction":
            yield from self._unordered(base, target, here)
            return
        sides = [[child for child in side.children if child.tag not in UNORDERED] for side in (base, target)]
        base_keys, target_keys = ([key_of(child) for child in side] for side in sides)
        for operation, i1, i2, j1, j2 in SequenceMatcher(None, base_keys, target_keys, autojunk=False).get_opcodes():
            if operation == "equal":
                for old, new in zip(sides[0][i1:i2], sides[1][j1:j2], strict=True):
                    if old != new:
                        yield from self._paired(old, new, base.tag, here)
                continue
            yield from self._exchange(sides[0][i1:i2], sides[1][j1:j2], base.tag, here)
        loose = [
            replace(side, children=tuple(c for c in side.children if c.tag in UNORDERED)) for side in (base, target)
        ]
        if loose[0].children != loose[1].children:
            yield from self._unordered(loose[0], loose[1], here)

    def _paired(self, old: Particle, new: Particle, parent: str, where: str) -> Iterator[SchemaDetail]:
        """Two parts of one key. Of an element in a model, how often it stands there: the rest is told by its name."""
        if old.tag == new.tag == "element" and parent in MODELS:
            called = tuple(pair for pair in old.attributes if pair[0] in ("name", "ref"))
            ends = [
                Particle("element", (*called, *(pair for pair in side.attributes if pair[0] in _WHERE)))
                for side in (old, new)
            ]
            yield from attributes(ends[0], ends[1], where)
        else:
            yield from self.between(old, new, where)

    def _model(self, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
        """Differences between two complex types or two groups."""
        name = base.get("name") or where or self._root
        shape = [_of_content(detail) for detail in self._parts(base, target, where)]
        told: set[tuple[Particle, Particle]] = set()
        declared: list[SchemaDetail] = []
        inside = [*self._same_names(base, target, where, told, declared)]
        both = {name_of(one) for one in _elements(base)} & {name_of(one) for one in _elements(target)}
        shape = [*dict.fromkeys(_of_one_place(detail, both) for detail in shape)]
        shape += declared
        if any(detail.sort == "content" for detail in shape):
            verdict = judge_models(
                self._models,
                (base, self._scopes[0]),
                (target, self._scopes[1]),
                name,
                checked_elsewhere=self._checked_elsewhere,
            )
            shape = _blamed(shape, verdict)
            for old, new in verdict.unlike:
                if old.particle == new.particle or old.namespace != new.namespace:
                    part = SchemaPart("otherwise", name_of(new.particle), name)
                    inside.append(SchemaDetail(part, "unknown", "unknown"))
                elif (old.particle, new.particle) not in told:
                    told.add((old.particle, new.particle))
                    inside += self.between(old.particle, new.particle, name)
        yield from shape
        yield from inside

    def _same_names(
        self,
        one_model: Particle,
        other_model: Particle,
        where: str,
        told: set[tuple[Particle, Particle]],
        declared: list[SchemaDetail],
    ) -> Iterator[SchemaDetail]:
        """Elements of one name in two models, compared wherever they stand in them.

        Args:
            told: the pairs that were compared; grows.
            declared: that an element of the model's own became a reference, or the reverse; grows.
        """
        where = one_model.get("name") or where
        sides: list[dict[tuple[str, str], list[Particle]]] = [{}, {}]
        for held, elements in zip(sides, (_elements(one_model), _elements(other_model)), strict=True):
            for element in elements:
                rows = held.setdefault(key_of(element), [])
                if (bare := stripped(element)) not in rows:
                    rows.append(bare)
        for key, old in sides[0].items():
            new = sides[1].get(key, [])
            for before in old:
                for after in new:
                    if before == after or (before in new and after in old):
                        continue
                    told.add((before, after))
                    if bool(before.get("ref")) == bool(after.get("ref")):
                        yield from self.between(before, after, where)
                        continue
                    base, target = ("a reference", "its own") if before.get("ref") else ("its own", "a reference")
                    part = SchemaPart("attribute", name_of(before), where, "declaration", base, target)
                    one, other = self._declared(before, self._scopes[0]), self._declared(after, self._scopes[1])
                    if one is None or other is None:
                        yield SchemaDetail(part, "unknown", "unknown")
                        continue
                    declared.append(SchemaDetail(part, "safe", "safe", "content"))
                    if one != other:
                        told.add((one, other))
                        yield from self.between(one, other, where)

    def _declared(self, element: Particle, scope: Scope) -> Particle | None:
        """An element, of a reference the one that it names, None where that is not at hand."""
        if not element.get("ref"):
            return element
        found = self._models.find("element", element.get("ref"), scope)
        return stripped(found[0].particle) if found is not None and found[1].namespace == scope.namespace else None

    def _unordered(self, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
        """Differences between unordered children: enumeration values, branches of a choice, facets."""
        base_parts: dict[tuple[str, str, int], Particle] = _keyed(base)
        target_parts: dict[tuple[str, str, int], Particle] = _keyed(target)
        for key, old in base_parts.items():
            if key in target_parts and old != target_parts[key] and old.tag not in ALTERNATIVES:
                yield from self._paired(old, target_parts[key], base.tag, where)
        gone = [old for key, old in base_parts.items() if key not in target_parts]
        come = [new for key, new in target_parts.items() if key not in base_parts]
        if base.tag == "restriction":
            for tag in ALTERNATIVES:
                yield from alternatives(tag, base, target, where)
            gone, come = ([child for child in side if child.tag not in ALTERNATIVES] for side in (gone, come))
        yield from self._exchange(gone, come, base.tag, where)

    def _exchange(
        self, gone: Sequence[Particle], come: Sequence[Particle], parent: str, where: str
    ) -> Iterator[SchemaDetail]:
        """Differences where parts were removed and others added in one place.

        A removed and an added part without names are one changed part; in a sequence, those with the same name are one
        part that moved.
        """
        gone, come = list(gone), list(come)
        nameless = [(a, b) for a in gone for b in come if not key_of(a)[1] and not key_of(b)[1]]
        paired = [(a, b) for a, b in nameless if a.tag == b.tag]
        paired += [(a, b) for a, b in nameless if a.tag in MODELS and b.tag in MODELS]
        for old, new in paired[:1]:
            gone.remove(old)
            come.remove(new)
            yield from self.between(old, new, where)
        names = [key_of(new) for new in come]
        for old in gone:
            if parent == "sequence" and key_of(old)[1] and key_of(old) in names:
                new = come.pop(names.index(key_of(old)))
                names.remove(key_of(old))
                yield SchemaDetail(SchemaPart("order", name_of(old), where), "breaks", "breaks")
                if old != new:
                    yield from self._paired(old, new, parent, where)
                continue
            yield removal(old, parent, where)
        for new in come:
            yield addition(new, parent, where)


def _elements(particle: Particle) -> Iterator[Particle]:
    """The elements that a content model declares or names itself, without those of groups and bases."""
    for child in particle.children:
        if child.tag == "element":
            yield child
        elif child.tag in _HOLDS_ELEMENTS:
            yield from _elements(child)


def _of_content(detail: SchemaDetail) -> SchemaDetail:
    """A detail of a type, marked where it concerns which children the type accepts, and in which order."""
    part = detail.part
    tag = part.what.partition(" ")[0]
    concerned = part.rule == "order" or (
        part.base in _OF_A_MODEL if part.rule == "became" else tag in _OF_A_MODEL and part.rule != "anonymous type"
    )
    return replace(detail, sort="content") if concerned else detail


def _of_one_place(detail: SchemaDetail, both: Set[str]) -> SchemaDetail:
    """A detail of an element that both models have, which stands elsewhere in one of them."""
    part = detail.part
    if detail.sort != "content" or part.rule not in ("added", "removed") or part.what not in both:
        return detail
    return replace(detail, part=replace(part, rule="order", need=""), senders="breaks", receivers="breaks")


def _blamed(details: list[SchemaDetail], verdict: ContentVerdict) -> list[SchemaDetail]:
    """Details with the verdict of their model: where it is not safe, those that no rule calls safe bear it."""
    found = [*details]
    content = [place for place, detail in enumerate(found) if detail.sort == "content"]
    for way, example, words in (
        ("senders", "was_valid", verdict.was_valid),
        ("receivers", "now_valid", verdict.now_valid),
    ):
        said: Verdict = getattr(verdict, way)
        ruled: dict[int, Verdict] = {place: getattr(found[place], way) for place in content}
        worst = next((one for one in ("breaks", "unknown") if one in ruled.values()), "safe")
        to_blame = [place for place in content if ruled[place] == worst]
        for place in content:
            doubted = ruled[place] == "unknown" and said != "safe"
            one: Verdict = said if place in to_blame else "unknown" if doubted else "safe"
            found[place] = replace(found[place], **{way: one})  # type: ignore[arg-type]
        if words:
            part = replace(found[to_blame[0]].part, **{example: words})  # type: ignore[arg-type]
            found[to_blame[0]] = replace(found[to_blame[0]], part=part)
    return found


def _extension_of(base: Particle, target: Particle) -> Particle | None:
    """`type="T"` that became an anonymous type extending T: only what the extension adds is new."""
    named = base.get("type")
    if not named or base.children or target.get("type") or len(target.children) != 1:
        return None
    if [pair for pair in base.attributes if pair[0] != "type"] != list(target.attributes):
        return None
    inner = target.children[0]
    while inner.tag in ("complexType", "simpleContent", "complexContent") and len(inner.children) == 1:
        if inner.attributes:
            return None
        inner = inner.children[0]
    return inner if inner.tag == "extension" and inner.get("base") == named else None


def _keyed(particle: Particle) -> dict[tuple[str, str, int], Particle]:
    """The parts of a construct by key; parts with the same key are numbered."""
    found: dict[tuple[str, str, int], Particle] = {}
    counts: dict[tuple[str, str], int] = {}
    for child in particle.children:
        key = key_of(child)
        counts[key] = counts.get(key, 0) + 1
        found[(*key, counts[key])] = child
    return found
