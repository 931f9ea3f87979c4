"""Word files written for a test: the parts a case is about, and the smallest of everything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CLERK = 'w:id="1" w:author="A Clerk" w:date="2016-06-17T10:00:00Z"'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in range(1, 5)
) + (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
)


def docx(body: str, *, numbering: str = "", styles: str = "", parts: Mapping[str, str | bytes] | None = None,
         relationships: str = "") -> bytes:  # fmt: skip
    """A Word file around the contents of its body."""
    extra = dict(parts or {})
    rows = {"styles": "styles.xml", "numbering": "numbering.xml"}
    rows |= {sort: f"{sort}.xml" for sort in ("footnotes", "endnotes") if f"word/{sort}.xml" in extra}
    rels = "".join(
        f'<Relationship Id="r-{sort}" Type="{OFFICE}/{sort}" Target="{target}"/>' for sort, target in rows.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NS}>{STYLES}{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NS}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{rels}{relationships}'
        "</Relationships>",
        **extra,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def repacked(data: bytes, part: str, change: Mapping[str, str]) -> bytes:
    """The file with words of one part replaced; every one must be there."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                text = content.decode()
                for old, new in change.items():
                    assert old in text, old
                    text = text.replace(old, new, 1)
                content = text.encode()
            archive.writestr(info.filename, content)
    return buffer.getvalue()


def p(text: str = "", *, style: str = "", num: str = "", level: int = 0, mark: str = "", properties: str = "") -> str:
    """A paragraph. `text` may hold runs, or be plain words."""
    runs = text if text.startswith("<w:") or not text else r(text)
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    ended = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{said}{listed}{properties}{ended}</w:pPr>{runs}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(runs: str) -> str:
    """Words inserted as a tracked change."""
    return f"<w:ins {CLERK}>{runs}</w:ins>"


def deleted(text: str) -> str:
    """Words deleted as a tracked change."""
    return f'<w:del {CLERK}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


INSERTED_MARK, DELETED_MARK = f"<w:ins {CLERK}/>", f"<w:del {CLERK}/>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row; a cell is plain words, a paragraph, or a whole `w:tc`."""
    out = []
    for cell in cells:
        if cell.startswith("<w:tc>"):
            out.append(cell)
        else:
            out.append(f"<w:tc>{cell if cell.startswith('<w:p') else p(cell)}</w:tc>")
    said = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{said}{''.join(out)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tc(text: str, properties: str) -> str:
    """A cell with properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def lvl(place: int, text: str, form: str = "decimal", start: int = 1, extra: str = "", indent: int = 0) -> str:
    """A level of a list."""
    left = f'<w:pPr><w:ind w:left="{indent}"/></w:pPr>' if indent else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/>{left}</w:lvl>'
    )


def abstract(key: int, *levels: str, extra: str = "") -> str:
    """An abstract definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{extra}{"".join(levels)}</w:abstractNum>'


def instance(key: int, of: int, overrides: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(place: int, start: int) -> str:
    """A list that begins anew at a level."""
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
