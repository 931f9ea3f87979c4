"""Amending instructions: what a lawyer writes to change a text, as values. Every change of a text is some of them.

Places are given as the base has them: a label (`H3.2(a)`, `A1.1 "Device ID"`), or `#` and an eId where a label would
not do. What an instruction itself inserts is `new` and the label it will have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from specman.model.document import Kind, Merge, Status

Part = Literal["text", "heading", "cell"]
"""What words are changed in: the text of a provision, its heading, or a cell of a row or of a table's header."""

ONLY, EVERY = 0, -1
"""For the number of a place in which words occur: the only one there is, and each of them."""


@dataclass(frozen=True, slots=True)
class At:
    """A provision: one of the base by its label, or one that is inserted, by the label it will have."""

    label: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """The content of one provision, its parts apart.

    Attributes:
        text, heading, cells: with the marks of emphasis and reference in them written out (`amending.inline`).
    """

    kind: Kind
    num: str = ""
    heading: str = ""
    text: str = ""
    status: Status = "normative"
    cells: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words replaced, inserted after an anchor, or omitted.

    Attributes:
        cell: which one, 0 for the first, where `part` is a cell.
        old: the words taken out, "" for an insertion.
        after: of an insertion, the words it follows; "" for the beginning.
        nth: in which place these words occur, 1 for the first; ONLY where they occur once, EVERY for each place.
    """

    at: At
    part: Part
    old: str
    new: str
    after: str = ""
    nth: int = ONLY
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """A part of a provision replaced as a whole."""

    at: At
    part: Part
    new: str
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Substitute:
    """The content of a provision replaced as a whole; what it holds stays."""

    at: At
    own: Own


@dataclass(frozen=True, slots=True)
class Held:
    """A new provision within another new one. `label` as of an insertion."""

    label: str
    own: Own
    holds: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Insert:
    """A new provision with what it holds, after a sibling or at the beginning of what holds it.

    Attributes:
        label: that it will have, by which other instructions name it.
        after: the sibling before it; None where it comes first in `inside`.
        inside: what holds it, where it comes first; the document by an empty label.
    """

    label: str
    after: At | None
    inside: At | None
    own: Own
    holds: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Omit:
    """A provision taken out, with what it holds, but for what is moved elsewhere."""

    at: At


@dataclass(frozen=True, slots=True)
class Move:
    """A provision moved, with what it holds. `after` and `inside` as of an insertion."""

    at: At
    after: At | None
    inside: At | None


@dataclass(frozen=True, slots=True)
class Renumber:
    """A provision given another number; "" takes it away."""

    at: At
    num: str


@dataclass(frozen=True, slots=True)
class Restate:
    """A provision made normative, informative or inactive."""

    at: At
    status: Status


Instruction = Words | Whole | Substitute | Insert | Omit | Move | Renumber | Restate


Unfit = Literal[
    "unknown place",
    "several places",
    "words not found",
    "found fewer times",
    "found several times",
    "overlaps another",
    "same place",
    "inside what is omitted",
    "moved into itself",
    "not understood",
    "no such cell",
    "cannot be read back",
]
"""In what way an instruction does not fit. `several places`: a label that several insertions will have; `same place`:
two are put behind the same provision, and which comes first is not said."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """An instruction that does not fit the base, or another instruction.

    Attributes:
        sentence: the instruction, or the line that was no instruction.
        nearest: the nearest place or words there are, how often words occur, "" where there is nothing to say.
        other: of two that cannot both be carried out, the sentence of the other one.
    """

    sentence: str
    what: Unfit
    nearest: str = ""
    other: str = ""


@dataclass(frozen=True)
class Amended:
    """The instructions for one document, each with its sentence.

    Attributes:
        version: that they amend.
    """

    work: str
    name: str
    version: str
    rows: tuple[tuple[Instruction, str], ...]


@dataclass(frozen=True)
class Instructions:
    """The instructions of a subject, document by document.

    Attributes:
        left_out: names of drafted documents that the baseline does not hold, so that there is no base.
    """

    subject: str
    works: tuple[Amended, ...]
    left_out: tuple[str, ...] = ()
