"""Defined terms: withdrawn, unused, undefined, defined differently, in circles, or pointing to no definition."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from specman.assurance.evidence import Evidence
from specman.citations.mirrors import content_digest
from specman.citations.terms import Definition
from specman.compare.words import is_editorial
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.finding import Finding
from specman.model.identity import Place

_PHRASE = re.compile(
    r"(?<![.;:?!] )(?<!^)(?<![\w'\"(-])([A-Z][a-z]+(?: (?:of|and|for|the)(?= [A-Z]))?(?: [A-Z][a-z]+)+)\b"
)


def term_findings(evidence: Evidence) -> Iterator[Finding]:
    """Every finding on a defined term."""
    defined = definers(evidence.definitions)
    withdrawn = frozenset(evidence.terms_before.keys() - defined.keys())
    yield from _withdrawn(evidence, defined)
    yield from _unused(evidence)
    yield from _undefined(evidence, defined.keys() | withdrawn)
    yield from _pointers(evidence)
    yield from _circles(evidence)


def definers(definitions: Mapping[str, Sequence[Definition]]) -> dict[str, frozenset[str]]:
    """Each term with the works that define it, from work id to definitions."""
    found: dict[str, set[str]] = {}
    for work, rows in definitions.items():
        for definition in rows:
            found.setdefault(definition.term, set()).add(work)
    return {term: frozenset(works) for term, works in found.items()}


def _withdrawn(evidence: Evidence, defined: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Uses of a term that no work defines any more, or none of those whose definitions hold in the document."""
    works = evidence.corpus.works
    code = {work.id for work in works.values() if work.kind == "code-section"}
    holding = {work: {work, *works[work].house.terms_from, *code} for work in evidence.corpus.documents}
    for term, before in sorted(evidence.terms_before.items()):
        now = defined.get(term, frozenset())
        if before <= now:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(term)}s?(?!\w)")
        for place, provision in evidence.provisions():
            still, once = now & holding[place.work], before & holding[place.work]
            if not still and (once or not now) and pattern.search(provision.words):
                yield Finding(
                    "term-withdrawn", "error",
                    f"{term!r} is used, but its definition went out after {evidence.before}.",
                    *evidence.where(place), "Use the term that replaced it, or define it again.",
                )  # fmt: skip


def _unused(evidence: Evidence) -> Iterator[Finding]:
    used = {(use.owner, use.term) for rows in evidence.extracts.values() for row in rows for use in row.terms}
    pointed = {d.term for rows in evidence.definitions.values() for d in rows if d.pointer}
    for work_id, definitions in evidence.definitions.items():
        for definition in definitions:
            if (work_id, definition.term) in used or definition.pointer:
                continue
            if not (definition.term in pointed and definition.in_place):
                yield Finding(
                    "term-unused", "note", f"{definition.term!r} is defined, but nothing held here uses it.",
                    *evidence.where(definition.place), "Take the definition out if nothing else needs it.",
                )  # fmt: skip


def _undefined(evidence: Evidence, defined: Set[str]) -> Iterator[Finding]:
    """Capitalised phrases used at least twice in a document, that are no term, no title and no heading."""
    corpus = evidence.corpus
    titles = " | ".join(
        [w.title for w in corpus.works.values()] + [n for w in corpus.works.values() for n in w.aliases]
        + [p.heading for d in corpus.documents.values() for p in d.provisions if p.heading]
    ).casefold()  # fmt: skip
    for work_id, document in corpus.documents.items():
        if corpus.works[work_id].kind not in ("code-section", "appendix", "framework"):
            continue
        vocabulary = evidence.vocabularies[work_id]
        seen: dict[str, list[Place]] = {}
        for provision in document.provisions[1:]:
            if provision.kind in ("heading", "row", "table"):
                continue
            covered = [(use.start, use.end) for use in vocabulary.find(provision.text)]
            for match in _PHRASE.finditer(provision.text):
                phrase = match[1].removesuffix("s")
                inside = any(start < match.end() and match.start() < end for start, end in covered)
                if not inside and match[1] not in defined and phrase not in defined and phrase.casefold() not in titles:
                    seen.setdefault(match[1], []).append(Place(work_id, provision.eid))
        for phrase, places in seen.items():
            if len(places) > 1:
                yield Finding(
                    "term-undefined", "warning",
                    f"{phrase!r} is written like a defined term in {len(places)} provisions, but is not defined.",
                    *evidence.where(places[0]),
                    "Define it, use the term that is defined, or write it in lower case.",
                )  # fmt: skip


def _pointers(evidence: Evidence) -> Iterator[Finding]:
    """Definitions that send the reader to a provision which does not define the term."""
    targets: dict[Place, list[Place]] = {}
    for item in evidence.resolved:
        targets.setdefault(item.source, []).extend(r.place for r in item.references if r.place is not None)
    meanings: dict[str, list[Definition]] = {}
    for rows in evidence.definitions.values():
        for definition in rows:
            meanings.setdefault(definition.term, []).append(definition)
    for rows in evidence.definitions.values():
        for pointer in rows:
            if not pointer.pointer or not targets.get(pointer.place):  # or it points into a document that is not held
                continue
            others = [d.place for d in meanings[pointer.term] if d.place != pointer.place]
            if not any(_holds(evidence.corpus, target, at) for target in targets[pointer.place] for at in others):
                shown = evidence.corpus.address(targets[pointer.place][0])
                yield Finding(
                    "pointer-broken", "warning",
                    f"{pointer.term!r} has its meaning from {shown}, which does not define it.",
                    *evidence.where(pointer.place), "Cite the provision that defines the term.",
                )  # fmt: skip


def _holds(corpus: Corpus, outer: Place, inner: Place) -> bool:
    if outer.work != inner.work:
        return False
    document = corpus.documents[outer.work]
    provision = document.by_eid[inner.eid]
    return any(p.eid == outer.eid for p in (provision, *document.ancestors(provision)))


def _circles(evidence: Evidence) -> Iterator[Finding]:
    """Pairs of definitions that each use the other: neither can be understood without the other.

    Longer circles are in every code, and `specman graph` lists them.
    """
    corpus = evidence.corpus
    uses = {
        (link.source, link.target)
        for link in evidence.links
        if link.kind == "uses-term" and corpus.provision(link.source).kind == "definition"
    }
    for a, b in sorted(uses):
        if a < b and (b, a) in uses:
            first, second = corpus.provision(a).heading, corpus.provision(b).heading
            yield Finding(
                "definition-circular", "note", f"{first!r} is defined by {second!r}, and {second!r} by {first!r}.",
                *evidence.where(b), "Define one of them without the other.",
            )  # fmt: skip


def definition_findings(evidence: Evidence) -> Iterator[Finding]:
    """Terms that two documents define differently, unless that was accepted and neither changed since."""
    corpus = evidence.corpus
    first: dict[str, Place] = {}
    for definition in itertools.chain.from_iterable(evidence.definitions.values()):
        if definition.pointer or definition.in_place:
            continue
        known = first.setdefault(definition.term, definition.place)
        if known == definition.place:
            continue
        a, b = corpus.provision(known), corpus.provision(definition.place)
        one, other = _whole(corpus.documents[known.work], a), _whole(corpus.documents[definition.place.work], b)
        if is_editorial(one, other):
            continue
        message = f"{definition.term!r} is defined otherwise in {corpus.address(known)}"
        yield difference("definition-differs", message, evidence, known, definition.place)


def difference(slug: str, message: str, evidence: Evidence, a: Place, b: Place) -> Finding:
    """A finding on two provisions that differ: a note while the difference is accepted, else a warning."""
    names = evidence.corpus.address(a), evidence.corpus.address(b)
    rule = next((rule for rule in evidence.mirrors if rule.accepted and rule.concerns(*names)), None)
    command = f"specman mirrors accept '{names[0]}' '{names[1]}' --reason REASON"
    if rule is None:
        advice = f"Bring one in line with the other, or accept the difference: {command}"
        return Finding(slug, "warning", f"{message}.", *evidence.where(b), advice)
    if not rule.still_holds(content_digest(evidence.corpus, place) for place in (a, b)):
        return Finding(
            f"{slug}-again", "warning",
            f"{message}. That was accepted ({rule.accepted}), but one of the two has changed since.",
            *evidence.where(b), f"Bring them in line, or accept it again: {command}",
        )  # fmt: skip
    return Finding(slug, "note", f"{message} (accepted: {rule.accepted}).", *evidence.where(b))


def _whole(document: Document, provision: Provision) -> str:
    return " ".join([provision.text, *(_whole(document, child) for child in document.children(provision.eid))])
