"""An assessment for other programs: a sheet, ReqIF, GraphML; and a whole baseline as ReqIF."""

from __future__ import annotations

from specman.formats import reqif
from specman.formats.workbook_writing import workbook
from specman.graph.export import graphml
from specman.model.identity import Place
from specman.model.impact import Assessment, Reached
from specman.model.network import Edge, Network, Node
from specman.model.papers import ImpactPaper
from specman.report.papers.sheets import assessment_sheet
from specman.report.table import csv_table
from specman.report.wording import why_words
from specman.state.derived import load_baseline
from specman.store.library import Library
from specman.usecases.ask.papers.impact import impact_paper

FORMS = ("xlsx", "csv", "reqif", "graphml")


def assessment_as(library: Library, subject: str, form: str, *, day: str, at: str = "") -> bytes:
    """An assessment in one of `FORMS`, a row, object or node for each provision."""
    found = impact_paper(library, subject, day=day, at=at, calibrated=False)
    if form == "xlsx":
        return workbook(assessment_sheet(found), "Assessment")
    if form == "csv":
        return csv_table(assessment_sheet(found)).encode()
    if form == "graphml":
        return graphml(_network(found.assessment)).encode()
    states = {row.suspect.address: row.state for row in found.review.rows} if found.review is not None else {}
    items = [
        reqif.Item(
            (direct.address, found.works[direct.work].name, "changed", direct.heading,
             found.texts.get(direct.address, ""), "", "", "")
        )
        for direct in found.assessment.direct
    ]  # fmt: skip
    items += [_item(found, item, states.get(item.address, "")) for item in found.assessment.reached]
    unique = list({item.address: item for item in items}.values())
    relations = [
        reqif.Relation(step.source, step.target, step.link) for item in found.assessment.reached for step in item.steps
    ]
    return reqif.serialise(f"Assessment of {found.assessment.subject}", day, unique, relations)


def _item(found: ImpactPaper, item: Reached, state: str) -> reqif.Item:
    return reqif.Item(
        (item.address, found.works[item.work].name, "reached", item.heading, found.texts.get(item.address, ""),
         item.calls_for, why_words(item), state)
    )  # fmt: skip


def _network(assessment: Assessment) -> Network:
    nodes = {
        direct.address: Node(direct.address, direct.address, direct.work, "changed", direct.heading, 0, 1)
        for direct in assessment.direct
    }
    for item in assessment.reached:
        nodes.setdefault(
            item.address, Node(item.address, item.address, item.work, item.calls_for, item.heading, item.distance, 1)
        )
    edges: dict[tuple[str, str, str], Edge] = {}
    for item in assessment.reached:
        for step in item.steps:
            if step.source in nodes and step.target in nodes:
                edges[step.source, step.target, step.link] = Edge(step.source, step.target, step.link, step.words, 1)
    return Network(assessment.subject, assessment.baseline, "provisions", tuple(nodes.values()), tuple(edges.values()))


def baseline_as_reqif(library: Library, at: str, *, day: str) -> bytes:
    """Every provision of a baseline and every link between them."""
    number = str(library.baseline(at).number)
    state = load_baseline(library, number)
    items = []
    for work, document in state.corpus.documents.items():
        for provision in document.provisions[1:]:
            if provision.kind != "heading" and provision.label:
                address = state.rows.address(Place(work, provision.eid))
                items.append(
                    reqif.Item(
                        (
                            address,
                            library.works[work].name,
                            provision.kind,
                            provision.heading,
                            provision.words,
                            "",
                            "",
                            "",
                        )
                    )
                )
    unique = list({item.address: item for item in items}.values())
    rows = state.rows
    relations = [reqif.Relation(rows.address(x.source), rows.address(x.target), x.kind) for x in rows.links()]
    return reqif.serialise(f"Baseline {number}", day, unique, relations)
