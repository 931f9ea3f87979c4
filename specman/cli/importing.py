"""`specman import`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from specman.cli.common import (
    chosen_format,
    complete_work,
    give,
    open_library,
    output_options,
    person,
    progress,
)
from specman.errors import UsageError

KINDS = ("code-section", "appendix", "specification", "framework", "schema", "table")
FORMATS = ("text", "json")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--work", default="", metavar="ID", shell_complete=complete_work, help="The work; else the file tells it."
)
@click.option("--version", default="", metavar="NUMBER", help="The version; else the file tells it.")
@click.option("--title", default="", help="Title of a new work.")
@click.option("--kind", type=click.Choice(KINDS), help="Kind of a new work.")
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject", "both"]),
    default="accept",
    help="Tracked changes: the text after them, before them, or both (--version 4.11,4.12).",
)
@click.option("--as", "named", multiple=True, metavar="FILE=WORK@VERSION", help="Say what one file is.")
@click.option("--baseline", default="", metavar="NUMBER", help="Freeze this baseline in the same commit.")
@click.option("--in-effect", default="", metavar="DATE", help="Date from which that baseline has effect.")
@click.option("--source", type=click.Choice(["modification", "designation"]), help="How its changes came about.")
@click.option("--basis", default="", help="How sure its date and content are.")
@click.option("--yes", is_flag=True, help="Carry out the plan without asking.")
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@output_options(*FORMATS)
@click.pass_context
def import_command(
    ctx: click.Context, files: tuple[Path, ...], work: str, version: str, title: str, kind: str | None,
    revisions: str, named: tuple[str, ...], baseline: str, in_effect: str, source: str | None, basis: str, yes: bool,
    dry_run: bool, form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Bring documents in as issued expressions: Word, Markdown, Akoma Ntoso, XSD, CSV, Excel; files, folders, zips.

    A plan is shown first; all of it is one commit, or nothing.

    \b
    specman import SEC-4.12/ --baseline 4.12 --in-effect 2016-06-15
    specman import "Section H.docx" --work sec-h --version 4.13
    specman import manuscripts/*/4.12.md      (work and version from the path)
    """
    from specman.model.plan import Wishes
    from specman.usecases.ask.import_plan import plan_import
    from specman.usecases.do.import_documents import import_files

    library = open_library(ctx)
    wishes = Wishes(
        work, version, title, kind or "", revisions, _pairs(named), baseline, in_effect, source or "", basis,  # type: ignore[arg-type]
    )  # fmt: skip
    with progress():
        plan = plan_import(library, files, wishes)
    chosen = chosen_format(form, output, FORMATS)
    has_work = bool(plan.fresh or plan.baseline or plan.unsure)
    if not dry_run and plan.needs_consent and not yes and has_work:
        if chosen == "json" or not sys.stdin.isatty():
            if chosen == "text":
                give("import", "text", None, plan, None)
            raise UsageError(
                "Nothing was imported: the plan rests on what was recognised, and nobody agreed to it.",
                hint="Look at the plan (--dry-run), then run the command again with --yes.",
            )
        give("import", "text", None, plan, None)
        if not plan.unsure:
            click.confirm("Carry this out?", abort=True)
    with progress():
        outcome = None if dry_run else import_files(library, person(ctx), plan)
    commit = outcome.commit if outcome else None
    give("import", chosen, output, plan, commit, dry_run=dry_run)


def _pairs(named: tuple[str, ...]) -> Mapping[str, str]:
    found = {}
    for pair in named:
        file, equals, what = pair.rpartition("=")
        if not equals or not file or not what:
            raise UsageError(f"{pair!r} is not FILE=WORK@VERSION.", hint='For example --as "Notes.docx=sec-h@4.13".')
        found[file] = what
    return found
