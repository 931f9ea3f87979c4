"""The numbers Word prints. The expectations were read in Word's own terms and agree with LibreOffice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specman.formats.word.numbering import format_number
from specman.formats.word.read import parse
from specman.formats.word.write.lists import Lists
from tests.wordfiles import abstract, docx, instance, lvl, p, restart

CODE = abstract(
    0,
    lvl(0, "H%1"), lvl(1, "H%1.%2"), lvl(2, "(%3)", "lowerLetter"), lvl(3, "(%4)", "lowerRoman"), lvl(4, "(%5)", "upperLetter"),
) + instance(1, 0)  # fmt: skip


def labels(body: str, numbering: str = CODE, styles: str = "") -> list[str]:
    document = parse(docx(body, numbering=numbering, styles=styles), name="t.docx")
    return [provision.label for provision in document.provisions[1:]]


def test_the_levels_of_a_code_print_as_word_prints_them() -> None:
    body = (
        p("Interface", style="H1", num="1")
        + p("The DCC shall:", num="1", level=1)
        + p("do one thing; and", num="1", level=2)
        + p("do another:", num="1", level=2)
        + p("now;", num="1", level=3)
        + p("or later.", num="1", level=3)
        + p("Each User shall.", num="1", level=1)
        + p("again.", num="1", level=2)
        + p("Security", style="H1", num="1")
        + p("It shall.", num="1", level=1)
    )
    assert labels(body) == [
        "H1", "H1.1", "H1.1(a)", "H1.1(b)", "H1.1(b)(i)", "H1.1(b)(ii)", "H1.2", "H1.2(a)", "H2", "H2.1",
    ]  # fmt: skip


def test_a_number_comes_through_a_style_and_the_styles_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L1"><w:name w:val="L1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="L2"><w:name w:val="L2"/><w:basedOn w:val="L1"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:basedOn w:val="L2"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    tied = abstract(0, lvl(0, "%1", extra='<w:pStyle w:val="L1"/>'), lvl(1, "%1.%2", extra='<w:pStyle w:val="L2"/>'))
    body = p("One", style="L1") + p("Text.", style="L2") + p("No number.", style="Off") + p("More.", style="L2")
    document = parse(docx(body, numbering=tied + instance(1, 0), styles=styles), name="t.docx")
    assert [(q.label, q.text) for q in document.provisions[1:]] == [
        ("1", ""), ("1.1", "Text.\nNo number."), ("1.2", "More."),
    ]  # fmt: skip


def test_lists_of_one_definition_go_on_counting_and_an_override_begins_anew() -> None:
    one = abstract(0, lvl(0, "(%1)", "lowerLetter"))
    numbering = one + instance(1, 0) + instance(2, 0) + instance(3, 0, restart(0, 1))
    body = "".join(p(f"Item {n}.", num=n) for n in ("1", "2", "3", "3", "1"))
    document = parse(docx(p("List:") + body, numbering=numbering), name="t.docx")
    assert [q.num for q in document.provisions[1:]] == ["(a)", "(b)", "(a)", "(b)", "(c)"]


def test_an_empty_numbered_paragraph_takes_a_number_and_is_no_provision() -> None:
    body = p("One.", num="1", level=1) + p("", num="1", level=1) + p("Three.", num="1", level=1)
    assert labels(body) == ["H1.1", "H1.3"]


def test_legal_numbering_prints_every_level_in_decimals() -> None:
    numbering = abstract(0, lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", extra="<w:isLgl/>")) + instance(1, 0)
    body = p("Part", style="H1", num="1") + p("Text.", num="1", level=1)
    document = parse(docx(body, numbering=numbering), name="t.docx")
    assert [q.num for q in document.provisions[1:]] == ["I", "1.1"]


def test_a_level_that_never_restarts_goes_on() -> None:
    numbering = abstract(0, lvl(0, "H%1"), lvl(1, "%2.1", extra='<w:lvlRestart w:val="0"/>')) + instance(1, 0)
    body = "".join(p("A", style="H1", num="1") + p("Text.", num="1", level=1) for _ in range(2))
    document = parse(docx(body, numbering=numbering), name="t.docx")
    assert [q.num for q in document.provisions if q.kind == "clause"] == ["1.1", "2.1"]


def test_numbering_through_a_linked_style_is_followed() -> None:
    style = '<w:style w:type="numbering" w:styleId="Code"><w:name w:val="Code"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = (
        abstract(0, lvl(0, "K%1"), lvl(1, "K%1.%2"), extra='<w:styleLink w:val="Code"/>')
        + abstract(5, extra='<w:numStyleLink w:val="Code"/>')
        + instance(1, 0)
        + instance(2, 5)
    )
    body = p("A", style="H1", num="2") + p("Text.", num="2", level=1)
    assert labels(body, numbering, style) == ["K1", "K1.1"]


def test_typed_numbers_count_where_a_tab_or_the_open_section_says_so() -> None:
    tab = "<w:r><w:t>H3</w:t><w:tab/><w:t>Interface</w:t></w:r>"
    body = (
        p(tab, style="H1")
        + p("H3.1 The DCC shall.")
        + p("3.5 kW is the most a socket gives.")
        + p("<w:r><w:t>(a)</w:t><w:tab/><w:t>one;</w:t></w:r>")
    )
    document = parse(docx(body), name="t.docx")
    assert [(q.label, q.text) for q in document.provisions[1:]] == [
        ("H3", ""), ("H3.1", "The DCC shall.\n3.5 kW is the most a socket gives."), ("H3.1(a)", "one;"),
    ]  # fmt: skip


def test_a_typed_number_that_word_also_prints_is_taken_once_and_a_different_one_is_named() -> None:
    heading = p("Interface", style="H1", num="1")
    same = "<w:r><w:t>H1.1</w:t><w:tab/><w:t>Text.</w:t></w:r>"
    other = "<w:r><w:t>H1.7</w:t><w:tab/><w:t>Text.</w:t></w:r>"
    document = parse(
        docx(heading + p(same, num="1", level=1) + p(other, num="1", level=1), numbering=CODE), name="t.docx"
    )
    assert [q.text for q in document.provisions[2:]] == ["Text.", "H1.7 Text."]
    assert [(f.slug, f.severity) for f in document.findings] == [
        ("numbering-typed", "note"), ("numbering-typed", "warning"),
    ]  # fmt: skip


def test_an_override_of_the_start_resets_only_the_level_that_the_list_is_used_at() -> None:
    numbering = CODE.replace("</w:num>", "</w:num>" + "".join(
        instance(key, 0, "".join(restart(place, 1) for place in range(9))) for key in (2, 3)
    ), 1)  # fmt: skip
    body = (
        p("Meaning", style="H1", num="1")
        + p("It means:", num="1", level=1)
        + p("one;", num="1", level=2)
        + p("two;", num="1", level=2)
        + p("again one;", num="2", level=2)
        + p("again two;", num="2", level=2)
        + p("once more one;", num="3", level=2)
        + p("It acts.", num="1", level=1)
        + p("item.", num="1", level=2)
        + p("General", style="H1", num="1")
        + p("It may.", num="1", level=1)
        + p("A list that begins its own sections.", num="2", level=1)
        + p("It goes on.", num="2", level=1)
    )
    document = parse(docx(body, numbering=numbering), name="t.docx")
    assert [q.num for q in document.provisions[1:]] == [
        "H1", "H1.1", "(a)", "(b)", "(a)", "(b)", "(a)", "H1.2", "(a)", "H2", "H2.1", "H2.1", "H2.2",
    ]  # fmt: skip


def test_words_that_repeat_the_printed_number_are_kept() -> None:
    body = (
        p("Clearances", style="H1", num="1")
        + p("H1.1 metres is the least.", num="1", level=1)
        + p("(a) and (b) of the Schedule apply.", num="1", level=2)
    )
    document = parse(docx(body, numbering=CODE), name="t.docx")
    assert [q.text for q in document.provisions[2:]] == [
        "H1.1 metres is the least.", "(a) and (b) of the Schedule apply.",
    ]  # fmt: skip


def test_a_number_that_repeats_or_jumps_is_a_finding_and_nothing_is_lost() -> None:
    body = (
        p("<w:r><w:t>H3</w:t><w:tab/><w:t>Interface</w:t></w:r>", style="H1")
        + "".join(p(f"H3.{n} Text {n}.") for n in (1, 2, 2, 4))
    )  # fmt: skip
    document = parse(docx(body), name="t.docx")
    assert sorted((f.slug, f.address) for f in document.findings) == [
        ("numbering-jumps", "H3.4"),
        ("numbering-repeats", "H3.2"),
    ]
    assert [q.text for q in document.provisions if q.kind == "clause"] == ["Text 1.", "Text 2.", "Text 2.", "Text 4."]


def test_a_list_the_file_does_not_define_is_a_finding() -> None:
    document = parse(docx(p("Text.", num="77")), name="t.docx")
    assert [f.slug for f in document.findings] == ["numbering-undefined"]


def test_sections_paragraphs_and_bulleted_items_nest_by_indent() -> None:
    numbering = (
        CODE + abstract(1, lvl(0, "•", "bullet", indent=720), lvl(1, "o", "bullet", indent=1440)) + instance(2, 1)
    )
    body = (
        p("Interface", style="H1", num="1")
        + p("It shall hold:", num="1", level=1)
        + p("one", num="2")
        + p("two", num="2", level=1)
        + p("three", num="2")
    )
    assert labels(body, numbering)[2:] == ["H1.1 item", "H1.1 item item", "H1.1 item 2"]


def test_a_list_of_plain_numbers_restarts_in_each_section_and_goes_on_after_closing_words() -> None:
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2.")) + instance(1, 0) + instance(2, 0, restart(0, 1))
    tab = "<w:r><w:t>{}</w:t><w:tab/><w:t>Part</w:t></w:r>"
    body = (
        p(tab.format("A1"), style="H1")
        + p("One:", num="1")
        + p("one of one.", num="1", level=1)
        + p("Words between.")
        + p("Two.", num="1")
        + p(tab.format("A2"), style="H1")
        + p("One.", num="2")
    )
    assert labels(body, numbering) == ["A1", "A1 1", "A1 1.1", "A1 closing words", "A1 2", "A2", "A2 1"]


def test_letters_repeat_and_formats_in_words_are_known() -> None:
    assert [format_number(n, "lowerLetter") for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]
    assert [format_number(n, "upperRoman") for n in (4, 9, 14, 40, 1994)] == ["IV", "IX", "XIV", "XL", "MCMXCIV"]
    assert [format_number(n, "ordinalText") for n in (1, 20, 22)] == ["First", "Twentieth", "Twenty-second"]
    assert format_number(7, "custom", "001, 002, 003") == "007"


@st.composite
def numbers(draw: st.DrawFn) -> list[str]:
    """Section and paragraph numbers as a code has them, with jumps and letters between."""
    out, section = [], 0
    for _ in range(draw(st.integers(1, 4))):
        section += draw(st.integers(1, 3))
        out.append(f"K{section}")
        clause = 0
        for _ in range(draw(st.integers(0, 4))):
            clause += draw(st.integers(1, 2))
            out.append(f"K{section}.{clause}" + draw(st.sampled_from(["", "", "", "A"])))
            out += [f"K{section}.{clause}.{n}" for n in range(1, draw(st.integers(0, 3)) + 1)]
    return out


@given(numbers())
def test_the_writers_lists_print_the_number_asked_for_or_leave_it_to_be_typed(wanted: list[str]) -> None:
    lists = Lists()
    given_ = [(num, lists.number(num)) for num in wanted]
    from lxml import etree

    from specman.formats.word.numbering import Counters, Numbering

    counters = Counters(Numbering(etree.fromstring(lists.xml().encode())))
    for num, place in given_:
        if place is None:
            assert num.endswith("A")
        else:
            assert counters.next(*place) == num


def test_numbers_in_words_of_another_language_are_decimals_and_a_finding() -> None:
    numbering = abstract(0, lvl(0, "%1", "ordinal")) + instance(1, 0)
    french = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    for styles, nums in ((french, ["1", "2"]), ("", ["1st", "2nd"])):
        document = parse(docx(p("Actes :") + p("un", num="1") + p("deux", num="1"), numbering=numbering, styles=styles),
                         name="t.docx")  # fmt: skip
        assert [q.num for q in document.provisions[1:]] == nums
        assert ("numbering-format" in {f.slug for f in document.findings}) == bool(styles)
