"""A cut of the dependency graph as text, DOT, CSV rows, and as a picture that can be read.

Between documents the picture is a table of squares, since thirty documents that lean on one another are a tangle as
lines. Around a provision it is a list for each document, in columns by distance, with lines between the lists.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from specman.model.network import Network, Node
from specman.model.views import Survey
from specman.report.table import csv_table
from specman.report.terminal import styled
from specman.report.text import columns, wrap
from specman.report.wording import plural

KIND_LOOKS = {
    "cites": ("#1f5fa8", "cites"),
    "uses-term": ("#116329", "uses the term"),
    "borrows-meaning": ("#4f8a3c", "takes meanings from"),
    "uses-type": ("#7a3e9d", "uses the type"),
    "maps-to": ("#9a6700", "is mapped to"),
    "implements": ("#b3261e", "implements"),
    "mirrors": ("#0b7a75", "must stay equal to"),
}
KIND_ORDER = ("code-section", "appendix", "framework", "specification", "table", "schema")


# -- text, DOT, rows ------------------------------------------------------------------------------------------


def text(network: Network) -> str:
    """A neighbourhood in words: what depends on the subject, then what it depends on, nearest first."""
    towards = _kinds_towards_subject(network)
    lines = [styled(f"Around {network.subject} in {network.baseline}", "title")]
    for sign, title in ((-1, "Depends on it"), (1, "It depends on")):
        nodes = [node for node in network.nodes if node.distance * sign > 0]
        lines += ["", styled(f"{title} ({len(nodes)})", "heading")]
        for node in sorted(nodes, key=lambda n: (abs(n.distance), n.work, n.address)):
            kinds = sorted(towards.get(node.id, []))
            far = "" if abs(node.distance) == 1 else f", {abs(node.distance)} links away"
            said = f" {node.caption}" if node.caption else ""
            lines.append(wrap(f"{styled(node.address, 'address')}{said}  [{', '.join(kinds)}{far}]", "    ", "  "))
        if not nodes:
            lines.append("  nothing")
    if network.left_out:
        lines += ["", wrap(f"{plural(network.left_out, 'more provision')} further away or less used, left out.")]
    return "\n".join(lines) + "\n"


def paths(a: str, b: str, found: Sequence[Network]) -> str:
    """Chains of links in words."""
    if not found:
        return wrap(f"Neither {a} nor {b} depends on the other, directly or through others.") + "\n"
    lines = []
    for network in found:
        lines.append(f"{network.subject}, {plural(len(network.edges), 'link')}:")
        for (here, there), edge in zip(pairwise(network.nodes), network.edges, strict=True):
            verb = KIND_LOOKS.get(edge.kind, ("", "contains"))[1]
            quoted = f" ('{edge.words}')" if edge.kind == "uses-term" and edge.words else ""
            lines.append(wrap(f"{here.address} {verb} {there.address}{quoted}", "    ", "  "))
        lines.append("")
    return "\n".join(lines)


def csv(network: Network) -> str:
    """Links as CSV."""
    return csv_table(rows(network))


def whole(network: Network) -> str:
    """Links in columns, for a terminal."""
    return "\n".join(columns(rows(network), flexible=4)) + "\n"


def rows(network: Network) -> list[list[str]]:
    """Links as rows, with a header."""
    name = {node.id: node.address for node in network.nodes}
    table = [["from", "to", "kind", "links", "words"]]
    return table + [[name[e.source], name[e.target], e.kind, str(e.count), e.words] for e in network.edges]


def dot(network: Network) -> str:
    """A network for Graphviz, documents as clusters."""

    def quoted(said: str) -> str:
        clean = said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        return f'"{clean}"'

    lines = ["digraph specman {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif", fontsize=10];']
    works: dict[str, list[Node]] = {}
    for node in network.nodes:
        works.setdefault(node.work, []).append(node)
    for number, (work, nodes) in enumerate(works.items()):
        inside = [f"{quoted(n.id)} [label={quoted(n.address)}, tooltip={quoted(n.caption)}];" for n in nodes]
        if network.level == "works":
            lines += [f"  {line}" for line in inside]
        else:
            lines += [f"  subgraph cluster_{number} {{", f"    label={quoted(work)};"]
            lines += [*(f"    {line}" for line in inside), "  }"]
    for edge in network.edges:
        colour = KIND_LOOKS.get(edge.kind, ("#555555", ""))[0]
        label = f", label={quoted(str(edge.count))}" if edge.count > 1 else ""
        lines.append(
            f"  {quoted(edge.source)} -> {quoted(edge.target)} [color={quoted(colour)}, "
            f"tooltip={quoted(edge.words or edge.kind)}{label}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


# -- pictures ---------------------------------------------------------------------------------------------------

_STYLE = (
    "text{font:12px system-ui,'Segoe UI',Roboto,Arial,sans-serif;fill:#1c2430}.soft{fill:#5b6675}"
    ".head{font-weight:650}.title{font-size:16px;font-weight:650}.cell{font-size:9px;text-anchor:middle}"
    ".box{fill:#fff;stroke:#c3cbd6}.subject{stroke:#1f5fa8;stroke-width:3}.tie{fill:none;stroke:#8893a1;opacity:.5}"
)


def svg(network: Network) -> str:
    """The picture of a network: squares between documents, lists around a provision."""
    return _matrix(network) if network.level == "works" else _columns(network)


def _frame(width: float, height: float, title: str, said: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="gt gd"><title id="gt">{escape(title)}</title>'
        f'<desc id="gd">{escape(said)}</desc><style>{_STYLE}</style>'
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _matrix(network: Network) -> str:
    """Documents by documents: a square for each pair, darker the more links the row has into the column."""
    rank = {kind: place for place, kind in enumerate(KIND_ORDER)}
    nodes = sorted(network.nodes, key=lambda n: (rank.get(n.kind, 9), n.address))
    counts: dict[tuple[str, str], int] = {}
    for edge in network.edges:
        counts[edge.source, edge.target] = counts.get((edge.source, edge.target), 0) + edge.count
    side = 24 if len(nodes) <= 40 else max(6, 960 // len(nodes))
    left, top = 120, 150
    most = max(counts.values(), default=1)
    parts = [
        f'<text class="title" x="12" y="26">Which document depends on which, {escape(network.baseline)}</text>',
        '<text class="soft" x="12" y="46">Read along a row: this document depends on the one at the head of the '
        "column. Numbers are links.</text>",
    ]
    for place, node in enumerate(nodes):
        at = place * side + side / 2
        name = escape(node.address)
        parts.append(
            f'<text x="{left - 8}" y="{top + at + 4:g}" text-anchor="end">{name}<title>{escape(node.caption)}</title>'
            f'</text><text transform="translate({left + at + 4:g} {top - 8}) rotate(-60)">{name}</text>'
        )
        if place and nodes[place - 1].kind != node.kind:
            line = place * side
            size = len(nodes) * side
            parts.append(
                f'<path d="M{left} {top + line}h{size}M{left + line} {top}v{size}" stroke="#8893a1" stroke-width="1"/>'
            )
    for y, source in enumerate(nodes):
        for x, target in enumerate(nodes):
            number = counts.get((source.id, target.id), 0)
            fill = "#e8ebf0" if x == y else "#fff"
            ink = "#1c2430"
            if number:
                share = math.log1p(number) / math.log1p(most)
                fill = _blend(share)
                ink = "#fff" if share > 0.55 else "#1c2430"
            where = f'x="{left + x * side}" y="{top + y * side}"'
            said = f"{source.address} depends on {target.address}: {plural(number, 'link')}"
            title = f"<title>{escape(said)}</title>" if number else ""
            parts.append(f'<rect {where} width="{side}" height="{side}" fill="{fill}" stroke="#d5dbe3">{title}</rect>')
            if number and side >= 20:
                parts.append(
                    f'<text class="cell" x="{left + x * side + side / 2:g}" y="{top + y * side + side / 2 + 3:g}" '
                    f'style="fill:{ink}" pointer-events="none">{number}</text>'
                )
    size = len(nodes) * side
    said = "; ".join(f"{a} to {b}: {n}" for (a, b), n in sorted(counts.items(), key=lambda row: -row[1])[:20])
    return _frame(max(left + size + 90, 640), top + size + 16, "Dependencies between documents", said, parts)


def _blend(share: float) -> str:
    """White to the blue of the reports."""
    light, dark = (226, 236, 247), (31, 95, 168)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(light, dark, strict=True))


ROW, HEAD, WIDTH, GAP, TALLEST = 17, 24, 310, 70, 1150
LETTERS = 40  # that fit into one row


@dataclass
class _List:
    """The provisions of one document at one distance, drawn in one frame."""

    work: str
    distance: int
    nodes: list[Node]
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        return HEAD + ROW * len(self.nodes) + 8


def _columns(network: Network) -> str:
    kinds_of = _kinds_towards_subject(network)
    lists: list[_List] = []
    distances = sorted({node.distance for node in network.nodes})
    x, height, parts = 14.0, 0.0, []
    for distance in distances:
        blocks = _blocks([node for node in network.nodes if node.distance == distance], distance)
        y = 84.0
        parts.append(f'<text class="head soft" x="{x:g}" y="72">{_column_title(distance)}</text>')
        for block in blocks:
            if y > 84 and y + block.height > TALLEST:
                x, y = x + WIDTH + 16, 84.0
            block.x, block.y = x, y
            y += block.height + 12
            height = max(height, y)
        lists += blocks
        x += WIDTH + GAP
    width = x - GAP + 14
    ties = _ties(network, lists)
    drawn = [_draw_list(block, kinds_of) for block in lists]
    used = [kind for kind in KIND_LOOKS if any(edge.kind == kind for edge in network.edges)]
    legend, at = [], 14
    for kind in used:
        colour, verb = KIND_LOOKS[kind]
        legend.append(f'<circle cx="{at + 5}" cy="{height + 20:g}" r="5" fill="{colour}"/>')
        legend.append(f'<text class="soft" x="{at + 15}" y="{height + 24:g}">{verb}</text>')
        at += 30 + 7 * len(verb)
    more = f"; {network.left_out} more left out" if network.left_out else ""
    said = f"{plural(len(network.nodes), 'provision')}, {plural(len(network.edges), 'link')}{more}"
    head = [
        f'<text class="title" x="14" y="26">Around {escape(network.subject)}</text>',
        f'<text class="soft" x="14" y="46">{escape(network.baseline)}; {said}. Left to right, from what depends to '
        "what it depends on.</text>",
    ]
    return _frame(
        max(width, at + 14, 700), height + 40, f"Dependencies around {network.subject}", said,
        [*head, *parts, *ties, *drawn, *legend],
    )  # fmt: skip


def _column_title(distance: int) -> str:
    if distance == 0:
        return "The subject"
    what = "Depends on it" if distance < 0 else "It depends on"
    return what if abs(distance) == 1 else f"{what}, {abs(distance)} links away"


def _blocks(nodes: list[Node], distance: int) -> list[_List]:
    """One list a document, the longest first; a list too long for a column goes on in another."""
    works: dict[str, list[Node]] = {}
    for node in nodes:
        works.setdefault(node.work, []).append(node)
    most = int((TALLEST - 84 - HEAD - 8) // ROW)
    blocks = []
    for work, members in sorted(works.items(), key=lambda row: (-len(row[1]), row[0])):
        for start in range(0, len(members), most):
            blocks.append(_List(work, distance, members[start : start + most]))
    return blocks


def _kinds_towards_subject(network: Network) -> dict[str, list[str]]:
    distance = {node.id: abs(node.distance) for node in network.nodes}
    found: dict[str, list[str]] = {}
    for edge in network.edges:
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if distance[there] < distance[here] and edge.kind not in found.setdefault(here, []):
                found[here].append(edge.kind)
    return found


def _ties(network: Network, lists: list[_List]) -> list[str]:
    of = {node.id: block for block in lists for node in block.nodes}
    counts: dict[tuple[int, int], int] = {}
    for edge in network.edges:
        a, b = of[edge.source], of[edge.target]
        if abs(a.distance - b.distance) == 1:
            counts[lists.index(a), lists.index(b)] = counts.get((lists.index(a), lists.index(b)), 0) + edge.count
    drawn = []
    for (first, second), number in counts.items():
        a, b = lists[first], lists[second]
        left, right = (a, b) if a.x < b.x else (b, a)
        x1, y1, x2, y2 = left.x + WIDTH, left.y + HEAD / 2, right.x, right.y + HEAD / 2
        middle = (x1 + x2) / 2
        weight = min(5.0, 1 + number / 10)
        drawn.append(
            f'<path class="tie" d="M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}" '
            f'stroke-width="{weight:.1f}"><title>{escape(a.work)} to {escape(b.work)}: {number}</title></path>'
        )
    return drawn


def _draw_list(block: _List, kinds_of: dict[str, list[str]]) -> str:
    look = "box subject" if block.distance == 0 else "box"
    parts = [
        f'<rect class="{look}" x="{block.x:g}" y="{block.y:g}" width="{WIDTH}" height="{block.height:g}" rx="6"/>',
        f'<text class="head" x="{block.x + 10:g}" y="{block.y + 17:g}">{escape(block.work)}</text>',
        f'<text class="soft" x="{block.x + WIDTH - 10:g}" y="{block.y + 17:g}" text-anchor="end">'
        f"{len(block.nodes)}</text>",
    ]
    for place, node in enumerate(block.nodes):
        y = block.y + HEAD + ROW * place + 11
        for number, kind in enumerate(kinds_of.get(node.id, [])[:2]):
            colour = KIND_LOOKS.get(kind, ("#555555", ""))[0]
            parts.append(f'<circle cx="{block.x + 14 + 9 * number:g}" cy="{y - 4:g}" r="4" fill="{colour}"/>')
        label = _shortened(node.address.removeprefix(f"{block.work} ").removeprefix("SEC "), LETTERS)
        caption = _shortened(node.caption, LETTERS - len(label) - 1)
        parts.append(
            f'<text x="{block.x + 30:g}" y="{y:g}">{escape(label)}'
            f'<tspan class="soft" dx="6">{escape(caption)}</tspan>'
            f"<title>{escape(node.address)} {escape(node.caption)}</title></text>"
        )
    return "".join(parts)


def _shortened(text: str, most: int) -> str:
    """A text cut to a number of letters; nothing when fewer than six would be left of it."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rstrip()}…" if most > 6 else ""


def survey(found: Survey) -> str:
    """A graph at a glance, for a terminal."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in found.links)
    lines = [wrap(f"{found.baseline}: {found.provisions} provisions; links: {kinds}."), ""]
    lines += columns([["Document", "depends on", "Links"], *([a, b, str(n)] for a, b, n in found.matrix)], flexible=1)
    lines += ["", *columns([["Most depended on", "Links"], *([a, str(n)] for a, n in found.hubs)], flexible=0)]
    lines += ["", f"Documents that depend on each other: {len(found.mutual)} pairs"]
    lines += [f"  {a} and {b} ({n} and {back} links)" for a, b, n, back in found.mutual[:10]]
    lines += [f"  and {len(found.mutual) - 10} more"] if len(found.mutual) > 10 else []
    lines += ["", f"Groups of definitions that run in circles: {len(found.circles)}"]
    for size, way in found.circles[:10]:
        lines.append(wrap(f"{size} definitions; a shortest way round: {' → '.join(way)}", "    ", "  "))
    return "\n".join(lines) + "\n"
