"""Freezing a set of expressions under a number."""

from __future__ import annotations

from collections.abc import Sequence

from specman.errors import UsageError
from specman.model.baseline import Baseline
from specman.model.person import Person
from specman.state.next_baseline import frozen
from specman.store.library import Library, checked_version
from specman.store.manifests import write_baseline
from specman.store.transaction import Outcome
from specman.usecases.do.record import allowed, record


def create_baseline(
    library: Library,
    by: Person,
    number: str,
    *,
    in_effect: str = "",
    basis: str = "",
    source: str = "",
    title: str = "",
    previous: str = "",
    versions: Sequence[str] = (),
    without: Sequence[str] = (),
    strict: bool = False,
) -> tuple[Baseline, Outcome]:
    """Freeze a set in one commit.

    Args:
        versions: `WORK=VERSION` for works that take another than their newest version.
        without: works that are not part of it.
        strict: refuse a set in which `check` finds an error.

    Raises:
        InputError: the number or a version cannot be. LibraryError: the number is taken, or holds nothing; or, strict,
            the set has errors.
    """
    who = allowed(library, by, "baseline")
    chosen: dict[str, str] = {}
    for pair in versions:
        name, equals, version = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not WORK=VERSION.", hint="For example --set gbcs=0.8.1.")
        chosen[library.work(name).id] = checked_version(version)
    baseline = frozen(
        library, number, library.works, chosen=chosen, without=frozenset(library.work(name).id for name in without),
        in_effect=in_effect, basis=basis, source=source, title=title, previous=previous,
    )  # fmt: skip
    if strict:
        from specman.usecases.ask.check import check_baseline, refuse_errors

        refuse_errors(check_baseline(library, baseline))
    files = {f"baselines/{number}.toml": write_baseline(baseline)}
    body = f"{len(baseline.entries)} works."
    outcome = record(library.root, who, "baseline", f"baseline: freeze {number}", files, body=body, Baseline=number)
    return baseline, outcome
