"""What each paper of the committee is made of: everything known of its subject, brought together, no words yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specman.model.baseline import Baseline
from specman.model.change import ChangeSet
from specman.model.committee import Framework, Knowledge, Principle, Question, Risk, Tally
from specman.model.finding import Finding
from specman.model.identity import Work
from specman.model.impact import Assessment, Reached
from specman.model.modification import Modification
from specman.model.paper import Made
from specman.model.review import Review


@dataclass(frozen=True, slots=True)
class Service:
    """A Service Request or Use Case that a change touches, as its document states it.

    Attributes:
        is_changed: it is changed itself, not only reached.
        critical: `Yes`, `No`, or "" where it is not stated.
        roles: eligible User Roles. devices: target Device types.
    """

    address: str
    title: str
    is_changed: bool
    critical: str
    roles: tuple[str, ...]
    devices: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Reached provisions that raise one question; None where they raise none that is listed."""

    question: Question | None
    rows: tuple[Reached, ...]


@dataclass(frozen=True)
class Calibration:
    """Hours by rule beside hours that were recorded, proposal by proposal.

    Attributes:
        rows: (proposal, by rule, recorded).
    """

    rows: tuple[tuple[str, float, float], ...] = ()

    @property
    def factor(self) -> float | None:
        """Recorded hours for each hour by rule, over all proposals; None where nothing is recorded."""
        ruled, spent = sum(row[1] for row in self.rows), sum(row[2] for row in self.rows)
        return spent / ruled if ruled and spent else None

    @property
    def error(self) -> float | None:
        """Mean absolute error of the rule, as a share of what was recorded; None where nothing is recorded."""
        shares = [abs(ruled - spent) / spent for _, ruled, spent in self.rows if spent]
        return sum(shares) / len(shares) if shares else None


@dataclass(frozen=True)
class ImpactPaper:
    """An assessment for the committee.

    Attributes:
        changes: what the drafts change; None where there is no draft.
        texts: words of listed provisions, by address.
        groups: what is to be reviewed, by the question that it raises.
        services: Service Requests and Use Cases that are changed or reached.
        scenarios: test scenarios that are reached.
        thresholds: of the severity rule, as the library sets them.
        basis: how sure date and content of the baseline are.
        in_force: (document and version that is changed, other versions in force beside it).
        layers: works of the chain from requirement to message that are changed or called on, in its order.
    """

    assessment: Assessment
    works: Mapping[str, Work]
    made: Made
    modification: Modification | None = None
    changes: ChangeSet | None = None
    review: Review | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    services: tuple[Service, ...] = ()
    scenarios: tuple[Reached, ...] = ()
    principles: tuple[Principle, ...] = ()
    risks: tuple[Risk, ...] = ()
    thresholds: Mapping[str, int] = field(default_factory=dict)
    basis: str = ""
    in_force: tuple[tuple[str, str], ...] = ()
    layers: tuple[str, ...] = ()
    calibration: Calibration = Calibration()


@dataclass(frozen=True)
class ConfigurationPaper:
    """What entered a run of baselines.

    Attributes:
        baselines: in their order. changes: from each to the next.
        entered: number of a baseline to the records that it implements.
    """

    baselines: tuple[Baseline, ...]
    changes: tuple[ChangeSet, ...]
    entered: Mapping[str, tuple[Modification, ...]]
    works: Mapping[str, Work]
    made: Made


@dataclass(frozen=True)
class StatusPaper:
    """Where every proposal stands.

    Attributes:
        tallies: as others counted them that day.
    """

    modifications: tuple[Modification, ...]
    made: Made
    day: str
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True)
class MetricsPaper:
    """Figures of a quarter for the regulator."""

    quarter: str
    first: str
    last: str
    modifications: tuple[Modification, ...]
    made: Made


@dataclass(frozen=True)
class Resources:
    """Hours of one proposal: by rule, and as recorded.

    Attributes:
        by_document: hours by rule, by document. effort_rows: (task, how many, hours each).
    """

    modification: Modification
    hours: float
    by_document: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class ResourcesPaper:
    """Hours of the open proposals, by rule beside what was recorded.

    Attributes:
        capacity: hours a month that a working group has.
    """

    rows: tuple[Resources, ...]
    calibration: Calibration
    capacity: float
    made: Made


@dataclass(frozen=True)
class WorkState:
    """A document at the handover.

    Attributes:
        findings: of `specman check`. open_suspects: of all reviews.
        depends_on, dependants: names of the documents that it cites, and that cite it, the most first.
    """

    work: Work
    version: str
    knowledge: Knowledge | None
    findings: tuple[Finding, ...]
    open_suspects: int
    depends_on: tuple[str, ...]
    dependants: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A Use Case in the chain from requirement to message; what is empty is not linked."""

    use_case: str
    title: str
    requirements: tuple[str, ...]
    requests: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True)
class AssurancePaper:
    """Every document, who answers for it and knows it, its findings, and the chain from requirement to message."""

    baseline: str
    states: tuple[WorkState, ...]
    chain: tuple[Link, ...]
    frameworks: tuple[Framework, ...]
    made: Made
