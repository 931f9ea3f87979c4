"""`check`: what is wrong or doubtful, and `mirrors`: which provisions that should say the same do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from specman.model import finding as model
from specman.model import mirror as pairs
from specman.report.json import Answer, Part


class Finding(Part):
    """One thing wrong or doubtful. docs/findings.md says what each slug means."""

    slug: str
    severity: model.Severity
    message: str
    address: str
    file: str
    line: Annotated[int, Meta(description="Counted from 1; 0 when unknown.")]
    advice: str


class Counts(Part):
    """How many findings there are of each severity."""

    error: int
    warning: int
    note: int


class Findings(Answer, tag="specman.findings/1"):
    """The findings of a baseline, errors first."""

    baseline: str
    since: Annotated[str | None, Meta(description="The baseline whose findings are left out.")]
    known: Annotated[int, Meta(description="How many were left out.")]
    provisions: int
    citations: int
    counts: Counts
    findings: tuple[Finding, ...]


class Mirror(Part):
    """Two provisions that should say the same."""

    a: str
    b: str
    because: str
    state: pairs.MirrorState
    accepted: Annotated[str | None, Meta(description="Why they may differ; null where nobody gave a reason.")]


class Mirrors(Answer, tag="specman.mirrors/1"):
    """The provisions of a baseline that should say the same."""

    baseline: str
    mirrors: tuple[Mirror, ...]


def check(result: model.CheckResult) -> Findings:
    """The answer of `specman check` and of `specman baseline verify`."""
    return Findings(
        baseline=result.baseline,
        since=result.since or None,
        known=result.known,
        provisions=result.provisions,
        citations=result.citations,
        counts=Counts(**result.counts),
        findings=tuple(map(finding, result.findings)),
    )


def finding(item: model.Finding) -> Finding:
    """One finding."""
    return Finding(
        slug=item.slug, severity=item.severity, message=item.message, address=item.address, file=item.file,
        line=item.line, advice=item.advice,
    )  # fmt: skip


def mirrors(baseline: str, rows: Sequence[pairs.Mirror]) -> Mirrors:
    """The answer of `specman mirrors`."""
    return Mirrors(
        baseline=baseline,
        mirrors=tuple(
            Mirror(a=row.a, b=row.b, because=row.because, state=row.state, accepted=row.accepted or None)
            for row in rows
        ),
    )
