"""From documents to links: what every provision cites and which terms it uses.

Extraction from one document depends on its bytes, its house rules, the names of works and the vocabulary that
governs it, and on nothing else: the index keeps it by the digest of those. Looking targets up is cheap and done
for each corpus anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from specman.citations import EXTRACTOR
from specman.citations.grammar import Context, Names, find_citations
from specman.citations.resolve import resolve
from specman.citations.terms import Definition, Vocabulary, is_own_definition
from specman.model.corpus import Corpus
from specman.model.document import Document, Kind, Provision
from specman.model.identity import Place, Work
from specman.model.link import Citation, Link, LinkKind, Reference, Target, TermUse


@dataclass(frozen=True, slots=True)
class Extract:
    """What one provision says of others; spans are offsets in its words."""

    eid: str
    citations: tuple[Citation, ...]
    terms: tuple[TermUse, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """One citation of a corpus with where it stands and what its targets are."""

    source: Place
    citation: Citation
    references: tuple[Reference, ...]


def citations_of(work: Work, document: Document, provision: Provision, names: Names) -> list[Citation]:
    """The citations of one provision, spans in its words. A table row is read cell by cell."""
    context = Context(work, document, provision)
    header = document.provisions[0].cells
    if provision.kind == "row" and work.house.columns and header:
        found = _row_citations(provision, header, dict(work.house.columns), context, names)
    else:
        found = find_citations(provision.words, context, names)
    found = [citation for citation in found if not _is_itself(citation, work, provision)]
    return _marked(work, provision, found) if provision.marks else found


def _marked(work: Work, provision: Provision, found: list[Citation]) -> list[Citation]:
    """Citations with what the author tied them to: a reference field or link is worth more than any grammar.

    A link whose words the grammar read as one citation keeps those words and gets the link's target; words that name
    several things keep what the grammar made of them.
    """
    offset = len(provision.words) - len(provision.text) if provision.kind != "row" else 0
    citations = list(found)
    for mark in provision.marks:
        if mark.kind != "ref" or mark.end <= mark.start:
            continue
        start, end = mark.start + offset, mark.end + offset
        if mark.target.startswith("#"):
            target = Target(work.code, mark.target)
        else:
            target = Target(f"EXT:{mark.target}", "*")
        over = [c for c in citations if c.start < end and c.end > start]
        if not over:
            citations.append(Citation(provision.words[start:end], start, end, "link", (target,)))
        elif len(over) == 1 and len(over[0].targets) == 1 and mark.target.startswith("#"):
            one = over[0]
            kept = Citation(one.text, one.start, one.end, one.kind, (target,), one.heading)
            citations[citations.index(one)] = kept
    return sorted(citations, key=lambda citation: (citation.start, citation.end))


def extract(work: Work, document: Document, names: Names, vocabulary: Vocabulary) -> list[Extract]:
    """Citations and term uses of every provision of a document that has any, in document order."""
    found = []
    for provision in document.provisions:
        citations = citations_of(work, document, provision, names)
        if provision.kind == "component":
            uses = vocabulary.find(provision.text)
        elif provision.kind == "heading":
            uses = []
        else:
            uses = [use for use in vocabulary.find(provision.words) if not is_own_definition(provision, use.term)]
        if citations or uses:
            found.append(Extract(provision.eid, tuple(citations), tuple(uses)))
    return found


def extraction_key(sha256: str, work: Work, names: Names, vocabulary: Vocabulary) -> str:
    """The digest under which an extraction may be kept."""
    house = work.house
    parts = [
        str(EXTRACTOR), sha256, work.id, work.code, work.kind,
        ",".join(sorted(house.own_units)), repr(house.columns), house.own_document, vocabulary.digest,
        hashlib.blake2b(names.pattern.pattern.encode(), digest_size=12).hexdigest(),
    ]  # fmt: skip
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=20).hexdigest()


def resolve_all(corpus: Corpus, extracts: Mapping[str, list[Extract]]) -> list[Resolved]:
    """Every citation of a corpus with its references, work after work in document order."""
    found = []
    known: dict[Target, Reference] = {}

    def look_up(target: Target) -> Reference:
        if target not in known:
            known[target] = resolve(target, corpus)
        return known[target]

    for work_id, rows in extracts.items():
        for row in rows:
            source = Place(work_id, row.eid)
            for citation in row.citations:
                references = tuple(map(look_up, citation.targets))
                found.append(Resolved(source, citation, references))
    return found


def links_of(
    corpus: Corpus,
    extracts: Mapping[str, list[Extract]],
    resolved: list[Resolved],
    definitions: Mapping[str, list[Definition]],
) -> list[Link]:
    """Dependencies from citations, term uses and schema types; each (source, target, kind) once."""
    links: dict[tuple[Place, Place, LinkKind], Link] = {}

    def put(link: Link) -> None:
        if link.source != link.target:
            links.setdefault((link.source, link.target, link.kind), link)

    for item in resolved:
        source = _holder(corpus, item.source)
        borrowed = item.citation.kind == "borrowed_terms"
        for reference in item.references:
            if reference.place is not None:
                kind = _kind(corpus, source, reference.place)
                put(Link(source, reference.place, "borrows-meaning" if borrowed else kind, item.citation.text))
    _implement(corpus, resolved, put)
    owners = {
        (work_id, definition.term): definition.place
        for work_id, rows in definitions.items()
        for definition in reversed(rows)
    }
    for work_id, rows in extracts.items():
        for row in rows:
            source = _holder(corpus, Place(work_id, row.eid))
            for use in row.terms:
                target = owners.get((use.owner, use.term))
                if target is not None and target.work in corpus.documents:
                    put(Link(source, target, "uses-term", use.term))
    _schema_links(corpus, put)
    return list(links.values())


def _row_citations(
    provision: Provision, header: tuple[str, ...], columns: Mapping[str, str], context: Context, names: Names
) -> list[Citation]:
    """Cells read one by one, with the unit word their column stands for before bare numbers."""
    found: list[Citation] = []
    offset = 0
    for name, cell in zip(header, provision.cells, strict=False):
        unit = columns.get(name, "")
        lead = f"{unit} " if unit and cell else ""
        for citation in find_citations(lead + cell, context, names):
            start = max(citation.start - len(lead), 0) + offset
            end = citation.end - len(lead) + offset
            found.append(
                Citation(provision.words[start:end], start, end, citation.kind, citation.targets, citation.heading)
            )
        offset += len(cell) + len(" | ")
    return found


def _is_itself(citation: Citation, work: Work, provision: Provision) -> bool:
    """A heading that names its own provision (`Service Reference 4.1`, `ReadProfileRsp`) is not a citation."""
    if provision.kind == "component" and citation.kind == "mmc_type":
        return citation.targets[0].provision == f"type:{provision.label}"
    if citation.kind == "service_reference" and citation.start == 0 and provision.kind in ("section", "heading"):
        return True
    return citation.kind == "document" and citation.targets[0].document == work.code


def _holder(corpus: Corpus, place: Place) -> Place:
    """Rows of a property table speak for the use case or request they describe; emphasis for its provision."""
    document = corpus.documents[place.work]
    provision = document.by_eid[place.eid]
    if provision.kind == "row" and provision.parent:
        table = document.by_eid[provision.parent]
        if table.kind == "table" and not table.num:
            return Place(place.work, table.parent)
    return place


_CHAIN: dict[tuple[Kind, Kind], LinkKind] = {
    ("use-case", "service-request"): "maps-to",
    ("response", "service-request"): "maps-to",
    ("component", "service-request"): "maps-to",
    ("response", "use-case"): "implements",
    ("component", "use-case"): "implements",
}


def _kind(corpus: Corpus, source: Place, target: Place) -> LinkKind:
    here = corpus.provision(source)
    there = corpus.provision(target)
    if corpus.works[source.work].kind == "table":
        return "maps-to"
    if here.kind == "use-case" and target.work != source.work and there.kind in ("section", "clause"):
        if corpus.works[target.work].kind == "specification":
            return "implements"
        return "cites"
    return _CHAIN.get((here.kind, there.kind), "cites")


def _implement(corpus: Corpus, resolved: list[Resolved], put: Callable[[Link], None]) -> None:
    """A mapping row says that its use cases implement its requirements, and answer for its service requests."""
    rows: dict[Place, list[Place]] = {}
    for item in resolved:
        if corpus.works[item.source.work].kind == "table":
            rows.setdefault(item.source, []).extend(r.place for r in item.references if r.place is not None)

    for source, places in rows.items():
        words = corpus.address(source)
        use_cases = [p for p in places if corpus.provision(p).kind == "use-case"]
        for use_case in use_cases:
            for place in places:
                kind = corpus.provision(place).kind
                if kind == "service-request":
                    put(Link(use_case, place, "maps-to", words))
                elif kind in ("section", "clause") and place.work != use_case.work:
                    put(Link(use_case, place, "implements", words))


def _schema_links(corpus: Corpus, put: Callable[[Link], None]) -> None:

    namespaces = {
        document.schema.namespace: work_id
        for work_id, document in corpus.documents.items()
        if document.schema is not None
    }
    for work_id, document in corpus.documents.items():
        if document.schema is None:
            continue
        for component in document.schema.components:
            source = Place(work_id, f"{component.sort}_{component.name}")
            for use in component.uses:
                namespace, _, local = use.rpartition("}")
                owner = namespaces.get(namespace.removeprefix("{")) if namespace else work_id
                if owner is None:
                    continue
                for sort in ("simpleType", "complexType", "element", "group", "attributeGroup", "attribute"):
                    if f"{sort}_{local}" in corpus.documents[owner].by_eid:
                        put(Link(source, Place(owner, f"{sort}_{local}"), "uses-type", local))
                        break
