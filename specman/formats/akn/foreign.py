"""Akoma Ntoso that other tools wrote (Indigo, LEOS, parliaments): read for its provisions, eIds, references and terms.

Any document type is taken, by the names of its elements, in any version of the standard's namespace. What has no
place in specman's model keeps its words and is counted in a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from specman.errors import InputError
from specman.formats.akn.grid import GridCell, flatten, span, spread
from specman.formats.akn.inline import flat
from specman.formats.akn.names import CONTAINERS, EID
from specman.formats.flow import Text
from specman.formats.outline import Outline, day, normalise_space
from specman.formats.runs import Look, Piece, join
from specman.formats.xml import local_name
from specman.model.document import Document, Kind, Metadata, Status
from specman.model.finding import Finding, Severity

_BODIES = ("body", "mainBody", "judgmentBody", "debateBody", "amendmentBody", "collectionBody", "fragmentBody")
_FRONT = ("coverPage", "preface", "preamble", "header")
_SECTIONS = [
    "part",
    "subpart",
    "chapter",
    "subchapter",
    "title",
    "subtitle",
    "book",
    "tome",
    "division",
    "subdivision",
    "section",
    "article",
    "rule",
    "proviso",
    "transitional",
    "debateSection",
    "introduction",
    "background",
    "arguments",
    "remedies",
    "motivation",
    "decision",
]
_CLAUSES = ["clause", "subclause", "subsection", "subrule", "alinea"]
_ITEMS = ["paragraph", "subparagraph", "point", "indent", "level", "list", "sublist", "item"]
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_SECTIONS, "section"), **dict.fromkeys(_CLAUSES, "clause"), **dict.fromkeys(_ITEMS, "item"),
}  # fmt: skip
_OWN_CONTAINERS: dict[str, Kind] = {name: kind for kind, name in CONTAINERS.items() if kind not in ("table", "closing")}
_WORDS = ("p", "block", "listIntroduction", "listWrapUp", "span", "heading", "subheading", "li", "docTitle")
_HOLDERS = [
    "content",
    "intro",
    "blockContainer",
    "tblock",
    "div",
    "container",
    "hcontainer",
    "wrap",
    "formula",
    "recitals",
    "recital",
    "citations",
    "citation",
    "longTitle",
    "article",
    "speech",
    "question",
    "answer",
    "narrative",
    "scene",
    "other",
    "embeddedStructure",
    "mod",
    "ul-item",
    "interstitial",
]
_BOLD: frozenset[Look] = frozenset({("b", "")})
_ITALIC: frozenset[Look] = frozenset({("i", "")})
_DEFINED: frozenset[Look] = frozenset({("def", "")})
_DROPPED = ("toc", "meta")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class ForeignReader:
    """One reading of a document by another tool."""

    def __init__(self, root: etree._Element, work: str, version: str, name: str) -> None:
        found = next((child for child in root if local_name(child)), None)
        if found is None:
            raise InputError(
                f"{name} is Akoma Ntoso without a document in it.",
                hint="Check that this is the file you meant.",
                slug="akn-profile",
            )
        self.root = found
        self.name = name
        self.stated_version = self.stated("FRBRExpression", "FRBRversionNumber")
        self.outline = Outline(work, version or self.stated_version, name)
        self.anchors: dict[str, str] = {}
        self.counted: Counter[str] = Counter()
        self.is_remembered = False  # what is read now is inside an element whose names are remembered
        self.notes = 0
        self.together: dict[frozenset[Look], frozenset[Look]] = {}  # each combination of looks once

    def read(self) -> Document:
        """The document.

        Raises:
            InputError: there is no text in it.
        """
        self.document(self.root, "")
        self.tie()
        for name, count in sorted((+self.counted).items()):
            slug, severity, message, advice = _COUNTED.get(
                name, ("akn-element", "note", f"Elements <{name}> were read as plain text ({{}}).", "Compare the text.")
            )
            self.find(slug, severity, message.format(count), advice)
        document = self.outline.document(self.metadata())
        if len(document.provisions) == 1 and not document.provisions[0].text:
            raise InputError(
                f"{self.name} is Akoma Ntoso, but holds no text that specman recognises.",
                hint="A document has a body with sections, paragraphs or text in it.",
                slug="akn-profile",
            )
        return document

    def metadata(self) -> Metadata:
        """Title, date and version, wherever the tool put them."""
        titles = [
            flat(element)
            for name in ("docTitle", "longTitle", "shortTitle")
            for element in self.descendants(self.root, name)
        ]
        alias = next((a for a in self.descendants(self.root, "FRBRalias") if a.get("name") in ("title", "short")), None)
        title = next((title for title in titles if title), alias.get("value", "") if alias is not None else "")
        date = self.stated("FRBRExpression", "FRBRdate", "date")
        return Metadata(
            title=title,
            date=day(date, self.name) if _ISO_DATE.fullmatch(date) else "",
            stated_version=self.stated_version,
        )

    def stated(self, level: str, element: str, attribute: str = "value") -> str:
        """What the identification says, "" when it does not."""
        for holder in self.descendants(self.root, level):
            for found in self.descendants(holder, element):
                return found.get(attribute, "")
        return ""

    # -- structure ---------------------------------------------------------------------------------------------

    def document(self, root: etree._Element, parent: str) -> None:
        for child in root:
            name = local_name(child)
            if name in _FRONT:
                for block in child:
                    if local_name(block) not in ("longTitle",) or parent:
                        self.block(block, parent)
            elif name in _BODIES or name == "conclusions":
                self.parts(child, parent)
            elif name in ("attachments", "components", "collectionBody"):
                for attachment in child:
                    if local_name(attachment):
                        self.attachment(attachment, parent)
            elif name and name not in ("meta", "staticContent"):
                self.parts(child, parent)

    def attachment(self, element: etree._Element, parent: str) -> None:
        """A schedule or annex: a section that holds a document of its own."""
        inner = next((child for child in element if self.body_of(child) is not None), None)
        heading = self.titles(element)
        here = self.add("section", element, parent, heading=heading or element.get("name", "") or "Attachment")
        if inner is not None:
            self.document(inner, here)
        else:
            self.parts(element, here)

    def body_of(self, element: etree._Element) -> etree._Element | None:
        return next((child for child in element if local_name(child) in _BODIES), None)

    def titles(self, element: etree._Element) -> str:
        """Heading and subheading of a part."""
        found = [flat(child) for child in element if local_name(child) in ("heading", "subheading")]
        return " \u2013 ".join(part for part in found if part)

    def parts(self, holder: etree._Element, here: str) -> None:
        """What stands in a body or a provision, in order."""
        for child in holder:
            name = local_name(child)
            if not name or name in ("num", "heading", "subheading", *_DROPPED):
                self.counted["toc"] += name == "toc"
                continue
            if name == "crossHeading":
                self.add("heading" if here else "section", child, here, heading=flat(child))
            elif name in _KINDS or name == "hcontainer":
                self.hierarchical(child, here)
            elif name == "wrapUp":
                self.closing(child, here)
            else:
                self.block(child, here)

    def hierarchical(self, element: etree._Element, parent: str) -> None:
        name = local_name(element)
        num = self.child(element, "num")
        heading = self.titles(element)
        kind = _KINDS.get(name) or _OWN_CONTAINERS.get(element.get("name", ""))
        if kind is None:
            if not (num or heading):  # a container that only groups: what is in it belongs to the parent
                self.grouped(element, parent)
                return
            kind = "section"
        if kind == "item" and not num.startswith("(") and num and self.outline[parent].kind in ("document", "section"):
            kind = "clause"
        here = self.add(kind, element, parent, num=num, heading=heading)
        self.parts(element, here)

    def closing(self, element: etree._Element, here: str) -> None:
        text = ""
        for block in element:
            if local_name(block):
                text += ("\n" if text else "") + flat(block)
        if text:
            self.outline.add("closing", here, text=text, line=element.sourceline or 0, eid=self.eid(element))

    # -- text --------------------------------------------------------------------------------------------------

    def block(self, element: etree._Element, here: str) -> None:
        """A block of text inside a provision."""
        name = local_name(element)
        if not name:
            return
        if name in _WORDS:
            self.say(element, here)
        elif name == "blockList":
            self.remember(element, here)
            for child in element:
                if local_name(child) == "item":
                    self.item(child, here, self.child(child, "num"))
                else:
                    self.block(child, here)
        elif name in ("ul", "ol"):
            for place, child in enumerate((c for c in element if local_name(c) == "li"), 1):
                self.item(child, here, f"{place}." if name == "ol" else "")
        elif name == "table":
            self.table(element, here)
        elif name == "crossHeading":
            self.add("heading" if here else "section", element, here, heading=flat(element))
        elif name in ("quotedStructure", "foreign"):
            self.counted[name] += 1
            self.quoted(element, here)
        elif name in _DROPPED or name in ("num", "img"):
            self.counted[name] += name != "meta" and name != "num"
        elif name in _HOLDERS or name in _KINDS:
            self.grouped(element, here)
        else:
            self.counted[name] += 1
            self.say(element, here)

    def item(self, element: etree._Element, here: str, num: str) -> None:
        item = self.add("item", element, here, num=num, heading=self.titles(element))
        if local_name(element) == "li" and not any(local_name(c) in ("p", "ul", "ol", "blockList") for c in element):
            self.say(element, item)
        else:
            self.parts(element, item)

    def quoted(self, element: etree._Element, here: str) -> None:
        """Words quoted from another text, structure and all: they are not provisions of this one."""
        lines = []
        waiting = [element]
        while waiting:
            node = waiting.pop()
            if local_name(node) in ("p", "heading", "num", "listIntroduction", "listWrapUp"):
                lines.append(flat(node))
            else:
                waiting += reversed(node)
        opening, closing = element.get("startQuote", ""), element.get("endQuote", "")
        words = opening + "\n".join(line for line in lines if line) + closing
        self.put(Text(words or flat(element), (), element.sourceline or 0), here)

    def say(self, element: etree._Element, here: str) -> None:
        if not len(element) and not element.text:
            return
        pieces: list[Piece] = []
        notes: list[tuple[str, etree._Element]] = []
        self.inline(element, frozenset(), pieces, notes)
        text, _ = join(pieces, element.sourceline or 0)
        if text.words or text.marks:
            owner = self.put(text, here)
            self.remember(element, owner)
            for key, note in notes:
                self.footnote(key, note, owner)
        for child in element:  # lists and tables that the schema lets stand inside a paragraph
            if local_name(child) in ("blockList", "ul", "ol", "table", "quotedStructure"):
                self.block(child, here)

    def put(self, text: Text, here: str) -> str:
        """Add words to a provision: to its own text, or after its parts as closing words."""
        part = self.outline.last_part(here, *_PARTS)
        if part:
            if self.outline[part].kind != "closing":
                return self.outline.add("closing", here, text=text.words, marks=text.marks, line=text.line)
            here = part
        self.outline.extend(here, text.words, text.marks, line=text.line)
        return here

    def inline(
        self,
        element: etree._Element,
        looks: frozenset[Look],
        pieces: list[Piece],
        notes: list[tuple[str, etree._Element]],
    ) -> None:
        if element.text:
            pieces.append(Piece(_spaced(element.text), looks))
        for child in element:
            name = local_name(child)
            if name in ("br", "eol"):
                pieces.append(Piece("\n" if name == "br" else " ", looks))
            elif name == "authorialNote":
                key = f"note:{len(self.anchors)}:{self.notes + len(notes)}"
                notes.append((key, child))
                pieces.append(Piece("", frozenset({("note", key)})))
            elif name in ("del", "img"):
                self.counted[name] += 1
            elif name and name not in ("blockList", "ul", "ol", "table", "quotedStructure", "num"):
                found = self.look(child, name)
                together = self.together.setdefault(looks | found, looks | found) if found else looks
                self.inline(child, together, pieces, notes)
            if child.tail:
                pieces.append(Piece(_spaced(child.tail), looks))

    def look(self, element: etree._Element, name: str) -> frozenset[Look]:
        if name in ("b", "strong"):
            return _BOLD
        if name in ("i", "em"):
            return _ITALIC
        if name == "def":
            return _DEFINED
        if name == "term" and element.get("refersTo"):
            return frozenset({("term", element.get("refersTo", ""))})
        if name in ("ref", "a", "rref", "affectedDocument") and (target := element.get("href") or element.get("from")):
            return frozenset({("ref", target)})
        return frozenset()

    def footnote(self, key: str, note: etree._Element, owner: str) -> None:
        self.notes += 1
        while self.outline[owner].kind in ("closing", "heading", "row", "table"):
            owner = self.outline[owner].parent
        words = "\n".join(flat(p) for p in note if local_name(p)) or flat(note)
        marker = note.get("marker", "") or str(self.notes)
        eid = self.outline.add("footnote", owner, num=marker, text=words, line=note.sourceline or 0, eid=self.eid(note))
        self.anchors[key] = eid
        self.remember(note, eid)

    # -- tables ------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element, here: str) -> None:
        rows = [row for row in element.iter() if local_name(row) == "tr"]
        grid: list[list[GridCell]] = []
        notes: list[tuple[str, etree._Element]] = []
        for row in rows:
            cells = []
            for cell in row:
                if local_name(cell) in ("td", "th"):
                    text = self.cell(cell, notes)
                    spans = (span(cell, "colspan"), span(cell, "rowspan"))
                    cells.append(GridCell(text.words, text.marks, *spans))
            grid.append(cells)
        spread(grid, self.name)
        has_header = len(rows) > 1 and all(local_name(cell) == "th" for cell in rows[0] if local_name(cell))
        cells_, marks, merges = flatten(grid[0]) if has_header else ((), (), ())
        table = self.outline.add(
            "table", here, heading=self.child(element, "caption"), cells=cells_, marks=marks, merges=merges,
            line=element.sourceline or 0, eid=self.eid(element),
        )  # fmt: skip
        for source, found in zip(rows[has_header:], grid[has_header:], strict=True):
            row_cells, marks, merges = flatten(found)
            if not any(row_cells):
                continue
            self.outline.add(
                "row", table, num=row_cells[0].partition("\n")[0], cells=row_cells, marks=marks, merges=merges,
                line=source.sourceline or 0, eid=self.eid(source),
            )  # fmt: skip
        for key, note in notes:
            self.footnote(key, note, table)

    def cell(self, cell: etree._Element, notes: list[tuple[str, etree._Element]]) -> Text:
        pieces: list[Piece] = []
        blocks = [child for child in cell if local_name(child)]
        if not blocks:
            pieces.append(Piece(_spaced(cell.text)))
        for block in self.leaves(blocks):
            pieces.append(Piece("\n"))
            self.inline(block, frozenset(), pieces, notes)
        return join(pieces, cell.sourceline or 0)[0]

    def leaves(self, blocks: list[etree._Element]) -> Iterator[etree._Element]:
        """Paragraphs of a cell, through the lists and containers they stand in."""
        for block in blocks:
            if local_name(block) in ("blockList", "item", "ul", "ol", "div", "blockContainer", "container", "li"):
                yield from self.leaves([child for child in block if local_name(child)])
            else:
                yield block

    # -- names and findings ------------------------------------------------------------------------------------

    def add(self, kind: Kind, element: etree._Element, parent: str, *, num: str = "", heading: str = "") -> str:
        while self.outline[parent].kind in ("closing", "row", "heading"):
            parent = self.outline[parent].parent
        status: Status = "inactive" if element.get("status") == "removed" else "normative"
        wanted = self.eid(element)
        eid = self.outline.add(
            kind, parent, num=num, heading=heading, status=status, line=element.sourceline or 0, eid=wanted
        )
        if wanted and eid != wanted:
            self.find(
                "eid-repeats", "warning",
                f"The eId {wanted} is given to more than one element (line {element.sourceline}).",
                "References to it lead to the first.", element.sourceline or 0,
            )  # fmt: skip
        return eid

    def eid(self, element: etree._Element) -> str:
        eid = element.get("eId") or element.get("id") or ""
        return eid if EID.fullmatch(eid) else ""

    def remember(self, element: etree._Element, eid: str) -> None:
        """An element that is no provision of its own is referred to as the provision it stands in."""
        if self.is_remembered:  # with the first that holds it; deep nesting would be gone over at every level
            return
        for child in element.iter():
            if name := self.eid(child):
                self.anchors.setdefault(name, eid)

    def grouped(self, element: etree._Element, here: str) -> None:
        """What stands in an element that only groups."""
        self.remember(element, here)
        before, self.is_remembered = self.is_remembered, True
        self.parts(element, here)
        self.is_remembered = before

    def tie(self) -> None:
        """Let references inside the document lead to provisions, and footnote marks to their notes."""
        known = {provision.eid for provision in self.outline.provisions()}
        for provision in self.outline.provisions():
            marks = []
            for mark in provision.marks:
                if mark.kind == "note":
                    marks.append(replace(mark, target=self.anchors.get(mark.target, "")))
                elif mark.kind == "ref" and mark.target.startswith("#"):
                    eid = mark.target[1:] if mark.target[1:] in known else self.anchors.get(mark.target[1:], "")
                    self.counted["#"] += not eid
                    if eid:
                        marks.append(replace(mark, target=f"#{eid}"))
                else:
                    marks.append(mark)
            if tuple(marks) != provision.marks:
                self.outline.update(provision.eid, replace(provision, marks=tuple(marks)))

    def child(self, element: etree._Element, name: str) -> str:
        return next((flat(child) for child in element if local_name(child) == name), "")

    def descendants(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        return (node for node in element.iter() if local_name(node) == name)

    def find(self, slug: str, severity: Severity, message: str, advice: str, line: int = 0) -> None:
        self.outline.findings.append(Finding(slug, severity, normalise_space(message), "", self.name, line, advice))


def _spaced(text: str | None) -> str:
    """Characters of the file; a line end there is a space, a break in the text is an element."""
    return (text or "").replace("\r", " ").replace("\n", " ")


_PARTS: tuple[Kind, ...] = (
    "section", "clause", "item", "definition", "table", "closing", "use-case", "service-request", "response", "note",
)  # fmt: skip
_COUNTED: dict[str, tuple[str, Severity, str, str]] = {
    "toc": ("left-out", "note", "The contents page was left out ({}).", "specman makes its own from the headings."),
    "del": (
        "left-out", "warning", "Words that the file marks as deleted were left out ({}).",
        "Check that the file is the text in force.",
    ),
    "img": (
        "image-linked", "warning", "Pictures that are links to other files were not fetched ({}).", "Add them by hand.",
    ),
    "#": (
        "reference-untied", "note", "References lead to eIds that the document does not have ({}).",
        "Their words are kept, and read as citations.",
    ),
    "quotedStructure": (
        "akn-quoted", "note", "Quoted provisions of another text were read as text ({}).",
        "They are not provisions of this document.",
    ),
}  # fmt: skip
