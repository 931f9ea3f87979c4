"""The same two baselines, compared by specman and by what else there is: time, and what each calls changed.

    python benchmarks/peers.py          S; or M

The truth is the generator's. A reviewer wants the provisions that were amended, inserted or removed; a renumbered sibling or
one in which only a citation follows its target, flagged as changed, is a false alarm. `xmldiff` is run when it is installed.
"""

from __future__ import annotations

import difflib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from deepdiff import DeepDiff

sys.path.insert(0, str(Path(__file__).parent))
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
    """Elements whose text xmldiff updates, moves or inserts, as eIds."""
    from xmldiff import main

    found: Flagged = set()
    for old in sorted((folder / "specs").glob("*/1.0.xml"))[:2]:  # two of forty: it takes minutes for all
        for action in main.diff_files(str(old), str(old.with_name("2.0.xml"))):
            found.add(f"{old.parent.name} {action!r}"[:200])
    return found


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
    if find_spec("xmldiff"):
        peers["xmldiff, two documents only"] = by_xmldiff
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
            if "xmldiff" in name:
                print(f"{name:32} {took:6.2f} s {len(flagged):8} actions")
                continue
            print(f"{name:32} {took:6.2f} s {len(flagged):8} {len(flagged & wanted):7} {len(flagged - wanted):7}")


if __name__ == "__main__":
    main()
