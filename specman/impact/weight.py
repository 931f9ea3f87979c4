"""How grave a change is and how many hours it asks for: two rules, set in `specman.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from specman.model.impact import Collision, Direct, Effort, Reached, Severity, Task, WorkImpact

DEFAULT_SEVERITY = {"high_must_change": 10, "high_works": 8, "medium_must_change": 1, "medium_works": 3}
DEFAULT_EFFORT: Mapping[Task, float] = {"direct": 2.0, "must_change": 1.0, "review": 0.25, "collision": 2.0}


def rate(
    direct: Sequence[Direct], reached: Sequence[Reached], works: Sequence[WorkImpact], rule: Mapping[str, int]
) -> Severity:
    """High, medium, low or none, by the first of four thresholds that a count reaches.

    Args:
        rule: `high_must_change`, `high_works`, `medium_must_change`, `medium_works`; the default for one not given.
    """
    table = {**DEFAULT_SEVERITY, **rule}
    calls = Counter(item.calls_for for item in reached)
    must, review = calls["must-change"], calls["review"]
    touched = sum(1 for work in works if work.direct or work.must_change or work.review)
    counts = (len(direct), must, review, touched)
    if not direct:
        return Severity("none", "nothing", 0, *counts)
    if must >= table["high_must_change"]:
        return Severity("high", "must_change", table["high_must_change"], *counts)
    if touched >= table["high_works"]:
        return Severity("high", "works", table["high_works"], *counts)
    if must >= table["medium_must_change"]:
        return Severity("medium", "must_change", table["medium_must_change"], *counts)
    if touched >= table["medium_works"]:
        return Severity("medium", "works", table["medium_works"], *counts)
    return Severity("low", "works", table["medium_works"], *counts)


def estimate(
    direct: Sequence[Direct], reached: Sequence[Reached], collisions: Sequence[Collision], rule: Mapping[str, float]
) -> Effort:
    """Hours of drafting and review: a rule, not a forecast.

    Args:
        rule: hours for each `direct`, `must_change`, `review` and `collision`; the default for one not given.
    """
    calls = Counter(item.calls_for for item in reached)
    counts: Mapping[Task, int] = {
        "direct": len(direct),
        "must_change": calls["must-change"],
        "review": calls["review"],
        "collision": len(collisions),
    }
    rows = tuple((task, count, rule.get(task, DEFAULT_EFFORT[task])) for task, count in counts.items())
    return Effort(round(sum(count * hours for _, count, hours in rows), 2), rows)
