"""What each answer holds, key by key and in their order: values of the model made by hand."""

from __future__ import annotations

import json

from specman.model import dependence
from specman.model.baseline import Baseline, Entry
from specman.model.change import CellChange, Change, ChangeSet, Compatibility, Side, StateName, WorkChange
from specman.model.detail import AttributeChange, Detail, Force, SchemaPart
from specman.model.document import Document, Metadata, Provision, Revision
from specman.model.finding import CheckResult, Finding
from specman.model.identity import Place, VersionNumber, Work
from specman.model.impact import (
    Assessment,
    Collision,
    Direct,
    Effort,
    Gap,
    NoChange,
    NotHeld,
    Reached,
    Severity,
    Step,
    WorkImpact,
)
from specman.model.link import Citation, Reference, Target, TermUse
from specman.model.mirror import Mirror
from specman.model.modification import Decision, HistoryEntry, Impacted, Milestone, Modification, Tie
from specman.model.network import Edge, Network, Node
from specman.model.plan import Plan, Planned
from specman.model.views import DocumentView, Neighbour, Passage, ProvisionView, Status, Survey, TermView
from specman.report.json import (
    Answer,
    citations,
    diff,
    documents,
    dumps,
    findings,
    graph,
    impact,
    library,
    lists,
    modifications,
    show,
)  # fmt: skip
from specman.report.json import dependence as questions

WORK = Work(
    "sec-h", "Section H: Services", "code-section", "SEC H", "SEC", "SEC:H", (), "Panel", "sec", unverified=("x",)
)
AS_WORK = {"id": "sec-h", "name": "SEC H", "title": "Section H: Services", "kind": "code-section", "code": "SEC:H",
           "version": "4.12", "owner": "Panel", "part_of": "sec", "unverified": ["x"], "held": True}  # fmt: skip
NUMBERS = [VersionNumber.parse(number) for number in ("4.11", "4.12")]
CLAUSE = Provision("cl_1", "clause", "H1", "H1", "Rates", "A “rate”.", "sec", "informative", line=7)
AS_CLAUSE = {"eid": "cl_1", "num": "H1", "label": "H1", "heading": "Rates", "kind": "clause", "text": "A “rate”.",
             "parent": "sec", "status": "informative", "line": 7}  # fmt: skip
ROW = Provision("row_1", "row", label="T1 row 1", cells=("a", "b"), parent="tbl_1")
AS_ROW = {"eid": "row_1", "num": "", "label": "T1 row 1", "heading": "", "kind": "row", "text": "a | b",
          "parent": "tbl_1", "status": "normative", "line": 0, "cells": ["a", "b"]}  # fmt: skip
FINDING = Finding("blank", "warning", "It is blank.", "SEC H1", "specs/h.xml", 3, "Fill it.")
AS_FINDING = {"slug": "blank", "severity": "warning", "message": "It is blank.", "address": "SEC H1",
              "file": "specs/h.xml", "line": 3, "advice": "Fill it."}  # fmt: skip
DOCUMENT = Document(
    "sec-h", "4.12", Metadata("Section H", "2016-06-15", ("Draft.",), ("GBCS 0.8",)),
    (Provision("", "document"), CLAUSE, ROW), findings=(FINDING,),
    revisions=(Revision("insertion", "words", "B", "2016", "new", "H1"), Revision("move to", "words", "A"),
               Revision("move from", "words"), Revision("deletion", "row", "B")),
)  # fmt: skip
AS_DOCUMENT = {
    "format": "specman.document/1", "work": "sec-h", "version": "4.12", "title": "Section H", "date": "2016-06-15",
    "notes": ["Draft."], "aligned_with": ["GBCS 0.8"], "provisions": [AS_CLAUSE, AS_ROW],
    "revisions": {
        "insertions": 1, "deletions": 0, "moves": 2, "authors": ["A", "B"],
        "changes": [
            {"kind": "insertion", "scope": "words", "author": "B", "date": "2016", "label": "H1", "text": "new"},
            {"kind": "move to", "scope": "words", "author": "A", "date": "", "label": "", "text": ""},
            {"kind": "move from", "scope": "words", "author": "", "date": "", "label": "", "text": ""},
            {"kind": "deletion", "scope": "row", "author": "B", "date": "", "label": "", "text": ""},
        ],
    },
    "findings": [AS_FINDING],
}  # fmt: skip


def must_hold(answer: Answer, **keys: object) -> None:
    """An answer is written as these keys, in this order."""
    assert dumps(answer) == json.dumps(keys, indent=2, ensure_ascii=False) + "\n"


def in_order(value: object) -> list[tuple[str, object]]:
    """The keys of a record and of those inside it, in their order, each with its value."""
    if isinstance(value, list):
        return [pair for item in value for pair in in_order(item)]
    return (
        [pair for key, held in value.items() for pair in [(key, held), *in_order(held)]]
        if isinstance(value, dict)
        else []
    )


def test_a_document() -> None:
    must_hold(documents.document(DOCUMENT), **AS_DOCUMENT)
    bare = Document("", "", Metadata(), (Provision("", "document", text="Words before all."),))
    must_hold(
        documents.document(bare), format="specman.document/1", work="", version="", title="", date=None, notes=[],
        aligned_with=[],
        provisions=[{"eid": "", "num": "", "label": "", "heading": "", "kind": "document", "text": "Words before all.",
                     "parent": "", "status": "normative", "line": 0}],
        revisions={"insertions": 0, "deletions": 0, "moves": 0, "authors": [], "changes": []}, findings=[],
    )  # fmt: skip


def test_what_a_name_shows() -> None:
    near, far = Neighbour("SEC A1", "Terms", "uses-term", "rate"), Neighbour("SEC B1", "", "cites", "Section H1")
    as_near = {"address": "SEC A1", "heading": "Terms", "link": "uses-term", "words": "rate"}
    as_far = {"address": "SEC B1", "heading": "", "link": "cites", "words": "Section H1"}
    view = ProvisionView("SEC H1", "4.12", WORK, "4.11", CLAUSE, ((1, ROW),), (near,), (far,), ("element A",))
    as_view = {
        "sort": "provision", "address": "SEC H1", "baseline": "4.12", "work": "sec-h", "version": "4.11",
        "provision": AS_CLAUSE, "parts": [AS_ROW], "structure": ["element A"], "depends_on": [as_near],
        "used_by": [as_far],
    }  # fmt: skip
    whole = DocumentView(WORK, DOCUMENT, ("4.11", "4.12"), "specs/h.xml")
    term = TermView("Rate", "4.12", (view,), (near,), (far,))
    must_hold(
        show.show([view, whole, term]), format="specman.show/1",
        views=[
            as_view,
            {"sort": "document", "work": AS_WORK, "file": "specs/h.xml", "baselines": ["4.11", "4.12"],
             "document": AS_DOCUMENT},
            {"sort": "term", "term": "Rate", "baseline": "4.12", "definitions": [as_view], "uses": [as_near],
             "citers": [as_far]},
        ],
    )  # fmt: skip
    must_hold(
        show.search([("SEC H1", "Rates", "a rate")]), format="specman.search/1",
        hits=[{"address": "SEC H1", "heading": "Rates", "excerpt": "a rate"}],
    )  # fmt: skip


def test_works_and_terms() -> None:
    must_hold(
        lists.works([(WORK, "4.12"), (WORK, "")]),
        format="specman.works/1",
        works=[AS_WORK, AS_WORK | {"version": None}],
    )
    must_hold(
        lists.terms([("Rate", "SEC A1", 3)]), format="specman.terms/1",
        terms=[{"term": "Rate", "defined_in": "SEC A1", "uses": 3}],
    )  # fmt: skip


def test_baselines() -> None:
    first = Baseline(NUMBERS[0], {})
    second = Baseline(
        NUMBERS[1], {"sec-h": Entry("4.12", "ab" * 32)}, "2016-06-15", "sure", "designation", "", "4.11", "T"
    )
    as_first = {"number": "4.11", "in_effect": None, "source": None, "basis": "", "previous": None, "works": {}}
    as_second = {
        "number": "4.12", "in_effect": "2016-06-15", "source": "designation", "basis": "sure", "previous": "4.11",
        "works": {"sec-h": {"version": "4.12", "sha256": "ab" * 32}},
    }  # fmt: skip
    must_hold(lists.baseline(first), format="specman.baseline/1", **as_first)
    must_hold(lists.baseline(second), format="specman.baseline/1", **as_second)
    must_hold(lists.baselines([second, first]), format="specman.baselines/1", baselines=[as_second, as_first])
    must_hold(
        lists.version_map(["4.11", "4.12"], [(WORK, ["", "4.12"])]), format="specman.map/1", baselines=["4.11", "4.12"],
        works=[{"work": "sec-h", "title": "Section H: Services", "versions": {"4.11": None, "4.12": "4.12"}}],
    )  # fmt: skip


def test_modifications() -> None:
    bare = Modification("MOD1", "First", (HistoryEntry("", "recorded", "refinement", "on hold"),))
    raised = HistoryEntry("2016-01-01", "raise", "raised", "open", "A", "N", unverified=True)
    held = HistoryEntry("2016-03-01", "implement", "closed", "implemented", baseline="4.13")
    full = Modification(
        "MOD2", "Second", (raised, held), "designation", "P", "O", "Q", "2016-01-01", "Path 2", "because", True, False,
        None, "WG", "L", "4.11", "S", "I", "Sol", ("alt",), (Impacted("DCC", "high", "n"), Impacted("Other")), ("sec-h",),
        ("SEC H1",), "2016-05-01", "App", {"DCC": 5.0}, (Tie("related to", "MOD1"),),
        (Decision("2016-02-01", "Board", "approve", (1, 2, 3), "m"),), (Milestone("2016-02-01", "vote"),), "None.",
        {"sec-h": "drafts/h.md"}, (), ("its outcome",), frozenset({"targets", "base"}),
    )  # fmt: skip
    steps = [{"step": "resume", "stage": "refinement", "status": "open", "clause": "", "needs": []},
             {"step": "ask-withdrawal", "stage": "refinement", "status": "withdrawal asked", "clause": "D5.1", "needs": []}]  # fmt: skip
    empty = {"date": None, "step": "recorded", "stage": "refinement", "status": "on hold", "by": "", "note": "",
             "baseline": None, "unverified": False}  # fmt: skip
    as_bare = {
        "id": "MOD1", "sort": "modification", "title": "First", "stage": "refinement", "status": "on hold", "path": "",
        "path_reason": "", "self_governance": None, "fast_track": None, "urgent": None, "proposer": "",
        "organisation": "", "alternate": "", "raised": None, "working_group": "", "lead_analyst": "", "base": None,
        "summary": "", "issue": "", "solution": "", "alternatives": [], "impacted": [], "outcome": "", "targets": [],
        "documents": [], "drafts": {}, "implementation_date": None, "implementation_approach": "", "costs": {},
        "links": [], "decisions": [], "timetable": [], "consequences": "", "answers": [], "hours": [], "consultations": [], "history": [empty], "next_steps": steps, "unverified": [],
        "unverified_fields": [],
    }  # fmt: skip
    as_full = {
        "id": "MOD2", "sort": "designation", "title": "Second", "stage": "closed", "status": "implemented",
        "path": "Path 2", "path_reason": "because", "self_governance": True, "fast_track": False, "urgent": None,
        "proposer": "P", "organisation": "O", "alternate": "Q", "raised": "2016-01-01", "working_group": "WG",
        "lead_analyst": "L", "base": "4.11", "summary": "S", "issue": "I", "solution": "Sol", "alternatives": ["alt"],
        "impacted": [{"category": "DCC", "level": "high", "note": "n"}, {"category": "Other", "level": None, "note": ""}],
        "outcome": "None.", "targets": ["SEC H1"], "documents": ["sec-h"], "drafts": {"sec-h": "drafts/h.md"},
        "implementation_date": "2016-05-01", "implementation_approach": "App", "costs": {"DCC": 5.0},
        "links": [{"kind": "related to", "to": "MOD1"}],
        "decisions": [{"date": "2016-02-01", "by": "Board", "outcome": "approve", "votes": [1, 2, 3], "note": "m"}],
        "timetable": [{"date": "2016-02-01", "what": "vote"}], "consequences": "", "answers": [], "hours": [],
        "consultations": [],
        "history": [
            {**empty, "date": "2016-01-01", "step": "raise", "stage": "raised", "status": "open", "by": "A", "note": "N",
             "unverified": True},
            {**empty, "date": "2016-03-01", "step": "implement", "stage": "closed", "status": "implemented",
             "baseline": "4.13"},
        ],
        "next_steps": [], "unverified": ["its outcome"], "unverified_fields": ["base", "targets"],
    }  # fmt: skip
    must_hold(modifications.modification(bare), format="specman.modification/2", **as_bare)
    must_hold(
        modifications.modifications([full, bare]), format="specman.modifications/2", modifications=[as_full, as_bare]
    )


def test_findings_and_mirrors() -> None:
    note = Finding("odd", "note", "It is odd.")
    as_note = {
        "slug": "odd",
        "severity": "note",
        "message": "It is odd.",
        "address": "",
        "file": "",
        "line": 0,
        "advice": "",
    }
    must_hold(
        findings.check(CheckResult("4.12", (FINDING, note), 9, 8, ("SEC H",), "4.11", 2)), format="specman.findings/1",
        baseline="4.12", since="4.11", known=2, provisions=9, citations=8, counts={"error": 0, "warning": 1, "note": 1},
        findings=[AS_FINDING, as_note],
    )  # fmt: skip
    must_hold(
        findings.check(CheckResult("4.12", ())), format="specman.findings/1", baseline="4.12", since=None, known=0,
        provisions=0, citations=0, counts={"error": 0, "warning": 0, "note": 0}, findings=[],
    )  # fmt: skip
    pairs = [Mirror("A", "B", "equal types", "differs"), Mirror("C", "D", "declared", "accepted", "by design")]
    must_hold(
        findings.mirrors("4.12", pairs), format="specman.mirrors/1", baseline="4.12",
        mirrors=[
            {"a": "A", "b": "B", "because": "equal types", "state": "differs", "accepted": None},
            {"a": "C", "b": "D", "because": "declared", "state": "accepted", "accepted": "by design"},
        ],
    )  # fmt: skip


def test_what_a_passage_cites() -> None:
    here, there = Target("SEC:D", "D6.3"), Target("GBCS", "7.2", "1.0")
    citation = Citation("Section D6.3", 6, 18, "section", (here, there))
    rows = (
        (Reference(here, "resolved", "SEC D6.3", Place("sec-d", "cl_6-3")), "SEC:D", "D6.3"),
        (Reference(there, "dangling", "GBCS 7.2@1.0"), "GBCS", "7.2"),
    )
    use = TermUse("Rates", 20, 25, "Rate", "sec-a")
    must_hold(
        citations.passage(Passage("…", ((citation, rows),), ((use, "SEC:A", 'A1.1 "Rate"'),))), format="specman.citations/1",
        citations=[{
            "text": "Section D6.3", "start": 6, "end": 18, "kind": "section",
            "targets": [
                {"document": "SEC:D", "provision": "D6.3", "version": None, "address": "SEC D6.3", "status": "resolved"},
                {"document": "GBCS", "provision": "7.2", "version": "1.0", "address": "GBCS 7.2@1.0", "status": "dangling"},
            ],
        }],
        terms=[{"text": "Rates", "start": 20, "end": 25, "document": "SEC:A", "provision": 'A1.1 "Rate"'}],
    )  # fmt: skip


def test_the_graph() -> None:
    found = Survey(
        "4.12", 9, (("cites", 5),), (("A", "B", 4),), (("SEC A1", 3),), ((2, ("x", "y", "x")),), (("A", "B", 4, 1),)
    )
    must_hold(
        graph.survey(found), format="specman.graph/1", baseline="4.12", provisions=9, links={"cites": 5},
        matrix=[{"from": "A", "to": "B", "links": 4}], hubs=[{"address": "SEC A1", "dependents": 3}],
        circular_definitions=[{"size": 2, "shortest": ["x", "y", "x"]}],
        mutual=[{"a": "A", "b": "B", "a_on_b": 4, "b_on_a": 1}],
    )  # fmt: skip
    network = Network(
        "SEC H1", "4.12", "provisions", (Node("h#1", "SEC H1", "SEC H", "clause", "Rates", -1, 2),),
        (Edge("h#1", "a#1", "cites", "Section A1", 3),), 4,
    )  # fmt: skip
    as_network: dict[str, object] = {
        "format": "specman.network/1", "subject": "SEC H1", "baseline": "4.12", "level": "provisions", "left_out": 4,
        "nodes": [{"id": "h#1", "address": "SEC H1", "work": "SEC H", "kind": "clause", "caption": "Rates",
                   "distance": -1, "weight": 2}],
        "edges": [{"from": "h#1", "to": "a#1", "kind": "cites", "words": "Section A1", "count": 3}],
    }  # fmt: skip
    must_hold(graph.network(network), **as_network)
    must_hold(
        graph.paths("SEC H1", "SEC A1", [network]),
        **{"format": "specman.paths/1", "from": "SEC H1", "to": "SEC A1", "paths": [as_network]},
    )


STEP = dependence.Step("SEC H1", "SEC A1", "cites", "Section A1")
AS_STEP = {"from": "SEC H1", "to": "SEC A1", "kind": "cites", "words": "Section A1"}


def test_an_order_to_draft_in() -> None:
    circle = dependence.Circle(5, (dependence.Between("B", "C", 2),), (STEP,), ("B",), ("C",))
    steps = ((dependence.Group(("A",)),), (dependence.Group(("B", "C"), circle), dependence.Group(("D",))))
    must_hold(
        questions.dependence(dependence.DraftingOrder("4.12", ("cites", "implements"), steps)), format="specman.order/1",
        baseline="4.12", kinds=["cites", "implements"],
        steps=[
            [{"works": ["A"], "circle": None}],
            [
                {"works": ["B", "C"], "circle": {
                    "links": 5, "ahead": [{"from": "B", "to": "C", "links": 2}], "weakest": [AS_STEP], "first": ["B"],
                    "then": ["C"],
                }},
                {"works": ["D"], "circle": None},
            ],
        ],
    )  # fmt: skip


def test_what_the_rest_leans_on() -> None:
    found = dependence.Leaning(
        "4.12", ("cites",), (dependence.Support("SEC A1", "Rates", 0.12345678, 3, 2, 9, (("SEC H1", 0.7777777),)),),
        (dependence.Support("SEC A", "Terms", 0.5, 4, 1, 1, ()),), (dependence.Bridge("SEC B1", "Way", 0.0123456789, 6, 5),), 64,
    )  # fmt: skip
    must_hold(
        questions.dependence(found), format="specman.leaning/1", baseline="4.12", kinds=["cites"],
        provisions=[{"address": "SEC A1", "caption": "Rates", "share": 0.123457, "direct": 3, "works": 2, "reached": 9,
                     "through": [{"address": "SEC H1", "share": 0.777778}]}],
        works=[{"address": "SEC A", "caption": "Terms", "share": 0.5, "direct": 4, "works": 1, "reached": 1, "through": []}],
        bridges=[{"address": "SEC B1", "caption": "Way", "pairs": 0.012346, "direct": 6, "works": 5}], sample=64,
    )  # fmt: skip


def test_what_two_hang_together_by() -> None:
    gates = (dependence.Gate("SEC A1", "Rates", (STEP, STEP)),)
    must_hold(
        questions.dependence(dependence.Cut("4.12", "SEC H", "GBCS", True, ("cites",), (STEP,), gates)),
        **{
            "format": "specman.cut/1", "baseline": "4.12", "from": "SEC H", "to": "GBCS", "turned": True, "kinds": ["cites"],
            "links": [AS_STEP], "provisions": [{"address": "SEC A1", "caption": "Rates", "way": [AS_STEP, AS_STEP]}],
        },
    )  # fmt: skip


def test_a_status_and_a_plan() -> None:
    frozen = tuple(Baseline(number, {}) for number in NUMBERS)
    status = {"root": "r", "title": "T", "notice": "N", "works": 3, "not_held": [], "expressions": 5, "baselines": ["4.11", "4.12"],
              "modifications": {"open": 1, "all": 2}}  # fmt: skip
    must_hold(
        library.status(Status("r", "T", "N", 3, 5, frozen, 1, 2, "abc", ("a", "b"))),
        format="specman.status/1", **status, revision="abc", pending=["a", "b"],
    )  # fmt: skip
    must_hold(
        library.status(Status("r", "T", "N", 3, 5, frozen, 1, 2, "", None)),
        format="specman.status/1", **status, revision=None, pending=None,
    )  # fmt: skip
    parts = [{"id": "sec-h", "name": "SEC H", "title": "Section H: Services", "unverified": ["x"]}]
    must_hold(
        library.status(Status("r", "T", "N", 3, 5, frozen, 1, 2, "", None, (WORK,))),
        format="specman.status/1", **status | {"not_held": parts}, revision=None, pending=None,
    )  # fmt: skip
    planned = Planned("h.md", "sec-h", "4.12", "new version", "specs/h.xml", b"", DOCUMENT, why="by its title")
    files = [{"file": "h.md", "work": "sec-h", "version": "4.12", "status": "new version", "path": "specs/h.xml",
              "why": "by its title", "document": AS_DOCUMENT}]  # fmt: skip
    must_hold(
        library.plan(Plan((planned,), (("x.tmp", "no document"),), frozen[1]), None, dry_run=True), format="specman.import/1",
        dry_run=True, commit=None, baseline="4.12", files=files, left_out=[{"file": "x.tmp", "why": "no document"}],
    )  # fmt: skip
    must_hold(
        library.plan(Plan(()), "", dry_run=False), format="specman.import/1", dry_run=False, commit="", baseline=None,
        files=[], left_out=[],
    )  # fmt: skip


BASE, TARGET = Side("SEC H", "SEC H1", CLAUSE), Side("SEC H", "SEC T1 row 1", ROW)
AS_BASE = {"work": "SEC H", "address": "SEC H1", "eid": "cl_1", "num": "H1", "heading": "Rates", "kind": "clause"}
AS_TARGET = {"work": "SEC H", "address": "SEC T1 row 1", "eid": "row_1", "num": "", "heading": "", "kind": "row"}
REMOVED = Change("removed", "substantive", BASE, None)
AS_REMOVED = {
    "kind": "removed", "significance": "substantive", "base": AS_BASE, "target": None, "matched_by": "",
    "also_amended": False, "words": [["delete", "Rates\nA “rate”."]], "compatibility": None, "details": [], "cells": [],
    "force": [], "values": {"details": [], "schema": [], "force": []},
}  # fmt: skip


def test_a_comparison() -> None:
    full = Change(
        "moved", "editorial", BASE, TARGET, "same words", (("equal", "A "), ("insert", "rate")), True,
        Compatibility("safe", "breaks"), (Detail("split", "x", "b", "t", ("n", "m"), 2, 1),),
        (Force("modal", "may", "shall"),), (CellChange("Unit", (("delete", "kW"),)),),
        parts=(SchemaPart("bound", "element A", "type B", "max", "1", "2", "required", "C", "safe", "breaks", "<a/>", "<b/>"),),
    )  # fmt: skip
    work = WorkChange(
        "sec-h", "SEC H", "Section H", "changed", "4.11", "4.12", (full, REMOVED, Change("added", "substantive", None, TARGET),
        Change("renumbered", "editorial", BASE, BASE)), (AttributeChange(("date",), None, "2016-06-15"),),
    )  # fmt: skip
    changes = ChangeSet(
        StateName("baseline", "4.11"), StateName("draft", "MOD1", "2016-06-15"), (work,), (), ("A note.",)
    )
    answer = json.loads(dumps(diff.diff(changes)))
    first, *rest = answer["works"][0].pop("changes")
    assert list(answer) == ["format", "base", "target", "works", "summary", "records", "notes"]
    assert (answer["base"], answer["target"]) == (
        {"kind": "baseline", "name": "4.11", "date": None},
        {"kind": "draft", "name": "MOD1", "date": "2016-06-15"},
    )
    sentences = answer["works"][0].pop("metadata")
    assert (len(sentences), answer["works"]) == (1, [{
        "work": "sec-h", "name": "SEC H", "title": "Section H", "base_version": "4.11", "target_version": "4.12",
        "status": "changed", "metadata_values": [{"path": ["date"], "base": None, "target": "2016-06-15"}],
    }])  # fmt: skip
    assert answer["summary"] == dict(changes.summary())
    assert answer["notes"] == ["A note."]
    assert rest[0] == AS_REMOVED
    assert [change["words"] for change in rest[1:]] == [[["insert", "a | b"]], [["equal", "Rates\nA “rate”."]]]
    assert [change["base"] for change in rest[1:]] == [None, AS_BASE]
    assert list(first) == list(AS_REMOVED)
    sentences = [first.pop("details"), first.pop("force"), [first["compatibility"].pop("reason")]]
    assert [len(one) for one in sentences] == [3, 1, 1]  # of a cell, a detail and a part of a schema
    assert in_order(first) == in_order({
        "kind": "moved", "significance": "editorial", "base": AS_BASE, "target": AS_TARGET, "matched_by": "same words",
        "also_amended": True, "words": [["equal", "A "], ["insert", "rate"]],
        "compatibility": {"senders": "safe", "receivers": "breaks"},
        "cells": [{"column": "Unit", "words": [["delete", "kW"]]}],
        "values": {
            "details": [{"kind": "split", "about": "x", "base": "b", "target": "t", "names": ["n", "m"], "count": 2, "more": 1}],
            "schema": [{"rule": "bound", "what": "element A", "where": "type B", "attribute": "max", "base": "1", "target": "2",
                        "need": "required", "stands_for": "C", "senders": "safe", "receivers": "breaks",
                        "was_valid": "<a/>", "now_valid": "<b/>"}],
            "force": [{"kind": "modal", "gone": "may", "come": "shall"}],
        },
    })  # fmt: skip


def test_an_assessment() -> None:
    place = Place("sec-h", "cl_1")
    step = Step("SEC B1", "cites", "SEC H1", "Section H1", "changes")
    reached = Reached(
        place, "SEC B1", "SEC B", "Head", "review", 0.25, 2, (step,), "direct", no_change=NoChange(("1",))
    )
    assessment = Assessment(
        "MOD1", "First", "4.12", 3, "modification",
        (Direct(place, "SEC H1", "SEC H", "Rates", REMOVED), Direct(place, "SEC H2", "SEC H", "")), (reached,),
        (Gap("SEC C1", "SEC C", reached), Gap("SEC D1", "SEC D")), (Collision("MOD2", "Other", ("SEC H1",), ("SEC B1",)),),
        (WorkImpact("", "GBCS", "GB", 1, 2, 3, 4, True, False, "named, not held"),
         WorkImpact("sec-h", "SEC H", "H", 0, 0, 0, 0, False)),
        Severity("medium", "works", 2, 1, 0, 3, 2), Effort(3.5, (("review", 3, 0.5), ("direct", 1, 2.0))), 6, ("SEC H",),
        frozenset({"targets", "documents"}), not_held=(NotHeld("app-e", "Appendix E", "Services Schedule", 2),),
    )  # fmt: skip
    answer = json.loads(dumps(impact.impact(assessment)))
    assert {key: len(answer[key]) for key in ("gaps", "works")} == {"gaps": 2, "works": 2}
    words = [
        answer["reached"][0].pop("why"), answer["reached"][0].pop("no_change_because"),
        answer["reached"][0]["path"][0].pop("because"), answer["severity"].pop("reasons")[0],
        *(gap.pop("reason") for gap in answer["gaps"]), answer["works"][0].pop("remark"),
        *(row.pop("what") for row in answer["effort"]["rows"]),
    ]  # fmt: skip
    assert len({*words, ""}) == len(words) + 1
    assert in_order(answer) == in_order({
        "format": "specman.impact/1", "subject": "MOD1", "title": "First", "baseline": "4.12", "depth": 3, "notes": [],
        "direct": [
            {"address": "SEC H1", "work": "SEC H", "eid": "cl_1", "heading": "Rates", "change": AS_REMOVED},
            {"address": "SEC H2", "work": "SEC H", "eid": "cl_1", "heading": "", "change": None},
        ],
        "reached": [{"address": "SEC B1", "work": "SEC B", "eid": "cl_1", "heading": "Head", "calls_for": "review",
                     "strength": 0.25, "distance": 2, "path": [{"from": "SEC B1", "link": "cites", "to": "SEC H1"}]}],
        "drafted": ["SEC H"], "unverified": ["documents", "targets"],
        "gaps": [{"address": "SEC C1", "work": "SEC C", "kind": "left-as-it-is"},
                 {"address": "SEC D1", "work": "SEC D", "kind": "undrafted-target"}],
        "collisions": [{"modification": "MOD2", "title": "Other", "same_provisions": ["SEC H1"],
                        "dependent_provisions": ["SEC B1"]}],
        "works": [
            {"work": None, "name": "GBCS", "title": "GB", "direct": 1, "must_change": 2, "review": 3, "aware": 4,
             "declared": True, "held": False},
            {"work": "sec-h", "name": "SEC H", "title": "H", "direct": 0, "must_change": 0, "review": 0, "aware": 0,
             "declared": False, "held": True, "remark": ""},
        ],
        "not_held": [{"work": "app-e", "name": "Appendix E", "title": "Services Schedule", "provisions": 2}],
        "severity": {"level": "medium"},
        "effort": {"hours": 3.5, "rows": [{"count": 3, "hours_each": 0.5}, {"count": 1, "hours_each": 2.0}]},
        "weaker_not_listed": 6,
    })  # fmt: skip
