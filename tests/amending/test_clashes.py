"""Instructions that cannot both be carried out are refused, both named; all others give the same in any order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specman.amending.apply import MisfitError, apply
from specman.amending.grammar import read_sentence
from specman.amending.sentences import sentence
from specman.formats import markdown
from specman.model.document import Document
from specman.model.instruction import (
    EVERY,
    ONLY,
    At,
    Held,
    Insert,
    Instruction,
    Move,
    Omit,
    Own,
    Renumber,
    Restate,
    Substitute,
    Whole,
    Words,
)

TEXT = """# Section H: Things

## H1 First

H1.1 The meter and the hub and the meter are kept by the party.

- (a) the meter; and
- (b) the hub.

H1.2 The party keeps the register.

## H2 Second

H2.1 The panel keeps the register.
"""
PLACES = ["H1", "H1.1", "H1.1(a)", "H1.1(b)", "H1.2", "H2", "H2.1"]


def base() -> Document:
    return markdown.parse(TEXT.encode(), work="sec-h", version="1.0")


def shape(document: Document) -> list[tuple[str, str, str, str]]:
    return [(p.eid, p.num, p.heading, p.text) for p in document.provisions]


def outcome(rows: list[Instruction]) -> list[tuple[str, str, str, str]] | None:
    """What the rows make of the base, None where they are refused."""
    try:
        return shape(apply(base(), rows, sentence))
    except MisfitError:
        return None


at = st.sampled_from(PLACES).map(At)
new = st.sampled_from(["x1", "x2"]).map(lambda label: At(label, is_new=True))
somewhere = st.one_of(at, at, new)
owns = st.builds(lambda num, text: Own("clause", num, "", text), st.sampled_from(["X1", "X2"]), st.sampled_from("uv"))
instructions = st.one_of(
    st.builds(
        lambda a, old, put, nth: Words(a, "text", old, put, "", nth), at,
        st.sampled_from(["meter", "the meter", "hub", "keeps", "."]), st.sampled_from(["", "valve"]), st.sampled_from([EVERY, ONLY, 1, 2]),
    ),
    st.builds(lambda a, after: Words(a, "text", "", " new", after), at, st.sampled_from(["party", "The", "hub", ""])),
    st.builds(lambda a, text: Whole(a, "text", text), at, st.sampled_from("uv")), st.builds(Omit, at),
    st.builds(Renumber, at, st.sampled_from(["9", "8"])), st.builds(Restate, at, st.sampled_from(["informative", "inactive"])),
    st.builds(Substitute, at, owns), st.builds(Move, at, somewhere, st.none()), st.builds(lambda a, b: Move(a, None, b), at, at),
    st.builds(lambda label, a, own: Insert(label, a, None, own), st.sampled_from(["x1", "x2"]), somewhere, owns),
    st.builds(lambda label, a, own: Insert(label, None, a, own, (Held("h", own),)), st.sampled_from(["x1", "x2"]), at, owns),
)  # fmt: skip


@settings(max_examples=400)
@given(st.data())
def test_the_order_of_instructions_says_nothing(data: st.DataObject) -> None:
    rows: list[Instruction] = data.draw(st.lists(instructions, min_size=2, max_size=4))
    assert outcome(rows) == outcome(data.draw(st.permutations(rows)))


@settings(max_examples=300)
@given(st.lists(instructions, min_size=1, max_size=4))
def test_what_is_not_refused_is_all_carried_out(rows: list[Instruction]) -> None:
    made = outcome(rows)
    for one in rows if made is not None else ():
        if isinstance(one, Insert):
            assert any((num, text) == (one.own.num, one.own.text) for _, num, _, text in made or ())
        elif isinstance(one, Whole):
            assert any(text == one.new for _, _, _, text in made or ())
        elif isinstance(one, Renumber):
            assert any(num == one.num for _, num, _, _ in made or ())


H11 = "In Section H1.1, "
CLASHES = [
    (f"{H11}for “the party” substitute “a party”.", f"{H11}omit “party”.", "overlaps another"),
    (f"{H11}after “hub” insert “ x”.", f"{H11}after “hub” insert “ y”.", "overlaps another"),
    ("For the text of Section H1.1 substitute “x”.", f"{H11}omit “hub”.", "overlaps another"),
    ("For the text of Section H1.1 substitute “x”.", "For the text of Section H1.1 substitute “y”.", "overlaps another"),
    ("For Section H1.1 substitute—\n  clause “H1.1” saying “x”", f"{H11}omit “hub”.", "overlaps another"),
    ("For Section H1.1 substitute—\n  clause “H1.1” saying “x”", "Renumber Section H1.1 as “H1.9”.", "overlaps another"),
    ("Renumber Section H1.1 as “H1.8”.", "Renumber Section H1.1 as “H1.9”.", "overlaps another"),
    ("Make Section H1.1 inactive.", "Make Section H1.1 informative.", "overlaps another"),
    ("Omit Section H1.1.", "Omit Section H1.1.", "overlaps another"),
    ("Omit Section H1.1.", f"{H11}omit “hub”.", "inside what is omitted"),
    ("Omit Section H1.1.", "In Section H1.1(a), omit “meter”.", "inside what is omitted"),
    ("Omit Section H1.1.", "Move Section H1.1 to follow Section H1.2.", "inside what is omitted"),
    ("Omit Section H1.1.", "Move Section H1.2 to the beginning of Section H1.1.", "inside what is omitted"),
    ("Omit Section H1.1.", "After Section H1.1(b) insert—\n  item “(c)” saying “x”", "inside what is omitted"),
    ("Move Section H1.1 to follow Section H1.2.", "Move Section H1.1 to follow Section H2.1.", "overlaps another"),
    ("After Section H1.1 insert—\n  clause “X1” saying “x”", "After Section H1.1 insert—\n  clause “X2” saying “x”", "same place"),
    ("After Section H1.1 insert—\n  clause “X1” saying “x”", "Move Section H2.1 to follow Section H1.1.", "same place"),
    ("Move Section H1.1 to follow Section H1.2.", "Move Section H1.2 to follow Section H1.1.", "moved into itself"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "what"), CLASHES)
def test_two_that_cannot_both_be_carried_out_are_refused_in_either_order(one: str, other: str, what: str) -> None:
    first, second = (read_sentence(said) for said in (one, other))
    assert first is not None and second is not None
    for rows in ([first, second], [second, first]):
        with pytest.raises(MisfitError) as caught:
            apply(base(), rows, sentence)
        found = caught.value.misfits
        assert what in {misfit.what for misfit in found}
        if what != "moved into itself":
            assert {said for misfit in found for said in (misfit.sentence, misfit.other)} == {
                sentence(one) for one in rows
            }
    for row in (first, second):
        apply(base(), [row], sentence)  # each by itself can


ALONE = [
    (f"{H11}omit “meter”.", "found several times", "2"),
    (f"{H11}omit “meter” (in place 3).", "found fewer times", "2"),
    (f"{H11}omit “metre”.", "words not found", "meter"),
    (f"{H11}omit “metre”, wherever it occurs.", "words not found", "meter"),
    ("Move Section H1 to follow Section H1.1.", "moved into itself", ""),
    ("Move Section H1 to the beginning of Section H1.", "moved into itself", ""),
    ("Move the document to follow Section H1.1.", "moved into itself", ""),
    ("Omit the document.", "unknown place", ""),
    ("After the document insert—\n  clause “X1” saying “x”", "unknown place", ""),
    ("After the new X1 insert—\n  clause “X2” saying “x”", "unknown place", ""),
    ("In cell 2 of Section H1.1, omit “hub”.", "no such cell", "0"),
    ("For the text of Section H1.1 substitute “{b}x”.", "cannot be read back", ""),
]


@pytest.mark.parametrize(("said", "what", "nearest"), ALONE)
def test_what_does_not_fit_by_itself(said: str, what: str, nearest: str) -> None:
    one = read_sentence(said)
    assert one is not None
    with pytest.raises(MisfitError) as caught:
        apply(base(), [one], sentence)
    [misfit] = caught.value.misfits
    assert misfit.what == what and nearest in misfit.nearest


def test_a_label_that_two_insertions_will_have_names_neither() -> None:
    rows = [
        Insert("X", At("H1.1"), None, Own("clause", "X", "", "a")), Insert("X", At("H1.2"), None, Own("clause", "X", "", "b")),
    ]  # fmt: skip
    assert outcome(list(rows)) is not None
    with pytest.raises(MisfitError) as caught:
        apply(base(), [*rows, Insert("Y", At("X", is_new=True), None, Own("clause", "Y", "", "c"))], sentence)
    assert [misfit.what for misfit in caught.value.misfits] == ["several places"]


def test_words_wherever_they_occur_and_what_is_put_behind_something_omitted_or_moved() -> None:
    made = apply(base(), [Words(At("H1.1"), "text", "meter", "valve", "", EVERY)])
    assert made.labelled("H1.1").text == "The valve and the hub and the valve are kept by the party."  # type: ignore[union-attr]
    assert made.labelled("H1.1(a)").text == "the meter; and"  # type: ignore[union-attr]
    x = Insert("X", At("H1.1"), None, Own("clause", "X", "", "x"))
    made = apply(base(), [Omit(At("H1.1")), x])
    assert [p.num for p in made.provisions if p.kind == "clause"] == ["X", "H1.2", "H2.1"]
    made = apply(base(), [x, Move(At("H1.1"), At("H2.1"), None)])
    assert [p.num for p in made.provisions if p.kind == "clause"] == ["H1.2", "H2.1", "H1.1", "X"]


BLOCK = """After Section H1.2 insert, as H1.3—
  clause “H1.3” saying “The party shall keep”
    item “(a)” saying “the valve:”
      item “(i)” saying “clean; and”
    item “(b)” saying “the clock.”"""


def test_a_new_provision_is_said_with_what_it_holds() -> None:
    one = read_sentence(BLOCK)
    assert isinstance(one, Insert) and sentence(one) == BLOCK
    made = apply(base(), [one, Insert("n", At("H1.3(a)", is_new=True), None, Own("item", "(aa)", "", "between."))])
    assert [p.label for p in made.provisions if p.label.startswith("H1.3")] == [
        "H1.3", "H1.3(a)", "H1.3(a)(i)", "H1.3(aa)", "H1.3(b)",
    ]  # fmt: skip
    assert read_sentence(BLOCK.replace("    item “(b)”", "  item “(b)”")) is None  # not deeper than what should hold it
