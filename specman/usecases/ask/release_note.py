"""The release note of a baseline: written as a document, in the forms documents have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specman.formats.outline import Outline
from specman.model.change import ChangeSet
from specman.model.document import Document, Metadata
from specman.model.identity import VersionNumber, Work
from specman.report.release_note import Issue, WorkNote, work_notes
from specman.report.wording import plural
from specman.state.changes import diff_baselines, only
from specman.store.library import Library

FORMS = ("md", "html", "docx")


def release_note(library: Library, base: str, target: str, *, works: tuple[str, ...] = ()) -> Document:
    """What changed from one baseline to another, as a document.

    Args:
        works: only these documents.
    """
    wanted = frozenset(library.work(name).id for name in works)
    changes = only(diff_baselines(library, base, target), wanted)
    return note_document(library, changes, work_notes(changes, _histories(library, target)))


def _histories(library: Library, target: str) -> dict[str, list[Issue]]:
    """The issues of each work up to a baseline, newest first: the baseline that first held each version."""
    found: dict[str, list[Issue]] = {}
    limit = VersionNumber.parse(target)
    for number, baseline in library.baselines.items():
        if limit < VersionNumber.parse(number):
            continue
        for work_id, entry in baseline.entries.items():
            rows = found.setdefault(work_id, [])
            if not rows or rows[0].version != entry.version:
                rows.insert(0, Issue(entry.version, baseline.in_effect, number))
    return found


def note_document(library: Library, changes: ChangeSet, notes: list[WorkNote]) -> Document:
    """The note as a document: a summary, a table of documents, then a section for each."""
    base, target = changes.base.name, changes.target.name
    counts = changes.summary()
    outline = Outline("release-note", target, "release note")
    summary = outline.add("section", "", num="1", heading="Summary")
    dated = f" It has effect from {changes.target.date}." if changes.target.date else ""
    clauses = [
        f"This note says what changed from {base} to {target}.{dated}",
        f"{_documents(counts)}. {counts['added']} provisions were added, "
        f"{counts['removed']} removed, {counts['amended']} amended, {counts['renumbered']} renumbered and "
        f"{counts['moved']} moved. "
        f"Changes of substance: {counts['substantive']}. Changes that only follow a changed number: "
        f"{counts['consequential']}. Editorial changes: {counts['editorial']}.",
    ]
    if not notes:
        clauses[1] = "No document changed."
    if library.settings.notice:
        clauses.append(library.settings.notice)
    for place, words in enumerate(clauses, 1):
        outline.add("clause", summary, num=f"1.{place}", text=words)
    table = summary
    if notes:
        cells = ("Document", "Title", "Version", "Parts affected")
        table = outline.add("table", summary, num="1", heading="Documents", cells=cells)
    for note in notes:
        parts = "\n".join(note.parts) or "-"
        outline.add("row", table, num=note.name, cells=(note.name, note.title, note.versions, parts))
    _baselines(outline, summary, library, changes, notes)
    for place, note in enumerate(notes, 2):
        _work(outline, str(place), note)
    metadata = Metadata(title=f"Release note {base} to {target}", date=changes.target.date)
    return outline.document(metadata)


def _baselines(outline: Outline, summary: str, library: Library, changes: ChangeSet, notes: Sequence[WorkNote]) -> None:
    """The baselines that the note speaks of, with how sure the date and content of each are."""
    spoken = {changes.base.name, changes.target.name, *(issue.baseline for note in notes for issue in note.history)}
    held = [baseline for number, baseline in library.baselines.items() if number in spoken and baseline.basis]
    if not held:
        return
    cells = ("Baseline", "In effect from", "How sure its date and content are")
    table = outline.add("table", summary, num="2", heading="Baselines", cells=cells)
    for baseline in held:
        number = str(baseline.number)
        outline.add("row", table, num=number, cells=(number, baseline.in_effect or "not recorded", baseline.basis))


def _documents(counts: Mapping[str, int]) -> str:
    adjectives = {"works_changed": "changed", "works_added": "new", "works_removed": "withdrawn"}
    parts = [f"{plural(counts[key], 'document')} {words}" for key, words in adjectives.items() if counts[key]]
    return ", ".join(parts) or "No document changed"


def _work(outline: Outline, num: str, note: WorkNote) -> None:
    title = note.name if note.title == note.name else f"{note.name}: {note.title}"
    section = outline.add("section", "", num=num, heading=f"{title} ({note.versions})")
    if note.rows:
        table = outline.add("table", section, num=f"{num}.1", heading="Changes", cells=("Section", "Change"))
        for label, words in note.rows:
            outline.add("row", table, num=label, cells=(label, words))
    place = 1
    for words, addresses in (
        ("References that follow a changed number", note.consequential), ("Editorial corrections", note.editorial)
    ):  # fmt: skip
        if addresses:
            outline.add("clause", section, num=f"{num}.{place}", text=f"{words}: {', '.join(addresses)}.")
            place += 1
    if note.history:
        table = outline.add(
            "table", section, num=f"{num}.2", heading="Revision history",
            cells=("Version", "Date", "First in"),
        )  # fmt: skip
        for issue in note.history:
            outline.add(
                "row", table, num=issue.version, cells=(issue.version, issue.date or "-", issue.baseline)
            )  # fmt: skip


def as_file(note: Document, form: str) -> bytes:
    """A release note as Markdown, as a page, or as a Word file."""
    if form == "docx":
        from specman.formats.word.write import serialise as write_word

        return write_word(note, name="Release note")
    if form == "md":
        from specman.formats.markdown_writing import serialise as write_markdown

        return write_markdown(note)
    from specman.report.pages import document as page

    title = note.metadata.title
    work = Work("release-note", title, "framework", "Release note", "Release note", "NOTE")
    return page(work, note, {}).encode()
