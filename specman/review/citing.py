"""Drafts with the citations of their base: two drafters who both followed a number anew did not change the same
words."""

from __future__ import annotations

from collections.abc import Sequence

from specman.citations.extract import citations_of
from specman.citations.names import Names
from specman.citations.resolve import resolve
from specman.compare.pairing.ladder import pair_provisions
from specman.compare.words import align
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.identity import Place
from specman.model.link import Citation
from specman.review.spelling import respelled, with_provisions


def as_base_cites(work: str, draft: Corpus, base: Corpus, names: Names) -> Document:
    """The draft of a work in which a citation of what the base cites there has the words it has there.

    What it cites is the same; the release gives all citations their words again, once it is known where everything is.

    Args:
        draft: the base with the drafts of a proposal in their places.
    """
    old, new = base.documents[work], draft.documents[work]
    back = {
        other: {now: eid for eid, now in pair_provisions(base.documents[other], document).target_of.items()}
        for other, document in draft.documents.items()
        if base.documents.get(other) is not document and other in base.documents
    }
    owner = base.works[work]

    def keys(corpus: Corpus, found: Sequence[Citation], *, is_draft: bool) -> list[str]:
        rows = []
        for citation in found:
            named = []
            for target in citation.targets:
                place = resolve(target, corpus, names).place
                if place is not None and is_draft and place.work in back:
                    eid = back[place.work].get(place.eid)
                    place = None if eid is None else Place(place.work, eid)
                named.append(str(place) if place is not None else f"={citation.text}")
            rows.append(",".join(named))
        return rows

    changed: dict[str, Provision] = {}
    for eid, now in pair_provisions(old, new).target_of.items():
        before, after = old.by_eid[eid], new.by_eid[now]
        if before.words == after.words:
            continue
        ours, theirs = (citations_of(owner, doc, p, names) for doc, p in ((old, before), (new, after)))
        left, right = keys(base, ours, is_draft=False), keys(draft, theirs, is_draft=True)
        same = [
            (ours[a + step], theirs[c + step])
            for equal, (a, b, c, _) in align(left, right)
            if equal
            for step in range(b - a)
        ]
        kept = after
        for mine, written in reversed(same):
            if mine.text != written.text and not left[ours.index(mine)].startswith("="):
                kept = respelled(kept, written.start, written.end, mine.text)
        if kept is not after:
            changed[now] = kept
    return with_provisions(new, changed)
