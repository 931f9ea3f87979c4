"""`specman diff` as it is typed: what is refused, with which words, and that nothing is lost by it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from specman.formats.word.package import W
from specman.formats.word.read import parse
from tests.conftest import Door

TEXT = "# T\n\n## 1 A\n\n1.1 The {} sat upon the mat of the house.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    for name, who in (("a.md", "cat"), ("b.md", "dog")):
        (tmp_path / name).write_text(TEXT.format(who))
    return str(tmp_path / "a.md"), str(tmp_path / "b.md")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["{a}", "{b}", "-o", "{a}"], 2, "would be lost"),
        (["", "4.12"], 2, "has no name"),
        (["4.12", ""], 2, "has no name"),
        (["{a}", "{b}", "--work", "SEC H"], 2, "compared whole"),
        (["{a}", "{b}", "--stat", "--format", "json"], 2, "--stat is a table"),
        (["{a}", "missing.md"], 3, "There is no file missing.md."),
        (["{a}", "{folder}"], 3, "is a folder"),
        (["{a}", "SEC H"], 2, "SEC H@4.12"),
        (["SECMP0014", "4.12"], 2, "specman diff 4.12 SECMP0014"),
        (["{a}", "4.99"], 3, "no baseline or git revision '4.99'"),
        (["4.11"], 2, "specman diff 4.11 4.12"),
        (["4.11..4.12"], 2, "specman diff 4.11 4.12"),
        (["SCF@1.0"], 2, "name a second one"),
        (["HEAD:4.12", "SECMP0014"], 2, "specman diff 4.12 SECMP0014"),
        (
            ["4.11", "4.12", "--work", "SEC H", "--significance", "editorial", "-o", "{folder}/x.docx"],
            2,
            "every change",
        ),
        (["{a}", "4.12"], 2, "a file and a version"),
        (["{a}"], 3, "holds no tracked changes"),
        (["{a}", "{a}", "-o", "{folder}/x.docx"], 2, "say the same"),
        (["{a}", "{a}", "-o", "{folder}/x.zip"], 2, "say the same"),
        (["{a}", "{b}", "--date", "yesterday", "-o", "{folder}/x.docx"], 2, "2016-06-15"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(
    pair: tuple[str, str], shipped: Path, specman: Door, tmp_path: Path, words: list[str], status: int, said: str
) -> None:
    filled = [word.format(a=pair[0], b=pair[1], folder=tmp_path) for word in words]
    found, _, error = specman("diff", *filled, library=shipped)
    assert (found, said in error) == (status, True), error
    assert Path(pair[0]).read_text() == TEXT.format("cat")
    assert not [*tmp_path.glob("x.*")]


def test_a_missing_file_is_told_without_a_library(pair: tuple[str, str], specman: Door) -> None:
    status, _, error = specman("diff", pair[0], "missing.md")
    assert (status, "There is no file missing.md." in error) == (3, True)


def test_a_modification_is_compared_with_another_baseline(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("diff", "4.11", "SECMP0014", "--stat", library=shipped)
    assert status == 0
    assert out.startswith("SEC 4.11 to SECMP0014")


def test_the_tracked_changes_of_a_word_file_are_compared_and_named(
    pair: tuple[str, str], specman: Door, tmp_path: Path
) -> None:
    redline = tmp_path / "r.docx"
    assert specman("diff", *pair, "-o", str(redline), "--date", "2016-05-01")[0] == 0
    assert {r.date for r in parse(redline.read_bytes()).revisions} == {"2016-05-01T00:00:00Z"}
    status, out, _ = specman("diff", str(redline))
    assert (status, "[-cat-]{+dog+}" in out) == (0, True)
    status, out, _ = specman("diff", pair[1], str(redline))
    assert (status, "r.docx holds 2 tracked changes, which were taken as accepted" in " ".join(out.split())) == (
        0,
        True,
    )


def test_a_filtered_answer_leaves_out_documents_of_which_nothing_is_left(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("diff", "4.11", "4.12", "--significance", "editorial", library=shipped)
    assert status == 0
    assert not [line for line in out.splitlines() if line.startswith("DCCKI") or "of 0 provisions" in line]
    whole = specman("diff", "4.11", "4.12", library=shipped)[1]
    count = next(line for line in whole.splitlines() if "of substance" in line).split(" of substance")[0]
    assert f"{count} substantive" in " ".join(out.split())


def test_a_redline_of_files_that_are_dated_nowhere_is_of_today(
    pair: tuple[str, str], specman: Door, tmp_path: Path
) -> None:
    redline = tmp_path / "r.docx"
    assert specman("diff", *pair, "-o", str(redline))[0] == 0
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(redline.read_bytes())).read("word/document.xml"))
    assert all(element.get(f"{W}date", "") > "2025" for element in root.iter(f"{W}ins", f"{W}del"))
