"""Beginning a library."""

from __future__ import annotations

from pathlib import Path

from specman.errors import LibraryError
from specman.model.person import Person
from specman.store.git import init_repository
from specman.store.library import MARKER, Library
from specman.store.manifests import write_table
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record


def init_library(folder: Path, by: Person, title: str) -> Outcome:
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
    files = {
        MARKER: write_table({"title": title}),
        ".gitattributes": b"*.xsd -text\n*.csv -text\n*.xml text eol=lf\n",
    }
    _, outcome = record(Library(folder), by, "init", lambda _: Made(None, "specman: begin library", files))
    return outcome
