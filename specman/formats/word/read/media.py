"""Pictures of a Word file, kept under names made of their content."""

from __future__ import annotations

import hashlib

from specman.errors import InputError
from specman.formats.word.package import Package, Relationship
from specman.limits import MAX_PICTURES_BYTES
from specman.model.document import Image
from specman.model.finding import Finding

_SIGNATURES = (
    (b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"), (b"\xd7\xcd\xc6\x9a", "wmf"), (b"\x01\x00\x00\x00", "emf"), (b"<svg", "svg"),
    (b"<?xml", "svg"),
)  # fmt: skip


class Media:
    """The pictures met while reading, each once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._found: dict[str, Image] = {}
        self._names: dict[str, str] = {}  # by part: a picture may be met over and over
        self._size = 0
        self._linked = 0

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures, by name."""
        return tuple(self._found[name] for name in sorted(self._found))

    def name(self, found: Relationship | None) -> str:
        """The name a picture is kept under; "" for one that is only linked to: nothing outside is fetched."""
        if found is None:
            return ""
        if not found.is_external and found.target in self._names:
            return self._names[found.target]
        data = None if found.is_external else self._package.read(found.target)
        if data is None:
            self._linked += 1
            return ""
        image = Image(f"{hashlib.sha256(data).hexdigest()[:32]}.{_ending(data)}", data)
        if image.name not in self._found:
            self._size += len(data)
            if self._size > MAX_PICTURES_BYTES:
                raise InputError(
                    f"{self._package.name} holds pictures of more than {MAX_PICTURES_BYTES // 1_048_576} MB.",
                    hint="Compress the pictures in Word (Picture Format, Compress Pictures), and save it.",
                    slug="too-large",
                )
            self._found[image.name] = image
        self._names[found.target] = image.name
        return image.name

    def findings(self, name: str) -> list[Finding]:
        """What was not taken over."""
        if not self._linked:
            return []
        message = f"Pictures that are links to other files were not fetched ({self._linked})."
        return [Finding("image-linked", "warning", message, "", name, 0, "Embed them in Word, then import again.")]


def _ending(data: bytes) -> str:
    for start, ending in _SIGNATURES:
        if data.startswith(start):
            return ending
    return "bin"
