"""The steps of a change, by name: a test cuts a change off at each of them, as a kill would."""

from __future__ import annotations

from collections.abc import Callable


def _pass_by(name: str) -> None:
    """What a step does where nobody watches: nothing."""


watcher: Callable[[str], None] = _pass_by


def reached(name: str) -> None:
    """A change has done this step."""
    watcher(name)
