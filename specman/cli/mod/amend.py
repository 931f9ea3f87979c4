"""`specman mod amend`."""

from __future__ import annotations

import click

from specman.cli.common import complete_subject, open_library, person, say
from specman.errors import UsageError


@click.command("amend")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("address")
@click.option("--replace", "replaced", default="", metavar="WORDS", help="Words to replace; --with says by what.")
@click.option("--insert-after", default="", metavar="WORDS", help="Words after which others are inserted.")
@click.option("--with", "new", default=None, metavar="WORDS", help="What is put there.")
@click.option(
    "--omit", is_flag=False, flag_value="\0", default="", metavar="[WORDS]", help="Words, or the whole provision."
)
@click.option("--heading", default=None, metavar="WORDS", help="A new heading.")
@click.option("--insert", default="", metavar="WORDS", help="A new provision after this one; --num is its number.")
@click.option("--num", default="", help="Of a provision that is inserted.")
@click.option("--row", default="", metavar="CELLS", help="A new row after this one, cells parted by |.")
@click.option("--cell", default="", metavar="COLUMN", help="A cell of this row; --with says what it is now.")
@click.option("--move-after", default="", metavar="ADDRESS", help="Move it behind another provision.")
@click.option("--nth", type=click.IntRange(1, 10_000), default=None, help="In which place, where they occur often.")
@click.option("--everywhere", is_flag=True, help="In each place where the words occur.")
@click.pass_context
def amend_command(
    ctx: click.Context, modification: str, address: str, replaced: str, insert_after: str, new: str | None, omit: str,
    heading: str | None, insert: str, num: str, row: str, cell: str, move_after: str, nth: int | None, everywhere: bool,
) -> None:  # fmt: skip
    """Change one provision of a proposal's draft, in one commit. Where there is no draft yet, it is made of the base.

    \b
    specman mod amend SECMP0017 "SEC D6.4" --replace "whom they choose"
                                           --with "whom the Panel names"
    specman mod amend SECMP0017 "SEC D6.4" --insert-after "Group" --with "s"
    specman mod amend SECMP0017 "SEC D6.4" --omit
    specman mod amend SECMP0017 "SEC D6.4" --insert "Words." --num D6.5
    specman mod amend SECMP0014 'SEC A1.1 "Device ID"' --replace "number"
                                           --with "number in the form of GBCS"
    """
    from specman.model.instruction import EVERY, ONLY
    from specman.usecases.do.amend import Wish, amend

    if nth and everywhere:
        raise UsageError("Give --nth, or --everywhere, not both.")
    place = EVERY if everywhere else nth or ONLY
    wishes = []
    if replaced:
        wishes.append(Wish("replace", replaced, new or "", place))
    if insert_after:
        wishes.append(Wish("insert-after", insert_after, new or "", place))
    if omit:
        wishes.append(Wish("omit") if omit == "\0" else Wish("omit-words", omit, "", place))
    if heading is not None:
        wishes.append(Wish("heading", new=heading))
    if insert:
        wishes.append(Wish("insert", new=insert, num=num))
    if row:
        wishes.append(Wish("row", new=row))
    if cell:
        wishes.append(Wish("cell", new=new or "", column=cell))
    if move_after:
        wishes.append(Wish("move-after", new=move_after))
    if len(wishes) != 1:
        raise UsageError("Say one change at a time.", hint="For example --replace WORDS --with WORDS.")
    if (replaced or insert_after or cell) and new is None:
        raise UsageError("What is put there is not said.", hint="Add --with WORDS.")
    said, outcome = amend(open_library(ctx), person(ctx), modification, address, wishes[0])
    done = f"commit {outcome.commit[:12]}" if outcome.commit else "the draft said so already"
    say(f"{said.splitlines()[0]} ({done})")
