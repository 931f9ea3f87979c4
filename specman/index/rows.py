"""One state of the library as rows: who is there, who depends on whom. Safe to delete.

A bounded question (what depends on this, three links deep) is answered from a few rows, and no document is opened.
The file is named by the digest of everything it follows from, is written whole and never changed: two processes that
make it at once make the same file, and the later one takes the place of the earlier.
"""

from __future__ import annotations

import functools
import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from specman.citations import EXTRACTOR
from specman.errors import LibraryError
from specman.index.folder import APPLICATION_ID, Stamp, forget, identity_of, index_folder, mark_used, whole_file
from specman.model.identity import Place, Work
from specman.model.label import GROUP, fold_label
from specman.model.link import Link, LinkKind
from specman.model.register import Entry

if TYPE_CHECKING:
    from specman.model.corpus import Corpus
    from specman.model.document import Kind

FORMAT = 2
KEPT = 8  # states whose rows are kept; the longest unused go first
_BATCH = 400
_ENDING = ".sqlite"

_TABLES = """
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, work TEXT, eid TEXT, kind TEXT, label TEXT, heading TEXT, opening TEXT, line INTEGER,
    parent INTEGER, uses INTEGER DEFAULT 0, folded TEXT, title TEXT);
CREATE TABLE term (said TEXT, folded TEXT, place INTEGER, in_place INTEGER);
CREATE TABLE link (source INTEGER, target INTEGER, kind TEXT, words TEXT);
CREATE TABLE absent (source INTEGER, work TEXT, PRIMARY KEY (source, work)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX place_eid ON place (work, eid);
CREATE INDEX place_label ON place (folded, work);
CREATE INDEX place_parent ON place (parent);
CREATE INDEX place_title ON place (title);
CREATE INDEX term_folded ON term (folded);
CREATE INDEX link_target ON link (target);
CREATE INDEX link_source ON link (source);
UPDATE place SET uses = (SELECT count(*) FROM link WHERE target = place.id)
    WHERE id IN (SELECT DISTINCT target FROM link);
"""
_ENTRY = "p.work, p.eid, p.kind, p.label, p.heading, p.opening, p.line"


def state_key(
    digests: Mapping[str, str], works: Iterable[Work], rules: Sequence[tuple[str, ...]], house: bytes, stamped_by: str
) -> str:
    """The digest of all that the rows of a state follow from.

    Args:
        digests: work id to SHA-256 of its expression.
        works: every work of the library: their names decide what citations mean.
        rules: declared mirrors.
        house: the library's own file of house rules.
        stamped_by: how the stamps of its files are computed.
    """
    digest = hashlib.blake2b(f"{FORMAT} {EXTRACTOR}".encode(), digest_size=16)
    digest.update(hashlib.blake2b(house).digest() + stamped_by.encode())
    for work in sorted(works, key=lambda work: work.id):
        digest.update(f"{identity_of(work)}\x1f{digests.get(work.id, '')}\x1e".encode())
    for rule in rules:
        digest.update("\x1f".join(rule).encode() + b"\x1e")
    return digest.hexdigest()


class Rows:
    """The rows of one state: a `Register` and its `Dependents`."""

    def __init__(self, connection: sqlite3.Connection, name: str, works: Mapping[str, Work], path: Path | None) -> None:
        self.name = name
        self.works = works
        self._connection = connection
        self._path = path
        self._ids: dict[Place, int] = {}
        self._places: dict[int, Place] = {}
        self._uses: dict[Place, int] = {}
        self._entries: dict[Place, Entry] = {}

    def _query(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        try:
            yield from self._connection.execute(statement, values)
        except sqlite3.DatabaseError as error:
            if self._path is not None:
                self._path.unlink(missing_ok=True)
            raise LibraryError(
                f"The index of this library is damaged ({error}); it has been taken away.",
                hint="Run the command again: the index is made anew.",
                slug="index-damaged",
            ) from None

    # -- a Register --------------------------------------------------------------------------------------------

    @functools.cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(str(work) for (work,) in self._query("SELECT work FROM place WHERE parent IS NULL"))

    def holds(self, work: str) -> bool:
        """Whether the work is part of this state."""
        return work in self._held

    def entry(self, place: Place) -> Entry | None:
        """The provision at a place, None when there is none."""
        known = self._entries.get(place)
        if known is None:
            for row in self._query(f"SELECT {_ENTRY} FROM place p WHERE work = ? AND eid = ?", (place.work, place.eid)):
                known = self._entries[place] = _entry(row)
        return known

    def address(self, place: Place) -> str:
        """What reports print for a place."""
        entry = self.entry(place)
        return self.works[place.work].address(entry.label if entry else place.eid)

    def labelled(self, label: str, work: str = "") -> list[Place]:
        """Where a label is given, letter case aside: in one work, or one place for each work that gives it."""
        folded = fold_label(label)
        found = self._first_of_each("folded = ?", folded, work)
        if folded.startswith(GROUP):
            held = {place.work for place in found}
            found += [
                place for place in self._first_of_each("title = ?", folded, work)
                if place.work not in held
            ]  # fmt: skip
        return found

    def _first_of_each(self, condition: str, value: str, work: str) -> list[Place]:
        found: dict[str, Place] = {}
        scope, values = (" AND work = ?", [value, work]) if work else ("", [value])
        for owner, eid in self._query(f"SELECT work, eid FROM place WHERE {condition}{scope} ORDER BY id", values):
            found.setdefault(str(owner), Place(str(owner), str(eid)))
        return list(found.values())

    def defined(self, term: str, work: str = "") -> list[tuple[str, Place]]:
        """Where a term is defined, letter case aside, in one work or in all, with the term as written there."""
        scope, values = (" AND p.work = ?", [term.casefold(), work]) if work else ("", [term.casefold()])
        rows = self._query(
            "SELECT t.said, p.work, p.eid FROM term t JOIN place p ON p.id = t.place "
            f"WHERE t.folded = ?{scope} ORDER BY t.rowid",
            values,
        )
        return [(str(written), Place(str(owner), str(eid))) for written, owner, eid in rows]

    def labels(self, work: str) -> list[str]:
        """Every label of a work, in document order."""
        rows = self._query(
            "SELECT label FROM place WHERE work = ? AND eid <> '' AND kind <> 'heading' ORDER BY id", (work,)
        )
        return [str(label) for (label,) in rows]

    def terms(self) -> list[str]:
        """Every defined term."""
        return [str(term) for (term,) in self._query("SELECT said FROM term ORDER BY rowid")]

    # -- Dependents --------------------------------------------------------------------------------------------

    def into(self, places: Sequence[Place]) -> Mapping[Place, list[Link]]:
        """Links of those that depend on each place, holders of a part included, in a stable order."""
        return self._links(
            places,
            f"SELECT l.target, l.kind, l.words, p.id, p.uses, {_ENTRY} FROM link l JOIN place p ON p.id = l.source "
            "WHERE l.target IN ({marks}) UNION ALL "
            f"SELECT c.id, 'contains', '', p.id, p.uses, {_ENTRY} FROM place c JOIN place p ON p.id = c.parent "
            "WHERE c.id IN ({marks})",
            lambda here, other, kind, words: Link(other, here, kind, words),
        )

    def out_of(self, places: Sequence[Place]) -> Mapping[Place, list[Link]]:
        """Links to what each place depends on, parts left out, in a stable order."""
        return self._links(
            places,
            f"SELECT l.source, l.kind, l.words, p.id, p.uses, {_ENTRY} FROM link l JOIN place p ON p.id = l.target "
            "WHERE l.source IN ({marks})",
            lambda here, other, kind, words: Link(here, other, kind, words),
        )

    def _links(
        self, places: Sequence[Place], statement: str, make: Callable[[Place, Place, LinkKind, str], Link]
    ) -> dict[Place, list[Link]]:
        ids = {number: place for place in places if (number := self._id(place)) is not None}
        wanted = list(ids)
        found: dict[Place, list[Link]] = {place: [] for place in places}
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            filled = statement.replace("{marks}", ",".join("?" * len(part)))
            for here, kind, words, other, uses, *entry in self._query(filled, part * statement.count("{marks}")):
                place = self._places.get(cast(int, other))
                if place is None:
                    read = _entry(entry)
                    place = read.place
                    self._entries[place] = read
                    self._ids[place], self._uses[place] = cast(int, other), cast(int, uses)
                    self._places[cast(int, other)] = place
                owner = ids[cast(int, here)]
                found[owner].append(make(owner, place, cast(LinkKind, kind), str(words)))
        for links in found.values():
            links.sort(key=lambda link: (link.source, link.kind, link.target))
        return found

    def inside(self, place: Place) -> list[Place]:
        """Every provision within a place, in document order."""
        rows = self._query(
            "WITH RECURSIVE within(id) AS (SELECT id FROM place WHERE work = ? AND eid = ? "
            "UNION ALL SELECT c.id FROM place c JOIN within w ON c.parent = w.id) "
            "SELECT p.work, p.eid FROM within w JOIN place p ON p.id = w.id WHERE p.eid <> ? ORDER BY p.id",
            (place.work, place.eid, place.eid),
        )
        return [Place(str(work), str(eid)) for work, eid in rows]

    def position(self, place: Place) -> int:
        """The position of a place among all, documents by id and each in document order; -1 when there is none."""
        found = self._id(place)
        return -1 if found is None else found

    def uses(self, place: Place) -> int:
        """How many provisions use or cite a place, parts and holders apart."""
        if place not in self._uses:
            self._id(place)
        return self._uses.get(place, 0)

    def _id(self, place: Place) -> int | None:
        known = self._ids.get(place)
        if known is None:
            for number, uses in self._query(
                "SELECT id, uses FROM place WHERE work = ? AND eid = ?", (place.work, place.eid)
            ):
                known = self._ids[place] = cast(int, number)
                self._uses[place] = cast(int, uses)
                self._places[known] = place
        return known

    # -- all of it ---------------------------------------------------------------------------------------------

    def entries(self) -> Iterator[Entry]:
        """Every provision, document after document, in order; documents themselves too."""
        for row in self._query(f"SELECT {_ENTRY} FROM place p ORDER BY p.id"):
            yield _entry(row)

    def links(self) -> Iterator[Link]:
        """Every link, parts and holders apart."""
        rows = self._query(
            "SELECT s.work, s.eid, t.work, t.eid, l.kind, l.words FROM link l "
            "JOIN place s ON s.id = l.source JOIN place t ON t.id = l.target ORDER BY l.rowid"
        )
        for work, eid, other, there, kind, words in rows:
            yield Link(Place(str(work), str(eid)), Place(str(other), str(there)), cast(LinkKind, kind), str(words))

    def parts(self) -> Iterator[Link]:
        """Every holder with each of its parts, as `contains` links."""
        rows = self._query("SELECT p.work, h.eid, p.eid FROM place p JOIN place h ON h.id = p.parent ORDER BY p.id")
        for work, holder, part in rows:
            yield Link(Place(str(work), str(holder)), Place(str(work), str(part)), "contains")

    def defined_terms(self) -> list[tuple[str, Place, int]]:
        """Every defined term, where, and how many provisions use it."""
        rows = self._query(
            "SELECT t.said, p.work, p.eid, (SELECT count(*) FROM link WHERE target = p.id AND kind = 'uses-term' "
            "AND words = t.said) FROM term t JOIN place p ON p.id = t.place ORDER BY t.rowid"
        )
        return [(str(written), Place(str(work), str(eid)), cast(int, uses)) for written, work, eid, uses in rows]

    def absent(self, places: Iterable[Place]) -> dict[str, set[Place]]:
        """Works that are registered and not held, each with those of some places that cite it."""
        wanted = set(places)
        found: dict[str, set[Place]] = {}
        for missing, work, eid in self._query(
            "SELECT a.work, p.work, p.eid FROM absent a JOIN place p ON p.id = a.source ORDER BY a.work"
        ):
            if (place := Place(str(work), str(eid))) in wanted:
                found.setdefault(str(missing), set()).add(place)
        return found

    def stamps(self) -> dict[str, Stamp]:
        """Files as they were when their digests were last proven: path to bytes and time of change."""
        rows = self._query("SELECT path, size, changed FROM file")
        return {str(path): (cast(int, size), cast(int, changed)) for path, size, changed in rows}

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def _entry(row: Sequence[object]) -> Entry:
    work, eid, kind, label, heading, opening, line = row
    return Entry(
        Place(str(work), str(eid)), cast("Kind", kind), str(label), str(heading), str(opening), cast(int, line)
    )  # fmt: skip


def open_rows(root: Path | None, key: str, name: str, works: Mapping[str, Work]) -> Rows | None:
    """The rows of a state, when the index holds them. A file that cannot be used is as good as none."""
    if root is None:
        return None
    try:
        path = _path(root, key)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except (OSError, sqlite3.Error):
        return None
    try:
        known = (
            connection.execute("PRAGMA application_id").fetchone()[0],
            connection.execute("PRAGMA user_version").fetchone()[0],
        )
        connection.execute("SELECT count(*) FROM file").fetchone()
    except sqlite3.Error:
        known = (0, 0)
    if known != (APPLICATION_ID, FORMAT):
        connection.close()
        path.unlink(missing_ok=True)
        return None
    mark_used(path)
    return Rows(connection, name, works, path)


def make_rows(
    root: Path | None,
    key: str,
    corpus: Corpus,
    links: Iterable[Link],
    stamps: Mapping[str, Stamp],
    absent: Collection[tuple[Place, str]] = (),
) -> Rows:
    """Write the rows of a state and open them; in memory when the index cannot be written.

    Args:
        absent: (provision, id of a work that it cites and that is registered and not held).
    """
    if root is not None:
        try:
            path = _path(root, key)
            with whole_file(root, path) as draft:
                connection = sqlite3.connect(draft)
                try:
                    _fill(connection, corpus, links, stamps, absent)
                finally:
                    connection.close()
            mark_used(path)
            forget(path.parent, _ENDING, KEPT)
        except (OSError, sqlite3.Error):
            pass
        else:
            rows = open_rows(root, key, corpus.name, corpus.works)
            if rows is not None:
                return rows
    connection = sqlite3.connect(":memory:")
    _fill(connection, corpus, links, stamps, absent)
    return Rows(connection, corpus.name, corpus.works, None)


def _path(root: Path, key: str) -> Path:
    return index_folder(root, "states") / f"{key}{_ENDING}"


def _fill(
    connection: sqlite3.Connection,
    corpus: Corpus,
    links: Iterable[Link],
    stamps: Mapping[str, Stamp],
    absent: Iterable[tuple[Place, str]],
) -> None:
    connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
    ids: dict[str, dict[str, int]] = {work_id: {} for work_id in corpus.documents}
    number = 0

    def places() -> Iterator[tuple[object, ...]]:
        nonlocal number
        for work_id, document in corpus.documents.items():
            here = ids[work_id]
            for provision in document.provisions:
                entry = Entry.of(work_id, provision)
                number += 1
                here[provision.eid] = number
                parent = here[provision.parent] if provision.eid else None
                folded = provision.label.casefold() if provision.eid and provision.kind != "heading" else None
                yield (
                    number, work_id, provision.eid, entry.kind, entry.label, entry.heading, entry.opening,
                    entry.line, parent, folded,
                    entry.heading.casefold() if entry.kind == "section" else None,
                )  # fmt: skip

    def terms() -> Iterator[tuple[object, ...]]:
        for work_id, document in corpus.documents.items():
            for written, provision, in_place in document.defined():
                yield written, written.casefold(), ids[work_id][provision.eid], int(in_place)

    with connection:
        connection.executemany("INSERT INTO file VALUES (?, ?, ?)", [(path, *s) for path, s in stamps.items()])
        connection.executemany(
            "INSERT INTO place (id, work, eid, kind, label, heading, opening, line, parent, folded, title) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            places(),
        )
        connection.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", terms())
        connection.executemany(
            "INSERT INTO link VALUES (?, ?, ?, ?)",
            (
                (ids[link.source.work][link.source.eid], ids[link.target.work][link.target.eid], link.kind, link.words)
                for link in links
            ),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO absent VALUES (?, ?)",
            ((ids[source.work][source.eid], work) for source, work in absent),
        )
    connection.executescript(
        f"BEGIN; {_INDEXES} COMMIT; PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={FORMAT};"
    )
