"""How much of a room its own tests hold: small faults are put into it one at a time, and a test should fail for each.

    pip install mutmut                                            (3.8.1 was used; it is no dependency of specman)
    python benchmarks/mutation.py graph                           every mutant of a room
    python benchmarks/mutation.py store citations --sample 150    so many at random, the same ones for one --seed
    python benchmarks/mutation.py graph --only '*.query.*'        of one module, function or mutant

mutmut makes the mutants and runs each in a process of its own, with those tests of the room that call the function. It does so
in a copy of the tree, where its configuration is written too. Its workers are forked from a server that has imported neither
specman nor the tests: what these compute while they are imported, or keep in a cache, would else be the original's, and
mutants of it would seem to survive. Two things mutmut cannot do: it changes the bodies of functions and methods, and so never a
constant of a module (a regular expression, a table) nor a function with a decorator (a property). A share says nothing of those.

Killed are mutants for which a test failed or ran out of time. A mutant in a function that no test of the room calls has
survived. Mutants that nobody can tell from the original survive too, and stay: nothing here should be at 100 %.
"""

from __future__ import annotations

import argparse
import fnmatch
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Room to the tests that are its own; those that are not there (yet) are left out.
ROOMS: dict[str, tuple[str, ...]] = {
    "impact": ("tests/impact", "tests/usecases/test_consequences.py"),
    "graph": ("tests/graph",),
    "compare/pairing": ("tests/compare",),
    "compare/meaning": ("tests/compare",),
    "citations": ("tests/citations",),
    "review": ("tests/review", "tests/usecases/test_release.py", "tests/usecases/test_review.py"),
    "amending": ("tests/amending",),
    "store": ("tests/store", "tests/cli/test_git_doors.py"),
}
SETTINGS = """
[tool.mutmut]
source_paths = ["specman"]
only_mutate = ["specman/{room}/*"]
also_copy = {beside}
pytest_add_cli_args = ["-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests}
timeout_multiplier = 4.0
timeout_constant = 5.0
use_git_change_detection = false
process_isolation = "forkserver"
forkserver_warmup = "import"
preload_modules_file = "preload.txt"
"""
PRELOADED = (
    "pytest",
    "hypothesis",
    "lxml.etree",
    "networkx",
    "jsonschema",
    "rapidfuzz",
    "click",
    "jinja2",
    "git",
    "tomlkit",
)
# pytest has one status for an interrupt and for tests that cannot be imported; the worker is not interrupted
KILLED = {"check was interrupted by user": "killed"}
NONE = "no.such.mutant"


def copy_tree(folder: Path, room: str) -> None:
    """The files git knows of or would add, and mutmut's configuration for one room."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    beside = sorted(path.name for path in folder.iterdir() if path.name != "specman")
    tests = [name for name in ROOMS[room] if (folder / name).exists()]
    with (folder / "pyproject.toml").open("a") as stream:
        stream.write(SETTINGS.format(room=room, beside=beside, tests=tests))
    (folder / "preload.txt").write_text("\n".join(PRELOADED) + "\n")


def mutmut(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """mutmut, called in the copy."""
    command = [sys.executable, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def results(folder: Path) -> dict[str, str]:
    """Mutant to what became of it."""
    rows = (line.strip().rpartition(": ") for line in mutmut(folder, "results", "--all", "true").stdout.splitlines())
    return {name: KILLED.get(said, said) for name, _, said in rows if "__mutmut_" in name}


def run(folder: Path, only: str, sample: int, seed: int, workers: int) -> dict[str, str]:
    """Choose mutants, run them, and tell what became of each."""
    # mutmut has no command that only makes the mutants: asked for one that is not there, it makes them and stops
    said = mutmut(folder, "run", "--max-children", str(workers), NONE).stdout
    names = sorted(name for name in results(folder) if fnmatch.fnmatch(name, only))
    if not names or NONE not in said:
        raise SystemExit(f"mutmut did not begin:\n{said[-3000:]}")
    chosen = names if not sample or sample >= len(names) else random.Random(seed).sample(names, sample)
    print(f"{len(chosen)} of {len(names)} mutants", flush=True)
    said = mutmut(folder, "run", "--max-children", str(workers), *chosen).stdout
    found = results(folder)
    if any(found[name] == "not checked" for name in chosen):
        raise SystemExit(f"mutmut did not come to its end:\n{said[-3000:]}")
    return {name: found[name] for name in chosen}


def table(found: dict[str, str]) -> None:
    """A row for each module, and one for all."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, said in found.items():
        for row in (name.rpartition(".")[0], "all"):
            counts[row][said] += 1
    print(f"{'':40} {'mutants':>8} {'killed':>8} {'survived':>9} {'timeout':>8} {'share':>7}")
    for row in sorted(counts, key=lambda row: (row == "all", row)):
        of = counts[row]
        survived = of.total() - of["killed"] - of["timeout"]
        share = 1 - survived / of.total()
        print(f"{row:40} {of.total():8} {of['killed']:8} {survived:9} {of['timeout']:8} {share:7.0%}")


def survivors(folder: Path, found: dict[str, str]) -> None:
    """What each survivor changes."""
    for name in sorted(name for name, said in found.items() if said not in ("killed", "timeout")):
        print(f"\n{name}: {found[name]}")
        shown = mutmut(folder, "show", name).stdout.splitlines()
        begins = next((number for number, line in enumerate(shown) if line.startswith("@@")), 0)
        print("\n".join(line for line in shown[begins + 1 :] if line.startswith(("-", "+"))))


def main(words: Sequence[str] | None = None) -> None:
    """Copy, run and print, room after room."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="+", choices=ROOMS, metavar="ROOM", help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="run N mutants chosen at random; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="of the choice")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="of the names of mutants")
    parser.add_argument("--workers", type=int, default=1, help="processes at once")
    options = parser.parse_args(words)
    if find_spec("mutmut") is None:
        raise SystemExit("mutmut is not installed here: pip install mutmut")
    for room in options.rooms:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            copy_tree(folder, room)
            print(f"\n{room}: ", end="", flush=True)
            found = run(folder, options.only, options.sample, options.seed, options.workers)
            table(found)
            survivors(folder, found)


if __name__ == "__main__":
    main()
