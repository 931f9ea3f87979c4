"""What people type for a provision, taken apart and found; and what is said where there is none."""

from __future__ import annotations

import pytest

from specman.citations.address import definition_places, find_places, split_address
from specman.errors import InputError, SpecmanError, UnknownNameError
from specman.formats import markdown
from specman.model.corpus import Corpus
from specman.model.identity import Work
from tests.citations.small_code import WORKS, corpus

CODE = corpus()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SEC H3.1", ("sec-h", "H3.1", "")),
        ("H3.1", ("sec-h", "H3.1", "")),
        ("h3.1", ("sec-h", "H3.1", "")),
        ("sec h3", ("sec-h", "H3", "")),
        ("Section H3.1", ("sec-h", "H3.1", "")),
        ("SEC Section H", ("sec-h", "", "")),
        ("SEC H", ("sec-h", "", "")),
        ("section a", ("sec-a", "", "")),
        ("sec-h", ("sec-h", "", "")),
        ("SEC:H H3.1", ("sec-h", "H3.1", "")),
        ("SEC  A1.1", ("sec-a", "A1.1", "")),
        ("H", None),  # a letter alone is too little
        ("Section Q1", None),
        ("SECTIONS H3", None),
        ("nothing", None),
        ("", None),
        ("GBCS", ("gbcs", "", "")),
        ("  gbcs   5.1  ", ("gbcs", "5.1", "")),
        ("GBCSX 5", None),
        ("GBCS@1.5 5.1", ("gbcs", "5.1", "1.5")),
        ("GBCS 5.1@1.5", ("gbcs", "5.1", "1.5")),
        ("SEC H3@1.5a", ("sec-h", "H3", "1.5a")),
        ("SMETS#5.1", ("smets", "5.1", "")),
        ("Schedule 8, 5.1", ("gbcs", "5.1", "")),
        ("Companion Section 5", ("gbcs", "5", "")),
        ("GBCS paragraph 5.1", ("gbcs", "5.1", "")),
        ("GBCS use case ECS17b", ("gbcs", "ECS17b", "")),
        ("Appendix AD clause 1.1", ("duis", "1.1", "")),
        ("The Interface", ("duis", "", "")),
        ("mt row 1002", ("mt", "row 1002", "")),
        ("DUIS 1.1", ("duis", "1.1", "")),
        ("DUIS XSD Kind", ("duis-xsd", "Kind", "")),  # the longest name that fits
        ("DUIS Schema", ("duis-xsd", "", "")),
    ],
)
def test_an_address_is_taken_apart(text: str, wanted: tuple[str, str, str] | None) -> None:
    named = split_address(text, WORKS)
    assert (None if named is None else (named.work.id, named.label, named.version)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("H3.2(a)", ["SEC H3.2(a)"]),
        ("GBCS", ["GBCS"]),
        ("GBCS 5.1 (a)", ["GBCS 5.1(a)"]),
        ("ECS17b", ["GBCS ECS17b"]),
        ("Device", ['SEC A1.1 "Device"', 'GBCS 4 "Device"']),  # Section A goes first
        (' "device" ', ['SEC A1.1 "Device"', 'GBCS 4 "Device"']),
        ("'Clock'", ['GBCS 4 "Clock"']),
        ("“Clock”", ['GBCS 4 "Clock"']),
        ("GBCS Clock", ['GBCS 4 "Clock"']),
        ("SEC A1.1 ‘Device’", ['SEC A1.1 "Device"']),
        ("SEC A1.1'Device'", ['SEC A1.1 "Device"']),
        ("GBCS 4 “Clock”", ['GBCS 4 "Clock"']),
    ],
)
def test_an_address_is_found(text: str, wanted: list[str]) -> None:
    assert [CODE.address(place) for place in find_places(text, CODE)] == wanted


def refusal(text: str, code: Corpus = CODE) -> tuple[type[SpecmanError], str, str, str]:
    with pytest.raises(SpecmanError) as caught:
        find_places(text, code)
    return type(caught.value), caught.value.message, caught.value.hint, caught.value.slug


NOTHING = "There is no address or defined term {!r} here."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5.1", (InputError, "'5.1' could be GBCS 5.1 or SMETS 5.1.", "Put the document's name before it.", "ambiguous-address")),
        ("SEC H9", (UnknownNameError, "There is no provision 'SEC H9' here.", "", "unknown-address")),
        ("GBCS 5.2", (UnknownNameError, "There is no provision 'GBCS 5.2' here.", "Did you mean GBCS 5.1?", "unknown-address")),
        ("CHTS 5", (InputError, "CHTS is not part of 4.12.", "specman list works --at 4.12 shows what is.", "not-in-baseline")),
        ("Clok", (UnknownNameError, NOTHING.format("Clok"), "Did you mean Clock?", "unknown-address")),
        ('"Clok"', (UnknownNameError, NOTHING.format('"Clok"'), "Did you mean Clock?", "unknown-address")),
        ("GBC", (UnknownNameError, NOTHING.format("GBC"), "Did you mean GBCS?", "unknown-address")),
        ('"GBC"', (UnknownNameError, NOTHING.format('"GBC"'), "", "unknown-address")),
        ('"H3.1"', (UnknownNameError, NOTHING.format('"H3.1"'), "", "unknown-address")),
        ("mmc-xsx", (UnknownNameError, NOTHING.format("mmc-xsx"), "Did you mean mmc-xsd or MMC XSD?", "unknown-address")),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_the_nearest_names(
    text: str, wanted: tuple[type[SpecmanError], str, str, str]
) -> None:
    assert refusal(text) == wanted


def test_the_nearest_labels_are_kept_for_programs() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_places("SEC H3.21", CODE)
    assert caught.value.nearest == ["H3.2", "H3.1", "H3.3", "H3.2(b)"]
    assert caught.value.hint == "Did you mean SEC H3.2, SEC H3.1, SEC H3.3 or SEC H3.2(b)?"


def test_no_more_than_six_places_are_offered() -> None:
    text = "# X\n\n## 7 Seven\n\n7.1 It.\n"
    works = {name: Work(name, name, "specification", name, name, name) for name in "pqrstuvw"}
    code = Corpus("1", works, {name: markdown.parse(text.encode(), work=name, version="1") for name in works})
    assert refusal("7.1", code)[1] == "'7.1' could be p 7.1, q 7.1, r 7.1, s 7.1, t 7.1 or u 7.1."


def test_exact_words_go_before_other_letter_case() -> None:
    code = corpus(gbcs="# G\n\n## 4 A\n\n**device**\n: means less.\n")
    assert [code.address(place) for place in definition_places("device", code)] == ['GBCS 4 "device"']
    assert [code.address(place) for place in definition_places("Device", code)] == ['SEC A1.1 "Device"']
    assert [code.address(place) for place in definition_places("DEVICE", code)] == ['SEC A1.1 "Device"', 'GBCS 4 "device"']  # fmt: skip
    assert definition_places("nothing", code) == []
