"""What the committee must decide or ask: at most three things, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from specman.model.impact import Assessment
from specman.model.papers import ImpactPaper
from specman.report.papers.phrases import several
from specman.report.wording import plural

MOST = 3


def decisions(item: ImpactPaper, assessment: Assessment) -> list[str]:
    """The questions, each a sentence."""
    record = item.modification
    if assessment.kind != "modification" or record is None or not record.is_open:
        return []  # of what has ended there is nothing to decide
    return list(_asked(item, assessment))[:MOST]


def _asked(item: ImpactPaper, assessment: Assessment) -> Iterator[str]:
    left = [gap.address for gap in assessment.gaps if gap.reached is not None]
    undrafted = [gap.address for gap in assessment.gaps if gap.reached is None]
    if left:
        yield (
            f"Decide whether the draft goes back: it leaves {several(left, 4)} as "
            f"{'it is' if len(left) == 1 else 'they are'}, though {'it' if len(left) == 1 else 'they'} must "
            f"change with it."
        )
    if assessment.collisions:
        names = [one.modification for one in assessment.collisions]
        yield (
            f"Decide in what order this proposal and {several(names, 4)} are taken, since they meet at the "
            f"same provisions."
        )
    if undrafted:
        yield (
            f"Ask the proposer for drafted text of {several(undrafted, 4)}, without which nobody can say what "
            f"it will read."
        )
    broken = [
        direct.address
        for direct in assessment.direct
        if direct.change is not None
        and direct.change.compatibility is not None
        and "breaks" in (direct.change.compatibility.senders, direct.change.compatibility.receivers)
    ]
    if broken:
        yield f"Ask the DCC and its Users from when they can send and read {several(broken, 4)} in the new form."
    beyond = [
        w.name
        for w in assessment.works
        if w.remark in ("reached, not named", "changed, not named") and (w.review or w.must_change)
    ]
    if beyond:
        if "documents" in assessment.unverified:
            yield (
                f"Ask the proposer which documents the proposal names (this is not verified), and whether "
                f"{several(beyond, 5)} should be added: {_what(assessment)}."
            )
        else:
            yield f"Ask whether the proposal should name {several(beyond, 5)} too: {_what(assessment)}."
    if item.services:
        yield f"Ask the DCC for an assessment of {several([one.address for one in item.services], 4)}."
    if item.review is not None and item.review.open:
        yield (
            f"Have {plural(item.review.open, 'provision')} signed off, which nobody has looked at yet (section Review)."
        )
    if item.modification is not None and item.modification.unverified:
        yield f"Have confirmed what no source confirms: {several(list(item.modification.unverified), 4)}."


def _what(assessment: Assessment) -> str:
    count = sum(
        w.review + w.must_change for w in assessment.works if w.remark in ("reached, not named", "changed, not named")
    )
    return f"{plural(count, 'provision')} there {'depends' if count == 1 else 'depend'} on what it changes"
