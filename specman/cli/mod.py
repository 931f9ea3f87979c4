"""`specman mod`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import chosen_format, complete_subject, deliver, open_library, output_options

FORMATS = ("text", "json")


@click.group("mod")
def mod_command() -> None:
    """Show a modification, or store its drafted text."""


@mod_command.command("show")
@click.argument("modification", shell_complete=complete_subject)
@output_options(*FORMATS)
@click.pass_context
def show(ctx: click.Context, modification: str, form: str | None, output: Path | None) -> None:
    """Show what is recorded of a modification."""
    from specman.report import json as as_json
    from specman.report import text

    found = open_library(ctx).modification(modification)
    if chosen_format(form, output, FORMATS) == "json":
        deliver(as_json.dumps({"format": "specman.modification/1", **as_json.modification(found)}), output)
    else:
        deliver(text.modification(found), output)


@mod_command.command("draft")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--work", default="", metavar="ID", help="The work it drafts; else the file's folder or name says it.")
@click.pass_context
def draft(ctx: click.Context, modification: str, file: Path, work: str) -> None:
    """Store the drafted text of a whole document with a modification, in one commit."""
    from specman.usecases.change import draft as store_draft

    path, document, outcome = store_draft(open_library(ctx), modification, file, work)
    said = f"commit {outcome.commit[:12]}" if outcome.commit else "the library held it already"
    click.echo(f"{path}: {len(document.provisions) - 1} provisions ({said}).")
    click.echo(f"Next: specman impact {modification}")
