from __future__ import annotations

from specman.citations.terms import Definition, Vocabulary, definitions_of, vocabulary_for
from specman.formats import markdown
from specman.model.identity import HouseRules, Place, Work


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
