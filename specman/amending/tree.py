"""A document as a tree that instructions change: nodes with their own content, and a document made of it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from specman.amending.inline import read, written
from specman.formats.outline import Outline, label_of
from specman.model.document import Document, Mark, Metadata, Provision
from specman.model.instruction import Held, Insert, Own


@dataclass(eq=False)
class Node:
    """A provision of a tree. `key` is its eId in the base, or `+` and its label where it is new."""

    key: str
    own: Own
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def every(self) -> Iterator[Node]:
        """This node and all it holds, in document order."""
        yield self
        for child in self.children:
            yield from child.every()


class OwnOf(Protocol):
    """How the content of a provision is written."""

    def __call__(self, provision: Provision, keys: Mapping[str, str] | None = None, /) -> Own: ...


def own_of(provision: Provision, keys: Mapping[str, str] | None = None) -> Own:
    """The content of a provision, marks written out.

    Args:
        keys: eIds to the keys by which references name them; as they are where it is None.
    """
    marks = [_led(mark, keys) for mark in provision.marks] if keys is not None else list(provision.marks)
    if provision.cells:
        cells = tuple(_cells(provision.cells, marks))
        return Own(
            provision.kind, provision.num, provision.heading, provision.text, provision.status, cells, provision.merges
        )
    return Own(
        provision.kind,
        provision.num,
        provision.heading,
        written(provision.text, marks),
        provision.status,
        (),
        provision.merges,
    )


def _led(mark: Mark, keys: Mapping[str, str]) -> Mark:
    if not mark.target.startswith("#"):
        return mark
    return replace(mark, target=f"#{keys.get(mark.target[1:], mark.target[1:])}")


def _cells(cells: Sequence[str], marks: Sequence[Mark]) -> Iterator[str]:
    at = 0
    for cell in cells:
        inside = [
            replace(m, start=m.start - at, end=m.end - at) for m in marks if at <= m.start and m.end <= at + len(cell)
        ]
        yield written(cell, inside)
        at += len(cell) + len(" | ")


def source_own(provision: Provision, _: Mapping[str, str] | None = None) -> Own:
    """The content of a part of a file: its words as they stand there."""
    return Own(provision.kind, text=provision.text)


def tree_of(document: Document, own: OwnOf = own_of) -> tuple[Node, dict[str, Node]]:
    """The tree of a document, and its nodes by eId.

    Args:
        own: how the content of a provision is written.
    """
    nodes: dict[str, Node] = {}
    for provision in document.provisions:
        node = nodes[provision.eid] = Node(provision.eid, own(provision))
        if provision.eid:
            node.parent = nodes[provision.parent]
            node.parent.children.append(node)
    return nodes[""], nodes


def grown(one: Insert | Held) -> Node:
    """The node of what is inserted, with those of all that it holds."""
    node = Node(f"+{one.label}", one.own)
    for held in one.holds:
        child = grown(held)
        child.parent = node
        node.children.append(child)
    return node


def default_label(parent: Insert | Held, own: Own) -> str:
    """What is new within something new is called so, where nothing else is said."""
    above = parent.own
    return label_of(own.kind, own.num, own.heading, Provision("", above.kind, above.num, parent.label, above.heading))


def document_of(root: Node, work: str, version: str, metadata: Metadata) -> Document:
    """The document that a tree is.

    Raises:
        ValueError: marks in a text that cannot be read.
    """
    outline = Outline(work, version, "amendment")
    eids = {root.key: ""}
    read_parts = {node.key: _parts(node.own) for node in root.every()}
    text, cells, marks = read_parts[root.key]
    top = root.own
    outline.update(
        "", Provision("", top.kind, top.num, "", top.heading, text, "", top.status, cells, marks, top.merges)
    )
    for node in list(root.every())[1:]:
        assert node.parent is not None
        own, (text, cells, marks) = node.own, read_parts[node.key]
        eids[node.key] = outline.add(
            own.kind, eids[node.parent.key], num=own.num, heading=own.heading, text=text, status=own.status,
            cells=cells, marks=marks, merges=own.merges,
        )  # fmt: skip
    for provision in list(outline.provisions()):
        if any(mark.target.startswith("#") for mark in provision.marks):
            outline.update(provision.eid, replace(provision, marks=tuple(_led(mark, eids) for mark in provision.marks)))
    return outline.document(metadata)


def _parts(own: Own) -> tuple[str, tuple[str, ...], tuple[Mark, ...]]:
    if not own.cells:
        text, marks = read(own.text)
        return text, (), marks
    cells: list[str] = []
    found: list[Mark] = []
    at = 0
    for cell in own.cells:
        words, marks = read(cell)
        found += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in marks]
        cells.append(words)
        at += len(words) + len(" | ")
    return own.text, tuple(cells), tuple(found)
