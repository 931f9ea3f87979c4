"""Rungs for rows and definitions, which have keys."""

from __future__ import annotations

from specman.compare.pairing.open_pairs import (
    SAME_KEY,
    OpenPairs,
)
from specman.compare.pairing.row_keys import same_keys
from specman.model.document import Provision

KEYED = ("row", "definition", "table", "use-case", "service-request", "response", "component")
NAMED = ("row", "definition")


def named(pairs: OpenPairs) -> None:
    """Pair rows of a table and definitions of a list by their keys, whatever their other words."""
    for holder in dict.fromkeys(p.parent for p in pairs.unpaired_base() if p.kind in NAMED):
        partner = pairs.found.target_of.get(holder, holder)
        if partner not in pairs.target.by_eid or (partner in pairs.taken and holder not in pairs.found.target_of):
            continue
        sides = [
            [p for p in document.children(eid) if p.kind in NAMED]
            for document, eid in ((pairs.base, holder), (pairs.target, partner))
        ]
        for base, target in same_keys(*sides):
            if base.kind == target.kind and base.eid not in pairs.found.target_of and target.eid not in pairs.taken:
                pairs.pair(base, target, SAME_KEY)


def same_key(pairs: OpenPairs) -> None:
    """Pair by the key alone, anywhere in the document; pair a renamed term by its equal meaning."""
    target = pairs.unpaired_target()
    by_label = {p.label: p for p in target}
    meanings: dict[tuple[str, str], list[Provision]] = {}
    for provision in target:
        if provision.kind == "definition" and provision.text:
            meanings.setdefault((provision.parent, provision.text), []).append(provision)
    for provision in pairs.unpaired_base():
        if provision.kind not in KEYED:
            continue
        other = by_label.get(provision.label)
        if other is not None and other.kind == provision.kind and other.eid not in pairs.taken:
            pairs.pair(provision, other, SAME_KEY)
            continue
        parent = pairs.found.target_of.get(provision.parent, "")
        same = [p for p in meanings.get((parent, provision.text), ()) if p.eid not in pairs.taken]
        if provision.kind == "definition" and len(same) == 1:
            pairs.pair(provision, same[0], "same meaning of another term")
