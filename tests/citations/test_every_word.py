"""Every word that may begin a citation does, in each of its spellings: the scanner looks for beginnings by a table of its own."""

from __future__ import annotations

import pytest

from specman.citations.meaning import Context
from specman.citations.scanner import find_citations
from tests.citations.test_grammar import BY_CODE, NAMES

UNITS = {
    "section": ("Section", "Sections"),
    "clause": ("Clause", "Clauses"),
    "paragraph": (
        "Paragraph", "Paragraphs", "Sub-paragraph", "Sub-paragraphs", "Subsection", "Subsections", "Sub-section",
        "Sub-sections", "Subclause", "Subclauses", "Sub-clause", "Sub-clauses",
    ),
    "table": ("Table", "Tables"),
    "appendix": ("Appendix", "Appendices"),
    "schedule": ("Schedule", "Schedules"),
    "use_case": ("Use Case", "Use Cases"),
    "service_request": (
        "Service Request", "Service Requests", "Service Reference Variant", "Service Reference Variants", "SRV", "SRVs",
        "SR", "SRs",
    ),
    "service_reference": ("Service Reference", "Service References"),
}  # fmt: skip
LABELS = {"appendix": "AD", "schedule": "8", "use_case": "ECS17b"}
STANDARDS = (
    "RFC 2119", "BCP 14", "ISO/IEC 11770-3", "BS 1234", "EN 62056", "ISO 9001", "IEC 62056-6-2", "ETSI TS 102", "ETSI EN 300",
    "ECMA-262", "IEEE Std 802", "IEEE 802.15", "FIPS PUB 186", "FIPS 140-2", "ITU-T X.509", "ANSI 12", "BS EN ISO 9001:2015",
)  # fmt: skip
OUTSIDE = {
    "DCC Licence": "DCC-LICENCE", "Blue Book": "DLMS-BLUE", "Green Book": "DLMS-GREEN", "ZSE": "ZSE",
    "ZSE specification": "ZSE", "SRO letter": "LETTER",
}  # fmt: skip


def told(text: str) -> list[tuple[str, str, str]]:
    """(words, kind, targets) of the citations of a text, read as the GBCS is."""
    return [
        (c.text, c.kind, ", ".join(f"{t.document} {t.provision}" for t in c.targets))
        for c in find_citations(text, Context(BY_CODE["GBCS"]), NAMES)
    ]


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in UNITS.items() for word in words])
def test_a_unit_word_is_read_in_capitals_and_small(kind: str, word: str) -> None:
    label = LABELS.get(kind, "4.1")
    for said in (word, word.lower(), word.upper()):
        for gap in (" ", "\u00a0", "\u2009", "\n", "  "):
            cited = f"{said}{gap}{label}" if " " not in word else f"{said.replace(' ', gap[:1])} {label}"
            assert [row[:2] for row in told(f"it, {cited}, it")] == [(cited, kind)]


@pytest.mark.parametrize("code", ["ECS17b", "GCS17", "CCS017", "CS17", "DBCH17", "PECS17", "PCS17", "HECS17a1"])
def test_a_use_case_of_each_family_is_known_by_its_code(code: str) -> None:
    assert told(f"it ({code}) is") == [(code, "use_case", f"GBCS UC:{code}")]
    assert told(f"x{code}") == told(f"{code}xyz") == []


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_standard_of_each_house_is_known_by_its_number(standard: str) -> None:
    assert told(f"it is {standard} it") == [(standard, "external", f"EXT:{standard.replace(' ', '')} *")]


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    ("unit", "mark"), [("Section", ""), ("condition", ""), ("Table", "T"), ("table", "T"), ("Annex", "annex ")]
)
def test_a_part_of_a_document_outside_is_told_by_its_unit(unit: str, mark: str, name: str) -> None:
    cited = f"{unit} 4(1) of the {name}"
    assert told(f"as {cited}, it") == [(cited, "external", f"EXT:{OUTSIDE[name]} {mark}4(1)")]


@pytest.mark.parametrize("act", ["Gas Act 1986", "Data Protection Act 1998"])
def test_a_section_of_a_statute_is_told_by_its_year(act: str) -> None:
    cited = f"section 7A(2) of the {act}"
    assert told(f"as {cited}, it") == [(cited, "external", f"EXT:{act.replace(' ', '')} s7A(2)")]
