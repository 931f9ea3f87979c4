"""What each file of an import becomes: its work, its version, the form it is kept in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from specman.errors import InputError, LibraryError
from specman.formats.reading import read_document
from specman.intake.recognise import (
    is_version,
    matches,
    new_id,
    plain,
    same_content,
    unlike,
    version_in_name,
)
from specman.intake.sources import Source
from specman.intake.stored_form import TABLE_ENDINGS, TEXT_ENDINGS, read_expression, stored_form
from specman.model.document import Document, RevisionView
from specman.model.finding import Finding
from specman.model.house import House
from specman.model.identity import Work, WorkKind
from specman.model.plan import Planned, Wishes
from specman.store.library import Library, checked_version, checked_work_id
from specman.store.manifests import read_work, write_table

_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


def plan_sources(
    library: Library, sources: Sequence[Source], wishes: Wishes, house: House, progress: Callable[[str, int, int], None]
) -> tuple[list[Planned], Mapping[str, Work]]:
    """What each file becomes, and the works by id, those that are new here included.

    Args:
        house: how the library's documents cite; it says what is a Section of the Code.
        progress: called before each file is read: its name, how many were read, how many there are.

    Raises:
        InputError: a file that cannot be read (the message names it), or names that cannot be.
        LibraryError: the version is held with other content: an issued expression never changes.
    """
    planner = Planner(library, wishes, house)
    items: list[Planned] = []
    for place, source in enumerate(sources):
        progress(f"Reading {source.path.name}", place, len(sources))
        items += planner.plan(source)
    return list(_settled(_schemas_held(library, _once(items)))), planner.owners


class Planner:
    """Plans one file after another against one library."""

    def __init__(self, library: Library, wishes: Wishes, house: House) -> None:
        self.library = library
        self.house = house
        self.wishes = wishes
        self.owners: dict[str, Work] = dict(library.works)
        self._parsed: dict[tuple[str, str], Document] = {}

    def plan(self, source: Source) -> list[Planned]:
        if self.wishes.revisions != "both":
            document = self.read(source, self.wishes.revisions)
            return [self.one(source, document, self.wishes.version)]
        before, after = self.read(source, "reject"), self.read(source, "accept")
        if not after.revisions:
            return [self.one(source, after, self.wishes.version)]
        base, comma, target = self.wishes.version.partition(",")
        item = self.one(source, after, target if comma else base)
        if item.status == "unsure":
            return [item]
        if comma:
            return [self.one(source, before, base, keep=item.work), item]
        held = self.held_as(item.work, before)
        if not held:
            raise InputError(
                f"{source.name} is asked for with both sides of its tracked changes, but no version of {item.work} "
                "that the library holds is what it reads like with all of them rejected.",
                hint="Name both versions: --version 4.11,4.12 (before the changes, after them).",
                slug="redline-base",
            )
        return [item]

    def read(self, source: Source, revisions: RevisionView) -> Document:
        document = read_document(source.data, source.name, revisions=revisions)
        if document.revisions:
            count = len(document.revisions)
            verb = "accepted" if revisions == "accept" else "rejected"
            finding = Finding(
                "tracked-changes", "warning",
                f"The file has tracked changes ({count}); it was read with all of them {verb}.",
                "", source.name, 0, "Choose with --revisions accept, reject or both.",
            )  # fmt: skip
            document = replace(document, findings=(*document.findings, finding))
        return document

    def one(self, source: Source, document: Document, version: str, keep: str = "") -> Planned:
        work_id, said, why, is_named = self.identify(source, document)
        work_id = keep or work_id
        if not work_id:
            return self.unsure(source, document, why)
        known = self.owners.get(work_id)
        manifest = b"" if work_id in self.library.works else self.manifest(work_id, source, document)
        owner = known or read_work(manifest, f"specs/{work_id}/work.toml")
        number, how = self.version_of(source, document, owner, version or said)
        held_as = self.held_as(work_id, document, source.data) if not (version or said) else ""
        if held_as:
            number, how = held_as, f"the content of {held_as}"
        if not number:
            return self.unsure(source, document, f"recognised as {owner.name} by {why}, but no version is stated")
        number = checked_version(number)
        self.owners[work_id] = owner
        document = replace(document, work=work_id, version=number)
        data = stored_form(document, source.name, source.data)
        ending = source.path.suffix.lower()
        if not _keeps(owner, ending):
            raise InputError(
                f"{source.name} cannot be a version of {owner.name}, which is a {owner.kind} kept as {owner.suffix}.",
                hint="Name another work with --work.",
                slug="wrong-kind",
            )
        path = self.library.path_of(owner, number)
        held = self.library.tree.read(path)
        if held_as and held is not None:
            data = held
        if held is not None and held != data and not (version or said):
            why = f"recognised as {owner.name} by {why}, and {how} is {number}, which is held with other content"
            return self.unsure(source, document, why)
        if held is not None and held != data:
            raise LibraryError(
                f"{owner.name}@{number} is in the library with other content; an issued expression never changes.",
                hint="Give the corrected document a new version number.",
                slug="expression-exists",
            )
        document = self.compare_versions(source, document, number)
        status: Literal["new work", "new version", "unchanged"] = "new version" if known else "new work"
        return Planned(
            source.name, work_id, number, "unchanged" if held is not None else status, path, data, document,
            b"" if held is not None else manifest, " and ".join(part for part in (why, how) if part), is_named,
            hashlib.sha256(source.data).hexdigest() if ending not in (".md", ".xml", ".xsd", ".csv") else "",
        )  # fmt: skip

    def identify(self, source: Source, document: Document) -> tuple[str, str, str, bool]:
        """Work, version, reason, and whether the person named them; "" for what is unknown."""
        wishes, path = self.wishes, source.path
        for key in source.names:
            if key in wishes.named:
                work, _, version = wishes.named[key].partition("@")
                return self.known_id(work), version, "--as", True
        from_path = path.parent.name if source.is_named and is_version(path.stem) else ""
        if wishes.work or from_path:
            version = "" if wishes.version or not is_version(path.stem) else path.stem
            work = self.known_id(wishes.work or from_path)
            return work, version, "what you said" if wishes.work else "its path", bool(wishes.version or version)
        ending = path.suffix.lower()
        if ending == ".xml" and document.work in self.library.works:
            return document.work, "", "its own identification", False
        fitting = [work for work in self.library.works.values() if _keeps(work, ending)]
        found = matches(source.name, document, fitting, self.newest)
        if len(found) > 1 and found[0].score == found[1].score:
            names = " or ".join(self.library.works[match.work].name for match in found[:3])
            return "", "", f"it may be {names}", False
        if found:
            return found[0].work, "", found[0].why, False
        candidate = new_id(source.name, document, self.house)
        if not candidate or candidate in self.library.works:
            return "", "", "neither its name, its title nor its content is that of a work here", False
        return candidate, "", "nothing here like it", False

    def known_id(self, name: str) -> str:
        """The id of a work named by id, name or alias; a new work's id as it is."""
        if name in self.library.works:
            return name
        folded = plain(name)
        for work in self.library.works.values():
            if folded in (plain(work.name), plain(work.code), *(plain(alias) for alias in work.aliases)):
                return work.id
        return checked_work_id(name)

    def version_of(self, source: Source, document: Document, owner: Work, said: str) -> tuple[str, str]:
        """The version, and how it was found."""
        if said:
            return said, ""
        stated, in_name = document.metadata.stated_version, version_in_name(source.name)
        if stated and is_version(stated):
            return stated, "the version it states"
        if in_name:
            return in_name, "the version in its file name"
        is_code = owner.kind in ("code-section", "appendix") or owner.id not in self.library.works
        if self.wishes.baseline and is_code:
            return self.wishes.baseline, "the number of the baseline"
        return "", ""

    def held_as(self, work_id: str, document: Document, data: bytes = b"") -> str:
        """The newest held version with this very content, "" when there is none."""
        work = self.library.works.get(work_id)
        for version in reversed(self.library.versions(work)) if work is not None else ():
            assert work is not None
            if work.suffix == ".xsd":
                if self.library.read_expression(work, version) == data:
                    return version
            elif same_content(document, self.parsed(work, version)):
                return version
        return ""

    def newest(self, work: Work) -> Document | None:
        versions = self.library.versions(work)
        return self.parsed(work, versions[-1]) if versions else None

    def parsed(self, work: Work, version: str) -> Document:
        key = (work.id, version)
        if key not in self._parsed:
            self._parsed[key] = read_expression(self.library, work, version)
        return self._parsed[key]

    def compare_versions(self, source: Source, document: Document, number: str) -> Document:
        """Add the finding that the file's name, its own words and the version it gets do not agree."""
        stated = document.metadata.stated_version
        differing = unlike(
            {
                "imported as": number,
                "its own words say": stated if is_version(stated) else "",
                "its file name says": version_in_name(source.name),
            }
        )
        if not differing:
            return document
        finding = Finding(
            "version-differs", "warning", f"The versions of {source.path.name} do not agree: {differing}.", "",
            source.name, 0, "Correct the one that is wrong, or import it under the other number.",
        )  # fmt: skip
        return replace(document, findings=(*document.findings, finding))

    def manifest(self, work_id: str, source: Source, document: Document) -> bytes:
        """The `work.toml` of a work the library does not know yet; its owner edits it from there."""
        suffix = source.path.suffix.lower()
        letters, house = self.house.letters_of(work_id), self.house
        guessed: WorkKind = "schema" if suffix == ".xsd" else "table" if suffix in TABLE_ENDINGS else "specification"
        if letters and suffix in TEXT_ENDINGS:
            guessed = "code-section"
        values: dict[str, object] = {
            "id": work_id,
            "title": self.wishes.title or document.metadata.title or work_id,
            "kind": self.wishes.kind or guessed,
            "name": work_id.upper(),
        }
        own_units = ["section", "clause", "paragraph", "table"]
        if letters and values["kind"] == "code-section":
            values |= {
                "name": f"{house.code} {letters}", "prefix": house.code, "code": house.section_document(letters),
                "aliases": [f"Section {letters}"],
            }  # fmt: skip
            own_units.remove("section")  # in the Code a Section is always cited with its letter
        values["citations"] = {
            "own_units": own_units,
            "terms_from": [house.definitions] if letters and house.definitions else [],
        }
        return write_table(values)

    def unsure(self, source: Source, document: Document, why: str) -> Planned:
        return Planned(source.name, "", "", "unsure", "", b"", document, why=why)


def _keeps(work: Work, ending: str) -> bool:
    """True when a file of this ending can be an expression of the work."""
    if work.suffix == ".xsd":
        return ending == ".xsd"
    return ending in (TABLE_ENDINGS if work.suffix == ".csv" else TEXT_ENDINGS)


def _once(items: Sequence[Planned]) -> Iterator[Planned]:
    """Two files of one expression: the same content is taken once; other content is a mistake."""
    taken: dict[str, Planned] = {}
    for item in items:
        before = taken.get(item.path) if item.path else None
        if before is not None and before.data != item.data:
            raise InputError(
                f"{before.file} and {item.file} would both be {item.path}.",
                hint="Import one of them, or name the work of the other with --as.",
                slug="import-twice",
            )
        if item.path:
            taken[item.path] = item
        yield replace(item, status="unchanged", why="the same content as another file") if before else item


def _settled(items: Iterator[Planned]) -> Iterator[Planned]:
    """Of a work that is new here, the first version brings the manifest and the others are new versions."""
    seen: set[str] = set()
    for item in items:
        if item.status == "new work" and item.work in seen:
            item = replace(item, status="new version", manifest=b"")
        seen.add(item.work)
        yield item


def _schemas_held(library: Library, items: Iterator[Planned]) -> Iterator[Planned]:
    """The items, with a finding on each schema that includes or imports one that neither library nor plan holds."""
    planned = list(items)
    held: set[str] | None = None
    for item in planned:
        schema = item.document.schema
        if schema is None or not schema.imports:
            yield item
            continue
        if held is None:
            held = {p.document.schema.namespace for p in planned if p.document.schema is not None}
            held |= {p.path.rpartition("/")[2] for p in planned} | {Path(p.file).name for p in planned}
            for work in library.works.values():
                versions = library.versions(work) if work.kind == "schema" else []
                if versions:
                    found = read_expression(library, work, versions[-1]).schema
                    held |= {found.namespace} if found is not None else set()
        missing = [
            location or namespace
            for namespace, location in schema.imports
            if namespace != _XML_NAMESPACE
            and (namespace or schema.namespace) not in held
            and location.rpartition("/")[2] not in held
        ]
        if missing:
            finding = Finding(
                "schema-not-held", "warning",
                f"{Path(item.file).name} takes in {', '.join(missing)}, which the library does not hold.", "",
                item.file, 1, "Import that schema too: what it defines cannot be followed.",
            )  # fmt: skip
            item = replace(item, document=replace(item.document, findings=(*item.document.findings, finding)))
        yield item
