"""The page of a comparison: every change once, side by side on demand, and what did not change in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from specman.model.change import ChangeSet, StateName, WorkChange, WorkStatus
from specman.report import diff_text, pages
from specman.report.naming import versions
from specman.report.pages import words_markdown
from specman.state.changes import diff_baselines, of_significance
from specman.state.file_changes import compare_files
from specman.store.library import Library


@pytest.fixture(scope="module")
def changes(shipped: Path) -> ChangeSet:
    return diff_baselines(Library(shipped), "4.11", "4.12")


def test_each_side_of_a_changed_provision_is_its_text(changes: ChangeSet) -> None:
    root = html.fromstring(pages.diff(changes))
    pairs = [[p.text_content() for p in pair.iterfind("p")] for pair in root.iterfind(".//div[@class='pair']")]
    wanted = [
        [c.base.provision.words, c.target.provision.words]
        for w in changes.works if w.status == "changed"
        for c in w.changes
        if c.edits and c.base and c.target and c.target.work == w.work and c.side.provision.kind != "component"
    ]  # fmt: skip
    assert sorted(pairs) == sorted(wanted)


def test_what_did_not_change_stands_between_the_changes(changes: ChangeSet) -> None:
    root = html.fromstring(pages.diff(changes))
    shown = [" ".join(e.text_content().split()) for e in root.iterfind(".//div[@class='same']")]
    work = next(work for work in changes.works if work.work == "sec-f")
    assert work.target is not None
    touched = {  # what only moved or has another number says what it said
        c.target.provision.eid for c in work.changes if c.target and (c.edits or c.kind not in ("moved", "renumbered"))
    }
    for provision in work.target.provisions[1:]:
        line = " ".join(f"{provision.label} {provision.words}".split())
        assert (line in shown) == (provision.eid not in touched)


def test_what_left_a_document_stands_where_it_stood_and_says_where_it_went(changes: ChangeSet) -> None:
    for page in (pages.diff_markdown(changes), html.fromstring(pages.diff(changes)).text_content()):
        words = " ".join(page.replace("*", "").split())
        assert "SEC C6.14 moved to SEC F1.9" in words and "SEC F1.9 moved from SEC C6.14" in words
    work = next(work for work in changes.works if work.work == "sec-c")
    rows = [same.label if same else run[0].base.provision.label for run, same in pages._items(work, whole=True)]
    place = rows.index("C6.14")
    assert rows[place - 1].startswith("C6.13")


def test_edits_in_markdown_are_read_as_edits() -> None:
    told = words_markdown(
        (("equal", "skill, care"), ("insert", ","), ("equal", " and "), ("delete", "old"), ("insert", "new"))
    )
    assert told == "skill, care<ins>,</ins> and ~~old~~**new**"


def test_no_change_is_lost_between_what_did_not_change(changes: ChangeSet) -> None:
    for work in changes.works:
        if work.status == "changed":
            listed = [change for run, _ in pages._items(work, whole=True) for change in run]
            assert sorted(map(id, listed)) == sorted(map(id, work.changes))


def test_the_page_runs_no_script_and_its_views_can_be_reached_from_the_keyboard(changes: ChangeSet) -> None:
    page = pages.diff(changes)
    root = html.fromstring(page)
    assert not root.findall(".//script")
    for view in ("side", "all"):
        assert root.xpath(f"//input[@id='{view}' and @type='checkbox']") and root.xpath(f"//label[@for='{view}']")


def test_what_was_left_out_is_said(changes: ChangeSet) -> None:
    page = pages.diff(of_significance(changes, ["substantive"]))
    counts = changes.summary()
    assert f"{counts['consequential']} consequential" in page and "Left out" in page


@pytest.mark.parametrize(
    ("status", "base", "target", "said"),
    [
        ("changed", "1.0", "1.1", "1.0 → 1.1"),
        ("added", "", "1.1", "new → 1.1"),
        ("removed", "1.0", "", "1.0 → gone"),
        ("changed", "", "", ""),
        ("changed", "1.0", "", "1.0"),
    ],
)
def test_a_file_without_a_version_is_neither_new_nor_gone(
    status: WorkStatus, base: str, target: str, said: str
) -> None:
    work = WorkChange("a", "A", "A", status, base, target)
    assert versions(work) == said
    changes = ChangeSet(StateName("file", "a"), StateName("file", "b"), (work,))
    heading = html.fromstring(pages.diff(changes)).find(".//h2[@id='work-a']")
    assert heading is not None and " ".join(heading.text_content().split()) == f"A {said}".strip()
    titles = [line for line in pages.diff_markdown(changes).splitlines() if line.startswith("## A")]
    assert titles == [f"## A ({said})" if said else "## A"]


def test_rows_of_which_the_same_is_said_are_told_in_one_line(tmp_path: Path) -> None:
    names, other = ("Code", "Meaning", "Sent to"), ("Code", "Sent to", "Meaning")
    for file, header, rows in (
        ("a.md", names, [("E1", "refused", "User"), ("E2", "late", "DCC"), ("E3", "lost", "DCC")]),
        ("b.md", other, [("E1", "User", "refused"), ("E2", "DCC", "late"), ("E3", "User", "lost")]),
    ):
        lines = [header, ("---",) * 3, *rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        (tmp_path / file).write_text(f"# T\n\n## 1 Codes\n\nTable 1: Codes\n\n{table}\n")
    found = compare_files(tmp_path / "a.md", tmp_path / "b.md")
    said = "Table 1 row E1 … Table 1 row E2"
    told = "amended, consequential (2 rows): only the order of the columns changed"
    for page in (diff_text.diff(found), pages.diff_markdown(found), pages.diff(found)):
        words = " ".join(html.fromstring(page).text_content().split() if page.startswith("<") else page.split())
        assert said in words and told in words
        assert "E3" in words  # its cell changed: it is told by itself


def test_the_bar_beside_a_change_is_strong_where_it_is_of_substance(changes: ChangeSet) -> None:
    root = html.fromstring(pages.diff(changes))
    classes = {
        tuple(item.get("class", "").split())
        for item in root.iterfind(".//div[@class]")
        if "item" in item.get("class", "")
    }
    assert classes == {("item", said) for said in ("substantive", "consequential", "editorial")}
    assert ".item.substantive {" in pages.diff(changes)
