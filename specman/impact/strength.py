"""How much of a change a link passes on.

A legal code is a small world: everything reaches everything. So strength decays along the path, by the kind of
link and by how common the thing linked to is. The defaults are set in `specman.toml` under [strength]; the
decision is `docs/decisions/0005-impact-strength.md`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specman.model.link import Link
    from specman.model.register import Dependents, Register


DEFAULTS: Mapping[str, float] = {
    "cites": 0.7,
    "uses-term": 0.8,
    "borrows-meaning": 0.7,
    "uses-type": 0.7,
    "maps-to": 0.7,
    "implements": 0.9,
    "mirrors": 0.95,
    "contains": 0.6,
    "common": 20,
}
LEAST = 0.1  # weaker paths are counted, not listed
LEAST_COUNTED = 0.03
REVIEW = 0.25  # a direct dependent weaker than this is only made aware


def passes(dependents: Dependents, register: Register, settings: Mapping[str, float]) -> Callable[[Link], float]:
    """The function from a link to the share of a change it passes to its dependent, 0 to 1."""
    table = {**DEFAULTS, **settings}
    common = max(table["common"], 1.0)
    uses: dict[object, int] = {}

    def share(link: Link) -> float:
        if link.kind == "contains":
            entry = register.entry(link.target)
            part = entry.kind if entry else ""
            if part in ("item", "closing"):
                return table["contains"]
            return table["contains"] / (2 if part in ("clause", "section") else 6)
        factor = table.get(link.kind, 0.5)
        if link.kind in ("uses-term", "cites", "uses-type", "borrows-meaning"):
            count = uses.get(link.target)
            if count is None:
                count = uses[link.target] = dependents.uses(link.target)
            factor *= min(1.0, math.sqrt(common / max(count, 1)))
        return min(factor, 1.0)

    return share
