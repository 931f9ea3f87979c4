"""The rules for one difference of two constructs, by themselves: what it does to senders, and what to receivers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specman.compare.schemas.constructs import canonical, may_be_empty, name_of
from specman.compare.schemas.content.definitions import Scope
from specman.compare.schemas.family import Family
from specman.compare.schemas.openness import SchemaDetail
from specman.compare.schemas.particles import Differences
from specman.compare.schemas.verdicts import addition, alternatives, attributes, removal
from specman.model.schema import Particle, Schema

REQUIRED, OPTIONAL = Particle("element", (("name", "A"),)), Particle("element", (("minOccurs", "0"), ("name", "A")))


def differences(base: Particle, target: Particle) -> list[SchemaDetail]:
    """The differences of two constructs of schemas that hold nothing else."""
    none = Schema("", "", ())
    return [*Differences(Family([none], [none]), (Scope(none, ""), Scope(none, ""))).between(base, target, "")]


def made(tag: str, *children: Particle, **attributes: str) -> Particle:
    return Particle(tag, tuple(sorted(attributes.items())), children)


ADDED = {
    "an optional element": (OPTIONAL, "sequence", "optional", "safe", "breaks"),
    "a required element": (REQUIRED, "sequence", "required", "breaks", "breaks"),
    "a branch": (REQUIRED, "choice", "", "safe", "breaks"),
    "a sequence of what is optional": (made("sequence", OPTIONAL), "sequence", "optional", "safe", "breaks"),
    "a value": (made("enumeration", value="1"), "restriction", "", "safe", "breaks"),
    "a wildcard for attributes": (made("anyAttribute"), "complexType", "", "safe", "breaks"),
    "a wildcard for attributes in an extension": (made("anyAttribute"), "extension", "", "unknown", "breaks"),
    "an attribute": (made("attribute", name="x"), "complexType", "optional", "safe", "breaks"),
    "a required attribute": (made("attribute", name="x", use="required"), "complexType", "required", "breaks", "breaks"),
    "a prohibited attribute": (made("attribute", name="x", use="prohibited"), "complexType", "", "safe", "safe"),
    "an attribute with a default": (made("attribute", name="x", default="1"), "complexType", "optional", "unknown", "breaks"),
    "an attribute of a restriction": (made("attribute", name="x"), "restriction", "", "unknown", "unknown"),
    "a facet": (made("maxLength", value="3"), "restriction", "", "breaks", "safe"),
    "a pattern": (made("pattern", value="a*"), "restriction", "", "breaks", "safe"),
    "a constraint": (made("unique", name="u"), "element", "", "breaks", "safe"),
    "what no rule knows": (made("notation", name="n"), "schema", "", "unknown", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("came", "parent", "need", "senders", "receivers"), ADDED.values(), ids=ADDED)
def test_what_comes_is_judged_by_what_it_is_and_where(
    came: Particle, parent: str, need: str, senders: str, receivers: str
) -> None:
    found = addition(came, parent, "T")
    assert (found.part.rule, found.part.where, found.part.need) == ("added", "T", need)
    assert (found.senders, found.receivers) == (senders, receivers)
    gone = removal(came, parent, "T")
    assert (gone.part.rule, gone.senders, gone.receivers) == ("removed", receivers, senders)


DIFFERS = {
    "fewer needed": (REQUIRED, OPTIONAL, "occurrence", "safe", "breaks"),
    "more allowed": (made("element"), made("element", maxOccurs="unbounded"), "occurrence", "safe", "breaks"),
    "fewer allowed": (made("element", maxOccurs="3"), made("element", maxOccurs="2"), "occurrence", "breaks", "safe"),
    "a count that is none": (made("element", maxOccurs="x"), made("element"), "occurrence", "unknown", "unknown"),
    "required": (made("attribute"), made("attribute", use="required"), "use", "breaks", "safe"),
    "prohibited": (made("attribute", use="required"), made("attribute", use="prohibited"), "use", "breaks", "breaks"),
    "optional again, with a default": (
        made("attribute", default="1", use="prohibited"), made("attribute", default="1"), "use", "unknown", "breaks"
    ),
    "a longer text": (made("maxLength", value="3"), made("maxLength", value="4"), "bound", "safe", "breaks"),
    "a higher floor": (made("minInclusive", value="3"), made("minInclusive", value="4"), "bound", "breaks", "safe"),
    "the same bound": (made("maxLength", value="3"), made("maxLength", value="03"), "same bound", "safe", "safe"),
    "a bound that is no number": (made("maxInclusive", value="INF"), made("maxInclusive", value="1"), "bound", "unknown", "unknown"),
    "another length": (made("length", value="3"), made("length", value="4"), "bound", "breaks", "breaks"),
    "the same length": (made("length", value="3"), made("length", value="03"), "bound", "safe", "safe"),
    "another value": (made("whiteSpace", value="replace"), made("whiteSpace", value="collapse"), "value", "unknown", "unknown"),
    "abstract": (made("element"), made("element", abstract="true"), "attribute", "breaks", "safe"),
    "no longer nil": (made("element", nillable="true"), made("element"), "attribute", "breaks", "safe"),
    "a member of a group": (made("element", type="T"), made("element", substitutionGroup="H", type="T"), "attribute", "safe", "breaks"),
    "an untyped member": (made("element"), made("element", substitutionGroup="H"), "attribute", "unknown", "unknown"),
    "a fixed value": (made("element", type="xs:int"), made("element", fixed="1", type="xs:int"), "attribute", "breaks", "unknown"),
    "a fixed attribute": (made("attribute"), made("attribute", fixed="1"), "attribute", "breaks", "safe"),
    "a fixed facet": (made("length", value="1"), made("length", fixed="true", value="1"), "attribute", "safe", "safe"),
    "checked where it is known": (made("any"), made("any", processContents="lax"), "attribute", "safe", "breaks"),
    "final": (made("complexType"), made("complexType", final="#all"), "attribute", "safe", "safe"),
    "the same in any order": (made("sequence", REQUIRED), made("all", REQUIRED), "became", "safe", "breaks"),
    "the same in one order": (made("all", REQUIRED), made("sequence", REQUIRED), "became", "breaks", "safe"),
    "one of several": (made("sequence", REQUIRED), made("choice", REQUIRED), "became", "unknown", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("base", "target", "rule", "senders", "receivers"), DIFFERS.values(), ids=DIFFERS)
def test_what_differs_in_a_construct_is_judged_by_its_attribute(
    base: Particle, target: Particle, rule: str, senders: str, receivers: str
) -> None:
    [found] = attributes(base, target, "T")
    assert (found.part.rule, found.senders, found.receivers) == (rule, senders, receivers)


def test_a_type_that_became_another_is_left_to_what_the_two_are_made_of() -> None:
    [found] = attributes(made("element", type="T"), made("element", type="U"), "")
    assert (found.types, found.senders, found.receivers) == (("T", "U"), "unknown", "unknown")
    [bound] = attributes(made("element", fixed="1", type="T"), made("element", fixed="1", type="U"), "")
    assert bound.types is None


@pytest.mark.parametrize(
    ("base", "target", "expected"),
    [
        ([], ["a"], [("added", "breaks", "safe")]),  # the first value limits
        (["a"], ["a", "b"], [("added", "safe", "breaks")]),
        (["a", "b"], ["a"], [("removed", "breaks", "safe")]),
        (["a"], [], [("removed", "safe", "breaks")]),
        (["a"], ["b"], [("removed", "breaks", "safe"), ("added", "safe", "breaks")]),
        (["a", "b"], ["b", "a"], []),
    ],
)
def test_the_first_value_limits_and_each_further_one_allows_more(
    base: list[str], target: list[str], expected: list[tuple[str, str, str]]
) -> None:
    sides = [made("restriction", *(made("enumeration", value=value) for value in side)) for side in (base, target)]
    found = alternatives("enumeration", sides[0], sides[1], "")
    assert [(one.part.rule, one.senders, one.receivers) for one in found] == expected


def test_a_pattern_in_another_s_place_is_not_decided() -> None:
    base, target = (made("restriction", made("pattern", value=value)) for value in ("a+", "a*"))
    [found] = alternatives("pattern", base, target, "")
    assert (found.part.base, found.part.target, found.senders) == ("a+", "a*", "unknown")


def test_an_element_in_another_place_of_a_sequence_goes_and_comes_and_in_a_choice_it_differs_in_nothing() -> None:
    b = made("element", name="B")
    found = [*differences(made("sequence", REQUIRED, b), made("sequence", b, REQUIRED))]
    assert sorted((one.part.rule, one.part.what) for one in found) == [("added", "element B"), ("removed", "element B")]
    assert [*differences(made("choice", REQUIRED, b), made("choice", b, REQUIRED))] == []


def test_a_type_that_became_an_anonymous_extension_of_itself_differs_by_what_that_adds() -> None:
    base = made("element", name="A", type="T")
    inner = made("extension", made("attribute", name="x"), base="T")
    target = made("element", made("complexType", made("simpleContent", inner)), name="A")
    there = [(one.part.rule, one.part.what) for one in differences(base, target)]
    assert there == [("anonymous type", "element A"), ("added", "attribute x")]
    back = [(one.part.rule, one.part.what) for one in differences(target, base)]
    assert back == [("anonymous type", "element A"), ("removed", "attribute x")]


def test_content_may_be_empty_where_all_of_it_or_one_branch_may_be() -> None:
    assert may_be_empty(OPTIONAL) and not may_be_empty(REQUIRED)
    assert may_be_empty(made("sequence")) and may_be_empty(made("sequence", OPTIONAL))
    assert not may_be_empty(made("sequence", OPTIONAL, REQUIRED))
    assert may_be_empty(made("choice", OPTIONAL, REQUIRED)) and not may_be_empty(made("choice", REQUIRED))
    assert not may_be_empty(made("choice", made("sequence", maxOccurs="0"), REQUIRED))


@pytest.mark.parametrize(
    ("particle", "expected"),
    [
        (REQUIRED, "element A"),
        (made("element", ref="B"), "element B"),
        (made("enumeration", value="1"), "enumeration 1"),
        (made("pattern", value="a"), "pattern"),
        (made("sequence"), "sequence"),
    ],
)
def test_a_construct_is_called_by_its_tag_and_its_name(particle: Particle, expected: str) -> None:
    assert name_of(particle) == expected


names = st.sampled_from(["a", "b", "c"])
leaves = st.builds(
    made, st.sampled_from(["element", "attribute", "attributeGroup", "enumeration"]), name=names, minOccurs=st.just("0")
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda tag, children: made(tag, *children),
        st.sampled_from(["sequence", "choice", "all", "complexType"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(trees, st.booleans())
def test_a_construct_differs_in_nothing_from_itself_and_its_order_settles_at_once(tree: Particle, groups: bool) -> None:
    assert [*differences(tree, tree)] == []
    settled = canonical(tree, groups)
    assert canonical(settled, groups) == settled
