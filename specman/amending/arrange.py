"""Where provisions stand, changed by instructions: what is omitted, inserted and moved.

What is omitted stays until the end, so that what is put behind it finds its place; what is moved is where it is moved
to. Behind one provision only one thing can be put, so the order of the instructions does not matter.
"""

from __future__ import annotations

from specman.amending.fitting import Fitting
from specman.amending.tree import Node
from specman.model.instruction import At, Insert, Instruction, Move, Omit

Placed = Insert | Move


def arrange(fitting: Fitting) -> None:
    """Put everything in its place, and take out what is omitted."""
    omitted = _omitted(fitting)
    placed = _placed(fitting)
    for node in placed:
        if node.parent is not None:
            node.parent.children.remove(node)
    firsts, followers = _by_place(fitting, placed)
    reached: set[Node] = set()
    _build(fitting.root, firsts, followers, reached)
    if not fitting.has_misfits:  # else its anchor is what is wrong
        for node, one in placed.items():
            if node not in reached:
                fitting.misfit(one, "moved into itself")
    for node in omitted:
        if node in reached and node.parent is not None:
            node.parent.children.remove(node)
    _lost(fitting, omitted, placed)


def _omitted(fitting: Fitting) -> dict[Node, Omit]:
    found: dict[Node, Omit] = {}
    for one in fitting.instructions:
        if isinstance(one, Omit) and (node := fitting.node(one.at, one)) is not None:
            if node in found:
                fitting.misfit(one, "overlaps another", other=found[node])
            elif node is fitting.root:
                fitting.misfit(one, "unknown place")
            else:
                found[node] = one
    return found


def _placed(fitting: Fitting) -> dict[Node, Placed]:
    """What is inserted or moved, each with its instruction."""
    found: dict[Node, Placed] = {node: one for one, node in fitting.fresh}
    for one in fitting.instructions:
        if isinstance(one, Move) and (node := fitting.node(one.at, one)) is not None:
            if node in found:
                fitting.misfit(one, "overlaps another", other=found[node])
            elif node is fitting.root:
                fitting.misfit(one, "moved into itself")
            else:
                found[node] = one
    return found


def _by_place(fitting: Fitting, placed: dict[Node, Placed]) -> tuple[dict[Node, Node], dict[Node, Node]]:
    """What comes first in a node, and what comes behind one."""
    firsts: dict[Node, Node] = {}
    followers: dict[Node, Node] = {}
    for node, one in placed.items():
        anchor = fitting.node(one.after if one.after is not None else one.inside or At(""), one)
        if anchor is None:
            continue
        if one.after is not None and anchor is fitting.root:
            fitting.misfit(one, "unknown place", one.after.label)
            continue
        rows = firsts if one.after is None else followers
        if anchor in rows:
            fitting.misfit(one, "same place", other=placed[rows[anchor]])
        rows[anchor] = node
    return firsts, followers


def _build(root: Node, firsts: dict[Node, Node], followers: dict[Node, Node], reached: set[Node]) -> None:
    """Give each node that is reached from the root its children: those that stay in their order, each with what
    follows it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        reached.add(node)
        found = _chain(firsts.get(node), followers)
        for child in node.children:
            found += [child, *_chain(followers.get(child), followers)]
        node.children = found
        for child in found:
            child.parent = node
        waiting += found


def _chain(node: Node | None, followers: dict[Node, Node]) -> list[Node]:
    found: list[Node] = []
    while node is not None:
        found.append(node)
        node = followers.get(node)
    return found


def _lost(fitting: Fitting, omitted: dict[Node, Omit], placed: dict[Node, Placed]) -> None:
    """Name what changes, inserts or moves something that an omission takes out."""
    gone = {node: one for top, one in omitted.items() for node in top.every()}

    named: list[tuple[Node | None, Instruction]] = [*placed.items()]
    for other in fitting.instructions:
        if not isinstance(other, Insert | Move | Omit):
            named.append((fitting.node(other.at, other), other))
    for node, one in named:
        if node in gone:
            fitting.misfit(one, "inside what is omitted", other=gone[node])
