"""What a baseline is called in reports: `SEC 4.12` in a library that says its name is SEC, `baseline 4.12` in another.

Values carry the bare number, and JSON gives it; a door names a value just before it is shown to a person.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from specman.model.change import ChangeSet, StateName, WorkChange

Value = TypeVar("Value")
_NUMBERS = ("baseline", "since", "origin")  # fields that hold the number of a baseline
_SEVERAL = "baselines"  # a field that may hold several


def baseline_name(number: str, library: str) -> str:
    """The name of a baseline, by its number and what the library is called.

    >>> baseline_name("4.12", "SEC"), baseline_name("1.0", ""), baseline_name("GBCS@0.8.1", "SEC")
    ('SEC 4.12', 'baseline 1.0', 'GBCS@0.8.1')
    """
    return f"{library or 'baseline'} {number}" if number[:1].isdigit() else number


def versions(work: WorkChange, *, gone: str = "gone") -> str:
    """From which version of a work to which; only what is known, a file on disk has none.

    >>> versions(WorkChange("a", "A", "A", "changed", "1.0", "1.1")), versions(WorkChange("a", "A", "A", "changed"))
    ('1.0 → 1.1', '')
    """
    base = work.base_version or ("new" if work.status == "added" else "")
    target = work.target_version or (gone if work.status == "removed" else "")
    return " → ".join(version for version in (base, target) if version)


def named(value: Value, library: str) -> Value:
    """A value, or several, whose baselines have the names people call them by; what has no baseline stays as it is."""
    if isinstance(value, ChangeSet):
        return replace(value, base=_side(value.base, library), target=_side(value.target, library))
    if isinstance(value, list):
        return [named(item, library) for item in value]  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in _NUMBERS and isinstance(held, str):
            names[field.name] = baseline_name(held, library)
        elif field.name == _SEVERAL and isinstance(held, tuple) and all(isinstance(number, str) for number in held):
            names[field.name] = tuple(baseline_name(number, library) for number in held)
    return replace(value, **names) if names else value


def _side(side: StateName, library: str) -> StateName:
    return replace(side, name=baseline_name(side.name, library)) if side.kind == "baseline" else side
