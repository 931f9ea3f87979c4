"""`specman report`: the papers of the committee."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from specman.cli.common import (
    calendar_day,
    chosen_format,
    complete_baseline,
    complete_subject,
    complete_work,
    deliver,
    deliver_bytes,
    give,
    open_library,
    output_options,
    progress,
    say,
    today,
)
from specman.errors import UsageError
from specman.report.forms import forms_of

NOTE_FORMS = ("md", "html", "docx")
FORMS = forms_of("paper")
EXCHANGE = ("xlsx", "csv", "reqif", "graphml")


@click.group("report")
def report_command() -> None:
    """Write the committee's papers.

    Each is printed as text, or written as the ending of -o FILE says: .html, .docx, .pdf, .md, .json.

    \b
    specman report impact SECMP0014 -o assessment.pdf
    specman report modification SECMP0017 -o report.docx
    specman report configuration --from 4.10 --to 4.12 -o update.html
    specman report status --as-of 2016-06-17
    specman report metrics --quarter 2016-Q2 -o metrics.csv
    specman report resources
    specman report assurance 4.12
    specman report handover -o handover/
    specman report release-note 4.11 4.12 -o note.docx
    """


def _paper_options(*more: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What every paper takes: its form, a template of the reader's own, the day it is made on."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            click.option(
                "--template", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="A Word file whose styles and page a .docx takes.",
            ),
            click.option("--date", "day", default="", metavar="DATE", help="The day it is made on; today when "
                "not said."),
        ):  # fmt: skip
            function = option(function)
        return output_options(*FORMS, *more)(function)

    return decorate


def _as_of(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--as-of", default="", metavar="DATE", help="Show what was known at the end of a day.")(
        function
    )


def _give(
    ctx: click.Context, kind: str, subject: str, form: str | None, output: Path | None, template: Path | None, day: str,
    *, more: tuple[str, ...] = (), at: str = "",
) -> str:  # fmt: skip
    """Write a paper; returns the form where it is one that papers do not have."""
    chosen = chosen_format(form, output, (*FORMS, *more))
    made_on = calendar_day(day) if day else today()
    if chosen in more:
        return chosen
    if template is not None and chosen != "docx":
        raise UsageError("A template is for Word.", hint="End the name of -o in .docx.")
    from specman.usecases.ask.papers.catalogue import paper

    with progress():
        found = paper(open_library(ctx), kind, subject, day=made_on, at=at)
    settings: dict[str, Any] = {"template": template.read_bytes()} if template is not None else {}
    give("paper", chosen, output, found, **settings)
    return ""


@report_command.command("impact")
@click.argument("subject", shell_complete=complete_subject)
@click.option(
    "--at", default="", metavar="BASELINE", shell_complete=complete_baseline, help="The baseline to assess against."
)
@_paper_options(*EXCHANGE)
@click.pass_context
def impact_command(
    ctx: click.Context, subject: str, at: str, form: str | None, output: Path | None, template: Path | None, day: str
) -> None:
    """Assess a proposal for the committee: page one is the decision.

    SUBJECT is a modification, two baselines (4.11..4.12), an address or a term. A sheet (.xlsx, .csv) has a row for
    each provision and is read back by specman review --from-file; .reqif and .graphml are for other programs.
    """
    more = _give(ctx, "impact", subject, form, output, template, day, more=EXCHANGE, at=at)
    if more:
        from specman.usecases.ask.papers.interchange import assessment_as

        with progress():
            data = assessment_as(open_library(ctx), subject, more, day=calendar_day(day) if day else today(), at=at)
        _written(data, output, f"assessment.{more}", more)


@report_command.command("modification")
@click.argument("modification", shell_complete=complete_subject)
@_paper_options()
@click.pass_context
def modification_command(
    ctx: click.Context, modification: str, form: str | None, output: Path | None, template: Path | None, day: str
) -> None:
    """Write the Modification Report; what is not recorded is a marked blank."""
    _give(ctx, "modification", modification, form, output, template, day)


@report_command.command("configuration")
@click.option(
    "--from", "base", default="", metavar="BASELINE", shell_complete=complete_baseline, help="From which baseline."
)
@click.option(
    "--to", "target", default="", metavar="BASELINE", shell_complete=complete_baseline, help="To which baseline."
)
@_paper_options()
@click.pass_context
def configuration_command(
    ctx: click.Context, base: str, target: str, form: str | None, output: Path | None, template: Path | None, day: str
) -> None:
    """Say what entered each baseline, by which instrument; the last three where none is named."""
    from specman.usecases.ask.papers.catalogue import latest_pair

    library = open_library(ctx)
    first, _, last = latest_pair(library).partition("..")
    _give(ctx, "configuration", f"{base or first}..{target or last}", form, output, template, day)


@report_command.command("status")
@_as_of
@_paper_options()
@click.pass_context
def status_command(
    ctx: click.Context, as_of: str, form: str | None, output: Path | None, template: Path | None, day: str
) -> None:
    """Say where every proposal stands, how it came there, and what waits for whom."""
    _see(ctx, as_of)
    _give(ctx, "status", "", form, output, template, day)


@report_command.command("metrics")
@click.option("--quarter", default="", metavar="YYYY-Qn", help="The quarter; the last that is over when not said.")
@_as_of
@_paper_options("csv")
@click.pass_context
def metrics_command(
    ctx: click.Context, quarter: str, as_of: str, form: str | None, output: Path | None, template: Path | None, day: str
) -> None:
    """Give the regulator's figures of a quarter; .csv is for the form."""
    _see(ctx, as_of)
    if _give(ctx, "metrics", quarter, form, output, template, day, more=("csv",)):
        from specman.report.papers.metrics import metrics_csv
        from specman.usecases.ask.papers.catalogue import quarter_of
        from specman.usecases.ask.papers.committee import metrics_paper

        made_on = calendar_day(day) if day else today()
        found = metrics_paper(open_library(ctx), quarter or quarter_of(made_on), day=made_on)
        _written(metrics_csv(found).encode(), output, "metrics.csv", "csv")


@report_command.command("resources")
@click.option(
    "--capacity", type=click.FloatRange(1, 10_000), default=40.0, show_default=True,
    help="Hours a month that a Working Group has.",
)  # fmt: skip
@_as_of
@_paper_options("csv", "xlsx")
@click.pass_context
def resources_command(
    ctx: click.Context,
    capacity: float,
    as_of: str,
    form: str | None,
    output: Path | None,
    template: Path | None,
    day: str,
) -> None:
    """Give the hours of the open proposals, by rule beside what was recorded."""
    _see(ctx, as_of)
    if more := _give(ctx, "resources", str(capacity), form, output, template, day, more=("csv", "xlsx")):
        from specman.formats.workbook_writing import workbook
        from specman.report.papers.resources import resources_rows
        from specman.report.table import csv_table
        from specman.usecases.ask.papers.committee import resources_paper

        rows = resources_rows(resources_paper(open_library(ctx), day=calendar_day(day) if day else today()))
        data = workbook(rows, "Resources") if more == "xlsx" else csv_table(rows).encode()
        _written(data, output, f"resources.{more}", more)


@report_command.command("assurance")
@click.argument("baseline", default="", shell_complete=complete_baseline)
@_paper_options("reqif")
@click.pass_context
def assurance_command(
    ctx: click.Context, baseline: str, form: str | None, output: Path | None, template: Path | None, day: str
) -> None:
    """Say who has and knows each document, its findings, and the chain from requirement to message."""
    if _give(ctx, "assurance", baseline, form, output, template, day, more=("reqif",)):
        from specman.usecases.ask.papers.interchange import baseline_as_reqif

        data = baseline_as_reqif(open_library(ctx), baseline, day=calendar_day(day) if day else today())
        _written(data, output, "baseline.reqif", "reqif")


@report_command.command("handover")
@click.argument("baseline", default="", shell_complete=complete_baseline)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A new folder, or a .zip.")
@click.option("--date", "day", default="", metavar="DATE", help="The day it is made on; today when not said.")
@click.pass_context
def handover_command(ctx: click.Context, baseline: str, output: Path, day: str) -> None:
    """Write the handover pack: every document and paper, with a page to begin at and a manifest to verify it by."""
    from specman.usecases.ask.papers.handover import VERIFY, handover, zipped

    made_on = calendar_day(day) if day else today()
    library = open_library(ctx)
    if output.suffix.lower() == ".zip":
        with progress():
            data = zipped(library, baseline, day=made_on)
        deliver_bytes(data, output, "handover.zip")
        return
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UsageError(f"{output} is there and not empty, and is not written over.", hint="Name a new folder.")
    with progress(), tempfile.TemporaryDirectory(dir=_folder(output), prefix=f".{output.name}.") as scratch:
        count = 0
        made = Path(scratch) / "pack"
        for path, data in handover(library, baseline, day=made_on):
            place = made / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            count += 1
        if output.exists():
            output.rmdir()  # it is empty
        made.rename(output)  # the pack is there whole, or not at all
    say(f"Wrote {count} files to {output}; begin at {output / 'index.html'}.", err=True)
    say(VERIFY, err=True)


def _folder(output: Path) -> Path:
    """The folder that a new folder will be in."""
    found = output.resolve().parent
    if not found.is_dir():
        raise UsageError(f"{output} cannot be written: there is no folder {found}.", hint="Name a folder that exists.")
    return found


def _see(ctx: click.Context, as_of: str) -> None:
    """Read the library as it was known on a day."""
    if as_of:
        ctx.find_root().obj["as_of"] = calendar_day(as_of)


def _written(data: bytes, output: Path | None, name: str, form: str) -> None:
    if form == "xlsx":
        deliver_bytes(data, output, name)
    else:
        deliver(data.decode(), output, form)


@report_command.command("release-note")
@click.argument("base", shell_complete=complete_baseline)
@click.argument("target", shell_complete=complete_baseline)
@click.option(
    "--work", "works", multiple=True, metavar="WORK", shell_complete=complete_work, help="Only this document."
)
@output_options(*NOTE_FORMS)
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

    chosen = form or ("md" if output is None else chosen_format(form, output, NOTE_FORMS))
    data = as_file(release_note(open_library(ctx), base, target, works=works), chosen)
    if output is not None or chosen == "docx":
        deliver_bytes(data, output, "release-note.docx")
    else:
        deliver(data.decode(), form=chosen)
