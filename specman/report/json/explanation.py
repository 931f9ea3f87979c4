"""`impact --why`: what an assessment makes of one provision."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from specman.model import impact as model
from specman.report.explanation import sentence
from specman.report.json import Answer
from specman.report.json.impact import Reached, reached


class Why(Answer, tag="specman.why/1"):
    """Why an assessment lists a provision, or does not."""

    subject: str
    baseline: str
    address: str
    verdict: model.Verdict
    sentence: str
    depth: Annotated[int, Meta(description="How many links the change was followed.")]
    rank: Annotated[int | None, Meta(description="Among those listed of its class, 1 for the strongest.")]
    of: Annotated[int | None, Meta(description="How many are listed of its class.")]
    reached: Annotated[Reached | None, Meta(description="How it is reached, also where it is not listed.")]
    depends_on: Annotated[tuple[str, ...], Meta(description="What it depends on, where it is not reached.")]


def why(found: model.Explanation) -> Why:
    """The answer of `specman impact --why`."""
    return Why(
        subject=found.subject, baseline=found.baseline, address=found.address, verdict=found.verdict,
        sentence=sentence(found), depth=found.depth, rank=found.rank or None, of=found.of or None,
        reached=reached(found.item, found.assessment) if found.item is not None else None,
        depends_on=found.depends_on,
    )  # fmt: skip
