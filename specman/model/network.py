"""A part of the dependency graph, cut out to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["works", "provisions"]
Direction = Literal["in", "out", "both"]


@dataclass(frozen=True, slots=True)
class Node:
    """A provision or a document.

    Attributes:
        id: unique in its network: the place of a provision, or a work's id.
        address: as reports print it.
        work: the document's short name.
        caption: heading or opening words; of a document, its title.
        distance: links from the subject; negative for those that depend on it, 0 for the subject and its parts.
        weight: provisions of a document, provisions that lean on a provision.
    """

    id: str
    address: str
    work: str
    kind: str
    caption: str
    distance: int = 0
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` depends on `target`: node ids. `count` is more than 1 between documents."""

    source: str
    target: str
    kind: str
    words: str = ""
    count: int = 1


@dataclass(frozen=True)
class Network:
    """Nodes and what runs between them.

    Attributes:
        subject: what it is about, in words.
        left_out: nodes that belong to it and were left out, because it would be too large to read.
    """

    subject: str
    baseline: str
    level: Level
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
