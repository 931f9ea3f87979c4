"""`specman mod draft`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import complete_subject, deliver_bytes, open_library, person, say
from specman.errors import UsageError


@click.command("draft")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--work", default="", metavar="ID", help="The work it drafts; else the file tells it.")
@click.option("--unproven", is_flag=True, help="Store it although the redline was drawn on another version.")
@click.option(
    "--instructions", "instructed", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Apply a text of amending instructions to the base.",
)  # fmt: skip
@click.option(
    "--replace", "replacing", is_flag=True, help="With --instructions: put it in the place of a draft that is held."
)
@click.option(
    "--as", "form", type=click.Choice(["md", "docx"]), default="md", help="Of a copy to edit: Markdown or Word."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where a copy to edit is written."
)
@click.pass_context
def draft_command(
    ctx: click.Context, modification: str, file: Path | None, work: str, unproven: bool, instructed: Path | None,
    replacing: bool, form: str, output: Path | None,
) -> None:  # fmt: skip
    """Store the drafted text of a whole document with a modification, in one commit; without FILE, write a copy to
    edit.

    Of a Word file with tracked changes, the text after them is the draft; the text before them must be the base version
    of the document, or nothing is stored.

    \b
    specman mod draft SECMP0015 --work gbcs           writes SECMP0015-gbcs.md
    specman mod draft SECMP0015 SECMP0015-gbcs.md     stores it, edited
    specman mod draft SECMP0015 redline.docx --work gbcs
    specman mod draft SECMP0017 --instructions amendments.txt
    """
    if instructed is not None:
        if file is not None:
            raise UsageError("Give a file of drafted text, or --instructions, not both.")
        _by_instructions(ctx, modification, instructed, work, replacing=replacing)
    elif file is None:
        _copy(ctx, modification, work, form, output)
    else:
        _store(ctx, modification, file, work, unproven=unproven)


def _copy(ctx: click.Context, modification: str, work: str, form: str, output: Path | None) -> None:
    """Write the text that a draft begins with, and say what to do with it. Nothing is overwritten."""
    from specman.usecases.ask.draft_copy import draft_copy

    found = draft_copy(open_library(ctx), modification, work, form)
    place = output or Path(found.name)
    if place.exists():
        raise UsageError(f"{place} exists, and is not overwritten.", hint="Name another file with -o.")
    deliver_bytes(found.data, place, found.name)
    for sentence in found.notes:
        say(sentence, err=True)
    say(f"Next: edit it, then specman mod draft {modification} {place}")


def _by_instructions(ctx: click.Context, modification: str, file: Path, work: str, *, replacing: bool) -> None:
    from specman.usecases.do.amend import draft_by_instructions

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{file} is no text in UTF-8.", hint="Save it as plain text, UTF-8.") from None
    paths, outcome = draft_by_instructions(
        open_library(ctx), person(ctx), modification, text, work, replacing=replacing
    )
    done = f"commit {outcome.commit[:12]}" if outcome.commit else "the library held it already"
    say(f"{', '.join(paths)} ({done}).")
    say(f"Next: specman diff {modification}")


def _store(ctx: click.Context, modification: str, file: Path, work: str, *, unproven: bool) -> None:
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
