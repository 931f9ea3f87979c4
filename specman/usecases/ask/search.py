"""Provisions that hold all the words of a question."""

from __future__ import annotations

import re

from specman.errors import InputError
from specman.model.identity import Place
from specman.state.derived import load_baseline
from specman.store.library import Library


def search(library: Library, words: str, *, at: str = "", most: int = 50) -> list[tuple[str, str, str]]:
    """Provisions that hold all the words: (address, heading, an excerpt around the first hit)."""
    state = load_baseline(library, at)
    wanted = [word.casefold() for word in re.findall(r"\S+", words)]
    if not wanted:
        raise InputError("Nothing to search for.", hint="Give one or more words.", slug="empty-search")
    found = []
    for work_id, document in state.corpus.documents.items():
        for provision in document.provisions[1:]:
            folded = provision.words.casefold()
            if all(word in folded for word in wanted):
                at_char = folded.index(wanted[0])
                excerpt = provision.words[max(0, at_char - 40) : at_char + 80].replace("\n", " ")
                found.append((state.corpus.address(Place(work_id, provision.eid)), provision.heading, excerpt))
    return found[:most]
