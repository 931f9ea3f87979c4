"""A code that is not the Smart Energy Code: every word of how it cites comes from its own file of house rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from specman.citations.address import split_address
from specman.citations.extract import citations_of
from specman.citations.houses import read_house, shipped
from specman.citations.meaning import Context
from specman.citations.names import Names
from specman.citations.resolve import resolve
from specman.citations.scanner import find_citations
from specman.errors import LibraryError
from specman.formats import markdown
from specman.model.corpus import Corpus
from specman.model.identity import HouseRules, Work

FILE = Path(__file__).with_name("harbour.toml")
HOUSE = read_house(FILE.read_bytes(), FILE.name)
OWN = HouseRules(frozenset({"section", "clause", "paragraph", "table"}))
OC, PLAN, PORT = (
    Work("hc-oc", "Operating Chapter", "code-section", "HC OC", "HC", "HC:OC"),
    Work("plan", "Berthing Plan", "specification", "PLAN", "PLAN", "PLAN", ("Annex 3",), house=OWN),
    Work("port", "Port Rules", "specification", "PORT", "PORT", "PORT", house=OWN),
)
WORKS = {work.id: work for work in (OC, PLAN, PORT)}
NAMES = Names.of(WORKS.values(), HOUSE)
TEXTS = {
    OC: "# OC\n\n## OC5 Mooring\n\nOC5.4 See OC5.5 and Annex 3.\n\nOC5.5 Movement 2.1 is allowed.\n",
    PLAN: "# Plan\n\n## 1 Quays\n\n1.1 Articles 1.2 and 1.3 apply.\n\n1.2 Berth.\n\n1.3 Quay.\n",
    PORT: "# Port\n\n## 1 Rules\n\n1.1 None.\n",
}
CORPUS = Corpus("1.0", WORKS, {work.id: markdown.parse(text.encode(), work=work.id) for work, text in TEXTS.items()})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Article 4.2", ["PORT 4.2"]),
        ("Rules 4.2 to 4.4 (inclusive)", ["PORT 4.2", "PORT 4.3", "PORT 4.4"]),
        ("Tariff Table 3", ["PORT T3"]),
        ("Article OC5.4.2", ["HC:OC OC5.4.2"]),
        ("Articles OC5.4, BC1.2", ["HC:OC OC5.4", "HC:BC BC1.2"]),
        ("Article 2.1 of Annex 3", ["HC:ANNEX-3 2.1"]),
        ("Annexes 1, 2 and 5", ["HC:ANNEX-1 *", "HC:ANNEX-2 *", "HC:ANNEX-5 *"]),
        ("Article 4 of the PLAN", ["PLAN 4"]),
        ("PLAN 1.2", ["PLAN 1.2"]),
        ("the Berthing Plan", ["PLAN *"]),
        ("this Agreement", ["HC *"]),
        ("Article 4.2 applies, and in that Article", ["PORT 4.2", "PORT 4.2"]),
        ("Condition 4 of the Pilotage Order", ["EXT:PILOTAGE 4"]),
        ("section 12 of the Harbours Act 1964", ["EXT:HarboursAct1964 s12"]),
        ("Berth C-7", ["PLAN B:C07"]),
        ("under §7-12(a)", ["BYLAWS 7-12(a)"]),
        ("§§ 7-12, 7-14(b) and 8-1", ["BYLAWS 7-12", "BYLAWS 7-14(b)", "BYLAWS 8-1"]),
        ("§ 12 of another book", []),
        ("Signals SIG01, SIG02 and SIG14", ["SIGNALS SIG01", "SIGNALS SIG02", "SIGNALS SIG14"]),
        ("SIG09", ["SIGNALS SIG09"]),
        ("Movements 2.1 to 2.3", ["PLAN M:2.1", "PLAN M:2.2", "PLAN M:2.3"]),
        ("Notice to Mariners 7/2016", ["NOTICES 2016-007"]),
        ("Annex XXX", ["? ?"]),
    ],
)
def test_its_own_words_are_read(text: str, wanted: list[str]) -> None:
    found = find_citations(text, Context(PORT), NAMES)
    assert [f"{t.document} {t.provision}" for citation in found for t in citation.targets] == wanted


@pytest.mark.parametrize(
    "text",
    ["Section 4.2", "clause 3", "GBCS 5.1", "SECMP0014", "Use Case ECS17b", "Service Request 4.1.1", "E12", "H3.1",
     "Appendix AD", "this Schedule", "sr:EUI", "Message Code 0x0012", "SEC 4.12"],
)  # fmt: skip
def test_the_words_of_the_smart_energy_code_mean_nothing_in_it(text: str) -> None:
    assert find_citations(text, Context(PORT), NAMES) == []


def test_what_is_cited_is_found() -> None:
    document = CORPUS.documents["hc-oc"]
    [first, second] = [p for p in document.provisions if p.kind == "clause"]
    cited = [c for p in (first, second) for c in citations_of(OC, document, p, NAMES)]
    references = [resolve(target, CORPUS, NAMES) for citation in cited for target in citation.targets]
    assert [(r.status, r.address) for r in references] == [
        ("resolved", "HC OC5.5"),
        ("resolved", "PLAN"),
        ("dangling", "PLAN Movement 2.1"),
    ]


def test_what_is_typed_is_found() -> None:
    for typed in ("HC OC5.4", "OC5.4", "article OC5.4"):
        named = split_address(typed, WORKS)
        assert (named and (named.work.id, named.label)) == (("hc-oc", "OC5.4") if typed != "article OC5.4" else None)


def test_its_sections_have_their_own_ids_and_notations() -> None:
    assert (HOUSE.section_document("OC5.4"), HOUSE.section_id("oc"), HOUSE.letters_of("hc-oc")) == (
        "HC:OC", "hc-oc", "OC",
    )  # fmt: skip
    assert (HOUSE.letters_of("sec-h"), HOUSE.letters_of("plan"), shipped().letters_of("sec-h")) == ("", "", "H")
    assert (HOUSE.part_document("HC Annex 3"), HOUSE.part_document("Appendix 3")) == ("HC:ANNEX-3", "")
    assert HOUSE.is_section("HC:OC") and not HOUSE.is_section("HC:ANNEX-3") and HOUSE.is_part("HC:ANNEX-3")


HEAD = 'format = 1\ntitle = "A"\ncode = "A"\n'
CODE = '[[codes]]\nkind = "k"\npattern = {pattern}\nbegins = {begins}\ndocument = "D"\nprovision = {provision}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = ", "is not valid TOML"),
        ("\udcff", "is not valid TOML"),
        ('title = "A"', "has no format number"),
        ("format = 2", "is of format 2"),
        ("format = 1", "does not fit: Object missing required field `title`"),
        (HEAD + "codex = 1", "contains unknown field `codex`"),
        (HEAD + 'units = {chapter = ["chapter"]}', "has units.chapter"),
        (HEAD + 'units = {section = "section"}', "Expected `array`, got `str` - at `$.units[...]`"),
        (HEAD + CODE.format(pattern="'(a'", begins="['a']", provision="''"), "has an expression that is none: '(a'"),
        (HEAD + CODE.format(pattern="'a'", begins="['a']", provision="'{b}'"), "has a template that does not fit"),
        (HEAD + CODE.format(pattern="'a'", begins="[]", provision="''"), "begins = []"),
        (HEAD + CODE.format(pattern="'a'", begins="['.a']", provision="''"), "begins = ['.a']"),
        (HEAD + '[sections]\ndocument = "A:{letters}"\nlabel = "[A"', "has an expression that is none: '[A'"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_place(text: str, said: str) -> None:
    with pytest.raises(LibraryError) as caught:
        read_house(text.encode("utf-8", "surrogateescape"), "citations.toml")
    assert said in caught.value.message and caught.value.message.startswith("citations.toml ")


def test_a_unit_word_is_the_same_in_capitals() -> None:
    """A house may write its words as its text does: `Article`, which a text writes `article`, too."""
    held = read_house(FILE.read_bytes().replace(b'"article"', b'"Article"'), FILE.name)
    names = Names.of(WORKS.values(), held)
    for text in ("See Article 1.2 here.", "see article 1.2 here."):
        assert find_citations(text, Context(PORT), names) == find_citations(text, Context(PORT), NAMES) != []
