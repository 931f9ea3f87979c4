"""Measure specman on generated libraries: time, memory, accuracy; floors and peers in the same run.

    python benchmarks/run.py            S and M, three rounds
    python benchmarks/run.py S --rounds 1

Every figure is a whole process. P is `python -c pass`, W is `git diff --word-diff=porcelain` over the same texts. The
floor of a cold comparison is a process that parses the stored documents of both sides and touches each element once;
beside it stands one that reads them into provisions and compares nothing.
Read the ratios: the machine's own speed cancels out of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))
from generate import SEED, SIZES

TOUCH = """
import sys
from pathlib import Path
from lxml import etree
trees = [etree.fromstring(path.read_bytes()) for path in sorted(Path(sys.argv[1]).glob("specs/**/*.xml"))]
for tree in trees:
    for element in tree.iter():
        element.get("eId"), element.text
"""
READ = """
import sys
from pathlib import Path
from specman.formats.reading import read_document
paths = sorted(Path(sys.argv[1]).glob("specs/**/*.xml"))
read = [read_document(path.read_bytes(), str(path), work=path.parent.name, version=path.stem) for path in paths]
"""
SPECMAN = [sys.executable, "-m", "specman.cli"]


def measure(command: list[str], rounds: int, before: object = None) -> tuple[float, float]:
    """Median seconds of user and system time, and the largest memory in MB, over whole processes.

    Modules are compiled once, as an installed program's are, and a first run that does so is not counted.
    """
    seconds, memory = [], []
    environment = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(rounds + 1):
        if callable(before):
            before()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{command} left with {process.returncode}: {process.stderr.read().decode()}")  # type: ignore[union-attr]
        seconds.append(usage.ru_utime + usage.ru_stime)
        memory.append(usage.ru_maxrss / 1024)
    return statistics.median(seconds[1:]), max(memory[1:])


def row(what: str, seconds: float, memory: float, unit: str, floor: float, target: str) -> None:
    """One line of the table."""
    print(f"{what:46} {seconds * 1000:9.0f} ms {memory:7.0f} MB {seconds / floor:8.1f} {unit}   {target}")


def accuracy(folder: Path) -> None:
    """Recovery of the generator's truth, and what must not be called a change of substance."""
    answer = subprocess.run(
        [*SPECMAN, "-L", str(folder), "diff", "1.0", "2.0", "--format", "json"], capture_output=True, check=True
    )
    truth = {kind: Counter(rows) for kind, rows in json.loads((folder / "truth.json").read_text()).items()}
    found: dict[str, Counter[str]] = {kind: Counter() for kind in truth}
    counts: Counter[str] = Counter()
    for work in json.loads(answer.stdout)["works"]:
        for change in work["changes"]:
            side = change["target"] or change["base"]
            counts[f"{change['kind']} {change['significance']}"] += 1
            if change["kind"] in found and (change["kind"] != "amended" or change["significance"] == "substantive"):
                found[change["kind"]][side["address"]] += 1
    for kind, wanted in truth.items():
        hits = sum((wanted & found[kind]).values())
        false = sum((found[kind] - wanted).values())
        print(f"  {kind:10} {hits:5} of {sum(wanted.values()):5} found, {false:4} false")
    print(
        f"  told apart: {counts['renumbered consequential']} renumbered, {counts['amended consequential']} consequential, {counts['amended editorial']} editorial"
    )


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["S", "M"], metavar="SIZE", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator: another one makes other libraries")
    parser.add_argument("--accuracy", action="store_true", help="only the recovery of the truth")
    options = parser.parse_args()
    floor, _ = measure([sys.executable, "-c", "pass"], max(5, options.rounds))
    print(f"P = {floor * 1000:.1f} ms")
    seconds, memory = measure([*SPECMAN, "--help"], max(5, options.rounds))
    row("specman --help", seconds, memory, "P", floor, "target <= 4.5 P")
    cold: dict[str, float] = {}
    touched: dict[str, float] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / size
            began = perf_counter()
            # in a process of its own: a child's memory is counted from what this one has held
            generator = [sys.executable, str(Path(__file__).parent / "generate.py")]
            subprocess.run([*generator, size, str(folder), str(options.seed)], check=True)
            documents, provisions = SIZES[size]
            print(
                f"\n{size}: {documents} documents, about {documents * provisions} provisions (made in {perf_counter() - began:.0f} s)"
            )
            if options.accuracy:
                accuracy(folder)
                continue
            git, git_memory = measure(
                [
                    "git",
                    "diff",
                    "--no-index",
                    "--word-diff=porcelain",
                    str(folder / "text/1.0"),
                    str(folder / "text/2.0"),
                ],
                options.rounds,
            )
            row("W: git diff --word-diff", git, git_memory, "W", git, "")
            for what, code in (("parsed, each element touched", TOUCH), ("read, nothing compared", READ)):
                seconds, memory = measure([sys.executable, "-c", code, str(folder)], options.rounds)
                row(f"floor: both sides {what}", seconds, memory, "W", git, "")
            on = [*SPECMAN, "-L", str(folder)]

            def forget(where: Path = folder) -> None:
                shutil.rmtree(where / ".specman", ignore_errors=True)

            seconds, memory = measure([*on, "impact", "DOC0001 3.4"], options.rounds, forget)
            cold[size] = seconds
            row("impact, no index", seconds, memory, "W", git, "target M <= 2 to 5 s, <= 120 MB")
            seconds, memory = measure([*on, "impact", "DOC0001 3.4"], options.rounds)
            row("impact, warm index", seconds, memory, "W", git, "target S <= 90 ms, M <= 120 ms, <= 60 MB")
            seconds, memory = measure([*on, "diff", "1.0", "2.0", "--stat"], options.rounds, forget)
            row("diff, all documents touched, no index", seconds, memory, "W", git, "target M <= 7 W, <= 200 MB")
            seconds, memory = measure([*on, "diff", "1.0", "2.0", "--stat"], options.rounds)
            row("diff, all documents touched, warm index", seconds, memory, "W", git, "target M <= 2 W")
            seconds, memory = measure([*on, "diff", "1.0", "1.1", "--stat"], options.rounds, forget)
            touched[size] = seconds
            row("diff, 5 documents touched, no index", seconds, memory, "W", git, "target M / S <= 1.5")
            seconds, memory = measure([*on, "check", "--at", "2.0"], 1)
            row("check", seconds, memory, "W", git, "")
            accuracy(folder)
    if {"S", "M"} <= cold.keys():
        print(f"\ngrowth of cold impact, M / S: {cold['M'] / cold['S']:.1f} (target <= 11)")
        print(f"growth of diff with 5 documents touched, M / S: {touched['M'] / touched['S']:.1f} (target <= 1.5)")


if __name__ == "__main__":
    main()
