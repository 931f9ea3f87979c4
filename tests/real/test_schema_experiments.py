"""Verdicts on the real DUIS and MMC schemas, put to the experiment.

One property of one type of the real schema is changed at random; documents of that type, made at random from either
schema, are validated by libxml2 under both. A verdict of `safe` with a counterexample is a bug. The two versions that
were published are tried in the same way, type by type.
"""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from specman.compare.schemas.components import compare_schemas
from specman.formats.reading import read_document
from specman.model.schema import Schema
from specman.report.wording import reason_words

REAL = Path(__file__).parents[3] / "shared" / "real" / "dcc-schemas"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="NOT RUN: the real documents are not beside the repository (../shared/real)"
    ),
]
XS = "{http://www.w3.org/2001/XMLSchema}"
EUI = "90-B3-D5-1F-30-01-00-00"
TEXTS = (
    EUI,
    f"{EUI},{EUI}",
    f"{EUI}:{EUI}:1000",
    "gbcs",
    "plain",
    "1",
    "4",
    "a",
    "abc",
    "0",
    "00",
    "12345678",
    "0123",
    "x" * 20,
    "12345678901234567890",
    "x" * 40,
    "",
    "A-1",
    "FF",
)
VALUES = {
    "boolean": ("true", "false"),
    "dateTime": ("2016-06-15T00:00:00Z", "1999-12-31T23:59:59.99Z"),
    "date": ("2016-06-15", "1999-12-31"),
    "time": ("00:00:00", "23:59:59.00Z"),
    "base64Binary": ("AAAA", "", "QUJDRA=="),
    "hexBinary": ("00", "FFFF", "0011223344556677"),
}
NUMBERS = ("0", "1", "2", "5", "10", "12", "31", "60", "99", "100", "255", "999", "1000", "65535", "-1", "1.5", "0.01", "1000000")  # fmt: skip


class Maker:
    """Documents of one type of a schema, at random."""

    def __init__(self, root: etree._Element, chance: random.Random) -> None:
        self.namespace = root.get("targetNamespace", "")
        self.chance = chance
        self.named = {(child.tag, child.get("name")): child for child in root if isinstance(child.tag, str)}

    def document(self, component: str) -> bytes:
        """One document, its root called Probe."""
        made = etree.Element(f"{{{self.namespace}}}Probe", nsmap={None: self.namespace})
        self.fill(made, component, 0)
        return etree.tostring(made)

    def fill(self, made: etree._Element, name: str, depth: int) -> None:
        local = name.rpartition(":")[2]
        kind = self.named.get((f"{XS}complexType", local))
        if kind is not None:
            self.complex(made, kind, depth)
            return
        simple = self.named.get((f"{XS}simpleType", local))
        made.text = self.simple(simple) if simple is not None else self.built_in(local)

    def complex(self, made: etree._Element, kind: etree._Element, depth: int) -> None:
        for part in kind:
            tag = part.tag
            if tag in (f"{XS}sequence", f"{XS}choice", f"{XS}all"):
                self.group(made, part, depth)
            elif tag == f"{XS}attribute":
                self.attribute(made, part)
            elif tag in (f"{XS}complexContent", f"{XS}simpleContent"):
                for derived in part.iterchildren(f"{XS}extension", f"{XS}restriction"):
                    self.fill(made, derived.get("base", ""), depth)
                    self.complex(made, derived, depth)

    def times(self, part: etree._Element, depth: int) -> int:
        least = int(part.get("minOccurs", "1"))
        said = part.get("maxOccurs", "1")
        most = least + 3 if said == "unbounded" else int(said)
        return least if depth > 6 else self.chance.randint(least, min(most, least + 3))

    def group(self, made: etree._Element, group: etree._Element, depth: int) -> None:
        parts = [part for part in group if isinstance(part.tag, str) and part.tag != f"{XS}annotation"]
        for _ in range(self.times(group, depth)):
            for part in [self.chance.choice(parts)] if group.tag == f"{XS}choice" and parts else parts:
                if part.tag != f"{XS}element":
                    self.group(made, part, depth)
                    continue
                for _ in range(self.times(part, depth)):
                    self.element(made, part, depth)

    def element(self, made: etree._Element, part: etree._Element, depth: int) -> None:
        name = part.get("name") or part.get("ref") or ""
        if depth > 12 or name.startswith("ds:"):
            return
        child = etree.SubElement(made, f"{{{self.namespace}}}{name.rpartition(':')[2]}")
        stated = part if part.get("ref") is None else self.named.get((f"{XS}element", name.rpartition(":")[2]), part)
        if stated.get("type"):
            self.fill(child, stated.get("type", ""), depth + 1)
        for inline in stated:
            if inline.tag == f"{XS}complexType":
                self.complex(child, inline, depth + 1)
            elif inline.tag == f"{XS}simpleType":
                child.text = self.simple(inline)

    def attribute(self, made: etree._Element, part: etree._Element) -> None:
        if part.get("use") != "required" and self.chance.random() < 0.5:
            return
        inline = part.find(f"{XS}simpleType")
        said = part.get("type", "xs:string")
        local = said.rpartition(":")[2]
        simple = inline if inline is not None else self.named.get((f"{XS}simpleType", local))
        made.set(part.get("name", ""), self.simple(simple) if simple is not None else self.built_in(local))

    def simple(self, simple: etree._Element) -> str:
        restriction = simple.find(f"{XS}restriction")
        if restriction is None:
            return self.chance.choice(TEXTS)
        listed = [facet.get("value", "") for facet in restriction.findall(f"{XS}enumeration")]
        if listed:
            return self.chance.choice(listed)
        bounds = [
            facet.get("value", "") for facet in restriction if isinstance(facet.tag, str) and "clusive" in facet.tag
        ]
        if bounds and self.chance.random() < 0.5:
            near = self.chance.choice(bounds)
            return str(int(near) + self.chance.choice((-1, 0, 1))) if near.lstrip("-").isdigit() else near
        lengths = [f.get("value", "") for f in restriction if isinstance(f.tag, str) and "ength" in f.tag]
        if lengths and self.chance.random() < 0.5:
            length = min(int(self.chance.choice(lengths)), 5000) + self.chance.choice((-1, 0, 1))
            return self.chance.choice("a0") * max(0, length)
        patterns = [facet.get("value", "") for facet in restriction.findall(f"{XS}pattern")]
        fitting = [text for text in TEXTS if any(re.fullmatch(pattern, text) for pattern in patterns)]
        if fitting and self.chance.random() < 0.9:
            return self.chance.choice(fitting)
        base = restriction.get("base", "").rpartition(":")[2]
        named = self.named.get((f"{XS}simpleType", base))
        inline = restriction.find(f"{XS}simpleType")
        if inline is not None:
            return self.simple(inline)
        return self.simple(named) if named is not None else self.built_in(base)

    def built_in(self, local: str) -> str:
        if local in VALUES:
            return self.chance.choice(VALUES[local])
        is_text = local in ("string", "token", "normalizedString", "ID", "anyURI", "anySimpleType")
        return self.chance.choice(TEXTS if is_text else NUMBERS)


def mutate(root: etree._Element, chance: random.Random) -> tuple[etree._Element, str] | None:
    """The schema with one property of one named type changed, and that type's name."""
    changed = copy.deepcopy(root)
    types = [child for child in changed if child.tag in (f"{XS}complexType", f"{XS}simpleType")]
    kind = chance.choice(types)
    inside = [node for node in kind.iter() if isinstance(node.tag, str)]
    elements = [node for node in inside if node.tag == f"{XS}element"]
    enumerations = [node for node in inside if node.tag == f"{XS}enumeration"]
    facets = [node for node in inside if (node.get("value") or "").isdigit() and node not in enumerations]
    attributes = [node for node in inside if node.tag == f"{XS}attribute"]
    groups = [node for node in inside if node.tag in (f"{XS}sequence", f"{XS}choice") and len(node) > 1]
    ways = [
        way
        for way, found in (
            ("least", elements), ("most", elements), ("drop", elements), ("again", elements), ("value gone", enumerations),
            ("value new", enumerations), ("facet", facets), ("facet gone", facets), ("use", attributes),
            ("attribute gone", attributes), ("order", groups), ("sort", groups), ("type", elements),
        ) if found
    ]  # fmt: skip
    if not ways:
        return None
    way = chance.choice(ways)
    if way == "least":
        node = chance.choice(elements)
        node.set("minOccurs", "0" if node.get("minOccurs", "1") == "1" else "1")
    elif way == "most":
        node = chance.choice(elements)
        node.set("maxOccurs", chance.choice(["1", "2", "unbounded"]))
    elif way == "drop":
        _drop(chance.choice(elements))
    elif way == "again":
        node = chance.choice(elements)
        node.addnext(etree.Element(f"{XS}element", name="Brand", type="xs:int", minOccurs=chance.choice("01")))
    elif way == "value gone":
        _drop(chance.choice(enumerations))
    elif way == "value new":
        chance.choice(enumerations).addprevious(etree.Element(f"{XS}enumeration", value=chance.choice(["77", "ZZ"])))
    elif way == "facet":
        node = chance.choice(facets)
        node.set("value", str(max(0, int(node.get("value", "0")) + chance.choice((-1, 1)))))
    elif way == "facet gone":
        _drop(chance.choice(facets))
    elif way == "use":
        node = chance.choice(attributes)
        node.set("use", "optional" if node.get("use") == "required" else "required")
    elif way == "attribute gone":
        _drop(chance.choice(attributes))
    elif way == "order":
        node = chance.choice(groups)
        node.append(node[0])
    elif way == "sort":
        node = chance.choice(groups)
        node.tag = f"{XS}choice" if node.tag == f"{XS}sequence" else f"{XS}sequence"
    else:
        node = chance.choice([e for e in elements if e.get("type")] or elements)
        node.set("type", chance.choice(["xs:string", "xs:int", "xs:unsignedByte", "xs:token"]))
        for child in list(node):
            node.remove(child)
    return changed, str(kind.get("name"))


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def judge(root: etree._Element, component: str, folder: Path) -> etree.XMLSchema | None:
    """The schema with an element of the type at its top; None when it is no valid schema."""
    probed = copy.deepcopy(root)
    prefix = next((p for p, uri in root.nsmap.items() if uri == root.get("targetNamespace")), None)
    probed.append(etree.Element(f"{XS}element", name="Probe", type=f"{prefix}:{component}" if prefix else component))
    path = folder / "probed.xsd"
    path.write_bytes(etree.tostring(probed))
    try:
        return etree.XMLSchema(etree.parse(path))
    except etree.XMLSchemaParseError:
        return None


def schema_of(root: etree._Element) -> Schema:
    found = read_document(etree.tostring(root), "real.xsd").schema
    assert found is not None
    return found


def refuted(
    base: etree._Element, target: etree._Element, component: str, chance: random.Random, folder: Path, count: int
) -> tuple[bool, bool, int] | None:
    """Whether a document was found that only the base takes, and one that only the target takes; and how many were tried."""
    before, after = (judge(root, component, folder) for root in (base, target))
    if before is None or after is None:
        return None
    only = [False, False]
    tried = 0
    for side, (root, own, other) in enumerate(((base, before, after), (target, after, before))):
        maker = Maker(root, chance)
        for _ in range(count):
            document = etree.fromstring(maker.document(component))
            if own.validate(document):
                tried += 1
                only[side] |= not other.validate(document)
    return only[0], only[1], tried


def verdicts(base: etree._Element, target: etree._Element, component: str) -> Iterator[tuple[str, str, str]]:
    for change in compare_schemas(schema_of(base), schema_of(target)):
        found = change.base or change.target
        if found is not None and found.name == component and found.sort in ("complexType", "simpleType"):
            yield (
                change.compatibility.senders,
                change.compatibility.receivers,
                reason_words([detail.judged for detail in change.details]),
            )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The schemas under names without spaces: libxml2 takes a schema location for an address."""
    for file in REAL.glob("*.xsd"):
        (tmp_path / file.name.replace(" ", "_")).write_bytes(file.read_bytes())
    return tmp_path


def real(name: str) -> etree._Element:
    root = etree.parse(REAL / name).getroot()
    for said in root.iter(f"{XS}import"):
        said.set("schemaLocation", said.get("schemaLocation", "").replace(" ", "_"))
    return root


@pytest.mark.parametrize("name", ["DUIS Schema V5.1.xsd", "MMC Schema V5.1.xsd"])
def test_no_verdict_of_safe_on_a_changed_real_schema_has_a_counterexample(name: str, folder: Path) -> None:
    chance = random.Random(2016)
    root = real(name)
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    for number in range(120):
        mutated = mutate(root, chance)
        if mutated is None:
            continue
        target, component = mutated
        found = refuted(root, target, component, chance, folder, 30)
        if found is None or not found[2]:
            seen["not tried"] += 1
            continue
        said = list(verdicts(root, target, component)) or [("safe", "safe", "no change told")]
        for senders, receivers, reason in said:
            for verdict, is_refuted, side in ((senders, found[0], "senders"), (receivers, found[1], "receivers")):
                seen[f"{verdict}, {'refuted' if is_refuted else 'not refuted'}"] += 1
                if verdict == "safe" and is_refuted:
                    wrong.append(f"{number} {component}: {side} {verdict}, {reason}")
    assert not wrong, wrong
    assert seen["safe, not refuted"] > 30 and seen["breaks, refuted"] > 15, seen


@pytest.mark.parametrize("family", ["DUIS", "MMC"])
def test_no_verdict_of_safe_between_the_published_versions_has_a_counterexample(family: str, folder: Path) -> None:
    chance = random.Random(2016)
    base, target = (real(f"{family} Schema V{number}.xsd") for number in ("5.0", "5.1"))
    old, new = schema_of(base), schema_of(target)
    tried = 0
    for change in compare_schemas(old, new):
        if change.base is None or change.target is None or change.base.sort not in ("complexType", "simpleType"):
            continue
        found = refuted(base, target, change.base.name, chance, folder, 300)
        if found is not None and found[2]:
            tried += 1
            assert not (change.compatibility.senders == "safe" and found[0]), change
            assert not (change.compatibility.receivers == "safe" and found[1]), change
            if change.compatibility.receivers == "breaks":
                assert found[1], f"no document shows that {change.base.name} breaks receivers"
    assert tried > 0
