"""Names of codes, acts and agreements that the library does not hold: `the Retail Energy Code`, `the BSC`.

What belongs to one of these is never a provision of the library, whatever its number looks like: `Section H3.8 of the
Retail Energy Code` is outside, though the Code has a Section H3.8 too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from specman.citations.patterns import SPACE, SPACES, spaced
from specman.model.house import House

_INSTRUMENT = r"(?:Codes?|Acts?|Agreements?|Regulations?|Orders?|Rules|Directive|Licen[cs]es?|Treaty|Convention|Deed)"
_WORD = rf"[A-Z][\w'\u2019&/-]*{SPACE}(?:\([^()\n]{{1,60}}\){SPACE})?"
_JOINED = rf"(?:{_WORD}(?:(?:and|of|for|on|&){SPACE})?)"  # never "and the", which begins another name
_NUMBER = rf"{SPACE}(?:\([A-Z]+\){SPACE})?(?:No\.?{SPACE}?)?\d{{1,4}}(?:/\d+)*(?:/[A-Z]+)?"
# `BSC Panel` and `Code of Connection` go on.
_GOES_ON = rf"(?!{SPACE}(?:(?:of|for|on){SPACE}(?:the{SPACE})?)?[A-Z])"
_ENDS = rf"(?![\w-]|['\u2019]){_GOES_ON}"
_NAME = rf"{_JOINED}{{0,12}}?{_INSTRUMENT}(?:{_NUMBER})?"
_SHOUTED = rf"(?:(?:[A-Z][A-Z&-]+|OF|AND){SPACE}){{1,8}}?(?:CODE|ACT|AGREEMENT)(?:{SPACE}\d{{4}})?(?![\w-])"
_NO_NAME = (
    r"(?:th(?:is|at|e|ose|ese)|to|under|by|with|in|is|are|be|shall|may|must|who|which|any|each|its?|such|a|an|as)"
)
_PLAIN = rf"(?:(?!{_NO_NAME}\b)[a-z][a-z&-]*{SPACE}){{1,6}}?(?:code|act|agreement)(?:{SPACE}\d{{4}})?(?![\w-])"
_LETTERS = re.compile(rf"[A-Z][A-Z&]{{1,7}}{_ENDS}(?!{SPACE}?\d)")
_YEAR = re.compile(r"\bActs? \d{4}$")


@dataclass(frozen=True)
class Outside:
    """What one house calls its own, and expressions for what everybody else is called."""

    own: frozenset[str]
    listed: Mapping[str, str]
    name: re.Pattern[str]
    before: re.Pattern[str]

    @classmethod
    def of(cls, house: House) -> Outside:
        """Compile the names of a house."""
        listed = "|".join(spaced(name) for name in sorted(house.outside, key=len, reverse=True)) or "(?!)"
        words = "|".join(spaced(name) for name in house.outside if " " in name) or "(?!)"
        named = rf"(?:(?:{listed})(?:{_NUMBER})?|{_NAME})"
        own = frozenset(name.casefold() for name in (house.title, house.code, *house.called, *house.itself))
        return cls(
            own,
            {name.casefold(): notation for name, notation in house.outside.items()},
            re.compile(rf"{named}{_ENDS}|(?i:{words})(?![\w-])|{_SHOUTED}|{_PLAIN}"),
            re.compile(rf"(?<![\w-])({named})(?:['\u2019]s?)?{SPACE}$"),
        )

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The name of something outside that begins at a place, once `of` or `of the` was read."""
        found = self.name.match(text, at) or _LETTERS.match(text, at)
        return found if found and not self.is_own(found[0]) else None

    def just_before(self, text: str, at: int) -> re.Match[str] | None:
        """The name that ends right before a place (`Retail Energy Code Section H3.8`)."""
        found = self.before.search(text, max(0, at - 100), at)
        is_name = found and (" " in found[1] or found[1].casefold() in self.listed)
        return found if found and is_name and not self.is_own(found[1]) else None

    def is_own(self, name: str) -> bool:
        """Whether a name means the Code of the library."""
        return SPACES.sub(" ", name).casefold() in self.own

    def document(self, name: str) -> str:
        """The notation of a name.

        >>> from specman.citations.houses import shipped
        >>> Outside.of(shipped()).document("Gas Act 1986"), Outside.of(shipped()).document("DCC Licence")
        ('EXT:GasAct1986', 'EXT:DCC-LICENCE')
        """
        plain = SPACES.sub(" ", name)
        return f"EXT:{self.listed.get(plain.casefold()) or plain.replace(' ', '')}"

    def is_statute(self, name: str) -> bool:
        """Whether a name is that of an Act of a year, whose sections are written s1."""
        return bool(_YEAR.search(SPACES.sub(" ", name)))
