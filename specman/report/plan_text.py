"""A plan of an import for a terminal: what each file becomes, what was unsure about it, what was done."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from specman.report.text import columns, wrap
from specman.report.wording import plural

if TYPE_CHECKING:
    from specman.model.finding import Finding
    from specman.model.plan import Plan, Planned

MOST_FINDINGS = 12  # of one file in the text answer; JSON has all


def plan(found: Plan, commit: str | None, dry_run: bool = False) -> str:
    """A plan, and what became of it.

    Args:
        commit: the commit that carried it out, "" when nothing was new, None when nothing was carried out.
    """
    rows = [["File", "Work", "Version", "Is", "Provisions"]]
    for item in found.items:
        count = str(len(item.document.provisions) - 1)
        rows.append([Path(item.file).name, item.work or "?", item.version or "?", item.status, count])
    lines = columns(rows, flexible=0)
    for item in found.items:
        lines += _doubts(item)
    lines += [wrap(f"left out: {file}: {why}.", "    ", "  ") for file, why in found.left_out]
    if found.baseline is not None:
        date = f", in effect from {found.baseline.in_effect}" if found.baseline.in_effect else ""
        lines.append(f"Baseline {found.baseline.number} holds {plural(len(found.baseline.entries), 'work')}{date}.")
    if dry_run:
        lines.append("Nothing was changed: this was a dry run.")
    elif commit is None:
        return "\n".join(lines) + "\n"
    elif commit:
        lines.append(f"Imported in one commit, {commit[:12]}.")
    else:
        lines.append("The library held all of it; nothing was changed.")
    return "\n".join(lines) + "\n"


def _doubts(item: Planned) -> list[str]:
    """What was unsure about a file, the gravest first."""
    name = Path(item.file).name
    lines = [wrap(f"unsure: {name}: {item.why}.", "    ", "  ")] if item.status == "unsure" else []
    unit = "paragraph" if item.file.lower().endswith(".docx") else "line"
    grave = [finding for finding in item.findings if finding.severity != "note"]
    for finding in sorted(grave, key=lambda one: one.severity)[:MOST_FINDINGS]:
        lines.append(wrap(f"{finding.severity}: {name}{_where(finding, unit)}: {finding.message}", "    ", "  "))
    if len(grave) > MOST_FINDINGS:
        lines.append(f"  … and {len(grave) - MOST_FINDINGS} more on {name}: specman show {item.file}")
    slight = Counter(finding.slug for finding in item.findings if finding.severity == "note")
    for slug, count in slight.items() if item.status != "unchanged" else ():
        first = next(finding for finding in item.findings if finding.slug == slug)
        more = f", and {plural(count - 1, 'more note')} of this kind ({slug})" if count > 1 else ""
        lines.append(wrap(f"note: {name}{_where(first, unit)}: {first.message.rstrip('.')}{more}.", "    ", "  "))
    return lines


def _where(finding: Finding, unit: str) -> str:
    return f" {unit} {finding.line}" if finding.line else ""
