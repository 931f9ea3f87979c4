"""Compares schemas component by component, with a verdict for senders and for receivers of documents.

`particles` finds the differences inside a component, `verdicts` judges each difference, `openness` and `types` correct
the verdict by the rest of the schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specman.compare.schemas.constructs import canonical
from specman.compare.schemas.content.definitions import Scope
from specman.compare.schemas.family import Family
from specman.compare.schemas.openness import SchemaDetail
from specman.compare.schemas.particles import Differences
from specman.model.change import Compatibility
from specman.model.detail import WORST_FIRST, PartRule, SchemaPart, Verdict
from specman.model.schema import Component, Schema

_QUALIFYING = frozenset({"elementFormDefault", "attributeFormDefault"})


@dataclass(frozen=True, slots=True)
class ComponentChange:
    """A global component that was added, removed or amended."""

    base: Component | None
    target: Component | None
    details: tuple[SchemaDetail, ...]

    @property
    def compatibility(self) -> Compatibility:
        """The worst verdict of the details, for each direction."""
        return judge([detail.judged for detail in self.details])


def judge(parts: Sequence[SchemaPart]) -> Compatibility:
    """The worst verdict of what changed in a schema, for each direction."""
    return Compatibility(_worst([part.senders for part in parts]), _worst([part.receivers for part in parts]))


def compare_wholes(base: Schema, target: Schema, family: Family | None = None) -> list[SchemaDetail]:
    """Changes that concern every component: the namespace, whether names are qualified, imports and includes, and the
    stated version.

    A file that came with what includes it, or went, and is compared too, tells by its components what that does.
    """
    found = []
    if base.version != target.version:
        found.append(SchemaDetail(SchemaPart("version", base=base.version, target=target.version), "safe", "safe"))
    if base.namespace != target.namespace:
        part = SchemaPart("namespace", base=base.namespace, target=target.namespace)
        found.append(SchemaDetail(part, "breaks", "breaks"))
    old, new = dict(base.forms), dict(target.forms)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            verdict: Verdict = "breaks" if name in _QUALIFYING else "unknown"
            part = SchemaPart("form", name, base=old.get(name, ""), target=new.get(name, ""))
            found.append(SchemaDetail(part, verdict, verdict))
    before, after = (set(map(_inclusion, side.imports)) for side in (base, target))
    come = [(SchemaPart(rule, target=name), 1) for rule, name in sorted(after - before)]
    gone = [(SchemaPart(rule, base=name), 0) for rule, name in sorted(before - after)]
    for part, side in (*come, *gone):
        told = family is not None and family.tells(side, part.target or part.base)
        verdict = "safe" if told else "unknown"
        found.append(SchemaDetail(part, verdict, verdict))
    return found


def _inclusion(drawn: tuple[str, str]) -> tuple[PartRule, str]:
    """Whether an entry imports a namespace or includes a file, and its name."""
    namespace, file = drawn
    return ("imports", namespace) if namespace else ("includes", file)


def compare_schemas(base: Schema, target: Schema, family: Family | None = None) -> list[ComponentChange]:
    """Components that differ, in target order with removals last.

    Comments, prefixes, line ends, attribute order and the header are no change; a change of documentation alone is safe
    both ways.

    Args:
        family: both schemas with the files that they include or import, or that include or import them: the same
            documents must be valid for them.
    """
    family = family or Family([base], [target], {base.namespace: target.namespace})
    before = family.before(base)
    originals = {id(now): old for old, now in zip(base.components, before.components, strict=True)}
    base_components, target_components = before.by_key, target.by_key
    found = []
    for key, component in target_components.items():
        old = base_components.get(key) or _of_another_sort(component, base_components)
        if old is None:
            found.append(ComponentChange(None, component, (_added(component, family),)))
            continue
        details = component_details(family, (originals[id(old)], old, before), (component, target))
        if details:
            found.append(ComponentChange(originals[id(old)], component, details))
    for key, component in base_components.items():
        if key not in target_components and _of_another_sort(component, target_components) is None:
            found.append(ComponentChange(originals[id(component)], None, (_removed(component, family),)))
    return found


def _added(component: Component, family: Family) -> SchemaDetail:
    return family.openness.added(component, family.names_of_types[1])


def _removed(component: Component, family: Family) -> SchemaDetail:
    came = family.openness.added(component, family.names_of_types[0])
    return SchemaDetail(replace(came.part, rule="removed"), came.receivers, came.senders)


def component_details(
    family: Family, base: tuple[Component, Component, Schema], target: tuple[Component, Schema]
) -> tuple[SchemaDetail, ...]:
    """What changed in a component that both sides have.

    Args:
        base: the component as its file has it, with the names that the target uses, and the file with those names.
    """
    original, old, before = base
    new, after = target
    openness, types = family.openness, family.types(before, after)
    scopes = Scope(before, before.namespace), Scope(after, after.namespace)
    differing = [] if old.particle == new.particle else [*Differences(family, scopes).component(old, new)]
    ordered = openness.ordered_groups
    if not differing and canonical(old.particle, ordered) != canonical(new.particle, ordered):
        # for example, an anonymous type that replaced a named one
        differing.append(SchemaDetail(SchemaPart("otherwise"), "unknown", "unknown"))
    weighed = [openness.weighed(types.decided(detail), new) for detail in differing]
    kept = [detail for detail in weighed if detail.sort != "built in" or detail.senders != "safe"]
    if original.name != new.name:
        kept.insert(0, _renamed(original, new, family))
    if old.particle == new.particle:
        kept += _defaults(old, new)
    if old.documentation != new.documentation:
        kept.append(SchemaDetail(SchemaPart("documentation"), "safe", "safe"))
    return tuple(kept)


def _renamed(old: Component, new: Component, family: Family) -> SchemaDetail:
    """A type of another name: where it stands for another (`xsi:type`), one type less and one more.

    Documents that name by `xsi:type` the very type that an element has, or a type inside of what a wildcard takes, are
    left out of the verdict.
    """
    part = SchemaPart("name", f"{new.sort} {new.name}", base=old.name, target=new.name)
    senders, receivers = _removed(old, family).senders, _added(new, family).receivers
    return SchemaDetail(part, _where_broken(senders), _where_broken(receivers))


def _where_broken(verdict: Verdict) -> Verdict:
    return "breaks" if verdict == "breaks" else "safe"


def _of_another_sort(component: Component, others: Mapping[tuple[str, str], Component]) -> Component | None:
    """The type with the same name and the other sort: simple and complex types share one set of names."""
    other = {"simpleType": "complexType", "complexType": "simpleType"}.get(component.sort, "")
    if component.sort == other or (component.sort, component.name) in others:
        return None
    return others.get((other, component.name))


def _defaults(base: Component, target: Component) -> Iterator[SchemaDetail]:
    """Default values that are no longer written, or now written: such an edit has no effect."""
    old, new = Counter(base.defaults), Counter(target.defaults)
    for words in (old - new).elements():
        yield SchemaDetail(SchemaPart("default unwritten", words), "safe", "safe")
    for words in (new - old).elements():
        yield SchemaDetail(SchemaPart("default written", words), "safe", "safe")


def is_meaningless(change: ComponentChange) -> bool:
    """True when the same documents are valid because nothing but documentation or written defaults differs."""
    return change.base is not None and change.target is not None and change.base.particle == change.target.particle


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), "safe")
