"""Word-level edits that read well, and when a change of words is only editorial."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Postfix, Prefix

from specman.model.change import Edit

# A label with its sub-levels, a number with its inner signs, a word with apostrophes or a version behind it, a run of
# space, one sign: a citation or a number changes whole, never digit by digit.
_TOKEN = re.compile(
    r"and/or\b|(?:(?<![\w)\].])[-−])?[A-Z]{0,2}\d+[A-Za-z]?(?:[.:,/-]\d+[A-Za-z]?)*(?:\([a-zA-Z0-9]{1,5}\))*|0x[0-9A-Fa-f]+"
    r"|[^\W\d_][\w'’-]*(?:\.\d+)*|\s+|."
)
# Signs that only separate words. Others have a meaning: < and >, * and /, a minus before a number, %, £, =.
_PUNCTUATION = re.compile(r"[.,;:!?'\"‘’‚“”„«»()\[\]{}_·•`´…–—-]")
_NO_WORD = re.compile(rf"(?:{_PUNCTUATION.pattern}|\s)+")
_PLAIN = str.maketrans(dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("‐‑–—", "-"))  # as a typesetter writes them
_JOINING = re.compile(r"[\W_]{0,3}")
_RANGE = re.compile(r"(?<=\d)\s*[–-]\s*(?=\d)")  # between two numbers a dash means "to"
_UNIT_SIGN = re.compile(r"[kmgtµ](?:wh?|va?|ah?|hz|b|bits?|j|g|l|m|s)|wh?|v|hz|b|bits?", re.IGNORECASE)
LONG = 4  # equal words that keep two edits apart
FARTHEST = 60  # most tokens that an insertion or deletion is slid


def tokens(text: str) -> list[str]:
    """Split a text into tokens; joined again they are the text.

    >>> tokens("see G6.3(a)(ii), within 5.5 days")
    ['see', ' ', 'G6.3(a)(ii)', ',', ' ', 'within', ' ', '5.5', ' ', 'days']
    """
    return _TOKEN.findall(text)


def edit_words(base: str, target: str) -> tuple[Edit, ...]:
    """The edits that turn one text into the other.

    Equal and delete parts joined are `base`, equal and insert parts `target`. A space or a comma between two
    edits becomes part of them, so that a replaced phrase is one deletion and one insertion.

    >>> edit_words("within 5 days", "within 10 days")
    (('equal', 'within '), ('delete', '5'), ('insert', '10'), ('equal', ' days'))
    """
    runs = word_runs(base, target)
    joined: list[tuple[str, str, str]] = []
    for place, (sort, old, new) in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        absorbed = sort == "equal" and inside and _JOINING.fullmatch(old) is not None
        if joined and joined[-1][0] == "edit" and (sort == "edit" or absorbed):
            joined[-1] = ("edit", joined[-1][1] + old, joined[-1][2] + new)
        else:
            joined.append((sort, old, new))
    edits: list[Edit] = []
    for sort, old, new in _slid(_whole(_readable(joined))):
        if sort == "equal":
            edits.append(("equal", old))
        else:
            edits += [("delete", old)] if old else []
            edits += [("insert", new)] if new else []
    return tuple(edits)


def word_runs(base: str, target: str) -> list[tuple[str, str, str]]:
    """Align two texts: each run is its sort, base words and target words. Equal runs and edits alternate."""
    head, tail = _same_ends(base, target)
    base_tokens, target_tokens = tokens(base[head : len(base) - tail]), tokens(target[head : len(target) - tail])
    found = [("equal", base[:head], base[:head])] if head else []
    for equal, (a, b, c, d) in align(base_tokens, target_tokens):
        old, new = "".join(base_tokens[a:b]), "".join(target_tokens[c:d])
        if equal and found and found[-1][0] == "equal":
            old = new = found.pop()[1] + old
        found.append(("equal" if equal else "edit", old, new))
    if tail:
        before = found.pop()[1] if found and found[-1][0] == "equal" else ""
        found.append(("equal", before + base[len(base) - tail :], before + base[len(base) - tail :]))
    return found


def _same_ends(base: str, target: str) -> tuple[int, int]:
    """How many characters at the start and at the end of two texts are equal, up to a space between two tokens.

    Most of a clause is unchanged, and splitting it into tokens would take time.
    """
    head, tail = _like_letters(base, target)
    while not (_parted(base, head) and _parted(target, head)):
        head -= 1
    while not (_parted(base, len(base) - tail) and _parted(target, len(target) - tail)):
        tail -= 1
    return head, tail


def _like_letters(base: str, target: str) -> tuple[int, int]:
    """How many characters two texts have in common at the start, and at the end of the rest."""
    head = Prefix.similarity(base, target)
    return head, min(Postfix.similarity(base, target), min(len(base), len(target)) - head)


def _parted(text: str, at: int) -> bool:
    """Whether a run of white space, or the text, begins or ends here."""
    return at in (0, len(text)) or text[at - 1].isspace() != text[at].isspace()


def _readable(runs: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Runs in which one or two equal words do not cut a rewritten passage into many small edits.

    One or two equal words between two edits become part of them when each edit has at least three times as many
    words.
    """
    found: list[tuple[str, str, str]] = []
    place = 0
    while place < len(runs):
        sort, old, new = runs[place]
        if sort == "equal" and found and place + 1 < len(runs):
            count, last, following = len(old.split()), found[-1], runs[place + 1]
            before = max(len(last[1].split()), len(last[2].split()))
            after = max(len(following[1].split()), len(following[2].split()))
            if 0 < count <= 2 and min(before, after) >= 3 * count:
                found[-1] = ("edit", last[1] + old + following[1], last[2] + new + following[2])
                place += 2
                continue
        found.append((sort, old, new))
        place += 1
    return found


def _whole(runs: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Runs in which a mostly rewritten passage is one edit, even where some of its words are equal.

    A passage ends at four equal words. It becomes one edit when it has at least three edits, and fewer equal words
    than half the changed ones.
    """
    found: list[tuple[str, str, str]] = []
    passage: list[tuple[str, str, str]] = []
    for run in (*runs, ("equal", "end " * LONG, "")):
        if run[0] == "edit" or (passage and len(run[1].split()) < LONG):
            passage.append(run)
            continue
        tail = [passage.pop()] if passage and passage[-1][0] == "equal" else []
        equal = sum(len(old.split()) for sort, old, _ in passage if sort == "equal")
        changed = sum(max(len(old.split()), len(new.split())) for sort, old, new in passage if sort == "edit")
        if sum(sort == "edit" for sort, _, _ in passage) >= 3 and equal * 2 < changed:
            passage = [("edit", "".join(old for _, old, _ in passage), "".join(new for _, _, new in passage))]
        found += [*passage, *tail, run]
        passage = []
    return found[:-1]


def _slid(runs: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Runs in which insertions and deletions begin and end where a reader would cut.

    "A{+ b. A+} c" and "{+A b. +}A c" are the same edit: the one that ends with a line, sentence or phrase reads best.
    """
    found = [*runs]
    for place, (sort, old, new) in enumerate(runs):
        alone = sort == "edit" and bool(old) != bool(new) and 0 < place < len(runs) - 1
        if not alone:
            continue
        before, edit, after = (tokens(found[at][1] or found[at][2]) for at in (place - 1, place, place + 1))
        row = ["", *before, *edit, *after, ""]
        start, end = len(before) + 1, len(before) + len(edit) + 1
        best, best_score = 0, _cut(row[start - 1], row[start]) + _cut(row[end - 1], row[end])
        for by in _slides(row, start, end, before, after, place, len(runs)):
            score = _cut(row[start + by - 1], row[start + by]) + _cut(row[end + by - 1], row[end + by])
            if score > best_score:
                best, best_score = by, score
        if best:
            head, body, tail = (
                "".join(part)
                for part in (row[1 : start + best], row[start + best : end + best], row[end + best : len(row) - 1])
            )
            found[place - 1] = ("equal", head, head)
            found[place] = ("edit", body if old else "", "" if old else body)
            found[place + 1] = ("equal", tail, tail)
    return [run for run in found if run[1] or run[2]]


def _slides(
    row: Sequence[str], start: int, end: int, before: Sequence[str], after: Sequence[str], place: int, count: int
) -> list[int]:
    """Distances by which an edit can be slid without changing it, nearest first. It never touches the next edit."""
    found = []
    most = min(FARTHEST, len(before) if place == 1 else len(before) - 1)
    for by in range(1, most + 1):
        if row[start - by] != row[end - by]:
            break
        found.append(-by)
    most = min(FARTHEST, len(after) if place == count - 2 else len(after) - 1)
    for by in range(most):
        if row[start + by] != row[end + by]:
            break
        found.append(by + 1)
    return found


def _cut(before: str, after: str) -> int:
    """How good a cut between two tokens is: best at the end of a line, then of a sentence, a phrase, a word."""
    if not before or not after or "\n" in before or "\n" in after:
        return 8
    if after.isspace():
        return 6 if before in (".", ";", ":") else 4 if before == "," else 3
    if before.isspace():
        return 3
    return 4 if after in (",", ";") else 0


def align(base: Sequence[Hashable], target: Sequence[Hashable]) -> list[tuple[bool, tuple[int, int, int, int]]]:
    """Align two sequences with as few insertions and deletions as possible.

    Returns:
        Runs in order: whether they are equal, and base start and end, target start and end. Runs alternate.

    >>> align("abc", "xbc")
    [(False, (0, 1, 0, 1)), (True, (1, 3, 1, 3))]
    """
    shorter = min(len(base), len(target))
    head = next((i for i in range(shorter) if base[i] != target[i]), shorter)
    tail = next((i for i in range(shorter - head) if base[-1 - i] != target[-1 - i]), shorter - head)
    between = [side[head : len(side) - tail] for side in (base, target)]
    numbers: dict[Hashable, int] = {}  # rapidfuzz compares hashes, and two items may share one
    sides = [[numbers.setdefault(item, len(numbers)) for item in side] for side in between]
    spans = [(True, (0, head, 0, head))]
    for found in Indel.opcodes(*sides):
        span = (found.src_start + head, found.src_end + head, found.dest_start + head, found.dest_end + head)
        spans.append((found.tag == "equal", span))
    spans.append((True, (len(base) - tail, len(base), len(target) - tail, len(target))))
    runs: list[tuple[bool, tuple[int, int, int, int]]] = []
    for equal, span in spans:
        if span[0] == span[1] and span[2] == span[3]:
            continue
        if runs and runs[-1][0] == equal:
            last = runs[-1][1]
            runs[-1] = (equal, (last[0], span[1], last[2], span[3]))
        else:
            runs.append((equal, span))
    return runs


def likeness(base: str, target: str) -> float:
    """How alike the words of two texts are, in percent."""
    return fuzz.ratio(tokens(base), tokens(target))


def is_editorial(base: str, target: str) -> bool:
    """True when two texts differ only in letter case, spaces, punctuation, quotation marks or Unicode normal form.

    >>> is_editorial("the Code, or any part", "the code or any part;"), is_editorial("1.5 days", "15 days")
    (True, False)
    >>> is_editorial("10 kW", "-10 kW"), is_editorial("if x < 5", "if x > 5")
    (False, False)
    """
    if base == target:
        return True
    base, target = (
        text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN) for text in (base, target)
    )
    head, tail = _like_letters(base, target)
    old, new = (_NO_WORD.sub("", text[head : len(text) - tail]) for text in (base, target))
    if old.casefold() != new.casefold():  # only the part between the common start and end
        return False
    return _bare(base) == _bare(target)


def _bare(text: str) -> list[str]:
    """The words of a text, letter case folded except in units after a number: mW is not MW."""
    text = _RANGE.sub(" to ", text)
    kept = [token for token in tokens(text) if not token.isspace() and not _PUNCTUATION.fullmatch(token)]
    units = {n for n in range(1, len(kept)) if kept[n - 1][-1].isdigit() and _UNIT_SIGN.fullmatch(kept[n])}
    return [token if n in units else token.casefold().rstrip("'’") for n, token in enumerate(kept)]
