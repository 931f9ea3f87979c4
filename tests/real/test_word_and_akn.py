"""Word files, Akoma Ntoso, Markdown and schemas that others wrote: nothing crashes, nothing is lost, counts agree."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from specman.errors import InputError
from specman.formats import akn
from specman.formats.reading import read_document
from specman.formats.word.package import open_package
from specman.intake.stored_form import stored_form
from tests.conftest import ROOT
from tests.visible import coverage

REAL = ROOT.parent / "shared" / "real"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="NOT RUN: the real documents are not beside the repository (../shared/real)"
    ),
]

WORD = sorted((REAL / "word").glob("*/*.docx"))
COUNTED = {
    row["file"]: json.loads(row["counted"])
    for row in (csv.DictReader((REAL / "word/SOURCES.tsv").open(), delimiter="\t") if REAL.is_dir() else ())
}
# Each file that its authors published in both views: the redline, and what Word made of it.
PAIRS = (
    ("RP011-Multiple-Deleted-Rows", "RP011-Multiple-Deleted-Rows-Accepted", "accept"),
    ("RP029-Table-Row-Props-Change", "RP029-Table-Row-Props-Change-Rejected", "reject"),
    ("RP036-Vert-Merged-Cells", "RP036-Vert-Merged-Cells-Rejected", "reject"),
)


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


@pytest.mark.parametrize("file", WORD, ids=name)
def test_a_word_file_is_read_whole_and_kept(file: Path) -> None:
    document = read_document(file.read_bytes(), str(file), work="w", version="1.0")
    found, total, lost = coverage(open_package(file.read_bytes(), str(file)), document)
    assert found >= 0.995 * total, lost
    try:
        stored = stored_form(document, str(file), file.read_bytes())
    except InputError as error:
        assert error.slug == "no-provisions"
        return
    again = akn.parse(stored, work="w", version="1.0")
    assert again.provisions == document.provisions
    assert stored_form(read_document(file.read_bytes(), str(file), work="w", version="1.0"), str(file), b"") == stored


def _not_shown(file: Path, tag: str) -> int:
    """How many elements stand in fallbacks: a reader sees the first alternative that is understood, the counter both."""
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return len(root.xpath(f".//*[local-name()='Fallback']//*[local-name()='{tag}']"))


@pytest.mark.parametrize("file", WORD, ids=name)
def test_tracked_changes_are_all_counted(file: Path) -> None:
    counted = COUNTED[name(file)]
    if not counted.get("well_formed"):
        pytest.skip("the counter could not read this file")  # its main part has another name
    words = [r.kind for r in read_document(file.read_bytes(), str(file)).revisions if r.scope == "words"]
    assert words.count("insertion") == counted["ins_runs"] - _not_shown(file, "ins")
    assert words.count("deletion") == counted["del_runs"] - _not_shown(file, "del")
    assert words.count("move from") + words.count("move to") == counted["moves"]


@pytest.mark.parametrize(("redline", "other", "side"), PAIRS)
def test_a_view_is_what_word_made_of_it(redline: str, other: str, side: str) -> None:
    folder = REAL / "word/powertools"
    if not (folder / f"{other}.docx").is_file():
        pytest.skip("not among the files")
    mine = read_document((folder / f"{redline}.docx").read_bytes(), "a.docx", revisions=side)  # type: ignore[arg-type]
    theirs = read_document((folder / f"{other}.docx").read_bytes(), "a.docx")
    assert mine.provisions == theirs.provisions


@pytest.mark.parametrize("file", sorted((REAL / "akn").glob("*.xml")), ids=lambda f: f.name)
def test_akoma_ntoso_comes_in_or_is_refused_in_a_sentence(file: Path) -> None:
    try:
        document = read_document(file.read_bytes(), str(file), work="w", version="1.0")
    except InputError as error:
        assert error.slug == "not-akn"
        return
    stored = stored_form(document, str(file), file.read_bytes())
    assert akn.parse(stored, work="w", version="1.0").provisions == document.provisions


@pytest.mark.parametrize("file", sorted((REAL / "openapi-versions").glob("*.md")), ids=lambda f: f.name)
def test_markdown_specifications_come_in_with_their_sections_and_links(file: Path) -> None:
    document = read_document(file.read_bytes(), str(file), work="oas", version=file.stem)
    assert sum(q.kind == "section" for q in document.provisions) > 80
    assert sum(m.kind == "ref" for q in document.provisions for m in q.marks) > 200
    stored = stored_form(document, str(file), file.read_bytes())
    assert akn.parse(stored, work="oas", version=file.stem).provisions == document.provisions


@pytest.mark.parametrize("file", sorted((REAL / "dcc-schemas").glob("*.xsd")), ids=lambda f: f.name)
def test_schemas_are_kept_byte_for_byte(file: Path) -> None:
    document = read_document(file.read_bytes(), str(file))
    assert document.schema is not None and len(document.provisions) > 30
    assert stored_form(document, str(file), file.read_bytes()) == file.read_bytes()
