"""What the drafts of a proposal are made of: the expressions of the baseline that it is drafted on."""

from __future__ import annotations

from specman.errors import LibraryError, NotHeldError
from specman.model.baseline import Entry
from specman.model.identity import Work
from specman.model.modification import Modification
from specman.store.library import Library


def base_entry(library: Library, item: Modification, work: Work) -> Entry:
    """The expression that a proposal's draft of a work begins with.

    Raises:
        LibraryError: its baseline does not hold the work. NotHeldError: nothing does; it is only registered.
    """
    baseline = library.baseline(item.base)
    entry = baseline.entries.get(work.id)
    if entry is None:
        if not work.held:
            raise NotHeldError(work.name, work.id)
        raise LibraryError(
            f"{baseline.number} does not hold {work.name}, so no draft of it can be made.",
            hint=f"Choose a baseline that does: specman mod set {item.id} base=NUMBER.",
            slug="work-missing",
        )
    return entry
