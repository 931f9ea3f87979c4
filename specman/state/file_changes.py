"""Comparing files on disk: with each other, with their own tracked changes, with a version that the library holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from specman.citations.houses import shipped
from specman.errors import InputError, UsageError
from specman.model.change import ChangeSet, StateName
from specman.model.finding import unread
from specman.model.identity import VERSION, HouseRules, Work, WorkKind
from specman.state.comparison import Pair, compare
from specman.state.subjects import must_be_file

if TYPE_CHECKING:
    from specman.model.document import Document

_OF_THE_CODE = re.compile(r"([A-Z])\d{1,2}[A-Z]?(?:\.\d.*)?")
_OWN_UNITS = frozenset({"section", "clause", "paragraph", "table"})


def refuse_missing(base: str, target: str) -> None:
    """Raise an error when a name can only be that of a file, and there is none.

    Raises:
        InputError: no such file, or a folder and a file.
    """
    for name, other in ((base, target), (target, base)):
        path = Path(name)
        if path.is_dir() and Path(other).is_file():
            raise InputError(f"{name} is a folder.", hint="Compare two files.", slug="no-file")
        if must_be_file(name) and not path.is_file():
            raise InputError(f"There is no file {name}.", hint="Check the path.", slug="no-file")


def compare_files(base: Path, target: Path) -> ChangeSet:
    """Compare two files of any readable format, without a library. The stem of the base is the work's name.

    The files that a schema includes or imports are compared with it, by name. Tracked changes of a Word file are read
    as accepted, and a note states that.
    """
    from specman.formats.reading import read_document

    documents = [read_document(path.read_bytes(), str(path), work=base.stem) for path in (base, target)]
    refuse_two_kinds(documents[0], documents[1], base.name, target.name)
    name = _common_stem(base.stem, target.stem)
    if VERSION.fullmatch(name):  # 3.0.3.md and 3.1.0.md: a version names no document
        name = documents[1].metadata.title or name
    work = work_of_files(base.stem, name, documents)
    sides = tuple(StateName("file", called) for called in _called(base, target))
    pairs: list[Pair] = [(work, documents[0], documents[1])]
    same: list[Document] = []
    notes = [note for path, document in zip((base, target), documents, strict=True) for note in tracked(path, document)]
    if work.kind == "schema":
        from specman.state.schema_files import notes_on, parts_of, parts_together

        left, right = parts_of(base, documents[0]), parts_of(target, documents[1])
        for location, before, after in parts_together(left, right):
            if before == after:
                same.append(after)
                continue
            part = Work(location, location, work.kind, location, location, location)
            pairs.append((part, before, after))
        notes += notes_on(((base.name, left), (target.name, right)))
        notes += [
            f"{path.name} declares attributes in a document type, which was not read."
            for path in (base, target)
            if b"<!ATTLIST" in path.read_bytes()
        ]
    found = compare(sides[0], sides[1], pairs, {pair[0].id: pair[0] for pair in pairs}, shipped(), same=lambda: same)
    missed = tuple(_unread((base, documents[0]), (target, documents[1])))
    return replace(found, notes=tuple(notes), unread=missed)


def compare_tracked(path: Path) -> ChangeSet:
    """What the tracked changes of one Word file change: the text before them against the text with them.

    Raises:
        InputError: the file holds no tracked change.
    """
    from specman.formats.reading import read_document

    data = path.read_bytes()
    before, after = (read_document(data, str(path), work=path.stem, revisions=side) for side in ("reject", "accept"))
    if not after.revisions:
        raise InputError(
            f"{path.name} holds no tracked changes, so there is nothing to compare it with.",
            hint=f"Name a second file, or a version: specman diff {path.name} OTHER",
            slug="no-tracked-changes",
        )
    work = work_of_files(path.stem, path.stem, (before, after))
    sides = (StateName("file", f"{path.name}, changes rejected"), StateName("file", f"{path.name}, changes accepted"))
    found = compare(*sides, [(work, before, after)], {work.id: work}, shipped())
    return replace(found, unread=tuple(dict.fromkeys(_unread((path, before), (path, after)))))


def _called(base: Path, target: Path) -> tuple[str, str]:
    """What two files are called: by their names, with as many folders as tell them apart."""
    sides = base.parts, target.parts
    deep = next((n for n in range(1, max(map(len, sides)) + 1) if sides[0][-n:] != sides[1][-n:]), 1)
    return str(Path(*sides[0][-deep:])), str(Path(*sides[1][-deep:]))


def _unread(*sides: tuple[Path, Document]) -> list[str]:
    return [words for path, document in sides for words in unread(document.findings, path.name)]


def tracked(path: Path, document: Document) -> tuple[str, ...]:
    """That a file holds tracked changes, and how they were taken."""
    count = len(document.revisions)
    if not count:
        return ()
    counted = "1 tracked change, which was taken" if count == 1 else f"{count} tracked changes, which were taken"
    return (f"{path.name} holds {counted} as accepted; specman diff {path.name} shows what they change.",)


def refuse_two_kinds(one: Document, other: Document, name: str, other_name: str) -> None:
    """A schema is not compared with a text.

    Raises:
        UsageError: they are of two kinds.
    """
    if (one.schema is None) != (other.schema is None):
        raise UsageError(f"{name} and {other_name} are a schema and a text.", hint="Compare two files of one kind.")


def work_of_files(stem: str, name: str, sides: Sequence[Document]) -> Work:
    """A work made up for files outside a library; the numbers they print decide how their citations are read.

    Numbers such as `H3.2` are those of a Section of the Code, which its own text cites by them. Otherwise a bare number
    behind a unit word (`section 4.2`) means the file itself, and so does the heading of a section where most have no
    number.

    Args:
        stem: the id of the work.
        name: what reports call it.
    """
    if any(document.schema is not None for document in sides):
        return Work(stem, sides[-1].metadata.title or name, "schema", name, name, name)
    parts = [p for document in sides for p in document.provisions if p.kind in ("section", "clause")]
    letters = Counter(match[1] for p in parts if (match := _OF_THE_CODE.fullmatch(p.label)))
    letter, count = letters.most_common(1)[0] if letters else ("", 0)
    of_the_code = 2 * count > len(parts)
    kind: WorkKind = "code-section" if of_the_code else "appendix"
    sections = [p for p in parts if p.kind == "section"]
    by_heading = 2 * sum(not p.num for p in sections) > len(sections)
    house = HouseRules(own_units=_OWN_UNITS, by_heading=by_heading)
    code = shipped().section_document(letter) if of_the_code else name
    # both files are called by one name here: a provision is called by its number alone
    return Work(stem, sides[-1].metadata.title or name, kind, name, "", code, house=house)


def _common_stem(base: str, target: str) -> str:
    """The words two file names share (`DUIS Schema`), or both names."""
    shared = [a for a, b in zip(base.split(), target.split(), strict=False) if a == b]
    return " ".join(shared) or f"{base} → {target}"
