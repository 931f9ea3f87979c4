"""`graph`: what depends on what, as a survey, a cut of it, or the ways from one provision to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, field

from specman.model import network as model
from specman.model.views import Survey
from specman.report.json import Answer, Part

# -- the whole ---------------------------------------------------------------------------------------------------


class Between(Part):
    """Links from one document to another that it depends on."""

    source: str = field(name="from")
    target: str = field(name="to")
    links: int


class Hub(Part):
    """A provision on which many depend."""

    address: str
    dependents: int


class Circle(Part):
    """Definitions that use one another."""

    size: int
    shortest: Annotated[tuple[str, ...], Meta(description="A shortest way round, the first last again.")]


class Mutual(Part):
    """Two documents that each depend on the other, with the links each way."""

    a: str
    b: str
    a_on_b: int
    b_on_a: int


class Graph(Answer, tag="specman.graph/1"):
    """Counts and extremes of what depends on what in a baseline."""

    baseline: str
    provisions: int
    links: Annotated[dict[str, int], Meta(description="How many, by their kind.")]
    matrix: tuple[Between, ...]
    hubs: tuple[Hub, ...]
    circular_definitions: tuple[Circle, ...]
    mutual: tuple[Mutual, ...]


def survey(found: Survey) -> Graph:
    """The answer of `specman graph`."""
    return Graph(
        baseline=found.baseline,
        provisions=found.provisions,
        links=dict(found.links),
        matrix=tuple(Between(source=a, target=b, links=n) for a, b, n in found.matrix),
        hubs=tuple(Hub(address=a, dependents=n) for a, n in found.hubs),
        circular_definitions=tuple(Circle(size=size, shortest=way) for size, way in found.circles),
        mutual=tuple(Mutual(a=a, b=b, a_on_b=n, b_on_a=back) for a, b, n, back in found.mutual),
    )


# -- a part of it ------------------------------------------------------------------------------------------------


class Node(Part):
    """A provision or a document."""

    id: str
    address: str
    work: str
    kind: str
    caption: str
    distance: Annotated[
        int, Meta(description="Links from the subject; negative for what depends on it, 0 for the subject.")
    ]
    weight: Annotated[int, Meta(description="Provisions of a document; provisions that depend on a provision.")]


class Edge(Part):
    """One dependency, by the ids of its nodes: the first depends on the second."""

    source: str = field(name="from")
    target: str = field(name="to")
    kind: str
    words: Annotated[str, Meta(description="The text that made it, empty when it is derived.")]
    count: Annotated[int, Meta(description="More than 1 between documents.")]


class Network(Answer, tag="specman.network/1"):
    """A part of the dependency graph, cut out to be looked at."""

    subject: str
    baseline: str
    level: model.Level
    left_out: Annotated[int, Meta(description="How many nodes were left out, being too many to read.")]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Paths(Answer, tag="specman.paths/1"):
    """The shortest ways from one provision to another."""

    source: str = field(name="from")
    target: str = field(name="to")
    paths: tuple[Network, ...]


def network(item: model.Network) -> Network:
    """The answer of `specman graph ADDRESS` and `specman graph --level`."""
    return Network(
        subject=item.subject,
        baseline=item.baseline,
        level=item.level,
        left_out=item.left_out,
        nodes=tuple(
            Node(
                id=n.id, address=n.address, work=n.work, kind=n.kind, caption=n.caption, distance=n.distance,
                weight=n.weight,
            )
            for n in item.nodes
        ),
        edges=tuple(
            Edge(source=e.source, target=e.target, kind=e.kind, words=e.words, count=e.count) for e in item.edges
        ),
    )  # fmt: skip


def paths(source: str, target: str, found: Sequence[model.Network]) -> Paths:
    """The answer of `specman graph A B`."""
    return Paths(source=source, target=target, paths=tuple(map(network, found)))
