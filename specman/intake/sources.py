"""What a person hands over: files, folders and zips, as bytes with a name each. Nothing is unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from specman.errors import InputError
from specman.formats.reading import READABLE, TRIED
from specman.formats.word.package import damaged, open_zip
from specman.limits import MAX_MEMBER_BYTES, MAX_UNPACKED_BYTES, beyond

_NOISE = ("~$", ".", "__MACOSX")


@dataclass(frozen=True)
class Source:
    """One file to be read.

    Attributes:
        name: what messages call it: its path, or `archive.zip/path inside`.
        is_named: True when the person named this very file, not a folder or zip that holds it.
    """

    name: str
    data: bytes
    is_named: bool = True

    @property
    def path(self) -> PurePath:
        """Its name as a path; the last two parts may tell work and version."""
        return PurePath(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """What a person may call it."""
        return self.name, self.path.name


@dataclass(frozen=True)
class Given:
    """Files to be read, in order of name, and what lay beside them and is not read, each with the reason."""

    sources: tuple[Source, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def gather(paths: Iterable[Path]) -> Given:
    """Files as they are, folders and zips with all that is in them.

    Raises:
        InputError: there is no such file, a zip is damaged or unpacks to too much, or nothing readable is found.
    """
    sources: list[Source] = []
    left_out: list[tuple[str, str]] = []
    given = list(paths)
    for path in given:
        if path.is_dir():
            _folder(path, sources, left_out)
        elif path.suffix.lower() == ".zip" and path.is_file():
            _archive(path, sources, left_out)
        elif path.is_file():
            sources.append(Source(str(path), _bytes(path)))
        else:
            raise InputError(f"There is no file {path}.", hint="Check the path.", slug="no-file")
    if not sources:
        names = " or ".join(str(path) for path in given)
        raise InputError(
            f"There is nothing in {names} that specman reads.",
            hint=f"It reads {', '.join(READABLE)}, alone, in folders and in .zip files.",
            slug="nothing-to-import",
        )
    return Given(tuple(sources), tuple(left_out))


def _folder(folder: Path, sources: list[Source], left_out: list[tuple[str, str]]) -> None:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if not path.is_file() or any(part.startswith(_NOISE) for part in inside.parts):
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            left_out.append((str(path), "a link that leads outside the folder"))
        elif path.suffix.lower() in TRIED:
            sources.append(Source(str(path), _bytes(path), is_named=False))
        else:
            left_out.append((str(path), _why(path.suffix)))


def _archive(path: Path, sources: list[Source], left_out: list[tuple[str, str]]) -> None:
    archive = open_zip(_bytes(path), str(path))
    for info in sorted(archive.infolist(), key=lambda one: one.filename):
        inside = PurePath(info.filename.replace("\\", "/"))
        if info.is_dir() or any(part.startswith(_NOISE) and part != ".." for part in inside.parts):
            continue
        name = f"{path}/{inside}"
        if inside.suffix.lower() not in TRIED:
            left_out.append((name, _why(inside.suffix)))
            continue
        try:
            with archive.open(info) as member:
                data = member.read(MAX_MEMBER_BYTES + 1)
        except Exception as error:  # zipfile and zlib errors have no common base
            raise damaged(str(path), f"its member {inside} cannot be read ({error})") from None
        sources.append(Source(name, data, is_named=False))


def _bytes(path: Path) -> bytes:
    """A file's bytes; one that is longer than anything specman reads is not read into memory to say so."""
    if path.stat().st_size > MAX_UNPACKED_BYTES:
        raise beyond(str(path), "bytes", MAX_UNPACKED_BYTES)
    return path.read_bytes()


def _why(ending: str) -> str:
    return f"specman does not read {ending.lower()} files" if ending else "it has no ending that tells its format"
