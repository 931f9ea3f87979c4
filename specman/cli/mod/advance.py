"""`specman mod advance`, `withdraw` and `adopt`: steps of the life cycle."""

from __future__ import annotations

import click

from specman.cli.common import complete_subject, deliver, open_library, person, say, today
from specman.errors import UsageError


@click.command("advance")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("step", default="")
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE...]")
@click.option("--date", default="", metavar="DATE", help="When the step was taken; today when not said.")
@click.option(
    "--by", "body", default="", metavar="NAME", help="Who took it: the Panel, the Change Board, the Authority."
)
@click.option("--note", default="", help="What is to be remembered of it.")
@click.option("--votes", default="", metavar="FOR,AGAINST,ABSTAINED", help="Of a decision by vote.")
@click.option("--baseline", default="", metavar="NUMBER", help="Of the step implement: the baseline that holds it.")
@click.pass_context
def advance_command(
    ctx: click.Context, modification: str, step: str, values: tuple[str, ...], date: str, body: str, note: str,
    votes: str, baseline: str,
) -> None:  # fmt: skip
    """Take a modification one legal step further; without STEP, say which steps are legal and what they need.

    Fields that the step needs can be filled in with it.

    \b
    specman mod advance SECMP0017
    specman mod advance SECMP0017 refine working_group="Working Group 2"
    specman mod advance SECMP0017 approve --by "Change Board" --votes 8,1,0
    """
    from specman.report.modification import steps

    if not step:
        held = open_library(ctx).modification(modification)
        lines = steps(held) or ["  No step leads on from here."]
        deliver("\n".join([f"{held.id} is at {held.stage}, {held.status}. Legal steps:", *lines]) + "\n")
        return
    _take(ctx, modification, step, values, date, body, note, _counted(votes), baseline)


def _counted(votes: str) -> tuple[int, int, int] | None:
    if not votes:
        return None
    parts = votes.replace("-", ",").split(",")
    if len(parts) != 3 or not all(part.strip().isdecimal() and len(part.strip()) <= 4 for part in parts):
        raise UsageError(f"{votes!r} are no votes.", hint="Write for, against, abstained, like --votes 8,1,0.")
    return int(parts[0]), int(parts[1]), int(parts[2])


def _take(
    ctx: click.Context, modification: str, step: str, values: tuple[str, ...], date: str, body: str, note: str,
    votes: tuple[int, int, int] | None = None, baseline: str = "",
) -> None:  # fmt: skip
    from specman.usecases.do.take_step import Taking, take_step

    said = Taking(date or today(), body, note, votes, baseline, values)
    found, outcome = take_step(open_library(ctx), person(ctx), modification, step, said)
    say(f"{found.id} is at {found.stage}, {found.status} (commit {outcome.commit[:12]}).")
    names = [legal.name for legal in found.steps]
    say(f"Legal steps from here: {', '.join(names)}." if names else "No step leads on from here.")


@click.command("withdraw")
@click.argument("modification", shell_complete=complete_subject)
@click.option("--date", default="", metavar="DATE", help="When; today when not said.")
@click.option("--reason", default="", help="Why the Proposer asks.")
@click.option("--final", is_flag=True, help="Nobody adopted it: it is withdrawn.")
@click.pass_context
def withdraw_command(ctx: click.Context, modification: str, date: str, reason: str, final: bool) -> None:
    """Record that the Proposer asks to withdraw it; with --final, that nobody adopted it.

    \b
    specman mod withdraw SECMP0014 --reason "types are known already"
    specman mod withdraw SECMP0014 --final
    """
    _take(ctx, modification, "withdraw" if final else "ask-withdrawal", (), date, "", reason)


@click.command("adopt")
@click.argument("modification", shell_complete=complete_subject)
@click.argument("proposer")
@click.option("--organisation", default="", help="Of the new Proposer.")
@click.option("--date", default="", metavar="DATE", help="When; today when not said.")
@click.option("--note", default="", help="What is to be remembered of it.")
@click.pass_context
def adopt_command(
    ctx: click.Context, modification: str, proposer: str, organisation: str, date: str, note: str
) -> None:
    """Record that another Party adopts a proposal whose Proposer asks to withdraw it.

    \b
    specman mod adopt SECMP0014 "B. Person" --organisation "A Network Party"
    """
    values = (f"proposer={proposer}", *([f"organisation={organisation}"] if organisation else []))
    _take(ctx, modification, "adopt", values, date, "", note)
