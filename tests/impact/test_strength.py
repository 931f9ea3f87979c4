"""How much of a change each link passes on, as numbers."""

import math

import pytest

from specman.graph.spread import Reach, spread
from specman.impact.reached import called_on
from specman.impact.strength import DEFAULTS, LEAST, LEAST_COUNTED, REVIEW, passes
from specman.model.link import Link, LinkKind
from tests.impact.registers import Made, place

NAMES = ("h/sec_1", "h/sec_1__cl_1", "h/sec_1__cl_1__it_a", "a/def_x", "a/row_1", "b/cl_1")


@pytest.mark.parametrize(
    ("kind", "share"),
    [
        ("cites", 0.7), ("uses-term", 0.8), ("borrows-meaning", 0.7), ("uses-type", 0.7), ("maps-to", 0.7),
        ("implements", 0.9), ("mirrors", 0.95),
    ],
)  # fmt: skip
def test_what_each_kind_of_link_passes_on(kind: LinkKind, share: float) -> None:
    made = Made(NAMES)
    assert passes(made, made, {})(Link(place("b/cl_1"), place("a/def_x"), kind)) == share


@pytest.mark.parametrize(
    ("part", "share"),
    [
        ("h/sec_1__cl_1__it_a", 0.6), ("h/sec_1__cl_1", 0.3), ("h/sec_1", 0.3), ("a/def_x", 0.1), ("a/row_1", 0.1),
        ("h/gone", 0.1),
    ],
)  # fmt: skip
def test_what_a_holder_takes_of_a_change_in_its_part(part: str, share: float) -> None:
    made = Made(NAMES)
    assert passes(made, made, {})(Link(place("h/"), place(part), "contains")) == pytest.approx(share)


@pytest.mark.parametrize("kind", ["uses-term", "cites", "uses-type", "borrows-meaning"])
@pytest.mark.parametrize(
    ("uses", "factor"), [(0, 1.0), (19, 1.0), (20, 1.0), (21, math.sqrt(20 / 21)), (80, 0.5), (2000, 0.1)]
)
def test_what_many_use_passes_on_less(kind: LinkKind, uses: int, factor: float) -> None:
    made = Made(NAMES, crowd={"a/def_x": uses})
    assert passes(made, made, {})(Link(place("b/cl_1"), place("a/def_x"), kind)) == pytest.approx(
        DEFAULTS[kind] * factor
    )


@pytest.mark.parametrize("kind", ["implements", "mirrors", "maps-to"])
def test_what_is_implemented_mirrored_or_mapped_passes_on_the_same_however_common(kind: LinkKind) -> None:
    made = Made(NAMES, crowd={"a/def_x": 2000})
    assert passes(made, made, {})(Link(place("b/cl_1"), place("a/def_x"), kind)) == DEFAULTS[kind]


def test_settings_go_before_the_defaults_and_no_link_passes_on_more_than_all() -> None:
    made = Made(NAMES, crowd={"a/def_x": 8})
    share = passes(made, made, {"cites": 0.5, "common": 2, "mirrors": 3.0})
    assert share(Link(place("b/cl_1"), place("a/def_x"), "cites")) == 0.25
    assert share(Link(place("b/cl_1"), place("a/def_x"), "mirrors")) == 1.0
    assert share(Link(place("b/cl_1"), place("a/def_x"), "uses-term")) == 0.4


def test_common_is_at_least_one() -> None:
    made = Made(NAMES, crowd={"a/def_x": 4})
    assert passes(made, made, {"common": 0})(Link(place("b/cl_1"), place("a/def_x"), "cites")) == 0.35


def test_strength_is_the_product_of_the_links_of_the_strongest_path() -> None:
    made = Made(
        ("a/def_x", "b/cl_1", "c/cl_1", "d/cl_1"),
        [
            ("b/cl_1", "implements", "a/def_x", ""), ("c/cl_1", "mirrors", "b/cl_1", ""), ("c/cl_1", "cites", "a/def_x", ""),
            ("d/cl_1", "cites", "c/cl_1", ""),
        ],
    )  # fmt: skip
    found = {
        str(r.place.work): r for r in spread(made, [place("a/def_x")], passes(made, made, {}), depth=3, least=0.03)
    }
    assert {work: round(r.strength, 4) for work, r in found.items()} == {"b": 0.9, "c": 0.855, "d": 0.5985}
    assert {work: r.distance for work, r in found.items()} == {"b": 1, "c": 2, "d": 3}
    assert [link.source.work for link in found["d"].path] == ["d", "c", "b"]


def test_a_path_is_no_longer_than_the_depth() -> None:
    made = Made(
        ("a/cl_1", "b/cl_1", "c/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", ""), ("c/cl_1", "mirrors", "b/cl_1", "")]
    )
    share = passes(made, made, {})
    assert [r.place.work for r in spread(made, [place("a/cl_1")], share, depth=1, least=0.03)] == ["b"]
    assert [r.place.work for r in spread(made, [place("a/cl_1")], share, depth=2, least=0.03)] == ["b", "c"]


def test_circles_end_and_starts_are_never_reached() -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "mirrors", "a/cl_1", ""), ("a/cl_1", "mirrors", "b/cl_1", "")])
    found = spread(made, [place("a/cl_1")], passes(made, made, {}), depth=10, least=0.03)
    assert [r.place for r in found] == [place("b/cl_1")]


def test_a_path_that_is_just_strong_enough_is_followed() -> None:
    made = Made(("a/cl_1", "b/cl_1"), [("b/cl_1", "cites", "a/cl_1", "")])
    assert spread(made, [place("a/cl_1")], lambda _: 0.03, depth=1, least=0.03)
    assert not spread(made, [place("a/cl_1")], lambda _: 0.0299, depth=1, least=0.03)


def test_of_equal_strength_the_order_is_that_of_places() -> None:
    made = Made(("a/cl_1", "b/cl_1", "c/cl_1"), [("c/cl_1", "cites", "a/cl_1", ""), ("b/cl_1", "cites", "a/cl_1", "")])
    found = spread(made, [place("a/cl_1")], passes(made, made, {}), depth=1, least=0.03)
    assert [r.place.work for r in found] == ["b", "c"]


def test_the_thresholds_are_those_that_the_documentation_states() -> None:
    assert (LEAST_COUNTED, LEAST, REVIEW) == (0.03, 0.1, 0.25)


def reach(strength: float, *kinds: LinkKind) -> Reach:
    """A reach along links of these kinds, the one next to the reached place first."""
    path = [Link(place(f"w/{n}"), place(f"w/{n + 1}"), kind) for n, kind in enumerate(kinds)]
    return Reach(place("w/0"), strength, tuple(path))


@pytest.mark.parametrize(
    ("found", "call"),
    [
        (reach(0.95, "mirrors"), ("must-change", "mirrors")),
        (reach(0.9, "implements"), ("must-change", "implements")),
        (reach(0.01, "implements"), ("must-change", "implements")),
        (reach(0.5, "mirrors", "contains"), ("review", "direct")),
        (reach(0.5, "implements", "contains"), ("review", "direct")),
        (reach(0.25, "uses-term"), ("review", "direct")),
        (reach(0.2499, "uses-term"), ("aware", "common")),
        (reach(0.7, "cites"), ("review", "direct")),
        (reach(0.7, "maps-to"), ("review", "direct")),
        (reach(0.7, "uses-type"), ("review", "direct")),
        (reach(0.7, "borrows-meaning"), ("review", "direct")),
        (reach(0.9, "contains", "implements"), ("aware", "holds a dependent")),
        (reach(0.9, "mirrors", "implements"), ("aware", "indirect")),
        (reach(0.9, "contains", "mirrors", "implements"), ("aware", "indirect")),
    ],
)  # fmt: skip
def test_what_a_path_calls_on_its_place_to_do(found: Reach, call: tuple[str, str]) -> None:
    assert called_on(found) == call
