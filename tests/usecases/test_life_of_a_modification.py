"""A modification from raising to its end: legal steps, what they need, what is refused, and that each is one commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specman.errors import InputError, LibraryError, SpecmanError, UnknownNameError, UsageError
from specman.model.modification import Impacted, Milestone, Tie
from specman.model.person import Person
from specman.store.library import Library
from specman.usecases.do.raise_modification import raise_modification
from specman.usecases.do.set_fields import set_fields
from specman.usecases.do.take_step import Taking, take_step
from tests.conftest import BY, git

Make = Callable[..., Path]


def raised(root: Path, *more: str, date: str = "2016-05-27") -> str:
    values = ("title=Align", "proposer=A. Party", *more)
    return raise_modification(Library(root), BY, values, date=date)[0].id


def take(root: Path, own: str, step: str, *values: str, date: str = "2016-06-17", **said: object) -> str:
    found, _ = take_step(Library(root), BY, own, step, Taking(date, values=values, **said))  # type: ignore[arg-type]
    return f"{found.stage}, {found.status}"


def commits(root: Path) -> int:
    return int(git(root, "rev-list", "--count", "HEAD"))


def test_a_proposal_goes_from_raising_to_a_baseline_each_step_one_commit(make_library: Make) -> None:
    root = make_library(baselines=("1.0",))
    before = commits(root)
    own = raised(root)
    assert own == "SECMP0001"
    assert take(root, own, "consider", "documents=SEC A; SEC H", by="Panel") == "initial consideration, open"
    assert take(root, own, "refine", "path=2", "working_group=WG 1") == "refinement, open"
    assert take(root, own, "report", "solution=Words.") == "report phase, open"
    assert take(root, own, "put-to-vote", "implementation_date=2016-11-01") == "change board, open"
    assert take(root, own, "recommend", by="Change Board", votes=(7, 1, 0)) == "decision, open"
    assert take(root, own, "send-back", by="Authority", date="2016-07-01") == "report phase, open"
    assert take(root, own, "put-to-vote", date="2016-07-02") == "change board, open"
    assert take(root, own, "recommend", by="Change Board", date="2016-07-03") == "decision, open"
    assert take(root, own, "approve", by="Authority", date="2016-07-04") == "implementation, open"
    assert take(root, own, "implement", baseline="1.0", date="2016-11-01") == "closed, implemented"
    found = Library(root).modification(own)
    assert commits(root) == before + 11
    assert [entry.step for entry in found.history] == [
        "raise", "consider", "refine", "report", "put-to-vote", "recommend", "send-back", "put-to-vote", "recommend",
        "approve", "implement",
    ]  # fmt: skip
    assert found.history[-1].baseline == "1.0" and found.documents == ("SEC A", "SEC H")
    assert [(row.by, row.outcome, row.votes) for row in found.decisions] == [
        ("Change Board", "recommend", (7, 1, 0)), ("Authority", "send-back", None), ("Change Board", "recommend", None),
        ("Authority", "approve", None),
    ]  # fmt: skip
    log = git(root, "log", "-1", "--format=%s%n%b")
    assert log.startswith(f"mod: {own}: implement, now closed, implemented")
    assert "Specman-Action: step" in log and f"Specman-Modification: {own}" in log
    assert Library(root, as_of="2016-06-17").modification(own).stage == "decision"
    assert Library(root, as_of="2016-05-01").modifications == {}


def test_it_is_withdrawn_only_when_nobody_adopts_it(make_library: Make) -> None:
    root = make_library()
    own = raised(root)
    take(root, own, "ask-withdrawal", by="Proposer")
    assert Library(root).modification(own).is_open
    take(root, own, "adopt", "proposer=B. Party", "organisation=B")
    assert Library(root).modification(own).proposer == "B. Party"
    take(root, own, "ask-withdrawal")
    assert take(root, own, "withdraw") == "closed, withdrawn"
    assert not Library(root).modification(own).is_open


@pytest.mark.parametrize(
    ("sort", "first", "walk"),
    [
        ("designation", "DES0001", [("consult", {}), ("conclude", {}), ("designate", {"by": "SoS"})]),
        ("issue-batch", "IRPB0001", [("assess", {}), ("agree", {"by": "TSIRS"}), ("prepare", {})]),
    ],
)
def test_designations_and_batches_have_steps_of_their_own(
    make_library: Make, sort: str, first: str, walk: list[tuple[str, dict[str, str]]]
) -> None:
    root = make_library()
    found, _ = raise_modification(Library(root), BY, ["title=T"], sort=sort, date="2016-05-01")  # type: ignore[arg-type]
    assert found.id == first
    fields = ("documents=SEC A", "solution=S", "implementation_date=2016-09-01")
    for step, said in walk:
        take(root, first, step, *fields, **said)  # type: ignore[arg-type]
    assert take(root, first, "implement", baseline="1.0") == "closed, implemented"


REFUSED: list[tuple[str, tuple[str, ...], dict[str, object], type[SpecmanError], str, str]] = [
    ("approve", (), {}, LibraryError, "it stands at raised.", "consider, hold or ask-withdrawal"),
    ("vault", (), {}, LibraryError, "cannot take the step 'vault'", "consider"),
    ("raise", (), {}, LibraryError, "cannot take the step 'raise'", "consider"),
    ("consider", (), {}, LibraryError, "lacks documents", 'specman mod set SECMP0001 documents="…"'),
    ("consider", ("documents=x",), {"date": "2016-05-26"}, LibraryError, "last step on 2016-05-27", "order"),
    ("consider", ("documents=x",), {"date": "soon"}, InputError, "'soon' is not a date", "2016-06-15"),
    ("consider", ("documents=x",), {"votes": (1, 2, 3)}, UsageError, "decides nothing", "--votes"),
    ("consider", ("documents=x",), {"baseline": "1.0"}, UsageError, "freezes no baseline", "--baseline"),
    ("consider", ("path=9",), {}, InputError, "'9' is no path", "Path 1, Path 2 or Path 3"),
]


@pytest.mark.parametrize(("step", "values", "said", "error", "what", "hint"), REFUSED)
def test_an_illegal_step_is_refused_and_nothing_is_written(
    make_library: Make, step: str, values: tuple[str, ...], said: dict[str, object], error: type[SpecmanError], what: str, hint: str,
) -> None:  # fmt: skip
    root = make_library()
    own = raised(root)
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(error) as caught:
        take(root, own, step, *values, **said)  # type: ignore[arg-type]
    assert what in caught.value.message and hint in caught.value.hint
    assert git(root, "rev-parse", "HEAD") == before and git(root, "status", "--porcelain") == ""


def test_a_decision_names_its_body_and_the_last_step_its_baseline(make_library: Make) -> None:
    root = make_library()
    own = raised(root, "path=3", "solution=S", "implementation_date=2016-09-01", "documents=SEC A")
    for step in ("consider", "report", "put-to-vote"):
        take(root, own, step)
    with pytest.raises(UsageError, match="nobody is named who took it"):
        take(root, own, "approve")
    with pytest.raises(LibraryError, match=r"it stands at change board, on Path 3\."):
        take(root, own, "recommend", by="Change Board")
    take(root, own, "approve", by="Change Board")
    with pytest.raises(UsageError, match="names the baseline"):
        take(root, own, "implement")
    with pytest.raises(UnknownNameError):
        take(root, own, "implement", baseline="9.9")


def test_fields_are_filled_in_added_to_and_taken_out(make_library: Make) -> None:
    root = make_library()
    own = raised(root)
    other = raised(root, "title=Another")
    assert other == "SECMP0002"
    values = (
        "documents=SEC A", "documents+=SEC H; SEC A", "Path=path 3", "urgent=no", "self governance=yes",
        "impacted=DCC: High; Large Suppliers", "costs=DCC: £120,000; SECAS: 3500.50", f"links=depends on {other.lower()}",
        "timetable=2016-07-15 Consultation ends", "base=1.0", "lead_analyst=C",
    )  # fmt: skip
    found, _ = set_fields(Library(root), BY, own, values)
    held = Library(root).modification(own)
    assert held == found
    assert (held.documents, held.path, held.urgent, held.self_governance) == (("SEC A", "SEC H"), "Path 3", False, True)
    assert held.impacted == (Impacted("DCC", "high"), Impacted("Large Suppliers"))
    assert held.costs == {"DCC": 120000.0, "SECAS": 3500.5} and held.links == (Tie("depends on", other),)
    assert held.timetable == (Milestone("2016-07-15", "Consultation ends"),) and held.base == "1.0"
    found, _ = set_fields(Library(root), BY, own, ["documents-=SEC H", "lead_analyst=", "costs-=SECAS: 0", "urgent="])
    assert (found.documents, found.lead_analyst, found.costs, found.urgent) == (("SEC A",), "", {"DCC": 120000.0}, None)
    before = commits(root)
    _, outcome = set_fields(Library(root), BY, own, ["documents=SEC A"])
    assert outcome.commit == "" and commits(root) == before


@pytest.mark.parametrize(
    ("value", "error", "what"),
    [
        ("mood=good", UnknownNameError, "mood"), ("history=x", UnknownNameError, "history"), ("title", UsageError, "FIELD=VALUE"),
        ("title+=x", UsageError, "title is no list"), ("urgent=perhaps", InputError, "yes or no"), ("raised=soon", InputError, "not a date"),
        ("base=9.9", UnknownNameError, "9.9"), ("documents-=SEC X", InputError, "not among the documents"),
        ("costs=DCC", InputError, "no cost"), ("costs=DCC: -3", InputError, "no cost"), ("impacted=DCC: huge", InputError, "no level"),
        ("links=likes SECMP0002", InputError, "no link"), ("links=related to SECMP0009", UnknownNameError, "SECMP0009"),
        ("timetable=2016-07-15", InputError, "no date and what happens"), ("timetable=soon vote", InputError, "not a date"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(
    make_library: Make, value: str, error: type[SpecmanError], what: str
) -> None:
    root = make_library()
    own = raised(root)
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(error) as caught:
        set_fields(Library(root), BY, own, ["issue=I", value])
    assert what in caught.value.message
    assert git(root, "rev-parse", "HEAD") == before


def test_what_a_person_fills_in_is_no_longer_unverified(make_library: Make) -> None:
    root = make_library()
    own = raised(root)
    path = root / "modifications" / own / "modification.toml"
    path.write_text(
        path.read_text().replace("[[history]]", 'unverified_fields = ["documents", "targets"]\n\n[[history]]')
    )
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-aqm", "doubt")
    set_fields(Library(root), BY, own, ["documents=SEC A"])
    assert Library(root).modification(own).unverified_fields == {"targets"}
    set_fields(Library(root), BY, own, ["targets=SEC H3"])
    assert Library(root).modification(own).unverified_fields == frozenset()


def test_a_number_is_given_once_and_a_record_needs_title_and_proposer(make_library: Make) -> None:
    root = make_library()
    with pytest.raises(UsageError, match="needs title and proposer"):
        raise_modification(Library(root), BY, [], date="2016-01-01")
    found, _ = raise_modification(Library(root), BY, ["title=T", "proposer=P"], number="SECMP0102", date="2016-01-01")
    assert found.id == "SECMP0102" and raised(root) == "SECMP0103"
    with pytest.raises(LibraryError, match="SECMP0102 is recorded already: T"):
        raise_modification(Library(root), BY, ["title=T", "proposer=P"], number="SECMP0102", date="2016-01-01")
    with pytest.raises(InputError, match="cannot be the id"):
        raise_modification(Library(root), BY, ["title=T", "proposer=P"], number="../X", date="2016-01-01")


def test_only_an_administrator_takes_steps_where_people_are_named(make_library: Make) -> None:
    root = make_library()
    own = raised(root, "documents=SEC A")
    settings = root / "specman.toml"
    rows = "".join(
        f'[[people]]\nname = "{name}"\nemail = "{name}@example.org"\nroles = ["{role}"]\n'
        for name, role in (("an", "analyst"), ("ad", "administrator"))
    )
    settings.write_text(settings.read_text() + rows)
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-aqm", "people")
    analyst, administrator = Person("an", "an@example.org"), Person("ad", "ad@example.org")
    set_fields(Library(root), analyst, own, ["issue=I"])
    with pytest.raises(LibraryError, match="may not take a modification to its next step"):
        take_step(Library(root), analyst, own, "consider", Taking("2016-06-17"))
    take_step(Library(root), administrator, own, "consider", Taking("2016-06-17"))


def test_nothing_is_changed_in_the_past(make_library: Make) -> None:
    root = make_library()
    own = raised(root)
    with pytest.raises(UsageError, match="read as of 2016-06-17"):
        set_fields(Library(root, as_of="2016-06-17"), BY, own, ["issue=I"])
