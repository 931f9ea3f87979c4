"""Names of the profile: its namespaces, and the element each kind of provision is."""

from __future__ import annotations

import re

from specman.formats.outline import ITEM_PREFIXES
from specman.model.document import Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:specman:akn:1"
UNDATED = "0001-01-01"

EID = re.compile("[\\w.:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f-]+", re.ASCII)
"""An eId: letters, digits and `._-:`. XML allows fewer letters in a name than Unicode has."""

ITEM_ELEMENTS = dict(zip(ITEM_PREFIXES, ("paragraph", "subparagraph", "point", "indent"), strict=True))
CONTAINERS: dict[Kind, str] = {
    "definition": "definition",
    "table": "table",
    "use-case": "useCase",
    "service-request": "serviceRequest",
    "response": "response",
    "closing": "closing",
    "note": "note",
    "footnote": "footnote",
}
KIND_OF_CONTAINER = {name: kind for kind, name in CONTAINERS.items()}
KIND_OF_ELEMENT: dict[str, Kind] = {
    "section": "section",
    "clause": "clause",
    "crossHeading": "heading",
    "wrapUp": "closing",
    **dict.fromkeys(ITEM_ELEMENTS.values(), "item"),
}
