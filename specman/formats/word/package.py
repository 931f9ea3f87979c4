"""The package a Word file is: a zip of XML parts and the relationships between them. Hostile until read.

Names of members are never used as paths, nothing is unpacked to disk, and nothing outside the file is fetched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from specman.errors import InputError
from specman.formats.xml import parse_xml
from specman.limits import (
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_TAGS,
    MAX_UNPACKED_BYTES,
    SMALL_ZIP_BYTES,
    beyond,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Files saved as "Strict Open XML" use other names for the same things (ISO/IEC 29500-4, annex A).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE[:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "a PDF", "Export the document from Word as .docx; the text of a PDF has lost its structure."),
    (b"{\\rtf", "rich text (RTF)", "Open it in Word and save it as .docx."),
    (b"<!DOCTYPE html", "a web page", "Open it in Word and save it as .docx."),
    (b"<html", "a web page", "Open it in Word and save it as .docx."),
    (b"<?xml", "a single XML file", "Open it in Word and save it as .docx."),
)


@dataclass(frozen=True)
class Relationship:
    """Where one part points: a name inside the package, or an address outside it, which is never followed."""

    sort: str
    target: str
    is_external: bool


class Package:
    """A Word file opened for reading; parts are read when asked for."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._members = {info.filename.lstrip("/"): info for info in archive.infolist()}
        self._folded = {member.casefold(): member for member in self._members}
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self._tags: dict[str, int] = {}  # of each part that was parsed
        self.name = name

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the parts."""
        return tuple(self._members)

    def read(self, part: str) -> bytes | None:
        """A part's bytes, None when there is no such part. Names differ in letter case between programs.

        Raises:
            InputError: the part is damaged.
        """
        member = self._folded.get(part.casefold())
        if member is None:
            return None
        try:
            return self._archive.read(self._members[member])
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise damaged(self.name, f"its part {part} cannot be read ({error})") from None
        except Exception as error:  # zlib.error and its like have no common base
            raise damaged(self.name, f"its part {part} cannot be read ({error})") from None

    def starts(self, part: str) -> bytes:
        """The first bytes of a part, b"" where they cannot be read."""
        try:
            with self._archive.open(self._members[part]) as member:
                return member.read(200)
        except Exception:  # zipfile's and zlib's errors have no common base; `read` names what is wrong
            return b""

    def xml(self, part: str) -> etree._Element | None:
        """A part parsed by the one hardened parser, None when there is no such part."""
        data = self.read(part)
        if data is None:
            return None
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        self._tags[part.casefold()] = data.count(b"<")
        if sum(self._tags.values()) > MAX_TAGS:
            raise beyond(self.name, "tags in its parts", MAX_TAGS)
        return parse_xml(data, f"{self.name} ({part})")

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """Relationships of a part by id; of the whole package when none is named."""
        if part in self._relationships:
            return self._relationships[part]
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relationship] = {}
        for item in root.iter(_RELATIONSHIP) if root is not None else ():
            target = item.get("Target", "")
            external = item.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relationship(item.get("Type", "").rpartition("/")[2], target, external)
        self._relationships[part] = found
        return found

    def related(self, part: str, sort: str) -> str:
        """Name of the first part a part is related to in this way, "" when there is none."""
        for relationship in self.relationships(part).values():
            if relationship.sort == sort and not relationship.is_external:
                return relationship.target
        return ""


def open_package(data: bytes, name: str) -> Package:
    """Open a Word file.

    Raises:
        InputError: it is something else, damaged, encrypted, carries macros, or unpacks to too much.
    """
    if data.startswith(_OLE):
        raise _old_or_encrypted(data, name)
    for start, sort, hint in _OTHERS:
        if data.lstrip()[: len(start)].lower() == start.lower():
            raise InputError(f"{name} is not a Word file but {sort}.", hint=hint, slug="wrong-format")
    archive = open_zip(data, name)
    package = Package(archive, name)
    if any(member.casefold().endswith("vbaproject.bin") for member in package.members):
        raise InputError(
            f"{name} carries macros, which specman does not take into a library.",
            hint="Save it from Word as a document without macros (.docx).",
            slug="macros",
        )
    if package.related("", "officeDocument") == "" and package.read("word/document.xml") is None:
        raise InputError(
            f"{name} is a zip file, but no Word document: it names no main part.",
            hint="Check that this is the file you meant; a folder of documents is imported as a .zip.",
            slug="wrong-format",
        )
    return package


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a zip whose contents are of a size a person would send.

    Raises:
        InputError: it is damaged, encrypted, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        why = "it ends before its contents do" if data.startswith(b"PK") else "it is not a zip package"
        raise damaged(name, why) from None
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    longest = max((info.file_size for info in infos), default=0)
    if len(infos) > MAX_MEMBERS or total > MAX_UNPACKED_BYTES or longest > MAX_MEMBER_BYTES:
        raise InputError(
            f"{name} unpacks to {total // 1_048_576} MB in {len(infos)} members, the largest "
            f"{longest // 1_048_576} MB; specman reads up to {MAX_UNPACKED_BYTES // 1_048_576} MB in {MAX_MEMBERS}, "
            f"each up to {MAX_MEMBER_BYTES // 1_048_576} MB.",
            hint="Check where the file comes from; split a document that is really this large.",
            slug="zip-bomb",
        )
    if total > SMALL_ZIP_BYTES and total / packed > MAX_RATIO:
        raise InputError(
            f"{name} unpacks to {total // packed} times its size, which no real document does.",
            hint="Check where the file comes from.",
            slug="zip-bomb",
        )
    if any(info.flag_bits & 1 for info in infos):
        raise InputError(
            f"{name} is protected by a password.", hint="Save it without a password first.", slug="encrypted"
        )
    return archive


def damaged(name: str, why: str) -> InputError:
    """The error for a file that cannot be opened."""
    return InputError(
        f"{name} is damaged: {why}.",
        hint="Fetch the file again, or open it in Word and save it anew.",
        slug="damaged",
    )


def _old_or_encrypted(data: bytes, name: str) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputError(
            f"{name} is encrypted.",
            hint="Open it in Word with its password and save it without one (File, Info, Protect Document).",
            slug="encrypted",
        )
    return InputError(
        f"{name} is in the old binary format of Word 97 to 2003.",
        hint="Open it in Word or LibreOffice and save it as .docx "
        "(soffice --headless --convert-to docx converts a whole folder).",
        slug="old-word",
    )
