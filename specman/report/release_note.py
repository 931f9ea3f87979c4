"""A release note: what changed between two baselines, document by document, as a document of its own.

It is made as the library's own documents are, so that every form that writes those writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specman.model.change import Change, ChangeSet, Edit, WorkChange
from specman.report.diff_text import runs
from specman.report.naming import versions
from specman.report.wording import detail_words, details_words, force_words, metadata_words, plural, reason_words

MOST_EDITS = 3  # replaced phrases that are told one by one; more, and the text is given as it reads now
LONGEST = 220


@dataclass(frozen=True)
class Issue:
    """One version of a document in its revision history."""

    version: str
    date: str
    baseline: str


@dataclass(frozen=True)
class WorkNote:
    """What the note says of one document.

    Attributes:
        parts: the sections affected, as they are numbered now.
        rows: (section, change) for each change of substance and each run of renumbered provisions.
        consequential, editorial: addresses where only numbers followed others, or only spelling changed.
    """

    name: str
    title: str
    versions: str
    history: tuple[Issue, ...]
    parts: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    consequential: tuple[str, ...]
    editorial: tuple[str, ...]


def work_notes(changes: ChangeSet, histories: Mapping[str, Sequence[Issue]]) -> list[WorkNote]:
    """A note for each document that changed.

    Args:
        histories: work id to its issues, newest first.
    """
    return [
        _work_note(work, tuple(histories.get(work.work, ()))) for work in changes.works if work.status != "unchanged"
    ]


def _work_note(work: WorkChange, history: tuple[Issue, ...]) -> WorkNote:
    said_versions = versions(work, gone="withdrawn")
    if work.status in ("added", "removed"):
        said = "New document" if work.status == "added" else "Document withdrawn"
        row = ("whole document", f"{said}, {plural(len(work.changes), 'provision')}.")
        return WorkNote(work.name, work.title, said_versions, history, (), (row,), (), ())
    rows: list[tuple[str, str]] = [
        ("first page", f"{' '.join(metadata_words(change, short=True).split())}.") for change in work.metadata
    ]
    for run in runs(work.changes):
        first = run[0]
        if len(run) > 1 and first.kind == "renumbered":
            rows.append(_run_row(run))
        elif first.significance == "substantive" or first.kind == "renumbered":
            rows.append((_label(first, work.work), sentence(first, work.work)))
    only = {
        significance: tuple(
            _label(c, work.work)
            for c in work.changes
            if c.significance == significance and c.kind not in ("renumbered",)
        )
        for significance in ("consequential", "editorial")
    }
    return WorkNote(
        work.name, work.title, said_versions, history, _parts(work), tuple(rows),
        only["consequential"], only["editorial"],
    )  # fmt: skip


def _run_row(run: Sequence[Change]) -> tuple[str, str]:
    first, last = run[0], run[-1]
    assert first.base and first.target and last.base and last.target
    old = f"{first.base.provision.label} to {last.base.provision.label}"
    new = f"{first.target.provision.label} to {last.target.provision.label}"
    return new, f"Renumbered from {old}, same words."


def _label(change: Change, work: str) -> str:
    """What a provision is called in one document: what moved out of it, by its number there."""
    side = change.base if change.base and change.side.work != work else change.side
    return side.provision.label or "opening words"


def _parts(work: WorkChange) -> tuple[str, ...]:
    """Top sections that hold a change, in document order, with their headings."""
    found: dict[str, str] = {}
    for change in work.changes:
        document = work.target if change.target else work.base
        if document is None or change.side.work != work.work:
            continue
        chain = [change.side.provision, *document.ancestors(change.side.provision)]
        top = next((p for p in reversed(chain) if p.kind == "section"), None)
        if top is None:
            continue
        now = work.target.by_eid.get(top.eid, top) if work.target else top  # a removed one names its section as it is
        found[now.eid] = f"{now.num} {now.heading}".strip()
    return tuple(found.values())


def sentence(change: Change, work: str) -> str:
    """One change of a document in words, for a table cell."""
    provision = change.side.provision
    if change.compatibility is not None or provision.kind == "component":
        said = {"added": "Added", "removed": "Removed"}.get(change.kind, "Changed")
        detail = f": {'; '.join(details_words(change))}" if change.parts or change.details else ""
        verdict = ""
        if change.compatibility is not None:
            senders, receivers = change.compatibility.senders, change.compatibility.receivers
            reason = reason_words(change.parts)
            verdict = f" Senders: {senders}. Receivers: {receivers}. {reason[:1].upper()}{reason[1:]}."
        return f"{said}{detail}.{verdict}"
    if change.kind in ("added", "removed"):
        told = [_quoted(provision.words), *details_words(change)]
        return _stopped(f"{change.kind.capitalize()}: {'; '.join(told)}")
    moved = ""
    if change.kind == "moved" and change.target and change.target.work != work:
        also = ", and amended there" if change.also_amended else ", same words"
        return f"Moved to {change.target.address}{also}."
    if change.kind in ("moved", "renumbered") and change.base:
        if change.base.address == change.side.address:
            return f"Moved: {'; '.join(details_words(change))}."
        moved = f"{'Moved' if change.kind == 'moved' else 'Renumbered'} from {change.base.address}"
        if not change.also_amended:
            return f"{moved}, same words."
        moved += ". "
    elif change.base and any(detail.kind == "number" for detail in change.details):
        moved = f"Was {change.base.provision.label}. "
    force = f" ({'; '.join(map(force_words, change.force))})" if change.force else ""
    said = "; ".join(f"{cell.column}: {_edits(cell.edits, '')}" for cell in change.cells)
    if provision.kind == "table" and change.details:
        said = "; ".join(details_words(change))
    said = said or _edits(change.edits, "; ".join(details_words(change)), provision.words)
    went = [detail_words(detail) for detail in change.details if detail.kind in ("split", "taken in")]
    parts = "".join(f"; {words}" for words in went if words not in said)
    return _stopped(f"{moved}{said[:1].upper()}{said[1:]}{parts}{force}")


def _stopped(said: str) -> str:
    """A sentence with a full stop at its end, unless one stands there within quotation marks."""
    return said if said.endswith((".”", "…”")) else f"{said}."


def _edits(edits: Sequence[Edit], otherwise: str, reads: str = "") -> str:
    """Word edits as phrases replaced, inserted and deleted; of many, the text as it reads now."""
    pairs: list[tuple[str, str]] = []
    fresh = True
    for sort, text in edits:
        if sort == "equal":
            fresh = True
            continue
        if fresh:
            pairs.append(("", ""))
            fresh = False
        old, new = pairs[-1]
        pairs[-1] = (old + text, new) if sort == "delete" else (old, new + text)
    if not pairs:
        return otherwise or "typography changed"
    if len(pairs) > MOST_EDITS or any(len(old) + len(new) > LONGEST for old, new in pairs):
        now = reads or "".join(text for sort, text in edits if sort != "delete")
        return f"reworded; it now reads: {_quoted(now)}"
    told = []
    for old, new in pairs:
        if old.strip() and new.strip():
            told.append(f"{_quoted(old)} replaced by {_quoted(new)}")
        elif new.strip():
            told.append(f"{_quoted(new)} inserted")
        else:
            told.append(f"{_quoted(old)} deleted")
    return "; ".join(told)


def _quoted(words: str) -> str:
    said = " ".join(words.split())
    if len(said) > LONGEST:
        said = said[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
    return f"“{said}”"
