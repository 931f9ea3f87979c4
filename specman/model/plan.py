"""What an import would do, file by file, and what the person asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from specman.model.baseline import Baseline
from specman.model.document import Document
from specman.model.finding import Finding

Revisions = Literal["accept", "reject", "both"]


@dataclass(frozen=True)
class Planned:
    """One file of an import: what it becomes.

    Attributes:
        status: `unchanged` when the library holds this content already; `unsure` when work or version is
            unknown: `why` states what is missing, and nothing is imported until the person names it.
        path: where the expression is kept, in the library; "" when unsure.
        manifest: the `work.toml` of a new work, else empty.
        why: how work and version were found.
        is_named: True when the person named work and version, by options or by the path.
    """

    file: str
    work: str
    version: str
    status: Literal["new work", "new version", "unchanged", "unsure"]
    path: str
    data: bytes
    document: Document
    manifest: bytes = b""
    why: str = ""
    is_named: bool = False
    source_sha256: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reader was unsure of."""
        return self.document.findings


@dataclass(frozen=True)
class Plan:
    """What an import would do.

    Attributes:
        left_out: files next to the others that are not read, each with the reason.
        baseline: the baseline that would be frozen with it.
    """

    items: tuple[Planned, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    baseline: Baseline | None = None

    @property
    def fresh(self) -> tuple[Planned, ...]:
        """The items that bring something new."""
        return tuple(item for item in self.items if item.status in ("new work", "new version"))

    @property
    def unsure(self) -> tuple[Planned, ...]:
        """The items whose work or version the person must name."""
        return tuple(item for item in self.items if item.status == "unsure")

    @property
    def needs_consent(self) -> bool:
        """True when something was recognised and not named by the person."""
        return bool(self.left_out) or any(not item.is_named for item in self.items) or self.baseline is not None


@dataclass(frozen=True)
class Wishes:
    """What the person asked for, apart from the files.

    Attributes:
        work, version: of the one file that is given; two versions, `4.11,4.12`, when both sides of its tracked
            changes are wanted.
        named: file name to `WORK@VERSION` or `WORK`, for files that cannot be recognised.
        baseline: number to freeze afterwards; a text without a version of its own takes it.
    """

    work: str = ""
    version: str = ""
    title: str = ""
    kind: str = ""
    revisions: Revisions = "accept"
    named: Mapping[str, str] = field(default_factory=dict)
    baseline: str = ""
    in_effect: str = ""
    source: str = ""
    basis: str = ""
