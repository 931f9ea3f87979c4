"""The picture of an impact: documents in layers from the change outwards, arrows for the way most of it goes."""

from __future__ import annotations

from specman.model.impact import Assessment, Reached, WorkImpact
from specman.model.paper import Figure
from specman.report.drawing import Arrow, Frame, Node, layered
from specman.report.wording import plural

MOST_BOXES, MOST_ON_PAPER = 40, 7
_FRAMES: dict[str, Frame] = {"direct": "thick", "must": "solid", "review": "dashed", "aware": "dotted"}


def impact_picture(assessment: Assessment, most: int = MOST_BOXES, *, is_linked: bool = True) -> str:
    """The SVG of an assessment, "" where nothing is touched: a box for each document, an arrow for the document by
    which most of the change comes to it.

    Args:
        most: documents that have a box of their own; those that matter less are one box.
        is_linked: boxes lead to `#work-ID` of the page that they stand in.
    """
    works, left = _drawn(assessment, most)
    if not works:
        return ""
    nodes = [
        Node(work.work, work.name, _counts(work), _FRAMES[_meaning(work)], f"#work-{work.work}" if is_linked else "")
        for work in works
    ]
    if left:
        nodes.append(Node("", f"and {plural(left, 'more document')}", "with less of it", "dotted"))
    arrows = [Arrow(source, target, "", number) for source, target, number in _arrows(assessment, works)]
    if left:
        arrows.append(Arrow(works[0].work, ""))
    title = f"Documents that {assessment.subject} touches, by distance"
    return layered(nodes, arrows, title=title, says=describe(assessment))


def impact_figure(assessment: Assessment) -> Figure | None:
    """The same as a picture of a paper."""
    svg = impact_picture(assessment, MOST_ON_PAPER, is_linked=False)
    caption = (
        "Documents that the change touches. Frame: thick, changed or named; solid, must change with it; dashed, to be "
        "read again; dotted, further away. An arrow shows from which document most of the change comes."
    )
    return Figure(svg, describe(assessment), caption) if svg else None


def describe(assessment: Assessment) -> str:
    """The picture in words, for those who cannot see it."""
    rows = [f"{work.name}: {_counts(work)}" for work in assessment.works if _counts(work)]
    return "; ".join(rows)


def _drawn(assessment: Assessment, most: int) -> tuple[list[WorkImpact], int]:
    """The documents that are drawn, those that matter most first, and how many are not."""
    touched = [work for work in assessment.works if work.work and (_counts(work))]
    order = ("direct", "must", "review", "aware")
    ranked = sorted(
        touched, key=lambda work: (order.index(_meaning(work)), -work.must_change, -work.review, -work.aware)
    )
    return ranked[:most], len(ranked) - len(ranked[:most])


def _meaning(work: WorkImpact) -> str:
    if work.direct:
        return "direct"
    return "must" if work.must_change else "review" if work.review else "aware"


def _counts(work: WorkImpact) -> str:
    rows = ((work.direct, "changed"), (work.must_change, "must"), (work.review, "review"), (work.aware, "aware"))
    return ", ".join(f"{number} {what}" for number, what in rows if number)


def _arrows(assessment: Assessment, works: list[WorkImpact]) -> list[tuple[str, str, int]]:
    """From the document a change comes from to the document it reaches: how many provisions go that way."""
    drawn = {work.work for work in works}
    changed = {work.work for work in works if work.direct}
    owners = {direct.address: direct.work for direct in assessment.direct}
    owners |= {item.address: item.work for item in assessment.reached}
    counts: dict[tuple[str, str], int] = {}
    for item in assessment.reached:
        source = _comes_from(item, owners)
        if source and source in drawn and item.work in drawn:
            counts[source, item.work] = counts.get((source, item.work), 0) + 1
    nearest: dict[str, int] = dict.fromkeys(changed, 0)
    for item in assessment.reached:
        nearest.setdefault(item.work, item.distance)
        if item.work not in changed:
            nearest[item.work] = min(nearest[item.work], item.distance)
    best: dict[str, tuple[str, int]] = {}
    for (source, target), number in counts.items():
        if nearest[source] < nearest[target] and number > best.get(target, ("", 0))[1]:
            best[target] = (source, number)
    return [(source, target, number) for target, (source, number) in sorted(best.items())]


def _comes_from(item: Reached, owners: dict[str, str]) -> str:
    for step in item.steps:
        work = owners.get(step.target, "")
        if work and work != item.work:
            return work
    return ""
