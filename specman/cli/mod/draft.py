"""`specman mod draft`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import complete_subject, open_library, person, say


@click.command("draft")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--work", default="", metavar="ID", help="The work it drafts; else the file tells it.")
@click.option("--unproven", is_flag=True, help="Store it although the redline was drawn on another version.")
@click.pass_context
def draft_command(ctx: click.Context, modification: str, file: Path, work: str, unproven: bool) -> None:
    """Store the drafted text of a whole document with a modification, in one commit.

    Of a Word file with tracked changes, the text after them is the draft; the text before them must be the base
    version of the document, or nothing is stored.
    """
    from specman.report.text import wrap
    from specman.report.wording import plural
    from specman.usecases.do.draft import draft

    stored = draft(open_library(ctx), person(ctx), modification, file, work, unproven=unproven)
    said = f"commit {stored.outcome.commit[:12]}" if stored.outcome.commit else "the library held it already"
    say(f"{stored.path}: {plural(len(stored.document.provisions) - 1, 'provision')} ({said}).")
    if stored.proof is not None:
        changes = plural(len(stored.document.revisions), "tracked change")
        if stored.proof.differing:
            names = ", ".join(stored.proof.differing[:8])
            words = f"{changes}. Not proven: before them, {names} differ from {stored.proof.base}."
        else:
            words = f"{changes}. Proven: before them, the text is {stored.proof.base}."
        if stored.proof.editorial:
            words += f" Spaces, quotation marks or emphasis differ in {plural(stored.proof.editorial, 'provision')}."
        say(wrap(words))
    for finding in stored.document.findings:
        if finding.severity != "note":
            say(wrap(f"{finding.severity}: {finding.message}", "    ", "  "))
    say(f"Next: specman impact {modification}")
