"""Time and memory of reading files that grow: every reader, ordinary and odd contents, 1 to 48 MB.

    python benchmarks/bounds.py                    every shape at 1, 4, 16 and 48 MB
    python benchmarks/bounds.py "word rows" 4 16   one shape, at these sizes

Each is read in a process of its own, as `specman import` reads it: parsed, made into the stored form, and checked. Sizes
(millions of bytes) are of the file; of a Word file and a workbook, of its main part. The aim is under 10 s of processor time and 500 MB,
whether the file is read or refused. Exit status 1 when one is over.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS, MOST_MB = 10.0, 500
SIZES = (1, 4, 16, 48)
AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body><section><num>1</num><content>'
AKN_END = "</content></section></body></act></akomaNtoso>"
BREAK = "</content></section><section><num>1</num><content>"
XSD, XSD_END = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">', "</xs:schema>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
READ = """
import gc, sys
gc.set_threshold(100_000, 50, 50)
from pathlib import Path
from specman.errors import SpecmanError
from specman.formats.reading import read_document
from specman.intake.stored_form import stored_form
path = Path(sys.argv[1])
data = path.read_bytes()
try:
    document = read_document(data, path.name, work="w", version="1.0")
    stored_form(document, path.name, data)
    print(f"read, {len(document.provisions):,} provisions")
except SpecmanError as error:
    print("refused:", error.message.removeprefix(path.name).strip())
"""


def filled(size: int, piece: Callable[[int], str], before: str = "", after: str = "") -> bytes:
    """As many pieces as make up a size."""

    def parts() -> Iterator[str]:
        yield before
        length, number = len(before), 0
        while length < size:
            number += 1
            found = piece(number)
            length += len(found)
            yield found
        yield after

    return "".join(parts()).encode()


def zipped(main: str, data: bytes, others: dict[str, str]) -> bytes:
    """A package: its main part and the others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in others.items():
            archive.writestr(name, text)
        archive.writestr(main, data)
    return out.getvalue()


def word(size: int, piece: Callable[[int], str], before: str = "", after: str = "") -> bytes:
    """A Word file whose body is made of pieces."""
    body = filled(size, piece, f"<w:document {W}><w:body>{before}", f"{after}</w:body></w:document>")
    return zipped("word/document.xml", body, {})


def sheet(size: int, piece: Callable[[int], str]) -> bytes:
    """A workbook whose sheet is made of pieces."""
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{main}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = (
        f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{main}/worksheet" Target="worksheets/s.xml"/>'
        "</Relationships>"
    )
    data = filled(size, piece, SHEET, "</sheetData></worksheet>")
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    root = f'<Relationships xmlns="{rels}"><Relationship Id="r0" Type="{main}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    others = {
        "[Content_Types].xml": types,
        "_rels/.rels": root,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": links,
    }
    return zipped("xl/worksheets/s.xml", data, others)


def clause(number: int) -> str:
    """A paragraph of Markdown with a list."""
    section, place = divmod(number, 500)
    heading = f"## {section + 1} A\n\n" if place == 1 else ""
    return heading + (
        f"{section + 1}.{place} The DCC shall act within {number} days of the **thing**, and see 1.2:\n\n- (a) one thing; and\n\n"
    )


def p(words: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def change(number: int, sort: str) -> str:
    """A tracked change of Word."""
    return f'<w:{sort} w:id="{number}" w:author="A" w:date="2016-01-01T00:00:00Z"'


OUTLINE = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
TEXT = "The supplier shall send the message without delay. "
SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "md clauses": ("a.md", lambda n: filled(n, clause, "# A\n\n")),
    "md prose": ("a.md", lambda n: filled(n, lambda i: ("" if i % 5_000 else "\n1.1 x ") + TEXT + "\n", "# A\n\n## 1 A\n\n1.1 x\n")),
    "md one line": ("a.md", lambda n: filled(n, lambda _: TEXT, "# A\n\n## 1 A\n\n1.1 ")),
    "md asterisks": ("a.md", lambda n: filled(n, lambda _: "*" * 99, "# A\n\n## 1 A\n\n1.1 ")),
    "md emphasis": ("a.md", lambda n: filled(n, lambda _: "**a** b ", "# A\n\n## 1 A\n\n1.1 ")),
    "md spaces": ("a.md", lambda n: filled(n, lambda _: " " * 99, "# A\n\n## 1 A\n\n1.1 x\n\n# a", "x|--|--")),
    "md lines": ("a.md", lambda n: filled(n, lambda _: "a\n", "# A\n\n## 1 A\n\n")),
    "md nested numbers": ("a.md", lambda n: filled(n, lambda i: "1" + ".1" * (i % 900) + " x\n\n", "# A\n\n## 1 A\n\n")),
    "md nested list": ("a.md", lambda n: filled(n, lambda i: " " * (i % 900) + "- x\n", "# A\n\n## 1 A\n\n1.1 x\n\n")),
    "md table": ("a.md", lambda n: filled(n, lambda i: ("" if i % 9_000 else "\n") + f"| k{i} | b | c |\n", "# A\n\n## 1 A\n\n| A | B | C |\n|--|--|--|\n")),
    "md rules": ("a.md", lambda n: filled(n, lambda _: "--|--\n", "# A\n\n## 1 A\n\na | b\n")),
    "md footnotes": ("a.md", lambda n: filled(n, lambda i: f"x[^{i}] ", "# A\n\n## 1 A\n\n1.1 ", "\n\n[^1]: y\n")),
    "csv rows": ("a.csv", lambda n: filled(n, lambda i: f"k{i},this is a value,another\n", "Key,B,C\n")),
    "csv columns": ("a.csv", lambda n: filled(n, lambda _: ",", "Key,B\n")),
    "csv notes": ("a.csv", lambda n: filled(n, lambda _: "#\n", "", "K,B\n1,2\n")),
    "csv wide header": ("a.csv", lambda n: filled(n, lambda _: "1\n", "," * 999 + "\n")),
    "xml clauses": ("a.xml", lambda n: filled(n, lambda i: f"<p>{TEXT}{i}</p>" + ("" if i % 5_000 else BREAK), AKN, AKN_END)),
    "xml items": (
        "a.xml",
        lambda n: filled(
            n, lambda i: f'<point eId="p{i}"><num>({i})</num><content><p>{TEXT}</p></content></point>', AKN.removesuffix("<content>"),
            AKN_END.removeprefix("</content>"),
        ),
    ),
    "xml empty": ("a.xml", lambda n: filled(n, lambda _: "<b/>", AKN, AKN_END)),
    "xml paragraphs": ("a.xml", lambda n: filled(n, lambda _: "<p><b/></p>", AKN, AKN_END)),
    "xml emphasis": ("a.xml", lambda n: filled(n, lambda _: "<b>a</b> b ", AKN + "<p>", "</p>" + AKN_END)),
    "xml deep": ("a.xml", lambda n: filled(n, lambda _: "<p>x</p>", AKN + "<div>" * 150, "</div>" * 150 + AKN_END)),
    "xml quoted": (
        "a.xml",
        lambda n: filled(n, lambda _: TEXT, AKN + "<quotedStructure>" + "<p>" * 150, "</p>" * 150 + "</quotedStructure>" + AKN_END),
    ),
    "xml attributes": ("a.xml", lambda n: filled(n, lambda _: "<p a='' b='' c=''/>", AKN, AKN_END)),
    "xml cells": ("a.xml", lambda n: filled(n, lambda _: "<tr><td>x</td><td>y</td></tr>", AKN + "<table>", "</table>" + AKN_END)),
    "xml spans": (
        "a.xml",
        lambda n: filled(n, lambda _: '<tr><td colspan="900" rowspan="900">x</td></tr>', AKN + "<table>", "</table>" + AKN_END),
    ),
    "xsd elements": (
        "a.xsd",
        lambda n: filled(
            n,
            lambda i: (
                f'<xs:element name="e{i}"><xs:complexType><xs:sequence><xs:element name="a" type="xs:string"/>'
                "</xs:sequence></xs:complexType></xs:element>\n"
            ),
            XSD, XSD_END,
        ),
    ),
    "xsd one type": (
        "a.xsd",
        lambda n: filled(
            n, lambda i: f'<xs:enumeration value="v{i}"/>',
            XSD + '<xs:simpleType name="t"><xs:restriction base="xs:string">', "</xs:restriction></xs:simpleType>" + XSD_END,
        ),
    ),
    "word clauses": ("a.docx", lambda n: word(n, lambda i: p(f"{i // 500 + 1} General", OUTLINE) if i % 500 == 0 else p(f"{i // 500 + 1}.{i % 500} {TEXT}"), p("1 General", OUTLINE))),
    "word empty": ("a.docx", lambda n: word(n, lambda _: "<w:p/>", p("1 General"))),
    "word plain": ("a.docx", lambda n: word(n, lambda i: p(TEXT, "" if i % 5_000 else OUTLINE), p("1 General", OUTLINE))),
    "word runs": (
        "a.docx",
        lambda n: word(n, lambda _: "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t> b </w:t></w:r>", "<w:p>", "</w:p>"),
    ),
    "word rows": (
        "a.docx",
        lambda n: word(
            n,
            lambda i: f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>" + ("" if i % 9_000 else "</w:tbl><w:tbl>"),
            p("1 A") + "<w:tbl>", "</w:tbl>",
        ),
    ),
    "word spans": (
        "a.docx",
        lambda n: word(
            n, lambda _: f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="900"/></w:tcPr>{p("a")}</w:tc></w:tr>', p("1 A") + "<w:tbl>", "</w:tbl>"
        ),
    ),
    "word insertions": (
        "a.docx",
        lambda n: word(n, lambda i: f"{change(i, 'ins')}><w:r><w:t>a </w:t></w:r></w:ins>", p("1 A") + "<w:p>", "</w:p>"),
    ),
    "word ended": (
        "a.docx",
        lambda n: word(n, lambda i: p("a", f"<w:pPr><w:rPr>{change(i, 'del')}/></w:rPr></w:pPr>"), p("1 A"), p("b")),
    ),
    "word fields": (
        "a.docx",
        lambda n: word(
            n, lambda _: '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a </w:instrText></w:r>', p("1 A") + "<w:p>", "</w:p>"
        ),
    ),
    "word boxes": (
        "a.docx",
        lambda n: word(
            n, lambda _: p(TEXT), "<w:p><w:r><w:pict><w:txbxContent>" * 45, "</w:txbxContent></w:pict></w:r></w:p>" * 45
        ),
    ),
    "xlsx rows": (
        "a.xlsx",
        lambda n: sheet(
            n,
            lambda i: (
                f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>k{i}</t></is></c>'
                f'<c r="B{i}" t="inlineStr"><is><t>{TEXT}</t></is></c></row>'
            ),
        ),
    ),
    "xlsx far": (
        "a.xlsx", lambda n: sheet(n, lambda i: f'<row r="{i * 9}"><c r="A{i * 9}"><v>1</v></c><c r="XFD{i * 9}"><v>1</v></c></row>'),
    ),
}  # fmt: skip


def write(shape: str, size: int, path: Path) -> None:
    """Make a file of a shape and of so many million bytes."""
    path.write_bytes(SHAPES[shape][1](size * 1_000_000))


def measured(path: Path) -> tuple[float, int, str]:
    """Processor seconds, megabytes, and what became of a file."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", READ, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert child.stdout is not None and child.stderr is not None
    out, err = child.stdout.read(), child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    said = out.strip() or f"FAILED ({child.returncode}): {err.strip().splitlines()[-1:]}"
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, said


def main() -> int:
    """Print a line for each shape and size; 1 when one is over the aim."""
    wanted = [word for word in sys.argv[1:] if word in SHAPES] or list(SHAPES)
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES
    over = 0
    print("| what the file is full of | MB | s | MB used | |\n| --- | ---: | ---: | ---: | --- |")
    for shape in wanted:
        name, _ = SHAPES[shape]
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                # Made by another process: a child is counted with the memory of the one that it is forked from.
                maker = multiprocessing.Process(target=write, args=(shape, size, path))
                maker.start()
                maker.join()
                seconds, memory, said = measured(path)
            is_over = seconds > MOST_SECONDS or memory > MOST_MB or said.startswith("FAILED")
            over += is_over
            print(f"| {shape} | {size} | {seconds:.1f} | {memory} | {'OVER ' if is_over else ''}{said} |", flush=True)
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
