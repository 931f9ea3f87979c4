"""The files a schema on disk is made of: what it includes belongs to it, what it imports is a schema of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from specman.errors import SpecmanError
from specman.formats.reading import read_document
from specman.model.document import Document


@dataclass
class Parts:
    """A schema with all it includes.

    Attributes:
        included: each included file by its path from the schema's folder, parsed, in the order they are met.
        imported: each imported file by its namespace, with its path, None when it is not at hand.
        missing: names of included files that could not be read, each with the reason.
    """

    included: dict[str, Document] = field(default_factory=dict)
    imported: dict[str, tuple[str, bytes | None]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def parts_of(path: Path, document: Document) -> Parts:
    """Read what a schema includes, and what that includes in turn, from the folder it lies in and no other."""
    found = Parts()
    root = path.parent.resolve()
    waiting = [(document, root)]
    for schema, folder in waiting:  # grows while it is read
        for namespace, location in schema.schema.imports if schema.schema is not None else ():
            file = (folder / location).resolve() if location else root
            inside = file.is_file() and file.is_relative_to(root)
            name = file.relative_to(root).as_posix() if inside else location
            if namespace:
                found.imported.setdefault(namespace, (name, file.read_bytes() if inside else None))
                continue
            if name in found.included or name in found.missing or name == path.name:
                continue
            if not inside:
                found.missing[name] = "it is not beside it"
                continue
            try:
                read = read_document(file.read_bytes(), name, work=Path(name).stem)
            except SpecmanError as error:
                found.missing[name] = str(error)
                continue
            found.included[name] = read
            waiting.append((read, file.parent))
    return found


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
        elif old != new and (before is None or after is None):
            found.append(
                f"{namespace} was imported from {old or 'no file'} and is now from {new or 'no file'}: not compared."
            )
    return tuple(dict.fromkeys(found))
