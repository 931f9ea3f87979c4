"""Freezing a set of expressions under a number."""

from __future__ import annotations

from collections.abc import Sequence

from specman.errors import LibraryError, UsageError
from specman.model.baseline import Baseline
from specman.model.person import Person
from specman.state.next_baseline import frozen
from specman.store.library import ENDINGS, Library, checked_version
from specman.store.manifests import write_baseline
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record


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
        InputError: the number or a version cannot be. LibraryError: the number is taken, or holds nothing, or the
            folder holds expressions that are not committed; or, strict, the set has errors.
    """

    def make(committed: Library) -> Made[Baseline]:
        chosen: dict[str, str] = {}
        for pair in versions:
            name, equals, version = pair.partition("=")
            if not equals:
                raise UsageError(f"{pair!r} is not WORK=VERSION.", hint="For example --set gbcs=0.8.1.")
            chosen[committed.work(name).id] = checked_version(version)
        left_out = frozenset(committed.work(name).id for name in without)
        baseline = frozen(
            committed, number, committed.works, chosen=chosen, without=left_out,
            in_effect=in_effect, basis=basis, source=source, title=title, previous=previous,
        )  # fmt: skip
        _refuse_uncommitted(library, committed)
        if strict:
            from specman.usecases.ask.check import check_baseline, refuse_errors

            refuse_errors(check_baseline(committed, baseline))
        path = f"baselines/{number}.toml"
        return Made(
            baseline, f"baseline: freeze {number}", {path: write_baseline(baseline)}, f"{len(baseline.entries)} works.",
            frozenset({path}), {"Baseline": number},
        )  # fmt: skip

    return record(library, by, "baseline", make)


def _refuse_uncommitted(library: Library, committed: Library) -> None:
    """A baseline freezes what is committed: an expression that only the folder has is never left out unsaid.

    Raises:
        LibraryError: the folder has another set of expressions than the commit.
    """
    for work_id in sorted({*library.tree.names("specs"), *committed.tree.names("specs")}):
        folder = f"specs/{work_id}"
        for name in sorted({*library.tree.names(folder), *committed.tree.names(folder)}):
            path = f"{folder}/{name}"
            if (name.endswith(ENDINGS) or name == "work.toml") and library.tree.read(path) != committed.tree.read(path):
                raise LibraryError(
                    f"{path} is not committed as the folder has it, and a baseline freezes what is committed.",
                    hint="Commit it or take it back (git status shows all), then run the command again.",
                    slug="not-committed",
                )
