"""A comparison for a terminal: what changed, provision by provision, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from specman.report.naming import versions
from specman.report.terminal import cells, styled, width
from specman.report.text import columns, wrap
from specman.report.wording import (
    cell_words,
    details_words,
    force_words,
    metadata_words,
    plural,
    reason_words,
    record_words,
)

if TYPE_CHECKING:
    from specman.model.change import CellChange, Change, ChangeSet, Edit, WorkChange
    from specman.model.detail import DetailKind
    from specman.model.document import Provision

LONG_CELL = 160  # characters of both readings; a longer cell is told by what changed in it
_SPACES, _BREAK = re.compile(r"[^\S\n]+"), re.compile(r"\s*\n\s*")


def diff(changes: ChangeSet) -> str:
    """A comparison in full: work by work, in document order."""
    lines = [*_diff_head(changes), ""]
    for work in changes.shown:
        lines += [*_work(work), ""]
    lines += _records(changes)
    unchanged = [work.name for work in changes.works if work.status == "unchanged"]
    if unchanged and changes.base.kind == "baseline":
        lines += [wrap(f"Unchanged, not opened: {', '.join(unchanged)}."), ""]
    return "\n".join(lines).rstrip() + "\n"


def _records(changes: ChangeSet) -> list[str]:
    """Records of the library that differ between two revisions, value by value."""
    if not changes.records:
        return []
    lines = [styled("Records of the library", "heading")]
    for record in changes.records:
        lines.append(wrap(record_words(record), "      ", "  "))
        lines += [wrap(metadata_words(value), "      ", "    ~ ") for value in record.values]
    return [*lines, ""]


def nothing_differs(changes: ChangeSet) -> str:
    """That a comparison found nothing, and whether that is the whole truth."""
    return "Nothing differs in what was read; parts were left out." if changes.unread else "Nothing differs."


def diff_stat(changes: ChangeSet) -> str:
    """A comparison, one line a work."""
    rows = [["Work", "From", "To", "Added", "Gone", "Amended", "Renumb.", "Moved", "of substance"]]
    for work in changes.shown:
        kinds = [change.kind for change in work.changes]
        substance = sum(1 for change in work.changes if change.significance == "substantive")
        counts = [kinds.count(kind) for kind in ("added", "removed", "amended", "renumbered", "moved")]
        rows.append(
            [
                work.name,
                work.base_version or "-",
                work.target_version or "-",
                *map(str, counts),
                str(substance),
            ]
        )
    head = _diff_head(changes)
    return "\n".join([*head, "", *columns(rows, flexible=0)]) + "\n" if len(rows) > 1 else "\n".join(head) + "\n"


def _diff_head(changes: ChangeSet) -> list[str]:
    counts = changes.summary()
    base, target = changes.base, changes.target
    title = f"{base.name} to {target.name}"
    rows = [title] if cells(title) <= width() else [base.name, f"to {target.name}"]  # paths of files may be long
    lines = [*(styled(row, "title") for row in rows), styled("=" * min(max(map(cells, rows)), width()), "title")]
    dates = [
        f"{side.name} in effect from {side.date or 'a date not recorded'}"
        for side in (base, target)
        if side.kind == "baseline"
    ]
    if dates:
        lines.append("; ".join(dates) + ".")
    notes = [wrap(note) for note in (*changes.notes, *changes.unread)]
    if changes.is_empty:
        return [*lines, nothing_differs(changes), *notes]
    works = [
        f"{plural(counts[f'works_{status}'], 'document')} {status}"
        for status in ("added", "removed", "changed", "unchanged")
        if counts[f"works_{status}"]
    ]
    kinds = [
        f"{counts[kind]} {kind}" for kind in ("added", "removed", "amended", "renumbered", "moved") if counts[kind]
    ]
    lines += [wrap("; ".join(works) + "."), wrap(f"Provisions: {', '.join(kinds) or 'none changed'}.")]
    lines.append(
        wrap(
            f"{counts['substantive']} of substance, {counts['consequential']} consequential (numbers that follow "
            f"others), {counts['editorial']} editorial."
        )
    )
    if counts["force"]:
        lines.append(wrap(f"{plural(counts['force'], 'change')} of force, marked ! (shall, may, not, amounts, dates)."))
    if changes.left_out:
        said = ", ".join(f"{count} {significance}" for significance, count in changes.left_out)
        lines.append(wrap(f"Left out, as you asked: {said}."))
    return [*lines, *notes]


def _work(work: WorkChange) -> list[str]:
    between = versions(work)
    title = f"{work.name}  {work.title}" if work.title != work.name else work.name
    lines = [styled(wrap(f"{title}  [{between}]" if between else title, "    ", ""), "heading")]
    if work.status == "added":
        return [*lines, f"  New document of {plural(len(work.changes), 'provision')}."]
    if work.status == "removed":
        return [*lines, f"  Document gone ({plural(len(work.changes), 'provision')})."]
    lines += [wrap(metadata_words(change), "    ", "  ~ ") for change in work.metadata]
    for run in runs(work.changes):
        lines += _run_lines(run, work)
    return lines


def runs(changes: Sequence[Change]) -> list[list[Change]]:
    """Renumbered neighbours together, and rows of which the same is said; all else alone: a run makes one line."""
    found: list[list[Change]] = []
    for change in changes:
        if found and _is_told_with(found[-1][-1], change):
            found[-1].append(change)
        else:
            found.append([change])
    return found


def _is_told_with(before: Change, change: Change) -> bool:
    if change.kind == "renumbered":
        return before.kind == "renumbered"
    return (
        change.kind == before.kind == "amended"
        and change.significance == before.significance == "consequential"
        and change.side.provision.kind == before.side.provision.kind == "row"
        and change.side.provision.parent == before.side.provision.parent
        and change.details == before.details != ()
    )


def run_told(run: Sequence[Change]) -> tuple[str, str]:
    """Several changes in one line: the addresses from the first to the last, and what became of them."""
    first, last = run[0], run[-1]
    assert first.base and first.target and last.base and last.target
    where = f"{first.target.address} … {last.target.address}"
    if first.kind == "renumbered":
        old = f"{first.base.address} … {last.base.address}"
        return where, f"renumbered from {old} ({len(run)} provisions, same words)"
    return where, f"amended, {first.significance} ({len(run)} rows): {'; '.join(details_words(first))}"


def has_gone(change: Change, work: WorkChange) -> bool:
    """Whether a change is told of another work, which its provision went to: what changed on the way is told there."""
    return change.base is not None and change.target is not None and change.target.work != work.work


def change_told(change: Change, work: WorkChange) -> tuple[str, str]:
    """One change in the list of a work: the address that it stands under, and what became of it, from or to where."""
    if change.base and change.target:
        if change.target.work != work.work:
            return change.base.address, f"{change.kind} to {change.target.address}"
        if change.kind in ("renumbered", "moved") and change.base.address != change.target.address:
            return change.target.address, f"{change.kind} from {change.base.address}"
    return change.side.address, change.kind


_SIGN = {"added": "+", "removed": "-", "amended": "~", "renumbered": "#", "moved": ">"}


def _run_lines(run: list[Change], work: WorkChange) -> list[str]:
    if len(run) == 1:
        return _change_lines(run[0], work)
    where, said = run_told(run)
    kind = run[0].kind
    return [wrap(f"{_SIGN[kind]} {styled(where, 'address')}  {styled(said, kind)}", "    ", "  ")]


def _change_lines(change: Change, work: WorkChange) -> list[str]:
    where, kind = change_told(change, work)
    if where == change.side.address:  # else it went elsewhere, and stands there as it is called
        where = _titled(where, change.side.provision)
    sign = _SIGN[change.kind]
    if change.also_amended:
        kind += ", and amended"
    elif change.kind == "amended" and change.base and any(detail.kind == "number" for detail in change.details):
        kind += f", was {change.base.provision.label}"
    if change.significance != "substantive" and change.kind != "renumbered":
        kind += f", {change.significance}"
    lines = [wrap(f"{sign} {styled(where, 'address')}  {styled(kind, change.kind)}", "    ", "  ")]
    return lines if has_gone(change, work) else [*lines, *what_changed(change)]


def _titled(address: str, provision: Provision) -> str:
    """An address with the sort of a schema part, or the heading where the address does not say it."""
    if provision.kind == "component":
        return f"{address} ({provision.eid.partition('_')[0]})"
    if (
        provision.heading
        and not address.endswith(provision.heading)
        and provision.kind not in ("definition", "heading")
    ):
        return f"{address}  {provision.heading}"
    return address


def what_changed(change: Change) -> list[str]:
    """The words of a change: put in or taken out whole, edited, or told by row cells and schema parts."""
    provision = change.side.provision
    structured = provision.kind in ("component", "row")
    lines = []
    if change.kind in ("added", "removed"):
        words = provision.text or " | ".join(provision.cells)
        if words and provision.kind != "component":
            meaning = "insert" if change.kind == "added" else "delete"
            lines += [styled(_indented(line), meaning) for line in words.split("\n")]
    elif not structured and any(sort != "equal" for sort, _ in change.edits):
        lines.append(wrap(marked(change.edits) or "only spaces and line breaks differ", "      "))
    lines += [wrap(_cell(cell), "        ", "      · ") for cell in change.cells]
    shown: tuple[DetailKind, ...] = ("number", "heading") if change.edits and not provision.cells else ("number",)
    lines += [wrap(words, "        ", "      · ") for words in details_words(change, without=shown)]
    lines += [styled(wrap(force_words(one), "        ", "      ! "), "warning") for one in change.force]
    if change.compatibility:
        senders, receivers = change.compatibility.senders, change.compatibility.receivers
        said = f"      senders: {senders}; receivers: {receivers}; {reason_words(change.parts)}"
        lines.append(wrap(said, "      ", ""))
    return lines


def _indented(line: str) -> str:
    """A line of a provision's text as it stands, spaces in front kept: it may be an example in code."""
    words = line.lstrip()
    front = "      " + line[: len(line) - len(words)]
    return wrap(words, front[:30])


def _cell(cell: CellChange) -> str:
    """A changed cell: both readings where they are short, else what changed in it."""
    said = cell_words(cell)
    if len(said) <= LONG_CELL or not any(sort == "equal" for sort, _ in cell.edits):
        return said
    return f"{cell.column}: {marked(cell.edits) or 'only spaces differ'}"


def visible(edits: Sequence[Edit]) -> list[Edit]:
    """Word edits without those of spaces and line breaks alone, which nobody sees: they become equal parts."""
    found: list[Edit] = []
    place = 0
    while place < len(edits):
        run = [edits[place]]
        while run[0][0] != "equal" and place + len(run) < len(edits) and edits[place + len(run)][0] != "equal":
            run.append(edits[place + len(run)])
        place += len(run)
        if run[0][0] == "equal" or not any(text.strip() for _, text in run):
            text = run[-1][1]
            if found and found[-1][0] == "equal":
                found[-1] = ("equal", found[-1][1] + text)
            else:
                found.append(("equal", text))
        else:
            found += run
    return found


def marked(edits: Sequence[Edit], context: int = 60) -> str:
    """Word edits in one line: [-taken out-] {+put in+}, long equal runs shortened in the middle; "" when none shows."""
    parts = []
    shown = visible(edits)
    if all(sort == "equal" for sort, _ in shown):
        return ""
    last = len(shown) - 1
    for place, (sort, text) in enumerate(shown):
        words = _SPACES.sub(" ", _BREAK.sub(" / ", text))
        if sort == "delete":
            parts.append(styled(f"[-{words}-]", "delete"))
        elif sort == "insert":
            parts.append(styled(f"{{+{words}+}}", "insert"))
        elif place == 0:
            parts.append(words if len(words) <= context else "… " + words[-context:].partition(" ")[2])
        elif place == last:
            parts.append(words if len(words) <= context else words[:context].rpartition(" ")[0] + " …")
        elif len(words) > 2 * context:
            parts.append(words[:context].rpartition(" ")[0] + " … " + words[-context:].partition(" ")[2])
        else:
            parts.append(words)
    return "".join(parts)
