from __future__ import annotations

import pytest
from lxml import etree

from specman.compare.documents import compare_documents
from specman.compare.schemas.components import compare_schemas
from specman.formats.reading import read_document
from specman.model.identity import Work
from specman.model.schema import Schema
from specman.report.wording import details_words

WRAP = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">{}</xs:schema>'


def schema(body: str) -> Schema:
    found = read_document(WRAP.format(body).encode(), "s.xsd").schema
    assert found is not None
    return found


def verdict(base: str, target: str) -> tuple[str, str]:
    [change] = compare_schemas(schema(base), schema(target))
    return change.compatibility.senders, change.compatibility.receivers


def sequence(inner: str) -> str:
    return f'<xs:complexType name="T"><xs:sequence>{inner}</xs:sequence></xs:complexType>'


def restriction(facets: str, base: str = "xs:string") -> str:
    return f'<xs:simpleType name="T"><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'


A, B = '<xs:element name="A" type="xs:string"/>', '<xs:element name="B" type="xs:string"/>'
OPTIONAL_B = '<xs:element name="B" type="xs:string" minOccurs="0"/>'
CASES = {
    "an optional element added": (sequence(A), sequence(A + OPTIONAL_B), ("safe", "breaks")),
    "a required element added": (sequence(A), sequence(A + B), ("breaks", "breaks")),
    "an optional element removed": (sequence(A + OPTIONAL_B), sequence(A), ("breaks", "safe")),
    "an element becomes optional": (sequence(A + B), sequence(A + OPTIONAL_B), ("safe", "breaks")),
    "an element becomes required": (sequence(A + OPTIONAL_B), sequence(A + B), ("breaks", "safe")),
    "more occurrences": (sequence(A), sequence(A.replace("/>", ' maxOccurs="5"/>')), ("safe", "breaks")),
    "an enumeration added": (
        restriction('<xs:enumeration value="a"/>'),
        restriction('<xs:enumeration value="a"/><xs:enumeration value="b"/>'),
        ("safe", "breaks"),
    ),
    "an enumeration removed": (
        restriction('<xs:enumeration value="a"/><xs:enumeration value="b"/>'),
        restriction('<xs:enumeration value="a"/>'),
        ("breaks", "safe"),
    ),
    "a longer text allowed": (restriction('<xs:maxLength value="3"/>'), restriction('<xs:maxLength value="5"/>'), ("safe", "breaks")),
    "a bound raised": (
        restriction('<xs:minInclusive value="3"/>', "xs:int"), restriction('<xs:minInclusive value="5"/>', "xs:int"), ("breaks", "safe")
    ),
    "another pattern": (restriction('<xs:pattern value="a+"/>'), restriction('<xs:pattern value="a*"/>'), ("unknown", "unknown")),
    "an optional attribute added": (
        sequence(A), sequence(A).replace("</xs:complexType>", '<xs:attribute name="x"/></xs:complexType>'), ("safe", "breaks")
    ),
    "a required attribute added": (
        sequence(A),
        sequence(A).replace("</xs:complexType>", '<xs:attribute name="x" use="required"/></xs:complexType>'),
        ("breaks", "breaks"),
    ),
    "a type that an extension adds an attribute to": (
        sequence(A),
        sequence(
            '<xs:element name="A"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">'
            '<xs:attribute name="x"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>'
        ),
        ("safe", "breaks"),
    ),
    "only the documentation": (
        restriction(""),
        restriction("").replace("<xs:restriction", "<xs:annotation><xs:documentation>New.</xs:documentation></xs:annotation><xs:restriction"),
        ("safe", "safe"),
    ),
    "a default left out": (sequence(A.replace("/>", ' maxOccurs="1"/>')), sequence(A), ("safe", "safe")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_of(name: str) -> None:
    base, target, expected = CASES[name]
    assert verdict(base, target) == expected


DOCUMENTS = {
    "sequence": ["<T xmlns='urn:t'/>", *(f"<t:R xmlns:t='urn:t'>{inner}</t:R>" for inner in ("<A>x</A>", "<A>x</A><B>y</B>", "<A>x</A><A>z</A>", "<B>y</B>", "<A x='1'>x</A>"))],
    "simple": [f"<t:R xmlns:t='urn:t'>{value}</t:R>" for value in ("a", "b", "aaaa", "4", "7", "")],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_safe_verdict_has_no_counterexample(name: str) -> None:
    """Documents valid before are tried after, and the other way round: "safe" may not be refuted by any."""
    base, target, (senders, receivers) = CASES[name]
    root = '<xs:element name="R" type="t:T"/>'
    before, after = (etree.XMLSchema(etree.fromstring(WRAP.format(body + root))) for body in (base, target))
    for text in (text for group in DOCUMENTS.values() for text in group):
        tree = etree.fromstring(text)
        if before.validate(tree) and not after.validate(tree):
            assert senders != "safe", text
        if after.validate(tree) and not before.validate(tree):
            assert receivers != "safe", text


@pytest.mark.parametrize("name", CASES)
def test_swapped_sides_swap_the_verdict(name: str) -> None:
    base, target, (senders, receivers) = CASES[name]
    assert verdict(target, base) == (receivers, senders)


def test_equal_schemas_have_no_change_whatever_the_prefix() -> None:
    base = schema(sequence('<xs:element name="A" type="t:T"/>'))
    other = WRAP.replace("xmlns:t", "xmlns:q").format(sequence('<xs:element type="q:T" name="A"/>'))
    target = read_document(other.encode(), "s.xsd").schema
    assert target is not None
    assert compare_schemas(base, base) == []
    assert compare_schemas(base, target) == []


def test_the_version_that_a_schema_says_it_is_is_told_and_is_editorial() -> None:
    sides = [
        read_document(text.encode(), "m.xsd", work="m")
        for text in (PLAIN.format(' version="1.0"'), PLAIN.format(' version="1.1"'))
    ]
    (change,) = compare_documents(Work("m", "M", "schema", "M", "M", "M"), *sides)[0].changes
    assert (change.significance, details_words(change)) == ("editorial", ["version of the schema: 1.0 → 1.1"])
    assert change.compatibility is not None
    assert (change.compatibility.senders, change.compatibility.receivers) == ("safe", "safe")


PLAIN = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{}><xs:element name="R"/></xs:schema>'
