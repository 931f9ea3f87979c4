"""A paper as text, and the sentences that every form of it has."""

from __future__ import annotations

from collections.abc import Iterator

from specman.model.paper import Block, Bullets, Figure, Grid, Made, Paper, Para, heading, numbered, plain
from specman.report.terminal import cells, styled, width
from specman.report.text import columns, wrap


def text(paper: Paper) -> str:
    """A paper for a terminal; pictures are told in words."""
    lines = [styled(paper.title, "title")]
    lines += [wrap(paper.subtitle)] if paper.subtitle else []
    lines += ["", *(wrap(f"{name}: {plain(said)}", "    ", "  ") for name, said in paper.facts)]
    for block in paper.opening:
        lines += ["", *_block(block)]
    for one in numbered(paper.sections):
        lines += ["", wrap(styled(heading(one), "title" if one.depth == 1 else "heading"), "     ")]
        for block in one.section.blocks:
            lines += ["", *_block(block)]
    return "\n".join([*lines, "", wrap(made_words(paper.made))]) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Para):
        for line in plain(block.words).split("\n"):
            yield wrap(line, "    " if block.is_quoted else "", "    " if block.is_quoted else "")
    elif isinstance(block, Bullets):
        for count, item in enumerate(block.items, 1):
            yield wrap(plain(item), "     ", f" {count:>2}. " if block.is_numbered else "  -  ")
    elif isinstance(block, Grid):
        if block.caption:
            yield wrap(f"{block.caption}:")
        yield from _table(block)
    else:
        yield wrap(f"Picture: {block.caption} {block.says}", "  ", "  ")


def _table(block: Grid) -> Iterator[str]:
    """A table as columns, or where it is too wide for that, row by row."""
    rows = [[" ".join(plain(cell).split()) for cell in row] for row in block.rows]
    widths = [max(map(cells, column)) for column in zip(block.header, *rows, strict=True)]
    widest = widths.index(max(widths))
    if sum(widths) - widths[widest] + 2 * len(widths) <= width() - _LEAST:
        yield from columns([list(block.header), *rows], flexible=widest)
        return
    for row in rows:
        yield wrap(styled(row[0], "address"), "    ", "  ")
        for name, said in zip(block.header[1:], row[1:], strict=True):
            if said:
                yield wrap(f"{name}: {said}" if name else said, "      ", "    ")


_LEAST = 30  # columns that the widest column of a table has at least


def made_words(made: Made) -> str:
    """When and of what a paper was made."""
    of = f"{made.library}, revision {made.revision}" if made.revision else made.library
    seen = f" It shows what was known on {made.as_of}." if made.as_of else ""
    notice = f" {made.notice}" if made.notice else ""
    return f"Made on {made.date} from {of}, by specman {made.program}.{seen}{notice}"


def sentences(paper: Paper) -> Iterator[str]:
    """Everything that a reader of any form of a paper can read, piece by piece in order; headings without number."""
    yield paper.title
    yield paper.subtitle
    for name, said in paper.facts:
        yield from (name, plain(said))
    for block in paper.opening:
        yield from _pieces(block)
    for one in numbered(paper.sections):
        yield one.section.title
        for block in one.section.blocks:
            yield from _pieces(block)
    yield made_words(paper.made)


def _pieces(block: Block) -> Iterator[str]:
    if isinstance(block, Para):
        yield plain(block.words)
    elif isinstance(block, Bullets):
        yield from map(plain, block.items)
    elif isinstance(block, Grid):
        yield from (block.caption, *block.header)
        yield from (plain(cell) for row in block.rows for cell in row)
    elif isinstance(block, Figure):
        yield block.caption
