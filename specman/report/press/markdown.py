"""A paper as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from specman.model.paper import Block, Bullets, Grid, Paper, Para, Span, Words, heading, numbered
from specman.report.pages import markdown_text
from specman.report.press.plain import made_words


def markdown(paper: Paper) -> str:
    """A paper as Markdown; of a picture what it says in words."""
    lines = [f"# {markdown_text(paper.title)}", ""]
    lines += [str(markdown_text(paper.subtitle)), ""] if paper.subtitle else []
    if paper.facts:
        lines += ["| | |", "| --- | --- |"]
        lines += [f"| **{markdown_text(name)}** | {_cell(said)} |" for name, said in paper.facts]
        lines.append("")
    for block in paper.opening:
        lines += [*_block(block), ""]
    for one in numbered(paper.sections):
        lines += [f"{'#' * min(one.depth + 1, 6)} {markdown_text(heading(one))}", ""]
        for block in one.section.blocks:
            lines += [*_block(block), ""]
    return "\n".join([*lines, "---", "", str(markdown_text(made_words(paper.made)))]) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Para):
        mark = "> " if block.is_quoted else ""
        yield f"{mark}{_words(block.words)}".replace("\n", f"\n{mark or ''}\n{mark}")
    elif isinstance(block, Bullets):
        for count, item in enumerate(block.items, 1):
            yield f"{f'{count}.' if block.is_numbered else '-'} {_words(item)}".replace("\n", " ")
    elif isinstance(block, Grid):
        if block.caption:
            yield from (f"{markdown_text(block.caption)}:", "")
        yield f"| {' | '.join(str(markdown_text(name)) for name in block.header)} |"
        yield f"|{' --- |' * len(block.header)}"
        for row in block.rows:
            yield f"| {' | '.join(map(_cell, row))} |"
    else:
        yield f"*{markdown_text(block.caption)}* {markdown_text(block.says)}"


def _cell(said: Words) -> str:
    return _words(said).replace("\n", "<br>")


_SIGNS = {"strong": ("**", "**"), "inserted": ("<ins>", "</ins>"), "deleted": ("<del>", "</del>"), "blank": ("*", "*")}


def _words(said: Words) -> str:
    return "".join(map(_span, said))


def _span(span: Span) -> str:
    lines = [str(markdown_text(line)) for line in span.text.split("\n")]
    before, after = _SIGNS.get(span.look, ("", ""))
    body = "\n".join(lines)
    if not body.strip() or not before:
        return body
    lead, tail = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
    return f"{lead}{before}{body.strip()}{after}{tail}"
