"""A comparison as Word files with tracked changes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from specman.compare.words import align, likeness, tokens
from specman.errors import UsageError, or_list
from specman.formats.word.redline import Author, redline
from specman.model.change import ChangeSet, WorkChange
from specman.state.pictures import pictures_of
from specman.store.library import Library

AUTHOR = "specman"
_UNDATED = "1980-01-01"


@dataclass(frozen=True)
class Redlines:
    """Word files by name, and the works that are no text and so have none."""

    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[str, ...]


def redlines(changes: ChangeSet, *, author: str = AUTHOR, date: str = "", library: Library | None = None) -> Redlines:
    """A redline for each text that both sides have and that changed.

    Args:
        author: the name recorded as author of the changes.
        date: when, ISO; the date of the target when empty.
        library: keeps the pictures of the texts, when they are not those of files.
    """
    who = Author(author, f"{date or changes.target.date or _UNDATED}T00:00:00Z")
    files: list[tuple[str, bytes]] = []
    left_out: list[str] = []
    for work in changes.works:
        if work.status == "unchanged":
            continue
        if not has_redline(work):
            left_out.append(work.name)
            continue
        assert work.base is not None and work.target is not None
        versions = "-".join(v for v in (work.base_version, work.target_version) if v)
        stem = "".join(
            sign if sign.isalnum() or sign in "-._" else "-" for sign in f"{work.work}-{versions}".strip("-")
        )
        data = redline(
            work.base,
            work.target,
            who,
            align=align,
            likeness=likeness,
            tokens=tokens,
            partners=work.partners(),
            name=work.name,
            images=pictures_of(
                (work.base, work.target), library, f"specs/{work.work}", f"modifications/{changes.target.name}"
            ),
        )
        files.append((f"{stem}.docx", data))
    return Redlines(tuple(files), tuple(left_out))


def has_redline(work: WorkChange) -> bool:
    """Whether a work is a text that both sides have: no schema, and no table kept as one."""
    return (
        work.base is not None
        and work.target is not None
        and work.base.schema is None
        and not work.target.provisions[0].cells
    )


def one_file(found: Redlines) -> bytes:
    """The one redline there is.

    Raises:
        UsageError: there is none, or there are several.
    """
    if not found.files and not found.left_out:
        raise UsageError("The two sides say the same, so there is no redline to write.")
    if not found.files:
        raise UsageError(
            "No text differs on both sides, so there is no redline to write.",
            hint="Schemas, tables, and documents that one side lacks are shown as text, HTML or Markdown.",
        )
    if len(found.files) > 1:
        names = [name.rpartition("-")[0].rpartition("-")[0] or name for name, _ in found.files]
        raise UsageError(
            f"{len(found.files)} documents changed, and a Word file holds one: {or_list(names)}.",
            hint="Choose one with --work, or write them all to a file that ends in .zip.",
        )
    return found.files[0][1]


def zipped(found: Redlines) -> bytes:
    """All redlines in one archive; the same redlines give the same bytes.

    Raises:
        UsageError: there is none.
    """
    if not found.files:
        one_file(found)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.files:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()
