"""`specman init`."""

from __future__ import annotations

from pathlib import Path

import click

from specman.cli.common import say


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--title", default="", help="What the library is called.")
def init_command(folder: Path, title: str) -> None:
    """Begin a library in FOLDER: its settings, and a git repository where there is none."""
    from specman.store.git import person_of
    from specman.usecases.do.begin_library import init_library

    outcome = init_library(folder, person_of(folder), title or folder.resolve().name)
    say(f"A library begins in {folder} (commit {outcome.commit[:12]}).")
    say("Next: specman import FILE --work ID --version NUMBER")
