"""`specman baseline`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    chosen_format,
    complete_baseline,
    deliver,
    give,
    open_library,
    output_options,
    person,
    say,
)
from specman.report.forms import forms_of

FORMATS = ("text", "json")


@click.group("baseline")
def baseline_command() -> None:
    """Freeze, show, verify and map baselines."""


@baseline_command.command("create")
@click.argument("number")
@click.option("--in-effect", default="", metavar="DATE", help="Date from which it has effect.")
@click.option("--source", type=click.Choice(["modification", "designation"]), help="How the change came about.")
@click.option("--basis", default="", help="How sure the date and content are.")
@click.option("--title", default="", help="A title, if it has one.")
@click.option("--previous", default="", metavar="NUMBER", help="The baseline before it; else the next lower number.")
@click.option("--set", "versions", multiple=True, metavar="WORK=VERSION", help="Take this version, not the newest.")
@click.option("--without", multiple=True, metavar="WORK", help="Leave this work out.")
@click.option("--strict", is_flag=True, help="Refuse it when specman check finds an error.")
@click.pass_context
def create(
    ctx: click.Context, number: str, in_effect: str, source: str | None, basis: str, title: str, previous: str,
    versions: tuple[str, ...], without: tuple[str, ...], strict: bool,
) -> None:  # fmt: skip
    """Freeze the newest version of every work, or those named, under a number."""
    from specman.report.wording import plural
    from specman.usecases.do.freeze_baseline import create_baseline

    baseline, outcome = create_baseline(
        open_library(ctx), person(ctx), number, in_effect=in_effect, basis=basis, source=source or "", title=title,
        previous=previous, versions=versions, without=without, strict=strict,
    )  # fmt: skip
    say(f"Baseline {baseline.number} holds {plural(len(baseline.entries), 'work')} (commit {outcome.commit[:12]}).")


@baseline_command.command("show")
@click.argument("number", default="", shell_complete=complete_baseline)
@output_options(*FORMATS)
@click.pass_context
def show(ctx: click.Context, number: str, form: str | None, output: Path | None) -> None:
    """Show what a baseline holds; the newest when no number is given."""
    from specman.report.naming import baseline_name

    library = open_library(ctx)
    baseline = library.baseline(number)
    if chosen_format(form, output, FORMATS) == "json":
        give("baseline", "json", output, baseline)
        return
    name = baseline_name(str(baseline.number), library.settings.name)
    titles = {work.id: work.title for work in library.works.values()}
    give("baseline", "text", output, baseline, name=name, titles=titles)


@baseline_command.command("verify")
@click.argument("number", default="", shell_complete=complete_baseline)
@output_options(*FORMATS)
@click.pass_context
def verify(ctx: click.Context, number: str, form: str | None, output: Path | None) -> int:
    """Prove that a baseline's documents are there and unchanged. Leaves with 1 when they are not."""
    from specman.model.finding import CheckResult
    from specman.report.naming import baseline_name
    from specman.usecases.ask.check import verify_baseline

    library = open_library(ctx)
    baseline = library.baseline(number)
    name = baseline_name(str(baseline.number), library.settings.name)
    findings = verify_baseline(library, str(baseline.number))
    if chosen_format(form, output, FORMATS) == "json":
        give("check", "json", output, CheckResult(str(baseline.number), tuple(findings)))
    elif findings:
        give("check", "text", output, CheckResult("", tuple(findings)))
    else:
        deliver(f"{name}: {len(baseline.entries)} documents are there and unchanged.\n", output)
    return 1 if findings else 0


@baseline_command.command("map")
@output_options(*forms_of("baseline-map"))
@click.pass_context
def version_map(ctx: click.Context, form: str | None, output: Path | None) -> None:
    """Print the version-control mapping: documents by baselines."""
    from specman.usecases.ask.lists import baseline_map

    chosen = chosen_format(form, output, forms_of("baseline-map"))
    give("baseline-map", chosen, output, *baseline_map(open_library(ctx)))
