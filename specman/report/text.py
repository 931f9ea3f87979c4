"""Answers for a terminal: 80 columns unless told, readable without colour."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from specman.model.impact import CALLS, Assessment, Reached
from specman.model.mirror import Mirror, MirrorState
from specman.report.naming import versions

if TYPE_CHECKING:
    from specman.model.baseline import Baseline
    from specman.model.change import CellChange, Change, ChangeSet, Edit, WorkChange
    from specman.model.finding import CheckResult
    from specman.model.identity import Work
    from specman.model.modification import Modification

Style = Callable[[str, str], str]
"""Gives a text a meaning's look: `plain(text, "insert")`."""

WIDTH = 80
LONG_CELL = 160  # characters of both readings; a longer cell is told by what changed in it
_SPACES, _BREAK = re.compile(r"[^\S\n]+"), re.compile(r"\s*\n\s*")
MOST_OF = {"must-change": 20, "review": 4, "aware": 1}  # provisions shown for each document; HTML and JSON have all
CALL_TITLE = {
    "must-change": "Must change with it",
    "review": "To be reviewed",
    "aware": "Be aware",
}


def plain(text: str, meaning: str) -> str:
    """No look at all."""
    del meaning
    return text


def wrap(text: str, indent: str = "", first: str | None = None, width: int = WIDTH) -> str:
    """A paragraph folded to the width, every line after the first indented."""
    lines = textwrap.wrap(
        text, width, initial_indent=indent if first is None else first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines)


def columns(
    rows: Sequence[Sequence[str]], *, flexible: int = -1, most: int = 0, width: int = WIDTH, gap: int = 2
) -> list[str]:
    """Rows set in columns; the flexible column is folded so that lines keep the width. The first row is the head.

    `most` folds the first column as well, at that many characters.
    """
    if not rows:
        return []
    count = len(rows[0])
    widths = [max(len(row[i]) for row in rows) for i in range(count)]
    flexible %= count
    if most:
        widths[0] = min(widths[0], most)
    fixed = sum(w for i, w in enumerate(widths) if i != flexible) + gap * (count - 1)
    widths[flexible] = max(12, min(widths[flexible], width - fixed))
    lines = []
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, widths[i], break_long_words=i == flexible) or [""]
            if i == flexible or (most and i == 0)
            else [cell]
            for i, cell in enumerate(row)
        ]
        for line in range(max(map(len, cells))):
            parts = [(cell[line] if line < len(cell) else "").ljust(widths[i]) for i, cell in enumerate(cells)]
            lines.append((" " * gap).join(parts).rstrip())
        if number == 0:
            lines.append((" " * gap).join("-" * w for w in widths))
    return lines


def plural(number: int, what: str) -> str:
    """`1 provision`, `2 provisions`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


# -- diff ----------------------------------------------------------------------------------------------------


def diff(changes: ChangeSet, style: Style = plain) -> str:
    """A comparison in full: work by work, in document order."""
    lines = [*_diff_head(changes, style), ""]
    for work in changes.shown:
        lines += [*_work(work, style), ""]
    unchanged = [work.name for work in changes.works if work.status == "unchanged"]
    if unchanged and changes.base.kind == "baseline":
        lines += [wrap(f"Unchanged, not opened: {', '.join(unchanged)}."), ""]
    return "\n".join(lines).rstrip() + "\n"


def diff_stat(changes: ChangeSet, style: Style = plain) -> str:
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
    head = _diff_head(changes, style)
    return "\n".join([*head, "", *columns(rows, flexible=0)]) + "\n" if len(rows) > 1 else "\n".join(head) + "\n"


def _diff_head(changes: ChangeSet, style: Style) -> list[str]:
    counts = changes.summary()
    base, target = changes.base, changes.target
    title = f"{base.name} to {target.name}"
    rows = [title] if len(title) <= WIDTH else [base.name, f"to {target.name}"]  # paths of files may be long
    lines = [*(style(row, "title") for row in rows), style("=" * min(max(map(len, rows)), WIDTH), "title")]
    dates = [
        f"{side.name} in effect from {side.date or 'a date not recorded'}"
        for side in (base, target)
        if side.kind == "baseline"
    ]
    if dates:
        lines.append("; ".join(dates) + ".")
    notes = [wrap(note) for note in changes.notes]
    if changes.is_empty:
        return [*lines, "Nothing differs.", *notes]
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


def _work(work: WorkChange, style: Style) -> list[str]:
    between = versions(work)
    title = f"{work.name}  {work.title}" if work.title != work.name else work.name
    lines = [style(wrap(f"{title}  [{between}]" if between else title, "    ", ""), "heading")]
    if work.status == "added":
        return [*lines, f"  New document of {plural(len(work.changes), 'provision')}."]
    if work.status == "removed":
        return [*lines, f"  Document gone ({plural(len(work.changes), 'provision')})."]
    lines += [wrap(words, "    ", "  ~ ") for words in work.metadata]
    for run in runs(work.changes):
        lines += _run_lines(run, work, style)
    return lines


def runs(changes: Sequence[Change]) -> list[list[Change]]:
    """Renumbered neighbours together, everything else alone: a run makes one line."""
    found: list[list[Change]] = []
    for change in changes:
        if found and change.kind == "renumbered" == found[-1][-1].kind:
            found[-1].append(change)
        else:
            found.append([change])
    return found


_SIGN = {"added": "+", "removed": "-", "amended": "~", "renumbered": "#", "moved": ">"}


def _run_lines(run: list[Change], work: WorkChange, style: Style) -> list[str]:
    first = run[0]
    if first.kind == "renumbered" and len(run) > 1:
        last = run[-1]
        assert first.base and first.target and last.base and last.target
        old = f"{first.base.address} … {last.base.address}"
        new = f"{first.target.address} … {last.target.address}"
        words = f"# {old} renumbered {new} ({len(run)} provisions, same words)"
        return [style(wrap(words, "    ", "  "), "renumbered")]
    return _change_lines(first, work, style)


def _change_lines(change: Change, work: WorkChange, style: Style) -> list[str]:
    where = change.side.address
    heading = change.side.provision.heading
    if change.side.provision.kind == "component":
        where = f"{where} ({change.side.provision.eid.partition('_')[0]})"
    elif heading and not where.endswith(heading) and change.side.provision.kind not in ("definition", "heading"):
        where = f"{where}  {heading}"
    sign = _SIGN[change.kind]
    kind: str = change.kind
    if change.kind in ("renumbered", "moved") and change.base and change.target:
        away = change.target.work != work.work
        if change.base.address != change.target.address:
            kind = f"moved to {change.target.address}" if away else f"{change.kind} from {change.base.address}"
        if away:
            where = change.base.address
        if change.also_amended:
            kind += ", and amended"
    elif change.base and change.target and any(said.startswith("number ") for said in change.details):
        kind += f", was {change.base.provision.label}"
    if change.significance != "substantive" and change.kind != "renumbered":
        kind += f", {change.significance}"
    lines = [wrap(f"{sign} {style(where, 'address')}  {style(kind, change.kind)}", "    ", "  ")]
    return [*lines, *_what_changed(change, style)]


def _what_changed(change: Change, style: Style) -> list[str]:
    """The words of a change: put in or taken out whole, edited, or told by row cells and schema parts."""
    provision = change.side.provision
    structured = provision.kind in ("component", "row")
    lines = []
    if change.kind in ("added", "removed"):
        words = provision.text or " | ".join(provision.cells)
        if words and provision.kind != "component":
            meaning = "insert" if change.kind == "added" else "delete"
            lines += [style(_indented(line), meaning) for line in words.split("\n")]
    elif not structured and any(sort != "equal" for sort, _ in change.edits):
        lines.append(wrap(marked(change.edits, style) or "only spaces and line breaks differ", "      "))
    lines += [wrap(_cell(cell, style), "        ", "      · ") for cell in change.cells]
    told = ("number ", "heading: ") if change.edits and not provision.cells else ("number ",)  # in the words above
    details = [detail for detail in change.details if not detail.startswith(told)]
    lines += [wrap(detail, "        ", "      · ") for detail in details]
    lines += [style(wrap(said, "        ", "      ! "), "warning") for said in change.force]
    if change.compatibility:
        senders, receivers = change.compatibility.senders, change.compatibility.receivers
        said = f"      senders: {senders}; receivers: {receivers}; {change.compatibility.reason}"
        lines.append(wrap(said, "      ", ""))
    return lines


def _indented(line: str) -> str:
    """A line of a provision's text as it stands, spaces in front kept: it may be an example in code."""
    words = line.lstrip()
    front = "      " + line[: len(line) - len(words)]
    return wrap(words, front[:30])


def _cell(cell: CellChange, style: Style) -> str:
    """A changed cell: both readings where they are short, else what changed in it."""
    said = str(cell)
    if len(said) <= LONG_CELL or not any(sort == "equal" for sort, _ in cell.edits):
        return said
    return f"{cell.column}: {marked(cell.edits, style) or 'only spaces differ'}"


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


def marked(edits: Sequence[Edit], style: Style = plain, context: int = 60) -> str:
    """Word edits in one line: [-taken out-] {+put in+}, long equal runs shortened in the middle; "" when none shows."""
    parts = []
    shown = visible(edits)
    if all(sort == "equal" for sort, _ in shown):
        return ""
    last = len(shown) - 1
    for place, (sort, text) in enumerate(shown):
        words = _SPACES.sub(" ", _BREAK.sub(" / ", text))
        if sort == "delete":
            parts.append(style(f"[-{words}-]", "delete"))
        elif sort == "insert":
            parts.append(style(f"{{+{words}+}}", "insert"))
        elif place == 0:
            parts.append(words if len(words) <= context else "… " + words[-context:].partition(" ")[2])
        elif place == last:
            parts.append(words if len(words) <= context else words[:context].rpartition(" ")[0] + " …")
        elif len(words) > 2 * context:
            parts.append(words[:context].rpartition(" ")[0] + " … " + words[-context:].partition(" ")[2])
        else:
            parts.append(words)
    return "".join(parts)


# -- impact --------------------------------------------------------------------------------------------------


def impact(assessment: Assessment, style: Style = plain) -> str:
    """An assessment for the terminal: what is changed, what must follow, what to review, by document."""
    title = f"Impact of {assessment.subject}"
    lines = [style(title, "title"), style("=" * min(len(title), WIDTH), "title")]
    if assessment.title and assessment.title != assessment.subject:
        lines.append(wrap(assessment.title))
    lines.append(f"Against {assessment.baseline}, followed {assessment.depth} links deep.")
    lines += [
        "",
        wrap(
            f"Severity: {style(assessment.severity.level, 'severity')} ({'; '.join(assessment.severity.reasons)}).",
            "  ",
            "",
        ),
    ]
    lines.append(f"Effort by rule: {assessment.effort.hours:g} hours.")
    lines += [wrap(note, "  ", "! ") for note in assessment.notes]
    lines += ["", style("By document", "heading")]
    rows = [["Document", "Changed", "Must", "Review", "Aware", "Remark"]]
    rows += [
        [w.name, *(str(n or "-") for n in (w.direct, w.must_change, w.review, w.aware)), w.remark]
        for w in assessment.works
    ]
    lines += columns(rows, flexible=5, most=26)
    lines += ["", style(f"Changed or named directly ({len(assessment.direct)})", "heading")]
    for direct in assessment.direct[:30]:
        kind: str = direct.change.kind if direct.change else "named as a target"
        if direct.change and direct.change.significance != "substantive":
            kind += f", {direct.change.significance}"
        lines.append(
            wrap(
                f"{style(direct.address, 'address')}  {direct.heading}  ({kind})".replace("    ", "  "),
                "    ",
                "  ",
            )
        )
        if direct.change:
            lines += _what_changed(direct.change, style)
    if len(assessment.direct) > 30:
        lines.append(f"  … and {len(assessment.direct) - 30} more")
    for calls_for in CALLS:
        items = assessment.calling_for(calls_for)
        lines += ["", style(f"{CALL_TITLE[calls_for]} ({len(items)})", "heading")]
        lines += _by_document(assessment, items, MOST_OF[calls_for], style) if items else ["  none found"]
    lines += ["", style(f"Gaps in the draft ({len(assessment.gaps)})", "heading")]
    lines += [wrap(f"{gap.address}: {gap.reason}.", "    ", "  ") for gap in assessment.gaps[:20]] or ["  none found"]
    lines += [
        "",
        style(f"Collisions with other open modifications ({len(assessment.collisions)})", "heading"),
    ]
    for collision in assessment.collisions:
        lines.append(wrap(f"{collision.modification} {collision.title}", "    ", "  "))
        if collision.same:
            lines.append(wrap(f"changes the same: {', '.join(collision.same[:8])}", "      ", "    "))
        if collision.dependent:
            lines.append(wrap(f"changes what depends on this: {', '.join(collision.dependent[:8])}", "      ", "    "))
    if not assessment.collisions:
        lines.append("  none found")
    if assessment.uncounted:
        lines += ["", wrap(f"{plural(assessment.uncounted, 'more place')} reached too weakly to list.")]
    return "\n".join(lines) + "\n"


def _by_document(assessment: Assessment, items: Sequence[Reached], most: int, style: Style) -> Iterable[str]:
    """Reached provisions under their documents, the strongest of each; what needs no change is never left out."""
    names = {work.work: work.name for work in assessment.works}
    for work in dict.fromkeys(item.work for item in items):
        group = [item for item in items if item.work == work]
        shown = [item for place, item in enumerate(group) if place < most or item.no_change_because]
        yield f"  {style(names[work], 'heading')} ({len(group)})"
        for item in shown:
            yield wrap(f"{style(item.address, 'address')}  {item.heading}".rstrip(), "      ", "    ")
            for number, step in enumerate(item.steps):
                yield wrap(step.because, "        ", "      because " if number == 0 else "      and ")
            if item.no_change_because:
                yield wrap(item.no_change_because, "        ", "      ")
        if len(group) > len(shown):
            yield f"    … and {len(group) - len(shown)} more"


# -- findings and lists -----------------------------------------------------------------------------------------


def findings(result: CheckResult, style: Style = plain) -> str:
    """Findings, one paragraph each, errors first, and a count."""
    lines = []
    for item in result.findings:
        place = f"{item.file}:{item.line}" if item.line else item.file
        head = f"{style(item.severity, item.severity)}  {item.slug}  {style(item.address, 'address')}"
        lines.append(wrap(head, "    ", ""))
        lines.append(wrap(item.message, "    "))
        if item.advice:
            lines.append(wrap(f"→ {item.advice}", "      ", "    "))
        if place:
            lines.append(f"    {place}")
    said = ", ".join(plural(count, severity) for severity, count in result.counts.items())
    if result.baseline:
        counted = f"{plural(result.provisions, 'provision')} and {plural(result.citations, 'citation')} checked."
        said = f"{result.baseline}: {said}; {counted}"
    if result.since:
        said += f" {plural(result.known, 'finding')} that {result.since} has too left out."
    lines.append(wrap(said))
    return "\n".join(lines) + "\n"


def mirrors(baseline: str, rows: Sequence[Mirror], everything: bool, style: Style = plain) -> str:
    """Pairs that should say the same, those that differ first, and a count."""
    lines = []
    for mirror in rows:
        if mirror.state == "equal" and not everything:
            continue
        look = "" if mirror.state in ("equal", "accepted") else "warning"
        lines.append(wrap(f"{style(mirror.state, look)}  {style(mirror.a, 'address')}  {mirror.b}", "    ", ""))
        said = f"{mirror.because}; accepted: {mirror.accepted}" if mirror.accepted else mirror.because
        lines.append(wrap(said, "    "))
    counts = {state: sum(1 for mirror in rows if mirror.state == state) for state in get_args(MirrorState)}
    said = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    lines.append(wrap(f"{baseline}: {plural(len(rows), 'pair')}{f' ({said})' if said else ''}."))
    return "\n".join(lines) + "\n"


def works(rows: Sequence[tuple[Work, str]]) -> str:
    """A list of works."""
    return (
        "\n".join(columns([["Id", "Name", "Version", "Title"], *([w.id, w.name, v or "-", w.title] for w, v in rows)]))
        + "\n"
    )


def baselines(rows: Sequence[Baseline]) -> str:
    """A list of baselines."""
    table = [["Number", "In effect from", "Source", "Works", "Basis"]]
    table += [
        [str(b.number), b.in_effect or "not recorded", b.source or "-", str(len(b.entries)), b.basis] for b in rows
    ]
    return "\n".join(columns(table)) + "\n"


def modifications(rows: Sequence[Modification]) -> str:
    """A list of modifications."""
    table = [["Id", "Status", "Path", "Text", "Title"]]
    table += [[m.id, m.status, m.path or "-", "draft" if m.drafts else "targets", m.title] for m in rows]
    return "\n".join(columns(table)) + "\n"


def terms(rows: Sequence[tuple[str, str, int]]) -> str:
    """A list of defined terms."""
    return "\n".join(columns([["Term", "Uses", "Defined in"], *([t, str(n), a] for t, a, n in rows)])) + "\n"


def version_map(numbers: Sequence[str], rows: Sequence[tuple[Work, Sequence[str]]]) -> str:
    """Documents by baselines; a version that differs from the one before is marked with a star."""
    table = [["Document", *numbers]]
    for work, held in rows:
        cells = []
        before = None
        for version in held:
            fresh = before is not None and version != before
            cells.append((f"{version or '-'}*") if fresh else (version or "-"))
            before = version
        table.append([f"{work.name}  {work.title}" if work.title != work.name else work.name, *cells])
    return (
        "\n".join(
            [
                *columns(table, flexible=0),
                "",
                "* not the version of the baseline before; - not in the baseline",
            ]
        )
        + "\n"
    )


def modification(item: Modification) -> str:
    """One modification's record."""
    lines = [f"{item.id}  {item.title}", ""]
    rows = [
        ("Status", item.status), ("Stage", item.stage), ("Path", item.path), ("Proposer", item.proposer),
        ("Raised", item.raised), ("Working Group", item.working_group), ("Drafted on", item.base),
        ("Outcome", item.outcome), ("Documents named", ", ".join(item.documents)),
        ("Targets", "; ".join(item.targets)), ("Drafted text", ", ".join(item.drafts)),
        *item.dates, ("Not verified", "; ".join(item.unverified)),
    ]  # fmt: skip
    lines += [wrap(f"{name}: {value}", "    ", "  ") for name, value in rows if value]
    if item.summary:
        lines += ["", wrap(item.summary, "  ")]
    return "\n".join(lines) + "\n"
