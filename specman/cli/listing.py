"""`specman list`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    give,
    open_library,
    output_options,
)

FORMATS = ("text", "json")


@click.command("list")
@click.argument("what", type=click.Choice(["works", "baselines", "modifications", "terms"]))
@at_option
@output_options(*FORMATS)
@click.pass_context
def list_command(ctx: click.Context, what: str, at: str, form: str | None, output: Path | None) -> None:
    """List works, baselines, modifications or defined terms."""
    from specman.usecases.ask import lists

    library = open_library(ctx)
    chosen = chosen_format(form, output, FORMATS)
    if what == "works":
        give(what, chosen, output, lists.list_works(library, at))
    elif what == "baselines":
        give(what, chosen, output, lists.list_baselines(library))
    elif what == "modifications":
        give(what, chosen, output, lists.list_modifications(library))
    else:
        give(what, chosen, output, lists.list_terms(library, at))
