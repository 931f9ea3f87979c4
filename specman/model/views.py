"""What a question of a library answers: a provision in its surroundings, a survey, a status."""

from __future__ import annotations

from dataclasses import dataclass

from specman.model.baseline import Baseline
from specman.model.document import Document, Provision
from specman.model.identity import Work
from specman.model.link import Citation, Reference, TermUse


@dataclass(frozen=True)
class Neighbour:
    """A provision linked with the one shown: how, and by what words."""

    address: str
    heading: str
    kind: str
    words: str


@dataclass(frozen=True)
class ProvisionView:
    """One provision with its parts and what it is linked with.

    Attributes:
        parts: provisions inside it, in document order, with their depth below it.
        earlier: baselines in which it is equal, and those in which it differs or is absent.
    """

    address: str
    baseline: str
    work: Work
    version: str
    provision: Provision
    parts: tuple[tuple[int, Provision], ...]
    depends_on: tuple[Neighbour, ...]
    used_by: tuple[Neighbour, ...]
    structure: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentView:
    """One expression as a whole."""

    work: Work
    document: Document
    baselines: tuple[str, ...]
    file: str


@dataclass(frozen=True)
class TermView:
    """A defined term: where and how it is defined, who uses it, who cites its definition."""

    term: str
    baseline: str
    definitions: tuple[ProvisionView, ...]
    uses: tuple[Neighbour, ...]
    citers: tuple[Neighbour, ...]


View = ProvisionView | DocumentView | TermView


@dataclass(frozen=True)
class Passage:
    """What a text cites and which terms it uses, looked up in a baseline."""

    text: str
    citations: tuple[tuple[Citation, tuple[tuple[Reference, str, str], ...]], ...]
    terms: tuple[tuple[TermUse, str, str], ...]


@dataclass(frozen=True)
class Survey:
    """Counts and extremes of one baseline's graph; documents and provisions as reports print them.

    Attributes:
        matrix: (dependent document, document it depends on, links), most links first.
        circles: groups of definitions that use one another: how many, and a shortest way round, its first last again.
        mutual: pairs of documents that each depend on the other, with the links each way.
    """

    baseline: str
    provisions: int
    links: tuple[tuple[str, int], ...]
    matrix: tuple[tuple[str, str, int], ...]
    hubs: tuple[tuple[str, int], ...]
    circles: tuple[tuple[int, tuple[str, ...]], ...]
    mutual: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True)
class Status:
    """What a library holds and what is left over.

    Attributes:
        works: how many are held.
        pending: files that differ from the last commit; None without a repository.
        not_held: works that are registered and whose text is not held.
    """

    root: str
    title: str
    notice: str
    works: int
    expressions: int
    baselines: tuple[Baseline, ...]
    open_modifications: int
    modifications: int
    revision: str
    pending: tuple[str, ...] | None
    not_held: tuple[Work, ...] = ()
