"""`specman mod board`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, give, open_library, output_options
from specman.report.forms import forms_of

FORMATS = forms_of("board")


@click.command("board")
@output_options(*FORMATS)
@click.pass_context
def board_command(ctx: click.Context, form: str | None, output: Path | None) -> None:
    """Show modifications by stage, in the order of the process."""
    from specman.usecases.ask.lists import list_modifications

    give("board", chosen_format(form, output, FORMATS), output, list_modifications(open_library(ctx)))
