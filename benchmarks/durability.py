"""What a change to a library survives: kills, a full disk, folders that cannot be written, many writers, a person beside.

    python benchmarks/durability.py kills --rounds 1000      killed at random moments and at every step
    python benchmarks/durability.py writers --rounds 1000    eight writers and a person, on the same and on different things
    python benchmarks/durability.py disk                     a disk that is full at 50 levels (Linux, needs the right to mount)
    python benchmarks/durability.py rights                   five places that cannot be written (needs root, to become somebody else)
    python benchmarks/durability.py all --seconds 600        all of it, as long as that

After each round the next command is run, and then everything must hold: the library is at the state before or after, `check` and
`verify` are clean, git has nothing to say of the library's files, nothing is left beside them, and the person's own staged, unstaged
and untracked work is what it was. The first round that fails is printed with its seed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from specman.errors import SpecmanError
from specman.model.person import Person
from specman.model.plan import Wishes
from specman.model.review import Word
from specman.store import steps
from specman.store.library import Library
from specman.store.recovery import settle
from specman.usecases.ask.check import verify_baseline
from specman.usecases.ask.import_plan import plan_import
from specman.usecases.do.begin_library import init_library
from specman.usecases.do.draft import draft
from specman.usecases.do.freeze_baseline import create_baseline
from specman.usecases.do.import_documents import import_files
from specman.usecases.do.release import release
from specman.usecases.do.settle_suspects import settle_suspects

BY = Person("Bench", "bench@example.org")
ID = ("-c", "user.name=person", "-c", "user.email=person@example.org")
TEXT = "# Section {letter}: Title\n\n## {letter}1 Part\n\n{letter}1.1 A Party shall do it {count} times.\n\n{letter}1.2 See Section {letter}1.1.\n"
APPROVED = """format = 2
id = "MP002"
title = "T"
path = "Path 3"
base = "1.0"

[[history]]
date = "2016-06-01"
step = "recorded"
stage = "implementation"
status = "open"
"""
MODIFICATION = 'format = 1\nid = "MP001"\ntitle = "T"\nstatus = "open"\nbase = "1.0"\ntargets = ["SEC A1.1"]\n'
STEPS = ("planned", "prepared", "built", "index locked", "branch moved", "index followed", "cleared")
Deed = Callable[[Path], object]


def git(root: Path, *words: str) -> str:
    """What a git command of the person says."""
    return subprocess.run(["git", "-C", str(root), *ID, *words], capture_output=True, text=True, check=True).stdout


def manuscript(folder: Path, letter: str, version: str, count: int = 1) -> Path:
    """A file to import."""
    file = folder / f"Section {letter} v{version}.md"
    file.write_text(TEXT.format(letter=letter, count=count))
    return file


def make_library(root: Path) -> Path:
    """A small library with a baseline, a modification, and work of the person of all sorts."""
    inbox = root.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    init_library(root, BY, "Bench")
    bring(root, manuscript(inbox, "A", "1.0"), manuscript(inbox, "B", "1.0"))
    create_baseline(Library(root), BY, "1.0")
    (root / "modifications/MP001").mkdir(parents=True)
    (root / "modifications/MP001/modification.toml").write_text(MODIFICATION)
    (root / "modifications/MP002").mkdir(parents=True)
    (root / "modifications/MP002/modification.toml").write_text(APPROVED)
    (root / "unstaged.txt").write_text("before\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "person: a modification")
    drafted = inbox / "approved.md"
    drafted.write_text(TEXT.format(letter="A", count=99))
    draft(Library(root), BY, "MP002", drafted, "sec-a")
    (root / "unstaged.txt").write_text("mine\n")
    (root / "staged.txt").write_text("mine\n")
    git(root, "add", "staged.txt")
    (root / "untracked.txt").write_text("mine\n")
    return root


def bring(root: Path, *files: Path) -> object:
    """Import files."""
    library = Library(root)
    wishes = Wishes(named={file.name: f"sec-{file.name[8].lower()}@{file.stem.rpartition('v')[2]}" for file in files})
    return import_files(library, BY, plan_import(library, files, wishes))


def deeds(inbox: Path, number: int) -> dict[str, Deed]:
    """One of each sort of change."""
    new = manuscript(inbox, "C", f"{number}.0")
    again = manuscript(inbox, "A", f"{number}.0", number)
    drafted = inbox / "sec-b.md"
    drafted.write_text(TEXT.format(letter="B", count=number))
    return {
        "import": lambda root: bring(root, new, again),
        "baseline": lambda root: create_baseline(Library(root), BY, f"{number}.0"),
        "draft": lambda root: draft(Library(root), BY, "MP001", drafted, "sec-b"),
        "release": lambda root: release(
            Library(root), BY, f"{number}.5", "1.0", ["MP002"], in_effect="2016-11-03", date="2016-11-03"
        ),
        "review": lambda root: settle_suspects(
            Library(root), BY, "MP002", [Word("SEC A1.2", "no-change", f"for the {number}th time")], date="2016-06-17"
        ),
    }


# -- what must hold --------------------------------------------------------------------------------------------------

OWN = ["A  staged.txt", " M unstaged.txt", "?? untracked.txt"]


def faults(root: Path, before: str) -> list[str]:
    """What does not hold after a round and the command that follows it.

    Args:
        before: the commit before the round.
    """
    found = []
    settle(root)
    head = git(root, "rev-parse", "HEAD").strip()
    if head != before and git(root, "rev-parse", "HEAD~1").strip() != before:
        found.append("neither before nor after")
    status = [line for line in git(root, "status", "--porcelain").split("\n") if line and ".specman" not in line]
    if sorted(status) != sorted(OWN):
        found.append(f"status {status}")
    if [(root / name).read_text() for name in ("staged.txt", "unstaged.txt", "untracked.txt")] != ["mine\n"] * 3:
        found.append("the person's files changed")
    left = [
        Path(folder, name)
        for folder, _, names in os.walk(root)  # which holds when git packs its objects meanwhile
        for name in names
        if "/.specman" not in folder  # what is derived goes in time, by itself
        if name.endswith(".tmp") or name == "index.lock" or "specman.index" in name
    ]
    left += list((root / ".git").glob("specman.journal*"))
    if left:
        found.append(f"left {left}")
    library = Library(root)
    if library.manifest_errors():
        found.append("manifests")
    for number in library.baselines:
        found += [f.message for f in verify_baseline(library, number)]
    found += [
        line for line in git(root, "fsck", "--connectivity-only").split("\n") if "missing" in line or "broken" in line
    ]
    return found


def in_child(deed: Deed, root: Path, prepare: Callable[[], None] = lambda: None) -> int:
    """Start a deed in a process of its own; its id."""
    child = os.fork()
    if child == 0:
        code = 0
        try:
            prepare()
            deed(root)
        except SpecmanError:
            code = 4
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            code = 1
        os._exit(code)
    return child


def ended(child: int) -> int:
    """The exit status of a child, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# -- the rounds ------------------------------------------------------------------------------------------------------


def kills(rounds: int, seed: int, until: float) -> bool:
    """Kill a change at a random moment, or at a step; every second kill is followed by a kill of what ends it."""
    random_ = random.Random(seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        template = make_library(Path(scratch) / "template")
        for number in range(2, rounds + 2):
            if time.monotonic() > until:
                break
            root = Path(scratch) / "library"
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(template, root, symlinks=True)
            before = git(root, "rev-parse", "HEAD").strip()
            name, deed = random_.choice(sorted(deeds(template.parent / "inbox", number).items()))
            aimed = random_.random() < 0.5
            if aimed:
                step = random_.choice(STEPS)
                ended(in_child(deed, root, lambda step=step: _die_at(step)))  # type: ignore[misc]
            else:
                child = in_child(deed, root)
                time.sleep(random_.random() * 0.35)
                os.kill(child, signal.SIGKILL)
                ended(child)
            if random_.random() < 0.5:
                child = in_child(settle, root)
                time.sleep(random_.random() * 0.1)
                os.kill(child, signal.SIGKILL)
                ended(child)
            wrong = faults(root, before)
            state = "after" if git(root, "rev-parse", "HEAD").strip() != before else "before"
            counts[f"{'at a step' if aimed else 'at random'}, {state}"] += 1
            if wrong:
                print(f"kills: round {number} of seed {seed} ({name}): {wrong}")
                return False
    print(f"kills: {counts.total()} rounds, seed {seed}: nothing lost. {dict(sorted(counts.items()))}")
    return True


def _die_at(step: str) -> None:
    steps.watcher = lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == step else None


def writers(rounds: int, seed: int, until: float) -> bool:
    """Eight writers at once, half of them on one thing, and a person who commits beside them."""
    random_ = random.Random(seed)
    counts: Counter[str] = Counter()
    done = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = make_library(Path(scratch) / "library")
        inbox = root.parent / "inbox"
        for number in range(2, rounds + 2):
            if time.monotonic() > until:
                break
            before = git(root, "rev-parse", "HEAD").strip()
            jobs: list[tuple[str, Deed]] = [
                ("same", lambda root, n=number: create_baseline(Library(root), BY, f"{n}.0"))
                for _ in range(3)  # type: ignore[misc]
            ]
            same = manuscript(inbox, "D", f"{number}.0", random_.randrange(9))
            jobs.append(("other", lambda root, f=same: bring(root, f)))  # type: ignore[misc]
            for letter in "EFGH":
                file = manuscript(inbox, letter, f"{number}.0", number)
                jobs.append(("other", lambda root, f=file: bring(root, f)))  # type: ignore[misc]
            random_.shuffle(jobs)
            children = [(sort, in_child(deed, root)) for sort, deed in jobs]
            (root / f"person-{number}.txt").write_text("person\n")
            for _ in range(50):  # an editor that is refused by git's lock tries again
                if (
                    subprocess.run(
                        ["git", "-C", str(root), "add", f"person-{number}.txt"], capture_output=True, check=False
                    ).returncode
                    == 0
                ):
                    break
                time.sleep(0.05)
            for _ in range(50):
                if (
                    subprocess.run(
                        ["git", "-C", str(root), *ID, "commit", "-q", "-m", "person", "--", f"person-{number}.txt"],
                        capture_output=True,
                        check=False,
                    ).returncode
                    == 0
                ):
                    break
                time.sleep(0.05)
            codes = [(sort, ended(child)) for sort, child in children]
            commits = int(git(root, "rev-list", "--count", f"{before}..HEAD"))
            good = sum(code == 0 for _, code in codes)
            won = sum(code == 0 for sort, code in codes if sort == "same")
            counts.update(
                f"{sort}: {'done' if code == 0 else 'told why not' if code == 4 else code}" for sort, code in codes
            )
            wrong = [w for w in faults(root, before) if w != "neither before nor after"]
            told_done = [code for sort, code in codes if sort == "other" and code != 0]
            if commits != good + 1 or won != 1 or told_done or wrong:
                print(f"writers: round {number} of seed {seed}: {commits} commits, {codes}, {wrong}")
                return False
            done += 1
    print(f"writers: {done} rounds of 8 and a person, seed {seed}: nothing lost. {dict(sorted(counts.items()))}")
    return True


def disk() -> bool:
    """A file system that is full at 50 levels, from no room at all to room enough."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        mount = Path(scratch) / "small"
        mount.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(mount)], capture_output=True, check=False
        )
        if done.returncode:
            print("disk: NOT RUN, no right to mount a small file system")
            return True
        try:
            (mount / "inbox").mkdir()
            root = make_library(mount / "library")
            os.environ["TMPDIR"] = scratch  # git's own scratch is elsewhere: the library's disk is what is full
            tempfile.tempdir = scratch
            for level in range(50):
                free = os.statvfs(mount).f_bavail * os.statvfs(mount).f_bsize
                filler = mount / "filler"
                filler.write_bytes(b"x" * max(0, free - level * 4096))
                before = git(root, "rev-parse", "HEAD").strip()
                job = list(deeds(Path(scratch), level + 2).values())[level % 3]
                code = ended(in_child(job, root))
                after = git(root, "rev-parse", "HEAD").strip()
                filler.unlink()
                wrong = faults(root, before)
                counts[f"{'recorded' if after != before else 'refused' if code == 4 else code}"] += 1
                if wrong or (after == before and code == 0) or code not in (0, 4):
                    print(f"disk: level {level}: status {code}, {wrong}")
                    return False
        finally:
            tempfile.tempdir = None
            subprocess.run(["umount", str(mount)], check=False)
    print(f"disk: 50 levels: nothing lost. {dict(sorted(counts.items()))}")
    return True


def rights() -> bool:
    """Five places that the writer may not write."""
    if os.geteuid() != 0:
        print("rights: NOT RUN, only root can become somebody else")
        return True
    # place to how many of the three changes need it: the first makes a folder in `specs`, the second a file in `baselines`
    places = {".": 0, "specs": 1, "baselines": 1, ".git": 3, ".git/objects": 3}
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)
        template = make_library(Path(scratch) / "template")
        for place, needed in places.items():
            root = Path(scratch) / "library"
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(template, root, symlinks=True)
            before = git(root, "rev-parse", "HEAD").strip()
            for path in (root, *root.rglob("*")):
                os.chown(path, 12345, 12345)
            (root / place).chmod(0o555)
            for path in (root / place).rglob("*") if place == ".git/objects" else ():
                if path.is_dir():
                    path.chmod(0o555)

            def become() -> None:
                os.setgid(12345)
                os.setuid(12345)
                os.environ["HOME"] = scratch

            codes = [ended(in_child(deed, root, become)) for deed in deeds(Path(scratch) / "inbox", 2).values()]
            for path in (root, *root.rglob("*")):
                os.chown(path, 0, 0)
                if path.is_dir():
                    path.chmod(0o755)
            wrong = [w for w in faults(root, before) if w != "neither before nor after"]
            if wrong or not set(codes) <= {0, 4} or codes.count(4) != needed:
                print(f"rights: {place}: {codes} {wrong}")
                return False
    print(f"rights: {len(places)} places: refused, or recorded where the change does not need the place")
    return True


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kills", "writers", "disk", "rights", "all"])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    asked = parser.parse_args()
    until = time.monotonic() + asked.seconds
    runs: dict[str, Callable[[], bool]] = {
        "kills": lambda: kills(asked.rounds, asked.seed, until),
        "writers": lambda: writers(asked.rounds, asked.seed, until),
        "disk": disk,
        "rights": rights,
    }
    held = [runs[name]() for name in (runs if asked.what == "all" else [asked.what])]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
