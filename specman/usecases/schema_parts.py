"""The files a schema on disk is made of: what it includes belongs to it, what it imports is a schema of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from specman.errors import SpecmanError
from specman.formats.reading import read_document
from specman.model.document import Document


@dataclass
class Parts:
    """A schema with all it includes.

    Attributes:
        included: each included file by its name as written, parsed, in the order they are met.
        imported: each imported file by its namespace, None when it is not at hand.
        missing: names of included files that could not be read, each with the reason.
    """

    included: dict[str, Document] = field(default_factory=dict)
    imported: dict[str, tuple[str, bytes | None]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def parts_of(path: Path, document: Document) -> Parts:
    """Read what a schema includes, and what that includes in turn, from the folder it lies in and no other."""
    found = Parts()
    waiting = [document]
    for schema in _rows(waiting):
        for namespace, location in schema:
            if namespace:
                found.imported.setdefault(namespace, (location, _bytes(path, location)))
            elif location not in found.included and location not in found.missing and location != path.name:
                data = _bytes(path, location)
                if data is None:
                    found.missing[location] = "it is not beside it"
                    continue
                try:
                    read = read_document(data, location, work=Path(location).stem)
                except SpecmanError as error:
                    found.missing[location] = str(error)
                    continue
                found.included[location] = read
                waiting.append(read)
    return found


def _rows(waiting: list[Document]) -> Iterator[tuple[tuple[str, str], ...]]:
    for document in waiting:  # grows while it is read
        yield document.schema.imports if document.schema is not None else ()


def _bytes(path: Path, location: str) -> bytes | None:
    """A file named by a schema, when it lies in the schema's folder or below it."""
    folder = path.parent.resolve()
    file = (folder / location).resolve() if location else folder
    return file.read_bytes() if file.is_file() and file.is_relative_to(folder) else None


def notes_on(sides: tuple[tuple[str, Parts], tuple[str, Parts]]) -> tuple[str, ...]:
    """What of two schemas was not compared, as sentences: included files not at hand, imported schemas that differ."""
    found = [
        f"{location or 'A file without a name'}, which {name} includes, was not compared: {why.rstrip('.')}."
        for name, parts in sides
        for location, why in parts.missing.items()
    ]
    (_, left), (_, right) = sides
    for namespace in sorted(left.imported.keys() & right.imported.keys()):
        (old, before), (new, after) = left.imported[namespace], right.imported[namespace]
        if before is not None and after is not None and before != after:
            names = f"The two {old}" if old == new else f"{old} and {new}"
            found.append(f"{names}, imported, differ and are schemas of their own: compare them too.")
    return tuple(dict.fromkeys(found))
