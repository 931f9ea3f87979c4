"""How large a picture is drawn: by its own pixels, within the page."""

from __future__ import annotations

import struct

EMU_PER_PIXEL = 9525  # at 96 dots an inch
WIDEST = 5_760_000  # 16 cm
DEFAULT = (3_600_000, 2_160_000)


def extent(data: bytes) -> tuple[int, int]:
    """Width and height in English Metric Units, in proportion, no wider than the page."""
    pixels = _pixels(data)
    if pixels is None or 0 in pixels:
        return DEFAULT
    width, height = pixels[0] * EMU_PER_PIXEL, pixels[1] * EMU_PER_PIXEL
    if width > WIDEST:
        return WIDEST, max(1, height * WIDEST // width)
    return width, height


def _pixels(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"GIF8") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Size from the start-of-frame segment (ISO/IEC 10918-1, B.2.2)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, (length,) = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
