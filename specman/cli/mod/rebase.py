"""`specman mod rebase`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    chosen_format,
    complete_baseline,
    complete_subject,
    give,
    open_library,
    output_options,
    person,
    progress,
)
from specman.report.forms import forms_of

FORMATS = forms_of("rebase")


@click.command("rebase")
@click.argument("modification", shell_complete=complete_subject)
@click.option(
    "--onto", default="", metavar="BASELINE", shell_complete=complete_baseline, help="The newest when not said."
)
@output_options(*FORMATS)
@click.pass_context
def rebase_command(ctx: click.Context, modification: str, onto: str, form: str | None, output: Path | None) -> int:
    """Carry the drafts of a proposal over to another baseline, in one commit.

    What the proposal and the baseline both changed is left in the draft with both readings, and listed; then it leaves
    with 1.

    \b
    specman mod rebase SECMP0015 --onto 4.13
    """
    from specman.usecases.do.rebase import rebase

    chosen = chosen_format(form, output, FORMATS)
    library = open_library(ctx)
    with progress():
        found = rebase(library, person(ctx), modification, onto)
    give("rebase", chosen, output, found, library=library.settings.name)
    return 1 if found.conflicts else 0
