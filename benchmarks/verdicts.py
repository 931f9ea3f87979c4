"""Verdicts on schemas, put to the experiment at length: a rich schema is changed at random, documents made at random are
tried under both, and every *safe* that a document refutes is printed.

    python benchmarks/verdicts.py [SECONDS] [SEED]

The tests do the same on small schemas; here are groups, wildcards, derivation, substitution, identity and `xsi:type`. libxml2
is the judge; it falls over now and then, so that each batch runs in a process of its own.
"""

from __future__ import annotations

import copy
import os
import pickle
import random
import resource
import sys
from collections import Counter
from collections.abc import Callable
from time import monotonic

from lxml import etree

from specman.compare.schemas.components import compare_schemas, compare_wholes, judge
from specman.formats.reading import read_document
from specman.report.wording import part_words

XS = "{http://www.w3.org/2001/XMLSchema}"
HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">'
BASE = """
<xs:element name="R" type="t:Order"/>
<xs:complexType name="Order"><xs:sequence><xs:element name="a" type="t:Code" minOccurs="0"/>
 <xs:choice minOccurs="0" maxOccurs="2"><xs:element name="b" type="xs:int"/><xs:element ref="t:Head"/></xs:choice></xs:sequence>
 <xs:attribute name="x" type="xs:int"/></xs:complexType>
<xs:complexType name="Longer"><xs:complexContent><xs:extension base="t:Order"><xs:sequence><xs:group ref="t:more"/></xs:sequence>
 <xs:attributeGroup ref="t:marks"/></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Shorter"><xs:complexContent><xs:restriction base="t:Order"><xs:sequence>
 <xs:element name="a" type="t:Code" minOccurs="0"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name="Amount"><xs:simpleContent><xs:extension base="t:Word"><xs:attribute name="x" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="Open" mixed="true"><xs:all><xs:element name="a" type="t:Either" minOccurs="0"/><xs:element name="c" type="t:Words"/></xs:all>
 <xs:anyAttribute namespace="##other" processContents="lax"/></xs:complexType>
<xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:enumeration value="1"/><xs:enumeration value="aa"/><xs:enumeration value="a"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Word"><xs:restriction base="xs:token"><xs:maxLength value="2"/><xs:pattern value="[a1 ]*"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Either"><xs:union memberTypes="t:Code xs:int"/></xs:simpleType>
<xs:simpleType name="Words"><xs:restriction><xs:simpleType><xs:list itemType="t:Word"/></xs:simpleType><xs:maxLength value="2"/></xs:restriction></xs:simpleType>
<xs:element name="Head" type="xs:string" nillable="true"/>
<xs:element name="Member" type="xs:token" substitutionGroup="t:Head"/>
<xs:element name="Other" type="t:Open"/>
<xs:group name="more"><xs:sequence><xs:element name="c" type="t:Either" minOccurs="0"/>
 <xs:any namespace="##other" processContents="lax" minOccurs="0"/></xs:sequence></xs:group>
<xs:attributeGroup name="marks"><xs:attribute name="y" type="t:Code" default="a"/></xs:attributeGroup>
"""
ROOTS = ["t:Order", "t:Longer", "t:Shorter", "t:Amount", "t:Open"]
SIMPLE = [
    "xs:int",
    "xs:string",
    "xs:token",
    "xs:boolean",
    "t:Code",
    "t:Word",
    "t:Either",
    "t:Words",
    "xs:short",
    "xs:integer",
    "xs:NMTOKEN",
]
PIECES = """
<xs:element name="a" type="xs:int" minOccurs="0"/>|<xs:element name="b" type="t:Word"/>|<xs:element ref="t:Other" minOccurs="0"/>
|<xs:element name="c" type="t:Code" minOccurs="0" maxOccurs="unbounded"/>|<xs:element ref="t:Head"/>|<xs:any minOccurs="0" processContents="lax"/>
|<xs:sequence minOccurs="0"><xs:element name="a" type="xs:int"/></xs:sequence>|<xs:sequence/>|<xs:choice minOccurs="0"/>|<xs:group ref="t:more"/>
|<xs:attribute name="x" type="xs:string"/>|<xs:attribute name="y" type="xs:int" use="required"/>|<xs:attribute name="y" type="xs:string" fixed="a"/>
|<xs:anyAttribute processContents="lax"/>|<xs:anyAttribute namespace="##other" processContents="skip"/>|<xs:attributeGroup ref="t:marks"/>
|<xs:enumeration value="b"/>|<xs:enumeration value=" a"/>|<xs:minLength value="1"/>|<xs:maxLength value="1"/>|<xs:length value="1"/>|<xs:pattern value="a*"/>
|<xs:minInclusive value="1"/>|<xs:totalDigits value="1"/>|<xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType>|<xs:complexType mixed="true"/>
|<xs:unique name="u"><xs:selector xpath="*"/><xs:field xpath="."/></xs:unique>|<xs:key name="k"><xs:selector xpath="t:a"/><xs:field xpath="@x"/></xs:key>
""".replace("\n", "").split("|")  # fmt: skip
COMPONENTS = """
<xs:element name="New" type="xs:int"/>|<xs:element name="New" type="xs:string" substitutionGroup="t:Head"/>|<xs:attribute name="x" type="xs:int"/>
|<xs:complexType name="New"><xs:complexContent><xs:extension base="t:Order"><xs:attribute name="z"/></xs:extension></xs:complexContent></xs:complexType>
""".replace("\n", "").split("|")  # fmt: skip
ATTRIBUTES = {
    "nillable": ["true"], "abstract": ["true"], "fixed": ["a", "1", ""], "default": ["a", "1"], "type": SIMPLE,
    "substitutionGroup": ["t:Head", "t:Other"], "use": ["required", "prohibited"], "form": ["unqualified"],
    "minOccurs": ["0", "1", "2"], "maxOccurs": ["0", "1", "2", "unbounded"], "mixed": ["true", "false"],
    "namespace": ["##any", "##other", "##local", "##targetNamespace", "urn:o"], "processContents": ["lax", "skip"],
    "value": ["0", "1", "2", "3", "a", "aa", "[a]*"], "base": [*SIMPLE, *ROOTS], "block": ["#all"], "ref": ["t:Head", "t:Other"],
}  # fmt: skip


def changed(root: etree._Element, chance: random.Random) -> etree._Element:
    """A copy of a schema with one to three things changed."""
    root = copy.deepcopy(root)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)][1:]
        node = chance.choice(nodes)
        holder = node.getparent()
        assert holder is not None
        ways: list[Callable[[], object]] = [
            lambda node=node, holder=holder: holder.remove(node),
            lambda node=node: node.insert(chance.randint(0, len(node)), _piece(chance.choice(PIECES))),
            lambda: root.append(_piece(chance.choice(COMPONENTS))),
            lambda node=node, holder=holder: holder.insert(chance.randint(0, len(holder)), node),
            lambda nodes=nodes: _reshape(nodes, chance),
            lambda nodes=nodes: _reshape(nodes, chance),
            *[lambda nodes=nodes: _set(chance.choice(nodes), chance)] * 5,
        ]  # fmt: skip
        chance.choice(ways)()
    return root


def _reshape(nodes: list[etree._Element], chance: random.Random) -> None:
    """A part of a content model put into a model of its own, or taken out of one, or a model of another kind."""
    parts = [node for node in nodes if etree.QName(node).localname in ("element", "any", "sequence", "choice", "group")]
    parts = [node for node in parts if (holder := node.getparent()) is not None and holder.tag != f"{XS}schema"]
    if not parts:
        return
    node = chance.choice(parts)
    holder = node.getparent()
    assert holder is not None
    if node.tag in (f"{XS}sequence", f"{XS}choice") and chance.random() < 0.5:
        if chance.random() < 0.5 and holder.tag in (f"{XS}sequence", f"{XS}choice"):
            for child in node:
                node.addprevious(child)
            holder.remove(node)
        else:
            node.tag = XS + chance.choice(["sequence", "choice", "all"])
        return
    model = etree.Element(XS + chance.choice(["sequence", "choice", "choice"]))
    node.addprevious(model)
    model.append(node)
    if chance.random() < 0.6:
        model.insert(chance.randint(0, 1), _piece(chance.choice(PIECES[:8])))
    for name in chance.sample(["minOccurs", "maxOccurs"], chance.choice([0, 1, 1, 2])):
        model.set(name, chance.choice(ATTRIBUTES[name]))


def _piece(text: str) -> etree._Element:
    return etree.fromstring(f"{HEAD}{text}</xs:schema>")[0]


def _set(node: etree._Element, chance: random.Random) -> None:
    named = [name for name in ATTRIBUTES if name in node.attrib] or [*ATTRIBUTES]
    name = chance.choice(named if chance.random() < 0.7 else [*ATTRIBUTES])
    if name in node.attrib and chance.random() < 0.3:
        del node.attrib[name]
    else:
        node.set(name, chance.choice(ATTRIBUTES[name]))


def document(chance: random.Random) -> etree._Element:
    """A document that one of many schemas may allow."""

    def element(depth: int, name: str) -> str:
        attributes = "".join(
            f' {key}="{chance.choice(["a", "1", "", "b"])}"'
            for key in chance.sample(["x", "y", "z", "t:x", "o:q"], chance.choice([0, 0, 1, 2]))
        )
        if chance.random() < 0.1:
            attributes += (
                f' xsi:type="{chance.choice([*ROOTS, "t:New", "t:Code", "xs:short", "xs:int", "xs:NMTOKEN"])}"'
            )
        if chance.random() < 0.05:
            attributes += ' xsi:nil="true"'
        inner = chance.choice(["", "a", "1", "aa", "b", " a", "a a", "5", "true", "1 1 1", "01", "40000", "9876543210"])
        if depth and chance.random() < 0.65:
            names = ["t:a", "t:b", "t:c", "t:Head", "t:Member", "t:Other", "t:New", "o:w", "a"]
            inner = "".join(element(depth - 1, chance.choice(names)) for _ in range(chance.choice([0, 1, 1, 2, 2, 3])))
        return f"<{name}{attributes}>{inner}</{name}>"

    names = 'xmlns:t="urn:t" xmlns:o="urn:o" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return etree.fromstring(element(chance.choice([1, 1, 3]), "t:R").replace("<t:R", f"<t:R {names}", 1))


def compiled(root: etree._Element) -> etree.XMLSchema | None:
    """The judge, None of a schema that is none; two elements of one name and of two types libxml2 lets pass."""
    for model in root.iter(f"{XS}complexType"):
        types: dict[str | None, str | None] = {}
        for element in model.iter(f"{XS}element"):
            name = element.get("name")
            if name is not None and types.setdefault(name, element.get("type")) != element.get("type"):
                return None
    try:
        return etree.XMLSchema(etree.fromstring(etree.tostring(root)))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError):
        return None


def tried(number: int, seed: int, documents: list[etree._Element]) -> Counter[str]:
    """One pair: what was tried, and each verdict of safe that a document refutes."""
    chance = random.Random(seed * 1_000_003 + number)
    root = etree.fromstring(f"{HEAD}{BASE}</xs:schema>")
    root[0].set("type", chance.choice(ROOTS))
    if chance.random() < 0.4 and compiled(drifted := changed(root, chance)) is not None:
        root = drifted
    target = changed(root, chance)
    judges = compiled(root), compiled(target)
    if judges[0] is None or judges[1] is None:
        return Counter()
    left, right = (read_document(etree.tostring(side), "made.xsd").schema for side in (root, target))
    assert left is not None and right is not None
    details = [*compare_wholes(left, right), *(d for c in compare_schemas(left, right) for d in c.details)]
    verdict = judge([detail.judged for detail in details])
    found = Counter({"pairs of schemas": 1})
    for way, refuting in (("senders", (True, False)), ("receivers", (False, True))):
        found[f"{way}: {getattr(verdict, way)}"] += 1
        if getattr(verdict, way) != "safe":
            continue
        for made in chance.sample(documents, 1200):
            if (judges[0].validate(made), judges[1].validate(made)) == refuting:
                found[f"{way}: safe, refuted"] += 1
                print(
                    f"{way}: {'; '.join(part_words(d.judged) for d in details) or 'nothing reported'}\n  {etree.tostring(made).decode()}"
                )
                break
    return found


def main() -> None:
    """Batches, each in a process of its own, for as long as was asked."""
    until = monotonic() + float(sys.argv[1] if len(sys.argv) > 1 else 60)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    documents = [document(random.Random(n)) for n in range(5000)]
    total: Counter[str] = Counter()
    number = 0
    while monotonic() < until:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
            counts: Counter[str] = Counter()
            for place in range(25):
                counts += tried(number + place, seed, documents)
            sys.stdout.flush()
            os.write(writing, pickle.dumps(counts))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            data = answer.read()
        os.waitpid(child, 0)
        total += pickle.loads(data) if data else Counter({"batches in which libxml2 fell over": 1})
        number += 25
    for said, count in sorted(total.items()):
        print(f"{said}: {count}")


if __name__ == "__main__":
    main()
