"""A schema or a table as its parts, each the words that the file has there: amended like a text, byte for byte.

An implementer's file is more than what a reader makes of it. So its parts are not what they mean but how they are
written: a component with the comments and the space before it, a row with its line end.
"""

from __future__ import annotations

from collections import Counter

from specman.errors import InputError
from specman.formats.parts import Part, parts_of
from specman.model.document import Document, Kind, Metadata, Provision

_KINDS: dict[str, Kind] = {"component": "component", "row": "row", "rest": "note"}


def source_of(data: bytes, name: str, work: str, version: str) -> Document:
    """A file's parts as provisions: their labels, and as text the source.

    A part is called by its name, where no other has it, else by its key (`element Header`). A file that cannot be cut
    is one part.

    Args:
        name: of the file; its ending says whether it is a schema or a table.

    Raises:
        InputError: it is not in UTF-8.
    """
    suffix = name[name.rfind(".") :].lower()
    parts = parts_of(data, suffix) or [Part("rest", "file", "", data)]
    named = Counter(part.label.casefold() for part in parts)
    provisions = [Provision("", "document")]
    try:
        for place, part in enumerate(parts):
            label = part.label if named[part.label.casefold()] == 1 else part.key
            eid = part.key or ("header" if place == 0 else f"part {place + 1}")
            provisions.append(Provision(eid, _KINDS[part.kind], "", label, "", part.data.decode("utf-8"), ""))
    except UnicodeDecodeError:
        raise InputError(
            f"{name} is not in UTF-8, so its words cannot be quoted.",
            hint="Draft it as a file: specman mod draft ID FILE.", slug="not-utf-8",
        ) from None  # fmt: skip
    return Document(work, version, Metadata(), tuple(provisions))
