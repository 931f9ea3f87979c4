"""Verdicts on a schema in several files, put to the experiment: what one file says has a say in another's verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from specman.usecases.file_diff import compare_files

SPACES = 'xmlns:t="urn:t" xmlns:o="urn:o" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
INCLUDE = '<xs:include schemaLocation="b.xsd"/>'
IMPORT = '<xs:import namespace="urn:o" schemaLocation="b.xsd"/>'
X = '<xs:attribute name="x" type="xs:int"/>'
OF = '<xs:element name="R"><xs:complexType>{}</xs:complexType></xs:element>'
EMPTY = '<xs:complexType name="T"><xs:sequence/></xs:complexType>'
HOLDS_A = '<xs:complexType name="T"><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType>'
MORE = '<xs:complexType name="D"><xs:complexContent><xs:extension base="{}:T"><xs:attribute name="x"/></xs:extension></xs:complexContent></xs:complexType>'
KEY = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="i" type="t:I" maxOccurs="9"/></xs:sequence></xs:complexType>'
    '<xs:unique name="u"><xs:selector xpath="t:i"/><xs:field xpath="."/></xs:unique></xs:element><xs:simpleType name="U"><xs:union memberTypes="t:I xs:string"/></xs:simpleType>'
).replace('type="t:I"', 'type="t:U"')
MOST = '<xs:simpleType name="I"><xs:restriction base="xs:int"><xs:maxInclusive value="{}"/></xs:restriction></xs:simpleType>'
GROUP = '<xs:attributeGroup name="G"><xs:attribute name="y"/>{}</xs:attributeGroup>'
WRAP = '<xs:element name="W"><xs:complexType><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType></xs:element>'


def made(parts: str, space: str = "urn:t", held: str = "") -> str:
    default = "" if "elementFormDefault" in held else ' elementFormDefault="qualified"'
    names = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:o="urn:o"'
    return f'<xs:schema {names} targetNamespace="{space}"{default}{held}>{parts}</xs:schema>'


def other(parts: str) -> str:
    return made(parts, "urn:o")


ROOT = f'{INCLUDE}<xs:element name="R" type="t:T"/>'
LAX = INCLUDE + OF.format('<xs:sequence><xs:any processContents="lax"/></xs:sequence>')
FREE = INCLUDE + OF.format('<xs:anyAttribute namespace="##targetNamespace"/>')
GROUPED = INCLUDE + OF.format('<xs:attributeGroup ref="t:G"/><xs:anyAttribute processContents="skip"/>')
THERE = f'{IMPORT}<xs:element name="R" type="o:T"/>'
HELD = IMPORT + OF.format('<xs:sequence><xs:element ref="o:W"/></xs:sequence>')
OTHERS = IMPORT + OF.format('<xs:anyAttribute namespace="##other" processContents="skip"/>')
UNQUALIFIED = ' elementFormDefault="unqualified"'
BLOCK = ' blockDefault="#all"'
# the two files before, the two files now, and a document that is valid on one side only
Pair = tuple[tuple[str, str], tuple[str, str], str]
PAIRS: dict[str, Pair] = {
    "a type derived in the main file": ((made(ROOT), made(EMPTY)), (made(ROOT + MORE.format("t")), made(EMPTY)), '<t:R {} xsi:type="t:D" x="1"/>'),
    "an element where the main file takes any": ((made(LAX), made(EMPTY)), (made(LAX), made(EMPTY + '<xs:element name="X" type="xs:int"/>')), "<t:R {}><t:X>a</t:X></t:R>"),
    "an attribute where the main file takes any": ((made(FREE), made(EMPTY)), (made(FREE), made(EMPTY + X)), '<t:R {} t:x="1"/>'),
    "a group used beside a wildcard": ((made(GROUPED), made(GROUP.format(""))), (made(GROUPED), made(GROUP.format(X))), '<t:R {} x="a"/>'),
    "values that must be unique": ((made(INCLUDE + KEY), made(MOST.format(5))), (made(INCLUDE + KEY), made(MOST.format(10))), "<t:R {}><t:i>7</t:i><t:i>07</t:i></t:R>"),
    "a type of an imported schema": ((made(THERE), other(EMPTY)), (made(THERE + MORE.format("o")), other(EMPTY)), '<t:R {} xsi:type="t:D" x="1"/>'),
    "an imported schema that takes any": ((made(HELD), other(WRAP)), (made(HELD + '<xs:element name="X" type="xs:int"/>'), other(WRAP)), "<t:R {}><o:W><t:X>a</t:X></o:W></t:R>"),
    "an attribute of an imported schema beside a wildcard": ((made(OTHERS), other(X)), (made(OTHERS.replace("<xs:any", '<xs:attribute ref="o:x"/><xs:any')), other(X)), '<t:R {} o:x="a"/>'),
    "a move to a file of other names": ((made(ROOT + HOLDS_A), made("", held=UNQUALIFIED)), (made(ROOT), made(HOLDS_A, held=UNQUALIFIED)), "<t:R {}><t:a/></t:R>"),
    "a move to a file that blocks": (
        (made(ROOT + EMPTY + MORE.format("t")), made("", held=BLOCK)), (made(INCLUDE + EMPTY + MORE.format("t")), made('<xs:element name="R" type="t:T"/>', held=BLOCK)), '<t:R {} xsi:type="t:D" x="1"/>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("backwards", [False, True], ids=["there", "back"])
@pytest.mark.parametrize("name", PAIRS)
def test_no_verdict_is_safe_that_another_file_refutes(name: str, backwards: bool, tmp_path: Path) -> None:
    base, target, text = PAIRS[name]
    paths = []
    for side, files in enumerate((target, base) if backwards else (base, target)):
        folder = tmp_path / str(side)
        folder.mkdir()
        for file, content in zip(("a.xsd", "b.xsd"), files, strict=True):
            (folder / file).write_text(content)
        paths.append(folder / "a.xsd")
    document = etree.fromstring(text.format(SPACES))
    valid = tuple(etree.XMLSchema(etree.parse(str(path))).validate(document) for path in paths)
    assert valid in ((True, False), (False, True)), "the document does not show what this pair is made to show"
    verdicts = [change.compatibility for change in compare_files(*paths).changes if change.compatibility]
    assert {v.senders if valid[0] else v.receivers for v in verdicts} - {"safe"}, verdicts
