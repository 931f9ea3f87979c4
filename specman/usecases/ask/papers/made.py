"""When and of what a paper is made."""

from __future__ import annotations

from specman import __version__
from specman.errors import LibraryError
from specman.model.paper import Made
from specman.store.library import Library


def made_of(library: Library, day: str) -> Made:
    """The making of a paper on a day."""
    from specman.store.git import Repository

    revision = library.revision
    if not revision:
        try:
            repository = Repository(library.root)
            revision = repository.head or ""
            repository.close()
        except LibraryError:
            revision = ""
    settings = library.settings
    return Made(day, settings.title or settings.name, revision[:12], __version__, library.as_of, settings.notice)
