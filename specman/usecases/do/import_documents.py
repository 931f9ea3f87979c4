"""Bringing documents in: the commit that carries out a plan."""

from __future__ import annotations

from pathlib import Path

from specman.errors import InputError
from specman.model.person import Deed, Person
from specman.model.plan import Plan
from specman.store.library import Library
from specman.store.manifests import write_baseline
from specman.store.transaction import Outcome
from specman.usecases.do.record import allowed, record


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
    who = allowed(library, by, deed)
    names = ", ".join(f"{item.work}@{item.version}" for item in fresh[:6]) + (" …" if len(fresh) > 6 else "")
    number = str(plan.baseline.number) if plan.baseline else ""
    subject = f"import: {names}" if len(fresh) < 7 else f"import: {len(fresh)} expressions"
    if number:
        subject = f"{subject}; freeze {number}" if fresh else f"baseline: freeze {number}"
    body = "\n".join(
        f"{item.work} {item.version} from {Path(item.file).name}"
        + (f" (sha256 {item.source_sha256})" if item.source_sha256 else "")
        for item in fresh
    )
    files: dict[str, bytes] = {}
    for item in fresh:
        files[item.path] = item.data
        files |= {f"specs/{item.work}/images/{image.name}": image.data for image in item.document.images}
        if item.manifest:
            files[f"specs/{item.work}/work.toml"] = item.manifest
    if plan.baseline is not None:
        files[f"baselines/{number}.toml"] = write_baseline(plan.baseline)
    return record(library.root, who, deed, subject, files, body=body, Baseline=number)
