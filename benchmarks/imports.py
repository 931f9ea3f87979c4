"""Measure what specman reads: files that others wrote, and documents of hundreds of pages.

    python benchmarks/imports.py                     the files beside the repository, ../shared/real
    python benchmarks/imports.py FOLDER              any other folder of .docx, .xml, .md, .xsd files
    python benchmarks/imports.py --pages             time and memory of 100, 500 and 1,000 pages

Coverage is the share of the characters of visible words that ended in the document, counted by `tests/visible.py`
without specman's own reading. Tracked changes are held against the count of `w:ins`, `w:del`, `w:moveFrom` and
`w:moveTo` in the main part that are not marks of paragraphs or rows. Where LibreOffice is installed, it prints the
same files as text, and every number specman computes is looked up there. The floor of a time is unzipping the file
and parsing its XML.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from time import perf_counter, process_time

from lxml import etree

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from specman.errors import InputError  # noqa: E402
from specman.formats.flow import Flow, Text  # noqa: E402
from specman.formats.reading import READABLE, read_document  # noqa: E402
from specman.formats.word.package import W, open_package  # noqa: E402
from specman.formats.word.read.paragraphs import Block, Paragraphs  # noqa: E402
from specman.formats.word.write import serialise  # noqa: E402
from specman.model.document import Document, Metadata  # noqa: E402
from tests.visible import coverage  # noqa: E402

WORDS_A_PAGE = 450
LABELS: list[tuple[str, str]] = []


def record_labels() -> None:
    """Keep every number the Word reader computes, with the words it stands before."""
    plain = Paragraphs.read

    def read(self: Paragraphs, paragraph: etree._Element) -> Block:
        found = plain(self, paragraph)
        if found.label and not (found.level and found.level.is_bullet):
            LABELS.append((found.label.strip(), found.words.text.words))
        return found

    Paragraphs.read = read  # type: ignore[method-assign, assignment]


def changes_in(file: Path) -> tuple[int, int, int]:
    """Insertions, deletions and moved runs of a Word file's main part, counted in its XML."""
    package = open_package(file.read_bytes(), str(file))
    root = package.xml(package.related("", "officeDocument") or "word/document.xml")
    assert root is not None
    marks = (f"{W}rPr", f"{W}trPr", f"{W}numPr")

    def count(*names: str) -> int:
        return sum(1 for e in root.iter(*(W + n for n in names)) if e.getparent().tag not in marks)  # type: ignore[union-attr]

    return count("ins"), count("del"), count("moveFrom", "moveTo")


def printed(files: list[Path]) -> dict[str, list[str]]:
    """What LibreOffice prints for each file, line by line; empty where it is not installed."""
    program = shutil.which("soffice")
    if program is None or not files:
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        for place, file in enumerate(files):
            shutil.copy(file, Path(scratch) / f"{place}.docx")
        subprocess.run(
            [program, "--headless", "--convert-to", "txt:Text", "--outdir", scratch, *(f"{scratch}/{n}.docx" for n in range(len(files)))],
            capture_output=True, check=False,
        )  # fmt: skip
        found = {}
        for place, file in enumerate(files):
            text = Path(scratch) / f"{place}.txt"
            if text.is_file():
                found[str(file)] = [
                    re.sub(r"\s+", " ", line).strip("\ufeff ") for line in text.read_text().splitlines()
                ]
        return found


def agreement(lines: list[str], labels: list[tuple[str, str]]) -> tuple[int, int]:
    """How many numbers LibreOffice prints before the same words, in the same order, of how many."""
    at = right = 0
    for label, words in labels:
        try:
            at = lines.index(f"{label} {words.partition(chr(10))[0]}".strip(), at) + 1
            right += 1
        except ValueError:
            continue
    return right, len(labels)


def report(folder: Path) -> None:
    """One line a file, then the sums."""
    record_labels()
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in READABLE)
    oracle = printed([file for file in files if file.suffix.lower() == ".docx"])
    print(f"{'file':58}{'prov.':>6}{'numbers':>9}{'changes':>12}{'coverage':>10}{'ms':>6}  findings")
    sums: Counter[str] = Counter()
    lost: list[str] = []
    for file in files:
        LABELS.clear()
        name = str(file.relative_to(folder))[-57:]
        start = perf_counter()
        try:
            document = read_document(file.read_bytes(), str(file), work="w", version="1.0")
        except InputError as error:
            sums["refused"] += 1
            print(f"{name:58}  refused: {error.message.replace(str(file), file.name)[:80]}")
            continue
        spent = (perf_counter() - start) * 1000
        sums["files"] += 1
        sums["provisions"] += len(document.provisions) - 1
        numbers = changes = share = ""
        if file.suffix.lower() == ".docx":
            if not document.revisions:  # LibreOffice prints redlines with the deleted text
                right, of = agreement(oracle.get(str(file), []), LABELS) if oracle else (0, len(LABELS))
                sums["numbers"] += of
                sums["agree"] += right
                numbers = f"{right}/{of}" if of else ""
            mine = Counter(r.kind for r in document.revisions if r.scope == "words")
            read = (mine["insertion"], mine["deletion"], mine["move from"] + mine["move to"])
            counted = changes_in(file)
            sums["changes"] += sum(read)
            sums["changes counted"] += sum(counted)
            changes = f"{sum(read)}/{sum(counted)}" if sum(counted) else ""
            sums["differ"] += read != counted
            found, total, missing = coverage(open_package(file.read_bytes(), str(file)), document)
            sums["seen"] += total
            sums["covered"] += found
            share = f"{found / total:.2%}" if total else ""
            lost += [f"{name}: {word}" for word in missing]
        slugs = Counter(finding.slug for finding in document.findings)
        said = ", ".join(f"{slug} {count}" for slug, count in slugs.items())
        print(f"{name:58}{len(document.provisions) - 1:6}{numbers:>9}{changes:>12}{share:>10}{spent:6.0f}  {said}")
    print()
    print(
        f"{sums['files']} files read, {sums['refused']} refused in a sentence, none crashed; {sums['provisions']} provisions."
    )
    if sums["seen"]:
        print(
            f"Visible characters of words in Word files that ended in a document: {sums['covered'] / sums['seen']:.3%} of {sums['seen']}."
        )
    print(
        f"Tracked changes read: {sums['changes']} of {sums['changes counted']}; files whose counts differ: {sums['differ']}."
    )
    if oracle:
        print(f"Numbers that LibreOffice prints too: {sums['agree']} of {sums['numbers']}.")
    else:
        print("LibreOffice is not installed: the numbers were not held against it.")
    for word in lost[:40]:
        print(f"  lost: {word}")


def pages(count: int) -> Document:
    """A code of so many pages: sections, numbered paragraphs, lists and definitions."""
    flow = Flow("w", "1.0", "w")
    sentence = (
        "The DCC shall, within five Working Days of receiving a Service Request from a User, send it to the Device. "
    )
    words = number = 0
    while words < count * WORDS_A_PAGE:
        number += 1
        flow.heading(1, Text(f"Part {number}"), f"H{number}")
        for clause in range(1, 13):
            flow.clause(f"H{number}.{clause}", Text((sentence * (1 + clause % 3)).strip()))
            words += 19 * (1 + clause % 3)
            for item in "abcd"[: clause % 5]:
                flow.item(1, f"({item})", Text(sentence.strip()))
                words += 19
    flow.finish()
    return flow.outline.document(Metadata(title="A long code"))


def measure_pages() -> None:
    """Time and memory of long documents, each in a process of its own."""
    print(f"{'pages':>6}{'file':>10}{'paragraphs':>12}{'read':>10}{'floor':>9}{'x floor':>9}{'memory':>10}")
    with tempfile.TemporaryDirectory() as scratch:
        for count in (100, 500, 1000):
            file = Path(scratch) / f"{count}.docx"
            document = pages(count)
            file.write_bytes(serialise(document))
            best: dict[str, float] = {}
            for sort in ("floor", "read"):
                for _ in range(3):
                    answer = subprocess.run(
                        [sys.executable, __file__, "--one", sort, str(file)], capture_output=True, check=True, text=True
                    )
                    seconds, memory = json.loads(answer.stdout)
                    best[sort] = min(best.get(sort, 1e9), seconds)
                    best[f"{sort} memory"] = memory
            print(
                f"{count:6}{file.stat().st_size / 1024:7.0f} kB{len(document.provisions):12}{best['read']:8.2f} s"
                f"{best['floor']:7.3f} s{best['read'] / best['floor']:9.1f}{best['read memory']:7.0f} MB"
            )


def one(sort: str, file: Path) -> None:
    """Read one file, or only unzip and parse it; print seconds of processor time and MB at the most."""
    start = process_time()
    if sort == "floor":
        archive = zipfile.ZipFile(file)
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    else:
        read_document(file.read_bytes(), str(file))
    spent = process_time() - start
    with Path("/proc/self/status").open() as status:
        peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    print(json.dumps([spent, peak]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "real")
    parser.add_argument("--pages", action="store_true", help="long documents instead")
    parser.add_argument("--one", nargs=2, metavar=("SORT", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    if arguments.one:
        one(arguments.one[0], Path(arguments.one[1]))
    elif arguments.pages:
        measure_pages()
    elif arguments.folder.is_dir():
        report(arguments.folder)
    else:
        raise SystemExit(f"NOT RUN: there is no folder {arguments.folder}.")


if __name__ == "__main__":
    main()
