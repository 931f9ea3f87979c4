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

from specman.model.change import Change

RUN = 5  # words in a row that are followed together: shorter runs recur by chance
LEAST = 40  # characters that moved: fewer prove nothing
SHARE = 0.6  # of the runs of a part that must come from the one place
_WORD = re.compile(r"\w+")


def tell_splits(changes: Sequence[Change]) -> tuple[list[Change], dict[str, str]]:
    """The changes, in their order, with what was split and what was joined said in their details.

    Returns:
        The changes, and of what was joined the base eId to the target eId of what took it in.
    """
    found = list(changes)
    _tell(found, "added", "delete", "split", "split from {}", "its words from here on are now {}")
    wholes = _tell(found, "removed", "insert", "joined", "joined to {}", "takes in the words of {}")
    return found, {found[part].side.provision.eid: found[whole].side.provision.eid for part, whole in wholes.items()}


def _tell(
    found: list[Change],
    kind: Literal["added", "removed"],
    edit: Literal["delete", "insert"],
    reason: str,
    of_part: str,
    of_whole: str,
) -> dict[int, int]:
    """Tell parts and wholes in `found`. Returns the place of each part and that of its whole."""
    parts = [place for place, change in enumerate(found) if change.kind == kind and _says(change)]
    if not parts:
        return {}
    wholes: dict[int, int] = {}
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
        if count < SHARE * len(runs):
            continue
        source = found[whole]
        found[place] = replace(part, reason=reason, details=(*part.details, of_part.format(source.side.address)))
        found[whole] = replace(source, details=(*source.details, of_whole.format(part.side.address)))
        wholes[place] = whole
    return wholes


def _says(change: Change) -> bool:
    provision = change.side.provision
    return provision.kind not in ("row", "component") and len(provision.words) >= LEAST


def _gone(change: Change, edit: Literal["delete", "insert"]) -> Iterator[str]:
    """What was taken out of a provision that stays, or put into it."""
    if change.kind in ("amended", "moved"):
        yield from (text for sort, text in change.edits if sort == edit)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    yield from (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
