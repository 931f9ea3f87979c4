"""The dependency graph: at a glance, around a provision, between two, and whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import get_args

from specman.citations.address import find_places
from specman.errors import UsageError, or_list
from specman.index.rows import Rows
from specman.model.identity import Place
from specman.model.link import CountedKind, Link
from specman.model.network import Direction, Edge, Level, Network, Node
from specman.model.views import Survey
from specman.state.derived import load_baseline
from specman.store.library import Library

MOST_NODES = 300
KINDS: tuple[CountedKind, ...] = get_args(CountedKind)


def survey(library: Library, *, at: str = "", most_hubs: int = 15) -> Survey:
    """The graph of a baseline at a glance."""
    from specman.graph import query

    state = load_baseline(library, at)
    rows, graph = state.rows, state.graph
    counts: dict[str, int] = {}
    for link in rows.links():
        counts[link.kind] = counts.get(link.kind, 0) + 1
    name = {work_id: library.works[work_id].name for work_id in state.digests}
    matrix = [(name[a], name[b], n) for (a, b), n in query.matrix(graph).items()]
    matrix.sort(key=lambda row: (-row[2], row[0], row[1]))
    between = {(a, b): n for a, b, n in matrix}
    circles = query.circles(graph, ["uses-term"], lambda place: _kind(rows, place) == "definition")
    return Survey(
        rows.name,
        sum(1 for entry in rows.entries() if entry.place.eid),
        tuple(sorted(counts.items())),
        tuple(matrix),
        tuple((rows.address(place), count) for place, count in query.hubs(graph, most_hubs)),
        tuple((size, tuple(rows.address(place) for place in way)) for size, way in circles),
        tuple((a, b, n, between[b, a]) for a, b, n in matrix if a < b and (b, a) in between),
    )


def _kind(rows: Rows, place: Place) -> str:
    entry = rows.entry(place)
    return entry.kind if entry else ""


def neighbourhood(
    library: Library,
    address: str,
    *,
    depth: int = 1,
    direction: Direction = "both",
    kinds: Collection[str] = (),
    most: int = MOST_NODES,
    at: str = "",
) -> Network:
    """What a provision and its parts depend on, and what depends on them, level by level.

    Args:
        kinds: kinds of link to follow; all when empty.
        most: nodes that are kept, the nearest and most used first; the rest is counted.
    """
    rows = load_baseline(library, at).rows
    checked_kinds(kinds)
    named = find_places(address, rows)
    starts = [start for place in named for start in (place, *rows.inside(place))]
    distance = dict.fromkeys(starts, 0)
    links: dict[Link, None] = {}
    for sign in (-1, 1):
        if (direction == "in" and sign > 0) or (direction == "out" and sign < 0):
            continue
        frontier = list(starts)
        for step in range(1, depth + 1):
            found: dict[Place, None] = {}
            reached = rows.into(frontier) if sign < 0 else rows.out_of(frontier)
            for link in (link for place in frontier for link in reached[place]):
                if link.kind == "contains" or (kinds and link.kind not in kinds):
                    continue
                other = link.source if sign < 0 else link.target
                links[link] = None
                if other not in distance:
                    distance[other] = sign * step
                    found[other] = None
            frontier = list(found)
    ordered = sorted(distance, key=lambda place: (abs(distance[place]), -rows.uses(place), place))
    linked = {place for link in links for place in (link.source, link.target)}
    ordered = [place for place in ordered if distance[place] or place in linked or place == starts[0]]
    kept = sorted(ordered[:most], key=lambda place: (distance[place], rows.position(place)))
    return Network(
        ", ".join(dict.fromkeys(map(rows.address, named))),
        rows.name,
        "provisions",
        tuple(_node(rows, place, distance[place]) for place in kept),
        _edges(links, set(kept)),
        len(ordered) - len(kept),
    )


def paths(library: Library, source: str, target: str, *, most: int = 5, at: str = "") -> tuple[Network, ...]:
    """The shortest chains of links by which one provision, or a part of it, depends on another: networks in order.

    Between two addresses that do not depend on each other that way, the other way is tried; none is an empty answer.
    """
    from specman.graph import query

    state = load_baseline(library, at)
    rows = state.rows
    here, there = ([place, *rows.inside(place)] for place in (find_places(a, rows)[0] for a in (source, target)))
    found: list[list[Link]] = []
    for a, b in ((here, there), (there, here)):
        found = found or query.paths_between(state.graph, a, b, most)
    return tuple(
        Network(
            f"{rows.address(way[0].source)} to {rows.address(way[-1].target)}", rows.name, "provisions",
            tuple(_node(rows, place, step) for step, place in enumerate([way[0].source, *(x.target for x in way)])),
            tuple(Edge(str(x.source), str(x.target), x.kind, x.words) for x in way),
        )
        for way in found
    )  # fmt: skip


def whole(library: Library, level: Level, *, kinds: Collection[str] = (), at: str = "") -> Network:
    """Every link of a baseline, between documents or between provisions."""
    rows = load_baseline(library, at).rows
    checked_kinds(kinds)
    links = [link for link in rows.links() if not kinds or link.kind in kinds]
    if level == "provisions":
        linked = sorted({place for link in links for place in (link.source, link.target)})
        nodes = tuple(_node(rows, place, 0) for place in linked)
        return Network("every provision", rows.name, level, nodes, _edges(links, set(linked)))
    sizes: dict[str, int] = {}
    for entry in rows.entries():
        sizes[entry.place.work] = sizes.get(entry.place.work, -1) + 1
    counts: dict[tuple[str, str, str], int] = {}
    for link in links:
        key = link.source.work, link.target.work, link.kind
        if link.source.work != link.target.work:
            counts[key] = counts.get(key, 0) + 1
    works = library.works
    return Network(
        "every document", rows.name, level,
        tuple(Node(w, works[w].name, works[w].name, works[w].kind, works[w].title, weight=sizes[w]) for w in sizes),
        tuple(Edge(a, b, kind, count=count) for (a, b, kind), count in sorted(counts.items())),
    )  # fmt: skip


def graphml(network: Network) -> str:
    """A network for graph programs."""
    from specman.graph import export

    return export.graphml(network)


def checked_kinds(kinds: Iterable[str]) -> None:
    """Refuse what is no kind of link.

    Raises:
        UsageError: an unknown kind.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"{kind!r} is not a kind of link.", hint=f"A link is {or_list(list(KINDS))}.")


def _node(rows: Rows, place: Place, distance: int) -> Node:
    entry = rows.entry(place)
    assert entry is not None
    name = rows.works[place.work].name
    return Node(str(place), rows.address(place), name, entry.kind, entry.caption, distance, rows.uses(place))


def _edges(links: Iterable[Link], kept: set[Place]) -> tuple[Edge, ...]:
    inside = [link for link in links if link.source in kept and link.target in kept]
    inside.sort(key=lambda link: (link.source, link.target, link.kind))
    return tuple(Edge(str(x.source), str(x.target), x.kind, x.words) for x in inside)
