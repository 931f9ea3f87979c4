"""`specman diff`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from specman.cli.common import (
    calendar_day,
    chosen_format,
    complete_state,
    complete_work,
    deliver_bytes,
    give,
    open_library,
    output_options,
    progress,
    refuse_inputs,
    say,
)
from specman.errors import UsageError
from specman.report.forms import forms_of

if TYPE_CHECKING:
    from specman.model.change import Significance

FORMATS = (*forms_of("diff"), "docx", "zip")


@click.command("diff")
@click.argument("base", shell_complete=complete_state)
@click.argument("target", required=False, shell_complete=complete_state)
@click.option("--stat", is_flag=True, help="One line for each document.")
@click.option(
    "--work",
    "works",
    multiple=True,
    metavar="WORK",
    shell_complete=complete_work,
    help="Only this document; may be repeated.",
)
@click.option(
    "--significance",
    "wanted",
    multiple=True,
    type=click.Choice(["substantive", "consequential", "editorial"]),
    help="Only changes of this significance; may be repeated.",
)
@click.option("--author", default="specman", show_default=True, help="Of a redline: who made the changes.")
@click.option(
    "--date",
    default="",
    metavar="DATE",
    help="Of a redline: when they were made (2016-06-15); the date of the target, else today.",
)
@click.option("--exit-code", is_flag=True, help="Leave with 1 when anything differs, as diff(1) does.")
@output_options(*FORMATS)
@click.pass_context
def diff_command(
    ctx: click.Context,
    base: str,
    target: str | None,
    stat: bool,
    works: tuple[str, ...],
    wanted: tuple[Significance, ...],
    author: str,
    date: str,
    exit_code: bool,
    form: str | None,
    output: Path | None,
) -> int:
    """Compare two baselines, two versions, two files, a modification's draft with its base, or the two sides of a
    Word file with tracked changes.

    \b
    specman diff 4.11 4.12
    specman diff 4.11 4.12 --stat
    specman diff DUIS-XSD@1.0 DUIS-XSD@1.1
    specman diff SECMP0014
    specman diff 4.12 SECMP0014         (against another baseline)
    specman diff HEAD~3 HEAD            (what git revisions hold)
    specman diff HEAD~3:4.12 4.12       (a baseline as it stood)
    specman diff draft.docx "SEC H@4.12" (a file and what the library holds)
    specman diff old.xsd new.xsd        (no library needed)
    specman diff redline.docx           (what its tracked changes change)
    specman diff 4.11 4.12 --work "SEC H" -o sec-h.docx   (tracked changes)
    specman diff 4.11 4.12 -o redlines.zip                (one for each text)
    """
    from specman.state.changes import of_significance
    from specman.usecases.ask.diff import diff

    chosen = chosen_format(form, output, FORMATS)
    if stat and chosen != "text":
        raise UsageError("--stat is a table for the terminal.", hint="Leave out --stat, or --format and -o.")
    if wanted and chosen in ("docx", "zip"):
        raise UsageError(
            "A redline holds every change: accepted, it is the target.",
            hint="Leave out --significance, or choose text, md, html, pdf or json.",
        )
    refuse_inputs(output, base, target or "")
    day = calendar_day(date) if date else ""
    whole = chosen in ("docx", "zip", "html", "pdf")  # these show provisions that did not change, too
    with progress():
        changes = diff(lambda: open_library(ctx), base, target, works=works, whole=whole)
    left = 1 if exit_code and not changes.is_empty else 0
    if chosen in ("docx", "zip"):
        from specman.usecases.ask.redline import one_file, redlines, zipped

        held = any(side.kind != "file" for side in (changes.base, changes.target))
        when = day or changes.target.date or datetime.date.today().isoformat()
        found = redlines(changes, author=author, date=when, library=open_library(ctx) if held else None)
        deliver_bytes(one_file(found) if chosen == "docx" else zipped(found), output, f"redline.{chosen}")
        for words in changes.unread:
            say(words, err=True)
        if found.left_out:
            say(f"No redline, being no text of both sides: {', '.join(found.left_out)}.", err=True)
        return left
    changes = of_significance(changes, wanted)
    between_baselines = "baseline" in (changes.base.kind, changes.target.kind)
    name = open_library(ctx).settings.name if between_baselines else ""
    give("diff-stat" if stat else "diff", chosen, output, changes, library=name)
    return left
