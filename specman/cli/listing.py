"""`specman list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from specman.cli.common import at_option, chosen_format, deliver, open_library, output_options

if TYPE_CHECKING:
    from specman.store.library import Library

FORMATS = ("text", "json")


@click.command("list")
@click.argument("what", type=click.Choice(["works", "baselines", "modifications", "terms"]))
@at_option
@output_options(*FORMATS)
@click.pass_context
def list_command(ctx: click.Context, what: str, at: str, form: str | None, output: Path | None) -> None:
    """List works, baselines, modifications or defined terms."""
    from specman.report import text
    from specman.usecases.ask import lists

    library = open_library(ctx)
    if chosen_format(form, output, FORMATS) == "json":
        deliver(_as_json(library, what, at), output, "json")
    elif what == "works":
        deliver(text.works(lists.list_works(library, at)), output)
    elif what == "baselines":
        deliver(text.baselines(lists.list_baselines(library)), output)
    elif what == "modifications":
        deliver(text.modifications(lists.list_modifications(library)), output)
    else:
        deliver(text.terms(lists.list_terms(library, at)), output)


def _as_json(library: Library, what: str, at: str) -> str:
    from specman.report.json import dumps
    from specman.report.json import lists as as_json
    from specman.usecases.ask import lists

    if what == "works":
        return dumps(as_json.works(lists.list_works(library, at)))
    if what == "baselines":
        return dumps(as_json.baselines(lists.list_baselines(library)))
    if what == "modifications":
        return dumps(as_json.modifications(lists.list_modifications(library)))
    return dumps(as_json.terms(lists.list_terms(library, at)))
