"""A paper that a committee reads: one value, which every form of it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Look = Literal["", "strong", "inserted", "deleted", "place", "blank"]
"""How words look: `place` is an address, `blank` what is not recorded and is to be filled in by a person."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look. `anchor` is the anchor of a part of the same paper that they lead to, "" for none."""

    text: str
    look: Look = ""
    anchor: str = ""


Words = tuple[Span, ...]


def words(*parts: str | Span) -> Words:
    """Words made of plain text and spans; what is empty is left out."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


def plain(said: Words) -> str:
    """The text of some words."""
    return "".join(span.text for span in said)


def place(address: str, anchor: str = "") -> Span:
    """An address."""
    return Span(address, "place", anchor)


def blank(what: str = "not recorded") -> Span:
    """A gap that a person has to fill in."""
    return Span(f"[{what}]", "blank")


@dataclass(frozen=True)
class Para:
    """A paragraph. `is_quoted`: words of a document."""

    words: Words
    is_quoted: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list. `is_numbered`: in an order that counts."""

    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        header: what its columns are called.
        caption: what it shows; "" where the heading over it says so.
        shares: how wide its columns are, in parts of the whole; all alike where it is empty.
        is_wide: it needs a sheet across.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    shares: tuple[int, ...] = ()
    is_wide: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture.

    Attributes:
        svg: with its looks in it, so that it is the same wherever it stands.
        says: what it shows, in words, for who cannot see it.
    """

    svg: str
    says: str
    caption: str


Block = Para | Bullets | Grid | Figure


@dataclass(frozen=True)
class Section:
    """A part of a paper with its heading.

    Attributes:
        anchor: unique in the paper.
        is_annex: it stands behind what is decided, and is lettered.
    """

    title: str
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    is_annex: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """When and of what a paper was made.

    Attributes:
        date: ISO. as_of: the day whose records it shows, "" for all of them.
        library: what the library is called. revision: of its repository, "" where it has none.
        notice: what the library says of its texts. program: version of specman.
    """

    date: str
    library: str
    revision: str
    program: str
    as_of: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper.

    Attributes:
        kind: `impact`, `modification`, `status` …
        facts: what its first page says in a table.
        opening: what its first page says below that, before any heading.
    """

    kind: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, Words], ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    made: Made


@dataclass(frozen=True)
class Numbered:
    """A section with the number that is printed before its heading, and how deep it stands, 1 for the first level."""

    number: str
    depth: int
    section: Section = field(repr=False)


def numbered(sections: Sequence[Section], above: str = "", depth: int = 1) -> Iterator[Numbered]:
    """Every section in order: 1, 1.1, 2 …; annexes A, A.1, B."""
    counts = {False: 0, True: 0}
    for section in sections:
        counts[section.is_annex] += 1
        count = counts[section.is_annex]
        own = chr(ord("A") + count - 1) if section.is_annex else str(count)
        number = f"{above}.{own}" if above else own
        yield Numbered(number, depth, section)
        yield from numbered(section.sections, number, depth + 1)


def heading(one: Numbered) -> str:
    """The words of a heading, its number among them."""
    annex = "Annex " if one.section.is_annex and one.depth == 1 else ""
    return f"{annex}{one.number} {one.section.title}"
