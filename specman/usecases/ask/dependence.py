"""What follows from who depends on whom: an order to draft in, what everything leans on, what two hang together by."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator

from specman.citations.address import find_places
from specman.errors import UsageError
from specman.index.rows import Rows
from specman.model.dependence import Between, Bridge, Circle, Cut, DraftingOrder, Gate, Group, Leaning, Step, Support
from specman.model.identity import Place
from specman.model.link import CountedKind, Link
from specman.state.derived import load_baseline
from specman.store.library import Library
from specman.usecases.ask.graph import KINDS, checked_kinds

ONE_WAY = tuple(kind for kind in KINDS if kind != "mirrors")
"""Kinds of link with a direction. Of two that must stay equal, neither comes first."""
THROUGH = 3  # things named that most of a share comes from


def drafting_order(library: Library, *, kinds: Collection[str] = (), at: str = "") -> DraftingOrder:
    """In what order the documents of a baseline can be drafted, each after those it depends on.

    Args:
        kinds: kinds of link that count; all that have a direction when empty.
    """
    from specman.graph import order

    state = load_baseline(library, at)
    counted = _counted(kinds, ONE_WAY)
    links = [link for link in state.rows.links() if link.kind in counted]
    counts = order.links_between(links)
    name = {work: library.works[work].name for work in state.digests}

    def group(works: list[str]) -> Group:
        if len(works) == 1:
            return Group((name[works[0]],))
        ordered = order.few_ahead(works, counts)
        place = {work: number for number, work in enumerate(ordered)}
        inside = {pair: n for pair, n in counts.items() if pair[0] in place and pair[1] in place}
        ahead = [Between(name[a], name[b], n) for (a, b), n in inside.items() if place[a] < place[b]]
        cut = order.weakest(works, counts)
        cheapest = [link for link in links if (link.source.work, link.target.work) in cut.pairs]
        return Group(
            tuple(name[work] for work in ordered),
            Circle(
                sum(inside.values()),
                tuple(sorted(ahead, key=lambda row: (-row.links, row.source, row.target))),
                tuple(_steps(state.rows, sorted(cheapest, key=lambda x: (x.source, x.target, x.kind)))),
                tuple(name[work] for work in cut.first),
                tuple(name[work] for work in cut.then),
            ),
        )

    steps = order.drafting_steps(state.digests, counts)
    return DraftingOrder(state.rows.name, counted, tuple(tuple(group(works) for works in step) for step in steps))


def leaned_on(library: Library, *, most: int = 15, kinds: Collection[str] = (), at: str = "") -> Leaning:
    """What the rest of a baseline leans on most, directly and through others: provisions, and documents.

    Args:
        most: how many of each.
        kinds: kinds of link that count; all that have a direction when empty.
    """
    from specman.graph import leaning, order

    state = load_baseline(library, at)
    rows = state.rows
    counted = _counted(kinds, ONE_WAY)
    links = [link for link in rows.links() if link.kind in counted]
    citing: dict[Place, set[Place]] = {}
    citing_work: dict[str, set[Place]] = {}
    for link in links:
        if link.source != link.target:
            citing.setdefault(link.target, set()).add(link.source)
        if link.source.work != link.target.work:
            citing_work.setdefault(link.target.work, set()).add(link.source)

    places = leaning.Ranks((e.place for e in rows.entries()), leaning.leaned_on(itertools.chain(rows.parts(), links)))
    works = leaning.Ranks(state.digests, order.links_between(links))
    known = library.works
    return Leaning(
        rows.name,
        counted,
        tuple(
            Support(
                rows.address(place), _caption(rows, place), places.share(place), len(citing[place]),
                len({source.work for source in citing[place]}), places.dependents(place),
                tuple((rows.address(other), part) for other, part in places.through(place, THROUGH)),
            )
            for place in places.strongest(citing, most)
        ),
        tuple(
            Support(
                known[work].name, known[work].title, works.share(work), len(citing_work[work]),
                len({source.work for source in citing_work[work]}), works.dependents(work),
                tuple((known[other].name, part) for other, part in works.through(work, THROUGH)),
            )
            for work in works.strongest(citing_work, most)
        ),
        tuple(
            Bridge(
                rows.address(place), _caption(rows, place), pairs, len(citing[place]),
                len({source.work for source in citing[place]}),
            )
            for place, pairs in places.bridges(citing, most)
        ),
        places.sample,
    )  # fmt: skip


def cut(library: Library, source: str, target: str, *, kinds: Collection[str] = (), at: str = "") -> Cut:
    """The least through which everything passes by which one address depends on another, parts included.

    Where the first does not depend on the second, the other way is tried; a cut of nothing is the answer to both.

    Args:
        kinds: kinds of link that count; all when empty.

    Raises:
        UsageError: one address is part of the other.
    """
    from specman.graph.cut import separation

    rows = load_baseline(library, at).rows
    counted = _counted(kinds, KINDS)
    here, there = (_with_parts(rows, address) for address in (source, target))
    if not set(here).isdisjoint(there):
        raise UsageError(
            f"{source} and {target} have provisions in common.", hint="Name two that lie outside each other."
        )
    links = [*rows.parts(), *(link for link in rows.links() if link.kind in counted)]
    found, turned = separation(links, here, there), False
    if not (found.direct or found.gates):
        back = separation(links, there, here)
        if back.direct or back.gates:
            found, turned, here, there = back, True, there, here
    return Cut(
        rows.name, rows.address(here[0]), rows.address(there[0]), turned, counted,
        tuple(_steps(rows, found.direct)),
        tuple(Gate(rows.address(gate), _caption(rows, gate), tuple(_steps(rows, way))) for gate, way in found.gates),
    )  # fmt: skip


def _counted(kinds: Collection[str], usual: tuple[CountedKind, ...]) -> tuple[CountedKind, ...]:
    checked_kinds(kinds)
    return tuple(kind for kind in KINDS if kind in kinds) if kinds else usual


def _with_parts(rows: Rows, address: str) -> list[Place]:
    place = find_places(address, rows)[0]
    return [place, *rows.inside(place)]


def _caption(rows: Rows, place: Place) -> str:
    entry = rows.entry(place)
    return entry.caption if entry else ""


def _steps(rows: Rows, links: Iterable[Link]) -> Iterator[Step]:
    return (Step(rows.address(link.source), rows.address(link.target), link.kind, link.words) for link in links)
