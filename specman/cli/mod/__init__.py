"""`specman mod`: a command in a module of its own."""

from __future__ import annotations

import click

from specman.cli.lazy import LazyGroup

# name: (module, one line of help)
COMMANDS: dict[str, tuple[str, str]] = {
    "show": ("show", "Show what is recorded of a modification."),
    "draft": ("draft", "Store the drafted text of a document with a modification."),
}


@click.group("mod", cls=LazyGroup, table=COMMANDS, package=__name__)
def mod_command() -> None:
    """Record a modification, draft its text, and carry it to a release."""
