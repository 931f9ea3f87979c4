"""The same two baselines, compared by specman and by what else there is: time, and what each calls changed.

    python benchmarks/peers.py          S; or M

The truth is the generator's. A reviewer wants the provisions that were amended, inserted or removed; a renumbered sibling or
one in which only a citation follows its target, flagged as changed, is a false alarm. xmldiff is run when it is installed, LibreOffice when it and
its `uno` are.
"""

from __future__ import annotations

import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from deepdiff import DeepDiff
from lxml import etree

from specman.formats.reading import read_document
from specman.formats.word.write import serialise

SLOW = 20  # documents that the slow ones are given
_XMLDIFF = "{http://namespaces.shoobx.com/diff}"
Flagged = set[str]


def lines_of(folder: Path) -> dict[str, dict[str, str]]:
    """File to label to text, of the plain texts."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(folder.iterdir()):
        rows = (line.partition(" ") for line in file.read_text().splitlines())
        found[file.stem.upper()] = {label: text for label, _, text in rows}
    return found


def by_git(folder: Path) -> Flagged:
    """Lines that `git diff` marks, as target labels."""
    done = subprocess.run(
        ["git", "diff", "--no-index", "--unified=0", str(folder / "text/1.0"), str(folder / "text/2.0")],
        capture_output=True, text=True,
    )  # fmt: skip
    found: Flagged = set()
    name = ""
    for line in done.stdout.splitlines():
        if line.startswith("+++ "):
            name = Path(line[4:]).stem.upper()
        elif line.startswith("+"):
            found.add(f"{name} {line[1:].partition(' ')[0]}")
    return found


def by_difflib(folder: Path) -> Flagged:
    """Lines that the standard library's comparison marks."""
    found: Flagged = set()
    for old in sorted((folder / "text/1.0").iterdir()):
        new = folder / "text/2.0" / old.name
        for line in difflib.unified_diff(old.read_text().splitlines(), new.read_text().splitlines(), n=0, lineterm=""):
            if line.startswith("+") and not line.startswith("+++"):
                found.add(f"{old.stem.upper()} {line[1:].partition(' ')[0]}")
    return found


def by_deepdiff(folder: Path) -> Flagged:
    """Values that differ between two dictionaries keyed by number."""
    delta = DeepDiff(lines_of(folder / "text/1.0"), lines_of(folder / "text/2.0"))
    keys = [*delta.get("values_changed", ()), *delta.get("dictionary_item_added", ())]
    return {" ".join(re.findall(r"\['([^']+)'\]", key)) for key in keys}


def by_xmldiff(folder: Path) -> Flagged:
    """Provisions in whose own words or number xmldiff puts something in; changed attributes do not count."""
    from xmldiff import formatting, main

    found: Flagged = set()
    for old in sorted((folder / "specs").glob("*/1.0.xml"))[:SLOW]:
        marked = main.diff_files(str(old), str(old.with_name("2.0.xml")), formatter=formatting.XMLFormatter())
        for element in etree.fromstring(marked.encode()).iter():
            if element.tag == f"{_XMLDIFF}insert" or f"{_XMLDIFF}insert" in element.attrib:
                owner = next((e for e in (element, *element.iterancestors()) if e.get("eId")), None)
                if owner is not None:
                    found.add(f"{old.parent.name.upper()} {owner.get('eId').rpartition('_')[2].replace('-', '.')}")
    return found


def by_office(folder: Path) -> Flagged:
    """Provisions that hold a tracked change after LibreOffice compared the two as Word files."""
    script = Path(__file__).with_name("office.py")
    found: Flagged = set()
    pairs = sorted((folder / "specs").glob("*/1.0.xml"))[:SLOW]
    for old in pairs:
        words = [old.with_name(name) for name in ("1.0.docx", "2.0.docx", "compared.docx")]
        for path, made in zip((old, old.with_name("2.0.xml")), words, strict=False):
            made.write_bytes(serialise(read_document(path.read_bytes(), str(path))))
        subprocess.run(
            [str(python_of_office()), str(script), "compare", *map(str, words)], check=True, capture_output=True
        )
        compared = read_document(words[-1].read_bytes(), "compared.docx")
        found |= {
            f"{old.parent.name.upper()} {revision.label}"
            for revision in compared.revisions
            if revision.kind in ("insertion", "move to") and revision.label
        }
    return found


def python_of_office() -> str | None:
    """An interpreter that can speak with LibreOffice, when both are here."""
    found = [said for said in ("/usr/bin/python3", "python3") if shutil.which("soffice") and shutil.which(said)]
    for said in found:
        if subprocess.run([said, "-c", "import uno"], capture_output=True).returncode == 0:
            return said
    return None


def by_specman(folder: Path) -> Flagged:
    """Changes of substance."""
    done = subprocess.run(
        [sys.executable, "-m", "specman.cli", "-L", str(folder), "diff", "1.0", "2.0", "--format", "json"],
        capture_output=True, check=True,
    )  # fmt: skip
    return {
        change["target"]["address"]
        for work in json.loads(done.stdout)["works"]
        for change in work["changes"]
        if change["target"] and change["significance"] == "substantive"
    }


def main() -> None:
    """Print the table."""
    size = sys.argv[1] if len(sys.argv) > 1 else "S"
    peers: dict[str, Callable[[Path], Flagged]] = {
        "specman, changes of substance": by_specman, "git diff, lines": by_git, "difflib, lines": by_difflib,
        "deepdiff, keyed by number": by_deepdiff,
    }  # fmt: skip
    slow: dict[str, Callable[[Path], Flagged]] = {}
    if find_spec("xmldiff"):
        slow[f"xmldiff, {SLOW} documents"] = by_xmldiff
    if python_of_office():
        slow[f"LibreOffice, {SLOW} Word files"] = by_office
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / size
        subprocess.run([sys.executable, str(Path(__file__).parent / "generate.py"), size, str(folder)], check=True)
        truth = json.loads((folder / "truth.json").read_text())
        wanted = {address for kind in ("amended", "added", "moved") for address in truth[kind]}
        print(f"{size}: {len(wanted)} provisions amended, inserted or moved\n")
        print(f"{'':32} {'time':>8} {'flagged':>8} {'found':>7} {'false':>7}")
        for name, compare in peers.items():
            began = perf_counter()
            flagged = compare(folder)
            took = perf_counter() - began
            print(f"{name:32} {took:6.2f} s {len(flagged):8} {len(flagged & wanted):7} {len(flagged - wanted):7}")
        few = {f"DOC{number:04d}" for number in range(SLOW)}
        wanted = {address for address in wanted if address.partition(" ")[0] in few}
        print(f"\nThe first {SLOW} documents: {len(wanted)} provisions amended, inserted or moved\n")
        for name, compare in slow.items():
            began = perf_counter()
            flagged = compare(folder)
            took = perf_counter() - began
            print(f"{name:32} {took:6.2f} s {len(flagged):8} {len(flagged & wanted):7} {len(flagged - wanted):7}")


if __name__ == "__main__":
    main()
