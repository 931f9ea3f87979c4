"""What each document must do, compared with the documents the proposer named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from specman.impact.subject import Subject
from specman.model.impact import Reached, Remark, WorkImpact
from specman.model.register import Register


def by_work(subject: Subject, reached: Sequence[Reached], register: Register) -> list[WorkImpact]:
    """A row for each document that is changed, reached or named, the most touched first, those not held last."""
    counts: dict[str, Counter[str]] = {}
    for direct in subject.direct:
        counts.setdefault(direct.work, Counter())["direct"] += 1
    for item in reached:
        counts.setdefault(item.work, Counter())[item.calls_for] += 1
    for work_id in sorted(subject.declared or ()):
        counts.setdefault(work_id, Counter())
    found = []
    for work_id, count in counts.items():
        work, is_held = register.works[work_id], register.holds(work_id)
        found.append(
            WorkImpact(
                work_id, work.name, work.title, count["direct"], count["must-change"], count["review"], count["aware"],
                work_id in (subject.declared or ()), is_held, _remark(subject, work_id, count, is_held),
            )
        )  # fmt: skip
    found.sort(key=lambda w: (w.remark == "named, not held", -w.direct, -w.must_change, -w.review, -w.aware, w.name))
    elsewhere = [
        WorkImpact("", name, name, 0, 0, 0, 0, True, False, "named, not held") for name in subject.declared_elsewhere
    ]
    return [*found, *elsewhere]


def _remark(subject: Subject, work_id: str, count: Counter[str], is_held: bool) -> Remark:
    if subject.declared is None:
        return ""
    if work_id in subject.declared:
        return "" if count.total() else "named, not reached" if is_held else "named, not held"
    if count["direct"]:
        return "changed, not named"
    return "reached, not named" if count["must-change"] or count["review"] else ""
