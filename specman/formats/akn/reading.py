"""Reading the stored form: Akoma Ntoso in specman's profile, and nothing else."""

from __future__ import annotations

from lxml import etree

from specman.errors import InputError
from specman.formats.akn.grid import GridCell, flatten, positive, spread
from specman.formats.akn.inline import flat, ordered, read
from specman.formats.akn.names import AKN, KIND_OF_CONTAINER, KIND_OF_ELEMENT, OWN, UNDATED
from specman.formats.outline import Outline
from specman.formats.xml import local_name
from specman.model.document import Document, Mark, Metadata, Provision, Status


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
        notes = [] if preface is None else [flat(p) for p in preface.findall(f"{{{AKN}}}p")]
        date = self._value("FRBRExpression", "FRBRdate", "date")
        return Metadata(
            title=flat(title) if title is not None else "",
            date="" if date == UNDATED else date,
            notes=tuple(notes),
            aligned_with=tuple(flat(e) for e in self.root.iter(f"{{{OWN}}}alignedWith")),
            stated_version=self.stated_version,
        )

    def provision(self, element: etree._Element, parent: str) -> None:
        tag = local_name(element)
        if not tag or tag in ("num", "heading", "intro", "content"):
            return
        container = element.get("name", "")
        kind = KIND_OF_CONTAINER.get(container) if tag == "hcontainer" else KIND_OF_ELEMENT.get(tag)
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
            self.outline.add(kind, parent, heading=flat(element), line=line, eid=eid)
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
        grid = [self.row(row) for row in rows]
        spread(grid)
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
                eid=row.get("eId", ""),
            )

    def row(self, row: etree._Element) -> list[GridCell]:
        cells = []
        for cell in row:
            if local_name(cell) in ("td", "th"):
                text, marks = self.text(cell, None)
                spans = (positive(cell.get("colspan")), positive(cell.get("rowspan")))
                cells.append(GridCell(text, tuple(marks), *spans))
        return cells

    def _child_text(self, element: etree._Element, tag: str) -> str:
        child = element.find(f"{{{AKN}}}{tag}")
        return flat(child) if child is not None else ""

    def text(self, element: etree._Element, *blocks: str | None) -> tuple[str, list[Mark]]:
        text, started = "", False
        marks: list[Mark] = []
        for block in blocks:
            holder = element if block is None else element.find(f"{{{AKN}}}{block}")
            if holder is None:
                continue
            for p in holder.findall(f"{{{AKN}}}p"):
                text += "\n" if started else ""
                started = True
                text = read(p, text, marks)
        return text, list(ordered(marks))
