"""The stored form of a document. Serialising is deterministic: the same document gives the same bytes.

Element-only content is indented; every `p`, `num` and `heading` stays on one line, because a line break between
inline elements would add a space to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from xml.sax.saxutils import escape, quoteattr

from specman.formats.akn.grid import cover
from specman.formats.akn.inline import paragraphs
from specman.formats.akn.names import AKN, CONTAINERS, ITEM_ELEMENTS, OWN, UNDATED
from specman.model.document import Document, Merge, Provision


def serialise(document: Document) -> bytes:
    """The stored form of a document: UTF-8, line feeds, a final line feed."""
    return _Writer(document).write().encode()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: list[str] = []

    def put(self, depth: int, text: str) -> None:
        self.lines.append("  " * depth + text)

    def write(self) -> str:
        self.lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<akomaNtoso xmlns="{AKN}" xmlns:sm="{OWN}">',
            '  <act name="specification" contains="singleVersion">',
        ]
        self.meta()
        meta = self.document.metadata
        self.put(2, "<preface>")
        self.put(3, f"<longTitle><p><docTitle>{escape(meta.title)}</docTitle></p></longTitle>")
        for note in meta.notes:
            self.put(3, f"<p>{escape(note)}</p>")
        self.put(2, "</preface>")
        root = self.document.provisions[0]
        self.put(2, "<body>")
        children = self.document.children(root.eid)
        if root.text or root.marks:
            self.put(3, '<hcontainer name="opening" eId="opening">')
            self.block(4, "content", root)
            self.put(3, "</hcontainer>")
        for child in children:
            self.provision(3, child, last=False)
        self.put(2, "</body>")
        self.lines += ["  </act>", "</akomaNtoso>", ""]
        return "\n".join(self.lines)

    def meta(self) -> None:
        document, meta = self.document, self.document.metadata
        work = f"/akn/gb/act/specification/2013-09-23/{document.work}"
        expression = f"{work}/eng@{document.version}"
        date = meta.date or UNDATED
        name = "issued" if meta.date else "undated"
        self.put(2, "<meta>")
        self.put(3, '<identification source="#specman">')
        for level, iri in (("Work", work), ("Expression", expression), ("Manifestation", expression)):
            ending = ".xml" if level == "Manifestation" else ""
            self.put(4, f"<FRBR{level}>")
            self.put(5, f"<FRBRthis value={quoteattr(iri + '/!main' + ending)}/>")
            self.put(5, f"<FRBRuri value={quoteattr(iri + ending)}/>")
            if level == "Work":
                self.put(5, f'<FRBRalias name="work" value={quoteattr(document.work)}/>')
                self.put(5, '<FRBRdate date="2013-09-23" name="designation"/>')
            else:
                self.put(5, f'<FRBRdate date="{date}" name="{name}"/>')
            self.put(5, '<FRBRauthor href="#specman"/>')
            if level == "Work":
                self.put(5, '<FRBRcountry value="gb"/>')
            elif level == "Expression":
                self.put(5, f"<FRBRversionNumber value={quoteattr(document.version)}/>")
                self.put(5, '<FRBRlanguage language="eng"/>')
            else:
                self.put(5, '<FRBRformat value="application/akn+xml"/>')
            self.put(4, f"</FRBR{level}>")
        self.put(3, "</identification>")
        self.put(3, '<references source="#specman">')
        self.put(4, '<TLCOrganization eId="specman" href="/ontology/organization/gb/specman" showAs="specman"/>')
        self.put(3, "</references>")
        if meta.aligned_with:
            self.put(3, '<proprietary source="#specman">')
            for other in meta.aligned_with:
                self.put(4, f"<sm:alignedWith>{escape(other)}</sm:alignedWith>")
            self.put(3, "</proprietary>")
        self.put(2, "</meta>")

    def provision(self, depth: int, provision: Provision, last: bool) -> None:
        eid = f"eId={quoteattr(provision.eid)}"
        if provision.kind == "heading":
            self.put(depth, f"<crossHeading {eid}>{escape(provision.heading)}</crossHeading>")
            return
        if provision.kind == "closing" and last:
            self.put(depth, f"<wrapUp {eid}>")
            self.paragraphs(depth + 1, provision)
            self.put(depth, "</wrapUp>")
            return
        if provision.kind in CONTAINERS:
            element = "hcontainer"
            opening = f'hcontainer name="{CONTAINERS[provision.kind]}" {eid}'
        else:
            if provision.kind == "item":
                prefix = provision.eid.rpartition("__")[2].partition("_")[0]
                element = ITEM_ELEMENTS.get(prefix, "paragraph")
            else:
                element = provision.kind
            opening = f"{element} {eid}"
        parent = self.document.by_eid[provision.parent]
        if provision.status != parent.status:
            opening += f' sm:status="{provision.status}"'
        self.put(depth, f"<{opening}>")
        if provision.num:
            self.put(depth + 1, f"<num>{escape(provision.num)}</num>")
        if provision.heading:
            words = escape(provision.heading)
            if provision.kind == "definition":
                words = f"<def>{words}</def>"
            self.put(depth + 1, f"<heading>{words}</heading>")
        children = self.document.children(provision.eid)
        if provision.kind == "table":
            self.table(depth + 1, provision, children)
        elif not children:
            self.block(depth + 1, "content", provision)
        else:
            if provision.text or provision.marks:
                self.block(depth + 1, "intro", provision)
            for place, child in enumerate(children, 1):
                self.provision(depth + 1, child, last=place == len(children))
        self.put(depth, f"</{element}>")

    def table(self, depth: int, table: Provision, rows: tuple[Provision, ...]) -> None:
        self.put(depth, "<content>")
        self.put(depth + 1, "<table>")
        if table.cells:
            head = "".join(self.cells(table, set()))
            self.put(depth + 2, f"<tr>{head.replace('<td', '<th').replace('</td', '</th')}</tr>")
        covered: dict[int, set[int]] = {}
        for place, row in enumerate(rows, 1 if table.cells else 0):
            if place and place == 1 and table.cells:
                cover(covered, 0, table)
            cover(covered, place, row)
            here = covered.pop(place, set())
            self.put(depth + 2, f"<tr eId={quoteattr(row.eid)}>{''.join(self.cells(row, here))}</tr>")
        self.put(depth + 1, "</table>")
        self.put(depth, "</content>")

    def cells(self, row: Provision, covered: Set[int]) -> Iterator[str]:
        """The cells of a row that no other covers."""
        merges = {merge.column: merge for merge in row.merges}
        inside: set[int] = set()
        start = 0
        for column, cell in enumerate(row.cells):
            end = start + len(cell)
            if column not in covered and column not in inside:
                merge = merges.get(column, Merge(column))
                inside.update(range(column, column + merge.columns))
                spans = f' colspan="{merge.columns}"' if merge.columns > 1 else ""
                spans += f' rowspan="{merge.rows}"' if merge.rows > 1 else ""
                yield f"<td{spans}>{''.join(paragraphs(row.words, row.marks, start, end))}</td>"
            start = end + len(" | ")

    def block(self, depth: int, element: str, provision: Provision) -> None:
        self.put(depth, f"<{element}>")
        self.paragraphs(depth + 1, provision)
        self.put(depth, f"</{element}>")

    def paragraphs(self, depth: int, provision: Provision) -> None:
        for paragraph in paragraphs(provision.text, provision.marks, 0, len(provision.text)):
            self.put(depth, paragraph)
