"""What each limit and each rung of pairing is there for: it is moved, or left out, and the tests of `compare` say who notices.

    python benchmarks/limits.py                  every limit, a third down and half up; every rung left out
    python benchmarks/limits.py SHARED headings  these alone

Printed is the first test that fails, or `-` where none does: such a limit or rung should go, or get the test it lacks. The
tests run in a copy of the tree, so nothing here changes. Bounds of the work (the last group of limits) need no test: they
change what very large documents cost.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = re.compile(r"^([A-Z_]+) = ([\d._]+)$", re.MULTILINE)
RUNG = re.compile(r'Rung\(\s*"([a-z_ ]+)"')
PAIRING = Path("specman") / "compare" / "pairing"
TESTS = ("tests/compare", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "--deselect", "tests/compare/schemas")


def main() -> None:
    """Print a line for each limit and each rung."""
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        for part in ("specman", "tests", "pyproject.toml", "specs", "baselines", "modifications", "specman.toml"):
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
        limits, ladder = copy / PAIRING / "limits.py", copy / PAIRING / "ladder.py"
        kept, steps = limits.read_text(), ladder.read_text()
        for name, value in LIMIT.findall(kept):
            if wanted and name not in wanted:
                continue
            low, high = moved(value)
            found = []
            for other in (low, high):
                limits.write_text(kept.replace(f"\n{name} = {value}\n", f"\n{name} = {other}\n"))
                found.append(f"{other}: {first_failure(copy)}")
            limits.write_text(kept)
            print(f"{name} = {value}\n    {found[0]}\n    {found[1]}", flush=True)
        for name in RUNG.findall(steps):
            if wanted and name not in wanted:
                continue
            ladder.write_text(
                steps.replace("if rung.name not in without:", f"if rung.name not in {{*without, {name!r}}}:")
            )
            print(f"without {name}\n    {first_failure(copy)}", flush=True)
        ladder.write_text(steps)


def moved(value: str) -> tuple[str, str]:
    """A third less and half more; whole numbers stay whole, and move by one at least."""
    if "." in value:
        return f"{float(value) * 2 / 3:.3g}", f"{float(value) * 1.5:.3g}"
    number = int(value)
    return str(min(number - 1, number * 2 // 3)), str(max(number + 1, number * 3 // 2))


def first_failure(copy: Path) -> str:
    """The first test of `compare` that fails in the copy."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *TESTS], cwd=copy, capture_output=True, text=True, check=False
    )
    failed = re.search(r"^(?:FAILED|ERROR) \S*?::(\w+)", done.stdout, re.MULTILINE)
    return failed[1] if failed else "-" if done.returncode == 0 else done.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    main()
