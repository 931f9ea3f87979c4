"""Differences between the records of a library at two revisions: settings, works, baselines, modifications."""

from __future__ import annotations

import tomllib

from specman.model.change import RecordChange
from specman.store.library import Library


def record_changes(base: Library, target: Library) -> tuple[RecordChange, ...]:
    """Records that were added, removed or changed, by path. A file that is not TOML is only compared by presence."""
    from specman.compare.attributes import compare_attributes

    sides = [{path: _values(library, path) for path in library.records()} for library in (base, target)]
    found = []
    for path in sorted({*sides[0], *sides[1]}):
        old, new = sides[0].get(path), sides[1].get(path)
        if old is None or new is None:
            found.append(RecordChange(path, "added" if old is None else "removed"))
        elif values := compare_attributes(old, new):
            found.append(RecordChange(path, "changed", tuple(values)))
    return tuple(found)


def _values(library: Library, path: str) -> dict[str, object]:
    try:
        return tomllib.loads((library.tree.read(path) or b"").decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
