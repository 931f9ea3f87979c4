"""`mod release` and `mod conflicts`: what is released, what cannot be, and which citations follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, field

from specman.model import release as model
from specman.report.json import Answer, Part


class Work(Part):
    """A work that a release changes."""

    work: str
    base_version: str | None
    target_version: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    modifications: Annotated[tuple[str, ...], Meta(description="None where only citations follow.")]


class Conflict(Part):
    """What two proposals do that cannot both be."""

    address: str
    modifications: tuple[str, str]
    what: Annotated[str, Meta(description="What of it: words, cell, heading, number, place, removed and so on.")]
    texts: Annotated[tuple[str, str], Meta(description="What each makes of it.")]


class Consequence(Part):
    """A citation whose target the release changed."""

    address: Annotated[str, Meta(description="Of the citing provision.")]
    work: str
    eid: str
    words: Annotated[
        tuple[str, str], Meta(description="The citing words before and after; equal where they were left.")
    ]
    target: Annotated[
        tuple[str, str], Meta(description="What is cited, before and after; the second is empty where it is gone.")
    ]
    because: Annotated[str, Meta(description="What became of it: rewritten, removed, unsure, not text, left.")]


class Release(Answer, tag="specman.release/1"):
    """What a release does, or would do."""

    baseline: str
    from_: Annotated[str, Meta(description="The baseline it is made from.")] = field(name="from")
    in_effect: str | None
    modifications: tuple[str, ...]
    works: tuple[Work, ...]
    conflicts: tuple[Conflict, ...]
    consequential: tuple[Consequence, ...]
    open_suspects: Annotated[int, Meta(description="What the reviews of the proposals have not settled.")]
    commit: Annotated[str | None, Meta(description="Null where nothing was written.")]
    tag: str | None
    standing: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description="Versions of changed works that may stay in use beside the new ones."),
    ]


class Overlap(Part):
    """What two open proposals have to do with each other."""

    modifications: tuple[str, str]
    address: str
    what: Annotated[str, Meta(description="As in a conflict of a release; or same provision, cited, same new number.")]
    is_conflict: Annotated[bool, Meta(description="Whether the two cannot be released together.")]
    texts: Annotated[tuple[str, str], Meta(description="What each makes of it.")]


class Conflicts(Answer, tag="specman.conflicts/1"):
    """Where open proposals meet."""

    compared: Annotated[tuple[str, ...], Meta(description="The proposals compared with one another.")]
    undrafted: Annotated[tuple[str, ...], Meta(description="Those without drafted text, which were not.")]
    overlaps: tuple[Overlap, ...]


class Rebase(Answer, tag="specman.rebase/1"):
    """A proposal's drafts carried over to another baseline."""

    modification: str
    from_: Annotated[str, Meta(description="The baseline it was drafted on.")] = field(name="from")
    baseline: str
    works: tuple[str, ...]
    conflicts: Annotated[tuple[Conflict, ...], Meta(description="What the proposal and the baseline both changed.")]
    consequential: Annotated[tuple[Consequence, ...], Meta(description="Citations that follow.")]
    commit: Annotated[str | None, Meta(description="Null where nothing had to be written.")]


def rebase(item: model.Rebase) -> Rebase:
    """The answer of `specman mod rebase`."""
    return Rebase(
        modification=item.modification, from_=item.origin, baseline=item.baseline, works=item.works,
        conflicts=tuple(
            Conflict(
                address=address, modifications=(item.modification, item.baseline), what=one.kind,
                texts=(one.ours, one.theirs),
            )
            for address, one in item.conflicts
        ),
        consequential=tuple(map(_consequence, item.consequences)), commit=item.commit or None,
    )  # fmt: skip


def _consequence(row: model.Consequence) -> Consequence:
    return Consequence(
        address=row.address, work=row.work, eid=row.eid, words=row.words, target=row.target, because=row.what
    )


def release(item: model.Release) -> Release:
    """The answer of `specman mod release`."""
    return Release(
        baseline=item.baseline, from_=item.origin, in_effect=item.in_effect or None, modifications=item.modifications,
        works=tuple(
            Work(
                work=row.work, base_version=row.base_version or None, target_version=row.target_version,
                sha256=row.sha256, modifications=row.modifications,
            )
            for row in item.works
        ),
        conflicts=tuple(
            Conflict(address=row.address, modifications=row.modifications, what=row.kind, texts=row.texts)
            for row in item.conflicts
        ),
        consequential=tuple(map(_consequence, item.consequences)),
        open_suspects=item.open_suspects, commit=item.commit or None, tag=item.tag or None,
        standing=dict(item.standing),
    )  # fmt: skip


def conflicts(compared: Sequence[str], undrafted: Sequence[str], rows: Sequence[model.Overlap]) -> Conflicts:
    """The answer of `specman mod conflicts`."""
    return Conflicts(
        compared=tuple(compared), undrafted=tuple(undrafted),
        overlaps=tuple(
            Overlap(
                modifications=row.modifications, address=row.address, what=row.what, is_conflict=row.is_conflict,
                texts=row.texts,
            )
            for row in rows
        ),
    )  # fmt: skip
