"""What a paragraph of a Word file is, told from the paragraph and the place it stands in, without a file."""

from __future__ import annotations

import pytest

from specman.formats.flow import Text
from specman.formats.word import house
from specman.formats.word.numbering import Level
from specman.formats.word.read.anchors import tied
from specman.formats.word.read.classify import (
    Classified,
    Clause,
    Definition,
    Heading,
    Here,
    Item,
    More,
    Note,
    Plain,
    Styled,
    Title,
    classify,
    definition_of,
    in_meaning,
    in_own_style,
    labelled,
    looks_like_heading,
)
from specman.formats.word.read.inline import Words
from specman.formats.word.read.paragraphs import Block
from specman.model.document import Mark, Provision

BULLET = Level("bullet", "•", 1)
INSIDE = Here(expected=("4",), depth=1)


def block(words: str, *marks: Mark, tab: int = -1, **said: object) -> Block:
    return Block(Words(Text(words, marks), tab), **said)  # type: ignore[arg-type]


def read(given: Block, here: Here = INSIDE) -> Classified:
    return classify(given, labelled(given, here.expected), here)


@pytest.mark.parametrize(
    ("given", "here", "expected"),
    [
        # a heading style decides, with a number computed, typed or absent
        (block("Scope", outline=0), INSIDE, Heading(1, Text("Scope"))),
        (block("Scope", outline=1, label="4.1"), INSIDE, Heading(2, Text("Scope"), "4.1")),
        (block("4.1 Scope", outline=1), INSIDE, Heading(2, Text("Scope"), "4.1")),
        (block("Scope [inactive]", outline=0), INSIDE, Heading(1, Text("Scope"), status="inactive")),
        (block("Use Case ECS1 Read", outline=1), INSIDE, Heading(2, Text("Read"), "ECS1", "use-case")),
        (block("Forms", outline=0, label="Schedule 1"), INSIDE, Heading(1, Text("Forms"), "Schedule 1")),
        # without one: bold, short, and no sentence
        (block("Scope", label="4.1", is_bold=True), INSIDE, Heading(2, Text("Scope"), "4.1")),
        (block("Scope", is_bold=True), INSIDE, Heading(2, Text("Scope"))),
        (block("Scope", is_bold=True), Here(), Plain(Text("Scope"))),
        (block("The Panel shall act.", label="4.1", is_bold=True), INSIDE, Clause("4.1", Text("The Panel shall act."))),
        # numbered paragraphs, and what only looks like one
        (block("It acts.", label="4.1", list_key="7"), INSIDE, Clause("4.1", Text("It acts."), "7")),
        (block("4.1 It acts."), INSIDE, Clause("4.1", Text("It acts."))),
        (block("3.5 kW is the most."), INSIDE, Plain(Text("3.5 kW is the most."))),
        (block("It acts.", label="5."), INSIDE, Item("5.", Text("It acts."))),
        (block("It acts.", label="5."), Here(heads_clauses=True), Clause("5", Text("It acts."))),
        (block("It acts.", label="4.1"), Here(goes_on=True), Item("4.1", Text("It acts."))),
        # items
        (block("it acts;", label="(a)"), INSIDE, Item("(a)", Text("it acts;"))),
        (block("(a) it acts;"), INSIDE, Item("(a)", Text("it acts;"))),
        (block("it acts;", label="•", level=BULLET), INSIDE, Item("", Text("it acts;"))),
        # text without a number
        (block("Note 2: it acts."), INSIDE, Note("Note 2", Text("it acts."))),
        (block('"Panel" means us.'), INSIDE, Definition("Panel", Text("means us."))),
        (block("and more", indent=900), Here(item="item_1"), More("item_1", Text("and more"))),
        (block("and", names=frozenset({"closing words"})), Here(item="item_1"), Plain(Text("and"))),
        (block("The Code", is_bold=True), Here(is_first=True), Title("The Code")),
        (block("The Code", names=frozenset({"subtitle"})), Here(is_first=True), Title("The Code")),
        (block("The Code"), Here(is_first=True), Plain(Text("The Code"))),
        (block("It acts."), INSIDE, Plain(Text("It acts."))),
    ],
)  # fmt: skip
def test_a_paragraph_is_told_by_its_label_its_look_and_its_place(
    given: Block, here: Here, expected: Classified
) -> None:
    assert read(given, here) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (block("It acts.", style=house.CLAUSE, label="4.1"), Clause("4.1", Text("It acts."))),
        (block("4A\tIt acts.", style=house.CLAUSE, tab=2), Clause("4A", Text("It acts."))),
        (block("it acts;", style=f"{house.ITEM}2", label="(i)"), Item("(i)", Text("it acts;"), 2)),
        (block("it acts;", style=f"{house.ITEM}1", label="•", level=BULLET), Item("", Text("it acts;"), 1)),
        (block("Note 2: more", style=house.NOTE), Note("Note 2", Text("more"))),
        (block("more", style=house.NOTE), Note("Note", Text("more"))),
        (block("and more", style=house.CLOSING), Styled(house.CLOSING, Text("and more"))),
        (block("Scope", style="Heading2", outline=1, label="4.1"), Heading(2, Text("Scope"), "4.1")),
        (block("Response ARsp Read", style="Heading2", outline=1), Heading(2, Text("Read"), "ARsp", "response")),
        (block("It acts.", style=house.CLAUSE), None),
        (block("It acts.", style="Normal", label="4.1"), None),
    ],
)
def test_a_style_that_specman_writes_says_what_its_paragraph_is(given: Block, expected: Classified | None) -> None:
    assert in_own_style(given) == expected


def test_a_paragraph_of_a_meaning_is_an_item_or_goes_on_with_one_or_is_text() -> None:
    assert in_meaning(block("it acts;", label="(a)"), "") == Item("(a)", Text("it acts;"))
    assert in_meaning(block("(a) it acts;"), "item_1") == Item("(a)", Text("it acts;"))
    assert in_meaning(block("and more"), "item_1") == More("item_1", Text("and more"))
    assert in_meaning(block("and more"), "") == Plain(Text("and more"))


def test_a_number_typed_again_behind_the_one_that_word_prints_is_taken_off_and_another_one_is_doubted() -> None:
    same = labelled(block("4.1\tIt acts.", tab=3, label="4.1"), ())
    assert (same.text.words, same.typed_too) == ("It acts.", "4.1")
    amount = labelled(block("4.1 metres is the least.", tab=-1, label="4.1"), ("4",))
    assert (amount.text.words, amount.typed_too) == ("4.1 metres is the least.", "")
    other = labelled(block("4.2\tIt acts.", tab=3, label="4.1"), ())
    assert other.label is not None
    assert (other.label.num, other.text.words, other.typed_too) == ("4.1", "4.2\tIt acts.", "4.2")


@pytest.mark.parametrize(
    ("words", "marks", "term"),
    [
        ('"Panel" means us.', (), "Panel"),
        ("“Panel” has the meaning given in A1.", (), "Panel"),
        ("Panel shall mean us.", (Mark("b", 0, 5),), "Panel"),
        ("Panel means us.", (Mark("b", 0, 15),), None),  # all of it is bold, which sets nothing apart
        ("Panel means us.", (), None),
        ('"Panel" acts.', (), None),
    ],
)
def test_a_definition_sets_its_term_apart_and_says_what_it_means(
    words: str, marks: tuple[Mark, ...], term: str | None
) -> None:
    found = definition_of(Text(words, marks))
    assert (found.term if found else None) == term


@pytest.mark.parametrize("words", ["", "ends with a stop.", "lower case", "Two\nlines", "Word " * 17, "W" * 121])
def test_what_is_empty_long_or_a_sentence_does_not_look_like_a_heading(words: str) -> None:
    assert not looks_like_heading(Text(words.strip()))


def test_references_lead_to_eids_and_one_that_leads_nowhere_is_left_out_and_counted() -> None:
    marks = (
        Mark("ref", 0, 1, "bookmark:here"),
        Mark("ref", 1, 2, "bookmark:gone"),
        Mark("ref", 2, 3, "https://example.org"),
        Mark("note", 3, 3, "footnote:1"),
        Mark("b", 3, 4),
    )
    found, lost = tied(Provision("p", "clause", marks=marks), {"bookmark:here": "sec_1"}, {"footnote:1": "note_1"})
    assert [(mark.kind, mark.target) for mark in found.marks] == [
        ("ref", "#sec_1"), ("ref", "https://example.org"), ("note", "note_1"), ("b", ""),
    ]  # fmt: skip
    assert lost == 1
