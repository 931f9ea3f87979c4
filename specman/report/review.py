"""A review for a terminal, as a sheet that a working group fills in, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.impact import Gap, Reached
from specman.model.review import DISPOSITIONS, Review, Reviewed, Suspect
from specman.report.table import csv_table
from specman.report.terminal import styled
from specman.report.text import columns, wrap
from specman.report.wording import link_words, plural, why_words

HEADER = ("address", "document", "calls for", "why", "words", "state", "disposition", "reason", "by", "stamp")
"""Columns of the sheet; people fill in disposition, reason and by, and leave the stamp."""
_LOOKS = {"open": "warning", "stale": "warning", "question": "warning"}


def review(item: Review, *, only_open: bool = False, owner: str = "", by_document: bool = False) -> str:
    """What is to be looked at, and what was said of it."""
    lines = [styled(f"Review of {item.subject}, against {item.baseline}", "title"), ""]
    rows = item.chosen(only_open=only_open, owner=owner)
    if by_document:
        table = _by_document(item, only_open=only_open, owner=owner)
        return "\n".join([*lines, *columns(table, flexible=0), "", _counted(item)]) + "\n"
    document = ""
    for row in rows:
        if row.suspect.document != document:
            document = row.suspect.document
            lines += ["", styled(document, "heading")] if lines[-1] else [styled(document, "heading")]
        lines += _row(row)
    if item.orphans and not owner:
        names = ", ".join(one.address for one in item.orphans[:8])
        lines += ["", wrap(f"Said of what is no suspect any more ({len(item.orphans)}): {names}.")]
    return "\n".join([*lines, "", _counted(item)]) + "\n"


def _by_document(item: Review, *, only_open: bool, owner: str) -> list[list[str]]:
    counts = item.by_document(only_open=only_open, owner=owner)
    return [["Document", "Suspects", "Open"], *([name, str(n), str(left)] for name, (n, left) in counts.items())]


def _counted(item: Review) -> str:
    return wrap(f"{plural(len(item.rows), 'suspect')}, {item.open} open.")


def _row(row: Reviewed) -> list[str]:
    suspect, said = row.suspect, row.disposition
    state = styled(row.state, _LOOKS.get(row.state, ""))
    lines = [
        wrap(
            f"{state}  {styled(suspect.address, 'address')}  ({calls_words(suspect)}): {because(suspect)}",
            "      ",
            "  ",
        )
    ]
    if said is not None:
        who = f"{said.by}{f' ({said.role})' if said.role else ''}, {said.date}"
        before = f"was {said.kind}: " if row.state == "stale" else ""
        lines.append(wrap(f"{before}{said.reason} — {who}", "        ", "      "))
        if said.question:
            lines.append(wrap(f"asked: {said.question} — {said.asked_by}, {said.asked}", "        ", "      "))
        if said.answer:
            lines.append(wrap(f"answer: {said.answer} — {said.answered_by}, {said.answered}", "        ", "      "))
    return lines


def calls_words(suspect: Suspect) -> str:
    """What a suspect is called on to do."""
    if isinstance(suspect.why, Gap):
        return "left out of the draft" if suspect.why.reached is not None else "no text is drafted"
    return {"must-change": "must change", "review": "review", "aware": "be aware"}[suspect.calls_for]


def because(suspect: Suspect) -> str:
    """Why somebody must look at a suspect, in one line."""
    reached = suspect.why if isinstance(suspect.why, Reached) else suspect.why.reached
    if reached is None:
        return "it is named as a target, and no text is drafted for it"
    if not reached.steps:
        return why_words(reached)
    return "it " + ", which ".join(link_words(step) for step in reached.steps)


def sheet(item: Review, *, only_open: bool = False, owner: str = "") -> list[list[str]]:
    """The sheet: a header, then a row for each suspect."""
    rows = [list(HEADER)]
    for row in item.chosen(only_open=only_open, owner=owner):
        suspect, said = row.suspect, row.disposition
        settled = said is not None and not row.is_open
        rows.append([
            suspect.address, suspect.document, calls_words(suspect), because(suspect), suspect.words[:500], row.state,
            said.kind if said is not None and settled else "", said.reason if said is not None and settled else "",
            said.by if said is not None and settled else "",
            " ".join(end.replace(" ", "_") or "-" for end in suspect.stamp),
        ])  # fmt: skip
    return rows


def csv(item: Review, *, only_open: bool = False, owner: str = "", by_document: bool = False) -> str:
    """The sheet as CSV; by document, how many there are."""
    if by_document:
        return csv_table(_by_document(item, only_open=only_open, owner=owner))
    return csv_table(sheet(item, only_open=only_open, owner=owner))


def asked(row: Reviewed, place: int, of: int) -> str:
    """One suspect, as it is put before a person."""
    suspect = row.suspect
    lines = [
        styled(f"{place} of {of}  {suspect.address}", "title"),
        wrap(f"{suspect.document}; {calls_words(suspect)}: {because(suspect)}.", "  ", "  "),
        "", *(wrap(paragraph, "    ", "    ") for paragraph in suspect.words.split("\n")[:12] if paragraph), "",
    ]  # fmt: skip
    if row.disposition is not None:
        lines += [*_row(row)[1:], ""]
    return "\n".join(lines)


def keys() -> Sequence[tuple[str, str, str]]:
    """What a person may press: key, disposition, words."""
    letters = {"no-change": "n", "changed": "c", "accepted": "a", "question": "q", "not-affected": "x"}
    words = {
        "no-change": "may stay as it is", "changed": "was changed", "accepted": "differs and may",
        "question": "a question first", "not-affected": "is not reached",
    }  # fmt: skip
    return [(letters[kind], kind, words[kind]) for kind in DISPOSITIONS]
