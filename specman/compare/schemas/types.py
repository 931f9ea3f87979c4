"""Which simple type takes fewer values than another: what its name alone decides, where one of the two is built in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from specman.compare.schemas.builtin import DERIVED
from specman.compare.schemas.openness import SchemaDetail, blocks_by_default
from specman.model.detail import Verdict
from specman.model.schema import Component, Schema

_TAKE_ANYTHING = frozenset({"xs:string", "xs:normalizedString", "xs:token"})  # they differ in what becomes of spaces
_KEEP_SPACES = frozenset({"xs:string", "xs:normalizedString"})  # so a pattern meets them
_UNLIMITED = frozenset({"annotation", "whiteSpace"})


class Types:
    """The simple types of two schemas, and verdicts on an element, an attribute or a type that has another now."""

    def __init__(self, base: Sequence[Schema], target: Sequence[Schema]) -> None:
        """Look the types up.

        Args:
            base, target: of each side the schema itself, and the files around it.
        """
        self._sides = tuple(map(_simple_types, (base, target)))
        # Where `xsi:type` may not name a type made of the element's own, it may name that one.
        self._blocked = blocks_by_default((*base, *target))

    def decided(self, detail: SchemaDetail) -> SchemaDetail:
        """A detail of which the two types decide; any other as it is."""
        if detail.types is None or self._blocked:
            return detail
        old, new = detail.types
        if new.startswith("xs:") and (limited := self._narrows(0, old, new)) is not None:
            senders, receivers = _widened(limited)
        elif old.startswith("xs:") and (limited := self._narrows(1, new, old)) is not None:
            receivers, senders = _widened(limited)
        else:
            return detail
        return replace(detail, senders=senders, receivers=receivers)

    def _narrows(self, side: int, narrow: str, wide: str) -> bool | None:
        """Whether one type takes less than the built-in type it is made of; None where it is not made of that."""
        limited = narrow not in _TAKE_ANYTHING and narrow in DERIVED
        for name, component in self._above(side, narrow):
            if component is not None:
                limited = limited or any(
                    child.tag not in _UNLIMITED for child in component.particle.children[0].children
                )
            if name == wide:
                return limited
            limited = limited or (name.startswith("xs:") and name not in _TAKE_ANYTHING)
        return None

    def _above(self, side: int, name: str) -> Iterator[tuple[str, Component | None]]:
        """What a type restricts, and what that restricts, each with the type of this schema that says so."""
        seen = {name}
        while name:
            component = self._sides[side].get(name)
            if component is None:
                name = DERIVED.get(name, "")
            else:
                inner = component.particle.children
                made = len(inner) == 1 and inner[0].tag == "restriction" and not component.redefines
                name = inner[0].get("base") if made else ""
            if not name or name in seen:
                return
            seen.add(name)
            yield name, component


def _simple_types(side: Sequence[Schema]) -> dict[str, Component]:
    """The simple types by name; one that two files have in two ways is left out, since either may be meant."""
    found: dict[str, Component] = {}
    twice: set[str] = set()
    for file in side:
        for part in file.components if file.namespace in ("", side[0].namespace) else ():
            if part.sort == "simpleType" and found.setdefault(part.name, part).particle != part.particle:
                twice.add(part.name)
    return {name: part for name, part in found.items() if name not in twice}


def _widened(limited: bool) -> tuple[Verdict, Verdict]:
    """The verdicts for senders and receivers where the values of before are among those of now."""
    return "safe", "breaks" if limited else "unknown"


def restricts_fewer(old: str, new: str) -> tuple[Verdict, Verdict]:
    """The verdicts where the same restrictions are made of another built-in type."""
    for narrow, wide, verdicts in ((old, new, ("safe", "unknown")), (new, old, ("unknown", "safe"))):
        above = DERIVED.get(narrow, "")
        while above and above not in _KEEP_SPACES:
            if above == wide:
                return verdicts  # type: ignore[return-value]
            above = DERIVED.get(above, "")
    return "unknown", "unknown"
