"""The numbers of Word files: specman's against what LibreOffice prints, and against those the files themselves quote.

    .venv/bin/python benchmarks/numbering.py FOLDER … [--show]

Every automatic number of each .docx below the folders is compared twice. LibreOffice says what it prints before the
paragraph of the same words (it must be installed, with its `uno` for the system's Python). And the file may hold
numbers that Word itself printed when it last updated its fields: in contents pages, and in cross-references that
show a number. Those may be out of date, so a difference is to be looked at, not proof. Where changes are tracked,
LibreOffice counts the deleted paragraphs too.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from specman.errors import InputError
from specman.formats.word.package import W, open_package
from specman.formats.word.read.paragraphs import Paragraphs
from specman.formats.word.read.revisions import view

OFFICE = Path(__file__).with_name("office.py")
KEY = 60  # characters by which paragraphs of two readings are known as the same
MOST_SECONDS = 40
Printed = tuple[str, str]
"""A number and the words behind it, "" for no number."""


@dataclass
class Figures:
    """What came of one file: how many numbers were compared, how many differ, and those that do."""

    numbers: int = 0
    printed: int = 0
    quoted: int = 0
    wrong_printed: list[str] = field(default_factory=list)
    wrong_quoted: list[str] = field(default_factory=list)


def main() -> None:
    """Compare every file and print a row for each that has numbers."""
    shows = "--show" in sys.argv
    folders = [Path(said) for said in sys.argv[1:] if not said.startswith("-")]
    files = sorted(file for folder in folders for file in folder.rglob("*.docx"))
    print("| file | numbers | as LibreOffice | differ | as quoted in the file | differ |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for file in files:
        try:
            found = figures(file, printed(file))
        except InputError as error:
            print(f"| {file.name} | not read: {error} |")
            continue
        if found.numbers:
            print(
                f"| {file.name} | {found.numbers} | {found.printed} | {len(found.wrong_printed)} "
                f"| {found.quoted} | {len(found.wrong_quoted)} |"
            )
        for line in (*found.wrong_printed, *found.wrong_quoted) if shows else ():
            print(f"    {line}")


def printed(file: Path) -> list[Printed]:
    """The paragraphs of a file as LibreOffice prints them, none where it falls over or does not end."""
    with tempfile.TemporaryDirectory() as room:
        out = Path(room) / "numbers.json"
        job = subprocess.Popen(
            ["/usr/bin/python3", OFFICE, "numbers", file, out],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            job.wait(MOST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(job.pid, signal.SIGKILL)
            job.wait()
        return json.loads(out.read_text()) if out.exists() else []


def figures(file: Path, theirs: Sequence[Printed]) -> Figures:
    """The numbers of one file, compared."""
    ours, contents, references = read(file)
    found = Figures(sum(bool(number) for number, _ in ours))
    keys = [[_key(words) for _, words in side] for side in (ours, theirs)]
    for block in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            (number, words), (said, _) = ours[block.a + step], theirs[block.b + step]
            if not words or not (_counts(number) or _counts(said)):
                continue
            found.printed += 1
            if _plain(number) != _plain(said):
                found.wrong_printed.append(f"LibreOffice {said!r}, specman {number!r}: {words[:50]}")
    by_words: dict[str, set[str]] = {}
    for number, words in ours:
        by_words.setdefault(_key(words), set()).add(_plain(number))
    quoted = [(said, by_words.get(_key(words))) for said, words in contents]
    quoted += [(said, {_plain(number)}) for said, number in references]
    for said, numbers in quoted:
        if numbers and numbers != {""}:
            found.quoted += 1
            if not any(_plain(said).endswith(number) or number.endswith(_plain(said)) for number in numbers if number):
                found.wrong_quoted.append(f"the file quotes {said!r}, specman {sorted(numbers)}")
    return found


def read(file: Path) -> tuple[list[Printed], list[Printed], list[tuple[str, str]]]:
    """Its paragraphs as specman numbers them, the lines of its contents pages, the numbers it quotes with our own."""
    package = open_package(file.read_bytes(), file.name)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    assert root is not None, file
    paragraphs = Paragraphs(package, main)
    ours: list[Printed] = []
    contents: list[Printed] = []
    labels: dict[str, str] = {}
    for paragraph in _body(view(root, "accept")):
        block = paragraphs.read(paragraph)
        shown = "".join(
            node.text or "\t" for node in paragraph.iter(f"{W}t", f"{W}tab") if node.getparent().tag == f"{W}r"
        )
        if any(name.startswith("toc ") for name in block.names):
            number, _, rest = shown.strip().partition("\t")
            if rest and any(c.isdigit() for c in number):
                contents.append((number, rest.partition("\t")[0]))
            continue
        for bookmark in block.words.bookmarks:
            labels[bookmark] = block.label or ""
        ours.append(((block.label or "") if not block.is_bullet else "", block.text.words))
    references = [(said, labels[mark]) for mark, said, _ in paragraphs.quoted if said and labels.get(mark)]
    return ours, contents, references


def _body(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in reading order, those of text boxes and their doubles left out."""
    for child in element:
        if child.tag == f"{W}p":
            yield child
        elif isinstance(child.tag, str) and not child.tag.endswith("}Fallback"):
            yield from _body(child)


def _key(words: str) -> str:
    return re.sub(r"\W+", "", words)[:KEY].casefold()


def _plain(number: str) -> str:
    return re.sub(r"\s+", "", number).strip(".:").casefold()


def _counts(number: str) -> bool:
    return any(c.isalnum() for c in number)


if __name__ == "__main__":
    main()
