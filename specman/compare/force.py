"""Changes of force: what is obliged or allowed, denied, joined, counted, or dated, told apart from other wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from specman.model.change import Edit, side_words

MODALS = ("shall", "must", "should", "may", "will", "can", "obliged", "required", "entitled", "permitted", "prohibited")
OTHERS = (
    "not", "no", "never", "cannot", "and/or", "and", "or", "unless", "except", "only", "without", "subject to",
    "notwithstanding",
)  # fmt: skip
_JOINING = frozenset(("and", "or"))  # these move about with what they join: only their number in the whole text tells
_WORD = re.compile(r"and/or|subject to|[a-z]+(?:'[a-z]+)?")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(
    rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{1,2}}, \d{{4}}|\b{_MONTH} \d{{4}}|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
)
_IN_DATE = re.compile(rf" ?{_MONTH}")
_BEFORE_DATE = re.compile(rf"{_MONTH} $")
_AMOUNT = re.compile(r"(?<![\w.(-])([£€$]?)(-?\d+(?:,\d{3})*(?:\.\d+)?)(?![\w(]|[.,:/-]\d)( ?%)?")
_SPELLINGS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: str(number) for number, word in enumerate(_SPELLINGS.split(), 1)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90", "hundred": "100", "thousand": "1000",
}  # fmt: skip
_SPELT = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_NO_UNIT = rf"(?i:(?:{'|'.join(MODALS)}|and|or|of|for|is|are|in|to|by|the|which|that|has|have|at|on|as|if|than|from)\b)"
_UNIT = re.compile(
    rf"[ \u00a0]?(?!{_NO_UNIT})([A-Za-z%°][\w%°/-]*(?: (?:[Dd]ays?|months?|hours?|minutes?|seconds?|years?))?)"
)
_MEASURE = re.compile(
    r"(?:Working )?[Dd]ays?|weeks?|months?|hours?|minutes?|seconds?|years?|times|pence|pounds|per cent|%|[kM]?Wh?|k?V|"
    r"m?A|[kMG]?Hz|[mk]?s|bits?|[kMG]?bit/s|percent|k?g|bytes?|octets?|characters?|metres?"
)
# A number behind one of these is the number of a provision, and follows what it names; behind a joining word, when it
# measures nothing.
_NAMES_PROVISION = re.compile(
    r"(?:\b(?:sections?|clauses?|paragraphs?|tables?|schedules?|appendix|appendices|annex|parts?|version|v|notes?|rfc|"
    r"service requests?|service references?(?: variants?)?|use cases?|row|step|figure)|#)[ \u00a0]?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:\b(?:and|or|to)|,)[ \u00a0]?$")


def changed_force(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Sentences on what changed in force, in the order of the text.

    A modal verb put in the place of another, a word of denial, connection or exception put in or taken out, a date or
    an amount with its unit that is another. Numbers of provisions are left out: they follow what they name. A number
    written as a word is that number.

    >>> changed_force((("equal", "within "), ("delete", "5"), ("insert", "10"), ("equal", " Working Days")))
    ("'5 Working Days' became '10 Working Days'",)
    """
    sides = [side_words(edits, "base"), side_words(edits, "target")]
    found: list[str] = list(_dates(sides))
    counts = [Counter(word for word in _words(side) if word in _JOINING) for side in sides]
    settled = {word for word in _JOINING if counts[0][word] == counts[1][word]}
    at = [0, 0]
    place = 0
    while place < len(edits):
        old = new = ""
        while place < len(edits) and edits[place][0] != "equal":
            if edits[place][0] == "delete":
                old += edits[place][1]
            else:
                new += edits[place][1]
            place += 1
        if old or new:
            spans = [(start, start + len(text)) for start, text in zip(at, (old, new), strict=True)]
            found += _verbs(old, new, settled)
            found += _amounts(sides, spans)
            at = [end for _, end in spans]
        if place < len(edits):
            at = [start + len(edits[place][1]) for start in at]
        place += 1
    return tuple(dict.fromkeys(found))


def _dates(sides: Sequence[str]) -> Iterable[str]:
    """Dates of the whole text, side by side: one that changed in part only is said whole."""
    left, right = (_DATE.findall(side) for side in sides)
    if len(left) == len(right):
        yield from (f"'{a}' became '{b}'" for a, b in zip(left, right, strict=True) if a != b)


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"\bMay\b", "", text).casefold())  # the month is no verb


def _verbs(old: str, new: str, settled: Collection[str]) -> Iterable[str]:
    gone, come = _words(old), _words(new)
    modal_gone = [word for word in MODALS if gone.count(word) > come.count(word)]
    modal_come = [word for word in MODALS if come.count(word) > gone.count(word)]
    if len(modal_gone) == len(modal_come) == 1:
        yield f"'{modal_gone[0]}' became '{modal_come[0]}'"
        modal_gone = modal_come = []
    others = [word for word in OTHERS if word not in settled or (word in gone and word in come)]
    for word in (*modal_gone, *(w for w in others if gone.count(w) > come.count(w))):
        yield f"'{word}' was taken out"
    for word in (*modal_come, *(w for w in others if come.count(w) > gone.count(w))):
        yield f"'{word}' was put in"


def _amounts(sides: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterable[str]:
    """Amounts in one edit: as many on both sides, each with the unit that follows it."""
    left, right = (_numbers(text, *span) for text, span in zip(sides, spans, strict=True))
    if len(left) == len(right):
        for (value, unit, said), (new_value, new_unit, now) in zip(left, right, strict=True):
            # the same number before another word is another amount only where one of the two measures
            if value != new_value or (unit != new_unit and (_measures(unit) or _measures(new_unit))):
                yield f"'{said}' became '{now}'"


def _numbers(text: str, start: int, end: int) -> list[tuple[str, str, str]]:
    """Amounts that begin in a span, or end in it: the value, its unit, and both as written."""
    found = []
    window = (max(0, start - 24), min(len(text), end + 24))
    matches = sorted(
        [*_AMOUNT.finditer(text, *window), *_SPELT.finditer(text, *window)], key=lambda match: match.start()
    )
    for match in matches:
        spelt = match.re is _SPELT
        unit = None if not spelt and match[3] else _UNIT.match(text, match.end())
        if (unit.end() if unit else match.end()) <= start or match.start() >= end:
            continue
        before = text[max(0, match.start() - 24) : match.start()]
        if _NAMES_PROVISION.search(before) or _IN_DATE.match(text, match.end()) or _BEFORE_DATE.search(before):
            continue
        currency, percent = ("", "") if spelt else (match[1], match[3] or "")
        measured = currency or percent or (unit and _measures(unit[1]))
        if _JOINED.search(before) and not measured:
            continue
        if not (unit or currency or percent):
            continue
        value = _NUMBERS[match[0]] if spelt else match[2].replace(",", "")
        known = currency or (unit[1] if unit else "%")
        found.append((value, known, f"{match[0]}{unit[0] if unit and not currency else ''}"))
    return found


def _measures(unit: str) -> bool:
    return unit in "£€$" or bool(_MEASURE.fullmatch(unit))
