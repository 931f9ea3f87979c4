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
_ENDS = (
    rf"(?![\w\u2019'-])(?!{SPACE}(?:(?:of|for|on){SPACE}(?:the{SPACE})?)?[A-Z])"  # `BSC Panel`, `Code of Connection`
)
_NAME = rf"{_JOINED}{{0,12}}?{_INSTRUMENT}(?:{_NUMBER})?{_ENDS}"
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
        name = rf"(?:(?:{listed})(?:{_NUMBER})?{_ENDS}|{_NAME})"
        own = frozenset({house.title, house.code, *house.called, *house.itself})
        return cls(own, house.outside, re.compile(name), re.compile(rf"(?<![\w-])({name}){SPACE}$"))

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The name of something outside that begins at a place, once `of` or `of the` was read."""
        found = self.name.match(text, at) or _LETTERS.match(text, at)
        return found if found and not self.is_own(found[0]) else None

    def just_before(self, text: str, at: int) -> re.Match[str] | None:
        """The name that ends right before a place (`Retail Energy Code Section H3.8`)."""
        found = self.before.search(text, max(0, at - 100), at)
        is_name = found and (" " in found[1] or found[1] in self.listed)
        return found if found and is_name and not self.is_own(found[1]) else None

    def is_own(self, name: str) -> bool:
        """Whether a name means the Code of the library."""
        return SPACES.sub(" ", name) in self.own

    def document(self, name: str) -> str:
        """The notation of a name.

        >>> from specman.citations.houses import shipped
        >>> Outside.of(shipped()).document("Gas Act 1986"), Outside.of(shipped()).document("DCC Licence")
        ('EXT:GasAct1986', 'EXT:DCC-LICENCE')
        """
        plain = SPACES.sub(" ", name)
        return f"EXT:{self.listed.get(plain) or plain.replace(' ', '')}"

    def is_statute(self, name: str) -> bool:
        """Whether a name is that of an Act of a year, whose sections are written s1."""
        return bool(_YEAR.search(SPACES.sub(" ", name)))
