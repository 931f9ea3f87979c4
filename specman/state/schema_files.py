"""The files of a schema on disk: those it includes, and those it imports that are in its folder."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from specman.errors import SpecmanError
from specman.formats.reading import read_document
from specman.model.document import Document


@dataclass
class Parts:
    """A schema with all that it draws in, directly or through another file.

    Attributes:
        files: each file that is drawn in by its path from the schema's folder, parsed, in the order they are met.
        imported: for each imported namespace that no file at hand has, the location that is given for it.
        missing: names of included files that could not be read, each with the reason.
    """

    files: dict[str, Document] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
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
            if name == path.name or name in found.files or name in found.missing:
                continue
            read, why = _read(file, name) if inside else (None, "it is not beside it")
            if read is not None and namespace and _space(read) != ("" if namespace == "##local" else namespace):
                read, why = None, "it has another namespace"
            if read is not None:
                found.files[name] = read
                waiting.append((read, file.parent))
            elif namespace:
                found.imported.setdefault(namespace, location)
            else:
                found.missing[name] = why
    held = {_space(document), *map(_space, found.files.values())}
    found.imported = {space: location for space, location in found.imported.items() if space not in held}
    return found


def _read(file: Path, name: str) -> tuple[Document | None, str]:
    """A schema, or the reason why there is none in a file."""
    try:
        read = read_document(file.read_bytes(), name, work=Path(name).stem)
    except SpecmanError as error:
        return None, str(error)
    return (read, "") if read.schema is not None else (None, "it is no schema")


def _space(document: Document) -> str:
    return document.schema.namespace if document.schema is not None else ""


def parts_together(left: Parts, right: Parts) -> Iterator[tuple[str, Document, Document]]:
    """The files of two schemas side by side: path, and what each side has; an empty schema where it has no such file.

    Files meet under one path; what is left, under a namespace that one file alone has on each side; what is left then,
    under its name in another folder.
    """
    alone = [
        {
            name: file
            for name, file in side.files.items()
            if name not in other.files and name not in other.missing and _space(file) not in other.imported
        }
        for side, other in ((left, right), (right, left))
    ]
    partners: dict[str, str] = {}
    for by_name in (False, True):
        named = [
            _once(((_space(file), by_name and PurePosixPath(name).name), name) for name, file in side.items())
            for side in alone
        ]
        for key in named[0].keys() & named[1].keys():
            before, after = named[0][key], named[1][key]
            partners[after] = before
            del alone[0][before], alone[1][after]
    for location, file in right.files.items():
        if location in left.files or location in partners:
            yield location, left.files[partners.get(location, location)], file
        elif location in alone[1]:
            yield location, _emptied(file), file
    for location, file in alone[0].items():
        yield location, file, _emptied(file)


def _once(rows: Iterable[tuple[Hashable, str]]) -> dict[Hashable, str]:
    """Names by their key, of keys that one name alone has."""
    found: dict[Hashable, list[str]] = {}
    for key, name in rows:
        found.setdefault(key, []).append(name)
    return {key: names[0] for key, names in found.items() if len(names) == 1}


def _emptied(document: Document) -> Document:
    assert document.schema is not None
    return replace(document, provisions=document.provisions[:1], schema=replace(document.schema, components=()))


def _located(folder: Path, location: str, root: Path) -> tuple[Path, bool]:
    """The file that a location names, and whether it is one inside the folder of the schema."""
    try:
        file = (folder / location).resolve() if location else root
        return file, file.is_file() and file.is_relative_to(root)
    except OSError:  # a name that no file can have
        return root, False


def notes_on(sides: tuple[tuple[str, Parts], tuple[str, Parts]]) -> tuple[str, ...]:
    """What of two schemas was not compared, as sentences: included files and imported schemas that are not at hand."""
    found = [
        f"{location or 'A file without a name'}, which {name} includes, was not compared: {why.rstrip('.')}."
        for name, parts in sides
        for location, why in parts.missing.items()
    ]
    (_, left), (_, right) = sides
    for namespace in sorted({*left.imported, *right.imported}):
        old, new = left.imported.get(namespace), right.imported.get(namespace)
        if old is not None and new is not None and old != new:
            found.append(
                f"{namespace} was imported from {old or 'no file'} and is now from {new or 'no file'}: not compared."
            )
        else:
            found.append(f"{namespace}, imported, is not at hand: verdicts hold where it has no say.")
    return tuple(dict.fromkeys(found))
