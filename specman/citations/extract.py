"""From documents to links: what every provision cites and which terms it uses.

Extraction from one document depends on its bytes, its house rules, the names of works and the vocabulary that
governs it, and on nothing else: the index keeps it by the digest of those. Looking targets up is cheap and done
for each corpus anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from specman.citations import EXTRACTOR
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.resolve import marked_notation, resolve
from specman.citations.scanner import find_citations
from specman.citations.terms import (
    Vocabulary,
    definitions_of,
    is_own_definition,
    without_mere_capitals,
)
from specman.model.corpus import Corpus
from specman.model.document import Document, Kind, Provision
from specman.model.identity import Place, Work
from specman.model.link import Citation, Link, LinkKind, Reference, Target, TermUse
from specman.model.value import value

_NAME_BEFORE = re.compile(r"[A-Z][^\W\d_][\w'\u2019-]*[ \u00a0](?:(?:and|of|for|&)[ \u00a0])?$")
_SENTENCE = re.compile(r"[.;:!?]\s+(?=[A-Z(])|\n")


@value(frozen=True, slots=True)
class Extract:
    """The citations and term uses of one provision; spans are offsets in its words."""

    eid: str
    citations: tuple[Citation, ...]
    terms: tuple[TermUse, ...]


@value(frozen=True, slots=True)
class Resolved:
    """One citation of a corpus, with the provision it is in and its resolved targets."""

    source: Place
    citation: Citation
    references: tuple[Reference, ...]


def citations_of(work: Work, document: Document, provision: Provision, names: Names) -> list[Citation]:
    """The citations of one provision, spans in its words. A table row is read cell by cell."""
    context = Context(work, document, provision)
    if provision.kind == "row":
        found = _row_citations(provision, document.by_eid[provision.parent], context, names)
    elif provision.kind == "definition":  # its heading is the term, which may be the name of a document
        offset = len(provision.words) - len(provision.text)
        found = [_moved(citation, offset) for citation in find_citations(provision.text, context, names)]
    else:
        found = find_citations(provision.words, context, names)
    if work.house.by_heading:
        found = _with_headings(found, work, document, provision)
    found = [citation for citation in found if not _is_itself(citation, work, provision, names)]
    return _marked(work, provision, found) if provision.marks else found


def _with_headings(found: list[Citation], work: Work, document: Document, provision: Provision) -> list[Citation]:
    """Citations, and between them the sections of this document that are named by their headings."""
    pattern = document.heading_pattern
    offset = len(provision.heading) + 1 if provision.heading and provision.text else 0
    if pattern is None or not (provision.text or provision.kind == "row"):
        return found
    more = list(found)
    for match in pattern.finditer(provision.words, offset):
        place = document.by_heading[match[1].casefold()].eid
        if place != provision.eid and not any(c.start < match.end() and c.end > match.start() for c in found):
            target = Target(work.code, f"#{place}")
            more.append(Citation(match[0], match.start(), match.end(), "heading", (target,)))
    return sorted(more, key=lambda citation: citation.start)


def _marked(work: Work, provision: Provision, found: list[Citation]) -> list[Citation]:
    """Citations with the targets of the author's reference fields and links, which override the grammar.

    A citation on the words of a link gets the link's target; words that cite several provisions keep the targets that
    the grammar found.
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
    citations: dict[str, list[Citation]] = {}
    uses: dict[str, list[TermUse]] = {}
    for provision in document.provisions:
        citations[provision.eid] = citations_of(work, document, provision, names)
        if provision.kind == "component":
            uses[provision.eid] = vocabulary.find(provision.text)
        elif provision.kind != "heading":
            titles = [(c.start, c.end) for c in citations[provision.eid] if c.heading]
            outside = [(c.start, c.end) for c in citations[provision.eid] if c.kind == "external"]
            uses[provision.eid] = [
                use
                for use in vocabulary.find(provision.words)
                if not is_own_definition(provision, use.term)
                # words that repeat the heading of what is cited are for convenience, and use no term
                and not any(start <= use.start and use.end <= end for start, end in titles)
                and not _ends_a_name(provision.words, use, outside)
            ]
    uses = without_mere_capitals(uses, document)
    return [
        Extract(eid, tuple(cited), tuple(uses.get(eid, ())))
        for eid, cited in citations.items()
        if cited or uses.get(eid)
    ]


def _ends_a_name(words: str, use: TermUse, outside: Iterable[tuple[int, int]]) -> bool:
    """Whether a term is only the end of a longer name in a citation of something outside: `Retail Energy Code`."""
    return any(
        start < use.start and use.end <= end and bool(_NAME_BEFORE.search(words, start, use.start))
        for start, end in outside
    )


def borrow(work: Work, rows: Sequence[Extract], corpus: Corpus, names: Names) -> list[Extract]:
    """Rows with the terms of another document where a sentence borrows its meanings (`with their SMETS meanings`).

    This is done for each corpus, since the index keeps only the terms of a document's own vocabulary.
    """
    if not any(citation.kind == "borrowed_terms" for row in rows for citation in row.citations):
        return list(rows)
    document = corpus.documents[work.id]
    return [borrow_in(row, document.by_eid[row.eid].words, corpus, names) for row in rows]


def borrow_in(row: Extract, words: str, corpus: Corpus, names: Names) -> Extract:
    """One row, in which what the lender defines has its meaning there from the start of the sentence that borrows."""
    for citation in row.citations:
        lender = names.by_code.get(citation.targets[0].document)
        if citation.kind != "borrowed_terms" or lender is None or not corpus.holds(lender.id):
            continue
        start = max((m.end() for m in _SENTENCE.finditer(words, 0, citation.start)), default=0)
        row = replace(row, terms=_lent(row.terms, words, start, citation.start, corpus.documents[lender.id]))
    return row


def _lent(uses: tuple[TermUse, ...], words: str, start: int, end: int, lender: Document) -> tuple[TermUse, ...]:
    own = Vocabulary.of(d for d in definitions_of(lender) if not d.pointer)
    lent = [replace(use, start=use.start + start, end=use.end + start) for use in own.find(words[start:end])]
    kept = [use for use in uses if not any(use.start < other.end and use.end > other.start for other in lent)]
    return tuple(sorted([*kept, *lent], key=lambda use: use.start))


def extraction_key(sha256: str, work: Work, names: Names, vocabulary: Vocabulary) -> str:
    """The digest under which an extraction may be kept."""
    house = work.house
    parts = [
        str(EXTRACTOR), sha256, work.id, work.code, work.kind,
        ",".join(sorted(house.own_units)), repr(house.columns), house.own_document, str(house.by_heading),
        vocabulary.digest,
        names.digest,
    ]  # fmt: skip
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=20).hexdigest()


def resolve_all(corpus: Corpus, extracts: Mapping[str, list[Extract]], names: Names) -> Iterator[Resolved]:
    """Every citation of a corpus with its references, work after work in document order."""
    known: dict[Target, Reference] = {}

    def look_up(target: Target) -> Reference:
        if target not in known:
            known[target] = resolve(target, corpus, names)
        return known[target]

    for work_id, rows in extracts.items():
        for row in rows:
            source = Place(work_id, row.eid)
            for citation in row.citations:
                yield Resolved(source, citation, tuple(map(look_up, citation.targets)))


def noting_absent(
    corpus: Corpus, names: Names, resolved: Iterable[Resolved], noted: set[tuple[Place, str]]
) -> Iterator[Resolved]:
    """What is resolved, handed on; (provision, work id) is noted where a work is cited that is registered, not held."""
    for item in resolved:
        for reference in item.references:
            work = names.by_code.get(reference.target.document) if reference.status == "external" else None
            if work is not None and not work.held and not corpus.holds(work.id):
                noted.add((_holder(corpus, item.source), work.id))
        yield item


def links_of(
    corpus: Corpus,
    extracts: Mapping[str, list[Extract]],
    resolved: Iterable[Resolved],
    meanings: Mapping[tuple[str, str], Place],
) -> list[Link]:
    """Dependencies from citations, term uses and schema types; each (source, target, kind) once.

    Args:
        resolved: read once, so that a library need not hold every citation at once.
        meanings: (work, term) to the provision that defines it.
    """
    links: dict[tuple[Place, Place, LinkKind], Link] = {}

    def put(link: Link) -> None:
        if link.source != link.target:
            links.setdefault((link.source, link.target, link.kind), link)

    mapped: list[Resolved] = []
    for item in resolved:
        if corpus.works[item.source.work].kind == "table":
            mapped.append(item)
        source = _holder(corpus, item.source)
        borrowed = item.citation.kind == "borrowed_terms"
        for reference in item.references:
            if reference.place is not None:
                kind = _kind(corpus, source, reference.place)
                put(Link(source, reference.place, "borrows-meaning" if borrowed else kind, item.citation.text))
    _implement(corpus, mapped, put)
    for work_id, rows in extracts.items():
        for row in rows:
            source = _holder(corpus, Place(work_id, row.eid))
            for use in row.terms:
                target = meanings.get((use.owner, use.term))
                if target is not None and target.work in corpus.documents:
                    put(Link(source, target, "uses-term", use.term))
    _schema_links(corpus, put)
    return list(links.values())


def _row_citations(provision: Provision, table: Provision, context: Context, names: Names) -> list[Citation]:
    """The citations of a row, cell by cell; a bare number is read with the unit word of its column or row.

    The key of a property (`SMETS or CHTS reference`) and a code that names its own row are no citations.
    """
    columns = dict(context.work.house.columns)
    is_property = table.kind == "table" and not table.num and len(provision.cells) == 2
    found: list[Citation] = []
    offset = 0
    for column, cell in enumerate(provision.cells):
        name = table.cells[column] if column < len(table.cells) else ""
        key = provision.cells[0] if is_property and column else name
        unit = columns.get(name, "") or (key if names.is_unit(key) and cell[:1].isdigit() else "")
        lead = f"{unit} " if unit and cell else ""
        for citation in find_citations(lead + cell, context, names) if column or not is_property else ():
            start = max(citation.start - len(lead), 0)
            end = citation.end - len(lead)
            if column == 0 and citation.kind in names.patterns.row_keys and (start, end) == (0, len(cell)):
                continue
            found.append(replace(citation, text=cell[start:end], start=start + offset, end=end + offset))
        offset += len(cell) + len(" | ")
    return found


def _moved(citation: Citation, by: int) -> Citation:
    return replace(citation, start=citation.start + by, end=citation.end + by)


def _is_itself(citation: Citation, work: Work, provision: Provision, names: Names) -> bool:
    """A heading that names its own provision (`Service Reference 4.1`, `ReadProfileRsp`) is not a citation."""
    patterns = names.patterns
    if provision.kind == "component" and citation.kind in patterns.code_headings:
        return citation.targets[0].provision == marked_notation(provision, names)
    is_start = citation.start == 0 and provision.kind in ("section", "heading")
    if is_start and citation.kind in patterns.number_headings:
        return True
    return citation.kind == "document" and citation.targets[0].document == work.code


def _holder(corpus: Corpus, place: Place) -> Place:
    """The source of links: for a row of a property table, the use case or request that the table describes."""
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


def _implement(corpus: Corpus, mapped: Iterable[Resolved], put: Callable[[Link], None]) -> None:
    """Links of a mapping row: its use cases implement its requirements and map to its service requests."""
    rows: dict[Place, list[Place]] = {}
    for item in mapped:
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
    """From each component to those it is built from: in its own schema, else in those of the namespace it names.

    Several schemas may share a namespace (`include`); one without takes that of the schema that includes it.
    """
    schemas = {
        work_id: corpus.documents[work_id].schema
        for work_id, work in corpus.works.items()
        if work.kind == "schema" and corpus.holds(work_id)
    }
    sharing: dict[str, list[str]] = {}
    for work_id, schema in schemas.items():
        if schema is not None:
            sharing.setdefault(schema.namespace, []).append(work_id)
    for work_id, schema in schemas.items():
        for component in schema.components if schema is not None else ():
            source = Place(work_id, f"{component.sort}_{component.name}")
            for use in component.uses:
                namespace, _, local = use.rpartition("}")
                assert schema is not None
                own = [work_id, *sharing[schema.namespace], *sharing.get("", ())]
                target = _component(corpus, sharing.get(namespace[1:], ()) if namespace else own, local)
                if target is not None:
                    put(Link(source, target, "uses-type", local))


def _component(corpus: Corpus, works: Sequence[str], name: str) -> Place | None:
    for work_id in works:
        for sort in ("simpleType", "complexType", "element", "group", "attributeGroup", "attribute"):
            if f"{sort}_{name}" in corpus.documents[work_id].by_eid:
                return Place(work_id, f"{sort}_{name}")
    return None
