"""How far long work is, told to whoever listens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

Progress = Callable[[str, int, int], None]
"""Called before each step of long work: what is done, how many steps were done, and how many there are."""


def unheard(what: str, done: int, of: int) -> None:
    """Nobody listens."""
    del what, done, of


_listener: ContextVar[Progress] = ContextVar("listener", default=unheard)


@contextlib.contextmanager
def listening(listener: Progress) -> Iterator[None]:
    """Tell this listener of what is done inside."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def tell(what: str, done: int, of: int) -> None:
    """Say what is done next."""
    _listener.get()(what, done, of)
