"""The paragraphs and tables of a Word file, each with its label, put into the outline in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from specman.formats.enumeration import begins, follows
from specman.formats.flow import Flow, Text, caption, named_heading, note_start, stated_status, styled_caption
from specman.formats.outline import normalise_space
from specman.formats.word import house
from specman.formats.word.numbering import Counters, Level, Numbering, value
from specman.formats.word.package import Package, W
from specman.formats.word.read import doubts
from specman.formats.word.read.inline import BOOKMARK, ENDNOTE, FOOTNOTE, Story, Words, read_words
from specman.formats.word.read.labels import Label, computed, typed
from specman.formats.word.read.media import Media
from specman.formats.word.read.styles import Styles, indent_of, numbering_of
from specman.formats.word.read.tables import Cell, Grid, grid_of, is_definitions, term_of
from specman.model.document import Document, Mark, Metadata
from specman.model.finding import Finding, Severity

_AS_IT_STANDS: dict[str, Callable[[Flow, Text], None]] = {
    house.CONTINUED: Flow.continued,
    house.CLOSING: Flow.closing,
    house.FIRST_PAGE: lambda flow, text: flow.notes.append(text.words),
    house.ALIGNED: lambda flow, text: flow.aligned.append(text.words.removeprefix("Aligned with ")),
    house.DATED: lambda flow, text: setattr(flow, "date", text.words.removeprefix("Dated ")),
}
REVISION = "revision:"  # before the number of a tracked change, in the flow's anchors

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CORE = "{http://purl.org/dc/elements/1.1/}"
_MEANS = re.compile(
    '["\u201c]?([^"\u201c\u201d:;.]{1,100}?)["\u201d]?\\s+'
    "(?=(?:shall\\s+)?means?\\b|(?:shall\\s+)?ha(?:s|ve)\\s+the\\s+(?:same\\s+)?meanings?\\b)"
)
_VERSION = re.compile(
    r"(?:^|\b(?:SEC|Document)\s+|\u00b7\s*)Version(?:\s+number)?\s*:?\s*v?(\d+(?:\.\d+)+[a-z]?)\b", re.IGNORECASE
)
_SAME_INDENT = 60  # twips: what two lists set at the same place may differ by


@dataclass(frozen=True)
class _Seat:
    """A list item as the next one sees it: its list, level, number and how far it is set in."""

    list_key: str
    place: int
    num: str
    indent: int


@dataclass
class _Block:
    """A paragraph with its label."""

    words: Words
    style: str
    outline: int | None
    label: str | None
    level: Level | None
    list_key: str
    place: int
    indent: int
    is_bold: bool = False

    @property
    def text(self) -> Text:
        return self.words.text


class Reader:
    """One reading of one view of a file."""

    def __init__(
        self, package: Package, main: str, notes: dict[str, etree._Element], work: str, version: str, name: str
    ) -> None:
        self.package, self.main = package, main
        self.name = name
        self.flow = Flow(work, version, name)
        self.styles = Styles(package.xml(package.related(main, "styles") or "word/styles.xml"))
        self.numbering = Numbering(
            package.xml(package.related(main, "numbering") or "word/numbering.xml"),
            self.styles.numbering_instances,
            self.styles.language,
        )
        self.counters = Counters(self.numbering)
        self.media = Media(package, main)
        self.story = Story(self.styles, package.relationships(main), self.media.name)
        self.footnotes = {
            f"{FOOTNOTE if sort == 'footnotes' else ENDNOTE}{note.get(f'{W}id', '')}": note
            for sort, part in notes.items()
            for note in part
            if isinstance(note.tag, str)
        }
        self.is_own = house.CLAUSE in self.styles.by_id
        self.seats: dict[str, _Seat] = {}
        self.item_lists: dict[str, str] = {}  # lists read as items, and what held them: they go on after closing words
        self.clause_lists: set[str] = set()  # lists whose items were read as numbered paragraphs
        self.waiting: list[str] = []  # bookmarks that wait for the next block
        self.caption: tuple[str, str, Text] | None = None
        self.noted: dict[str, str] = {}  # footnote reference to the eId of its text
        self.count = 0
        self.left_out: Counter[str] = Counter()
        self.quoted: list[tuple[str, str, int]] = []
        self.stated_version = ""

    def read(self, body: etree._Element) -> Document:
        self.blocks(body)
        self.flush_caption()
        self.flow.finish()
        self.tie()
        self.report()
        package = self.package
        core = package.xml(package.related("", "core-properties") or "docProps/core.xml")
        title = self.flow.title
        if not title and core is not None:
            title = normalise_space(core.findtext(f"{_CORE}title") or "")
        metadata = Metadata(
            title=title,
            date=self.flow.date,
            notes=tuple(self.flow.notes),
            aligned_with=tuple(self.flow.aligned),
            stated_version=self.stated_version or self.version_in_margins(),
        )
        document = self.flow.outline.document(metadata)
        return replace(document, images=self.media.images)

    # -- blocks ------------------------------------------------------------------------------------------------

    def blocks(self, holder: etree._Element) -> None:
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
                    self.story.skipped["contents page"] += len(words)
                elif content is not None:
                    self.blocks(content)
            elif tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                self.blocks(choice if choice is not None else child)
            elif tag in (f"{W}customXml", f"{W}smartTag", f"{_MC}Fallback", f"{W}ins", f"{W}moveTo"):
                self.blocks(child)
            elif tag == f"{W}bookmarkStart":
                self.waiting.append(child.get(f"{W}name", ""))
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                self.left_out["embedded document"] += 1

    def block(self, paragraph: etree._Element) -> _Block:
        """A paragraph's words, and the label its numbering gives it. Empty paragraphs count, as in Word."""
        self.count += 1
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.default
        instance, place = self.numbered_by(properties, style)
        level = self.numbering.level(instance, place) if instance else None
        before = len(self.story.numbers)
        words = read_words(paragraph, self.story, self.count)
        self.quoted += [(mark, shown, self.count) for mark, shown in self.story.numbers[before:]]
        label = None
        if instance and (words.text.words or words.text.marks or not words.boxes):
            label = self.counters.next(instance, place)
            if label is None and words.text.words:
                self.left_out["undefined numbering"] += 1
        own = value(properties, "outlineLvl")
        outline = (int(own) if own.isdigit() and int(own) < 9 else None) if own else self.styles.outline(style)
        indent = indent_of(properties)
        if indent is None and level is not None:
            indent = level.indent
        if indent is None:
            indent = self.styles.indent(style)
        found = self.numbering.instances.get(instance)
        is_bold = _is_all_bold(words.text) or self.styles.emphasis(style)[0]
        list_key = found.abstract if found and label is not None else ""
        return _Block(words, style, outline, label, level, list_key, place, indent or 0, is_bold)

    def numbered_by(self, properties: etree._Element | None, style: str) -> tuple[str, int]:
        """Instance and level of a paragraph: its own, else along its style's ancestry; "" when it has none."""
        instance, place = numbering_of(properties)
        chain = list(self.styles.chain(style))
        if not instance:
            instance = next((one.instance for one in chain if one.instance), "")
            if instance and place is None:
                tied = (self.numbering.level_of_style(instance, one.id) for one in chain)
                place = next((level for level in tied if level is not None), None)
        if instance in ("", "0"):
            return "", 0
        if place is None:
            place = next((one.place for one in chain if one.place is not None), 0)
        return instance, place

    def paragraph(self, element: etree._Element) -> None:
        block = self.block(element)
        self.waiting += block.words.bookmarks
        text = block.text
        if text.words or text.marks or (self.is_own and (block.label or "").strip()):
            style = self.styles.by_id.get(block.style)
            named = style.name.casefold() if style else ""
            if named.startswith(("toc ", "table of figures", "table of authorities")) or named == "tocheading":
                self.story.skipped["contents page"] += len(text.words)
            else:
                self.place(block)
        for box in block.words.boxes:
            self.blocks(box)

    def place(self, block: _Block) -> None:
        text = block.text
        if self.styles.named(block.style, "caption") or (block.label is None and caption(text.words)):
            found = caption(text.words) or styled_caption(text.words)
            if found:
                self.flush_caption()
                self.caption = (*found, text)
                return
        self.flush_caption()
        if not self.stated_version and self.flow.is_empty and (match := _VERSION.search(text.words)):
            self.stated_version = match[1]
        if self.flow.is_empty and not self.flow.title and self.styles.named(block.style, "title"):
            self.flow.title = text.words.replace("\n", " ")
            return
        self.put(block)
        self.settle(block.words)

    def put(self, block: _Block) -> None:
        """Decide what a paragraph is, and hand it to the flow."""
        flow, text = self.flow, block.text
        if self.own(block):
            return
        is_heading = block.outline is not None
        label = computed(block.label or "", is_bullet=bool(block.level and block.level.is_bullet))
        said = typed(text.words, block.words.tab, flow.expected, is_heading=is_heading)
        if label is None:
            label = said
        elif said is not None and label.shape == said.shape and said.num == label.num:
            label = replace(label, length=said.length)
        elif said is not None and label.shape == "dotted" == said.shape and block.words.tab >= 0:
            self.find(
                "numbering-typed", "warning",
                f"Word numbers this paragraph {label.num}, and its text begins with {said.num}.",
                label.num, "Remove the typed number, or the automatic one.",
            )  # fmt: skip
        if label is not None and label.length:
            text = _after(text, label.length)
        if label is None:
            self.unnumbered(block, text)
        elif label.shape in ("bullet", "bracket", "letter"):
            self.item(block, label.num, text)
        else:
            self.numbered(block, label, text)

    def own(self, block: _Block) -> bool:
        """Place a paragraph in one of the styles specman writes; the style says what it is."""
        flow, style = self.flow, block.style
        if not self.is_own or not (style.startswith("Specman") or block.outline is not None):
            return False
        if style in _AS_IT_STANDS:
            _AS_IT_STANDS[style](flow, block.text)
            return True
        if style == house.NOTE:
            name, start = note_start(block.text.words) or ("Note", 0)
            flow.note(name, _after(block.text, start))
            return True
        text, num = block.text, (block.label or "").strip()
        if not num and block.words.tab > 0:
            num, text = text.words[: block.words.tab], _after(text, block.words.tab)
        if style == house.CLAUSE and num:
            flow.clause(num, text)
        elif style.startswith(house.ITEM) and style[len(house.ITEM) :].isdigit():
            is_bullet = block.level is not None and block.level.is_bullet
            flow.item(int(style[len(house.ITEM) :]), "" if is_bullet else num, text)
        elif block.outline is not None:
            title, status = stated_status(text.words)
            found = named_heading(title) if not num else None
            kind, num, title = found or ("section", num, title)
            flow.heading(block.outline + 1, replace(text, words=title), num, kind, status)
        else:
            return False
        return True

    def numbered(self, block: _Block, label: Label, text: Text) -> None:
        flow = self.flow
        is_heading = block.outline is not None
        if label.shape == "worded":
            title, status = stated_status(text.words)
            flow.heading((block.outline or 0) + 1, replace(text, words=title), label.num, status=status)
            return
        open_list = any(
            seat.list_key == block.list_key != "" and seat.place <= block.place for seat in self.open_seats()
        )
        if open_list or (block.list_key and self.item_lists.get(block.list_key) == flow.holder):
            self.item(block, (block.label or label.num).strip(), text)
            return
        looks = _looks_like_heading(text)
        if looks and (is_heading or block.is_bold):
            depth = block.outline + 1 if block.outline is not None else label.parts
            title, status = stated_status(text.words)
            flow.heading(depth, replace(text, words=title), label.num, status=status)
        elif label.parts == 1 and label.num.isdigit() and not (is_heading or self.heads_clauses(block)):
            self.item(block, block.label.strip() if block.label else label.num + ".", text)
        else:
            flow.clause(label.num, text)
            if block.list_key:
                self.clause_lists.add(block.list_key)

    def unnumbered(self, block: _Block, text: Text) -> None:
        flow = self.flow
        if block.outline is not None:
            title, status = stated_status(text.words.replace("\n", " "))
            if found := named_heading(title):
                kind, num, words = found
                flow.heading(block.outline + 1, replace(text, words=words), num, kind, status)
            else:
                flow.heading(block.outline + 1, replace(text, words=title), status=status)
        elif found_note := note_start(text.words):
            flow.note(found_note[0], text.cut(found_note[1]))
        elif meaning := self.definition_of(text):
            flow.definition(*meaning)
        elif block.is_bold and _looks_like_heading(text) and flow.expected and len(text.words) <= 80:
            flow.heading(flow.depth + 1, text)
        elif (holder := self.item_holding(block.indent)) and not self.styles.named(block.style, "closing words"):
            flow.append(holder, text)
        elif self.is_title(block, text):
            flow.title = text.words
        else:
            flow.paragraph(text)

    def is_title(self, block: _Block, text: Text) -> bool:
        """The first words of a file without a Title style, when they look like one."""
        return (
            self.count == 1
            and not self.flow.title
            and self.flow.is_empty
            and _looks_like_heading(text)
            and (block.is_bold or self.styles.named(block.style, "subtitle"))
        )

    def definition_of(self, text: Text) -> tuple[str, Text] | None:
        """Term and meaning of `"X" means …`, where quotation marks or bold type set the term apart."""
        match = _MEANS.match(text.words)
        if match is None:
            return None
        start, end = match.span(1)
        in_quotes = text.words[:1] in ('"', "\u201c")
        in_bold = any(m.kind in ("b", "def") and m.start <= start and m.end >= end for m in text.marks)
        if not (in_quotes or (in_bold and not _is_all_bold(text))):
            return None
        return match[1], text.cut(match.end())

    def item(self, block: _Block, num: str, text: Text) -> None:
        depth = self.depth_of(block, num)
        self.flow.item(depth, num, text)
        if block.list_key and num and not num.startswith("("):
            self.item_lists[block.list_key] = self.flow.holder
        self.seats[self.flow.last] = _Seat(block.list_key, block.place, num, block.indent)

    def depth_of(self, block: _Block, num: str) -> int:
        """How deep an item is: by its own list, else by counting on, else by how far it is set in."""
        for depth, eid in reversed(self.flow.items):
            seat = self.seats.get(eid)
            if seat is None:
                continue
            if seat.list_key and seat.list_key == block.list_key:
                if block.place == seat.place:
                    return depth
                if block.place > seat.place:
                    return depth + 1
            elif num and follows(seat.num, num) and block.indent <= seat.indent + _SAME_INDENT:
                return depth
        for depth, eid in reversed(self.flow.items):
            seat = self.seats.get(eid)
            if seat is None or block.indent > seat.indent + _SAME_INDENT:
                return depth + 1
            if block.indent >= seat.indent - _SAME_INDENT:
                return depth + 1 if num and seat.num and begins(num) else depth
        return self.flow.items[0][0] if self.flow.items else 1

    def item_holding(self, indent: int) -> str:
        """The innermost open item that a paragraph set in this far belongs to."""
        for _, eid in reversed(self.flow.items):
            seat = self.seats.get(eid)
            if seat is not None and indent and indent >= seat.indent > 0:
                return eid
        return ""

    def open_seats(self) -> Iterator[_Seat]:
        """The open list items, as the next one sees them."""
        return (self.seats[eid] for _, eid in self.flow.items if eid in self.seats)

    def heads_clauses(self, block: _Block) -> bool:
        """True for a paragraph numbered 4 whose list goes on to 4.1, and which no numbered section holds already."""
        if block.list_key in self.clause_lists:
            return True
        return not self.flow.expected and any(
            f"%{block.place + 1}" in level.text
            for place, level in self.numbering.abstract.get(block.list_key, {}).items()
            if place > block.place
        )

    # -- tables ------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> None:
        grid = grid_of(element, self.cell_blocks)
        if self.is_own and self.styles.named(grid.style, "specman table"):
            grid.header = int(bool(grid.rows) and grid.rows[0].is_header)
            self.rows(grid)
            return
        if not grid.has_text:
            for row in grid.rows:
                for cell in row.cells:
                    for block in cell.blocks:
                        self.waiting += block.words.bookmarks
            return
        if len(grid.rows) == 1 and len(grid.rows[0].cells) == 1:
            self.flush_caption()
            for block in grid.rows[0].cells[0].blocks:
                self.waiting += block.words.bookmarks
                if block.text.words or block.text.marks:
                    self.place(block)
            return
        if is_definitions(grid, self.styles):
            self.flush_caption()
            self.definitions(grid)
        else:
            self.rows(grid)

    def cell_blocks(self, holder: etree._Element) -> Iterator[_Block]:
        """The paragraphs of a cell, text boxes and nested tables included, row by row."""
        for child in holder:
            if child.tag == f"{W}p":
                block = self.block(child)
                yield block
                for box in block.words.boxes:
                    yield from self.cell_blocks(box)
            elif child.tag == f"{W}tbl":
                self.left_out["nested table"] += 1
                for row in grid_of(child, self.cell_blocks).rows:
                    for cell in row.cells:
                        yield from cell.blocks
            elif isinstance(child.tag, str) and child.tag not in (f"{W}tcPr", f"{W}sdtPr"):
                yield from self.cell_blocks(child)

    def definitions(self, grid: Grid[_Block]) -> None:
        """A table of two columns, terms and meanings, as definitions."""
        for row in grid.rows[grid.header :]:
            blocks = [block for cell in row.cells[1:] for block in cell.blocks if block.text.words]
            term = term_of(row.cells[0].blocks, as_it_stands=self.is_own)
            for block in row.cells[0].blocks:
                self.waiting += block.words.bookmarks
            if term:
                first = blocks.pop(0) if blocks and not blocks[0].label else None
                self.flow.definition(term, first.text if first else Text("", line=self.count))
                self.settle(first.words if first else None)
            for block in blocks:
                self.waiting += block.words.bookmarks
                if self.own(block):
                    self.settle(block.words)
                    continue
                label = computed(block.label or "", is_bullet=bool(block.level and block.level.is_bullet))
                label = label or typed(block.text.words, block.words.tab, (), is_heading=False)
                holder = self.item_holding(block.indent)
                if label is not None:
                    text = _after(block.text, label.length) if label.length else block.text
                    self.item(block, label.num, text)
                elif holder:
                    self.flow.append(holder, block.text)
                else:
                    self.flow.paragraph(block.text)
                self.settle(block.words)
        self.flow.items = []

    def rows(self, grid: Grid[_Block]) -> None:
        num, title, _ = self.caption or ("", "", Text(""))
        self.caption = None
        header = grid.rows[0] if grid.header else None
        cells, marks = _joined(header.cells, grid.width) if header else ((), ())
        merges = grid.merges_of(0) if header else ()
        table = self.flow.table(cells, self.count, num=num, title=title, marks=marks, merges=merges)
        self.flow.last = table
        for cell in header.cells if header else ():
            for block in cell.blocks:
                self.settle(block.words)
        for place, row in enumerate(grid.rows):
            if header is not None and place == 0:
                continue
            cells, marks = _joined(row.cells, grid.width)
            eid = self.flow.row(table, cells, self.count, marks, grid.merges_of(place))
            self.flow.last = eid
            for cell in row.cells:
                for block in cell.blocks:
                    self.waiting += block.words.bookmarks
                    self.settle(block.words)
            if row.revision:
                self.flow.anchor(f"{REVISION}{row.revision}")
        self.flow.last = table

    def flush_caption(self) -> None:
        """A caption without a table below it is text like any other."""
        if self.caption is not None:
            text = self.caption[2]
            self.caption = None
            self.flow.paragraph(text)

    # -- what hangs on a block ---------------------------------------------------------------------------------

    def settle(self, words: Words | None) -> None:
        """Bookmarks, tracked changes and footnotes of the block just placed."""
        for bookmark in self.waiting:
            self.flow.anchor(BOOKMARK + bookmark)
        self.waiting = []
        if words is None:
            return
        for number in words.revisions:
            self.flow.anchor(f"{REVISION}{number}")
        owner = self.flow.last
        for mark in words.text.marks:
            if mark.kind == "note" and mark.target not in self.noted:
                note = self.footnotes.get(mark.target)
                text = self.note_text(note) if note is not None else Text("")
                self.noted[mark.target] = self.flow.footnote(owner, str(len(self.noted) + 1), text)

    def note_text(self, note: etree._Element) -> Text:
        words = ""
        marks: tuple[Mark, ...] = ()
        for paragraph in note.iter(f"{W}p"):
            read = read_words(paragraph, self.story, self.count).text
            joiner = "\n" if words and read.words else ""
            marks += read.moved(len(words) + len(joiner))
            words += joiner + read.words
        kept = tuple(mark for mark in marks if mark.kind != "note")
        return Text(words, kept, self.count)

    def tie(self) -> None:
        """Give references and footnote marks the eIds of what they point at."""
        anchors = self.flow.anchors
        lost = 0
        for provision in self.flow.outline.provisions():
            if not any(mark.kind in ("ref", "note") for mark in provision.marks):
                continue
            marks = []
            for mark in provision.marks:
                if mark.kind == "note":
                    marks.append(replace(mark, target=self.noted.get(mark.target, "")))
                elif mark.kind == "ref" and mark.target.startswith(BOOKMARK):
                    eid = anchors.get(mark.target)
                    lost += eid is None
                    if eid is not None:
                        marks.append(replace(mark, target=f"#{eid}"))
                else:
                    marks.append(mark)
            self.flow.outline.update(provision.eid, replace(provision, marks=tuple(marks)))
        if lost:
            self.left_out["cross-reference without a target"] = lost
        for bookmark, shown, line in self.quoted:
            eid = anchors.get(BOOKMARK + bookmark)
            if eid is None or not shown:
                continue
            target = self.flow.outline[eid]
            if not doubts.quotes(shown, target):
                self.find(
                    "reference-stale", "warning",
                    f"A cross-reference shows {shown!r}, and what it points at is now {target.label}.",
                    target.label, "Update the fields in Word (select all, F9), then import again.", line,
                )  # fmt: skip

    # -- what was left out -------------------------------------------------------------------------------------

    def report(self) -> None:
        """Findings on what could not be taken over: counted and named, never silent."""
        findings = self.flow.outline.findings
        provisions = self.flow.outline.provisions()
        findings += doubts.broken(provisions, self.name)
        findings += doubts.left_out(self.story.skipped + self.left_out, self.name)
        if self.numbering.unknown & self.forms_used():
            names = ", ".join(sorted(self.numbering.unknown & self.forms_used()))
            self.find(
                "numbering-format", "warning", f"Numbers of the form {names} are printed as decimals.", "",
                "Compare the numbers with what Word shows.", 0,
            )  # fmt: skip
        findings += self.media.findings(self.name)
        findings += doubts.jumps(provisions, self.name)

    def forms_used(self) -> set[str]:
        keys = {seat.list_key for seat in self.seats.values()}
        return {level.form for key in keys for level in self.numbering.abstract.get(key, {}).values()}

    def version_in_margins(self) -> str:
        """A version stated in a header or footer, which are otherwise left out."""
        package = self.package
        for relationship in package.relationships(self.main).values():
            if relationship.sort in ("header", "footer") and not relationship.is_external:
                root = package.xml(relationship.target)
                for paragraph in root.iter(f"{W}p") if root is not None else ():
                    pieces = (node.text or " " for node in paragraph.iter(f"{W}t", f"{W}tab"))
                    words = normalise_space("".join(pieces))
                    if match := _VERSION.search(words):
                        return match[1]
        return ""

    def find(
        self, slug: str, severity: Severity, message: str, label: str, advice: str, line: int | None = None
    ) -> None:
        at = self.count if line is None else line
        self.flow.outline.findings.append(Finding(slug, severity, message, label, self.name, at, advice))


def _after(text: Text, length: int) -> Text:
    """A text without the number typed before it."""
    while length < len(text.words) and text.words[length].isspace():
        length += 1
    return text.cut(length)


def _is_all_bold(text: Text) -> bool:
    return any(m.kind == "b" and m.start == 0 and m.end == len(text.words) for m in text.marks) and bool(text.words)


def _looks_like_heading(text: Text) -> bool:
    words = text.words
    return (
        0 < len(words) <= 120
        and "\n" not in words
        and words[-1] not in ".;:,"
        and not words[0].islower()
        and len(words.split()) <= 16
    )


def _joined(cells: Sequence[Cell[_Block]], width: int) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    """The cells of a row as its words, and marks as spans in the row's words."""
    texts = [""] * width
    marks: list[tuple[int, Mark]] = []
    for cell in cells:
        words = ""
        for block in cell.blocks:
            label = (block.label or "").strip()
            lead = f"{label} " if label and any(c.isalnum() for c in label) else ""
            if not block.text.words and not block.text.marks:
                continue
            joiner = "\n" if words else ""
            offset = len(words) + len(joiner) + len(lead)
            marks += [(cell.column, mark) for mark in block.text.moved(offset)]
            words += joiner + lead + block.text.words
        texts[cell.column] = words
    starts = [0]
    for words in texts:
        starts.append(starts[-1] + len(words) + len(" | "))
    moved = (replace(m, start=m.start + starts[at], end=m.end + starts[at]) for at, m in marks)
    return tuple(texts), tuple(sorted(moved, key=lambda m: (m.start, m.end, m.kind)))
