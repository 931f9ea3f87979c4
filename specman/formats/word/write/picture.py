"""A picture in a Word file, as large as its own pixels say, within the page."""

from __future__ import annotations

import struct
from xml.sax.saxutils import quoteattr

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


def drawing(number: int, relationship: str, name: str, data: bytes) -> str:
    """A picture as a run.

    Args:
        number: of the drawing, counted through the document.
        relationship: the id by which the document names the file that holds the picture.
    """
    width, height = extent(data)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name={quoteattr(name)}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


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
