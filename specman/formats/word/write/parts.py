"""The parts of a Word file around its text: relationships, content types, footnotes, footer, properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from specman.formats.word import house
from specman.model.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    f'xmlns:w="{house.NAMESPACE}" xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff",
    "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml",
}  # fmt: skip
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1276" w:right="1276" w:bottom="1276" w:left="1276" w:header="567" w:footer="567" '
    'w:gutter="0"/></w:sectPr>'
)
_SETTINGS = (
    f'<w:settings xmlns:w="{house.NAMESPACE}"><w:defaultTabStop w:val="567"/><w:footnotePr>'
    '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    "</w:settings>"
)


@dataclass
class Attached:
    """What the text refers to in other parts of the file, each in the order in which it was met.

    Attributes:
        footnotes: as they are written, the first numbered 1.
        links: addresses outside the file, each with its relationship.
        pictures: names of pictures, each with its relationship.
    """

    footnotes: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """The relationship by which the text leads to an address outside the file."""
        return self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")

    def picture(self, name: str) -> str:
        """The relationship by which the text shows a picture."""
        return self.pictures.setdefault(name, f"rIdPicture{len(self.pictures) + 1}")


def packed(
    body: str, document: Document, name: str, attached: Attached, numbering: str, images: Mapping[str, bytes]
) -> bytes:
    """A body with the other parts it needs, zipped. The same parts give the same bytes.

    Args:
        document: gives version, title and date.
        name: what the work is called, for the foot of each page.
        numbering: `numbering.xml`.
        images: the pictures the text names, by the names it gives them.
    """
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(attached.pictures),
        "_rels/.rels": _relationships(
            {
                "rId1": ("officeDocument", "word/document.xml", False),
                "rId2": ("core", "docProps/core.xml", False),
            }
        ),
        "docProps/core.xml": _core(document.metadata.title, document.metadata.date),
        "word/document.xml": f"<w:document {ROOT}><w:body>{body}{_SECTION}</w:body></w:document>",
        "word/footer1.xml": _footer(name, document.version),
        "word/footnotes.xml": _footnotes(attached.footnotes),
        "word/numbering.xml": numbering,
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": house.styles(),
        "word/_rels/document.xml.rels": _relationships(
            {
                "rIdStyles": ("styles", "styles.xml", False),
                "rIdNumbering": ("numbering", "numbering.xml", False),
                "rIdSettings": ("settings", "settings.xml", False),
                "rIdFootnotes": ("footnotes", "footnotes.xml", False),
                "rIdFooter": ("footer", "footer1.xml", False),
                **{key: ("hyperlink", target, True) for target, key in attached.links.items()},
                **{key: ("image", f"media/{picture}", False) for picture, key in attached.pictures.items()},
            }
        ),
    }
    parts |= {f"word/media/{picture}": images[picture] for picture in attached.pictures}
    return _zipped(parts)


def _footer(name: str, version: str) -> str:
    left = escape(" · ".join(part for part in (name, f"Version {version}" if version else "") if part))
    words = f'<w:r><w:t xml:space="preserve">{left}</w:t></w:r>' if left else ""
    page = (
        '<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    return f'<w:ftr {ROOT}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}{page}</w:p></w:ftr>'


def _footnotes(footnotes: Sequence[str]) -> str:
    rule = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    return f"<w:footnotes {ROOT}>{rule}{''.join(footnotes)}</w:footnotes>"


def _core(title: str, date: str) -> str:
    day = date or "1980-01-01"
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>specman</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
    )


def _content_types(pictures: Iterable[str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {
        "/word/document.xml": f"{word}.document.main+xml", "/word/styles.xml": f"{word}.styles+xml",
        "/word/numbering.xml": f"{word}.numbering+xml", "/word/settings.xml": f"{word}.settings+xml",
        "/word/footnotes.xml": f"{word}.footnotes+xml", "/word/footer1.xml": f"{word}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }  # fmt: skip
    endings = sorted({picture.rpartition(".")[2] for picture in pictures})
    defaults = "".join(
        f'<Default Extension="{end}" ContentType="{_PICTURE_TYPES.get(end, "application/octet-stream")}"/>'
        for end in endings
    )
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in named.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{defaults}{overrides}</Types>'
    )


def _relationships(rows: Mapping[str, tuple[str, str, bool]]) -> str:
    """A part's relationships: by their ids, the sort, the target, and whether that is outside the file."""
    out = ['<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for key, (sort, target, is_external) in rows.items():
        kind = (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            if sort == "core"
            else f"{_OFFICE}/{sort}"
        )
        mode = ' TargetMode="External"' if is_external else ""
        out.append(f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}{mode}/>')
    return "".join([*out, "</Relationships>"])


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data if isinstance(data, bytes) else (_XML + data).encode())
    return buffer.getvalue()
