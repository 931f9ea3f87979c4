"""The rules: what one difference of two constructs means for those who send documents and those who receive them.

Two questions decide: does every document valid before stay valid (if not, it breaks senders), and may a receiver
now meet something it could not meet before (if so, it breaks receivers)? Only what the rules below decide is
called safe or breaking; the rest is unknown, and shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from specman.compare.schemas.constructs import may_be_empty, name_of
from specman.compare.schemas.openness import SchemaDetail, Sort, is_untyped
from specman.compare.schemas.types import restricts_fewer
from specman.model.detail import SchemaPart, Verdict
from specman.model.schema import Particle

_WIDER_WHEN_MORE = frozenset({"maxLength", "maxInclusive", "maxExclusive", "totalDigits", "fractionDigits"})
_WIDER_WHEN_LESS = frozenset({"minLength", "minInclusive", "minExclusive"})
_BOUNDS = _WIDER_WHEN_MORE | _WIDER_WHEN_LESS | {"length"}
# Attributes whose new value decides by itself: (attribute, value) to the verdicts for senders and for receivers.
# Removing the value gives the opposite verdicts.
_DECIDING: dict[tuple[str, str], tuple[Verdict, Verdict]] = {
    ("abstract", "true"): ("breaks", "safe"),
    ("nillable", "true"): ("safe", "breaks"),
    ("mixed", "true"): ("safe", "breaks"),
    ("processContents", "skip"): ("safe", "breaks"),
    ("namespace", ""): ("safe", "breaks"),  # no value means any
}
_USE: dict[tuple[str, str], tuple[Verdict, Verdict]] = {
    ("optional", "required"): ("breaks", "safe"),
    ("required", "optional"): ("safe", "breaks"),
    ("optional", "prohibited"): ("breaks", "safe"),
    ("prohibited", "optional"): ("safe", "breaks"),
}
_SORTS: dict[str, Sort] = {
    "fixed": "value",
    "default": "value",
    "processContents": "free",
    "nillable": "nil",
    "base": "derived from",
}
_IMPLIED = {
    "namespace": "##any",
    "processContents": "strict",
    "abstract": "false",
    "mixed": "false",
    "nillable": "false",
}  # the value of an attribute that is not written
_TAKES_NOTHING = frozenset({"xs:string", "xs:token", "xs:normalizedString", "xs:anyURI"})
_BACK: dict[Sort, Sort] = {
    "attribute added": "attribute removed",
    "foreign attribute added": "foreign attribute removed",
    "wildcard added": "wildcard removed",
}


def addition(particle: Particle, parent: str, where: str) -> SchemaDetail:
    """The verdict on an added construct; `parent` is the tag of its parent."""
    part = SchemaPart("added", name_of(particle), where)
    optional, required = replace(part, need="optional"), replace(part, need="required")
    if particle.tag == "enumeration" or parent == "choice":
        return SchemaDetail(part, "safe", "breaks")
    if particle.tag in ("element", "group", "sequence", "choice", "all", "any"):
        if may_be_empty(particle):
            return SchemaDetail(optional, "safe", "breaks")
        return SchemaDetail(required, "breaks", "breaks")
    if particle.tag == "anyAttribute":
        return SchemaDetail(part, "unknown" if parent == "extension" else "safe", "breaks", "wildcard added")
    if particle.tag == "attribute" and parent == "restriction":
        return SchemaDetail(part, "unknown", "unknown")  # a restriction inherits what it does not state
    if particle.tag == "attribute" and particle.get("use") == "prohibited":
        return SchemaDetail(part, "safe", "safe")  # there was nothing to prohibit
    if particle.tag == "attribute":
        if particle.get("use") == "required":
            return SchemaDetail(required, "breaks", "breaks", _sort_of_addition(particle))
        found = SchemaDetail(optional, "safe", "breaks", _sort_of_addition(particle))
        return found.doubted(senders=True) if _has_value(particle) else found
    if particle.tag in _BOUNDS | {"pattern"}:
        return SchemaDetail(replace(part, what=f"{particle.tag} {particle.get('value')}"), "breaks", "safe")
    if particle.tag in ("unique", "key", "keyref"):
        return SchemaDetail(part, "breaks", "safe")
    return SchemaDetail(part, "unknown", "unknown")


def _has_value(attribute: Particle) -> bool:
    """Whether an attribute has a default or fixed value, which identity constraints also check."""
    return any(key in ("default", "fixed") for key, _ in attribute.attributes)


def removal(particle: Particle, parent: str, where: str) -> SchemaDetail:
    """The verdict on a removed construct: that of the addition, with senders and receivers exchanged."""
    added = addition(particle, parent, where)
    gone = replace(added.part, rule="removed")
    return SchemaDetail(gone, added.receivers, added.senders, _BACK.get(added.sort, added.sort))


def alternatives(tag: str, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    """Enumeration values or patterns, one of which must match: the first one limits, each further one allows more."""
    old, new = ([child.get("value") for child in side.children if child.tag == tag] for side in (base, target))
    gone, come = [v for v in old if v not in new], [v for v in new if v not in old]
    if gone and come and tag == "pattern":
        part = SchemaPart("value", tag, where, base=" or ".join(gone), target=" or ".join(come))
        yield SchemaDetail(part, "unknown", "unknown")
        return
    for value in gone:
        part = SchemaPart("removed", f"{tag} {value}", where)
        yield SchemaDetail(part, "breaks" if new else "safe", "safe" if new else "breaks")
    for value in come:
        part = SchemaPart("added", f"{tag} {value}", where)
        yield SchemaDetail(part, "safe" if old else "breaks", "breaks" if old else "safe")


def attributes(base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    """Differences between two constructs without their children: in the tag, or else in each attribute."""
    if base.tag != target.tag:
        yield _became(base, target, where)
        return
    old, new = dict(base.attributes), dict(target.attributes)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield _attribute(base, target, where, name)


def _became(base: Particle, target: Particle, where: str) -> SchemaDetail:
    """A construct whose tag changed; the same parts in any order allow more than in one order."""
    kinds = base.tag, target.tag
    part = SchemaPart("became", "", where, base=base.tag, target=target.tag)
    same = base.attributes == target.attributes and Counter(base.children) == Counter(target.children)
    if not same or kinds not in (("sequence", "all"), ("all", "sequence")):
        return SchemaDetail(part, "unknown", "unknown")
    return _judged(part, target.tag == "all")


def _attribute(base: Particle, target: Particle, where: str, name: str) -> SchemaDetail:
    """An attribute whose value was changed, added or removed."""
    old, new = dict(base.attributes).get(name), dict(target.attributes).get(name)
    what = name_of(base)
    if name in ("minOccurs", "maxOccurs"):
        return _occurrence(SchemaPart("occurrence", what, where, name, old or "1", new or "1"))
    if name == "use":
        return _use(target, SchemaPart("use", what, where, name, old or "optional", new or "optional"))
    if name == "value":
        if base.tag in _BOUNDS:
            return _bound(SchemaPart("bound", base.tag, where, name, old or "", new or ""))
        return SchemaDetail(SchemaPart("value", base.tag, where, name, old or "", new or ""), "unknown", "unknown")
    implied = "none" if base.tag == "complexContent" else _IMPLIED.get(name, "none")
    before, after = (implied if value is None else value or "nothing" for value in (old, new))
    part = SchemaPart("attribute", what, where, name, before, after)
    if name == "type" and old and new and not _is_bound(base, target):
        return SchemaDetail(part, "unknown", "unknown", "value", (old, new))
    return SchemaDetail(part, *_decided(base, target, name, old, new), _SORTS.get(name, ""))


def _use(attribute: Particle, part: SchemaPart) -> SchemaDetail:
    """An attribute whose use changed between required, optional and prohibited."""
    ways = part.base, part.target
    came = _sort_of_addition(attribute)
    sorts: dict[tuple[str, str], Sort] = {("optional", "prohibited"): _BACK[came], ("prohibited", "optional"): came}
    found = SchemaDetail(part, *_USE.get(ways, ("breaks", "breaks")), sorts.get(ways, ""))
    if _has_value(attribute) and "prohibited" in ways:
        return found.doubted(senders=True, receivers=True)
    return found


def _sort_of_addition(attribute: Particle) -> Sort:
    """The sort of an added attribute: a reference to another namespace is matched by other wildcards."""
    return "foreign attribute added" if attribute.get("ref").startswith("{") else "attribute added"


def _is_bound(base: Particle, target: Particle) -> bool:
    """Whether an element or attribute limits its values or types by `fixed` or `block`."""
    return any(key in ("fixed", "block") for side in (base, target) for key, _ in side.attributes)


def _decided(base: Particle, target: Particle, name: str, old: str | None, new: str | None) -> tuple[Verdict, Verdict]:
    """The verdicts for senders and receivers on a changed attribute value; None is an absent attribute."""
    if name == "substitutionGroup" and (old is None or new is None):  # one member more, or one less
        if is_untyped(base) or is_untyped(target):  # it has the type of the head of its group
            return "unknown", "unknown"
        return ("safe", "breaks") if new else ("breaks", "safe")
    if name == "fixed" and (old is None or new is None):
        if base.tag in _BOUNDS:  # it limits types derived from this one
            return "safe", "safe"
        filled = base.tag == "element" and base.get("type") not in _TAKES_NOTHING
        emptied: Verdict = "unknown" if filled else "safe"  # an empty element then has the value
        return ("breaks", emptied) if new is not None else (emptied, "breaks")
    if name == "base" and base.tag == "restriction":
        return restricts_fewer(old or "", new or "")
    if name == "final":  # it limits which types may be derived from this one, and no document
        return "safe", "safe"
    if name == "processContents" and {old, new} == {None, "lax"}:
        return ("safe", "breaks") if new else ("breaks", "safe")
    for value, ways in ((new, 1), (old, -1)):
        if (name, value or "") in _DECIDING:
            first, second = _DECIDING[name, value or ""][::ways]
            return first, second
    return "unknown", "unknown"


def _occurrence(part: SchemaPart) -> SchemaDetail:
    """How often a construct may or must occur."""
    sizes = [float("inf") if text == "unbounded" else _number(text) for text in (part.base, part.target)]
    if sizes[0] is None or sizes[1] is None:
        return SchemaDetail(part, "unknown", "unknown")
    return _judged(part, sizes[1] < sizes[0] if part.attribute == "minOccurs" else sizes[1] > sizes[0])


def _bound(part: SchemaPart) -> SchemaDetail:
    """A facet that limits by a number."""
    before, after = _number(part.base), _number(part.target)
    if part.what == "length":
        verdict: Verdict = "safe" if before is not None and before == after else "breaks"
        return SchemaDetail(part, verdict, verdict)
    if before is None or after is None:
        return SchemaDetail(part, "unknown", "unknown")
    if before == after:
        return SchemaDetail(replace(part, rule="same bound"), "safe", "safe")
    return _judged(part, (after > before) == (part.what in _WIDER_WHEN_MORE))


def _judged(part: SchemaPart, wider: bool) -> SchemaDetail:
    """The verdicts where the target allows all that the base does (wider), or the reverse."""
    return SchemaDetail(part, "safe", "breaks") if wider else SchemaDetail(part, "breaks", "safe")


def _number(text: str) -> Decimal | None:
    """The exact value of a number; None for any other text, or for infinity."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
