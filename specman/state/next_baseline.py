"""The baseline that a set of expressions would make."""

from __future__ import annotations

from collections.abc import Mapping

from specman.errors import InputError, LibraryError, NotHeldError
from specman.model.baseline import Baseline, Entry
from specman.model.identity import VersionNumber, Work
from specman.store.library import Library, checked_version, digest
from specman.store.manifests import is_date


def frozen(
    library: Library,
    number: str,
    works: Mapping[str, Work],
    *,
    fresh: Mapping[str, tuple[str, bytes]] | None = None,
    chosen: Mapping[str, str] | None = None,
    without: frozenset[str] = frozenset(),
    in_effect: str = "",
    basis: str = "",
    source: str = "",
    title: str = "",
    previous: str = "",
) -> Baseline:
    """The baseline that would hold the newest version of every work, or the version named; nothing is written.

    Args:
        works: the works it may hold, by id.
        fresh: work id to version and bytes of expressions that are about to be stored.
        chosen: work id to the version wanted instead of the newest.
        without: ids of works that are not part of it.

    Raises:
        InputError: the number or the date cannot be. NotHeldError: a version is named of a work that is registered and
            not held. LibraryError: the number is taken, or holds nothing.
    """
    checked_version(number)
    if in_effect and not is_date(in_effect):
        raise InputError(f"{in_effect!r} is not a date.", hint="Write it as 2016-06-15.", slug="date")
    if number in library.baselines:
        raise LibraryError(
            f"Baseline {number} exists; a baseline is never changed.",
            hint="Give the new one another number.",
            slug="baseline-exists",
        )
    entries: dict[str, Entry] = {}
    for work in works.values():
        if work.id in without:
            continue
        if fresh and work.id in fresh:
            version, data = fresh[work.id]
            entries[work.id] = Entry(version, digest(data))
            continue
        held = library.versions(work)
        if not held and not work.held and chosen and work.id in chosen:
            raise NotHeldError(work.name, work.id)
        if held:
            version = (chosen or {}).get(work.id, held[-1])
            entries[work.id] = Entry(version, digest(library.read_expression(work, version)))
    if not entries:
        raise LibraryError(
            "The library holds no expression to freeze.",
            hint="Import documents first.",
            slug="nothing-to-freeze",
        )
    before = [n for n in library.baselines if VersionNumber.parse(n) < VersionNumber.parse(number)]
    return Baseline(
        VersionNumber.parse(number), entries, in_effect, basis, source, "",
        previous or (before[-1] if before else ""), title,
    )  # fmt: skip
