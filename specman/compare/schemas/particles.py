"""Differences between two constructs: pairs their parts, and finds those added, removed or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from specman.compare.schemas.constructs import ALTERNATIVES, IN_ANY_ORDER, UNORDERED, key_of, name_of
from specman.compare.schemas.openness import SchemaDetail, Sort
from specman.compare.schemas.verdicts import addition, alternatives, attributes, removal
from specman.model.detail import SchemaPart, Verdict
from specman.model.schema import Particle


def differences(base: Particle, target: Particle, where: str = "") -> Iterator[SchemaDetail]:
    """Differences between two paired constructs.

    Args:
        where: the name of the nearest named construct above them, "" for none.
    """
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
            yield from _exchange(gone, come, extension.tag, base.get("name") or where)
            return
    yield from attributes(base, target, where)
    here = base.get("name") or where
    if base.tag in IN_ANY_ORDER or target.tag == "restriction":
        yield from _unordered(base, target, here)
        return
    sides = [[child for child in side.children if child.tag not in UNORDERED] for side in (base, target)]
    base_keys, target_keys = ([key_of(child) for child in side] for side in sides)
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, base_keys, target_keys, autojunk=False).get_opcodes():
        if operation == "equal":
            for old, new in zip(sides[0][i1:i2], sides[1][j1:j2], strict=True):
                if old != new:
                    yield from differences(old, new, here)
            continue
        yield from _exchange(sides[0][i1:i2], sides[1][j1:j2], base.tag, here)
    loose = [replace(side, children=tuple(c for c in side.children if c.tag in UNORDERED)) for side in (base, target)]
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
    """Differences between unordered children: enumeration values, branches of a choice, facets."""
    base_parts: dict[tuple[str, str, int], Particle] = _keyed(base)
    target_parts: dict[tuple[str, str, int], Particle] = _keyed(target)
    for key, old in base_parts.items():
        if key in target_parts and old != target_parts[key] and old.tag not in ALTERNATIVES:
            yield from differences(old, target_parts[key], where)
    gone = [old for key, old in base_parts.items() if key not in target_parts]
    come = [new for key, new in target_parts.items() if key not in base_parts]
    if base.tag == "restriction":
        for tag in ALTERNATIVES:
            yield from alternatives(tag, base, target, where)
        gone, come = ([child for child in side if child.tag not in ALTERNATIVES] for side in (gone, come))
    yield from _exchange(gone, come, base.tag, where)


def _keyed(particle: Particle) -> dict[tuple[str, str, int], Particle]:
    """The parts of a construct by key; parts with the same key are numbered."""
    found: dict[tuple[str, str, int], Particle] = {}
    counts: dict[tuple[str, str], int] = {}
    for child in particle.children:
        key = key_of(child)
        counts[key] = counts.get(key, 0) + 1
        found[(*key, counts[key])] = child
    return found


def _exchange(gone: list[Particle], come: list[Particle], parent: str, where: str) -> Iterator[SchemaDetail]:
    """Differences where parts were removed and others added in one place; empties both lists.

    A removed and an added part without names are one changed part; in a sequence, those with the same name are one part
    that moved.
    """
    paired = [(a, b) for a in gone for b in come if a.tag == b.tag and not key_of(a)[1] and not key_of(b)[1]][:1]
    for old, new in paired:
        gone.remove(old)
        come.remove(new)
        yield from differences(old, new, where)
    names = [key_of(new) for new in come]
    for old in gone:
        if parent == "sequence" and key_of(old)[1] and key_of(old) in names:
            new = come.pop(names.index(key_of(old)))
            names.remove(key_of(old))
            yield SchemaDetail(SchemaPart("order", name_of(old), where), "breaks", "breaks")
            if old != new:
                yield from differences(old, new, where)
            continue
        yield removal(old, parent, where)
    for new in come:
        yield addition(new, parent, where)
