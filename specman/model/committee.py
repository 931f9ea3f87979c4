"""What a committee has agreed to ask of every proposal: kept in the library, answered in the record of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle by which proposals are assessed."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk of the Panel's register that papers speak of."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a change raises of the provisions it reaches.

    Attributes:
        name: in a word or two (`Marking`). asks: the question, one sentence.
        words: a provision raises it whose headings hold one of them, or else whose words do.
    """

    name: str
    asks: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A controls framework, and what has to be kept in line with it.

    Attributes:
        document: the name of its work. follows: what it has to follow. note: how the two are kept in line.
    """

    document: str
    follows: str
    note: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many proposals somebody counted at a stage on a day: `source` is where it is said."""

    date: str
    stage: str
    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Who knows a document, for the handover.

    Attributes:
        work: the document's name. owner_then: who owns it after the handover. knows: people who know it.
        reads: what to read first.
    """

    work: str
    owner_then: str
    knows: tuple[str, ...]
    reads: tuple[str, ...]
