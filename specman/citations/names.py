"""What documents are called: the names by which texts cite them, and the notation of targets."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from specman.citations.outside import Outside
from specman.citations.patterns import SPACES, Patterns, fold, spaced
from specman.model.house import House
from specman.model.identity import Work
from specman.model.link import Target


@dataclass(frozen=True)
class Names:
    """Names by which documents are cited: folded name to document notation, with one regular expression.

    Attributes:
        code_of: a name as texts write it, to the notation of its document.
        by_code: notation to the work: its own, and that of the Appendix or Schedule which it is.
        candidates: where a citation may begin.
        shared: what single citations named so far: most of a library is cited more than once, and held once.
    """

    patterns: Patterns
    code_of: Mapping[str, str]
    by_code: Mapping[str, Work]
    pattern: re.Pattern[str]
    folded: Mapping[str, str]
    candidates: re.Pattern[str]
    shared: dict[tuple[str, str, str, bool], tuple[Target, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, works: Iterable[Work], house: House) -> Names:
        """Collect names, titles and aliases of works, and those of the Code itself.

        A name that only states which part of the Code a work is (`Section H`, `Appendix AD`) is read by the grammar.
        """
        works = sorted(works, key=lambda work: work.id)
        patterns = Patterns.of(house)
        code_of = dict.fromkeys(house.called, house.code)
        called = "".join(f"(?:{spaced(name)} )?" for name in house.called)
        units = [*house.units.get("section", ())[:1], *(part.unit for part in house.parts)]
        of_a_part = re.compile(rf"{called}(?:{'|'.join(unit.capitalize() for unit in units) or '(?!)'})? ?\w{{1,2}}")
        for work in works:
            for name in (work.name, work.title, *work.aliases):
                if len(name) > 2 and not of_a_part.fullmatch(name):
                    code_of.setdefault(name, work.code)
        by_code = {house.part_document(alias): work for work in works for alias in work.aliases}
        by_code.pop("", None)
        by_code |= {work.code: work for work in works}
        longest = sorted(code_of, key=lambda name: (-len(name), name))
        joined = "|".join(map(spaced, longest)) or "(?!)"
        folded = {name.casefold(): code for name, code in code_of.items()}
        pattern = re.compile(rf"(?:{joined})(?![\w-])")
        return cls(patterns, code_of, by_code, pattern, folded, patterns.starts(code_of))

    @functools.cached_property
    def outside(self) -> Outside:
        """What this house calls codes, acts and agreements that it does not hold."""
        return Outside.of(self.house)

    @property
    def house(self) -> House:
        """How these documents cite."""
        return self.patterns.house

    @functools.cached_property
    def digest(self) -> str:
        """What extraction depends on of all this."""
        content = f"{self.house!r}\x1f{sorted(self.code_of.items())!r}"
        return hashlib.blake2b(content.encode(), digest_size=12).hexdigest()

    def document_called(self, words: str) -> str:
        """The notation of the document that words which `pattern` found name."""
        return self.code_of[SPACES.sub(" ", words)]

    def is_unit(self, words: str) -> bool:
        """Whether words are a unit that numbers follow: `Section`, `Service Reference`, `Use Case`."""
        return fold(words) in self.patterns.units
