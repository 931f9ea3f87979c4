"""`specman review`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from specman.cli.common import (
    at_option,
    calendar_day,
    chosen_format,
    complete_subject,
    deliver_bytes,
    give,
    open_library,
    output_options,
    person,
    progress,
    say,
    today,
)
from specman.errors import UsageError
from specman.report.forms import forms_of

if TYPE_CHECKING:
    from specman.model.review import Review

FORMATS = (*forms_of("review"), "xlsx")


@click.command("review")
@click.argument("subject", shell_complete=complete_subject)
@click.argument("address", default="")
@click.option(
    "--disposition", default="", metavar="KIND", help="no-change, changed, accepted, question or not-affected."
)
@click.option("--reason", default="", help="Why; of a question, what is asked.")
@click.option("--answer", default="", help="The answer to a question about ADDRESS.")
@click.option("--by", "name", default="", metavar="NAME", help="Whose view it is; yours when not said.")
@click.option("--date", default="", metavar="DATE", help="When it was said; today when not said.")
@click.option(
    "--from-file", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settle what a filled-in sheet (CSV, Excel) says.",
)  # fmt: skip
@click.option("--open", "only_open", is_flag=True, help="Only what is not settled.")
@click.option("--owner", default="", metavar="NAME", help="Only documents that NAME answers for.")
@click.option("--by-document", is_flag=True, help="Count by document.")
@at_option
@output_options(*FORMATS)
@click.pass_context
def review_command(
    ctx: click.Context, subject: str, address: str, disposition: str, reason: str, answer: str, name: str, date: str,
    sheet: Path | None, only_open: bool, owner: str, by_document: bool, at: str, form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Go through what an assessment calls people to look at, and record what they say of each provision.

    On a terminal the open ones are put before you one by one; each answer is a commit.

    \b
    specman review SECMP0015 --open            what is not settled
    specman review SECMP0015 "SMETS 4.6.5.1" --disposition no-change
                             --reason "It states the value, not its time."
    specman review SECMP0015 -o sheet.xlsx     to be filled in (also .csv)
    specman review SECMP0015 --from-file sheet.xlsx
    specman review 4.11..4.12 --by-document
    """
    from specman.model.review import Word
    from specman.usecases.ask.review import review
    from specman.usecases.do.settle_suspects import settle_suspects

    library = open_library(ctx)
    day = calendar_day(date) if date else today()
    if address or sheet:
        if address and sheet:
            raise UsageError("Name an address or a file, not both.")
        if address and not (disposition or answer):
            raise UsageError(f"What is said of {address} is missing.", hint="Add --disposition KIND --reason TEXT.")
        if sheet is not None:
            from specman.usecases.ask.review_sheet import read_sheet

            words = read_sheet(sheet.read_bytes(), sheet.name, name)
        elif answer:
            words = [Word(address, "answer", answer, name)]
        else:
            words = [Word(address, disposition, reason, name)]
        with progress():
            found, outcome = settle_suspects(library, person(ctx), subject, words, date=day, at=at)
        done = f"commit {outcome.commit[:12]}" if outcome.commit else "it was said so already"
        said = f"{len(words)} settled" if len(words) > 1 else f"{words[0].address}: {words[0].kind}"
        say(f"{said}; {found.open} of {len(found.rows)} open ({done}).")
        return
    if disposition or answer or reason:
        raise UsageError("Of which provision it is said is missing.", hint="Name its address after the subject.")
    chosen = chosen_format(form, output, FORMATS)
    with progress():
        found = review(library, subject, at=at)
    walk = chosen == "text" and output is None and sys.stdin.isatty() and sys.stdout.isatty()
    if walk and not (only_open or owner or by_document) and found.open:
        _walk(ctx, subject, found, name, day, at)
        return
    if chosen == "xlsx":
        from specman.formats.workbook_writing import workbook
        from specman.report.review import sheet as rows

        deliver_bytes(workbook(rows(found, only_open=only_open, owner=owner), "Review"), output, "review.xlsx")
        return
    give(
        "review", chosen, output, found, library=library.settings.name, only_open=only_open, owner=owner,
        by_document=by_document,
    )  # fmt: skip


def _walk(ctx: click.Context, subject: str, found: Review, name: str, day: str, at: str) -> None:
    """Put the open suspects before a person, one after another."""
    from specman.model.review import Word
    from specman.report.review import asked, keys
    from specman.usecases.do.settle_suspects import settle_suspects

    by_key = {key: kind for key, kind, _ in keys()}
    offered = ", ".join(f"{key} {words}" for key, _, words in keys())
    rows = [row for row in found.rows if row.is_open]
    for place, row in enumerate(rows, 1):
        say(asked(row, place, len(rows)))
        key = click.prompt(f"{offered}; s skip, Q stop", type=click.Choice([*by_key, "s", "Q"]), show_choices=False)
        if key == "Q":
            break
        if key == "s":
            continue
        reason = click.prompt("Question" if key == "q" else "Reason")
        word = Word(row.suspect.address, by_key[key], reason, name, row.suspect.stamp)
        after, _ = settle_suspects(open_library(ctx), person(ctx), subject, [word], date=day, at=at)
        say(f"Recorded; {after.open} of {len(after.rows)} open.\n")
