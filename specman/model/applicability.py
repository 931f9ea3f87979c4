"""Which versions of a specification may be installed and kept on devices, from when, until when, and with which others.

Source: the Technical Specification Applicability Tables of the Code, which pair a version of SMETS or CHTS with a
version of GBCS and give periods of installation and of maintenance. Several versions are in force at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Purpose = Literal["install", "maintain"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class Applicable:
    """A version of a work and its periods.

    Attributes:
        pairs: id of another work to the version that it goes with. install_from, install_until: first and last day on
        which a device of this version may be installed; "" where there is
            no such day.
        maintain_until: last day on which one may stay in use.
        unverified: no source confirms it.
    """

    work: str
    version: str
    pairs: Mapping[str, str] = field(default_factory=dict)
    install_from: str = ""
    install_until: str = ""
    maintain_until: str = ""
    unverified: bool = False

    def applies(self, day: str, purpose: Purpose) -> bool:
        """Whether it may be installed, or stay in use, on a day (ISO)."""
        until = self.install_until if purpose == "install" else self.maintain_until
        return self.install_from <= day and (not until or day <= until)


@dataclass(frozen=True)
class InForce:
    """What of a work is in force on a day.

    Attributes:
        known: whether any version of the work has periods at all.
    """

    work: str
    name: str
    day: str
    purpose: Purpose
    rows: tuple[Applicable, ...]
    known: bool = True


def in_force(rows: Iterable[Applicable], work: str, day: str, purpose: Purpose) -> tuple[Applicable, ...]:
    """The versions of a work that may be installed, or stay in use, on a day, in the order of the table."""
    return tuple(row for row in rows if row.work == work and row.applies(day, purpose))
