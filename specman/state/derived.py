"""What is derived from a library: parsed documents, their links, the graph."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from specman.intake.stored_form import read_expression
from specman.model.corpus import Corpus
from specman.model.identity import Place
from specman.state.progress import tell
from specman.store.library import HOUSE_FILE, Library, find_library, library_from_environment
from specman.store.manifests import Settings

if TYPE_CHECKING:
    from specman.citations.extract import Extract, Resolved
    from specman.citations.names import Names
    from specman.citations.terms import Definition, Vocabulary
    from specman.graph.build import Graph
    from specman.index.folder import Stamp
    from specman.index.rows import Rows
    from specman.model.baseline import Baseline
    from specman.model.document import Document
    from specman.model.house import House
    from specman.model.link import Link


def open_library(given: str = "", revision: str = "", as_of: str = "") -> Library:
    """The library named, or SPECMAN_LIBRARY, or the one found from the working folder upward.

    Args:
        as_of: the day at whose end its records are seen, "" for all that is recorded.
    """
    return Library(find_library(Path.cwd(), given or library_from_environment()), revision, as_of)


def house_file(library: Library) -> bytes:
    """The library's own house rules, empty where it follows those that ship with specman."""
    return library.tree.read(HOUSE_FILE) or b""


def house_of(library: Library) -> House:
    """How the documents of a library cite.

    Raises:
        LibraryError: its `citations.toml` cannot be used.
    """
    from specman.citations.houses import read_house, shipped

    data = house_file(library)
    return read_house(data, HOUSE_FILE) if data else shipped()


Frozen = Mapping[str, tuple[str, str]]
"""Path of an expression in its library to the id of its work and the SHA-256 it was frozen with."""


def stamps_of(library: Library, files: Iterable[str]) -> dict[str, Stamp]:
    """Sizes and times of change of files, by path, where the library keeps files that have them."""
    found = {path: library.tree.stamp(path) for path in files}
    return {path: stamp for path, stamp in found.items() if stamp is not None}


def prove_files(library: Library, files: Frozen, known: Mapping[str, Stamp]) -> None:
    """Whether files are what was frozen: those not touched since they were last proven are taken at their stamp.

    Raises:
        LibraryError: one is missing, or is something else.
    """
    for path, (work_id, sha256) in files.items():
        if library.tree.stamp(path) != known.get(path, ()):
            library.prove(path, library.works[work_id], sha256)


class _Held(Mapping[str, "Document"]):
    """The documents of a baseline, each read and proven at first use."""

    def __init__(self, library: Library, baseline: Baseline) -> None:
        self._library = library
        self._baseline = baseline
        self._read: dict[str, Document] = {}

    def __getitem__(self, work: str) -> Document:
        if work not in self._read:
            tell(f"Reading {self._library.works[work].name}", len(self._read), len(self))
            entry = self._baseline.entries[work]
            self._read[work] = read_expression(self._library, self._library.works[work], entry.version, entry.sha256)
        return self._read[work]

    def __iter__(self) -> Iterator[str]:
        return iter(self._baseline.entries)

    def __len__(self) -> int:
        return len(self._baseline.entries)

    def __contains__(self, work: object) -> bool:
        return work in self._baseline.entries


@dataclass
class State:
    """One state of the library: its documents, and what follows from them, read or derived at first use.

    Attributes:
        digests: work id to SHA-256 of the bytes its document was read from: the key of the index.
        cache_root: folder of the library whose index may be used, None for none.
    """

    corpus: Corpus
    digests: Mapping[str, str]
    settings: Settings
    library: Library
    cache_root: Path | None = None
    derived: int = field(default=0, init=False)
    _absent: set[tuple[Place, str]] = field(default_factory=set, init=False)

    @functools.cached_property
    def names(self) -> Names:
        """Names by which documents are cited."""
        from specman.citations.names import Names

        return Names.of(self.corpus.works.values(), house_of(self.library))

    @functools.cached_property
    def definitions(self) -> Mapping[str, list[Definition]]:
        """Work id to the terms it defines."""
        from specman.citations.terms import definitions_of

        return {work_id: definitions_of(document) for work_id, document in self.corpus.documents.items()}

    @functools.cached_property
    def meanings(self) -> Mapping[tuple[str, str], Place]:
        """(work, term) to the provision that defines it."""
        from specman.citations.terms import places_of

        return places_of(self.definitions)

    @functools.cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Work id to the terms that mean something in it."""
        from specman.citations.terms import vocabulary_for

        works = self.corpus.works
        return {
            work_id: vocabulary_for(works[work_id], document, self.definitions)
            for work_id, document in self.corpus.documents.items()
        }

    @functools.cached_property
    def extracts(self) -> Mapping[str, list[Extract]]:
        """Work id to what its provisions cite and use, from the index where it holds it."""
        from specman.citations.extract import borrow, extract, extraction_key
        from specman.index.cache import Cache

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
                    tell(f"Finding what {works[work_id].name} cites", len(found), len(keys))
                    found[work_id] = fresh[key] = extract(
                        works[work_id], documents[work_id], self.names, self.vocabularies[work_id]
                    )
            self.derived = len(fresh)
            cache.put(fresh)
        finally:
            cache.close()
        return {work_id: borrow(works[work_id], rows, self.corpus, self.names) for work_id, rows in found.items()}

    @functools.cached_property
    def resolved(self) -> list[Resolved]:
        """Every citation with what it resolves to."""
        from specman.citations.extract import resolve_all

        return list(resolve_all(self.corpus, self.extracts, self.names))

    def resolved_of(self, work: str) -> list[Resolved]:
        """Those of one work."""
        return self._resolved_by_work.get(work, [])

    @functools.cached_property
    def _resolved_by_work(self) -> dict[str, list[Resolved]]:
        found: dict[str, list[Resolved]] = {}
        for item in self.resolved:
            found.setdefault(item.source.work, []).append(item)
        return found

    @functools.cached_property
    def links(self) -> list[Link]:
        """Every dependency between provisions, parts and holders apart."""
        from specman.citations.extract import links_of, noting_absent, resolve_all
        from specman.citations.mirrors import mirror_links

        held = self.__dict__.get("resolved")  # links alone need not hold every citation
        resolved: Iterable[Resolved] = held if held is not None else resolve_all(self.corpus, self.extracts, self.names)
        self._absent = set()
        if not all(work.held for work in self.corpus.works.values()):
            resolved = noting_absent(self.corpus, self.names, resolved, self._absent)
        links = links_of(self.corpus, self.extracts, resolved, self.meanings)
        return [*links, *mirror_links(self.corpus, self.definitions, self.settings.mirrors)]

    @functools.cached_property
    def rows(self) -> Rows:
        """Names and links of this state as rows, from the index where it holds them.

        Raises:
            LibraryError: an expression is missing, or is not what the baseline froze.
        """
        from specman.index.rows import make_rows, open_rows, state_key

        works = self.corpus.works
        rules = [(rule.a, rule.b) for rule in self.settings.mirrors]
        key = state_key(self.digests, works.values(), rules, house_file(self.library), self.library.tree.stamped_by)
        root = self.cache_root
        rows = open_rows(root, key, self.corpus.name, works)
        if rows is None:
            stamps = stamps_of(self.library, self._frozen())
            return make_rows(root, key, self.corpus, self.links, stamps, self._absent)
        prove_files(self.library, self._frozen(), rows.stamps())
        return rows

    def _frozen(self) -> Frozen:
        return {path: (work_id, self.digests[work_id]) for work_id, path in self.corpus.files.items()}

    @functools.cached_property
    def graph(self) -> Graph:
        """The dependency graph. networkx takes 0.1 s to import, so it is imported by those who ask."""
        import itertools

        from specman.graph.build import Graph

        return Graph(itertools.chain(self.rows.parts(), self.rows.links()))


def load_baseline(library: Library, number: str = "") -> State:
    """A baseline, the newest when no number is given. Its documents are read at first use.

    Raises:
        LibraryError: there is no such baseline. An expression that is missing, or is not what the baseline froze, is
            an error when the document is read.
    """
    return load_state(library, library.baseline(number))


def load_state(library: Library, baseline: Baseline) -> State:
    """The state a baseline freezes, or would freeze."""
    digests = {work_id: entry.sha256 for work_id, entry in baseline.entries.items()}
    files = {
        work_id: library.path_of(library.works[work_id], entry.version) for work_id, entry in baseline.entries.items()
    }
    corpus = Corpus(str(baseline.number), library.works, _Held(library, baseline), files)
    return State(corpus, digests, library.settings, library, library.root)
