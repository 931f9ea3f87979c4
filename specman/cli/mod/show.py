"""`specman mod show`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, complete_subject, give, open_library, output_options
from specman.report.forms import forms_of

FORMATS = forms_of("modification")


@click.command("show")
@click.argument("modification", shell_complete=complete_subject)
@output_options(*FORMATS)
@click.pass_context
def show_command(ctx: click.Context, modification: str, form: str | None, output: Path | None) -> None:
    """Show what is recorded of a modification."""
    found = open_library(ctx).modification(modification)
    give("modification", chosen_format(form, output, FORMATS), output, found)
