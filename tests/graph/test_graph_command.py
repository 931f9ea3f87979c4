"""`specman graph` through its door: around a provision, between two, whole, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from specman.report import network as drawing
from specman.report.json.shapes import shape
from specman.store.library import Library
from specman.usecases.ask.graph import neighbourhood, paths, whole
from tests.conftest import Door

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def library(shipped: Path) -> Library:
    return Library(shipped)


def test_a_neighbourhood_holds_every_link_of_the_provision_and_its_parts(library: Library) -> None:
    network = neighbourhood(library, "SEC F4")
    ids = {node.id: node for node in network.nodes}
    assert {ids[edge.target].address for edge in network.edges if ids[edge.source].address == "CTSD 2.4"} == {"SEC F4"}
    assert all(0 in (ids[e.source].distance, ids[e.target].distance) for e in network.edges)
    assert network.left_out == 0


def test_direction_and_kind_narrow_it(library: Library) -> None:
    into = neighbourhood(library, "SEC F4", direction="in")
    assert {node.distance for node in into.nodes} == {-1, 0}
    terms = neighbourhood(library, "SEC F4", kinds=["uses-term"])
    assert {edge.kind for edge in terms.edges} == {"uses-term"}


def test_what_is_too_much_is_counted(library: Library) -> None:
    everything = neighbourhood(library, "Device", depth=2, most=100_000)
    some = neighbourhood(library, "Device", depth=2, most=50)
    assert len(some.nodes) == 50
    assert some.left_out == len(everything.nodes) - 50 > 0
    assert {edge.source for edge in some.edges} <= {node.id for node in some.nodes}


def test_a_way_is_a_chain_of_links_that_are_there(library: Library) -> None:
    found = paths(library, "SMETS 5.7.5", "SEC F4")
    assert found
    for network in found:
        ids = [node.id for node in network.nodes]
        assert [edge.source for edge in network.edges] == ids[:-1]
        assert [edge.target for edge in network.edges] == ids[1:]


def test_the_whole_counts_the_same_links_at_both_levels(library: Library) -> None:
    works, provisions = whole(library, "works"), whole(library, "provisions")
    of = {node.id: node.work for node in provisions.nodes}
    between = [edge for edge in provisions.edges if of[edge.source] != of[edge.target]]
    assert sum(edge.count for edge in works.edges) == len(between)
    assert len(works.nodes) == 30


@pytest.mark.parametrize("words", [["graph"], ["graph", "SEC F4", "--depth", "2"], ["graph", "--level", "provisions"]])
def test_graphml_is_read_by_another_reader(words: list[str], shipped: Path, specman: Door) -> None:
    import networkx as nx

    status, out, _ = specman(*words, "--format", "graphml", library=shipped)
    assert status == 0
    graph = nx.parse_graphml(out)
    assert graph.number_of_nodes() >= 30
    assert all("address" in data for _, data in graph.nodes(data=True))


@pytest.mark.parametrize("words", [["graph"], ["graph", "Device ID", "--depth", "2"]])
def test_the_picture_is_well_formed_and_nothing_leaves_its_frame(
    words: list[str], shipped: Path, specman: Door
) -> None:
    status, out, _ = specman(*words, "--format", "svg", library=shipped)
    assert status == 0
    root = ElementTree.fromstring(out)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for box in root.iter(f"{SVG}rect"):
        x, y = float(box.get("x", 0)), float(box.get("y", 0))
        assert x >= 0 and x + float(box.get("width", 0)) <= width + 1
        assert y >= 0 and y + float(box.get("height", 0)) <= height + 1
    boxes = [b for b in root.iter(f"{SVG}rect") if "box" in (b.get("class") or "")]
    frames = [
        (float(b.get("x", 0)), float(b.get("y", 0)), float(b.get("width", 0)), float(b.get("height", 0))) for b in boxes
    ]
    for number, (x, y, w, h) in enumerate(frames):
        for x2, y2, w2, h2 in frames[number + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y, "two lists overlap"


def test_rows_and_dot_name_every_link(shipped: Path, specman: Door) -> None:
    network = neighbourhood(Library(shipped), "SEC F4")
    _, out, _ = specman("graph", "SEC F4", "--format", "csv", library=shipped)
    assert len(list(csv.reader(io.StringIO(out)))) == len(network.edges) + 1
    _, out, _ = specman("graph", "SEC F4", "--format", "dot", library=shipped)
    assert out.count(" -> ") == len(network.edges)
    assert out.count("{") == out.count("}")


def test_names_cannot_break_out_of_dot() -> None:
    from specman.model.network import Network, Node

    node = Node('a"; evil', 'Q "x" \\', "W", "clause", "line\nbreak")
    out = drawing.dot(Network("s", "1.0", "works", (node,), ()))
    assert '"a\\"; evil" [label="Q \\"x\\" \\\\", tooltip="line break"];' in out


@pytest.mark.parametrize(
    ("name", "words"), [("network", ["graph", "SEC F4"]), ("paths", ["graph", "SMETS 5.7.5", "SEC F4"])]
)
def test_json_keeps_its_shape(name: str, words: list[str], shipped: Path, specman: Door) -> None:
    _, out, _ = specman(*words, "--format", "json", library=shipped)
    jsonschema.validate(json.loads(out), json.loads(shape(name)))


def test_wrong_usage_is_told(shipped: Path, specman: Door) -> None:
    assert specman("graph", "SEC F4", "--kind", "likes", library=shipped)[0] == 2
    assert specman("graph", "a", "b", "c", library=shipped)[0] == 2
    assert specman("graph", "SEC Q9.9", library=shipped)[0] == 3
    status, _, error = specman("graph", "--level", "provisions", "--format", "svg", library=shipped)
    assert (status, "too many for a picture" in error) == (2, True)
    assert specman("graph", "SEC F4", "SEC F2", "--format", "svg", library=shipped)[0] == 2
    assert specman("graph", "SEC Q9", "SEC F2", library=shipped)[0] == 3


def test_two_that_do_not_depend_on_each_other(make_library: object, specman: Door) -> None:
    root = make_library()  # type: ignore[operator]
    status, out, _ = specman("graph", "SEC H3.1", "SEC H3.2", library=root)
    assert (status, "H3.2(b) cites SEC H3.1" in out) == (0, True)
    status, out, _ = specman("graph", 'SEC A1.1 "Working Day"', "SEC H3.3", library=root)
    assert status == 0
    assert " ".join(out.split()).startswith('Neither SEC A1.1 "Working Day" nor SEC H3.3 depends on the other')
