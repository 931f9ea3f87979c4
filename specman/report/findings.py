"""Findings for other programs: SARIF 2.1.0 for code-review pages, JUnit for build servers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from specman import __version__
from specman.model.finding import CheckResult, Finding


def sarif(result: CheckResult) -> dict[str, Any]:
    """A SARIF log with one run. Places are files inside the library.

    Source: OASIS SARIF 2.1.0; `partialFingerprints` lets a reader follow a finding whose line has moved.
    """
    slugs = sorted({finding.slug for finding in result.findings})
    return {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "specman", "version": __version__, "rules": [{"id": slug} for slug in slugs]}
                },
                "automationDetails": {"id": f"specman check {result.baseline}"},
                "results": [_result(finding, slugs.index(finding.slug)) for finding in result.findings],
            }
        ],
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    location: dict[str, Any] = {"physicalLocation": place} if finding.file else {}
    if finding.address:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.address}]
    advice = f" {finding.advice}" if finding.advice else ""
    return {
        "ruleId": finding.slug,
        "ruleIndex": rule,
        "level": finding.severity,  # our three words are SARIF's
        "message": {"text": f"{finding.address}: {finding.message}{advice}" if finding.address else finding.message},
        "locations": [location] if location else [],
        "partialFingerprints": {"slugAddressMessage/v1": f"{finding.slug}|{finding.address}|{finding.message}"},
    }


def junit(result: CheckResult) -> str:
    """JUnit XML: a test case for each document; an error fails it, warnings and notes are its output."""
    of: dict[str, list[Finding]] = {name: [] for name in result.works}
    for finding in result.findings:
        name = max((w for w in result.works if finding.address.startswith(w)), key=len, default="library")
        of.setdefault(name, []).append(finding)
    failed = sum(1 for rows in of.values() if any(f.severity == "error" for f in rows))
    name = quoteattr(f"specman check {result.baseline}")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name={name} tests="{len(of)}" failures="{failed}">',
        f'  <testsuite name={name} tests="{len(of)}" failures="{failed}" errors="0" skipped="0">',
    ]
    for work, rows in of.items():
        lines.append(f'    <testcase classname="specman.check" name={quoteattr(work)}>')
        errors = [finding for finding in rows if finding.severity == "error"]
        rest = [finding for finding in rows if finding.severity != "error"]
        if errors:
            said = f"{len(errors)} error{'s' if len(errors) > 1 else ''}: {errors[0].message}"
            lines.append(f"      <failure message={quoteattr(_clean(said))}>{_lines(errors)}</failure>")
        if rest:
            lines.append(f"      <system-out>{_lines(rest)}</system-out>")
        lines.append("    </testcase>")
    return "\n".join([*lines, "  </testsuite>", "</testsuites>"]) + "\n"


def _lines(findings: Sequence[Finding]) -> str:
    said = (f"{f.severity} {f.slug} {f.address} {f.file}:{f.line} {f.message} {f.advice}" for f in findings)
    return escape(_clean("\n".join(said)))


def _clean(text: str) -> str:
    """Without the control characters that XML does not allow."""
    return "".join(sign for sign in text if sign in "\t\n\r" or ord(sign) >= 0x20)
