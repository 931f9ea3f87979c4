"""`specman check`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import at_option, chosen_format, deliver, open_library, output_options, style

FORMATS = ("text", "json")


@click.command("check")
@at_option
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    help="Leave out what is less severe.",
)
@output_options(*FORMATS)
@click.pass_context
def check_command(ctx: click.Context, at: str, severity: str, form: str | None, output: Path | None) -> int:
    """Find what is wrong or doubtful in a baseline. Leaves with 1 when any finding is an error."""
    from specman.model.finding import SEVERITIES
    from specman.usecases.check import check

    result = check(open_library(ctx), at)
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    findings = [finding for finding in result.findings if finding.severity in wanted]
    if chosen_format(form, output, FORMATS) == "json":
        from specman.report import json as as_json

        answer = as_json.dumps(as_json.check(result.baseline, findings, result.provisions, result.citations))
    else:
        from specman.report import text

        answer = text.findings(result.baseline, findings, result.provisions, result.citations, style)
    deliver(answer, output)
    return 1 if result.has_errors else 0
