"""Provisions that were split or joined: told on the changes that the comparison found.

The kinds stay what they are (one amended, others added or removed), so that a change set still applies; what is said of
them is where the words went, or came from. Words are followed in runs, so that a part that was also amended is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from specman.compare.match import Matching
from specman.compare.words import edit_words
from specman.model.change import Change, Edit
from specman.model.document import Document

RUN = 5  # words in a row that are followed together: shorter runs recur by chance
LEAST = 40  # characters that moved: fewer prove nothing
SHARE = 0.6  # of the runs of a part that must come from the one place
GONE = 0.35  # and of them those that were taken out of it there: a part may begin as what it was cut from does
_WORD = re.compile(r"\w+")


def tell_splits(changes: Sequence[Change]) -> tuple[list[Change], dict[str, str], dict[str, str]]:
    """The changes, in their order, with what was split and what was joined said in their details.

    Returns:
        The changes; of each part that was split off its target eId to the base eId of what it was a part of; and of
        what was joined the base eId to the target eId of what took it in.
    """
    found = list(changes)
    split = _tell(found, "added", "split", "split from {}", "some of its words are now in {}")
    joined = _tell(found, "removed", "joined", "joined to {}", "takes in the words of {}")
    return found, split, joined


def _tell(
    found: list[Change],
    kind: Literal["added", "removed"],
    reason: str,
    of_part: str,
    of_whole: str,
) -> dict[str, str]:
    """Tell parts and wholes in `found`. Returns the eId of each part, and that of its whole on the other side."""
    edit: Literal["delete", "insert"] = "delete" if kind == "added" else "insert"
    parts = [place for place, change in enumerate(found) if change.kind == kind and _says(change)]
    if not parts:
        return {}
    wholes: dict[str, str] = {}
    wanted = {run for place in parts for run in _runs(found[place].side.provision.words)}
    sources: dict[tuple[str, ...], int] = {}  # a run of words to the change in which it was taken out, or put in
    for place, change in enumerate(found):
        for text in _gone(change, edit):
            for run in _runs(text):
                if run in wanted:
                    sources.setdefault(run, place)
    for place in parts:
        part = found[place]
        runs = list(_runs(part.side.provision.words))
        votes = Counter(sources[run] for run in runs if run in sources)
        if not votes:
            continue
        whole, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
        source = found[whole]
        end = source.base if kind == "added" else source.target
        assert end is not None  # what was amended or moved has both
        held = set(_runs(end.provision.words))
        if count < GONE * len(runs) or sum(run in held for run in runs) < SHARE * len(runs):
            continue
        found[place] = replace(part, reason=reason, details=(*part.details, of_part.format(end.address)))
        found[whole] = replace(source, details=(*source.details, of_whole.format(part.side.address)))
        wholes[part.side.provision.eid] = end.provision.eid
    return wholes


def _says(change: Change) -> bool:
    provision = change.side.provision
    return provision.kind not in ("row", "component") and len(provision.words) >= LEAST


def _gone(change: Change, edit: Literal["delete", "insert"]) -> Iterator[str]:
    """What was taken out of a provision that stays, or put into it."""
    if change.kind in ("amended", "moved"):
        yield from (text for sort, text in change.edits if sort == edit)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    if len(text) < 2 * RUN - 1:  # a number that became another: most edits
        return
    words = _WORD.findall(text.casefold())
    yield from (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


class Parts:
    """The edits of what was split or joined, between the words of all its parts on both sides."""

    def __init__(self, base: Document | None, target: Document | None, matching: Matching) -> None:
        self._documents = (base, target)
        self._parts: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})  # of the eId of a whole
        for part, whole in matching.joined.items():
            self._parts[0].setdefault(whole, []).append(part)
        for part, whole in matching.split.items():
            self._parts[1].setdefault(whole, []).append(part)

    def edits(self, change: Change) -> tuple[Edit, ...]:
        """What became other words, wherever they stand now."""
        assert change.base and change.target
        beside = (self._parts[0].get(change.target.provision.eid), self._parts[1].get(change.base.provision.eid))
        if not any(beside):
            return change.edits
        sides = []
        for document, side, parts in zip(self._documents, (change.base, change.target), beside, strict=True):
            assert document is not None  # a document that only one side has is not cut
            every = sorted([side.provision.eid, *(parts or ())], key=document.position.__getitem__)
            sides.append(" ".join(document.by_eid[eid].words for eid in every))
        return edit_words(*sides)
