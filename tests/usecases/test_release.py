"""Releases of a small library: one commit, the order of proposals nothing, conflicts and refusals with nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import LibraryError, SpecmanError, UsageError
from specman.store.library import Library
from specman.usecases.ask.conflicts import conflicts
from specman.usecases.ask.plan_release import plan_release
from specman.usecases.do.draft import draft
from specman.usecases.do.raise_modification import raise_modification
from specman.usecases.do.rebase import rebase
from specman.usecases.do.release import ConflictingError, release
from specman.usecases.do.take_step import Taking, take_step
from tests.cli.test_doors import keeps_its_shape
from tests.conftest import BY, DEFINITIONS, SECTION, Door, git

Make = Callable[..., Path]
OTHER = """# Section J: Charges

> Illustrative.

## J1 Payment

J1.1 A User pays for what Section H3.3 has recorded, and for what it notified under Section H3.2(b).
"""
TEXTS = {"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": SECTION}, "sec-j": {"1.0": OTHER}}
INSERTED = SECTION.replace("H3.3 The DCC", "H3.4 The DCC").replace(
    "\nH3.4 The", "\nH3.3 A User shall, when asked, repeat a notice.\n\nH3.4 The"
)
AMENDED = SECTION.replace("within 5 Working Days", "within 10 Working Days")
AMENDED_TOO = SECTION.replace("within 5 Working Days", "within 2 Working Days")


def proposed(root: Path, text: str, tmp_path: Path, *, work: str = "sec-h", approved: bool = True) -> str:
    """A proposal with a draft, at the step before its release."""
    values = ("title=T", "proposer=P", "path=3", "solution=S", "implementation_date=2016-11-01", "documents=SEC H")
    own = raise_modification(Library(root), BY, values, date="2016-05-01")[0].id
    file = tmp_path / f"{own}.md"
    file.write_text(text)
    draft(Library(root), BY, own, file, work)
    for step in ("consider", "report", "put-to-vote") if approved else ():
        take_step(Library(root), BY, own, step, Taking("2016-06-01"))
    if approved:
        take_step(Library(root), BY, own, "approve", Taking("2016-06-02", by="Change Board"))
    return own


@pytest.fixture
def code(make_library: Make, tmp_path: Path) -> tuple[Path, str, str]:
    """A library with two proposals that can be released together."""
    root = make_library(TEXTS, ("1.0",))
    return root, proposed(root, INSERTED, tmp_path), proposed(root, AMENDED, tmp_path)


def released(root: Path, *names: str, number: str = "1.1", **more: object) -> object:
    return release(Library(root), BY, number, "1.0", names, in_effect="2016-11-03", date="2016-11-03", **more)  # type: ignore[arg-type]


def test_a_release_is_one_commit_with_texts_baseline_steps_and_a_tag(code: tuple[Path, str, str]) -> None:
    root, first, second = code
    before = git(root, "rev-parse", "HEAD").strip()
    found = release(Library(root), BY, "1.1", "1.0", [second, first], in_effect="2016-11-03", date="2016-11-04")
    assert git(root, "rev-parse", "HEAD~1").strip() == before and found.commit == git(root, "rev-parse", "HEAD").strip()
    assert git(root, "rev-parse", "baseline-1.1^{commit}").strip() == found.commit and found.tag == "baseline-1.1"
    assert sorted(git(root, "show", "--name-only", "--format=").split()) == [
        "baselines/1.1.toml", f"modifications/{first}/modification.toml", f"modifications/{second}/modification.toml",
        "specs/sec-h/1.1.xml", "specs/sec-j/1.1.xml",
    ]  # fmt: skip
    library = Library(root)
    assert {work: entry.version for work, entry in library.baseline("1.1").entries.items()} == {
        "sec-a": "1.0", "sec-h": "1.1", "sec-j": "1.1",
    }  # fmt: skip
    assert (library.baseline("1.1").in_effect, library.baseline("1.1").previous) == ("2016-11-03", "1.0")
    for own in (first, second):
        item = library.modification(own)
        assert (item.status, item.history[-1].date, item.history[-1].baseline) == ("implemented", "2016-11-04", "1.1")
    text = (root / "specs/sec-h/1.1.xml").read_text()
    assert "within 10 Working Days" in text and "repeat a notice" in text
    assert "Section H3.4 has recorded" in (root / "specs/sec-j/1.1.xml").read_text()
    assert [(row.work, row.modifications) for row in found.works] == [("sec-h", (first, second)), ("sec-j", ())]
    assert [(one.address, one.words, one.what) for one in found.consequences] == [
        ("SEC J1.1", ("Section H3.3", "Section H3.4"), "rewritten")
    ]
    assert git(root, "status", "--porcelain") == ""


def test_the_order_in_which_proposals_are_named_does_not_change_one_byte(code: tuple[Path, str, str]) -> None:
    root, first, second = code
    one = plan_release(Library(root), "1.1", "1.0", [first, second], in_effect="2016-11-03")
    other = plan_release(Library(root), "1.1", "1.0", [second, first, second], in_effect="2016-11-03")
    assert one == other and len(one.files) == 2


def test_after_a_release_the_comparison_shows_the_drafts_and_what_follows(
    code: tuple[Path, str, str], specman: Door
) -> None:
    root, first, second = code
    released(root, first, second)
    answer = json.loads(specman("diff", "1.0", "1.1", "--format", "json", library=root)[1])
    rows = {
        (change["kind"], change["significance"], (change["target"] or change["base"])["address"])
        for work in answer["works"]
        for change in work["changes"]
    }
    assert rows == {
        ("amended", "substantive", "SEC H3.2"), ("added", "substantive", "SEC H3.3"),
        ("renumbered", "consequential", "SEC H3.4"), ("amended", "consequential", "SEC J1.1"),
    }  # fmt: skip
    assert specman("check", "--since", "1.0", "--at", "1.1", library=root)[0] == 0
    assert specman("baseline", "verify", "1.1", library=root)[0] == 0


def test_citations_are_left_and_listed_where_that_is_asked(code: tuple[Path, str, str]) -> None:
    root, first, _ = code
    plan = plan_release(Library(root), "1.1", "1.0", [first], consequential=False)
    assert [(one.address, one.words, one.what) for one in plan.release.consequences] == [
        ("SEC J1.1", ("Section H3.3", "Section H3.3"), "left")
    ]
    assert set(plan.files) == {"specs/sec-h/1.1.xml"}


def test_a_citation_of_what_was_removed_is_listed_and_left(make_library: Make, tmp_path: Path) -> None:
    root = make_library(TEXTS, ("1.0",))
    own = proposed(root, SECTION[: SECTION.index("H3.3 ")], tmp_path)
    plan = plan_release(Library(root), "1.1", "1.0", [own])
    [one] = plan.release.consequences
    assert (one.address, one.words[0], one.target, one.what) == (
        "SEC J1.1",
        "Section H3.3",
        ("SEC H3.3", ""),
        "removed",
    )
    assert set(plan.files) == {"specs/sec-h/1.1.xml"}


def test_what_is_put_in_the_place_of_a_provision_is_cited_as_that_was(make_library: Make, tmp_path: Path) -> None:
    root = make_library(TEXTS, ("1.0",))
    other = "H3.3 Records are the affair of whoever asks for one, and of nobody else at all."
    own = proposed(root, SECTION[: SECTION.index("H3.3 ")] + other + "\n", tmp_path)
    assert plan_release(Library(root), "1.1", "1.0", [own]).release.consequences == ()


def test_two_that_change_the_same_words_are_refused_with_both_texts(
    code: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, first, second = code
    third = proposed(root, AMENDED_TOO, tmp_path)
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(ConflictingError) as caught:
        released(root, third, second, first)
    [one] = caught.value.conflicts
    assert (one.address, one.modifications, one.kind) == ("SEC H3.2", (second, third), "words")
    assert "within 10 Working Days" in one.texts[0] and "within 2 Working Days" in one.texts[1]
    assert f"{second} and {third} cannot be released together: 1 conflict. Nothing was written." == caught.value.message
    assert git(root, "rev-parse", "HEAD") == before and git(root, "status", "--porcelain") == ""
    found = conflicts(Library(root))
    assert [(row.modifications, row.what, row.is_conflict) for row in found.overlaps] == [
        ((second, third), "words", True)
    ]
    assert conflicts(Library(root), [first]).overlaps == ()


def test_open_proposals_meet_where_one_cites_what_the_other_changes(
    code: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, _, second = code
    cites = proposed(
        root, OTHER.replace("Section H3.3 has", "Section H3.2 has"), tmp_path, work="sec-j", approved=False
    )
    rows = [row for row in conflicts(Library(root), [cites]).overlaps if row.what == "cited"]
    assert [(row.modifications, row.address, row.is_conflict) for row in rows] == [((second, cites), "SEC H3.2", False)]


def test_two_that_insert_under_one_number_are_numbered_one_after_the_other(
    code: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, first, _ = code
    again = proposed(root, INSERTED.replace("when asked, repeat a notice", "never charge for a notice"), tmp_path)
    [row] = [row for row in conflicts(Library(root), [first, again]).overlaps if row.what == "same new number"]
    assert (row.address, row.is_conflict) == ("SEC H3.3", False)
    released(root, first, again)
    document = (root / "specs/sec-h/1.1.xml").read_text()
    assert document.index("repeat a notice") < document.index("never charge") and "H3.5" in document
    assert "Section H3.5 has recorded" in (root / "specs/sec-j/1.1.xml").read_text()


REFUSED: list[tuple[dict[str, object], type[SpecmanError], str]] = [
    ({"number": "1.0"}, LibraryError, "Baseline 1.0 exists"),
    ({"number": "x"}, SpecmanError, "'x' is not a version number"),
    ({"versions": ["sec-h"]}, UsageError, "is not WORK=VERSION"),
    ({"versions": ["sec-h=1.0"]}, LibraryError, "SEC H@1.0 is held already"),
    ({"versions": ["sec-a=3.0"]}, UsageError, "SEC A is not changed by this release"),
]


@pytest.mark.parametrize(("more", "error", "what"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    code: tuple[Path, str, str], more: dict[str, object], error: type[SpecmanError], what: str
) -> None:
    root, first, _ = code
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(error) as caught:
        released(root, first, **more)  # type: ignore[arg-type]
    assert what in caught.value.message
    assert git(root, "rev-parse", "HEAD") == before and git(root, "status", "--porcelain") == ""


def test_a_proposal_must_be_open_drafted_approved_and_on_the_baseline(
    code: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, first, second = code
    with pytest.raises(UsageError, match="No proposal is named"):
        released(root)
    empty = raise_modification(Library(root), BY, ["title=T", "proposer=P"], date="2016-05-01")[0].id
    waiting = proposed(root, AMENDED_TOO, tmp_path, approved=False)
    with pytest.raises(LibraryError, match=rf"{waiting} \(at raised\) is not approved for implementation"):
        released(root, waiting)
    assert plan_release(Library(root), "1.1", "1.0", [waiting]).release.works  # a dry run comes before the approval
    released(root, first)
    with pytest.raises(LibraryError) as caught:
        released(root, first, empty, second, number="1.2")
    assert caught.value.message == (f"Nothing can be released: {first} is implemented; {empty} has no drafted text.")
    with pytest.raises(LibraryError, match=rf"{second} is drafted on 1.0 \(specman mod rebase {second} --onto 1.1\)"):
        release(Library(root), BY, "1.2", "1.1", [second], in_effect="", date="2016-12-01")


def test_a_release_is_made_from_the_newest_baseline_and_has_a_later_number(code: tuple[Path, str, str]) -> None:
    root, first, second = code
    with pytest.raises(UsageError, match=r"0\.9 is before 1\.0"):
        released(root, first, number="0.9")
    released(root, first)
    with pytest.raises(LibraryError, match=r"1\.0 is not the newest baseline: what 1\.1 changed would be left out"):
        released(root, second, number="1.2")


def test_versions_follow_the_baseline_a_counter_or_what_is_said(code: tuple[Path, str, str]) -> None:
    root, first, _ = code
    path = root / "specs/sec-j/work.toml"
    path.write_text(path.read_text().replace("\n[citations]", 'versions = "counter"\n\n[citations]'))
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-aqm", "rule")
    plan = plan_release(Library(root), "2.0", "1.0", [first], versions=["sec h=5.3a"])
    assert set(plan.files) == {"specs/sec-h/5.3a.xml", "specs/sec-j/1.1.xml"}


def test_a_draft_is_carried_over_and_its_citations_follow(code: tuple[Path, str, str], tmp_path: Path) -> None:
    root, first, second = code
    cites = proposed(root, OTHER + "\nJ1.2 Nothing is due where Section H3.3 has no record.\n", tmp_path, work="sec-j")
    released(root, first)
    found = rebase(Library(root), BY, cites, "1.1")
    assert found.conflicts == () and Library(root).modification(cites).base == "1.1"
    assert [(one.address, one.words) for one in found.consequences] == [("SEC J1.2", ("Section H3.3", "Section H3.4"))]
    text = (root / f"modifications/{cites}/sec-j.xml").read_text()
    assert text.count("Section H3.4") == 2 and "Section H3.3" not in text
    found = rebase(Library(root), BY, second, "1.1")
    assert (found.conflicts, found.consequences) == ((), ())
    text = (root / f"modifications/{second}/sec-h.xml").read_text()
    assert "within 10 Working Days" in text and "repeat a notice" in text
    release(Library(root), BY, "1.2", "1.1", [second, cites], in_effect="", date="2016-12-01")


def test_a_draft_rebased_onto_its_own_base_is_as_it_was(code: tuple[Path, str, str]) -> None:
    root, first, _ = code
    before = (git(root, "rev-parse", "HEAD"), (root / f"modifications/{first}/sec-h.xml").read_bytes())
    found = rebase(Library(root), BY, first, "1.0")
    assert (found.commit, found.conflicts, found.consequences) == ("", (), ())
    assert (git(root, "rev-parse", "HEAD"), (root / f"modifications/{first}/sec-h.xml").read_bytes()) == before


def test_two_readings_are_marked_and_keep_a_draft_from_release(code: tuple[Path, str, str], tmp_path: Path) -> None:
    root, _, second = code
    third = proposed(root, AMENDED_TOO, tmp_path)
    released(root, second)
    found = rebase(Library(root), BY, third, "1.1")
    [(address, one)] = found.conflicts
    assert (address, one.kind) == ("SEC H3.2", "words")
    assert "within 2 Working Days" in one.ours and "within 10 Working Days" in one.theirs
    with pytest.raises(LibraryError, match=rf"The draft of SEC H for {third} still holds two readings of H3.2"):
        plan_release(Library(root), "1.2", "1.1", [third])


def test_a_draft_names_the_baseline_it_was_drafted_on(code: tuple[Path, str, str]) -> None:
    root, first, _ = code
    assert Library(root).modification(first).base == "1.0"


def test_the_doors_say_what_is_done_and_leave_with_4_where_nothing_is(
    code: tuple[Path, str, str], tmp_path: Path, specman: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", BY.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BY.email)
    root, first, second = code
    third = proposed(root, AMENDED_TOO, tmp_path)
    status, out, err = specman("mod", "release", "1.1", second, third, library=root)
    assert status == 4 and "Conflicts (1): nothing is written" in out and "cannot be released together" in err
    status, out, _ = specman("mod", "release", "1.1", first, "--dry-run", library=root)
    assert status == 0 and "Nothing was written (--dry-run)." in out and "“Section H3.3” becomes “Section H3.4”" in out
    answer = json.loads(specman("mod", "release", "1.1", first, "--dry-run", "--format", "json", library=root)[1])
    assert (answer["format"], answer["baseline"], answer["from"], answer["commit"]) == (
        "specman.release/1",
        "1.1",
        "1.0",
        None,
    )
    status, out, _ = specman("mod", "conflicts", library=root)
    assert status == 0 and "Cannot be released together (1)" in out
    status, out, _ = specman(
        "mod", "release", "1.1", first, "--in-effect", "2016-11-03", "--date", "2016-11-03", library=root
    )
    assert status == 0 and "tag baseline-1.1" in out
    status, out, _ = specman("mod", "rebase", second, library=root)
    assert status == 0 and f"{second} is drafted on baseline 1.1 now, before on baseline 1.0." in out
    assert (
        json.loads(specman("mod", "conflicts", "--format", "json", library=root)[1])["format"] == "specman.conflicts/1"
    )
    answer = specman("mod", "rebase", second, "--format", "json", library=root)[1]
    keeps_its_shape("rebase", answer)
    assert json.loads(answer)["commit"] is None
    assert specman("mod", "release", "1.2", second, "--in-effect", "soon", library=root)[0] == 2
