"""What importing files would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from specman.errors import UsageError
from specman.intake.planner import plan_sources
from specman.intake.sources import gather
from specman.model.plan import Plan, Wishes
from specman.state.derived import house_of
from specman.state.next_baseline import frozen
from specman.state.progress import tell
from specman.store.library import Library


def plan_import(
    library: Library,
    paths: Sequence[Path],
    wishes: Wishes | None = None,
) -> Plan:
    """What importing these files, folders and zips would do; nothing is written.

    Raises:
        InputError: a file that cannot be read (the message names it), or invalid names.
        LibraryError: the version is held with other content: an issued expression never changes.
    """
    wishes = wishes or Wishes()
    given = gather(paths)
    if (wishes.work or wishes.version) and len(given.sources) > 1:
        raise UsageError(
            "--work and --version name one file, but several are given.",
            hint="Import them one by one, or say --as FILE=WORK@VERSION for each that is not recognised.",
        )
    unused = set(wishes.named) - {name for source in given.sources for name in source.names}
    if unused:
        raise UsageError(
            f"--as names {', '.join(sorted(unused))}, which is not among the files.",
            hint="Give the file's name as the plan shows it.",
        )
    items, owners = plan_sources(library, given.sources, wishes, house_of(library), tell)
    plan = Plan(tuple(items), given.left_out)
    if wishes.baseline:
        works = {**library.works, **{item.work: owners[item.work] for item in items if item.work}}
        entries = {item.work: (item.version, item.data) for item in items if item.status != "unsure"}
        baseline = frozen(
            library, wishes.baseline, works, fresh=entries, in_effect=wishes.in_effect, source=wishes.source,
            basis=wishes.basis,
        )  # fmt: skip
        plan = replace(plan, baseline=baseline)
    return plan
