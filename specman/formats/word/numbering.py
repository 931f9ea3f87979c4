"""The numbers Word prints before paragraphs, computed from its numbering definitions (ISO/IEC 29500-1, 17.9).

A paragraph belongs to a `num` at a level, by itself or through its style; a `num` is an instance of an abstract
definition and may override its levels. Counters belong to the abstract definition, so instances of one definition
go on counting, unless an instance overrides the start of a level: that resets this level when the instance first
numbers a paragraph at it, and no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from specman.formats.word.package import W
from specman.formats.xml import stated
from specman.limits import MAX_LIST_TEXT, beyond
from specman.limits import whole as whole_number
from specman.model.enumeration import roman

LEVELS = 9
_MOST_LETTERS = 780
_FURTHEST = 9_999_999  # an indent or a count beyond is none
_PLACE = re.compile(r"%([1-9])")
_BELOW_TEN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_ONES = _BELOW_TEN + _TEENS
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number looks and where it starts.

    Attributes:
        text: the label, with `%1` … `%9` where the numbers of the levels stand.
        restart: None to restart after any shallower level, 0 never, k only after the level numbered k (from 1).
        is_legal: every number in the label is printed in decimals.
        indent: left indent of the text in twips, None when the level does not say.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    is_legal: bool = False
    style: str = ""
    indent: int | None = None
    custom: str = ""

    @property
    def is_bullet(self) -> bool:
        """True when the label is a sign, not a number."""
        return self.form == "bullet" or (bool(self.text) and not _PLACE.search(self.text) and not _has_word(self.text))


@dataclass
class Instance:
    """A `num`: an abstract definition with overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The definitions of one file (`numbering.xml`).

    Attributes:
        unknown: number formats specman cannot print, set in decimals instead.
    """

    def __init__(
        self,
        root: etree._Element | None,
        style_instances: Mapping[str, str] | None = None,
        language: str = "en",
        name: str = "the file",
    ) -> None:
        """Read the definitions.

        Args:
            style_instances: numbering style id to the instance it stands for (for `numStyleLink`).
            language: of the document: numbers in words are known in English only.
            name: what messages call the file.

        Raises:
            InputError: a list prints numbers longer than any list does.
        """
        self._name = name
        self._is_english = not language or language.casefold().startswith("en")
        self.abstract: dict[str, dict[int, Level]] = {}
        self.instances: dict[str, Instance] = {}
        self.unknown: set[str] = set()
        if root is None:
            return
        linked: dict[str, str] = {}
        for element in root.iter(f"{W}abstractNum"):
            key = element.get(f"{W}abstractNumId", "")
            levels = element.findall(f"{W}lvl")
            self.abstract[key] = {stated(lvl, f"{W}ilvl", 0, 0, LEVELS - 1): self._level(lvl) for lvl in levels}
            link = value(element, "numStyleLink")
            if link:
                linked[key] = link
        for element in root.iter(f"{W}num"):
            instance = Instance(value(element, "abstractNumId"))
            for override in element.findall(f"{W}lvlOverride"):
                place = stated(override, f"{W}ilvl", 0, 0, LEVELS - 1)
                start = value(override, "startOverride")
                if start:
                    instance.starts[place] = whole(start, 1)
                lvl = override.find(f"{W}lvl")
                if lvl is not None:
                    instance.levels[place] = self._level(lvl)
            self.instances[element.get(f"{W}numId", "")] = instance
        for key, style in linked.items():
            owner = self.instances.get((style_instances or {}).get(style, ""))
            if owner is not None and owner.abstract in self.abstract:
                self.abstract[key] = self.abstract[owner.abstract]

    def level(self, instance: str, place: int) -> Level | None:
        """The level a paragraph is numbered by, None when the definitions do not hold it."""
        found = self.instances.get(instance)
        if found is None:
            return None
        return found.levels.get(place) or self.abstract.get(found.abstract, {}).get(place)

    def level_of_style(self, instance: str, style: str) -> int | None:
        """The level that is tied to a paragraph style."""
        found = self.instances.get(instance)
        if found is None:
            return None
        for place, level in self.abstract.get(found.abstract, {}).items():
            if level.style == style:
                return place
        return None

    def _level(self, element: etree._Element) -> Level:
        form, custom = "decimal", ""
        # A custom format stands in a choice with a plain one for older programs: the last one that says most wins.
        for fmt in element.iter(f"{W}numFmt"):
            val = fmt.get(f"{W}val", "decimal")
            if val == "custom":
                form, custom = "custom", fmt.get(f"{W}format", "")
                break
            form = val
        indent = element.find(f"{W}pPr/{W}ind")
        if (form not in _FORMS and form != "custom") or (form in _IN_ENGLISH and not self._is_english):
            self.unknown.add(form)
        text = element.find(f"{W}lvlText")
        pattern = text.get(f"{W}val", "") if text is not None else ""
        if len(pattern) > MAX_LIST_TEXT:
            raise beyond(self._name, "characters in the number of a list", MAX_LIST_TEXT, is_unreal=True)
        restart = value(element, "lvlRestart")
        return Level(
            form,
            pattern,
            whole(value(element, "start"), 0) if value(element, "start") else 0,
            whole(restart, 0) if restart else None,
            is_on(element.find(f"{W}isLgl")),
            value(element, "pStyle"),
            _left(indent),
            custom,
        )


class Counters:
    """Counts through one story of a document (its body, or its footnotes)."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self._counts: dict[int, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()  # instances and the levels they numbered paragraphs at

    def next(self, instance: str, place: int) -> str | None:
        """Count one paragraph and return its label, None when the file does not define its numbering."""
        level = self.numbering.level(instance, place)
        if level is None:
            return None
        found = self.numbering.instances[instance]
        definition = self.numbering.abstract.setdefault(found.abstract, {})
        counts = self._counts.setdefault(id(definition), {})
        if (instance, place) not in self._used:
            self._used.add((instance, place))
            if place in found.starts:
                counts[place] = found.starts[place] - 1
        for skipped in range(place):
            # A level that was passed over counts as used, once: the next paragraph of that level is its second.
            counts.setdefault(skipped, self._start(instance, skipped))
        counts[place] = counts[place] + 1 if place in counts else self._start(instance, place)
        for deeper in range(place + 1, LEVELS):
            below = self.numbering.level(instance, deeper)
            if below is None or below.restart is None or (below.restart and place < below.restart):
                counts.pop(deeper, None)
        return self._label(instance, level, counts)

    def would_print(self, instance: str, place: int) -> str | None:
        """The label the next paragraph would get, without counting it."""
        found = self.numbering.instances.get(instance)
        key = id(self.numbering.abstract.get(found.abstract)) if found else 0
        counts, was_used = dict(self._counts.get(key, {})), (instance, place) in self._used
        label = self.next(instance, place)
        self._counts[key] = counts
        if not was_used:
            self._used.discard((instance, place))
        return label

    def _start(self, instance: str, place: int) -> int:
        level = self.numbering.level(instance, place)
        found = self.numbering.instances[instance]
        return found.starts.get(place, level.start if level else 1)

    def _label(self, instance: str, level: Level, counts: Mapping[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shown = self.numbering.level(instance, place)
            count = counts.get(place)
            if count is None:
                count = self._start(instance, place)
            if shown is None:
                return ""
            is_plain = level.is_legal or shown.form in self.numbering.unknown
            return format_number(count, "decimal" if is_plain else shown.form, shown.custom)

        return "" if level.form == "none" and not _has_word(level.text) else _PLACE.sub(number, level.text)


def format_number(number: int, form: str, custom: str = "") -> str:
    """A number in one of Word's formats; decimals for a format that is not known.

    >>> [format_number(28, form) for form in ("lowerLetter", "upperRoman", "ordinal", "cardinalText")]
    ['bb', 'XXVIII', '28th', 'Twenty-eight']
    """
    if form == "custom":
        first = custom.split(",")[0].strip()
        return str(number).zfill(len(first)) if first.isdigit() else str(number)
    write = _FORMS.get(form, str)
    return write(number)


def letters(number: int) -> str:
    """a … z, aa, bb … zz, aaa: one letter, repeated. Word counts so up to 780, and decimals are set beyond."""
    if number < 1:
        return ""
    if number > _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def in_words(number: int) -> str:
    """English words up to 9,999; decimals beyond."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    worth, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = divmod(number, worth)
    return f"{in_words(head)} {name}" + (f" {in_words(rest)}" if rest else "")


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _ordinal_words(number: int) -> str:
    words = in_words(number)
    start, dash, last = words.rpartition("-" if "-" in words else " ")
    ended = _IRREGULAR.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (start + dash + ended).capitalize()


def _circled(number: int) -> str:
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


_IN_ENGLISH = {"ordinal", "cardinalText", "ordinalText"}
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalHalfWidth": str,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerLetter": letters,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "ordinal": _ordinal,
    "cardinalText": lambda n: in_words(n).capitalize(),
    "ordinalText": _ordinal_words,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "bullet": lambda _: "",
    "none": lambda _: "",
}


# -- attributes ----------------------------------------------------------------------------------------------------


def value(element: etree._Element | None, child: str) -> str:
    """`w:val` of a child, "" when it is not there."""
    found = element.find(f"{W}{child}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def stated_in(element: etree._Element | None, child: str, default: int, least: int, most: int) -> int:
    """The whole number that `w:val` of a child gives, for how the text is built; the default without it.

    Raises:
        InputError: it gives something else.
    """
    found = element.find(f"{W}{child}") if element is not None else None
    return stated(found, f"{W}val", default, least, most) if found is not None else default


def whole(text: str | None, default: int, least: int = -_FURTHEST, most: int = _FURTHEST) -> int:
    """A whole number of sane size from an attribute; files in the wild hold others, and decimals where none belong."""
    return whole_number((text or "").strip().partition(".")[0], default, least, most)


def is_on(element: etree._Element | None) -> bool:
    """An on/off property: there, and not said to be off."""
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off")


def _left(indent: etree._Element | None) -> int | None:
    if indent is None:
        return None
    text = indent.get(f"{W}left") or indent.get(f"{W}start")
    return whole(text, 0) if text is not None else None


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


__all__ = ["Counters", "Level", "Numbering", "format_number", "is_on", "letters", "stated_in", "value", "whole"]
