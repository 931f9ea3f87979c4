"""Akoma Ntoso 3.0 in specman's profile: the stored form of text.

The profile is `profile.rng` beside this module; `docs/library-format.md` describes it. Serialising is
deterministic: the same document gives the same bytes. Element-only content is indented; every `p`, `num` and
`heading` stays on one line, because a line break between inline elements would add a space to the text.
"""

from __future__ import annotations

import functools
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from specman.errors import InputError
from specman.formats.outline import ITEM_PREFIXES, Outline, normalise_space
from specman.formats.xml import local_name, parse_xml
from specman.model.document import Document, Kind, Mark, MarkKind, Metadata, Provision, Status

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:specman:akn:1"
UNDATED = "0001-01-01"

_ITEM_ELEMENTS = dict(zip(ITEM_PREFIXES, ("paragraph", "subparagraph", "point", "indent"), strict=True))
_CONTAINERS: dict[Kind, str] = {
    "definition": "definition",
    "table": "table",
    "use-case": "useCase",
    "service-request": "serviceRequest",
    "response": "response",
    "closing": "closing",
}
_KIND_OF_CONTAINER = {name: kind for kind, name in _CONTAINERS.items()}
_KIND_OF_ELEMENT: dict[str, Kind] = {
    "section": "section",
    "clause": "clause",
    "crossHeading": "heading",
    "wrapUp": "closing",
    **dict.fromkeys(_ITEM_ELEMENTS.values(), "item"),
}


def serialise(document: Document) -> bytes:
    """The stored form of a document: UTF-8, line feeds, a final line feed."""
    return _Writer(document).write().encode()


def parse(data: bytes, *, work: str = "", version: str = "", name: str = "document.xml") -> Document:
    """Read a document in the profile.

    Args:
        work, version: what the caller knows; the document's own identification fills what is empty.

    Raises:
        InputError: not XML, or not Akoma Ntoso in the profile.
    """
    root = parse_xml(data, name)
    if root.tag != f"{{{AKN}}}akomaNtoso":
        raise InputError(
            f"{name} is not an Akoma Ntoso document: its root is {local_name(root)!r}.",
            hint="Import the document first: specman import FILE --work ID --version NUMBER.",
            slug="not-akn",
        )
    return _Reader(root, work, version, name).read()


def validate(data: bytes, name: str) -> list[tuple[int, str]]:
    """Where the bytes break the profile: (line, message), empty when they keep it."""
    root = parse_xml(data, name)
    schema = etree.RelaxNG(_profile())  # one for each call: its error log is state
    if schema.validate(root):
        return []
    return [(entry.line, entry.message) for entry in schema.error_log]


@functools.cache
def _profile() -> etree._Element:
    text = resources.files("specman.formats").joinpath("profile.rng").read_bytes()
    return parse_xml(text, "profile.rng")


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
        if root.text:
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
        if provision.kind in _CONTAINERS:
            element = "hcontainer"
            opening = f'hcontainer name="{_CONTAINERS[provision.kind]}" {eid}'
        else:
            if provision.kind == "item":
                prefix = provision.eid.rpartition("__")[2].partition("_")[0]
                element = _ITEM_ELEMENTS.get(prefix, "paragraph")
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
            if provision.text:
                self.block(depth + 1, "intro", provision)
            for place, child in enumerate(children, 1):
                self.provision(depth + 1, child, last=place == len(children))
        self.put(depth, f"</{element}>")

    def table(self, depth: int, table: Provision, rows: tuple[Provision, ...]) -> None:
        self.put(depth, "<content>")
        self.put(depth + 1, "<table>")
        head = "".join(f"<th><p>{escape(cell)}</p></th>" for cell in table.cells)
        self.put(depth + 2, f"<tr>{head}</tr>")
        for row in rows:
            cells = "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row.cells)
            self.put(depth + 2, f"<tr eId={quoteattr(row.eid)}>{cells}</tr>")
        self.put(depth + 1, "</table>")
        self.put(depth, "</content>")

    def block(self, depth: int, element: str, provision: Provision) -> None:
        self.put(depth, f"<{element}>")
        self.paragraphs(depth + 1, provision)
        self.put(depth, f"</{element}>")

    def paragraphs(self, depth: int, provision: Provision) -> None:
        start = 0
        for paragraph in provision.text.split("\n"):
            end = start + len(paragraph)
            marks = [mark for mark in provision.marks if start <= mark.start and mark.end <= end]
            at, out = start, []
            for mark in marks:
                out.append(escape(provision.text[at : mark.start]))
                out.append(f"<{mark.kind}>{escape(provision.text[mark.start : mark.end])}</{mark.kind}>")
                at = mark.end
            out.append(escape(provision.text[at:end]))
            self.put(depth, f"<p>{''.join(out)}</p>")
            start = end + 1


class _Reader:
    def __init__(self, root: etree._Element, work: str, version: str, name: str) -> None:
        self.root = root
        self.name = name
        self.stated_work = self._value("FRBRWork", "FRBRalias")
        self.stated_version = self._value("FRBRExpression", "FRBRversionNumber")
        self.outline = Outline(work or self.stated_work, version or self.stated_version, name)

    def _find(self, *path: str) -> etree._Element | None:
        return self.root.find("/".join(f"{{{AKN}}}{step}" for step in path))

    def _value(self, level: str, element: str, attribute: str = "value") -> str:
        found = self._find("act", "meta", "identification", level, element)
        return found.get(attribute, "") if found is not None else ""

    def read(self) -> Document:
        body = self._find("act", "body")
        if body is None:
            raise InputError(
                f"{self.name} is Akoma Ntoso, but not an act with a body.",
                hint="specman stores text as <act><body>; docs/library-format.md shows the profile.",
                slug="akn-profile",
            )
        opening = body.find(f"{{{AKN}}}hcontainer[@name='opening']")
        if opening is not None:
            text, marks = self.text(opening, "content")
            root = self.outline[""]
            self.outline.update(
                "",
                Provision(root.eid, root.kind, text=text, marks=tuple(marks), line=opening.sourceline or 0),
            )
        for child in body:
            if child is not opening:
                self.provision(child, "")
        return self.outline.document(self.metadata())

    def metadata(self) -> Metadata:
        title = self._find("act", "preface", "longTitle", "p", "docTitle")
        preface = self._find("act", "preface")
        notes = [] if preface is None else [_flat(p) for p in preface.findall(f"{{{AKN}}}p")]
        date = self._value("FRBRExpression", "FRBRdate", "date")
        return Metadata(
            title=_flat(title) if title is not None else "",
            date="" if date == UNDATED else date,
            notes=tuple(notes),
            aligned_with=tuple(_flat(e) for e in self.root.iter(f"{{{OWN}}}alignedWith")),
            stated_version=self.stated_version,
        )

    def provision(self, element: etree._Element, parent: str) -> None:
        tag = local_name(element)
        if not tag or tag in ("num", "heading", "intro", "content"):
            return
        container = element.get("name", "")
        kind = _KIND_OF_CONTAINER.get(container) if tag == "hcontainer" else _KIND_OF_ELEMENT.get(tag)
        if kind is None:
            raise InputError(
                f"{self.name} uses <{tag}{f' name={container!r}' if container else ''}> (line {element.sourceline}), "
                "which is outside specman's profile.",
                hint="docs/library-format.md lists the elements of the profile.",
                slug="akn-profile",
            )
        line = element.sourceline or 0
        eid = element.get("eId", "")
        status: Status = "normative"
        if element.get(f"{{{OWN}}}status") in ("informative", "inactive"):
            status = "informative" if element.get(f"{{{OWN}}}status") == "informative" else "inactive"
        if kind == "heading":
            self.outline.add(kind, parent, heading=_flat(element), line=line, eid=eid)
            return
        num = self._child_text(element, "num")
        heading = self._child_text(element, "heading")
        if kind == "table":
            self.table(element, parent, num, heading, status, line, eid)
            return
        text, marks = self.text(element, None if tag == "wrapUp" else "content", "intro")
        here = self.outline.add(
            kind, parent, num=num, heading=heading, text=text, status=status, marks=marks, line=line, eid=eid
        )
        if tag != "wrapUp":
            for child in element:
                self.provision(child, here)

    def table(
        self,
        element: etree._Element,
        parent: str,
        num: str,
        heading: str,
        status: Status,
        line: int,
        eid: str,
    ) -> None:
        rows = list(element.iter(f"{{{AKN}}}tr"))
        header = [_flat(cell) for cell in rows[0]] if rows else []
        here = self.outline.add(
            "table", parent, num=num, heading=heading, status=status, cells=header, line=line, eid=eid
        )
        for row in rows[1:]:
            cells = [_flat(cell) for cell in row]
            self.outline.add(
                "row",
                here,
                num=cells[0] if cells else "",
                cells=cells,
                line=row.sourceline or 0,
                eid=row.get("eId", ""),
            )

    def _child_text(self, element: etree._Element, tag: str) -> str:
        child = element.find(f"{{{AKN}}}{tag}")
        return _flat(child) if child is not None else ""

    def text(self, element: etree._Element, *blocks: str | None) -> tuple[str, list[Mark]]:
        text = ""
        marks: list[Mark] = []
        for block in blocks:
            holder = element if block is None else element.find(f"{{{AKN}}}{block}")
            if holder is None:
                continue
            for p in holder.findall(f"{{{AKN}}}p"):
                text += "\n" if text else ""
                text = self._inline(p, text, marks)
        return text, marks

    def _inline(self, element: etree._Element, text: str, marks: list[Mark]) -> str:
        text += element.text or ""
        for child in element:
            tag = local_name(child)
            start = len(text)
            text = self._inline(child, text, marks) if tag else text
            if tag in ("b", "i", "def"):
                mark: dict[str, MarkKind] = {"b": "b", "i": "i", "def": "def"}
                marks.append(Mark(mark[tag], start, len(text)))
            text += child.tail or ""
        return text


def _flat(element: etree._Element) -> str:
    return normalise_space("".join(element.itertext(with_tail=False)))
