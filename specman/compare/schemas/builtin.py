"""The built-in simple types, and what each is derived from.

Source: XML Schema Part 2, section 3.
"""

from __future__ import annotations

from collections.abc import Set

# Without the types whose values refer to something (identifiers, references, entities).
DERIVED = {
    "xs:normalizedString": "xs:string",
    "xs:token": "xs:normalizedString",
    "xs:language": "xs:token",
    "xs:NMTOKEN": "xs:token",
    "xs:Name": "xs:token",
    "xs:NCName": "xs:Name",
    "xs:integer": "xs:decimal",
    "xs:nonPositiveInteger": "xs:integer",
    "xs:negativeInteger": "xs:nonPositiveInteger",
    "xs:long": "xs:integer",
    "xs:int": "xs:long",
    "xs:short": "xs:int",
    "xs:byte": "xs:short",
    "xs:nonNegativeInteger": "xs:integer",
    "xs:unsignedLong": "xs:nonNegativeInteger",
    "xs:unsignedInt": "xs:unsignedLong",
    "xs:unsignedShort": "xs:unsignedInt",
    "xs:unsignedByte": "xs:unsignedShort",
    "xs:positiveInteger": "xs:nonNegativeInteger",
}


_OTHERS = {"xs:ID": "xs:NCName", "xs:IDREF": "xs:NCName", "xs:ENTITY": "xs:NCName"}  # their values refer to something


def built_in_above(name: str) -> Set[str]:
    """A built-in type and the types it is derived from; empty for any other type.

    >>> sorted(built_in_above("xs:integer"))
    ['xs:anySimpleType', 'xs:anyType', 'xs:decimal', 'xs:integer']
    """
    if not name.startswith("xs:") or name == "xs:anyType":
        return frozenset()
    found = {"xs:anySimpleType", "xs:anyType"}
    while name:
        found.add(name)
        name = DERIVED.get(name) or _OTHERS.get(name, "")
    return found
