"""Terms at their edges: plurals, short forms, scopes, and the capital a sentence begins with."""

from __future__ import annotations

import pytest

from specman.citations.terms import (
    Definition,
    Vocabulary,
    definitions_of,
    is_own_definition,
    places_of,
    short_forms_of,
    vocabulary_for,
    without_mere_capitals,
)
from specman.formats import markdown
from specman.model.document import Document, Provision
from specman.model.identity import HouseRules, Place, Work
from specman.model.link import TermUse


def vocabulary(*terms: str, short: dict[str, str] | None = None) -> Vocabulary:
    return Vocabulary.of([Definition(term, Place("sec-a", f"d-{term}")) for term in terms], short)


def document(text: str, work: str = "w") -> Document:
    return markdown.parse(text.encode(), work=work, version="1")


# -- finding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "text", "wanted"),
    [
        (["Device"], "Devices, Device's, Device’s, Devices', Devices’ and Device'", ["Device"] * 6),
        (["Tax", "Party"], "Taxes, Parties, Parties', Parties’, Partys", ["Tax", "Party", "Party", "Party", "Party"]),
        (["Price Category"], "Price Categories and a Price Category", ["Price Category", "Price Category"]),
        (["Working Day"], "Working\u00a0Days, Working\nDay, Working  Day", ["Working Day", "Working Day"]),
        (["Fees"], "Fees, Fee", ["Fees"]),
        (["Device", "Device ID", "Device ID List"], "Device ID Lists Device IDs Devices", ["Device ID List", "Device ID", "Device"]),
        (["Device ID", "ID Number"], "Device ID Number", ["Device ID"]),
        (["A", "device", "Meter"], "A device Meter", ["Meter"]),
        (["C++ Code"], "C++ Codes", ["C++ Code"]),
        ([], "Device", []),
    ],
)  # fmt: skip
def test_uses_of_terms_are_found_in_their_forms(terms: list[str], text: str, wanted: list[str]) -> None:
    found = vocabulary(*terms).find(text)
    assert [use.term for use in found] == wanted
    assert all(text[use.start : use.end].startswith(use.text[:1]) for use in found)


def test_a_use_is_told_with_its_words_its_place_and_its_owner() -> None:
    assert vocabulary("Device").find("Two Devices, one Device") == [
        TermUse("Devices", 4, 11, "Device", "sec-a"), TermUse("Device", 17, 23, "Device", "sec-a"),
    ]  # fmt: skip


def test_the_nearest_of_two_meanings_stands() -> None:
    rows = [Definition("Device", Place("near", "a")), Definition("Device", Place("far", "b"))]
    assert Vocabulary.of(rows).meanings["Device"].place == Place("near", "a")
    assert [use.owner for use in Vocabulary.of(rows).find("Device")] == ["near"]
    assert places_of({"w": [rows[0], Definition("Device", Place("w", "later"))], "v": [rows[1]]}) == {
        ("w", "Device"): Place("near", "a"), ("v", "Device"): Place("far", "b"),
    }  # fmt: skip


def test_a_name_given_in_brackets_means_the_term_unless_it_is_defined_itself() -> None:
    rows = [Definition("Gas Proxy (GPF)", Place("w", "a")), Definition("Gas Proxy", Place("w", "b"))]
    found = Vocabulary.of(rows)
    assert {term: d.place.eid for term, d in found.meanings.items()} == {
        "Gas Proxy (GPF)": "a",
        "GPF": "a",
        "Gas Proxy": "b",
    }
    twice = Vocabulary.of([Definition("One Way (OW)", Place("w", "a")), Definition("Other Way (OW)", Place("w", "b"))])
    assert twice.meanings["OW"].place.eid == "a"


def test_a_digest_is_of_terms_and_places_and_of_nothing_else() -> None:
    one, two = Definition("A Thing", Place("w", "a")), Definition("B Thing", Place("w", "b"))
    digest = Vocabulary.of([one, two]).digest
    assert len(digest) == 24
    assert Vocabulary.of([two, one]).digest == digest
    others = {
        Vocabulary.of([one]).digest,
        Vocabulary.of([one, Definition("B Thing", Place("w", "c"))]).digest,
        Vocabulary.of([one, Definition("B Think", Place("w", "b"))]).digest,
        Vocabulary.of([one, two], {"BT": "B Thing"}).digest,
        Vocabulary.of([]).digest,
    }
    assert len(others - {digest}) == 5


# -- short forms -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Home Area Network (HAN) joins.", {"HAN": "Home Area Network"}),
        ("Home Area Networks (the HANs)", {"HAN": "Home Area Networks"}),
        ("the Home\u00a0Area\u00a0Network (“HAN”)", {"HAN": "Home Area Network"}),
        ("Ministry of Defence (MD)", {"MD": "Ministry of Defence"}),
        ("Chief Home Area Network (HAN)", {"HAN": "Home Area Network"}),
        ("Home Wide Area Network (HAN)", {}),
        ("Area Network (HAN)", {}),
        ("The Panel (PCP)", {}),
        ("Home Area Network (HAN); Home Arid Nook (HAN)", {"HAN": "Home Area Network"}),
        ("One Two (OT) and Three Four (TF)", {"OT": "One Two", "TF": "Three Four"}),
        ("no brackets", {}),
    ],
)
def test_short_forms_are_those_a_text_introduces(text: str, wanted: dict[str, str]) -> None:
    assert short_forms_of(document(f"# T\n\n## 1 A\n\n1.1 None here.\n\n1.2 {text}\n")) == wanted


def test_a_short_form_counts_only_for_a_term() -> None:
    found = vocabulary("Home Area Network", "Han", short={"HAN": "Home Area Network", "PIN": "Number", "Han": "Home Area Network"})  # fmt: skip
    assert sorted(found.meanings) == ["HAN", "Han", "Home Area Network"]
    assert found.meanings["HAN"].term == "Home Area Network"
    assert found.meanings["Han"].term == "Han"


# -- whose vocabulary ------------------------------------------------------------------------------------------------

OWN = """# Own

## 1 Terms

**Device**
: has the meaning given to it in Section A1.

**Meter**
: means it.

1.2 A charge (the "**Local Fee**").
"""


def test_a_pointer_is_the_last_to_be_asked_and_a_term_of_running_text_stays_at_home() -> None:
    own = document(OWN)
    wider = {
        "sec-a": [Definition("Device", Place("sec-a", "x")), Definition("Meter", Place("sec-a", "y")), Definition("Loose", Place("sec-a", "z"), in_place=True)],
        "sec-b": [Definition("Device", Place("sec-b", "x")), Definition("Other", Place("sec-b", "o"))],
        "sec-c": [Definition("Strange", Place("sec-c", "s"))],
    }  # fmt: skip
    work = Work("w", "W", "appendix", "W", "W", "W", house=HouseRules(terms_from=("sec-a", "sec-b", "sec-d")))
    found = vocabulary_for(work, own, wider)
    assert {term: d.place.work for term, d in found.meanings.items()} == {
        "Device": "sec-a", "Meter": "w", "Local Fee": "w", "Other": "sec-b",
    }  # fmt: skip
    alone = vocabulary_for(Work("w", "W", "appendix", "W", "W", "W"), own, wider)
    assert {term: d.place.work for term, d in alone.meanings.items()} == {"Device": "w", "Meter": "w", "Local Fee": "w"}
    lender = Work("sec-a", "A", "code-section", "A", "A", "A", house=HouseRules(terms_from=("sec-a", "sec-b")))
    held = vocabulary_for(lender, document(OWN, "sec-a"), wider)
    assert {term: d.place.work for term, d in held.meanings.items()} == {"Device": "sec-a", "Meter": "sec-a", "Local Fee": "sec-a"}  # fmt: skip
    assert held.meanings["Device"].pointer


def test_a_lender_knows_the_short_forms_of_its_own_text() -> None:
    held = document("# A\n\n## 1 Terms\n\n1.1 A Home Hub (HH).\n\n**Home Hub**\n: means it.\n", "sec-a")
    for terms_from in (("sec-a",), ()):
        lender = Work("sec-a", "A", "code-section", "A", "A", "A", house=HouseRules(terms_from=terms_from))
        assert [use.term for use in vocabulary_for(lender, held, {}).find("an HH")] == ["Home Hub"]


def test_definitions_say_whether_they_point_and_whether_they_stand_in_running_text() -> None:
    assert [(d.term, d.place.work, d.pointer, d.in_place) for d in definitions_of(document(OWN))] == [
        ("Device", "w", True, False), ("Meter", "w", False, False), ("Local Fee", "w", False, True),
    ]  # fmt: skip


def test_a_term_is_not_used_where_it_is_defined() -> None:
    definition = Provision("d", "definition", heading="Device", text="means a Device")
    assert is_own_definition(definition, "Device")
    assert not is_own_definition(definition, "Meter")
    assert not is_own_definition(Provision("c", "clause", heading="Device"), "Device")


# -- capitals --------------------------------------------------------------------------------------------------------


def kept(text: str, *terms: str) -> list[str]:
    held = document(f"# T\n\n## 1 A\n\n{text}\n")
    words = vocabulary(*terms)
    found = without_mere_capitals({p.eid: words.find(p.words) for p in held.provisions}, held)
    assert list(found) == [p.eid for p in held.provisions]
    return [use.text for uses in found.values() for use in uses]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1.1 Command it. A command is.", []),
        ("1.1 It: Command! Command? (Command; “Command it. Commands.\n\n1.2 The commands.", []),
        ("1.1 Command it. A commandes is.", []),
        ("1.1 Command it. A commander is.", ["Command"]),
        ("1.1 Command it. One Command. A command.", ["Command", "Command"]),
        ("1.1 Command it.\n\n1.2 A Command.\n\n1.3 A command.", ["Command", "Command"]),
    ],
)
def test_a_capital_of_a_sentence_is_in_doubt_and_the_document_is_the_witness(text: str, wanted: list[str]) -> None:
    assert kept(text, "Command") == wanted


def test_only_the_doubtful_term_is_left_out() -> None:
    assert kept("1.1 Command the Device. A command.", "Command", "Device") == ["Device"]
    assert kept("1.1 DCC acts. The dcc acts.", "DCC") == ["DCC"]
    assert kept("1.1 Home Hub is. A home hub is.", "Home Hub") == ["Home Hub"]
