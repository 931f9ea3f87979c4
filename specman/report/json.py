"""Answers as JSON. Each has a `format` with a number; the shapes are the JSON Schemas in `shapes/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib import resources
from typing import Any

from specman.model.baseline import Baseline
from specman.model.change import Change, ChangeSet, Side
from specman.model.dependence import Circle, Cut, DraftingOrder, Leaning, Step, Support
from specman.model.detail import Detail, Force, SchemaPart
from specman.model.document import Document, Provision, Revision
from specman.model.finding import CheckResult, Finding
from specman.model.identity import Work
from specman.model.impact import Assessment
from specman.model.mirror import Mirror
from specman.model.modification import Modification
from specman.model.plan import Plan
from specman.model.views import DocumentView, Neighbour, Passage, Status, Survey, TermView, View
from specman.report.wording import (
    TASKS,
    cell_words,
    details_words,
    force_words,
    gap_words,
    metadata_words,
    no_change_words,
    note_words,
    reason_words,
    remark_words,
    severity_words,
    step_words,
    why_words,
)

JSON = dict[str, Any]


def dumps(value: Mapping[str, Any]) -> str:
    """JSON text, readable, the same bytes for the same value."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def shape_names() -> list[str]:
    """Names of the published shapes."""
    folder = resources.files("specman.report").joinpath("shapes")
    return sorted(item.name.removesuffix(".schema.json") for item in folder.iterdir())


def shape(name: str) -> str:
    """The JSON Schema of an answer.

    Raises:
        KeyError: no such shape.
    """
    if name not in shape_names():
        raise KeyError(name)
    return resources.files("specman.report").joinpath("shapes", f"{name}.schema.json").read_text("utf-8")


# -- diff ----------------------------------------------------------------------------------------------------


def diff(changes: ChangeSet) -> JSON:
    """`specman.diff/2`."""
    return {
        "format": "specman.diff/2",
        "base": _state(changes.base.kind, changes.base.name, changes.base.date),
        "target": _state(changes.target.kind, changes.target.name, changes.target.date),
        "works": [
            {
                "work": work.work,
                "name": work.name,
                "title": work.title,
                "base_version": work.base_version,
                "target_version": work.target_version,
                "status": work.status,
                "metadata": list(map(metadata_words, work.metadata)),
                "metadata_values": [
                    {"path": list(item.path), "base": item.base, "target": item.target} for item in work.metadata
                ],
                "changes": [change(item) for item in work.changes],
            }
            for work in changes.works
        ],
        "summary": dict(changes.summary()),
        "notes": list(changes.notes),
    }


def _state(kind: str, name: str, date: str) -> JSON:
    return {"kind": kind, "name": name, "date": date or None}


def change(item: Change) -> JSON:
    """One change, as in `specman.diff/2`: values, and beside them the sentences that are made of them."""
    compatibility = None
    if item.compatibility:
        compatibility = {
            "senders": item.compatibility.senders,
            "receivers": item.compatibility.receivers,
            "reason": reason_words(item.parts),
        }
    return {
        "kind": item.kind,
        "significance": item.significance,
        "base": _side(item.base),
        "target": _side(item.target),
        "matched_by": item.reason,
        "also_amended": item.also_amended,
        "words": [list(edit) for edit in item.edits] or _whole_words(item),
        "compatibility": compatibility,
        "details": [*map(cell_words, item.cells), *details_words(item)],
        "cells": [{"column": cell.column, "words": [list(edit) for edit in cell.edits]} for cell in item.cells],
        "force": list(map(force_words, item.force)),
        "values": {
            "details": [_fields(detail) for detail in item.details],
            "schema": [_fields(part) for part in item.parts],
            "force": [_fields(force) for force in item.force],
        },
    }


def _fields(item: Detail | SchemaPart | Force) -> JSON:
    """A value by the names of its fields; the model's lists are tuples."""
    found = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: list(held) if isinstance(held, tuple) else held for name, held in found.items()}


def _side(side: Side | None) -> JSON | None:
    if side is None:
        return None
    provision = side.provision
    return {
        "work": side.work, "address": side.address, "eid": provision.eid, "num": provision.num,
        "heading": provision.heading, "kind": provision.kind,
    }  # fmt: skip


def _whole_words(item: Change) -> list[list[str]]:
    if item.kind == "added" and item.target:
        return [["insert", item.target.provision.words]]
    if item.kind == "removed" and item.base:
        return [["delete", item.base.provision.words]]
    return [["equal", item.side.provision.words]]


# -- impact --------------------------------------------------------------------------------------------------


def impact(assessment: Assessment) -> JSON:
    """`specman.impact/1`."""
    return {
        "format": "specman.impact/1",
        "subject": assessment.subject,
        "title": assessment.title,
        "baseline": assessment.baseline,
        "depth": assessment.depth,
        "notes": [note_words(note, assessment) for note in assessment.notes],
        "direct": [
            {
                "address": direct.address,
                "work": direct.work,
                "eid": direct.place.eid,
                "heading": direct.heading,
                "change": change(direct.change) if direct.change else None,
            }
            for direct in assessment.direct
        ],
        "reached": [
            {
                "address": item.address,
                "work": item.work,
                "eid": item.place.eid,
                "heading": item.heading,
                "calls_for": item.calls_for,
                "strength": item.strength,
                "distance": item.distance,
                "why": why_words(item),
                "no_change_because": no_change_words(item.no_change) if item.no_change else None,
                "path": [
                    {
                        "from": step.source, "link": step.link, "to": step.target,
                        "because": step_words(step, assessment),
                    }
                    for step in item.steps
                ],
            }
            for item in assessment.reached
        ],
        "drafted": list(assessment.drafted),
        "unverified": sorted(assessment.unverified),
        "gaps": [
            {
                "address": gap.address, "work": gap.work, "reason": gap_words(gap, assessment),
                "kind": "left-as-it-is" if gap.reached else "undrafted-target",
            }
            for gap in assessment.gaps
        ],
        "collisions": [
            {
                "modification": item.modification, "title": item.title,
                "same_provisions": list(item.same), "dependent_provisions": list(item.dependent),
            }
            for item in assessment.collisions
        ],
        "works": [
            {
                "work": work.work or None, "name": work.name, "title": work.title, "direct": work.direct,
                "must_change": work.must_change, "review": work.review, "aware": work.aware,
                "declared": work.declared, "held": work.held, "remark": remark_words(work, assessment),
            }
            for work in assessment.works
        ],
        "severity": {"level": assessment.severity.level, "reasons": severity_words(assessment.severity)},
        "effort": {
            "hours": assessment.effort.hours,
            "rows": [
                {"what": TASKS[task], "count": count, "hours_each": each}
                for task, count, each in assessment.effort.rows
            ],
        },
        "weaker_not_listed": assessment.uncounted,
    }  # fmt: skip


# -- check, show, resolve, lists ---------------------------------------------------------------------------------


def finding(item: Finding) -> JSON:
    """One finding."""
    return {
        "slug": item.slug, "severity": item.severity, "message": item.message, "address": item.address,
        "file": item.file, "line": item.line, "advice": item.advice,
    }  # fmt: skip


def check(result: CheckResult) -> JSON:
    """`specman.findings/1`."""
    return {
        "format": "specman.findings/1", "baseline": result.baseline, "since": result.since or None,
        "known": result.known, "provisions": result.provisions, "citations": result.citations,
        "counts": result.counts, "findings": [finding(item) for item in result.findings],
    }  # fmt: skip


def mirrors(baseline: str, rows: Sequence[Mirror]) -> JSON:
    """`specman.mirrors/1`."""
    return {
        "format": "specman.mirrors/1", "baseline": baseline,
        "mirrors": [
            {"a": m.a, "b": m.b, "because": m.because, "state": m.state, "accepted": m.accepted or None} for m in rows
        ],
    }  # fmt: skip


def provision(item: Provision) -> JSON:
    """One provision, as in `specman.document/1`."""
    found: JSON = {
        "eid": item.eid, "num": item.num, "label": item.label, "heading": item.heading, "kind": item.kind,
        "text": item.text, "parent": item.parent, "status": item.status, "line": item.line,
    }  # fmt: skip
    if item.kind in ("row", "table"):
        found["text"] = item.words
    if item.cells:
        found["cells"] = list(item.cells)
    return found


def document(item: Document) -> JSON:
    """`specman.document/1`."""
    return {
        "format": "specman.document/1",
        "work": item.work,
        "version": item.version,
        "title": item.metadata.title,
        "date": item.metadata.date or None,
        "notes": list(item.metadata.notes),
        "aligned_with": list(item.metadata.aligned_with),
        "provisions": [provision(p) for p in item.provisions if p.eid or p.text],
        "revisions": revisions(item.revisions),
        "findings": [finding(f) for f in item.findings],
    }


def revisions(found: Sequence[Revision]) -> JSON:
    """Tracked changes: runs of words inserted, deleted and moved are counted, and every change is listed."""
    words = [r.kind for r in found if r.scope == "words"]
    return {
        "insertions": words.count("insertion"),
        "deletions": words.count("deletion"),
        "moves": words.count("move from") + words.count("move to"),
        "authors": sorted({r.author for r in found if r.author}),
        "changes": [
            {"kind": r.kind, "scope": r.scope, "author": r.author, "date": r.date, "label": r.label, "text": r.text}
            for r in found
        ],
    }


def work(item: Work, version: str = "") -> JSON:
    """One work of a list."""
    return {
        "id": item.id, "name": item.name, "title": item.title, "kind": item.kind, "code": item.code,
        "version": version or None, "owner": item.owner, "part_of": item.part_of, "unverified": list(item.unverified),
    }  # fmt: skip


def baseline(item: Baseline) -> JSON:
    """One baseline of a list."""
    return {
        "number": str(item.number), "in_effect": item.in_effect or None, "source": item.source or None,
        "basis": item.basis, "previous": item.previous or None,
        "works": {w: {"version": e.version, "sha256": e.sha256} for w, e in item.entries.items()},
    }  # fmt: skip


def modification(item: Modification) -> JSON:
    """One modification of a list."""
    return {
        "id": item.id, "title": item.title, "status": item.status, "stage": item.stage, "path": item.path,
        "proposer": item.proposer, "raised": item.raised or None, "working_group": item.working_group,
        "base": item.base or None, "summary": item.summary, "outcome": item.outcome, "targets": list(item.targets),
        "documents": list(item.documents), "drafts": dict(item.drafts), "dates": dict(item.dates),
        "unverified": list(item.unverified), "unverified_fields": sorted(item.unverified_fields),
    }  # fmt: skip


def answer(shape: str, **values: Any) -> JSON:
    """An answer of a published shape, the first of its name."""
    return {"format": f"specman.{shape}/1", **values}


def show(views: Sequence[View]) -> JSON:
    """`specman.show/1`."""
    return answer("show", views=list(map(_view, views)))


def _view(view: View) -> JSON:
    if isinstance(view, DocumentView):
        return {
            "sort": "document", "work": work(view.work, view.document.version), "file": view.file,
            "baselines": list(view.baselines), "document": document(view.document),
        }  # fmt: skip
    if isinstance(view, TermView):
        return {
            "sort": "term", "term": view.term, "baseline": view.baseline,
            "definitions": list(map(_view, view.definitions)),
            "uses": _links(view.uses), "citers": _links(view.citers),
        }  # fmt: skip
    return {
        "sort": "provision", "address": view.address, "baseline": view.baseline, "work": view.work.id,
        "version": view.version, "provision": provision(view.provision),
        "parts": [provision(part) for _, part in view.parts],
        "structure": list(view.structure),
        "depends_on": _links(view.depends_on), "used_by": _links(view.used_by),
    }  # fmt: skip


def _links(neighbours: Sequence[Neighbour]) -> list[JSON]:
    return [{"address": n.address, "heading": n.heading, "link": n.kind, "words": n.words} for n in neighbours]


def passage(found: Passage) -> JSON:
    """`specman.citations/1`."""
    citations = [
        {
            "text": citation.text, "start": citation.start, "end": citation.end, "kind": citation.kind,
            "targets": [
                {
                    "document": document, "provision": provision, "version": reference.target.version or None,
                    "address": reference.address, "status": reference.status,
                }
                for reference, document, provision in rows
            ],
        }
        for citation, rows in found.citations
    ]  # fmt: skip
    terms = [
        {"text": use.text, "start": use.start, "end": use.end, "document": document, "provision": provision}
        for use, document, provision in found.terms
    ]
    return answer("citations", citations=citations, terms=terms)


def survey(found: Survey) -> JSON:
    """`specman.graph/1`."""
    return answer(
        "graph", baseline=found.baseline, provisions=found.provisions, links=dict(found.links),
        matrix=[{"from": a, "to": b, "links": n} for a, b, n in found.matrix],
        hubs=[{"address": a, "dependents": n} for a, n in found.hubs],
        circular_definitions=[{"size": size, "shortest": list(way)} for size, way in found.circles],
        mutual=[{"a": a, "b": b, "a_on_b": n, "b_on_a": back} for a, b, n, back in found.mutual],
    )  # fmt: skip


def order(found: DraftingOrder) -> JSON:
    """`specman.order/1`."""
    return answer(
        "order", baseline=found.baseline, kinds=list(found.kinds),
        steps=[
            [{"works": list(group.works), "circle": _circle(group.circle) if group.circle else None} for group in step]
            for step in found.steps
        ],
    )  # fmt: skip


def _circle(circle: Circle) -> JSON:
    return {
        "links": circle.links,
        "ahead": [{"from": row.source, "to": row.target, "links": row.links} for row in circle.ahead],
        "weakest": list(map(_step, circle.weakest)), "first": list(circle.first), "then": list(circle.then),
    }  # fmt: skip


def _step(step: Step) -> JSON:
    return {"from": step.source, "to": step.target, "kind": step.kind, "words": step.words}


def leaning(found: Leaning) -> JSON:
    """`specman.leaning/1`. Shares are rounded: their last places differ from machine to machine."""

    def support(row: Support) -> JSON:
        return {
            "address": row.address, "caption": row.caption, "share": round(row.share, 6), "direct": row.direct,
            "works": row.works, "reached": row.reached,
            "through": [{"address": address, "share": round(part, 6)} for address, part in row.through],
        }  # fmt: skip

    return answer(
        "leaning", baseline=found.baseline, kinds=list(found.kinds),
        provisions=list(map(support, found.provisions)), works=list(map(support, found.works)),
        bridges=[
            {
                "address": row.address, "caption": row.caption, "pairs": round(row.pairs, 6), "direct": row.direct,
                "works": row.works,
            }
            for row in found.bridges
        ],
        sample=found.sample,
    )  # fmt: skip


def cut(found: Cut) -> JSON:
    """`specman.cut/1`."""
    return {
        "format": "specman.cut/1", "baseline": found.baseline, "from": found.source, "to": found.target,
        "turned": found.turned, "kinds": list(found.kinds), "links": list(map(_step, found.direct)),
        "provisions": [
            {"address": gate.address, "caption": gate.caption, "way": list(map(_step, gate.way))}
            for gate in found.gates
        ],
    }  # fmt: skip


def status(found: Status) -> JSON:
    """`specman.status/1`."""
    return answer(
        "status", root=found.root, title=found.title, notice=found.notice, works=found.works,
        expressions=found.expressions, baselines=[str(item.number) for item in found.baselines],
        modifications={"open": found.open_modifications, "all": found.modifications},
        revision=found.revision or None, pending=None if found.pending is None else list(found.pending),
    )  # fmt: skip


def plan(item: Plan, commit: str | None, *, dry_run: bool) -> JSON:
    """`specman.import/1`.

    Args:
        commit: the commit that carried it out, "" when nothing was new, None when nothing was carried out.
    """
    return answer(
        "import", dry_run=dry_run, commit=commit, baseline=str(item.baseline.number) if item.baseline else None,
        files=[
            {
                "file": file.file, "work": file.work, "version": file.version, "status": file.status,
                "path": file.path, "why": file.why, "document": document(file.document),
            }
            for file in item.items
        ],
        left_out=[{"file": file, "why": why} for file, why in item.left_out],
    )  # fmt: skip


def search(hits: Sequence[tuple[str, str, str]]) -> JSON:
    """`specman.search/1`."""
    return answer("search", hits=[{"address": a, "heading": h, "excerpt": e} for a, h, e in hits])


def terms(rows: Sequence[tuple[str, str, int]]) -> list[JSON]:
    """The rows of `specman.terms/1`."""
    return [{"term": term, "defined_in": place, "uses": uses} for term, place, uses in rows]


def version_map(numbers: Sequence[str], rows: Sequence[tuple[Work, Sequence[str]]]) -> JSON:
    """`specman.map/1`."""
    works = [
        {"work": w.id, "title": w.title, "versions": {n: v or None for n, v in zip(numbers, versions, strict=True)}}
        for w, versions in rows
    ]
    return answer("map", baselines=list(numbers), works=works)
