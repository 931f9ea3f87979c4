"""Types of another name that are the same type, and what is told of them."""

from __future__ import annotations

import pytest

from specman.compare.schemas.components import ComponentChange, compare_schemas, judge
from specman.compare.schemas.renames import renamed_types
from specman.formats.reading import read_document
from specman.model.schema import Schema

SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:{0}" targetNamespace="urn:{0}" elementFormDefault="qualified">{1}</xs:schema>'
DOC = '<xs:element name="Doc" type="{}"/>'
TYPE = '<xs:complexType name="{}"><xs:sequence>{}</xs:sequence></xs:complexType>'
ID, NAME, MORE = (f'<xs:element name="{name}" type="xs:string" minOccurs="0"/>' for name in ("Id", "Name", "More"))


def schema(text: str, space: str = "a") -> Schema:
    found = read_document(SCHEMA.format(space, text).encode(), "a.xsd").schema
    assert found is not None
    return found


def told(base: Schema, target: Schema) -> list[tuple[str, ...]]:
    return [_said(change) for change in compare_schemas(base, target)]


def _said(change: ComponentChange) -> tuple[str, ...]:
    names = [side.name if side else "" for side in (change.base, change.target)]
    verdict = judge([detail.judged for detail in change.details])
    return (*names, verdict.senders, verdict.receivers, *(detail.part.rule for detail in change.details))


def test_a_type_named_by_the_same_element_is_the_same_with_what_changed_in_it() -> None:
    held = ID + NAME + '<xs:element name="Account" type="{}"/>'
    base = schema(
        DOC.format("Statement2")
        + TYPE.format("Statement2", held.format("Account16"))
        + TYPE.format("Account16", ID + NAME)
    )
    target = schema(
        DOC.format("Statement3") + TYPE.format("Statement3", held.format("Account20")) + TYPE.format("Account20", ID + NAME + MORE)
    )  # fmt: skip
    assert told(base, target) == [
        ("Statement2", "Statement3", "safe", "safe", "name"),
        ("Account16", "Account20", "safe", "breaks", "name", "added"),
    ]
    assert told(target, base)[1] == ("Account20", "Account16", "breaks", "safe", "name", "removed")


def test_a_name_with_another_version_is_the_same_under_another_namespace() -> None:
    base, target = schema(TYPE.format("Entry2", ID + NAME)), schema(TYPE.format("Entry3", ID + NAME), "b")
    assert told(base, target) == [("Entry2", "Entry3", "safe", "safe", "name")]


def test_a_type_that_holds_the_same_is_the_same_where_it_alone_does() -> None:
    base = schema(TYPE.format("Old", ID + NAME))
    assert told(base, schema(TYPE.format("New", ID + NAME))) == [("Old", "New", "safe", "safe", "name")]
    twice = schema(TYPE.format("New", ID + NAME) + TYPE.format("Other", ID + NAME))
    assert [row[:2] for row in told(base, twice)] == [("", "New"), ("", "Other"), ("Old", "")]


def test_a_type_that_has_little_in_common_is_another() -> None:
    base = schema(DOC.format("One") + TYPE.format("One", ID))
    target = schema(DOC.format("Two") + TYPE.format("Two", NAME + MORE))
    assert renamed_types([base], [target]) == {}


def test_a_type_that_stands_for_another_is_missed_under_its_old_name() -> None:
    derived = (
        '<xs:complexType name="{}"><xs:complexContent><xs:extension base="Base"/></xs:complexContent></xs:complexType>'
    )
    base, target = (schema(DOC.format("Base") + TYPE.format("Base", ID) + derived.format(f"More{n}")) for n in "12")
    assert told(base, target) == [("More1", "More2", "breaks", "breaks", "name")]


OWN = '<xs:element name="Doc"><xs:complexType><xs:sequence>{}</xs:sequence></xs:complexType></xs:element>'


@pytest.mark.parametrize(("more", "receivers"), [("", "safe"), (MORE, "breaks")])
def test_a_type_that_was_given_a_name_is_the_one_it_was(more: str, receivers: str) -> None:
    base, target = schema(OWN.format(ID)), schema(DOC.format("Named") + TYPE.format("Named", ID + more))
    [doc, named] = compare_schemas(base, target)
    assert _said(doc)[2:5] == ("safe", receivers, "named type")
    assert _said(named) == ("", "Named", "safe", "safe", "added")
    [back, _] = compare_schemas(target, base)
    assert _said(back)[2:5] == (receivers, "safe", "named type")


def test_an_element_that_became_a_reference_is_told_as_that() -> None:
    there = f'<xs:element name="Id" type="xs:string"/>{OWN}'
    base, target = (
        schema(there.format('<xs:element name="Id" type="xs:string"/>')),
        schema(there.format('<xs:element ref="Id"/>')),
    )
    assert [row[2:] for row in told(base, target)] == [("safe", "safe", "attribute")]
    changed = schema(there.format('<xs:element name="Id" type="xs:int"/>'))
    [change] = compare_schemas(changed, target)
    assert [(one.part.attribute, one.senders) for one in change.details] == [
        ("declaration", "safe"),
        ("type", "unknown"),
    ]


KEYED = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="S" maxOccurs="9"><xs:complexType>'
    '<xs:attribute name="id" type="Id"/><xs:attribute name="mode" type="Mode"/></xs:complexType></xs:element></xs:sequence></xs:complexType>'
    '<xs:unique name="u"><xs:selector xpath="S"/><xs:field xpath="@id"/></xs:unique></xs:element>'
)
LISTED = '<xs:simpleType name="{}"><xs:restriction base="xs:string"><xs:enumeration value="a"/>{}</xs:restriction></xs:simpleType>'
B = '<xs:enumeration value="b"/>'


def test_a_constraint_is_a_doubt_for_what_it_looks_at_alone() -> None:
    base = schema(KEYED + LISTED.format("Id", "") + LISTED.format("Mode", ""))
    mode, key = (
        KEYED + LISTED.format("Id", "") + LISTED.format("Mode", B),
        KEYED + LISTED.format("Id", B) + LISTED.format("Mode", ""),
    )
    assert told(base, schema(mode)) == [("Mode", "Mode", "safe", "breaks", "added")]
    assert told(base, schema(key)) == [("Id", "Id", "unknown", "breaks", "added")]
    every = schema(mode.replace('xpath="@id"', 'xpath="@*"'))
    assert ("Mode", "Mode", "unknown", "breaks", "added") in told(
        schema(mode.replace('xpath="@id"', 'xpath="@*"').replace(B, "")), every
    )


def test_documentation_is_never_doubted() -> None:
    noted = "<xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation>"
    union = '<xs:simpleType name="U">{}<xs:union memberTypes="Id"/></xs:simpleType><xs:element name="E" type="U" fixed="a"/>'
    sides = (
        schema(KEYED + LISTED.format("Id", "") + LISTED.format("Mode", "") + union.format(noted.format(n)))
        for n in "12"
    )
    assert told(*sides) == [("U", "U", "safe", "safe", "documentation")]
