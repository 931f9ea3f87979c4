"""A paper as PDF, typeset by a compiler that is a package: tagged, with bookmarks, and the same bytes each time."""

from __future__ import annotations

import datetime
import json
import re
from importlib import resources
from typing import Any, Literal

from specman.model.paper import Block, Bullets, Figure, Grid, Paper, Para, Words, heading, numbered
from specman.report.press.plain import made_words


def pdf(paper: Paper) -> bytes:
    """A paper as PDF (PDF/UA-1), in fonts of its own: nothing is looked for on the machine or the network.

    Letters that these fonts lack are set in those of the machine; where none has them, an empty box stands for one, and
    the file does not claim the standard.
    """
    import typst

    made = datetime.datetime.fromisoformat(f"{paper.made.date}T00:00:00+00:00")
    template = resources.files("specman.report").joinpath("templates/paper.typ").read_bytes()
    value = {"paper": json.dumps(_value(paper))}
    tries: tuple[tuple[bool, Literal["ua-1", "1.7"]], ...] = ((True, "ua-1"), (False, "ua-1"), (False, "1.7"))
    for own_fonts, standard in tries:
        try:
            found = typst.compile(
                template, sys_inputs=value, timestamp=int(made.timestamp()), ignore_system_fonts=own_fonts,
                pdf_standards=standard,
            )  # fmt: skip
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            continue  # a letter that no font at hand has; one of the machine's may have it
        assert isinstance(found, bytes)
        return found
    raise AssertionError("without a standard to keep, every letter can be set")


def _value(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title, "subtitle": paper.subtitle,
        "facts": [{"name": name, "words": _words(said)} for name, said in paper.facts],
        "opening": [_block(block) for block in paper.opening],
        "sections": [
            {
                "heading": heading(one), "depth": one.depth, "annex": one.section.is_annex,
                "blocks": [_block(block) for block in one.section.blocks],
            }
            for one in numbered(paper.sections)
        ],
        "made": {"date": paper.made.date, "library": paper.made.library, "words": made_words(paper.made)},
    }  # fmt: skip


def _words(said: Words) -> list[dict[str, str]]:
    return [{"text": span.text, "look": span.look} for span in said]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Para):
        return {"kind": "quotation" if block.is_quoted else "paragraph", "words": _words(block.words)}
    if isinstance(block, Bullets):
        return {"kind": "numbered list" if block.is_numbered else "list", "items": list(map(_words, block.items))}
    if isinstance(block, Grid):
        rows = [list(map(_words, row)) for row in block.rows]
        return {
            "kind": "table", "header": list(block.header), "rows": rows, "caption": block.caption,
            "shares": list(block.shares), "wide": block.is_wide,
        }  # fmt: skip
    assert isinstance(block, Figure)
    size = re.search(r'width="(\d+)" height="(\d+)"', block.svg)
    width, height = (int(size[1]), int(size[2])) if size else (600, 400)
    shown = height * min(1, 620 / width)  # as high as it is when it is no wider than the page
    return {"kind": "picture", "svg": block.svg, "says": block.says, "caption": block.caption, "height": shown}


_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.at("svg")), format: "svg")
"""


def drawn(svg: str) -> tuple[bytes, float]:
    """A picture as PNG, for where SVG cannot stand, and how wide it is in millimetres."""
    import typst

    found = typst.compile(
        _PICTURE, format="png", ppi=200, sys_inputs={"svg": svg}, ignore_system_fonts=True, timestamp=0
    )
    assert isinstance(found, bytes)
    return found, int.from_bytes(found[16:20], "big") / 200 * 25.4
