"""The expressions of a house: where a citation may begin, what it begins with, and what its words are.

Everything is made once for a house. The heart is `anchor`, one expression with a named group for each form, so that the
time to find a citation does not grow with the number of forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from specman.model.house import Code, House, Lookup, Numbered, Part
from specman.model.link import Target

SPACE = r"[ \u00a0\u2009\n]"
SPACES = re.compile(rf"{SPACE}+")
ONE_SPACE = re.compile(SPACE)

Reading = Literal["section", "clause", "paragraph", "table"]

# label: decimal (4.6.5.4, 10), with sub-levels (a)(ii)(A)
DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3}(?:[A-Z](?![A-Za-z]))?){0,6}(?![a-z\d_])")
SUB = re.compile(rf"{SPACE}?\(([a-z]{{1,2}}|[ivxl]{{1,6}}|[A-Z]|[IVXL]{{2,6}}|\d{{1,2}}[A-Z]{{0,2}})\)")
DOTTED = re.compile(r"\.(\d{1,3})(?![\w.]*\w)")  # H3.3 to .6
# How anybody numbers: what belongs to a text outside is not read by the rules of the house.
ANY_LABEL = re.compile(r"(?:[A-Z]{1,3}\d{1,4}[A-Z]{0,2}|\d{1,4}[A-Z]{0,3})(?:\.\d{1,4}[A-Z]?)*(?!\w)|[A-Z]{1,3}(?!\w)")
_PARTED = re.compile(rf"{SPACE}(\.\d{{1,3}})(?!\w)")
_APART = re.compile(
    rf"([A-Z]{{1,2}}){SPACE}(\d{{1,3}}(?:\.\d{{1,3}}[A-Z]?)+(?!\w)|\d{{1,3}}(?=[,;:()]|\.?$|\.{SPACE}|{SPACE}(?:and|or|of)\b))"
)
SEPARATOR = re.compile(
    rf"{SPACE}?(?:,{SPACE}?(?:and|or){SPACE}|,{SPACE}?|{SPACE}and/or{SPACE}|{SPACE}and{SPACE}|{SPACE}or{SPACE}"
    rf"|/{SPACE}?|;{SPACE}?)"
)
RANGE = re.compile(rf"{SPACE}(?:to|through){SPACE}|{SPACE}?[-\u2013]{SPACE}?")
TITLE = re.compile(rf"{SPACE}?\(([A-Z](?:[^()]|\([^()]*\))*)\)|{SPACE}'([A-Z][^']*)'|{SPACE}\"([A-Z][^\"]*)\"")
OF = re.compile(rf"(?i:(?:,?{SPACE}of|{SPACE}in),?{SPACE}(?:(?:the|that|such|those){SPACE})?)")
# sections 12 or 14 of, and Schedule 1 to, the Gas Act
SPLIT_OF = re.compile(
    rf"{SPACE}(?:of|in|to|under),{SPACE}[^.;]{{1,120}}?{SPACE}(?:of|in|to|under),{SPACE}(?:the{SPACE})?"
)
PART_OF = re.compile(rf"(?i:,?{SPACE}(?:of|to|in),?{SPACE}(?:(?:the|that|such|those){SPACE})?)")
PLACEMENT = re.compile(rf"{SPACE}(above|below)\b")
INCLUSIVE = re.compile(rf"{SPACE}\(inclusive\)")
# What any of the seven above begins with. Most citations end with their first label: one test saves trying all seven.
GOES_ON = re.compile(rf"{SPACE}?[(,;/'\"\u2013-]|{SPACE}{{1,2}}(?:and|or|to|through|of|in|above|below|OF|IN|TO)\b")

APPLICABLE = re.compile(rf"\bapplicable{SPACE}version{SPACE}of{SPACE}(?:the{SPACE})?$")
MEANINGS_AFTER = re.compile(rf"{SPACE}[Mm]eanings?\b")
MEANINGS_BEFORE = re.compile(
    rf"\bmeanings?{SPACE}(?:given{SPACE}(?:to{SPACE}(?:it|them){SPACE})?)?in{SPACE}(?:the{SPACE})?"
    rf"(?:\w+{SPACE}(?:and{SPACE}/{SPACE}or|and|or){SPACE}(?:the{SPACE})?)?$"
)
VERSION = re.compile(rf"{SPACE}(?:v|version{SPACE}(?:-{SPACE})?)(\d+\.\d+(?:\.\d+)*[a-z]?)(?![\w.(])")
NATIONAL_ANNEX = re.compile(rf"{SPACE}NA\b")
BRACKETED = re.compile(rf"{SPACE}\[[A-Z]+\]")
THIS_BEFORE = re.compile(rf"\b[Tt]his{SPACE}$")
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}(?![\w])")
NUMBERED_END = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}(?![\w])")
CAPITALISED = re.compile(rf"{SPACE}((?:[A-Z][\w&-]*{SPACE}?){{2,10}})")

_SIGN = re.compile(r"[§¶№#@]")  # none of them means anything to an expression
_BEGIN = re.compile(rf"[A-Za-z]|\[A-Z\]|\\\(|{_SIGN.pattern}")

_STATUTE = rf"[A-Z][A-Za-z]+(?:{SPACE}[A-Z][A-Za-z]+)*?{SPACE}Act{SPACE}\d{{4}}"
_OUTSIDE_UNITS = ("section", "condition", "table", "annex")


def fold(words: str) -> str:
    """Words in small letters with single spaces."""
    return SPACES.sub(" ", words).casefold()


@dataclass(frozen=True)
class CodeForm:
    """One `Code` of the house, compiled."""

    row: Code
    one: re.Pattern[str]
    groups: Mapping[str, str]
    after: re.Pattern[str] | None
    in_sections_after: re.Pattern[str] | None

    def target(self, match: re.Match[str], *, by_itself: bool = False) -> Target:
        """What a match means.

        Args:
            by_itself: the match is one of `one`, not of the anchor, in which groups have names of their own.
        """
        found = {name: SPACES.sub("", match[name if by_itself else inner] or "") for name, inner in self.groups.items()}
        row = self.row
        return Target(row.document.format(**found), row.provision.format(**found) or "*", row.version.format(**found))


@dataclass(frozen=True)
class Patterns:
    """The expressions of one house.

    Attributes:
        units: folded word to what it announces.
        anchor: what a citation begins with; the name of the group that matched last identifies the form.
        forms: group of the anchor to the code it is.
        label: a label of a Section of the Code, None where it has none.
        inner_unit: a unit word and the spaces behind it.
        that_units: `Section` behind "that", to the kind of citation it points back to.
        parts: words for parts, singular, to the part.
        holder_unit: `this section`, `Section`, `clause`, `paragraph` before the number of what holds a paragraph.
        row_keys: kinds of citation that, in the first column of a table, are the key of their row.
        code_headings, number_headings: kinds that, in the label of a component or at the start of a heading, name it.
        lookups: mark of a target to how it is found.
    """

    house: House
    units: Mapping[str, Reading | Part | Numbered | CodeForm]
    anchor: re.Pattern[str]
    forms: Mapping[str, CodeForm]
    label: re.Pattern[str] | None
    inner_unit: re.Pattern[str]
    that_units: Mapping[str, str]
    parts: Mapping[str, Part]
    lettered: re.Pattern[str]
    holder_unit: re.Pattern[str]
    row_keys: frozenset[str]
    code_headings: frozenset[str]
    number_headings: frozenset[str]
    lookups: Mapping[str, Lookup]

    @classmethod
    def of(cls, house: House) -> Patterns:
        """Compile a house.

        Raises:
            re.error: an expression of the house is none.
            KeyError, ValueError: a template names a group that its expression has not.
        """
        forms = {f"c{place}": _form(row, f"c{place}") for place, row in enumerate(house.codes)}
        units: dict[str, Reading | Part | Numbered | CodeForm] = {}
        readings: tuple[Reading, ...] = ("section", "clause", "paragraph", "table")
        units |= {fold(word): reading for reading in readings for word in house.units.get(reading, ())}
        units |= {fold(word): part for part in house.parts for word in part.words}
        units |= {fold(word): numbered for numbered in house.numbered for word in numbered.words}
        units |= {fold(word): form for form in forms.values() for word in form.row.words}
        unit = "|".join(spaced(word) for word in sorted(units, key=lambda word: (-len(word), word))) or "(?!)"
        that = {
            found[0].capitalize() if reading in ("section", "table") else found[0]: reading
            for reading, found in house.units.items()
        } | {part.unit.capitalize(): part.unit for part in house.parts}
        this = [*house.itself, *(part.unit.capitalize() for part in house.parts), "document"]
        holders = [word for reading in readings if reading != "table" for word in house.units.get(reading, ())]
        parts = {part.unit: part for part in house.parts}
        return cls(
            house=house,
            units=units,
            anchor=_anchor(house, forms, unit, that, this),
            forms=forms,
            label=re.compile(house.sections.label) if house.sections else None,
            inner_unit=re.compile(rf"(?i:({unit})){SPACE}{{1,2}}"),
            that_units=that,
            parts=parts,
            lettered=re.compile(rf"(?i:({_one_of(parts)})){SPACE}([A-Z]{{1,2}}|\d{{1,2}})(?!\w|\.\w)"),
            holder_unit=re.compile(rf"(?i:(?:this{SPACE})?({_one_of(sorted(holders, key=len, reverse=True))})){SPACE}"),
            row_keys=frozenset(row.kind for row in house.codes if row.own_row),
            code_headings=frozenset(row.kind for row in house.codes if row.own_heading),
            number_headings=frozenset(row.kind for row in house.numbered if row.own_heading),
            lookups={lookup.mark: lookup for lookup in reversed(house.lookups)},
        )

    def label_at(self, text: str, at: int) -> tuple[str, int] | None:
        """A label at a place of a text, decimal or that of a Section, as it is usually written, and where it ends.

        A space inside it (`H 3.8`) and a small letter before its digits (`h3.8`) are slips of writing.
        """
        match = DECIMAL.match(text, at)
        if match is None and self.label is not None:
            if (apart := _APART.match(text, at)) and self.label.fullmatch(apart[1] + apart[2]):
                return apart[1] + apart[2], apart.end()
            match = self.label.match(text, at)
            if match and "." not in match[0] and (parted := _PARTED.match(text, match.end())):
                return match[0] + parted[1], parted.end()
            if match is None and text[at : at + 1].islower() and text[at + 1 : at + 2].isdigit():
                match = self.label.match(text[at : at + 20].upper())
                return (match[0], at + match.end()) if match else None
        return (match[0], match.end()) if match else None

    def starts(self, names: Iterable[str] = ()) -> re.Pattern[str]:
        """Where an anchor may begin; the group `name` marks where only the name of a document may.

        Trying the whole of `anchor` at every letter took three times as long, and at every capital letter half as long
        again. The expression begins with one set of letters, so that the engine skips all others at once: with a
        choice of words in its place the search took twice as long.

        Args:
            names: those of documents.
        """
        begins = ["This\\b", "That\\b", "this\\b", "that\\b", r"the\sprec", r"[A-Z][A-Z]{0,2}\d"]
        for word in (*self.units, *_OUTSIDE_UNITS):
            begins += [word[:4].replace(" ", r"\s"), word[0].upper() + "".join(map(_either, word[1:4]))]
        begins += [begin for row in self.house.codes for begin in row.begins]
        any_capital = sorted({begin[len("[A-Z]") :] for begin in begins if begin.startswith("[A-Z]")})
        brackets = sorted({begin[2:] for begin in begins if begin.startswith(r"\(")})
        capitals = sorted({begin for begin in begins if "A" <= begin[0] <= "Z"})
        small = sorted({begin for begin in begins if "a" <= begin[0] <= "z"})
        signs = sorted({begin for begin in begins if _SIGN.match(begin)})
        first = "".join(sorted({begin[0] for begin in (*small, *signs)}))
        named = sorted({re.escape(name[:3]) for name in names if "A" <= name[0] <= "Z"})
        last = [f"(?P<name>{_by_first(named)})"] if named else []
        ways = [rf"(?<=[A-Z])(?<![A-Za-z_].)(?:{'|'.join([*any_capital, _by_first(capitals), *last])})"]
        if brackets:
            ways.append(rf"(?<=\()(?:{'|'.join(brackets)})")
        if signs:
            ways.append(_by_first(signs))
        ways.append(rf"(?<=[a-z])(?<!\w.)(?:{_by_first(small)})")
        return re.compile(rf"[A-Z({first}](?:{'|'.join(ways)})")


def spaced(words: str) -> str:
    """An expression for words, any white space between them."""
    return re.escape(words).replace(r"\ ", SPACE)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(spaced, words)) or "(?!)"


def _either(letter: str) -> str:
    return f"[{letter}{letter.upper()}]" if letter.isalpha() else r"\s" if letter == " " else re.escape(letter)


def _by_first(words: Sequence[str]) -> str:
    """An expression for words whose first letter was just read."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"(?<={letter})(?:{'|'.join(found)})" for letter, found in rests.items())


def _form(row: Code, group: str) -> CodeForm:
    one = re.compile(_spaces(row.pattern))
    groups = {name: f"{group}_{name}" for name in one.groupindex}
    for template in (row.document, row.provision, row.version):
        template.format(**dict.fromkeys(groups, ""))
    if not row.begins or not all(_BEGIN.match(begin) for begin in row.begins):
        begins = f"begins = {list(row.begins)!r}"
        raise ValueError(f"codes {row.kind!r}: {begins}: each begins with a letter, [A-Z], \\( or one of § ¶ № # @")
    return CodeForm(row, one, groups, _ending(row.after), _ending(row.in_sections_after))


def _ending(pattern: str) -> re.Pattern[str] | None:
    return re.compile(f"(?:{_spaces(pattern)})$") if pattern else None


def _spaces(pattern: str) -> str:
    return pattern.replace(" ", SPACE)


def _anchor(
    house: House, forms: Mapping[str, CodeForm], unit: str, that: Iterable[str], this: Iterable[str]
) -> re.Pattern[str]:
    outside = "|".join([_STATUTE, *map(spaced, sorted(house.outside, key=len, reverse=True))])
    placeholders = _one_of([*(part.unit for part in house.parts), *house.units.get("section", ())[:1]])
    label_begins = r"[A-Z]?\d|[A-Z]{1,2}\b" if house.sections else r"\d"
    ways = [
        rf"(?P<external>(?i:{'|'.join(_OUTSIDE_UNITS)}){SPACE}[\w.()-]+(?:{SPACE}\([^)]*\))?{SPACE}of{SPACE}the{SPACE}"
        rf"(?P<outside>{outside}))",
        *([rf"(?P<bare>(?<![\w.]){house.sections.bare})"] if house.sections and house.sections.bare else []),
        *(f"(?P<{group}>{_renamed(form)})" for group, form in forms.items()),
        rf"(?P<placeholder>\b(?i:{placeholders}){SPACE}(?:\[TBC\]|XXX\b))",
        rf"(?P<that>\b[Tt]hat{SPACE}(?P<that_unit>{_one_of(that)})\b(?!{SPACE}\(?(?:{label_begins})))",
        rf"(?P<this>\b[Tt]his{SPACE}(?P<this_unit>{_one_of(this)})\b)",
        rf"(?P<unit>\b(?P<unit_word>(?i:{unit}))(?:{SPACE}{{1,2}}|(?=\d+\.\d)))",
        rf"(?P<preceding>\bthe{SPACE}preceding{SPACE}paragraph\b)",
    ]
    return re.compile("|".join(ways))


def _renamed(form: CodeForm) -> str:
    """The expression of a form with its groups named apart from those of others."""
    pattern = _spaces(form.row.pattern)
    for name, inner in form.groups.items():
        pattern = pattern.replace(f"(?P<{name}>", f"(?P<{inner}>").replace(f"(?P={name})", f"(?P={inner})")
    return pattern
