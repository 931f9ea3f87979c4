"""A Code small enough to be known by heart: two Sections, a specification, its mapping table, an appendix, two schemas."""

from __future__ import annotations

from collections.abc import Mapping

from specman.citations.extract import Extract, extract
from specman.citations.houses import shipped
from specman.citations.names import Names
from specman.citations.terms import definitions_of, vocabulary_for
from specman.formats import markdown, table, xsd
from specman.model.corpus import Corpus
from specman.model.document import Document
from specman.model.identity import HouseRules, Work

SEC_A = """# Section A

## A1 Definitions

A1.1 In this Code:

**Device**
: means a thing.

**Fee**
: has the meaning given to that expression in Section H3.1.

**User**
: means a person.
"""

SEC_H = """# Section H

## H3 Interface

H3.1 A User pays the Fee (the "**Local Fee**").

H3.2 A User shall:

- (a) ask; and
- (b) where Section H3.1 applies, wait.

H3.3 See GBCS 5.1 and Section H3.2(a).
"""

GBCS = """# GBCS

## 1 Purpose

1.1 Aim of each Device.

## 4 Glossary of Terms

**Device**
: means another thing.

**Clock**
: means a clock.

## 5 Codes

5.1 Codes are:

- (a) SME.C-NC is none
- (b) SME.C is a category

Table 16.2: Alert Codes

| Code | Means |
| --- | --- |
| 0x8F0A | wrong |

#### Use Case ECS17b Read it

See clause 1.1 and SMETS 5.1.

| Property | Value |
| --- | --- |
| Message Code | 0x00AB |
| Service Reference | 4.1 |
| Service Reference Variant | 4.1.1 |
| SMETS reference | SMETS 5.1 |
"""

SMETS = "# SMETS\n\n## 5 Needs\n\n5.1 A Clock is kept.\n\n5.2 A Device has it.\n\n## 6 Definitions\n\n6.1 None.\n"

DUIS = """# DUIS

## 1 Requests

1.1 The requests.

#### SRV 4.1.1 Read

Service Request 4.1.1 is Use Case ECS17b.

#### SRV 4.1.2 Write

Nothing.

#### Response ReadRsp

Answers Service Request 4.1.1.

## 4 Codes

Table 4.1: Response Codes

| Code | Means |
| --- | --- |
| E1 | wrong, as E2 |
| E2 | as E1 |

Table 4.2: DCC Alerts

| Code | Means |
| --- | --- |
| N60 | late |

## Schedule 1 Charges

1. The Charge is due.
2. VAT is added.

2. VAT is added again.
"""

MAPPING = "Row,Requirement,Use Case,Service Request\n1002,5.1,ECS17b,4.1.1\n1003,5.2,ECS17b,4.1.2\n1004,5.2,,4.1.1\n"

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{0}" xmlns="{0}">'
TYPE = '<xs:simpleType name="{}"><xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation><xs:restriction base="xs:{}"/></xs:simpleType>'
SCHEMA_D = (
    HEAD.format("d") + TYPE.format("EUI", "A Device.", "string") + TYPE.format("Kind", "", "int") + "</xs:schema>"
)
SCHEMA_M = HEAD.format("m") + TYPE.format("EUI", "Said otherwise.", "string") + TYPE.format("Kind", "", "string") + TYPE.format("Only", "", "string") + "</xs:schema>"  # fmt: skip

SPEC = frozenset({"section", "clause", "paragraph", "table"})
LENT = ("sec-a",)
MAPPED = HouseRules(
    SPEC, own_document="SMETS", columns=(("Requirement", "Section"), ("Service Request", "Service Request"))
)
WORKS = {
    work.id: work
    for work in (
        Work("sec-h", "Section H: Services", "code-section", "SEC H", "SEC", "SEC:H", house=HouseRules(terms_from=LENT)),
        Work("sec-a", "Section A: Definitions", "code-section", "SEC A", "SEC", "SEC:A", house=HouseRules(terms_from=LENT)),
        Work("gbcs", "Companion", "specification", "GBCS", "GBCS", "GBCS", ("Schedule 8",), house=HouseRules(SPEC, terms_from=LENT)),
        Work("smets", "Meters", "specification", "SMETS", "SMETS", "SMETS", house=HouseRules(SPEC, terms_from=LENT)),
        Work("chts", "Hubs", "specification", "CHTS", "CHTS", "CHTS", house=HouseRules(SPEC)),
        Work("duis", "User Interface", "appendix", "DUIS", "DUIS", "DUIS", ("Appendix AD", "The Interface")),
        Work("mt", "GBCS Mapping Table", "table", "MT", "MT", "MT", house=MAPPED),
        Work("duis-xsd", "DUIS Schema", "schema", "DUIS XSD", "DUIS XSD", "XSD:DUIS"),
        Work("mmc-xsd", "MMC Schema", "schema", "MMC XSD", "MMC XSD", "XSD:MMC"),
    )
}  # fmt: skip
TEXTS = {"sec-h": SEC_H, "sec-a": SEC_A, "gbcs": GBCS, "smets": SMETS, "duis": DUIS, "mt": MAPPING, "duis-xsd": SCHEMA_D, "mmc-xsd": SCHEMA_M}  # fmt: skip
NAMES = Names.of(WORKS.values(), shipped())


def document(work: str, text: str) -> Document:
    """A text as the document of a work."""
    parse = {"table": table.parse, "schema": xsd.parse}.get(WORKS[work].kind, markdown.parse)
    return parse(text.encode(), work=work, version="1.5")


def corpus(**instead: str) -> Corpus:
    """The Code, with other texts for some works: `sec_h="..."`."""
    texts = {**TEXTS, **{name.replace("_", "-"): text for name, text in instead.items()}}
    return Corpus("4.12", WORKS, {work: document(work, text) for work, text in texts.items()})


def extracts(code: Corpus) -> Mapping[str, list[Extract]]:
    """What each document says of others."""
    wider = {"sec-a": definitions_of(code.documents["sec-a"])}
    return {
        name: extract(WORKS[name], held, NAMES, vocabulary_for(WORKS[name], held, wider))
        for name, held in code.documents.items()
    }
