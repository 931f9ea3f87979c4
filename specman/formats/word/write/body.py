"""A document as a Word file: styles, real numbering, definitions in a table, footnotes, bookmarks and links.

What is written here is read back by `word.read` to the same provisions: a law, and tested. The same document
gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from specman.formats.word import house
from specman.formats.word.write.lists import Lists
from specman.formats.word.write.picture import extent
from specman.model.document import Document, Kind, Mark, Merge, Provision

_HEADED: tuple[Kind, ...] = ("section", "use-case", "service-request", "response")
_WORD_OF: dict[Kind, str] = {"use-case": "Use Case ", "response": "Response "}
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


class Writer:
    """One writing of a document.

    Args:
        lists: how numbers are printed; by Word's own numbering when none is given.
    """

    def __init__(self, document: Document, name: str, images: Mapping[str, bytes], lists: Lists | None = None) -> None:
        self.document = document
        self.name = name
        self.images = images
        self.lists = lists or Lists()
        self.out: list[str] = []
        self.footnotes: list[str] = []
        self.links: dict[str, str] = {}  # address outside the file to its relationship
        self.media: dict[str, str] = {}  # picture to its relationship
        self.drawn = 0
        targets = [
            m.target[1:] for p in document.provisions for m in p.marks if m.kind == "ref" and m.target[:1] == "#"
        ]
        known = document.by_eid
        self.bookmarks = {
            eid: f"_specman{place}" for place, eid in enumerate(dict.fromkeys(targets), 1) if eid in known
        }
        self.noted = {m.target for p in document.provisions for m in p.marks if m.kind == "note"}

    def write(self) -> bytes:
        """All parts, zipped."""
        return self.packed(self.body())

    def body(self) -> str:
        """Paragraphs and tables."""
        self.first_page()
        self.children(self.document.provisions[0], 0)
        return "".join(self.out)

    def packed(self, body: str) -> bytes:
        """A body with the other parts it needs, zipped."""
        section = (
            '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1276" w:right="1276" w:bottom="1276" w:left="1276" w:header="567" w:footer="567" '
            'w:gutter="0"/></w:sectPr>'
        )
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": self.content_types(),
            "_rels/.rels": _relationships(
                {
                    "rId1": ("officeDocument", "word/document.xml", False),
                    "rId2": ("core", "docProps/core.xml", False),
                }
            ),
            "docProps/core.xml": self.core(),
            "word/document.xml": f"<w:document {ROOT}><w:body>{body}{section}</w:body></w:document>",
            "word/footer1.xml": self.footer(),
            "word/footnotes.xml": self.notes(),
            "word/numbering.xml": self.lists.xml(),
            "word/settings.xml": (
                f'<w:settings xmlns:w="{house.NAMESPACE}"><w:defaultTabStop w:val="567"/><w:footnotePr>'
                '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting '
                'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
                "</w:settings>"
            ),
            "word/styles.xml": house.styles(),
            "word/_rels/document.xml.rels": _relationships(
                {
                    "rIdStyles": ("styles", "styles.xml", False),
                    "rIdNumbering": ("numbering", "numbering.xml", False),
                    "rIdSettings": ("settings", "settings.xml", False),
                    "rIdFootnotes": ("footnotes", "footnotes.xml", False),
                    "rIdFooter": ("footer", "footer1.xml", False),
                    **{key: ("hyperlink", target, True) for target, key in self.links.items()},
                    **{key: ("image", f"media/{picture}", False) for picture, key in self.media.items()},
                }
            ),
        }
        parts |= {f"word/media/{picture}": self.images[picture] for picture in self.media}
        return _zipped(parts)

    # -- the text ----------------------------------------------------------------------------------------------

    def first_page(self) -> None:
        meta = self.document.metadata
        if meta.title:
            self.paragraph("Title", self.run(meta.title))
        if meta.date:
            self.paragraph(house.DATED, self.run(f"Dated {meta.date}"))
        for other in meta.aligned_with:
            self.paragraph(house.ALIGNED, self.run(f"Aligned with {other}"))
        for note in meta.notes:
            self.paragraph(house.FIRST_PAGE, self.run(note))
        root = self.document.provisions[0]
        for line in self.lines(root):
            self.paragraph(house.CONTINUED, line)
        self.loose_notes(root)

    def children(self, holder: Provision, depth: int) -> None:
        parts = self.document.children(holder.eid)
        place = 0
        while place < len(parts):
            part = parts[place]
            if part.kind == "definition":
                run = [part]
                while place + 1 < len(parts) and parts[place + 1].kind in ("definition", "footnote"):
                    place += 1
                    run += [parts[place]] if parts[place].kind == "definition" else []
                self.definitions(run)
            elif part.kind == "item":
                first = place == 0 or parts[place - 1].kind != "item"
                self.item(part, 0, first=first)
            elif part.kind != "footnote":
                self.provision(part, depth)
            place += 1

    def provision(self, provision: Provision, depth: int) -> None:
        kind = provision.kind
        if kind in _HEADED:
            self.heading(provision, depth)
            self.children(provision, depth + 1)
        elif kind == "heading":
            style = f"Heading{min(depth + 1, house.DEEPEST_HEADING)}"
            self.paragraph(style, self.at(provision) + self.run(provision.heading))
        elif kind == "clause":
            self.clause(provision)
            self.children(provision, depth + 1)
        elif kind == "closing":
            first, *rest = self.lines(provision) or [""]
            self.paragraph(house.CLOSING, self.at(provision) + first)
            self.more(rest)
        elif kind == "note":
            first, *rest = self.lines(provision) or [""]
            self.paragraph(house.NOTE, self.at(provision) + self.run(f"{provision.num}: ", "<w:b/>") + first)
            self.more(rest)
        elif kind == "table":
            self.table(provision)
        elif kind == "row":
            self.rows("", (), [provision])

    def heading(self, provision: Provision, depth: int) -> None:
        style = f"Heading{min(depth + 1, house.DEEPEST_HEADING)}"
        title = provision.heading
        parent = self.document.by_eid[provision.parent]
        if provision.status != parent.status:
            title += f" [{provision.status.capitalize()}]"
        numbered: tuple[str, int] | None = None
        lead = ""
        if provision.kind == "section":
            numbered = self.lists.number(provision.num) if provision.num else None
            if provision.num and numbered is None:
                lead = self.run(provision.num) + "<w:r><w:tab/></w:r>"
        else:
            title = f"{_WORD_OF.get(provision.kind, '')}{provision.num} {title}".rstrip()
        words = self.at(provision) + lead + self.run(title)
        self.paragraph(style, words + self.unplaced_notes(provision), numbered)
        self.more(self.lines(provision))

    def clause(self, provision: Provision) -> None:
        numbered = self.lists.number(provision.num)
        lead = "" if numbered else self.run(provision.num) + "<w:r><w:tab/></w:r>"
        head = f"{provision.heading}. " if provision.heading else ""
        first, *rest = self.lines(provision) or [""]
        words = self.at(provision) + lead + self.run(head, "<w:b/>") + first + self.unplaced_notes(provision)
        self.paragraph(house.CLAUSE, words, numbered)
        self.more(rest)

    def item(self, provision: Provision, depth: int, *, first: bool, in_cell: bool = False) -> None:
        style = f"{house.ITEM}{min(depth + 1, house.DEEPEST_ITEM)}"
        numbered = self.lists.item(provision.num, depth, first=first)
        lead = "" if numbered else self.run(provision.num) + "<w:r><w:tab/></w:r>"
        head = f"{provision.heading}. " if provision.heading else ""
        begin, *rest = self.lines(provision) or [""]
        words = self.at(provision) + lead + self.run(head, "<w:b/>") + begin + self.unplaced_notes(provision)
        left = (depth + 1) * house.STEP if in_cell else None
        self.paragraph(style, words, numbered, left)
        self.more(rest)
        parts = self.document.children(provision.eid)
        for place, part in enumerate(parts):
            if part.kind == "item":
                self.item(part, depth + 1, first=place == 0 or parts[place - 1].kind != "item", in_cell=in_cell)
            elif part.kind != "footnote":
                self.provision(part, depth)

    def definitions(self, terms: Sequence[Provision]) -> None:
        """Terms and meanings in a table of two columns, as codes print them."""
        self.out.append(_table_start(house.DEFINITIONS, [2900, 6400]))
        for term in terms:
            self.out.append("<w:tr><w:tc>")
            words = self.at(term) + self.run(term.heading, "<w:b/>") + self.unplaced_notes(term)
            self.paragraph(house.MEANING, words)
            self.out.append("</w:tc><w:tc>")
            for line in self.lines(term) or [""]:
                self.paragraph(house.MEANING, line)
            parts = self.document.children(term.eid)
            for place, part in enumerate(parts):
                if part.kind == "item":
                    self.item(part, 0, first=place == 0 or parts[place - 1].kind != "item", in_cell=True)
                elif part.kind == "closing":
                    for line in self.lines(part):
                        self.paragraph(house.CLOSING, line)
                elif part.kind == "table":
                    self.table(part)
            if self.out[-1] == "</w:tbl>":  # Word does not open a file in which a cell ends with a table
                self.paragraph(house.MEANING, "")
            self.out.append("</w:tc></w:tr>")
        self.out.append("</w:tbl>")

    def table(self, table: Provision) -> None:
        if table.num:
            self.paragraph("Caption", self.run(f"Table {table.num}" + (f": {table.heading}" if table.heading else "")))
        elif table.heading:
            self.paragraph("Caption", self.run(table.heading))
        rows = [part for part in self.document.children(table.eid) if part.kind == "row"]
        self.rows(self.at(table), table.cells, rows, table)

    def rows(self, mark: str, header: Sequence[str], rows: Sequence[Provision], table: Provision | None = None) -> None:
        width = max([len(header), *(len(row.cells) for row in rows)], default=1) or 1
        lines = ([table] if table is not None and header else []) + list(rows)
        if not lines:
            return
        self.out.append(_table_start(house.TABLE, _widths(lines, width)))
        open_above: dict[int, tuple[int, int]] = {}  # column: (rows left, columns)
        for place, row in enumerate(lines):
            is_header = row is table
            self.out.append("<w:tr>" + ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_header else ""))
            self.cells(row, width, open_above, mark if place == 0 else "", is_header=is_header)
            self.out.append("</w:tr>")
        self.out.append("</w:tbl>")

    def cells(
        self, row: Provision, width: int, open_above: dict[int, tuple[int, int]], mark: str, *, is_header: bool
    ) -> None:
        merges = {merge.column: merge for merge in row.merges}
        starts = [0]
        for cell in row.cells:
            starts.append(starts[-1] + len(cell) + len(" | "))
        column = 0
        while column < width:
            left, columns = open_above.get(column, (0, 0))
            merge = merges.get(column, Merge(column))
            inside = left > 0
            columns = columns if inside else max(1, merge.columns)
            properties = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
            if inside:
                properties += "<w:vMerge/>"
                open_above[column] = (left - 1, columns)
            elif merge.rows > 1:
                properties += '<w:vMerge w:val="restart"/>'
                open_above[column] = (merge.rows - 1, columns)
            self.out.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>")
            cell = row.cells[column] if column < len(row.cells) else ""
            if inside or not (cell or any(m.start == starts[column] for m in row.marks if column < len(row.cells))):
                self.paragraph(house.CELL, (mark + self.at(row)) if column == 0 else "")
            else:
                start = starts[column]
                for place, line in enumerate(self.stretch(row, start, start + len(cell))):
                    lead = mark + ("" if is_header else self.at(row)) if column == 0 and place == 0 else ""
                    self.paragraph(house.CELL, lead + line)
            self.out.append("</w:tc>")
            column += columns

    # -- words -------------------------------------------------------------------------------------------------

    def paragraph(
        self, style: str, words: str, numbered: tuple[str, int] | None = None, left: int | None = None
    ) -> None:
        listed = (
            f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>' if numbered else ""
        )
        indent = f'<w:ind w:left="{left}" w:hanging="{house.STEP}"/>' if left is not None else ""
        after_table = bool(self.out) and self.out[-1] == "</w:tbl>" and style not in house.SPACED
        gap = f'<w:spacing w:before="{house.AFTER_TABLE}"/>' if after_table else ""  # a table has none of its own
        self.out.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{listed}{gap}{indent}</w:pPr>{words}</w:p>')

    def more(self, lines: Sequence[str]) -> None:
        """Further paragraphs of the provision just written."""
        for line in lines:
            self.paragraph(house.CONTINUED, line)

    def lines(self, provision: Provision) -> list[str]:
        """The paragraphs of a provision's own text, as runs."""
        if not provision.text and not provision.marks:
            return []
        return self.stretch(provision, 0, len(provision.text))

    def stretch(self, provision: Provision, start: int, end: int) -> list[str]:
        text = provision.words if provision.kind in ("row", "table") else provision.text
        lines = []
        while True:
            stop = text.find("\n", start, end)
            line_end = end if stop < 0 else stop
            lines.append(self.runs(text, provision.marks, start, line_end))
            if stop < 0:
                return lines
            start = stop + 1

    def runs(self, text: str, marks: Sequence[Mark], start: int, end: int) -> str:
        inside = [m for m in marks if (m.start < end and m.end > start) or start <= m.start == m.end <= end]
        points = sorted({start, end, *(min(max(p, start), end) for m in inside for p in (m.start, m.end))})
        out: list[str] = []
        link: Mark | None = None
        for place, at in enumerate(points):
            covering = [m for m in inside if m.start <= at < m.end]
            wanted = next((m for m in covering if m.kind == "ref"), None)
            if link is not None and wanted is not link:
                out.append("</w:hyperlink>")
            out += [self.point(m) for m in inside if m.start == m.end == at]
            if wanted is not None and wanted is not link:
                out.append(self.link(wanted))
            link = wanted
            if place + 1 < len(points):
                kinds = {m.kind for m in covering}
                said = ("<w:b/>" if kinds & {"b", "def"} else "") + ("<w:i/>" if "i" in kinds else "")
                out.append(self.run(text[at : points[place + 1]], said, is_link=link is not None))
        return "".join(out)

    def run(self, text: str, look: str = "", *, is_link: bool = False) -> str:
        if not text:
            return ""
        style = '<w:rStyle w:val="Hyperlink"/>' if is_link else ""
        properties = f"<w:rPr>{style}{look}</w:rPr>" if style or look else ""
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def link(self, mark: Mark) -> str:
        inside = self.bookmarks.get(mark.target[1:]) if mark.target.startswith("#") else None
        if inside:
            return f'<w:hyperlink w:anchor="{inside}" w:history="1">'
        key = self.links.setdefault(mark.target, f"rIdLink{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{key}" w:history="1">'

    def point(self, mark: Mark) -> str:
        if mark.kind == "note":
            return self.footnote(mark.target)
        if mark.kind != "img" or mark.target not in self.images:
            return ""
        key = self.media.setdefault(mark.target, f"rIdPicture{len(self.media) + 1}")
        self.drawn += 1
        width, height = extent(self.images[mark.target])
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{self.drawn}" name="Picture {self.drawn}"/><a:graphic><a:graphicData '
            'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{self.drawn}" name={quoteattr(mark.target)}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def footnote(self, eid: str) -> str:
        note = self.document.by_eid.get(eid)
        number = len(self.footnotes) + 1
        self.footnotes.append("")  # holds the number while the note's own words are set
        paragraphs = []
        for place, line in enumerate(self.lines(note) if note is not None else [""]):
            sign = (
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
                '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
                if place == 0
                else ""
            )
            paragraphs.append(f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{sign}{line}</w:p>')
        self.footnotes[number - 1] = f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def unplaced_notes(self, provision: Provision) -> str:
        """Footnotes whose place in the words is not recorded, as those of a heading are."""
        return "".join(
            self.footnote(part.eid)
            for part in self.document.children(provision.eid)
            if part.kind == "footnote" and part.eid not in self.noted
        )

    def loose_notes(self, root: Provision) -> None:
        words = self.unplaced_notes(root)
        if words:
            self.paragraph(house.CONTINUED, words)

    def at(self, provision: Provision) -> str:
        """The bookmark references to a provision lead to, when there are any."""
        name = self.bookmarks.get(provision.eid)
        if name is None:
            return ""
        number = name.removeprefix("_specman")
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    # -- the other parts ---------------------------------------------------------------------------------------

    def footer(self) -> str:
        version = f"Version {self.document.version}" if self.document.version else ""
        left = " · ".join(part for part in (self.name, version) if part)
        page = (
            '<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
        return f'<w:ftr {ROOT}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{self.run(left)}{page}</w:p></w:ftr>'

    def notes(self) -> str:
        rule = (
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote>"
        )
        return f"<w:footnotes {ROOT}>{rule}{''.join(self.footnotes)}</w:footnotes>"

    def core(self) -> str:
        day = self.document.metadata.date or "1980-01-01"
        return (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.document.metadata.title)}</dc:title><dc:creator>specman</dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
        )

    def content_types(self) -> str:
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        named = {
            "/word/document.xml": f"{word}.document.main+xml", "/word/styles.xml": f"{word}.styles+xml",
            "/word/numbering.xml": f"{word}.numbering+xml", "/word/settings.xml": f"{word}.settings+xml",
            "/word/footnotes.xml": f"{word}.footnotes+xml", "/word/footer1.xml": f"{word}.footer+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }  # fmt: skip
        endings = sorted({picture.rpartition(".")[2] for picture in self.media})
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


def _table_start(style: str, widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = "04A0" if style == house.TABLE else "0480"  # with and without a first row of its own look
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _widths(rows: Sequence[Provision], width: int) -> list[int]:
    """Columns as wide as their longest words ask, within the page, and no narrower than their longest word."""
    page, letter, margins = 9300, 118, 230  # twentieths of a point; a letter of the table's type
    longest, needed = [1] * width, [600] * width
    for row in rows:
        for column, cell in enumerate(row.cells):
            longest[column] = max(longest[column], min(60, max(map(len, cell.split("\n")))))
            word = max(map(len, cell.split()), default=0)
            needed[column] = max(needed[column], min(word, 24) * letter + margins)
    if sum(needed) >= page:
        return [page * one // sum(needed) for one in needed]
    spare = page - sum(needed)
    asked = [max(0, one * letter + margins - least) for one, least in zip(longest, needed, strict=True)]
    total = sum(asked) or width
    return [least + spare * (one if sum(asked) else 1) // total for one, least in zip(asked, needed, strict=True)]


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data if isinstance(data, bytes) else (_XML + data).encode())
    return buffer.getvalue()
