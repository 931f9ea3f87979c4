"""The picture of an impact, as SVG: documents in columns by distance from the change, links between them.

Shape and colour carry the same meaning: what is changed has a thick frame, what must follow a solid one, what is
to be reviewed a dashed one, what one should know of a dotted one. Drawn for a screen and for paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from specman.model.impact import Assessment, Reached, WorkImpact

BOX_WIDTH, BOX_HEIGHT, ROW_GAP, COLUMN_GAP, TOP = 214, 46, 14, 84, 34
MOST_ROWS = 14


@dataclass(frozen=True)
class Box:
    """A document at one distance."""

    work: str
    name: str
    distance: int
    meaning: str
    words: str
    x: float = 0
    y: float = 0


def impact_picture(assessment: Assessment) -> str:
    """The SVG of an assessment: one box for each document at its least distance, an arrow for the strongest path
    that led from each document to the next."""
    boxes = _place(_boxes(assessment))
    if not boxes:
        return ""
    by_work = {box.work: box for box in boxes}
    width = max(box.x for box in boxes) + BOX_WIDTH + 8
    height = max(box.y for box in boxes) + BOX_HEIGHT + 8
    parts = [
        f'<svg class="impact" viewBox="0 0 {width:g} {height:g}" role="img" xmlns="http://www.w3.org/2000/svg" '
        f'style="max-width:{width:g}px" aria-labelledby="pt pd">',
        f'<title id="pt">Documents that {escape(assessment.subject)} touches, by distance</title>',
        f'<desc id="pd">{escape(describe(assessment))}</desc>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>',
    ]
    titles = {0: "Changed or named", 1: "One link away"}
    for distance in sorted({box.distance for box in boxes}):
        x = next(box.x for box in boxes if box.distance == distance)
        title = titles.get(distance, f"{distance} links away")
        parts.append(f'<text class="column" x="{x:g}" y="16">{title}</text>')
    for source, target, number in _arrows(assessment, by_work):
        parts.append(_arrow(by_work[source], by_work[target], number))
    for box in boxes:
        parts.append(_box(box))
    parts.append("</svg>")
    return "".join(parts)


def describe(assessment: Assessment) -> str:
    """The picture in words, for those who cannot see it."""
    rows = [
        f"{w.name}: {w.direct} changed, {w.must_change} must change, {w.review} to review, {w.aware} aware"
        for w in assessment.works
    ]
    return "; ".join(rows)


def _boxes(assessment: Assessment) -> list[Box]:
    nearest: dict[str, int] = {}
    for item in assessment.reached:
        nearest[item.work] = min(nearest.get(item.work, 99), item.distance)
    boxes = []
    for work in assessment.works:
        if not work.work or not (work.direct or work.work in nearest):
            continue
        distance = 0 if work.direct else nearest[work.work]
        boxes.append(Box(work.work, work.name, distance, _meaning(work), _counts(work)))
    return boxes


def _meaning(work: WorkImpact) -> str:
    if work.direct:
        return "direct"
    return "must" if work.must_change else "review" if work.review else "aware"


def _counts(work: WorkImpact) -> str:
    rows = ((work.direct, "changed"), (work.must_change, "must"), (work.review, "review"), (work.aware, "aware"))
    return ", ".join(f"{number} {what}" for number, what in rows if number)


def _place(boxes: list[Box]) -> list[Box]:
    """Columns by distance; a long column goes on beside itself."""
    placed: list[Box] = []
    x = 4.0
    for distance in sorted({box.distance for box in boxes}):
        column = [box for box in boxes if box.distance == distance]
        for start in range(0, len(column), MOST_ROWS):
            for row, box in enumerate(column[start : start + MOST_ROWS]):
                y = TOP + row * (BOX_HEIGHT + ROW_GAP)
                placed.append(Box(box.work, box.name, box.distance, box.meaning, box.words, x, y))
            x += BOX_WIDTH + (20 if start + MOST_ROWS < len(column) else COLUMN_GAP)
    return placed


def _arrows(assessment: Assessment, by_work: dict[str, Box]) -> list[tuple[str, str, int]]:
    """From the document a change comes from to the document it reaches: how many provisions go that way."""
    works = _work_of_address(assessment)
    counts: dict[tuple[str, str], int] = {}
    for item in assessment.reached:
        source = _comes_from(item, works)
        if source and source != item.work and source in by_work and item.work in by_work:
            counts[source, item.work] = counts.get((source, item.work), 0) + 1
    best: dict[str, tuple[str, int]] = {}
    for (source, target), number in counts.items():
        if by_work[source].distance < by_work[target].distance and number > best.get(target, ("", 0))[1]:
            best[target] = (source, number)
    return [(source, target, number) for target, (source, number) in sorted(best.items())]


def _work_of_address(assessment: Assessment) -> dict[str, str]:
    found = {direct.address: direct.work for direct in assessment.direct}
    found |= {item.address: item.work for item in assessment.reached}
    return found


def _comes_from(item: Reached, works: dict[str, str]) -> str:
    for step in item.steps:
        work = works.get(step.target, "")
        if work and work != item.work:
            return work
    return ""


def _arrow(source: Box, target: Box, number: int) -> str:
    x1, y1 = source.x + BOX_WIDTH, source.y + BOX_HEIGHT / 2
    x2, y2 = target.x - 2, target.y + BOX_HEIGHT / 2
    middle = (x1 + x2) / 2 if x2 > x1 else x1 + 20
    weight = min(4.0, 1 + number / 8)
    path = f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
    words = f"{source.name} to {target.name}: {number}"
    drawn = f'<path class="link" d="{path}" stroke-width="{weight:.1f}" marker-end="url(#tip)">'
    return f"{drawn}<title>{escape(words)}</title></path>"


def _box(box: Box) -> str:
    return (
        f'<a href="#work-{escape(box.work)}"><g class="box {box.meaning}">'
        f"<title>{escape(box.name)}: {escape(box.words)}</title>"
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text class="name" x="{box.x + 10:g}" y="{box.y + 19:g}">{escape(box.name)}</text>'
        f'<text class="counts" x="{box.x + 10:g}" y="{box.y + 36:g}">{escape(box.words)}</text></g></a>'
    )
