"""`graph --order`, `--leaned-on`, `--cut`: what follows from who depends on whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeAlias

from msgspec import Meta, field

from specman.model import dependence as model
from specman.model.link import CountedKind, LinkKind
from specman.report.json import Answer, Part
from specman.report.json.graph import Between

Kinds: TypeAlias = Annotated[tuple[CountedKind, ...], Meta(description="Kinds of link that counted.")]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]


class Step(Part):
    """One link: the first depends on the second."""

    source: str = field(name="from")
    target: str = field(name="to")
    kind: LinkKind
    words: Annotated[str, Meta(description="The text that made it, empty when it is derived.")]


# -- an order to draft in ----------------------------------------------------------------------------------------


class Circle(Part):
    """What is to be known of documents that all depend on one another."""

    links: Annotated[int, Meta(description="How many run between them.")]
    ahead: Annotated[tuple[Between, ...], Meta(description="Links to documents that come later in the order given.")]
    weakest: Annotated[
        tuple[Step, ...], Meta(description="Links without which no document of first depends on one of then.")
    ]
    first: tuple[str, ...]
    then: tuple[str, ...]


class Group(Part):
    """Documents to be drafted together: one, or several that all depend on one another."""

    works: Annotated[tuple[str, ...], Meta(description="In an order in which few links lead to a later one.")]
    circle: Annotated[Circle | None, Meta(description="Null for one document.")]


class Order(Answer, tag="specman.order/1"):
    """The documents of a baseline in steps: each group depends only on groups of earlier steps."""

    baseline: str
    kinds: Kinds
    steps: tuple[tuple[Group, ...], ...]


def order(found: model.DraftingOrder) -> Order:
    """The answer of `specman graph --order`."""
    return Order(
        baseline=found.baseline,
        kinds=found.kinds,
        steps=tuple(
            tuple(Group(works=group.works, circle=_circle(group.circle) if group.circle else None) for group in step)
            for step in found.steps
        ),
    )


def _circle(item: model.Circle) -> Circle:
    return Circle(
        links=item.links,
        ahead=tuple(Between(source=row.source, target=row.target, links=row.links) for row in item.ahead),
        weakest=_steps(item.weakest),
        first=item.first,
        then=item.then,
    )


def _steps(found: Sequence[model.Step]) -> tuple[Step, ...]:
    return tuple(Step(source=one.source, target=one.target, kind=one.kind, words=one.words) for one in found)


# -- what the rest leans on --------------------------------------------------------------------------------------


class Through(Part):
    """A dependent through which a part of a share comes."""

    address: str
    share: Share


class Support(Part):
    """A provision or document that others lean on."""

    address: str
    caption: str
    share: Annotated[Share, Meta(description="Of all that is leant on anywhere, directly and through others.")]
    direct: Annotated[int, Meta(description="Provisions that link to it; of a document, those of other documents.")]
    works: Annotated[int, Meta(description="Documents that these are of.")]
    reached: Annotated[int, Meta(description="What depends on it directly or through others.")]
    through: tuple[Through, ...]


class Bridge(Part):
    """A provision over which ways lead from one provision to another."""

    address: str
    caption: str
    pairs: Annotated[Share, Meta(description="Of all pairs, those whose shortest way leads over it; an estimate.")]
    direct: Annotated[int, Meta(description="Provisions that link to it.")]
    works: Annotated[int, Meta(description="Documents that these are of.")]


class Leaning(Answer, tag="specman.leaning/1"):
    """What the rest of a baseline leans on most, the strongest first."""

    baseline: str
    kinds: Kinds
    provisions: tuple[Support, ...]
    works: tuple[Support, ...]
    bridges: tuple[Bridge, ...]
    sample: Annotated[int, Meta(description="From how many provisions ways were followed to find the bridges.")]


def leaning(found: model.Leaning) -> Leaning:
    """The answer of `specman graph --leaned-on`."""
    return Leaning(
        baseline=found.baseline,
        kinds=found.kinds,
        provisions=tuple(map(_support, found.provisions)),
        works=tuple(map(_support, found.works)),
        bridges=tuple(
            Bridge(
                address=row.address, caption=row.caption, pairs=_share(row.pairs), direct=row.direct, works=row.works
            )
            for row in found.bridges
        ),
        sample=found.sample,
    )


def _support(row: model.Support) -> Support:
    return Support(
        address=row.address,
        caption=row.caption,
        share=_share(row.share),
        direct=row.direct,
        works=row.works,
        reached=row.reached,
        through=tuple(Through(address=address, share=_share(part)) for address, part in row.through),
    )


def _share(part: float) -> float:
    """A share that is the same on every machine: its last places differ from one to another."""
    return round(part, 6)


# -- what two hang together by -----------------------------------------------------------------------------------


class Gate(Part):
    """A provision of the cut, and a shortest way that leads through it."""

    address: str
    caption: str
    way: tuple[Step, ...]


class Cut(Answer, tag="specman.cut/1"):
    """The least through which everything passes by which one subject depends on another."""

    baseline: str
    source: str = field(name="from")
    target: str = field(name="to")
    turned: Annotated[bool, Meta(description="The question was about the other way round, where there is nothing.")]
    kinds: Kinds
    links: Annotated[tuple[Step, ...], Meta(description="Links that run straight from one to the other.")]
    provisions: Annotated[
        tuple[Gate, ...], Meta(description="The fewest provisions outside both through which all other ways lead.")
    ]


def cut(found: model.Cut) -> Cut:
    """The answer of `specman graph A B --cut`."""
    return Cut(
        baseline=found.baseline,
        source=found.source,
        target=found.target,
        turned=found.turned,
        kinds=found.kinds,
        links=_steps(found.direct),
        provisions=tuple(
            Gate(address=gate.address, caption=gate.caption, way=_steps(gate.way)) for gate in found.gates
        ),
    )


def dependence(found: model.DraftingOrder | model.Leaning | model.Cut) -> Order | Leaning | Cut:
    """The answer to whichever question of the graph was asked."""
    if isinstance(found, model.DraftingOrder):
        return order(found)
    return leaning(found) if isinstance(found, model.Leaning) else cut(found)
