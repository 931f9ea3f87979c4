"""Every document at the handover, and the chain from requirement to message."""

from __future__ import annotations

from collections import Counter, defaultdict

from specman.model.identity import Place
from specman.model.papers import AssurancePaper, Link, WorkState
from specman.state.derived import State, load_baseline
from specman.store.library import Library
from specman.usecases.ask.check import check
from specman.usecases.ask.papers.made import made_of
from specman.usecases.ask.review import review


def assurance_paper(library: Library, at: str = "", *, day: str) -> AssurancePaper:
    """The documents of a baseline, the newest where none is named."""
    baseline = library.baseline(at)
    number = str(baseline.number)
    state = load_baseline(library, number)
    findings = defaultdict(list)
    for finding in check(library, number).findings:
        findings[_work_of(finding.file, library)].append(finding)
    suspects: Counter[str] = Counter()
    for item in library.modifications.values():
        if item.is_open and (item.drafts or item.targets):
            suspects.update(row.suspect.work for row in review(library, item.id).rows if row.is_open)
    known = {one.work: one for one in library.settings.knowledge}
    out, into = _between(state)
    states = tuple(
        WorkState(
            work, entry.version, known.get(work.name), tuple(findings[work.id]), suspects[work.id],
            tuple(library.works[other].name for other, _ in out[work.id].most_common()),
            tuple(library.works[other].name for other, _ in into[work.id].most_common()),
        )
        for work_id, entry in baseline.entries.items()
        for work in (library.works[work_id],)
    )  # fmt: skip
    return AssurancePaper(number, states, chain(state), library.settings.frameworks, made_of(library, day))


def _work_of(file: str, library: Library) -> str:
    """The work whose file a finding is in, "" where it is in none."""
    parts = file.split("/")
    return next((part for part in parts if part in library.works), "")


def _between(state: State) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """How many links lead from each document to each other, both ways."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    into: dict[str, Counter[str]] = defaultdict(Counter)
    for link in state.rows.links():
        if link.source.work != link.target.work:
            out[link.source.work][link.target.work] += 1
            into[link.target.work][link.source.work] += 1
    return out, into


def chain(state: State) -> tuple[Link, ...]:
    """Every Use Case with the requirements it implements, the Service Requests it serves, and their responses."""
    rows = state.rows
    cases = [entry for entry in rows.entries() if entry.kind == "use-case"]
    places = [entry.place for entry in cases]
    out = rows.out_of(places)

    def targets(place: Place, kind: str, wanted: str) -> list[Place]:
        found = []
        for link in out.get(place, ()):
            entry = rows.entry(link.target)
            if link.kind == kind and entry is not None and (not wanted or entry.kind == wanted):
                found.append(link.target)
        return list(dict.fromkeys(found))

    requests = {place: targets(place, "maps-to", "service-request") for place in places}
    every = sorted({request for held in requests.values() for request in held})
    answers: dict[Place, list[Place]] = {request: [] for request in every}
    for request, links in rows.into(every).items():
        for link in links:
            entry = rows.entry(link.source)
            if entry is not None and entry.kind == "response":
                answers[request].append(link.source)
    return tuple(
        Link(
            entry.label, entry.heading, tuple(map(rows.address, targets(entry.place, "implements", ""))),
            tuple(map(rows.address, requests[entry.place])),
            tuple(dict.fromkeys(rows.address(a) for request in requests[entry.place] for a in answers[request])),
        )
        for entry in cases
    )  # fmt: skip
