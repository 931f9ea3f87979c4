"""The library at a glance: what it holds, and what is left over."""

from __future__ import annotations

from specman.errors import LibraryError
from specman.model.views import Status
from specman.store.applicability import NAME as APPLICABILITY
from specman.store.library import MARKER, Library
from specman.usecases.ask.lists import not_held


def status(library: Library) -> Status:
    """The library at a glance."""
    from specman.store.git import Repository

    revision, pending = library.revision, None
    if not revision:
        try:
            repository = Repository(library.root)
            revision = (repository.head or "")[:12]
            pending = tuple(
                repository.pending(["specs", "baselines", "modifications", "reviews", APPLICABILITY, MARKER])
            )
            repository.close()
        except LibraryError:
            revision = ""
    return Status(
        str(library.root),
        library.settings.title,
        library.settings.notice,
        sum(1 for work in library.works.values() if work.held),
        sum(len(library.versions(work)) for work in library.works.values()),
        tuple(library.baselines.values()),
        sum(1 for m in library.modifications.values() if m.is_open),
        len(library.modifications),
        revision,
        pending,
        not_held(library),
    )
