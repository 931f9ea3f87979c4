"""Where open proposals meet, before they hurt: every pair of those that have drafted text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from specman.intake.stored_form import read_draft
from specman.model.modification import Modification
from specman.model.release import Overlap
from specman.review.meeting import Base, Proposal, meetings
from specman.state.changes import diff_modification
from specman.state.derived import State, load_baseline
from specman.state.drafting import with_drafts
from specman.state.progress import tell
from specman.store.library import Library


@dataclass(frozen=True)
class Met:
    """Where proposals meet.

    Attributes:
        compared: ids of those compared with one another; undrafted: of those without drafted text.
    """

    compared: tuple[str, ...]
    undrafted: tuple[str, ...]
    overlaps: tuple[Overlap, ...]


def conflicts(library: Library, names: Sequence[str] = (), *, at: str = "") -> Met:
    """Compare proposals pair by pair upon a baseline: those named, with one another and with every open one.

    Args:
        names: all open ones where none is named.
        at: the baseline; the newest when it is empty.
    """
    named = {library.modification(name).id for name in names}
    items = [item for item in library.modifications.values() if item.is_open or item.id in named]
    drafted = [item for item in items if item.drafts]
    state = load_baseline(library, at)
    proposals = [_proposal(library, state, item) for item in drafted]
    works = {work for proposal in proposals for work in proposal.changes}
    data = {work: library.tree.read(state.corpus.files[work]) or b"" for work in works if work in state.corpus.files}
    base = Base(state.corpus, state.names, data)
    pairs = [pair for pair in combinations(proposals, 2) if not named or named & {proposal.id for proposal in pair}]
    found: list[Overlap] = []
    for place, (one, other) in enumerate(pairs):
        tell(f"Comparing {one.id} and {other.id}", place, len(pairs))
        found += meetings(one, other, base)
    found.sort(key=lambda row: not row.is_conflict)
    undrafted = tuple(item.id for item in items if not item.drafts and (not named or item.id in named))
    return Met(tuple(item.id for item in drafted), undrafted, tuple(found))


def _proposal(library: Library, state: State, item: Modification) -> Proposal:
    documents = {
        work: read_draft(library, library.works[work], path)
        for work, path in item.drafts.items()
        if work in state.corpus.documents
    }
    changes = {
        row.work: row.changes
        for row in diff_modification(library, item, state.corpus.name).works
        if row.work in documents and row.status == "changed"
    }
    corpus = with_drafts(state, item.id, documents)
    return Proposal(item.id, corpus, changes, {work: library.tree.read(item.drafts[work]) or b"" for work in documents})
