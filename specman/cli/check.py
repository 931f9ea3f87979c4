"""`specman check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    complete_baseline,
    deliver,
    open_library,
    output_options,
    progress,
)
from specman.report.terminal import styled as style

if TYPE_CHECKING:
    from specman.model.finding import CheckResult

FORMATS = ("text", "json", "html", "sarif", "junit")


@click.command("check")
@at_option
@click.option(
    "--since",
    metavar="BASELINE",
    default="",
    help="Leave out what this baseline has too: what is new since then.",
    shell_complete=complete_baseline,
)
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    help="Leave out what is less severe.",
)
@output_options(*FORMATS)
@click.pass_context
def check_command(ctx: click.Context, at: str, since: str, severity: str, form: str | None, output: Path | None) -> int:
    """Find what is wrong or doubtful in a baseline. Leaves with 1 when any finding is an error."""
    from specman.model.finding import SEVERITIES
    from specman.usecases.ask.check import check

    chosen = chosen_format(form, output, FORMATS)
    library = open_library(ctx)
    with progress():
        found = check(library, at, since=since)
    name = library.settings.name if found.baseline else ""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    result = replace(found, findings=tuple(finding for finding in found.findings if finding.severity in wanted))
    deliver(_rendered(result, chosen, name), output, chosen)
    return 1 if found.has_errors else 0


def _rendered(result: CheckResult, form: str, name: str) -> str:
    from specman import __version__
    from specman.report import findings, pages, text
    from specman.report.naming import named

    if form == "json":
        from specman.report.json import dumps
        from specman.report.json import findings as as_json

        return dumps(as_json.check(result))
    if form == "sarif":
        from specman.report.json import dumps

        return dumps(findings.sarif(result, __version__))
    if form == "junit":
        return findings.junit(result)
    if form == "html":
        return pages.check(named(result, name), __version__)
    return text.findings(named(result, name), style)
