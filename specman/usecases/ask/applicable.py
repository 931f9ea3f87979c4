"""Which versions of a specification are in force on a day."""

from __future__ import annotations

from specman.model.applicability import InForce, Purpose, in_force
from specman.store.library import Library


def applicable(library: Library, name: str, day: str, purpose: Purpose) -> InForce:
    """The versions of a work that may be installed, or stay in use, on a day.

    Args:
        name: of the work. day: ISO.

    Raises:
        UnknownNameError: no such work.
    """
    work = library.work(name)
    rows = library.applicability
    known = any(row.work == work.id for row in rows)
    return InForce(work.id, work.name, day, purpose, in_force(rows, work.id, day, purpose), known)
