"""Parts of the Code that are registered and not held: they are named everywhere, and taken for a lost file nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import NotHeldError
from specman.model.identity import Place
from specman.state.derived import load_baseline
from specman.state.subjects import subject_names, work_called, work_names
from specman.store.library import Library
from specman.usecases.ask.check import check
from specman.usecases.ask.impact import impact
from specman.usecases.ask.lists import baseline_map, list_works, not_held
from specman.usecases.ask.show import show
from tests.conftest import DEFINITIONS, SECTION, Door, git, work_toml

Make = Callable[..., Path]

CITING = (
    SECTION
    + """
H3.4 A User shall pay each charge set out in Section K2.1, and no other charge than those of Section K2.

H3.5 Each User shall follow the Incident Management Policy whenever Section H3.2 applies.
"""
)
PARTS = {
    "sec-k": 'title = "Section K: Charging Methodology"\nkind = "code-section"\nname = "SEC K"\nprefix = "SEC"\n'
    'code = "SEC:K"\naliases = ["Section K"]\n# its text is not ours\nheld = false\n',
    "app-ag": 'title = "Incident Management Policy"\nkind = "appendix"\nname = "Appendix AG"\ncode = "SEC:APP-AG"\n'
    'unverified = ["title"]\nheld = false\n',
}


@pytest.fixture
def registered(make_library: Make) -> Path:
    """A Code of Sections A and H, whose Section K and Appendix AG are registered and not held."""
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": CITING}})
    for work, manifest in PARTS.items():
        (root / "specs" / work).mkdir()
        (root / "specs" / work / "work.toml").write_text(f'format = 1\nid = "{work}"\n{manifest}')
    committed(root)
    return root


def committed(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "by hand")


def found(root: Path, slug: str) -> list[tuple[str, str]]:
    return [(f.address, f.message) for f in check(Library(root)).findings if f.slug == slug]


def test_a_citation_of_a_part_that_is_not_held_is_a_note_once_for_each_document(registered: Path) -> None:
    assert found(registered, "document-not-held") == [
        ("SEC H3.4", "'Section K2.1' cites SEC K (Section K: Charging Methodology), which is registered and not held."),
        ("SEC H3.5", "'Incident Management Policy' is Appendix AG, which is registered and not held."),
    ]
    assert not found(registered, "dangling-citation")


def test_a_lost_file_is_not_taken_for_a_part_that_was_never_held(registered: Path) -> None:
    assert not found(registered, "no-expression")
    (registered / "specs/sec-q").mkdir()
    (registered / "specs/sec-q/work.toml").write_text(work_toml("sec-q"))  # no baseline holds it
    assert found(registered, "no-expression") == [
        ("SEC Q", "No version of SEC Q is held, and its record does not say held = false.")
    ]


def test_a_record_that_denies_what_is_there_is_reported(registered: Path) -> None:
    (registered / "specs/sec-k/1.0.xml").write_bytes((registered / "specs/sec-h/1.0.xml").read_bytes())
    assert found(registered, "held-differs") == [("SEC K", "Its record says held = false, and 1.0 is there.")]


def test_held_is_true_or_false(registered: Path, specman: Door) -> None:
    path = registered / "specs/sec-k/work.toml"
    path.write_text(path.read_text().replace("held = false", 'held = "no"'))
    status, _, err = specman("status", library=registered)
    assert status == 4
    assert "specs/sec-k/work.toml has held = 'no'" in err


def test_status_and_lists_name_them(registered: Path, specman: Door) -> None:
    _, out, _ = specman("status", library=registered)
    assert "2 works, 2 expressions" in out
    assert "2 more parts are registered, and not held: SEC\N{NO-BREAK SPACE}K, Appendix\N{NO-BREAK SPACE}AG" in out
    _, out, _ = specman("status", "--format", "json", library=registered)
    assert [row["id"] for row in json.loads(out)["not_held"]] == ["sec-k", "app-ag"]
    _, out, _ = specman("list", "works", library=registered)
    assert [line.split("  ")[-2:] for line in out.splitlines() if "not held" in line] == [
        ["not held", "Incident Management Policy"],
        ["not held", "Section K: Charging Methodology"],
    ]
    _, out, _ = specman("list", "works", "--format", "json", library=registered)
    assert {row["id"]: row["held"] for row in json.loads(out)["works"]} == {
        "app-ag": False, "sec-a": True, "sec-h": True, "sec-k": False,
    }  # fmt: skip


def test_letters_and_numbers_stand_in_the_order_people_count(shipped: Path) -> None:
    names = [work.name for work in not_held(Library(shipped))]
    assert names[:4] == ["SEC B", "SEC E", "SEC K", "SEC N"]
    assert names.index("Appendix Z") < names.index("Appendix AA") < names.index("Appendix AE")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "SEC K"), ("show", "SEC K2.1"), ("show", "K2.1"), ("show", "SEC K@1.0"), ("show", "Appendix AG"),
        ("export", "SEC K", "--format", "docx"), ("impact", "Section K"), ("diff", "SEC K@1.0", "SEC K@1.1"),
        ("graph", "SEC K"), ("baseline", "create", "2.0", "--set", "sec-k=1.0"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_who_asks_for_its_text_is_told_that_it_is_not_held(
    words: tuple[str, ...], registered: Path, specman: Door
) -> None:
    status, out, err = specman(*words, library=registered)
    assert (status, out) == (3, "")
    assert " is registered and its text is not held." in err


def test_what_is_here_goes_before_a_section_that_is_not(make_library: Make) -> None:
    """`E62` is the response code that a document holds, not a paragraph of a Section E that is only registered."""
    root = make_library({"duis": {"1.0": "# DUIS\n\n> Illustrative.\n\n## E62 A code\n\nE62.1 It is sent.\n"}})
    (root / "specs/sec-e").mkdir()
    (root / "specs/sec-e/work.toml").write_text(work_toml("sec-e", "held = false"))
    [view] = show(Library(root), "E62")
    assert getattr(view, "address", "") == "DUIS E62"
    with pytest.raises(NotHeldError):
        show(Library(root), "E63")


def test_baselines_and_names_to_choose_from_leave_them_out(registered: Path, specman: Door) -> None:
    assert specman("baseline", "create", "2.0", library=registered)[0] == 0
    library = Library(registered)
    assert set(library.baseline("2.0").entries) == {"sec-a", "sec-h"}
    assert [work.id for work, _ in baseline_map(library)[1]] == ["sec-a", "sec-h"]
    assert specman("baseline", "verify", "2.0", library=registered)[0] == 0
    assert specman("diff", "1.0", "2.0", library=registered)[0] == 0
    assert work_names(library) == subject_names(library) == ["sec-a", "sec-h"]


def test_a_first_version_takes_the_mark_away_and_keeps_the_rest_of_the_record(
    registered: Path, specman: Door, tmp_path: Path
) -> None:
    file = tmp_path / "k.md"
    file.write_text("# Section K: Charging Methodology\n\n> Illustrative.\n\n## K2 Charges\n\nK2.1 Each User pays.\n")
    status, _, err = specman("import", str(file), "--work", "sec-k", "--version", "1.0", "--yes", library=registered)
    assert status == 0, err
    library = Library(registered)
    assert library.works["sec-k"].held
    assert "# its text is not ours" in (registered / "specs/sec-k/work.toml").read_text()
    assert {work.id: version for work, version in list_works(library)}["sec-k"] == ""  # in no baseline yet
    assert not [f for f in check(library).findings if f.slug in ("no-expression", "held-differs")]
    assert git(registered, "status", "--porcelain") == ""


def test_an_assessment_counts_who_cites_what_is_not_held(registered: Path) -> None:
    for _ in range(2):  # made, then read from the index
        assessment = impact(Library(registered), ["SEC H3"])
        assert [(part.work, part.provisions) for part in assessment.not_held] == [("app-ag", 1), ("sec-k", 1)]
    assert not impact(Library(registered), ["SEC H3.1"], depth=1).not_held
    rows = load_baseline(Library(registered)).rows
    assert rows.absent([Place("sec-h", "sec_H3__cl_H3-4")]) == {"sec-k": {Place("sec-h", "sec_H3__cl_H3-4")}}


def test_documents_that_a_proposer_names_are_known_by_letter_and_title(shipped: Path, specman: Door) -> None:
    library = Library(shipped)
    for name in ("Appendix E", "app-e", "Appendix E DCC User Interface Services Schedule", "Section E"):
        assert work_called(library, name) is not None, name
    for name in ("Appendix E Another Title", "Schedule 11 TS Applicability Tables", "Appendix AE@1.0"):
        assert work_called(library, name) is None, name
    rows = {row.name: row for row in impact(library, ["SECMP0007"]).works}
    assert (rows["Appendix E"].work, rows["Appendix E"].held, rows["Appendix E"].remark) == (
        "app-e", False, "named, not held",
    )  # fmt: skip
    _, out, _ = specman("impact", "SECMP0007", "--format", "md", library=shipped)
    assert "| Appendix E | 0 | 0 | 0 | 0 | named by the proposer, registered and not held here |" in out


def test_every_form_of_an_assessment_says_what_it_does_not_know(registered: Path, specman: Door) -> None:
    for form in ("text", "md", "html"):
        _, out, _ = specman("impact", "SEC H3", "--format", form, library=registered)
        assert "Cited and not held, so what they need of it is not known" in out
        assert "Appendix AG (Incident Management Policy): cited by 1 provision" in " ".join(out.split())


def test_the_example_registers_the_parts_of_2016_that_it_does_not_hold(shipped: Path) -> None:
    parts = {work.name: work for work in not_held(Library(shipped))}
    assert len(parts) == 36
    assert {f"SEC {letter}" for letter in "BEKN"} | {f"Schedule {n}" for n in range(1, 8)} <= set(parts)
    assert parts["Appendix E"].unverified == ()
    assert parts["Appendix F"].unverified == ("letter F", "title")
    assert not [f for f in check(Library(shipped)).findings if f.slug in ("no-expression", "held-differs")]


def test_what_is_not_held_is_not_drafted(shipped_repository: Path, specman: Door) -> None:
    draft = shipped_repository / "e.md"
    draft.write_text("# Section E: Registration Data\n\n> Illustrative.\n\n## E1 Data\n\nE1.1 It is provided.\n")
    status, _, err = specman("mod", "draft", "SECMP0014", str(draft), "--work", "sec-e", library=shipped_repository)
    assert (status, "SEC E is registered and its text is not held." in err) == (3, True)
    status, _, err = specman("mod", "draft", "SECMP0014", "--work", "sec-e", library=shipped_repository)
    assert (status, "SEC E is registered and its text is not held." in err) == (3, True)
    assert not (shipped_repository / "modifications/SECMP0014/sec-e.xml").exists()
