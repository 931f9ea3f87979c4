"""`show WORK --on DATE`: the versions that are in force."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from specman.model import applicability as model
from specman.report.json import Answer, Part


class Version(Part):
    """A version and its periods; a date is null where the table gives none."""

    version: str
    pairs: Annotated[dict[str, str], Meta(description="Versions of other works that it goes with.")] = field(
        name="with"
    )
    install_from: str | None
    install_until: str | None
    maintain_until: str | None
    unverified: bool


class Applicable(Answer, tag="specman.applicable/1"):
    """The versions of a work that may be installed, or stay in use, on a day."""

    work: str
    on: str
    purpose: Annotated[str, Meta(description="install or maintain.")]
    known: Annotated[bool, Meta(description="Whether the table speaks of this work at all.")]
    versions: tuple[Version, ...]


def applicable(found: model.InForce) -> Applicable:
    """The answer of `specman show WORK --on DATE`."""
    return Applicable(
        work=found.work, on=found.day, purpose=found.purpose, known=found.known,
        versions=tuple(
            Version(
                version=row.version, pairs=dict(row.pairs), install_from=row.install_from or None,
                install_until=row.install_until or None, maintain_until=row.maintain_until or None,
                unverified=row.unverified,
            )
            for row in found.rows
        ),
    )  # fmt: skip
