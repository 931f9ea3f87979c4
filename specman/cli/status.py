"""`specman status`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    chosen_format,
    give,
    open_library,
    output_options,
)

FORMATS = ("text", "json")


@click.command("status")
@output_options(*FORMATS)
@click.pass_context
def status_command(ctx: click.Context, form: str | None, output: Path | None) -> None:
    """What the library holds and what is left over."""
    from specman.usecases.ask.status import status

    give("status", chosen_format(form, output, FORMATS), output, status(open_library(ctx)))
