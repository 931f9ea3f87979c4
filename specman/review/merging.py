"""Several drafts of one document merged onto their base, whatever the order in which they are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from specman.compare.merge import merge, merge_sequence
from specman.compare.pairing.ladder import pair_provisions
from specman.model.document import Document
from specman.model.release import MergeConflict
from specman.review.rebuilding import rebuilt

Draft = tuple[str, Document]
"""The id of a proposal, and the whole document as it would have it."""


@dataclass(frozen=True)
class Trace:
    """A merged document, and where the provisions of its sources are in it.

    Attributes:
        base: base eId to eId in `document`; what is gone is left out.
        drafts: id of a proposal to the same of its draft.
    """

    document: Document
    base: Mapping[str, str]
    drafts: Mapping[str, Mapping[str, str]]


Between = tuple[tuple[str, str], MergeConflict]
"""A conflict, and the two proposals that it is between."""


def merge_drafts(base: Document, drafts: Sequence[Draft]) -> tuple[Trace, list[Between]]:
    """Merge the drafts onto their base, siblings numbered anew where both inserted some.

    Drafts are merged in the order of their ids. A conflict is looked for between each two of them by themselves, so
    that it is found and named the same way whatever else is released; what is a conflict only with several together
    is named with the last of them.
    """
    ordered = sorted(drafts, key=lambda draft: draft[0])
    found: list[Between] = []
    for (one, first), (other, second) in combinations(ordered, 2):
        found += [((one, other), conflict) for conflict in merge(base, first, second, renumber=True).conflicts]
    own, current = ordered[0]
    kept = pair_provisions(base, current).target_of
    trace = Trace(current, {"": "", **kept}, {own: {p.eid: p.eid for p in current.provisions}})
    substituted = {own: _substituted(base, current, kept)}
    for own, draft in ordered[1:]:
        merged = merge(base, trace.document, draft, renumber=True)
        if merged.conflicts and not found:
            found += [((ordered[0][0], own), conflict) for conflict in merged.conflicts]
        made = rebuilt(merged, base, base.work, base.version, trace.document.metadata)
        before = {
            name: {eid: made.ours[now] for eid, now in places.items() if now in made.ours}
            for name, places in trace.drafts.items()
        }
        trace = Trace(made.document, made.base, {**before, own: made.theirs})
        substituted[own] = _substituted(base, draft, pair_provisions(base, draft).target_of)
    places = {
        old: trace.drafts[name][new]
        for name, pairs in substituted.items()
        for old, new in pairs.items()
        if old not in trace.base and new in trace.drafts[name]
    }
    return replace(trace, base={**places, **trace.base}), found


def _substituted(base: Document, draft: Document, kept: Mapping[str, str]) -> dict[str, str]:
    """Base eId to draft eId of what a draft put other words in the place of: what cites the one cites the other now."""
    held = set(kept.values())
    fresh = {(p.kind, p.label): p.eid for p in draft.provisions if p.eid not in held}
    return {
        p.eid: fresh[p.kind, p.label]
        for p in base.provisions
        if p.eid and p.eid not in kept and (p.kind, p.label) in fresh
    }


def merge_lines(base: bytes, drafts: Sequence[tuple[str, bytes]]) -> tuple[bytes, list[Between]]:
    """The same of a file that is kept as it is, a schema or a table: line by line."""
    ordered = sorted(drafts)
    old = base.splitlines(keepends=True)
    found: list[Between] = []
    for (one, first), (other, second) in combinations(ordered, 2):
        if merge_sequence(old, first.splitlines(keepends=True), second.splitlines(keepends=True)) is None:
            found.append(((one, other), _differing(old, first, second)))
    current = ordered[0][1].splitlines(keepends=True)
    for own, data in ordered[1:]:
        merged = merge_sequence(old, current, data.splitlines(keepends=True))
        if merged is None:
            if not found:
                found.append(((ordered[0][0], own), _differing(old, b"".join(current), data)))
            continue
        current = [bytes(line) for line in merged if isinstance(line, bytes)]
    return b"".join(current), found


def _differing(base: Sequence[bytes], ours: bytes, theirs: bytes) -> MergeConflict:
    """The first lines that both sides changed, each in its own words."""
    kept = set(base)
    texts = [
        [line.decode(errors="replace").strip() for line in side.splitlines(keepends=True) if line not in kept]
        for side in (ours, theirs)
    ]
    shown = ["\n".join(lines[:3]) for lines in texts]
    return MergeConflict("lines", "", *shown)


def relabelled(document: Document, version: str, date: str) -> Document:
    """A document as a new expression: its version and date, and no mention of the one before as its own."""
    metadata = replace(document.metadata, date=date or document.metadata.date, stated_version="")
    return replace(document, version=version, metadata=metadata, findings=(), revisions=())
