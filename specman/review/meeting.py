"""Where two proposals meet: what they both change, what one changes and the other cites, what both number alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specman.citations.extract import citations_of
from specman.citations.names import Names
from specman.citations.resolve import resolve
from specman.compare.pairing.ladder import pair_provisions
from specman.model.change import Change
from specman.model.corpus import Corpus
from specman.model.identity import Place
from specman.model.release import Overlap
from specman.review.citing import as_base_cites
from specman.review.kept_files import merge_kept
from specman.review.merging import merge_drafts


@dataclass(frozen=True)
class Proposal:
    """An open proposal as it is compared with others.

    Attributes:
        state: the baseline with its drafts in their places.
        changes: from the baseline to its drafts, by work.
        data: of each drafted work, the bytes of its draft.
    """

    id: str
    state: Corpus
    changes: Mapping[str, Sequence[Change]]
    data: Mapping[str, bytes]


@dataclass(frozen=True)
class Base:
    """What proposals are compared upon.

    Attributes:
        data: of a work, the bytes of its expression.
    """

    corpus: Corpus
    names: Names
    data: Mapping[str, bytes]


def meetings(one: Proposal, other: Proposal, base: Base) -> list[Overlap]:
    """Where two proposals meet, work by work; what cannot be released together first."""
    found: list[Overlap] = []
    for work in sorted({*one.changes} & {*other.changes}):
        conflicts = _conflicts(work, one, other, base)
        found += conflicts
        found += _same_places(work, one, other, base, {row.address for row in conflicts})
        found += _same_numbers(work, one, other, base)
    for left, right in ((one, other), (other, one)):
        found += _cited(left, right, one, other, base)
    return sorted(dict.fromkeys(found), key=lambda row: not row.is_conflict)


def _pair(one: Proposal, other: Proposal) -> tuple[str, str]:
    return one.id, other.id


def _conflicts(work: str, one: Proposal, other: Proposal, base: Base) -> list[Overlap]:
    owner = base.corpus.works[work]
    if owner.suffix == ".xml":
        drafts = [
            (proposal.id, as_base_cites(work, proposal.state, base.corpus, base.names)) for proposal in (one, other)
        ]
        _, between = merge_drafts(base.corpus.documents[work], drafts)
    else:
        _, between = merge_kept(
            owner.suffix, base.data[work], [(proposal.id, proposal.data[work]) for proposal in (one, other)]
        )
    return [
        Overlap(pair, owner.address(conflict.label), conflict.kind, True, (conflict.ours, conflict.theirs))
        for pair, conflict in between
    ]


def _touched(proposal: Proposal, work: str) -> dict[str, Change]:
    """What a proposal changes in words or takes out, by base eId; what only got another number is not among it."""
    return {
        change.base.provision.eid: change
        for change in proposal.changes.get(work, ())
        if change.base is not None and change.base.work == work
        and change.significance != "editorial"
        and (change.kind in ("amended", "removed", "moved") or change.also_amended)
    }  # fmt: skip


def _same_places(work: str, one: Proposal, other: Proposal, base: Base, known: set[str]) -> list[Overlap]:
    mine, theirs = _touched(one, work), _touched(other, work)
    found = []
    for eid in mine:
        if eid in theirs:
            address = base.corpus.address(Place(work, eid))
            if address not in known:
                found.append(
                    Overlap(_pair(one, other), address, "same provision", False, (_text(mine[eid]), _text(theirs[eid])))
                )
    return found


def _text(change: Change) -> str:
    return change.target.provision.words if change.target is not None else ""


def _same_numbers(work: str, one: Proposal, other: Proposal, base: Base) -> list[Overlap]:
    fresh = [
        {
            c.target.provision.label: c
            for c in proposal.changes.get(work, ())
            if c.kind == "added" and c.target and c.target.provision.num
        }
        for proposal in (one, other)
    ]
    return [
        Overlap(
            _pair(one, other),
            base.corpus.works[work].address(label),
            "same new number",
            False,
            (_text(mine), _text(fresh[1][label])),
        )
        for label, mine in fresh[0].items()
        if label in fresh[1] and _text(mine) != _text(fresh[1][label])
    ]


def _cited(left: Proposal, right: Proposal, one: Proposal, other: Proposal, base: Base) -> list[Overlap]:
    """What the left proposal changes and the drafted words of the right one cite."""
    touched = {Place(work, eid): change for work in left.changes for eid, change in _touched(left, work).items()}
    if not touched:
        return []
    back = {
        work: {
            now: eid
            for eid, now in pair_provisions(base.corpus.documents[work], right.state.documents[work]).target_of.items()
        }
        for work in right.changes
    }
    found = []
    for work, changes in right.changes.items():
        document = right.state.documents[work]
        for change in changes:
            if change.target is None or change.significance != "substantive" or change.kind == "renumbered":
                continue
            provision = document.by_eid[change.target.provision.eid]
            for citation in citations_of(base.corpus.works[work], document, provision, base.names):
                for target in citation.targets:
                    place = resolve(target, right.state, base.names).place
                    if place is None:
                        continue
                    eid = back[place.work].get(place.eid) if place.work in back else place.eid
                    if eid is not None and Place(place.work, eid) in touched:
                        texts = (_text(touched[Place(place.work, eid)]), provision.words)
                        ordered = texts if left is one else (texts[1], texts[0])
                        address = base.corpus.address(Place(place.work, eid))
                        found.append(Overlap(_pair(one, other), address, "cited", False, ordered))
    return found
