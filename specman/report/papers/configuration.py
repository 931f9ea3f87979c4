"""The Configuration management update: what entered each baseline, by which instrument, and the map of versions."""

from __future__ import annotations

from specman.model.change import ChangeSet, WorkChange
from specman.model.modification import Modification
from specman.model.paper import Block, Paper, Section, Words, place, words
from specman.model.papers import ConfigurationPaper
from specman.report.naming import baseline_name, named
from specman.report.papers.phrases import day_words, or_blank, para, replaced_words, several, table
from specman.report.release_note import work_notes
from specman.report.wording import plural

MOST_ROWS = 40


def configuration(item: ConfigurationPaper, *, library: str = "") -> Paper:
    """The update."""
    names = [baseline_name(str(one.number), library) for one in item.baselines]
    sections = [
        _entered(item, number, changes, library) for number, changes in zip(names[1:], item.changes, strict=True)
    ]
    opening: list[Block] = [para(_summary(item, names))]
    opening.append(
        table(
            ("Baseline", "In effect from", "How sure its date and content are"),
            [
                (name, or_blank(day_words(one.in_effect)), one.basis or "-")
                for name, one in zip(names, item.baselines, strict=True)
            ],
            18, 22, 60,
        )
    )  # fmt: skip
    return Paper(
        kind="configuration", title="Configuration management update", subtitle=f"{names[0]} to {names[-1]}", facts=(),
        opening=tuple(opening), sections=(_map(item, names), *sections), made=item.made,
    )  # fmt: skip


def _summary(item: ConfigurationPaper, names: list[str]) -> str:
    parts = []
    for name, changes in zip(names[1:], item.changes, strict=True):
        works = [work.name for work in changes.works if work.status != "unchanged"]
        parts.append(
            f"{name} changed {plural(len(works), 'document')}: {several(works, 12)}"
            if works
            else f"{name} changed no document"
        )
    return ". ".join(parts) + "."


def _map(item: ConfigurationPaper, names: list[str]) -> Section:
    """Documents and baselines: the version of each, and what changed in it there."""
    rows: list[tuple[str | Words, ...]] = []
    held = {work for baseline in item.baselines for work in baseline.entries}
    for work in item.works.values():
        if work.id not in held:
            continue
        cells: list[str | Words] = [words(place(work.name))]
        before = ""
        for place_, baseline in enumerate(item.baselines):
            entry = baseline.entries.get(work.id)
            if entry is None:
                cells.append("-")
                continue
            counts = _changed(item.changes[place_ - 1], work.id) if place_ else ""
            cells.append(f"{entry.version}{f' ({counts})' if counts and entry.version != before else ''}")
            before = entry.version
        rows.append(tuple(cells))
    share = 76 // max(len(names), 1)
    grid = table(("Document", *names), rows, 24, *[share] * len(names))
    return Section("Which version of each document is in which baseline", "map", (grid,))


def _changed(changes: ChangeSet, work: str) -> str:
    found = next((one for one in changes.works if one.work == work), None)
    if found is None or found.status == "unchanged":
        return ""
    if found.status in ("added", "removed"):
        return "new" if found.status == "added" else "withdrawn"
    return plural(len(found.changes), "change")


def _entered(item: ConfigurationPaper, name: str, changes: ChangeSet, library: str) -> Section:
    number = changes.target.name
    by = item.entered.get(number, ())
    instrument = (
        f"It implements {several([_instrument(one) for one in by], 12)}."
        if by
        else ("The library does not record by which modification or designation its changes were made.")
    )
    told = named(changes, library)
    blocks: list[Block] = [para(instrument), *replaced_words(changes)]
    notes = work_notes(told, {})
    rows = [(note.name, note.title, note.versions, "\n".join(note.parts) or "-") for note in notes]
    if rows:
        blocks.append(table(("Document", "Title", "Version", "Parts affected"), rows, 16, 34, 18, 32))
    parts = []
    works = {one.name: one for one in changes.works}
    for note in notes:
        lines = [(label, said) for label, said in note.rows[:MOST_ROWS]]
        if not lines:
            continue
        grid = table(("Section", "Change"), lines, 20, 80)
        more = len(note.rows) - len(lines)
        tail = (
            (para(f"And {plural(more, 'more change')}: specman report release-note has them all."),) if more > 0 else ()
        )
        parts.append(
            Section(
                f"{note.name} ({note.versions})", f"c-{number.replace('.', '-')}-{_id(works[note.name])}", (grid, *tail)
            )
        )
    return Section(f"What entered {name}", f"b-{number.replace('.', '-')}", tuple(blocks), tuple(parts))


def _id(work: WorkChange) -> str:
    return work.work


def _instrument(one: Modification) -> str:
    return f"{one.id} {one.title}"
