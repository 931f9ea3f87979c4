"""`specman impact`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    complete_subject,
    give,
    open_library,
    output_options,
    progress,
)
from specman.report.forms import forms_of

FORMATS = forms_of("impact")


@click.command("impact")
@click.argument("target", nargs=-1, required=True, shell_complete=complete_subject)
@click.option(
    "--depth",
    type=click.IntRange(1, 10),
    default=3,
    show_default=True,
    help="How many links a change is followed.",
)
@click.option("--why", default="", metavar="ADDRESS", help="Say of one provision why it is listed, or why not.")
@at_option
@output_options(*FORMATS)
@click.pass_context
def impact_command(
    ctx: click.Context, target: tuple[str, ...], depth: int, why: str, at: str, form: str | None, output: Path | None
) -> None:
    """Say what a modification, an address, a defined term or a diff touches, and why.

    \b
    specman impact SECMP0014
    specman impact SECMP0014 -o impact.html
    specman impact "SEC H3.3" "Device ID"
    specman impact 4.11..4.12
    specman impact SECMP0014 --why "SEC H5.3"
    """
    from specman.usecases.ask.impact import impact

    library = open_library(ctx)
    if why:
        from specman.usecases.ask.explain import explain

        chosen = chosen_format(form, output, forms_of("why"))
        with progress():
            found = explain(library, target, why, depth=depth, at=at)
        give("why", chosen, output, found, library=library.settings.name)
        return
    chosen = chosen_format(form, output, FORMATS)
    with progress():
        assessment = impact(library, target, depth=depth, at=at)
    give("impact", chosen, output, assessment, library=library.settings.name)
