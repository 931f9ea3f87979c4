"""Why an assessment lists a provision, or does not, in words."""

from __future__ import annotations

from specman.model.impact import Explanation
from specman.report.impact_text import CALL_TITLE
from specman.report.terminal import styled
from specman.report.text import wrap
from specman.report.wording import direct_words, plural, step_words, why_words

MOST = 12


def text(found: Explanation) -> str:
    """The explanation for a terminal."""
    lines = [styled(f"{found.address} in the impact of {found.subject}", "title"), "", wrap(sentence(found))]
    if found.item is not None:
        for number, step in enumerate(found.item.steps):
            lead = "  because " if number == 0 else "  and "
            lines.append(wrap(step_words(step, found.assessment), "    ", lead))
    if found.verdict == "not reached" and found.depends_on:
        shown = ", ".join(found.depends_on[:MOST])
        more = f" and {len(found.depends_on) - MOST} more" if len(found.depends_on) > MOST else ""
        lines.append(wrap(f"It depends on {shown}{more}.", "  ", "  "))
    return "\n".join(lines) + "\n"


def sentence(found: Explanation) -> str:
    """The verdict as a sentence."""
    item = found.item
    if found.direct is not None:
        return f"{found.subject} itself does something to it: {direct_words(found.direct, found.assessment)}."
    if item is None:
        return (
            "It is not reached: no chain of citations, terms, mapping rows or schema types leads from it to what "
            f"{found.subject} changes or names."
        )
    if found.verdict == "listed":
        title = CALL_TITLE[item.calls_for].casefold()
        return (
            f"It is listed under \u201c{title}\u201d, {found.rank} of {found.of}, with strength {item.strength:.2f}: "
            f"{why_words(item)}."
        )
    if found.verdict == "weak":
        return (
            f"It is reached too weakly to be listed, with strength {item.strength:.2f}; what is under "
            f"{found.least:.2f} is left out."
        )
    return (
        f"It is {plural(len(item.steps), 'step')} away, parts of provisions counted, and the change was followed over "
        f"{found.depth}; --depth follows it further. Its strength would be {item.strength:.2f}."
    )
