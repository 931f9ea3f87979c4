"""Technical assurance of a baseline: everything found wrong or doubtful, as findings. A check never writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specman.citations.address import find_places
from specman.citations.resolve import heading_differs
from specman.compare.words import is_editorial
from specman.errors import InputError, SpecmanError
from specman.formats import akn
from specman.formats.reading import read_document
from specman.model.corpus import Corpus
from specman.model.document import Document, Provision
from specman.model.finding import SEVERITIES, Finding
from specman.model.identity import Place
from specman.store.library import Library
from specman.usecases.loading import State, load_baseline
from specman.usecases.mirrors import mirror_pairs

_PHRASE = re.compile(
    r"(?<![.;:?!] )(?<!^)(?<![\w'\"(-])([A-Z][a-z]+(?: (?:of|and|for|the)(?= [A-Z]))?(?: [A-Z][a-z]+)+)\b"
)


@dataclass(frozen=True)
class CheckResult:
    """Findings of one baseline, errors first, in the order of documents."""

    baseline: str
    findings: tuple[Finding, ...]
    provisions: int
    citations: int

    @property
    def has_errors(self) -> bool:
        """True when any finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)


def check(library: Library, at: str = "") -> CheckResult:
    """Every finding of a baseline, the newest when `at` is empty."""
    baseline = library.baseline(at)
    broken = list(_files(library, str(baseline.number)))
    if any(finding.severity == "error" for finding in broken):
        return CheckResult(str(baseline.number), tuple(broken), 0, 0)
    state = load_baseline(library, str(baseline.number))
    findings = [*broken]
    for document in state.corpus.documents.values():
        findings += document.findings
    findings += _citations(state)
    findings += _terms(state, library, baseline.previous)
    findings += _definitions(state)
    findings += _mirrors(state)
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    findings.sort(key=lambda f: order[f.severity])  # stable: documents keep their order
    provisions = sum(len(d.provisions) - 1 for d in state.corpus.documents.values())
    return CheckResult(str(baseline.number), tuple(findings), provisions, len(state.resolved))


def verify_baseline(library: Library, number: str) -> list[Finding]:
    """Whether a baseline's expressions are there, unchanged and readable."""
    return list(_files(library, str(library.baseline(number).number)))


def _files(library: Library, number: str) -> Iterator[Finding]:
    for work_id, entry in library.baseline(number).entries.items():
        work = library.works[work_id]
        path = library.path_of(work, entry.version)
        try:
            data = library.read_expression(work, entry.version, entry.sha256)
            read_document(data, path, work=work_id, version=entry.version)
            if work.suffix == ".xml":
                for line, message in akn.validate(data, path)[:5]:
                    yield Finding(
                        "profile", "error", f"The stored form breaks the profile: {message}.", work.name, path, line,
                        "Import the document again.",
                    )  # fmt: skip
        except SpecmanError as error:
            yield Finding(error.slug, "error", error.message, work.name, path, 0, error.hint)


def _where(corpus: Corpus, place: Place) -> tuple[str, str, int]:
    return corpus.address(place), corpus.files.get(place.work, ""), corpus.provision(place).line


def _citations(state: State) -> Iterator[Finding]:
    corpus = state.corpus
    for item in state.resolved:
        where = _where(corpus, item.source)
        for reference in item.references:
            target = reference.target
            if reference.status == "placeholder":
                yield Finding(
                    "placeholder",
                    "warning",
                    f"{item.citation.text!r} is a placeholder.",
                    *where,
                    "Put the letter or number in.",
                )
            elif reference.status == "ambiguous":
                yield Finding(
                    "ambiguous-citation", "error",
                    f"{item.citation.text!r} is ambiguous: {reference.address} is given more than once.",
                    *where, "Number each provision once.",
                )  # fmt: skip
            elif reference.status == "dangling" and not target.interior:
                held = target.document in corpus.by_code and corpus.by_code[target.document].id in corpus.documents
                if held:
                    yield Finding(
                        "dangling-citation", "error",
                        f"{item.citation.text!r} leads nowhere: {reference.address} does not exist.",
                        *where, "Cite the provision that took its place, or take the citation out.",
                    )  # fmt: skip
                else:
                    yield Finding(
                        "document-not-held", "note",
                        f"{item.citation.text!r} cites {target.document}, which this baseline does not hold.",
                        *where, "Import the document if it is under control here.",
                    )  # fmt: skip
            elif reference.place is not None and item.citation.heading:
                real = heading_differs(item.citation, corpus, reference.place)
                if real:
                    yield Finding(
                        "heading-differs", "warning",
                        f"{item.citation.text!r}: the heading of {reference.address} is now {real!r}.",
                        *where, "Bring the words in brackets in line.",
                    )  # fmt: skip


def _terms(state: State, library: Library, previous: str) -> Iterator[Finding]:
    corpus = state.corpus
    defined = {d.term for rows in state.definitions.values() for d in rows}
    used: dict[tuple[str, str], int] = {}
    for rows in state.extracts.values():
        for row in rows:
            for use in row.terms:
                used[use.owner, use.term] = used.get((use.owner, use.term), 0) + 1
    withdrawn: set[str] = set()
    if previous in library.baselines:
        before = load_baseline(library, previous)
        withdrawn = {d.term for rows in before.definitions.values() for d in rows} - defined
    for term in sorted(withdrawn):
        pattern = re.compile(rf"(?<!\w){re.escape(term)}s?(?!\w)")
        for place, provision in _provisions(corpus):
            if pattern.search(provision.words):
                yield Finding(
                    "term-withdrawn", "error", f"{term!r} is used, but its definition went out after {previous}.",
                    *_where(corpus, place), "Use the term that replaced it, or define it again.",
                )  # fmt: skip
    for work_id, definitions in state.definitions.items():
        for definition in definitions:
            if (work_id, definition.term) not in used and not definition.pointer:
                pointed = any(
                    o.term == definition.term and o.pointer for rows in state.definitions.values() for o in rows
                )
                if not (pointed and definition.in_place):
                    yield Finding(
                        "term-unused", "note", f"{definition.term!r} is defined, but nothing held here uses it.",
                        *_where(corpus, definition.place), "Take the definition out if nothing else needs it.",
                    )  # fmt: skip
    yield from _undefined(state, defined | withdrawn)


def _provisions(corpus: Corpus) -> Iterator[tuple[Place, Provision]]:
    for work_id, document in corpus.documents.items():
        for provision in document.provisions[1:]:
            yield Place(work_id, provision.eid), provision


def _undefined(state: State, defined: set[str]) -> Iterator[Finding]:
    """Capitalised phrases used at least twice in a document, that are no term, no title and no heading."""
    corpus = state.corpus
    titles = " | ".join(
        [w.title for w in corpus.works.values()] + [n for w in corpus.works.values() for n in w.aliases]
        + [p.heading for d in corpus.documents.values() for p in d.provisions if p.heading]
    ).casefold()  # fmt: skip
    for work_id, document in corpus.documents.items():
        if corpus.works[work_id].kind not in ("code-section", "appendix", "framework"):
            continue
        vocabulary = state.vocabularies[work_id]
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
                    *_where(corpus, places[0]), "Define it, use the term that is defined, or write it in lower case.",
                )  # fmt: skip


def _definitions(state: State) -> Iterator[Finding]:
    corpus = state.corpus
    first: dict[str, Place] = {}
    for definitions in state.definitions.values():
        for definition in definitions:
            if definition.pointer or definition.in_place:
                continue
            known = first.setdefault(definition.term, definition.place)
            if known == definition.place:
                continue
            a, b = corpus.provision(known), corpus.provision(definition.place)
            if not is_editorial(
                _whole(corpus.documents[known.work], a), _whole(corpus.documents[definition.place.work], b)
            ):
                yield Finding(
                    "definition-differs", "warning",
                    f"{definition.term!r} is defined otherwise in {corpus.address(known)}.",
                    *_where(corpus, definition.place), "Make one definition, or point one to the other.",
                )  # fmt: skip


def _whole(document: Document, provision: Provision) -> str:
    return " ".join([provision.text, *(_whole(document, child) for child in document.children(provision.eid))])


def _mirrors(state: State) -> Iterator[Finding]:
    corpus = state.corpus
    for rule in state.settings.mirrors:
        for name in (rule.a, rule.b):
            try:
                find_places(name, corpus)
            except InputError:
                yield Finding(
                    "mirror-missing", "warning",
                    f"specman.toml declares {name} a mirror, but this baseline does not hold it.",
                    name, "specman.toml", 0, "Correct or remove the declaration.",
                )  # fmt: skip
    accepted = {frozenset((rule.a, rule.b)): rule.accepted for rule in state.settings.mirrors if rule.accepted}
    for a, b, reason in mirror_pairs(corpus, state.definitions, state.settings):
        if not reason.startswith("declared") or _same_component(corpus, a, b):
            continue
        names = frozenset((corpus.address(a), corpus.address(b)))
        excuse = accepted.get(names, "")
        advice = "Bring one in line with the other, or accept the difference with a reason in specman.toml."
        yield Finding(
            "mirror-differs", "note" if excuse else "warning",
            f"It should mirror {corpus.address(a)}, and differs{f' (accepted: {excuse})' if excuse else ''}.",
            *_where(corpus, b), "" if excuse else advice,
        )  # fmt: skip


def _same_component(corpus: Corpus, a: Place, b: Place) -> bool:
    left, right = corpus.documents[a.work].schema, corpus.documents[b.work].schema
    if left is None or right is None:
        return corpus.provision(a).digest == corpus.provision(b).digest
    sort, _, name = a.eid.partition("_")
    other_sort, _, other = b.eid.partition("_")
    one, two = left.by_key[sort, name].particle, right.by_key[other_sort, other].particle
    return one == two
