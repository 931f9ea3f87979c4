"""A house: how one body of documents cites. The Smart Energy Code's ships with specman; another code writes its own.

Values only: `specman.citations.houses` reads them from a file, `specman.citations.patterns` makes expressions of them.
Expressions are those of Python; a space in one matches any single white space. Templates name the expression's
groups in braces (`SRV:{number}`), their spaces left out. The file is described in `docs/houses.md`.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct


class _Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; an unknown key is an error."""


class Sections(_Row, frozen=True):
    """Lettered Sections, whose labels mean the Code in every document (`H3.1`).

    Attributes:
        document: template of the document a label is in, from its leading `{letters}`.
        label: what a label looks like behind a unit word.
        bare: what a label looks like that needs no unit word, in the Sections themselves; "" for none.
    """

    document: str
    label: str
    bare: str = ""


class Part(_Row, frozen=True):
    """Parts of the Code that are documents of their own: Appendices, Schedules.

    Attributes:
        unit: the word in the singular, small; also what citations of them are called.
        words: all words for them, small.
        names: what they are called by.
        document: template of the document, from its `{name}`.
    """

    unit: str
    words: tuple[str, ...]
    names: Literal["letters", "numbers"]
    document: str


class Code(_Row, frozen=True):
    """Words that are a citation by themselves: a code (`ECS17b`), a standard (`RFC 5280`), a version (`SEC 4.12`).

    Attributes:
        kind: what citations of this sort are called.
        pattern: the expression, with named groups.
        begins: what its matches begin with: expressions that begin with a letter, `[A-Z]`, `(` or a sign (`§`).
        document, provision, version: templates of the target; a provision that comes out empty is the whole document.
        words: unit words before one or several, separated (`Use Cases ECS17b and ECS18`).
        after: an expression that the text before must end with.
        in_sections_after: the same, asked only in Sections of the Code, where the code may be a label.
        not_in: documents (notations) in which it is none.
        own_row: in the first column of a table it names its row, and cites nothing.
        own_heading: in the label of its own provision it cites nothing.
    """

    kind: str
    pattern: str
    begins: tuple[str, ...]
    document: str
    provision: str = ""
    version: str = ""
    words: tuple[str, ...] = ()
    after: str = ""
    in_sections_after: str = ""
    not_in: tuple[str, ...] = ()
    own_row: bool = False
    own_heading: bool = False


class Numbered(_Row, frozen=True):
    """Numbers of one document that a unit word announces everywhere (`Service Requests 4.1.1 to 4.1.3`).

    Attributes:
        provision: template of the target, from its `{number}`.
        own_heading: at the start of a heading it is the heading's own number.
    """

    kind: str
    words: tuple[str, ...]
    document: str
    provision: str
    own_heading: bool = False


class Lookup(_Row, frozen=True):
    """How a target with a mark (`SRV:4.1.1`) is found in its document.

    Attributes:
        mark: the text before the colon.
        find: by the label that `label` gives from its `{name}`; as the property `named` of what the property table
            describes; as the provision that begins with the name; as the row of the table document whose title holds
            `named` (a name of letters is the table as a whole).
        provisions: kind of provision that is written with this mark, "" for none.
    """

    mark: str
    find: Literal["label", "property", "beginning", "row"] = "label"
    label: str = "{name}"
    named: str = ""
    provisions: str = ""


class House(_Row, frozen=True):
    """How one code and its documents cite.

    Attributes:
        code: notation of the Code as a whole (`SEC`).
        called: names by which texts cite the Code.
        itself: what the Code calls itself behind "this".
        definitions: id of the work whose definitions govern all others, "" for none.
        units: reading (`section`, `clause`, `paragraph`, `table`) to the words for it, singular first.
        outside: documents the library never holds, by the words that name them, with their notation.
        registers: notations that are not documents and are not looked up: proposals, issues, minutes.
        glossaries: documents whose borrowed meanings are in a glossary.
    """

    format: int
    title: str
    code: str
    called: tuple[str, ...] = ()
    itself: tuple[str, ...] = ()
    definitions: str = ""
    units: dict[str, tuple[str, ...]] = {}
    sections: Sections | None = None
    parts: tuple[Part, ...] = ()
    codes: tuple[Code, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    outside: dict[str, str] = {}
    registers: tuple[str, ...] = ()
    glossaries: tuple[str, ...] = ()
    lookups: tuple[Lookup, ...] = ()

    def section_document(self, label: str) -> str:
        """The document that a label such as `H3.1` is in, by its leading letters; "" where the Code has no Sections."""
        letters = re.match(r"[A-Z]*", label)
        if self.sections is None or not letters or not letters[0]:
            return ""
        return self.sections.document.format(letters=letters[0])

    def is_section(self, document: str) -> bool:
        """Whether a notation is that of a lettered Section."""
        if self.sections is None:
            return False
        before, _, after = self.sections.document.partition("{letters}")
        return bool(re.fullmatch(f"{re.escape(before)}[A-Z]+{re.escape(after)}", document))

    def section_id(self, letters: str) -> str:
        """The id of the work that a lettered Section is (`sec-h`); "" where the Code has none."""
        return self.section_document(letters.upper()).casefold().replace(":", "-")

    def letters_of(self, work_id: str) -> str:
        """The letters of the Section that the work of an id is; "" for other works."""
        letters = work_id.rpartition("-")[2].upper()
        return letters if letters and self.section_id(letters) == work_id else ""

    def is_part(self, document: str) -> bool:
        """Whether a notation is that of an Appendix or Schedule."""
        for part in self.parts:
            before, _, after = part.document.partition("{name}")
            if re.fullmatch(rf"{re.escape(before)}(?:[A-Z]{{1,2}}|\d{{1,2}}){re.escape(after)}", document):
                return True
        return False

    def part_document(self, name: str) -> str:
        """The notation of the document that a name such as `Appendix AD` or `SEC Schedule 8` means; "" for others."""
        for called in self.called:
            name = name.removeprefix(f"{called} ")
        unit, _, rest = name.partition(" ")
        part = next((part for part in self.parts if part.unit == unit.casefold()), None)
        if part is None or not re.fullmatch(r"[A-Z]{1,2}|\d{1,2}", rest):
            return ""
        return part.document.format(name=rest)
