"""How a spreadsheet shows a number: its format code applied, so that a cell reads as it does on the screen.

Only what texts and tables use is known: digits, percent, dates and times, literal words, one section for each sign. A
format that says more (fractions, conditions, other calendars) is not applied.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN: Mapping[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""What numbers of formats mean that no workbook spells out. 14 and 22 follow the reader's country: Great Britain."""
_OF_THE_COUNTRY = {"[$-f800]": "dd mmmm yyyy", "[$-f400]": "hh:mm:ss"}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<date>[ymdhs]+)|(?P<digits>[0#?.,]+)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<literal>.)",
    re.IGNORECASE,
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST = datetime.datetime(1899, 12, 30)
_FIRST_1904 = datetime.datetime(1904, 1, 1)
_LAST = 2_958_466  # the day after 9999-12-31
_LONGEST = 60  # digits and signs of one number

Token = tuple[str, str]


def shown(number: Decimal, code: str, *, from_1904: bool = False) -> str:
    """A number as a format shows it; plainly where the format is not known.

    >>> [shown(Decimal(n), code) for n, code in [("0.125", "0.00%"), ("7", "0000"), ("1234.5", "#,##0.00")]]
    ['12.50%', '0007', '1,234.50']
    >>> shown(Decimal("45365"), "dd/mm/yyyy"), shown(Decimal("1234567"), '"No. "000-0000')
    ('14/03/2024', 'No. 123-4567')
    """
    sections = _sections(_OF_THE_COUNTRY.get(code[:8].casefold(), code))
    if any(kind == "bracket" and value[:1] in "<>=" for section in sections for kind, value in section):
        return plain(number)
    section = sections[0]
    sign = "-" if number < 0 else ""
    if number < 0 and len(sections) > 1 and sections[1]:
        section, sign = sections[1], ""
    elif number == 0 and len(sections) > 2 and sections[2]:
        section = sections[2]
    kinds = {kind for kind, _ in section}
    if "general" in kinds or "text" in kinds or not section:
        return plain(number)
    if "date" in kinds or any(kind == "bracket" and set(value.casefold()) <= set("hms") for kind, value in section):
        return _moment(number, section, from_1904)
    if "digits" not in kinds:
        return sign + "".join(map(_literal, section)).strip()
    if any(kind == "literal" and value == "/" for kind, value in section):  # a fraction
        return plain(number)
    return sign + _figure(abs(number), section).strip()


def plain(number: Decimal) -> str:
    """A number without a format: whole numbers without a point.

    >>> plain(Decimal("5.0")), plain(Decimal("0.30000000000000004")), plain(Decimal("1E+3"))
    ('5', '0.3', '1000')
    """
    short = Decimal(f"{number:.15g}").normalize() if number else Decimal(0)
    text = f"{short:f}" if abs(short.adjusted()) < _LONGEST else str(short)
    return "0" if text == "-0" else text


def is_rounded(number: Decimal, code: str) -> bool:
    """Whether a format shows fewer decimals of a number than it has."""
    section = _sections(code)[0]
    if not any(kind == "digits" for kind, _ in section) or any(
        kind in ("date", "general", "exponent") for kind, _ in section
    ):
        return False
    digits = "".join(value for kind, value in section if kind == "digits")
    places = len(digits.partition(".")[2].replace(",", "")) + 2 * sum(kind == "percent" for kind, _ in section)
    exponent = Decimal(plain(number)).as_tuple().exponent
    return isinstance(exponent, int) and -exponent > places


def _sections(code: str) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "literal"
        if match[0] == ";":
            found.append([])
        else:
            found[-1].append((kind, match[kind]))
    return found


def _literal(token: Token) -> str:
    kind, value = token
    if kind == "bracket":  # [$€-407] is a currency; a colour is not shown
        return value[1:].partition("-")[0] if value.startswith("$") else ""
    if kind in ("quoted", "escaped", "literal"):
        return value
    return {"blank": " ", "percent": "%"}.get(kind, "")


def _figure(number: Decimal, section: list[Token]) -> str:
    """Digits in their places, from the right; literals between them stay where they are."""
    cut = next((place for place, (kind, _) in enumerate(section) if kind == "exponent"), len(section))
    digits = "".join(value for kind, value in section[:cut] if kind == "digits")
    whole, point, part = digits.partition(".")
    number *= Decimal(100) ** sum(kind == "percent" for kind, _ in section)
    number = number.scaleb(
        -3 * (len(whole) - len(whole.rstrip(",")) if not part else len(part) - len(part.rstrip(",")))
    )
    part = part.rstrip(",")
    exponent = None
    if cut < len(section):
        exponent = number.adjusted() if number else 0
        number = number.scaleb(-exponent)
    if abs(number.adjusted()) > _LONGEST:
        return plain(number)
    rounded = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    before, _, behind = f"{rounded:f}".partition(".")
    least = sum(sign in "0" for sign in whole)
    before = before.lstrip("0").rjust(least, "0")
    optional = len(part) - len(part.rstrip("#?"))
    kept = len(behind) - min(optional, len(behind) - len(behind.rstrip("0")))
    behind = behind[:kept]
    places = [sign for sign in whole if sign in "0#?"]
    grouped = "," in whole.rstrip(",") and "," in whole
    out: list[str] = []
    seen = 0  # places of the whole part that were passed
    is_behind = False
    for kind, value in section[:cut]:
        if kind != "digits":
            out.append(_literal((kind, value)))
            continue
        for sign in value:
            if sign == ".":
                is_behind = True
                out.append("." if behind or least or (point and not optional) else "")
                out.append(behind)
            elif sign in "0#?" and not is_behind:
                seen += 1
                left = len(places) - seen  # places still to come
                end = len(before) - left
                start = 0 if seen == 1 else max(end - 1, 0)
                out.append(_grouped(before, start, end) if grouped else before[start : max(end, 0)])
    if exponent is not None:
        out.append(f"E{exponent:+03d}")
    return "".join(out)


def _grouped(digits: str, start: int, end: int) -> str:
    """Digits with a comma behind each that is followed by a multiple of three."""
    out = ""
    for place in range(start, max(end, start)):
        rest = len(digits) - place - 1
        out += digits[place] + ("," if rest and rest % 3 == 0 else "")
    return out


def _moment(number: Decimal, section: list[Token], from_1904: bool) -> str:
    """A day and time as a format shows it."""
    if not 0 <= number < _LAST:
        return plain(number)
    seconds_wanted = any(kind == "digits" and value.startswith(".") for kind, value in section)
    seconds = (number * 86_400).quantize(Decimal("0.001") if seconds_wanted else Decimal(1), ROUND_HALF_UP)
    first = _FIRST_1904 if from_1904 else _FIRST
    if not from_1904 and number < 60:  # in Excel 1900 had a 29 February
        first += datetime.timedelta(days=1)
    day = first + datetime.timedelta(seconds=float(seconds))
    has_half = any(kind == "half" for kind, _ in section)
    out: list[str] = []
    before = ""
    for place, (kind, value) in enumerate(section):
        low = value.casefold()
        if kind == "date":
            for run in re.findall(r"y+|m+|d+|h+|s+", low):
                following = next((v.casefold() for k, v in section[place + 1 :] if k == "date"), "")
                is_minute = run[0] == "m" and len(run) < 3 and (before == "h" or following[:1] == "s")
                out.append(_part(day, run, is_minute=is_minute, has_half=has_half))
                before = run[0]
        elif kind == "bracket" and low and set(low) <= set("hms"):
            total = int(seconds) // {"h": 3600, "m": 60, "s": 1}[low[0]]
            out.append(str(total).rjust(len(low), "0"))
            before = low[0]
        elif kind == "half":
            half = "PM" if day.hour >= 12 else "AM"
            out.append(half if "/PM" in value.upper() else half[0])
        elif kind == "digits":
            out.append(f".{day.microsecond:06d}"[: len(value)] if value.startswith(".") else value)
        else:
            out.append(_literal((kind, value)))
    return "".join(out).strip()


def _part(day: datetime.datetime, run: str, *, is_minute: bool, has_half: bool) -> str:
    count = len(run)
    if run[0] == "y":
        return f"{day.year:04d}" if count > 2 else f"{day.year % 100:02d}"
    if run[0] == "m" and not is_minute:
        month = _MONTHS[day.month - 1]
        return {1: str(day.month), 2: f"{day.month:02d}", 3: month[:3], 5: month[0]}.get(count, month)
    if run[0] == "d":
        name = _DAYS[day.weekday()]
        return {1: str(day.day), 2: f"{day.day:02d}", 3: name[:3]}.get(count, name)
    hour = (day.hour % 12 or 12) if has_half else day.hour
    value = {"m": day.minute, "h": hour, "s": day.second}[run[0]]
    return f"{value:02d}" if count > 1 else str(value)
