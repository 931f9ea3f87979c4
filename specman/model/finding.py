"""A flaw in a document or a library: data for a report, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful.

    Attributes:
        slug: stable name of the kind of finding; the catalogue is in `docs/findings.md`.
        address: the provision, as reports print it; "" for a whole file.
        file: path inside the library or as given; line 1-based, 0 when unknown.
        advice: what the reader should do.
    """

    slug: str
    severity: Severity
    message: str
    address: str = ""
    file: str = ""
    line: int = 0
    advice: str = ""
