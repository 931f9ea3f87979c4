"""A Word file with tracked changes: accepted it is the target, rejected the base; read back by the reader of any redline."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from specman.compare.documents import compare_documents
from specman.compare.words import align, likeness, tokens
from specman.formats.reading import read_document
from specman.formats.word.package import W
from specman.formats.word.read import parse
from specman.formats.word.redline import Author, redline
from specman.formats.word.write import serialise
from specman.model.change import ChangeSet, StateName
from specman.model.document import Document, Image, Mark
from specman.model.identity import Work
from specman.state.changes import diff_baselines
from specman.store.library import Library
from specman.usecases.ask.redline import redlines
from tests.conftest import Door
from tests.formats.test_word_writing import documents

WHO = Author("A. Drafter", "2016-06-15T00:00:00Z")


def written(base: Document, target: Document) -> bytes:
    work = Work("w", "W", "appendix", "W", "W", "W")
    pairs = compare_documents(work, base, target)[0].partners()
    return redline(base, target, WHO, align=align, likeness=likeness, tokens=tokens, partners=pairs)


def said(document: Document) -> list[tuple[object, ...]]:
    return [(p.eid, p.kind, p.num, p.heading, p.text, p.cells, p.status, p.parent) for p in document.provisions]


@given(documents(), documents())
def test_any_two_documents_come_back_from_their_redline(base: Document, target: Document) -> None:
    data = written(base, target)
    assert said(parse(data, work="w", revisions="accept")) == said(target)
    assert said(parse(data, work="w", revisions="reject")) == said(base)


@given(documents())
def test_a_document_against_itself_has_no_tracked_change(document: Document) -> None:
    assert parse(written(document, document), work="w").revisions == ()


@pytest.fixture(scope="module")
def changes(shipped: Path) -> ChangeSet:
    return diff_baselines(Library(shipped), "4.11", "4.12")


def test_every_redline_of_the_shipped_baselines_is_proven_by_reading_it_back(changes: ChangeSet) -> None:
    found = redlines(changes)
    works = {work.work: work for work in changes.works}
    assert len(found.files) >= 10
    for name, data in found.files:
        work = next(w for key, w in works.items() if name == f"{key}-{w.base_version}-{w.target_version}.docx")
        assert work.base is not None and work.target is not None
        assert said(parse(data, work=work.work, revisions="accept")) == said(work.target)
        assert said(parse(data, work=work.work, revisions="reject")) == said(work.base)
    assert "DUIS-XSD" in found.left_out


def test_changes_carry_the_author_and_the_date_and_have_a_number_each(changes: ChangeSet) -> None:
    [(_, data)] = [
        file for file in redlines(changes, author="A. Drafter", date="2016-05-01").files if "sec-h" in file[0]
    ]
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    tracked = list(root.iter(f"{W}ins", f"{W}del"))
    assert {element.get(f"{W}author") for element in tracked} == {"A. Drafter"}
    assert {element.get(f"{W}date") for element in tracked} == {"2016-05-01T00:00:00Z"}
    numbers = [element.get(f"{W}id") for element in tracked]
    assert len(set(numbers)) == len(numbers) > 10
    assert not list(root.iter(f"{W}del/{W}r/{W}t"))


def test_the_same_comparison_gives_the_same_bytes(changes: ChangeSet) -> None:
    assert redlines(changes) == redlines(changes)


# -- the door ----------------------------------------------------------------------------------------------------


def test_diff_writes_one_document_or_all_of_them(shipped: Path, specman: Door, tmp_path: Path) -> None:
    file = tmp_path / "h.docx"
    status, out, error = specman("diff", "4.11", "4.12", "--work", "SEC H", "-o", str(file), library=shipped)
    assert (status, out) == (0, "")
    assert parse(file.read_bytes(), work="sec-h").revisions
    archive = tmp_path / "all.zip"
    status, _, error = specman("diff", "4.11", "4.12", "-o", str(archive), library=shipped)
    assert (status, "DUIS-XSD" in error) == (0, True)
    assert "sec-h-4.11-4.12.docx" in zipfile.ZipFile(archive).namelist()


def test_several_documents_do_not_go_into_one_word_file(shipped: Path, specman: Door, tmp_path: Path) -> None:
    file = tmp_path / "all.docx"
    status, _, error = specman("diff", "4.11", "4.12", "-o", str(file), library=shipped)
    assert (status, "--work" in error, file.exists()) == (2, True, False)


def test_a_schema_has_no_redline(shipped: Path, specman: Door, tmp_path: Path) -> None:
    words = ("diff", "4.11", "4.12", "--work", "DUIS-XSD", "-o", str(tmp_path / "x.docx"))
    status, _, error = specman(*words, library=shipped)
    assert (status, "no redline" in error) == (2, True)


def test_a_modification_and_two_files_have_redlines(
    shipped: Path, make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    file = tmp_path / "mod.docx"
    assert specman("diff", "SECMP0014", "--work", "SEC A", "-o", str(file), "--author", "TSC", library=shipped)[0] == 0
    assert {revision.author for revision in parse(file.read_bytes()).revisions} == {"TSC"}
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# T\n\n## 1 A\n\n1.1 The cat sat.\n")
    new.write_text("# T\n\n## 1 A\n\n1.1 The dog sat.\n\n1.2 More.\n")
    assert specman("diff", str(old), str(new), "-o", str(file))[0] == 0
    words = [(r.kind, r.text) for r in parse(file.read_bytes()).revisions if r.scope == "words"]
    assert words[:2] == [("deletion", "cat"), ("insertion", "dog")]


# -- what is marked in the words, and what moved --------------------------------------------------------------------


def looks(document: Document) -> list[tuple[object, ...]]:
    return [(p.eid, [m for m in p.marks if m.kind in ("b", "i", "note")]) for p in document.provisions]


@given(documents(), documents())
def test_emphasis_and_notes_of_both_sides_come_back(base: Document, target: Document) -> None:
    data = written(base, target)
    assert looks(parse(data, work="w", revisions="accept")) == looks(target)
    assert looks(parse(data, work="w", revisions="reject")) == looks(base)


LINKED = """# T

## 1 Rules

1.1 See [the register]({outside}) and [what is left out](#2-exceptions) {first}.

{more}## 2 Exceptions

2.1 None is known to the Panel{last}.
"""


def side(**said: str) -> Document:
    return read_document(LINKED.format(**said).encode(), "t.md", work="w")


def test_links_of_both_sides_come_back_and_are_changes_of_their_own() -> None:
    base = side(outside="https://example.org/a", first="", more="", last="")
    target = side(outside="https://example.org/b", first="first", more="1.2 More of it.\n\n", last=" now")
    data = written(base, target)
    accepted = parse(data, work="w", revisions="accept")
    assert [p.marks for p in accepted.provisions] == [p.marks for p in target.provisions]
    rejected = parse(data, work="w", revisions="reject")
    assert [m.target for m in rejected.by_label["1.1"].marks if m.target[:1] != "#"] == ["https://example.org/a"]
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    assert not root.xpath("//*[local-name()='ins' or local-name()='del']//*[local-name()='hyperlink']")
    tracked = root.xpath("//*[local-name()='ins' or local-name()='del' or local-name()='bookmarkStart']")
    numbers = [element.get(f"{W}id") for element in tracked]
    assert len(set(numbers)) == len(numbers)


def test_words_that_look_like_markup_are_words() -> None:
    words = 'An element <a:b xmlns:a="http://example.org/a" w:id="7"> & <w:hyperlink> of {} parts.'
    base, target = (
        read_document(f"# T\n\n## 1 A\n\n1.1 {words.format(n)}\n\n1.2 {words}\n".encode(), "t.md", work="w")
        for n in ("two", "three")
    )
    data = written(base, target)
    assert said(parse(data, work="w", revisions="accept")) == said(target)
    assert said(parse(data, work="w", revisions="reject")) == said(base)


WORDS = ["the cat sat upon the mat of the house", "the dog ran over the hill to the river", "the hen laid an egg in the yard each day"]  # fmt: skip


def numbered(*order: int) -> Document:
    rows = "".join(f"1.{place} In time {WORDS[one]}.\n\n" for place, one in enumerate(order, 1))
    return read_document(f"# T\n\n## 1 A\n\n{rows}".encode(), "t.md", work="w")


def test_a_paragraph_that_stands_elsewhere_is_a_tracked_move() -> None:
    base, target = numbered(0, 1, 2), numbered(2, 0, 1)
    data = written(base, target)
    found = parse(data, work="w").revisions
    moves = [(r.kind, r.text) for r in found if r.kind.startswith("move") and r.scope == "words"]
    assert moves == [("move to", f"In time {WORDS[2]}."), ("move from", f"In time {WORDS[2]}.")]
    assert [(r.kind, r.text) for r in found if r.scope == "words" and not r.kind.startswith("move")][:2] == [
        ("insertion", "1.1"), ("deletion", "1.1"),
    ]  # fmt: skip
    assert said(parse(data, work="w", revisions="accept")) == said(target)
    assert said(parse(data, work="w", revisions="reject")) == said(base)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    starts = [*root.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")]
    ends = [*root.iter(f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")]
    assert {element.get(f"{W}name") for element in starts} == {"move1"}
    assert [element.get(f"{W}id") for element in starts] == [element.get(f"{W}id") for element in ends]


PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x02\0\0\0\x02" + b"\x08\x02\0\0\0"


def pictured(words: str, *pictures: Image) -> Document:
    document = read_document(f"# T\n\n## 1 A\n\n1.1 {words}\n".encode(), "t.md", work="w")
    marks = tuple(Mark("img", 0, 0, image.name) for image in pictures)
    last = replace(document.provisions[-1], marks=marks)
    return replace(document, provisions=(*document.provisions[:-1], last), images=pictures)


def test_pictures_are_in_the_redline_and_change_as_words_do() -> None:
    kept, gone, come = (Image(f"{sign * 32}.png", PNG + sign.encode()) for sign in "abc")
    base, target = pictured("The meter.", kept, gone), pictured("The old meter.", kept, come)
    work = Work("w", "W", "appendix", "W", "W", "W")
    changed = compare_documents(work, base, target)[0]
    [(_, data)] = redlines(ChangeSet(StateName("file", "a"), StateName("file", "b"), (changed,))).files
    files = zipfile.ZipFile(io.BytesIO(data))
    assert sorted(files.read(name) for name in files.namelist() if "media" in name) == [
        image.data for image in (kept, gone, come)
    ]
    root = etree.fromstring(files.read("word/document.xml"))
    held = {key: root.xpath(f"//*[local-name()='{key}']//*[local-name()='drawing']") for key in ("ins", "del")}
    assert [len(held["del"]), len(held["ins"]), len(root.xpath("//*[local-name()='drawing']"))] == [1, 1, 3]


def test_pictures_of_the_library_are_in_the_redline(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    folder = make_library()
    for version, words in (("1.0", "The meter."), ("1.1", "The old meter.")):
        path = tmp_path / f"pictured {version}.docx"
        path.write_bytes(serialise(pictured(words, Image("a.png", PNG)), images={"a.png": PNG}))
        status, _, error = specman(
            "import",
            str(path),
            "--yes",
            "--work",
            "pictured",
            "--version",
            version,
            "--kind",
            "appendix",
            library=folder,
        )
        assert status == 0, error
    file = tmp_path / "out.docx"
    assert specman("diff", "pictured@1.0", "pictured@1.1", "-o", str(file), library=folder)[0] == 0
    assert any("media" in name for name in zipfile.ZipFile(file).namelist())


# -- columns that come and go ----------------------------------------------------------------------------------------


def tabled(*rows: str) -> Document:
    table = "\n".join([f"| {rows[0]} |", "|---" * (rows[0].count("|") + 1) + "|", *(f"| {row} |" for row in rows[1:])])
    return read_document(f"# T\n\n## 1 A\n\n1.1 See below.\n\nTable 1: Events\n\n{table}\n".encode(), "t.md", work="w")


def cells(data: bytes, mark: str) -> list[str]:
    """Words of the cells that carry a mark of their own."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return ["".join(cell.itertext()) for cell in root.iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}{mark}") is not None]


def test_a_column_comes_and_goes_cell_by_cell() -> None:
    narrow = tabled("Code | Event", "1 | Tamper with the cover", "2 | Supply lost for 3 minutes", "3 | Clock adjusted")
    wide = tabled(
        "Code | Sent to | Event", "1 | Supplier | Tamper with the cover", "2 | Network | Supply lost for 5 minutes",
        "4 | Supplier | Firmware activated",
    )  # fmt: skip
    data = written(narrow, wide)
    assert cells(data, "cellIns") == ["Sent to", "Supplier", "Network", ""]  # the row that goes has it too, empty
    assert cells(data, "cellDel") == []
    words = {(r.kind, r.text) for r in parse(data, work="w").revisions if r.scope == "words"}
    assert {("deletion", "3"), ("insertion", "5"), ("insertion", "Firmware activated")} <= words
    assert ("deletion", "Tamper with the cover") not in words
    assert said(parse(data, work="w", revisions="accept")) == said(wide)
    assert said(parse(data, work="w", revisions="reject")) == said(narrow)
    back = written(wide, narrow)
    assert cells(back, "cellDel") == ["Sent to", "Supplier", "Network", ""]
    assert said(parse(back, work="w", revisions="accept")) == said(narrow)
    assert said(parse(back, work="w", revisions="reject")) == said(wide)


def test_a_renamed_column_beside_a_new_one_stays() -> None:
    base = tabled("Code | Event", "1 | Tamper with the cover", "2 | Supply lost")
    target = tabled(
        "Code | What happened | Sent to", "1 | Tamper with the cover | Supplier", "2 | Supply lost | Network"
    )
    data = written(base, target)
    assert cells(data, "cellIns") == ["Sent to", "Supplier", "Network"]
    assert said(parse(data, work="w", revisions="reject")) == said(base)
