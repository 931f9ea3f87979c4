"""A network as GraphML, the form that graph programs read."""

from __future__ import annotations

import networkx as nx

from specman.model.network import Network


def graphml(network: Network) -> str:
    """GraphML with the address, document, kind and caption of each node, and the kind, words and count of each link."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(subject=network.subject, baseline=network.baseline)
    for node in network.nodes:
        graph.add_node(
            node.id, address=node.address, work=node.work, kind=node.kind, caption=_clean(node.caption),
            distance=node.distance, weight=node.weight,
        )  # fmt: skip
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, kind=edge.kind, words=_clean(edge.words), count=edge.count)
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def _clean(text: str) -> str:
    """Without the control characters that XML does not allow."""
    return "".join(sign for sign in text if sign in "\t\n\r" or ord(sign) >= 0x20)
