"""`report …`: a paper, as the value that every form of it is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from specman.model import paper as model
from specman.report.json import Answer, Part


class Span(Part):
    """Words of one look."""

    text: str
    look: Annotated[
        str, Meta(description='"", strong, inserted, deleted, place (an address) or blank (to be filled in).')
    ]
    anchor: Annotated[str | None, Meta(description="Of the part of this paper that they lead to.")]


Words = tuple[Span, ...]


class Block(Part):
    """A paragraph, list, table or picture."""

    kind: Literal["paragraph", "quotation", "list", "numbered list", "table", "picture"]
    words: Annotated[Words, Meta(description="Of a paragraph or quotation.")]
    items: Annotated[tuple[Words, ...], Meta(description="Of a list.")]
    header: Annotated[tuple[str, ...], Meta(description="Of a table: what its columns are called.")]
    rows: Annotated[tuple[tuple[Words, ...], ...], Meta(description="Of a table.")]
    caption: str
    svg: Annotated[str | None, Meta(description="Of a picture.")]
    says: Annotated[str | None, Meta(description="What a picture shows, in words.")]


class Fact(Part):
    """A row of the first page's table."""

    name: str
    words: Words


class Section(Part):
    """A part with its heading, the parts within it following it."""

    number: str
    depth: int
    title: str
    anchor: str
    annex: bool
    blocks: tuple[Block, ...]


class Made(Part):
    """When and of what it was made."""

    date: str
    as_of: str | None
    library: str
    revision: str
    program: str
    notice: str


class Paper(Answer, tag="specman.paper/1"):
    """A paper that a committee reads."""

    kind: str
    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    made: Made


def paper(item: model.Paper) -> Paper:
    """The answer of `specman report`."""
    made = item.made
    return Paper(
        kind=item.kind, title=item.title, subtitle=item.subtitle,
        facts=tuple(Fact(name=name, words=_words(said)) for name, said in item.facts),
        opening=tuple(map(_block, item.opening)),
        sections=tuple(
            Section(
                number=one.number, depth=one.depth, title=one.section.title, anchor=one.section.anchor,
                annex=one.section.is_annex, blocks=tuple(map(_block, one.section.blocks)),
            )
            for one in model.numbered(item.sections)
        ),
        made=Made(
            date=made.date, as_of=made.as_of or None, library=made.library, revision=made.revision,
            program=made.program, notice=made.notice,
        ),
    )  # fmt: skip


def _words(said: model.Words) -> Words:
    return tuple(Span(text=span.text, look=span.look, anchor=span.anchor or None) for span in said)


def _block(block: model.Block) -> Block:
    kind: Literal["paragraph", "quotation", "list", "numbered list", "table", "picture"] = "paragraph"
    said: Words = ()
    items: tuple[Words, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Words, ...], ...] = ()
    caption, svg, says = "", None, None
    if isinstance(block, model.Para):
        kind, said = ("quotation" if block.is_quoted else "paragraph"), _words(block.words)
    elif isinstance(block, model.Bullets):
        kind, items = ("numbered list" if block.is_numbered else "list"), tuple(map(_words, block.items))
    elif isinstance(block, model.Grid):
        kind, header, caption = "table", block.header, block.caption
        rows = tuple(tuple(map(_words, row)) for row in block.rows)
    else:
        kind, caption, svg, says = "picture", block.caption, block.svg, block.says
    return Block(kind=kind, words=said, items=items, header=header, rows=rows, caption=caption, svg=svg, says=says)
