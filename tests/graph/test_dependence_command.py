"""`specman graph --order`, `--leaned-on` and `--cut` through their door, on libraries small enough to see and on the shipped one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Door

Make = Callable[..., Path]


def section(letter: str, *clauses: str) -> dict[str, str]:
    """Section A, B, … of the Code, with one clause for each text."""
    lines = [f"# Section {letter}: Test", f"## {letter}1 Test"]
    lines += [f"{letter}1.{number} {text}" for number, text in enumerate(clauses, 1)]
    return {"1.0": "\n\n".join(lines) + "\n"}


@pytest.fixture
def library(make_library: Make) -> Make:
    """Builds a library of Sections: `library(b=["text of B1.1", …], c=[…])`."""
    return lambda **sections: make_library(
        {f"sec-{letter}": section(letter.upper(), *texts) for letter, texts in sections.items()}
    )


def answer(specman: Door, root: Path, *words: str) -> dict[str, object]:
    """An answer of `graph` as JSON."""
    status, out, error = specman("graph", *words, "--format", "json", library=root)
    assert (status, error) == (0, "")
    found: dict[str, object] = json.loads(out)
    return found


# -- an order to draft in --------------------------------------------------------------------------------------------


def test_documents_come_after_those_they_cite_and_a_circle_is_one_group(library: Make, specman: Door) -> None:
    root = library(
        b=["The DCC shall act under Section C1.1.", "See Section C1.2."],
        c=["The Panel shall act under Section D1.1.", "Text."],
        d=["The Panel shall act under Section C1.2.", "It shall act under Section C1.1."],
        e=["Text."],
    )
    found = answer(specman, root, "--order")
    circle = {
        "links": 3,
        "ahead": [{"from": "SEC C", "to": "SEC D", "links": 1}],
        "weakest": [{"from": "SEC C1.1", "to": "SEC D1.1", "kind": "cites", "words": "Section D1.1"}],
        "first": ["SEC C"],
        "then": ["SEC D"],
    }
    assert found["steps"] == [
        [{"works": ["SEC C", "SEC D"], "circle": circle}, {"works": ["SEC E"], "circle": None}],
        [{"works": ["SEC B"], "circle": None}],
    ]
    _, out, _ = specman("graph", "--order", library=root)
    assert out == (
        "An order to draft the documents of baseline 1.0\n\n"
        "Each comes after those it depends on. Those of one step can be drafted at the\nsame time.\n\n"
        "Step 1\n"
        "  SEC E\n"
        "  2 documents drafted together: each depends on the other, directly or through\n     others.\n"
        "     SEC C, SEC D\n"
        "     In this order 1 link of 3 leads to a later one: SEC C on SEC D (1).\n"
        "     Cheapest to break: without 1 link, SEC C does not depend on SEC D:\n"
        "       SEC C1.1 cites SEC D1.1\n\n"
        "Step 2\n"
        "  SEC B\n\n"
        "Links that count: cites, uses-term, borrows-meaning, uses-type, maps-to,\nimplements.\n"
    )


def test_what_must_stay_equal_has_no_order_unless_it_is_asked_for(library: Make, specman: Door) -> None:
    root = library(b=["Text."], c=["Text."])
    settings = root / "specman.toml"
    settings.write_text(
        settings.read_text() + '\n[[mirrors]]\na = "SEC B1.1"\nb = "SEC C1.1"\nbecause = "said twice"\n'
    )
    assert len(answer(specman, root, "--order")["steps"]) == 1  # type: ignore[arg-type]
    alone = [{"works": ["SEC B"], "circle": None}, {"works": ["SEC C"], "circle": None}]
    assert answer(specman, root, "--order")["steps"] == [alone]
    (step,) = answer(specman, root, "--order", "--kind", "mirrors")["steps"]  # type: ignore[misc]
    assert [group["works"] for group in step] == [["SEC B", "SEC C"]]
    assert len(answer(specman, root, "SEC B", "SEC C", "--cut")["links"]) == 1  # type: ignore[arg-type]


def test_every_document_of_the_shipped_library_is_in_the_order_once(shipped: Path, specman: Door) -> None:
    for words in ((), ("--kind", "cites"), ("--kind", "uses-type", "--kind", "cites")):
        steps = answer(specman, shipped, "--order", *words)["steps"]
        works = [work for step in steps for group in step for work in group["works"]]  # type: ignore[attr-defined]
        assert (len(works), len(set(works))) == (30, 30)
    assert answer(specman, shipped, "--order", "--kind", "uses-type", "--kind", "cites")["kinds"] == [
        "cites",
        "uses-type",
    ]


# -- what is leant on ------------------------------------------------------------------------------------------------


def test_what_is_leant_on_comes_with_who_and_through_whom(library: Make, specman: Door) -> None:
    root = library(
        b=["Section C1.1 applies.", "Section C1.1 applies.", "Section C1.2 applies."],
        c=["Section D1.1 applies.", "Text."],
        d=["Text."],
    )
    found = answer(specman, root, "--leaned-on", "--hubs", "2")
    rows = [(row["address"], row["direct"], row["works"], row["reached"]) for row in found["provisions"]]  # type: ignore[attr-defined]
    # B1, C1 and D1 lean on their parts: six others depend on D1.1 in the end, four on C1.1
    assert rows == [("SEC D1.1", 1, 1, 6), ("SEC C1.1", 2, 1, 4)]
    first = found["provisions"][0]  # type: ignore[index]
    assert [row["address"] for row in first["through"]] == ["SEC C1.1", "SEC D1"]
    assert [(row["address"], row["direct"], row["reached"]) for row in found["works"]] == [  # type: ignore[attr-defined]
        ("SEC D", 1, 2),
        ("SEC C", 3, 1),
    ]
    assert [row["address"] for row in found["bridges"]] == ["SEC C1.1"]  # type: ignore[attr-defined]
    _, out, _ = specman("graph", "--leaned-on", "--hubs", "2", library=root)
    said = " ".join(out.split())
    assert "What baseline 1.0 leans on most, directly and through others Provisions 1. SEC D1.1" in said
    assert "1 provision of 1 document directly, 5 more provisions through others. Of what rests on it," in said
    assert "2. SEC C" in said and "3 provisions of 1 document directly, none through others." in said
    assert "Bridges 1. SEC C1.1" in said


def test_where_nothing_is_linked_nothing_is_leant_on(library: Make, specman: Door) -> None:
    root = library(b=["Text."], c=["Text."])
    found = answer(specman, root, "--leaned-on")
    assert (found["provisions"], found["works"], found["bridges"]) == ([], [], [])
    _, out, _ = specman("graph", "--leaned-on", library=root)
    assert "Provisions\n  nothing\n\nDocuments\n  nothing\n\nBridges\n  none\n" in out


def test_shares_of_the_shipped_library_fall_and_are_no_more_than_all(shipped: Path, specman: Door) -> None:
    found = answer(specman, shipped, "--leaned-on", "--hubs", "500")
    for sort in ("provisions", "works"):
        shares = [row["share"] for row in found[sort]]  # type: ignore[attr-defined]
        assert shares == sorted(shares, reverse=True) and 0 < sum(shares) <= 1
        assert all(row["reached"] >= 1 and row["direct"] >= 1 for row in found[sort])  # type: ignore[attr-defined]
    assert found["works"][0]["address"] == "SEC A"  # type: ignore[index]
    assert found["sample"] == 50


# -- what two hang together by ---------------------------------------------------------------------------------------

HOURGLASS = {
    "b": ["Section D1.1 applies.", "Section D1.1 applies.", "Section D1.2 applies."],
    "d": ["Section D1.3 applies.", "Section D1.3 applies.", "Sections E1.1 and E1.2 apply."],
    "e": ["Text.", "Text."],
}


def test_every_way_leads_through_the_waist_of_an_hourglass(library: Make, specman: Door) -> None:
    root = library(**HOURGLASS)
    found = answer(specman, root, "SEC B", "SEC E", "--cut")
    assert (found["from"], found["to"], found["turned"], found["links"]) == ("SEC B", "SEC E", False, [])
    (gate,) = found["provisions"]  # type: ignore[misc]
    assert gate["address"] == "SEC D1.3"
    assert [(step["from"], step["to"]) for step in gate["way"]] == [
        ("SEC B1.1", "SEC D1.1"),
        ("SEC D1.1", "SEC D1.3"),
        ("SEC D1.3", "SEC E1.1"),
    ]
    _, out, _ = specman("graph", "SEC B", "SEC E", "--cut", library=root)
    assert out == (
        "How SEC B depends on SEC E in baseline 1.0\n\n"
        "No link runs straight from SEC B to SEC E. Every way leads through 1 provision\noutside both.\n\n"
        "Through others\n"
        "  SEC D1.3  Sections E1.1 and E1.2 apply.\n"
        "    SEC B1.1 cites SEC D1.1, which cites SEC D1.3, which cites SEC E1.1\n\n"
        "A document that is cited as a whole is not followed into its provisions.\n"
        "Links that count: cites, uses-term, borrows-meaning, uses-type, maps-to,\nimplements, mirrors.\n"
    )


def test_where_nothing_leads_the_other_way_is_tried_and_the_answer_is_of_that(library: Make, specman: Door) -> None:
    root = library(**HOURGLASS)
    found = answer(specman, root, "SEC E", "SEC B", "--cut")
    assert (found["from"], found["to"], found["turned"]) == ("SEC B", "SEC E", True)
    _, out, _ = specman("graph", "SEC E", "SEC B", "--cut", library=root)
    assert "SEC E does not depend on SEC B, directly or through others; SEC B does on SEC E." in " ".join(out.split())


def test_links_straight_from_one_to_the_other_are_listed_as_links(library: Make, specman: Door) -> None:
    root = library(b=["Section C1.1 applies.", "Section C1.2 applies."], c=["Text.", "Text."])
    found = answer(specman, root, "SEC B", "SEC C", "--cut")
    assert [(step["from"], step["to"]) for step in found["links"]] == [
        ("SEC B1.1", "SEC C1.1"),
        ("SEC B1.2", "SEC C1.2"),
    ]  # type: ignore[attr-defined]
    _, out, _ = specman("graph", "SEC B", "SEC C", "--cut", library=root)
    assert "2 links run straight from SEC B to SEC C, and there is no other way." in out
    _, out, _ = specman("graph", "SEC B1.1", "SEC C", "--cut", library=root)
    assert "1 link runs straight from SEC B1.1 to SEC C, and there is no other way." in out


def test_two_that_do_not_depend_on_each_other_have_no_cut(library: Make, specman: Door) -> None:
    root = library(b=["Text."], c=["Text."])
    found = answer(specman, root, "SEC B", "SEC C", "--cut")
    assert (found["links"], found["provisions"], found["turned"]) == ([], [], False)
    _, out, _ = specman("graph", "SEC B", "SEC C", "--cut", library=root)
    assert out.startswith(
        "SEC B and SEC C in baseline 1.0\n\nNeither SEC B nor SEC C depends on the other, directly or through others.\n"
    )


def test_a_long_list_of_straight_links_is_cut_in_text_and_whole_in_json(shipped: Path, specman: Door) -> None:
    found = answer(specman, shipped, "DUIS", "SEC A", "--cut")
    _, out, _ = specman("graph", "DUIS", "SEC A", "--cut", library=shipped)
    assert f"  and {len(found['links']) - 10} more\n" in out  # type: ignore[arg-type]


# -- wrong usage -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--cut", "SEC F4"], 2, "--cut is asked of two addresses."),
        (["--cut"], 2, "--cut is asked of two addresses."),
        (["--order", "SEC F4"], 2, "--order is asked of all documents."),
        (["--leaned-on", "SEC F4", "SEC D"], 2, "--leaned-on is asked of all documents."),
        (["--order", "--format", "csv"], 2, "--order is not answered as csv."),
        (["--order", "--kind", "likes"], 2, "'likes' is not a kind of link."),
        (["--cut", "SEC F4", "SEC F"], 2, "SEC F4 and SEC F have provisions in common."),
        (["--cut", "SEC F4", "SEC F4"], 2, "SEC F4 and SEC F4 have provisions in common."),
        (["--cut", "SEC F4", "SEC Q9"], 3, "SEC Q9"),
        (["--order", "--at", "9.99"], 3, "9.99"),
    ],
)
def test_wrong_usage_is_refused_with_the_reason(
    words: list[str], status: int, said: str, shipped: Path, specman: Door
) -> None:
    done, out, error = specman("graph", *words, library=shipped)
    assert (done, out) == (status, "")
    assert said in error
