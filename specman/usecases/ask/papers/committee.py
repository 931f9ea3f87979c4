"""Papers on all proposals together: where they stand, figures of a quarter, hours; and what entered the baselines."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

from specman.errors import UsageError
from specman.model.identity import VersionNumber
from specman.model.papers import ConfigurationPaper, MetricsPaper, Resources, ResourcesPaper, StatusPaper
from specman.state.changes import diff_baselines
from specman.store.library import Library
from specman.usecases.ask.impact import impact
from specman.usecases.ask.papers.impact import calibration
from specman.usecases.ask.papers.made import made_of

CAPACITY = 40.0  # hours a month of a Working Group, where nobody says otherwise


def status_paper(library: Library, *, day: str) -> StatusPaper:
    """Where every proposal stands: on the day of the library's own date, where it is read as of one."""
    seen = library.as_of or day
    tallies = tuple(one for one in library.settings.tallies if one.date == seen)
    return StatusPaper(tuple(library.modifications.values()), made_of(library, day), seen, tallies)


def configuration_paper(library: Library, base: str, target: str, *, day: str) -> ConfigurationPaper:
    """What entered each baseline after one, up to another.

    Raises:
        UsageError: the one is not before the other.
    """
    if not base:
        raise UsageError("One baseline is not before another.", hint="A library with two baselines has an update.")
    first, last = library.baseline(base).number, library.baseline(target).number
    numbers = [number for number in library.baselines if first <= VersionNumber.parse(number) <= last]
    if len(numbers) < 2:
        raise UsageError(f"{base} is not before {target}.", hint="Name the older baseline with --from.")
    changes = tuple(diff_baselines(library, *pair) for pair in pairwise(numbers))
    entered = {
        number: tuple(
            item for item in library.modifications.values() if any(entry.baseline == number for entry in item.history)
        )
        for number in numbers
    }
    baselines = tuple(library.baselines[number] for number in numbers)
    return ConfigurationPaper(baselines, changes, entered, library.works, made_of(library, day))


def metrics_paper(library: Library, quarter: str, *, day: str) -> MetricsPaper:
    """Figures of a quarter.

    Args:
        quarter: `2016-Q1`.

    Raises:
        UsageError: it is no quarter.
    """
    match = re.fullmatch(r"(\d{4})-?[Qq]([1-4])", quarter)
    if match is None:
        raise UsageError(f"{quarter!r} is no quarter.", hint="Write it as 2016-Q1.")
    year, count = int(match[1]), int(match[2])
    first = datetime.date(year, 3 * count - 2, 1)
    following = datetime.date(year + count // 4, (3 * count) % 12 + 1, 1)
    last = following - datetime.timedelta(days=1)
    return MetricsPaper(
        f"{year}-Q{count}", first.isoformat(), last.isoformat(), tuple(library.modifications.values()),
        made_of(library, day),
    )  # fmt: skip


def resources_paper(library: Library, *, day: str, capacity: float = CAPACITY) -> ResourcesPaper:
    """Hours of the open proposals that have text or targets.

    Args:
        capacity: hours a month that a Working Group has.
    """
    rows = []
    rates = dict.fromkeys(("direct", "must_change", "review"), 0.0)
    for item in library.modifications.values():
        if not item.is_open or not (item.drafts or item.targets):
            continue
        found = impact(library, [item.id])
        rates |= {task: each for task, _, each in found.effort.rows if task in rates}
        by_document = [
            (
                work.name,
                work.direct * rates["direct"] + work.must_change * rates["must_change"] + work.review * rates["review"],
            )
            for work in found.works
            if work.work
        ]
        rows.append(Resources(item, found.effort.hours, tuple(row for row in by_document if row[1])))
    return ResourcesPaper(tuple(rows), calibration(library), capacity, made_of(library, day))
