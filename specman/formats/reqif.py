"""Provisions and the links between them as ReqIF, the form in which requirements tools exchange them.

Source: OMG ReqIF 1.2 (formal/2016-07-01). Only texts are exchanged: every attribute is a string.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from specman.errors import InputError
from specman.formats.xml import parse_xml

NAMESPACE = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
FIELDS = ("Address", "Document", "Kind", "Heading", "Text", "Calls for", "Why", "State")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Item:
    """A provision: the values of `FIELDS`, in their order; the first is its address."""

    values: tuple[str, ...]

    @property
    def address(self) -> str:
        """Its address."""
        return self.values[0]


@dataclass(frozen=True)
class Relation:
    """That one provision depends on another: both addresses, and the kind of the link."""

    source: str
    target: str
    kind: str


def serialise(title: str, date: str, items: Sequence[Item], relations: Sequence[Relation]) -> bytes:
    """The file; the same values give the same bytes.

    Args:
        date: on which it is made, ISO.
    """
    stamp = f"{date}T00:00:00Z"
    root = etree.Element(_q("REQ-IF"), nsmap={None: NAMESPACE})
    header = _add(_add(root, "THE-HEADER"), "REQ-IF-HEADER", IDENTIFIER=_id("header", title))
    for name, text in (
        ("CREATION-TIME", stamp), ("REQ-IF-TOOL-ID", "specman"), ("REQ-IF-VERSION", "1.0"),
        ("SOURCE-TOOL-ID", "specman"), ("TITLE", title),
    ):  # fmt: skip
        _add(header, name).text = _fit(text)
    content = _add(_add(root, "CORE-CONTENT"), "REQ-IF-CONTENT")
    types = _add(content, "DATATYPES")
    text_type = {"IDENTIFIER": "_text", "LAST-CHANGE": stamp, "LONG-NAME": "Text", "MAX-LENGTH": "100000"}
    etree.SubElement(types, _q("DATATYPE-DEFINITION-STRING"), text_type)
    kinds = sorted({relation.kind for relation in relations})
    _types(content, stamp, kinds)
    _objects(content, stamp, items)
    held = {item.address for item in items}
    _relations(content, stamp, [one for one in relations if one.source in held and one.target in held])
    _specification(content, stamp, title, items)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def parse(data: bytes, name: str = "file.reqif") -> tuple[list[Item], list[Relation]]:
    """What a file written by `serialise` holds.

    Raises:
        InputError: not ReqIF, or without the attributes that it needs.
    """
    root = parse_xml(data, name)
    if root.tag != _q("REQ-IF"):
        raise InputError(f"{name} is not ReqIF.", hint="A ReqIF file begins with REQ-IF.", slug="not-reqif")
    names = {
        str(one.get("IDENTIFIER")): str(one.get("LONG-NAME")) for one in root.iter(_q("ATTRIBUTE-DEFINITION-STRING"))
    }
    found: dict[str, Item] = {}
    for thing in root.iter(_q("SPEC-OBJECT")):
        values = {
            names.get(_text(value, "ATTRIBUTE-DEFINITION-STRING-REF"), ""): str(value.get("THE-VALUE"))
            for value in thing.iter(_q("ATTRIBUTE-VALUE-STRING"))
        }
        found[str(thing.get("IDENTIFIER"))] = Item(tuple(values.get(name, "") for name in FIELDS))
    kinds = {str(one.get("IDENTIFIER")): str(one.get("LONG-NAME")) for one in root.iter(_q("SPEC-RELATION-TYPE"))}
    relations = []
    for one in root.iter(_q("SPEC-RELATION")):
        source, target = (
            found.get(_text(end, "SPEC-OBJECT-REF")) for name in ("SOURCE", "TARGET") for end in one.iter(_q(name))
        )
        if source is not None and target is not None:
            kind = kinds.get(_text(one, "SPEC-RELATION-TYPE-REF"), "")
            relations.append(Relation(source.address, target.address, kind))
    return list(found.values()), relations


def _types(content: etree._Element, stamp: str, kinds: Sequence[str]) -> None:
    types = _add(content, "SPEC-TYPES")
    thing = _typed(types, "SPEC-OBJECT-TYPE", "_provision", "Provision", stamp)
    attributes = _add(thing, "SPEC-ATTRIBUTES")
    for name in FIELDS:
        values = {"IDENTIFIER": _field(name), "LAST-CHANGE": stamp, "LONG-NAME": name}
        attribute = etree.SubElement(attributes, _q("ATTRIBUTE-DEFINITION-STRING"), values)
        _add(_add(attribute, "TYPE"), "DATATYPE-DEFINITION-STRING-REF").text = "_text"
    for kind in kinds:
        _typed(types, "SPEC-RELATION-TYPE", _id("kind", kind), kind, stamp)
    _typed(types, "SPECIFICATION-TYPE", "_specification", "Provisions", stamp)


def _objects(content: etree._Element, stamp: str, items: Sequence[Item]) -> None:
    objects = _add(content, "SPEC-OBJECTS")
    for item in items:
        thing = _typed(objects, "SPEC-OBJECT", _id("provision", item.address), item.address, stamp)
        _add(_add(thing, "TYPE"), "SPEC-OBJECT-TYPE-REF").text = "_provision"
        values = _add(thing, "VALUES")
        for name, said in zip(FIELDS, item.values, strict=True):
            value = etree.SubElement(values, _q("ATTRIBUTE-VALUE-STRING"), {"THE-VALUE": _fit(said)})
            _add(_add(value, "DEFINITION"), "ATTRIBUTE-DEFINITION-STRING-REF").text = _field(name)


def _relations(content: etree._Element, stamp: str, relations: Sequence[Relation]) -> None:
    held = _add(content, "SPEC-RELATIONS")
    for one in dict.fromkeys(relations):
        name = f"{one.source} {one.kind} {one.target}"
        thing = _typed(held, "SPEC-RELATION", _id("relation", name), name, stamp)
        _add(_add(thing, "TARGET"), "SPEC-OBJECT-REF").text = _id("provision", one.target)
        _add(_add(thing, "SOURCE"), "SPEC-OBJECT-REF").text = _id("provision", one.source)
        _add(_add(thing, "TYPE"), "SPEC-RELATION-TYPE-REF").text = _id("kind", one.kind)


def _specification(content: etree._Element, stamp: str, title: str, items: Sequence[Item]) -> None:
    whole = _typed(_add(content, "SPECIFICATIONS"), "SPECIFICATION", _id("specification", title), title, stamp)
    _add(_add(whole, "TYPE"), "SPECIFICATION-TYPE-REF").text = "_specification"
    children = _add(whole, "CHILDREN")
    for item in items:
        values = {"IDENTIFIER": _id("place", item.address), "LAST-CHANGE": stamp}
        place = etree.SubElement(children, _q("SPEC-HIERARCHY"), values)
        _add(_add(place, "OBJECT"), "SPEC-OBJECT-REF").text = _id("provision", item.address)


def _typed(parent: etree._Element, tag: str, own: str, name: str, stamp: str) -> etree._Element:
    return etree.SubElement(parent, _q(tag), {"IDENTIFIER": own, "LAST-CHANGE": stamp, "LONG-NAME": _fit(name)})


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _q(tag), attributes)


def _text(parent: etree._Element, tag: str) -> str:
    found = next(parent.iter(_q(tag)), None)
    return (found.text or "") if found is not None else ""


def _q(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _field(name: str) -> str:
    return f"_field-{name.casefold().replace(' ', '-')}"


def _id(kind: str, text: str) -> str:
    return f"_{kind}-{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}"


def _fit(text: str) -> str:
    """A text that an XML attribute holds: other signs are replaced."""
    return _UNFIT.sub("\ufffd", text)
