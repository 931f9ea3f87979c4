"""`specman mod set`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, complete_subject, give, open_library, output_options, person, say
from specman.report.forms import forms_of

FORMATS = forms_of("modification")


@click.command("set")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("values", nargs=-1, metavar="FIELD=VALUE...")
@output_options(*FORMATS)
@click.pass_context
def set_command(
    ctx: click.Context, modification: str, values: tuple[str, ...], form: str | None, output: Path | None
) -> None:
    """Fill in fields of a record, in one commit. FIELD= empties one.

    \b
    specman mod set SECMP0017 path=3 lead_analyst="A. Person"
    specman mod set SECMP0014 documents+="CHTS; SMETS"   (adds to a list)
    specman mod set SECMP0014 documents-="SMETS"
    specman mod set SECMP0014 impacted="DCC: high; Large Suppliers: low"
    specman mod set SECMP0014 costs="DCC: 120000; SECAS: 3500"
    specman mod set SECMP0014 links="depends on SECMP0015"
    """
    from specman.report.wording import field_words
    from specman.usecases.do.set_fields import names_of, set_fields

    chosen = chosen_format(form, output, FORMATS)
    found, outcome = set_fields(open_library(ctx), person(ctx), modification, values)
    if chosen == "text":
        done = f"commit {outcome.commit[:12]}" if outcome.commit else "the record said so already"
        say(f"{found.id}: {', '.join(field_words(name) for name in names_of(values))} ({done}).")
    else:
        give("modification", chosen, output, found)
