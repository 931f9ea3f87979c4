"""Reading the stored form: Akoma Ntoso in specman's profile, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from specman.errors import InputError
from specman.formats.akn.grid import GridCell, flatten, span, spread
from specman.formats.akn.inline import flat, ordered, read
from specman.formats.akn.names import AKN, EID, KIND_OF_CONTAINER, KIND_OF_ELEMENT, OWN, UNDATED
from specman.formats.outline import Outline, day
from specman.formats.xml import local_name
from specman.model.document import Document, Kind, Mark, Metadata, Provision, Status

_NUM, _HEADING, _INTRO, _CONTENT, _P, _WRAP_UP = (
    f"{{{AKN}}}{name}" for name in ("num", "heading", "intro", "content", "p", "wrapUp")
)
_PIECES = frozenset((_NUM, _HEADING, _INTRO, _CONTENT))
_STATUS = f"{{{OWN}}}status"
_STATUSES: dict[str | None, Status] = {"informative": "informative", "inactive": "inactive"}
_KINDS: dict[object, Kind] = {f"{{{AKN}}}{name}": kind for name, kind in KIND_OF_ELEMENT.items()}


class Reader:
    """One reading of a stored expression."""

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
            text, marks = self.text(opening.findall(_CONTENT))
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
        notes = [] if preface is None else [flat(p) for p in preface.findall(f"{{{AKN}}}p")]
        date = self._value("FRBRExpression", "FRBRdate", "date")
        return Metadata(
            title=flat(title) if title is not None else "",
            date="" if date == UNDATED else day(date, self.name),
            notes=tuple(notes),
            aligned_with=tuple(flat(e) for e in self.root.iter(f"{{{OWN}}}alignedWith")),
            stated_version=self.stated_version,
        )

    def provision(self, element: etree._Element, parent: str) -> None:
        name = element.tag
        kind = _KINDS.get(name)
        if kind is None:
            if not isinstance(name, str) or name in _PIECES:
                return
            kind = self.contained(element)
        line = element.sourceline or 0
        eid = self.eid(element)
        if kind == "heading":
            self.outline.add(kind, parent, heading=flat(element), line=line, eid=eid)
            return
        status = _STATUSES.get(element.get(_STATUS), "normative")
        num = heading = ""
        holders = [element] if name == _WRAP_UP else []
        parts: list[etree._Element] = []
        for child in element:  # once: a look for each name would go over the children again
            part = child.tag
            if part == _NUM:
                num = flat(child)
            elif part == _HEADING:
                heading = flat(child)
            elif part == _CONTENT:
                holders.insert(0, child)
            elif part == _INTRO:
                holders.append(child)
            else:
                parts.append(child)
        if kind == "table":
            self.table(element, parent, num, heading, status, line, eid)
            return
        text, marks = self.text(holders)
        here = self.outline.add(
            kind, parent, num=num, heading=heading, text=text, status=status, marks=marks, line=line, eid=eid
        )
        if name != _WRAP_UP:
            for child in parts:
                self.provision(child, here)

    def eid(self, element: etree._Element) -> str:
        """The eId of an element.

        Raises:
            InputError: it is not a name.
        """
        eid = element.get("eId", "")
        if eid and not EID.fullmatch(eid):
            raise InputError(
                f"{self.name} gives <{local_name(element)}> the eId {eid[:40]!r} (line {element.sourceline}), "
                "which is not a name.",
                hint="An eId holds letters, digits, points, hyphens, underlines and colons.",
                slug="akn-profile",
            )
        return eid

    def contained(self, element: etree._Element) -> Kind:
        """The kind of provision that an element stands for by its name attribute.

        Raises:
            InputError: it stands for none.
        """
        tag, container = local_name(element), element.get("name", "")
        kind = KIND_OF_CONTAINER.get(container) if tag == "hcontainer" else None
        if kind is None:
            raise InputError(
                f"{self.name} uses <{tag}{f' name={container!r}' if container else ''}> (line {element.sourceline}), "
                "which is outside specman's profile.",
                hint="docs/library-format.md lists the elements of the profile.",
                slug="akn-profile",
            )
        return kind

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
        grid = [self.row(row) for row in rows]
        spread(grid, self.name)
        has_header = bool(rows) and any(local_name(cell) == "th" for cell in rows[0])
        cells, marks, merges = flatten(grid[0]) if has_header else ((), (), ())
        here = self.outline.add(
            "table",
            parent,
            num=num,
            heading=heading,
            status=status,
            cells=cells,
            marks=marks,
            merges=merges,
            line=line,
            eid=eid,
        )
        for row, found in zip(rows[has_header:], grid[has_header:], strict=True):
            cells, marks, merges = flatten(found)
            self.outline.add(
                "row",
                here,
                num=cells[0].partition("\n")[0] if cells else "",
                cells=cells,
                marks=marks,
                merges=merges,
                line=row.sourceline or 0,
                eid=self.eid(row),
            )

    def row(self, row: etree._Element) -> list[GridCell]:
        cells = []
        for cell in row:
            if local_name(cell) in ("td", "th"):
                text, marks = self.text([cell])
                spans = (span(cell, "colspan"), span(cell, "rowspan"))
                cells.append(GridCell(text, tuple(marks), *spans))
        return cells

    def text(self, holders: Sequence[etree._Element]) -> tuple[str, Sequence[Mark]]:
        """The paragraphs directly in some elements, joined by line feeds, with their marks."""
        marks: list[Mark] = []
        if len(holders) == 1 and len(holders[0]) == 1:  # one paragraph without marks: most of a document
            (only,) = holders[0]
            if only.tag == _P and not len(only):
                return only.text or "", ()
        paragraphs = [p for holder in holders for p in holder if p.tag == _P]
        pieces: list[str] = []
        length = 0
        for place, p in enumerate(paragraphs):
            if place:
                pieces.append("\n")
                length += 1
            length = read(p, pieces, length, marks)
        return "".join(pieces), ordered(marks)
