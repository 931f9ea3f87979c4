"""`specman check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    complete_baseline,
    give,
    open_library,
    output_options,
    progress,
)
from specman.report.forms import forms_of

FORMATS = forms_of("check")


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
    give("check", chosen, output, result, library=name)
    return 1 if found.has_errors else 0
