"""Changes that only follow others: the same words once each citation is replaced by what it cites."""

from __future__ import annotations

from collections.abc import Callable

from specman.compare.meaning.list_ends import Lists
from specman.compare.words import is_editorial
from specman.model.change import Change
from specman.model.identity import Place

CitationKeys = Callable[[str, Place], list[tuple[int, int, str]]]
"""Given "base" or "target" and a place: those of its citations whose target is called otherwise since, as (start, end,
key of what they cite). A base-side key is already expressed in target-side places, so that equal keys mean the same
provisions. Other citations have no reason to read otherwise, and are words."""


def texts_agree_but_for_citations(change: Change, keys: CitationKeys, lists: Lists | None) -> bool:
    """True when the two sides say the same once each citation is replaced by what it cites.

    Args:
        lists: those of the document that grew or shrank, whose items may also end in another way.
    """
    assert change.base and change.target
    left, right = change.base, change.target
    if left.provision.status != right.provision.status:
        return False
    cited = keys("base", Place(left.work, left.provision.eid))
    if not cited:  # nothing that it cites is called otherwise, so other words are other words
        return False
    old = _with_keys(left.provision.words, cited)
    new = _with_keys(right.provision.words, keys("target", Place(right.work, right.provision.eid)))
    return old == new or is_editorial(old, new) or (lists is not None and lists.end_differs_only(change, old, new))


def _with_keys(text: str, citations: list[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for start, end, key in sorted(citations):
        out += [text[at:start], f"[{key}]"]
        at = end
    return "".join([*out, text[at:]])
