"""A copy of the text that a draft begins with, to be edited and brought back."""

from __future__ import annotations

from dataclasses import replace

from specman.errors import UsageError, and_list
from specman.state.drafting import base_entry
from specman.store.library import Library
from specman.usecases.ask.export import Exported, export


def draft_copy(library: Library, modification: str, work: str, form: str) -> Exported:
    """The base of a proposal's draft as a file to edit.

    Args:
        work: its name; the only work that the proposal names where it is empty.
        form: `md` or `docx`; of a schema or table the kept form is taken.

    Raises:
        UsageError: no work is named, and the record does not tell it. LibraryError: the baseline does not hold it.
    """
    item = library.modification(modification)
    if not work:
        held = [name for name in item.documents if any(name in (w.name, w.id) for w in library.works.values())]
        if len(held) != 1:
            raise UsageError(
                f"Which document is drafted for {item.id} is not said.",
                hint=f"Add --work ID; its record names {and_list(list(item.documents)) or 'none'}.",
            )
        work = held[0]
    owner = library.work(work)
    entry = base_entry(library, item, owner)
    found = export(library, f"{owner.name}@{entry.version}", form if owner.suffix == ".xml" else owner.suffix[1:])
    return replace(found, name=f"{item.id}-{owner.id}.{found.name.rpartition('.')[2]}")
