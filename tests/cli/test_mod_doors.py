"""`specman mod`: what a person types, and what is printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Door

Make = Callable[..., Path]


def test_a_proposal_is_raised_described_and_taken_on(
    make_library: Make, specman: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "T")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "t@example.org")
    root = make_library()
    status, out, _ = specman("mod", "new", "title=Align", "proposer=P", "--date", "2016-05-27", library=root)
    assert status == 0 and out.startswith("Raised SECMP0001 (commit ") and "specman mod advance SECMP0001" in out
    status, out, _ = specman("mod", "set", "secmp0001", "path=3", "documents=SEC A", library=root)
    assert status == 0 and out.startswith("SECMP0001: Path, Documents named (commit ")
    assert "said so already" in specman("mod", "set", "SECMP0001", "path=3", library=root)[1]
    status, out, _ = specman("mod", "advance", "SECMP0001", library=root)
    assert status == 0 and out.startswith(
        "SECMP0001 is at raised, open. Legal steps:\n  consider  The Panel considers it"
    )
    words = ("mod", "advance", "SECMP0001", "consider", "--date", "2016-06-17", "--by", "Panel")
    status, out, _ = specman(*words, library=root)
    assert status == 0 and out.startswith("SECMP0001 is at initial consideration, open (commit ")
    assert "Legal steps from here: refine, report, fast-track, hold, ask-withdrawal." in out
    assert specman(*words, library=root)[0] == 4
    assert specman("mod", "withdraw", "SECMP0001", "--reason", "r", "--date", "2016-08-08", library=root)[0] == 0
    assert (
        specman("mod", "adopt", "SECMP0001", "Q", "--organisation", "O", "--date", "2016-08-09", library=root)[0] == 0
    )
    assert specman("mod", "withdraw", "SECMP0001", "--date", "2016-08-10", library=root)[0] == 0
    status, out, _ = specman("mod", "withdraw", "SECMP0001", "--final", "--date", "2016-12-08", library=root)
    assert "is at closed, withdrawn" in out and "No step leads on from here." in out
    assert "No step leads on" in specman("mod", "advance", "SECMP0001", library=root)[1]
    shown = json.loads(specman("mod", "show", "SECMP0001", "--format", "json", library=root)[1])
    assert (shown["proposer"], shown["organisation"], shown["status"]) == ("Q", "O", "withdrawn")
    assert [entry["step"] for entry in shown["history"]] == [
        "raise", "consider", "ask-withdrawal", "adopt", "ask-withdrawal", "withdraw",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("new", "title=T"), 2, "needs proposer"), (("new", "x"), 2, "not FIELD=VALUE"), (("set", "SECMP0014"), 2, "Nothing to set"),
        (("set", "SECMP9999", "path=3"), 3, "SECMP9999"), (("advance", "SECMP0014", "approve"), 4, "closed, withdrawn"),
        (("advance", "SECMP0017", "put-to-vote", "--votes", "1,2"), 2, "no votes"), (("list", "--stage", "asleep"), 2, "asleep"),
        (("advance", "SECMP0017", "put-to-vote", "--date", "2016-13-01"), 3, "not a date"),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_a_sentence(
    words: tuple[str, ...], status: int, said: str, shipped_repository: Path, specman: Door
) -> None:
    found, out, err = specman("mod", *words, library=shipped_repository)
    assert found == status and said in err and "Traceback" not in err and out == ""


def test_the_panel_of_17_june_2016_sees_what_it_saw(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("--as-of", "2016-06-17", "mod", "list", library=shipped)
    rows = {line.split()[0]: line for line in out.splitlines() if line.startswith("SECMP")}
    assert status == 0 and len(rows) == 11
    assert "initial consideration  open" in rows["SECMP0014"] and "report phase           open" in rows["SECMP0017"]
    assert "withdrawn" in specman("mod", "list", library=shipped)[1]
    assert "implemented" not in out
    early = specman("--as-of", "2016-05-28", "mod", "list", library=shipped)[1]
    assert "SECMP0014" in early and "SECMP0015" not in early
    assert "4.12" not in specman("--as-of", "2016-06-14", "list", "baselines", library=shipped)[1]
    assert specman("--as-of", "June", "mod", "list", library=shipped)[0] == 2


def test_the_board_has_a_column_for_each_stage_in_their_order(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("--as-of", "2016-06-17", "mod", "board", library=shipped)
    assert status == 0
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "Modification Proposals (11)", "Initial consideration (3)", "Refinement (7)", "Report phase (1)", "11 records, 11 open",
    ]  # fmt: skip
    assert max(map(len, out.splitlines())) <= 80
    held = json.loads(specman("mod", "board", "--format", "json", library=shipped)[1])
    assert held["format"] == "specman.modifications/2"


def test_lists_are_filtered(shipped: Path, specman: Door) -> None:
    out = specman("mod", "list", "--stage", "closed", library=shipped)[1]
    assert "SECMP0014" in out and "SECMP0007" in out and "SECMP0015" not in out
    out = specman("mod", "list", "--open", library=shipped)[1]
    assert "SECMP0015" in out and "SECMP0014" not in out
    assert specman("mod", "list", "--status", "rejected", library=shipped)[1] == "No modification is recorded.\n"
