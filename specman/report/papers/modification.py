"""The Modification Report, under the headings that such reports have; what is not recorded is a marked blank."""

from __future__ import annotations

from specman.errors import and_list
from specman.model.modification import CATEGORIES, Modification
from specman.model.paper import Block, Paper, Para, Section, Words, blank, words
from specman.model.papers import ImpactPaper
from specman.report.modification import decision_words, entry_words
from specman.report.naming import named
from specman.report.papers.impact import legal_text
from specman.report.papers.phrases import bullets, day_words, or_blank, para, records_shown, several, table
from specman.report.wording import plural


def modification_report(item: ImpactPaper, *, library: str = "") -> Paper:
    """The report on a modification.

    Args:
        item: its assessment; `item.modification` is its record.
    """
    record = item.modification
    assert record is not None
    who = ", ".join(filter(None, (record.proposer, record.organisation)))
    facts: list[tuple[str, Words]] = [
        ("Modification", words(f"{record.id} {record.title}")),
        ("Proposer", or_blank(who)),
        ("Alternate contact", or_blank(record.alternate)),
        ("Lead analyst", or_blank(record.lead_analyst)),
        ("Raised", or_blank(day_words(record.raised))),
        ("Path", or_blank(record.path)),
        ("Reason for the path", or_blank(record.path_reason)),
        ("Stage and status", words(f"{record.stage}, {record.status}")),
        ("Records shown", words(records_shown(item.made))),
        ("Working Group", or_blank(record.working_group)),
        ("Implementation date", or_blank(day_words(record.implementation_date))),
    ]
    return Paper(
        kind="modification", title=f"Modification Report: {record.id}", subtitle=record.title, facts=tuple(facts),
        opening=_incomplete(item, record), sections=tuple(_sections(item, record, library)), made=item.made,
    )  # fmt: skip


def _sections(item: ImpactPaper, record: Modification, library: str) -> list[Section]:
    assessment = named(item.assessment, library)
    votes = [words(", ".join(decision_words(row).split("  ", 1))) for row in record.decisions]
    return [
        Section("Summary", "summary", (Para(or_blank(record.summary, "no summary is recorded")),)),
        Section("Issue", "issue", (Para(or_blank(record.issue, "the issue is not recorded")),)),
        Section("Proposed Solution", "solution", _solution(record)),
        Section("Impacts", "impacts", (), tuple(_impacts(item, record))),
        Section("Costs", "costs", (_costs(record),)),
        Section("Implementation approach", "implementation", _implementation(record)),
        Section(
            "Assessment of the proposal",
            "assessment",
            (
                *_consultations(record),
                bullets(votes) if votes else para("Views and votes: ", blank("none recorded"), "."),
                *_signed(item),
            ),
        ),
        Section(
            "Assessment against the SEC Objectives",
            "objectives",
            (para(blank("to be written by the proposer and the Working Group")),),
        ),
        Section(
            "Progression to date",
            "history",
            (bullets([", ".join(entry_words(entry).split("  ", 1)) for entry in record.history]),),
        ),
        Section(_title_of_text(item), "text", legal_text(item, assessment), is_annex=True),
        Section(
            "DCC assessment",
            "dcc",
            (para(blank("the DCC's Preliminary and Impact Assessments are not held")),),
            is_annex=True,
        ),
        Section("Consultation responses", "responses", (para(blank("the responses are not held")),), is_annex=True),
    ]


def _title_of_text(item: ImpactPaper) -> str:
    return "Legal text" if item.changes is not None else "Present text (no amendment is drafted)"


def _incomplete(item: ImpactPaper, record: Modification) -> tuple[Block, ...]:
    """What the report still lacks before it can be voted on."""
    lacking = [
        what
        for what, is_there in (
            ("drafted text", item.changes is not None), ("the issue", record.issue), ("the solution", record.solution),
            ("costs", record.costs), ("an implementation date", record.implementation_date),
            ("views or votes", record.decisions or record.consultations),
        )
        if not is_there
    ]  # fmt: skip
    return (para(f"This report is not complete. It lacks {and_list(lacking)}."),) if lacking else ()


def _solution(record: Modification) -> tuple[Block, ...]:
    found: list[Block] = [Para(or_blank(record.solution or record.summary, "the solution is not recorded"))]
    if record.alternatives:
        found += [para("Alternative Proposals:"), bullets(list(record.alternatives))]
    return tuple(found)


def _impacts(item: ImpactPaper, record: Modification) -> list[Section]:
    said = {one.category: one for one in record.impacted}
    rows = []
    for category in dict.fromkeys((*CATEGORIES, *said)):
        one = said.get(category)
        level = or_blank(one.level.capitalize() if one is not None else "", "not said")
        rows.append((category, level, words(one.note if one is not None else "")))
    works = [work for work in item.assessment.works if work.work and (work.direct or work.must_change or work.review)]
    documents = [
        (work.name, work.title, str(work.direct or "-"), str(work.must_change or "-"), str(work.review or "-"))
        for work in works
    ]
    systems: list[Block] = []
    if item.services:
        systems.append(para(f"The services it touches: {several([one.address for one in item.services], 12)}."))
    systems.append(para("What the DCC Systems need: ", blank("not assessed by the DCC"), "."))
    found = [
        Section("SEC Parties", "parties", (table(("Category", "Impact", "Note"), rows, 40, 20, 40),)),
        Section("DCC Systems", "systems", tuple(systems)),
        Section(
            "SEC and Subsidiary Documents",
            "documents",
            (table(("Document", "Title", "Changed", "Must change", "To read again"), documents, 16, 44, 13, 13, 14),)
            if documents
            else (para("No document is touched."),),
        ),
    ]
    for title, anchor in (
        ("Other industry codes", "codes"),
        ("Consumers", "consumers"),
        ("Greenhouse gas emissions", "gas"),
    ):
        found.append(Section(title, anchor, (para(blank("not recorded")),)))
    return found


def _costs(record: Modification) -> Block:
    if not record.costs:
        return para("Costs: ", blank("not recorded"), ".")
    rows = [(who, f"£{pounds:,.0f}") for who, pounds in record.costs.items()]
    return table(("Who", "Cost"), rows, 60, 40)


def _implementation(record: Modification) -> tuple[Block, ...]:
    found: list[Block] = [Para(or_blank(record.implementation_approach, "the approach is not recorded"))]
    if record.timetable:
        rows = [(or_blank(day_words(one.date), "day not known"), one.what) for one in record.timetable]
        found.append(table(("Date", "What"), rows, 30, 70))
    return tuple(found)


def _consultations(record: Modification) -> tuple[Block, ...]:
    rows = [
        (
            day_words(one.opened),
            or_blank(day_words(one.closed), "open"),
            one.what,
            or_blank("" if one.respondents is None else str(one.respondents)),
        )
        for one in record.consultations
    ]
    return (table(("Opened", "Closed", "Consultation", "Respondents"), rows, 22, 22, 36, 20),) if rows else ()


def _signed(item: ImpactPaper) -> tuple[Block, ...]:
    review = item.review
    if review is None or not review.rows:
        return ()
    done = [row for row in review.rows if not row.is_open]
    said = f"Of {plural(len(review.rows), 'provision')} for review, {len(done)} are signed off."
    must = [row.address for row in item.assessment.calling_for("must-change")]
    more = f" {and_list(must[:6])} must change with the proposal." if must else ""
    return (para(said + more),)
