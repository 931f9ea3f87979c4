"""Verdicts on schemas, put to the experiment: documents valid under one schema are tried under the other.

A verdict of `safe` with a counterexample is a bug. Schemas and documents are made at random; lxml (libxml2) is the judge.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from specman.compare.documents import compare_documents
from specman.compare.schemas.components import compare_schemas
from specman.formats.reading import read_document
from specman.model.identity import Work
from specman.report.wording import details_words

VALUES = ("", "a", "b", "c", "ab", "abc", "aaaa", "1", "3", "5", "7", "12", "-2", "x")


@dataclass(frozen=True)
class Simple:
    """A simple type: its base and its facets."""

    base: str = "xs:string"
    facets: tuple[tuple[str, str], ...] = ()

    def xml(self, name: str) -> str:
        facets = "".join(f'<xs:{tag} value="{value}"/>' for tag, value in self.facets)
        return (
            f'<xs:simpleType name="{name}"><xs:restriction base="{self.base}">{facets}</xs:restriction></xs:simpleType>'
        )


@dataclass(frozen=True)
class Part:
    """An element of the content."""

    name: str
    least: int = 1
    most: int = 1  # 0 is unbounded

    def xml(self) -> str:
        most = "unbounded" if self.most == 0 else max(self.most, self.least)
        return (
            f'<xs:element name="{self.name}" type="t:{self.name.upper()}" minOccurs="{self.least}" maxOccurs="{most}"/>'
        )


@dataclass(frozen=True)
class Made:
    """A whole schema: one root element, its content and attributes, and a simple type for each name."""

    order: str
    parts: tuple[Part, ...]
    attributes: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, Simple], ...]
    least: int = 1
    most: int = 1

    def xml(self) -> str:
        parts = "".join(part.xml() for part in self.parts)
        attributes = "".join(
            f'<xs:attribute name="{n}" type="t:{n.upper()}" use="{use}"/>' for n, use in self.attributes
        )
        types = "".join(simple.xml(name.upper()) for name, simple in self.types)
        return (
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" '
            f'elementFormDefault="qualified"><xs:element name="R" type="t:ROOT"/><xs:complexType name="ROOT"><xs:{self.order} '
            f'minOccurs="{self.least}" maxOccurs="{max(self.most, self.least)}">{parts}</xs:{self.order}>{attributes}</xs:complexType>{types}</xs:schema>'
        )


bounds = st.lists(st.tuples(st.sampled_from(["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"]), st.sampled_from(["1", "3", "5", "9"])), max_size=2, unique_by=lambda f: f[0][:3])  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True).map(lambda v: [("enumeration", x) for x in v]),
    st.lists(st.sampled_from(["a+", "[ab]+", "[a-c]*", "b", "."]), max_size=2, unique=True).map(lambda v: [("pattern", x) for x in v]),
    st.lists(st.sampled_from([("minLength", "1"), ("minLength", "2"), ("maxLength", "2"), ("maxLength", "3")]), max_size=2, unique_by=lambda f: f[0]),
)  # fmt: skip
simples = st.one_of(
    texts.map(lambda facets: Simple("xs:string", tuple(facets))),
    bounds.map(lambda facets: Simple("xs:int", tuple(facets))),
)
parts = st.builds(Part, st.sampled_from("abc"), st.integers(0, 2), st.integers(0, 3))
schemas = st.builds(
    Made,
    st.sampled_from(["sequence", "choice"]),
    st.lists(parts, min_size=1, max_size=3, unique_by=lambda part: part.name).map(tuple),
    st.lists(
        st.tuples(st.sampled_from("pq"), st.sampled_from(["optional", "required"])),
        max_size=2,
        unique_by=lambda a: a[0],
    ).map(tuple),
    st.tuples(*(st.tuples(st.just(name), simples) for name in "abcpq")),
    st.integers(0, 1),
    st.integers(1, 2),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Made, Made]:
    """A schema and one like it: one or two of its properties drawn anew."""
    base, other = draw(schemas), draw(schemas)
    names = draw(
        st.lists(
            st.sampled_from(["order", "parts", "attributes", "types", "least", "most", "one type"]),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    target = base
    for name in names:
        if name == "one type":
            place = draw(st.integers(0, 4))
            types = list(target.types)
            types[place] = (types[place][0], draw(simples))
            target = replace(target, types=tuple(types))
        else:
            target = replace(target, **{name: getattr(other, name)})
    return base, target


def documents(made: Made, chance: random.Random, count: int) -> list[bytes]:
    """Documents that could be valid: content by the model of the schema, values from a pool."""
    found = []
    for _ in range(count):
        names: list[str] = []
        for _ in range(chance.randint(made.least, max(made.most, made.least))):
            chosen = made.parts if made.order == "sequence" else [chance.choice(made.parts)]
            for part in chosen:
                most = max(part.most, part.least) if part.most else 4
                names += [part.name] * chance.randint(part.least, most)
        inner = "".join(f"<{name}>{chance.choice(VALUES)}</{name}>" for name in names)
        present = [name for name, use in made.attributes if use == "required" or chance.random() < 0.5]
        attributes = "".join(f' {name}="{chance.choice(VALUES)}"' for name in present)
        found.append(f'<R xmlns="urn:t"{attributes}>{inner}</R>'.encode())
    return found


def compiled(made: Made) -> etree.XMLSchema | None:
    try:
        return etree.XMLSchema(etree.fromstring(made.xml()))
    except etree.XMLSchemaParseError:  # bounds that contradict each other, an ambiguous model
        return None


@settings(max_examples=300)
@given(pairs(), st.integers(0, 2**16))
def test_no_verdict_of_safe_has_a_counterexample(pair: tuple[Made, Made], seed: int) -> None:
    base, target = pair
    before, after = compiled(base), compiled(target)
    if before is None or after is None:
        return
    left = read_document(base.xml().encode(), "base.xsd").schema
    right = read_document(target.xml().encode(), "target.xsd").schema
    assert left is not None and right is not None
    verdicts = [change.compatibility for change in compare_schemas(left, right)]
    senders_safe = all(verdict.senders == "safe" for verdict in verdicts)
    receivers_safe = all(verdict.receivers == "safe" for verdict in verdicts)
    chance = random.Random(seed)
    for data in [*documents(base, chance, 60), *documents(target, chance, 60)]:
        document = etree.fromstring(data)
        valid = before.validate(document), after.validate(document)
        assert not (valid == (True, False) and senders_safe), (
            f"senders called safe: {data!r}\n{base.xml()}\n{target.xml()}"
        )
        assert not (valid == (False, True) and receivers_safe), (
            f"receivers called safe: {data!r}\n{base.xml()}\n{target.xml()}"
        )


# -- constructs that the random schemas do not have -------------------------------------------------------------------

ROOT = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element ref="t:H"/>{inside}</xs:sequence>{beside}</xs:complexType></xs:element><xs:simpleType name="L"><xs:restriction '
    'base="xs:string">{facets}</xs:restriction></xs:simpleType><xs:element name="H" type="xs:string"{head}/>{more}'
)
LOCAL = '<xs:element name="L" type="t:L" minOccurs="0"/>'
MEMBER = '<xs:element name="S" type="xs:string" substitutionGroup="t:H"/>'
LONE = '<xs:element name="S" type="xs:string"/>'
ANY = '<xs:any minOccurs="0" namespace="{}" processContents="{}"/>'
ANY_ATTRIBUTE = '<xs:anyAttribute namespace="##other" processContents="lax"/>'


def whole(attributes: str = 'elementFormDefault="qualified"', namespace: str = "urn:t", **parts: str) -> str:
    filled = ROOT.format(**{"inside": LOCAL, "beside": "", "facets": "", "head": "", "more": "", **parts})
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="{namespace}" targetNamespace="{namespace}" '
        f"{attributes}>{filled}</xs:schema>"
    )


CONSTRUCTS = {
    "a member of a substitution group is new": (whole(), whole(more=MEMBER), "safe", "breaks"),
    "an element joins a substitution group": (whole(more=LONE), whole(more=MEMBER), "safe", "breaks"),
    "a wildcard is new": (whole(inside=""), whole(inside=ANY.format("##other", "lax")), "safe", "breaks"),
    "a wildcard takes any namespace": (
        whole(inside=ANY.format("##other", "lax")), whole(inside=ANY.format("##any", "lax")), "safe", "breaks",
    ),
    "a wildcard asks no more what it meets": (
        whole(inside=ANY.format("##other", "strict")), whole(inside=ANY.format("##other", "skip")), "safe", "breaks",
    ),
    "any attribute may come": (whole(), whole(beside=ANY_ATTRIBUTE), "safe", "breaks"),
    "an element may be nil": (whole(), whole(head=' nillable="true"'), "safe", "breaks"),
    "an element is abstract": (whole(more=MEMBER), whole(head=' abstract="true"', more=MEMBER), "breaks", "safe"),
    "a value is fixed": (whole(), whole(head=' fixed="a"'), "breaks", "safe"),
    "a length is another": (
        whole(facets='<xs:length value="1"/>'), whole(facets='<xs:length value="2"/>'), "breaks", "breaks",
    ),
    "the namespace is another": (whole(), whole(namespace="urn:u"), "breaks", "breaks"),
    "local names are no longer qualified": (whole(), whole(""), "breaks", "breaks"),
}  # fmt: skip
NIL = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
TRIED = [
    f'<t:R xmlns:t="{namespace}" xmlns:o="urn:o" {NIL}{attribute}>{first}{local}{last}</t:R>'
    for namespace in ("urn:t", "urn:u")
    for attribute in ("", ' o:a="1"')
    for first in ("<t:H>a</t:H>", "<t:H>b</t:H>", "<t:S>a</t:S>", '<t:H xsi:nil="true"/>')
    for local in ("", "<t:L>a</t:L>", "<t:L>aa</t:L>", "<L>a</L>")
    for last in ("", "<o:x/>", "<t:H>c</t:H>")
]


@pytest.mark.parametrize("backwards", [False, True], ids=["there", "back"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_gets_the_verdict_that_documents_confirm(name: str, backwards: bool) -> None:
    base, target, senders, receivers = CONSTRUCTS[name]
    if backwards:
        base, target, senders, receivers = target, base, receivers, senders
    judges = [etree.XMLSchema(etree.fromstring(schema)) for schema in (base, target)]
    valid = [tuple(judge.validate(etree.fromstring(text)) for judge in judges) for text in TRIED]
    shown = ("breaks" if (True, False) in valid else "safe", "breaks" if (False, True) in valid else "safe")
    assert shown == (senders, receivers), "the documents do not show what this case is made to show"
    sides = [read_document(schema.encode(), "made.xsd", work="made") for schema in (base, target)]
    result, _ = compare_documents(Work("made", "Made", "schema", "MADE", "MADE", "MADE"), *sides)
    verdicts = [change.compatibility for change in result.changes]
    assert verdicts and all(verdicts)
    for way, wanted in (("senders", senders), ("receivers", receivers)):
        said = {getattr(verdict, way) for verdict in verdicts}
        assert ("breaks" if "breaks" in said else "unknown" if "unknown" in said else "safe") == wanted, (way, verdicts)


# -- the rest of a schema may have a say: pairs in which one rule alone would be wrong ---------------------------------

INT, STRING = 'type="xs:int"', 'type="xs:string"'
TYPE = '<xs:complexType name="T">{}</xs:complexType>'
RESTRICTED = '<xs:element name="R" type="t:D"/><xs:complexType name="T"><xs:attribute name="x" type="xs:integer"/></xs:complexType><xs:complexType name="D"><xs:complexContent><xs:restriction base="t:T">{}</xs:restriction></xs:complexContent></xs:complexType>'
EXTENDED = '<xs:complexType name="D"><xs:complexContent><xs:extension base="t:T"><xs:attribute name="x"/></xs:extension></xs:complexContent></xs:complexType>'
OF = '<xs:element name="R"><xs:complexType>{}</xs:complexType></xs:element>'
VALUE = '<xs:element name="R"><xs:simpleType><xs:restriction base="xs:{}"><xs:{} value="{}"/></xs:restriction></xs:simpleType></xs:element>'
UNIQUE = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="i" minOccurs="0" maxOccurs="9"><xs:complexType>{}</xs:complexType></xs:element></xs:sequence>'
    '</xs:complexType><xs:unique name="u"><xs:selector xpath="t:i"/><xs:field xpath="@x"/></xs:unique></xs:element>'
)
PATH = (
    '<xs:element name="R" xmlns:p="{}"><xs:complexType><xs:sequence><xs:element name="i" type="xs:int" maxOccurs="9"/></xs:sequence></xs:complexType>'
    '<xs:unique name="u"><xs:selector xpath="p:i"/><xs:field xpath="."/></xs:unique></xs:element>'
)
GROUP = '<xs:attributeGroup name="G"><xs:anyAttribute processContents="skip"/></xs:attributeGroup>'
ATTRIBUTE = '<xs:attribute name="x" type="xs:int"{}/>'
LAX = '<xs:anyAttribute processContents="lax"/>'
ABSTRACT = '<xs:complexType name="T" abstract="true"/>'
ANONYMOUS = '<xs:element name="R"><xs:complexType><xs:complexContent><xs:extension base="t:T"/></xs:complexContent></xs:complexType></xs:element>'
NAMED = '<xs:element name="R" type="t:T"/>'
OWN = '<xs:anyAttribute namespace="urn:t" processContents="{}"/>'
PRICE = '<xs:complexType name="D"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="x"/></xs:extension></xs:simpleContent></xs:complexType>'
PRICED = '<xs:element name="R"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="y"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>'
UNION = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="i" maxOccurs="9"><xs:simpleType><xs:union><xs:simpleType><xs:restriction base="xs:int">'
    '<xs:maxInclusive value="{}"/></xs:restriction></xs:simpleType><xs:simpleType><xs:restriction base="xs:string"/></xs:simpleType></xs:union></xs:simpleType>'
    '</xs:element></xs:sequence></xs:complexType><xs:unique name="u"><xs:selector xpath="t:i"/><xs:field xpath="."/></xs:unique></xs:element>'
)
TWO = '<xs:attributeGroup name="G"><xs:anyAttribute/></xs:attributeGroup><xs:attributeGroup name="H"><xs:anyAttribute processContents="skip"/></xs:attributeGroup>'
NAMES = (
    '<xs:element name="R" type="t:E" xmlns:p="{}"/><xs:simpleType name="Q"><xs:restriction base="xs:QName"/></xs:simpleType>'
    '<xs:simpleType name="E"><xs:restriction base="t:Q"><xs:enumeration value="p:a" xmlns:p="{}"/></xs:restriction></xs:simpleType>'
)
LOOSE = '<xs:complexType name="T"><xs:anyAttribute processContents="skip"/></xs:complexType><xs:complexType name="D"><xs:complexContent><xs:extension base="t:T"><xs:anyAttribute namespace="urn:o" processContents="strict"/></xs:extension></xs:complexContent></xs:complexType><xs:element name="R" type="t:D"/>'
NO_BRANCH = '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="i"/>{}</xs:sequence></xs:complexType></xs:element>'
EMPTY = '<xs:complexType name="D"><xs:simpleContent><xs:restriction base="t:Y"><xs:minLength value="1"/></xs:restriction></xs:simpleContent></xs:complexType><xs:complexType name="Y"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="x"/></xs:extension></xs:simpleContent></xs:complexType>'
KEYS = '<xs:element name="R"><xs:complexType><xs:sequence><xs:any namespace="##other" processContents="{}"/><xs:element name="r" minOccurs="0"><xs:complexType><xs:attribute name="y" type="xs:int"/></xs:complexType></xs:element></xs:sequence></xs:complexType><xs:key name="K"><xs:selector xpath=".//t:i"/><xs:field xpath="@x"/></xs:key><xs:keyref name="F" refer="t:K"><xs:selector xpath="t:r"/><xs:field xpath="@y"/></xs:keyref></xs:element><xs:element name="i"><xs:complexType><xs:attribute name="x" type="xs:int"/></xs:complexType></xs:element>'
REFUTED = {
    "a wildcard that spells the namespace out": (OF.format(OWN.format("lax")), OF.format(OWN.format("lax")) + ATTRIBUTE.format("")),
    "and takes what is prohibited": (OF.format(ATTRIBUTE.format(' form="qualified"') + OWN.format("skip")), OF.format(ATTRIBUTE.format(' form="qualified" use="prohibited"') + OWN.format("skip"))),
    "a complex type made of a built-in one": ('<xs:element name="R" type="xs:decimal"/>', '<xs:element name="R" type="xs:decimal"/>' + PRICE),
    "a built-in type extended in place": ('<xs:element name="R" type="xs:decimal"/>' + PRICE, PRICED + PRICE),
    "a union that has another member for it": (UNION.format(5), UNION.format(10)),
    "a wildcard checked no more, with a key inside": (KEYS.format("lax"), KEYS.format("skip")),
    "groups with wildcards in another order": (
        TWO + OF.format('<xs:attributeGroup ref="t:G"/><xs:attributeGroup ref="t:H"/>'), TWO + OF.format('<xs:attributeGroup ref="t:H"/><xs:attributeGroup ref="t:G"/>'),
    ),
    "a name whose prefix is another": (NAMES.format("urn:o", "urn:o"), NAMES.format("urn:o", "urn:u")),
    "an extension that makes a wildcard strict": (LOOSE, LOOSE + ATTRIBUTE.format("")),
    "a branch that occurs never": (NO_BRANCH.format(""), NO_BRANCH.format('<xs:choice><xs:element name="a"/><xs:sequence minOccurs="0" maxOccurs="0"><xs:element name="b"/></xs:sequence></xs:choice>')),
    "a fixed value, and a type that wants one": (f'<xs:element name="R" {STRING}/>' + EMPTY, f'<xs:element name="R" {STRING} fixed="1"/>' + EMPTY),
    "a simple type becomes a complex one": (NAMED + '<xs:simpleType name="T"><xs:restriction base="xs:string"/></xs:simpleType>', NAMED + TYPE.format("")),
    "a space in a value": (VALUE.format("string", "enumeration", "a b"), VALUE.format("string", "enumeration", "a  b")),
    "a space in a pattern": (VALUE.format("string", "pattern", "a b"), VALUE.format("string", "pattern", "a  b")),
    "a space in a fixed value": (f'<xs:element name="R" {STRING} fixed="a b"/>', f'<xs:element name="R" {STRING} fixed="a  b"/>'),
    "optional to prohibited": (OF.format(ATTRIBUTE.format("")), OF.format(ATTRIBUTE.format(' use="prohibited"'))),
    "required to prohibited": (OF.format(ATTRIBUTE.format(' use="required"')), OF.format(ATTRIBUTE.format(' use="prohibited"'))),
    "prohibited in a restriction": (RESTRICTED.format(""), RESTRICTED.format(ATTRIBUTE.format(' use="prohibited"'))),
    "narrowed in a restriction": (RESTRICTED.format(""), RESTRICTED.format(ATTRIBUTE.format(""))),
    "named beside a wildcard": (OF.format(LAX), OF.format(ATTRIBUTE.format("") + LAX)),
    "a global element where any type goes": ('<xs:element name="R"/>', f'<xs:element name="R"/><xs:element name="X" {INT}/>'),
    "a global attribute where a wildcard is": (OF.format("<xs:anyAttribute/>"), OF.format("<xs:anyAttribute/>") + ATTRIBUTE.format("")),
    "a global element inside of what a wildcard took": (
        OF.format('<xs:sequence><xs:any namespace="##other" processContents="lax"/></xs:sequence>'),
        OF.format('<xs:sequence><xs:any namespace="##other" processContents="lax"/></xs:sequence>') + f'<xs:element name="X" {INT}/>',
    ),
    "a derived type": (NAMED + TYPE.format(""), NAMED + TYPE.format("") + EXTENDED),
    "a bound beyond what floats hold": (VALUE.format("unsignedLong", "maxInclusive", "9223372036854775807"), VALUE.format("unsignedLong", "maxInclusive", "9223372036854775808")),
    "a fixed value of nothing": (f'<xs:element name="R" {STRING}/>', f'<xs:element name="R" {STRING} fixed=""/>'),
    "an empty element takes its fixed value": (f'<xs:element name="R" {INT}/>', f'<xs:element name="R" {INT} fixed="1"/>'),
    "untyped in a substitution group": (f'<xs:element name="H" {INT}/><xs:element name="R"/>', f'<xs:element name="H" {INT}/><xs:element name="R" substitutionGroup="t:H"/>'),
    "an abstract type and an anonymous one": (NAMED + ABSTRACT, ANONYMOUS + ABSTRACT),
    "a default that must be unique": (UNIQUE.format(""), UNIQUE.format(ATTRIBUTE.format(' default="1"'))),
    "a path to another namespace": (PATH.format("urn:o"), PATH.format("urn:t")),
    "a wildcard beside one of a group": (GROUP + OF.format('<xs:attributeGroup ref="t:G"/>'), GROUP + OF.format('<xs:attributeGroup ref="t:G"/><xs:anyAttribute namespace="urn:o" processContents="skip"/>')),
}  # fmt: skip
SAID = [
    f'<t:R xmlns:t="urn:t" xmlns:o="urn:o" {NIL}{attributes}>{inner}</t:R>'
    for attributes in (
        "", ' x="1"', ' x="a"', ' x="99999999999"', ' t:x="1"', ' t:x="a"', ' xsi:type="t:D" x="1"', ' xsi:type="t:D"',
    )
    for inner in (
        "", "a", "1", "a b", "a  b", "9223372036854775808", "<t:X>a</t:X>", "<t:i/><t:i/>", "<t:i>1</t:i><t:i>1</t:i>", "<o:w><t:X>a</t:X></o:w>",
        "<t:i>7</t:i><t:i>07</t:i>", '<o:w><t:i x="1"/></o:w><t:r y="1"/>', "o:a", "<t:i/>",
    )
]  # fmt: skip
BARE = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">{}</xs:schema>'
MADE = Work("made", "Made", "schema", "MADE", "MADE", "MADE")


@pytest.mark.parametrize("backwards", [False, True], ids=["there", "back"])
@pytest.mark.parametrize("name", REFUTED)
def test_no_rule_calls_safe_what_a_document_refutes(name: str, backwards: bool) -> None:
    whole_ = [BARE.format(parts) for parts in REFUTED[name][:: -1 if backwards else 1]]
    judges = [etree.XMLSchema(etree.fromstring(text)) for text in whole_]
    valid = [tuple(judge.validate(etree.fromstring(text)) for judge in judges) for text in SAID]
    refuted = {way for way, seen in (("senders", (True, False)), ("receivers", (False, True))) if seen in valid}
    assert refuted, "no document shows what this pair is made to show"
    result, _ = compare_documents(MADE, *(read_document(text.encode(), "m.xsd", work="made") for text in whole_))
    verdicts = [change.compatibility for change in result.changes]
    assert verdicts, "nothing was reported"
    for way in refuted:
        assert {getattr(verdict, way) for verdict in verdicts} != {"safe"}, (way, verdicts)


LIMITED = '<xs:simpleType name="S"><xs:restriction base="xs:string"><xs:maxLength value="3"{}/></xs:restriction></xs:simpleType>'
SAME = {
    "attributes in another order": (OF.format('<xs:attribute name="a"/><xs:attribute name="b"/>'), OF.format('<xs:attribute name="b"/><xs:attribute name="a"/>')),
    "values and branches in another order": (
        OF.format('<xs:choice><xs:element name="a"/><xs:element name="b"/></xs:choice>') + LIMITED.format(""),
        LIMITED.format("") + OF.format('<xs:choice><xs:element name="b"/><xs:element name="a"/></xs:choice>'),
    ),
    "a facet fixed": (LIMITED.format(""), LIMITED.format(' fixed="true"')),
    "any namespace, said": (OF.format("<xs:sequence><xs:any/></xs:sequence>"), OF.format('<xs:sequence><xs:any namespace="##any" processContents="strict"/></xs:sequence>')),
    "namespaces in another order": (OF.format('<xs:anyAttribute namespace="urn:a urn:b"/>'), OF.format('<xs:anyAttribute namespace="urn:b urn:a"/>')),
    "true as one": (f'<xs:element name="R" {STRING} nillable="true"/>', f'<xs:element name="R" {STRING} nillable="1"/>'),
    "an id, and what other tools read": (f'<xs:element name="R" {STRING}/>', f'<xs:element name="R" {STRING} id="r" o:m="1" xmlns:o="urn:o"/>'),
    "a bound with other zeros": (VALUE.format("decimal", "maxInclusive", "1.0"), VALUE.format("decimal", "maxInclusive", "1")),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_what_changes_no_document_breaks_nobody(name: str) -> None:
    sides = [read_document(BARE.format(parts).encode(), "m.xsd", work="made") for parts in SAME[name]]
    result, _ = compare_documents(MADE, *sides)
    verdicts = [change.compatibility for change in result.changes]
    assert all((verdict.senders, verdict.receivers) == ("safe", "safe") for verdict in verdicts if verdict), verdicts


def test_an_occurrence_that_is_no_number_is_undecided() -> None:
    parts_ = '<xs:element name="L" type="t:L" maxOccurs="{}"/>'
    sides = [read_document(whole(inside=parts_.format(most)).encode(), "m.xsd", work="made") for most in ("2", "un")]
    (change,) = compare_documents(MADE, *sides)[0].changes
    assert change.compatibility is not None
    assert (change.compatibility.senders, change.compatibility.receivers) == ("unknown", "unknown")


def test_another_prefix_and_defaults_written_out_are_no_change() -> None:
    base = whole()
    target = whole('elementFormDefault="qualified" attributeFormDefault="unqualified"').replace("t:", "q:")
    sides = [read_document(schema.encode(), "made.xsd", work="made") for schema in (base, target.replace(":t=", ":q="))]
    result, _ = compare_documents(Work("made", "Made", "schema", "MADE", "MADE", "MADE"), *sides)
    assert result.changes == ()


# -- one type in the place of another ----------------------------------------------------------------------------------

CODE = (
    '<xs:simpleType name="C"><xs:restriction base="xs:token"><xs:maxLength value="1"/></xs:restriction></xs:simpleType>'
)
ALIAS = '<xs:simpleType name="C"><xs:restriction base="xs:NMTOKEN"/></xs:simpleType>'
MORE = (
    '<xs:simpleType name="N"><xs:restriction base="{}"><xs:pattern value="[0-9a]*"/></xs:restriction></xs:simpleType>'
)
VALUES = ["a", " a", "aa", "a a", "", "1", "-1", "40000", "9876543210", "1.5"]


def typed(name: str, more: str = "", held: str = "") -> str:
    return BARE.format(f'<xs:element name="R" type="{name}"{held}/>{more}')


@pytest.mark.parametrize("backwards", [False, True], ids=["there", "back"])
@pytest.mark.parametrize(
    ("base", "target", "verdict"),
    [
        (typed("xs:short"), typed("xs:int"), ("safe", "breaks")),
        (typed("xs:unsignedByte"), typed("xs:decimal"), ("safe", "breaks")),
        (typed("xs:NCName"), typed("xs:string"), ("safe", "breaks")),
        (typed("t:C", CODE), typed("xs:string", CODE), ("safe", "breaks")),
        (typed("t:C", ALIAS), typed("xs:token", ALIAS), ("safe", "breaks")),
        (typed("t:C", ALIAS), typed("xs:NMTOKEN", ALIAS), ("safe", "unknown")),  # the same values, and others may be
        (typed("t:N", MORE.format("xs:short")), typed("t:N", MORE.format("xs:integer")), ("safe", "unknown")),
        (typed("t:N", MORE.format("xs:NMTOKEN")), typed("t:N", MORE.format("xs:token")), ("safe", "unknown")),
    ],
)
def test_a_type_made_of_another_takes_fewer_values(
    base: str, target: str, verdict: tuple[str, str], backwards: bool
) -> None:
    sides, wanted = ((base, target), verdict) if not backwards else ((target, base), verdict[::-1])
    judges = [etree.XMLSchema(etree.fromstring(text)) for text in sides]
    documents = [etree.fromstring(f'<t:R xmlns:t="urn:t">{value}</t:R>') for value in VALUES]
    valid = {tuple(judge.validate(made) for judge in judges) for made in documents}
    result, _ = compare_documents(MADE, *(read_document(text.encode(), "m.xsd", work="made") for text in sides))
    (found,) = [change.compatibility for change in result.changes]
    assert found and (found.senders, found.receivers) == wanted
    for said, seen in zip(wanted, ((True, False), (False, True)), strict=True):
        assert said == "unknown" or (said == "breaks") == (seen in valid)


SPACED = '<xs:simpleType name="C"><xs:restriction base="xs:token"/></xs:simpleType>'
LISTED = (
    '<xs:element name="R"><xs:complexType><xs:sequence><xs:element name="L" type="{}" maxOccurs="2"/></xs:sequence>'
    "</xs:complexType>{}</xs:element>"
)
ONCE = '<xs:unique name="u"><xs:selector xpath="t:L"/><xs:field xpath="."/></xs:unique>'


@pytest.mark.parametrize(
    ("base", "target", "document"),
    [
        # the type itself may be named, one made of it may not
        (typed("xs:short", held=' block="restriction"'), typed("xs:int", held=' block="restriction"'), '<t:R {} xsi:type="xs:short">1</t:R>'),
        # values that differ in spaces are one value to the one type, and two to the other
        (BARE.format(LISTED.format("xs:string", ONCE)), BARE.format(LISTED.format("t:C", ONCE) + SPACED), "<t:R {}><t:L>a</t:L><t:L> a</t:L></t:R>"),
    ],
    ids=["blocked", "unique"],
)  # fmt: skip
def test_a_type_alone_does_not_decide_where_more_is_asked(base: str, target: str, document: str) -> None:
    names = 'xmlns:t="urn:t" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    made = etree.fromstring(document.format(names))
    assert [etree.XMLSchema(etree.fromstring(text)).validate(made) for text in (base, target)] == [True, False]
    result, _ = compare_documents(
        MADE, *(read_document(text.encode(), "m.xsd", work="made") for text in (base, target))
    )
    assert {change.compatibility.senders for change in result.changes if change.compatibility} != {"safe"}


def test_a_value_that_is_fixed_is_compared_as_its_type_reads_it() -> None:
    """XML Schema Part 1, 3.3.4: by value, so " a " is "a" to a token. libxml2 compares the letters, and shows nothing."""
    sides = (typed("t:C", SPACED, ' fixed="a"'), typed("xs:string", SPACED, ' fixed="a"'))
    result, _ = compare_documents(MADE, *(read_document(text.encode(), "m.xsd", work="made") for text in sides))
    assert [change.compatibility.senders for change in result.changes if change.compatibility] == ["unknown"]


def test_a_rule_of_identity_only_ever_refuses() -> None:
    with_, without = (BARE.format(LISTED.format("xs:int", rule)) for rule in (ONCE, ""))
    for sides, wanted in (((without, with_), ("breaks", "safe")), ((with_, without), ("safe", "breaks"))):
        result, _ = compare_documents(MADE, *(read_document(text.encode(), "m.xsd", work="made") for text in sides))
        (found,) = [change.compatibility for change in result.changes]
        assert found and (found.senders, found.receivers) == wanted


def test_what_is_not_written_is_named_by_what_it_means() -> None:
    sides = [whole(inside=ANY.format(*said)) for said in (("##other", "lax"), ("##any", "strict"))]
    result, _ = compare_documents(MADE, *(read_document(text.encode(), "m.xsd", work="made") for text in sides))
    said = " ".join(detail for change in result.changes for detail in details_words(change))
    assert "##other → ##any" in said and "lax → strict" in said
