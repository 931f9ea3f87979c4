"""Versions in force together: read strictly, asked by day and purpose, and named where a change leaves them behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.errors import LibraryError
from specman.model.applicability import Applicable, in_force
from specman.store.applicability import read_applicability
from specman.store.library import Library
from specman.usecases.ask.impact import impact
from specman.usecases.ask.plan_release import plan_release
from specman.usecases.do.draft import draft
from specman.usecases.do.raise_modification import raise_modification
from tests.conftest import BY, SECTION, Door, git

Make = Callable[..., Path]
DAYS = [f"2016-0{month}-01" for month in range(1, 6)]
ENDS = st.sampled_from(["", *DAYS])
TABLE = """format = 1

[[versions]]
work = "sec-h"
version = "0.9"
with = { sec-a = "1.0" }
install_from = "2015-01-01"
install_until = "2016-06-30"
maintain_until = "2018-06-30"

[[versions]]
work = "sec-h"
version = "1.0"
install_from = 2016-01-01
unverified = true
"""


@given(ENDS, ENDS, ENDS, st.sampled_from(DAYS))
def test_a_period_holds_its_first_and_last_day_and_is_open_where_it_has_none(
    begin: str, end: str, last: str, day: str
) -> None:
    row = Applicable("w", "1", {}, begin, end, last)
    assert row.applies(day, "install") == ((not begin or begin <= day) and (not end or day <= end))
    assert row.applies(day, "maintain") == ((not begin or begin <= day) and (not last or day <= last))
    assert in_force([row], "other", day, "install") == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (TABLE.replace('"2016-06-30"', '"soon"'), "install_until = 'soon', which is not a date"), (TABLE.replace('version = "0.9"\n', ""), "in [[versions]] 1 no version"),
        (TABLE.replace('"2016-06-30"', '"2014-06-30"'), "a period that ends before it begins"), (TABLE.replace('{ sec-a = "1.0" }', '["sec-a"]'), "with = ['sec-a']"),
        ("format = 2\n", "is of format 2"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fit_is_refused(text: str, what: str) -> None:
    with pytest.raises(LibraryError) as caught:
        read_applicability(text.encode())
    assert what in caught.value.message


@pytest.fixture
def code(make_library: Make) -> Path:
    """A library of which two versions of SEC H are in force together."""
    root = make_library()
    (root / "applicability.toml").write_text(TABLE)
    git(root, "add", "-A")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "table")
    return root


def test_a_day_and_a_purpose_decide_which_versions_are_in_force(code: Path, specman: Door) -> None:
    def shown(*words: str) -> list[str]:
        answer = json.loads(specman("show", "SEC H", *words, "--format", "json", library=code)[1])
        return [row["version"] for row in answer["versions"]]

    assert shown("--on", "2015-06-01", "--for", "install") == ["0.9"]
    assert shown("--on", "2016-06-30", "--for", "install") == ["0.9", "1.0"]
    assert shown("--on", "2016-07-01", "--for", "install") == ["1.0"]
    assert shown("--on", "2018-06-30") == ["0.9", "1.0"] and shown("--on", "2018-07-01") == ["1.0"]
    out = specman("show", "SEC H", "--on", "2016-06-30", library=code)[1]
    assert "0.9  installed from 2015-01-01 until 2016-06-30; in use until 2018-06-30; with\n      sec-a 1.0" in out
    assert "1.0  installed from 2016-01-01 (not verified)" in out
    assert "does not say" in specman("show", "SEC A", "--on", "2016-06-30", library=code)[1]
    assert specman("show", "SEC H", "--on", "soon", library=code)[0] == 2


def test_a_table_that_names_a_work_that_is_not_there_is_an_error_of_the_library(code: Path, specman: Door) -> None:
    (code / "applicability.toml").write_text(TABLE.replace("{ sec-a", "{ sec-z"))
    status, _, err = specman("show", "SEC H", "--on", "2016-06-30", library=code)
    assert status == 4 and "names the work 'sec-z'" in err
    assert any("sec-z" in error.message for error in Library(code).manifest_errors())


def test_an_assessment_and_a_release_name_what_stays_in_force(code: Path, tmp_path: Path) -> None:
    values = ["title=T", "proposer=P", "implementation_date=2017-01-01"]
    own = raise_modification(Library(code), BY, values, date="2016-05-01")[0].id
    file = tmp_path / "d.md"
    file.write_text(SECTION.replace("within 5", "within 6"))
    draft(Library(code), BY, own, file, "sec-h")
    notes = [(note.name, note.detail) for note in impact(Library(code), [own]).notes if note.kind == "in force"]
    assert notes == [("SEC H 1.0", "0.9")]
    assert plan_release(Library(code), "1.1", "1.0", [own], in_effect="2017-01-01").release.standing == (
        ("SEC H", ("0.9", "1.0")),
    )
    assert plan_release(Library(code), "1.1", "1.0", [own]).release.standing == ()


def test_an_assessment_says_that_a_proposal_has_ended(shipped: Path) -> None:
    [note] = [note for note in impact(Library(shipped), ["SECMP0014"]).notes if note.kind == "ended"]
    assert note.detail == "withdrawn on 2016-12-08 (nobody adopted it under Section D5.4)"
    assert not [n for n in impact(Library(shipped, as_of="2016-06-17"), ["SECMP0014"]).notes if n.kind == "ended"]
