"""Amending instructions as a text that can be given back, and what of one does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from specman.model.instruction import Instructions, Misfit
from specman.report.wording import plural


def text(found: Instructions) -> str:
    """The instructions, document by document, a sentence a paragraph. Lines are not folded: the words are exact."""
    parts: list[str] = []
    for amended in found.works:
        parts.append(f"Amendments to {amended.name} (version {amended.version})")
        parts += [said for _, said in amended.rows] or ["Nothing is amended."]
    if found.left_out:
        parts.append(f"Not said, for the baseline does not hold it: {', '.join(found.left_out)}.")
    return "\n\n".join(parts) + "\n"


def markdown(found: Instructions) -> str:
    """The same as Markdown: a heading for each document, a numbered list."""
    lines = [f"# Amending instructions: {found.subject}"]
    for amended in found.works:
        lines += ["", f"## {amended.name}, version {amended.version}", ""]
        for number, (_, said) in enumerate(amended.rows, 1):
            first, _, block = said.partition("\n")
            lines.append(f"{number}. {_escaped(first)}")
            lines += [f"   > {_escaped(block.strip())}"] if block else []
        lines += [] if amended.rows else ["Nothing is amended."]
    return "\n".join(lines) + "\n"


def _escaped(words: str) -> str:
    from specman.report.pages import markdown_text

    return str(markdown_text(words))


def misfits(found: Sequence[Misfit]) -> str:
    """What does not fit, each with its sentence and the nearest there is."""
    rows = []
    for one in found[:12]:
        counted = one.what in ("found several times", "found fewer times", "no such cell")
        nearest = f" {'There are' if counted else 'Nearest:'} {one.nearest}{'.' * counted}" if one.nearest else ""
        what = {
            "unknown place": "there is no such place.", "words not found": "these words are not there.",
            "found fewer times": "these words occur fewer times.",
            "found several times": "these words occur several times; say (in place N), or , wherever it occurs,.",
            "several places": "several insertions have this label.",
            "overlaps another": "another instruction changes the same.",
            "same place": "another instruction puts something there too; say which follows which.",
            "inside what is omitted": "another instruction takes this out.",
            "moved into itself": "it would hold itself.",
            "not understood": "this is no instruction.", "no such cell": "there is no such cell.",
            "cannot be read back": "its marks cannot be read.",
        }[one.what]  # fmt: skip
        other = f" The other: {one.other.splitlines()[0]}" if one.other else ""
        rows.append(f"\n  {one.sentence.splitlines()[0]}\n    {what}{nearest}{other}")
    more = f"\n  and {plural(len(found) - 12, 'more sentence')}" if len(found) > 12 else ""
    return "".join(rows) + more
