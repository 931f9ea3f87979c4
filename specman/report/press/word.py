"""A paper as a Word file: real styles, numbered headings, a table of contents, header rows that repeat.

A template of the reader's own gives the styles, the page and its margins; what it lacks is that of Word.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.text.run import Run

from specman.errors import InputError
from specman.model.paper import Block, Bullets, Figure, Grid, Paper, Para, Span, Words, heading, numbered
from specman.report.press.plain import made_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_ZIPPED = (1980, 1, 1, 0, 0, 0)
BLANK = RGBColor(0x7A, 0x4D, 0)
_TRACKED = {"inserted": "w:ins", "deleted": "w:del"}


def word(paper: Paper, *, template: bytes | None = None) -> bytes:
    """A paper as .docx.

    Args:
        template: a Word file whose styles and page are taken, and whose text is not.

    Raises:
        InputError: the template is no Word file.
    """
    document = _begun(template)
    if template is None:
        _page(document)
    _numbering(document)
    _running(document, paper)
    document.add_paragraph(paper.title, style=_style(document, "Title"))
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, style=_style(document, "Subtitle"))
    if paper.facts:
        table = document.add_table(rows=0, cols=2)
        _grid_style(document, table)
        for name, said in paper.facts:
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(name).bold = True
            _write(cells[1].paragraphs[0], said, paper.made.date)
        _widths(table, (32, 68))
    for block in paper.opening:
        _block(document, block, paper.made.date)
    parts = list(numbered(paper.sections))
    if len(parts) > 2:
        _number(document.add_paragraph("Contents", style=_style(document, "TOC Heading", "Subtitle"))._p, 0, 0)
        _field(document.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', "Update this field to see the contents.")
    for one in parts:
        if one.section.is_annex:
            said = document.add_heading(heading(one), min(one.depth, 9))
            _number(said._p, 0, 0)
            said.paragraph_format.page_break_before = one.depth == 1
        else:
            document.add_heading(one.section.title, min(one.depth, 9))
        for block in one.section.blocks:
            _block(document, block, paper.made.date)
    document.add_paragraph(made_words(paper.made), style=_style(document, "Caption"))
    _settle(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _same_each_time(out.getvalue())


def _begun(template: bytes | None) -> Document:
    if template is None:
        return docx.Document()
    try:
        document = docx.Document(io.BytesIO(template))
    except (ValueError, KeyError, zipfile.BadZipFile):
        raise InputError(
            "The template is no Word file.", hint="Give a .docx whose styles should be used.", slug="template"
        ) from None
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    document.styles["Normal"].font.size = Pt(10.5)
    for depth in range(1, 5):
        font = document.styles[f"Heading {depth}"].font
        font.color.rgb = RGBColor(0x1B, 0x24, 0x30)


def _style(document: Document, name: str, otherwise: str = "Normal") -> Any:
    names = {style.name for style in document.styles}
    return document.styles[name if name in names else otherwise if otherwise in names else "Normal"]


def _numbering(document: Document) -> None:
    """Numbers 1, 1.1, 1.1.1 on the heading styles, as Word counts them itself."""
    part: Any = document.part.numbering_part.element
    own = 1 + max((int(n.get(qn("w:abstractNumId"))) for n in part.findall(qn("w:abstractNum"))), default=0)
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{depth + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(depth + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{432 + 144 * depth}" w:hanging="{432 + 144 * depth}"/></w:pPr></w:lvl>'
        for depth in range(4)
    )
    scheme = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{own}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    first = part.find(qn("w:num"))
    if first is not None:
        first.addprevious(scheme)
    else:
        part.append(scheme)
    number = part.add_num(own)
    for depth in range(1, 5):
        _number(_style(document, f"Heading {depth}").element, depth - 1, number.numId)


def _number(element: Any, depth: int, number: int) -> None:
    """Give a paragraph or a style a place in a numbering; 0 takes it out of any."""
    numbers = element.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val = depth
    numbers.get_or_add_numId().val = number


def _running(document: Document, paper: Paper) -> None:
    """The title over each page, and its number below it."""
    section = document.sections[0]
    across = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for line in (header, footer):  # one stop at the right, in the place of Word's in the middle
        line.paragraph_format.tab_stops.add_tab_stop(Twips(4680), WD_TAB_ALIGNMENT.CLEAR)
        line.paragraph_format.tab_stops.add_tab_stop(Twips(9360), WD_TAB_ALIGNMENT.CLEAR)
        line.paragraph_format.tab_stops.add_tab_stop(across, WD_TAB_ALIGNMENT.RIGHT)
    header.text = f"{paper.title}\t{paper.made.date}"
    footer.text = f"{paper.made.library}\t"
    _field(footer, "PAGE", "1")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES", "1")


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else None)
        element: Any = run._r
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            element.append(mark)
        elif not kind:
            said = OxmlElement("w:instrText")
            said.set(qn("xml:space"), "preserve")
            said.text = f" {text} "
            element.append(said)


def _block(document: Document, block: Block, day: str) -> None:
    if isinstance(block, Para):
        style = _style(document, "Quote" if block.is_quoted else "Normal")
        _write(document.add_paragraph(style=style), block.words, day)
    elif isinstance(block, Bullets):
        style = _style(document, "List Number" if block.is_numbered else "List Bullet")
        number = _list_from_one(document, style) if block.is_numbered else None
        for item in block.items:
            said = document.add_paragraph(style=style)
            if number is not None:
                _number(said._p, 0, number)
            _write(said, item, day)
    elif isinstance(block, Grid):
        _table(document, block, day)
    else:
        _figure(document, block)


def _list_from_one(document: Document, style: Any) -> int | None:
    """A numbering like that of a list style, which begins at 1; None where the style has none."""
    held = style.element.find(f".//{qn('w:numId')}")
    part: Any = document.part.numbering_part.element
    wanted = held.get(qn("w:val")) if held is not None else ""
    scheme = next((n.abstractNumId.val for n in part.findall(qn("w:num")) if str(n.numId) == wanted), None)
    if scheme is None:
        return None
    fresh = part.add_num(scheme)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    found: int = fresh.numId
    return found


def _write(paragraph: Paragraph, said: Words, day: str) -> None:
    for span in said:
        _run(paragraph, span, day)


def _run(paragraph: Paragraph, span: Span, day: str) -> None:
    """Words in a paragraph; what is put in and taken out is a tracked change of the day the paper is made."""
    for place, line in enumerate(span.text.split("\n")):
        run = paragraph.add_run(_printable(line))
        element: Any = run._r
        if place:
            element.insert(0, OxmlElement("w:br"))
        run.bold = span.look in ("strong", "place") or None
        if span.look == "blank":
            run.font.color.rgb = BLANK
        if span.look in _TRACKED:
            _track(element, _TRACKED[span.look], day)


def _track(run: Any, tag: str, day: str) -> None:
    """Put a run into a tracked insertion or deletion, numbered apart from the others of the file."""
    change = OxmlElement(tag)
    body = next((above for above in run.iterancestors() if above.tag == qn("w:body")), None)
    count = sum(1 for _ in body.iter(qn("w:ins"), qn("w:del"))) if body is not None else 0
    for name, value in (("w:id", str(count + 1)), ("w:author", "specman"), ("w:date", f"{day}T00:00:00Z")):
        change.set(qn(name), value)
    run.addprevious(change)
    change.append(run)
    if tag == "w:del":
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")


def _printable(text: str) -> str:
    """Words without what XML cannot hold."""
    return "".join(sign if sign >= " " or sign == "\t" else "\ufffd" for sign in text)


def _grid_style(document: Document, table: Table) -> None:
    if "Table Grid" in {style.name for style in document.styles if style.type == WD_STYLE_TYPE.TABLE}:
        table.style = document.styles["Table Grid"]


def _table(document: Document, block: Grid, day: str) -> None:
    if block.is_wide:
        _turn(document, across=True)
    if block.caption:
        document.add_paragraph(block.caption, style=_style(document, "Caption")).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.header))
    _grid_style(document, table)
    head = table.rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, name in zip(head.cells, block.header, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEF1F5"/>')
        )
    for row in block.rows:
        added = table.add_row()
        whole = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for cell, said in zip(added.cells, row, strict=True):
            _write(cell.paragraphs[0], said, day)
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            for run in cell._tc.iter(qn("w:r")):  # those of tracked changes, too
                Run(run, cell.paragraphs[0]).font.size = Pt(9)
    _widths(table, block.shares or (1,) * len(block.header))
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    if block.is_wide:
        _turn(document, across=False)


def _widths(table: Table, shares: tuple[int, ...]) -> None:
    table.autofit = False
    across = table.columns[0]._gridCol.getparent()
    whole = 9400
    for column, share in zip(across.findall(qn("w:gridCol")), shares, strict=True):
        column.set(qn("w:w"), str(whole * share // sum(shares)))
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(166) * share // sum(shares)


def _turn(document: Document, *, across: bool) -> None:
    """Go on on a sheet that lies across, or upright again."""
    section = document.add_section()
    is_across = section.page_width > section.page_height
    if across != is_across:
        section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT


def _figure(document: Document, block: Figure) -> None:
    from specman.report.press.typeset import drawn

    image, width = drawn(block.svg)
    run = document.add_paragraph().add_run()
    shape = run.add_picture(io.BytesIO(image), width=Mm(min(166, width)))
    shape._inline.docPr.set("descr", block.says[:2000])
    shape._inline.docPr.set("title", block.caption)
    document.add_paragraph(block.caption, style=_style(document, "Caption"))


def _settle(document: Document, paper: Paper) -> None:
    """What the file says of itself: nothing of when or by whom it was saved."""
    core = document.core_properties
    day = datetime.fromisoformat(paper.made.date).replace(tzinfo=UTC)
    core.title, core.author, core.comments = paper.title, "specman", ""
    core.created = core.modified = day
    core.last_modified_by, core.revision = "specman", 1
    fields = OxmlElement("w:updateFields")
    fields.set(qn("w:val"), "true")
    document.settings.element.append(fields)


def _same_each_time(data: bytes) -> bytes:
    """The archive with its parts in one order and one date, so that the same paper is the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in held.namelist():
            kept.writestr(zipfile.ZipInfo(name, _ZIPPED), held.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
