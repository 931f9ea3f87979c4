"""`specman mod instructions`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, complete_subject, complete_work, give, open_library, output_options
from specman.report.forms import forms_of

FORMATS = forms_of("instructions")


@click.command("instructions")
@click.argument("subject", shell_complete=complete_subject)
@click.argument("target", default="")
@click.option("--work", default="", metavar="ID", shell_complete=complete_work, help="Only the draft of this document.")
@output_options(*FORMATS)
@click.pass_context
def instructions_command(
    ctx: click.Context, subject: str, target: str, work: str, form: str | None, output: Path | None
) -> None:
    """Say the drafts of a proposal, or what is between two versions, as a lawyer would: amending instructions.

    Applied to the base (specman mod draft --instructions), they give the draft.

    \b
    specman mod instructions SECMP0014
    specman mod instructions "SEC I@4.11" "SEC I@4.12" -o amendments.txt
    """
    from specman.usecases.ask.instructions import instructions

    found = instructions(open_library(ctx), subject, target, work=work)
    give("instructions", chosen_format(form, output, FORMATS), output, found)
