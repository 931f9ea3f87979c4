"""Which work a file is of, and which version: by what it says, by its name, and by its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from specman.model.document import Document
from specman.model.house import House
from specman.model.identity import WORK_ID, VersionNumber, Work

SIMILAR = 0.3  # share of provisions that must be the same for content alone to tell a work
_IN_NAME = re.compile(r"(?:^|[\s_\-(])[vV]?(?:ersion[\s_]*)?(\d+(?:\.\d+)+[a-z]?)(?=$|[\s_\-).])")
_WORDS = re.compile(r"[a-z0-9]+")
_SECTION = re.compile(r"\bsection[\s_-]+([a-z])\b", re.IGNORECASE)
_HABITS = {
    "v",
    "version",
    "final",
    "clean",
    "redline",
    "redlined",
    "tracked",
    "changes",
    "draft",
    "consolidated",
    "copy",
}


@dataclass(frozen=True)
class Match:
    """A work a file may be of, with how surely (higher is surer) and the reason in words."""

    work: str
    score: float
    why: str


def version_in_name(name: str) -> str:
    """The version a file's name gives, "" when it gives none.

    >>> version_in_name("DUIS Schema V5.1.xsd"), version_in_name("SEC-H_v4.12 clean.docx"), version_in_name("gbcs.docx")
    ('5.1', '4.12', '')
    """
    found = _IN_NAME.findall(PurePath(name).stem)
    return found[-1] if found else ""


def plain(text: str) -> str:
    """Words and numbers of a name, small, one space between them."""
    return " ".join(_WORDS.findall(text.casefold()))


def new_id(name: str, document: Document, house: House) -> str:
    """An id for a work the library does not know, from the file's name, else its title; "" when there is none."""
    stem = PurePath(name).stem
    found = _SECTION.search(stem) or _SECTION.match(document.metadata.title)
    if found and (section := house.section_id(found[1])):
        return section
    for text in (_IN_NAME.sub(" ", stem), document.metadata.title):
        words = [word for word in plain(text).split() if word not in _HABITS]
        candidate = "-".join(words)[:60].strip("-")
        if WORK_ID.fullmatch(candidate):
            return candidate
    return ""


def matches(
    name: str, document: Document, works: Iterable[Work], newest: Callable[[Work], Document | None]
) -> list[Match]:
    """The works a file may be of, surest first.

    Args:
        works: those whose expressions are kept in the form this file would take.
        newest: the newest expression of a work, parsed; asked only when names do not tell.
    """
    works = list(works)
    stem = f" {plain(_IN_NAME.sub(' ', PurePath(name).stem))} "
    title = plain(document.metadata.title)
    found: dict[str, Match] = {}

    def put(work: Work, score: float, why: str) -> None:
        if score > found.get(work.id, Match("", 0, "")).score:
            found[work.id] = Match(work.id, score, why)

    for work in works:
        if title and title == plain(work.title):
            put(work, 1000, "its title")
        for key in {plain(text) for text in (work.id, work.name, work.code, work.title, *work.aliases)} - {""}:
            if f" {key} " in stem:
                put(work, 500 + len(key), f"its file name, which holds {key!r}")
            elif title and (title == key or title.startswith(f"{key} ")):
                put(work, 300 + len(key), f"its title, which begins with {key!r}")
    if not found:
        for work in works:
            other = newest(work)
            share = likeness(document, other) if other is not None else 0.0
            if share >= SIMILAR:
                put(work, 100 * share, f"its content: {share:.0%} is the same")
    return sorted(found.values(), key=lambda match: (-match.score, match.work))


def likeness(document: Document, other: Document) -> float:
    """Share of the smaller document's provisions that the other has in the same words.

    Two schemas of different namespaces are not alike, whatever their components are called.
    """
    if document.schema is not None and other.schema is not None:
        if document.schema.namespace != other.schema.namespace:
            return 0.0
        names = {component.name for component in document.schema.components}
        others = {component.name for component in other.schema.components}
        return len(names & others) / max(1, min(len(names), len(others)))
    here, there = said(document), said(other)
    return len(here & there) / max(1, min(len(here), len(there)))


def said(document: Document) -> set[str]:
    """What the provisions of a document say, apart from their numbers."""
    return {provision.digest for provision in document.provisions[1:] if len(provision.words) > 20}


def same_content(document: Document, other: Document) -> bool:
    """True when two expressions have the same provisions, in the same order, in the same words."""
    if document.schema is not None or other.schema is not None:
        return False  # a schema is compared by its bytes
    mine = [(provision.label, provision.digest) for provision in document.provisions]
    return mine == [(provision.label, provision.digest) for provision in other.provisions]


def is_version(text: str) -> bool:
    """True for a text that can be a version number."""
    try:
        VersionNumber.parse(text)
    except ValueError:
        return False
    return True


def unlike(given: Mapping[str, str]) -> str:
    """How the versions that a file's name, its own words and the person give differ; "" when they agree."""
    said_ = {where: number for where, number in given.items() if number}
    if len(set(said_.values())) < 2:
        return ""
    return ", ".join(f"{where} {number}" for where, number in said_.items())
