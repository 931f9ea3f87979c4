"""The library at a glance: what it holds, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass

from specman.errors import LibraryError
from specman.model.baseline import Baseline
from specman.store.library import MARKER, Library


@dataclass(frozen=True)
class Status:
    """What a library holds and what is left over.

    Attributes:
        pending: files that differ from the last commit; None without a repository.
    """

    root: str
    title: str
    notice: str
    works: int
    expressions: int
    baselines: tuple[Baseline, ...]
    open_modifications: int
    modifications: int
    revision: str
    pending: tuple[str, ...] | None


def status(library: Library) -> Status:
    """The library at a glance."""
    from specman.store.git import Repository

    revision, pending = library.revision, None
    if not revision:
        try:
            repository = Repository(library.root)
            revision = (repository.head or "")[:12]
            pending = tuple(repository.pending(["specs", "baselines", "modifications", MARKER]))
            repository.close()
        except LibraryError:
            revision = ""
    return Status(
        str(library.root),
        library.settings.title,
        library.settings.notice,
        len(library.works),
        sum(len(library.versions(work)) for work in library.works.values()),
        tuple(library.baselines.values()),
        sum(1 for m in library.modifications.values() if m.is_open),
        len(library.modifications),
        revision,
        pending,
    )
