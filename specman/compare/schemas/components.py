"""Compares schemas component by component, with a verdict for senders and for receivers of documents.

`particles` finds the differences inside a component, `verdicts` judges each difference, `openness` and `types` correct
the verdict by the rest of the schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specman.compare.schemas.constructs import canonical
from specman.compare.schemas.openness import Openness, SchemaDetail, names_of_types
from specman.compare.schemas.particles import differences
from specman.compare.schemas.types import Types
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


def compare_wholes(base: Schema, target: Schema) -> list[SchemaDetail]:
    """Changes that concern every component: the namespace, whether names are qualified, imports and includes, and the
    stated version."""
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
    come = [SchemaPart(rule, target=name) for rule, name in sorted(after - before)]
    gone = [SchemaPart(rule, base=name) for rule, name in sorted(before - after)]
    return [*found, *(SchemaDetail(part, "unknown", "unknown") for part in (*come, *gone))]


def _inclusion(drawn: tuple[str, str]) -> tuple[PartRule, str]:
    """Whether an entry imports a namespace or includes a file, and its name."""
    namespace, file = drawn
    return ("imports", namespace) if namespace else ("includes", file)


def compare_schemas(
    base: Schema, target: Schema, others: tuple[Sequence[Schema], Sequence[Schema]] = ((), ())
) -> list[ComponentChange]:
    """Components that differ, in target order with removals last.

    Comments, prefixes, line ends, attribute order and the header are no change; a change of documentation alone is safe
    both ways.

    Args:
        others: for each side the files that it includes or imports, or that include or import it: the same documents
            must be valid for them.
    """
    base_components, target_components = base.by_key, target.by_key
    files = [base, *others[0]], [target, *others[1]]
    openness, types = Openness.of(*files), Types(*files)
    names = [names_of_types(side) for side in files]
    found = []
    for key, component in target_components.items():
        old = base_components.get(key) or _of_another_sort(component, base_components)
        if old is None:
            found.append(ComponentChange(None, component, (openness.added(component, names[1]),)))
        elif (change := _amended(old, component, openness, types)) is not None:
            found.append(change)
    for key, component in base_components.items():
        if key not in target_components and _of_another_sort(component, target_components) is None:
            came = openness.added(component, names[0])
            gone = SchemaDetail(replace(came.part, rule="removed"), came.receivers, came.senders)
            found.append(ComponentChange(component, None, (gone,)))
    return found


def _amended(old: Component, new: Component, openness: Openness, types: Types) -> ComponentChange | None:
    """The change of a component that both schemas have; None when nothing differs."""
    details = list(differences(old.particle, new.particle))
    if old.particle == new.particle:
        details += _defaults(old, new)
    ordered = openness.ordered_groups
    if not details and canonical(old.particle, ordered) != canonical(new.particle, ordered):
        # for example, an anonymous type that replaced a named one
        details.append(SchemaDetail(SchemaPart("otherwise"), "unknown", "unknown"))
    if old.documentation != new.documentation:
        details.append(SchemaDetail(SchemaPart("documentation"), "safe", "safe"))
    if not details:
        return None
    weighed = [openness.weighed(types.decided(detail), new) for detail in details]
    kept = (detail for detail in weighed if detail.sort != "built in" or detail.senders != "safe")
    return ComponentChange(old, new, tuple(kept))


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
