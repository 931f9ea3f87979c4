"""`specman mod conflicts`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import at_option, chosen_format, complete_subject, give, open_library, output_options, progress
from specman.report.forms import forms_of

FORMATS = forms_of("conflicts")


@click.command("conflicts")
@click.argument("modifications", nargs=-1, shell_complete=complete_subject)
@at_option
@output_options(*FORMATS)
@click.pass_context
def conflicts_command(
    ctx: click.Context, modifications: tuple[str, ...], at: str, form: str | None, output: Path | None
) -> None:
    """Say where open proposals meet: the same words, the same provision, what one changes and the other cites.

    \b
    specman mod conflicts                 every pair of open proposals
    specman mod conflicts SECMP0015       one of them with all the others
    """
    from specman.usecases.ask.conflicts import conflicts

    chosen = chosen_format(form, output, FORMATS)
    with progress():
        found = conflicts(open_library(ctx), modifications, at=at)
    give("conflicts", chosen, output, found.compared, found.undrafted, found.overlaps)
