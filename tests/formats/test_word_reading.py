"""What becomes of the parts of a Word file: definitions, tables, notes, references, pictures, and what is left out."""

from __future__ import annotations

import pytest

from specman.errors import InputError
from specman.formats.word.read import parse
from specman.model.document import Document, Merge
from tests.wordfiles import NS, docx, p, r, tbl, tc, tr

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x02\x00\x00\x00\x02" + b"\x08\x02\x00\x00\x00"
TAB = "<w:r><w:tab/></w:r>"


def read(body: str, **options: object) -> Document:
    return parse(docx(body, **options), work="sec-x", version="1.0", name="x.docx")  # type: ignore[arg-type]


def heading(num: str, title: str) -> str:
    return p(r(num) + TAB + r(title), style="H1")


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(q.kind, q.label, q.text) for q in document.provisions[1:]]


def test_a_two_column_table_of_terms_becomes_definitions_with_their_lists() -> None:
    meaning = p("means:") + p(r("(a)") + TAB + r("a number; or")) + p(r("(b)") + TAB + r("a name."))
    body = (
        heading("A1", "Definitions")
        + p("A1.1 In this Code:")
        + tbl(
            tr(p(r("Device ID", "<w:b/>")), f"<w:tc>{meaning}</w:tc>"),
            tr(p(r("“Panel”", "<w:b/>")), "means the Panel."),
        )
    )
    assert shown(read(body))[2:] == [
        ("definition", 'A1.1 "Device ID"', "means:"),
        ("item", 'A1.1 "Device ID"(a)', "a number; or"),
        ("item", 'A1.1 "Device ID"(b)', "a name."),
        ("definition", 'A1.1 "Panel"', "means the Panel."),
    ]


def test_a_term_in_bold_or_quotation_marks_that_means_something_is_a_definition() -> None:
    body = (
        heading("1", "Terms")
        + p(r("Device", "<w:b/>") + r(" means a thing."))
        + p("“User Role” has the meaning given to that expression in Section A.")
        + p("What this means is plain.")
    )
    found = shown(read(body))
    assert [(kind, label) for kind, label, _ in found[1:]] == [
        ("definition", '1 "Device"'),
        ("definition", '1 "User Role"'),
    ]
    assert found[2][2].startswith("has the meaning given")


def test_bold_between_quotation_marks_defines_in_place_and_other_emphasis_is_kept() -> None:
    body = heading("1", "Fees") + p("1.1 A fee (the “").replace(
        "</w:p>", r("Fee", "<w:b/>") + r("”) is ") + r("not", "<w:i/>") + r(" due.") + "</w:p>"
    )
    clause = read(body).provisions[2]
    assert [(m.kind, clause.text[m.start : m.end]) for m in clause.marks] == [("def", "Fee"), ("i", "not")]


def test_merged_cells_keep_the_columns_of_every_row() -> None:
    body = heading("1", "Codes") + p("Table 4.1: Codes", style="Caption") + tbl(
        tr("Code", tc("Meaning", '<w:gridSpan w:val="2"/>')),
        tr(tc("0x01", '<w:vMerge w:val="restart"/>'), "one", "two"),
        tr(tc("", "<w:vMerge/>"), p("three") + p("lines"), "four"),
    )  # fmt: skip
    document = read(body)
    table, first, second = document.provisions[2:]
    assert (table.label, table.cells, table.merges) == ("Table 4.1", ("Code", "Meaning", ""), (Merge(1, 2, 1),))
    assert (first.cells, first.merges) == (("0x01", "one", "two"), (Merge(0, 1, 2),))
    assert second.cells == ("", "three\nlines", "four")


def test_footnotes_and_notes_belong_to_what_they_are_about() -> None:
    note = f'<w:footnotes {NS}><w:footnote w:id="4">{p("Where it came from.")}</w:footnote></w:footnotes>'
    body = (
        heading("1", "A")
        + p(r("1.1 As said") + '<w:r><w:footnoteReference w:id="4"/></w:r>' + r(" before."))
        + p("Note 1: This is for help.")
    )
    document = read(body, parts={"word/footnotes.xml": note})
    clause, footnote, remark = document.provisions[2:]
    [mark] = clause.marks
    assert (clause.text, mark.kind, mark.start, mark.target) == (
        "As said before.",
        "note",
        len("As said"),
        footnote.eid,
    )
    assert (footnote.kind, footnote.label, footnote.text) == ("footnote", "1.1 footnote 1", "Where it came from.")
    assert (remark.kind, remark.label, remark.status) == ("note", "1.1 note 1", "informative")


def field(code: str, result: str) -> str:
    part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{part.format('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{part.format('separate')}{r(result)}{part.format('end')}"


MARKED = '<w:bookmarkStart w:id="9" w:name="_Ref1"/>' + r("1.2 The record.") + '<w:bookmarkEnd w:id="9"/>'


def test_a_cross_reference_leads_to_the_provision_it_points_at() -> None:
    body = heading("1", "A") + p(r("1.1 Under clause ") + field("REF _Ref1 \\r \\h", "1.2") + r(".")) + p(MARKED)
    document = read(body)
    clause, target = document.provisions[2:]
    [mark] = clause.marks
    assert (mark.kind, clause.text[mark.start : mark.end], mark.target) == ("ref", "1.2", f"#{target.eid}")
    assert document.findings == ()


@pytest.mark.parametrize(
    ("runs", "slug"),
    [
        (field("REF _Ref1 \\r \\h", "1.4"), "reference-stale"),
        (field("REF _Gone \\h", "the record"), "reference-untied"),
        (r("Error! Reference source not found."), "reference-broken"),
    ],
)
def test_a_reference_that_is_stale_or_leads_nowhere_is_a_finding(runs: str, slug: str) -> None:
    document = read(heading("1", "A") + p(r("1.1 Under clause ") + runs + r(" it shall.")) + p(MARKED))
    assert [f.slug for f in document.findings] == [slug]


def test_contents_pages_hidden_text_and_codes_are_left_out_and_counted() -> None:
    contents = field("TOC \\o", "1 A 7")
    body = (
        p(contents) + p("2 B", style="TOC1") + heading("1", "A") + p(r("1.1 Seen.") + r(" Not seen.", "<w:vanish/>"))
    )  # fmt: skip
    document = read(body)
    assert shown(document) == [("section", "1", ""), ("clause", "1.1", "Seen.")]
    assert sorted((f.slug, f.severity) for f in document.findings) == [("left-out", "note"), ("left-out", "warning")]


def test_text_boxes_content_controls_and_fallbacks_are_read_once() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ).format(p("In the box."))
    control = f"<w:sdt><w:sdtContent>{p('1.2 In the control.')}</w:sdtContent></w:sdt>"
    document = read(heading("1", "A") + p(r("1.1 Outside.") + box) + control)
    words = "\n".join(q.text for q in document.provisions)
    assert [words.count(text) for text in ("In the box.", "Outside.", "In the control.")] == [1, 1, 1]


def test_pictures_are_kept_under_the_digest_of_their_content_and_links_are_not_fetched() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = f'<Relationship Id="p1" Type="{office}/image" Target="media/a.png"/><Relationship Id="p2" Type="{office}/image" Target="http://example.invalid/b.png" TargetMode="External"/>'
    blip = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="{}"/></w:drawing></w:r>'
    body = (
        heading("1", "A") + p(r("1.1 See ") + blip.format("p1") + blip.format("p1")) + p(blip.format("p2") + r("Far."))
    )
    document = read(body, relationships=rels, parts={"word/media/a.png": PNG})
    [image] = document.images
    assert image.data == PNG
    assert image.name.endswith(".png") and len(image.name) == 36
    assert [m.target for m in document.provisions[2].marks] == [image.name, image.name]
    assert [f.slug for f in document.findings] == ["image-linked"]


def test_equations_and_symbols_are_read_as_text_and_said_to_be() -> None:
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    body = heading("1", "A") + p(
        r("1.1 Is ") + fraction + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r(" 2.")
    )
    document = read(body)
    assert document.provisions[2].text == "Is (a)/(b)≥ 2."
    assert [f.slug for f in document.findings] == ["equation-flattened"]


def test_unnumbered_documents_keep_all_their_text() -> None:
    document = read(p("First.") + p("Second.") + tbl(tr("a", "b"), tr("c", "d")))
    assert document.provisions[0].text == "First.\nSecond."
    assert [q.cells for q in document.provisions if q.kind == "row"] == [("c", "d")]


def test_headings_without_numbers_are_sections_and_hold_what_follows() -> None:
    body = p("Servers", style="H1") + p("A server.") + p("Fixed", style="H2") + p("A field.") + p("Paths", style="H1")
    assert shown(read(body)) == [
        ("section", "Servers", "A server."),
        ("section", "Fixed", "A field."),
        ("section", "Paths", ""),
    ]
    assert read(body).provisions[2].parent == read(body).provisions[1].eid


def test_an_unnumbered_heading_over_numbered_paragraphs_is_a_cross_heading() -> None:
    body = heading("1", "A") + p("Who may", style="H2") + p("1.1 Any Party.")
    assert [(q.kind, q.parent) for q in read(body).provisions[1:]] == [
        ("section", ""),
        ("heading", "sec_1"),
        ("clause", "sec_1"),
    ]


def test_text_after_a_list_closes_the_paragraph_and_an_indented_one_continues_the_item() -> None:
    item = '<w:ind w:left="{}"/>'
    body = (
        heading("1", "A")
        + p("1.1 It shall have:")
        + p(r("(a)") + TAB + r("one;"), properties=item.format(900))
        + p("and more of one.", properties=item.format(900))
        + p("as the Panel thinks fit.")
    )
    assert shown(read(body))[2:] == [
        ("item", "1.1(a)", "one;\nand more of one."),
        ("closing", "1.1 closing words", "as the Panel thinks fit."),
    ]


def test_a_version_on_the_first_page_is_what_the_document_states() -> None:
    assert read(p("Version 4.12") + heading("1", "A")).metadata.stated_version == "4.12"


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "damaged"),
        (b"%PDF-1.7 ...", "wrong-format"),
        (b"{\\rtf1", "wrong-format"),
        (b"<html></html>", "wrong-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (docx(p("x"))[:900], "damaged"),
        (docx(p("x"), parts={"word/vbaProject.bin": b"\0"}), "macros"),
        (docx(p("x"), parts={"word/document.xml": b"\0" * 20_000_000}), "zip-bomb"),
        (docx("", parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>'}), "xml-doctype"),
        (docx("", parts={"word/document.xml": "<a>" * 3000 + "</a>" * 3000}), "xml-depth"),
        (docx("", parts={"word/document.xml": "<a/>"}), "damaged"),
        (docx("", parts={"_rels/.rels": "<a/>", "word/document.xml": "<"}), "xml-malformed"),
    ],
)
def test_what_is_no_word_file_to_be_trusted_is_refused_in_a_sentence(data: bytes, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, name="bad.docx")
    assert caught.value.slug == slug
    assert "bad.docx" in caught.value.message
    assert caught.value.hint


def test_the_same_file_reads_to_the_same_document_every_time() -> None:
    data = docx(heading("1", "A") + p("1.1 Text.") + tbl(tr("a", "b"), tr("c", "d")))
    assert parse(data, name="x.docx") == parse(data, name="x.docx")
