"""Dates, times and amounts in a text, each with its value: the same amount may be written in several ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_MONTHS = ("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?", "Aug(?:ust)?",
           "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?")  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b|\b(?P<figures>\d{{1,2}}([/-])\d{{1,2}}\3\d{{4}})\b"
    rf"|\b(?P<day>{_DAY})(?: day)?(?: of)? (?P<month>{_MONTH})\b(?:,? (?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{_MONTH}) (?:(?P<day2>{_DAY}),? )?(?P<year2>\d{{4}})\b"
    r"|(?<![\w.:])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap]\.?m\b\.?)"
    r"|\b(?P<nth>\d{1,2})(?:st|nd|rd|th)(?= (?:\w+ )?(?:day |Day )?of\b)"
    r"|(?<![\w.:])(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?![\w:])"
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORTH = (
    {word: number for number, word in enumerate(_ONES, 1)}
    | {word: number * 10 for number, word in enumerate(_TENS, 2)}
    | {"hundred": 100, "thousand": 1000}
)
_IN_WORDS = rf"(?i:{'|'.join(sorted(_WORTH, key=len, reverse=True))})"
_SPELT = rf"\b{_IN_WORDS}(?:(?:[- ]|(?<=hundred) and |(?<=thousand) and ){_IN_WORDS}\b)*(?!\w)"
_SCALE = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000,
          "billion": 1_000_000_000}  # fmt: skip
_CURRENCY = {"GBP": "£", "EUR": "€", "USD": "$", "pounds": "£", "pounds sterling": "£"}
_MEASURE = (
    r"(?:(?:Working|Business|calendar|clear) )?[Dd]ays?|weeks?|months?|hours?|minutes?|seconds?|years?|times|pence|"
    r"pounds(?: sterling)?|percentage points?|per cent|percent|%|[kMG]?Wh?|k?V|m?A|[kMG]?Hz|[mk]?s|bits?|[kMG]?bit/s|"
    r"thirds?|hal(?:f|ves)|quarters?|fifths?|tenths?|k?g|bytes?|octets?|[kMGT]B|characters?|metres?|[kcm]?m|°C"
)
# Measures that may follow without a space.
_CLOSE = r"p(?= per )|%|[kMG]Wh?|Wh|k?V|mA|[kMG]?Hz|ms|kg|[kMGT]B|kbit/s|Mbit/s|°C"
_AMOUNT = re.compile(
    rf"(?<![\w.(-])(?P<currency>[£€$]|(?:GBP|EUR|USD) ?)?(?P<number>-?\d+(?:,\d{{3}})*(?:\.\d+)?)"
    rf"(?:(?P<till>[-–]| to )(?P<upto>\d+(?:\.\d+)?)(?=[ \u00a0]|{_CLOSE}))?"
    rf"(?:(?P<scale> ?(?:million|billion|thousand)|(?(currency) ?(?:bn|m|k)|(?!)))\b"
    rf"|(?=(?:{_CLOSE})\b|%)|(?![\w(]|[.,:/-]\d))"
    rf"|(?<![\w-])(?P<spelt>{_SPELT})"
)
_GLOSS = re.compile(r"[ \u00a0]?\((?:\d+|[a-z][a-z -]*)\)")  # thirty (30) days, 30 (thirty) days
_NO_UNIT = (
    r"(?i:(?:shall|must|should|may|will|can|obliged|required|entitled|permitted|prohibited|and|or|of|for|is|are|in|to|"
    r"by|the|which|that|has|have|at|on|as|if|than|from|was|its|this|does)\b)"
)
_UNIT = re.compile(  # days; three Supplier members; 20 consecutive days
    rf"[ \u00a0-]?(?!{_NO_UNIT})(?P<unit>(?:{_MEASURE})(?![\w/])"
    rf"|[A-Z][\w/-]*(?: (?!{_NO_UNIT})[A-Z][\w-]*)?(?: (?!{_NO_UNIT})[a-z]+s\b)?"
    rf"|[a-z°][\w%°/-]*(?: (?:{_MEASURE})(?![\w/]))?)"
)
_RATE = re.compile(r" (?:per|each|a|an) (?P<per>[A-Za-z]+)\b")
_MEASURED = re.compile(_MEASURE)
# A number after one of these words is the number of a provision, not an amount; also after a joining
# word, when it has no unit.
_PROVISION = (
    r"(?:\b(?:(?:sub-?)?sections?|(?:sub-?)?clauses?|(?:sub-?)?paragraphs?|tables?|schedules?|appendix|appendices|annex|"
    r"parts?|version|v|notes?|rfc|service requests?|service references?(?: variants?)?|use cases?|rows?|steps?|"
    r"figures?|items?|articles?|rules?|regulations?|chapters?|numbers?|nos?\.?)|#)"
)
_NAMES_PROVISION = re.compile(rf"{_PROVISION}[ \u00a0]?$", re.IGNORECASE)
_NAMED_RANGE = re.compile(rf"{_PROVISION} [\w.()]+ to $", re.IGNORECASE)  # clauses 2 to
_JOINED = re.compile(r"(?:\b(?:and|or)|,)[ \u00a0]?$")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """A date, or a number with what it counts.

    Attributes:
        written: the words of the text.
        worth: the date as year, month and day, the time as hour and minute, or the number; equal for every way of
            writing it.
        unit: in one normal form (`%`, `£`, `working day`, `£/day`); "" when it only counts things.
    """

    written: str
    worth: tuple[Decimal | int, ...]
    unit: str = ""


def amounts(text: str) -> tuple[list[Amount], list[Amount]]:
    """The dates and times of a text, and its amounts that are not numbers of provisions, in order.

    >>> dates, found = amounts("By 3rd March 2024 pay £1.5m, and within thirty (30) days 4 per cent of Section 5.")
    >>> [one.written for one in dates], [(one.written, one.unit) for one in found]
    (['3rd March 2024'], [('£1.5m', '£'), ('thirty (30) days', 'day'), ('4 per cent', '%')])
    """
    dated = [(match.span(), _date(match)) for match in _DATE.finditer(text)]
    found = []
    end = 0
    for match in _AMOUNT.finditer(text):
        if match.start() < end or any(start < match.end() and match.start() < stop for (start, stop), _ in dated):
            continue
        one, last = _amount(text, match)
        if one is not None:
            found.append(one)
            end = last
    return [one for _, one in dated], found


def differences(base: Sequence[Amount], target: Sequence[Amount]) -> Iterator[tuple[Amount | None, Amount | None]]:
    """The amounts that differ, in order: replaced ones as pairs, deleted and inserted ones with None."""
    spare = Counter((one.worth, one.unit) for one in base) & Counter((one.worth, one.unit) for one in target)
    gone, come = (_without(side, spare) for side in (base, target))
    if len(gone) == len(come):
        yield from zip(gone, come, strict=True)
        return
    for one in gone:
        same = next((other for other in come if other.unit == one.unit), None)
        if same is not None:
            come.remove(same)
        yield one, same
    yield from ((None, one) for one in come)


def _without(side: Sequence[Amount], spare: Counter[tuple[tuple[Decimal | int, ...], str]]) -> list[Amount]:
    remaining, found = Counter(spare), []
    for one in side:
        if remaining[one.worth, one.unit] > 0:
            remaining[one.worth, one.unit] -= 1
        else:
            found.append(one)
    return found


def _date(match: re.Match[str]) -> Amount:
    if found := match["iso"]:
        return Amount(match[0], tuple(map(int, found.split("-"))))
    if found := match["figures"]:  # as the British write it
        return Amount(match[0], tuple(map(int, reversed(re.split("[/-]", found)))))
    if found := match["nth"]:
        return Amount(match[0], (int(found),), "of a month")
    if found := match["clock"] or match["hour"]:
        hour, minute, second = (int(part) for part in f"{found}:{match['minute'] or 0}:0".split(":")[:3])
        if match["half"]:
            hour = hour % 12 + 12 * (match["half"][0] == "p")
        return Amount(match[0], (hour, minute, second), "o'clock")
    month = next(n for n, name in enumerate(_MONTHS, 1) if re.fullmatch(name, match["month"] or match["month2"]))
    day = re.sub(r"\D", "", match["day"] or match["day2"] or "0")
    return Amount(match[0], (int(match["year"] or match["year2"] or 0), month, int(day)))


def _amount(text: str, match: re.Match[str]) -> tuple[Amount | None, int]:
    """The amount that begins with a number, and where it ends; None where the number measures and counts nothing."""
    end = match.end()
    gloss = _GLOSS.match(text, end)
    if gloss and (match["spelt"] or _SPELT_ALONE.fullmatch(gloss[0].strip(" \u00a0()"))):
        end = gloss.end()
    currency = (match["currency"] or "").strip()
    unit = None if currency else _UNIT.match(text, end)
    close = unit is None and not currency and text[end : end + 1] == "%"
    before = text[max(0, match.start() - 30) : match.start()]
    if not (unit or currency or close or match["scale"]) or _NAMES_PROVISION.search(before):
        return None, end
    named = currency or ("%" if close else unit["unit"] if unit else "")
    measured = _normal(named)
    if not measured and (_JOINED.search(before) or _NAMED_RANGE.search(before)):
        return None, end
    if not measured and match["till"] in ("-", "–"):
        return None, end
    if not measured and _YEAR.fullmatch(match[0]) and named[:1].isupper():  # the 2013 Regulations
        return None, end
    end = unit.end() if unit else end + close
    if measured and (rate := _RATE.match(text, end)):
        measured, end = f"{measured}/{rate['per']}", rate.end()
    upto = (Decimal(match["upto"]),) if match["upto"] else ()
    return Amount(text[match.start() : end], (_worth(match), *upto), measured), end


_SPELT_ALONE = re.compile(_SPELT)


def _normal(unit: str) -> str:
    """The normal form of a measure; "" for any other word.

    >>> [_normal(unit) for unit in ("per cent", "Working Days", "GBP", "kW", "alerts")]
    ['%', 'working day', '£', 'kW', '']
    """
    if unit in ("£", "€", "$"):
        return unit
    if unit == "p":
        return "pence"
    if unit in _CURRENCY:
        return _CURRENCY[unit]
    if not _MEASURED.fullmatch(unit):
        return ""
    if unit in ("per cent", "percent"):
        return "%"
    is_sign = len(unit) < 3 or "/" in unit or (" " not in unit and unit[1:] != unit[1:].casefold())
    return unit if is_sign else unit.casefold().removesuffix("s")


def _worth(match: re.Match[str]) -> Decimal:
    if match["spelt"] is None:
        scale = _SCALE.get((match["scale"] or "").strip(), 1)
        return Decimal(match["number"].replace(",", "")) * scale
    total = part = 0
    for word in re.split("[- ]", match["spelt"].casefold()):
        worth = _WORTH.get(word, 0)  # and
        if worth >= 100:
            part = (part or 1) * worth
            total, part = (total + part, 0) if worth == 1000 else (total, part)
        else:
            part += worth
    return Decimal(total + part)
