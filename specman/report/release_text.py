"""A release, and where proposals meet, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from specman.errors import and_list
from specman.model.release import Conflict, Consequence, Overlap, Rebase, Release
from specman.report.terminal import styled
from specman.report.text import columns, wrap
from specman.report.wording import clash_words, consequence_words, plural

MOST = 40  # consequences of a sort listed; JSON has all


def release(item: Release, *, dry_run: bool = False) -> str:
    """What a release does, or would do."""
    did = "would be released" if dry_run or item.conflicts else "is released"
    dated = f", in effect from {item.in_effect}" if item.in_effect else ""
    lines = [
        styled(wrap(f"{item.baseline} {did} from {item.origin} with {and_list(item.modifications)}{dated}."), "title")
    ]
    if item.conflicts:
        lines += [
            "",
            styled(f"Conflicts ({len(item.conflicts)}): nothing is written", "heading"),
            *_conflicts(item.conflicts),
        ]
        return "\n".join(lines) + "\n"
    rows = [["Document", "Version", "Because of"]]
    rows += [
        [
            row.name,
            f"{row.base_version or 'new'} → {row.target_version}",
            and_list(row.modifications) or "citations that follow",
        ]
        for row in item.works
    ]
    lines += ["", *columns(rows, flexible=2)]
    for what, title in (
        ("rewritten", "Citations that follow their targets, for approval"),
        ("removed", "Citations of what was removed: they cite nothing now"),
        ("unsure", "Citations to look at: their words were left"),
        ("left", "Citations that should follow, left as asked"),
        ("not text", "Citations in tables and schemas: to be changed by hand"),
    ):
        held = [one for one in item.consequences if one.what == what]
        if held:
            lines += ["", styled(f"{title} ({len(held)})", "heading"), *_consequences(held)]
    for name, versions in item.standing:
        said = f"{name}: {and_list(list(versions))} may stay in use beside it, untouched."
        lines += ["", wrap(f"{said} Say in applicability.toml until when.")]
    if item.open_suspects:
        lines += [
            "",
            wrap(f"{plural(item.open_suspects, 'suspect provision')} not settled in review: specman review ID --open"),
        ]
    if item.commit:
        tag = f", tag {item.tag}" if item.tag else "; git made no tag"
        lines += ["", f"commit {item.commit[:12]}{tag}"]
    elif dry_run:
        lines += ["", "Nothing was written (--dry-run)."]
    return "\n".join(lines) + "\n"


def rebase(item: Rebase) -> str:
    """What became of drafts that were carried over."""
    same = "" if item.commit else " Nothing had to be changed."
    lines = [wrap(f"{item.modification} is drafted on {item.baseline} now, before on {item.origin}.{same}")]
    if item.conflicts:
        lines += ["", styled(f"Changed by both, two readings in the draft ({len(item.conflicts)})", "heading")]
        for address, one in item.conflicts:
            lines.append(wrap(f"{styled(address, 'address')}: {clash_words(one.kind)}", "    ", "  "))
            lines += _texts((item.modification, item.baseline), (one.ours, one.theirs))
    if item.consequences:
        lines += [
            "",
            styled(f"Citations that follow ({len(item.consequences)})", "heading"),
            *_consequences(item.consequences),
        ]
    if item.commit:
        lines += ["", f"commit {item.commit[:12]}"]
    return "\n".join(lines) + "\n"


def _conflicts(rows: Sequence[Conflict]) -> list[str]:
    lines = []
    for one in rows:
        lines.append(wrap(f"{styled(one.address, 'address')}: {clash_words(one.kind)}", "    ", "  "))
        lines += _texts(one.modifications, one.texts)
    return lines


def _texts(modifications: tuple[str, str], texts: tuple[str, str]) -> list[str]:
    return [
        wrap(f"{own}: {text.replace(chr(10), ' ') or 'removed'}", "        ", "      ")
        for own, text in zip(modifications, texts, strict=True)
    ]


def _consequences(rows: Sequence[Consequence]) -> list[str]:
    lines = [wrap(f"{styled(one.address, 'address')}: {consequence_words(one)}", "      ", "  ") for one in rows[:MOST]]
    return lines + ([f"  … and {len(rows) - MOST} more; --format json lists them"] if len(rows) > MOST else [])


def conflicts(compared: Sequence[str], undrafted: Sequence[str], rows: Sequence[Overlap]) -> str:
    """Where open proposals meet, what cannot be released together first."""
    lines = [wrap(f"Compared: {and_list(compared) or 'none'}.")]
    if undrafted:
        lines.append(wrap(f"Not compared, having no drafted text: {and_list(undrafted)}."))
    for is_conflict, title in ((True, "Cannot be released together"), (False, "To be read together")):
        held = [row for row in rows if row.is_conflict == is_conflict]
        if held:
            lines += ["", styled(f"{title} ({len(held)})", "heading")]
        for row in held:
            pair = " and ".join(row.modifications)
            lines.append(wrap(f"{styled(row.address, 'address')}  {pair}: {clash_words(row.what)}", "      ", "  "))
            lines += _texts(row.modifications, row.texts) if row.what != "cited" else []
    if not rows:
        lines.append("They meet nowhere.")
    return "\n".join(lines) + "\n"
