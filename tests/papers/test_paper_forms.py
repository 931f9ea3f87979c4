"""A paper says the same in every form: laws over made-up papers, and the papers of the library that ships."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from specman.errors import InputError
from specman.model.paper import (
    Bullets,
    Figure,
    Grid,
    Made,
    Paper,
    Para,
    Section,
    Span,
    blank,
    numbered,
    place,
    plain,
    words,
)
from specman.report.drawing import Arrow, Node, layered
from specman.report.forms import rendered
from specman.report.json import dumps
from specman.report.json.paper import paper as as_json
from specman.report.press.page import page
from specman.report.press.plain import sentences
from specman.report.press.typeset import pdf
from specman.report.press.word import word
from specman.store.library import Library
from specman.usecases.ask.papers.catalogue import paper

DAY = "2016-06-17"
MADE = Made(DAY, "A library", "abc", "0.1.0", "", "Illustrative.")
SVG = layered([Node("a", "A", "1"), Node("b", "B")], [Arrow("a", "b")], title="T", says="S")

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=12)
said = st.lists(
    st.builds(Span, texts, st.sampled_from(["", "strong", "inserted", "deleted", "place", "blank"])), max_size=3
).map(tuple)
blocks = st.one_of(
    st.builds(Para, said, st.booleans()), st.builds(Bullets, st.lists(said, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.integers(1, 3).flatmap(
        lambda n: st.builds(
            Grid, st.lists(texts, min_size=n, max_size=n).map(tuple),
            st.lists(st.lists(said, min_size=n, max_size=n).map(tuple), max_size=3).map(tuple), texts,
            st.sampled_from([(), (1,) * n]), st.booleans(),
        )
    ),
    st.builds(Figure, st.just(SVG), texts, texts),
)  # fmt: skip
sections = st.recursive(
    st.builds(lambda title, held: (title, held, ()), texts, st.lists(blocks, max_size=3)),
    lambda inner: st.builds(lambda title, held, more: (title, held, more), texts, st.lists(blocks, max_size=2), st.lists(inner, max_size=2)),
    max_leaves=4,
)  # fmt: skip


def made(rows: list[tuple[str, list[object], object]], above: str = "s") -> tuple[Section, ...]:
    return tuple(
        Section(title, f"{above}-{n}", tuple(held), made(more, f"{above}-{n}"), is_annex=above == "s" and n % 3 == 2)  # type: ignore[arg-type]
        for n, (title, held, more) in enumerate(rows)
    )


papers = st.builds(
    lambda title, sub, facts, opening, rows: Paper("x", title, sub, tuple(facts), tuple(opening), made(rows), MADE), texts.filter(str.strip),
    texts, st.lists(st.tuples(texts, said), max_size=2), st.lists(blocks, max_size=2), st.lists(sections, max_size=3),
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(papers)
def test_any_paper_is_written_in_every_form(one: Paper) -> None:
    for form in ("text", "md", "html", "docx", "pdf"):
        assert rendered("paper", form, one)
    found = json.loads(dumps(as_json(one)))
    assert [row["title"] for row in found["sections"]] == [row.section.title for row in numbered(one.sections)]


def test_a_paper_is_the_same_bytes_each_time() -> None:
    for form in ("docx", "pdf"):
        assert rendered("paper", form, hostile()) == rendered("paper", form, hostile())


HOSTILE = '<script>alert(1)</script> #let x = 1 $a$ *b* _c_ @d \\ `e` "f" [g](javascript:x) {{h}} & // '


def hostile() -> Paper:
    text = words(HOSTILE, place(HOSTILE), blank(HOSTILE))
    return Paper(
        "x", HOSTILE, HOSTILE, ((HOSTILE, text),), (Para(text, True), Bullets((text,))),
        (Section(HOSTILE, "a", (Grid((HOSTILE,), ((text,),), HOSTILE),)),), MADE,
    )  # fmt: skip


def test_words_come_alive_in_no_form() -> None:
    found = page(hostile())
    assert "<script" not in found and not re.search(r"(?:href|src)=[\"'](?!#)", found)
    assert squeezed(HOSTILE) in squeezed(of_pdf(pdf(hostile())))
    markdown = rendered("paper", "md", hostile())
    assert isinstance(markdown, str) and "<script>" not in markdown


# -- the same sentences ------------------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """A text without spaces, ties and ligatures, which forms may set as they like."""
    for ligature, letters in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def of_html(data: str) -> str:
    root = html.fromstring(data)
    for drawn in root.xpath("//svg | //nav"):
        drawn.drop_tree()
    return str(root.text_content())


def of_word(data: bytes) -> str:
    document: Document = docx.Document(io.BytesIO(data))
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t"), qn("w:delText")))


def of_pdf(data: bytes) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)


def in_order(piece: str, text: str, start: int) -> int:
    """Where a piece ends in a text, from a place on; -1 where it is not there as it is."""
    at = text.find(piece, start)
    return at + len(piece) if at != -1 else -1


KINDS = [
    ("impact", "SECMP0014"), ("impact", "SECMP0015"), ("impact", "4.11..4.12"), ("modification", "SECMP0017"),
    ("configuration", "4.10..4.12"), ("status", ""), ("metrics", "2016-Q2"), ("resources", ""), ("assurance", "4.12"),
]  # fmt: skip


@pytest.fixture(scope="module")
def shipped_papers(shipped: Path) -> dict[tuple[str, str], Paper]:
    library = Library(shipped)
    seen = Library(shipped, as_of=DAY)
    return {
        (kind, subject): paper(
            seen if kind in ("status", "resources") or subject == "SECMP0014" else library, kind, subject, day=DAY
        )
        for kind, subject in KINDS
    }


@pytest.mark.parametrize("which", KINDS, ids=lambda which: "-".join(filter(None, which)))
def test_every_form_of_a_paper_has_the_same_sentences(
    which: tuple[str, str], shipped_papers: dict[tuple[str, str], Paper]
) -> None:
    one = shipped_papers[which]
    pieces = [squeezed(piece) for piece in sentences(one) if piece.strip()]
    for text in (of_html(page(one)), of_word(word(one))):
        at, held = 0, squeezed(text)
        for piece in pieces:
            at = in_order(piece, held, at)
            assert at != -1, piece
    printed = squeezed(of_pdf(pdf(one)))
    missed = [piece for piece in pieces if piece not in printed]
    broken = [piece for piece in missed if not all(part in printed for part in halves(piece))]
    assert broken == []  # a row that a page ends in is set in two parts
    assert len(missed) * 20 <= len(pieces)
    told = squeezed("".join(strings(json.loads(dumps(as_json(one))))))
    assert [piece for piece in pieces[:-1] if piece not in told] == []


def halves(piece: str) -> Iterator[str]:
    """Short pieces of a text: most of them stand together wherever a page ends."""
    cut = [piece[n : n + 12] for n in range(0, len(piece) - 12, 12)] or [piece]
    yield from cut[:1]
    yield from cut[-1:]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict) and "look" in value:
        yield str(value["text"])
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("which", KINDS, ids=lambda which: "-".join(filter(None, which)))
def test_the_papers_of_the_shipped_library_are_as_they_were_read(
    which: tuple[str, str], shipped_papers: dict[tuple[str, str], Paper], request: pytest.FixtureRequest
) -> None:
    found = rendered("paper", "md", shipped_papers[which])
    assert isinstance(found, str)
    file = GOLDEN / f"{'-'.join(filter(None, which))}.md"
    if request.config.getoption("--refresh-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert file.read_text("utf-8") == found


@pytest.mark.parametrize("which", KINDS, ids=lambda which: "-".join(filter(None, which)))
def test_papers_speak_the_committee_s_english(
    which: tuple[str, str], shipped_papers: dict[tuple[str, str], Paper]
) -> None:
    wrong = re.compile(
        r"\b1 (?:provisions|documents|proposals|links|layers|places|changes)\b|\.\.(?!\.)\s|\s[.,;](?:\s|$)|__|\bNone:|\bTrue\b|  "
    )
    own = {"Words", "What it says", "Change"}  # columns that quote documents
    found = [piece for piece in ours(shipped_papers[which], own) if wrong.search(piece.replace("4.11..4.12", ""))]
    assert found == []


def ours(one: Paper, without: set[str]) -> Iterator[str]:
    """The sentences of a paper that are not a document's."""
    held = [*one.opening, *(block for row in numbered(one.sections) for block in row.section.blocks)]
    yield from (one.title, one.subtitle, *(plain(said) for _, said in one.facts))
    for block in held:
        if isinstance(block, Para):
            yield plain(block.words)
        elif isinstance(block, Bullets):
            yield from map(plain, block.items)
        elif isinstance(block, Grid):
            kept = [n for n, name in enumerate(block.header) if name not in without and n]
            yield from (plain(row[n]) for row in block.rows for n in kept)


# -- form --------------------------------------------------------------------------------------------------------------


def test_a_page_is_accessible_and_needs_nothing(shipped_papers: dict[tuple[str, str], Paper]) -> None:
    for one in shipped_papers.values():
        data = page(one)
        root = html.fromstring(data)
        levels = [int(node.tag[1]) for node in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = [node.get("id") for node in root.xpath("//*[@id]")]
        assert len(ids) == len(set(ids))
        assert all(f"{link}"[1:] in ids for link in root.xpath("//a/@href") if link.startswith("#"))
        for table in root.xpath("//table[not(@class='cover')]"):
            assert table.xpath("./thead/tr/th[@scope='col']")
            assert all(th.text_content().strip() for th in table.xpath("./thead/tr/th"))
        regions = root.xpath("//*[@role='region']/@aria-label")
        assert len(regions) == len(set(regions))
        for drawn in root.xpath("//svg"):
            assert (
                drawn.get("role") == "img"
                and drawn.xpath("./*[local-name()='title']")
                and drawn.xpath("./*[local-name()='desc']")
            )
            assert not drawn.xpath(".//a")
        assert "<script" not in data and not re.search(r"https?://(?!www\.w3\.org/2000/svg)", data)
        assert "size: A4" in data and root.get("lang") == "en"


def test_a_pdf_is_tagged_and_has_bookmarks(shipped_papers: dict[tuple[str, str], Paper]) -> None:
    one = shipped_papers["impact", "SECMP0014"]
    reader = PdfReader(io.BytesIO(pdf(one)))
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in reader.trailer["/Root"]
    assert len(list(reader.outline)) > 5 and reader.metadata is not None and reader.metadata.title == one.title
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    first = reader.pages[0].extract_text()
    assert "The committee is asked to decide or to ask" in first and "1 of " in first


def test_a_word_file_has_real_styles_and_takes_a_template(shipped_papers: dict[tuple[str, str], Paper]) -> None:
    one = shipped_papers["impact", "SECMP0015"]
    document = docx.Document(io.BytesIO(word(one)))
    body = document.element.body
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert {"Title", "Heading 1", "List Number", "Caption"} <= styles
    assert 'TOC \\o "1-2"' in "".join(node.text or "" for node in body.iter(qn("w:instrText")))
    tables = document.tables[1:]
    assert tables and all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in tables)
    heading = document.styles["Heading 1"].element
    assert heading.find(f".//{qn('w:numPr')}") is not None
    house = docx.Document()
    house.styles["Heading 1"].font.name = "Courier New"
    house.sections[0].left_margin = house.sections[0].page_width // 4
    house.add_paragraph("Words of the template.")
    out = io.BytesIO()
    house.save(out)
    made_of = docx.Document(io.BytesIO(word(one, template=out.getvalue())))
    assert made_of.styles["Heading 1"].font.name == "Courier New"
    assert made_of.sections[0].left_margin == house.sections[0].left_margin
    assert "Words of the template." not in "".join(paragraph.text for paragraph in made_of.paragraphs)
    for wrong in (b"no word file", b"PK\x05\x06" + b"\0" * 18):
        with pytest.raises(InputError, match="no Word file"):
            word(one, template=wrong)


def test_the_legal_text_is_tracked_in_word(shipped_papers: dict[tuple[str, str], Paper]) -> None:
    one = shipped_papers["impact", "SECMP0014"]
    body = docx.Document(io.BytesIO(word(one))).element.body
    put_in = ["".join(t.text or "" for t in change.iter(qn("w:t"))) for change in body.iter(qn("w:ins"))]
    assert any("the first 24 bits identify the company" in text for text in put_in)
    changes = [*body.iter(qn("w:ins")), *body.iter(qn("w:del"))]
    assert {change.get(qn("w:date")) for change in changes} == {f"{DAY}T00:00:00Z"}
    assert len({change.get(qn("w:id")) for change in changes}) == len(changes)


def test_a_word_file_says_nothing_of_when_or_where_it_was_saved() -> None:
    with zipfile.ZipFile(io.BytesIO(word(hostile()))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize("count", [5, 50, 500])
def test_boxes_of_a_picture_do_not_overlap(count: int) -> None:
    nodes = [Node(str(n), f"SEC {n}" * (1 + n % 3), f"{n} to review" if n % 2 else "") for n in range(count)]
    arrows = [Arrow(str(n // 3), str(n)) for n in range(1, count)]
    arrows += [Arrow(str(n * 7 % n), str(n)) for n in range(20, count, 20)]
    drawn = html.fromstring(layered(nodes, arrows, title="T", says="S"))
    boxes = [tuple(float(rect.get(key)) for key in ("x", "y", "width", "height")) for rect in drawn.xpath("//rect")]
    assert len(boxes) == count
    boxes.sort()
    for place_, (x, y, width, height) in enumerate(boxes):
        for other, above, _, tall in boxes[place_ + 1 :]:
            if other >= x + width:
                break
            assert above >= y + height - 0.2 or above + tall <= y + 0.2
