"""`specman list`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from specman.cli.common import at_option, chosen_format, deliver, open_library, output_options

FORMATS = ("text", "json")


@click.command("list")
@click.argument("what", type=click.Choice(["works", "baselines", "modifications", "terms"]))
@at_option
@output_options(*FORMATS)
@click.pass_context
def list_command(ctx: click.Context, what: str, at: str, form: str | None, output: Path | None) -> None:
    """List works, baselines, modifications or defined terms."""
    from specman.report import json as as_json
    from specman.report import text
    from specman.usecases.ask import lists

    library = open_library(ctx)
    json = chosen_format(form, output, FORMATS) == "json"
    rows: Sequence[object]
    if what == "works":
        works = lists.list_works(library, at)
        answer, rows = text.works(works), [as_json.work(work, version) for work, version in works]
    elif what == "baselines":
        baselines = lists.list_baselines(library)
        answer, rows = text.baselines(baselines), [as_json.baseline(item) for item in baselines]
    elif what == "modifications":
        modifications = lists.list_modifications(library)
        answer, rows = (
            text.modifications(modifications),
            [as_json.modification(item) for item in modifications],
        )
    else:
        terms = lists.list_terms(library, at)
        answer = text.terms(terms)
        rows = as_json.terms(terms)
    if json:
        answer = as_json.dumps(as_json.answer(what, **{what: rows}))
    deliver(answer, output)
