"""What a change reaches, and what that calls for: values, whose words are made in `report/wording.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from specman.model.identity import Place

if TYPE_CHECKING:
    from specman.model.change import Change
    from specman.model.link import LinkKind

CallsFor = Literal["must-change", "review", "aware"]
CALLS: tuple[CallsFor, ...] = ("must-change", "review", "aware")

SubjectKind = Literal["modification", "baselines", "places"]
"""What is assessed: a recorded proposal, what lies between two baselines, or provisions named by a person."""

End = Literal["", "changes", "names"]
"""What the subject does to the provision a path ends at; "" for a step that does not end there."""

Why = Literal[
    "part of a target", "removed", "renumbered", "moved", "renamed", "mirrors", "implements", "direct", "common",
    "holds a dependent", "indirect",
]  # fmt: skip
"""Why a provision is called on.

The first is part of a provision named as a target. The next four cite something that was removed, renumbered or moved,
or a term (or a schema type) that was renamed. Then: must stay equal to what changes; implements it; depends on it
directly; depends on it as so many others do that it is weak evidence; is the parent of a provision that depends on it;
depends on it through others.
"""

Remark = Literal["", "named, not reached", "reached, not named", "changed, not named", "named, not held"]
"""How what the proposer named compares with what was found."""

RecordField = Literal["documents", "targets"]
RECORD_FIELDS: tuple[RecordField, ...] = ("documents", "targets")
"""What the record of a modification states of its reach, and perhaps no source confirms."""

Task = Literal["direct", "must_change", "review", "collision"]
"""What hours are reckoned for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path: `source` depends on `target`, both addresses.

    Attributes:
        link: the kind of the link; `part-of` where the source is part of a provision named as a target.
        words: the words that made the link, "" when it is derived.
        end: what the subject does to the target, where the path ends there.
    """

    source: str
    link: LinkKind | Literal["part-of"]
    target: str
    words: str = ""
    end: End = ""


@dataclass(frozen=True, slots=True)
class Direct:
    """A provision the subject itself changes or names.

    Attributes:
        place: where it is in the base; of one that is added, where it will be: another may be there now.
        change: what the draft or the diff does to it; None for a target that is only declared.
    """

    place: Place
    address: str
    work: str
    heading: str
    change: Change | None = None

    @property
    def is_new(self) -> bool:
        """Whether the base does not have it."""
        return self.change is not None and self.change.base is None


@dataclass(frozen=True, slots=True)
class NoChange:
    """Why a schema type can stay as it is: its patterns accept these values of the new form.

    Attributes:
        because: why they do, in the words of the proposal's record, "" where it gives none.
    """

    samples: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A provision that depends on a direct one, or is part of one that is named as a target.

    Attributes:
        strength: 0 to 1.
        distance: links between it and the change, parts of provisions not counted; 0 for a part of a target.
        steps: the strongest path, from this provision to the change.
        about: address of the provision that `why` refers to, if any.
        no_change: why it can stay as it is, where specman could show that.
    """

    place: Place
    address: str
    work: str
    heading: str
    calls_for: CallsFor
    strength: float
    distance: int
    steps: tuple[Step, ...]
    why: Why
    about: str = ""
    no_change: NoChange | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A provision that a draft should have changed and did not.

    Attributes:
        work: name of its document.
        reached: why it must change; None for a provision that is named as a target and for which no text is drafted.
    """

    address: str
    work: str
    reached: Reached | None = None


@dataclass(frozen=True, slots=True)
class Collision:
    """Another open modification that touches the same provisions or what depends on them."""

    modification: str
    title: str
    same: tuple[str, ...]
    dependent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkImpact:
    """What falls to one document.

    Attributes:
        work: its id; "" for a document the proposer named that the library does not know.
        held: false for a document the proposer named that this state of the library does not hold.
        remark: why it is listed when nothing reaches it, or that the proposer did not name it.
    """

    work: str
    name: str
    title: str
    direct: int
    must_change: int
    review: int
    aware: int
    declared: bool
    held: bool = True
    remark: Remark = ""


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A part of the Code that is registered and not held, and that provisions changed, named or reached cite.

    Attributes:
        work: its id.
        provisions: how many of them cite it: what they need of it is not known.
    """

    work: str
    name: str
    title: str
    provisions: int


@dataclass(frozen=True, slots=True)
class Severity:
    """A level and the rule that gave it.

    Attributes:
        rule: the count that decided: provisions that must change, or documents changed or to be reviewed; "nothing"
            where nothing is changed.
        least: the number that this count reached or, for `low`, did not reach.
        must_change, review, works: the counts themselves.
    """

    level: Literal["high", "medium", "low", "none"]
    rule: Literal["nothing", "must_change", "works"]
    least: int
    direct: int
    must_change: int
    review: int
    works: int


@dataclass(frozen=True, slots=True)
class Effort:
    """Hours by rule: rows of (task, how many, hours each)."""

    hours: float
    rows: tuple[tuple[Task, int, float], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader must know of the subject first.

    Attributes:
        kind: a target that was not found; nothing to assess; collisions with one modification that cannot be known; a
            fact that the record calls unverified; that a proposal has ended; other versions of a changed work that
            are in force beside the one that is changed.
        name: the target, the modification, the fact, or the work and its version.
        detail: why, from the error; how it ended; the other versions.
    """

    kind: Literal["target not found", "nothing to assess", "collisions unknown", "unverified", "ended", "in force"]
    name: str
    detail: str = ""


@dataclass(frozen=True)
class Assessment:
    """The answer to `specman impact`.

    Attributes:
        kind: what the subject is.
        drafted: names of the documents for which a modification holds drafted text.
        unverified: fields of the record whose content no source confirms.
        uncounted: how many more places are reached too weakly to list.
        notes: what a reader must know first.
        not_held: parts of the Code that the listed provisions cite and whose text is not held.
    """

    subject: str
    title: str
    baseline: str
    depth: int
    kind: SubjectKind
    direct: tuple[Direct, ...]
    reached: tuple[Reached, ...]
    gaps: tuple[Gap, ...]
    collisions: tuple[Collision, ...]
    works: tuple[WorkImpact, ...]
    severity: Severity
    effort: Effort
    uncounted: int = 0
    drafted: tuple[str, ...] = ()
    unverified: frozenset[RecordField] = frozenset()
    notes: tuple[Note, ...] = ()
    not_held: tuple[NotHeld, ...] = ()

    def rank(self, item: Reached) -> int:
        """The place of a reached provision among those of its class, 1 for the strongest."""
        return 1 + [one.place for one in self.calling_for(item.calls_for)].index(item.place)

    def calling_for(self, what: CallsFor) -> tuple[Reached, ...]:
        """The reached provisions of one class, strongest first."""
        return tuple(reached for reached in self.reached if reached.calls_for == what)


Verdict = Literal["changed", "listed", "weak", "far", "not reached"]
"""Why an assessment lists a provision or does not: the subject changes or names it; it is listed; it is reached too
weakly; over more links than were followed; not at all."""


@dataclass(frozen=True)
class Explanation:
    """What an assessment makes of one provision.

    Attributes:
        baseline, subject: of the assessment. depth: how many links it followed. least: strength that it listed.
        direct: what the subject does to it, where it does something.
        item: how it is reached, also where that is too weak or too far to be listed.
        rank, of: its place among those listed of its class, and how many these are; 0 where it is not listed.
        depends_on: addresses of what it depends on itself, where it is not reached.
    """

    subject: str
    baseline: str
    address: str
    verdict: Verdict
    depth: int
    least: float
    assessment: Assessment
    direct: Direct | None = None
    item: Reached | None = None
    rank: int = 0
    of: int = 0
    depends_on: tuple[str, ...] = ()
