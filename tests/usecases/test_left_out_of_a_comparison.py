"""What the readers of two files left out is said beside their comparison: a difference may hide there."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from specman.report.diff_text import diff as told
from specman.state.file_changes import compare_files
from specman.usecases.ask.redline import one_file, redlines
from tests.wordfiles import OFFICE, docx, p, r

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def files(folder: Path, one: bytes, other: bytes) -> tuple[Path, Path]:
    paths = folder / "one.docx", folder / "other.docx"
    for path, data in zip(paths, (one, other), strict=True):
        path.write_bytes(data)
    return paths


def footed(words: str) -> bytes:
    rows = f'<Relationship Id="r9" Type="{OFFICE}/footer" Target="footer1.xml"/>'
    return docx(p("It acts."), relationships=rows, parts={"word/footer1.xml": f"<w:ftr {NAMESPACE}>{p(words)}</w:ftr>"})


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (docx(p(r("It ") + r("never ", "<w:vanish/>"))), docx(p(r("It ") + r("ever ", "<w:vanish/>"))), "Hidden text"),
        (docx(p("A.") + "<w:altChunk/>"), docx(p("A.") + "<w:altChunk/>"), "Other documents"),
        (footed("Capped at 100 pounds."), footed("Not capped."), "Headers and footers"),
    ],
)
def test_nothing_differs_is_not_said_of_what_was_left_out(tmp_path: Path, one: bytes, other: bytes, said: str) -> None:
    changes = compare_files(*files(tmp_path, one, other))
    assert [words.split(":")[0] for words in changes.unread] == ["one.docx", "other.docx"]
    assert all(said in words for words in changes.unread)
    text = told(changes)
    assert "Nothing differs." not in text
    assert "Nothing differs in what was read; parts were left out." in text
    assert said in text


@pytest.mark.parametrize("words", ["", "Page 3", "3", "- 3 -", "Page 3 of 12"])
def test_a_file_that_was_read_whole_is_the_same_without_a_note(tmp_path: Path, words: str) -> None:
    changes = compare_files(*files(tmp_path, footed(words), footed("")))
    assert (changes.unread, "Nothing differs." in told(changes)) == ((), True)


def noted(*notes: str) -> bytes:
    body = "".join(
        p(r(f"Clause {place} of the text is") + f'<w:r><w:footnoteReference w:id="{place}"/></w:r>' + r(" here."))
        for place in range(1, len(notes) + 1)
    )
    inside = "".join(f'<w:footnote w:id="{place}">{p(words)}</w:footnote>' for place, words in enumerate(notes, 1))
    return docx(body, parts={"word/footnotes.xml": f"<w:footnotes {NAMESPACE}>{inside}</w:footnotes>"})


def test_a_redline_tracks_words_inside_a_footnote_and_numbers_the_footnotes_in_order(tmp_path: Path) -> None:
    base = noted("The first note says this.", "The second note says that.", "The third note.")
    target = noted("The first note says this.", "The second note says that too.", "The third note.")
    data = one_file(redlines(compare_files(*files(tmp_path, base, target))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body, notes = (archive.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    assert [piece[:1] for piece in body.split('<w:footnoteReference w:id="')[1:]] == ["1", "2", "3"]
    assert [piece[:2] for piece in notes.split('<w:footnote w:id="')[1:]] == ['1"', '2"', '3"']
    assert notes.count("<w:ins ") == 1
    assert "<w:del " not in notes + body
    path = tmp_path / "redline.docx"
    path.write_bytes(data)
    for view, source in (("reject", base), ("accept", target)):
        from specman.formats.word.read import parse

        read = [parse(side, name="a.docx", revisions=view) for side in (data, source)]  # type: ignore[arg-type]
        words = [[q.text for q in document.provisions if q.kind == "footnote"] for document in read]
        assert words[0] == words[1]


def test_two_files_are_called_by_their_names_with_the_folders_that_tell_them_apart(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        for name in ("a.docx", f"{folder}.docx"):
            (tmp_path / folder / name).write_bytes(docx(p("It acts.")))
    alike = compare_files(tmp_path / "old" / "a.docx", tmp_path / "new" / "a.docx")
    assert (alike.base.name, alike.target.name) == ("old/a.docx", "new/a.docx")
    other = compare_files(tmp_path / "old" / "old.docx", tmp_path / "new" / "new.docx")
    assert (other.base.name, other.target.name) == ("old.docx", "new.docx")
