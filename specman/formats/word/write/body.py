"""The text of a document as the paragraphs and tables of a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from specman.formats.word import house
from specman.formats.word.write.lists import Lists
from specman.formats.word.write.runs import TAB, Runs, run
from specman.formats.word.write.tables import Slot, slots_of, table_start, widths_of
from specman.model.document import Document, Kind, Provision

_HEADED: tuple[Kind, ...] = ("section", "use-case", "service-request", "response")
_WORD_OF: dict[Kind, str] = {"use-case": "Use Case ", "response": "Response "}


class Writer:
    """One writing of a document.

    Args:
        lists: how numbers are printed.
        runs: how words are written.
    """

    def __init__(self, document: Document, lists: Lists, runs: Runs) -> None:
        self.document = document
        self.lists = lists
        self.runs = runs
        self.out: list[str] = []

    def body(self) -> str:
        """Paragraphs and tables."""
        self.first_page()
        self.children(self.document.provisions[0], 0)
        return "".join(self.out)

    # -- provisions --------------------------------------------------------------------------------------------

    def first_page(self) -> None:
        """What the document says of itself before its text, and text that no section holds."""
        meta = self.document.metadata
        if meta.title:
            self.paragraph("Title", run(meta.title))
        if meta.date:
            self.paragraph(house.DATED, run(f"Dated {meta.date}"))
        for other in meta.aligned_with:
            self.paragraph(house.ALIGNED, run(f"Aligned with {other}"))
        for note in meta.notes:
            self.paragraph(house.FIRST_PAGE, run(note))
        root = self.document.provisions[0]
        for line in self.runs.lines(root):
            self.paragraph(house.CONTINUED, line)
        if notes := self.runs.unplaced_notes(root):
            self.paragraph(house.CONTINUED, notes)

    def children(self, holder: Provision, depth: int) -> None:
        """The parts of a provision; definitions that follow one another share a table."""
        parts = self.document.children(holder.eid)
        place = 0
        while place < len(parts):
            part = parts[place]
            if part.kind == "definition":
                terms = [part]
                while place + 1 < len(parts) and parts[place + 1].kind in ("definition", "footnote"):
                    place += 1
                    terms += [parts[place]] if parts[place].kind == "definition" else []
                self.definitions(terms)
            elif part.kind == "item":
                first = place == 0 or parts[place - 1].kind != "item"
                self.item(part, 0, first=first)
            elif part.kind != "footnote":
                self.provision(part, depth)
            place += 1

    def provision(self, provision: Provision, depth: int) -> None:
        """A provision of any kind but item, definition and footnote, with its parts."""
        kind = provision.kind
        if kind in _HEADED:
            self.heading(provision, depth)
            self.children(provision, depth + 1)
        elif kind == "heading":
            style = f"Heading{min(depth + 1, house.DEEPEST_HEADING)}"
            self.paragraph(style, self.runs.at(provision) + run(provision.heading))
        elif kind == "clause":
            self.clause(provision)
            self.children(provision, depth + 1)
        elif kind == "closing":
            first, *rest = self.runs.lines(provision) or [""]
            self.paragraph(house.CLOSING, self.runs.at(provision) + first)
            self.more(rest)
        elif kind == "note":
            first, *rest = self.runs.lines(provision) or [""]
            self.paragraph(house.NOTE, self.runs.at(provision) + run(f"{provision.num}: ", "<w:b/>") + first)
            self.more(rest)
        elif kind == "table":
            self.table(provision)
        elif kind == "row":
            self.rows("", (), [provision])

    def heading(self, provision: Provision, depth: int) -> None:
        """The heading of a section or use case, and the text under it; a status that its parent has not is stated."""
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
                lead = run(provision.num) + TAB
        else:
            title = f"{_WORD_OF.get(provision.kind, '')}{provision.num} {title}".rstrip()
        words = self.runs.at(provision) + lead + run(title)
        self.paragraph(style, words + self.runs.unplaced_notes(provision), numbered)
        self.more(self.runs.lines(provision))

    def clause(self, provision: Provision) -> None:
        """A numbered paragraph without its parts."""
        numbered = self.lists.number(provision.num)
        lead = "" if numbered else run(provision.num) + TAB
        head = f"{provision.heading}. " if provision.heading else ""
        first, *rest = self.runs.lines(provision) or [""]
        words = self.runs.at(provision) + lead + run(head, "<w:b/>") + first + self.runs.unplaced_notes(provision)
        self.paragraph(house.CLAUSE, words, numbered)
        self.more(rest)

    def item(self, provision: Provision, depth: int, *, first: bool, in_cell: bool = False) -> None:
        """An item of a list with its parts; `first` begins a list."""
        style = f"{house.ITEM}{min(depth + 1, house.DEEPEST_ITEM)}"
        numbered = self.lists.item(provision.num, depth, first=first)
        lead = "" if numbered else run(provision.num) + TAB
        head = f"{provision.heading}. " if provision.heading else ""
        begin, *rest = self.runs.lines(provision) or [""]
        words = self.runs.at(provision) + lead + run(head, "<w:b/>") + begin + self.runs.unplaced_notes(provision)
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
        self.out.append(table_start(house.DEFINITIONS, [2900, 6400]))
        for term in terms:
            self.out.append("<w:tr><w:tc>")
            words = self.runs.at(term) + run(term.heading, "<w:b/>") + self.runs.unplaced_notes(term)
            self.paragraph(house.MEANING, words)
            self.out.append("</w:tc><w:tc>")
            for line in self.runs.lines(term) or [""]:
                self.paragraph(house.MEANING, line)
            parts = self.document.children(term.eid)
            for place, part in enumerate(parts):
                if part.kind == "item":
                    self.item(part, 0, first=place == 0 or parts[place - 1].kind != "item", in_cell=True)
                elif part.kind == "closing":
                    for line in self.runs.lines(part):
                        self.paragraph(house.CLOSING, line)
                elif part.kind == "table":
                    self.table(part)
            if self.out[-1] == "</w:tbl>":  # Word does not open a file in which a cell ends with a table
                self.paragraph(house.MEANING, "")
            self.out.append("</w:tc></w:tr>")
        self.out.append("</w:tbl>")

    def table(self, table: Provision) -> None:
        """A table under its caption."""
        if table.num:
            self.paragraph("Caption", run(f"Table {table.num}" + (f": {table.heading}" if table.heading else "")))
        elif table.heading:
            self.paragraph("Caption", run(table.heading))
        rows = [part for part in self.document.children(table.eid) if part.kind == "row"]
        self.rows(self.runs.at(table), table.cells, rows, table)

    def rows(self, mark: str, header: Sequence[str], rows: Sequence[Provision], table: Provision | None = None) -> None:
        """Rows as a table; `table` is the provision whose cells are the header, when there is one."""
        width = max([len(header), *(len(row.cells) for row in rows)], default=1) or 1
        lines = ([table] if table is not None and header else []) + list(rows)
        if not lines:
            return
        self.out.append(table_start(house.TABLE, widths_of(lines, width)))
        for place, (row, slots) in enumerate(zip(lines, slots_of(lines, width), strict=True)):
            is_header = row is table
            self.out.append("<w:tr>" + ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_header else ""))
            self.cells(row, slots, mark if place == 0 else "", is_header=is_header)
            self.out.append("</w:tr>")
        self.out.append("</w:tbl>")

    def cells(self, row: Provision, slots: Sequence[Slot], mark: str, *, is_header: bool) -> None:
        """The cells of a row; `mark` is the bookmark of the table that begins with it."""
        starts = [0]
        for cell in row.cells:
            starts.append(starts[-1] + len(cell) + len(" | "))
        for slot in slots:
            column = slot.column
            self.out.append(f"<w:tc><w:tcPr>{slot.properties}</w:tcPr>")
            cell = row.cells[column] if column < len(row.cells) else ""
            is_marked = column < len(row.cells) and any(m.start == starts[column] for m in row.marks)
            if slot.rows == "continues" or not (cell or is_marked):
                self.paragraph(house.CELL, (mark + self.runs.at(row)) if column == 0 else "")
            else:
                start = starts[column]
                for place, line in enumerate(self.runs.stretch(row, start, start + len(cell))):
                    lead = mark + ("" if is_header else self.runs.at(row)) if column == 0 and place == 0 else ""
                    self.paragraph(house.CELL, lead + line)
            self.out.append("</w:tc>")

    # -- paragraphs --------------------------------------------------------------------------------------------

    def paragraph(
        self, style: str, words: str, numbered: tuple[str, int] | None = None, left: int | None = None
    ) -> None:
        """One paragraph.

        Args:
            words: its runs.
            numbered: the list of Word's that prints its number, and the level of it.
            left: how far it is set in, where its style and list do not say it.
        """
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
