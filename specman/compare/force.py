"""Changes of force: what is obliged or allowed, denied, joined, counted, or dated, told apart from other wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from specman.model.change import Edit

MODALS = ("shall", "must", "should", "may", "will")
OTHERS = ("not", "no", "never", "and", "or", "and/or", "unless", "except", "only", "without")
_WORD = re.compile(r"and/or|[a-z]+(?:'[a-z]+)?")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}|\b\d{{4}}-\d{{2}}-\d{{2}}\b")
_IN_DATE = re.compile(rf" ?{_MONTH}")
_AMOUNT = re.compile(r"(?<![\w.(])[£€$]?\d+(?:[.,]\d+)*(?![\w(]|\.\d)%?")
_SPELT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety|"
    r"hundred|thousand)\b"
)
_NO_UNIT = r"(?i:(?:shall|must|should|may|will|and|or|of|for|is|are|in|to|by|the|which|that|has|have|at|on|as|if)\b)"
_UNIT = re.compile(
    rf"\s*(?!{_NO_UNIT})([A-Za-z%°][\w%°/-]*(?: (?:Days?|days?|months?|hours?|minutes?|seconds?|years?))?)"
)
# A number behind one of these is the number of a provision, and follows what it names.
_NAMES_PROVISION = re.compile(
    r"(?:sections?|clauses?|paragraphs?|tables?|schedules?|appendix|appendices|annex|parts?|version|v|notes?|"
    r"service requests?|service references?(?: variants?)?|use cases?|row|step|figure|,|and|or|to)[ \u00a0]?$",
    re.IGNORECASE,
)


def changed_force(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Sentences on what changed in force, in the order of the text.

    A modal verb put in the place of another, a word of denial, connection or exception put in or taken out, a date or
    an amount that is another. Numbers of provisions are left out: they follow what they name.

    >>> changed_force((("equal", "within "), ("delete", "5"), ("insert", "10"), ("equal", " Working Days")))
    ("'5 Working Days' became '10 Working Days'",)
    """
    found: list[str] = list(_dates(edits))
    place = 0
    while place < len(edits):
        before = edits[place - 1][1] if place else ""
        old = new = ""
        while place < len(edits) and edits[place][0] != "equal":
            if edits[place][0] == "delete":
                old += edits[place][1]
            else:
                new += edits[place][1]
            place += 1
        after = edits[place][1] if place < len(edits) else ""
        if old or new:
            found += _verbs(old, new)
            found += _amounts(before, old, new, after)
        place += 1
    return tuple(dict.fromkeys(found))


def _dates(edits: Sequence[Edit]) -> Iterable[str]:
    """Dates of the whole text, side by side: one that changed in part only is said whole."""
    left, right = (
        _DATE.findall("".join(text for sort, text in edits if sort in ("equal", side))) for side in ("delete", "insert")
    )
    if len(left) == len(right):
        yield from (f"'{a}' became '{b}'" for a, b in zip(left, right, strict=True) if a != b)


def _verbs(old: str, new: str) -> Iterable[str]:
    gone, come = (_WORD.findall(text.replace("May", "").casefold()) for text in (old, new))  # the month is no verb
    modal_gone = [word for word in MODALS if gone.count(word) > come.count(word)]
    modal_come = [word for word in MODALS if come.count(word) > gone.count(word)]
    if len(modal_gone) == len(modal_come) == 1:
        yield f"'{modal_gone[0]}' became '{modal_come[0]}'"
        modal_gone = modal_come = []
    # with a whole sentence put in come its own words of force: they are called out only where words changed
    for word in (*modal_gone, *(w for w in OTHERS if gone.count(w) > come.count(w))):
        yield f"'{word}' was taken out"
    for word in (*modal_come, *(w for w in OTHERS if come.count(w) > gone.count(w))):
        yield f"'{word}' was put in"


def _amounts(before: str, old: str, new: str, after: str) -> Iterable[str]:
    left, right = (_numbers(before, text) for text in (old, new))
    if len(left) != len(right) or left == right:
        return
    for (a, a_unit), (b, b_unit) in zip(left, right, strict=True):
        if a == b and a_unit == b_unit:
            continue
        unit = _UNIT.match(after)
        shared = unit[0] if unit and not a_unit and not b_unit else ""
        yield f"'{a}{a_unit}{shared}' became '{b}{b_unit}{shared}'"


def _numbers(before: str, text: str) -> list[tuple[str, str]]:
    """Amounts in a text with the unit that follows each inside it."""
    found = []
    matches = sorted([*_AMOUNT.finditer(text), *_SPELT.finditer(text)], key=lambda match: match.start())
    for match in matches:
        if _NAMES_PROVISION.search((before + text[: match.start()])[-24:]) or _IN_DATE.match(text, match.end()):
            continue
        unit = _UNIT.match(text, match.end())
        found.append((match[0], unit[0] if unit else ""))
    return found
