"""What a change reaches, and what that calls for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from specman.model.identity import Place

if TYPE_CHECKING:
    from specman.model.change import Change

CallsFor = Literal["must-change", "review", "aware"]
CALLS: tuple[CallsFor, ...] = ("must-change", "review", "aware")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path: `source` depends on `target` because of `because`, in words."""

    source: str
    link: str
    target: str
    because: str


@dataclass(frozen=True, slots=True)
class Direct:
    """A provision the subject itself changes or names.

    Attributes:
        change: what the draft or the diff does to it; None for a target that is only declared.
    """

    place: Place
    address: str
    work: str
    heading: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A provision that depends on a direct one.

    Attributes:
        strength: 0 to 1.
        distance: links between it and the change, parts of provisions not counted.
        steps: the strongest path, from this provision to the change.
        no_change_because: why it can stay as it is, where specman could show that; "" otherwise.
    """

    place: Place
    address: str
    work: str
    heading: str
    calls_for: CallsFor
    strength: float
    distance: int
    steps: tuple[Step, ...]
    why: str = ""
    no_change_because: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something mirrored, mapped or citing that the draft did not follow up."""

    address: str
    work: str
    reason: str


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
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Severity:
    """A level with the reasons that gave it."""

    level: Literal["high", "medium", "low", "none"]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """Hours by rule: rows of (what, how many, hours each)."""

    hours: float
    rows: tuple[tuple[str, int, float], ...]


@dataclass(frozen=True)
class Assessment:
    """The answer to `specman impact`.

    Attributes:
        uncounted: how many more places are reached too weakly to list.
        notes: statements about the subject a reader must know first.
    """

    subject: str
    title: str
    baseline: str
    depth: int
    direct: tuple[Direct, ...]
    reached: tuple[Reached, ...]
    gaps: tuple[Gap, ...]
    collisions: tuple[Collision, ...]
    works: tuple[WorkImpact, ...]
    severity: Severity
    effort: Effort
    uncounted: int = 0
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def calling_for(self, what: CallsFor) -> tuple[Reached, ...]:
        """The reached provisions of one class, strongest first."""
        return tuple(reached for reached in self.reached if reached.calls_for == what)
