"""What a library holds, in lists: works, baselines, modifications, terms, the version-control mapping."""

from __future__ import annotations

import re
from collections.abc import Collection

from specman.model.baseline import Baseline
from specman.model.identity import Work
from specman.model.modification import Modification
from specman.state.derived import load_baseline
from specman.store.library import Library


def list_works(library: Library, at: str = "") -> list[tuple[Work, str]]:
    """Works with the version a baseline holds, "" for those it lacks; by id."""
    entries = library.baseline(at).entries if library.baselines else {}
    return [(work, entries[work.id].version if work.id in entries else "") for work in library.works.values()]


def not_held(library: Library) -> tuple[Work, ...]:
    """Works that are registered and whose text is not held, Sections first, then by their codes as people count."""
    found = [work for work in library.works.values() if not work.held]
    return tuple(sorted(found, key=lambda work: (work.kind != "code-section", _counted(work.code))))


def _counted(code: str) -> tuple[object, ...]:
    """A code in the order people count: `APP-Z` before `APP-AA`, `SCH2` before `SCH10`."""
    stem, last = re.fullmatch(r"(.*?)([A-Z]*|\d*)", code).groups()  # type: ignore[union-attr]
    return stem, len(last), last


def list_baselines(library: Library) -> list[Baseline]:
    """Baselines, oldest first."""
    return list(library.baselines.values())


def list_modifications(
    library: Library, *, stages: Collection[str] = (), statuses: Collection[str] = (), only_open: bool = False
) -> list[Modification]:
    """Modifications by id.

    Args:
        stages, statuses: only at these stages, of these statuses; any where empty.
        only_open: only those that can still change the documents.
    """
    return [
        item
        for item in library.modifications.values()
        if (not stages or item.stage in stages)
        and (not statuses or item.status in statuses)
        and (item.is_open or not only_open)
    ]


def list_terms(library: Library, at: str = "") -> list[tuple[str, str, int]]:
    """Defined terms of a baseline: (term, address of its definition, number of uses), by term."""
    rows = load_baseline(library, at).rows
    found = [(term, rows.address(place), uses) for term, place, uses in rows.defined_terms()]
    return sorted(found, key=lambda row: (row[0].casefold(), row[1]))


def baseline_map(library: Library) -> tuple[list[str], list[tuple[Work, list[str]]]]:
    """The version-control mapping: baseline numbers, and for each work its version in each, "" when absent.

    Works that are registered and in no baseline have no row.
    """
    numbers = list(library.baselines)
    rows = []
    for work in library.works.values():
        versions = [entry.version if (entry := library.baselines[n].entries.get(work.id)) else "" for n in numbers]
        if work.held or any(versions):
            rows.append((work, versions))
    return numbers, rows
