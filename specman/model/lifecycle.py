"""The life of a modification: its stages, its overall status, and the legal steps between them as one table.

The steps of a Modification Proposal are those of Section D of the Code as it stood in 2016; a step's `clause` is the
part of Section D that it rests on, "" where none is known. Designations by the Secretary of State do not go through
Section D, and batches of Issue Resolution Proposals go through the issues process of the specifications: both have
steps of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Sort = Literal["modification", "designation", "issue-batch"]
"""What changes the text: a proposal under Section D, a designation, or a batch of Issue Resolution Proposals."""

Stage = Literal[
    "raised", "initial consideration", "refinement", "report phase", "change board", "decision", "implementation",
    "drafted", "consultation", "concluded", "designated", "assessed", "agreed", "closed",
]  # fmt: skip
"""Where in its process a record stands. `closed` is the last of every sort."""

Status = Literal["open", "on hold", "withdrawal asked", "implemented", "rejected", "withdrawn", "not known"]
"""What has become of it, apart from its stage. `not known` is that of an old record in other words."""

SORTS: tuple[Sort, ...] = get_args(Sort)
STAGES: tuple[Stage, ...] = get_args(Stage)
STATUSES: tuple[Status, ...] = get_args(Status)
LIVE: frozenset[Status] = frozenset({"open", "on hold", "withdrawal asked"})
"""Statuses of what can still change the documents."""

ORDER: dict[Sort, tuple[Stage, ...]] = {
    "modification": (
        "raised", "initial consideration", "refinement", "report phase", "change board", "decision", "implementation",
        "closed",
    ),
    "designation": ("drafted", "consultation", "concluded", "designated", "closed"),
    "issue-batch": ("raised", "assessed", "agreed", "implementation", "closed"),
}  # fmt: skip
"""The stages of each sort, in the order of the process."""

RECORDED = "recorded"
"""The step of an entry that states where a record stood, where the step that led there is not known."""

AUTHORITY = ("Path 1", "Path 2")
SELF_GOVERNANCE = ("Path 3",)
PATHS = (*AUTHORITY, *SELF_GOVERNANCE)
"""Path 1 Authority-led, Path 2 Authority Determined, Path 3 Self-Governance (Section D2)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One legal step.

    Attributes:
        stages: those it leads from.
        stage: the one it leads to, "" where the stage stays.
        statuses: those it leads from.
        status: the one it leads to.
        needs: fields of the record that must be filled in.
        paths: only on these paths; any where empty.
        decides: a decision is recorded with it, by a body that is named.
        freezes: the baseline that holds the change is named with it.
        words: what happens, in the field's words.
    """

    name: str
    sort: Sort
    stages: tuple[Stage, ...]
    stage: Stage | Literal[""]
    words: str
    clause: str = ""
    needs: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ("open",)
    status: Status = "open"
    paths: tuple[str, ...] = ()
    decides: bool = False
    freezes: bool = False


_BEFORE_DECISION: tuple[Stage, ...] = ("raised", "initial consideration", "refinement", "report phase", "change board")
_UNDER_WAY: tuple[Stage, ...] = (*_BEFORE_DECISION, "decision", "implementation")

STEPS: tuple[Step, ...] = (
    Step("raise", "modification", (), "raised", "A Party raises the proposal", "D1", ("title", "proposer")),
    Step(
        "consider", "modification", ("raised",), "initial consideration",
        "The Panel considers it, with the Initial Modification Report", "D3", ("documents",),
    ),
    Step(
        "refine", "modification", ("initial consideration",), "refinement",
        "The Panel sends it to the Refinement Process, to a Working Group", "D6", ("path", "working_group"),
    ),
    Step(
        "report", "modification", ("initial consideration", "refinement"), "report phase",
        "The Modification Report is written and consulted on", "D7", ("path", "solution"),
    ),
    Step(
        "put-to-vote", "modification", ("report phase",), "change board", "The Change Board votes on it", "D8",
        ("path", "solution", "implementation_date"),
    ),
    Step(
        "fast-track", "modification", ("initial consideration",), "change board",
        "The Panel fast-tracks it, within Self-Governance", "D2",
        ("path", "solution", "implementation_date", "fast_track"), paths=SELF_GOVERNANCE,
    ),
    Step(
        "recommend", "modification", ("change board",), "decision",
        "The Change Board recommends a decision to the Authority", "D8", paths=AUTHORITY, decides=True,
    ),
    Step(
        "approve", "modification", ("change board",), "implementation", "The Change Board approves it", "D8",
        paths=SELF_GOVERNANCE, decides=True,
    ),
    Step(
        "reject", "modification", ("change board",), "closed", "The Change Board rejects it", "D8", status="rejected",
        paths=SELF_GOVERNANCE, decides=True,
    ),
    Step(
        "approve", "modification", ("decision",), "implementation", "The Authority approves it", "D9",
        paths=AUTHORITY, decides=True,
    ),
    Step(
        "reject", "modification", ("decision",), "closed", "The Authority rejects it", "D9", status="rejected",
        paths=AUTHORITY, decides=True,
    ),
    Step(
        "send-back", "modification", ("decision",), "report phase", "The Authority sends the report back", "D9",
        paths=AUTHORITY, decides=True,
    ),
    Step(
        "implement", "modification", ("implementation",), "closed", "A baseline holds the change", "D10",
        status="implemented", freezes=True,
    ),
    Step("hold", "modification", _UNDER_WAY, "", "It is put on hold", status="on hold"),
    Step("resume", "modification", _UNDER_WAY, "", "It is taken up again", statuses=("on hold",)),
    Step(
        "ask-withdrawal", "modification", _BEFORE_DECISION, "", "The Proposer asks to withdraw it", "D5.1",
        statuses=("open", "on hold"), status="withdrawal asked",
    ),
    Step(
        "adopt", "modification", _BEFORE_DECISION, "", "Another Party adopts it", "D5.4", ("proposer",),
        statuses=("withdrawal asked",),
    ),
    Step(
        "withdraw", "modification", _BEFORE_DECISION, "closed", "Nobody adopts it, and it is withdrawn", "D5",
        statuses=("withdrawal asked",), status="withdrawn",
    ),
    Step("raise", "designation", (), "drafted", "The Secretary of State's department drafts a text", needs=("title",)),
    Step("consult", "designation", ("drafted",), "consultation", "The draft is consulted on", needs=("documents",)),
    Step("conclude", "designation", ("drafted", "consultation"), "concluded", "The conclusions are published"),
    Step(
        "designate", "designation", ("concluded",), "designated", "The Secretary of State designates the text", "X5",
        ("implementation_date",), decides=True,
    ),
    Step(
        "implement", "designation", ("designated",), "closed", "A baseline holds the text", status="implemented",
        freezes=True,
    ),
    Step(
        "withdraw", "designation", ("drafted", "consultation", "concluded"), "closed", "It is not gone on with",
        statuses=("open", "on hold"), status="withdrawn",
    ),
    Step("hold", "designation", ("drafted", "consultation", "concluded", "designated"), "", "It is put on hold",
         status="on hold"),
    Step("resume", "designation", ("drafted", "consultation", "concluded", "designated"), "", "It is taken up again",
         statuses=("on hold",)),
    Step("raise", "issue-batch", (), "raised", "Issues with a specification are put together", needs=("title",)),
    Step("assess", "issue-batch", ("raised",), "assessed", "The resolution sub-group assesses them",
         needs=("documents",)),
    Step("agree", "issue-batch", ("assessed",), "agreed", "The resolutions are agreed", needs=("solution",),
         decides=True),
    Step("prepare", "issue-batch", ("agreed",), "implementation", "They are prepared for a version",
         needs=("implementation_date",)),
    Step("implement", "issue-batch", ("implementation",), "closed", "A baseline holds the resolutions",
         status="implemented", freezes=True),
    Step("reject", "issue-batch", ("raised", "assessed"), "closed", "They are not taken up", status="rejected",
         decides=True),
    Step("hold", "issue-batch", ("raised", "assessed", "agreed", "implementation"), "", "They are put on hold",
         status="on hold"),
    Step("resume", "issue-batch", ("raised", "assessed", "agreed", "implementation"), "", "They are taken up again",
         statuses=("on hold",)),
)  # fmt: skip


def first_step(sort: Sort) -> Step:
    """The step by which a record of a sort begins."""
    return next(step for step in STEPS if step.sort == sort and not step.stages)


def steps_from(sort: Sort, stage: Stage, status: Status, path: str = "") -> tuple[Step, ...]:
    """The legal steps of a record, in the order of the table.

    Args:
        path: "" where it is not known: steps of every path are given, since one of them will be legal.

    >>> [step.name for step in steps_from("modification", "change board", "open", "Path 3")]
    ['approve', 'reject', 'hold', 'ask-withdrawal']
    >>> [step.name for step in steps_from("modification", "refinement", "withdrawal asked")]
    ['adopt', 'withdraw']
    """
    return tuple(
        step
        for step in STEPS
        if step.sort == sort
        and stage in step.stages
        and status in step.statuses
        and (not step.paths or not path or path in step.paths)
    )
