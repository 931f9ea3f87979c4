"""`specman mod release`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import (
    calendar_day,
    chosen_format,
    complete_baseline,
    complete_subject,
    give,
    open_library,
    output_options,
    person,
    progress,
    today,
)
from specman.report.forms import forms_of

FORMATS = forms_of("release")


@click.command("release")
@click.argument("number")
@click.argument("modifications", nargs=-1, required=True, shell_complete=complete_subject)
@click.option(
    "--from",
    "base",
    default="",
    metavar="BASELINE",
    shell_complete=complete_baseline,
    help="Made from; the newest when not said.",
)
@click.option("--in-effect", default="", metavar="DATE", help="Date from which the new baseline has effect.")
@click.option("--date", default="", metavar="DATE", help="Of the proposals' last step; today when not said.")
@click.option(
    "--set", "versions", multiple=True, metavar="WORK=VERSION", help="The version of a work, not that of its rule."
)
@click.option("--without-consequential", is_flag=True, help="List citations that should follow, and leave their words.")
@click.option("--require-reviewed", is_flag=True, help="Refuse proposals whose review is not settled.")
@click.option("--dry-run", is_flag=True, help="Show what it would do, and write nothing.")
@output_options(*FORMATS)
@click.pass_context
def release_command(
    ctx: click.Context, number: str, modifications: tuple[str, ...], base: str, in_effect: str, date: str,
    versions: tuple[str, ...], without_consequential: bool, require_reviewed: bool, dry_run: bool, form: str | None,
    output: Path | None,
) -> int:  # fmt: skip
    """Merge the drafts of approved proposals into a new baseline, in one commit.

    Siblings are numbered anew, and citations follow their targets in every document; those are listed for approval.
    What two proposals do to the same words is a conflict: nothing is written.

    \b
    specman mod release 4.13 --from 4.12 SECMP0017 --in-effect 2016-11-03
    specman mod release 4.13 SECMP0017 SECMP0015 --dry-run
    """
    from specman.usecases.ask.plan_release import plan_release
    from specman.usecases.ask.review import open_suspects
    from specman.usecases.do.release import ConflictingError, release

    chosen = chosen_format(form, output, FORMATS)
    library = open_library(ctx)
    day = calendar_day(in_effect) if in_effect else ""
    with progress():
        if dry_run:
            plan = plan_release(
                library, number, base, modifications, in_effect=day, versions=versions,
                consequential=not without_consequential,
            )  # fmt: skip
            found = open_suspects(library, plan.release)
        else:
            try:
                found = release(
                    library, person(ctx), number, base, modifications, in_effect=day, date=date or today(),
                    versions=versions, consequential=not without_consequential, reviewed=require_reviewed,
                )  # fmt: skip
            except ConflictingError as error:
                give("release", chosen, output, error.release, library=library.settings.name)
                raise
    if chosen == "text":
        give("release", chosen, output, found, library=library.settings.name, dry_run=dry_run)
    else:
        give("release", chosen, output, found)
    return 4 if found.conflicts else 0
