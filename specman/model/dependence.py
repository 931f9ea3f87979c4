"""What follows from who depends on whom: an order to draft in, what everything leans on, what two hang together by."""

from __future__ import annotations

from dataclasses import dataclass

from specman.model.link import CountedKind, LinkKind


@dataclass(frozen=True, slots=True)
class Between:
    """Links of one document to another: `source` depends on `target`, both as reports print them."""

    source: str
    target: str
    links: int


@dataclass(frozen=True, slots=True)
class Step:
    """One link with both its ends as reports print them."""

    source: str
    target: str
    kind: LinkKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """What is to be known of documents that all depend on one another.

    Attributes:
        links: how many links run between them.
        ahead: links to documents that come later when they are drafted in the order given, most links first.
        weakest: the fewest links without which it is one circle no longer.
        first, then: the two sides of it: without `weakest`, no document of `first` depends on one of `then`.
    """

    links: int
    ahead: tuple[Between, ...]
    weakest: tuple[Step, ...]
    first: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Documents to be drafted together: one, or several that all depend on one another.

    Attributes:
        works: short names; of several, in an order in which few links lead to a later one.
        circle: None for one document.
    """

    works: tuple[str, ...]
    circle: Circle | None = None


@dataclass(frozen=True, slots=True)
class DraftingOrder:
    """The documents of a baseline in steps: each group depends only on groups of earlier steps.

    Attributes:
        kinds: kinds of link that counted.
    """

    baseline: str
    kinds: tuple[CountedKind, ...]
    steps: tuple[tuple[Group, ...], ...]


@dataclass(frozen=True, slots=True)
class Support:
    """A provision or document that others lean on.

    Attributes:
        share: of all that is leant anywhere, 0 to 1; directly and through others.
        direct: provisions that link to it; of a document, provisions of other documents that link into it.
        works: documents that these are of.
        reached: provisions, or documents, that depend on it directly or through others.
        through: what most of its share comes from, with the part of it that comes so, 0 to 1, the largest first.
    """

    address: str
    caption: str
    share: float
    direct: int
    works: int
    reached: int
    through: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A provision over which ways lead from one provision to another.

    Attributes:
        pairs: the part of all pairs of provisions whose shortest way leads over it, 0 to 1, estimated from a sample.
        direct: provisions that link to it.
        works: documents that these are of.
    """

    address: str
    caption: str
    pairs: float
    direct: int
    works: int


@dataclass(frozen=True, slots=True)
class Leaning:
    """What the rest of a baseline leans on most, the strongest first.

    Attributes:
        kinds: kinds of link that counted.
        sample: from how many provisions ways were followed to find the bridges.
    """

    baseline: str
    kinds: tuple[CountedKind, ...]
    provisions: tuple[Support, ...]
    works: tuple[Support, ...]
    bridges: tuple[Bridge, ...]
    sample: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A provision of a cut, and a shortest way that leads through it."""

    address: str
    caption: str
    way: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The least through which everything passes by which one subject depends on another.

    Attributes:
        source, target: the dependent and what it depends on, as reports print them.
        turned: the question was about the other way round, where there is nothing.
        kinds: kinds of link that counted.
        direct: links from one straight to the other. There is nothing between, so each of them is part of the cut.
        gates: provisions outside both, the fewest through which all other ways lead.
    """

    baseline: str
    source: str
    target: str
    turned: bool
    kinds: tuple[CountedKind, ...]
    direct: tuple[Step, ...]
    gates: tuple[Gate, ...]
