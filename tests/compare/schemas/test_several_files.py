"""Verdicts on a schema in several files, put to the experiment: what one file says has a say in another's verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from specman.model.change import WorkChange
from specman.report import diff_text, pages
from specman.state.file_changes import compare_files

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


def bare(parts: str) -> str:
    """A file without a namespace, which takes that of whoever includes it."""
    return made(parts).replace(' targetNamespace="urn:t"', "").replace("t:", "").replace('xmlns:t="urn:t"', "")


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
GROUPS = OF.format('<xs:attributeGroup ref="t:G"/><xs:anyAttribute processContents="skip"/>')
NUMBER = '<xs:element name="R" type="xs:{}"/>'
CHAIN = (
    '<xs:simpleType name="C"><xs:restriction base="{}">{}</xs:restriction></xs:simpleType><xs:complexType name="D"><xs:simpleContent>'
    '<xs:extension base="t:C"><xs:attribute name="x"/></xs:extension></xs:simpleContent></xs:complexType>'
)
UNIQUE = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="i" minOccurs="0" maxOccurs="9"><xs:complexType>{}</xs:complexType></xs:element></xs:sequence>'
    '</xs:complexType><xs:unique name="u"><xs:selector xpath="t:i"/><xs:field xpath="@t:x"/></xs:unique></xs:element>'
)
QNAME = '<xs:simpleType name="Q"><xs:restriction base="xs:QName"/></xs:simpleType>'
NAMED = (
    '<xs:element name="R" type="t:E"/><xs:simpleType name="E"><xs:restriction base="t:Q"><xs:enumeration value="p:a" xmlns:p="{}"/>'
    "</xs:restriction></xs:simpleType>"
)
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
    "a move to a file without a namespace": ((made(ROOT + HOLDS_A.replace('"a"', '"a" type="xs:string"')), bare("")), (made(ROOT), bare(HOLDS_A.replace('"a"', '"a" type="xs:int"'))), "<t:R {}><t:a>x</t:a></t:R>"),
    "a move to another sort of type": ((made(ROOT + MOST.format(9).replace('"I"', '"T"')), made("")), (made(ROOT), made(EMPTY)), "<t:R {}>1</t:R>"),
    "a group that moves with what uses it": ((made(INCLUDE + GROUPS + GROUP.format("")), made("")), (made(INCLUDE), made(GROUPS + GROUP.format(X))), '<t:R {} x="a"/>'),
    "an attribute that ##other takes": ((made(OTHERS.replace("skip", "lax")), other("")), (made(OTHERS.replace("skip", "lax")), other(X)), '<t:R {} o:x="a"/>'),
    "a type made of a built-in one through another": (
        (made(INCLUDE + NUMBER.format("int")), made(CHAIN.format("xs:int", ""))), (made(INCLUDE + NUMBER.format("int")), made(CHAIN.format("xs:integer", '<xs:maxInclusive value="9"/>'))), '<t:R {} xsi:type="t:D">1</t:R>',
    ),
    "a type made of an identifier": ((made(INCLUDE + NUMBER.format("string")), made("")), (made(INCLUDE + NUMBER.format("string")), made(CHAIN.format("xs:ID", ""))), '<t:R {} xsi:type="t:D" x="1">a</t:R>'),
    "a type in a file without a namespace": ((made(ROOT + EMPTY), bare("")), (made(ROOT + EMPTY), bare(MORE.format("t"))), '<t:R {} xsi:type="t:D" x="1"/>'),
    "a value that is given where an attribute is declared": (
        (made(INCLUDE + UNIQUE.format("")), made(X.replace("/>", ' default="1"/>'))), (made(INCLUDE + UNIQUE.format('<xs:attribute ref="t:x"/>')), made(X.replace("/>", ' default="1"/>'))), "<t:R {}><t:i/><t:i/></t:R>",
    ),
    "a prefix of a value whose type another file has": (
        (made(INCLUDE + NAMED.format("urn:o")), made(QNAME)), (made(INCLUDE + NAMED.format("urn:u")), made(QNAME)), "<t:R {}>o:a</t:R>",
    ),
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


def test_many_files_are_looked_at_together_once(tmp_path: Path) -> None:
    paths = []
    for side, most in ((0, 5), (1, 6)):
        folder = tmp_path / str(side)
        folder.mkdir()
        for place in range(200):
            following = f'<xs:include schemaLocation="f{place + 1}.xsd"/>' if place < 199 else ""
            one = MOST.format(most if place == 150 else 9).replace('"I"', f'"I{place}"')
            (folder / f"f{place}.xsd").write_text(made(following + one))
        paths.append(folder / "f0.xsd")
    found = compare_files(*paths)
    assert [change.side.address for change in found.changes] == ["f150.xsd I150"]


MODE = '<xs:simpleType name="Mode"><xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation><xs:restriction base="xs:string">{}</xs:restriction></xs:simpleType>'
LONG = "The way in which a vehicle goes from one stop to the next one of its journey, as announced."
BUS, TRAM = '<xs:enumeration value="bus"/>', '<xs:enumeration value="tram"/>'


def compared(folder: Path, base: dict[str, str], target: dict[str, str]) -> list[WorkChange]:
    for side, files in (("old", base), ("new", target)):
        (folder / side).mkdir()
        for name, text in files.items():
            (folder / side / name).write_text(text)
    return [*compare_files(folder / "old" / "a.xsd", folder / "new" / "a.xsd").works]


def test_a_move_has_its_verdict_and_what_changed_on_the_way(tmp_path: Path) -> None:
    uses = INCLUDE + '<xs:element name="R" type="t:Mode"/>'
    works = compared(
        tmp_path,
        {"a.xsd": made(uses + MODE.format(LONG, BUS + TRAM)), "b.xsd": made("")},
        {"a.xsd": made(uses), "b.xsd": made(MODE.format(LONG, BUS))},
    )
    [change] = {change.key: change for work in works for change in work.changes}.values()
    assert (change.kind, change.also_amended, change.significance) == ("moved", True, "substantive")
    assert [(part.what, part.senders, part.receivers) for part in change.parts] == [
        ("enumeration tram", "breaks", "safe")
    ]


def test_a_move_is_told_once(tmp_path: Path) -> None:
    uses = INCLUDE + '<xs:element name="R" type="t:Mode"/>'
    compared(
        tmp_path,
        {"a.xsd": made(uses + MODE.format(LONG, BUS + TRAM)), "b.xsd": made("")},
        {"a.xsd": made(uses), "b.xsd": made(MODE.format(LONG, BUS))},
    )
    changes = compare_files(tmp_path / "old" / "a.xsd", tmp_path / "new" / "a.xsd")
    for told in (diff_text.diff, pages.diff, pages.diff_markdown):
        text = told(changes)
        assert text.count("now in b.xsd") == text.count("now in b") == 1
        assert text.count("enumeration tram removed") == 2  # what changed, and why it breaks


def test_the_same_documentation_makes_no_move_of_another_element(tmp_path: Path) -> None:
    noted = '<xs:element name="{}" type="xs:{}"><xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation></xs:element>'
    works = compared(
        tmp_path,
        {"a.xsd": made(INCLUDE + noted.format("Bus", "string", LONG)), "b.xsd": made("")},
        {"a.xsd": made(INCLUDE), "b.xsd": made(noted.format("Train", "int", LONG))},
    )
    assert [(change.kind, change.side.provision.label) for work in works for change in work.changes] == [
        ("removed", "Bus"),
        ("added", "Train"),
    ]


def test_a_file_that_is_drawn_in_and_compared_is_safe_by_itself(tmp_path: Path) -> None:
    held = MODE.format(LONG, BUS)
    here, there = '<xs:element name="R" type="t:Mode"/>', INCLUDE + '<xs:element name="R" type="t:Mode"/>'
    works = compared(tmp_path, {"a.xsd": made(here + held)}, {"a.xsd": made(there), "b.xsd": made(held)})
    changes = {change.key: change for work in works for change in work.changes}.values()
    verdicts = [change.compatibility for change in changes if change.compatibility]
    assert len(verdicts) == 2
    assert {(verdict.senders, verdict.receivers) for verdict in verdicts} == {("safe", "safe")}
