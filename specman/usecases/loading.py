"""From a library to what questions are asked of: parsed documents, their links, the graph."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from specman.citations.extract import Extract, Resolved, extract, extraction_key, links_of, resolve_all
from specman.citations.grammar import Names
from specman.citations.terms import Definition, Vocabulary, definitions_of, vocabulary_for
from specman.formats.reading import read_document
from specman.index.cache import Cache
from specman.model.baseline import Baseline
from specman.model.corpus import Corpus
from specman.model.document import Document
from specman.model.identity import Work
from specman.model.link import Link
from specman.store.library import Library, find_library, library_from_environment
from specman.store.manifests import Settings
from specman.usecases.mirrors import mirror_links

if TYPE_CHECKING:
    from specman.graph.build import Graph


def open_library(given: str = "", revision: str = "") -> Library:
    """The library named, or SPECMAN_LIBRARY, or the one found from the working folder upward."""
    return Library(find_library(Path.cwd(), given or library_from_environment()), revision)


def read_expression(library: Library, work: Work, version: str, sha256: str = "") -> Document:
    """One expression, parsed; proven against its digest when one is given."""
    data = library.read_expression(work, version, sha256)
    return read_document(data, library.path_of(work, version), work=work.id, version=version)


def read_draft(library: Library, work: Work, path: str) -> Document:
    """The drafted text of a work, parsed."""
    return read_document(library.tree.read(path) or b"", path, work=work.id, version="draft")


@dataclass
class State:
    """One state of the library: its documents, and what follows from them, derived when first asked for.

    Attributes:
        digests: work id to SHA-256 of the bytes its document was read from: the key of the index.
        cache_root: folder of the library whose index may be used, None for none.
    """

    corpus: Corpus
    digests: Mapping[str, str]
    settings: Settings
    cache_root: Path | None = None
    baseline: Baseline | None = None
    derived: int = field(default=0, init=False)

    @functools.cached_property
    def names(self) -> Names:
        """Names by which documents are cited."""
        return Names.of(self.corpus.works.values())

    @functools.cached_property
    def definitions(self) -> Mapping[str, list[Definition]]:
        """Work id to the terms it defines."""
        return {work_id: definitions_of(document) for work_id, document in self.corpus.documents.items()}

    @functools.cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Work id to the terms that mean something in it."""
        works = self.corpus.works
        return {
            work_id: vocabulary_for(works[work_id], document, self.definitions)
            for work_id, document in self.corpus.documents.items()
        }

    @functools.cached_property
    def extracts(self) -> Mapping[str, list[Extract]]:
        """Work id to what its provisions cite and use, from the index where it holds it."""
        works, documents = self.corpus.works, self.corpus.documents
        keys = {
            work_id: extraction_key(self.digests[work_id], works[work_id], self.names, self.vocabularies[work_id])
            for work_id in documents
        }
        cache = Cache(self.cache_root)
        try:
            known = cache.get(keys.values())
            fresh: dict[str, list[Extract]] = {}
            found: dict[str, list[Extract]] = {}
            for work_id, key in keys.items():
                if key in known:
                    found[work_id] = known[key]
                else:
                    found[work_id] = fresh[key] = extract(
                        works[work_id], documents[work_id], self.names, self.vocabularies[work_id]
                    )
            self.derived = len(fresh)
            cache.put(fresh)
        finally:
            cache.close()
        return found

    @functools.cached_property
    def resolved(self) -> list[Resolved]:
        """Every citation with what it resolves to."""
        return resolve_all(self.corpus, self.extracts)

    @functools.cached_property
    def links(self) -> list[Link]:
        """Every dependency between provisions, parts and holders apart."""
        links = links_of(self.corpus, self.extracts, self.resolved, self.definitions)
        return [*links, *mirror_links(self.corpus, self.definitions, self.settings)]

    @functools.cached_property
    def graph(self) -> Graph:
        """The dependency graph. networkx takes 0.4 s to import, so it is imported by those who ask."""
        from specman.graph.build import Graph

        return Graph(self.links, self.corpus)


def load_baseline(library: Library, number: str = "") -> State:
    """The documents of a baseline, the newest when no number is given.

    Raises:
        LibraryError: an expression is missing, or is not what the baseline froze.
    """
    baseline = library.baseline(number)
    documents: dict[str, Document] = {}
    digests: dict[str, str] = {}
    files: dict[str, str] = {}
    for work_id, entry in baseline.entries.items():
        work = library.works[work_id]
        path = library.path_of(work, entry.version)
        data = library.read_expression(work, entry.version, entry.sha256)
        documents[work_id] = read_document(data, path, work=work_id, version=entry.version)
        digests[work_id], files[work_id] = entry.sha256, path
    corpus = Corpus(str(baseline.number), library.works, documents, files)
    root = None if library.revision else library.root
    return State(corpus, digests, library.settings, root, baseline)
