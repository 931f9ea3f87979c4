"""Releasing proposals: new expressions, a baseline, and each proposal's last step, in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from specman.errors import LibraryError, and_list
from specman.model.modification import Modification
from specman.model.person import Person
from specman.model.release import Conflict, Release
from specman.store.git import Repository
from specman.store.library import Library
from specman.store.manifests import write_baseline
from specman.store.modifications import change_modification
from specman.usecases.ask.plan_release import plan_release
from specman.usecases.ask.review import open_suspects
from specman.usecases.do.record import Made, record
from specman.usecases.do.set_fields import path_of
from specman.usecases.do.take_step import Taking, stepped


class ConflictingError(LibraryError):
    """Proposals that cannot be released together; nothing was written.

    Attributes:
        release: what was planned, with its conflicts.
    """

    def __init__(self, release: Release) -> None:
        pairs = sorted({one.modifications for one in release.conflicts})
        named = and_list([f"{one} and {other}" for one, other in pairs])
        super().__init__(
            f"{named} cannot be released together: {len(release.conflicts)} "
            f"{'conflict' if len(release.conflicts) == 1 else 'conflicts'}. Nothing was written.",
            hint="Settle them in the drafts (specman mod conflicts shows both texts), or release one of them alone.",
            slug="release-conflicts",
        )
        self.release = release

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What stands in the way."""
        return self.release.conflicts


def release(
    library: Library, by: Person, number: str, base: str, modifications: Sequence[str], *, in_effect: str, date: str,
    versions: Sequence[str] = (), consequential: bool = True, reviewed: bool = False,
) -> Release:  # fmt: skip
    """Release proposals in one commit, and name the commit by a tag.

    Args:
        in_effect: of the new baseline, ISO.
        date: of the proposals' last step, ISO.
        reviewed: refuse proposals whose review has open suspects.

    Raises:
        ConflictingError: two of them change the same thing.
        LibraryError: as `plan_release`; or one of them is not approved, or not reviewed.
    """

    def make(committed: Library) -> Made[Release]:
        plan = plan_release(
            committed, number, base, modifications, in_effect=in_effect, versions=versions, consequential=consequential
        )
        if plan.release.conflicts or plan.baseline is None:
            raise ConflictingError(plan.release)
        files = dict(plan.files)
        _refuse_unapproved(plan.proposals)
        planned = open_suspects(committed, plan.release)
        if reviewed and planned.open_suspects:
            raise _unsettled(planned)
        for item in plan.proposals:
            after = stepped(committed, item, "implement", Taking(date, baseline=number), new=number)
            path = path_of(item.id)
            files[path] = change_modification(committed.tree.read(path) or b"", item, {}, after.history[-1])
        path = f"baselines/{plan.release.baseline}.toml"
        files[path] = write_baseline(plan.baseline)
        subject = f"mod: release {plan.release.baseline} with {and_list(plan.release.modifications)}"
        return Made(
            planned, subject, files, _body(plan.release), frozenset({path, *plan.files}),
            {"Baseline": plan.release.baseline, "Modification": ", ".join(plan.release.modifications)},
        )  # fmt: skip

    done, outcome = record(library, by, "release", make)
    return replace(done, commit=outcome.commit, tag=_tagged(library, by, done, outcome.commit))


def _refuse_unapproved(proposals: Sequence[Modification]) -> None:
    waiting = [f"{item.id} (at {item.stage})" for item in proposals if "implement" not in {s.name for s in item.steps}]
    if waiting:
        raise LibraryError(
            f"{and_list(waiting)} {'is' if len(waiting) == 1 else 'are'} not approved for implementation; nothing was "
            "written.",
            hint="specman mod advance ID says which steps are legal; --dry-run shows the release before them.",
            slug="not-approved",
        )


def _unsettled(planned: Release) -> LibraryError:
    return LibraryError(
        f"The reviews of {and_list(planned.modifications)} have {planned.open_suspects} open "
        f"{'suspect' if planned.open_suspects == 1 else 'suspects'}; nothing was written.",
        hint="specman review ID --open lists them.",
        slug="not-reviewed",
    )


def _body(done: Release) -> str:
    rows = [f"{row.work} {row.base_version} -> {row.target_version}" for row in done.works]
    followed = sum(1 for one in done.consequences if one.what == "rewritten")
    return "\n".join([*rows, f"{followed} citations follow."])


def _tagged(library: Library, by: Person, done: Release, commit: str) -> str:
    """The tag that names a release; "" where git does not make it: the commit is the release, the tag only its name."""
    prefix = (library.settings.name or "baseline").casefold().replace(" ", "-")
    name = f"{prefix}-{done.baseline}"
    repository = Repository(library.root)
    try:
        return name if repository.tag(name, commit, f"{prefix.upper()} {done.baseline}", by) else ""
    finally:
        repository.close()
