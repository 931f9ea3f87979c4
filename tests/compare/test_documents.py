"""Laws of comparison, then cases read by eye: one text edited, and what must be told of it."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare.changeset import apply, compare_states, invert, settle
from specman.compare.documents import compare_documents
from specman.compare.pairing.ladder import pair_provisions
from specman.formats import markdown
from specman.formats.reading import read_document
from specman.model.change import Change, ChangeSet, StateName
from specman.model.detail import Force
from specman.model.document import Document
from specman.model.identity import Place, Work
from specman.report.wording import cell_words, details_words

WORK = Work("sec-d", "Section D", "code-section", "SEC D", "SEC", "SEC:D")
BASE, TARGET = StateName("file", "base"), StateName("file", "target")
SUBJECTS = [
    "Panel",
    "Proposer",
    "Change Board",
    "Authority",
    "Secretariat",
    "Working Group",
    "Code Administrator",
    "DCC",
]
DEEDS = ["publish the register", "keep the minutes of each meeting", "consult every Party by notice", "appoint an assessor",
         "return the form with reasons", "set a timetable for the work", "estimate the cost of the change", "vote upon the report"]  # fmt: skip


def read(text: str) -> Document:
    return markdown.parse(text.encode(), work="sec-d", version="1")


def changes(base: str, target: str) -> list[Change]:
    result, _ = compare_documents(WORK, read(base), read(target))
    return list(result.changes)


def told(base: str, target: str) -> list[tuple[str, str, str]]:
    """(kind, base label, target label) of each change."""
    return [
        (c.kind, c.base.provision.label if c.base else "", c.target.provision.label if c.target else "")
        for c in changes(base, target)
    ]


def document(clauses: list[str], numbered_from: int = 1) -> str:
    rows = [f"D1.{number} {text}\n" for number, text in enumerate(clauses, numbered_from)]
    return "## D1 Raising Proposals\n\n" + "\n".join(rows)


sentences = st.builds(
    lambda who, what, days: f"The {who} shall, within {days} Working Days, {what}.",
    st.sampled_from(SUBJECTS), st.sampled_from(DEEDS), st.integers(1, 60),
)  # fmt: skip
texts = st.lists(sentences, min_size=1, max_size=8).map(document)


@given(texts)
def test_a_document_compared_with_itself_has_no_change(text: str) -> None:
    result, _ = compare_documents(WORK, read(text), read(text))
    assert result.status == "unchanged"
    assert result.changes == ()


@given(texts, texts)
def test_applied_to_the_base_a_change_gives_the_target(base: str, target: str) -> None:
    result, _ = compare_documents(WORK, read(base), read(target))
    assert apply(read(base), result).provisions == read(target).provisions


@given(texts, texts)
def test_inverted_a_change_leads_back(base: str, target: str) -> None:
    forward, _ = compare_states(BASE, TARGET, [(WORK, read(base), read(target))])
    back = invert(forward)
    assert apply(read(target), back.works[0]).provisions == read(base).provisions
    assert invert(back).works[0].changes == forward.works[0].changes


@given(texts, texts)
def test_each_provision_is_in_one_pair_at_most(base: str, target: str) -> None:
    found = pair_provisions(read(base), read(target))
    assert len(set(found.target_of.values())) == len(found.target_of)


@given(texts, texts)
def test_the_answer_does_not_depend_on_chance(base: str, target: str) -> None:
    assert told(base, target) == told(base, target)


@given(st.lists(sentences, min_size=1, max_size=8, unique=True), st.integers(2, 40))
def test_a_document_numbered_anew_throughout_is_amended_nowhere(clauses: list[str], first: int) -> None:
    found = changes(document(clauses), document(clauses, first))
    assert {(c.kind, c.significance) for c in found} == {("renumbered", "consequential")}
    assert [c.side.provision.text for c in found] == clauses


@given(texts, texts)
def test_what_is_settled_stays_settled(base: str, target: str) -> None:
    """Significance is decided once: deciding again with the same citations changes nothing."""

    def numbers(side: str, place: Place) -> list[tuple[int, int, str]]:
        words = read(base if side == "base" else target).by_eid[place.eid].words
        return [(found.start(), found.end(), "a citation") for found in re.finditer(r"\d+", words)]

    found, pairing = compare_states(BASE, TARGET, [(WORK, read(base), read(target))])
    once = settle(found, pairing, numbers)
    assert settle(once, pairing, numbers) == once


FIVE = [
    "The Panel shall publish the register of every Modification Proposal.",
    "The Secretariat shall keep the minutes of each meeting of the Panel.",
    "The Proposer may ask that a proposal be treated as urgent.",
    "The Authority decides whether a proposal is urgent or not.",
    "The Change Board shall vote upon each report within 10 Working Days.",
]


def test_a_paragraph_inserted_in_the_middle_renumbers_the_rest_and_amends_none() -> None:
    longer = [*FIVE[:2], "A Party shall be consulted on each proposal by notice.", *FIVE[2:]]
    assert told(document(FIVE), document(longer)) == [
        ("added", "", "D1.3"),
        ("renumbered", "D1.3", "D1.4"),
        ("renumbered", "D1.4", "D1.5"),
        ("renumbered", "D1.5", "D1.6"),
    ]


def test_a_removed_paragraph_is_told_where_it_stood() -> None:
    assert told(document(FIVE), document([*FIVE[:1], *FIVE[2:]])) == [
        ("removed", "D1.2", ""),
        ("renumbered", "D1.3", "D1.2"),
        ("renumbered", "D1.4", "D1.3"),
        ("renumbered", "D1.5", "D1.4"),
    ]


def test_an_amended_paragraph_that_is_also_renumbered_is_one_change() -> None:
    amended = [
        FIVE[0],
        "An entirely new first duty is put upon the Code Administrator here.",
        *FIVE[1:4],
        FIVE[4].replace("10", "15"),
    ]
    rows = changes(document(FIVE), document(amended))
    last = rows[-1]
    assert (last.kind, last.significance) == ("amended", "substantive")
    assert details_words(last)[0] == "number D1.5 → D1.6"
    assert [edit for edit in last.edits if edit[0] != "equal"] == [("delete", "10"), ("insert", "15")]


def test_a_paragraph_moved_to_another_section_has_moved() -> None:
    base = document(FIVE) + "\n## D2 Paths\n\nD2.1 There are three paths of which one applies.\n"
    target = (
        document(FIVE[:4])
        + "\n## D2 Paths\n\nD2.1 There are three paths of which one applies.\n\nD2.2 "
        + FIVE[4]
        + "\n"
    )
    assert told(base, target) == [("moved", "D1.5", "D2.2")]


def test_a_section_whose_heading_is_rewritten_keeps_its_paragraphs_where_they_are() -> None:
    base = document([FIVE[0]])
    target = base.replace("Raising Proposals", "Qq Zz").replace("publish the register", "keep the register")
    assert told(base, target) == [("amended", "D1", "D1"), ("amended", "D1.1", "D1.1")]


def test_definitions_that_change_places_have_moved() -> None:
    def definitions(*terms: str) -> str:
        rows = [f"**{term}**\n: means the thing that is called {term} in this Code.\n" for term in terms]
        return "## A1 Definitions\n\nA1.1 Here:\n\n" + "\n".join(rows)

    rows = told(definitions("Alpha", "Beta", "Gamma"), definitions("Beta", "Gamma", "Alpha"))
    assert rows == [("moved", 'A1.1 "Alpha"', 'A1.1 "Alpha"')]


@pytest.mark.parametrize(
    ("before", "after", "significance"),
    [
        ("The Panel shall act, and report.", "The panel shall act and report.", "editorial"),
        ("The Panel shall act.", "The Panel may act.", "substantive"),
        ("within 5 Working Days of it", "within 6 Working Days of it", "substantive"),
        ("in the 'form' given here", 'in the "form" given here', "editorial"),
    ],
)
def test_editorial_is_told_from_substance(before: str, after: str, significance: str) -> None:
    [change] = changes(document([before]), document([after]))
    assert (change.kind, change.significance) == ("amended", significance)


def test_a_table_row_keeps_its_identity_by_its_key_and_names_its_changed_cells() -> None:
    def table(value: str) -> str:
        return f"## 16 Codes\n\nTable 16.2: Codes\n\n| Code | Name |\n| --- | --- |\n| 0x8F0A | {value} |\n| 0x8F0B | Other |\n"

    changes_, _ = compare_states(BASE, TARGET, [(WORK, read(table("One")), read(table("Altogether different")))])
    [change] = changes_.works[0].changes
    assert change.side.address == "SEC Table 16.2 row 0x8F0A"
    assert [*map(cell_words, change.cells)] == ["Name: One → Altogether different"]


def test_words_that_move_to_another_document_are_one_move_counted_once() -> None:
    other = Work("sec-f", "Section F", "code-section", "SEC F", "SEC", "SEC:F")
    a0, a1 = read(document(FIVE)), read(document(FIVE[:4]))
    b0 = markdown.parse(
        b"## F1 Technical Sub-Committee\n\nF1.1 The Sub-Committee advises.\n", work="sec-f", version="1"
    )
    b1 = markdown.parse(
        f"## F1 Technical Sub-Committee\n\nF1.1 The Sub-Committee advises.\n\nF1.2 {FIVE[4]}\n".encode(),
        work="sec-f",
        version="1",
    )
    found, _ = compare_states(BASE, TARGET, [(WORK, a0, a1), (other, b0, b1)])
    [out], [into] = (work.changes for work in found.works)
    assert out is into
    assert (into.kind, into.base and into.base.address, into.target and into.target.address) == (
        "moved",
        "SEC D1.5",
        "SEC F1.2",
    )
    assert found.summary()["moved"] == 1
    assert found.summary()["added"] == found.summary()["removed"] == 0


def test_a_thousand_equal_siblings_are_compared_without_comparing_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    from specman.compare.pairing import alike as pairing

    counted = 0
    scores = pairing._scores

    def counting(left: list[str], right: list[str], sure: list[int | None]) -> object:
        nonlocal counted
        counted += len(left) * len(right)
        return scores(left, right, sure)

    monkeypatch.setattr(pairing, "_scores", counting)
    same = ["Not used in this version of the Code, and kept for its number."] * 1000
    result, _ = compare_documents(WORK, read(document(same)), read(document([*same, same[0]])))
    assert [c.kind for c in result.changes] == ["added"]
    assert counted <= 1000


@pytest.mark.parametrize("shuffle", [False, True])
def test_a_large_residue_is_paired_without_comparing_all_with_all(
    shuffle: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specman.compare.pairing import alike as pairing

    compared = 0
    ratio = pairing.fuzz.ratio

    def counting(a: str, b: str) -> float:
        nonlocal compared
        compared += 1
        return float(ratio(a, b))

    monkeypatch.setattr(pairing.fuzz, "ratio", counting)
    monkeypatch.setattr(pairing.limits, "DENSE_LIMIT", 1000)
    count = 400
    base = [f"Duty {n} of the Panel is to keep record {n * 7919} for inspection." for n in range(count)]
    target = [f"{text} It shall do so at once." for text in base]
    if shuffle:
        random.Random(7).shuffle(target)
    found = changes(document(base), document(target))
    assert len(found) == count
    assert {change.kind for change in found} <= {"amended", "moved"}
    assert compared <= 10 * count


def test_everything_moved_is_paired_by_words() -> None:
    shuffled = [f"Duty {n} of the Panel is to keep record number {n} for inspection." for n in range(200)]
    random.Random(7).shuffle(shuffled)
    base = [f"Duty {n} of the Panel is to keep record number {n} for inspection." for n in range(200)]
    kinds = {c.kind for c in changes(document(base), document(shuffled))}
    assert kinds <= {"moved", "renumbered"}


def test_a_work_that_is_new_counts_its_provisions_as_added() -> None:
    found, _ = compare_states(BASE, TARGET, [(WORK, None, read(document(FIVE)))])
    assert isinstance(found, ChangeSet)
    assert found.works[0].status == "added"
    assert found.summary()["added"] == 6


# -- split and joined -------------------------------------------------------------------------------------------

ONE = "The Panel shall keep a register of each proposal that it has received from a Party."
TWO = "It shall publish that register within five Working Days after each entry is made."


def test_a_provision_split_in_two_says_where_its_words_went() -> None:
    found = changes(document([f"{ONE} {TWO}", "The end."]), document([ONE, TWO, "The end."]))
    amended, added, renumbered = found
    assert (amended.kind, details_words(amended)) == ("amended", ["some of its words are now in SEC D1.2"])
    assert (added.kind, added.reason, details_words(added)) == ("added", "split", ["split from what was SEC D1.1"])
    assert renumbered.kind == "renumbered"


def test_two_provisions_joined_into_one_say_so() -> None:
    found = changes(document([ONE, TWO, "The end."]), document([f"{ONE} {TWO}", "The end."]))
    details = {change.kind: tuple(details_words(change)) for change in found}
    assert details["amended"] == ("takes in the words of what was SEC D1.2",)
    assert details["removed"] == ("joined to what is now SEC D1.1",)


THREE = "Each Party may ask for a copy of that register at any time, and shall bear the cost of it."


def test_of_a_provision_cut_in_two_the_part_with_its_number_goes_on_though_it_is_the_smaller() -> None:
    whole, cut = document([f"{ONE} {TWO} {THREE}", "The end."]), document([ONE, f"{TWO} {THREE}", "The end."])
    assert told(whole, cut)[:2] == [("amended", "D1.1", "D1.1"), ("added", "", "D1.2")]
    assert told(cut, whole)[:2] == [("amended", "D1.1", "D1.1"), ("removed", "D1.2", "")]


def test_words_that_stand_in_another_part_now_are_no_change_of_force() -> None:
    whole = document([f"{ONE} {TWO}", "The end."])
    for second, force in ((TWO, ()), (TWO.replace("shall", "may"), (Force("modal", "shall", "may"),))):
        cut = document([ONE, second, "The end."])
        assert settled(whole, cut)["D1.1"].force == force
    assert settled(document([ONE, TWO, "The end."]), whole)["D1.1"].force == ()


def test_a_sentence_cut_in_two_is_split_though_both_parts_begin_alike() -> None:
    whole = (
        "Each Party shall name at least two Authorised Persons and shall tell the Panel of any change within a week."
    )
    parts = ("Each Party shall name at least two Authorised Persons.", "Each Party shall tell the Panel of any change within a week.")  # fmt: skip
    there, back = (changes(*sides) for sides in ((document([whole]), document([*parts])), (document([*parts]), document([whole]))))  # fmt: skip
    assert {change.reason for change in there} >= {"split"}
    assert {change.reason for change in back} >= {"joined"}


def test_words_that_only_look_alike_are_no_split() -> None:
    other = "Nobody shall alter an entry of the register once it has been published by the Panel."
    found = changes(document([f"{ONE} {TWO}"]), document([ONE, other]))
    assert not any(detail.kind in ("split", "part") for change in found for detail in change.details)


# -- tables -------------------------------------------------------------------------------------------------------


def table(header: list[str], *rows: list[str]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "## D1 A\n\nTable 1: Codes\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in lines) + "\n"


BEFORE = table(["Code", "Meaning", "Sent to"], ["E1", "refused", "User"], ["E2", "late", "DCC"])


def settled(base: str, target: str) -> dict[str, Change]:
    result, pairing = compare_states(BASE, TARGET, [(WORK, read(base), read(target))])
    return {c.side.provision.label: c for c in settle(result, pairing, lambda *_: []).changes}


def test_a_cell_that_changed_is_named_by_its_column() -> None:
    after = table(["Code", "Meaning", "Sent to"], ["E1", "rejected", "User"], ["E2", "late", "DCC"])
    assert {label: tuple(map(cell_words, change.cells)) for label, change in settled(BEFORE, after).items()} == {
        "Table 1 row E1": ("Meaning: refused → rejected",)
    }


def test_a_column_added_is_told_once_and_makes_no_row_a_change_of_substance() -> None:
    after = table(
        ["Code", "Meaning", "Since", "Sent to"], ["E1", "refused", "1.0", "User"], ["E2", "late", "1.1", "DCC"]
    )
    found = settled(BEFORE, after)
    assert details_words(found["Table 1"]) == ["column 'Since' added"]
    assert found["Table 1"].significance == "substantive"
    rows = [found["Table 1 row E1"], found["Table 1 row E2"]]
    assert [details_words(row) for row in rows] == [["Since (new column): 1.0"], ["Since (new column): 1.1"]]
    assert {row.significance for row in rows} == {"consequential"}


def test_a_column_under_another_name_changes_no_cell() -> None:
    after = table(["Code", "Sense", "Sent to"], ["E1", "refused", "User"], ["E2", "late", "DCC"])
    found = settled(BEFORE, after)
    assert {label: tuple(details_words(change)) for label, change in found.items()} == {
        "Table 1": ("column 'Meaning' is now called 'Sense'",)
    }


def test_a_cell_that_changed_under_a_renamed_column_is_told() -> None:
    rows = (["A1", "75", "DCC"], ["A2", "{}", "DCC"], ["A3", "90", "Panel"])
    before = table(["Item", "Limit", "Owner"], *rows).format("80")
    found = settled(before, table(["Item", "Rate", "Owner"], *rows).format("85"))
    assert details_words(found["Table 1"]) == ["column 'Limit' is now called 'Rate'"]
    assert found["Table 1 row A2"].significance == "substantive"


def test_a_heading_has_no_force() -> None:
    found = settled("## D1 Timing\n\nD1.1 It acts.\n", "## D1 Timing and Notices\n\nD1.1 It acts.\n")
    assert [(change.significance, change.force) for change in found.values()] == [("substantive", ())]


def test_the_name_of_a_column_has_no_force() -> None:
    found = settled(BEFORE, table(["No", "Code", "Meaning"], ["1", "E1", "refused"], ["2", "E2", "late"]))
    assert found["Table 1"].details and not found["Table 1"].force


def test_columns_of_a_csv_table_are_told_as_those_of_any_other() -> None:
    sides = [
        read_document(text, "x.csv", work="sec-d") for text in (b"Key,Val\nA,5\nB,6\n", b"Key,Val,New\nA,5,1\nB,7,\n")
    ]
    changes_, pairing = compare_states(BASE, TARGET, [(WORK, *sides)])
    settled_ = settle(changes_, pairing, lambda *_: [])
    told_ = [(c.significance, tuple(details_words(c)), tuple(map(cell_words, c.cells))) for c in settled_.changes]
    assert told_ == [
        ("substantive", ("column 'New' added",), ()),
        ("consequential", ("New (new column): 1",), ()),
        ("substantive", (), ("Val: 6 → 7",)),
    ]


def test_the_caption_of_a_table_is_told_as_words() -> None:
    found = settled(BEFORE, BEFORE.replace("Table 1: Codes", "Table 1: Codes which the DCC shall use"))
    assert {label: change.significance for label, change in found.items()} == {"Table 1": "substantive"}


def test_columns_in_another_order_change_no_cell() -> None:
    after = table(["Code", "Sent to", "Meaning"], ["E1", "User", "refused"], ["E2", "DCC", "late and lost"])
    found = settled(BEFORE, after)
    assert details_words(found["Table 1"]) == ["columns in another order: Code, Sent to, Meaning"]
    assert found["Table 1 row E1"].significance == "consequential"
    assert [*map(cell_words, found["Table 1 row E2"].cells)] == ["Meaning: late → late and lost"]
    assert found["Table 1 row E2"].significance == "substantive"


def test_a_row_inserted_in_the_middle_is_one_row() -> None:
    after = table(
        ["Code", "Meaning", "Sent to"], ["E1", "refused", "User"], ["E1a", "held", "User"], ["E2", "late", "DCC"]
    )
    assert {label: change.kind for label, change in settled(BEFORE, after).items()} == {"Table 1 row E1a": "added"}


LISTED = "## D1 Raising Proposals\n\nD1.1 The form shall state:\n\n{}D1.2 The Panel shall publish it.\n"


def test_what_has_no_number_is_not_renumbered_by_what_comes_before_it() -> None:
    """Bullets are counted by specman, not by the page: who reads it sees one bullet more."""
    rows = ["- the name of the Proposer and its address\n", "- the Sections that it would change, by number\n"]
    first = LISTED.format("".join(rows) + "\n")
    second = LISTED.format("- the date on which it was raised by the Proposer\n" + "".join(rows) + "\n")
    assert [kind for kind, _, _ in told(first, second)] == ["added"]
    result, _ = compare_documents(WORK, read(first), read(second))
    assert apply(read(first), result).provisions == read(second).provisions


def test_what_has_no_number_is_renumbered_with_what_holds_it() -> None:
    bullets = "- the name of the Proposer and its address\n\n"
    clause = "D1.{} The form shall state:\n\n" + bullets
    before = "## D1 Raising Proposals\n\n" + clause.format(1)
    after = "## D1 Raising Proposals\n\nD1.1 The Panel shall publish the register monthly.\n\n" + clause.format(2)
    assert [row for row in told(before, after) if row[0] == "renumbered"] == [
        ("renumbered", "D1.1", "D1.2"), ("renumbered", "D1.1 item", "D1.2 item"),
    ]  # fmt: skip
