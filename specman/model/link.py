"""What connects provisions: citations, term uses, and the links they resolve to."""

from __future__ import annotations

from typing import Literal

from specman.model.identity import Place
from specman.model.value import value

CountedKind = Literal["cites", "uses-term", "borrows-meaning", "uses-type", "maps-to", "implements", "mirrors"]
"""Kinds of link that a person may choose among. `contains` is the structure of a document, and always there."""

LinkKind = Literal[CountedKind, "contains"]
TargetStatus = Literal["resolved", "dangling", "ambiguous", "external", "placeholder"]


@value(frozen=True, slots=True)
class Target:
    """What a citation names, before anyone looks whether it exists.

    Attributes:
        document: notation of the document (`SEC:D`, `GBCS`, `EXT:…`), "" when the text does not state it.
        provision: label inside it; "*" is the whole document.
        interior: true for a member of a range that is neither of its ends: it need not exist.
    """

    document: str
    provision: str
    version: str = ""
    interior: bool = False


@value(frozen=True, slots=True)
class Citation:
    """Words that name provisions, with their place in a text.

    Attributes:
        start, end: half-open span of code points in the provision's words.
        heading: the bracketed or quoted title the citation repeats, "" when none.
    """

    text: str
    start: int
    end: int
    kind: str
    targets: tuple[Target, ...]
    heading: str = ""


@value(frozen=True, slots=True)
class TermUse:
    """A defined term in running text; `term` is the term as defined, `owner` the work that defines it."""

    text: str
    start: int
    end: int
    term: str
    owner: str


@value(frozen=True, slots=True)
class Reference:
    """One target of a citation, looked up.

    Attributes:
        place: the provision it resolves to, None unless the status is `resolved`.
        address: as reports print it; for a dangling target, the words of the notation.
    """

    target: Target
    status: TargetStatus
    address: str
    place: Place | None = None


@value(frozen=True, slots=True)
class Link:
    """One dependency: `source` depends on `target`. `words` is the text that made it, "" when derived."""

    source: Place
    target: Place
    kind: LinkKind
    words: str = ""
