"""Whether a schema is one: compiled with everything it imports, from bytes at hand and never from elsewhere."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from specman.formats.xml import local_name, parse_xml, without_doctype
from specman.limits import MAX_SCHEMA_TAGS

Find = Callable[[str, str], bytes | None]
_JOINING = ("import", "include", "redefine", "override")


def schema_flaws(data: bytes, name: str, find: Find) -> tuple[list[tuple[int, str]], list[str]]:
    """What keeps a schema from being used, and which schemas it needs that are not at hand.

    Args:
        find: the bytes of a schema by namespace and file name, None when it is not held.

    Returns:
        (line, message) for each flaw; the namespaces or file names not held. While one is missing, flaws that can
        come of it are left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        writer = _Writer(Path(folder), find)
        path = writer.put(data, name)
        try:
            etree.XMLSchema(file=str(path))
        except etree.XMLSchemaParseError as error:
            flaws = [(entry.line, entry.message) for entry in error.error_log if entry.filename == str(path)]
            flaws = flaws or [(0, str(error))]
        else:
            flaws = []
    if writer.missing:
        flaws = [(line, said) for line, said in flaws if not writer.is_excused(said)]
    return flaws, sorted(writer.missing)


class _Writer:
    """Schemas laid side by side in a folder, each naming the others by the file they lie in."""

    def __init__(self, folder: Path, find: Find) -> None:
        self.folder = folder
        self.find = find
        self.paths: dict[bytes, Path] = {}
        self.missing: set[str] = set()

    def is_excused(self, message: str) -> bool:
        """Whether a message speaks of a component that a missing schema would define."""
        return any(f"{{{name}}}" in message for name in self.missing) or "does not resolve to a(n)" in message

    def put(self, data: bytes, name: str) -> Path:
        if data in self.paths:
            return self.paths[data]
        path = self.paths[data] = self.folder / f"schema{len(self.paths)}.xsd"
        bare = without_doctype(data)
        root = parse_xml(bare, name, MAX_SCHEMA_TAGS)
        joined = [child for child in root if local_name(child) in _JOINING]
        for child in joined:
            namespace, location = child.get("namespace", ""), child.get("schemaLocation", "")
            found = self.find(namespace, location)
            if found is not None:
                child.set("schemaLocation", self.put(found, location or namespace).name)
                continue
            self.missing.add(namespace or location)
            if local_name(child) == "import":
                child.attrib.pop("schemaLocation", None)
            else:
                root.remove(child)
        # A schema that joins no other is written as it is, so that lines are those of the file.
        path.write_bytes(etree.tostring(root, encoding="UTF-8") if joined else bare)
        return path
