"""`specman mod`: a command in a module of its own."""

from __future__ import annotations

import click

from specman.cli.lazy import LazyGroup

# name: (module, one line of help)
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Raise a modification, a designation or a batch of issue resolutions."),
    "set": ("set", "Fill in fields of a record."),
    "show": ("show", "Show what is recorded of a modification."),
    "list": ("list", "List modifications with stage and status."),
    "board": ("board", "Show modifications by stage."),
    "advance": ("advance", "Take a modification one legal step further."),
    "withdraw": ("advance", "Record that the Proposer asks to withdraw it."),
    "adopt": ("advance", "Record that another Party adopts it."),
    "amend": ("amend", "Change one provision of a draft."),
    "instructions": ("instructions", "Say a draft as amending instructions."),
    "conflicts": ("conflicts", "Say where open proposals meet."),
    "rebase": ("rebase", "Carry the drafts of a proposal over to another baseline."),
    "release": ("release", "Merge approved proposals into a new baseline."),
    "draft": ("draft", "Store the drafted text of a document with a modification."),
}


@click.group("mod", cls=LazyGroup, table=COMMANDS, package=__name__)
def mod_command() -> None:
    """Record a modification, draft its text, and carry it to a release."""
