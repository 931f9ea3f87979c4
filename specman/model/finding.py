"""A flaw in a document or a library: data for a report, never an exception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful.

    Attributes:
        slug: stable name of the kind of finding; the catalogue is in `docs/findings.md`.
        address: the provision, as reports print it; "" for a whole file.
        file: path inside the library or as given; line 1-based, 0 when unknown.
        advice: what the reader should do.
    """

    slug: str
    severity: Severity
    message: str
    address: str = ""
    file: str = ""
    line: int = 0
    advice: str = ""


HIDING = frozenset({"left-out", "field-empty", "image-linked", "numbering-undefined"})
"""Kinds of finding that name what a reader sees in the file and specman did not read: a difference may hide there."""


def unread(findings: Iterable[Finding], name: str) -> list[str]:
    """Sentences on what was left out of a file that is compared.

    >>> unread([Finding("left-out", "warning", "Hidden text was left out (4 characters).")], "a.docx")
    ['a.docx: Hidden text was left out (4 characters).']
    """
    return [f"{name}: {finding.message}" for finding in findings if finding.slug in HIDING]


@dataclass(frozen=True)
class CheckResult:
    """Findings of one baseline, errors first, in the order of documents.

    Attributes:
        works: short names of the documents it holds.
        since: the baseline whose findings are left out, "" for none; `known` is how many were.
    """

    baseline: str
    findings: tuple[Finding, ...]
    provisions: int = 0
    citations: int = 0
    works: tuple[str, ...] = ()
    since: str = ""
    known: int = 0

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: sum(1 for f in self.findings if f.severity == severity) for severity in SEVERITIES}

    @property
    def has_errors(self) -> bool:
        """True when any finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)
