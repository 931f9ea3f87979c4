#!/usr/bin/env python3
"""Set specman up in an environment of its own, and run it or its tests. Needs Python 3.11 or newer and git.

    python3 bootstrap.py                       install, assess SECMP0014, write the report impact.html
    python3 bootstrap.py test                  install what testing needs, then pass the tests
    python3 bootstrap.py check                 format, lint, types, import contract
    python3 bootstrap.py real                  the tests on real documents kept beside the repository

Whatever else follows is given to specman: `python3 bootstrap.py diff 4.11 4.12`. The environment is .venv beside
this file; delete it to begin anew.
Versions and hashes are those of requirements/*.txt.
"""

import hashlib
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent
BIN = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}


def main() -> int:
    """Read the first word and do it."""
    if sys.version_info < (3, 11):
        print(f"specman needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    words = sys.argv[1:] or ["main-job"]
    impact = ["-m", "specman.cli", "impact", "SECMP0014"]
    jobs = {
        "main-job": [impact, [*impact, "-o", "impact.html"]],
        "test": [["-m", "pytest", *words[1:]]],
        "real": [["-m", "pytest", "-m", "real", "tests/real", *words[1:]]],
        "check": [
            ["-m", "ruff", "format", "--check", "."],
            ["-m", "ruff", "check", "."],
            ["-m", "mypy"],
            ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        ],
    }
    install("dev" if words[0] in ("test", "real", "check") else "run")
    for job in jobs.get(words[0], [["-m", "specman.cli", *words]]):
        status = subprocess.run([str(PYTHON), *job], cwd=ROOT if words[0] in jobs else None).returncode
        if status:
            return status
    return 0


def install(lock: str) -> None:
    """Install the locked versions and specman itself, unless that was done and nothing changed since."""
    wanted = hashlib.sha256(LOCKS[lock].read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = ROOT / ".venv" / f"installed-{lock}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing specman ({lock}) into .venv ...", file=sys.stderr)
    if not PYTHON.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(ROOT / ".venv")])
        if made.returncode:
            sys.exit("This Python cannot make environments. On Debian: apt-get install python3-venv")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    for words in (
        ["--require-hashes", "--no-deps", "-r", str(LOCKS[lock])],
        ["--no-build-isolation", "--no-deps", "--editable", str(ROOT)],
    ):
        if subprocess.run([*pip, *words]).returncode:
            sys.exit("The installation failed; what pip says is above.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    sys.exit(main())
