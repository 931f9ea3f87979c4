"""Content models as regular expressions over child elements, read one child at a time.

What is left of an expression once a child was read is an expression again (its partial derivative, after Antimirov).
A bounded occurrence is a counter: `a{2,5}` is `a{1,4}` after one `a`, so that a model of any size is never written out.
The expressions that come up are the states of an automaton, made as they are needed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal

Kind = Literal["empty", "nothing", "leaf", "seq", "choice", "repeat", "all"]
Step = tuple["Node", "Node"]
"""The leaf that took a child, and what is left."""


class Node:
    """An expression; equal expressions of one `Expressions` are one object."""

    __slots__ = ("high", "items", "kind", "leaf", "low", "nullable")

    def __init__(
        self, kind: Kind, items: tuple[Node, ...], low: int, high: int | None, leaf: int, *, nullable: bool
    ) -> None:
        self.kind, self.items, self.low, self.high, self.leaf, self.nullable = kind, items, low, high, leaf, nullable


class Expressions:
    """Makes expressions, each once, and reads children."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Node] = {}
        self._steps: dict[tuple[Node, frozenset[int]], tuple[Step, ...]] = {}
        self.empty = self._node("empty", nullable=True)
        self.nothing = self._node("nothing", nullable=False)

    def _node(
        self,
        kind: Kind,
        items: tuple[Node, ...] = (),
        low: int = 0,
        high: int | None = 0,
        leaf: int = -1,
        *,
        nullable: bool,
    ) -> Node:
        key = (kind, items, low, high, leaf)
        if key not in self._made:
            self._made[key] = Node(kind, items, low, high, leaf, nullable=nullable)
        return self._made[key]

    def leaf(self, number: int) -> Node:
        """One child, taken by the leaf of this number."""
        return self._node("leaf", leaf=number, nullable=False)

    def seq(self, items: Sequence[Node]) -> Node:
        """One after another."""
        flat: list[Node] = []
        for item in items:
            flat += item.items if item.kind == "seq" else [item]
        if self.nothing in flat:
            return self.nothing
        flat = [item for item in flat if item is not self.empty]
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        return self._node("seq", tuple(flat), nullable=all(item.nullable for item in flat))

    def choice(self, items: Sequence[Node]) -> Node:
        """One of several."""
        kept = tuple(dict.fromkeys(item for item in items if item is not self.nothing))
        if len(kept) < 2:
            return kept[0] if kept else self.nothing
        return self._node("choice", kept, nullable=any(item.nullable for item in kept))

    def every(self, items: Sequence[Node]) -> Node:
        """All of them, in any order."""
        if self.nothing in items:
            return self.nothing
        kept = tuple(item for item in items if item is not self.empty)
        if len(kept) < 2:
            return kept[0] if kept else self.empty
        return self._node("all", kept, nullable=all(item.nullable for item in kept))

    def repeat(self, item: Node, low: int, high: int | None) -> Node:
        """From `low` to `high` times; None for no bound."""
        if high == 0 or item is self.empty:
            return self.empty
        if item is self.nothing:
            return self.empty if low == 0 else self.nothing
        low = 0 if item.nullable else low
        if (low, high) == (1, 1) or (high == 1 and item.nullable):
            return item
        return self._node("repeat", (item,), low, high, nullable=low == 0)

    def step(self, node: Node, taking: frozenset[int]) -> tuple[Step, ...]:
        """What may be left of an expression after a child that these leaves take, with the leaf that took it."""
        key = (node, taking)
        if key not in self._steps:
            self._steps[key] = tuple(dict.fromkeys(self._derived(node, taking)))
        return self._steps[key]

    def _derived(self, node: Node, taking: frozenset[int]) -> Iterator[Step]:
        if node.kind == "leaf":
            if node.leaf in taking:
                yield node, self.empty
        elif node.kind == "choice":
            for item in node.items:
                yield from self.step(item, taking)
        elif node.kind == "repeat":
            left = self.repeat(node.items[0], max(node.low - 1, 0), None if node.high is None else node.high - 1)
            for leaf, rest in self.step(node.items[0], taking):
                yield leaf, self.seq([rest, left])
        elif node.kind == "seq":
            for place, item in enumerate(node.items):
                for leaf, rest in self.step(item, taking):
                    yield leaf, self.seq([rest, *node.items[place + 1 :]])
                if not item.nullable:
                    return
        elif node.kind == "all":
            for place, item in enumerate(node.items):
                for leaf, rest in self.step(item, taking):
                    yield leaf, self.every([*node.items[:place], rest, *node.items[place + 1 :]])

    def leaves(self, node: Node) -> frozenset[int]:
        """The leaves of an expression."""
        if node.kind == "leaf":
            return frozenset({node.leaf})
        return frozenset().union(*map(self.leaves, node.items))
