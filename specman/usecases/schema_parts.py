"""The files a schema on disk is made of: what it includes, and what it imports and finds in its folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from specman.errors import SpecmanError
from specman.formats.reading import read_document
from specman.model.document import Document


@dataclass
class Parts:
    """A schema with all that it draws in, directly or through another file.

    Attributes:
        included: each included file by its path from the schema's folder, parsed, in the order they are met.
        imported: for each imported namespace its file, by path, and parsed; None when it is not at hand.
        missing: names of included files that could not be read, each with the reason.
    """

    included: dict[str, Document] = field(default_factory=dict)
    imported: dict[str, tuple[str, Document | None]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def parts_of(path: Path, document: Document) -> Parts:
    """Read what a schema draws in, and what that draws in in turn, from the folder it lies in and no other."""
    found = Parts()
    root = path.parent.resolve()
    waiting = [(document, root)]
    for schema, folder in waiting:  # grows while it is read
        for namespace, location in schema.schema.imports if schema.schema is not None else ():
            file = (folder / location).resolve() if location else root
            inside = file.is_file() and file.is_relative_to(root)
            name = file.relative_to(root).as_posix() if inside else location
            if name == path.name or name in found.included or name in found.missing:
                continue
            if namespace and found.imported.get(namespace, ("", None))[1] is not None:
                continue
            read: Document | None = None
            why = "it is not beside it"
            if inside:
                try:
                    read = read_document(file.read_bytes(), name, work=Path(name).stem)
                except SpecmanError as error:
                    why = str(error)
            if namespace:
                wanted = "" if namespace == "##local" else namespace
                fits = read is not None and read.schema is not None and read.schema.namespace == wanted
                read = read if fits else None
                found.imported[namespace] = (name, read)
            elif read is None:
                found.missing[name] = why
            else:
                found.included[name] = read
            if read is not None:
                waiting.append((read, file.parent))
    return found


def notes_on(sides: tuple[tuple[str, Parts], tuple[str, Parts]]) -> tuple[str, ...]:
    """What of two schemas was not compared, as sentences: included files and imported schemas that are not at hand."""
    found = [
        f"{location or 'A file without a name'}, which {name} includes, was not compared: {why.rstrip('.')}."
        for name, parts in sides
        for location, why in parts.missing.items()
    ]
    (_, left), (_, right) = sides
    for namespace in sorted({*left.imported, *right.imported}):
        old, before = left.imported.get(namespace, ("", None))
        new, after = right.imported.get(namespace, ("", None))
        if before is not None and after is not None:
            continue
        if namespace not in left.imported or namespace not in right.imported or old == new:
            found.append(f"{namespace}, imported, is not at hand: verdicts hold where it has no say.")
        else:
            found.append(
                f"{namespace} was imported from {old or 'no file'} and is now from {new or 'no file'}: not compared."
            )
    return tuple(dict.fromkeys(found))
