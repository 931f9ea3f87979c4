"""`specman report`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    chosen_format,
    complete_baseline,
    complete_work,
    deliver,
    deliver_bytes,
    open_library,
    output_options,
)

FORMATS = ("md", "html", "docx")


@click.group("report")
def report_command() -> None:
    """Write reports for people."""


@report_command.command("release-note")
@click.argument("base", shell_complete=complete_baseline)
@click.argument("target", shell_complete=complete_baseline)
@click.option(
    "--work", "works", multiple=True, metavar="WORK", shell_complete=complete_work, help="Only this document."
)
@output_options(*FORMATS)
@click.pass_context
def release_note_command(
    ctx: click.Context, base: str, target: str, works: tuple[str, ...], form: str | None, output: Path | None
) -> None:
    """Say what changed from one baseline to another, document by document, with revision histories.

    \b
    specman report release-note 4.11 4.12                  Markdown
    specman report release-note 4.11 4.12 -o note.docx     Word; also .html
    """
    from specman.usecases.ask.release_note import as_file, release_note

    chosen = form or ("md" if output is None else chosen_format(form, output, FORMATS))
    data = as_file(release_note(open_library(ctx), base, target, works=works), chosen)
    if output is not None or chosen == "docx":
        deliver_bytes(data, output, "release-note.docx")
    else:
        deliver(data.decode(), form=chosen)
