"""Writing the record of a modification: a new file, or one changed in place, comments and order as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from specman.model.modification import Decision, HistoryEntry, Modification
from specman.store.modifications.read import DATES, FORMAT, LISTS, TEXTS, TRUTHS

if TYPE_CHECKING:
    import tomlkit


def write_modification(item: Modification) -> bytes:
    """The file of a new record."""
    import tomlkit

    document = tomlkit.document()
    document.add("format", FORMAT)
    document.add("id", item.id)
    if item.sort != "modification":
        document.add("sort", item.sort)
    keys = (*TEXTS, *DATES, *TRUTHS, *LISTS, "unverified_fields", *_TABLES)
    values = {key: getattr(item, key) for key in keys}
    _set(document, {key: value for key, value in values.items() if not _is_empty(value)})
    _append(document, "history", [_plain(entry) for entry in item.history])
    return tomlkit.dumps(document).encode()


def change_modification(
    data: bytes,
    item: Modification,
    changes: Mapping[str, object],
    entry: HistoryEntry | None = None,
    decision: Decision | None = None,
) -> bytes:
    """A record with some fields changed, and a step added to its history; the rest of the file stays as it is.

    A record of format 1 becomes one of format 2.

    Args:
        item: what the data says, as read.
        changes: field to its new value; an empty one takes the key out.
    """
    import tomlkit

    document = tomlkit.parse(data.decode())
    if document["format"] != FORMAT:
        _upgrade(document, item)
    document = _with_places(document, [key for key, value in changes.items() if _is_plain(value)])
    _set(document, changes)
    if decision is not None:
        _append(document, "decisions", [_plain(decision)])
    if entry is not None:
        _append(document, "history", [_plain(entry)])
    return tomlkit.dumps(document).encode()


_TABLES = ("impacted", "costs", "links", "decisions", "timetable", "answers", "hours", "consultations", "samples")


def _with_places(document: tomlkit.TOMLDocument, keys: Sequence[str]) -> tomlkit.TOMLDocument:
    """The document with a place for each plain key it lacks, after the last it has: a comment stays with its table."""
    import tomlkit
    from tomlkit.items import AoT
    from tomlkit.items import Table as TomlTable

    wanted = [key for key in keys if key not in document]
    if not wanted:
        return document
    last = max(
        place for place, (key, held) in enumerate(document.body) if key and not isinstance(held, AoT | TomlTable)
    )
    head = tomlkit.document()
    for key, held in document.body[: last + 1]:
        head.append(key, held)
    whole, begins = tomlkit.dumps(document), tomlkit.dumps(head)
    assert whole.startswith(begins)
    return tomlkit.parse(begins + "".join(f'{key} = ""\n' for key in wanted) + whole[len(begins) :])


def _is_plain(value: object) -> bool:
    """Whether a field is a line of its own, and not a table; an empty one is none."""
    rows = isinstance(value, tuple) and bool(value) and not isinstance(value[0], str)
    return not _is_empty(value) and not rows and not isinstance(value, Mapping)


def _is_empty(value: object) -> bool:
    """Whether a field has no value; that something is not so (false) is one."""
    return value is None or value in ("", (), {}, frozenset())


def _plain(row: Any) -> dict[str, Any]:
    """A record as a row of TOML: keys in the order of its fields, without empty ones."""
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(row).items()}
    return {key: value for key, value in values.items() if value not in ("", None, False)}


def _set(document: tomlkit.TOMLDocument, changes: Mapping[str, object]) -> None:
    """Set keys, or take them out where the value is empty."""
    import tomlkit

    for key, value in changes.items():
        if _is_empty(value):
            if key in document:
                document.remove(key)
        elif isinstance(value, tuple) and not isinstance(value[0], str):
            if key in document:
                document.remove(key)
            _append(document, key, [_plain(row) for row in value])
        elif isinstance(value, Mapping):
            rows = tomlkit.table()
            rows.update(dict(value))
            document[key] = rows
        else:
            said = sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value
            document[key] = said  # a new one is put before the first table


def _append(document: tomlkit.TOMLDocument, key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    import tomlkit

    held = document.get(key)
    if held is None:
        held = tomlkit.aot()
        document.append(key, held)
    for values in rows:
        row = tomlkit.table()
        row.update(values)
        held.append(row)


def _upgrade(document: tomlkit.TOMLDocument, item: Modification) -> None:
    """A file of format 1 as one of format 2: its one word becomes a history, its dates a timetable."""
    document["format"] = FORMAT
    for key in ("status", "stage", "dates"):
        if key in document:
            document.remove(key)
    _set(document, {"timetable": item.timetable})
    _append(document, "history", [_plain(entry) for entry in item.history])
