"""Citations that follow their targets through a release.

A citation is read where it was written: in the base, or in the draft that wrote it. What it cites there is looked for
in the merged documents, and where its words would name something else now, they are changed to name it. No words are
changed that do not, read again, name just what they named.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from specman.citations.extract import Extract, citations_of
from specman.citations.names import Names
from specman.citations.resolve import resolve
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.identity import Place
from specman.model.link import Citation
from specman.model.release import Consequence, Follows
from specman.review.merging import Trace
from specman.review.spelling import respelled, with_provisions

_COMPONENT = re.compile(r"\([^()]*\)|[A-Za-z]+|\d+|[^A-Za-z\d()]+|.")


@dataclass(frozen=True)
class Sources:
    """What a release is made from, as the citations see it.

    Attributes:
        base: every document of the baseline that is released from.
        extracts: of a work of the base, what its provisions cite.
        drafts: id of a proposal to the base with its drafts in their places.
        traces: of each work that is merged.
    """

    base: Corpus
    extracts: Callable[[str], Sequence[Extract]]
    drafts: Mapping[str, Corpus]
    traces: Mapping[str, Trace]


def follow(
    sources: Sources, names: Names, texts: Sequence[str], *, only: Collection[str] | None = None
) -> tuple[dict[str, Document], list[Consequence]]:
    """The documents of a release whose citations were changed or should be looked at, and what became of each.

    Args:
        texts: ids of the works whose words may be changed; citations in others are only listed.
        only: the works that are looked at; every one where it is None.

    Returns:
        The merged documents and those in which words were changed, by work id; and the consequences in document order.
    """
    return _Follower(sources, names, frozenset(texts)).followed(only)


def unlike_drafts(
    found: Sequence[Consequence], documents: Mapping[str, Document], sources: Sources
) -> list[Consequence]:
    """Those that no draft has done itself: where the release has a drafter's own words, there is nothing to approve."""
    drafted = {
        (work, now, corpus.documents[work].by_eid[eid].words)
        for work, trace in sources.traces.items()
        for name, places in trace.drafts.items()
        for corpus in (sources.drafts[name],)
        for eid, now in places.items()
    }
    return [
        one
        for one in found
        if one.what != "rewritten" or (one.work, one.eid, documents[one.work].by_eid[one.eid].words) not in drafted
    ]


@dataclass(frozen=True)
class _Meaning:
    """What a citation names where it was written, before and now.

    Attributes:
        is_sure: the same words were not written in two sources for different things.
    """

    source: Corpus
    before: list[Place | None]
    after: list[Place | None]
    is_sure: bool = True


class _Follower:
    def __init__(self, sources: Sources, names: Names, texts: frozenset[str]) -> None:
        self.sources, self.names, self.texts = sources, names, texts
        merged = {work: trace.document for work, trace in sources.traces.items()}
        self.final = Corpus("release", sources.base.works, ChainMap(merged, dict(sources.base.documents)))
        self.moved = self._moved()
        self.found: list[Consequence] = []

    def _moved(self) -> frozenset[Place]:
        """Places of the base that are gone, or have another label now."""
        found = set()
        for work, trace in self.sources.traces.items():
            for old in self.sources.base.documents[work].provisions:
                now = trace.base.get(old.eid)
                if now is None or trace.document.by_eid[now].label != old.label:
                    found.add(Place(work, old.eid))
        return frozenset(found)

    def followed(self, only: Collection[str] | None) -> tuple[dict[str, Document], list[Consequence]]:
        changed: dict[str, Document] = {}
        for work in self.sources.base.documents:
            if only is not None and work not in only:
                continue
            trace = self.sources.traces.get(work)
            document = self._merged(work, trace) if trace is not None else self._kept(work)
            if trace is not None or document is not self.sources.base.documents[work]:
                changed[work] = document
        return changed, self.found

    def _kept(self, work: str) -> Document:
        """A document that no draft touches: its citations of what moved."""
        if not self.moved:
            return self.sources.base.documents[work]
        document = self.sources.base.documents[work]
        changed: dict[str, Provision] = {}
        for row in self.sources.extracts(work):
            provision = document.by_eid[row.eid]
            for citation in sorted(row.citations, key=lambda one: -one.start):
                before = self._places(citation, self.sources.base)
                if self.moved.isdisjoint(place for place in before if place is not None):
                    continue
                after = [self._now(place, "") for place in before]
                provision = self._settle(document, provision, citation, _Meaning(self.sources.base, before, after))
            if provision is not document.by_eid[row.eid]:
                changed[provision.eid] = provision
        return with_provisions(document, changed)

    def _merged(self, work: str, trace: Trace) -> Document:
        """A document of drafts: each provision's citations, read in the source that has its words."""
        document = trace.document
        if not self.moved and self._is_still(trace):
            return document
        origins = self._origins(trace)
        changed: dict[str, Provision] = {}
        for provision in document.provisions:
            kept = provision
            written = citations_of(self.final.works[work], document, provision, self.names)
            for citation in sorted(written, key=lambda one: -one.start):
                meant = self._meant(work, citation, provision, origins.get(provision.eid, ()))
                if meant is not None:
                    kept = self._settle(document, kept, citation, meant)
            if kept is not provision:
                changed[provision.eid] = kept
        return with_provisions(document, changed)

    def _is_still(self, trace: Trace) -> bool:
        """Whether every provision of every draft has the label that it was drafted with."""
        labels = trace.document.by_eid
        return all(
            (now := places.get(p.eid)) is not None and labels[now].label == p.label
            for name, places in trace.drafts.items()
            for p in self.sources.drafts[name].documents[trace.document.work].provisions
        )

    def _origins(self, trace: Trace) -> dict[str, list[tuple[str, str]]]:
        """Merged eId to its sources: the id of a proposal ("" is the base) and the eId there."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, places in (("", trace.base), *sorted(trace.drafts.items())):
            for eid, now in places.items():
                found.setdefault(now, []).append((name, eid))
        return found

    def _meant(
        self, work: str, citation: Citation, provision: Provision, origins: Sequence[tuple[str, str]]
    ) -> _Meaning | None:
        """What a citation names where it was written, before and now; None where its words name that still."""
        sources: list[tuple[str, Corpus, Provision]] = []
        for name, eid in origins:
            corpus = self.sources.drafts[name] if name else self.sources.base
            written = corpus.documents[work].by_eid[eid]
            if not sources or written.words != sources[0][2].words:  # words that a draft left are those of the base
                sources.append((name, corpus, written))
        exact = [source for source in sources if source[2].words == provision.words]
        found: list[_Meaning] = []
        for name, corpus, written in exact[:1] or sources:
            own = citations_of(corpus.works[work], corpus.documents[work], written, self.names)
            for one in own:
                if one.text == citation.text and (not exact or one.start == citation.start):
                    before = self._places(one, corpus)
                    found.append(_Meaning(corpus, before, [self._now(place, name) for place in before]))
        if not found:
            return None
        if any(meaning.after != found[0].after for meaning in found):
            return replace(found[0], is_sure=False)
        return None if found[0].after == self._places(citation, self.final) else found[0]

    def _places(self, citation: Citation, corpus: Corpus) -> list[Place | None]:
        return [resolve(target, corpus, self.names).place for target in citation.targets]

    def _now(self, place: Place | None, name: str) -> Place | None:
        """Where a place of a source is in the release; None where it is gone."""
        trace = self.sources.traces.get(place.work) if place is not None else None
        if place is None or trace is None:
            return place
        places = trace.drafts.get(name, trace.base) if name else trace.base
        eid = places.get(place.eid)
        return None if eid is None else Place(place.work, eid)

    def _settle(self, document: Document, provision: Provision, citation: Citation, meant: _Meaning) -> Provision:
        """The provision with the words of a citation changed, where that can be done; what became of it is noted."""
        source, after = meant.source, meant.after
        pairs = [(old, new) for old, new in zip(meant.before, after, strict=True) if old is not None]
        differing = [(old, new) for old, new in pairs if new is None or source.address(old) != self.final.address(new)]
        if not differing:
            return provision
        old, new = next(((o, n) for o, n in differing if n is None), differing[0])
        words, what = citation.text, "removed" if new is None else "unsure"
        kept = provision
        if new is not None and document.work in self.texts and meant.is_sure:
            labels = {source.provision(o).label: self.final.provision(n).label for o, n in differing if n is not None}
            words = _renamed(citation.text, labels)
            tried = respelled(provision, citation.start, citation.end, words)
            if words != citation.text and self._names(document, tried, citation.start, after):
                kept, what = tried, "rewritten"
            else:
                words = citation.text
        elif new is not None and document.work not in self.texts:
            what = "not text"
        self._note(document, provision, (citation.text, words), (source.address(old), self._address(new)), what)
        return kept

    def _address(self, place: Place | None) -> str:
        return "" if place is None else self.final.address(place)

    def _names(self, document: Document, tried: Provision, start: int, after: Sequence[Place | None]) -> bool:
        """Whether a provision with changed words cites, at a place, what it should."""
        around = with_provisions(document, {tried.eid: tried})
        found = citations_of(self.final.works[document.work], around, tried, self.names)
        return any(self._places(one, self.final) == list(after) for one in found if one.start == start)

    def _note(
        self, document: Document, provision: Provision, words: tuple[str, str], target: tuple[str, str], what: str
    ) -> None:
        address = self.final.works[document.work].address(provision.label)
        said: Follows = what  # type: ignore[assignment]
        self.found.append(Consequence(address, document.work, provision.eid, words, target, said))


def _renamed(words: str, labels: Mapping[str, str]) -> str:
    """Words of a citation with other labels in them: whole ones first, else the part in which a label differs.

    >>> _renamed("Section D6.3 (Chair)", {"D6.3": "D6.4"}), _renamed("paragraph (b) above", {"D6.3(b)": "D6.3(c)"})
    ('Section D6.4 (Chair)', 'paragraph (c) above')
    >>> _renamed("Sections D6.3 and D6.4", {"D6.3": "D6.4", "D6.4": "D6.5"})
    'Sections D6.4 and D6.5'
    """
    forms = dict(labels)
    for old, new in labels.items():
        if old not in words:
            before, after = _COMPONENT.findall(old), _COMPONENT.findall(new)
            shared = 0
            while shared < min(len(before), len(after)) - 1 and before[shared] == after[shared]:
                shared += 1
            forms["".join(before[shared:])] = "".join(after[shared:])
    longest = sorted(filter(None, forms), key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(form)}(?!\.?\w|\()" for form in longest) or r"(?!)")
    return pattern.sub(lambda match: forms[match[0]], words)
