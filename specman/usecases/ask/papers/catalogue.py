"""Every paper by its kind: what it is made of, and what it says."""

from __future__ import annotations

from specman.errors import UsageError
from specman.model.identity import VersionNumber
from specman.model.paper import Paper
from specman.report.papers.assurance import assurance
from specman.report.papers.configuration import configuration
from specman.report.papers.impact import impact
from specman.report.papers.metrics import metrics
from specman.report.papers.modification import modification_report
from specman.report.papers.resources import resources
from specman.report.papers.status import status
from specman.store.library import Library
from specman.usecases.ask.papers import committee
from specman.usecases.ask.papers.assurance import assurance_paper
from specman.usecases.ask.papers.impact import impact_paper

KINDS = ("impact", "modification", "configuration", "status", "metrics", "resources", "assurance")
"""Papers by what `specman report` calls them."""
OF_A_SUBJECT = ("impact", "modification")


def paper(library: Library, kind: str, subject: str = "", *, day: str, at: str = "") -> Paper:
    """A paper.

    Args:
        kind: one of `KINDS`.
        subject: a modification; of an assessment also baselines, an address or a term; of configuration `4.10..4.12`;
            of metrics a quarter; of assurance a baseline; none of the others.
        day: on which it is made, ISO.

    Raises:
        UsageError: the subject is not one of this paper.
    """
    name = library.settings.name
    if kind == "impact":
        return impact(impact_paper(library, subject, day=day, at=at), library=name)
    if kind == "modification":
        library.modification(subject)
        return modification_report(impact_paper(library, subject, day=day, at=at), library=name)
    if kind == "configuration":
        base, _, target = subject.partition("..")
        return configuration(committee.configuration_paper(library, base, target, day=day), library=name)
    if kind == "status":
        return status(committee.status_paper(library, day=day))
    if kind == "metrics":
        return metrics(committee.metrics_paper(library, subject or quarter_of(day), day=day))
    if kind == "resources":
        return resources(committee.resources_paper(library, day=day, capacity=float(subject or committee.CAPACITY)))
    if kind == "assurance":
        return assurance(assurance_paper(library, subject, day=day), library=name)
    raise UsageError(f"{kind!r} is no paper.", hint=f"The papers are {', '.join(KINDS)}.")


def quarter_of(day: str) -> str:
    """The quarter before the one that a day is in: the last that is over.

    >>> quarter_of("2016-06-17"), quarter_of("2016-01-02")
    ('2016-Q1', '2015-Q4')
    """
    year, quarter = int(day[:4]), (int(day[5:7]) - 1) // 3
    return f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"


def latest_pair(library: Library) -> str:
    """The last baselines of a library, at most three, as `4.10..4.12`; "" where there is only one."""
    numbers = sorted(library.baselines, key=VersionNumber.parse)[-3:]
    return f"{numbers[0]}..{numbers[-1]}" if len(numbers) > 1 else ""
