"""Signs, boxes, choices and counted fields: what Word shows without storing it is read, or named as left out."""

from __future__ import annotations

import pytest

from specman.formats.word.read import parse
from specman.model.document import Document
from tests.wordfiles import OFFICE, docx, p, r


def read(body: str, **more: object) -> Document:
    return parse(docx(body, **more), name="t.docx")  # type: ignore[arg-type]


def words(body: str) -> str:
    return read(body).provisions[0].words


def field(code: str, result: str | None = None, form: str = "") -> str:
    inside = (
        "" if result is None else '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + (r(result) if result else "")
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def test_each_symbol_font_has_its_own_signs() -> None:
    body = p(
        sym("Symbol", "00B3") + sym("Symbol", "F0A3") + sym("Wingdings", "F0A8") + sym("Wingdings", "F06F")
        + sym("Wingdings", "F0FE") + sym("Wingdings", "F0FD") + sym("Wingdings 2", "F052")
    )  # fmt: skip
    assert words(body) == "≥≤◻□☑☒☑"


def test_letters_written_in_a_symbol_font_are_its_signs() -> None:
    fonts = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    body = p(r("a", fonts.format("Symbol")) + r(" is ") + r("\uf0fe", fonts.format("Wingdings")) + r("a"))
    assert words(body) == "α is ☑a"


def test_unknown_signs_are_told_apart_and_named() -> None:
    document = read(p(r("x ") + sym("Wingdings 3", "F021") + sym("Wingdings 3", "F022") + sym("Marlett", "F021")))
    assert document.provisions[0].words == "x [Wingdings 3 21][Wingdings 3 22][Marlett 21]"
    assert [f.slug for f in document.findings] == ["symbol-unknown"]


@pytest.mark.parametrize(
    ("said", "shown"), [('<w:checked w:val="false"/>', "☐"), ("<w:checked/>", "☒"), ('<w:checked w:val="0"/>', "☐")]
)
def test_a_check_box_is_ticked_or_not(said: str, shown: str) -> None:
    form = f'<w:ffData><w:checkBox><w:default w:val="1"/>{said}</w:checkBox></w:ffData>'
    assert words(p(field(" FORMCHECKBOX ", "", form) + r(" It acts."))) == f"{shown} It acts."


def test_a_list_shows_the_entry_that_was_chosen() -> None:
    entries = '<w:listEntry w:val="north"/><w:listEntry w:val="south"/>'
    form = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    assert words(p(r("the ") + field("FORMDROPDOWN", None, form))) == "the south"


def test_fields_that_count_go_on_from_the_results_that_are_stored() -> None:
    body = p(field("SEQ Fig", "4")) + p(field("SEQ Fig \\* ROMAN")) + p(field("SEQ Fig \\h")) + p(field("SEQ Fig", ""))
    assert words(body) == "4\nV\n7"
    assert words(p(field("AUTONUM") + r(" one")) + p(field("AUTONUM \\e") + r(" two"))) == "1. one\n2 two"
    assert words(p(field("SYMBOL 254 \\f Wingdings"))) == "☑"


def test_a_field_that_nobody_can_show_is_counted_and_one_that_shows_nothing_is_not() -> None:
    document = read(p(r("Duties: ") + field("LISTNUM LegalDefault \\l 4") + r("to pay.") + field("XE x")))
    assert [(f.slug, f.message) for f in document.findings] == [
        ("field-empty", "Fields without a stored result were left out (1)."),
    ]  # fmt: skip


def test_the_first_form_that_is_understood_is_read() -> None:
    def several(*choices: tuple[str, str], fallback: str) -> str:
        inside = "".join(
            f'<mc:Choice Requires="{name}" xmlns:zz="urn:z">{r(said)}</mc:Choice>' for name, said in choices
        )
        return f"<mc:AlternateContent>{inside}<mc:Fallback>{r(fallback)}</mc:Fallback></mc:AlternateContent>"

    body = p(
        r("") + several(("zz", "no "), fallback="fallback ") + several(("zz", "no"), ("wps", "second"), fallback="no")
    )
    assert words(body) == "fallback second"


def test_a_link_in_a_footnote_leads_where_the_footnotes_say() -> None:
    note = p('<w:hyperlink r:id="r1"><w:r><w:t>guide</w:t></w:r></w:hyperlink>')
    namespaces = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='" + OFFICE + "'"
    parts = {
        "word/footnotes.xml": f'<w:footnotes {namespaces}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
        "word/_rels/footnotes.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relation'
        f'ships"><Relationship Id="r1" Type="{OFFICE}/hyperlink" Target="https://example.org/guide" '
        'TargetMode="External"/></Relationships>',
    }
    document = read(p(r("It acts") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), parts=parts)
    footnote = next(q for q in document.provisions if q.kind == "footnote")
    assert [(m.kind, m.target) for m in footnote.marks] == [("ref", "https://example.org/guide")]
