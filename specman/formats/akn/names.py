"""Names of the profile: its namespaces, and the element each kind of provision is."""

from __future__ import annotations

from specman.formats.outline import ITEM_PREFIXES
from specman.model.document import Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:specman:akn:1"
UNDATED = "0001-01-01"

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
