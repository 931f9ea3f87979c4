"""A release: what cannot be merged, what follows from what was merged, and what it makes of the works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ConflictKind = Literal[
    "words", "cell", "emphasis", "columns", "number", "place", "heading", "status", "removed", "holder removed",
    "number twice", "rows", "lines",
]  # fmt: skip
"""What two sides did that cannot both be: `removed` is of a provision that the other side changed, `holder removed`
of one whose parent the other side removed."""


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """One thing that two sides of a merge did differently.

    Attributes:
        label: of the provision; of its own side where one side inserted it.
        ours, theirs: what each side has, in words; "" where it has nothing.
    """

    kind: ConflictKind
    label: str
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two proposals do to one provision that cannot both be.

    Attributes:
        modifications: the two, in the order of `texts`.
        texts: what each makes of it.
    """

    address: str
    modifications: tuple[str, str]
    kind: ConflictKind
    texts: tuple[str, str]


Follows = Literal["rewritten", "removed", "unsure", "not text", "left"]
"""What became of a citation whose target was changed: its words now name the target where it is; the target is gone;
its words could not be changed with certainty; it stands in a table or schema, where specman changes no words; its
words were left because that was asked."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A citation that a release touches, in a provision that no proposal was about.

    Attributes:
        address: of the citing provision, as the release leaves it.
        words: the citing words, before and after; equal where they were left.
        target: what is cited: its address before and after, "" where it was removed.
    """

    address: str
    work: str
    eid: str
    words: tuple[str, str]
    target: tuple[str, str]
    what: Follows


@dataclass(frozen=True, slots=True)
class ReleasedWork:
    """A work that a release changes.

    Attributes:
        name: what reports call it.
        modifications: those whose drafts it holds; none where only citations follow.
        sha256: of the new expression.
    """

    work: str
    name: str
    base_version: str
    target_version: str
    sha256: str
    modifications: tuple[str, ...] = ()


@dataclass(frozen=True)
class Release:
    """What a release does, or would do.

    Attributes:
        baseline, origin: numbers of the new baseline, and of the one it is made from.
        open_suspects: what the reviews of the proposals have not settled.
        standing: of each changed work that has several versions in force, those that stay so untouched.
        commit: "" where nothing was written.
        tag: of git, "" where none was made.
    """

    baseline: str
    origin: str
    modifications: tuple[str, ...]
    works: tuple[ReleasedWork, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    open_suspects: int = 0
    commit: str = ""
    tag: str = ""
    in_effect: str = ""
    standing: tuple[tuple[str, tuple[str, ...]], ...] = ()


Meeting = Literal["same provision", "cited", "same new number"]
"""How two proposals meet without a conflict: both change one provision in different words; one changes what the
other's draft cites; both give one new number, so that one of them is numbered anew when they are released."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two proposals have to do with each other at one place.

    Attributes:
        is_conflict: whether they cannot be released together.
        texts: what each makes of it.
    """

    modifications: tuple[str, str]
    address: str
    what: ConflictKind | Meeting
    is_conflict: bool
    texts: tuple[str, str]


@dataclass(frozen=True)
class Rebase:
    """What became of a proposal's drafts that were carried over to another baseline.

    Attributes:
        origin, baseline: numbers of the baseline before and now.
        works: the drafted works.
        conflicts: addresses and what both sides did there; `ours` is the proposal's.
        consequences: citations in drafted words that follow what the new baseline numbered anew.
    """

    modification: str
    origin: str
    baseline: str
    works: tuple[str, ...]
    conflicts: tuple[tuple[str, MergeConflict], ...] = ()
    consequences: tuple[Consequence, ...] = ()
    commit: str = ""
