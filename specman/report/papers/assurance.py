"""The Knowledge-transfer plan and technical assurance: every document, who has it and knows it, and the whole chain."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.paper import Block, Paper, Section, words
from specman.model.papers import AssurancePaper, Link, WorkState
from specman.report.naming import baseline_name
from specman.report.papers.phrases import bullets, or_blank, para, several, table
from specman.report.wording import plural


def assurance(item: AssurancePaper, *, library: str = "") -> Paper:
    """The paper."""
    found = [finding for state in item.states for finding in state.findings]
    errors = sum(finding.severity == "error" for finding in found)
    warnings = sum(finding.severity == "warning" for finding in found)
    opened = sum(state.open_suspects for state in item.states)
    opening: list[Block] = [
        para(
            f"{plural(len(item.states), 'document')} are listed; {_without_owner(item.states)} The check of "
            f"{baseline_name(item.baseline, library)} finds "
            f"{plural(errors, 'error')} and {plural(warnings, 'warning')}; {plural(opened, 'provision')} that "
            f"open proposals call "
            "people to look at are not signed off."
        )
    ]
    return Paper(
        kind="assurance", title="Knowledge transfer and technical "
            "assurance", subtitle=baseline_name(item.baseline, library),
        facts=(), opening=tuple(opening),
        sections=(
            Section("Documents and owners", "owners", (_owners(item.states),)),
            Section("Who knows what, and what to read first", "knowledge", (_knowledge(item.states),)),
            Section("Findings and open reviews", "findings", (_findings(item.states),)),
            _errors(item.states),
            Section("The chain from requirement to message", "chain", tuple(_chain(item.chain))),
            Section("Controls frameworks", "frameworks", (_frameworks(item),)),
        ),
        made=item.made,
    )  # fmt: skip


def _without_owner(states: Sequence[WorkState]) -> str:
    lacking = sum(state.knowledge is None or not state.knowledge.owner_then for state in states)
    return f"for {lacking} the owner after the handover is not recorded." if lacking else "each has a new owner."


def _owners(states: Sequence[WorkState]) -> Block:
    rows = [
        (
            state.work.name, state.work.title, state.version, or_blank(state.work.owner),
            or_blank(state.knowledge.owner_then if state.knowledge is not None else ""),
        )
        for state in states
    ]  # fmt: skip
    return table(("Document", "Title", "Version", "Owner now", "Owner after the handover"), rows, 14, 38, 10, 18, 20)


def _knowledge(states: Sequence[WorkState]) -> Block:
    rows = [
        (
            state.work.name, or_blank("; ".join(state.knowledge.knows) if state.knowledge is not None else ""),
            or_blank("; ".join(state.knowledge.reads) if state.knowledge is not None else ""),
            several(list(state.depends_on), 5), several(list(state.dependants), 5),
        )
        for state in states
    ]  # fmt: skip
    return table(("Document", "Who knows it", "Read first", "It rests on", "Rest on it"), rows, 14, 26, 20, 20, 20)


def _findings(states: Sequence[WorkState]) -> Block:
    rows = []
    for state in states:
        counts = [sum(f.severity == severity for f in state.findings) for severity in ("error", "warning", "note")]
        rows.append((state.work.name, *map(str, counts), str(state.open_suspects)))
    return table(("Document", "Errors", "Warnings", "Notes", "Not signed off"), rows, 36, 14, 16, 14, 20)


def _errors(states: Sequence[WorkState]) -> Section:
    said = [
        words(f"{finding.address or state.work.name}: {finding.message} {finding.advice}".strip())
        for state in states
        for finding in state.findings
        if finding.severity == "error"
    ]
    blocks: tuple[Block, ...] = (bullets(said),) if said else (para("The check finds no error."),)
    return Section("Errors to put right", "errors", blocks)


def _chain(chain: Sequence[Link]) -> list[Block]:
    whole = [one for one in chain if one.requirements and one.requests and one.responses]
    found: list[Block] = [
        para(
            f"Of {plural(len(chain), 'Use Case')}, {len(whole)} are linked from a requirement of SMETS or CHTS "
            f"over a Service "
            "Request to its response. The others lack a link, or are of a kind that has none."
        )
    ]
    for title, rows in (
        ("Without a requirement", [one for one in chain if not one.requirements]),
        ("Without a Service Request", [one for one in chain if not one.requests]),
        ("With a Service Request and no response", [one for one in chain if one.requests and not one.responses]),
    ):
        found.append(para(f"{title}: {several([one.use_case for one in rows], 30)}."))
    shown = [
        (
            one.use_case,
            one.title,
            several(list(one.requirements), 4),
            several(list(one.requests), 4),
            several(list(one.responses), 3),
        )
        for one in chain
    ]
    found.append(
        table(("Use Case", "Title", "Requirements", "Service Requests", "Responses"), shown, 12, 26, 24, 16, 22)
    )
    return found


def _frameworks(item: AssurancePaper) -> Block:
    rows = [(one.document, one.follows, one.note) for one in item.frameworks]
    if not rows:
        return para("The library names no controls framework.")
    return table(("Framework", "Has to follow", "How they are kept in line"), rows, 20, 20, 60)
