"""Provisions that were split or joined: marked on the changes that the comparison found.

The kinds of the changes stay (one amended, others added or removed), so that a change set still applies; a detail
states where the words went or came from. Words are followed in short runs, so that a part that was also amended is
found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from specman.compare.pairing import limits
from specman.compare.pairing.alike import without_ending
from specman.compare.pairing.document_pairing import DocumentPairing
from specman.compare.words import edit_words, likeness
from specman.model.change import Change, Edit
from specman.model.detail import Detail, DetailKind
from specman.model.document import Document, Provision

_WORD = re.compile(r"\w+")


def mark_splits(changes: Sequence[Change]) -> tuple[list[Change], dict[str, str], dict[str, str]]:
    """The changes, in their order, with a detail on each part and whole of a split or a join.

    Returns:
        The changes; for each split-off part, its target eId to the base eId of the whole; for each joined part, its
        base eId to the target eId of the whole.
    """
    found = list(changes)
    split = _mark(found, "added", "split", "split")
    joined = _mark(found, "removed", "joined", "taken in")
    return found, split, joined


def _mark(
    found: list[Change],
    kind: Literal["added", "removed"],
    reason: str,
    of_whole: DetailKind,
) -> dict[str, str]:
    """Mark parts and wholes in `found`. Returns the eId of each part to that of its whole on the other side."""
    parts_of: dict[int, list[int]] = {}
    for part, whole in _wholes_of_parts(found, kind).items():
        parts_of.setdefault(whole, []).append(part)
    named: dict[str, str] = {}
    for whole, parts in parts_of.items():
        source = found[whole]
        end = source.base if kind == "added" else source.target
        assert end is not None  # what was amended or moved has both
        addresses = tuple(found[part].side.address for part in parts)
        more = max(0, len(addresses) - limits.MOST_NAMED)
        detail = Detail(of_whole, names=addresses[: limits.MOST_NAMED], more=more)
        found[whole] = replace(source, details=(*source.details, detail))
        of_part = Detail("part", base=end.address) if kind == "added" else Detail("joined", target=end.address)
        for part in parts:
            change = found[part]
            found[part] = replace(change, reason=reason, details=(*change.details, of_part))
            named[change.side.provision.eid] = end.provision.eid
    return named


def _wholes_of_parts(found: Sequence[Change], kind: Literal["added", "removed"]) -> dict[int, int]:
    """Index of each part to that of its whole: the amended change it was split off (added) or joined to (removed)."""
    edit: Literal["delete", "insert"] = "delete" if kind == "added" else "insert"
    parts = [place for place, change in enumerate(found) if change.kind == kind and change.side.provision.text]
    if not parts:
        return {}
    wanted = {run for place in parts if _says(found[place]) for run in _runs(found[place].side.provision.words)}
    sources: dict[tuple[str, ...], int] = {}  # a run of words to the change that deleted or inserted it
    for place, change in enumerate(found):
        for text in _edited(change, edit):
            for run in _runs(text):
                if run in wanted:
                    sources.setdefault(run, place)
    wholes: dict[int, int] = {}
    taken: dict[int, tuple[str, str]] = {}  # the deleted or inserted text of a neighbouring change, and its words
    for place in parts:
        part = found[place]
        near = _change_next_to(found, place, wholes, kind)
        if near is not None:
            if near not in taken:
                text = " ".join(_edited(found[near], edit))
                taken[near] = text, f" {' '.join(_masked(text))} "
            if _was_in(part.side.provision, *taken[near]):
                wholes[place] = near
                continue
        if not _says(part):
            continue
        runs = list(_runs(part.side.provision.words))
        votes = Counter(sources[run] for run in runs if run in sources)
        if not votes:
            continue
        whole, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
        end = found[whole].base if kind == "added" else found[whole].target
        assert end is not None  # what was amended or moved has both
        held = set(_runs(end.provision.words))
        if count >= limits.RUNS_GONE * len(runs) and sum(run in held for run in runs) >= limits.RUNS_SHARED * len(runs):
            wholes[place] = whole
    return wholes


def _change_next_to(found: Sequence[Change], place: int, wholes: Mapping[int, int], kind: str) -> int | None:
    """The index of the amended change of a part's parent or of the sibling before it: the most likely whole."""
    part = found[place].side.provision
    for before in range(place - 1, max(-1, place - limits.NEAR), -1):
        change = found[before]
        side = change.target if kind == "added" else change.base
        if side is None:
            continue
        if change.kind == kind and side.provision.parent == part.parent:
            if before in wholes:
                return wholes[before]
            continue
        if side.provision.eid == part.parent or side.provision.parent == part.parent:
            return before if change.kind in ("amended", "moved") else None
    return None


def _was_in(part: Provision, gone: str, words_gone: str) -> bool:
    """Whether the words of a part were deleted: all in one piece, except for numbers and the last "and"; or in like
    words."""
    words = _masked(part.words)
    if words and words[-1] in ("and", "or"):
        words.pop()
    if len(words) > 1 and f" {' '.join(words)} " in words_gone:
        return True
    return (
        len(part.words) >= limits.LEAST_MOVED
        and len(gone) <= 2 * len(part.words)
        and likeness(part.words, gone) >= limits.LIKE_GONE
    )


def _says(change: Change) -> bool:
    provision = change.side.provision
    return provision.kind != "component" and len(provision.words) >= limits.LEAST_MOVED


def _edited(change: Change, edit: Literal["delete", "insert"]) -> Iterator[str]:
    """The texts deleted from an amended or moved provision, or inserted into it."""
    if change.kind in ("amended", "moved"):
        yield from (text for sort, text in change.edits if sort == edit)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    if len(text) < 2 * limits.RUN - 1:  # a replaced number: most edits
        return
    words = _masked(text)
    yield from (tuple(words[at : at + limits.RUN]) for at in range(len(words) - limits.RUN + 1))


def _masked(text: str) -> list[str]:
    """Words, with every number replaced by the same sign: a split part may cite new numbers."""
    return ["#" if word.isdigit() else word for word in _WORD.findall(text.casefold())]


class Parts:
    """Edits of split and joined provisions, between the words of all their parts on both sides."""

    def __init__(self, base: Document | None, target: Document | None, pairing: DocumentPairing) -> None:
        self._documents = (base, target)
        self._parts: tuple[dict[str, list[str]], dict[str, list[str]]] = (
            {},
            {},
        )  # eId of a whole to those of its parts
        for part, whole in pairing.joined.items():
            self._parts[0].setdefault(whole, []).append(part)
        for part, whole in pairing.split.items():
            self._parts[1].setdefault(whole, []).append(part)

    def edits(self, change: Change) -> tuple[Edit, ...]:
        """The edits of a change, in which text that only went to another part is equal."""
        assert change.base and change.target
        if change.base.provision.kind != change.target.provision.kind:
            return edit_words(*self._with_leads(change.base.provision, change.target.provision))
        parts_of_sides = (
            self._parts[0].get(change.target.provision.eid),
            self._parts[1].get(change.base.provision.eid),
        )
        if not any(parts_of_sides):
            return change.edits
        sides = []
        for document, side, parts in zip(self._documents, (change.base, change.target), parts_of_sides, strict=True):
            assert document is not None  # a document that only one side has is not cut
            every = [document.by_eid[eid] for eid in (side.provision.eid, *(parts or ()))]
            sides.append(sorted(every, key=lambda p: document.position[p.eid]))
        laid = [_in_order_of(*pair) for pair in ((sides[0], sides[1]), (sides[1], sides[0]))]
        return edit_words(*(" ".join(p.words for p in side) for side in laid))

    def _with_leads(self, base: Provision, target: Provision) -> list[str]:
        """A clause and the item it became, the item with the lead-in of its list ("The Party shall:")."""
        found = []
        for document, provision in zip(self._documents, (base, target), strict=True):
            holder = document.by_eid.get(provision.parent) if document is not None else None
            lead = holder.text if holder is not None and provision.kind == "item" and holder.text.endswith(":") else ""
            led = f"{lead.removesuffix(':')} {without_ending(provision.text)}.".strip()
            found.append(led if lead else provision.words)
        return found


def _in_order_of(parts: Sequence[Provision], whole: Sequence[Provision]) -> Sequence[Provision]:
    """Parts in the order in which their words are in the one whole of the other side."""
    if len(parts) == 1 or len(whole) != 1:
        return parts
    words = " ".join(_masked(whole[0].words))
    places = [words.find(" ".join(_masked(part.text)[: limits.RUN])) for part in parts]
    if min(places) < 0:
        return parts
    return [part for _, part in sorted(zip(places, parts, strict=True), key=lambda pair: pair[0])]
