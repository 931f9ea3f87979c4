"""Reviews: suspects settled one by one or by a sheet, each stamped with both ends, and open again when either moves."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.errors import InputError, LibraryError, SpecmanError, UnknownNameError, UsageError
from specman.formats import markdown, xsd
from specman.model.identity import Place
from specman.model.impact import Reached, Step
from specman.model.person import Person
from specman.model.review import DISPOSITIONS, Disposition, Reviewed, Suspect, Word, reviewed
from specman.review.stamps import Ends
from specman.store.library import Library
from specman.store.reviews import read_review, review_path, write_review
from specman.usecases.ask.review import review
from specman.usecases.ask.review_sheet import read_sheet
from specman.usecases.do.draft import draft
from specman.usecases.do.raise_modification import raise_modification
from specman.usecases.do.settle_suspects import settle_suspects
from tests.conftest import BY, DEFINITIONS, SECTION, Door, git

Make = Callable[..., Path]
OTHER = "# Section J: Charges\n\n## J1 Payment\n\nJ1.1 A User pays for what Section H3.2(a) has it notify.\n"
AMENDED = SECTION.replace("to the DCC; and", "to the DCC in writing; and")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@pytest.fixture
def code(make_library: Make, tmp_path: Path) -> tuple[Path, str]:
    """A library with a proposal that amends H3.2(a), which H3.3 cites."""
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": SECTION}, "sec-j": {"1.0": OTHER}})
    own = raise_modification(Library(root), BY, ["title=T", "proposer=P"], date="2016-05-01")[0].id
    stored(root, own, AMENDED, tmp_path)
    return root, own


def stored(root: Path, own: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(text)
    draft(Library(root), BY, own, file, "sec-h")


def settle(root: Path, own: str, *words: Word, by: Person = BY) -> int:
    return settle_suspects(Library(root), by, own, words, date="2016-06-17")[0].open


def states(root: Path, own: str) -> dict[str, str]:
    return {row.suspect.address: row.state for row in review(Library(root), own).rows}


# -- laws ----------------------------------------------------------------------------------------------------------

STAMPS = st.tuples(st.sampled_from("ab"), st.sampled_from("xy"))
WHY = Reached(Place("w", "e"), "A", "w", "", "review", 1.0, 1, (Step("A", "cites", "B"),), "direct")


@given(STAMPS, STAMPS, st.sampled_from(DISPOSITIONS), st.booleans())
def test_a_disposition_never_outlives_a_change_of_either_end(
    seen: tuple[str, str], now: tuple[str, str], kind: str, answered: bool
) -> None:
    suspect = Suspect("A", "w", "e", "W", "", "review", WHY, "", now)
    said = Disposition("A", kind, "r", "b", "", "2016-01-01", seen, "yes" if answered else "")  # type: ignore[arg-type]
    row = Reviewed(suspect, said)
    if seen != now:
        assert row.state == "stale" and row.is_open
    elif kind == "question":
        assert row.is_open
    else:
        assert row.state == kind and not row.is_open
    assert Reviewed(suspect).state == "open"


@given(
    st.lists(
        st.builds(
            Disposition, WORDS, st.sampled_from(DISPOSITIONS), WORDS, WORDS, WORDS | st.just(""), st.just("2016-06-17"),
            STAMPS, WORDS | st.just(""), WORDS | st.just(""), st.sampled_from(["", "2016-07-01"]),
        ),
        unique_by=lambda one: one.address,
    )
)  # fmt: skip
def test_what_was_said_is_read_back_as_it_was_written(said: list[Disposition]) -> None:
    data = write_review("SECMP0014", said)
    assert read_review(data, "f") == ("SECMP0014", tuple(sorted(said, key=lambda one: one.address)))
    assert write_review("SECMP0014", said[::-1]) == data


def test_what_was_said_of_no_suspect_is_kept_apart() -> None:
    suspect = Suspect("A", "w", "e", "W", "", "review", WHY, "", ("a", "x"))
    said = [Disposition(address, "accepted", "r", "b", "", "2016-01-01", ("a", "x")) for address in "AB"]
    rows, orphans = reviewed([suspect], said)
    assert (rows[0].disposition, orphans) == (said[0], (said[1],))


# -- deeds ---------------------------------------------------------------------------------------------------------


def test_a_suspect_is_settled_in_one_commit_and_stays_so(code: tuple[Path, str]) -> None:
    root, own = code
    assert states(root, own) == {"SEC H3.3": "open", "SEC J1.1": "open"}
    before = git(root, "rev-parse", "HEAD").strip()
    assert settle(root, own, Word("sec h3.3", "no-change", "It records whatever is notified.", "TSC")) == 1
    assert states(root, own) == {"SEC H3.3": "no-change", "SEC J1.1": "open"}
    assert git(root, "rev-parse", "HEAD~1").strip() == before
    assert git(root, "show", "--name-only", "--format=").split() == [f"modifications/{own}/review.toml"]
    log = git(root, "log", "-1", "--format=%B")
    assert log.startswith(f"review: {own}: no-change sec h3.3") and "Specman-Action: review" in log
    row = review(Library(root), own).rows[0]
    assert row.disposition is not None
    assert (row.disposition.by, row.disposition.date, row.disposition.reason) == (
        "TSC",
        "2016-06-17",
        "It records whatever is notified.",
    )


@pytest.mark.parametrize("end", ["the draft", "the base"])
def test_it_is_stale_when_either_end_moves_and_counts_as_open(code: tuple[Path, str], tmp_path: Path, end: str) -> None:
    root, own = code
    assert settle(root, own, Word("SEC H3.3", "no-change", "r"), Word("SEC J1.1", "no-change", "r")) == 0
    if end == "the draft":
        stored(root, own, AMENDED.replace("in writing", "by letter"), tmp_path)
    else:
        from specman.usecases.ask.import_plan import plan_import
        from specman.usecases.do.freeze_baseline import create_baseline
        from specman.usecases.do.import_documents import import_files
        from specman.usecases.do.set_fields import set_fields

        file = tmp_path / "in" / "sec-j" / "1.1.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(OTHER.replace("pays for", "pays in advance for"))
        import_files(Library(root), BY, plan_import(Library(root), [file]))
        create_baseline(Library(root), BY, "1.1")
        set_fields(Library(root), BY, own, ["base=1.1"])
    found = review(Library(root), own)
    moved = ["SEC H3.3", "SEC J1.1"] if end == "the draft" else ["SEC J1.1"]
    assert [row.suspect.address for row in found.rows if row.state == "stale"] == moved and found.open == len(moved)
    assert settle(root, own, *(Word(address, "accepted", "looked at again") for address in moved)) == 0


# -- how stamps are made -------------------------------------------------------------------------------------------

WHOLE = "# Section J: Charges\n\n## J1 Payment\n\nJ1.1 A User pays for what Section H3.2 has it notify, as Section H3.1 says.\n"


@pytest.mark.parametrize(
    ("first", "then", "is_stale"),
    [
        (("to the DCC; and", "to the DCC in writing; and"), ("to the Panel", "to the Authority"), True),  # another item of the clause
        (("to the DCC; and", "to the DCC in writing; and"), ("within 5", "within 6"), True),  # its opening words
        (("to the Panel.", "to the Panel; and\n- (c) to the Board."), ("to the Board", "to the Board twice"), True),  # an item that is new
        (("to the DCC; and", "to the DCC in writing; and"), ("provide the interface", "keep the interface"), True),  # what it cites beside
        (("to the DCC; and", "to the DCC in writing; and"), ("keep a record", "keep a book"), False),  # what it has nothing to do with
    ],
)  # fmt: skip
def test_what_was_said_holds_for_all_that_the_suspect_depends_on_and_no_more(
    make_library: Make, tmp_path: Path, first: tuple[str, str], then: tuple[str, str], is_stale: bool
) -> None:
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": SECTION}, "sec-j": {"1.0": WHOLE}})
    own = raise_modification(Library(root), BY, ["title=T", "proposer=P"], date="2016-05-01")[0].id
    text = SECTION.replace(*first)
    stored(root, own, text, tmp_path)
    assert "SEC J1.1" in states(root, own)
    settle(root, own, Word("SEC J1.1", "no-change", "r"))
    stored(root, own, text.replace(*then), tmp_path)
    assert states(root, own)["SEC J1.1"] == ("stale" if is_stale else "no-change")


PARTS = ["within 5 Working Days", "to the DCC; and", "to the Panel"]
CHOICES = st.fixed_dictionaries({old: st.sampled_from([old, f"{old} gladly", f"soon {old}"]) for old in PARTS})


@given(CHOICES, CHOICES, st.booleans())
def test_the_stamp_of_who_cites_a_clause_tells_any_two_drafts_of_it_apart(
    one: dict[str, str], other: dict[str, str], is_the_end: bool
) -> None:
    base = {
        "sec-h": markdown.parse(SECTION.encode(), work="sec-h"),
        "sec-j": markdown.parse(WHOLE.encode(), work="sec-j"),
    }

    def stamp(choice: dict[str, str]) -> tuple[str, str]:
        text = SECTION
        for old, new in choice.items():
            text = text.replace(old, new)
        ends = Ends(base, {"sec-h": markdown.parse(text.encode(), work="sec-h")}, lambda _: {})
        cited = [Place("sec-h", "sec_H3__cl_H3-2__para_a" if is_the_end else "sec_H3__cl_H3-2")]
        changed, needed = (cited, []) if is_the_end else ([], cited)
        return ends.stamp(Place("sec-j", "sec_J1__cl_J1-1"), changed, needed)

    assert (stamp(one) == stamp(other)) == (one == other)


def test_a_component_is_stamped_by_what_it_accepts_and_not_by_where_it_stands() -> None:
    def schema(most: int, lines: str = "") -> bytes:
        return (
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{lines}<xs:complexType name="T"><xs:sequence>'
            f'<xs:element name="a" type="xs:token" maxOccurs="{most}"/></xs:sequence></xs:complexType></xs:schema>'
        ).encode()

    def stamp(data: bytes) -> tuple[str, str]:
        ends = Ends({"x": xsd.parse(schema(2), work="x")}, {"x": xsd.parse(data, work="x")}, lambda _: {})
        return ends.stamp(Place("x", "complexType_T"), [Place("x", "complexType_T")], [])

    assert stamp(schema(3)) != stamp(schema(4)) and stamp(schema(3, "\n\n")) == stamp(schema(3))


def test_a_question_is_open_until_it_is_answered_and_settled(code: tuple[Path, str]) -> None:
    root, own = code
    assert settle(root, own, Word("SEC H3.3", "question", "Is it a record of days?")) == 2
    assert states(root, own)["SEC H3.3"] == "question"
    assert settle(root, own, Word("SEC H3.3", "answer", "No.", "DCC")) == 2
    row = review(Library(root), own).rows[0]
    assert row.state == "open" and row.disposition is not None
    assert (row.disposition.reason, row.disposition.answer, row.disposition.answered_by) == (
        "Is it a record of days?",
        "No.",
        "DCC",
    )
    assert settle(root, own, Word("SEC H3.3", "not-affected", "answered")) == 1
    for _ in range(2):
        row = review(Library(root), own).rows[0]
        assert row.disposition is not None and (row.state, row.disposition.reason) == ("not-affected", "answered")
        assert (row.disposition.question, row.disposition.asked_by, row.disposition.asked) == (
            "Is it a record of days?", BY.name, "2016-06-17",
        )  # fmt: skip
        assert (row.disposition.answer, row.disposition.answered_by) == ("No.", "DCC")
        settle(root, own, Word("SEC H3.3", "not-affected", "answered"))


def test_what_is_said_again_of_the_same_texts_keeps_its_day(code: tuple[Path, str]) -> None:
    root, own = code
    word = Word("SEC H3.3", "no-change", "r")
    settle(root, own, word)
    _, outcome = settle_suspects(Library(root), BY, own, [word], date="2016-07-01")
    assert outcome.commit == ""
    settle_suspects(Library(root), BY, own, [Word("SEC H3.3", "accepted", "r")], date="2016-07-01")
    row = review(Library(root), own).rows[0]
    assert row.disposition is not None and row.disposition.date == "2016-07-01"


def test_two_people_who_settle_at_once_both_stay(code: tuple[Path, str]) -> None:
    root, own = code
    seen = Library(root)  # one looked before the other wrote
    rows = review(seen, own).rows
    settle(root, own, Word("SEC H3.3", "no-change", "first"))
    settle_suspects(
        seen, BY, own, [Word("SEC J1.1", "accepted", "second", "", rows[1].suspect.stamp)], date="2016-06-17"
    )
    assert states(root, own) == {"SEC H3.3": "no-change", "SEC J1.1": "accepted"}


def test_every_address_that_is_no_suspect_is_named(code: tuple[Path, str]) -> None:
    root, own = code
    with pytest.raises(UnknownNameError) as caught:
        settle(
            root, own, *(Word(address, "no-change", "r") for address in ("SEC H3.2", "SEC H3.3", "SEC Q1", "SEC Q2"))
        )
    assert "'SEC H3.2'" in caught.value.message and "Nor are there SEC Q1 and SEC Q2." in caught.value.hint
    assert f"A suspect is what specman review {own} lists." in caught.value.hint


REFUSED: list[tuple[Word, type[SpecmanError], str]] = [
    (Word("SEC H3.2", "no-change", "r"), UnknownNameError, "There is no suspect 'SEC H3.2'"),
    (Word("SEC H3.3", "maybe", "r"), UsageError, "'maybe' is no disposition"),
    (Word("SEC H3.3", "no-change", " "), UsageError, "No reason is given for SEC H3.3"),
    (Word("SEC H3.3", "answer", "Yes."), LibraryError, "Nobody has asked anything about SEC H3.3"),
    (Word("SEC H3.3", "no-change", "r", "", ("a", "b")), LibraryError, "SEC H3.3 changed since this was written"),
]


@pytest.mark.parametrize(("word", "error", "what"), REFUSED)
def test_what_cannot_be_said_is_refused_and_nothing_is_written(
    code: tuple[Path, str], word: Word, error: type[SpecmanError], what: str
) -> None:
    root, own = code
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(error) as caught:
        settle(root, own, Word("SEC H3.3", "accepted", "good"), word)
    assert what in caught.value.message
    assert git(root, "rev-parse", "HEAD") == before and set(states(root, own).values()) == {"open"}


def test_other_subjects_are_kept_by_their_names(code: tuple[Path, str]) -> None:
    root, _ = code
    assert settle(root, '"Device ID"', Word("SEC H3.2", "no-change", "r")) < len(
        review(Library(root), '"Device ID"').rows
    )
    path = review_path('"Device ID"', is_modification=False)
    assert path == "reviews/device-id.toml" and (root / path).is_file()
    assert states(root, '"Device ID"')["SEC H3.2"] == "no-change"
    assert review_path("4.11..4.12", is_modification=False) == "reviews/4.11-to-4.12.toml"
    assert review_path("../../x", is_modification=False) == "reviews/x.toml"


def test_a_reviewer_reviews_and_does_nothing_else(code: tuple[Path, str]) -> None:
    root, own = code
    settings = root / "specman.toml"
    settings.write_text(
        settings.read_text() + '[[people]]\nname = "R"\nemail = "r@example.org"\nroles = ["reviewer"]\n'
    )
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-aqm", "people")
    settle(root, own, Word("SEC H3.3", "no-change", "r"), by=Person("R", "r@example.org"))
    row = review(Library(root), own).rows[0]
    assert row.disposition is not None and (row.disposition.by, row.disposition.role) == ("R", "reviewer")
    with pytest.raises(LibraryError, match="is not among the people"):
        settle(root, own, Word("SEC H3.3", "accepted", "r"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('subject = "S"\n', "has no format number"), ("format = 1\n", "has no subject"),
        ('format = 1\nsubject = "S"\n[[dispositions]]\naddress = "A"\n', "in [[dispositions]] 1 no disposition"),
        ('format = 1\nsubject = "S"\n[[dispositions]]\naddress = "A"\ndisposition = "maybe"\n', "disposition = 'maybe'"),
        ('format = 2\nsubject = "S"\n', "is of format 2"),
    ],
)  # fmt: skip
def test_a_review_that_cannot_be_read_is_named(text: str, what: str, code: tuple[Path, str]) -> None:
    with pytest.raises(LibraryError) as caught:
        read_review(text.encode(), "f")
    assert what in caught.value.message
    root, own = code
    (root / "modifications" / own / "review.toml").write_text(text)
    assert any(f"modifications/{own}/review.toml" in error.message for error in Library(root).manifest_errors())


# -- doors and sheets ----------------------------------------------------------------------------------------------


@pytest.fixture
def door(specman: Door, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The command line of a person whom git knows."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", BY.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BY.email)
    return specman


def test_a_sheet_is_written_filled_in_and_taken_in_one_commit(
    shipped_repository: Path, door: Door, tmp_path: Path
) -> None:
    root, file = shipped_repository, tmp_path / "sheet.xlsx"
    assert door("review", "SECMP0015", "-o", str(file), library=root)[0] == 0
    book = openpyxl.load_workbook(file)
    page = book.active
    assert page is not None
    header = [cell.value for cell in page[1]]
    assert header == [
        "address",
        "document",
        "calls for",
        "why",
        "words",
        "state",
        "disposition",
        "reason",
        "by",
        "stamp",
    ]
    suspects = page.max_row - 1
    for row in (2, 4):
        page.cell(row, 7).value, page.cell(row, 8).value, page.cell(row, 9).value = "no-change", "Looked at.", "WG1"
    book.save(file)
    status, out, _ = door("review", "SECMP0015", "--from-file", str(file), library=root)
    assert status == 0 and out.startswith(f"2 settled; {suspects - 2} of {suspects} open")
    answer = json.loads(door("review", "SECMP0015", "--format", "json", library=root)[1])
    assert (answer["format"], answer["open"], len(answer["suspects"])) == ("specman.review/1", suspects - 2, suspects)
    settled = [row for row in answer["suspects"] if row["state"] == "no-change"]
    assert [(row["address"], row["by"], row["reason"]) for row in settled] == [
        (page.cell(2, 1).value, "WG1", "Looked at."), (page.cell(4, 1).value, "WG1", "Looked at."),
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(door("review", "SECMP0015", "--open", "--format", "csv", library=root)[1])))
    assert len(rows) == suspects - 1 and rows[0] == header
    assert "said so already" in door("review", "SECMP0015", "--from-file", str(file), library=root)[1]


SHEET = "address,disposition,reason,by,stamp\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"), ("address,reason\n", "has no column disposition, by or stamp"),
        (SHEET + "A,maybe,r,,a b\n", "row 2: 'maybe' is no disposition"), (SHEET + "A,changed,,,a b\n", "row 2: no reason is given for A"),
        (SHEET + "\n\nA,maybe,r,,a b\n", "row 4: 'maybe' is no disposition"),
        (SHEET + "A,changed,r,,a\n", "row 2: the address or the stamp was changed"),
        (SHEET + "A,changed,r,,a b\nB,,,,a b\nA,accepted,r,,a b\n", "row 4: A stands there twice"),
    ],
)  # fmt: skip
def test_a_sheet_with_faults_is_refused_with_all_of_them(text: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_sheet(text.encode(), "sheet.csv")
    assert what in caught.value.message


def test_a_sheet_with_semicolons_and_a_mark_of_its_encoding_is_read() -> None:
    text = "\ufeff" + SHEET.replace(",", ";") + "'=A;changed;r, s;;a b\n"
    assert read_sheet(text.encode(), "s.csv", "WG") == [Word("=A", "changed", "r, s", "WG", ("a", "b"))]
    with pytest.raises(InputError, match="not in UTF-8"):
        read_sheet("é".encode("latin-1"), "s.csv")


def test_the_doors_list_count_and_choose(shipped: Path, specman: Door) -> None:
    status, out, _ = specman("review", "SECMP0014", library=shipped)
    assert status == 0 and out.startswith("Review of SECMP0014, against SEC 4.12\n") and "open  " in out
    assert max(map(len, out.splitlines())) <= 80
    status, out, _ = specman("review", "4.11..4.12", "--by-document", library=shipped)
    assert status == 0 and "Document" in out and out.splitlines()[-1].endswith("open.")
    table = specman("review", "4.11..4.12", "--by-document", "--format", "csv", library=shipped)[1].splitlines()
    answer = json.loads(specman("review", "4.11..4.12", "--format", "json", library=shipped)[1])
    assert table == [
        "Document,Suspects,Open",
        *(f"{row['document']},{row['suspects']},{row['open']}" for row in answer["documents"]),
    ]
    assert sum(row["suspects"] for row in answer["documents"]) == len(answer["suspects"])
    owner = answer["suspects"][0]["owner"]
    some = json.loads(specman("review", "4.11..4.12", "--owner", owner, "--format", "json", library=shipped)[1])
    assert (
        0
        < sum(row["suspects"] for row in some["documents"])
        == sum(row["owner"] == owner for row in answer["suspects"])
    )
    assert specman("review", "SECMP0014", "--owner", "nobody", library=shipped)[1].count("open  ") == 0
    for words, status in (
        (("SEC H3.3",), 2),
        (("--reason", "r"), 2),
        (("SEC A1.1", "--from-file", __file__, "--disposition", "x"), 2),
    ):
        assert specman("review", "SECMP0014", *words, library=shipped)[0] == status
    for form, start in (("html", "<!doctype html>"), ("csv", "address,document,")):
        assert specman("review", "SECMP0014", "--open", "--format", form, library=shipped)[1].startswith(start)


def test_who_cites_what_an_insertion_pushed_on_must_change(make_library: Make, tmp_path: Path) -> None:
    """The new (b) stands where the old one stood: both are changes, of the old one its number."""
    other = "# Section J: Charges\n\n## J1 Payment\n\nJ1.1 A User pays for Section H3.2(b).\n"
    root = make_library({"sec-a": {"1.0": DEFINITIONS}, "sec-h": {"1.0": SECTION}, "sec-j": {"1.0": other}})
    own = raise_modification(Library(root), BY, ["title=T", "proposer=P"], date="2016-05-01")[0].id
    stored(root, own, SECTION.replace("- (b) where", "- (b) to the Network; and\n- (c) where"), tmp_path)
    rows = {row.suspect.address: row.suspect.calls_for for row in review(Library(root), own).rows}
    assert rows["SEC J1.1"] == "must-change"
