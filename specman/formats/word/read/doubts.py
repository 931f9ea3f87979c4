"""What reading a Word file was unsure of, or had to leave: counted and named, never silent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from specman.limits import MAX_DIGITS
from specman.model.document import Provision
from specman.model.enumeration import begins, follows, ordinals
from specman.model.finding import Finding, Severity

BROKEN = re.compile(r"Error! (?:Reference source not found|Bookmark not defined)\.?")

_COUNTS = re.compile(rf"(\D*)(\d{{1,{MAX_DIGITS}}})([A-Z]?)")
_LEFT_OUT: dict[str, tuple[str, Severity, str, str]] = {
    "contents page": (
        "left-out", "note", "The contents page was left out ({} characters).",
        "specman makes its own from the headings.",
    ),
    "hidden text": (
        "left-out", "warning", "Hidden text was left out ({} characters).",
        "Show hidden text in Word and decide whether it belongs to the document.",
    ),
    "equation": (
        "equation-flattened", "warning", "Equations were set on one line ({}).",
        "Read them against the original.",
    ),
    "symbol": (
        "symbol-unknown", "warning",
        "Signs of a symbol font have no known meaning and are shown by font and code ({}).",
        "Replace them in Word with the Unicode sign.",
    ),
    "field": (
        "field-empty", "warning", "Fields without a stored result were left out ({}).",
        "Update the fields in Word (select all, F9), save it, and compare with what Word shows.",
    ),
    "comment": (
        "left-out", "note", "Comments were left out ({}).",
        "Settle them in Word; specman keeps remarks of its own in reviews.",
    ),
    "margins": (
        "left-out", "note", "Headers and footers were left out ({} characters).",
        "Check that they hold nothing that belongs to the document.",
    ),
    "nested table": (
        "table-nested", "note", "Tables inside table cells were set as paragraphs of the cell ({}).",
        "Check that their rows still read well.",
    ),
    "embedded document": (
        "left-out", "error", "Other documents embedded in this one were not read ({}).",
        "Open the file in Word, which takes them in, and save it.",
    ),
    "undefined numbering": (
        "numbering-undefined", "warning", "Paragraphs belong to a list that the file does not define ({}).",
        "They are read as unnumbered: compare with what Word shows.",
    ),
    "cross-reference without a target": (
        "reference-untied", "note", "Cross-references point at bookmarks that are not in the text ({}).",
        "Their words are kept, and read as citations.",
    ),
}  # fmt: skip


def left_out(counts: Mapping[str, int], name: str) -> Iterator[Finding]:
    """Findings on what was left out or changed in form.

    Args:
        counts: sort of thing (`contents page`, `equation` …) to how much of it.
    """
    for sort, (slug, severity, message, advice) in _LEFT_OUT.items():
        if counts.get(sort):
            yield Finding(slug, severity, message.format(counts[sort]), "", name, 0, advice)


def broken(provisions: Sequence[Provision], name: str) -> Iterator[Finding]:
    """Places where Word itself says that a cross-reference points at nothing."""
    for provision in provisions:
        if BROKEN.search(provision.words):
            yield Finding(
                "reference-broken",
                "error",
                "A cross-reference points at nothing: Word shows its own error message.",
                provision.label,
                name,
                provision.line,
                "Set the reference anew in Word.",
            )


def jumps(provisions: Sequence[Provision], name: str) -> list[Finding]:
    """Numbers that do not follow the one before them among the same parent's parts."""
    found = []
    before: dict[tuple[str, str], Provision] = {}
    for provision in provisions:
        if provision.kind not in ("section", "clause", "item") or not any(c.isalnum() for c in provision.num):
            continue
        # Annex B goes on from Annex A, and neither from the section 4 before them.
        word, _, count = provision.num.rpartition(" ")
        key = (provision.parent, "item" if provision.kind == "item" else f"numbered {word.casefold()}")
        last = before.get(key)
        before[key] = provision
        if last is None or _goes_on(last.num.rpartition(" ")[2], count) or last.num == provision.num:
            continue
        found.append(
            Finding(
                "numbering-jumps",
                "note",
                f"{provision.label} comes after {last.label}.",
                provision.label,
                name,
                provision.line,
                "Check that nothing is missing between them.",
            )
        )
    return found


def _goes_on(before: str, num: str) -> bool:
    if follows(before, num) or not any(c.isalnum() and c.isascii() for c in before):
        return True
    if num[-1:] in ").":  # an item: when its number cannot be read, nothing can be said of it
        core = num.strip("(). ")
        return not ordinals(core) or not ordinals(before.strip("(). "))
    head, _, last = num.rstrip(".").rpartition(".")
    old_head, _, old = before.rstrip(".").rpartition(".")
    if head != old_head:
        return begins(num) or num[:1] != before[:1]
    first, second = _COUNTS.fullmatch(old), _COUNTS.fullmatch(last)
    if first is None or second is None or first[1] != second[1]:
        return begins(num)
    step = int(second[2]) - int(first[2])
    return step == 1 or (step == 0 and second[3] > first[3]) or second[2] == "1"


def quotes(shown: str, target: Provision) -> bool:
    """True when the words a cross-reference shows name its target."""
    said = re.sub(r"\s+", "", shown).strip(".").casefold()
    label = re.sub(r"\s+", "", target.label).casefold()
    if not any(c.isdigit() for c in label) and not target.num:
        return True
    num = re.sub(r"\s+", "", target.num).strip(".").casefold()
    return not said or label.endswith(said) or said.endswith(num) or num.endswith(said)
