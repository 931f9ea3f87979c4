"""`specman mod new`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, give, open_library, output_options, person, say, today
from specman.model.lifecycle import SORTS, Sort
from specman.report.forms import forms_of

FORMATS = forms_of("modification")


@click.command("new")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--sort", type=click.Choice(SORTS), default="modification", show_default=True, help="What is raised.")
@click.option("--id", "number", default="", metavar="ID", help="Its number; the next one when not said.")
@click.option("--date", default="", metavar="DATE", help="When it was raised; today when not said.")
@output_options(*FORMATS)
@click.pass_context
def new_command(
    ctx: click.Context, values: tuple[str, ...], sort: Sort, number: str, date: str, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Raise a modification, a designation, or a batch of Issue Resolution Proposals, in one commit.

    \b
    specman mod new title="Align GBCS with CHTS" proposer="A. Person"
    specman mod new --sort designation title="CTSD" documents="CTSD"
    """
    from specman.usecases.do.raise_modification import raise_modification

    chosen = chosen_format(form, output, FORMATS)
    found, outcome = raise_modification(
        open_library(ctx), person(ctx), values, sort=sort, number=number.upper(), date=date or today()
    )
    if chosen == "text":
        say(f"Raised {found.id} (commit {outcome.commit[:12]}).")
        say(f"Next: specman mod set {found.id} FIELD=VALUE, or specman mod advance {found.id}")
    else:
        give("modification", chosen, output, found)
