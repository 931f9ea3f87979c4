"""Writes a code as a library of specman: one work for each title, or for each chapter.

    python benchmarks/code_library.py --code CODE.tar.xz FOLDER [--by title|chapter] [--titles 1,47] [--version 2016]

The folder then has a manifest, the house file, and Akoma Ntoso under `specs/`. Make it a git repository (`git init`, add, commit)
and freeze a baseline as of any library.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.code_citations import HOUSE
from benchmarks.dc_code import Section, read_code
from specman.formats import akn
from specman.formats.outline import Outline
from specman.model.document import Document, Metadata
from specman.store.manifests import write_table


def document(sections: Iterable[Section], work: str, version: str, title: str, depth: int) -> Document:
    """Sections as one document, in the containers below a depth; each paragraph under its numbers."""
    outline = Outline(work, version, "the code")
    held: dict[tuple[str, ...], str] = {}
    for section in sections:
        parent = ""
        for level, container in enumerate(section.within[depth:], depth):
            path = tuple(f"{c.kind} {c.number}" for c in section.within[: level + 1])
            if path not in held:
                heading = f"{path[-1]}. {container.heading}"
                held[path] = outline.add("section", parent, heading=heading)
            parent = held[path]
        here = outline.add("section", parent, num=section.number, heading=section.heading)
        items: dict[tuple[str, ...], str] = {(): here}
        for passage in section.passages:
            for at in range(1, len(passage.numbers) + 1):
                path = passage.numbers[:at]
                if path not in items:
                    items[path] = outline.add("item", items[path[:-1]], num=path[-1])
            outline.extend(items[passage.numbers], passage.words, ())
    return outline.document(Metadata(title=title))


def write(code: dict[str, Section], folder: Path, by: str, version: str) -> int:
    """Write the library; the number of works."""
    depth = 1 if by == "title" else 2
    folder.mkdir(parents=True)
    (folder / "specman.toml").write_bytes(write_table({"title": "A code of many titles", "name": "DC"}))
    shutil.copyfile(HOUSE, folder / "citations.toml")
    works = 0
    for key, group in groupby(code.values(), key=lambda s: tuple(c.number for c in s.within[:depth])):
        sections = list(group)
        containers = sections[0].within[:depth]
        work = re.sub(r"[^a-z0-9]+", "-", "title " + " ".join(key).casefold()).strip("-")
        title = ", ".join(f"{c.kind} {c.number}" for c in containers) + f": {containers[-1].heading}"
        holder = folder / "specs" / work
        holder.mkdir(parents=True)
        manifest = {
            "id": work, "title": title, "kind": "specification", "name": work.replace("-", " ").capitalize(),
            "code": "DC:" + "-".join(key),
        }  # fmt: skip
        (holder / "work.toml").write_bytes(write_table(manifest))
        (holder / f"{version}.xml").write_bytes(akn.serialise(document(sections, work, version, title, depth)))
        works += 1
    return works


def main() -> None:
    """Read and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--code", type=Path, required=True)
    parser.add_argument("--by", choices=("title", "chapter"), default="title")
    parser.add_argument("--titles", default="", help="only these, with commas between")
    parser.add_argument("--version", default="2016")
    given = parser.parse_args()
    if given.folder.exists():
        sys.exit(f"{given.folder} is there already; name a new folder.")
    wanted = set(filter(None, given.titles.split(",")))
    code = {n: s for n, s in read_code(given.code).items() if not wanted or s.within[0].number in wanted}
    print(f"{write(code, given.folder, given.by, given.version)} works, {len(code)} sections")


if __name__ == "__main__":
    main()
