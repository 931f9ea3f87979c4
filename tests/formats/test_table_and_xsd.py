from __future__ import annotations

from specman.formats.reading import read_document

SCHEMA = b"""<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sr="urn:x" targetNamespace="urn:x">
  <!--
    XML Filename                  - DUIS Schema V1.0
    DUIS XML Schema Version       - 1.0
    Aligned with GBCS version     - 0.8.1
  -->
  <xs:simpleType name="EUI">
    <xs:annotation><xs:documentation>Carries the Device ID.</xs:documentation></xs:annotation>
    <xs:restriction base="xs:token"><xs:pattern value="[A-F]"/></xs:restriction>
  </xs:simpleType>
  <!-- SR 4.1.1 Read -->
  <xs:complexType name="Read"><xs:sequence>
    <xs:element name="DeviceID" type="sr:EUI" maxOccurs="1"/></xs:sequence></xs:complexType>
</xs:schema>"""


def test_a_schema_is_its_components_with_documentation_comments_and_uses() -> None:
    document = read_document(SCHEMA, "duis.xsd")
    assert [p.label for p in document.provisions[1:]] == ["EUI", "Read"]
    assert document.schema is not None
    eui, read = document.schema.components
    assert eui.documentation == "Carries the Device ID."
    assert read.comments == "SR 4.1.1 Read"
    assert read.uses == ("EUI",)
    assert read.defaults == ('maxOccurs="1" on element DeviceID',)
    assert document.metadata.aligned_with == ("GBCS 0.8.1",)
    assert document.metadata.stated_version == "1.0"


def test_prefix_names_attribute_order_and_line_ends_change_nothing() -> None:
    other = SCHEMA.replace(b"sr:", b"q:").replace(b"xmlns:sr", b"xmlns:q").replace(b"\n", b"\r\n")
    other = other.replace(b'name="DeviceID" type="q:EUI"', b'type="q:EUI" name="DeviceID"')
    one, two = read_document(SCHEMA, "a.xsd").schema, read_document(other, "b.xsd").schema
    assert one is not None and two is not None
    assert [c.particle for c in one.components] == [c.particle for c in two.components]


def test_a_table_is_its_rows_by_key_and_a_short_row_is_a_finding() -> None:
    document = read_document(b"# A note\nRow,Ref,Name\n1002,CHTS 4.5.1.2,Device Log\n1003,x\n", "mt.csv")
    assert [p.label for p in document.provisions[1:]] == ["row 1002", "row 1003"]
    assert document.provisions[0].cells == ("Row", "Ref", "Name")
    assert document.metadata.notes == ("A note",)
    [finding] = document.findings
    assert (finding.slug, finding.line) == ("table-shape", 4)


def test_a_type_that_restricts_itself_is_read() -> None:
    text = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:p"><xs:simpleType name="A">'
        '<xs:restriction base="A"><xs:enumeration value="p:b"/></xs:restriction></xs:simpleType></xs:schema>'
    )
    assert [p.label for p in read_document(text.encode(), "a.xsd").provisions[1:]] == ["A"]
