"""The paired provisions of two documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class DocumentPairing:
    """The paired provisions of two documents.

    Attributes:
        target_of: base eId to target eId.
        reason: base eId to why the two are the same provision.
        split: eId of an unpaired target provision to the eId of the base provision that it was split off.
        joined: eId of an unpaired base provision to the eId of the target provision that it was joined to.
    """

    target_of: dict[str, str] = field(default_factory=dict)
    reason: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)

    def put(self, base: str, target: str, reason: str) -> None:
        """Record a pair."""
        self.target_of[base] = target
        self.reason[base] = reason


def inverted(pairing: DocumentPairing) -> Mapping[str, str]:
    """Target eId to base eId."""
    return {target: base for base, target in pairing.target_of.items()}
