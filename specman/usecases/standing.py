"""A library as a whole: beginning one, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specman.errors import LibraryError
from specman.model.baseline import Baseline
from specman.store.git import init_repository
from specman.store.library import MARKER, Library
from specman.store.manifests import write_table
from specman.store.transaction import Outcome, Transaction


def init_library(folder: Path, title: str) -> Outcome:
    """Make a library in a folder: settings, a git repository where there is none, one commit.

    Raises:
        LibraryError: the folder is a library already.
    """
    if (folder / MARKER).exists():
        raise LibraryError(
            f"{folder} is a library already.",
            hint="specman status says what it holds.",
            slug="library-exists",
        )
    folder.mkdir(parents=True, exist_ok=True)
    init_repository(folder)
    transaction = Transaction(folder, "specman: begin library", trailers={"Specman-Action": "init"})
    transaction.write(MARKER, write_table({"title": title}))
    transaction.write(".gitattributes", b"*.xsd -text\n*.csv -text\n*.xml text eol=lf\n")
    return transaction.commit()


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
