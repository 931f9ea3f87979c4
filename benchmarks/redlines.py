"""Redlines settled by another program: LibreOffice accepts, and rejects, every tracked change; the words are read back.

    python benchmarks/redlines.py                      the shipped baselines 4.11 and 4.12
    python benchmarks/redlines.py OLD.docx NEW.docx …  pairs of files

Needs Debian's libreoffice-writer-nogui and python3-uno.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from peers import python_of_office

from specman.formats.reading import read_document
from specman.model.change import ChangeSet, StateName, WorkChange
from specman.model.document import Document
from specman.state.changes import diff_baselines
from specman.state.file_changes import compare_files
from specman.store.library import Library
from specman.usecases.ask.redline import redlines

ROOT = Path(__file__).parent.parent


def words(document: Document) -> str:
    """The letters of the text in order, the first page's left out: LibreOffice gives its styles other names."""
    found = [
        part for p in document.provisions[1:] for part in (p.num, p.heading, *(p.cells or p.text.split("\n"))) if part
    ]
    return "".join("".join(found).split())


def settled(data: bytes, folder: Path) -> Iterator[tuple[str, Document]]:
    """What LibreOffice makes of a redline: `accept` and `reject`, and the text."""
    python, script = python_of_office(), Path(__file__).with_name("office.py")
    redline = folder / "redline.docx"
    redline.write_bytes(data)
    for job in ("accept", "reject"):
        out = folder / f"{job}.docx"
        subprocess.run([str(python), str(script), job, str(redline), str(out)], check=True, capture_output=True)
        yield job, read_document(out.read_bytes(), out.name)


def works() -> Iterator[WorkChange]:
    """The works that changed, of the pairs named or of the shipped baselines."""
    files = [Path(said) for said in sys.argv[1:]]
    if not files:
        yield from diff_baselines(Library(ROOT), "4.11", "4.12").works
    for old, new in zip(files[::2], files[1::2], strict=True):
        yield from compare_files(old, new).works


def main() -> None:
    """Settle each redline, and say which came back."""
    if python_of_office() is None:
        raise SystemExit("LibreOffice or its python3-uno is not here.")
    counts: Counter[str] = Counter()
    for work in works():
        for _, data in redlines(ChangeSet(StateName("file", "base"), StateName("file", "target"), (work,))).files:
            with tempfile.TemporaryDirectory() as scratch:
                for job, document in settled(data, Path(scratch)):
                    wanted = work.target if job == "accept" else work.base
                    assert wanted is not None
                    same = words(document) == words(wanted)
                    counts[f"{job}ed is the {'target' if job == 'accept' else 'base'}" if same else "differs"] += 1
                    if not same:
                        print(f"{work.name}: {job}ed it differs")
    for said, count in sorted(counts.items()):
        print(f"{said}: {count}")


if __name__ == "__main__":
    main()
