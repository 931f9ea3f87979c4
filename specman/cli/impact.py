"""`specman impact`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    complete_subject,
    deliver,
    deliver_bytes,
    open_library,
    output_options,
    progress,
)
from specman.report.terminal import styled as style

FORMATS = ("text", "json", "md", "html", "pdf")


@click.command("impact")
@click.argument("target", nargs=-1, required=True, shell_complete=complete_subject)
@click.option(
    "--depth",
    type=click.IntRange(1, 10),
    default=3,
    show_default=True,
    help="How many links a change is followed.",
)
@at_option
@output_options(*FORMATS)
@click.pass_context
def impact_command(
    ctx: click.Context, target: tuple[str, ...], depth: int, at: str, form: str | None, output: Path | None
) -> None:
    """Say what a modification, an address, a defined term or a diff touches, and why.

    \b
    specman impact SECMP0014
    specman impact SECMP0014 -o impact.html
    specman impact "SEC H3.3" "Device ID"
    specman impact 4.11..4.12
    """
    from specman.report.naming import named
    from specman.usecases.ask.impact import impact

    chosen = chosen_format(form, output, FORMATS)
    library = open_library(ctx)
    with progress():
        assessment = impact(library, target, depth=depth, at=at)
    shown = named(assessment, library.settings.name)
    if chosen == "json":
        from specman.report.json import dumps
        from specman.report.json import impact as as_json

        answer = dumps(as_json.impact(assessment))
    elif chosen == "pdf":
        from specman.report import pages
        from specman.report.printing import pdf

        deliver_bytes(pdf(pages.impact(shown, "html")), output, "impact.pdf")
        return
    elif chosen in ("md", "html"):
        from specman.report import pages

        answer = pages.impact(shown, chosen)
    else:
        from specman.report import impact_text

        answer = impact_text.impact(shown, style)
    deliver(answer, output, chosen)
