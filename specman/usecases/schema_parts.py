"""The files a schema on disk is made of: what it includes, and what it imports and finds in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

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
            file, inside = _located(folder, location, root)
            name = file.relative_to(root).as_posix() if inside else location
            if name == path.name or name in found.included or name in found.missing:
                continue
            held = found.imported.get(namespace, ("", None)) if namespace else ("", None)
            if held[1] is not None and (held[0] == name or not inside):
                continue
            if namespace and document.schema is not None and namespace == document.schema.namespace:
                continue  # what is imported back is the schema itself
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
                if held[1] is None:
                    found.imported[namespace] = (name, read)
                elif read is not None:  # a namespace in several files
                    found.included[name] = read
            elif read is None:
                found.missing[name] = why
            else:
                found.included[name] = read
            if read is not None:
                waiting.append((read, file.parent))
    return found


def _located(folder: Path, location: str, root: Path) -> tuple[Path, bool]:
    """The file that a location names, and whether it is one inside the folder of the schema."""
    try:
        file = (folder / location).resolve() if location else root
        return file, file.is_file() and file.is_relative_to(root)
    except OSError:  # a name that no file can have
        return root, False


def parts_together(left: Parts, right: Parts) -> Iterator[tuple[str, Document, Document]]:
    """The files of two schemas side by side: path, and what each side has; an empty schema where it has no such file.

    Files meet under one path; imported ones under their namespace; what is left under its name in another folder.
    """
    for namespace, (_, before) in left.imported.items():
        location, after = right.imported.get(namespace, ("", None))
        if before is not None and after is not None:
            yield location, before, after
    alone = [name for name in left.included if name not in right.included and name not in right.missing]
    for location, after in right.included.items():
        before = left.included.get(location)
        if before is None and location not in left.missing:
            moved = next((name for name in alone if PurePosixPath(name).name == PurePosixPath(location).name), "")
            if moved:
                alone.remove(moved)
            before = left.included[moved] if moved else _emptied(after)
        if before is not None:  # one that could not be read is told in the notes
            yield location, before, after
    for location in alone:
        yield location, left.included[location], _emptied(left.included[location])


def _emptied(document: Document) -> Document:
    assert document.schema is not None
    return replace(document, provisions=document.provisions[:1], schema=replace(document.schema, components=()))


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
