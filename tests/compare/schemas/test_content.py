"""What a content model accepts: the automaton against Python's own, and verdicts by the shortest counterexample."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare.schemas.components import compare_schemas, judge
from specman.compare.schemas.content.expressions import Expressions, Node
from specman.compare.schemas.content.inclusion import included
from specman.formats.reading import read_document
from specman.model.detail import SchemaPart

LETTERS = "abc"
OPTIONAL = ' minOccurs="0"'
SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">{}</xs:schema>'
ZONE = '<xs:element name="Zone"><xs:complexType>{}</xs:complexType></xs:element>'
A, B, C = (f'<xs:element name="{name}" type="xs:string"/>' for name in "abc")
TWICE_A = A.replace("/>", ' maxOccurs="2"/>')
OPTIONAL_B, OPTIONAL_C = (one.replace("/>", ' minOccurs="0"/>') for one in (B, C))

bounds = st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 3))).filter(
    lambda pair: pair[1] is None or pair[0] <= pair[1]
)
models = st.recursive(
    st.sampled_from(LETTERS),
    lambda inner: st.one_of(
        st.tuples(st.just("seq"), st.lists(inner, max_size=3)),
        st.tuples(st.just("choice"), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(st.just("repeat"), inner, bounds),
    ),
    max_leaves=6,
)


def expression(made: Expressions, model: object) -> Node:
    match model:
        case str():
            return made.leaf(LETTERS.index(model))
        case ("seq", items):
            return made.seq([expression(made, item) for item in items])
        case ("choice", items):
            return made.choice([expression(made, item) for item in items])
        case ("repeat", item, (low, high)):
            return made.repeat(expression(made, item), low, high)
    raise AssertionError(model)


def pattern(model: object) -> str:
    match model:
        case str():
            return model
        case ("seq", items):
            return "".join(f"(?:{pattern(item)})" for item in items)
        case ("choice", items):
            return "|".join(f"(?:{pattern(item)})" for item in items)
        case ("repeat", item, (low, high)):
            return f"(?:{pattern(item)}){{{low},{'' if high is None else high}}}"
    raise AssertionError(model)


@given(models, models)
def test_a_counterexample_is_the_shortest_and_there_is_one_where_the_models_differ(one: object, other: object) -> None:
    made = Expressions()
    narrow, wide = expression(made, one), expression(made, other)
    children = {letter: frozenset({place}) for place, letter in enumerate(LETTERS)}
    found = included(made, narrow, wide, children)
    mine, theirs = re.compile(f"(?:{pattern(one)})"), re.compile(f"(?:{pattern(other)})")
    words = ("".join(word) for size in range(6) for word in product(LETTERS, repeat=size))
    refuting = next((word for word in words if mine.fullmatch(word) and not theirs.fullmatch(word)), None)
    assert found.finished
    if refuting is not None:
        assert found.counterexample is not None and len(found.counterexample) == len(refuting)
    if found.counterexample is not None:
        word = "".join(found.counterexample)
        assert mine.fullmatch(word) and not theirs.fullmatch(word)


def test_a_counter_of_thousands_is_no_model_of_thousands() -> None:
    made = Expressions()
    letter = {"a": frozenset({0})}
    fewer, more = (made.repeat(made.leaf(0), 0, high) for high in (3000, 4000))
    assert included(made, fewer, more, letter).counterexample is None
    longest = included(made, more, fewer, letter).counterexample
    assert longest is not None and len(longest) == 3001


def test_what_two_models_in_any_order_share_makes_no_states() -> None:
    held = "".join(f'<xs:element name="e{n}" type="xs:string"{OPTIONAL * (n > 1)}/>' for n in range(40))
    old, new = (ZONE.format(f"<xs:all>{held}{more}</xs:all>") for more in ("", OPTIONAL_C))
    [part] = parts(old, new)
    assert (part.what, part.senders, part.receivers) == ("element c", "safe", "breaks")
    assert part.now_valid == "<Zone><e0/><e1/><c/></Zone>"


def parts(old: str, new: str) -> list[SchemaPart]:
    base, target = (read_document(SCHEMA.format(text).encode(), "a.xsd").schema for text in (old, new))
    assert base is not None and target is not None
    return [detail.judged for change in compare_schemas(base, target) for detail in change.details]


SEQUENCE = "<xs:sequence>{}</xs:sequence>"
GROUP = '<xs:group name="G"><xs:sequence>{}</xs:sequence></xs:group>'
BASE = '<xs:complexType name="Base"><xs:sequence>{}</xs:sequence></xs:complexType>'
MODELS = {
    "an optional element that is one of two": (A + OPTIONAL_B, A + f'<xs:choice minOccurs="0">{B}{C}</xs:choice>', "safe", "breaks"),
    "an optional element in a sequence of its own": (A + OPTIONAL_B, A + f'<xs:sequence minOccurs="0">{B}{OPTIONAL_C}</xs:sequence>', "safe", "breaks"),
    "a sequence in a sequence": (A + B, f"<xs:sequence>{A}</xs:sequence>{B}", "safe", "safe"),
    "one of two that is both": (f"<xs:choice>{A}{B}</xs:choice>", A + B, "breaks", "breaks"),
    "twice by two elements or by a counter": (A + A, A.replace("/>", ' minOccurs="2" maxOccurs="2"/>'), "safe", "safe"),
    "a bound that another meets": (A.replace("/>", ' maxOccurs="4"/>'), f'<xs:sequence maxOccurs="2">{TWICE_A}</xs:sequence>', "safe", "safe"),
    "an element that a wildcard takes": (A + OPTIONAL_B, A + '<xs:any processContents="lax" minOccurs="0"/>', "safe", "breaks"),
    "an element that no wildcard of others takes": (A + OPTIONAL_B, A + '<xs:any namespace="##other" processContents="lax" minOccurs="0"/>', "breaks", "breaks"),
    "the order is free": (A + OPTIONAL_B, f'<xs:choice maxOccurs="2">{A}{B}</xs:choice>', "safe", "breaks"),
    "another type on the way into a choice": (A + OPTIONAL_B, A + f'<xs:choice minOccurs="0">{B.replace("string", "int")}{C}</xs:choice>', "unknown", "breaks"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "senders", "receivers"), MODELS.values(), ids=MODELS)
def test_a_content_model_is_judged_by_what_it_accepts(old: str, new: str, senders: str, receivers: str) -> None:
    found = judge(parts(ZONE.format(SEQUENCE.format(old)), ZONE.format(SEQUENCE.format(new))))
    assert (found.senders, found.receivers) == (senders, receivers)
    back = judge(parts(ZONE.format(SEQUENCE.format(new)), ZONE.format(SEQUENCE.format(old))))
    assert (back.senders, back.receivers) == (receivers, senders)


def test_a_group_and_a_base_are_read_where_they_are_named() -> None:
    plain = ZONE.format(SEQUENCE.format(A + B))
    grouped = ZONE.format('<xs:group ref="G"/>') + GROUP.format(A + B)
    derived = ZONE.format(
        f'<xs:complexContent><xs:extension base="Base">{SEQUENCE.format(B)}</xs:extension></xs:complexContent>'
    ) + BASE.format(A)
    assert judge(parts(plain, grouped)) == judge(parts(grouped, plain)) == judge([])
    longer = derived.replace("</xs:sequence></xs:extension>", f"{OPTIONAL_C}</xs:sequence></xs:extension>")
    [part] = [one for one in parts(derived, longer) if one.rule == "added"]
    assert (part.what, part.senders, part.receivers) == ("element c", "safe", "breaks")
    assert (part.was_valid, part.now_valid) == ("", "<Zone><a/><b/><c/></Zone>")


def test_what_a_group_changes_is_told_of_the_group_alone() -> None:
    old = ZONE.format(f'<xs:sequence><xs:group ref="G"/>{C}</xs:sequence>') + GROUP.format(A + B)
    new = ZONE.format(f'<xs:sequence><xs:group ref="G"/>{OPTIONAL_C}</xs:sequence>') + GROUP.format(A)
    zone, group = parts(old, new)
    assert (zone.what, zone.senders, zone.receivers) == ("element c", "safe", "breaks")
    assert (group.what, group.senders, group.receivers) == ("element b", "breaks", "breaks")
    assert (group.was_valid, group.now_valid) == ("<G><a/><b/></G>", "<G><a/></G>")


def test_the_shortest_element_that_was_valid_is_named() -> None:
    old = ZONE.format(f'<xs:choice maxOccurs="2">{A}{B}</xs:choice>')
    [part] = parts(old, ZONE.format(f'<xs:choice maxOccurs="2">{A}</xs:choice>'))
    assert (part.was_valid, part.now_valid) == ("<Zone><b/></Zone>", "")
    assert part.inverted().now_valid == "<Zone><b/></Zone>"


def test_a_member_of_a_substitution_group_stands_for_its_head() -> None:
    heads = '<xs:element name="H" type="xs:string"/><xs:element name="M" type="xs:string" substitutionGroup="H"/>'
    old = ZONE.format(SEQUENCE.format('<xs:element ref="M"/>')) + heads
    new = ZONE.format(SEQUENCE.format('<xs:element ref="H"/>')) + heads
    found = judge(parts(old, new))
    assert (found.senders, found.receivers) == ("safe", "breaks")
