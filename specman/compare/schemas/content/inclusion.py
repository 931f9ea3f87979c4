"""Whether one content model accepts all that another accepts, and the shortest sequence that it does not."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from specman.compare.schemas.content.expressions import Expressions, Node

MAX_STATES = 20_000  # pairs of states that are looked at before a comparison is called undecided


@dataclass(frozen=True)
class Included:
    """What a comparison of two models found.

    Attributes:
        counterexample: the shortest sequence of children that only the narrow model accepts, None for no such.
        met: pairs of leaves that take the same child, in the narrow and the wide model, with that child.
        finished: False when there were too many states.
    """

    counterexample: tuple[str, ...] | None
    met: frozenset[tuple[int, int, str]]
    finished: bool


def included(made: Expressions, narrow: Node, wide: Node, children: Mapping[str, frozenset[int]]) -> Included:
    """Compare two models, shortest sequences first.

    Args:
        children: a child of each kind that the models tell apart, with the leaves of both models that take it.
    """
    shared = _shared(made, narrow, wide, children)
    if shared:
        rests = [made.every([item for item in side.items if item not in shared]) for side in (narrow, wide)]
        found_of_rests = included(made, rests[0], rests[1], children)
        if found_of_rests.counterexample is None:
            return found_of_rests
        needed = made.seq([item for item in narrow.items if item in shared and not item.nullable])
        before = included(made, needed, made.nothing, children).counterexample or ()
        return replace(found_of_rests, counterexample=(*before, *found_of_rests.counterexample))
    start = (narrow, frozenset({wide}))
    back: dict[tuple[Node, frozenset[Node]], tuple[tuple[Node, frozenset[Node]], str] | None] = {start: None}
    waiting = deque([start])
    met: set[tuple[int, int, str]] = set()
    found: tuple[str, ...] | None = None
    while waiting:
        state = waiting.popleft()
        here, there = state
        if found is None and here.nullable and not any(other.nullable for other in there):
            found = _path(back, state)
        if found is not None and not there:
            continue
        for child, taking in children.items():
            steps = made.step(here, taking)
            if not steps:
                continue
            others = [step for other in there for step in made.step(other, taking)]
            met |= {(mine.leaf, theirs.leaf, child) for mine, _ in steps for theirs, _ in others}
            after = frozenset(rest for _, rest in others)
            for _, rest in steps:
                if (rest, after) not in back:
                    back[rest, after] = (state, child)
                    waiting.append((rest, after))
        if len(back) > MAX_STATES:
            return Included(found, frozenset(met), finished=False)
    return Included(found, frozenset(met), finished=True)


def _shared(made: Expressions, narrow: Node, wide: Node, children: Mapping[str, frozenset[int]]) -> frozenset[Node]:
    """What two models in any order have in common, where nothing else in them takes the same child: it decides nothing,
    and leaving it out keeps the states few."""
    if narrow.kind != "all" or wide.kind != "all":
        return frozenset()
    shared = frozenset(narrow.items) & frozenset(wide.items)
    taken = frozenset[int]().union(*map(made.leaves, shared))
    others = frozenset[int]().union(*(made.leaves(one) for one in (*narrow.items, *wide.items) if one not in shared))
    return frozenset() if any(taking & taken and taking & others for taking in children.values()) else shared


def _path(
    back: Mapping[tuple[Node, frozenset[Node]], tuple[tuple[Node, frozenset[Node]], str] | None],
    state: tuple[Node, frozenset[Node]],
) -> tuple[str, ...]:
    children: list[str] = []
    step = back[state]
    while step is not None:
        state, child = step
        children.append(child)
        step = back[state]
    return tuple(reversed(children))
