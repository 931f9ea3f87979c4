"""Answers for a terminal: as wide as it is, 80 columns elsewhere, readable without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args

from specman.model.mirror import Mirror, MirrorState
from specman.report.terminal import cells, folded, padded, styled, visible, width
from specman.report.wording import plural

if TYPE_CHECKING:
    from specman.model.baseline import Baseline
    from specman.model.finding import CheckResult
    from specman.model.identity import Work
    from specman.model.views import Status


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """A paragraph folded to the width, every line after the first indented. A word longer than a line stays whole."""
    return "\n".join(folded(text, width(), indent if first is None else first, indent))


def columns(rows: Sequence[Sequence[str]], *, flexible: int = -1, most: int = 0, gap: int = 2) -> list[str]:
    """Rows set in columns, under a line below the first row, which is the head.

    Where there is no room for all, the flexible column is folded, and then whichever is the widest.

    Args:
        most: fold the first column at so many cells in any case.
    """
    if not rows:
        return []
    count = len(rows[0])
    widths = [max(cells(visible(row[i])) for row in rows) for i in range(count)]
    if most:
        widths[0] = min(widths[0], most)
    _fit(widths, flexible % count, width() - gap * (count - 1))
    lines = []
    for number, row in enumerate(rows):
        folds = [folded(cell, widths[i], breaks=True) or [""] for i, cell in enumerate(row)]
        for line in range(max(map(len, folds))):
            parts = [padded(fold[line] if line < len(fold) else "", widths[i]) for i, fold in enumerate(folds)]
            lines.append((" " * gap).join(parts).rstrip())
        if number == 0:
            lines.append((" " * gap).join("-" * w for w in widths))
    return lines


LEAST = 12  # cells of a column that is folded


def _fit(widths: list[int], flexible: int, room: int) -> None:
    """Take from the flexible column what is too much, and what is left of it from the widest."""
    over = sum(widths) - room
    if over > 0:
        taken = max(0, min(over, widths[flexible] - LEAST))
        widths[flexible] -= taken
        over -= taken
    while over > 0 and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
        over -= 1


# -- findings and lists -----------------------------------------------------------------------------------------


def findings(result: CheckResult) -> str:
    """Findings, one paragraph each, errors first, and a count."""
    lines = []
    for item in result.findings:
        place = f"{item.file}:{item.line}" if item.line else item.file
        head = f"{styled(item.severity, item.severity)}  {item.slug}  {styled(item.address, 'address')}"
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


def mirrors(baseline: str, rows: Sequence[Mirror], everything: bool) -> str:
    """Pairs that should say the same, those that differ first, and a count."""
    lines = []
    for mirror in rows:
        if mirror.state == "equal" and not everything:
            continue
        look = "" if mirror.state in ("equal", "accepted") else "warning"
        lines.append(wrap(f"{styled(mirror.state, look)}  {styled(mirror.a, 'address')}  {mirror.b}", "    ", ""))
        said = f"{mirror.because}; accepted: {mirror.accepted}" if mirror.accepted else mirror.because
        lines.append(wrap(said, "    "))
    counts = {state: sum(1 for mirror in rows if mirror.state == state) for state in get_args(MirrorState)}
    said = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    lines.append(wrap(f"{baseline}: {plural(len(rows), 'pair')}{f' ({said})' if said else ''}."))
    return "\n".join(lines) + "\n"


def works(rows: Sequence[tuple[Work, str]]) -> str:
    """A list of works."""
    table = [["Id", "Name", "Version", "Title"]]
    table += [[w.id, w.name, v or ("-" if w.held else "not held"), w.title] for w, v in rows]
    return "\n".join(columns(table)) + "\n"


def not_held(parts: Sequence[Work]) -> str:
    """Parts that are registered and not held, counted and named."""
    is_one = len(parts) == 1
    names = ", ".join(work.name.replace(" ", "\N{NO-BREAK SPACE}") for work in parts)
    return f"{plural(len(parts), 'more part')} {'is' if is_one else 'are'} registered, and not held: {names}"


def status(found: Status) -> str:
    """The library at a glance."""
    lines = [found.title or found.root, *([wrap(found.notice)] if found.notice else []), ""]
    lines.append(f"  {plural(found.works, 'work')}, {plural(found.expressions, 'expression')}")
    if found.not_held:
        lines.append(wrap(not_held(found.not_held), "    ", "  "))
    newest = found.baselines[-1] if found.baselines else None
    if newest:
        since = f", in effect from {newest.in_effect}" if newest.in_effect else ""
        lines.append(f"  {plural(len(found.baselines), 'baseline')}, the newest {newest.number}{since}")
    else:
        lines.append("  no baseline yet: specman baseline create NUMBER")
    lines.append(f"  {plural(found.modifications, 'modification')}, {found.open_modifications} open")
    if found.pending is None:
        lines.append("  a folder without history" if not found.revision else f"  read at revision {found.revision}")
    elif found.pending:
        lines.append(
            f"  at {found.revision or 'no commit yet'}; not as in the last commit: {plural(len(found.pending), 'file')}"
        )
        lines += [f"    {name}" for name in found.pending[:20]]
        lines.append("  git diff shows how; git restore FILE takes a file back to the last commit.")
    else:
        lines.append(f"  at {found.revision}; nothing left over")
    return "\n".join(lines) + "\n"


def baseline(held: Baseline, name: str, titles: Mapping[str, str]) -> str:
    """What a baseline holds.

    Args:
        name: what it is called.
        titles: of works, by their ids.
    """
    lines = [f"{name}, in effect from {held.in_effect or 'a date not recorded'}"]
    lines += [wrap(held.basis)] if held.basis else []
    if held.previous:
        lines.append(f"After {held.previous}.")
    rows = [["Document", "Version", "SHA-256"]]
    rows += [[titles[work], entry.version, entry.sha256[:16]] for work, entry in held.entries.items()]
    return "\n".join([*lines, "", *columns(rows, flexible=0)]) + "\n"


def baselines(rows: Sequence[Baseline]) -> str:
    """A list of baselines."""
    table = [["Number", "In effect from", "Source", "Works", "Basis"]]
    table += [
        [str(b.number), b.in_effect or "not recorded", b.source or "-", str(len(b.entries)), b.basis] for b in rows
    ]
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
