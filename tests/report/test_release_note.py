"""A release note: every change of substance in it, the others counted, in every form."""

from __future__ import annotations

from pathlib import Path

import pytest

from specman.formats import markdown
from specman.formats.word.read import parse as parse_word
from specman.model.change import Change, Edit, Side
from specman.model.document import Document, Provision
from specman.report.release_note import sentence
from specman.state.changes import diff_baselines
from specman.store.library import Library
from specman.usecases.ask.release_note import as_file, release_note
from tests.conftest import Door


@pytest.fixture(scope="module")
def note(shipped: Path) -> Document:
    return release_note(Library(shipped), "4.11", "4.12")


def test_every_change_of_substance_has_a_row_in_the_table_of_its_document(note: Document, shipped: Path) -> None:
    changes = diff_baselines(Library(shipped), "4.11", "4.12")
    changed = [work for work in changes.works if work.status != "unchanged"]
    sections = [p for p in note.provisions if p.kind == "section"][1:]
    assert [section.heading.split(":")[0].split(" (")[0] for section in sections] == [work.name for work in changed]
    for work, section in zip(changed, sections, strict=True):
        [table] = [t for t in note.children(section.eid) if t.kind == "table" and t.heading == "Changes"]
        labels = {row.cells[0] for row in note.children(table.eid)}
        if work.status == "changed":
            sides = [
                c.base if c.base and c.side.work != work.work else c.side
                for c in work.changes
                if c.significance == "substantive"
            ]
            wanted = {side.provision.label for side in sides}
            assert wanted <= labels


def test_the_revision_history_runs_back_from_the_target(note: Document) -> None:
    history = next(p for p in note.provisions if p.kind == "table" and p.heading == "Revision history")
    versions = [row.cells[0] for row in note.children(history.eid)]
    assert versions == ["4.12", "4.11", "4.10"]


def test_the_note_is_read_back_from_word_and_from_markdown(note: Document) -> None:
    words = [(p.kind, p.num, p.heading, p.text, p.cells) for p in note.provisions]
    back = parse_word(as_file(note, "docx"), work="release-note", version="4.12")
    assert [(p.kind, p.num, p.heading, p.text, p.cells) for p in back.provisions] == words
    again = markdown.parse(as_file(note, "md"), work="release-note", version="4.12")
    assert [(p.kind, p.num, p.heading, p.text, p.cells) for p in again.provisions] == words
    assert b"<table>" in as_file(note, "html")


def changed(*edits: Edit) -> Change:
    old, new = (
        Provision("p", "clause", "1.1", "1.1", text="".join(t for s, t in edits if s in ("equal", side)))
        for side in ("delete", "insert")
    )
    return Change("amended", "substantive", Side("w", "W 1.1", old), Side("w", "W 1.1", new), edits=edits)


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([("equal", "within "), ("delete", "5"), ("insert", "10"), ("equal", " days")], "“5” replaced by “10”."),
        ([("equal", "a"), ("insert", " new"), ("equal", " b")], "“new” inserted."),
        ([("delete", "old "), ("equal", "b")], "“old” deleted."),
    ],
)
def test_a_change_is_told_in_words(edits: list[Edit], said: str) -> None:
    assert sentence(changed(*edits), "w") == said


def test_a_text_changed_in_many_places_is_given_as_it_reads_now() -> None:
    edits: list[Edit] = []
    for n in range(5):
        edits += [("delete", f"a{n}"), ("insert", f"b{n}"), ("equal", " then ")]
    assert sentence(changed(*edits), "w").startswith("Reworded; it now reads: “b0 then b1 then")


def test_what_moved_away_is_told_where_it_stood_and_runs_hold_only_what_is_the_same(note: Document) -> None:
    def rows(name: str) -> dict[str, str]:
        section = next(p for p in note.provisions if p.kind == "section" and p.heading.startswith(name))
        table = next(t for t in note.children(section.eid) if t.heading == "Changes")
        return {f"{row.cells[0]} | {row.cells[1][:28]}": row.cells[1] for row in note.children(table.eid)}

    assert "C6.14 | Moved to SEC F1.9, same word" in rows("SEC C:")
    assert "F1.9 | Moved from SEC C6.14, same w" in rows("SEC F:")
    ranges = [label for label in rows("SEC H:") if " to " in label.split(" | ")[0]]
    assert ranges == [
        "H5.5 to H5.7 closing words | Renumbered from H5.4 to H5.6",
        "H5.10 to H5.13 | Renumbered from H5.9 to H5.1",
    ]


def test_cells_are_told_by_their_columns(note: Document) -> None:
    row = next(p for p in note.provisions if p.kind == "row" and p.cells[0] == "Table 5.1 row SUP03")
    assert row.cells[1].startswith("What is done: “")


def test_the_command_writes_each_form(shipped: Path, specman: Door, tmp_path: Path) -> None:
    status, out, _ = specman("report", "release-note", "4.11", "4.12", "--work", "SEC H", library=shipped)
    assert (status, "# Release note 4.11 to 4.12" in out, "SEC I" in out) == (0, True, False)
    for ending in ("docx", "html", "md"):
        file = tmp_path / f"note.{ending}"
        assert specman("report", "release-note", "4.11", "4.12", "-o", str(file), library=shipped)[0] == 0
        assert file.stat().st_size > 1000
    assert specman("report", "release-note", "4.11", "9.9", library=shipped)[0] == 3


def test_it_says_how_sure_each_baseline_is_that_it_speaks_of(note: Document, shipped: Path) -> None:
    rows = [
        p.cells for p in note.provisions if p.kind == "row" and p.num in ("4.10", "4.11", "4.12") and len(p.cells) == 3
    ]
    said = {number: basis for number, _, basis in rows if " " in basis}
    assert said == {number: held.basis for number, held in Library(shipped).baselines.items()}


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_comparison_says_how_sure_both_baselines_are(form: str, shipped: Path, specman: Door) -> None:
    _, out, _ = specman("diff", "4.11", "4.12", "--format", form, library=shipped)
    for number in ("4.11", "4.12"):
        assert Library(shipped).baseline(number).basis in out
