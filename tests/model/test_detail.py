"""What changed inside a provision, as values: running back twice is nothing, and every value has words."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.model.detail import AttributeChange, Detail, DetailKind, Force, ForceKind, PartRule, SchemaPart, Verdict
from specman.report.wording import detail_words, force_words, metadata_words, part_words, reason_words

said = st.text(max_size=5)
details = st.builds(
    Detail, st.sampled_from(get_args(DetailKind)), said, said, said, st.lists(said, max_size=3).map(tuple),
    st.integers(-3, 3), st.integers(0, 3),
)  # fmt: skip
verdicts = st.sampled_from(get_args(Verdict))
parts = st.builds(
    SchemaPart, st.sampled_from(get_args(PartRule)), said, said, said, said, said,
    st.sampled_from(["", "optional", "required", "redefined"]), said, verdicts, verdicts,
)  # fmt: skip
forces = st.builds(Force, st.sampled_from(get_args(ForceKind)), said, said)
attributes = st.builds(AttributeChange, st.tuples(said), st.none() | said, st.none() | said)


@given(details | parts | forces | attributes)
def test_what_runs_back_twice_is_as_it_was(value: Detail | SchemaPart | Force | AttributeChange) -> None:
    assert value.inverted().inverted() == value


@given(details)
def test_every_detail_has_words_both_ways(detail: Detail) -> None:
    assert detail_words(detail).strip()
    assert detail_words(detail.inverted()).strip()


@given(parts)
def test_every_part_of_a_schema_has_words_both_ways(part: SchemaPart) -> None:
    assert part_words(part).strip()
    assert part_words(part.inverted()).strip()


@pytest.mark.parametrize(
    ("detail", "words", "back"),
    [
        (Detail("number", "", "A1", "A2"), "number A1 → A2", "number A2 → A1"),
        (Detail("heading", "", "", "Fees"), "heading: none → Fees", "heading: Fees → none"),
        (Detail("status", "", "normative", "informative"), "normative → informative", "informative → normative"),
        (Detail("place", "", "A1", ""), "now first", "now after A1"),
        (Detail("split", names=("A1", "A2", "A3")), "some of its words are now in A1, A2 and A3", "takes in the words of what was A1, A2 and A3"),
        (Detail("split", names=("A1",), more=4), "some of its words are now in A1 and 4 more", "takes in the words of what was A1 and 4 more"),
        (Detail("part", base="A1"), "split from what was A1", "joined to what is now A1"),
        (Detail("list end"), "only where the list ends", "only where the list ends"),
        (Detail("link", "here", "A1", "A2"), "link on “here”: A1 → A2", "link on “here”: A2 → A1"),
        (Detail("link", "here", target="A2"), "a link on “here” is new", "no link on “here” any more"),
        (Detail("link place", "here"), "the link on “here” leads elsewhere", "the link on “here” leads elsewhere"),
        (Detail("footnotes", count=1), "a footnote put in", "a footnote taken out"),
        (Detail("footnotes", count=-2), "2 footnotes taken out", "2 footnotes put in"),
        (Detail("pictures", count=1), "a picture was added", "a picture was removed"),
        (Detail("pictures", count=-3), "3 pictures were removed", "3 pictures were added"),
        (Detail("replaced pictures", count=1), "a picture was replaced", "a picture was replaced"),
        (Detail("replaced pictures", count=2), "2 pictures were replaced", "2 pictures were replaced"),
        (Detail("renamed column", "", "A", "B"), "column 'A' is now called 'B'", "column 'B' is now called 'A'"),
        (Detail("added column", target="B"), "column 'B' added", "column 'B' removed"),
        (Detail("column order", "", "A, B", "B, A"), "columns in another order: B, A", "columns in another order: A, B"),
        (Detail("new column", "Since", target="1.0"), "Since (new column): 1.0", "Since (column gone): 1.0"),
        (Detail("file", base="a.xsd", target="b.xsd"), "now in b.xsd", "now in a.xsd"),
        (Detail("serves", names=("SRV 1", "SRV 2"), more=3), "serves SRV 1, SRV 2 and 3 more", "serves SRV 1, SRV 2 and 3 more"),
    ],
)  # fmt: skip
def test_details_in_words_there_and_back(detail: Detail, words: str, back: str) -> None:
    assert (detail_words(detail), detail_words(detail.inverted())) == (words, back)


@pytest.mark.parametrize(
    ("part", "words", "back"),
    [
        (SchemaPart("added", "element Status", "Meter", need="required"), "required element Status added in Meter", "required element Status removed in Meter"),
        (SchemaPart("added", "complexType T", stands_for="B"), "complexType T, which may stand for B, added", "complexType T, which may stand for B, removed"),
        (SchemaPart("removed", "group G", need="redefined"), "group G redefined removed", "group G redefined added"),
        (SchemaPart("imports", target="urn:x"), "now imports urn:x", "no longer imports urn:x"),
        (SchemaPart("includes", base="a.xsd"), "no longer includes a.xsd", "now includes a.xsd"),
        (SchemaPart("namespace", base="urn:x"), "target namespace: urn:x → none", "target namespace: none → urn:x"),
        (SchemaPart("use", "attribute a", " T".strip(), "use", "optional", "required"), "attribute a in T is now required (was optional)", "attribute a in T is now optional (was required)"),
        (SchemaPart("same bound", "maxLength", "T", "value", "5", "5.0"), "maxLength in T: 5 → 5.0, which is the same", "maxLength in T: 5.0 → 5, which is the same"),
        (SchemaPart("name", "complexType T2", base="T1", target="T2"), "complexType renamed: T1 → T2", "complexType renamed: T2 → T1"),
        (SchemaPart("named type", "element E", "R", target="T"), "the anonymous type of element E in R is now named T", "the type T of element E in R is now anonymous"),
        (SchemaPart("order", "element E", "R"), "element E stands elsewhere in R", "element E stands elsewhere in R"),
        (
            SchemaPart("attribute", "selector", "u", "xpath", "a | " * 30 + "b | c", "a | " * 30 + "new | b | c"),
            "xpath of selector in u: nothing → new, and the rest of it is the same",
            "xpath of selector in u: new → nothing, and the rest of it is the same",
        ),
        (SchemaPart("occurrence", "element E", "", "maxOccurs", "1", "2"), "maxOccurs of element E: 1 → 2", "maxOccurs of element E: 2 → 1"),
        (SchemaPart("default written", "minOccurs 1"), "minOccurs 1 is now written out; it was the default", "minOccurs 1 is now left to its default, which is the same"),
    ],
)  # fmt: skip
def test_parts_of_schemas_in_words_there_and_back(part: SchemaPart, words: str, back: str) -> None:
    assert (part_words(part), part_words(part.inverted())) == (words, back)


def test_the_shortest_element_that_shows_a_break_stands_in_the_reason() -> None:
    part = SchemaPart("removed", "element E", senders="breaks", receivers="safe", was_valid="<R><E/></R>")
    assert reason_words([part]) == "documents valid before may no longer be: element E removed (<R><E/></R> was valid)"
    back = reason_words([part.inverted()])
    assert back == "a receiver may meet what it did not know: element E added (<R><E/></R> is valid now)"


def test_what_breaks_senders_breaks_receivers_when_it_runs_back() -> None:
    back = SchemaPart("added", "element E", senders="breaks", receivers="safe").inverted()
    assert (back.rule, back.senders, back.receivers) == ("removed", "safe", "breaks")


def test_force_and_what_a_document_states_in_words() -> None:
    assert force_words(Force("modal", "shall", "may")) == "'shall' became 'may'"
    assert force_words(Force("denial", "not", "")) == "'not' was taken out"
    assert force_words(Force("denial", "not", "").inverted()) == "'not' was put in"
    assert metadata_words(AttributeChange(("header", "version"), "1", "2")) == "header version: 1 → 2"
    assert metadata_words(AttributeChange(("header", "version"), "1", None), short=True) == "version: 1 (gone)"
    assert metadata_words(AttributeChange(("date",), None, "2016-06-15"), short=True) == "date: 2016-06-15 (new)"
