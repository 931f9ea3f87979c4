"""`status`: what a library holds, and `import`: what would come into it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from specman.model import plan as model
from specman.model import views
from specman.report.json import Answer, Part
from specman.report.json.documents import Document, document


class ModificationCount(Part):
    """How many modifications are recorded."""

    open: int
    every: int = field(name="all")


class Registered(Part):
    """A part of the Code that is registered and whose text is not held."""

    id: str
    name: str
    title: str
    unverified: Annotated[tuple[str, ...], Meta(description="Facts in its record that no source confirms.")]


class Status(Answer, tag="specman.status/1"):
    """What a library holds and what is left over."""

    root: str
    title: str
    notice: str
    works: Annotated[int, Meta(description="How many are held.")]
    not_held: Annotated[
        tuple[Registered, ...], Meta(description="Works that are registered and whose text is not held.")
    ]
    expressions: int
    baselines: tuple[str, ...]
    modifications: ModificationCount
    revision: str | None
    pending: Annotated[
        tuple[str, ...] | None, Meta(description="Files that differ from the last commit; null without a repository.")
    ]


class PlannedFile(Part):
    """One file of an import: what it becomes."""

    file: str
    work: str
    version: str
    status: Literal["new work", "new version", "unchanged", "unsure"]
    path: Annotated[str, Meta(description="Where it is kept in the library, empty when unsure.")]
    why: Annotated[str, Meta(description="How work and version were found, or what is missing.")]
    document: Document | None


class LeftOut(Part):
    """A file that is not read, and why."""

    file: str
    why: str


class Import(Answer, tag="specman.import/1"):
    """What an import does, file by file."""

    dry_run: bool
    commit: Annotated[
        str | None,
        Meta(description="The commit that holds it, empty when nothing was new; null when nothing was carried out."),
    ]
    baseline: Annotated[str | None, Meta(description="The baseline that is frozen with it.")]
    files: tuple[PlannedFile, ...]
    left_out: tuple[LeftOut, ...]


def status(found: views.Status) -> Status:
    """The answer of `specman status`."""
    return Status(
        root=found.root,
        title=found.title,
        notice=found.notice,
        works=found.works,
        not_held=tuple(
            Registered(id=work.id, name=work.name, title=work.title, unverified=work.unverified)
            for work in found.not_held
        ),
        expressions=found.expressions,
        baselines=tuple(str(item.number) for item in found.baselines),
        modifications=ModificationCount(open=found.open_modifications, every=found.modifications),
        revision=found.revision or None,
        pending=found.pending,
    )


def plan(item: model.Plan, commit: str | None, *, dry_run: bool) -> Import:
    """The answer of `specman import`.

    Args:
        commit: the commit that carried it out, "" when nothing was new, None when nothing was carried out.
    """
    return Import(
        dry_run=dry_run,
        commit=commit,
        baseline=str(item.baseline.number) if item.baseline else None,
        files=tuple(
            PlannedFile(
                file=file.file, work=file.work, version=file.version, status=file.status, path=file.path,
                why=file.why, document=document(file.document),
            )
            for file in item.items
        ),
        left_out=tuple(LeftOut(file=file, why=why) for file, why in item.left_out),
    )  # fmt: skip
