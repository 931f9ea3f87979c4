from __future__ import annotations

from pathlib import Path

import pytest

from specman.citations.extract import extract
from specman.citations.houses import shipped
from specman.citations.names import Names
from specman.citations.terms import (
    Definition,
    Vocabulary,
    definitions_of,
    short_forms_of,
    vocabulary_for,
    without_mere_capitals,
)
from specman.formats import markdown
from specman.model.identity import HouseRules, Place, Work
from specman.store.library import Library
from specman.usecases.ask.resolve import resolve_text


def vocabulary(*terms: str) -> Vocabulary:
    return Vocabulary.of([Definition(term, Place("sec-a", term)) for term in terms])


TERMS = vocabulary(
    "Device", "Device ID", "Device Type", "Energy Consumer", "Party", "Smart Metering Inventory", "Working Day"
)


def used(text: str) -> list[tuple[str, str]]:
    return [(use.text, use.term) for use in TERMS.find(text)]


def test_the_longest_term_wins() -> None:
    assert used("each Device ID of a Device") == [("Device ID", "Device ID"), ("Device", "Device")]


def test_plurals_and_possessives_are_the_term() -> None:
    assert used("Device Types, an Energy Consumer's Devices, 5 Working Days") == [
        ("Device Types", "Device Type"),
        ("Energy Consumer's", "Energy Consumer"),
        ("Devices", "Device"),
        ("Working Days", "Working Day"),
    ]


def test_a_term_in_y_has_its_plural_in_ies() -> None:
    assert used("Parties and the Parties' Devices") == [
        ("Parties", "Party"),
        ("Parties", "Party"),
        ("Devices", "Device"),
    ]


def test_lower_case_and_parts_of_words_are_not_the_term() -> None:
    assert used("the device, a Deviceful Partying of MicroDevice or Counter-Party") == []


def test_a_plural_before_another_capital_does_not_fall_back_to_a_shorter_term() -> None:
    assert used("Device Identifiers") == [("Device", "Device")]


def test_spans_cut_the_words() -> None:
    text = "A Party's Smart Metering Inventory"
    assert all(text[use.start : use.end] == use.text for use in TERMS.find(text))


A = "## A1 Definitions\n\nA1.1 Here:\n\n**Device**\n: means a thing.\n\n**Fee**\n: has the meaning given to that expression in Section B1.5.\n"
OWN = '## 1 Terms\n\n1.1 In this document:\n\n**Device**\n: means another thing.\n\n1.2 A fee (the "**Local Fee**") is due.\n'


def test_a_local_definition_hides_the_wider_one_and_a_pointer_is_known() -> None:
    a = markdown.parse(A.encode(), work="sec-a", version="1")
    own = markdown.parse(OWN.encode(), work="srpd", version="1")
    wider = {"sec-a": definitions_of(a)}
    work = Work("srpd", "t", "appendix", "SRPD", "SRPD", "SRPD", house=HouseRules(terms_from=("sec-a",)))
    found = vocabulary_for(work, own, wider)
    assert {term: d.place.work for term, d in found.meanings.items()} == {
        "Device": "srpd",
        "Local Fee": "srpd",
        "Fee": "sec-a",
    }
    assert [d.pointer for d in definitions_of(a)] == [False, True]


# -- short forms, names given twice ----------------------------------------------------------------------------------


def test_an_acronym_that_a_text_introduces_is_the_term_it_stands_for() -> None:
    text = "## 1 A\n\n1.1 A Home Area Network (HAN) joins them. The HANs are kept apart. The Panel (PCP) meets.\n"
    document = markdown.parse(text.encode(), work="gbcs", version="1")
    assert short_forms_of(document) == {"HAN": "Home Area Network"}
    wider = [Definition("Home Area Network", Place("sec-a", "d"))]
    work = Work("gbcs", "t", "specification", "GBCS", "GBCS", "GBCS", house=HouseRules(terms_from=("sec-a",)))
    uses = vocabulary_for(work, document, {"sec-a": wider}).find("The HANs of a Home Area Network")
    assert [(use.text, use.term, use.owner) for use in uses] == [
        ("HANs", "Home Area Network", "sec-a"),
        ("Home Area Network", "Home Area Network", "sec-a"),
    ]


def test_an_acronym_of_words_that_are_no_term_is_none() -> None:
    assert vocabulary_of({"PIN": "Personal Identification Number"}, "Device").find("the PIN") == []


def test_an_acronym_that_is_itself_defined_keeps_its_definition() -> None:
    found = vocabulary_of({"HAN": "Home Area Network"}, "HAN", "Home Area Network").find("the HAN")
    assert [use.term for use in found] == ["HAN"]


def vocabulary_of(short: dict[str, str], *terms: str) -> Vocabulary:
    return Vocabulary.of([Definition(term, Place("sec-a", term)) for term in terms], short)


@pytest.mark.parametrize("heading", ["Gas Proxy Function (GPF)", "Gas Proxy Function (or GPF)", "Gas Proxy Function or GPF"])  # fmt: skip
def test_a_term_defined_by_two_names_is_found_by_each(heading: str) -> None:
    found = vocabulary(heading).find("A GPF is a Gas Proxy Function.")
    assert [(use.text, use.term) for use in found] == [("GPF", heading), ("Gas Proxy Function", heading)]


# -- capitals that only begin a sentence -----------------------------------------------------------------------------


def uses_in(text: str, *terms: str) -> list[tuple[str, int]]:
    document = markdown.parse(text.encode(), work="w", version="1")
    words = vocabulary(*terms)
    found = without_mere_capitals({p.eid: words.find(p.words) for p in document.provisions}, document)
    return [(use.text, use.start) for uses in found.values() for use in uses]


def test_a_capital_that_begins_a_sentence_is_not_the_term_where_the_text_writes_it_small() -> None:
    assert uses_in("## 1 A\n\n1.1 Command the device. Then command it again.\n", "Command") == []


def test_it_is_the_term_where_the_text_also_uses_it_inside_a_sentence() -> None:
    text = "## 1 A\n\n1.1 Commands are sent. Each Command is signed, and a command is a word.\n"
    assert uses_in(text, "Command") == [("Commands", 0), ("Command", 24)]


def test_it_is_the_term_where_the_word_is_never_small() -> None:
    assert uses_in("## 1 A\n\n1.1 Commands are signed.\n", "Command") == [("Commands", 0)]


def test_terms_of_several_words_and_acronyms_are_never_in_doubt() -> None:
    text = "## 1 A\n\n1.1 Working Days count; each working day does. DCC acts.\n"
    assert [text for text, _ in uses_in(text, "Working Day", "DCC")] == ["Working Days", "DCC"]


# -- borrowed meanings ------------------------------------------------------------------------------------------------


def test_a_sentence_that_borrows_meanings_takes_its_terms_from_the_lender(shipped: Path) -> None:
    library = Library(shipped)
    text = "The Device reads the Billing Data Log and the Clock (with their SMETS meanings). The Device waits."
    own = resolve_text(library, text.replace(" (with their SMETS meanings)", ""), within="SEC H3.1")
    lent = resolve_text(library, text, within="SEC H3.1")
    assert [use.text for use, _, _ in own.terms] == ["Device", "Device"]
    assert [(use.text, code) for use, code, _ in lent.terms] == [
        ("Device", "SEC:A"), ("Billing Data Log", "SMETS"), ("Clock", "SMETS"), ("Device", "SEC:A"),
    ]  # fmt: skip
    assert all(lent.text[use.start : use.end] == use.text for use, _, _ in lent.terms)


def test_meanings_of_a_document_that_is_not_held_are_not_borrowed(shipped: Path) -> None:
    passage = resolve_text(Library(shipped), "A Device (with its Blue Book meaning).", within="SEC H3.1")
    assert [code for _, code, _ in passage.terms] == ["SEC:A"]


def test_the_end_of_another_code_s_name_is_no_use_of_a_term() -> None:
    work = Work("sec-h", "SEC:H", "code-section", "Section H", "SEC:H", "SEC:H")
    text = (
        "## H1 A\n\nH1.1 Comply with the Code.\n\nH1.2 See Section H1.1 of the Retail Energy Code.\n\n"
        "H1.3 See section 5 of the Electricity Act 1989.\n"
    )
    document = markdown.parse(text.encode(), work="sec-h", version="1")
    found = extract(work, document, Names.of([work], shipped()), vocabulary("Code", "Electricity Act"))
    labels = {provision.eid: provision.label for provision in document.provisions}
    assert [(labels[row.eid], use.term) for row in found for use in row.terms] == [
        ("H1.1", "Code"), ("H1.3", "Electricity Act"),
    ]  # fmt: skip
