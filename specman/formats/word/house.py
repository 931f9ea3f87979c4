"""The look of the Word files specman writes: styles, page, and the ids by which it knows them again."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CLAUSE, CONTINUED, CLOSING, NOTE = "SpecmanClause", "SpecmanContinued", "SpecmanClosing", "SpecmanNote"
FIRST_PAGE, ALIGNED, DATED, MEANING, CELL = (
    "SpecmanFirstPage", "SpecmanAligned", "SpecmanDated", "SpecmanMeaning", "SpecmanCell",
)  # fmt: skip
DEFINITIONS, TABLE = "SpecmanDefinitions", "SpecmanTable"
ITEM = "SpecmanItem"
DEEPEST_HEADING, DEEPEST_ITEM = 9, 6
STEP = 567  # twips: one centimetre, by which each level of a list is set in
TEXT = 1021  # where the text of numbered paragraphs begins: a number and the one it became have room before it
AFTER_TABLE = 160
SPACED = frozenset({"Caption", *(f"Heading{level}" for level in range(1, DEEPEST_HEADING + 1))})
"""Styles with space before them, which need none more behind a table."""


def styles() -> str:
    """`styles.xml`."""
    parts = [
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
        _paragraph("Normal", "Normal", default=True),
        _paragraph("Title", "Title", look='<w:b/><w:color w:val="1F3864"/><w:sz w:val="40"/>', spacing=(0, 240)),
    ]
    for level in range(1, DEEPEST_HEADING + 1):
        size = {1: 30, 2: 25, 3: 22}.get(level, 20)
        look = f'<w:b/><w:color w:val="1F3864"/><w:sz w:val="{size}"/>' + ("<w:i/>" if level > 4 else "")
        parts.append(
            _paragraph(
                f"Heading{level}",
                f"heading {level}",
                look=look,
                spacing=(320 if level == 1 else 220, 100),
                extra=f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>',
                indent=(TEXT, TEXT),
                following=CONTINUED,
            )
        )
    parts += [
        _paragraph(CLAUSE, "Clause", indent=(TEXT, TEXT), following=CLAUSE),
        _paragraph(CONTINUED, "Clause Continued", indent=(TEXT, 0)),
        _paragraph(CLOSING, "Closing Words", indent=(TEXT, 0)),
        _paragraph(NOTE, "Provision Note", look='<w:i/><w:color w:val="44546A"/>', indent=(TEXT, 0)),
        _paragraph(FIRST_PAGE, "First Page", look='<w:i/><w:color w:val="44546A"/>'),
        _paragraph(ALIGNED, "Aligned With", look='<w:color w:val="44546A"/>'),
        _paragraph(DATED, "Dated", look='<w:color w:val="44546A"/>'),
        _paragraph(MEANING, "Meaning", spacing=(40, 60)),
        _paragraph(CELL, "Table Cell", spacing=(40, 40)),
        _paragraph("Caption", "caption", look="<w:b/>", extra="<w:keepNext/>", spacing=(160, 80)),
        _paragraph("FootnoteText", "footnote text", look='<w:sz w:val="17"/>', spacing=(0, 40)),
        _paragraph("Footer", "footer", look='<w:color w:val="595959"/><w:sz w:val="16"/>',
                   extra='<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs>'),
    ]  # fmt: skip
    for depth in range(1, DEEPEST_ITEM + 1):
        left = TEXT + depth * STEP
        parts.append(
            _paragraph(f"{ITEM}{depth}", f"Clause Item {depth}", indent=(left, STEP), following=f"{ITEM}{depth}")
        )
    parts += [
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1F4E9E"/>'
        "</w:rPr></w:style>",
        _table(DEFINITIONS, "Specman Definitions", "E7E6E6"),
        _table(TABLE, "Specman Table", "8EAADB"),
        "</w:styles>",
    ]
    return "".join(parts)


def _paragraph(
    style: str, name: str, *, look: str = "", extra: str = "", indent: tuple[int, int] | None = None,
    spacing: tuple[int, int] | None = None, default: bool = False, following: str = "",
) -> str:  # fmt: skip
    """A paragraph style; the elements of its properties in the order the schema asks for."""
    keep, _, rest = extra.partition("<w:outlineLvl") if "<w:outlineLvl" in extra else (extra, "", "")
    outline = f"<w:outlineLvl{rest}" if rest else ""
    gap = f'<w:spacing w:before="{spacing[0]}" w:after="{spacing[1]}"/>' if spacing else ""
    left = f'<w:ind w:left="{indent[0]}" w:hanging="{indent[1]}"/>' if indent else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    after = f"<w:next w:val={quoteattr(following)}/>" if following else ""
    chosen = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{chosen} w:styleId="{style}"><w:name w:val="{name}"/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{keep}{gap}{left}{outline}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


_HEADER = (
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="DEEAF6"/>'
    "</w:tcPr></w:tblStylePr>"
)


def _table(style: str, name: str, colour: str) -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{colour}"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        f'<w:style w:type="table" w:styleId="{style}"><w:name w:val="{name}"/><w:tblPr>'
        f"<w:tblBorders>{sides}</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{_HEADER if style == TABLE else ''}</w:style>"
    )
