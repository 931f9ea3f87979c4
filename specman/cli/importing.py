"""`specman import`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specman.cli.common import chosen_format, complete_work, deliver, open_library, output_options, person, progress
from specman.errors import UsageError
from specman.report.text import columns, wrap
from specman.report.wording import plural

if TYPE_CHECKING:
    from specman.intake.plan import Plan, Planned
    from specman.model.finding import Finding
    from specman.store.transaction import Outcome

KINDS = ("code-section", "appendix", "specification", "framework", "schema", "table")
MOST_FINDINGS = 12  # of one file in the text answer; JSON has all
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
    from specman.intake.plan import Wishes
    from specman.usecases.ask.import_plan import plan_import
    from specman.usecases.do.import_documents import import_files

    library = open_library(ctx)
    wishes = Wishes(
        work, version, title, kind or "", revisions, _pairs(named), baseline, in_effect, source or "", basis,  # type: ignore[arg-type]
    )  # fmt: skip
    with progress("Reading") as step:
        plan = plan_import(library, files, wishes, progress=step)
    json = chosen_format(form, output, FORMATS) == "json"
    has_work = bool(plan.fresh or plan.baseline or plan.unsure)
    if not dry_run and plan.needs_consent and not yes and has_work:
        if json or not sys.stdin.isatty():
            if not json:
                deliver(_text(plan, None))
            raise UsageError(
                "Nothing was imported: the plan rests on what was recognised, and nobody agreed to it.",
                hint="Look at the plan (--dry-run), then run the command again with --yes.",
            )
        deliver(_text(plan, None))
        if not plan.unsure:
            click.confirm("Carry this out?", abort=True)
    outcome = None if dry_run else import_files(library, person(ctx), plan)
    deliver(_json(plan, outcome, dry_run) if json else _text(plan, outcome, dry_run), output)


def _pairs(named: tuple[str, ...]) -> Mapping[str, str]:
    found = {}
    for pair in named:
        file, equals, what = pair.rpartition("=")
        if not equals or not file or not what:
            raise UsageError(f"{pair!r} is not FILE=WORK@VERSION.", hint='For example --as "Notes.docx=sec-h@4.13".')
        found[file] = what
    return found


def _json(plan: Plan, outcome: Outcome | None, dry_run: bool) -> str:
    from specman.report import json as as_json

    value: dict[str, Any] = {
        "format": "specman.import/1",
        "dry_run": dry_run,
        "commit": outcome.commit if outcome else None,
        "baseline": str(plan.baseline.number) if plan.baseline else None,
        "files": [
            {
                "file": item.file, "work": item.work, "version": item.version, "status": item.status,
                "path": item.path, "why": item.why, "document": as_json.document(item.document),
            }
            for item in plan.items
        ],
        "left_out": [{"file": file, "why": why} for file, why in plan.left_out],
    }  # fmt: skip
    return as_json.dumps(value)


def _text(plan: Plan, outcome: Outcome | None, dry_run: bool = False) -> str:
    rows = [["File", "Work", "Version", "Is", "Provisions"]]
    for item in plan.items:
        count = str(len(item.document.provisions) - 1)
        rows.append([Path(item.file).name, item.work or "?", item.version or "?", item.status, count])
    lines = columns(rows, flexible=0)
    for item in plan.items:
        lines += _doubts(item)
    lines += [wrap(f"left out: {file}: {why}.", "    ", "  ") for file, why in plan.left_out]
    if plan.baseline is not None:
        date = f", in effect from {plan.baseline.in_effect}" if plan.baseline.in_effect else ""
        lines.append(f"Baseline {plan.baseline.number} holds {plural(len(plan.baseline.entries), 'work')}{date}.")
    if dry_run:
        lines.append("Nothing was changed: this was a dry run.")
    elif outcome is None:
        return "\n".join(lines) + "\n"
    elif outcome.commit:
        lines.append(f"Imported in one commit, {outcome.commit[:12]}.")
    else:
        lines.append("The library held all of it; nothing was changed.")
    return "\n".join(lines) + "\n"


def _doubts(item: Planned) -> list[str]:
    """What was unsure about a file, the gravest first."""
    name = Path(item.file).name
    lines = [wrap(f"unsure: {name}: {item.why}.", "    ", "  ")] if item.status == "unsure" else []
    unit = "paragraph" if item.file.lower().endswith(".docx") else "line"
    grave = [finding for finding in item.findings if finding.severity != "note"]
    for finding in sorted(grave, key=lambda one: one.severity)[:MOST_FINDINGS]:
        lines.append(wrap(f"{finding.severity}: {name}{_where(finding, unit)}: {finding.message}", "    ", "  "))
    if len(grave) > MOST_FINDINGS:
        lines.append(f"  … and {len(grave) - MOST_FINDINGS} more on {name}: specman show {item.file}")
    slight = Counter(finding.slug for finding in item.findings if finding.severity == "note")
    for slug, count in slight.items() if item.status != "unchanged" else ():
        first = next(finding for finding in item.findings if finding.slug == slug)
        more = f", and {plural(count - 1, 'more note')} of this kind ({slug})" if count > 1 else ""
        lines.append(wrap(f"note: {name}{_where(first, unit)}: {first.message.rstrip('.')}{more}.", "    ", "  "))
    return lines


def _where(finding: Finding, unit: str) -> str:
    return f" {unit} {finding.line}" if finding.line else ""
