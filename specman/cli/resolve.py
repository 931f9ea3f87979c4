"""`specman resolve`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from specman.cli.common import at_option, chosen_format, deliver, open_library, output_options
from specman.report.terminal import styled as style

FORMATS = ("text", "json")


@click.command("resolve")
@click.argument("text")
@click.option("--in", "within", metavar="ADDRESS", default="", help="The provision the passage stands in.")
@at_option
@output_options(*FORMATS)
@click.pass_context
def resolve_command(ctx: click.Context, text: str, within: str, at: str, form: str | None, output: Path | None) -> None:
    """Say what a passage cites and which defined terms it uses. TEXT may be - for standard input."""
    from specman.report.show import passage
    from specman.usecases.ask.resolve import resolve_text

    words = sys.stdin.read().rstrip("\n") if text == "-" else text
    found = resolve_text(open_library(ctx), words, within=within, at=at)
    if chosen_format(form, output, FORMATS) == "json":
        from specman.report.json import citations as as_json
        from specman.report.json import dumps

        deliver(dumps(as_json.passage(found)), output, "json")
        return
    citations = [(c.text, c.start, c.kind, [(r.address, r.status) for r, _, _ in rows]) for c, rows in found.citations]
    terms = [(use.text, use.start, f"{document} {provision}") for use, document, provision in found.terms]
    deliver(passage(citations, terms, style), output)
