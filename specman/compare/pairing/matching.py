"""Pairs of provisions, each with the reason why they are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Matching:
    """Pairs of eIds, each with its reason: base eId to target eId, and base eId to why.

    Attributes:
        split: target eIds without a partner whose words were part of a base provision, to that one's eId.
        joined: base eIds without a partner whose words went into a target provision, to that one's eId.
    """

    target_of: dict[str, str] = field(default_factory=dict)
    reason: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)

    def put(self, base: str, target: str, reason: str) -> None:
        """Record a pair."""
        self.target_of[base] = target
        self.reason[base] = reason


def inverted(matching: Matching) -> Mapping[str, str]:
    """Target eId to base eId."""
    return {target: base for base, target in matching.target_of.items()}
