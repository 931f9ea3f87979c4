"""The Modification status report: where every proposal stands, how it came there, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.committee import Tally
from specman.model.lifecycle import ORDER, RECORDED, SORTS
from specman.model.modification import HistoryEntry, Modification
from specman.model.paper import Block, Figure, Paper, Section
from specman.model.papers import StatusPaper
from specman.report.drawing import Moment, timeline
from specman.report.modification import SORT_TITLES
from specman.report.papers.phrases import bullets, day_words, or_blank, para, several, table
from specman.report.wording import plural

_WAITS = {
    "raised": "the Panel, to consider it",
    "initial consideration": "the Panel, to send it on",
    "refinement": "its Working Group",
    "report phase": "the consultation on its report, and then the Change Board",
    "change board": "the Change Board's vote",
    "decision": "the Authority",
    "implementation": "the baseline that holds it",
    "drafted": "the department, to consult on it",
    "consultation": "the department, to conclude",
    "concluded": "the Secretary of State, to designate it",
    "designated": "the baseline that holds it",
    "assessed": "the resolution sub-group, to agree",
    "agreed": "the version that holds it",
}
_PAST = {
    "raise": "was raised",
    "consider": "was considered",
    "refine": "was sent to the Refinement Process",
    "report": "went to the Report Phase",
    "put-to-vote": "was put to the vote",
    "fast-track": "was fast-tracked",
    "recommend": "was voted on, with a recommendation",
    "approve": "was approved",
    "reject": "was rejected",
    "send-back": "was sent back",
    "implement": "was implemented",
    "hold": "was put on hold",
    "resume": "was taken up again",
    "ask-withdrawal": "was asked to be withdrawn",
    "adopt": "was adopted",
    "withdraw": "was withdrawn",
    "consult": "was consulted on",
    "conclude": "was concluded",
    "designate": "was designated",
    "assess": "was assessed",
    "agree": "was agreed",
    "prepare": "was prepared",
}


def status(item: StatusPaper) -> Paper:
    """The report."""
    rows = item.modifications
    live = [one for one in rows if one.is_open]
    sections: list[Section] = []
    for sort in SORTS:
        of_sort = [one for one in rows if one.sort == sort]
        if of_sort:
            sections.append(Section(SORT_TITLES[sort], sort, (), tuple(_story(one) for one in of_sort)))
    opening: list[Block] = [para(_counted(item))]
    stages = [
        (stage[0].upper() + stage[1:], str(len(held)), several([one.id for one in held], 14))
        for stage in dict.fromkeys(stage for sort in SORTS for stage in ORDER[sort])
        if (held := [one for one in rows if one.stage == stage])
    ]
    if stages:
        opening.append(table(("Stage", "How many", "Which"), stages, 24, 12, 64))
    if (figure := _figure(item)) is not None:
        opening.append(figure)
    waits = Section("What waits for whom", "waits", (_waiting(live),))
    dates = Section("Next dates", "dates", (_dates(item),))
    unknown = Section("What the library does not hold", "unknown", (_unknown(rows, item.tallies),))
    return Paper(
        kind="status", title="Modification status report", subtitle=_when(item),
        facts=(), opening=tuple(opening), sections=(waits, dates, *sections, unknown), made=item.made,
    )  # fmt: skip


def _when(item: StatusPaper) -> str:
    seen = item.made.as_of
    return f"As known on {day_words(seen)}" if seen else f"As recorded on {day_words(item.day)}"


def _counted(item: StatusPaper) -> str:
    rows = item.modifications
    live = sum(one.is_open for one in rows)
    ended = len(rows) - live
    more = f"; {plural(ended, 'other')} {'has' if ended == 1 else 'have'} ended" if ended else ""
    said = f"{'all of them' if not ended else f'of which {live}'} {'is' if live == 1 else 'are'} open"
    return f"The library records {plural(len(rows), 'proposal')}, {said}{more}."


def _figure(item: StatusPaper) -> Figure | None:
    rows = []
    for one in item.modifications:
        moments = [Moment(entry.date, _step(entry)) for entry in one.history if entry.date]
        moments += [Moment(m.date, m.what.partition(";")[0], True) for m in one.timetable if m.date > item.day]
        if moments:
            rows.append((one.id, moments))
    if not rows:
        return None
    says = "; ".join(f"{name}: {', '.join(f'{m.words} {m.date}' for m in moments)}" for name, moments in rows)
    svg = timeline(rows, title="Proposals in time", says=says, today=item.day)
    return Figure(
        svg,
        says,
        "Full dots are steps that were taken, hollow ones are planned; the dashed line is the day of this report.",
    )


def _step(entry: HistoryEntry) -> str:
    return entry.stage if entry.step == RECORDED else _PAST[entry.step].removeprefix("was ")


def _story(one: Modification) -> Section:
    """One paragraph on how a proposal went through each stage."""
    said = [f"{one.summary.rstrip('.')}." if one.summary else ""]
    for entry in one.history:
        when = f"On {day_words(entry.date)} it" if entry.date else "On a day that is not recorded it"
        what = f"stood at {entry.stage}" if entry.step == RECORDED else _PAST[entry.step]
        by = f", by decision of the {entry.by}" if entry.by and entry.step != RECORDED else ""
        status = f", {entry.status}" if entry.step == RECORDED and entry.status not in ("open",) else ""
        note = f" ({entry.note})" if entry.note else ""
        doubt = " (not verified)" if entry.unverified else ""
        held = f" in baseline {entry.baseline}" if entry.baseline else ""
        said.append(f"{when} {what}{by}{status}{held}{note}{doubt}.")
    if one.is_open:
        said.append(f"It waits for {_waits(one)}.")
    facts = " ".join(
        filter(None, (
            f"{one.path}." if one.path else "Its path is not recorded.",
            f"Working Group: {one.working_group.removeprefix('Working Group ')}." if one.working_group else "",
            f"Documents named: {', '.join(one.documents)}." if one.documents else "",
        ))
    )  # fmt: skip
    blocks: list[Block] = [para(" ".join(filter(None, said))), para(facts)]
    if one.unverified:
        blocks.append(para(f"Not verified: {'; '.join(one.unverified)}."))
    return Section(f"{one.id} {one.title}", f"m-{one.id.casefold()}", tuple(blocks))


def _waits(one: Modification) -> str:
    """For whom a proposal waits: one that the Panel has given to a group waits for the group."""
    if one.stage == "initial consideration" and one.working_group.startswith("Working Group "):
        return f"{one.working_group}, to begin its work on it"
    return _WAITS.get(one.stage, "its next step")


def _waiting(live: list[Modification]) -> Block:
    held: dict[str, list[str]] = {}
    for one in live:
        status = (
            "the Proposer, who asked to withdraw it, or another Party to adopt it"
            if one.status == "withdrawal asked"
            else ""
        )
        on_hold = "somebody to take it up again" if one.status == "on hold" else ""
        held.setdefault(status or on_hold or _waits(one), []).append(one.id)
    if not held:
        return para("Nothing is open.")
    return table(
        ("For whom", "Which"), [(who[0].upper() + who[1:], several(ids, 14)) for who, ids in held.items()], 45, 55
    )


def _dates(item: StatusPaper) -> Block:
    rows = sorted(
        (m.date or "9999", one.id, m.what)
        for one in item.modifications
        for m in one.timetable
        if not m.date or m.date > item.day
    )
    if not rows:
        return para("No date ahead is recorded.")
    return table(
        ("Date", "Proposal", "What"),
        [(or_blank("" if date == "9999" else day_words(date), "day not known"), own, what) for date, own, what in rows],
        24,
        18,
        58,
    )


def _unknown(rows: Sequence[Modification], tallies: Sequence[Tally]) -> Block:
    said = []
    for one in tallies:
        held = sum(item.stage == one.stage for item in rows)
        short = one.count - held
        missing = (
            f": {plural(short, 'proposal')} {'is' if short == 1 else 'are'} not recorded here" if short > 0 else ""
        )
        said.append(f"{one.source} counts {one.count} at {one.stage}; the library records {held}{missing}.")
    for what, name in (("the day it was raised", "raised"), ("its path", "path"), ("its proposer", "proposer")):
        lacking = [one.id for one in rows if one.sort == "modification" and not getattr(one, name)]
        if lacking:
            said.append(f"Of {several(lacking, 14)}, {what} is not recorded.")
    titles = [one.id for one in rows if "title" in one.unverified_fields or "not found" in one.title.casefold()]
    if titles:
        said.append(f"Of {several(titles, 14)}, no source gives the title.")
    said.append("Proposals that the library does not record are not counted here.")
    return bullets(said)
