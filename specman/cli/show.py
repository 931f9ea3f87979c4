"""`specman show` and `specman search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from specman.cli.common import (
    at_option,
    calendar_day,
    chosen_format,
    complete_subject,
    give,
    open_library,
    output_options,
)
from specman.model.applicability import PURPOSES, Purpose

if TYPE_CHECKING:
    from specman.model.document import RevisionView

FORMATS = ("text", "json")


@click.command("show")
@click.argument("address", nargs=-1, required=True, shell_complete=complete_subject)
@at_option
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    help="Which side of a Word file's tracked changes to show.",
)
@click.option("--on", "day", default="", metavar="DATE", help="Of a work: which versions are in force on a day.")
@click.option(
    "--for", "purpose", type=click.Choice(PURPOSES), default="maintain", help="To install, or to keep in use."
)
@output_options(*FORMATS)
@click.pass_context
def show_command(
    ctx: click.Context,
    address: tuple[str, ...],
    at: str,
    revisions: RevisionView,
    day: str,
    purpose: Purpose,
    form: str | None,
    output: Path | None,
) -> None:
    """Show a provision, a document, a defined term, or how a file is read.

    \b
    specman show "SEC A1.1" --at 4.11
    specman show GBCS@0.8.1
    specman show "Device ID"
    specman show draft.docx
    specman show SMETS --on 2017-03-01 --for install
    """
    from specman.state.subjects import file_named, must_be_file
    from specman.usecases.ask import show

    words = " ".join(address)
    chosen = chosen_format(form, output, FORMATS)
    if day:
        from specman.usecases.ask.applicable import applicable

        give("applicable", chosen, output, applicable(open_library(ctx), words, calendar_day(day), purpose))
        return
    if must_be_file(words) and ("/" in words or file_named(words)):
        document = show.read_file(Path(words), revisions)
        give("file", chosen, output, document, **({"name": words} if chosen == "text" else {}))
        return
    library = open_library(ctx)
    give("show", chosen, output, show.show(library, words, at=at), library=library.settings.name)


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@at_option
@output_options(*FORMATS)
@click.pass_context
def search_command(ctx: click.Context, words: tuple[str, ...], at: str, form: str | None, output: Path | None) -> None:
    """Find provisions that hold all the words, letter case aside."""
    from specman.usecases.ask.search import search

    give("search", chosen_format(form, output, FORMATS), output, search(open_library(ctx), " ".join(words), at=at))
