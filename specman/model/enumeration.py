"""Numbers of list items: what they count, and which follows which."""

from __future__ import annotations

import re

from specman.limits import MAX_DIGITS

_PART = r"(?:Schedule|Annex|Appendix|Part|Chapter|Section|Article|Clause|Rule|Title|Division)"
WORDED = rf"(?i:{_PART})\s+(?:\d+[A-Z]?|[A-Z]{{1,2}}|[IVXLC]+)\b"
_WORDED_START = re.compile(rf"({WORDED})\s*[:.\u2013\u2014-]?\s*")
_CORE = re.compile(r"[0-9A-Za-z]+")
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def worded(words: str) -> tuple[str, int] | None:
    """The number of a part that is called by what it is, and where the words behind it begin; None where there is none.

    >>> worded("Schedule 2: Charges"), worded("Part of it")
    (('Schedule 2', 12), None)
    """
    match = _WORDED_START.match(words)
    return (match[1], match.end()) if match else None


def follows(before: str, num: str) -> bool:
    """True when a number is the next after another in some way of counting: (b) after (a), (ii) after (i)."""
    if _frame(before) != _frame(num):
        return False
    return bool({(way, n + 1) for way, n in ordinals(_core(before))} & ordinals(_core(num)))


def ordinals(core: str) -> set[tuple[str, int]]:
    """What a number may count, by every way of counting it fits: (i) is the ninth letter, or roman one.

    >>> sorted(ordinals("i"))
    [('letter', 9), ('roman', 1)]
    """
    if len(core) > MAX_DIGITS:
        return set()
    if core.isdecimal():
        return {("digit", int(core))}
    case = "LETTER" if core.isupper() else "letter"
    plain = core.casefold()
    found = set()
    if plain and plain == plain[0] * len(plain) and "a" <= plain[0] <= "z":
        found.add((case, (len(plain) - 1) * 26 + ord(plain[0]) - ord("a") + 1))
    worth = [_WORTH[sign] for sign in plain if sign in _WORTH]
    if plain and len(worth) == len(plain):
        number = sum(-n if n < max(worth[at:]) else n for at, n in enumerate(worth))
        if roman(number) == plain:
            found.add(("ROMAN" if core.isupper() else "roman", number))
    return found


def begins(num: str) -> bool:
    """True for the first number of a list: (a), (i), (A), 1."""
    return _core(num).casefold() in ("a", "i", "1", "aa")


def roman(number: int) -> str:
    """Lower-case roman numerals; decimals beyond what they reach."""
    if not 0 < number < 32768:
        return str(number)
    out = []
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        out.append(sign * count)
    return "".join(out)


def _frame(num: str) -> str:
    return _CORE.sub("#", num)


def _core(num: str) -> str:
    match = _CORE.search(num)
    return match[0] if match else ""


def counted(way: str, number: int) -> str:
    """The number in a way of counting, as `ordinals` names it.

    >>> counted("digit", 12), counted("letter", 28), counted("ROMAN", 4)
    ('12', 'bb', 'IV')
    """
    if way == "digit":
        return str(number)
    if way.casefold() == "roman":
        plain = roman(number)
    else:
        times, place = divmod(number - 1, 26)
        plain = chr(ord("a") + place) * (times + 1)
    return plain.upper() if way.isupper() else plain
