"""`specman mirrors`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    at_option,
    chosen_format,
    give,
    open_library,
    output_options,
    person,
    say,
)

FORMATS = ("text", "json")


@click.group("mirrors", invoke_without_command=True)
@at_option
@click.option("--all", "everything", is_flag=True, help="List the pairs that are equal, too.")
@output_options(*FORMATS)
@click.pass_context
def mirrors_command(ctx: click.Context, at: str, everything: bool, form: str | None, output: Path | None) -> None:
    """List provisions that should say the same and do not, or accept a difference.

    Mirrors are the pairs that specman.toml declares, equal types of two schemas, and terms that two documents define.
    """
    if ctx.invoked_subcommand:
        return
    from specman.report.naming import baseline_name
    from specman.usecases.ask.mirrors import list_mirrors

    library = open_library(ctx)
    baseline, rows = list_mirrors(library, at)
    if chosen_format(form, output, FORMATS) == "json":
        give("mirrors", "json", output, baseline, rows)
    else:
        name = baseline_name(baseline, library.settings.name)
        give("mirrors", "text", output, name, rows, everything=everything)


@mirrors_command.command("accept")
@click.argument("a")
@click.argument("b")
@click.option("--reason", required=True, help="Why the two may differ.")
@click.pass_context
def accept(ctx: click.Context, a: str, b: str, reason: str) -> None:
    """Accept that two provisions differ as they stand now. When either changes, the finding is open again."""
    from specman.usecases.do.accept_mirror import accept_mirror

    rule, outcome = accept_mirror(open_library(ctx), person(ctx), a, b, reason)
    say(f"Accepted: {rule.a} and {rule.b} may differ as they do now (commit {outcome.commit[:12]}).")
