"""A frozen set of expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specman.model.identity import VersionNumber


@dataclass(frozen=True, slots=True)
class Entry:
    """One expression in a baseline: the version and the SHA-256 of its bytes."""

    version: str
    sha256: str


@dataclass(frozen=True)
class Baseline:
    """A numbered, frozen set.

    Attributes:
        in_effect: calendar date from which it has effect, ISO; "" when no source records it.
        basis: how sure the date and content are, in words.
        source: `modification` or `designation`, the two ways the Code changes, or "".
        previous: number of the baseline before it, "" for the first.
    """

    number: VersionNumber
    entries: Mapping[str, Entry]
    in_effect: str = ""
    basis: str = ""
    source: str = ""
    designated: str = ""
    previous: str = ""
    title: str = ""
