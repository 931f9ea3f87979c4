"""How far long work is, drawn on standard error by rich."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from specman.report.terminal import cut, visible

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5  # seconds of work that pass before it is drawn: what is short is not, and rich takes 0.1 s to import


@contextlib.contextmanager
def shown(*, colour: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Draw the steps of long work in one line, which is gone afterwards."""
    began = time.monotonic()
    bar: Progress | None = None

    def step(what: str, done: int, of: int) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - began < PATIENCE:
            return
        said, total = cut(visible(what), 40), of or None
        if bar is None:
            bar = _begun(colour=colour)
            bar.add_task(said, completed=done, total=total)
            bar.start()
        else:
            bar.update(bar.task_ids[0], description=said, completed=done, total=total)

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()


def _begun(*, colour: bool) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(bar_width=20), MofNCompleteColumn(),
        TimeElapsedColumn(), console=Console(stderr=True, no_color=not colour), transient=True,
    )  # fmt: skip
