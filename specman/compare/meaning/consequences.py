"""Consequential changes: the words are the same once each citation is replaced by what it cites."""

from __future__ import annotations

from collections.abc import Callable

from specman.compare.meaning.list_ends import Lists
from specman.compare.words import is_editorial
from specman.model.change import Change
from specman.model.identity import Place

CitationKeys = Callable[[str, Place], list[tuple[int, int, str]]]
"""Given "base" or "target" and a place: its citations whose target changed its number or name, as (start, end, key of
what they cite). A base-side key already names target-side places, so that equal keys mean the same provisions.
Citations of unchanged targets are left out: they are compared as words."""


def texts_agree_but_for_citations(change: Change, keys: CitationKeys, lists: Lists | None) -> bool:
    """True when both sides have the same words once each citation is replaced by what it cites.

    Args:
        lists: the lists of the document that grew or shrank; the ends of their items may differ too.
    """
    assert change.base and change.target
    base, target = change.base, change.target
    if base.provision.status != target.provision.status:
        return False
    cited = keys("base", Place(base.work, base.provision.eid))
    if not cited:  # no cited number or name changed, so any difference is substantive
        return False
    old = _with_keys(base.provision.words, cited)
    new = _with_keys(target.provision.words, keys("target", Place(target.work, target.provision.eid)))
    return old == new or is_editorial(old, new) or (lists is not None and lists.end_differs_only(change, old, new))


def _with_keys(text: str, citations: list[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for start, end, key in sorted(citations):
        out += [text[at:start], f"[{key}]"]
        at = end
    return "".join([*out, text[at:]])
