"""Bringing documents in: the commit that carries out a plan."""

from __future__ import annotations

from pathlib import Path

from specman.errors import InputError, LibraryError
from specman.model.person import Deed, Person
from specman.model.plan import Plan
from specman.report.terminal import visible
from specman.state.next_baseline import frozen
from specman.store.library import Library
from specman.store.manifests import held_from_now, read_work, write_baseline
from specman.store.transaction import Outcome
from specman.usecases.do.record import Made, record


def import_files(library: Library, by: Person, plan: Plan) -> Outcome:
    """Carry out a plan: all its files, and its baseline, in one commit, or nothing.

    Raises:
        InputError: the plan has files whose work or version is not known.
        LibraryError: there is no repository, or work of the user's own is in the way.
    """
    if plan.unsure:
        first = plan.unsure[0]
        names = ", ".join(Path(item.file).name for item in plan.unsure)
        raise InputError(
            f"Nothing was imported: it is not known what {names} {'is' if len(plan.unsure) == 1 else 'are'} "
            f"({first.why}).",
            hint=f'Say it with --as "{Path(first.file).name}=WORK@VERSION".',
            slug="import-unsure",
        )
    fresh = plan.fresh
    if not fresh and plan.baseline is None:
        return Outcome("", ())
    deed: Deed = "import" if fresh else "baseline"
    _, outcome = record(library, by, deed, lambda committed: _made(committed, plan))
    return outcome


def _made(library: Library, plan: Plan) -> Made[None]:
    """What a plan does to the library as it is now.

    Raises:
        LibraryError: the library holds meanwhile, with other content, what the plan would write.
    """
    fresh = [item for item in plan.fresh if library.tree.read(item.path) != item.data]
    names = ", ".join(f"{item.work}@{item.version}" for item in fresh[:6]) + (" …" if len(fresh) > 6 else "")
    number = str(plan.baseline.number) if plan.baseline else ""
    subject = f"import: {names}" if len(fresh) < 7 else f"import: {len(fresh)} expressions"
    if number:
        subject = f"{subject}; freeze {number}" if fresh else f"baseline: freeze {number}"
    body = "\n".join(
        f"{item.work} {item.version} from {' '.join(visible(Path(item.file).name).split())}"
        + (f" (sha256 {item.source_sha256})" if item.source_sha256 else "")
        for item in fresh
    )
    files: dict[str, bytes] = {}
    created: set[str] = set()
    for item in fresh:
        files[item.path] = item.data
        created.add(item.path)
        files |= {f"specs/{item.work}/images/{image.name}": image.data for image in item.document.images}
        manifest = f"specs/{item.work}/work.toml"
        if item.manifest and library.tree.read(manifest) != item.manifest:
            files[manifest] = item.manifest
            created.add(manifest)
        elif item.work in library.works and not library.works[item.work].held:
            files[manifest] = held_from_now(library.tree.read(manifest) or b"")
    if plan.baseline is not None:
        path = f"baselines/{number}.toml"
        files[path] = write_baseline(plan.baseline)
        created.add(path)
        _refuse_moved_on(library, plan)
    for path in sorted(created):
        if library.tree.read(path) not in (None, files[path]):
            raise LibraryError(
                f"{path} is in the library with other content meanwhile; nothing was imported.",
                hint="What is issued or frozen never changes. Run the command again to see the plan that fits now.",
                slug="created-meanwhile",
            )
    return Made(None, subject, files, body, frozenset(created), {"Baseline": number})


def _refuse_moved_on(library: Library, plan: Plan) -> None:
    """Raises LibraryError where the baseline would hold other expressions now than when it was planned."""
    planned = plan.baseline
    assert planned is not None
    works = dict(library.works)
    for item in plan.items:
        if item.manifest and item.work not in works:
            works[item.work] = read_work(item.manifest, f"specs/{item.work}/work.toml")
    fresh = {item.work: (item.version, item.data) for item in plan.items}
    now = frozen(library, str(planned.number), works, fresh=fresh)
    if now.entries != planned.entries:
        moved = sorted(w for w in {*now.entries, *planned.entries} if now.entries.get(w) != planned.entries.get(w))
        names = ", ".join(works[w].name if w in works else w for w in moved)
        raise LibraryError(
            f"{names}: not as when the baseline {planned.number} was planned; nothing was imported.",
            hint="Run the command again to see the plan that fits now.",
            slug="changed-meanwhile",
        )
