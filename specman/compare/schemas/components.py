"""Schemas compared as components, with a verdict for those who send documents and those who receive them.

Two questions decide: does every document valid before stay valid (if not, it breaks senders), and may a receiver
now meet something it could not meet before (if so, it breaks receivers)? Only what the rules below decide is
called safe or breaking; the rest is unknown, and shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from specman.compare.schemas.openness import Openness, SchemaDetail, Sort, is_untyped, names_of_types
from specman.compare.schemas.types import Types, restricts_fewer
from specman.model.change import Compatibility
from specman.model.detail import WORST_FIRST, PartRule, SchemaPart, Verdict
from specman.model.schema import Component, Particle, Schema

_WIDER_WHEN_MORE = frozenset({"maxLength", "maxInclusive", "maxExclusive", "totalDigits", "fractionDigits"})
_QUALIFYING = frozenset({"elementFormDefault", "attributeFormDefault"})
# Attributes whose new value decides by itself: (attribute, value) to the verdicts for senders and for receivers.
# Taking the value away decides the other way round.
_DECIDING: dict[tuple[str, str], tuple[Verdict, Verdict]] = {
    ("abstract", "true"): ("breaks", "safe"),
    ("nillable", "true"): ("safe", "breaks"),
    ("mixed", "true"): ("safe", "breaks"),
    ("processContents", "skip"): ("safe", "breaks"),
    ("namespace", ""): ("safe", "breaks"),  # any, which is what nothing means
}
_USE: dict[tuple[str, str], tuple[Verdict, Verdict]] = {
    ("optional", "required"): ("breaks", "safe"),
    ("required", "optional"): ("safe", "breaks"),
    ("optional", "prohibited"): ("breaks", "safe"),
    ("prohibited", "optional"): ("safe", "breaks"),
}
_WIDER_WHEN_LESS = frozenset({"minLength", "minInclusive", "minExclusive"})


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
    """What changed for every component at once: the namespace, whether names are qualified, what is included, and the
    version that the schema says it is."""
    found = []
    if base.version != target.version:
        found.append(SchemaDetail(SchemaPart("version", base=base.version, target=target.version), "safe", "safe"))
    if base.namespace != target.namespace:
        part = SchemaPart("namespace", base=base.namespace, target=target.namespace)
        found.append(SchemaDetail(part, "breaks", "breaks"))
    left, right = dict(base.forms), dict(target.forms)
    for name in sorted({*left, *right}):
        if left.get(name) != right.get(name):
            verdict: Verdict = "breaks" if name in _QUALIFYING else "unknown"
            part = SchemaPart("form", name, base=left.get(name, ""), target=right.get(name, ""))
            found.append(SchemaDetail(part, verdict, verdict))
    before, after = (set(map(_drawn_in, side.imports)) for side in (base, target))
    come = [SchemaPart(rule, target=name) for rule, name in sorted(after - before)]
    gone = [SchemaPart(rule, base=name) for rule, name in sorted(before - after)]
    return [*found, *(SchemaDetail(part, "unknown", "unknown") for part in (*come, *gone))]


def _drawn_in(drawn: tuple[str, str]) -> tuple[PartRule, str]:
    """How a schema draws in another, by its namespace or as a file, and the name it is drawn in by."""
    namespace, file = drawn
    return ("imports", namespace) if namespace else ("includes", file)


def compare_schemas(
    base: Schema, target: Schema, beside: tuple[Sequence[Schema], Sequence[Schema]] = ((), ())
) -> list[ComponentChange]:
    """Components that differ, in target order with removals last. Comments, prefixes, line ends, attribute
    order and the header change nothing; documentation alone is a change that is safe both ways.

    Args:
        beside: of each side the other files that it includes or imports, or that include or import it: they have a say
            in the same documents.
    """
    left, right = base.by_key, target.by_key
    files = [base, *beside[0]], [target, *beside[1]]
    opened, types = Openness.of(*files), Types(*files)
    names = [names_of_types(side) for side in files]
    found = []
    for key, component in right.items():
        old = left.get(key) or _of_another_sort(component, left)
        if old is None:
            found.append(ComponentChange(None, component, (opened.came(component, names[1]),)))
        elif (old.particle, old.documentation, old.defaults) != (
            component.particle, component.documentation, component.defaults
        ):  # fmt: skip
            details = list(_particles(old.particle, component.particle, ""))
            if old.particle == component.particle:
                details += _defaults(old, component)
            if not details and _canonical(old.particle, opened.ordered_groups) != _canonical(
                component.particle, opened.ordered_groups
            ):
                # an anonymous type in the place of a named one, say
                details.append(SchemaDetail(SchemaPart("otherwise"), "unknown", "unknown"))
            if not details and old.documentation == component.documentation:
                continue
            if old.documentation != component.documentation:
                details.append(SchemaDetail(SchemaPart("documentation"), "safe", "safe"))
            told = [opened.told(types.told(detail), component) for detail in details]
            kept = (detail for detail in told if detail.sort != "built in" or detail.senders != "safe")
            found.append(ComponentChange(old, component, tuple(kept)))
    for key, component in left.items():
        if key not in right and _of_another_sort(component, right) is None:
            came = opened.came(component, names[0])
            gone = SchemaDetail(replace(came.part, rule="removed"), came.receivers, came.senders)
            found.append(ComponentChange(component, None, (gone,)))
    return found


def _canonical(particle: Particle, ordered_groups: bool) -> Particle:
    """A construct with those of its parts in one order whose order means nothing.

    Args:
        ordered_groups: the order of groups of attributes means something, since they have wildcards.
    """
    children = [_canonical(child, ordered_groups) for child in particle.children]
    fixed: list[Particle] = []
    loose: list[Particle] = []
    for child in children:
        any_order = particle.tag in _IN_ANY_ORDER or child.tag in _UNORDERED
        (loose if any_order and not (ordered_groups and child.tag == "attributeGroup") else fixed).append(child)
    return replace(particle, children=(*fixed, *sorted(loose, key=repr)))


def _of_another_sort(component: Component, others: Mapping[tuple[str, str], Component]) -> Component | None:
    """The type of the same name and the other sort: simple and complex types share their names."""
    other = {"simpleType": "complexType", "complexType": "simpleType"}.get(component.sort, "")
    if component.sort == other or (component.sort, component.name) in others:
        return None
    return others.get((other, component.name))


def _defaults(base: Component, target: Component) -> Iterator[SchemaDetail]:
    """Defaults that are now left out, or now written: an edit of the file that means nothing."""
    left, right = Counter(base.defaults), Counter(target.defaults)
    for words in (left - right).elements():
        yield SchemaDetail(SchemaPart("default unwritten", words), "safe", "safe")
    for words in (right - left).elements():
        yield SchemaDetail(SchemaPart("default written", words), "safe", "safe")


def is_meaningless(change: ComponentChange) -> bool:
    """True when the same documents are valid because nothing but documentation or written defaults differs."""
    return change.base is not None and change.target is not None and change.base.particle == change.target.particle


def render(component: Component) -> list[str]:
    """A component as indented lines for reading and for word comparison: one construct a line, no prefixes."""
    return list(_lines(component.particle, 0))


def _lines(particle: Particle, depth: int) -> Iterator[str]:
    attributes = " ".join(f"{key}={value}" for key, value in particle.attributes)
    yield "  " * depth + f"{particle.tag} {attributes}".rstrip()
    for child in particle.children:
        yield from _lines(child, depth + 1)


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), "safe")


def _key(particle: Particle) -> tuple[str, str]:
    name = (
        particle.get("name") or particle.get("ref") or (particle.get("value") if particle.tag == "enumeration" else "")
    )
    return (particle.tag, name)


def _said(particle: Particle) -> str:
    tag, name = _key(particle)
    return f"{tag} {name}" if name else tag


def _particles(base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    """Differences of two constructs that stand for each other, `where` being the path of names above them."""
    for there, back in ((base, target), (target, base)):
        extension = _extension_of(there, back)
        if extension is not None and extension.children:
            named = extension.get("base")  # documents may name it, or a type made of it; it may be abstract
            verdict: Verdict = "safe" if named.startswith("xs:") else "unknown"
            sort: Sort = "built in" if named.startswith("xs:") else ""
            yield SchemaDetail(
                SchemaPart("anonymous type", _said(base), base=named), verdict, verdict, sort, built_in=named
            )
            come = list(extension.children)
            gone, come = ([], come) if there is base else (come, [])
            yield from _exchange(gone, come, extension.tag, base.get("name") or where)
            return
    yield from _attributes(base, target, where)
    here = base.get("name") or where
    if base.tag in _IN_ANY_ORDER or target.tag == "restriction":
        yield from _unordered(base, target, here)
        return
    sides = [[child for child in side.children if child.tag not in _UNORDERED] for side in (base, target)]
    left, right = ([_key(child) for child in side] for side in sides)
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if operation == "equal":
            for old, new in zip(sides[0][i1:i2], sides[1][j1:j2], strict=True):
                if old != new:
                    yield from _particles(old, new, here)
            continue
        yield from _exchange(sides[0][i1:i2], sides[1][j1:j2], base.tag, here)
    loose = [replace(side, children=tuple(c for c in side.children if c.tag in _UNORDERED)) for side in (base, target)]
    if loose[0].children != loose[1].children:
        yield from _unordered(loose[0], loose[1], here)


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


def _unordered(base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    """Children whose order means nothing: enumeration values, branches of a choice, facets."""
    left: dict[tuple[str, str, int], Particle] = _keyed(base)
    right: dict[tuple[str, str, int], Particle] = _keyed(target)
    for key, old in left.items():
        if key in right and old != right[key] and old.tag not in _ALTERNATIVES:
            yield from _particles(old, right[key], where)
    gone = [old for key, old in left.items() if key not in right]
    come = [new for key, new in right.items() if key not in left]
    if base.tag == "restriction":
        for tag in _ALTERNATIVES:
            yield from _alternatives(tag, base, target, where)
        gone, come = ([child for child in side if child.tag not in _ALTERNATIVES] for side in (gone, come))
    yield from _exchange(gone, come, base.tag, where)


_IN_ANY_ORDER = ("restriction", "choice", "all", "union")
_UNORDERED = ("attribute", "attributeGroup", "anyAttribute")
_ALTERNATIVES = ("enumeration", "pattern")  # a value need only be one of several


def _alternatives(tag: str, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    """Values or patterns of which one must fit: the first one limits, each further one allows more."""
    left, right = ([child.get("value") for child in side.children if child.tag == tag] for side in (base, target))
    gone, come = [v for v in left if v not in right], [v for v in right if v not in left]
    if gone and come and tag == "pattern":
        part = SchemaPart("value", tag, where, base=" or ".join(gone), target=" or ".join(come))
        yield SchemaDetail(part, "unknown", "unknown")
        return
    for value in gone:
        part = SchemaPart("removed", f"{tag} {value}", where)
        yield SchemaDetail(part, "breaks" if right else "safe", "safe" if right else "breaks")
    for value in come:
        part = SchemaPart("added", f"{tag} {value}", where)
        yield SchemaDetail(part, "safe" if left else "breaks", "breaks" if left else "safe")


def _keyed(particle: Particle) -> dict[tuple[str, str, int], Particle]:
    found: dict[tuple[str, str, int], Particle] = {}
    counts: dict[tuple[str, str], int] = {}
    for child in particle.children:
        key = _key(child)
        counts[key] = counts.get(key, 0) + 1
        found[(*key, counts[key])] = child
    return found


def _exchange(gone: list[Particle], come: list[Particle], parent: str, where: str) -> Iterator[SchemaDetail]:
    paired = [(a, b) for a in gone for b in come if a.tag == b.tag and not _key(a)[1] and not _key(b)[1]][:1]
    for old, new in paired:
        gone.remove(old)
        come.remove(new)
        yield from _particles(old, new, where)
    names = [_key(new) for new in come]
    for old in gone:
        if parent == "sequence" and _key(old)[1] and _key(old) in names:
            new = come.pop(names.index(_key(old)))
            names.remove(_key(old))
            yield SchemaDetail(SchemaPart("order", _said(old), where), "breaks", "breaks")
            if old != new:
                yield from _particles(old, new, where)
            continue
        yield _removal(old, parent, where)
    for new in come:
        yield _addition(new, parent, where)


def _may_be_empty(particle: Particle) -> bool:
    """Whether content that fits may be none at all."""
    if particle.get("minOccurs") == "0":
        return True
    if particle.tag in ("sequence", "all"):
        return all(map(_may_be_empty, particle.children))
    branches = [child for child in particle.children if child.get("maxOccurs") != "0"]  # such a one is no branch
    return particle.tag == "choice" and any(map(_may_be_empty, branches))


def _addition(particle: Particle, parent: str, where: str) -> SchemaDetail:
    part = SchemaPart("added", _said(particle), where)
    optional, required = replace(part, need="optional"), replace(part, need="required")
    if particle.tag == "enumeration" or parent == "choice":
        return SchemaDetail(part, "safe", "breaks")
    if particle.tag in ("element", "group", "sequence", "choice", "all", "any"):
        if _may_be_empty(particle):
            return SchemaDetail(optional, "safe", "breaks")
        return SchemaDetail(required, "breaks", "breaks")
    if particle.tag == "anyAttribute":
        return SchemaDetail(part, "unknown" if parent == "extension" else "safe", "breaks", "wildcard added")
    if particle.tag == "attribute" and parent == "restriction":
        return SchemaDetail(part, "unknown", "unknown")  # what a restriction does not say is inherited
    if particle.tag == "attribute" and particle.get("use") == "prohibited":
        return SchemaDetail(part, "safe", "safe")  # beside nothing that it could prohibit
    if particle.tag == "attribute":
        if particle.get("use") == "required":
            return SchemaDetail(required, "breaks", "breaks", _came(particle))
        found = SchemaDetail(optional, "safe", "breaks", _came(particle))
        return found.doubted(senders=True) if _has_value(particle) else found
    if particle.tag in _WIDER_WHEN_LESS | _WIDER_WHEN_MORE | {"pattern", "length"}:
        return SchemaDetail(replace(part, what=f"{particle.tag} {particle.get('value')}"), "breaks", "safe")
    if particle.tag in ("unique", "key", "keyref"):
        return SchemaDetail(part, "breaks", "safe")
    return SchemaDetail(part, "unknown", "unknown")


def _has_value(attribute: Particle) -> bool:
    """Whether an attribute has a value where a document writes none: a constraint of identity may look at it."""
    return any(key in ("default", "fixed") for key, _ in attribute.attributes)


def _removal(particle: Particle, parent: str, where: str) -> SchemaDetail:
    """An addition that runs back: what it did to senders it does to receivers."""
    came = _addition(particle, parent, where)
    gone = replace(came.part, rule="removed")
    return SchemaDetail(gone, came.receivers, came.senders, _BACK.get(came.sort, came.sort))


_BACK: dict[Sort, Sort] = {
    "attribute added": "attribute removed",
    "foreign attribute added": "foreign attribute removed",
    "wildcard added": "wildcard removed",
}


def _came(attribute: Particle) -> Sort:
    """The sort of an attribute that came: a reference to one of another namespace meets other wildcards."""
    return "foreign attribute added" if attribute.get("ref").startswith("{") else "attribute added"


def _attributes(base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    if base.tag != target.tag:
        kinds = base.tag, target.tag
        same = base.attributes == target.attributes and Counter(base.children) == Counter(target.children)
        widens = same and kinds in (("sequence", "all"), ("all", "sequence"))
        senders: Verdict = "unknown" if not widens else "safe" if kinds[1] == "all" else "breaks"
        receivers: Verdict = "unknown" if not widens else "breaks" if kinds[1] == "all" else "safe"
        yield SchemaDetail(SchemaPart("became", "", where, base=base.tag, target=target.tag), senders, receivers)
        return
    left, right = dict(base.attributes), dict(target.attributes)
    for name in sorted({*left, *right}):
        old, new = left.get(name), right.get(name)
        if old == new:
            continue
        what = _said(base)
        if name in ("minOccurs", "maxOccurs"):
            yield _occurrence(SchemaPart("occurrence", what, where, name, old or "1", new or "1"))
        elif name == "use":
            ways = old or "optional", new or "optional"
            came = _came(target)
            sorts: dict[tuple[str, str], Sort] = {
                ("optional", "prohibited"): _BACK[came],
                ("prohibited", "optional"): came,
            }
            part = SchemaPart("use", what, where, name, *ways)
            found = SchemaDetail(part, *_USE.get(ways, ("breaks", "breaks")), sorts.get(ways, ""))
            yield found.doubted(senders=True, receivers=True) if _has_value(target) and "prohibited" in ways else found
        elif base.tag in _WIDER_WHEN_MORE | _WIDER_WHEN_LESS and name == "value":
            yield _bound(SchemaPart("bound", base.tag, where, name, old or "", new or ""))
        elif name == "value" and base.tag == "length":
            same = _number(old or "") is not None and _number(old or "") == _number(new or "")
            verdict: Verdict = "safe" if same else "breaks"
            part = SchemaPart("bound", "length", where, name, old or "", new or "")
            yield SchemaDetail(part, verdict, verdict)
        elif name == "value":
            part = SchemaPart("value", base.tag, where, name, old or "", new or "")
            yield SchemaDetail(part, "unknown", "unknown")
        else:
            implied = "none" if base.tag == "complexContent" else _IMPLIED.get(name, "none")
            before, after = (implied if said is None else said or "nothing" for said in (old, new))
            part = SchemaPart("attribute", what, where, name, before, after)
            if name == "type" and old and new and not _is_bound(base, target):
                yield SchemaDetail(part, "unknown", "unknown", "value", (old, new))
                continue
            yield SchemaDetail(part, *_decided(base, target, name, old, new), _SORTS.get(name, ""))


_SORTS: dict[str, Sort] = {
    "fixed": "value",
    "default": "value",
    "processContents": "free",
    "nillable": "nil",
    "base": "made of",
}
_IMPLIED = {
    "namespace": "##any",
    "processContents": "strict",
    "abstract": "false",
    "mixed": "false",
    "nillable": "false",
}  # what an attribute means that is not written
_TAKES_NOTHING = frozenset({"xs:string", "xs:token", "xs:normalizedString", "xs:anyURI"})


def _is_bound(base: Particle, target: Particle) -> bool:
    """Whether something beside its type says which values an element or attribute takes, or which types."""
    return any(key in ("fixed", "block") for side in (base, target) for key, _ in side.attributes)


def _decided(base: Particle, target: Particle, name: str, old: str | None, new: str | None) -> tuple[Verdict, Verdict]:
    """The verdicts of an attribute that is now another, for senders and for receivers; None is one that is absent."""
    if name == "substitutionGroup" and (old is None or new is None):  # a member more, or one less
        if is_untyped(base) or is_untyped(target):  # it has the type of what it stands for
            return "unknown", "unknown"
        return ("safe", "breaks") if new else ("breaks", "safe")
    if name == "fixed" and (old is None or new is None):
        if base.tag in _WIDER_WHEN_LESS | _WIDER_WHEN_MORE | {"length"}:  # it binds types made of this one
            return "safe", "safe"
        filled = base.tag == "element" and base.get("type") not in _TAKES_NOTHING
        emptied: Verdict = "unknown" if filled else "safe"  # an empty element then has the value
        return ("breaks", emptied) if new is not None else (emptied, "breaks")
    if name == "base" and base.tag == "restriction":
        return restricts_fewer(old or "", new or "")
    if name == "final":  # it limits what other types may be made of this one, and no document
        return "safe", "safe"
    if name == "processContents" and {old, new} == {None, "lax"}:
        return ("safe", "breaks") if new else ("breaks", "safe")
    for said, ways in ((new, 1), (old, -1)):
        if (name, said or "") in _DECIDING:
            first, second = _DECIDING[name, said or ""][::ways]
            return first, second
    return "unknown", "unknown"


def _occurrence(part: SchemaPart) -> SchemaDetail:
    sizes = [float("inf") if text == "unbounded" else _number(text) for text in (part.base, part.target)]
    if sizes[0] is None or sizes[1] is None:
        return SchemaDetail(part, "unknown", "unknown")
    return _judged(part, sizes[1] < sizes[0] if part.attribute == "minOccurs" else sizes[1] > sizes[0])


def _bound(part: SchemaPart) -> SchemaDetail:
    before, after = _number(part.base), _number(part.target)
    if before is None or after is None:
        return SchemaDetail(part, "unknown", "unknown")
    if before == after:
        return SchemaDetail(replace(part, rule="same bound"), "safe", "safe")
    return _judged(part, (after > before) == (part.what in _WIDER_WHEN_MORE))


def _judged(part: SchemaPart, wider: bool) -> SchemaDetail:
    return SchemaDetail(part, "safe", "breaks") if wider else SchemaDetail(part, "breaks", "safe")


def _number(text: str) -> Decimal | None:
    """A number as exactly as it is written; None for what is none, or is infinite."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
