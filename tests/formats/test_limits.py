"""What is beyond a limit is refused with a sentence, what is within is read, and the documentation states the same limits."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks import fuzz
from specman import limits
from specman.citations.ranges import MOST_EXPANDED, names_between
from specman.errors import InputError
from specman.formats import markdown
from specman.formats.reading import read_document
from specman.formats.word.numbering import letters
from tests.wordfiles import abstract, docx, instance, lvl, p, tbl, tc, tr

ROOT = Path(__file__).parent.parent.parent
AKN = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body><section><num>1</num><content>%s</content></section></body></act></akomaNtoso>'
START = b"# A\n\n## 1 A\n\n1.1 x\n\n"
XSD = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">%s</xs:schema>'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows: str, strings: str = "", name: str = "xl/workbook.xml") -> bytes:
    """A workbook of one sheet."""
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r0" Type="{OFFICE}/officeDocument" Target="{name}"/></Relationships>',
        name: f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return buffer.getvalue()


def cell(place: str, text: str = "z") -> str:
    """A cell of a sheet."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def listed(level: str, definition: str) -> bytes:
    """A Word file with a paragraph at a level of a list."""
    return docx(p("para", num="1").replace('w:ilvl w:val="0"', f'w:ilvl w:val="{level}"'), numbering=definition)


NINES = "9" * 5000
LIST = abstract(1, lvl(0, "%1.")) + instance(1, 1)
BEYOND: dict[str, tuple[str, bytes, str]] = {
    "a control character": ("a.md", START + b"1.2 \x01\x02 x.", "the character U+0001 (line 7)"),
    "a NUL": ("a.md", b"# A\r\n\r\n1.1 x\x00y.", "the character U+0000 (line 3)"),
    "an escape sequence in a table": ("a.csv", b"K,B\nk1,\x1b[31mred", "the character U+001B (line 2)"),
    "a control character in XML": ("a.xml", b"<a>\n\x01</a>", "(line 2)"),
    "bytes that are no text": ("a.csv", b"K,B\n\xff,b", "(byte 4, line 2)"),
    "a list nested a thousand deep": ("a.md", START + b"".join(b" " * n + b"- x\n" for n in range(1000)), "50 levels of provisions"),
    "numbers nested a thousand deep": ("a.md", START + b"".join(b"1" + b".1" * n + b" x\n\n" for n in range(1, 1000)), "50 levels of provisions"),
    "a number that is a page long": ("a.md", START + b"1" + b".1" * 2000 + b" x", "200 characters in the number"),
    "a long text": ("a.md", START + b"word " * 300_000, "1,000,000 characters in one paragraph"),
    "many lines": ("a.md", START + b"\n" * 1_000_001, "1,000,000 lines"),
    "many provisions": ("a.csv", b"K\n" + b"1\n" * 60_001, "60,000 provisions"),
    "many paragraphs": ("a.docx", docx(p("1 A", properties='<w:outlineLvl w:val="0"/>') + p("x") * 20_010), "20,000 paragraphs in one provision"),
    "many parts": ("a.md", START + b"- x\n" * 20_001, "20,000 parts directly inside one provision (line 20007)"),
    "many columns": ("a.csv", b"K\n1" + b"," * 1_000, "1,000 columns in a table (line 2)"),
    "a wide header": ("a.csv", b"," * 1_000 + b"\n1\n", "1,000 columns in a table (line 1)"),
    "many columns in Markdown": ("a.md", START + b"|a" * 1_001 + b"|\n", "1,000 columns in a table (line 7)"),
    "many cells": ("a.csv", b"," * 999 + b"\n" + b"1\n" * 401, "400,000 cells"),
    "a date that is none": ("a.md", b"---\ndate: 2016-02-30\n---\n" + START, "its date as '2016-02-30' (line 2)"),
    "many tags": ("a.xml", AKN % (b"<b/>" * 1_200_000), "1,200,000 tags"),
    "many tags in UTF-16": ("a.xml", ("<a>" + "<b/>" * 1_200_000 + "</a>").encode("utf-16"), "1,200,000 tags"),
    "many attributes": ("a.xml", AKN % (b"<b a='' c='' d='' e='' f='' g=''/>" * 180_000), "1,000,000 attributes"),
    "many tags in a schema": ("a.xsd", XSD % (b"<xs:element name='a'/>" * 400_000), "400,000 tags"),
    "another encoding": ("a.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>', "encoded in utf-7"),
    "bytes of a mainframe": ("a.xml", '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037"), "encoded in EBCDIC"),
    "a text of 10 MB": ("a.xml", AKN % (b"x" * 11_000_000), "one text or name of more than 10 MB"),
    "namespaces": ("a.xml", b"<a " + b" ".join(b"xmlns:n%d='u%d'" % (n, n) for n in range(70)) + b"/>", "64 namespaces"),
    "a span that is no number": ("a.xml", AKN % (b'<table><tr><td colspan="%s"><p>a</p></td></tr></table>' % NINES.encode()), "colspan of td is '99999999999999999999…'"),
    "spans over spans": ("a.xml", AKN % (b"<table>" + b'<tr><td colspan="900" rowspan="900"><p>a</p></td></tr>' * 900 + b"</table>"), "400,000 cells"),
    "an eId that is no name": (
        "a.xml",
        AKN.replace(b"<body>", b'<meta><identification source="#specman"/></meta><body>').replace(b"<section>", b'<section eId="a b">') % b"<p>x</p>",
        "the eId 'a b'",
    ),
    "a level that is no number": ("a.docx", listed("x", LIST), "ilvl is 'x'"),
    "a level that no list has": ("a.docx", listed("9", LIST), "from 0 to 8"),
    "a level defined as no number": ("a.docx", listed("0", LIST.replace('w:ilvl="0"', 'w:ilvl="x"')), "ilvl of lvl is 'x'"),
    "a negative span": ("a.docx", docx(p("1 A") + tbl(tr(tc("a", '<w:gridSpan w:val="-4"/>')))), "gridSpan is '-4'"),
    "a span of thousands of digits": ("a.docx", docx(p("1 A") + tbl(tr(tc("a", f'<w:gridSpan w:val="{NINES}"/>')))), "gridSpan is '9999"),
    "a heading level that is no number": ("a.docx", docx(p("A", properties='<w:outlineLvl w:val="²"/>')), "outlineLvl is '²'"),
    "a number pattern of a page": ("a.docx", listed("0", abstract(1, lvl(0, "%1" * 1000)) + instance(1, 1)), "255 characters in the number of a list"),
    "fields in fields": ("a.docx", docx("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 101 + "</w:p>"), "100 fields inside one another (line 1)"),
    "many changes": ("a.docx", docx(p("1 A") + "<w:p>" + '<w:ins w:id="1" w:author="A"/>' * 60_001 + "</w:p>"), "60,000 tracked changes"),
    "changes in changes": ("a.docx", docx(p("1 A") + "<w:p>" + '<w:ins w:id="1" w:author="A">' * 25 + "</w:ins>" * 25 + "</w:p>"), "20 tracked changes inside one another"),
    "a cell far away": ("a.xlsx", workbook(f'<row r="1">{cell("A1")}{cell("B1")}</row><row r="1048576">{cell("XFD1048576")}</row>'), "2,000,000 cells between its first and its last"),
    "one text in every cell": (
        "a.xlsx",
        workbook("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>' for n in range(1, 300)), f"<si><t>{'x' * 30_000}</t></si>"),
        "16,000,000 characters in its cells",
    ),
    "a workbook of another sort": ("a.xlsx", workbook("", name="content.xml"), "no workbook that Excel saves"),
}  # fmt: skip


@pytest.mark.parametrize("sort", BEYOND)
def test_what_is_beyond_a_limit_is_refused_with_a_sentence(sort: str) -> None:
    name, data, words = BEYOND[sort]
    with pytest.raises(InputError) as caught:
        read_document(data, name)
    assert words in caught.value.message
    assert caught.value.message.startswith(name)
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


def test_what_is_just_within_the_limits_is_read() -> None:
    assert len(read_document(b"K\n" + b"1\n" * 60_000, "a.csv").provisions) == 60_001
    assert len(read_document(b"," * 999 + b"\n" + b"1\n" * 400, "a.csv").provisions[1].cells) == 1_000
    deep = START + b"".join(b" " * n + b"- x\n" for n in range(48))
    assert len(read_document(deep, "a.md").provisions) == 51
    far = workbook(f'<row r="1">{cell("A1")}{cell("B1")}</row><row r="1000">{cell("SF1000")}</row>')
    assert len(read_document(far, "a.xlsx").provisions) == 2


def test_a_text_of_many_lines_is_joined_in_order_with_its_marks() -> None:
    document = markdown.parse(START + "".join(f"line {n} is **bold {n}**\n" for n in range(5_000)).encode())
    clause = document.provisions[2]
    assert clause.text.split(" line ")[4_999] == "4999 is bold 4999"
    assert [clause.text[m.start : m.end] for m in clause.marks] == [f"bold {n}" for n in range(5_000)]


def test_boxes_in_boxes_are_read_once() -> None:
    box = "<w:r><w:pict><w:txbxContent>"
    body = (
        p("1 A")
        + f"<w:p>{box}{p('outer')}<w:p>" * 15
        + p("inner")
        + ("</w:p></w:txbxContent></w:pict></w:r></w:p>" * 15)
    )
    text = read_document(docx(body), "a.docx").provisions[-1].words
    assert (text.count("outer"), text.count("inner")) == (15, 1)


def test_a_sign_that_no_text_holds_is_left_out_of_a_word_file() -> None:
    for code in ("D800", "1", "110000", "FFFFFFFFFFFF", "-1", "x"):
        body = p("1 A") + p(f'<w:r><w:t>a</w:t><w:sym w:font="A" w:char="{code}"/><w:t>b</w:t></w:r>')
        assert read_document(docx(body), "a.docx").provisions[-1].words.endswith("ab")


def test_letters_beyond_what_word_counts_are_decimals() -> None:
    assert (letters(780), letters(781), len(letters(780))) == ("z" * 30, "781", 30)


NUMBERS = re.compile(r"\d[\d,]*")


def test_the_documentation_states_the_limits_of_the_code() -> None:
    text = (
        (ROOT / "docs" / "importing.md").read_text(encoding="utf-8").partition("\n## Limits\n")[2].partition("\n## ")[0]
    )
    stated = {
        row.split("|")[1].strip(): row.split("|")[2].strip() for row in text.splitlines() if row.startswith("| `")
    }
    held = {}
    for name, value in vars(limits).items():
        if name.startswith(("MAX_", "SMALL_")):
            held[f"`{name}`"] = f"{value // 1_048_576} MB" if name.endswith("_BYTES") else f"{value:,}"
    assert stated == held


def test_every_limit_says_why() -> None:
    source = (ROOT / "specman" / "limits.py").read_text(encoding="utf-8")
    for name in re.findall(r"^((?:MAX|SMALL)_\w+) = ", source, re.MULTILINE):
        assert re.search(rf'^{name} = .+\n""".{{20,}}', source, re.MULTILINE), name


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by what Linux offers")
def test_readers_stand_twenty_seconds_of_files_changed_at_random() -> None:
    crashes = [f"{kind} {number}: {said}" for kind, number, _, said in fuzz.fuzz(list(fuzz.KINDS), 20, 1)]
    assert crashes == []
    assert set(fuzz.COUNTS) == set(fuzz.KINDS)


def test_a_range_of_a_billion_labels_is_opened_no_further_than_is_shown() -> None:
    assert len(names_between("1", "999999999")) == MOST_EXPANDED
    assert names_between("1", "9" * 5_000) == []
