"""`specman init` and `specman import`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import complete_work, deliver, open_library, output_options
from specman.report.text import columns, wrap

KINDS = ("code-section", "appendix", "specification", "framework", "schema", "table")


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--title", default="", help="What the library is called.")
def init_command(folder: Path, title: str) -> None:
    """Begin a library in FOLDER: its settings, and a git repository where there is none."""
    from specman.usecases.change import init_library

    outcome = init_library(folder, title or folder.resolve().name)
    click.echo(f"A library begins in {folder} (commit {outcome.commit[:12]}).")
    click.echo("Next: specman import FILE --work ID --version NUMBER")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--work",
    default="",
    metavar="ID",
    shell_complete=complete_work,
    help="The work; else the file's folder names it.",
)
@click.option("--version", default="", metavar="NUMBER", help="The version; else the file's name is it.")
@click.option("--title", default="", help="Title of a new work.")
@click.option("--kind", type=click.Choice(KINDS), help="Kind of a new work.")
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@output_options("text", "json")
@click.pass_context
def import_command(
    ctx: click.Context, files: tuple[Path, ...], work: str, version: str, title: str, kind: str | None, dry_run: bool,
    form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Bring documents in as issued expressions: numbered Markdown, Akoma Ntoso, XSD, CSV. One commit, or nothing.

    \b
    specman import section-h.md --work sec-h --version 4.13
    specman import manuscripts/*/4.12.md      (work and version from the path)
    """
    from specman.report import json as as_json
    from specman.usecases.change import import_files, plan_import

    library = open_library(ctx)
    planned = plan_import(library, files, work, version, title=title, kind=kind or "")
    outcome = None if dry_run else import_files(library, planned)
    if form == "json":
        value = {
            "format": "specman.import/1",
            "dry_run": dry_run,
            "commit": outcome.commit if outcome else None,
            "files": [
                {
                    "file": item.file, "work": item.work, "version": item.version, "status": item.status,
                    "path": item.path, "document": as_json.document(item.document),
                }
                for item in planned
            ],
        }  # fmt: skip
        deliver(as_json.dumps(value), output)
        return
    rows = [["File", "Work", "Version", "Is", "Provisions"]]
    rows += [[p.file, p.work, p.version, p.status, str(len(p.document.provisions) - 1)] for p in planned]
    lines = columns(rows, flexible=0)
    for item in planned:
        lines += [wrap(f"{f.severity}: {item.file} line {f.line}: {f.message}", "    ", "  ") for f in item.findings]
    if outcome is None:
        lines.append("Nothing was changed: this was a dry run.")
    elif outcome.commit:
        lines.append(f"Imported in one commit, {outcome.commit[:12]}.")
    else:
        lines.append("The library held all of it; nothing was changed.")
    deliver("\n".join(lines) + "\n", output)
