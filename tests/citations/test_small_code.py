"""A small Code, whole: what each target resolves to, every citation and term use, every link, every mirror."""

from __future__ import annotations

import pytest

from specman.citations.extract import Extract, borrow, borrow_in, extract, extraction_key, links_of, resolve_all
from specman.citations.houses import shipped
from specman.citations.mirrors import content_digest, mirror_links, mirror_pairs
from specman.citations.names import Names
from specman.citations.resolve import heading_differs, notation, resolve
from specman.citations.terms import Vocabulary, definitions_of, places_of
from specman.model.document import Mark, Provision
from specman.model.identity import HouseRules, Place, Work
from specman.model.link import Citation, Link, Target, TermUse
from specman.model.mirror import MirrorRule
from tests.citations.small_code import GBCS, HEAD, NAMES, SEC_H, TYPE, WORKS, corpus, document, extracts

CODE = corpus()


# -- targets ---------------------------------------------------------------------------------------------------------

TARGETS: list[tuple[str, str, str, str, str]] = [
    ("GBCS", "5.1", "resolved", "GBCS 5.1", "gbcs#sec_5__cl_5-1"),
    ("GBCS", "9.9", "dangling", "GBCS 9.9", ""),
    ("GBCS", "1.5", "external", "GBCS@1.5", ""),  # its version
    ("CHTS", "5.1", "dangling", "CHTS 5.1", ""),  # a work this state does not hold
    ("CHTS", "*", "dangling", "CHTS *", ""),
    ("NOPE", "1", "dangling", "NOPE 1", ""),
    ("GBCS", "*", "resolved", "GBCS", "gbcs#"),
    ("GBCS", "@applicable", "resolved", "GBCS", "gbcs#"),
    ("GBCS", "@1.0", "external", "GBCS @1.0", ""),
    ("SEC:SCH8", "*", "resolved", "GBCS", "gbcs#"),
    ("SEC:APP-AD", "1.1", "resolved", "DUIS 1.1", "duis#sec_1__cl_1-1"),
    ("SEC:H", "H", "resolved", "SEC H", "sec-h#"),
    ("SEC:H", "H3.2(b)", "resolved", "SEC H3.2(b)", "sec-h#sec_H3__cl_H3-2__para_b"),
    ("SEC:Q", "Q1", "dangling", "SEC:Q Q1", ""),
    ("SEC", "*", "external", "the Code", ""),
    ("SEC", "4", "external", "the Code", ""),
    ("SEC", "@4.12", "external", "SEC @4.12", ""),
    ("?", "?", "placeholder", "? ?", ""),
    ("?", "", "placeholder", "?", ""),
    ("EXT:RFC1", "*", "external", "EXT:RFC1 *", ""),
    ("MOD", "SECMP0001", "external", "MOD SECMP0001", ""),
    ("ISSUE", "IRP1", "external", "ISSUE IRP1", ""),
    ("MINUTES", "SECP33/06", "external", "MINUTES SECP33/06", ""),
    ("GBCS", "glossary", "resolved", "GBCS 4", "gbcs#sec_4"),
    ("SMETS", "definitions", "resolved", "SMETS 6", "smets#sec_6"),
    ("SMETS", "glossary", "resolved", "SMETS 6", "smets#sec_6"),
    ("DUIS", "glossary", "resolved", "DUIS", "duis#"),
    ("DUIS", "definitions", "resolved", "DUIS", "duis#"),
    ("GBCS", "MC:0x00aB", "resolved", "GBCS ECS17b", "gbcs#sec_5__usecase_ECS17b"),
    ("GBCS", "MC:0x9999", "dangling", "GBCS MC:0x9999", ""),
    ("GBCS", "mapping-table:D", "resolved", "MT", "mt#"),
    ("GBCS", "mapping-table:1002", "resolved", "MT row 1002", "mt#tr_1002"),
    ("GBCS", "mapping-table:7", "dangling", "GBCS mapping-table:7", ""),
    ("GBCS", "CAT:SME.C", "resolved", "GBCS 5.1(b)", "gbcs#sec_5__cl_5-1__para_b"),
    ("GBCS", "CAT:SME", "dangling", "GBCS CAT:SME", ""),
    ("GBCS", "UC:ECS17b", "resolved", "GBCS ECS17b", "gbcs#sec_5__usecase_ECS17b"),
    ("GBCS", "T16.2", "resolved", "GBCS Table 16.2", "gbcs#sec_5__cl_5-1__table_16-2"),
    ("GBCS", "AC:0x8F0A", "resolved", "GBCS Table 16.2 row 0x8F0A", "gbcs#sec_5__cl_5-1__table_16-2__tr_0x8F0A"),
    ("DUIS", "RC:E1", "resolved", "DUIS Table 4.1 row E1", "duis#sec_4__table_4-1__tr_E1"),
    ("DUIS", "DA:N60", "resolved", "DUIS Table 4.2 row N60", "duis#sec_4__table_4-2__tr_N60"),
    ("DUIS", "SRV:4.1.1", "resolved", "DUIS SRV 4.1.1", "duis#sec_1__srv_SRV-4-1-1"),
    ("DUIS", "SR:4.1", "dangling", "DUIS Service Reference 4.1", ""),
    ("DUIS", "T?", "dangling", "DUIS T?", ""),
    ("DUIS", "XX:1", "dangling", "DUIS XX:1", ""),
    ("XSD:MMC", "type:EUI", "resolved", "MMC XSD EUI", "mmc-xsd#simpleType_EUI"),
    ("XSD:MMC", "type:Nope", "dangling", "MMC XSD Nope", ""),
    ("DUIS", "#sec_1", "resolved", "DUIS 1", "duis#sec_1"),
    ("DUIS", "#nope", "dangling", "DUIS #nope", ""),
    ("DUIS", "Schedule 1 1", "resolved", "DUIS Schedule 1 1", "duis#sec_Schedule-1__para_1"),
    ("DUIS", "Schedule 1 2", "ambiguous", "DUIS Schedule 1 2", ""),  # given twice
]


@pytest.mark.parametrize(("of", "provision", "status", "address", "place"), TARGETS)
def test_a_target_is_looked_up(of: str, provision: str, status: str, address: str, place: str) -> None:
    target = Target(of, provision)
    found = resolve(target, CODE, NAMES)
    assert (found.target, found.status, found.address, str(found.place or "")) == (target, status, address, place)


@pytest.mark.parametrize("said", ["MC:0x00AB", "CAT:SME.C", "mapping-table:1002", "mapping-table:D"])
def test_what_is_looked_for_in_a_document_that_is_not_held_is_dangling(said: str) -> None:
    held = corpus()
    without = type(held)("1", held.works, {"sec-h": held.documents["sec-h"]})
    nobody = type(held)("1", {}, {})
    for state in (without, nobody):
        found = resolve(Target("GBCS", said), state, NAMES)
        assert (found.status, found.address, found.place) == ("dangling", f"GBCS {said}", None)


@pytest.mark.parametrize(
    ("work", "label", "wanted"),
    [
        ("gbcs", "5.1(a)", "5.1(a)"),
        ("gbcs", '4 "Clock"', "4:Clock"),
        ("gbcs", "ECS17b", "UC:ECS17b"),
        ("gbcs", "Table 16.2", "T16.2"),
        ("gbcs", "ECS17b table", "ECS17b table"),
        ("gbcs", "Table 16.2 row 0x8F0A", "Table 16.2 row 0x8F0A"),
        ("duis", "SRV 4.1.1", "SRV:4.1.1"),
        ("mmc-xsd", "EUI", "type:EUI"),
    ],
)
def test_a_provision_has_a_notation_as_targets_have(work: str, label: str, wanted: str) -> None:
    held = CODE.documents[work]
    assert notation(held.by_label[label.casefold()], held, NAMES) == wanted
    assert notation(held.provisions[0], held, NAMES) == "*"


def test_a_definition_that_stands_in_no_provision_is_called_by_its_term() -> None:
    held = document("duis", "# D\n\n**Alone**\n: means it.\n")
    assert notation(held.by_eid["def_Alone"], held, NAMES) == "Alone"


@pytest.mark.parametrize(
    ("said", "label", "wanted"),
    [
        ("interface", "H3", ""),
        ("The  Interface", "H3", "Interface"),
        ("Other", "H3.2(a)", "Interface"),
        ("INTER-FACE", "H3", "Interface"),
        ("interface!", "H3.1", ""),
        ("", "H3", ""),
    ],
)
def test_a_heading_that_is_repeated_wrongly_is_told_with_the_right_one(said: str, label: str, wanted: str) -> None:
    place = Place("sec-h", CODE.documents["sec-h"].by_label[label.casefold()].eid)
    citation = Citation("x", 0, 1, "section", (), said)
    assert heading_differs(citation, CODE, place) == wanted
    assert heading_differs(citation, CODE, Place("sec-h", "")) == ""


# -- citations and term uses -----------------------------------------------------------------------------------------


def test_every_citation_and_every_term_use_of_the_code_is_told() -> None:
    told = {}
    for work, rows in extracts(CODE).items():
        for row in rows:
            words = CODE.documents[work].by_eid[row.eid].words
            assert all(words[c.start : c.end] == c.text for c in row.citations)
            assert all(words[use.start : use.end] == use.text for use in row.terms)
            cited = [f"{c.text}: {', '.join(f'{t.document} {t.provision}' for t in c.targets)}" for c in row.citations]
            told[CODE.address(Place(work, row.eid))] = cited + [f"{use.text} ({use.owner})" for use in row.terms]
    assert told == {
        "SEC H3.1": ["User (sec-a)", "Fee (sec-a)", "Local Fee (sec-h)"],
        "SEC H3.2": ["User (sec-a)"],
        "SEC H3.2(b)": ["Section H3.1: SEC:H H3.1"],
        "SEC H3.3": ["GBCS 5.1 and Section H3.2(a): GBCS 5.1, SEC:H H3.2(a)"],
        "SEC A1.1": ["this Code: SEC *"],
        'SEC A1.1 "Fee"': ["Section H3.1: SEC:H H3.1"],
        "GBCS 1.1": ["Device (gbcs)"],
        "GBCS ECS17b": ["clause 1.1: GBCS 1.1", "SMETS 5.1: SMETS 5.1"],
        "GBCS ECS17b Service Reference": ["4.1: DUIS SR:4.1"],
        "GBCS ECS17b Service Reference Variant": ["4.1.1: DUIS SRV:4.1.1"],
        "GBCS ECS17b SMETS reference": ["SMETS 5.1: SMETS 5.1"],
        "SMETS 5.2": ["Device (sec-a)"],
        "DUIS SRV 4.1.1": ["Service Request 4.1.1: DUIS SRV:4.1.1", "Use Case ECS17b: GBCS UC:ECS17b"],
        "DUIS ReadRsp": ["Service Request 4.1.1: DUIS SRV:4.1.1"],
        "DUIS Table 4.1 row E1": ["E2: DUIS RC:E2"],
        "DUIS Table 4.1 row E2": ["E1: DUIS RC:E1"],
        "MT row 1002": ["5.1: SMETS 5.1", "ECS17b: GBCS UC:ECS17b", "4.1.1: DUIS SRV:4.1.1"],
        "MT row 1003": ["5.2: SMETS 5.2", "ECS17b: GBCS UC:ECS17b", "4.1.2: DUIS SRV:4.1.2"],
        "MT row 1004": ["5.2: SMETS 5.2", "4.1.1: DUIS SRV:4.1.1"],
    }


def words_of(work: Work, text: str, names: Names = NAMES, vocabulary: Vocabulary | None = None) -> list[Extract]:
    return extract(work, document(work.id, text), names, vocabulary or Vocabulary.of([]))


def test_a_table_that_is_no_list_of_properties_is_read_by_its_columns() -> None:
    text = "# G\n\n## 1 A\n\n1.1 B:\n\n| Service Reference | Use Case | Words |\n| --- | --- | --- |\n| 4.1 | see it | 4.2 |\n"
    (row,) = words_of(WORKS["gbcs"], text)
    assert [(c.text, c.start, c.targets[0].provision) for c in row.citations] == [("4.1", 0, "SR:4.1")]


def test_words_that_repeat_a_heading_use_no_term() -> None:
    text = "# D\n\n## 1 A\n\n1.1 See Section H3 (The Device) of the Device.\n"
    vocabulary = Vocabulary.of(definitions_of(CODE.documents["sec-a"]))
    (row,) = words_of(WORKS["duis"], text, vocabulary=vocabulary)
    assert [(use.text, use.start) for use in row.terms] == [("Device", 35)]


def test_a_heading_of_a_request_and_a_document_that_names_itself_are_no_citations() -> None:
    text = "# D\n\n## 1 Service Reference 4.1\n\n## 2 After Service Reference 4.1\n\n### Service Reference 4.2\n\n2.1 This is DUIS and SMETS.\n\n2.2 Service Reference 4.3 is.\n"
    assert [[c.text for c in row.citations] for row in words_of(WORKS["duis"], text)] == [
        ["Service Reference 4.1"], ["SMETS"], ["Service Reference 4.3"],
    ]  # fmt: skip


def test_a_schema_component_is_read_for_terms_in_its_documentation_and_is_not_itself_cited() -> None:
    text = HEAD.format("m") + TYPE.format("ReadRsp", "ReadRsp, WriteRsp and a Device.", "string") + "</xs:schema>"
    vocabulary = Vocabulary.of(definitions_of(CODE.documents["sec-a"]))
    (row,) = words_of(WORKS["mmc-xsd"], text, vocabulary=vocabulary)
    assert [c.text for c in row.citations] == ["WriteRsp"]
    assert [use.text for use in row.terms] == ["Device"]


def marked(*marks: Mark, text: str = "See Section H3.1, or that (GBCS 5.1 and 5.2).") -> list[tuple[str, str, str]]:
    """The citations of a text in which an author tied words to places."""
    from specman.citations.extract import citations_of

    provision = Provision("x", "clause", "1", "1", heading="Head", text=text, marks=marks)
    found = citations_of(WORKS["duis"], CODE.documents["duis"], provision, NAMES)
    assert all(provision.words[c.start : c.end] == c.text for c in found)
    return [(c.text, c.kind, ", ".join(f"{t.document} {t.provision}" for t in c.targets)) for c in found]


def test_a_link_of_the_author_is_worth_more_than_what_its_words_name() -> None:
    section, both = (
        ("Section H3.1", "section", "SEC:H H3.1"),
        ("GBCS 5.1 and 5.2", "section_list", "GBCS 5.1, GBCS 5.2"),
    )
    assert marked() == [section, both]
    assert marked(Mark("ref", 4, 16, "#sec_1")) == [("Section H3.1", "section", "DUIS #sec_1"), both]
    assert marked(Mark("ref", 12, 14, "#sec_1")) == [("Section H3.1", "section", "DUIS #sec_1"), both]
    assert marked(Mark("ref", 4, 16, "https://x")) == [section, both]
    assert marked(Mark("ref", 27, 43, "#sec_1")) == [section, both]
    assert marked(Mark("ref", 4, 43, "#sec_1")) == [section, both]
    assert marked(Mark("b", 4, 16, "#sec_1"), Mark("ref", 4, 4, "#sec_1")) == [section, both]


def test_a_link_over_words_that_name_nothing_is_a_citation_in_its_place() -> None:
    section, both = (
        ("Section H3.1", "section", "SEC:H H3.1"),
        ("GBCS 5.1 and 5.2", "section_list", "GBCS 5.1, GBCS 5.2"),
    )
    assert marked(Mark("ref", 21, 25, "#sec_1")) == [section, ("that", "link", "DUIS #sec_1"), both]
    assert marked(Mark("ref", 0, 3, "https://x"))[0] == ("See", "link", "EXT:https://x *")
    assert marked(Mark("ref", 0, 4, "#sec_1"))[:2] == [("See ", "link", "DUIS #sec_1"), section]
    assert marked(Mark("ref", 16, 18, "#sec_1"))[1] == (", ", "link", "DUIS #sec_1")


# -- borrowed meanings -----------------------------------------------------------------------------------------------


def test_a_sentence_that_borrows_has_the_lenders_terms_from_its_start() -> None:
    words = "A Clock waits. The Device has a Clock (with its GBCS meaning) and a Clock."
    start = words.index("GBCS")
    borrowed = Citation("GBCS", start, start + 4, "borrowed_terms", (Target("GBCS", "glossary"),))
    uses = tuple(
        TermUse(said, words.index(said, at), words.index(said, at) + len(said), said, "sec-a")
        for said, at in (("Device", 0), ("Clock", 60))
    )
    row = borrow_in(Extract("x", (borrowed,), uses), words, CODE, NAMES)
    assert [(use.text, use.start, use.end, use.owner) for use in row.terms] == [
        ("Device", 19, 25, "gbcs"), ("Clock", 32, 37, "gbcs"), ("Clock", 68, 73, "sec-a"),
    ]  # fmt: skip
    assert row.citations == (borrowed,)
    for target in (Target("CHTS", "glossary"), Target("NOPE", "glossary")):
        other = Extract("x", (Citation("x", start, start + 4, "borrowed_terms", (target,)),), uses)
        assert borrow_in(other, words, CODE, NAMES) == other
    plain = Extract("x", (Citation("GBCS", start, start + 4, "document", (Target("GBCS", "*"),)),), uses)
    assert borrow_in(plain, words, CODE, NAMES) == plain


def test_only_rows_that_borrow_are_changed() -> None:
    code = corpus(sec_h="# H\n\n## H3 A\n\nH3.1 A Device.\n\nH3.2 A Device (with its GBCS meaning).\n")
    rows = extracts(code)["sec-h"]
    found = borrow(WORKS["sec-h"], rows, code, NAMES)
    assert [[use.owner for use in row.terms] for row in found] == [["sec-a"], ["gbcs"]]
    assert borrow(WORKS["sec-h"], rows[:1], code, NAMES) == rows[:1]


# -- links -----------------------------------------------------------------------------------------------------------


def test_every_link_of_the_code_is_told_once() -> None:
    found = extracts(CODE)
    meanings = places_of({work: definitions_of(held) for work, held in CODE.documents.items()})
    links = links_of(CODE, found, resolve_all(CODE, found, NAMES), meanings)
    assert [(f"{CODE.address(link.source)} {link.kind} {CODE.address(link.target)}", link.words) for link in links] == [
        ("SEC H3.2(b) cites SEC H3.1", "Section H3.1"),
        ("SEC H3.3 cites GBCS 5.1", "GBCS 5.1 and Section H3.2(a)"),
        ("SEC H3.3 cites SEC H3.2(a)", "GBCS 5.1 and Section H3.2(a)"),
        ('SEC A1.1 "Fee" cites SEC H3.1', "Section H3.1"),
        ("GBCS ECS17b cites GBCS 1.1", "clause 1.1"),
        ("GBCS ECS17b implements SMETS 5.1", "SMETS 5.1"),
        ("GBCS ECS17b maps-to DUIS SRV 4.1.1", "4.1.1"),
        ("DUIS SRV 4.1.1 cites GBCS ECS17b", "Use Case ECS17b"),
        ("DUIS ReadRsp maps-to DUIS SRV 4.1.1", "Service Request 4.1.1"),
        ("DUIS Table 4.1 row E1 cites DUIS Table 4.1 row E2", "E2"),
        ("DUIS Table 4.1 row E2 cites DUIS Table 4.1 row E1", "E1"),
        ("MT row 1002 maps-to SMETS 5.1", "5.1"),
        ("MT row 1002 maps-to GBCS ECS17b", "ECS17b"),
        ("MT row 1002 maps-to DUIS SRV 4.1.1", "4.1.1"),
        ("MT row 1003 maps-to SMETS 5.2", "5.2"),
        ("MT row 1003 maps-to GBCS ECS17b", "ECS17b"),
        ("MT row 1003 maps-to DUIS SRV 4.1.2", "4.1.2"),
        ("MT row 1004 maps-to SMETS 5.2", "5.2"),
        ("MT row 1004 maps-to DUIS SRV 4.1.1", "4.1.1"),
        ("GBCS ECS17b implements SMETS 5.2", "MT row 1003"),
        ("GBCS ECS17b maps-to DUIS SRV 4.1.2", "MT row 1003"),
        ('SEC H3.1 uses-term SEC A1.1 "User"', "User"),
        ('SEC H3.1 uses-term SEC A1.1 "Fee"', "Fee"),
        ('SEC H3.2 uses-term SEC A1.1 "User"', "User"),
        ('GBCS 1.1 uses-term GBCS 4 "Device"', "Device"),
        ('SMETS 5.2 uses-term SEC A1.1 "Device"', "Device"),
    ]


def link_of(words: str, label: str = "ECS17b") -> set[str]:
    """Links of the use case of GBCS, where it says these words instead, with the kind of each."""
    code = corpus(gbcs=GBCS.replace("See clause 1.1 and SMETS 5.1.", words).replace("| SMETS reference | SMETS 5.1 |\n", ""), mt="Row,Words\n1,none\n")  # fmt: skip
    found = extracts(code)
    place = Place("gbcs", code.documents["gbcs"].by_label[label.casefold()].eid)
    links = links_of(code, found, resolve_all(code, found, NAMES), {})
    return {f"{link.kind} {code.address(link.target)}" for link in links if link.source == place} - {"maps-to DUIS SRV 4.1.1"}  # fmt: skip


def test_a_use_case_implements_specifications_and_cites_the_rest() -> None:
    assert link_of("See section 5 of SMETS.") == {"implements SMETS 5"}
    assert link_of("See GBCS 5.1.") == {"cites GBCS 5.1"}
    assert link_of("See Section H3.1.") == {"cites SEC H3.1"}
    assert link_of("See SRV 4.1.2.") == {"maps-to DUIS SRV 4.1.2"}
    assert link_of("See Table 4.1 of DUIS.") == {"cites DUIS Table 4.1"}
    assert link_of("With its SMETS meaning.") == {"borrows-meaning SMETS 6"}


def test_a_row_of_the_mapping_says_what_its_use_case_implements_and_no_more() -> None:
    code = corpus(mt="Row,Words,Use Case\n1,GBCS 1.1 and Table 4.1 of DUIS and section 6 of SMETS,ECS17b\n2,SMETS 5.2,\n")  # fmt: skip
    found = {"mt": extracts(code)["mt"]}
    links = links_of(code, found, resolve_all(code, found, NAMES), {})
    by_use_case = [link for link in links if link.source.work == "gbcs"]
    assert [(link.kind, code.address(link.target), link.words) for link in by_use_case] == [
        ("implements", "SMETS 6", "MT row 1"),
    ]


@pytest.mark.parametrize("sort", ["simpleType", "complexType", "element", "group", "attributeGroup", "attribute"])
def test_a_component_of_each_sort_is_found_by_its_name(sort: str) -> None:
    inside = {"simpleType": '<xs:restriction base="xs:string"/>', "group": "<xs:sequence/>"}.get(sort, "")
    use = {
        "simpleType": '<xs:element name="U" type="T"/>', "complexType": '<xs:element name="U" type="T"/>',
        "element": '<xs:complexType name="U"><xs:sequence><xs:element ref="T"/></xs:sequence></xs:complexType>',
        "group": '<xs:complexType name="U"><xs:group ref="T"/></xs:complexType>',
        "attributeGroup": '<xs:complexType name="U"><xs:attributeGroup ref="T"/></xs:complexType>',
        "attribute": '<xs:complexType name="U"><xs:attribute ref="T"/></xs:complexType>',
    }[sort]  # fmt: skip
    code = corpus(duis_xsd=HEAD.format("d") + f'<xs:{sort} name="T">{inside}</xs:{sort}>{use}</xs:schema>')
    links = links_of(code, {}, [], {})
    assert [(link.kind, code.address(link.target), link.words) for link in links] == [("uses-type", "DUIS XSD T", "T")]


# -- mirrors ---------------------------------------------------------------------------------------------------------

DEFINITIONS = {work: definitions_of(held) for work, held in CODE.documents.items()}
EUI = (Place("duis-xsd", "simpleType_EUI"), Place("mmc-xsd", "simpleType_EUI"))
KIND = (Place("duis-xsd", "simpleType_Kind"), Place("mmc-xsd", "simpleType_Kind"))
DEVICE = (Place("gbcs", "sec_4__def_Device"), Place("sec-a", "sec_A1__cl_A1-1__def_Device"))


def test_mirrors_are_equal_types_equal_terms_and_declared_pairs() -> None:
    assert mirror_pairs(CODE, DEFINITIONS, []) == [
        (*EUI, "the same type in two schemas"), (*DEVICE, "the same term defined in two documents"),
    ]  # fmt: skip
    rules = [
        MirrorRule("MMC XSD Kind", "DUIS XSD Kind"), MirrorRule("SEC H3.1", "Nothing"), MirrorRule("SEC Q1", "SEC H3.1"),
        MirrorRule('SEC A1.1 "Device"', 'GBCS 4 "Device"'),
    ]  # fmt: skip
    assert mirror_pairs(CODE, DEFINITIONS, rules) == [
        (*EUI, "the same type in two schemas"), (*KIND, "declared a mirror in specman.toml"),
        (*DEVICE, "declared a mirror in specman.toml"),
    ]  # fmt: skip


def test_a_term_that_only_points_or_is_given_in_running_text_is_no_mirror() -> None:
    code = corpus(gbcs='# G\n\n## 4 A\n\n4.1 A (the "**Device**") and\n\n**Fee**\n: means money.\n')
    definitions = {work: definitions_of(held) for work, held in code.documents.items()}
    assert [pair for pair in mirror_pairs(code, definitions, []) if "term" in pair[2]] == []


def test_mirrors_are_links_both_ways() -> None:
    reason = "the same term defined in two documents"
    links = mirror_links(CODE, DEFINITIONS, [])
    assert links[2:] == [Link(*DEVICE, "mirrors", reason), Link(*reversed(DEVICE), "mirrors", reason)]
    assert len(links) == 4


def test_two_say_the_same_wherever_they_stand_and_with_all_their_parts() -> None:
    moved = SEC_H.replace("H3.2 A User", "H3.9 A User").replace("(a) ask", "(c) ask")
    other = SEC_H.replace("(b) where Section H3.1 applies, wait", "(b) wait")

    def digest(text: str, label: str) -> str:
        code = corpus(sec_h=text)
        return content_digest(code, Place("sec-h", code.documents["sec-h"].by_label[label.casefold()].eid))

    assert digest(SEC_H, "H3.2") == digest(moved, "H3.9") != digest(other, "H3.2")
    assert digest(SEC_H, "H3.2(a)") == digest(other, "H3.2(a)")
    assert len(digest(SEC_H, "H3")) == 16
    assert content_digest(CODE, EUI[0]) == content_digest(CODE, EUI[1])
    assert content_digest(CODE, KIND[0]) != content_digest(CODE, KIND[1])
    assert content_digest(CODE, EUI[0]) != content_digest(CODE, KIND[0])


# -- what an extraction is kept under --------------------------------------------------------------------------------


def test_whatever_an_extraction_depends_on_is_in_its_key() -> None:
    vocabulary = Vocabulary.of(DEFINITIONS["sec-a"])
    work = Work("w", "T", "appendix", "W", "W", "W", house=HouseRules(frozenset({"clause", "table"})))
    base = extraction_key("0", work, NAMES, vocabulary)
    assert base == extraction_key("0", work, Names.of(WORKS.values(), shipped()), Vocabulary.of(DEFINITIONS["sec-a"]))
    assert len(base) == 40
    others = {
        extraction_key("1", work, NAMES, vocabulary),
        extraction_key("0", Work("v", "T", "appendix", "W", "W", "W", house=work.house), NAMES, vocabulary),
        extraction_key("0", Work("w", "T", "table", "W", "W", "W", house=work.house), NAMES, vocabulary),
        extraction_key("0", Work("w", "T", "appendix", "W", "W", "V", house=work.house), NAMES, vocabulary),
        extraction_key("0", work, Names.of([], shipped()), vocabulary),
        extraction_key("0", work, NAMES, Vocabulary.of([])),
    }
    for house in (
        HouseRules(frozenset({"clause"})),
        HouseRules(work.house.own_units, own_document="X"),
        HouseRules(work.house.own_units, columns=(("a", "b"),)),
        HouseRules(work.house.own_units, by_heading=True),
    ):
        others.add(extraction_key("0", Work("w", "T", "appendix", "W", "W", "W", house=house), NAMES, vocabulary))
    assert len(others - {base}) == 10
