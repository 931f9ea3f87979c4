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
_BACK: dict[Sort, Sort] = {
    "attribute added": "attribute removed",
    "foreign attribute added": "foreign attribute removed",
    "wildcard added": "wildcard removed",
}


def addition(particle: Particle, parent: str, where: str) -> SchemaDetail:
    """A construct that came, `parent` being the tag of what holds it."""
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
        return SchemaDetail(part, "unknown", "unknown")  # what a restriction does not say is inherited
    if particle.tag == "attribute" and particle.get("use") == "prohibited":
        return SchemaDetail(part, "safe", "safe")  # beside nothing that it could prohibit
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
    """Whether an attribute has a value where a document writes none: a constraint of identity may look at it."""
    return any(key in ("default", "fixed") for key, _ in attribute.attributes)


def removal(particle: Particle, parent: str, where: str) -> SchemaDetail:
    """An addition that runs back: what it did to senders it does to receivers."""
    came = addition(particle, parent, where)
    gone = replace(came.part, rule="removed")
    return SchemaDetail(gone, came.receivers, came.senders, _BACK.get(came.sort, came.sort))


def alternatives(tag: str, base: Particle, target: Particle, where: str) -> Iterator[SchemaDetail]:
    """Values or patterns of which one must fit: the first one limits, each further one allows more."""
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
    """What differs in two constructs themselves: the sort of construct, or else each attribute."""
    if base.tag != target.tag:
        yield _became(base, target, where)
        return
    old, new = dict(base.attributes), dict(target.attributes)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield _attribute(base, target, where, name)


def _became(base: Particle, target: Particle, where: str) -> SchemaDetail:
    """A construct that is of another sort; the same parts in any order are more than in one order."""
    kinds = base.tag, target.tag
    part = SchemaPart("became", "", where, base=base.tag, target=target.tag)
    same = base.attributes == target.attributes and Counter(base.children) == Counter(target.children)
    if not same or kinds not in (("sequence", "all"), ("all", "sequence")):
        return SchemaDetail(part, "unknown", "unknown")
    return _judged(part, target.tag == "all")


def _attribute(base: Particle, target: Particle, where: str, name: str) -> SchemaDetail:
    """An attribute that has another value, came or went."""
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
    before, after = (implied if said is None else said or "nothing" for said in (old, new))
    part = SchemaPart("attribute", what, where, name, before, after)
    if name == "type" and old and new and not _is_bound(base, target):
        return SchemaDetail(part, "unknown", "unknown", "value", (old, new))
    return SchemaDetail(part, *_decided(base, target, name, old, new), _SORTS.get(name, ""))


def _use(attribute: Particle, part: SchemaPart) -> SchemaDetail:
    """An attribute that is required, optional or prohibited, and was not so before."""
    ways = part.base, part.target
    came = _sort_of_addition(attribute)
    sorts: dict[tuple[str, str], Sort] = {("optional", "prohibited"): _BACK[came], ("prohibited", "optional"): came}
    found = SchemaDetail(part, *_USE.get(ways, ("breaks", "breaks")), sorts.get(ways, ""))
    if _has_value(attribute) and "prohibited" in ways:
        return found.doubted(senders=True, receivers=True)
    return found


def _sort_of_addition(attribute: Particle) -> Sort:
    """The sort of an attribute that came: a reference to one of another namespace meets other wildcards."""
    return "foreign attribute added" if attribute.get("ref").startswith("{") else "attribute added"


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
        if base.tag in _BOUNDS:  # it binds types made of this one
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
    """Every document of before is valid, or every document of now was."""
    return SchemaDetail(part, "safe", "breaks") if wider else SchemaDetail(part, "breaks", "safe")


def _number(text: str) -> Decimal | None:
    """A number as exactly as it is written; None for what is none, or is infinite."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
