"""`specman resolve`."""

from __future__ import annotations

import sys
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


@click.command("resolve")
@click.argument("text")
@click.option("--in", "within", metavar="ADDRESS", default="", help="The provision the passage stands in.")
@at_option
@output_options(*FORMATS)
@click.pass_context
def resolve_command(ctx: click.Context, text: str, within: str, at: str, form: str | None, output: Path | None) -> None:
    """Say what a passage cites and which defined terms it uses. TEXT may be - for standard input."""
    from specman.usecases.ask.resolve import resolve_text

    words = sys.stdin.read().rstrip("\n") if text == "-" else text
    found = resolve_text(open_library(ctx), words, within=within, at=at)
    give("resolve", chosen_format(form, output, FORMATS), output, found)
