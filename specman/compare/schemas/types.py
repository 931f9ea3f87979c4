"""Which of two simple types allows fewer values, where at least one of them is built in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from specman.compare.schemas.builtin import DERIVED
from specman.compare.schemas.openness import SchemaDetail, blocks_by_default
from specman.model.detail import Verdict
from specman.model.schema import Component, Schema

_TAKE_ANYTHING = frozenset(
    {"xs:string", "xs:normalizedString", "xs:token"}
)  # they differ only in how they treat spaces
_KEEP_SPACES = frozenset({"xs:string", "xs:normalizedString"})  # so a pattern is matched against them
_UNLIMITED = frozenset({"annotation", "whiteSpace"})


class Types:
    """The simple types of two schemas, to judge an element, an attribute or a type whose type was replaced."""

    def __init__(self, base: Sequence[Schema], target: Sequence[Schema], own: tuple[str, str]) -> None:
        """Look the types up.

        Args:
            base, target: for each side the schema itself, and its other files.
            own: the namespaces of the two schemas.
        """
        self._sides = _simple_types(base, own[0]), _simple_types(target, own[1])
        # With such a default, `xsi:type` may not name every type derived from the element's, so no verdict is certain.
        self._blocked = blocks_by_default((*base, *target))

    def decided(self, detail: SchemaDetail) -> SchemaDetail:
        """A detail with verdicts, where its two types decide them; any other detail unchanged."""
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
        """Whether a type allows less than a built-in type it is derived from; None where it is not derived from it."""
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
        """The types that a type restricts, nearest first, each with its definition in this schema, if any."""
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


def _simple_types(side: Sequence[Schema], own: str) -> dict[str, Component]:
    """The simple types by name; without those that two files define differently, since either may be meant."""
    found: dict[str, Component] = {}
    twice: set[str] = set()
    for file in side:
        for part in file.components if file.namespace in ("", own) else ():
            if part.sort == "simpleType" and found.setdefault(part.name, part).particle != part.particle:
                twice.add(part.name)
    return {name: part for name, part in found.items() if name not in twice}


def _widened(limited: bool) -> tuple[Verdict, Verdict]:
    """The verdicts for senders and receivers where every old value is still allowed."""
    return "safe", "breaks" if limited else "unknown"


def restricts_fewer(old: str, new: str) -> tuple[Verdict, Verdict]:
    """The verdicts where the same restrictions now apply to another built-in type."""
    for narrow, wide, verdicts in ((old, new, ("safe", "unknown")), (new, old, ("unknown", "safe"))):
        above = DERIVED.get(narrow, "")
        while above and above not in _KEEP_SPACES:
            if above == wide:
                return verdicts  # type: ignore[return-value]
            above = DERIVED.get(above, "")
    return "unknown", "unknown"
