"""Akoma Ntoso that other tools wrote (Indigo, LEOS, parliaments): read for its provisions, eIds, references and terms.

Any document type is taken, by the names of its elements, in any version of the standard's namespace. What has no
place in specman's model keeps its words and is counted in a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from specman.errors import InputError
from specman.formats.akn.foreign_names import (
    ATTACHED,
    BODIES,
    COUNTED,
    FRONT,
    KINDS,
    ONLY_NUMBERED,
    OWN_CONTAINERS,
    PARTS,
    STANDARD,
    TITLES,
)
from specman.formats.akn.foreign_words import QUOTED, Passage, WordReader, is_text
from specman.formats.akn.grid import GridCell, flatten, span, spread
from specman.formats.akn.names import EID
from specman.formats.flow import Text
from specman.formats.outline import Outline, day, normalise_space
from specman.formats.runs import Piece
from specman.formats.xml import local_name
from specman.model.document import Document, Kind, Metadata, Status
from specman.model.finding import Finding, Severity

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Notes = list[tuple[str, etree._Element]]
"""Footnotes to be placed, each with the key of its mark."""


class ForeignReader:
    """One reading of a document by another tool."""

    def __init__(self, root: etree._Element, work: str, version: str, name: str) -> None:
        self.roots = [child for child in root if local_name(child)]
        if not self.roots:
            raise InputError(
                f"{name} is Akoma Ntoso without a document in it.",
                hint="Check that this is the file you meant.",
                slug="akn-profile",
            )
        self.root = root
        self.name = name
        self.stated_version = self.stated("FRBRExpression", "FRBRversionNumber")
        self.outline = Outline(work, version or self.stated_version, name)
        self.words = WordReader(root)
        self.title = self.stated_title()
        self.anchors: dict[str, str] = {}
        self.counted = self.words.counted
        self.is_remembered = False  # what is read now is inside an element whose names are remembered
        self.notes = 0
        self.shown = {
            found.get("href", "").removeprefix("#"): found.get("showAs", "")
            for found in self.descendants(root, "documentRef")
        }

    def read(self) -> Document:
        """The document.

        Raises:
            InputError: there is no text in it.
        """
        self.document(self.roots[0], "")
        for beside in self.roots[1:]:
            if local_name(beside) in ATTACHED:
                self.attached(beside, "")
            else:
                self.attachment(beside, "")
        self.counted["note"] = self.words.unused_notes()
        self.tie()
        for name, count in sorted((+self.counted).items()):
            slug, severity, message, advice = COUNTED.get(
                name, ("akn-element", "note", f"Elements <{name}> were read as plain text ({{}}).", "Compare the text.")
            )
            self.find(slug, severity, message.format(count), advice)
        document = self.outline.document(self.metadata())
        if not any(part.text or part.heading or part.cells for part in document.provisions):
            raise InputError(
                f"{self.name} is Akoma Ntoso, but holds no text that specman recognises.",
                hint="A document has a body with sections, paragraphs or text in it.",
                slug="akn-profile",
            )
        return document

    def stated_title(self) -> str:
        """The title, wherever the tool put it."""
        for name in ("docTitle", "longTitle", "shortTitle"):
            for element in self.descendants(self.root, name):
                if title := self.words.flat(element):
                    return title
        alias = next((a for a in self.descendants(self.root, "FRBRalias") if a.get("name") in ("title", "short")), None)
        return alias.get("value", "") if alias is not None else ""

    def metadata(self) -> Metadata:
        """Title, date and version, wherever the tool put them."""
        date = self.stated("FRBRExpression", "FRBRdate", "date")
        return Metadata(
            title=self.title,
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
            if name in FRONT:
                for block in child:
                    if local_name(block) != "longTitle" or self.words.flat(block) != self.title:
                        self.block(block, parent)
            elif name in (*ATTACHED, "collectionBody"):
                self.attached(child, parent)
            elif name and name not in ("meta", *TITLES):
                self.parts(child, parent)

    def attached(self, holder: etree._Element, parent: str) -> None:
        """Documents beside or inside another: attachments, and the members of a collection."""
        for child in holder:
            name = local_name(child)
            if name in ("attachment", "component", "annex") or any(local_name(inner) == "meta" for inner in child):
                self.attachment(child, parent)
            elif name:
                self.block(child, parent)

    def attachment(self, element: etree._Element, parent: str) -> None:
        """A schedule or annex, or a member of a collection: a section that holds a document of its own."""
        members = [child for child in element if local_name(child) and local_name(child) not in TITLES]
        num, heading, notes = self.titles(element)
        if not (num or heading) and members and all(local_name(member) == "documentRef" for member in members):
            self.referred(element, members, parent)
            return
        inner = [member for member in members if any(local_name(part) == "meta" for part in member)]
        named = next((name for holder in (element, *inner) if (name := holder.get("name"))), "")
        heading = heading or self.shown.get(self.eid(element)) or named or "Attachment"
        here = self.add("section", element, parent, num=num, heading=heading)
        self.footnotes(notes, here)
        if any(local_name(part) == "meta" or local_name(part) in BODIES for part in members):
            self.document(element, here)
            return
        for member in members:
            if member in inner or any(local_name(part) in (*BODIES, *ATTACHED) for part in member):
                self.remember(member, here)
                self.document(member, here)
            else:
                self.part(member, here)

    def referred(self, element: etree._Element, members: list[etree._Element], parent: str) -> None:
        """A member of a collection that stands elsewhere: its name, as a link to it."""
        self.remember(element, parent)
        for member in members:
            target, words = member.get("href", ""), member.get("showAs", "") or member.get("href", "")
            if words:
                passage = Passage([Piece(words, frozenset({("ref", target)}) if target else frozenset())])
                self.put(passage.text(member.sourceline or 0), parent)

    def titles(self, element: etree._Element) -> tuple[str, str, Notes]:
        """Number and heading of a part, and the footnotes called for in them."""
        notes: Notes = []
        found: dict[bool, list[str]] = {True: [], False: []}
        for child in element:
            if (name := local_name(child)) in TITLES:
                words = self.words.lines(child, Passage(notes=notes)).words
                found[name == "num"].append(normalise_space(words))
        headings = " \u2013 ".join(filter(None, found[False]))
        return " ".join(filter(None, found[True])), headings, notes

    def parts(self, holder: etree._Element, here: str) -> None:
        """What stands in a body or a provision, in order."""
        self.stray(holder.text, holder, here)
        for child in holder:
            if local_name(child) not in TITLES:
                self.part(child, here)
            self.stray(child.tail, holder, here)

    def stray(self, words: str | None, holder: etree._Element, here: str) -> None:
        """Words that stand where the standard has only elements."""
        if words and words.strip():
            self.put(Text(" ".join(words.split()), (), holder.sourceline or 0), here)

    def part(self, child: etree._Element, here: str) -> None:
        name = local_name(child)
        if name == "crossHeading":
            self.add("heading" if here else "section", child, here, heading=self.words.flat(child))
        elif name in KINDS or name == "hcontainer":
            self.hierarchical(child, here)
        elif name == "wrapUp":
            self.closing(child, here)
        elif name:
            self.block(child, here)

    def hierarchical(self, element: etree._Element, parent: str) -> None:
        name = local_name(element)
        num, heading, notes = self.titles(element)
        kind = KINDS.get(name) or OWN_CONTAINERS.get(element.get("name", ""))
        if not (num or heading) and (kind is None or name in ONLY_NUMBERED):
            self.grouped(element, parent)  # a container that only groups: what is in it belongs to the parent
            return
        if kind is None and not num and parent and not self.has_words(element):
            here = self.add("heading", element, parent, heading=heading)
            self.remember(element, here)
            self.footnotes(notes, here)
            return
        kind = kind or "section"
        if kind == "item" and not num.startswith("(") and num and self.outline[parent].kind in ("document", "section"):
            kind = "clause"
        here = self.add(kind, element, parent, num=num, heading=heading)
        self.footnotes(notes, here)
        self.parts(element, here)

    def has_words(self, element: etree._Element) -> bool:
        """Whether there is anything in an element beside its titles."""
        return any(
            local_name(child) not in ("", *TITLES) and ("".join(child.itertext()).strip() or any(child.iter("{*}img")))
            for child in element
        )

    def closing(self, element: etree._Element, here: str) -> None:
        passage = Passage()
        text = self.words.lines(element, passage)
        if text.words:
            owner = self.outline.add(
                "closing", here, text=text.words, marks=text.marks, line=text.line, eid=self.eid(element)
            )
            self.footnotes(passage.notes, owner)
            self.remember(element, owner)

    # -- text --------------------------------------------------------------------------------------------------

    def block(self, element: etree._Element, here: str) -> None:
        """A block of text inside a provision."""
        name = local_name(element)
        if not name or name in ("meta", "img", "toc"):
            self.counted[name] += name in ("img", "toc")
        elif name == "blockList":
            self.remember(element, here)
            for child in element:
                if local_name(child) == "item":
                    self.item(child, here)
                else:
                    self.block(child, here)
        elif name in ("ul", "ol"):
            for place, child in enumerate((c for c in element if local_name(c) == "li"), 1):
                self.item(child, here, f"{child.get('value') or place}." if name == "ol" else "")
        elif name == "item":
            self.item(element, here)
        elif name == "table":
            self.table(element, here)
        elif name == "documentRef":
            self.referred(element, [element], here)
        elif name == "crossHeading" or name == "wrapUp" or name in KINDS:
            self.part(element, here)
        elif is_text(element):
            self.counted[name] += name not in STANDARD
            self.say(element, here)
        elif self.outline[here].kind in ("document", "section") and self.child(element, "heading"):
            self.hierarchical(element, here)  # a part of a debate, say
        else:
            self.grouped(element, here)

    def item(self, element: etree._Element, here: str, counted: str = "") -> None:
        if local_name(element) == "li":
            self.say(element, self.add("item", element, here, num=counted))
            return
        num, heading, notes = self.titles(element)
        item = self.add("item", element, here, num=num, heading=heading)
        self.footnotes(notes, item)
        self.parts(element, item)

    def say(self, element: etree._Element, here: str) -> None:
        """Words, cut where a list or a table stands in them."""
        if not len(element) and not element.text:
            return
        passage = Passage()

        def put() -> None:
            text = passage.text(element.sourceline or 0)
            if text.words or text.marks:
                owner = self.put(text, here)
                self.remember(element, owner)
                self.footnotes(passage.notes, owner)
            passage.pieces, passage.notes = [], []

        def block(inner: etree._Element) -> None:
            put()
            self.block(inner, here)

        if local_name(element) in QUOTED:
            self.words.quoted(element, frozenset(), passage)
        else:
            self.words.read(element, frozenset(), passage, block)
        put()

    def put(self, text: Text, here: str) -> str:
        """Add words to a provision: to its own text, or after its parts as closing words."""
        part = self.outline.last_part(here, *PARTS)
        if part:
            if self.outline[part].kind != "closing":
                return self.outline.add("closing", here, text=text.words, marks=text.marks, line=text.line)
            here = part
        self.outline.extend(here, text.words, text.marks, line=text.line)
        return here

    def footnotes(self, notes: Notes, owner: str) -> None:
        for key, note in notes:
            self.footnote(key, note, owner)

    def footnote(self, key: str, note: etree._Element, owner: str) -> None:
        self.notes += 1
        while self.outline[owner].kind in ("closing", "heading", "row", "table"):
            owner = self.outline[owner].parent
        words = self.words.lines(note).words
        marker = note.get("marker", "") or str(self.notes)
        eid = self.outline.add("footnote", owner, num=marker, text=words, line=note.sourceline or 0, eid=self.eid(note))
        self.anchors[key] = eid
        self.remember(note, eid)

    # -- tables ------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element, here: str) -> None:
        rows = list(self.rows(element))
        grid: list[list[GridCell]] = []
        notes: Notes = []
        for row in rows:
            cells = []
            for cell in row:
                if local_name(cell) in ("td", "th"):
                    text = self.words.lines(cell, Passage(notes=notes))
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
        self.footnotes(notes, table)

    def rows(self, element: etree._Element) -> Iterator[etree._Element]:
        """Rows of a table, not those of a table inside one of its cells."""
        for child in element:
            if local_name(child) == "tr":
                yield child
            elif local_name(child) != "caption":
                yield from self.rows(child)

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
        num, heading, notes = self.titles(element)
        if num or heading:
            owner = self.put(Text(f"{num} {heading}".strip(), (), element.sourceline or 0), here)
            self.footnotes(notes, owner)
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
        return " ".join(found for child in element if local_name(child) == name and (found := self.words.flat(child)))

    def descendants(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        return (node for node in element.iter() if local_name(node) == name)

    def find(self, slug: str, severity: Severity, message: str, advice: str, line: int = 0) -> None:
        self.outline.findings.append(Finding(slug, severity, normalise_space(message), "", self.name, line, advice))
