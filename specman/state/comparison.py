"""Compares pairs of documents, and finds consequential changes by the citations of both sides."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from specman.model.change import ChangeSet, StateName, WorkChange
from specman.model.identity import Place, Work
from specman.state.progress import tell

if TYPE_CHECKING:
    from specman.model.document import Document
    from specman.model.house import House

_ALTERNATIVE = re.compile(r"\b(?:and/or|or)\b")  # within "H3.2 or H3.3": a change of this word is not consequential
_TITLE = re.compile(r"\([A-Z][^()]*\)")
Pair = tuple[Work, "Document | None", "Document | None"]


def compare(
    base: StateName,
    target: StateName,
    pairs: Sequence[Pair],
    works: Mapping[str, Work],
    house: House,
    unchanged: Sequence[WorkChange] = (),
    same: Callable[[], Sequence[Document]] = tuple,
) -> ChangeSet:
    """Compare the pairs, and find consequential changes by the citations of both sides.

    Only the documents of the pairs are opened: in a document that is the same on both sides, the same number is
    the same provision, so the words of the number are enough.

    Args:
        house: how the documents of both sides cite.
        unchanged: works that are listed and not opened.
        same: reads the schemas that are equal on both sides; called when another schema differs.
    """
    from specman.citations.extract import citations_of
    from specman.citations.names import Names
    from specman.citations.resolve import resolve
    from specman.compare.changeset import compare_states, settle
    from specman.model.corpus import Corpus

    equal_schemas = same() if any(work.kind == "schema" for work, _, _ in pairs) else ()
    changes, pairing = compare_states(base, target, pairs, unchanged, equal_schemas, tell)
    names = Names.of(works.values(), house)
    sides = {
        "base": Corpus(base.name, works, {work.id: old for work, old, _ in pairs if old is not None}),
        "target": Corpus(target.name, works, {work.id: new for work, _, new in pairs if new is not None}),
    }

    @functools.cache
    def is_cited_differently(place: Place) -> bool:
        """Whether the number, heading or document of a target place changed, or another place was joined to it."""
        if pairing.is_joined(place):
            return True
        origin = pairing.origin(place)
        if origin is None:
            return False
        old, new = (sides[side].documents[at.work] for side, at in (("base", origin), ("target", place)))
        before, after = old.by_eid[origin.eid], new.by_eid[place.eid]
        return (
            origin.work != place.work
            or before.label != after.label
            or old.headings_over(before) != new.headings_over(after)
        )

    def changed_citations(side: str, place: Place) -> list[tuple[int, int, str]]:
        corpus = sides[side]
        document = corpus.documents[place.work]
        provision = document.by_eid[place.eid]
        found = []
        for citation in citations_of(works[place.work], document, provision, names):
            named, follows = [], False
            for cited in citation.targets:
                reference = resolve(cited, corpus, names)
                if reference.place is None:
                    named.append(reference.address)
                    continue
                now = pairing.follow(reference.place) if side == "base" else reference.place
                named.append(str(now))
                follows = follows or is_cited_differently(now)
            if follows:
                words = _TITLE.sub("", citation.text)
                key = [*sorted(set(named)), *sorted(set(_ALTERNATIVE.findall(words)))]
                found.append((citation.start, citation.end, ",".join(key)))
        return found

    return settle(changes, pairing, changed_citations)
