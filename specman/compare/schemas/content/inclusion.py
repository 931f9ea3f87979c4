"""Whether one content model accepts all that another accepts, and the shortest sequence that it does not."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

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
