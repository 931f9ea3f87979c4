"""The assessment of a proposal for the committee, with everything that the library knows beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from specman.model.committee import Question
from specman.model.document import Document
from specman.model.identity import Place
from specman.model.impact import Assessment, Reached
from specman.model.modification import Modification
from specman.model.papers import Calibration, Group, ImpactPaper, Service
from specman.state.changes import diff_modification
from specman.state.derived import State, load_baseline
from specman.store.library import Library
from specman.usecases.ask.impact import impact
from specman.usecases.ask.papers.made import made_of
from specman.usecases.ask.review import review_of

CHAIN = ("smets", "chts", "gbcs", "gbcs-mt", "duis", "duis-xsd", "mmc", "mmc-xsd")
"""The layers from what equipment must do to the messages that are sent, by the ids of their works."""


def impact_paper(library: Library, subject: str, *, day: str, at: str = "", calibrated: bool = True) -> ImpactPaper:
    """The assessment of a modification, of two baselines, or of a provision, for the committee.

    Args:
        day: on which it is made, ISO.
        calibrated: look at what other proposals took, to say how sure the hours are.
    """
    modification = library.find_modification(subject)
    assessment = impact(library, [subject], at=at)
    state = load_baseline(library, assessment.baseline)
    listed = [item for item in assessment.reached if item.calls_for in ("must-change", "review")]
    settings = library.settings
    baseline = library.baseline(assessment.baseline)
    return ImpactPaper(
        assessment=assessment,
        works=library.works,
        made=made_of(library, day),
        modification=modification,
        changes=diff_modification(library, modification) if modification is not None and modification.drafts else None,
        review=review_of(library, subject, assessment),
        texts=_texts(state, [direct.place for direct in assessment.direct], listed, assessment),
        groups=grouped(state, [item for item in listed if item.calls_for == "review"], settings.questions),
        services=_services(state, assessment),
        scenarios=tuple(
            item
            for item in assessment.reached
            if item.work == "ctsd" and item.place.eid.rpartition("__")[2][:3] == "tr_"
        ),
        principles=settings.principles,
        risks=settings.risks,
        thresholds=settings.severity,
        basis=baseline.basis,
        in_force=tuple((note.name, note.detail) for note in assessment.notes if note.kind == "in force"),
        layers=_layers(assessment, library),
        calibration=calibration(library, skip=modification) if calibrated else Calibration(),
    )


def calibration(library: Library, *, skip: Modification | None = None) -> Calibration:
    """Hours by rule beside those that were recorded, of every proposal that has some."""
    rows = []
    for item in library.modifications.values():
        spent = sum(one.hours for one in item.hours)
        if spent and (skip is None or item.id != skip.id):
            rows.append((item.id, impact(library, [item.id]).effort.hours, spent))
    return Calibration(tuple(rows))


def _texts(state: State, changed: Iterable[Place], listed: Sequence[Reached], assessment: Assessment) -> dict[str, str]:
    found = {}
    addresses = {direct.place: direct.address for direct in assessment.direct if not direct.is_new}
    for place in [*changed, *(item.place for item in listed)]:
        document = state.corpus.documents.get(place.work)
        provision = document.by_eid.get(place.eid) if document is not None else None
        if provision is not None:
            address = addresses.get(place) or state.rows.address(place)
            found[address] = provision.words
    return found


def grouped(state: State, rows: Sequence[Reached], questions: Sequence[Question]) -> tuple[Group, ...]:
    """Reached provisions by the question that they raise: by the headings over them, else by their own words."""
    found: dict[Question | None, list[Reached]] = {question: [] for question in questions}
    found[None] = []
    for item in rows:
        document = state.corpus.documents.get(item.place.work)
        found[_question(document, item, questions)].append(item)
    return tuple(Group(question, tuple(held)) for question, held in found.items() if held)


def _question(document: Document | None, item: Reached, questions: Sequence[Question]) -> Question | None:
    provision = document.by_eid.get(item.place.eid) if document is not None else None
    if document is None or provision is None:
        return None
    above = [held.heading for held in document.ancestors(provision)]
    for said in (" / ".join([provision.heading, *above]), provision.words):
        for question in questions:
            if any(re.search(rf"\b{re.escape(word)}", said, re.IGNORECASE) for word in question.words):
                return question
    return None


def _services(state: State, assessment: Assessment) -> tuple[Service, ...]:
    """Service Requests and Use Cases that are changed or called on, each once, in the order of documents."""
    called: dict[Place, bool] = {}
    for direct in assessment.direct:
        called.setdefault(direct.place, True)
    for item in assessment.reached:
        if item.calls_for != "aware":
            called.setdefault(item.place, False)
    found: dict[Place, Service] = {}
    for place, is_changed in called.items():
        document = state.corpus.documents.get(place.work)
        provision = document.by_eid.get(place.eid) if document is not None else None
        while document is not None and provision is not None and provision.eid:
            if provision.kind in ("service-request", "use-case"):
                where = Place(place.work, provision.eid)
                held = found.get(where)
                if held is None or (is_changed and not held.is_changed):
                    found[where] = _service(document, where, state.rows.address(where), is_changed=is_changed)
                break
            provision = document.by_eid[provision.parent]
    return tuple(found[place] for place in sorted(found, key=state.rows.position))


def _service(document: Document, place: Place, address: str, *, is_changed: bool) -> Service:
    properties: Mapping[str, str] = {
        held.cells[0].casefold(): held.cells[1]
        for _, held in document.inside(place.eid)
        if held.kind == "row" and len(held.cells) == 2
    }

    def several(*names: str) -> tuple[str, ...]:
        said = next((properties[name] for name in names if name in properties), "")
        return tuple(part.strip() for part in re.split(r"[;,]", said) if part.strip())

    return Service(
        address, document.by_eid[place.eid].heading, is_changed, properties.get("critical", ""),
        several("eligible user roles"), several("target device types", "target device"),
    )  # fmt: skip


def _layers(assessment: Assessment, library: Library) -> tuple[str, ...]:
    touched = {work.work for work in assessment.works if work.direct or work.must_change or work.review}
    return tuple(library.works[work].name for work in CHAIN if work in touched)
