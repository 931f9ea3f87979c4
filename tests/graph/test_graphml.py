"""The network as GraphML: everything that is known of a node and a link is in the file, and nothing XML refuses."""

from __future__ import annotations

import networkx as nx

from specman.graph.export import graphml
from specman.model.network import Edge, Network, Node

NETWORK = Network(
    "SEC F4",
    "4.12",
    "provisions",
    (
        Node("w#a", "W 1", "W", "clause", "One\tand\x01 \x1ftwo", -1, 3),
        Node("v#b", "V 2", "V", "section", "Three", 0, 5),
    ),
    (Edge("w#a", "v#b", "cites", "Section\n2\x02", 4),),
)


def test_a_reader_gets_back_what_is_known_of_nodes_and_links() -> None:
    graph = nx.parse_graphml(graphml(NETWORK))
    assert graph.graph["subject"] == "SEC F4"
    assert graph.graph["baseline"] == "4.12"
    assert dict(graph.nodes(data=True)) == {
        "w#a": {
            "address": "W 1",
            "work": "W",
            "kind": "clause",
            "caption": "One\tand two",
            "distance": -1,
            "weight": 3,
        },
        "v#b": {"address": "V 2", "work": "V", "kind": "section", "caption": "Three", "distance": 0, "weight": 5},
    }
    assert [(source, target, data["kind"], data["words"], data["count"]) for source, target, data in graph.edges(data=True)] == [
        ("w#a", "v#b", "cites", "Section\n2", 4)
    ]  # fmt: skip


def test_fields_are_called_by_their_names_line_by_line() -> None:
    lines = [line.strip() for line in graphml(NETWORK).splitlines()]
    assert '<data key="address">W 1</data>' in lines
    assert '<data key="count">4</data>' in lines
    assert lines[-1] == "</graphml>"
    assert graphml(NETWORK).endswith("</graphml>\n")
