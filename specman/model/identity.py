"""Who is who: works, their expressions (a work at a version), version numbers and places."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Literal

from specman.model.value import value

WORK_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
VERSION = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6}){0,5})([a-z]?)")

WorkKind = Literal["code-section", "appendix", "specification", "framework", "schema", "table"]
VersionRule = Literal["baseline", "counter", ""]


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class VersionNumber:
    """A version or baseline number: integers with an optional letter.

    >>> sorted(map(VersionNumber.parse, ["4.11", "4.9", "5.3a", "5.3", "4.10"]))[:3]
    [VersionNumber('4.9'), VersionNumber('4.10'), VersionNumber('4.11')]
    >>> VersionNumber.parse("5.3") < VersionNumber.parse("5.3a")
    True
    """

    text: str
    key: tuple[tuple[int, ...], str] = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> VersionNumber:
        """Read a number such as `4.12` or `5.3a`.

        Raises:
            ValueError: the text has another shape.
        """
        match = VERSION.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a version number such as 4.12 or 5.3a")
        return cls(text, (tuple(int(part) for part in match[1].split(".")), match[2]))

    def __lt__(self, other: VersionNumber) -> bool:
        return self.key < other.key

    def following(self) -> VersionNumber:
        """The number counted up by one in its last place, without a letter.

        >>> VersionNumber.parse("0.8.1").following(), VersionNumber.parse("5.3a").following()
        (VersionNumber('0.8.2'), VersionNumber('5.4'))
        """
        parts = self.key[0]
        return VersionNumber.parse(".".join(map(str, (*parts[:-1], parts[-1] + 1))))

    def __repr__(self) -> str:
        return f"VersionNumber({self.text!r})"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What a document's own citation words mean.

    Attributes:
        own_units: unit words that, followed by a bare number, mean this document (`section` in GBCS).
        own_document: notation of the document those words mean, "" for this one: an annex kept as a work of its
            own speaks of the sections of the document it is annexed to.
        terms_from: work ids whose definitions apply here after the document's own, nearest first.
        by_heading: sections of this document are cited by their headings (`see Path Templating`).
        columns: of a table, (column name, unit word for the bare numbers in its cells).
    """

    own_units: frozenset[str] = frozenset({"clause", "paragraph", "table"})
    own_document: str = ""
    terms_from: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    by_heading: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One controlled document, apart from any version of it.

    Attributes:
        id: folder name in `specs/`, unique, lower case.
        name: short name in reports (`GBCS`, `SEC H`).
        prefix: what an address begins with; all Sections of the Code share `SEC`, files on disk have none.
        code: the notation of citation targets (`SEC:H`, `GBCS`).
        aliases: further names by which texts cite it.
        unverified: facts in this record that no source confirms.
        versions: what its next version is: the number of the `baseline`, or its own `counter`; "" where that is told by
            the versions it has.
        held: false for a part of the Code that is registered so that it can be named, and whose text is not here.
    """

    id: str
    title: str
    kind: WorkKind
    name: str
    prefix: str
    code: str
    aliases: tuple[str, ...] = ()
    owner: str = ""
    part_of: str = ""
    house: HouseRules = HouseRules()
    unverified: tuple[str, ...] = ()
    versions: VersionRule = ""
    held: bool = True

    @property
    def suffix(self) -> str:
        """File ending of this work's expressions."""
        return {"schema": ".xsd", "table": ".csv"}.get(self.kind, ".xml")

    def address(self, label: str, version: str = "") -> str:
        """What reports print for the provision `label` of this work; the work itself when it is empty.

        >>> Work("gbcs", "GB Companion Specification", "specification", "GBCS", "GBCS", "GBCS").address("7.2.9")
        'GBCS 7.2.9'
        """
        at = f"@{version}" if version else ""
        if not label:
            return f"{self.name}{at}"
        return f"{self.prefix} {label}{at}".lstrip()


@value(frozen=True, slots=True, order=True)
class Place:
    """A provision in the library at large: the work's id and the provision's eId ("" is the whole document)."""

    work: str
    eid: str

    def __str__(self) -> str:
        return f"{self.work}#{self.eid}"
