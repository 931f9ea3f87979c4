"""Pictures as SVG with their looks in them: boxes in layers with arrows between, bars, and a line of dates.

Where boxes stand and how arrows run is the work of a library; what they look like is told here. Every look is a shape
of the frame as well as a colour, so that a picture can be read in grey.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

FONT = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', 'Libertinus Serif', sans-serif"
SIZE = 13
INK, SOFT, LINE = "#1b2430", "#4f5b69", "#9aa5b3"
_WIDE, _NARROW = frozenset("mwMWQ@%—"), frozenset("ijltfrI.,:;'|()[] ")

Frame = Literal["thick", "solid", "dashed", "dotted", "plain"]
_FRAMES: dict[Frame, str] = {
    "thick": 'stroke="#174f91" stroke-width="3.5"', "solid": 'stroke="#a3231b" stroke-width="2.2"',
    "dashed": 'stroke="#8a5a00" stroke-width="2" stroke-dasharray="7 4"',
    "dotted": 'stroke="#4a6572" stroke-width="1.6" stroke-dasharray="2 3"',
    "plain": f'stroke="{LINE}" stroke-width="1.4"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its name, and what stands below it in small."""

    key: str
    name: str
    below: str = ""
    frame: Frame = "plain"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another; `weight` is how much goes that way."""

    source: str
    target: str
    words: str = ""
    weight: int = 1


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a text is, in pixels: there is no font here to ask."""
    return sum(0.9 if sign in _WIDE else 0.32 if sign in _NARROW else 0.56 for sign in text) * size


def layered(nodes: Sequence[Node], arrows: Sequence[Arrow], *, title: str, says: str) -> str:
    """Boxes in layers from left to right, as the arrows run.

    Args:
        title, says: what the picture is and what it shows, for who cannot see it.
    """
    import graphlay

    graph = graphlay.Graph()
    for node in nodes:
        width = max(width_of(node.name), width_of(node.below, 11)) + 24
        graph.node(node.key, width=max(width, 84), height=38 if node.below else 28)
    for arrow in arrows:
        room = {"width": width_of(arrow.words, 11) + 6, "height": 14}
        graph.edge(
            arrow.source,
            arrow.target,
            weight=float(max(arrow.weight, 1)),
            **({"label_size": room} if arrow.words else {}),
        )
    found = graphlay.layout(graph, options={"spacing": {"node_gap": 10.0, "layer_gap": 60.0, "port_gap": 6.0}})
    low, high = found.bounds["min"], found.bounds["max"]
    left, top = low["x"] - 8, low["y"] - 8
    width, height = high["x"] - low["x"] + 16, high["y"] - low["y"] + 16
    parts = [_opened(width, height, title, says, f"{left:.0f} {top:.0f} ")]
    for arrow, edge in zip(arrows, found.edges, strict=True):
        parts.append(_arrow(arrow, edge))
    for node, held in zip(nodes, found.nodes, strict=True):
        parts.append(_box(node, held))
    return "".join([*parts, "</svg>"])


def _opened(width: float, height: float, title: str, says: str, at: str = "0 0 ") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{at}{width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-labelledby="t d" style="max-width:{width:.0f}px" '
        f'font-family="{FONT}" font-size="{SIZE}">'
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(says)}</desc>'
    )


def _arrow(arrow: Arrow, edge: dict[str, object]) -> str:
    points: list[dict[str, float]] = edge["points"]  # type: ignore[assignment]
    path = " ".join(f"{'M' if n == 0 else 'L'}{p['x']:.1f} {p['y']:.1f}" for n, p in enumerate(points))
    before, end = points[-2], points[-1]
    dx, dy = end["x"] - before["x"], end["y"] - before["y"]
    length = max((dx * dx + dy * dy) ** 0.5, 0.01)
    ux, uy = dx / length, dy / length
    back = (end["x"] - 9 * ux, end["y"] - 9 * uy)
    tip = (
        f"{end['x']:.1f},{end['y']:.1f} {back[0] - 4 * uy:.1f},{back[1] + 4 * ux:.1f} "
        f"{back[0] + 4 * uy:.1f},{back[1] - 4 * ux:.1f}"
    )
    drawn = (
        f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-width="{min(4.0, 1 + arrow.weight / 12):.1f}"/>'
        f'<polygon points="{tip}" fill="{SOFT}"/>'
    )
    label = edge.get("label") if arrow.words else None
    if isinstance(label, dict) and "center" in label:
        at = label["center"]
        drawn += _text(arrow.words, at["x"], at["y"] + 4, 11, SOFT, "middle")
    return drawn


def _box(node: Node, held: dict[str, object]) -> str:
    center: dict[str, float] = held["center"]  # type: ignore[assignment]
    size: dict[str, float] = held["size"]  # type: ignore[assignment]
    x, y = center["x"] - size["width"] / 2, center["y"] - size["height"] / 2
    drawn = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{size["width"]:.1f}" height="{size["height"]:.1f}" rx="6" '
        f'fill="#ffffff" {_FRAMES[node.frame]}/>'
    )
    drawn += _text(node.name, x + 11, y + (16 if node.below else 19), SIZE, INK, "start", "600")
    drawn += _text(node.below, x + 11, y + 31, 11, SOFT) if node.below else ""
    return f'<a href="{escape(node.href)}">{drawn}</a>' if node.href else drawn


def _text(words: str, x: float, y: float, size: float, fill: str, anchor: str = "start", weight: str = "400") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: its parts, each a number, beside one another."""

    name: str
    parts: tuple[float, ...]


_FILLS = ("#174f91", "#c98500", "#3f7d58", "#8a3b8f", "#5a6675", "#a3231b")
_HATCHES = ("", "M0 8L8 0", "M0 4L8 4", "M0 0L8 8", "M4 0L4 8", "M0 8L8 0M0 0L8 8")


def bars(rows: Sequence[Bar], legend: Sequence[str], *, title: str, says: str, unit: str = "") -> str:
    """Bars that lie, one below the other; each part has a colour and a hatching."""
    most = max((sum(row.parts) for row in rows), default=0) or 1
    names = max((width_of(row.name) for row in rows), default=0) + 12
    across, each = 460.0, 26
    key_top = 22 if legend else 0
    height = key_top + each * len(rows) + 12
    parts = [_opened(names + across + 90, height, title, says), "<defs>"]
    for place, hatch in enumerate(_HATCHES):  # one look after another, so that grey tells them apart too
        lines = f'<path d="{hatch}" stroke="#fff" stroke-width="1.4"/>' if hatch else ""
        parts.append(
            f'<pattern id="h{place}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" '
            f'fill="{_FILLS[place]}"/>{lines}</pattern>'
        )
    parts.append("</defs>")
    x = names
    for place, name in enumerate(legend):
        parts.append(f'<rect x="{x:.0f}" y="4" width="14" height="12" fill="url(#h{place % 6})"/>')
        parts.append(_text(name, x + 19, 14, 11, SOFT))
        x += width_of(name, 11) + 34
    for count, row in enumerate(rows):
        y = key_top + each * count + 4
        parts.append(_text(row.name, names - 8, y + 14, SIZE, INK, "end"))
        x = names
        for place, part in enumerate(row.parts):
            length = across * part / most
            if part:
                parts.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="18" fill="url(#h{place % 6})" '
                    f'stroke="#fff" stroke-width="1"/>'
                )
            x += length
        parts.append(_text(f"{sum(row.parts):g}{f' {unit}' if unit else ''}", x + 6, y + 14, 12, SOFT))
    return "".join([*parts, "</svg>"])


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, or will: `is_planned` is drawn hollow."""

    date: str
    words: str
    is_planned: bool = False


def timeline(rows: Sequence[tuple[str, Sequence[Moment]]], *, title: str, says: str, today: str) -> str:
    """A line for each row, with a mark for each of its dates; months below, and a line for the day it is made for."""
    dates = [_day(one.date) for _, moments in rows for one in moments] + [_day(today)]
    first, last = min(dates), max(dates)
    span = max((last - first).days, 30)
    names = max((width_of(name) for name, _ in rows), default=0) + 14
    across, each = 560.0, 34
    height = each * len(rows) + 40

    def at(day: datetime.date) -> float:
        return names + 10 + across * (day - first).days / span

    parts = [_opened(names + across + 150, height, title, says)]
    month = first.replace(day=1)
    months: list[datetime.date] = []
    while month <= last:
        months.append(month)
        month = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    step = max(1, -(-len(months) // 10))
    for month in months[::step]:
        x = at(month)
        if x < names + 10:  # the first month began before the picture does
            continue
        parts.append(f'<line x1="{x:.1f}" y1="8" x2="{x:.1f}" y2="{height - 26}" stroke="#e2e6ec"/>')
        parts.append(_text(month.strftime("%b %Y"), x, height - 10, 11, SOFT, "middle"))
    x = at(_day(today))
    parts.append(
        f'<line x1="{x:.1f}" y1="4" x2="{x:.1f}" y2="{height - 26}" stroke="#a3231b" stroke-width="1.5" '
        'stroke-dasharray="4 3"/>'
    )
    for count, (name, moments) in enumerate(rows):
        y = 22 + each * count
        parts.append(_text(name, names - 6, y + 4, SIZE, INK, "end", "600"))
        if moments:
            ends = [at(_day(one.date)) for one in moments]
            parts.append(
                f'<line x1="{min(ends):.1f}" y1="{y}" x2="{max(ends):.1f}" y2="{y}" stroke="{LINE}" stroke-width="2"/>'
            )
        for one in moments:
            fill = "#ffffff" if one.is_planned else "#174f91"
            parts.append(
                f'<circle cx="{at(_day(one.date)):.1f}" cy="{y}" r="5" fill="{fill}" stroke="#174f91" '
                f'stroke-width="2"><title>{escape(f"{one.date}: {one.words}")}</title></circle>'
            )
        if moments:
            latest = max(moments, key=lambda one: one.date)
            said = _text(latest.words, at(_day(latest.date)) + 10, y + 4, 11, SOFT)
            parts.append(said.replace("<text ", '<text stroke="#fff" stroke-width="3" paint-order="stroke" ', 1))
    return "".join([*parts, "</svg>"])


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
