"""What dates and amounts of a text are worth, and what they count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from specman.compare.meaning.amounts import Amount, amounts, differences

Said = list[tuple[str, tuple[object, ...], str]]


def said(found: list[Amount]) -> Said:
    return [(one.written, one.worth, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("by 2024-02-01", [("2024-02-01", (2024, 2, 1), "")]),
        ("by 01/02/2024 or 3-4-2025", [("01/02/2024", (2024, 2, 1), ""), ("3-4-2025", (2025, 4, 3), "")]),
        ("on 3rd March 2024", [("3rd March 2024", (2024, 3, 3), "")]),
        ("on the 3 day of March 2024", [("3 day of March 2024", (2024, 3, 3), "")]),
        ("on 22nd of May each year", [("22nd of May", (0, 5, 22), "")]),
        ("from 5 December, 2024", [("5 December, 2024", (2024, 12, 5), "")]),
        ("from May 2024 or Sept 2025", [("May 2024", (2024, 5, 0), ""), ("Sept 2025", (2025, 9, 0), "")]),
        ("from May 5, 2024 on", [("May 5, 2024", (2024, 5, 5), "")]),
        ("Jan 2024, Feb 2024, Jun 2024", [("Jan 2024", (2024, 1, 0), ""), ("Feb 2024", (2024, 2, 0), ""), ("Jun 2024", (2024, 6, 0), "")]),
        ("on the 5th day of each month", [("5th", (5,), "of a month")]),
        ("on the 5th Working Day of it", [("5th", (5,), "of a month")]),
        ("the 5th member", []),
        ("at 9.00 a.m. of it", [("9.00 a.m.", (9, 0, 0), "o'clock")]),
        ("at 5pm and 5.45 pm", [("5pm", (17, 0, 0), "o'clock"), ("5.45 pm", (17, 45, 0), "o'clock")]),
        ("at 12 am or 12 pm", [("12 am", (0, 0, 0), "o'clock"), ("12 pm", (12, 0, 0), "o'clock")]),
        ("at 17:05 or 08:30:09", [("17:05", (17, 5, 0), "o'clock"), ("08:30:09", (8, 30, 9), "o'clock")]),
        ("at 12:30pm", [("12:30pm", (12, 30, 0), "o'clock")]),
        ("may 5 of them", []),
    ],
)  # fmt: skip
def test_dates_and_times_are_worth_the_same_however_they_are_written(text: str, dates: Said) -> None:
    assert said(amounts(text)[0]) == dates
    assert amounts(text)[1] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within 5 days", [("5 days", 5, "day")]),
        ("within 5 Working Days", [("5 Working Days", 5, "working day")]),
        ("a 5-year plan", [("5-year", 5, "year")]),
        ("is 5kW or 6 kW, 7ms", [("5kW", 5, "kW"), ("6 kW", 6, "kW"), ("7ms", 7, "ms")]),
        ("rises to 20 Mbit/s", [("20 Mbit/s", 20, "Mbit/s")]),
        ("a Signal of 3 V", [("3 V", 3, "V")]),
        ("by 5% or 6 % of", [("5%", 5, "%"), ("6 %", 6, "%")]),
        ("by 5%/year", [("5%", 5, "%")]),
        ("within 1 Day or 2 Hz", [("1 Day", 1, "day"), ("2 Hz", 2, "Hz")]),
        ("by 4 per cent", [("4 per cent", 4, "%")]),
        ("by 4 percent", [("4 percent", 4, "%")]),
        ("by 2 percentage points", [("2 percentage points", 2, "percentage point")]),
        ("10p per kWh", [("10p per kWh", 10, "pence/kWh")]),
        ("10 pence each day", [("10 pence each day", 10, "pence/day")]),
        ("pay £1,000.50 now", [("£1,000.50", Decimal("1000.50"), "£")]),
        ("pay £1.5m now", [("£1.5m", 1_500_000, "£")]),
        ("pay $5 bn now", [("$5 bn", 5_000_000_000, "$")]),
        ("pay USD 7k now", [("USD 7k", 7_000, "$")]),
        ("pay EUR 7 now", [("EUR 7", 7, "€")]),
        ("pay €7 thousand now", [("€7 thousand", 7_000, "€")]),
        ("pay 500 pounds sterling", [("500 pounds sterling", 500, "£")]),
        ("pay 500 pounds", [("500 pounds", 500, "£")]),
        ("£900 per day", [("£900 per day", 900, "£/day")]),
        ("£900 a User", [("£900 a User", 900, "£/User")]),
        ("serve 5 million users", [("5 million users", 5_000_000, "")]),
        ("serve 5 million in all", [("5 million", 5_000_000, "")]),
        ("serve 20 consecutive days", [("20 consecutive days", 20, "")]),
        ("three Supplier members", [("three Supplier members", 3, "")]),
        ("5 users per day", [("5 users", 5, "")]),
        ("at -5 °C it", [("-5 °C", -5, "°C")]),
        ("5 of them shall", []),
        ("only 5.", []),
        ("one of them", []),
    ],
)  # fmt: skip
def test_amounts_are_what_measures_or_counts_something(text: str, found: list[tuple[str, object, str]]) -> None:
    dates, amount = amounts(text)
    assert dates == []
    assert said(amount) == [(words, (worth,), unit) for words, worth, unit in found]


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("one", 1),
        ("nineteen", 19),
        ("twenty-one", 21),
        ("ninety nine", 99),
        ("hundred", 100),
        ("two hundred", 200),
        ("two hundred and three", 203),
        ("one thousand", 1000),
        ("two thousand and five hundred", 2500),
        ("one hundred thousand", 100_000),
        ("two hundred and three thousand and four", 203_004),
        ("one thousand two hundred", 1200),
        ("Three Hundred", 300),
    ],
)
def test_numbers_in_words_are_worth_what_they_say(words: str, worth: int) -> None:
    (amount,) = amounts(f"within {words} days")[1]
    assert (amount.written, amount.worth, amount.unit) == (f"{words} days", (worth,), "day")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within thirty (30) days", ["thirty (30) days"]),
        ("within 30 (thirty) days", ["30 (thirty) days"]),
        ("within 30 (thirty one) days", ["30 (thirty one) days"]),
        ("within 30 (of them) days", []),
        ("within 30 (31) days", []),
        ("within thirty (of them) days", ["thirty (of them) days"]),
        ("within 5 days (or more)", ["5 days"]),
    ],
)
def test_a_number_said_twice_is_one_amount(text: str, found: list[str]) -> None:
    assert [one.written for one in amounts(text)[1]] == found
    assert {one.worth for one in amounts(text)[1]} <= {(30,), (5,)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 5 to 10 days", [("5 to 10 days", (5, 10), "day")]),
        ("of 5-10 kW", [("5-10 kW", (5, 10), "kW")]),
        ("of 5–10.5 kW", [("5–10.5 kW", (5, Decimal("10.5")), "kW")]),
        ("from 5 to 10 users", [("5 to 10 users", (5, 10), "")]),
        ("the 5-10 users", []),
        ("the 5–10 users", []),
    ],
)
def test_a_range_is_worth_both_its_ends(text: str, found: Said) -> None:
    assert said(amounts(text)[1]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Section 5 days", []),
        ("SECTION 5 days", []),
        ("Clause 5 applies to 6 days", ["6 days"]),
        ("a service reference variant 5 days", []),
        ("#5 users", []),
        ("clauses 2 to 5 Users", []),
        ("clauses 2 to 5 days", []),
        ("Section 2 and 5 Users", []),
        ("Section 2 and 5 days", ["5 days"]),
        ("Section 2, 5 Users", []),
        ("Section 2 or 5 Users", []),
        ("band 5 Users", ["5 Users"]),
        ("the 2013 Regulations", []),
        ("the 1813 Regulations", ["1813 Regulations"]),
        ("the 2013 regulations", ["2013 regulations"]),
        ("the 2013 Days", ["2013 Days"]),
        ("clauses 5.2 and 5.3(a) days", []),
        ("H5 days", []),
        ("Section" + " " * 30 + "5 days", ["5 days"]),
    ],
)
def test_numbers_of_provisions_and_of_acts_are_no_amounts(text: str, found: list[str]) -> None:
    assert [one.written for one in amounts(text)[1]] == found


def test_what_a_date_says_is_no_amount_and_what_stands_beside_it_is() -> None:
    dates, found = amounts("pay 5 days 3 March 2024 6 days")
    assert ([one.written for one in dates], [one.written for one in found]) == (["3 March 2024"], ["5 days", "6 days"])
    assert [one.written for one in amounts("at 9 a.m.five days")[1]] == ["five days"]


def test_of_amounts_that_overlap_the_first_is_one() -> None:
    assert [one.written for one in amounts("within 5 (five) days and 6 days")[1]] == ["5 (five) days", "6 days"]


def pairs(base: str, target: str) -> list[tuple[str, str]]:
    rows = differences(amounts(base)[1], amounts(target)[1])
    return [(old.written if old else "", new.written if new else "") for old, new in rows]


@pytest.mark.parametrize(
    ("base", "target", "found"),
    [
        ("5 days", "5 days", []),
        ("five days", "5 days", []),
        ("5 days", "6 days", [("5 days", "6 days")]),
        ("5 days", "5 weeks", [("5 days", "5 weeks")]),
        ("5 days; 6 days", "6 days; 7 days", [("5 days", "7 days")]),
        ("5 days; 6 weeks", "7 weeks; 8 days", [("5 days", "7 weeks"), ("6 weeks", "8 days")]),
        ("5 days; 6 weeks", "7 weeks", [("5 days", ""), ("6 weeks", "7 weeks")]),
        ("5 days", "7 weeks; 8 days", [("5 days", "8 days"), ("", "7 weeks")]),
        ("5 days", "8 days; 9 days", [("5 days", "8 days"), ("", "9 days")]),
        ("", "7 weeks; 8 days", [("", "7 weeks"), ("", "8 days")]),
        ("5 days; 5 days", "5 days", [("5 days", "")]),
        ("5 days", "5 days; 5 days", [("", "5 days")]),
        ("5 days; 5 days; 5 days", "5 days; 5 days; 6 days", [("5 days", "6 days")]),
    ],
)
def test_amounts_that_differ_are_paired_by_order_or_where_their_number_differs_by_unit(
    base: str, target: str, found: list[tuple[str, str]]
) -> None:
    assert pairs(base, target) == found
