"""`specman mod list`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, give, open_library, output_options
from specman.model.lifecycle import STAGES, STATUSES
from specman.report.forms import forms_of

FORMATS = forms_of("modifications")


@click.command("list")
@click.option(
    "--stage", "stages", multiple=True, type=click.Choice(STAGES), help="Only at this stage; may be repeated."
)
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Only of this status.")
@click.option("--open", "is_open", is_flag=True, help="Only those that can still change the documents.")
@output_options(*FORMATS)
@click.pass_context
def list_command(
    ctx: click.Context, stages: tuple[str, ...], statuses: tuple[str, ...], is_open: bool, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """List modifications with stage and status.

    \b
    specman mod list --open
    specman --as-of 2016-06-17 mod list      (as it was known that day)
    """
    from specman.usecases.ask.lists import list_modifications

    rows = list_modifications(open_library(ctx), stages=stages, statuses=statuses, only_open=is_open)
    give("modifications", chosen_format(form, output, FORMATS), output, rows)
