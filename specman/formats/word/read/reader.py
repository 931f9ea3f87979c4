"""The body of a Word file in reading order: each paragraph and table handed to the flow, with what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from lxml import etree

from specman.formats.flow import Flow, Text, caption, styled_caption
from specman.formats.outline import day, normalise_space
from specman.formats.word import house
from specman.formats.word.package import Package, W
from specman.formats.word.read import doubts
from specman.formats.word.read.anchors import Anchors
from specman.formats.word.read.classify import (
    Classified,
    Clause,
    Definition,
    Heading,
    Here,
    Item,
    More,
    Note,
    Plain,
    Styled,
    Title,
    classify,
    in_meaning,
    in_own_style,
    labelled,
)
from specman.formats.word.read.heads import typed_heads
from specman.formats.word.read.items import Items, item_holding
from specman.formats.word.read.paragraphs import Block, Paragraphs
from specman.formats.word.read.tables import Grid, grid_of, is_definitions, joined, term_of
from specman.formats.word.read.versions import version_in, version_in_margins, words_in_margins
from specman.model.document import Document, Metadata
from specman.model.finding import Finding, Severity

_BY_STYLE: dict[str, Callable[[Flow, Text], None]] = {
    house.CONTINUED: Flow.continued,
    house.CLOSING: Flow.closing,
    house.FIRST_PAGE: lambda flow, text: flow.notes.append(text.words),
    house.ALIGNED: lambda flow, text: flow.aligned.append(text.words.removeprefix("Aligned with ")),
    house.DATED: lambda flow, text: setattr(flow, "date", text.words.removeprefix("Dated ")),
}

_CORE = "{http://purl.org/dc/elements/1.1/}"


class Reader:
    """One reading of one view of a file."""

    def __init__(
        self, package: Package, main: str, notes: Mapping[str, etree._Element], work: str, version: str, name: str
    ) -> None:
        self.package, self.main = package, main
        self.name = name
        self.flow = Flow(work, version, name)
        self.paragraphs = Paragraphs(package, main)
        self.items = Items(self.flow, self.paragraphs.numbering)
        self.anchors = Anchors(self.flow, notes, self.paragraphs.note)
        self.skipped = self.paragraphs.story.skipped
        self.is_own = house.CLAUSE in self.paragraphs.styles.by_id
        self.caption: tuple[str, str, Text] | None = None  # number, title and words of one that waits for its table
        self.stated_version = ""
        self.heads: frozenset[etree._Element] = frozenset()  # numbered 2 by hand, before others numbered 2.1
        self.is_head = False  # of the paragraph being read

    def read(self, body: etree._Element) -> Document:
        """The document that a body holds."""
        self.heads = typed_heads(body)
        self.blocks(body)
        self.flush_caption()
        self.flow.finish()
        self.tie()
        package = self.package
        if not self.is_own:
            self.skipped["margins"] = words_in_margins(package, self.main)
        comments = package.related(self.main, "comments")
        remarks = package.xml(comments) if comments else None
        self.skipped["comment"] = len(remarks) if remarks is not None else 0
        self.report()
        core = package.xml(package.related("", "core-properties") or "docProps/core.xml")
        title = self.flow.title
        if not title and core is not None:
            title = normalise_space(core.findtext(f"{_CORE}title") or "")
        metadata = Metadata(
            title=title,
            date=day(self.flow.date, self.name),
            notes=tuple(self.flow.notes),
            aligned_with=tuple(self.flow.aligned),
            stated_version=self.stated_version or version_in_margins(package, self.main),
        )
        document = self.flow.outline.document(metadata)
        return replace(document, images=self.paragraphs.media.images)

    # -- paragraphs --------------------------------------------------------------------------------------------

    def blocks(self, holder: etree._Element) -> None:
        """What a part of the body holds, in reading order."""
        for child in holder:
            tag = child.tag
            if tag == f"{W}p":
                self.paragraph(child)
            elif tag == f"{W}tbl":
                self.table(child)
            elif tag == f"{W}sdt":
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                content = child.find(f"{W}sdtContent")
                if gallery is not None and "contents" in gallery.get(f"{W}val", "").casefold():
                    words = "".join(text.text or "" for text in child.iter(f"{W}t"))
                    self.skipped["contents page"] += len(words)
                elif content is not None:
                    self.blocks(content)
            elif tag in (f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"):
                self.blocks(child)
            elif tag == f"{W}bookmarkStart":
                self.anchors.wait([child.get(f"{W}name", "")])
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                self.skipped["embedded document"] += 1

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph, and the text boxes anchored in it."""
        block = self.paragraphs.read(element)
        self.is_head = element in self.heads
        self.anchors.wait(block.words.bookmarks)
        text = block.text
        if text.words or text.marks or (self.is_own and (block.label or "").strip()):
            style = self.paragraphs.styles.by_id.get(block.style)
            named = style.name.casefold() if style else ""
            if named.startswith(("toc ", "table of figures", "table of authorities")) or named == "tocheading":
                self.skipped["contents page"] += len(text.words)
            else:
                self.place(block)
        for box in block.words.boxes:
            self.blocks(box)

    def place(self, block: Block) -> None:
        """A paragraph with words: a caption waits for its table, the first page may state title and version."""
        text = block.text
        if "caption" in block.names or (block.label is None and caption(text.words)):
            found = caption(text.words) or styled_caption(text.words)
            if found:
                self.flush_caption()
                self.caption = (*found, text)
                return
        self.flush_caption()
        if not self.stated_version and self.flow.is_empty:
            self.stated_version = version_in(text.words)
        if self.flow.is_empty and not self.flow.title and "title" in block.names:
            self.flow.title = text.words.replace("\n", " ")
            return
        self.put(block, self.own(block) or self.classified(block))
        self.anchors.settle(block.words)

    def own(self, block: Block) -> Classified | None:
        """What a paragraph's style says it is in a file that specman wrote."""
        return in_own_style(block) if self.is_own else None

    def classified(self, block: Block) -> Classified:
        """What a paragraph is, by its label, its look and its place."""
        flow = self.flow
        known = labelled(block, (*flow.expected, flow.last_number))
        if known.label is not None and known.typed_too:
            again = known.typed_too == known.label.num
            self.find(
                "numbering-typed", "note" if again else "warning",
                f"Word numbers this paragraph {known.label.num}, and its text begins with "
                + ("the same number, which is taken once." if again else f"{known.typed_too}."),
                known.label.num, "Remove the typed number, or the automatic one.",
            )  # fmt: skip
        here = Here(
            flow.expected,
            flow.depth,
            self.items.goes_on(block),
            self.items.heads_clauses(block) or self.is_head,
            item_holding(block.indent, self.items.open),
            self.paragraphs.count == 1 and not flow.title and flow.is_empty,
        )
        return classify(block, known, here)

    def put(self, block: Block, found: Classified) -> None:
        """Hand a paragraph to the flow as what it is."""
        flow = self.flow
        match found:
            case Heading(depth, text, num, kind, status):
                flow.heading(depth, text, num, kind, status)
            case Clause(num, text, list_key, depth):
                flow.clause(num, text, depth)
                self.items.numbers_clauses(list_key)
            case Item(num, text, None):
                self.items.put(block, num, text)
            case Item(num, text, int(depth)):
                flow.item(depth, num, text)
            case Definition(term, meaning):
                flow.definition(term, meaning)
            case Note(name, text):
                flow.note(name, text)
            case More(item, text):
                flow.append(item, text)
            case Title(words):
                flow.title = words
            case Styled(style, text):
                _BY_STYLE[style](flow, text)
            case Plain(text):
                flow.paragraph(text)

    # -- tables ------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> None:
        """A table: rows, definitions, or the one cell that frames a few paragraphs."""
        grid = grid_of(element, self.paragraphs.in_cell)
        if self.is_own and "specman table" in self.paragraphs.styles.names(grid.style):
            grid.header = int(bool(grid.rows) and grid.rows[0].is_header)
            self.rows(grid)
            return
        if not grid.has_text:
            for row in grid.rows:
                for cell in row.cells:
                    for block in cell.blocks:
                        self.anchors.wait(block.words.bookmarks)
            return
        if len(grid.rows) == 1 and len(grid.rows[0].cells) == 1:
            self.flush_caption()
            for block in grid.rows[0].cells[0].blocks:
                self.anchors.wait(block.words.bookmarks)
                if block.text.words or block.text.marks:
                    self.place(block)
            return
        if is_definitions(grid, self.paragraphs.styles):
            self.flush_caption()
            self.definitions(grid)
        else:
            self.rows(grid)

    def definitions(self, grid: Grid[Block]) -> None:
        """A table of two columns, terms and meanings, as definitions."""
        for row in grid.rows[grid.header :]:
            blocks = [block for cell in row.cells[1:] for block in cell.blocks if block.text.words]
            term = term_of(row.cells[0].blocks, as_it_stands=self.is_own)
            for block in row.cells[0].blocks:
                self.anchors.wait(block.words.bookmarks)
            if term:
                first = blocks.pop(0) if blocks and not blocks[0].label else None
                self.flow.definition(term, first.text if first else Text("", line=self.paragraphs.count))
                self.anchors.settle(first.words if first else None)
            for block in blocks:
                self.anchors.wait(block.words.bookmarks)
                found = self.own(block) or in_meaning(block, item_holding(block.indent, self.items.open))
                self.put(block, found)
                self.anchors.settle(block.words)
        self.flow.items = []

    def rows(self, grid: Grid[Block]) -> None:
        """A table as its rows, under the caption that waits for it."""
        flow, line = self.flow, self.paragraphs.count
        width = grid.width
        num, title, _ = self.caption or ("", "", Text(""))
        self.caption = None
        header = grid.rows[0] if grid.header else None
        cells, marks = joined(header.cells, width) if header else ((), ())
        merges = grid.merges_of(0) if header else ()
        table = flow.table(cells, line, num=num, title=title, marks=marks, merges=merges)
        flow.last = table
        for cell in header.cells if header else ():
            for block in cell.blocks:
                self.anchors.settle(block.words)
        for place, row in enumerate(grid.rows):
            if header is not None and place == 0:
                continue
            cells, marks = joined(row.cells, width)
            flow.last = flow.row(table, cells, line, marks, grid.merges_of(place))
            for cell in row.cells:
                for block in cell.blocks:
                    self.anchors.wait(block.words.bookmarks)
                    self.anchors.settle(block.words)
            if row.revision:
                self.anchors.revision(row.revision)
        flow.last = table

    def flush_caption(self) -> None:
        """A caption without a table below it is text like any other."""
        if self.caption is not None:
            text = self.caption[2]
            self.caption = None
            self.flow.paragraph(text)

    # -- findings ----------------------------------------------------------------------------------------------

    def tie(self) -> None:
        """Give references the eIds of what they point at, and report those that show an outdated number."""
        if lost := self.anchors.tie():
            self.skipped["cross-reference without a target"] = lost
        for shown, target, line in self.anchors.stale(self.paragraphs.quoted):
            self.find(
                "reference-stale", "warning",
                f"A cross-reference shows {shown!r}, and what it points at is now {target.label}.",
                target.label, "Update the fields in Word (select all, F9), then import again.", line,
            )  # fmt: skip

    def report(self) -> None:
        """Findings on what could not be taken over: counted and named, never silent."""
        findings = self.flow.outline.findings
        provisions = self.flow.outline.provisions()
        findings += doubts.broken(provisions, self.name)
        findings += doubts.left_out(self.skipped, self.name)
        if unknown := self.paragraphs.numbering.unknown & self.items.forms():
            self.find(
                "numbering-format", "warning", f"Numbers of the form {', '.join(sorted(unknown))} are printed as "
                "decimals.", "", "Compare the numbers with what Word shows.", 0,
            )  # fmt: skip
        findings += self.paragraphs.media.findings(self.name)
        findings += doubts.jumps(provisions, self.name)

    def find(
        self, slug: str, severity: Severity, message: str, label: str, advice: str, line: int | None = None
    ) -> None:
        """A finding at a paragraph, the last one read when none is given."""
        at = self.paragraphs.count if line is None else line
        self.flow.outline.findings.append(Finding(slug, severity, message, label, self.name, at, advice))
