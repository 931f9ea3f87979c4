"""Reads a codified body of law in the XML of the D.C. Council: titles, chapters and sections with their citations and history.

The archive (`tar.xz`) holds one file for each section and one for each title that puts them in order. What stands beside the text is
left out but for one thing: which laws made and amended a section, in their order.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from lxml import etree

_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_LAW = re.compile(r"(?:D\.C\. Law|Pub\. L\.) (\d+)-(\d+)")
_NUMBER = re.compile(r"\d+[A-Z]?[-:][\w.:-]+")
_CODIFY = "{https://code.dccouncil.us/schemas/codify}"
_ASIDE = ("annotations", "annotation")


@dataclass(frozen=True)
class Container:
    """A title, chapter, subchapter or part: what it is called, its number and its heading."""

    kind: str
    number: str
    heading: str


@dataclass(frozen=True)
class Mark:
    """A citation as the editors marked it: where its words stand, and where it leads (`§1-101|(a)`, `38|18|II`)."""

    start: int
    end: int
    path: str


@dataclass(frozen=True)
class Passage:
    """The words of one paragraph, under the numbers of those it stands in."""

    numbers: tuple[str, ...]
    words: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Section:
    """A section of the code as it stands.

    Attributes:
        within: the containers it stands in, the title first.
        history: the laws that made or amended it (`21-36`), each once, in the order in which they are told.
        element: its XML, for writing it in another form.
    """

    number: str
    heading: str
    within: tuple[Container, ...]
    passages: tuple[Passage, ...]
    history: tuple[str, ...]
    element: etree._Element = field(repr=False, compare=False)

    @cached_property
    def words(self) -> str:
        """All its text without the heading."""
        return "\n".join(passage.words for passage in self.passages)


def read_code(archive: Path) -> dict[str, Section]:
    """Every section that stands in a title, by its number, in the order of the code.

    A number that is given twice is the first one. Left out are files that no title includes, and what is not numbered as a
    section is: the texts held in reserve while others stand in their place (`47-2002.05(Perm)`).
    """
    files: dict[str, bytes] = {}
    titles: list[str] = []
    with tarfile.open(archive) as packed:
        for member in packed:
            if member.isfile() and member.name.endswith(".xml") and (opened := packed.extractfile(member)):
                files[member.name] = opened.read()
                if re.search(r"/titles/[^/]+/index\.xml$", member.name):
                    titles.append(member.name)
    sections: dict[str, Section] = {}
    for name in sorted(titles, key=lambda name: _in_order(PurePosixPath(name).parent.name)):
        root = etree.fromstring(files[name])
        for section in _of_container(root, (), PurePosixPath(name).parent, files):
            if _NUMBER.fullmatch(section.number):
                sections.setdefault(section.number, section)
    return sections


def read_laws(archive: Path) -> dict[str, tuple[str, ...]]:
    """Laws told beside a code, each with the sections that its machine marks amend (`codify:replace path="§7-431"`)."""
    laws: dict[str, tuple[str, ...]] = {}
    with tarfile.open(archive) as packed:
        for member in packed:
            name = re.search(r"/(\d+-\d+)\.xml$", member.name)
            if name and (opened := packed.extractfile(member)):
                paths = (
                    node.get("path", "")
                    for node in etree.fromstring(opened.read()).iter()
                    if isinstance(node.tag, str) and node.tag.startswith(_CODIFY) and node.get("doc") == "D.C. Code"
                )
                sections = (path[1:].partition("|")[0] for path in paths if path.startswith("§"))
                laws[name[1]] = tuple(dict.fromkeys(sections))
    return laws


def _in_order(number: str) -> tuple[int, str]:
    digits = re.match(r"\d*", number)
    return int(digits[0] or 0) if digits else 0, number


def _of_container(
    element: etree._Element, within: tuple[Container, ...], folder: PurePosixPath, files: dict[str, bytes]
) -> Iterator[Section]:
    here = Container(_child(element, "prefix") or "Part", _child(element, "num"), _child(element, "heading"))
    for child in element:
        if child.tag == _INCLUDE:
            found = files.get(str(folder / child.get("href", "")))
            if found:
                root = etree.fromstring(found)
                if _name(root) == "section":
                    yield read_section(root, (*within, here))
        elif _name(child) == "container":
            yield from _of_container(child, (*within, here), folder, files)
        elif _name(child) == "section":
            yield read_section(child, (*within, here))


def read_section(element: etree._Element, within: tuple[Container, ...]) -> Section:
    """One section from its XML."""
    laws: dict[str, None] = {}
    for note in element.iter("{*}annotation"):
        if note.get("type") == "History" and (law := _LAW.search(note.get("doc", "") or "".join(note.itertext()))):
            laws[f"{law[1]}-{law[2]}"] = None
    return Section(
        number=_child(element, "num"),
        heading=_child(element, "heading"),
        within=within,
        passages=tuple(_passages(element, ())),
        history=tuple(laws),
        element=element,
    )


def _passages(element: etree._Element, numbers: tuple[str, ...]) -> Iterator[Passage]:
    for child in element:
        name = _name(child)
        if name in ("para", "section", "include"):
            number = _child(child, "num")
            yield from _passages(child, (*numbers, number) if number else numbers)
        elif name and name not in ("num", "heading", "prefix", *_ASIDE):
            words, marks = marked_words(child)
            if words.strip():
                yield Passage(numbers, words, tuple(marks))


def marked_words(element: etree._Element) -> tuple[str, list[Mark]]:
    """The words of an element with single spaces, and the citations marked in them."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0

    def say(words: str | None) -> None:
        nonlocal length
        said = re.sub(r"\s+", " ", words or "")
        if said.startswith(" ") and (not pieces or pieces[-1].endswith(" ")):
            said = said[1:]
        if said:
            pieces.append(said)
            length += len(said)

    def walk(node: etree._Element) -> None:
        if not _name(node):
            return
        start = length
        say(node.text)
        for child in node:
            if _name(child) not in _ASIDE:
                walk(child)
                if _name(child) in ("td", "th", "tr", "p", "br"):
                    say(" ")
            say(child.tail)
        if _name(node) == "cite" and node.get("path"):
            marks.append(Mark(start, length, node.get("path", "")))

    walk(element)
    return "".join(pieces).rstrip(), marks


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: etree._Element, name: str) -> str:
    found = next((child for child in element if _name(child) == name), None)
    return re.sub(r"\s+", " ", "".join(found.itertext())).strip() if found is not None else ""
