"""`specman git`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import open_library, say

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("git")
def git_command() -> None:
    """Make git show provisions, merge by provision, and check before a commit."""


@git_command.command("install")
@click.pass_context
def install(ctx: click.Context) -> None:
    """Set up the diff driver, the merge driver and the hook in this clone. Nothing that is committed changes."""
    from specman.report.text import wrap
    from specman.store.drivers import install

    for sentence in (*install(open_library(ctx).root), "specman git uninstall takes all of it out again."):
        say(wrap(sentence, "  ", ""))


@git_command.command("uninstall")
@click.pass_context
def uninstall(ctx: click.Context) -> None:
    """Take the drivers and the hook out, and restore what was there before."""
    from specman.report.text import wrap
    from specman.store.drivers import uninstall

    for sentence in uninstall(open_library(ctx).root) or ("Nothing was set up here.",):
        say(wrap(sentence, "  ", ""))


@git_command.command("textconv", hidden=True)
@click.argument("file", type=_FILE)
def textconv(file: Path) -> None:
    """Print a file as provisions, one a line: what git's diff compares."""
    from specman.usecases.ask.git_views import as_lines

    say(as_lines(file), nl=False)


@git_command.command("merge-driver", hidden=True)
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("name")
def merge_driver(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge three versions into OURS, as git's merge asks. Leaves with 1 where there are conflicts."""
    from specman.report.wording import merge_conflict_words
    from specman.usecases.ask.merge_files import merge_files

    data, conflicts = merge_files(base, ours, theirs, name)
    ours.write_bytes(data)
    for conflict in conflicts:
        say(f"{name}: {merge_conflict_words(conflict)}.", err=True)
    return 1 if conflicts else 0


@git_command.command("check-commit", hidden=True)
@click.pass_context
def check_commit(ctx: click.Context) -> int:
    """Leave with 1 when the library has an error that the last commit has not."""
    from specman.model.finding import CheckResult
    from specman.report.forms import rendered
    from specman.usecases.ask.git_views import new_errors

    found, known = new_errors(open_library(ctx).root)
    if not found:
        return 0
    say(str(rendered("check", "text", CheckResult("", tuple(found)))), nl=False, err=True)
    say(f"specman: this commit would bring the errors above ({known} known ones apart).", err=True)
    return 1
