"""Taking a modification from one legal step to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specman.errors import LibraryError, UsageError, and_list, or_list
from specman.model.lifecycle import Step
from specman.model.modification import Decision, HistoryEntry, Modification
from specman.model.person import Person
from specman.store.library import Library
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import changes_of, checked_date, made


@dataclass(frozen=True)
class Taking:
    """What is said of a step that is taken.

    Attributes:
        date: ISO.
        by: the body or person who took it, where it is another than the one who records it.
        votes: for, against, abstained.
        baseline: that holds the change.
        values: fields that are filled in with the step, as for `set_fields`.
    """

    date: str
    by: str = ""
    note: str = ""
    votes: tuple[int, int, int] | None = None
    baseline: str = ""
    values: tuple[str, ...] = ()


def take_step(library: Library, by: Person, modification: str, step: str, said: Taking) -> tuple[Modification, Outcome]:
    """Take a modification one legal step further.

    Raises:
        LibraryError: the step is not legal from where it stands, or lacks what it needs; the legal ones are named.
        UsageError: a decision without the body that took it, or votes where nothing is decided.
    """
    checked_date(said.date)

    def make(committed: Library) -> Made[Modification]:
        held = committed.modification(modification)
        changes = changes_of(committed, held, said.values)
        after = stepped(committed, replace(held, **changes), step, said)
        entry, decision = after.history[-1], after.decisions[-1] if len(after.decisions) > len(held.decisions) else None
        step_made = made(
            committed, held, changes, f"mod: {held.id}: {entry.step}, now {_stands(after)}", entry, decision
        )
        return replace(step_made, value=after)

    return record(library, by, "step", make)


def stepped(library: Library, held: Modification, name: str, said: Taking, *, new: str = "") -> Modification:
    """The record after a step; nothing is written.

    Args:
        new: the number of a baseline that is frozen together with the step.
    """
    step = _legal(held, name)
    lacking = held.lacks(step)
    if lacking:
        raise LibraryError(
            f"{held.id} cannot take the step {step.name}: its record lacks {and_list(lacking)}.",
            hint=f"Fill it in: specman mod set {held.id} " + " ".join(f'{field}="…"' for field in lacking),
            slug="step-lacks",
        )
    last = next((entry.date for entry in reversed(held.history) if entry.date), "")
    if said.date < last:
        raise LibraryError(
            f"{held.id} took its last step on {last}; {said.date} is before it.",
            hint="Steps are recorded in the order in which they were taken.",
            slug="step-date",
        )
    if step.decides and not said.by:
        raise UsageError(
            f"The step {step.name} is a decision, and nobody is named who took it.", hint='Add --by "Change Board".'
        )
    if said.votes is not None and not step.decides:
        raise UsageError(f"The step {step.name} decides nothing, so it has no votes.", hint="Leave --votes out.")
    baseline = ""
    if step.freezes:
        if not said.baseline:
            raise UsageError(
                f"The step {step.name} names the baseline that holds the change.",
                hint="Add --baseline NUMBER, or let specman mod release take the step.",
            )
        baseline = new or str(library.baseline(said.baseline).number)
    elif said.baseline:
        raise UsageError(f"The step {step.name} freezes no baseline.", hint="Leave --baseline out.")
    entry = HistoryEntry(said.date, step.name, step.stage or held.stage, step.status, said.by, said.note, baseline)
    decisions = held.decisions
    if step.decides:
        decisions = (*decisions, Decision(said.date, said.by, step.name, said.votes, said.note))
    return replace(held, history=(*held.history, entry), decisions=decisions)


def _legal(held: Modification, name: str) -> Step:
    wanted = name.casefold().replace(" ", "-").replace("_", "-")
    for step in held.steps:
        if step.name == wanted:
            return step
    legal = [step.name for step in held.steps]
    raise LibraryError(
        f"{held.id} cannot take the step {name!r}: it stands at {_stands(held)}"
        + (f", on {held.path}." if held.path else "."),
        hint=f"The legal steps are {or_list(legal)}." if legal else "No step leads on from there.",
        slug="illegal-step",
    )


def _stands(item: Modification) -> str:
    return item.stage if item.status == "open" else f"{item.stage}, {item.status}"
