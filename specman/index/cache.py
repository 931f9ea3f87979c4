"""A SQLite file of derived values by digest.

Deleting it changes no answer, only the time of the next one. A file that cannot be used is not used: the answer
is then derived anew. Two processes may write at once; SQLite orders them, and equal keys hold equal values.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import DecodeError, msgpack

from specman.citations.extract import Extract
from specman.index.folder import APPLICATION_ID, ignored_folder

FORMAT = 2


class Cache:
    """Extractions by key, in `<library>/.specman/index.sqlite`; in memory only when that cannot be written."""

    def __init__(self, root: Path | None) -> None:
        self.hits = 0
        self.misses = 0
        self._connection = _open(root) if root is not None else None

    def get(self, keys: Iterable[str]) -> Mapping[str, list[Extract]]:
        """The extractions held under these keys."""
        wanted = list(keys)
        found: dict[str, list[Extract]] = {}
        if self._connection is not None:
            for start in range(0, len(wanted), 500):
                part = wanted[start : start + 500]
                marks = ",".join("?" * len(part))
                with contextlib.suppress(sqlite3.Error, DecodeError, TypeError):
                    rows = self._connection.execute(f"SELECT key, value FROM derived WHERE key IN ({marks})", part)
                    found |= {key: decode(value) for key, value in rows}
        self.hits += len(found)
        self.misses += len(wanted) - len(found)
        return found

    def put(self, rows: Mapping[str, list[Extract]]) -> None:
        """Keep extractions; a failure to write is no failure of the answer."""
        if self._connection is None or not rows:
            return
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO derived (key, value) VALUES (?, ?)",
                ((key, encode(value)) for key, value in rows.items()),
            )

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()


def _open(root: Path) -> sqlite3.Connection | None:
    try:
        return _connect(ignored_folder(root) / "index.sqlite")
    except (OSError, sqlite3.Error):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        known = (
            connection.execute("PRAGMA application_id").fetchone()[0],
            connection.execute("PRAGMA user_version").fetchone()[0],
        )
        if known not in ((0, 0), (APPLICATION_ID, FORMAT)):
            raise sqlite3.DatabaseError("another program's file, or another format")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS derived (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.commit()
    except sqlite3.Error:
        connection.close()
        path.unlink(missing_ok=True)  # derived data: a file that cannot be read is made anew next time
        raise
    return connection


def encode(extracts: list[Extract]) -> bytes:
    """Extractions as they are kept."""
    return msgpack.encode(extracts)


def decode(value: bytes) -> list[Extract]:
    """The inverse of `encode`.

    Raises:
        DecodeError: these are no extractions.
    """
    return _DECODER.decode(value)


_DECODER = msgpack.Decoder(list[Extract])
