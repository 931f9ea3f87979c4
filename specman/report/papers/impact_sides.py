"""The sides of an assessment beside the text: versions, parties and systems, principles, risks, questions, sign-off."""

from __future__ import annotations

from collections.abc import Iterator

from specman.model.impact import Assessment
from specman.model.paper import Block, Section, blank, words
from specman.model.papers import ImpactPaper
from specman.report.papers.phrases import address_cell, bullets, cut, day_words, or_blank, para, several, table
from specman.report.wording import plural

# Which Party category holds which User Roles (Section A of the Code).
_CATEGORY = {
    "import supplier": "Suppliers", "export supplier": "Suppliers", "gas supplier": "Suppliers",
    "electricity distributor": "Electricity Network Parties", "gas transporter": "Gas Network Parties",
    "registered supplier agent": "Other SEC Parties", "other user": "Other SEC Parties",
}  # fmt: skip


def sides(item: ImpactPaper, assessment: Assessment) -> Iterator[Section]:
    """Each side as a section; one without anything to say has no blocks."""
    yield _versions(item, assessment)
    yield _parties(item, assessment)
    yield _principles(item)
    yield _risks(item)
    yield _dcc(item, assessment)
    yield _signing(item)


def _versions(item: ImpactPaper, assessment: Assessment) -> Section:
    blocks: list[Block] = []
    changed = [w.name for w in assessment.works if w.direct]
    if item.in_force:
        rows = [(name, others) for name, others in item.in_force]
        blocks.append(table(("Changed", "Stays in force beside it, untouched"), rows, 35, 65))
        blocks.append(para("The drafter should say whether equipment of the older versions has to follow."))
    else:
        blocks.append(
            para(f"No other version of {several(changed)} is recorded as in force on the day it would take effect.")
        )
    return Section("Versions", "versions", tuple(blocks))


def _parties(item: ImpactPaper, assessment: Assessment) -> Section:
    blocks: list[Block] = []
    record = item.modification
    if record is not None and record.impacted:
        rows = [(r.category, r.level.capitalize() or "-", r.note or "-") for r in record.impacted]
        blocks.append(
            table(("Category", "Impact", "Note"), rows, 35, 15, 50, caption="Who is impacted, as the proposer says")
        )
    elif record is not None:
        blocks.append(para("Who is impacted, as the proposer says: ", blank("not recorded"), "."))
    if item.services:
        services = [
            (
                address_cell(s.address, s.title), "changed" if s.is_changed else "reached", s.critical or "-",
                ", ".join(s.roles) or "-", ", ".join(s.devices) or "-",
            )
            for s in item.services
        ]  # fmt: skip
        blocks.append(
            table(
                ("Service Request or Use Case", "How", "Critical", "Eligible User Roles", "Devices"),
                services,
                32,
                11,
                10,
                27,
                20,
                caption="Services, as their documents state them",
            )
        )
        if found := sorted(
            {_CATEGORY[role.casefold()] for s in item.services for role in s.roles if role.casefold() in _CATEGORY}
        ):
            blocks.append(
                para(
                    f"By their eligible User Roles these services concern {several(found)}, and the DCC, which "
                    f"runs them."
                )
            )
    owners = [
        (w.name, item.works[w.work].owner)
        for w in assessment.works
        if w.work and (w.direct or w.must_change or w.review)
    ]
    if owners:
        held = [(name, or_blank(owner)) for name, owner in owners]
        blocks.append(table(("Document", "Owner"), held, 40, 60, caption="Who answers for the documents"))
    if item.scenarios:
        blocks.append(para(f"Test scenarios to look at: {several([one.address for one in item.scenarios], 12)}."))
    return Section("Parties and systems", "parties", tuple(blocks))


def _principles(item: ImpactPaper) -> Section:
    if not item.principles or item.modification is None:
        return Section("Principles", "principles")
    held = {one.principle.casefold(): one for one in item.modification.answers}
    rows = []
    for one in item.principles:
        said = held.get(one.id.casefold())
        comment = words(said.comment + (f" ({said.by})" if said.by else "")) if said is not None else words("")
        rows.append(
            (one.id, one.text, or_blank(said.answer.capitalize() if said is not None else "", "not answered"), comment)
        )
    return Section(
        "The committee's principles",
        "principles",
        (table(("No.", "Principle", "Answer", "Comment"), rows, 8, 47, 15, 30),),
    )


def _risks(item: ImpactPaper) -> Section:
    blocks: list[Block] = []
    if len(item.layers) > 1:
        blocks.append(
            para(
                f"The change runs through {plural(len(item.layers), 'layer')} of the chain from requirement to "
                f"message: {' → '.join(item.layers)}. Each has to follow the one before it, or devices and messages "
                "cease to be compatible."
            )
        )
    elif item.layers:
        blocks.append(para(f"Of the chain from requirement to message the change touches {item.layers[0]} alone."))
    else:
        blocks.append(para("The change touches no layer of the chain from requirement to message."))
    if item.risks:
        rows = [(one.id, one.text) for one in item.risks]
        blocks.append(table(("Risk", "As the Panel's register has it"), rows, 12, 88))
    return Section("Risks to the end-to-end architecture", "risks", tuple(blocks))


def _dcc(item: ImpactPaper, assessment: Assessment) -> Section:
    asked: list[str] = []
    for changed, what in ((True, "which the proposal changes"), (False, "which depend on what it changes")):
        names = [one.address for one in item.services if one.is_changed == changed]
        if names:
            asked.append(
                f"Do the DCC Systems need a change for {several(names, 20)}, {what}, and from when could it be "
                f"in place?"
            )
    schemas = [
        row.address
        for row in assessment.reached
        if row.place.eid.partition("_")[0].endswith("Type") and row.calls_for != "aware" and row.no_change is None
    ]
    if schemas:
        asked.append(f"Which messages carry {several(schemas)}, and does the change alter what is sent?")
    if not asked:
        return Section(
            "Questions for the DCC", "dcc", (para("The assessment raises no question for the DCC Systems."),)
        )
    return Section("Questions for the DCC", "dcc", (bullets(asked, is_numbered=True),))


def _signing(item: ImpactPaper) -> Section:
    review = item.review
    if review is None or not review.rows:
        return Section("Review and sign-off", "signing", (para("There is nothing to sign off."),))
    settled = len(review.rows) - review.open
    blocks: list[Block] = [
        para(f"{plural(len(review.rows), 'provision')} to look at; {settled} signed off, {review.open} open.")
    ]
    rows = []
    for row in review.rows:
        said = row.disposition
        if said is not None:
            who = f"{said.by}{f' ({said.role})' if said.role else ''}, {day_words(said.date)}"
            rows.append((address_cell(row.suspect.address), row.state, cut(said.reason, 160), who))
    if rows:
        blocks.append(table(("Provision", "State", "Reason", "By"), rows, 22, 14, 40, 24))
    open_rows = [(name, str(count), str(left)) for name, (count, left) in review.by_document().items()]
    blocks.append(table(("Document", "To look at", "Open"), open_rows, 60, 20, 20))
    blanks = [
        (words(who), words(blank("name")), words(blank("signature and date")))
        for who in ("For the TSC", "For SECAS", "For the DCC")
    ]
    blocks.append(table(("Whose", "Name", "Signature and date"), blanks, 30, 35, 35))
    return Section("Review and sign-off", "signing", tuple(blocks))
